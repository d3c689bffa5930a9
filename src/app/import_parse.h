/* SPDX-License-Identifier: BSD-2-Clause */
/* From the rows of a file to its registrants, without a store: header, limits, rows, faults. */
#ifndef OKOCE_APP_IMPORT_PARSE_H
#define OKOCE_APP_IMPORT_PARSE_H

#include "app/import_row.h"
#include "app/import_source.h"

struct import_row {
	size_t line;   /* as a spreadsheet numbers it */
	size_t number; /* of the data rows, from 1; refused ones count too */
	const struct import_header *header;
	const struct csv_row *cells;	     /* as they stand */
	const struct registrant *registrant; /* null: refused */
	struct arena *arena; /* holds the registrant; empty again after the call */
};

/* False stops. */
typedef bool import_visit(void *context, const struct import_row *row);

/* Visits the good rows and the refused ones, and counts both in the report. The whole file was looked
 * through before (import_source.h), so that one which breaks off in the middle gives nothing. */
enum status import_parse(struct import_source *source, const struct programme *programme,
			 date as_of, struct import_report *report, import_visit *visit,
			 void *context, struct err *err) MUST_USE;

#endif
