/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/schedule.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define SATURDAY 5

struct checking {
	const struct programme *programme;
	const struct session *session;
	const struct session_schedule *schedule;
	struct schedule_warnings *out;
};

static void warn(struct checking *checking, struct schedule_warning warning)
{
	struct schedule_warnings *out = checking->out;

	out->item = memory_grow(out->item, out->count, &out->capacity, sizeof(*out->item));
	out->item[out->count++] = warning;
}

/* --- The dates by themselves ------------------------------------------------------------------- */

static date date_at(const struct dates *dates, size_t index)
{
	return index < dates->count ? dates->item[index] : DATE_NONE;
}

/* A day that had no date yet is not moved by getting one. */
static void check_moves(struct checking *checking, const uint32_t *recorded)
{
	const struct dates *now = &checking->session->schedule.dates;
	const struct dates *then = &checking->schedule->dates;

	for (size_t i = 0; i < DATES_MAX && recorded; i++)
		if (recorded[i] > 0 && date_at(now, i) != DATE_NONE &&
			date_at(now, i) != date_at(then, i))
			warn(checking, (struct schedule_warning){.kind = SCHEDULE_MOVES,
					       .day = date_at(then, i),
					       .number = (uint32_t)i + 1,
					       .count = recorded[i]});
}

static void check_count(struct checking *checking)
{
	const uint32_t days = checking->session->plan.days;
	const size_t count = checking->schedule->dates.count;

	if (count > 0 && days > 0 && count != days)
		warn(checking, (struct schedule_warning){.kind = SCHEDULE_COUNT,
				       .day = DATE_NONE,
				       .number = days,
				       .count = (uint32_t)count});
}

/* The day, from 1, that had this date before day `index`, from 0; 0: none. */
static uint32_t earlier_day(const struct dates *dates, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (dates->item[i] == dates->item[index])
			return (uint32_t)i + 1;
	return 0;
}

static void check_order(struct checking *checking, size_t index)
{
	const struct dates *dates = &checking->schedule->dates;
	struct schedule_warning warning = {
		.day = dates->item[index], .number = (uint32_t)index + 1};

	warning.count = earlier_day(dates, index);
	if (warning.count > 0) {
		warning.kind = SCHEDULE_TWICE;
		warn(checking, warning);
	} else if (index > 0 && dates->item[index] < dates->item[index - 1]) {
		warning.kind = SCHEDULE_NOT_RISING;
		warn(checking, warning);
	}
}

static void check_year(struct checking *checking, date day)
{
	const uint32_t year = checking->session->plan.year;

	if (year > 0 && (uint32_t)date_civil(day).year != year)
		warn(checking, (struct schedule_warning){
				       .kind = SCHEDULE_OTHER_YEAR, .day = day, .number = year});
}

/* Of a month of fasting one warning is enough. */
static void check_calendar(struct checking *checking, date day, bool *fasting_said)
{
	const struct holiday *off = programme_holiday(checking->programme, day);
	const struct holiday *fasting = programme_fasting(checking->programme, day);

	if (off)
		warn(checking, (struct schedule_warning){
				       .kind = SCHEDULE_DAY_OFF, .day = day, .name = off->name});
	else if (date_weekday(day) >= SATURDAY)
		warn(checking, (struct schedule_warning){.kind = SCHEDULE_WEEKEND, .day = day});
	if (!fasting || *fasting_said)
		return;
	*fasting_said = true;
	warn(checking, (struct schedule_warning){
			       .kind = SCHEDULE_FASTING, .day = day, .name = fasting->name});
}

/* --- Beside the other sessions ----------------------------------------------------------------- */

static bool may_be_held(const struct checking *checking, const struct session *other)
{
	return other->status.status != SESSION_CANCELLED &&
	       strcmp(other->id, checking->session->id) != 0;
}

/* The first date that both have. */
static date shared_day(const struct dates *a, const struct session *other)
{
	for (size_t i = 0; i < a->count; i++)
		if (session_day_on(other, a->item[i]) > 0)
			return a->item[i];
	return DATE_NONE;
}

