/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_parse.h"

#include "app/import_fill.h"
#include "app/import_report.h"
#include "base/i18n.h"

#include <string.h>

#define ROUNDED_LEAST 2 /* of so many NIKs it is no chance that most end in 0 */

struct parsing {
	struct import_rows rows;
	struct import_fill fill;
	struct import_report *report;
	import_visit *visit;
	void *context;
	struct arena arena; /* of one row */
};

static void warn_column(struct parsing *parsing, const char *column, const char *reason)
{
	struct import_fault fault = {
		.row = parsing->rows.header->line,
		.column = column,
		.value = "",
		.reason = reason,
		.warning = true,
	};

	import_report_fault(parsing->report, &fault, false);
}

/* A second column of a kind is not read, but for telephones. */
static bool is_repeated(const struct import_header *header, size_t column)
{
	enum import_column kind = header->kind[column];

	return kind != COLUMN_PHONE && kind != COLUMN_ROW_NUMBER && kind != COLUMN_MERGED &&
	       import_header_column(header, kind, 0) < column;
}

static void warn_columns(struct parsing *parsing)
{
	const struct import_header *header = parsing->rows.header;

	for (size_t i = 0; i < header->count; i++) {
		if (*header->text[i] == '\0')
			continue;
		if (header->kind[i] == COLUMN_UNKNOWN)
			warn_column(parsing, header->text[i],
				_("This column is not known and was not read."));
		else if (is_repeated(header, i))
			warn_column(parsing, header->text[i],
				_("There is another column of this kind before it. This one was "
				  "not read."));
	}
}

static bool parse_row(void *context, const struct csv_row *row)
{
	struct parsing *parsing = context;
	struct import_report *report = parsing->report;
	struct registrant registrant;
	enum import_row_kind kind;
	bool go_on = true;

	if (row->line <= parsing->rows.header->last_line)
		return true;
	buf_clear(&report->refusal);
	row = import_fill_row(&parsing->fill, row);
	kind = import_row_read(&parsing->rows, row, &parsing->arena, &registrant);
	report->rows += kind != IMPORT_ROW_SKIPPED;
	report->refused += kind == IMPORT_ROW_REFUSED;
	if (kind != IMPORT_ROW_SKIPPED) {
		struct import_row read = {row->line, report->rows, parsing->rows.header, row,
			kind == IMPORT_ROW_GOOD ? &registrant : NULL, &parsing->arena};

		go_on = parsing->visit(parsing->context, &read);
	}
	arena_clear(&parsing->arena);
	return go_on;
}

static void warn_rounded(struct parsing *parsing)
{
	const struct import_header *header = parsing->rows.header;
	size_t column = import_header_column(header, COLUMN_NIK, 0);

	if (parsing->rows.nik_rounded >= ROUNDED_LEAST &&
		parsing->rows.nik_rounded * 2 > parsing->rows.nik_count)
		warn_column(parsing, header->text[column],
			arena_printf(&parsing->arena,
				_("Of %zu NIKs %zu end in 0: the spreadsheet has probably changed "
				  "the last digit. Please compare them with the identity cards."),
				parsing->rows.nik_count, parsing->rows.nik_rounded));
}

static void warn_filled(struct parsing *parsing)
{
	for (size_t i = 0; i < parsing->fill.count; i++)
		warn_column(parsing, parsing->rows.header->text[parsing->fill.column[i]],
			_("Most of its cells are empty, as merged cells leave them. They were read "
			  "as the value that stands above. Where that is wrong, please fill in the "
			  "column."));
}

enum status import_parse(struct import_source *source, const struct programme *programme,
	date as_of, struct import_report *report, import_visit *visit, void *context,
	struct err *err)
{
	struct import_header header;
	struct places places = {0};
	struct parsing parsing = {
		.rows = {.header = &header, .places = &places, .as_of = as_of, .report = report},
		.report = report,
		.visit = visit,
		.context = context,
	};
	enum status status = import_header_find(&source->rows, &report->arena, &header, err);

	if (status == STATUS_OK)
		status = import_fill_find(&parsing.fill, &source->rows, &header, err);
	if (status != STATUS_OK)
		return status;
	if (source->note.len > 0)
		import_report_note(report, "%s", buf_text(&source->note));
	places_load(&places, programme);
	warn_columns(&parsing);
	status = spool_read(&source->rows, parse_row, &parsing, err);
	warn_rounded(&parsing);
	warn_filled(&parsing);
	import_fill_release(&parsing.fill);
	places_release(&places);
	arena_release(&parsing.arena);
	return status;
}
