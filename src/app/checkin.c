/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/checkin.h"

#include "app/checkin_say.h"
#include "model/nik.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Opening ----------------------------------------------------------------------------------- */

static struct roster_mark *mark_of(const struct checkin *checkin, size_t person)
{
	return &checkin->roster.person[person].mark[checkin->day - 1];
}

static void last_remove(struct checkin *checkin, size_t person)
{
	size_t kept = 0;

	for (size_t i = 0; i < checkin->last_count; i++)
		if (checkin->last[i].person != person)
			checkin->last[kept++] = checkin->last[i];
	checkin->last_count = kept;
}

/* Puts one in at `index`; the one too many falls off. */
static void last_insert(struct checkin *checkin, size_t index, size_t person, moment time)
{
	if (index >= CHECKIN_LAST)
		return;
	for (size_t i = CHECKIN_LAST - 1; i > index; i--)
		checkin->last[i] = checkin->last[i - 1];
	checkin->last[index] = (struct checkin_last){person, time};
	if (checkin->last_count < CHECKIN_LAST)
		checkin->last_count++;
}

/* From the marks of the day: after a laptop was restarted the officer sees where it stopped. */
static void last_gather(struct checkin *checkin)
{
	checkin->last_count = 0;
	for (size_t i = 0; i < checkin->roster.count; i++) {
		const struct roster_mark *mark = mark_of(checkin, i);
		size_t index = 0;

		if (mark->status != ATTENDANCE_PRESENT)
			continue;
		while (index < checkin->last_count && checkin->last[index].time > mark->time)
			index++;
		last_insert(checkin, index, i, mark->time);
	}
}

static void match_again(struct checkin *checkin)
{
	const char *text = buf_text(&checkin->typed);

	token_parse(&checkin->token, text, app_today(checkin->app));
	checkin->match_count = roster_match(
		&checkin->roster, &checkin->token, text, checkin->match, checkin->roster.count);
}

static bool same_people(const struct roster *a, const struct roster *b)
{
	if (a->count != b->count || a->days != b->days)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!id_equal(&a->person[i].record, &b->person[i].record))
			return false;
	return true;
}

/* Drops those who are not present any more. */
static void last_prune(struct checkin *checkin)
{
	for (size_t i = checkin->last_count; i-- > 0;) {
		size_t person = checkin->last[i].person;

		if (mark_of(checkin, person)->status != ATTENDANCE_PRESENT)
			last_remove(checkin, person);
	}
}

enum status checkin_reload(struct checkin *checkin, struct err *err)
{
	struct roster roster = {0};
	enum status status = app_roster(checkin->app, checkin->session, &roster, err);
	bool same;

	if (status != STATUS_OK) {
		roster_release(&roster);
		return status;
	}
	same = same_people(&checkin->roster, &roster);
	roster_release(&checkin->roster);
	checkin->roster = roster;
	roster_index(&checkin->roster);
	if (!same) {
		free(checkin->match);
		checkin->match = memory_alloc((roster.count + 1) * sizeof(*checkin->match));
		match_again(checkin);
	}
	if (checkin->day > 0) {
		roster_count(&checkin->roster, checkin->day, &checkin->count);
		if (same)
			last_prune(checkin);
		else
			last_gather(checkin);
	}
	return STATUS_OK;
}

enum status checkin_set_day(struct checkin *checkin, uint32_t day, struct err *err)
{
	if (day < 1 || day > checkin->roster.days)
		return err_set(err, STATUS_INVALID,
			_("No day %u in \"%s\": choose a day from 1 to %u."), (unsigned)day,
			checkin->session->id, (unsigned)checkin->roster.days);
	checkin->day = day;
	roster_count(&checkin->roster, day, &checkin->count);
	last_gather(checkin);
	return STATUS_OK;
}

enum status checkin_open(struct checkin *checkin, struct app *app, const struct session *session,
	uint32_t day, struct err *err)
{
	enum status status;

	*checkin = (struct checkin){.app = app, .session = session, .done_before = app->done_count};
	status = checkin_reload(checkin, err);
	if (status == STATUS_OK)
		status = checkin_set_day(checkin, day, err);
	if (status != STATUS_OK)
		checkin_release(checkin);
	return status;
}

void checkin_release(struct checkin *checkin)
{
	roster_release(&checkin->roster);
	buf_wipe(&checkin->typed);
	free(checkin->match);
	*checkin = (struct checkin){0};
}

void checkin_type(struct checkin *checkin, const char *text)
{
	struct buf copy = BUF_EMPTY;

	buf_add_text(&copy, text); /* before the old one goes: it may be the same */
	buf_wipe(&checkin->typed);
	checkin->typed = copy;
	match_again(checkin);
}

/* --- Enter ------------------------------------------------------------------------------------- */

static void begin(struct checkin_result *result, const struct checkin *checkin)
{
	*result = (struct checkin_result){.person = CHECKIN_NOBODY, .day = checkin->day};
}

