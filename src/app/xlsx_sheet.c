/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_sheet.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum depth {
	DEPTH_SHEET = 1,
	DEPTH_DATA,
	DEPTH_ROW,
	DEPTH_CELL,
	DEPTH_VALUE
};

struct sheet {
	const struct xlsx_book *book;
	const struct xlsx_strings *strings;
	csv_visit *visit;
	void *context;

	bool in_data;   /* inside <sheetData> */
	size_t line;    /* of the row that is read */
	size_t visited; /* the last row that was */
	size_t column;  /* 1 + that of the cell that is read; 0: before the first */
	struct xlsx_text value;
	char type; /* of the cell, a letter of type_of() */
	struct xlsx_format format;

	struct buf text; /* the cells of the row, each with a NUL; the first is the empty one */
	size_t start[IMPORT_COLUMNS_MAX];
	size_t count; /* up to the last that holds something */
	size_t too_long;
};

/* --- Places ----------------------------------------------------------------------------------- */

/* "AB12" has column 28, which is never above `max` + 1; 0 when it is no place. */
static size_t column_of(const char *place, size_t max)
{
	size_t column = 0;

	for (; (*place >= 'A' && *place <= 'Z') || (*place >= 'a' && *place <= 'z'); place++)
		if (column <= max)
			column = column * 26 + (size_t)(*place & 0x1f);
	return column <= max ? column : max + 1;
}

