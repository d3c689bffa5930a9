/* SPDX-License-Identifier: BSD-2-Clause */
/* Warnings only: announced days are announced, and a hall may hold two classes. */
#include "conf/checker.h"

#include "model/schedule.h"
#include "base/file.h"
#include "base/i18n.h"

#include <string.h>

/* --- Days off --------------------------------------------------------------------------------- */

/* A day off, and where it stands. */
struct day_off {
	const struct holiday *holiday; /* null: there is none */
	const char *file;
	unsigned line;
};

static struct day_off find_day_off(const struct check *check, date day, bool ramadan)
{
	for (size_t i = 0; i < check->folder->calendars.count; i++) {
		const struct read_file *file = &check->folder->calendars.item[i];
		const struct calendar *calendar = file->content;
		const struct holiday *holiday = calendar->holidays.item;
		const struct node *list = node_get(file->root, "holidays");

		for (size_t j = 0; j < calendar->holidays.count; j++) {
			if (holiday_covers(&holiday[j], day) &&
				(holiday[j].kind == HOLIDAY_FASTING) == ramadan)
				return (struct day_off){
					&holiday[j], file->name, list->item[j].place.line};
		}
	}
	return (struct day_off){NULL, NULL, 0};
}

static void check_days_off(struct check *check, const struct read_file *file,
	const struct node *map, const struct session *session)
{
	const struct node *list = node_get(map, "dates");
	const struct dates *dates = &session->schedule.dates;
	bool in_ramadan = false;

	for (size_t i = 0; i < dates->count; i++) {
		struct day_off off = find_day_off(check, dates->item[i], false);
		struct day_off ramadan = find_day_off(check, dates->item[i], true);

		if (off.holiday)
			problem_warn(check->problems, file->path, list->item[i].place,
				_("this day is off: \"%s\" (%s, line %u)"),
				problem_quote(check->problems, off.holiday->name), off.file,
				off.line);
		/* Of a month one message is enough. */
		else if (ramadan.holiday && !in_ramadan)
			problem_warn(check->problems, file->path, list->item[i].place,
				_("this day is in the time of fasting: \"%s\" (%s, line %u)"),
				problem_quote(check->problems, ramadan.holiday->name), ramadan.file,
				ramadan.line);
		in_ramadan = in_ramadan || ramadan.holiday != NULL;
	}
}

/* --- Twice on a day --------------------------------------------------------------------------- */

/* Said once for two sessions, however many days they share. */
static void warn_once(struct check *check, const struct mark *first, const struct mark *again,
	const char *text)
{
	const char *path = again->path;
	struct place place = again->place;

	/* A day that stands twice in one session is told there. */
	if (first->path == path && first->place.line == place.line)
		return;
	for (size_t i = 0; i < check->problems->count; i++) {
		const struct conf_problem *problem = &check->problems->item[i];

		if (problem->line == place.line && problem->column == place.column &&
			problem->file == path && strcmp(problem->text, text) == 0)
			return;
	}
	problem_warn(check->problems, path, place, "%s", text);
}

static void report_venue(struct check *check, const struct mark *first, const struct mark *again)
{
	warn_once(check, first, again,
		arena_printf(&check->arena,
			_("the session in %s, line %u, is in the same place on the same day"),
			path_base(first->path), first->place.line));
}

static void report_instructor(
	struct check *check, const struct mark *first, const struct mark *again)
{
	warn_once(check, first, again,
		arena_printf(&check->arena,
			_("the session in %s, line %u, has the same instructor on the same day"),
			path_base(first->path), first->place.line));
}

static void mark_day(struct check *check, struct marks *marks, const char *path,
	struct place place, const struct buf *folded, date day)
{
	if (folded->len > 0 && day != DATE_NONE)
		marks_add(marks,
			arena_printf(&check->arena, "%s %d", buf_text(folded), (int)day), path,
			place);
}

static void mark_session(struct check *check, const struct read_file *file, const struct node *map,
	const struct session *session, struct marks *venues, struct marks *instructors)
{
	const struct session_schedule *schedule = &session->schedule;
	const struct node *names = node_get(map, "instructors");
	struct buf folded = BUF_EMPTY;

	venue_fold(&folded, schedule->venue);
	for (size_t i = 0; i < schedule->dates.count; i++)
		mark_day(check, venues, file->path, place_in(map, "venue"), &folded,
			schedule->dates.item[i]);
	for (size_t j = 0; j < schedule->instructors.count; j++) {
		buf_clear(&folded);
		instructor_fold(&folded, schedule->instructors.item[j]);
		for (size_t i = 0; i < schedule->dates.count; i++)
			mark_day(check, instructors, file->path, names->item[j].place, &folded,
				schedule->dates.item[i]);
	}
	buf_release(&folded);
}

/* What is over or will not be needs no warning. */
static bool is_planned(const struct session *session)
{
	return session->status.status == SESSION_PLANNED;
}

void check_days(struct check *check)
{
	struct marks venues = {0}, instructors = {0};

	for (size_t i = 0; i < check->folder->plans.count; i++) {
		const struct read_file *file = &check->folder->plans.item[i];
		const struct node *list = node_get(file->root, "sessions");
		size_t count;
		const struct session *session = sessions_of(file, &count);

		for (size_t j = 0; j < count; j++) {
			if (!is_planned(&session[j]))
				continue;
			check_days_off(check, file, &list->item[j], &session[j]);
			mark_session(check, file, &list->item[j], &session[j], &venues,
				&instructors);
		}
	}
	marks_check(check, &venues, report_venue);
	marks_check(check, &instructors, report_instructor);
}
