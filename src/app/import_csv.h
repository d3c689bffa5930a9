/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows out of a CSV file, with the limits of SECURITY S9 against hostile ones. Knows nothing of
 * what the columns mean.
 */
#ifndef OKOCE_APP_IMPORT_CSV_H
#define OKOCE_APP_IMPORT_CSV_H

#include "app/import.h"

struct csv_row {
	size_t line; /* from 1, as a spreadsheet numbers it: a cell with line breaks is one line */
	const char *const *cell; /* UTF-8 as it stands; borrowed for the call */
	size_t count; /* at most IMPORT_COLUMNS_MAX */
	size_t too_long; /* 1 + the first cell above IMPORT_CELL_MAX, which is "" here; 0: none */
};

/* False stops the reading. */
typedef bool csv_visit(void *context, const struct csv_row *row);

/* Refuses what is no text: a workbook, UTF-16. */
enum status csv_check(struct bytes file, struct err *err) MUST_USE;
/* Visits all rows, also those without a cell. STATUS_INVALID with the row when it breaks a limit,
 * is not UTF-8, or has a quote that is not closed; the rows before were visited then. */
enum status csv_read(struct bytes file, char delimiter, csv_visit *visit, void *context,
		     struct err *err) MUST_USE;

#endif
