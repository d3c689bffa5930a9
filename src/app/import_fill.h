/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Merged cells: a list that is grouped by kelurahan, kecamatan, training or class states each once,
 * in the first row of its group, and a spreadsheet leaves the cells below it empty.
 *
 * They are filled where it cannot well be anything else: the first person of the list has a value,
 * no value is stated twice, and for each there are two empty cells or more. A column in which a value
 * stands a second time is one that is filled in row by row, and an empty cell in it is empty. A row
 * without a name ends a group, and another kecamatan ends that of its kelurahan.
 */
#ifndef OKOCE_APP_IMPORT_FILL_H
#define OKOCE_APP_IMPORT_FILL_H

#include "app/import_header.h"

#define FILL_COLUMNS 6

struct import_fill {
	size_t name; /* the column of names */
	size_t column[FILL_COLUMNS];
	size_t count; /* of columns that are filled; 0: a list without merged cells */
	size_t kecamatan, kelurahan; /* columns; of a column that is not there any number above all */
	struct buf value[FILL_COLUMNS]; /* of the group */
	const char *cell[IMPORT_COLUMNS_MAX];
	struct csv_row row;
};

/* Looks through the rows, as far as it takes to see that there are no merged cells. */
enum status import_fill_find(struct import_fill *fill, const struct import_spool *rows,
			     const struct import_header *header, struct err *err) MUST_USE;
/* The row below the header with its cells filled, in the order of the rows. Borrowed until the next. */
const struct csv_row *import_fill_row(struct import_fill *fill, const struct csv_row *row);
void import_fill_release(struct import_fill *fill);

#endif
