/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/dates.h"

static bool same_month(date a, date b)
{
	struct civil left = date_civil(a);
	struct civil right = date_civil(b);

	return left.year == right.year && left.month == right.month;
}

static void add_day(struct buf *out, date day, bool month, int year)
{
	struct civil civil = date_civil(day);

	buf_printf(out, "%d", civil.day);
	if (month)
		buf_printf(out, " %s", date_month_short(day));
	if (month && civil.year != year)
		buf_printf(out, " %d", civil.year);
}

/* Days that follow each other are written as one stretch, its month behind the last of it. */
void dates_print(struct buf *out, const struct dates *dates, int year)
{
	size_t first = 0;

	while (first < dates->count) {
		size_t last = first;
		bool ends;

		while (last + 1 < dates->count && dates->item[last + 1] == dates->item[last] + 1)
			last++;
		ends = last + 1 == dates->count ||
		       !same_month(dates->item[last], dates->item[last + 1]);
		if (first > 0)
			buf_add_text(out, ", ");
		if (last > first) {
			add_day(out, dates->item[first],
				!same_month(dates->item[first], dates->item[last]), year);
			buf_add_byte(out, '-');
		}
		add_day(out, dates->item[last], ends, year);
		first = last + 1;
	}
}

void dates_print_iso(struct buf *out, const struct dates *dates)
{
	for (size_t i = 0; i < dates->count; i++) {
		if (i > 0)
			buf_add_byte(out, ' ');
		date_print_iso(out, dates->item[i]);
	}
}
