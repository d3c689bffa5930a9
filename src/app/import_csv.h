/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows out of CSV text, with the limits of SECURITY S9 against hostile ones. Knows nothing of files,
 * of encodings, and of what the columns mean.
 */
#ifndef OKOCE_APP_IMPORT_CSV_H
#define OKOCE_APP_IMPORT_CSV_H

#include "app/import.h"

#include <csv.h>

struct csv_row {
	size_t line; /* from 1, as a spreadsheet numbers it: a cell with line breaks is one line */
	const char *const *cell; /* UTF-8 as it stands; borrowed for the call */
	size_t count; /* at most IMPORT_COLUMNS_MAX */
	size_t too_long; /* 1 + the first cell above IMPORT_CELL_MAX, which is "" here; 0: none */
};

/* False stops the reading. */
typedef bool csv_visit(void *context, const struct csv_row *row);

struct csv_reader {
	csv_visit *visit;
	void *context;
	struct err *err;
	enum status status; /* the first failure */
	bool stopped;	    /* by that, or by the visit: nothing more is read */
	size_t line;	    /* of the row that is being gathered */

	struct csv_parser parser;
	int last_end;	 /* the character that ended the row before; -1: something came since */
	struct buf text; /* the row's cells, each with a NUL */
	size_t start[IMPORT_COLUMNS_MAX]; /* of each cell in text */
	size_t count;
	size_t too_long;
};

/* Visits all rows, also those without a cell. `err` may not be null. */
void csv_begin(struct csv_reader *reader, char delimiter, csv_visit *visit, void *context,
	       struct err *err);
/* Another delimiter, before the first piece. */
void csv_delimit(struct csv_reader *reader, char delimiter);
/* A piece of the text, valid UTF-8 without NUL in all; a character may lie across two pieces. */
void csv_feed(struct csv_reader *reader, struct bytes piece);
/* Releases it. STATUS_INVALID with the row when that broke a limit or has a quote that is not
 * closed; the rows before were visited then. */
enum status csv_end(struct csv_reader *reader) MUST_USE;

#endif
