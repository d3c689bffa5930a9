/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_csv.h"

#include "base/i18n.h"
#include "base/text.h"

#include <csv.h>
#include <string.h>

/* libcsv gathers a cell in memory for as long as its quote stays open, so it gets the file in
 * pieces and is watched. */
#define STEP ((size_t)64 << 10)
#define BUFFER_MAX ((size_t)64 << 10)

struct reading {
	csv_visit *visit;
	void *context;
	struct err *err;
	enum status status;
	bool stopped;

	size_t line;     /* of the row that is being gathered */
	int last_end;    /* the character that ended the row before; -1: something came since */
	struct buf text; /* its cells, each with a NUL */
	size_t start[IMPORT_COLUMNS_MAX]; /* of each cell in text */
	size_t count;
	size_t too_long;
};

static void refuse(struct reading *reading, enum status status)
{
	reading->status = status;
	reading->stopped = true;
}

static void add_cell(struct reading *reading, const char *ptr, size_t len)
{
	if (reading->count == IMPORT_COLUMNS_MAX) {
		/* Spreadsheets write empty cells as far as something was ever coloured. */
		if (len > 0)
			refuse(reading,
				err_set(reading->err, STATUS_INVALID,
					_("Row %zu has too many columns. Please save only the "
					  "list of participants, as \"CSV UTF-8\"."),
					reading->line));
		return;
	}
	if (len > IMPORT_CELL_MAX) {
		if (reading->too_long == 0)
			reading->too_long = reading->count + 1;
		len = 0;
	}
	reading->start[reading->count++] = reading->text.len;
	buf_add(&reading->text, ptr, len);
	buf_add_byte(&reading->text, '\0');
}

static void take_cell(void *ptr, size_t len, void *context)
{
	struct reading *reading = context;

	reading->last_end = -1;
	if (reading->stopped)
		return;
	if (len > 0 && memchr(ptr, '\0', len))
		refuse(reading,
			err_set(reading->err, STATUS_INVALID,
				_("Row %zu is not text. Please save the list as \"CSV UTF-8\" and "
				  "import that file."),
				reading->line));
	else if (len > 0 && !text_is_utf8(ptr, len))
		refuse(reading,
			err_set(reading->err, STATUS_INVALID,
				_("Row %zu is not written in UTF-8. Please save the list as \"CSV "
				  "UTF-8\" and import that file."),
				reading->line));
	else
		add_cell(reading, ptr ? ptr : "", len);
}

static void visit_row(struct reading *reading)
{
	const char *cell[IMPORT_COLUMNS_MAX];
	struct csv_row row = {reading->line, cell, reading->count, reading->too_long};

	for (size_t i = 0; i < reading->count; i++)
		cell[i] = (const char *)reading->text.ptr + reading->start[i];
	if (!reading->visit(reading->context, &row))
		reading->stopped = true;
}

/* `end` is the character that ended the row, -1 at the end of the file. */
static void take_row(int end, void *context)
{
	struct reading *reading = context;
	bool second_half = reading->last_end == '\r' && end == '\n'; /* of CR LF */

	reading->last_end = end;
	if (reading->stopped || second_half)
		return;
	if (reading->line > IMPORT_ROWS_MAX) {
		refuse(reading, err_set(reading->err, STATUS_INVALID,
					_("Row %zu is one too many. Please split the file in "
					  "smaller ones."),
					reading->line));
		return;
	}
	visit_row(reading);
	buf_clear(&reading->text);
	reading->count = 0;
	reading->too_long = 0;
	reading->line++;
}

static void not_closed(struct reading *reading)
{
	refuse(reading, err_set(reading->err, STATUS_INVALID,
				_("The quote that opens in row %zu is not closed. Please mend or "
				  "remove the "
				  "quote (\") there and import again."),
				reading->line));
}

static void feed(struct csv_parser *parser, struct bytes file, struct reading *reading)
{
	while (file.len > 0 && !reading->stopped) {
		size_t step = file.len < STEP ? file.len : STEP;

		if (csv_parse(parser, file.ptr, step, take_cell, take_row, reading) != step)
			memory_exhausted(); /* the only failure there is without CSV_STRICT */
		if (!reading->stopped && csv_get_buffer_size(parser) > BUFFER_MAX)
			not_closed(reading);
		file.ptr += step;
		file.len -= step;
	}
	if (reading->stopped)
		return;
	csv_set_opts(
		parser, CSV_STRICT | CSV_STRICT_FINI); /* an open quote at the end is an error */
	if (csv_fini(parser, take_cell, take_row, reading) != 0)
		not_closed(reading);
}

static bool begins_with(struct bytes file, const char *ptr, size_t len)
{
	return bytes_start_with(file, (struct bytes){(const uint8_t *)ptr, len});
}

enum status csv_check(struct bytes file, struct err *err)
{
	static const struct {
		const char *ptr;
		size_t len;
	} workbooks[] = {{"PK\x03\x04", 4}, {"\xd0\xcf\x11\xe0", 4}, {"%PDF", 4}};

	for (size_t i = 0; i < sizeof(workbooks) / sizeof(workbooks[0]); i++)
		if (begins_with(file, workbooks[i].ptr, workbooks[i].len))
			return err_set(err, STATUS_INVALID,
				_("This is no CSV file. Please open it in a spreadsheet program, "
				  "save the "
				  "list as \"CSV UTF-8\" and import that file."));
	if (begins_with(file, "\xff\xfe", 2) || begins_with(file, "\xfe\xff", 2))
		return err_set(err, STATUS_INVALID,
			_("The file is written in UTF-16 (\"Unicode text\"). Please save the list "
			  "as \"CSV "
			  "UTF-8\" and import that file."));
	return STATUS_OK;
}

enum status csv_read(
	struct bytes file, char delimiter, csv_visit *visit, void *context, struct err *err)
{
	struct reading reading = {
		.visit = visit, .context = context, .err = err, .line = 1, .last_end = -1};
	struct csv_parser parser;

	if (begins_with(file, "\xef\xbb\xbf", 3)) {
		file.ptr += 3;
		file.len -= 3;
	}
	if (csv_init(&parser, CSV_REPALL_NL) != 0)
		memory_exhausted();
	csv_set_delim(&parser, (unsigned char)delimiter);
	csv_set_blk_size(&parser, IMPORT_CELL_MAX);
	feed(&parser, file, &reading);
	csv_free(&parser);
	buf_wipe(&reading.text);
	return reading.status;
}