/* Of "12", never above `max` + 1; 0 when it is no number. */
static size_t row_of(const char *number, size_t max)
{
	size_t row = 0;

	if (number[strspn(number, "0123456789")] != '\0')
		return 0;
	for (; *number != '\0'; number++)
		if (row <= max)
			row = row * 10 + (size_t)(*number - '0');
	return row <= max ? row : max + 1;
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void begin_row(struct xlsx_xml *xml, const char **attributes)
{
	struct sheet *sheet = xml->context;
	const char *number = xlsx_attribute(attributes, "r");
	size_t line = number ? row_of(number, IMPORT_ROWS_MAX) : sheet->line + 1;

	/* Behind the last row all are one too many, and may be empty. */
	if (line <= sheet->line && line <= IMPORT_ROWS_MAX) {
		xlsx_xml_fail(xml, xlsx_damaged(xml->err));
		return;
	}
	sheet->line = line <= IMPORT_ROWS_MAX ? line : IMPORT_ROWS_MAX + 1;
	sheet->column = 0;
	sheet->count = 0;
	sheet->too_long = 0;
	buf_clear(&sheet->text);
	buf_add_byte(&sheet->text, '\0');
}

static bool visit_line(struct sheet *sheet, size_t line, size_t count, size_t too_long)
{
	const char *cell[IMPORT_COLUMNS_MAX];
	struct csv_row row = {line, cell, count, too_long};

	for (size_t i = 0; i < count; i++)
		cell[i] = buf_text(&sheet->text) + sheet->start[i];
	sheet->visited = line;
	return sheet->visit(sheet->context, &row);
}

static void end_row(struct xlsx_xml *xml)
{
	struct sheet *sheet = xml->context;
	bool more = true;

	if (sheet->count == 0)
		return;
	if (sheet->line > IMPORT_ROWS_MAX) {
		xlsx_xml_fail(
			xml, err_set(xml->err, STATUS_INVALID,
				     _("Row %zu is one too many. Please split the file in smaller "
				       "ones."),
				     sheet->line));
		return;
	}
	while (more && sheet->visited + 1 < sheet->line)
		more = visit_line(sheet, sheet->visited + 1, 0, 0);
	if (!more || !visit_line(sheet, sheet->line, sheet->count, sheet->too_long))
		xlsx_xml_leave(xml);
}

/* --- Cells ------------------------------------------------------------------------------------ */

static char type_of(const char *type)
{
	static const struct {
		const char *name;
		char letter;
	} types[] = {
		{"s", 's'}, {"str", 't'}, {"inlineStr", 'i'}, {"b", 'b'}, {"e", 't'}, {"d", 'd'}};

	for (size_t i = 0; type && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(type, types[i].name) == 0)
			return types[i].letter;
	return 'n';
}

static void begin_cell(struct xlsx_xml *xml, const char **attributes)
{
	struct sheet *sheet = xml->context;
	const char *place = xlsx_attribute(attributes, "r");
	size_t column = place ? column_of(place, IMPORT_COLUMNS_MAX) : sheet->column + 1;

	if (column > IMPORT_COLUMNS_MAX)
		column = IMPORT_COLUMNS_MAX + 1;
	else if (column <= sheet->column)
		xlsx_xml_fail(xml, xlsx_damaged(xml->err));
	sheet->column = column;
	sheet->type = type_of(xlsx_attribute(attributes, "t"));
	if (sheet->type == 'n')
		sheet->format = xlsx_book_format(sheet->book, xlsx_attribute(attributes, "s"));
	xlsx_text_begin(&sheet->value);
}

/* "2019-07-15T00:00:00" */
static void add_iso_date(struct buf *out, const char *text)
{
	const char *mark = strchr(text, 'T');
	size_t len = mark ? (size_t)(mark - text) : strlen(text);

	buf_add(out, text, len);
	if (mark && strncmp(mark, "T00:00:00", 9) != 0)
		buf_printf(out, " %s", mark + 1);
}

/* Appends the text of the cell; false when it is too long. STATUS_INVALID is said by failing. */
static bool add_value(struct xlsx_xml *xml)
{
	struct sheet *sheet = xml->context;
	const char *value = buf_text(&sheet->value.buf);
	const char *shared = NULL;

	if (sheet->type == 't' || sheet->type == 'i' || sheet->value.too_long)
		return xlsx_text_take(&sheet->value, &sheet->text);
	if (sheet->type == 'b')
		buf_add_text(&sheet->text, strcmp(value, "0") == 0 ? "FALSE" : "TRUE");
	else if (sheet->type == 'd')
		add_iso_date(&sheet->text, value);
	else if (sheet->type == 'n')
		xlsx_number(&sheet->text, value, sheet->format, sheet->book->from_1904);
	else if (!xlsx_strings_find(sheet->strings, value, &shared))
		xlsx_xml_fail(xml, xlsx_damaged(xml->err));
	else if (shared)
		buf_add_text(&sheet->text, shared);
	else
		return false;
	return true;
}

static void put_cell(struct sheet *sheet, size_t start, bool fits)
{
	size_t column = sheet->column - 1;

	while (sheet->count < column)
		sheet->start[sheet->count++] = 0;
	if (!fits || sheet->text.len - start > IMPORT_CELL_MAX) {
		if (sheet->too_long == 0)
			sheet->too_long = column + 1;
		sheet->text.len = start;
	}
	buf_add_byte(&sheet->text, '\0');
	sheet->start[column] = start;
	sheet->count = column + 1;
}

static void end_cell(struct xlsx_xml *xml)
{
	struct sheet *sheet = xml->context;
	size_t start = sheet->text.len;
	bool fits;

	if (sheet->value.buf.len == 0 && !sheet->value.too_long)
		return;
	fits = add_value(xml);
	if (fits && sheet->text.len == start)
		return; /* points to an empty text */
	if (sheet->column > IMPORT_COLUMNS_MAX)
		xlsx_xml_fail(
			xml, err_set(xml->err, STATUS_INVALID,
				     _("Row %zu has too many columns. Please save only the list of "
				       "participants, as \"CSV UTF-8\"."),
				     sheet->line));
	else
		put_cell(sheet, start, fits);
}

/* --- Elements --------------------------------------------------------------------------------- */

static void start(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	struct sheet *sheet = xml->context;

	if (xml->depth == DEPTH_DATA)
		sheet->in_data = strcmp(name, "sheetData") == 0;
	if (!sheet->in_data)
		return;
	if (xml->depth == DEPTH_ROW)
		begin_row(xml, attributes);
	else if (xml->depth == DEPTH_CELL)
		begin_cell(xml, attributes);
	else if (xml->depth == DEPTH_VALUE)
		sheet->value.taking = sheet->type != 'i' && strcmp(name, "v") == 0;
	else if (xml->depth > DEPTH_VALUE && sheet->type == 'i')
		xlsx_text_start(&sheet->value, xml, name);
}

static void end(struct xlsx_xml *xml, const char *name)
{
	struct sheet *sheet = xml->context;

	(void)name;
	if (!sheet->in_data)
		return;
	if (xml->depth >= DEPTH_VALUE)
		xlsx_text_end(&sheet->value, xml);
	else if (xml->depth == DEPTH_CELL)
		end_cell(xml);
	else if (xml->depth == DEPTH_ROW)
		end_row(xml);
	else
		xlsx_xml_done(xml);
}

static void text(struct xlsx_xml *xml, const char *ptr, size_t len)
{
	struct sheet *sheet = xml->context;

	if (sheet->in_data && sheet->value.taking)
		xlsx_text_add(&sheet->value, ptr, len);
}

enum status xlsx_sheet_read(struct xlsx_zip *zip, const char *part, const struct xlsx_book *book,
	const struct xlsx_strings *strings, csv_visit *visit, void *context, struct err *err)
{
	static const struct xlsx_handler handler = {start, end, text};
	struct sheet sheet = {.book = book, .strings = strings, .visit = visit, .context = context};
	enum status status = xlsx_xml_read(zip, part, &handler, &sheet, err);

	buf_wipe(&sheet.value.buf);
	buf_wipe(&sheet.text);
	return status;
}

/* --- Only looking ----------------------------------------------------------------------------- */

static void look_start(struct xlsx_xml *xml, const char *name, const char **attributes)
{
	bool *has_rows = xml->context;

	(void)attributes;
	if (xml->depth == DEPTH_VALUE && (strcmp(name, "v") == 0 || strcmp(name, "is") == 0)) {
		*has_rows = true;
		xlsx_xml_leave(xml);
	}
}

static void look_end(struct xlsx_xml *xml, const char *name)
{
	if (xml->depth == DEPTH_DATA && strcmp(name, "sheetData") == 0)
		xlsx_xml_leave(xml);
}

enum status xlsx_sheet_look(struct xlsx_zip *zip, const char *part, bool *has_rows, struct err *err)
{
	static const struct xlsx_handler handler = {look_start, look_end, NULL};

	*has_rows = false;
	return xlsx_xml_read(zip, part, &handler, has_rows, err);
}