static bool same_text(void (*fold)(struct buf *, const char *), const char *a, const char *b)
{
	struct buf left = BUF_EMPTY, right = BUF_EMPTY;
	bool same;

	fold(&left, a);
	fold(&right, b);
	same = left.len > 0 && strcmp(buf_text(&left), buf_text(&right)) == 0;
	buf_release(&left);
	buf_release(&right);
	return same;
}

static const char *shared_teacher(const struct texts *a, const struct texts *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			if (same_text(instructor_fold, a->item[i], b->item[k]))
				return a->item[i];
	return NULL;
}

static void check_other(struct checking *checking, const struct session *other)
{
	const struct session_schedule *schedule = checking->schedule;
	struct schedule_warning warning = {.other = other};

	warning.day = shared_day(&schedule->dates, other);
	if (warning.day == DATE_NONE)
		return;
	if (same_text(venue_fold, schedule->venue, other->schedule.venue)) {
		warning.kind = SCHEDULE_SAME_VENUE;
		warn(checking, warning);
	}
	warning.name = shared_teacher(&schedule->instructors, &other->schedule.instructors);
	if (warning.name) {
		warning.kind = SCHEDULE_SAME_TEACHER;
		warn(checking, warning);
	}
}

/* So many other trainings the kecamatan has on a day. */
static uint32_t others_on(const struct checking *checking, date day)
{
	const char *kecamatan = checking->session->plan.kecamatan;
	uint32_t count = 0;

	for (size_t i = 0; i < checking->programme->session_count; i++) {
		const struct session *other = &checking->programme->session[i];

		count += may_be_held(checking, other) &&
			 strcmp(other->plan.kecamatan, kecamatan) == 0 &&
			 session_day_on(other, day) > 0;
	}
	return count;
}

/* What is usual is what the kecamatan does anyway: no number is known to us. One is never too many. */
static uint32_t usual_a_day(const struct checking *checking)
{
	const char *kecamatan = checking->session->plan.kecamatan;
	uint32_t most = 1;

	for (size_t i = 0; i < checking->programme->session_count; i++) {
		const struct session *other = &checking->programme->session[i];
		const struct dates *dates = &other->schedule.dates;

		if (!may_be_held(checking, other) || strcmp(other->plan.kecamatan, kecamatan) != 0)
			continue;
		for (size_t k = 0; k < dates->count; k++) {
			uint32_t count = others_on(checking, dates->item[k]);

			most = count > most ? count : most;
		}
	}
	return most;
}

static void check_kecamatan(struct checking *checking)
{
	const struct dates *dates = &checking->schedule->dates;
	uint32_t usual;

	if (dates->count == 0 || checking->session->plan.kecamatan[0] == '\0')
		return;
	usual = usual_a_day(checking);
	for (size_t i = 0; i < dates->count; i++) {
		uint32_t count = others_on(checking, dates->item[i]) + 1;

		if (count <= usual)
			continue;
		warn(checking, (struct schedule_warning){.kind = SCHEDULE_KECAMATAN,
				       .day = dates->item[i],
				       .number = usual,
				       .count = count});
		return;
	}
}

/* --- All of it --------------------------------------------------------------------------------- */

static int compare(const void *left, const void *right)
{
	const struct schedule_warning *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->other && b->other)
		return strcmp(a->other->id, b->other->id);
	return 0;
}

void schedule_check(const struct programme *programme, const struct session *session,
	const struct session_schedule *schedule, const uint32_t *recorded,
	struct schedule_warnings *out)
{
	struct checking checking = {programme, session, schedule, out};
	const struct dates *dates = &schedule->dates;
	bool fasting_said = false;

