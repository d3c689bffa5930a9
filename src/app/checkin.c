/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/checkin_inside.h"

#include "app/day.h"
#include "model/nik.h"
#include "model/phone.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* --- Opening ----------------------------------------------------------------------------------- */

struct roster_mark *checkin_mark_of(const struct checkin *checkin, size_t person)
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
		const struct roster_mark *mark = checkin_mark_of(checkin, i);
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

		if (checkin_mark_of(checkin, person)->status != ATTENDANCE_PRESENT)
			last_remove(checkin, person);
	}
}

enum status checkin_reload(struct checkin *checkin, struct err *err)
{
	struct roster roster = {.part = checkin->part};
	enum status status = app_roster(checkin->app, checkin->session, &roster, err);
	bool same;

	if (status != STATUS_OK) {
		roster_release(&roster);
		return status;
	}
	/* Whoever unlocked the file meanwhile begins anew, see app_unlock(). */
	if (checkin->done_before > checkin->app->done_count)
		checkin->done_before = checkin->app->done_count;
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
	enum status status = roster_check_day(&checkin->roster, day, err);

	if (status != STATUS_OK)
		return status;
	if (day != checkin->day)
		checkin->reason[0] = '\0';
	checkin->day = day;
	roster_count(&checkin->roster, day, &checkin->count);
	last_gather(checkin);
	return STATUS_OK;
}

bool checkin_needs_reason(const struct checkin *checkin)
{
	return checkin->reason[0] == '\0' &&
	       day_is_closed(checkin->app, checkin->session, checkin->day);
}

void checkin_set_reason(struct checkin *checkin, const char *reason)
{
	checkin_put(checkin->reason, sizeof(checkin->reason), reason);
}

enum status checkin_set_part(struct checkin *checkin, enum day_part part, struct err *err)
{
	enum day_part before = checkin->part;
	enum status status;

	checkin->part = part;
	status = checkin_reload(checkin, err);
	if (status == STATUS_OK)
		last_gather(checkin);
	else
		checkin->part = before;
	return status;
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
	if (checkin->done)
		explicit_bzero(checkin->done, checkin->done_count * sizeof(*checkin->done));
	free(checkin->done);
	*checkin = (struct checkin){0};
}

void checkin_forget(struct checkin *checkin)
{
	roster_release(&checkin->roster);
	checkin->roster = (struct roster){.count = 0};
	buf_wipe(&checkin->typed);
	checkin->match_count = 0;
	checkin->last_count = 0;
	for (size_t i = 0; i < checkin->done_count; i++)
		explicit_bzero(checkin->done[i].name, sizeof(checkin->done[i].name));
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

void checkin_begin(struct checkin_result *result, const struct checkin *checkin)
{
	*result = (struct checkin_result){.person = CHECKIN_NOBODY, .day = checkin->day};
}

void checkin_fail(struct checkin_result *result, const struct err *err)
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
		checkin_fail(result, &err);
		count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		const struct session *session = found[i].session;

		if (!is_enrolled(&found[i]) || session == checkin->session)
			continue;
		if (!result->session ||
			(session->plan.year == year) > (result->session->plan.year == year) ||
			((session->plan.year == year) == (result->session->plan.year == year) &&
				is_nearer(session, result->session, today))) {
			result->session = session;
			result->found = found[i].record;
		}
	}
	if (count > 0 && !result->session)
		result->found = found[0].record;
	if (result->session && result->session->plan.year == year)
		result->outcome = OUTCOME_OTHER_CLASS;
	else if (checkin->token.kind == TOKEN_NAME)
		result->session = NULL; /* someone of that name, years ago */
	if (checkin->token.kind == TOKEN_NAME && result->outcome != OUTCOME_OTHER_CLASS)
		result->found = (struct id){0};
	arena_release(&arena);
}