static void fail(struct checkin_result *result, const struct err *err)
{
	result->outcome = OUTCOME_FAILED;
	checkin_put(result->subject, sizeof(result->subject), "");
	checkin_put(result->detail, sizeof(result->detail),
		err->text[0] != '\0' ? err->text : status_text(err->status));
}

/* Where someone should be who is not on this list: the sooner the better, what was last. */
static int rank(const struct session *session, date today)
{
	const struct dates *dates = &session->schedule.dates;

	if (session_day_on(session, today) > 0)
		return 0;
	if (dates->count == 0)
		return 2;
	return dates->item[dates->count - 1] > today ? 1 : 3;
}

static bool is_nearer(const struct session *a, const struct session *b, date today)
{
	int rank_a = rank(a, today);
	int rank_b = rank(b, today);

	if (rank_a != rank_b)
		return rank_a < rank_b;
	if (a->schedule.dates.count == 0 || b->schedule.dates.count == 0)
		return false;
	return rank_a == 3 ? a->schedule.dates.item[0] > b->schedule.dates.item[0]
			   : a->schedule.dates.item[0] < b->schedule.dates.item[0];
}

static bool is_enrolled(const struct person_found *found)
{
	return found->session && (found->enrolment.status == ENROLMENT_REGISTERED ||
					 found->enrolment.status == ENROLMENT_WAITING);
}

/* By NIK, or by name when only one person has it: of two it would be a guess. */
static enum status find_everywhere(struct checkin *checkin, struct arena *arena,
	struct person_found **found, size_t *count, struct err *err)
{
	enum status status;

	if (checkin->token.kind == TOKEN_NIK)
		return app_find_nik(
			checkin->app, checkin->token.digits, arena, found, count, err);
	status = app_find_name(checkin->app, buf_text(&checkin->typed), arena, found, count, err);
	for (size_t i = 1; i < *count; i++)
		if (!id_equal(&(*found)[i].record, &(*found)[0].record))
			*count = 0;
	return status;
}

/* Another class of this year is where they belong; one of another year only tells who comes. */
static void find_elsewhere(struct checkin *checkin, struct checkin_result *result)
{
	struct arena arena = {0};
	struct person_found *found = NULL;
	size_t count = 0;
	struct err err = {0};
	date today = app_today(checkin->app);
	uint32_t year = checkin->session->plan.year;

	if (find_everywhere(checkin, &arena, &found, &count, &err) != STATUS_OK) {
		fail(result, &err);
		count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		const struct session *session = found[i].session;

		if (!is_enrolled(&found[i]) || session == checkin->session)
			continue;
		if (!result->session ||
			(session->plan.year == year) > (result->session->plan.year == year) ||
			((session->plan.year == year) == (result->session->plan.year == year) &&
				is_nearer(session, result->session, today)))
			result->session = session;
	}
	if (result->session && result->session->plan.year == year)
		result->outcome = OUTCOME_OTHER_CLASS;
	else if (checkin->token.kind == TOKEN_NAME)
		result->session = NULL; /* someone of that name, years ago */
	arena_release(&arena);
}

static void nobody_fits(struct checkin *checkin, struct checkin_result *result)
{
	struct buf typed = BUF_EMPTY;

	result->outcome = OUTCOME_UNKNOWN;
	if (checkin->token.kind == TOKEN_NIK)
		nik_mask(checkin->token.digits, &typed);
	else
		buf_add_text(&typed, buf_text(&checkin->typed));
	if (checkin->token.kind == TOKEN_NIK || checkin->token.kind == TOKEN_NAME)
		find_elsewhere(checkin, result);
	checkin_put(result->typed, sizeof(result->typed), buf_text(&typed));
	buf_wipe(&typed);
}

/* The one that is meant: the chosen, or the only one that fits. Else CHECKIN_NOBODY, and the result
 * says why. */
static size_t whom(struct checkin *checkin, size_t chosen, struct checkin_result *result)
{
	const char *typed = buf_text(&checkin->typed);

	if (typed[strspn(typed, " \t")] == '\0')
		return CHECKIN_NOBODY;
	if (chosen < checkin->match_count)
		return checkin->match[chosen];
	if (checkin->match_count == 1)
		return checkin->match[0];
	if (checkin->match_count > 1) {
		result->outcome = OUTCOME_CHOOSE;
		result->fit = checkin->match_count;
	} else if (checkin->token.kind == TOKEN_NIK_WRONG) {
		result->outcome = OUTCOME_BAD_NIK;
		checkin_put(result->typed, sizeof(result->typed), buf_text(&checkin->typed));
	} else {
		nobody_fits(checkin, result);
	}
	return CHECKIN_NOBODY;
}

/* Reads anew what was written: what time it counts with, and how much it is doubted, are the log's
 * rules. Should that fail, it is written all the same. */
