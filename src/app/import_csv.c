/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_csv.h"

#include "base/i18n.h"

#include <string.h>

/* libcsv gathers a cell in memory for as long as its quote stays open, so it gets the file in
 * pieces and is watched. */
#define STEP ((size_t)64 << 10)
#define BUFFER_MAX ((size_t)64 << 10)

static void refuse(struct csv_reader *reader, enum status status)
{
	reader->status = status;
	reader->stopped = true;
}

static void add_cell(struct csv_reader *reader, const char *ptr, size_t len)
{
	uint8_t *to;

	if (reader->count == IMPORT_COLUMNS_MAX) {
		/* Spreadsheets write empty cells as far as something was ever coloured. */
		if (len > 0)
			refuse(reader,
				err_set(reader->err, STATUS_INVALID,
					_("Row %zu has too many columns. Please save only the "
					  "list of participants, as \"CSV UTF-8\"."),
					reader->line));
		return;
	}
	if (len > IMPORT_CELL_MAX) {
		if (reader->too_long == 0)
			reader->too_long = reader->count + 1;
		len = 0;
	}
	reader->start[reader->count++] = reader->text.len;
	to = buf_more(&reader->text, len + 1);
	memcpy(to, ptr, len);
	to[len] = '\0';
}

static void take_cell(void *ptr, size_t len, void *context)
{
	struct csv_reader *reader = context;

	reader->last_end = -1;
	if (!reader->stopped)
		add_cell(reader, ptr ? ptr : "", len);
}

static void visit_row(struct csv_reader *reader)
{
	const char *cell[IMPORT_COLUMNS_MAX];
	struct csv_row row = {reader->line, cell, reader->count, reader->too_long};

	for (size_t i = 0; i < reader->count; i++)
		cell[i] = (const char *)reader->text.ptr + reader->start[i];
	if (!reader->visit(reader->context, &row))
		reader->stopped = true;
}

/* `end` is the character that ended the row, -1 at the end of the file. */
static void take_row(int end, void *context)
{
	struct csv_reader *reader = context;
	bool second_half = reader->last_end == '\r' && end == '\n'; /* of CR LF */

	reader->last_end = end;
	if (reader->stopped || second_half)
		return;
	if (reader->line > IMPORT_ROWS_MAX) {
		refuse(reader, err_set(reader->err, STATUS_INVALID,
				       _("Row %zu is one too many. Please split the file in "
					 "smaller ones."),
				       reader->line));
		return;
	}
	visit_row(reader);
	buf_clear(&reader->text);
	reader->count = 0;
	reader->too_long = 0;
	reader->line++;
}

static void not_closed(struct csv_reader *reader)
{
	refuse(reader, err_set(reader->err, STATUS_INVALID,
			       _("The quote that opens in row %zu is not closed. Please mend or "
				 "remove the "
				 "quote (\") there and import again."),
			       reader->line));
}

void csv_begin(
	struct csv_reader *reader, char delimiter, csv_visit *visit, void *context, struct err *err)
{
	*reader = (struct csv_reader){
		.visit = visit, .context = context, .err = err, .line = 1, .last_end = -1};
	if (csv_init(&reader->parser, CSV_REPALL_NL) != 0)
		memory_exhausted();
	csv_set_blk_size(&reader->parser, IMPORT_CELL_MAX);
	csv_delimit(reader, delimiter);
}

void csv_delimit(struct csv_reader *reader, char delimiter)
{
	csv_set_delim(&reader->parser, (unsigned char)delimiter);
}

void csv_feed(struct csv_reader *reader, struct bytes piece)
{
	while (piece.len > 0 && !reader->stopped) {
		size_t step = piece.len < STEP ? piece.len : STEP;

		if (csv_parse(&reader->parser, piece.ptr, step, take_cell, take_row, reader) !=
			step)
			memory_exhausted(); /* the only failure there is without CSV_STRICT */
		if (!reader->stopped && csv_get_buffer_size(&reader->parser) > BUFFER_MAX)
			not_closed(reader);
		piece.ptr += step;
		piece.len -= step;
	}
}

enum status csv_end(struct csv_reader *reader)
{
	/* An open quote at the end is an error. */
	csv_set_opts(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
	if (!reader->stopped && csv_fini(&reader->parser, take_cell, take_row, reader) != 0)
		not_closed(reader);
	csv_free(&reader->parser);
	buf_wipe(&reader->text);
	return reader->status;
}
