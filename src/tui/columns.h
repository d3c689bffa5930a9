/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Columns of a table on the screen, measured in display columns. Pure: nothing is drawn here.
 */
#ifndef OKOCE_TUI_COLUMNS_H
#define OKOCE_TUI_COLUMNS_H

#include "base/memory.h"

#define COLUMNS_MAX 12
#define COLUMNS_GAP 1 /* blanks between two columns, besides what a width includes */

enum align {
	ALIGN_LEFT,
	ALIGN_RIGHT
};

struct column {
	const char *title; /* msgid, or null */
	int width;         /* what it would like */
	int min;           /* what it can do with; 0: width, it never shrinks */
	int grow;          /* share of what is left over; 0: none */
	int drop;          /* 0: always shown; else when narrow the greatest is left out first */
	enum align align;
};

/* Divides `cols` among the columns. widths[i] is 0 for a column left out. First columns shrink to
 * their minimum from the right, then are left out by `drop`; what is left over goes to those that
 * grow, to twice their width at most but for the last column: far apart they cannot be read as a
 * row. If even the least is too wide the last ones are cut. */
void columns_fit(const struct column *columns, size_t count, int cols, int *widths);

/* Appends `text`, made safe, in exactly `width` columns, cut with "…" or padded. */
void column_put(struct buf *out, const struct column *column, int width, const char *text);

#endif
