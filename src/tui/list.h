/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A list of any length, of which only the visible rows are asked for and drawn.
 *
 * The state is a count, the selected row and the first visible one; whose rows they are is known to
 * the row function alone. Rows are "   cells", the selected one " > cells" in reverse, a marked one
 * with "*" before its cells. After the data changed call list_set_count().
 */
#ifndef OKOCE_TUI_LIST_H
#define OKOCE_TUI_LIST_H

#include "tui/columns.h"
#include "tui/key.h"
#include "tui/term.h"

#define LIST_NONE SIZE_MAX /* no row is selected, as in a live list before the arrow was used */
#define LIST_GUTTER 3      /* columns before the first cell */

struct list {
	size_t count;
	size_t selected; /* LIST_NONE or less than count */
	size_t top;
	int rows; /* visible at the last drawing */
};

/* All that a row shows. Cells are filled by list_cell(), in the order of the columns; those not
 * filled are blank. */
struct list_row {
	struct buf cell[COLUMNS_MAX];
	enum style style; /* of the row when it is not selected */
	bool marked;
};

/* Fills row `index`. Reads only what was loaded before; every text in it is made safe
 * afterwards. */
typedef void list_row_fn(void *context, size_t index, struct list_row *row);

struct list_view {
	const struct column *columns;
	size_t column_count;
	list_row_fn *row;
	bool titles;    /* the first row of the area shows the columns' titles */
	size_t reverse; /* so many columns of the selected row are reverse; 0: all */
};

void list_cell(struct list_row *row, size_t column, const char *format, ...) PRINTF_LIKE(3, 4);

/* A new count; the selection stays where it can, else goes to the last row, or LIST_NONE. */
void list_set_count(struct list *list, size_t count);
/* The same, and where none was selected the first row is, when there is one. */
void list_fill(struct list *list, size_t count);
void list_select(struct list *list, size_t index); /* LIST_NONE allowed; beyond the end: the last */

enum list_result {
	LIST_IGNORED, /* not a key of a list */
	LIST_MOVED,   /* handled, draw again */
	LIST_CHOSEN   /* a click on the row that was selected already: as Enter */
};
/* Up, Down, PgUp, PgDn, Home, End, wheel. With nothing selected, Down selects the first row; Up
 * from the first row selects none when `may_be_none`. */
enum list_result list_key(struct list *list, const struct key *key, bool may_be_none);
/* A click anywhere; LIST_IGNORED outside the list's rows. `area` as drawn. */
enum list_result list_click(
	struct list *list, const struct list_view *view, struct area area, const struct key *key);
/* Either of them, for a list of which a row is always selected. */
enum list_result list_act(
	struct list *list, const struct list_view *view, struct area area, const struct key *key);

/* Draws the rows that fit the area, scrolled so that the selected one is visible. */
void list_draw(struct list *list, const struct list_view *view, struct area area, void *context);
/* Rests the hardware cursor on the selected row; for screens without an input. */
void list_place_cursor(const struct list *list, const struct list_view *view, struct area area);

#endif
