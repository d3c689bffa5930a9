/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/demo_plan.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

#define RAMADAN 3 /* the kind of a period in the calendar */
#define EIGHT_O_CLOCK (1 + 8 * 60)
#define WEEKS_MAX 40

/* How many of the year's sessions were over, ran in this week, and had dates. */
static const struct demo_share {
	const char *commodity;
	size_t done, running, scheduled;
} shares[] = {
	{"makanan-minuman", 24, 2, 8},
	{"fashion", 7, 1, 4},
	{"kerajinan-tangan", 5, 1, 3},
	{"sabun", 3, 0, 2},
};

/* What officers find on the first screens is the same in every demo. */
static const struct demo_pin {
	const char *session;
	int month, day;
	const char *venue;
} pins[] = {
	{"2019-KT-KBG-1", 7, 1, "Aula Kecamatan Kembangan"},
	{"2019-MM-KBG-4", 7, 8, "RPTRA Kembangan"},
	{DEMO_TODAY_SESSION, 7, 15, "Aula Kecamatan Kembangan"},
	{"2019-MM-KBG-5", 7, 22, "RPTRA Kembangan"},
	{"2019-FS-KBG-2", 7, 29, "Aula Kecamatan Kembangan"},
};

/* 2018: one komoditi at a time in all kecamatan; fashion was the last, in August. */
static const struct demo_earlier {
	const char *commodity;
	int month, day;
} earlier[] = {
	{"makanan-minuman", 3, 5},
	{"kerajinan-tangan", 4, 9},
	{"service-hp", 7, 2},
	{"fashion", 8, 6},
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

struct planning {
	struct programme *plan;
	enum demo_stage *stage;
	date past[WEEKS_MAX], coming[WEEKS_MAX]; /* Mondays of weeks that are fit for a training */
	size_t past_count, coming_count;
};

date demo_today(void)
{
	return date_of(DEMO_YEAR, 7, 16);
}

/* --- Days ------------------------------------------------------------------------------------- */

static bool is_ramadan(const struct programme *plan, date day)
{
	for (size_t i = 0; i < plan->calendar_count; i++) {
		const struct records *list = &plan->calendar[i].holidays;
		const struct holiday *holiday = list->item;

		for (size_t k = 0; k < list->count; k++)
			if (holiday[k].kind == RAMADAN && holiday[k].day <= day &&
				day <= holiday[k].last)
				return true;
	}
	return false;
}

static bool is_working_day(const struct programme *plan, date day)
{
	return date_weekday(day) < 5 && !programme_holiday(plan, day);
}

static bool is_fit_week(const struct programme *plan, date monday)
{
	for (date day = monday; day < monday + 4; day++)
		if (!is_working_day(plan, day) || is_ramadan(plan, day))
			return false;
	return true;
}

static size_t find_weeks(const struct programme *plan, date first, date last, date *weeks)
{
	size_t count = 0;

	for (date monday = first; monday <= last && count < WEEKS_MAX; monday += 7)
		if (is_fit_week(plan, monday))
			weeks[count++] = monday;
	if (count == 0) /* a calendar that leaves no week */
		weeks[count++] = first;
	return count;
}

/* As many working days as the session has, from `first` on. */
static void set_dates(struct programme *plan, struct session *session, date first)
{
	const size_t count = session->plan.days;
	struct dates *dates = &session->schedule.dates;
	date day = first;

	dates->item = arena_alloc(&plan->arena, (count + 1) * sizeof(*dates->item));
	for (dates->count = 0; dates->count < count && day < first + 200; day++)
		if (is_working_day(plan, day))
			dates->item[dates->count++] = day;
}

/* --- Venues ----------------------------------------------------------------------------------- */

/* A place in the kecamatan, drawn from the session's id: halls, RPTRA, RW offices. */
static const char *invent_venue(struct programme *plan, const struct session *session)
{
	const struct kecamatan *kecamatan = programme_kecamatan(plan, session->plan.kecamatan);
	const struct kelurahan *kelurahan;
	struct seeded seeded;
	uint64_t seed = 0;
	uint32_t kind, which, number;

	if (!kecamatan || kecamatan->kelurahan.count == 0)
		return "";
	for (const char *next = session->id; *next != '\0'; next++)
		seed = seed * 131 + (unsigned char)*next;
	seeded_start(&seeded, seed);
	kind = seeded_below(&seeded, 10);
	which = seeded_below(&seeded, (uint32_t)kecamatan->kelurahan.count);
	number = 1 + seeded_below(&seeded, 11);
	kelurahan = (const struct kelurahan *)kecamatan->kelurahan.item + which;
	if (kind < 3)
		return arena_printf(&plan->arena, "Aula Kecamatan %s", kecamatan->name);
	if (kind < 6)
		return arena_printf(&plan->arena, "Aula Kelurahan %s", kelurahan->name);
	if (kind < 9)
		return arena_printf(&plan->arena, "RPTRA %s", kelurahan->name);
	return arena_printf(&plan->arena, "Kantor RW %02u %s", (unsigned)number, kelurahan->name);
}

static void set_schedule(
	struct planning *planning, struct session *session, date first, const char *venue)
{
	struct session_schedule *schedule = &session->schedule;

	if (schedule->dates.count == 0)
		set_dates(planning->plan, session, first);
	if (schedule->venue[0] == '\0')
		schedule->venue = venue ? venue : invent_venue(planning->plan, session);
	if (schedule->start_minute == 0)
		schedule->start_minute = planning->plan->settings.start_minute > 0
						 ? planning->plan->settings.start_minute
						 : EIGHT_O_CLOCK;
}

/* --- Stages ----------------------------------------------------------------------------------- */

static enum demo_stage stage_of_dates(const struct dates *dates)
{
	if (dates->count == 0)
		return DEMO_OPEN;
	if (dates->item[dates->count - 1] < demo_today())
		return DEMO_DONE;
	return dates->item[0] <= demo_today() ? DEMO_RUNNING : DEMO_SCHEDULED;
}

static void plan_earlier(struct planning *planning, struct session *session)
{
	date first = date_of((int)session->plan.year, 7, 16);

	for (size_t i = 0; i < COUNT(earlier); i++)
		if (strcmp(earlier[i].commodity, session->plan.commodity) == 0)
			first = date_of((int)session->plan.year, earlier[i].month, earlier[i].day);
	set_schedule(planning, session, first, NULL);
}

/* Sessions whose stage does not depend on the others; true when it was one. */
static bool plan_certain(struct planning *planning, size_t index)
{
	struct session *session = &planning->plan->session[index];

	if (session->status.status == SESSION_CANCELLED)
		return true;
	if (session->plan.year < DEMO_YEAR) {
		plan_earlier(planning, session);
		planning->stage[index] = DEMO_DONE;
		return true;
	}
	for (size_t i = 0; i < COUNT(pins); i++) {
		if (strcmp(pins[i].session, session->id) != 0)
			continue;
		set_schedule(planning, session, date_of(DEMO_YEAR, pins[i].month, pins[i].day),
			pins[i].venue);
		planning->stage[index] = stage_of_dates(&session->schedule.dates);
		return true;
	}
	if (session->schedule.dates.count == 0)
		return session->plan.year != DEMO_YEAR;
	set_schedule(planning, session, DATE_NONE, NULL);
	planning->stage[index] = stage_of_dates(&session->schedule.dates);
	return true;
}

/* First classes come first; among them the last kecamatan, which is where the demo plays. */
static int compare_waiting(const void *left, const void *right, void *context)
{
	const struct programme *plan = context;
	const struct session_plan *a = &plan->session[*(const size_t *)left].plan;
	const struct session_plan *b = &plan->session[*(const size_t *)right].plan;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return strcmp(b->kecamatan, a->kecamatan);
}

static size_t left_of(size_t all, size_t taken)
{
	return all > taken ? all - taken : 0;
}

/* Spreads `count` sessions evenly over the weeks, in their order. */
static void plan_stage(struct planning *planning, const size_t *index, size_t count,
	enum demo_stage stage, const date *weeks, size_t week_count)
{
	for (size_t i = 0; i < count; i++) {
		const date monday = weeks[(2 * i + 1) * week_count / (2 * count)];

		set_schedule(planning, &planning->plan->session[index[i]], monday, NULL);
		planning->stage[index[i]] = stage;
	}
}

static void plan_share(struct planning *planning, const struct demo_share *share, bool *certain)
{
	const date this_week = demo_today() - date_weekday(demo_today());
	struct programme *plan = planning->plan;
	size_t *index = memory_alloc((plan->session_count + 1) * sizeof(*index));
	size_t taken[DEMO_DONE + 1] = {0};
	size_t count = 0, done, running, scheduled;

	for (size_t i = 0; i < plan->session_count; i++) {
		if (plan->session[i].plan.year != DEMO_YEAR ||
			strcmp(plan->session[i].plan.commodity, share->commodity) != 0)
			continue;
		if (certain[i])
			taken[planning->stage[i]]++;
		else
			index[count++] = i;
	}
	if (count > 1)
		qsort_r(index, count, sizeof(*index), compare_waiting, plan);
	done = left_of(share->done, taken[DEMO_DONE]);
	running = left_of(share->running, taken[DEMO_RUNNING]);
	scheduled = left_of(share->scheduled, taken[DEMO_SCHEDULED]);
	done = done < count ? done : count;
	running = running < count - done ? running : count - done;
	scheduled = scheduled < count - done - running ? scheduled : count - done - running;
	plan_stage(planning, index, done, DEMO_DONE, planning->past, planning->past_count);
	plan_stage(planning, index + done, running, DEMO_RUNNING, &this_week, 1);
	plan_stage(planning, index + done + running, scheduled, DEMO_SCHEDULED, planning->coming,
		planning->coming_count);
	free(index);
}

static void copy_programme(struct programme *plan, const struct programme *from)
{
	*plan = *from;
	plan->arena = (struct arena){NULL};
	plan->session =
		arena_alloc(&plan->arena, (from->session_count + 1) * sizeof(*plan->session));
	if (from->session_count > 0)
		memcpy(plan->session, from->session, from->session_count * sizeof(*plan->session));
}

void demo_plan(struct programme *plan, const struct programme *from, enum demo_stage *stage)
{
	struct planning planning = {.plan = plan, .stage = stage};
	bool *certain;

	copy_programme(plan, from);
	certain = arena_alloc(&plan->arena, plan->session_count + 1);
	planning.past_count = find_weeks(
		plan, date_of(DEMO_YEAR, 3, 11), date_of(DEMO_YEAR, 7, 8), planning.past);
	planning.coming_count = find_weeks(
		plan, date_of(DEMO_YEAR, 7, 22), date_of(DEMO_YEAR, 8, 19), planning.coming);
	for (size_t i = 0; i < plan->session_count; i++) {
		stage[i] = DEMO_OPEN;
		certain[i] = plan_certain(&planning, i);
	}
	for (size_t i = 0; i < COUNT(shares); i++)
		plan_share(&planning, &shares[i], certain);
	for (size_t i = 0; i < plan->session_count; i++)
		if (stage[i] == DEMO_DONE)
			plan->session[i].status.status = SESSION_HELD;
}
