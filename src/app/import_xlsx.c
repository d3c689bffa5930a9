/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_xlsx.h"

#include "app/xlsx_sheet.h"
#include "base/i18n.h"

#include <string.h>

/* The name of the stream in a compound file that holds an encrypted workbook. */
static const char encrypted_name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

static bool is_compound(struct bytes file)
{
	static const uint8_t magic[] = {0xd0, 0xcf, 0x11, 0xe0};

	return bytes_start_with(file, BYTES_OF(magic));
}

bool xlsx_is(struct bytes file)
{
	static const uint8_t zip[] = {'P', 'K', 3, 4}, empty_zip[] = {'P', 'K', 5, 6};

	return is_compound(file) || bytes_start_with(file, BYTES_OF(zip)) ||
	       bytes_start_with(file, BYTES_OF(empty_zip));
}

static enum status refuse_compound(struct bytes file, struct err *err)
{
	if (memmem(file.ptr, file.len, encrypted_name, sizeof(encrypted_name)))
		return err_set(err, STATUS_INVALID,
			_("This workbook is locked with a password. Please open it in a "
			  "spreadsheet "
			  "program, save it without a password and import that file."));
	return err_set(err, STATUS_INVALID,
		_("This is a workbook of an old Excel (.xls). Please open it in a spreadsheet "
		  "program, choose \"Save as\", \"Excel workbook (.xlsx)\", and import that "
		  "file."));
}

/* The first sheet that is to be seen and holds something; how many more there are. */
static enum status choose(struct xlsx_zip *zip, const struct xlsx_book *book,
	const struct xlsx_tab **chosen, size_t *others, struct err *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < book->tab_count && status == STATUS_OK; i++) {
		const struct xlsx_tab *tab = &book->tab[i];
		bool has_rows = false;

		if (tab->hidden || !tab->part)
			continue;
		status = xlsx_sheet_look(zip, tab->part, &has_rows, err);
		if (has_rows && *chosen)
			(*others)++;
		else if (has_rows)
			*chosen = tab;
	}
	return status;
}

static void tell(struct buf *note, const struct xlsx_tab *tab, size_t others)
{
	if (others > 0)
		buf_printf(note,
			ngettext("Read was the sheet \"%s\". %zu other sheet holds rows, too: if "
				 "they belong to it, please move it to the front, save and import "
				 "again.",
				"Read was the sheet \"%s\". %zu other sheets hold rows, too: if "
				"they belong to it, please move them to the front one by one, save "
				"and import again.",
				others),
			tab->name, others);
}

static enum status read_book(struct xlsx_zip *zip, struct xlsx_book *book, csv_visit *visit,
	void *context, struct buf *note, struct err *err)
{
	struct xlsx_strings strings = {0};
	const struct xlsx_tab *tab = NULL;
	size_t others = 0;
	enum status status = choose(zip, book, &tab, &others, err);

	if (status == STATUS_OK && tab && book->strings)
		status = xlsx_strings_read(&strings, zip, book->strings, err);
	if (status == STATUS_OK && tab)
		status = xlsx_sheet_read(zip, tab->part, book, &strings, visit, context, err);
	if (status == STATUS_OK && tab && note)
		tell(note, tab, others);
	xlsx_strings_release(&strings);
	return status;
}

enum status xlsx_read(
	struct bytes file, csv_visit *visit, void *context, struct buf *note, struct err *err)
{
	struct xlsx_book book = {0};
	struct xlsx_zip *zip;
	enum status status;

	if (is_compound(file))
		return refuse_compound(file, err);
	zip = xlsx_zip_open(file);
	if (!zip)
		return xlsx_damaged(err);
	status = xlsx_book_read(&book, zip, err);
	if (status == STATUS_OK)
		status = read_book(zip, &book, visit, context, note, err);
	xlsx_book_release(&book);
	xlsx_zip_close(zip);
	return status;
}
