/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_try.h"

#include "base/file.h"

#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

const char xlsx_try_links[] = "<Relationships><Relationship Id=\"rId1\" Type=\"" RELATIONS
			      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const char xlsx_try_workbook[] =
	"<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS
	"\"><sheets><sheet name=\"Isi\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const char xlsx_try_book_links[] =
	"<Relationships><Relationship Id=\"rId1\" Type=\"" RELATIONS
	"/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" RELATIONS
	"/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" RELATIONS
	"/styles\" Target=\"/xl/styles.xml\"/></Relationships>";
static const char nothing[] = "<nothing/>";

static void require(bool truth)
{
	if (!truth)
		abort();
}

static void add_part(zipFile zip, const struct xlsx_try_part *part)
{
	size_t len = part->len > 0 ? part->len : strlen(part->text);

	require(zipOpenNewFileInZip(zip, part->name, NULL, NULL, 0, NULL, 0, NULL,
			part->stored ? 0 : Z_DEFLATED, Z_DEFAULT_COMPRESSION) == ZIP_OK);
	require(zipWriteInFileInZip(zip, part->text, (unsigned)len) == ZIP_OK);
	require(zipCloseFileInZip(zip) == ZIP_OK);
}

void xlsx_try_zip(struct buf *out, const struct xlsx_try_part *parts)
{
	const char *folder = getenv("TMPDIR");
	char *path = path_join(folder ? folder : "/tmp", "xlsx-try-XXXXXX");
	int fd = mkstemp(path);
	struct err err;
	zipFile zip;

	require(fd >= 0);
	close(fd);
	zip = zipOpen(path, APPEND_STATUS_CREATE);
	require(zip != NULL);
	for (; parts->name; parts++)
		add_part(zip, parts);
	require(zipClose(zip, NULL) == ZIP_OK);
	buf_clear(out);
	require(file_read(path, (size_t)256 << 20, out, &err) == STATUS_OK);
	unlink(path);
	free(path);
}

void xlsx_try_book(struct buf *out, const char *sheet, const char *strings, const char *styles)
{
	const struct xlsx_try_part parts[] = {
		{.name = "_rels/.rels", .text = xlsx_try_links},
		{.name = "xl/workbook.xml", .text = xlsx_try_workbook},
		{.name = "xl/_rels/workbook.xml.rels", .text = xlsx_try_book_links},
		{.name = "xl/sharedStrings.xml", .text = strings ? strings : nothing},
		{.name = "xl/styles.xml", .text = styles ? styles : nothing},
		{.name = "xl/worksheets/sheet1.xml", .text = sheet},
		{.name = NULL},
	};

	xlsx_try_zip(out, parts);
}

void xlsx_try_rows(struct buf *out, const char *rows, const char *strings, const char *styles)
{
	struct buf sheet = BUF_EMPTY;

	buf_printf(&sheet, "<worksheet xmlns=\"" MAIN "\"><sheetData>");
	buf_add_text(&sheet, rows);
	buf_add_text(&sheet, "</sheetData><pageMargins/></worksheet>");
	xlsx_try_book(out, buf_text(&sheet), strings, styles);
	buf_release(&sheet);
}
