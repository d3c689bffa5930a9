/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/columns.h"

#include "base/text.h"

#include <string.h>

static int total(const int *widths, size_t count)
{
	int sum = 0;

	for (size_t i = 0; i < count; i++) {
		if (widths[i] > 0)
			sum += widths[i] + (sum > 0 ? COLUMNS_GAP : 0);
	}
	return sum;
}

/* Takes what is too much from columns that can shrink, the rightmost first. */
static void shrink(const struct column *columns, size_t count, int cols, int *widths)
{
	for (size_t i = count; i-- > 0;) {
		int excess = total(widths, count) - cols;
		int least = columns[i].min > 0 ? columns[i].min : columns[i].width;

		if (excess <= 0)
			return;
		if (widths[i] > least)
			widths[i] = widths[i] - excess > least ? widths[i] - excess : least;
	}
}

/* Leaves out the column that matters least; false when all that are left must stay. */
static bool drop_one(const struct column *columns, size_t count, bool *dropped)
{
	size_t which = count;

	for (size_t i = 0; i < count; i++) {
		if (!dropped[i] && columns[i].drop > 0 &&
			(which == count || columns[i].drop >= columns[which].drop))
			which = i;
	}
	if (which == count)
		return false;
	dropped[which] = true;
	return true;
}

/* Divides what is left over by the shares, in order, so that roundings go to the later ones. */
static void grow(const struct column *columns, size_t count, int cols, int *widths)
{
	int left = cols - total(widths, count);
	int shares = 0;

	for (size_t i = 0; i < count; i++)
		shares += widths[i] > 0 ? columns[i].grow : 0;
	for (size_t i = 0; i < count && shares > 0 && left > 0; i++) {
		int share = widths[i] > 0 ? columns[i].grow : 0;
		int more = left * share / shares;

		if (i + 1 < count && more > columns[i].width)
			more = columns[i].width;
		widths[i] += more;
		left -= more;
		shares -= share;
	}
}

static void cut(size_t count, int cols, int *widths)
{
	for (size_t i = count; i-- > 0;) {
		int excess = total(widths, count) - cols;

		if (excess <= 0)
			return;
		widths[i] = widths[i] > excess ? widths[i] - excess : 0;
	}
}

void columns_fit(const struct column *columns, size_t count, int cols, int *widths)
{
	bool dropped[COLUMNS_MAX] = {false};

	do {
		for (size_t i = 0; i < count; i++)
			widths[i] = dropped[i] ? 0 : columns[i].width;
		shrink(columns, count, cols, widths);
	} while (total(widths, count) > cols && drop_one(columns, count, dropped));
	cut(count, cols, widths);
	grow(columns, count, cols, widths);
}

void column_put(struct buf *out, const struct column *column, int width, const char *text)
{
	struct buf safe = BUF_EMPTY;
	int blank;

	text_safe(&safe, text, strlen(text));
	blank = width - text_width(buf_text(&safe));
	if (column->align == ALIGN_RIGHT && blank > 0) {
		buf_printf(out, "%*s", blank, "");
		width -= blank;
	}
	text_fit(out, buf_text(&safe), width, true);
	buf_wipe(&safe);
}
