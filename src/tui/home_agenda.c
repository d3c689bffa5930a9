/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/home.h"

#include <stdlib.h>
#include <string.h>

static void place_today(struct agenda_item *item, const struct tally *tally, int day)
{
	item->part = AGENDA_TODAY;
	item->number = (uint32_t)day;
	item->count = day <= ROSTER_DAYS_MAX ? tally->present[day - 1] : 0;
}

/* The next date that is still to come; false when all are over. */
static bool place_next(struct agenda_item *item, const struct tally *tally, date today)
{
	const struct dates *dates = &item->session->schedule.dates;

	item->day = DATE_NONE;
	for (size_t i = 0; i < dates->count; i++) {
		if (dates->item[i] <= today ||
			(item->day != DATE_NONE && dates->item[i] >= item->day))
			continue;
		item->part = AGENDA_NEXT;
		item->day = dates->item[i];
		item->number = (uint32_t)i + 1;
		item->count = tally->registered;
	}
	return item->day != DATE_NONE;
}

static void place_over(struct agenda_item *item, const struct tally *tally)
{
	item->part = AGENDA_OVER;
	item->day = session_ends(item->session);
	item->number = (uint32_t)session_day_on(item->session, item->day);
	item->count = item->number <= ROSTER_DAYS_MAX ? tally->present[item->number - 1] : 0;
}

static void place(struct agenda_item *item, const struct app *app)
{
	const struct session_schedule *schedule = &item->session->schedule;
	const struct tally *tally = &app->tally[item->index];
	date today = app_today(app);
	int now = session_day_on(item->session, today);

	item->minute = session_start_minute(&app->programme, item->session);
	item->day = today;
	if (now > 0) {
		place_today(item, tally, now);
	} else if (schedule->dates.count == 0) {
		item->part = AGENDA_UNPLANNED;
		item->day = DATE_NONE;
		item->count = tally->registered;
	} else if (!place_next(item, tally, today)) {
		place_over(item, tally);
	}
	if (app->laptop_chosen && strcmp(item->session->plan.kecamatan, app->laptop.kecamatan) != 0 &&
		(item->part == AGENDA_TODAY || item->part == AGENDA_NEXT))
		item->part = item->part == AGENDA_TODAY ? AGENDA_TODAY_ELSEWHERE
							: AGENDA_NEXT_ELSEWHERE;
}

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Today's by their start, and of those that start together the one that is under way first: that is
 * the one which this laptop stands at. */
static int compare(const void *left, const void *right)
{
	const struct agenda_item *a = left;
	const struct agenda_item *b = right;
	int result = order(a->part, b->part);

	if (result == 0 && (a->part == AGENDA_TODAY || a->part == AGENDA_TODAY_ELSEWHERE)) {
		result = order(a->minute, b->minute);
		if (result == 0)
			result = order(b->count, a->count);
	} else if (result == 0 &&
		   (a->part == AGENDA_NEXT || a->part == AGENDA_NEXT_ELSEWHERE)) {
		result = order(a->day, b->day);
	} else if (result == 0 && a->part == AGENDA_OVER) {
		result = order(b->day, a->day);
	} else if (result == 0) {
		result = order(b->session->plan.year, a->session->plan.year);
	}
	return result != 0 ? result : order((int64_t)a->index, (int64_t)b->index);
}

void agenda_fill(struct agenda *agenda, const struct app *app)
{
	const struct programme *programme = &app->programme;

	agenda_release(agenda);
	agenda->item = memory_alloc((programme->session_count + 1) * sizeof(*agenda->item));
	for (size_t i = 0; i < programme->session_count; i++) {
		struct agenda_item *item = &agenda->item[agenda->count];

		if (programme->session[i].status.status == SESSION_CANCELLED)
			continue;
		*item = (struct agenda_item){.session = &programme->session[i], .index = i};
		place(item, app);
		agenda->part[item->part]++;
		agenda->count++;
	}
	qsort(agenda->item, agenda->count, sizeof(*agenda->item), compare);
}

void agenda_release(struct agenda *agenda)
{
	free(agenda->item);
	*agenda = (struct agenda){0};
}
