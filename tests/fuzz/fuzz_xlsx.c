/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Workbooks from any bytes. The first byte says what the others are: a whole file, the XML of its
 * only sheet, or its texts or styles, so that damage is tried also behind checksums. What is visited
 * keeps the promises of import_csv.h, and what is refused has a sentence.
 */
#include "app/import_xlsx.h"
#include "app/xlsx_try.h"
#include "base/random.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void require(bool truth)
{
	if (!truth)
		abort();
}

static bool see(void *context, const struct csv_row *row)
{
	size_t *last = context;

	require(row->line == *last + 1 && row->line <= IMPORT_ROWS_MAX);
	require(row->count <= IMPORT_COLUMNS_MAX && row->too_long <= row->count);
	for (size_t i = 0; i < row->count; i++) {
		size_t len = strlen(row->cell[i]);

		require(len <= IMPORT_CELL_MAX && text_is_utf8(row->cell[i], len));
	}
	require(row->too_long == 0 || row->cell[row->too_long - 1][0] == '\0');
	*last = row->line;
	return true;
}

static void read_file(struct bytes file)
{
	struct buf note = BUF_EMPTY;
	struct err err = {0};
	size_t last = 0;
	enum status status = xlsx_read(file, see, &last, &note, &err);

	require(status == STATUS_OK || status == STATUS_INVALID);
	require((status == STATUS_OK) == (err.text[0] == '\0'));
	require(text_is_utf8(buf_text(&note), note.len));
	buf_release(&note);
}

/* A sheet that uses each text and style. */
static const char cells[] = "<w><sheetData><row><c t=\"s\" s=\"0\"><v>0</v></c><c "
			    "t=\"s\"><v>1</v></c><c s=\"0\"><v>43661.5</v>"
			    "</c><c s=\"1\"><v>43661</v></c><c "
			    "s=\"2\"><v>3.1730854067399E+15</v></c></row></sheetData></w>";

static void read_part(uint8_t kind, const char *xml)
{
	struct buf file = BUF_EMPTY;

	if (kind == 1)
		xlsx_try_book(&file, xml, "<sst><si><t>satu</t></si></sst>", NULL);
	else if (kind == 2)
		xlsx_try_book(&file, cells, xml, NULL);
	else
		xlsx_try_book(&file, cells, "<sst><si><t>a</t></si><si><t>b</t></si></sst>", xml);
	read_file(buf_bytes(&file));
	buf_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool started;
	struct buf xml = BUF_EMPTY;
	struct err err;

	if (!started)
		require(random_start(&err) == STATUS_OK);
	started = true;
	if (size < 2)
		return 0;
	if (data[0] % 4 == 0) {
		read_file((struct bytes){data + 1, size - 1});
		return 0;
	}
	/* Parts are texts with an end here. */
	for (size_t i = 1; i < size && data[i] != 0; i++)
		buf_add_byte(&xml, data[i]);
	read_part(data[0] % 4, buf_text(&xml));
	buf_release(&xml);
	return 0;
}