	out->count = 0;
	check_moves(&checking, recorded);
	check_count(&checking);
	for (size_t i = 0; i < dates->count; i++) {
		check_order(&checking, i);
		check_year(&checking, dates->item[i]);
		check_calendar(&checking, dates->item[i], &fasting_said);
	}
	for (size_t i = 0; i < programme->session_count; i++)
		if (may_be_held(&checking, &programme->session[i]))
			check_other(&checking, &programme->session[i]);
	check_kecamatan(&checking);
	if (out->count > 1)
		qsort(out->item, out->count, sizeof(*out->item), compare);
}

void schedule_warnings_release(struct schedule_warnings *warnings)
{
	free(warnings->item);
	*warnings = (struct schedule_warnings){0};
}

enum schedule_part schedule_warning_part(const struct schedule_warning *warning)
{
	switch (warning->kind) {
	case SCHEDULE_SAME_VENUE:
		return SCHEDULE_VENUE;
	case SCHEDULE_SAME_TEACHER:
		return SCHEDULE_INSTRUCTORS;
	default:
		return SCHEDULE_DATES;
	}
}

void schedule_copy(
	struct session_schedule *out, const struct session_schedule *from, struct arena *arena)
{
	const struct texts *names = &from->instructors;

	record_clear(&session_schedule_type, out);
	out->dates.item = arena_alloc(arena, (from->dates.count + 1) * sizeof(date));
	out->dates.count = from->dates.count;
	for (size_t i = 0; i < from->dates.count; i++)
		out->dates.item[i] = from->dates.item[i];
	out->venue = arena_text(arena, from->venue, strlen(from->venue));
	out->start_minute = from->start_minute;
	out->instructors.item = arena_alloc(arena, (names->count + 1) * sizeof(*names->item));
	out->instructors.count = names->count;
	for (size_t i = 0; i < names->count; i++)
		out->instructors.item[i] =
			arena_text(arena, names->item[i], strlen(names->item[i]));
}

/* --- Texts that are compared ------------------------------------------------------------------- */

void venue_fold(struct buf *out, const char *venue)
{
	static const char *const words[][2] = {{"kec", "kecamatan"}, {"kel", "kelurahan"}};
	struct buf folded = BUF_EMPTY;
	const char *at;

	text_fold(&folded, venue, strlen(venue));
	for (at = buf_text(&folded); *at != '\0';) {
		size_t len = strcspn(at, " ");
		const char *rest = "";

		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (strlen(words[i][0]) == len && strncmp(at, words[i][0], len) == 0)
				rest = words[i][1] + len;
		buf_add(out, at, len);
		buf_add_text(out, rest);
		at += len;
		if (*at == ' ')
			buf_add_byte(out, (uint8_t)*at++);
	}
	buf_release(&folded);
}

void instructor_fold(struct buf *out, const char *name)
{
	text_fold(out, name, strlen(name));
}

/* --- Names of instructors ---------------------------------------------------------------------- */

enum status instructors_parse(
	const char *text, struct arena *arena, struct texts *out, struct err *err)
{
	struct buf clean = BUF_EMPTY;
	enum status status = STATUS_OK;

	*out = (struct texts){arena_alloc(arena, INSTRUCTORS_MAX * sizeof(*out->item)), 0};
	while (*text != '\0' && status == STATUS_OK) {
		size_t len = strcspn(text, ";");

		buf_clear(&clean);
		if (!text_clean(&clean, text, len))
			status = err_set(err, STATUS_INVALID, "%s",
				_("The names of the instructors are no UTF-8 text, or too long."));
		else if (clean.len > 0 && out->count == INSTRUCTORS_MAX)
			status = err_set(err, STATUS_INVALID,
				_("More than %d instructors cannot be kept."), INSTRUCTORS_MAX);
		else if (clean.len > 0)
			out->item[out->count++] = arena_text(arena, buf_text(&clean), clean.len);
		text += len + (text[len] == ';');
	}
	buf_release(&clean);
	return status;
}

void instructors_print(struct buf *out, const struct texts *names)
{
	for (size_t i = 0; i < names->count; i++)
		buf_printf(out, "%s%s", i > 0 ? "; " : "", names->item[i]);
}