static void nobody_fits(struct checkin *checkin, struct checkin_result *result)
{
	struct buf typed = BUF_EMPTY;

	result->outcome = OUTCOME_UNKNOWN;
	if (checkin->token.kind == TOKEN_NIK)
		nik_mask(checkin->token.digits, &typed);
	else if (checkin->token.kind == TOKEN_PHONE)
		phone_mask(checkin->token.digits, &typed);
	else
		buf_add_text(&typed, buf_text(&checkin->typed));
	if (checkin->token.kind == TOKEN_NIK || checkin->token.kind == TOKEN_NAME)
		find_elsewhere(checkin, result);
	checkin_put(result->typed, sizeof(result->typed), buf_text(&typed));
	checkin_put(result->asked, sizeof(result->asked), buf_text(&checkin->typed));
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

static void update(struct checkin *checkin, size_t person, enum attendance_status status)
{
	roster_count(&checkin->roster, checkin->day, &checkin->count);
	last_remove(checkin, person);
	if (status == ATTENDANCE_PRESENT)
		last_insert(checkin, 0, person, checkin_mark_of(checkin, person)->time);
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

/* Who has no seat is not recorded; OUTCOME_NONE for who has one. */
static enum outcome outcome_of_seat(const struct roster_person *who)
{
	if (roster_has_seat(who))
		return OUTCOME_NONE;
	return who->enrolment.status == ENROLMENT_WAITING ? OUTCOME_WAITING : OUTCOME_WITHDRAWN;
}

/* What is recorded already; OUTCOME_NONE when nothing is. */
static enum outcome outcome_of_mark(const struct roster_mark *mark)
{
	switch (mark->status) {
	case ATTENDANCE_PRESENT:
		return OUTCOME_ALREADY;
	case ATTENDANCE_EXCUSED:
	case ATTENDANCE_SICK:
		return outcome_of(mark->status);
	default:
		return OUTCOME_NONE;
	}
}

static bool says_the_same(
	const struct roster_mark *mark, enum attendance_status status, const char *remark)
{
	return mark->status == (uint32_t)status && strcmp(mark->remark, remark) == 0;
}

static enum status write_mark(struct checkin *checkin, struct roster_person *who,
	enum attendance_status status, const char *remark, struct err *err)
{
	struct attendance attendance;
	enum status written = day_needs_reason(
		checkin->app, checkin->session, checkin->day, checkin->reason, err);

	if (written != STATUS_OK)
		return written;
	record_clear(&attendance_type, &attendance);
	attendance.status = status;
	attendance.remark = remark[0] == '\0' ? checkin->reason : remark;
	written = app_record(checkin->app, checkin->session, checkin->day, checkin->part,
		&who->record, &attendance, err);
	if (written == STATUS_OK)
		app_recorded_mark(checkin->app, &checkin->roster, who, checkin->day, &attendance);
	return written;
}

static void attend(struct checkin *checkin, size_t person, enum attendance_status status,
	const char *remark, struct checkin_result *result)
{
	struct roster_person *who = &checkin->roster.person[person];
	struct err err = {0};

	result->person = person;
	result->mark = *checkin_mark_of(checkin, person);
	result->outcome = outcome_of_seat(who);
	if (result->outcome == OUTCOME_NONE && says_the_same(&result->mark, status, remark))
		result->outcome = outcome_of_mark(&result->mark);
	if (result->outcome != OUTCOME_NONE) {
		result->represented = strcmp(result->mark.remark, REMARK_REPRESENTED) == 0;
	} else if (write_mark(checkin, who, status, remark, &err) != STATUS_OK) {
		checkin_fail(result, &err);
	} else {
		update(checkin, person, status);
		if (status == ATTENDANCE_PRESENT)
			result->mark = *checkin_mark_of(checkin, person);
		result->outcome = outcome_of(status);
		result->represented = strcmp(remark, REMARK_REPRESENTED) == 0;
		result->mark.remark = "";
		checkin_did(checkin, result);
	}
	result->mark.remark = ""; /* the roster's, which may go before the result */
}

void checkin_mark(struct checkin *checkin, size_t chosen, enum attendance_status status,
	const char *remark, struct checkin_result *result)
{
	size_t person;

	checkin_begin(result, checkin);
	person = whom(checkin, chosen, result);
	if (person != CHECKIN_NOBODY)
		attend(checkin, person, status, remark, result);
	checkin_say(checkin, result);
}

void checkin_enter(struct checkin *checkin, size_t chosen, struct checkin_result *result)
{
	checkin_mark(checkin, chosen, ATTENDANCE_PRESENT, "", result);
}

void checkin_look(struct checkin *checkin, size_t chosen, struct checkin_result *result)
{
	size_t person;

	checkin_begin(result, checkin);
	person = whom(checkin, chosen, result);
	if (person != CHECKIN_NOBODY) {
		const struct roster_person *who = &checkin->roster.person[person];

		result->person = person;
		result->mark = *checkin_mark_of(checkin, person);
		result->mark.remark = "";
		result->outcome = outcome_of_seat(who);
		if (result->outcome == OUTCOME_NONE)
			result->outcome = outcome_of_mark(&result->mark);
	}
	checkin_say(checkin, result);
}