static void update(struct checkin *checkin, size_t person, enum attendance_status status)
{
	struct err err = {0};

	if (app_read_mark(checkin->app, &checkin->roster, &checkin->roster.person[person],
		    checkin->day, &err) != STATUS_OK)
		*mark_of(checkin, person) = (struct roster_mark){
			.status = status, .time = app_now(checkin->app), .remark = ""};
	roster_count(&checkin->roster, checkin->day, &checkin->count);
	last_remove(checkin, person);
	if (status == ATTENDANCE_PRESENT)
		last_insert(checkin, 0, person, mark_of(checkin, person)->time);
}

static enum outcome outcome_of(enum attendance_status status)
{
	switch (status) {
	case ATTENDANCE_EXCUSED:
		return OUTCOME_EXCUSED;
	case ATTENDANCE_SICK:
		return OUTCOME_SICK;
	default:
		return OUTCOME_PRESENT;
	}
}

static void attend(struct checkin *checkin, size_t person, enum attendance_status status,
	struct checkin_result *result)
{
	const struct roster_person *who = &checkin->roster.person[person];
	struct err err = {0};

	result->person = person;
	result->mark = *mark_of(checkin, person);
	if (who->enrolment.status == ENROLMENT_WAITING) {
		result->outcome = OUTCOME_WAITING;
	} else if (!roster_has_seat(who)) {
		result->outcome = OUTCOME_WITHDRAWN;
	} else if (result->mark.status == (uint32_t)status) {
		result->outcome =
			status == ATTENDANCE_PRESENT ? OUTCOME_ALREADY : outcome_of(status);
	} else if (app_attend(checkin->app, checkin->session, checkin->day, &who->record, status,
			   &err) != STATUS_OK) {
		fail(result, &err);
	} else {
		update(checkin, person, status);
		if (status == ATTENDANCE_PRESENT)
			result->mark = *mark_of(checkin, person);
		result->outcome = outcome_of(status);
	}
	result->mark.remark = ""; /* the roster's, which may go before the result */
}

void checkin_mark(struct checkin *checkin, size_t chosen, enum attendance_status status,
	struct checkin_result *result)
{
	size_t person;

	begin(result, checkin);
	person = whom(checkin, chosen, result);
	if (person != CHECKIN_NOBODY)
		attend(checkin, person, status, result);
	checkin_say(checkin, result);
}

void checkin_enter(struct checkin *checkin, size_t chosen, struct checkin_result *result)
{
	checkin_mark(checkin, chosen, ATTENDANCE_PRESENT, result);
}

/* --- Undo -------------------------------------------------------------------------------------- */

bool checkin_can_undo(const struct checkin *checkin)
{
	return checkin->app->done_count > checkin->done_before;
}

/* What the roster said before the undo. */
struct before {
	size_t count;
	uint32_t days;
	struct id *record;
	struct roster_mark *mark; /* days of each, in their order */
};

static void before_take(struct before *before, const struct roster *roster)
{
	before->count = roster->count;
	before->days = roster->days;
	before->record = memory_alloc((roster->count + 1) * sizeof(*before->record));
	before->mark = memory_alloc((roster->count * roster->days + 1) * sizeof(*before->mark));
	for (size_t i = 0; i < roster->count; i++) {
		before->record[i] = roster->person[i].record;
		if (roster->days > 0)
			memcpy(&before->mark[i * roster->days], roster->person[i].mark,
				roster->days * sizeof(*before->mark));
	}
}

static void before_release(struct before *before)
{
	free(before->record);
	free(before->mark);
}

/* Whose mark is another now. */
static void find_undone(
	const struct checkin *checkin, const struct before *before, struct checkin_result *result)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct roster_person *who = roster_find(&checkin->roster, &before->record[i]);

		for (uint32_t day = 0; who && day < before->days; day++) {
			const struct roster_mark *was = &before->mark[i * before->days + day];

			if (who->mark[day].status == was->status &&
				who->mark[day].time == was->time)
				continue;
			result->person = (size_t)(who - checkin->roster.person);
			result->day = day + 1;
			result->mark = *was;
			result->mark.remark = "";
			return;
		}
	}
}

void checkin_undo(struct checkin *checkin, struct checkin_result *result)
{
	struct before before;
	struct err err = {0};

	begin(result, checkin);
	if (!checkin_can_undo(checkin)) {
		(void)err_set(&err, STATUS_NOT_FOUND, "%s", _("Nothing to undo."));
		fail(result, &err);
		return;
	}
	before_take(&before, &checkin->roster);
	if (app_undo(checkin->app, &err) != STATUS_OK ||
		checkin_reload(checkin, &err) != STATUS_OK) {
		fail(result, &err);
	} else {
		result->outcome = OUTCOME_UNDONE;
		find_undone(checkin, &before, result);
		checkin_say(checkin, result);
	}
	before_release(&before);
}
