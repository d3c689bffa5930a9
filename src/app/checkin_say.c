/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of check-in: what an outcome is called, and how it is told. */
#include "app/checkin_inside.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static const char *const words[] = {"",
#define OUTCOME_WORD(name, word) word,
	OUTCOME_TABLE(OUTCOME_WORD)
#undef OUTCOME_WORD
};

const char *outcome_word(enum outcome outcome)
{
	/* gettext("") is the catalogue's header. */
	return outcome == OUTCOME_NONE ? "" : _(words[outcome]);
}

enum outcome_kind outcome_kind(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_NONE:
	case OUTCOME_PRESENT:
	case OUTCOME_UNDONE:
	case OUTCOME_EXCUSED:
	case OUTCOME_SICK:
		return OUTCOME_IS_GOOD;
	case OUTCOME_UNKNOWN:
	case OUTCOME_BAD_NIK:
	case OUTCOME_FAILED:
		return OUTCOME_IS_BAD;
	default:
		return OUTCOME_IS_WARNING;
	}
}

bool outcome_is_good(enum outcome outcome)
{
	return outcome_kind(outcome) == OUTCOME_IS_GOOD;
}

void checkin_put(char *out, size_t size, const char *text)
{
	size_t len = strlen(text);

	if (len >= size) {
		len = size - 1;
		while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
			len--;
	}
	memcpy(out, text, len);
	out[len] = '\0';
}

static void add_time(struct buf *out, const struct roster_mark *mark)
{
	minute_print(out, moment_minute(mark->time));
	if (mark->doubted)
		buf_add_byte(out, '?');
}

void checkin_put_person(const struct roster_person *who, struct buf *out)
{
	if (who->enrolment.number[0] != '\0')
		buf_printf(out, "%s  ", who->enrolment.number);
	buf_add_text(out, who->identity.name);
}

static void say_person(const struct checkin *checkin, size_t person, struct buf *out)
{
	checkin_put_person(&checkin->roster.person[person], out);
}

/* ", new participant", ", in the place of 17  JOKO PRASETYO", ", extra: ..." */
static void say_act(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	const struct enrolment *enrolment = &checkin->roster.person[result->person].enrolment;

	if (result->act == DOOR_CHECKIN)
		return;
	if (result->act == DOOR_NEW) {
		buf_add_text(out, _(", new participant"));
	} else if (result->act == DOOR_SUBSTITUTE) {
		buf_add_text(out, ", ");
		cause_say(CAUSE_REPLACES, result->with, out);
	} else if (enrolment->cause != CAUSE_NONE) {
		buf_add_text(out, ", ");
		cause_say(enrolment->cause, enrolment->with, out);
	}
	if (result->out_of_reach)
		buf_printf(out, _("; %u of %u days is out of reach"),
			(unsigned)session_required_days(
				&checkin->app->programme, checkin->session),
			(unsigned)checkin->roster.days);
}

/* "at 08.41, 26 minutes late", or "since 08.12, not recorded again" */
static void say_time(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	uint32_t late = mark_late_minutes(
		&checkin->app->programme, checkin->session, checkin->part, &result->mark);
	struct buf time = BUF_EMPTY;

	add_time(&time, &result->mark);
	if (result->outcome == OUTCOME_ALREADY)
		buf_printf(out, _("since %s, not recorded again"), buf_text(&time));
	else
		buf_printf(out, _("at %s"), buf_text(&time));
	if (result->outcome == OUTCOME_PRESENT && late > 0)
		buf_printf(out, ngettext(", %u minute late", ", %u minutes late", late),
			(unsigned)late);
	if (result->outcome == OUTCOME_PRESENT)
		say_act(checkin, result, out);
	buf_release(&time);
}

static void say_waiting(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	const struct day_count *count = &checkin->count;
	size_t place =
		roster_waiting_place(&checkin->roster, &checkin->roster.person[result->person]);

	if (count->registered >= count->seats)
		buf_printf(out, _("no. %zu, class is full %u/%u"), place,
			(unsigned)count->registered, (unsigned)count->seats);
	else
		buf_printf(out, _("no. %zu, seats taken %u/%u"), place, (unsigned)count->registered,
			(unsigned)count->seats);
}

static void say_withdrawn(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	const struct enrolment *enrolment = &checkin->roster.person[result->person].enrolment;
	struct buf reason = BUF_EMPTY;

	switch (enrolment->status) {
	case ENROLMENT_MOVED:
		buf_add_text(out, _("moved to another class"));
		break;
	case ENROLMENT_VOID:
		buf_add_text(out, _("was entered by mistake"));
		break;
	default:
		buf_add_text(out, _("has withdrawn from this class"));
	}
	enrolment_say_reason(enrolment, &reason);
	if (reason.len > 0)
		buf_printf(out, ": %s", buf_text(&reason));
	buf_wipe(&reason);
}

/* ", Aula Kec. Kembangan", or the kecamatan when no hall is known */
static void say_place(const struct checkin *checkin, const struct session *session, struct buf *out)
{
	const struct kecamatan *kecamatan =
		programme_kecamatan(&checkin->app->programme, session->plan.kecamatan);

	if (session->schedule.venue[0] != '\0')
		buf_printf(out, ", %s", session->schedule.venue);
	else if (kecamatan)
		buf_printf(out, ", Kec. %s", kecamatan->name);
}

/* "starts Mon 29 Jul, Aula Kec. Kembangan" */
static void say_when(const struct checkin *checkin, const struct session *session, struct buf *out)
{
	date today = app_today(checkin->app);
	const struct dates *dates = &session->schedule.dates;
	struct buf day = BUF_EMPTY;
	int now = session_day_on(session, today);

	if (dates->count == 0) {
		buf_add_text(out, _("no dates yet"));
	} else if (now > 0) {
		buf_printf(out, _("today, day %d"), now);
	} else if (dates->item[0] > today) {
		date_print_short(&day, dates->item[0]);
		buf_printf(out, _("starts %s"), buf_text(&day));
	} else {
		date_print_short(&day, dates->item[0]);
		buf_printf(out, _("began %s"), buf_text(&day));
	}
	buf_release(&day);
	say_place(checkin, session, out);
}

static void say_unknown(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	struct buf title = BUF_EMPTY;

	if (!result->session) {
		buf_add_text(out, _("nobody of this class"));
		return;
	}
	session_title(&checkin->app->programme, result->session, &title);
	buf_printf(out, _("was trained before: %s, %u"), buf_text(&title),
		(unsigned)result->session->plan.year);
	buf_release(&title);
}

static const char *status_word(uint32_t status)
{
	switch (status) {
	case ATTENDANCE_PRESENT:
		return outcome_word(OUTCOME_PRESENT);
	case ATTENDANCE_EXCUSED:
		return outcome_word(OUTCOME_EXCUSED);
	case ATTENDANCE_SICK:
		return outcome_word(OUTCOME_SICK);
	default:
		return _("ABSENT");
	}
}

void checkin_say_mark(const struct roster_mark *mark, bool late, struct buf *out)
{
	buf_add_text(out, late ? _("LATE") : status_word(mark->status));
	if (mark->status != ATTENDANCE_PRESENT)
		return;
	buf_add_byte(out, ' ');
	add_time(out, mark);
}

static void say_undone(const struct checkin_result *result, struct buf *out)
{
	struct buf was = BUF_EMPTY;

	if (result->act != DOOR_CHECKIN) {
		buf_add_text(out, _("the list of this class is as it was before"));
		return;
	}
	if (result->mark.status == 0)
		return;
	checkin_say_mark(&result->mark, false, &was);
	buf_printf(out, _("day %u: %s taken back"), (unsigned)result->day, buf_text(&was));
	buf_release(&was);
}

/* That someone had been present is not taken away in silence. */
static void say_excused(const struct checkin_result *result, struct buf *out)
{
	struct buf time = BUF_EMPTY;

	if (result->mark.status == ATTENDANCE_PRESENT) {
		add_time(&time, &result->mark);
		buf_printf(out, _("was present since %s"), buf_text(&time));
		buf_release(&time);
	} else {
		buf_printf(out, _("day %u"), (unsigned)result->day);
	}
	if (result->represented)
		buf_printf(out, ", %s", remark_text(REMARK_REPRESENTED));
}

static void say_bad_nik(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	struct token token;

	/* Anew: its sentence is translated. */
	token_parse(&token, result->typed, app_today(checkin->app));
	buf_add_text(out, token.reason);
}

static void say_subject(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	switch (result->outcome) {
	case OUTCOME_UNKNOWN:
		buf_add_text(out, result->typed);
		break;
	case OUTCOME_OTHER_CLASS:
		session_title(&checkin->app->programme, result->session, out);
		break;
	case OUTCOME_CHOOSE:
		buf_printf(out, ngettext("%zu person fits", "%zu people fit", result->fit),
			result->fit);
		break;
	case OUTCOME_BAD_NIK:
		say_bad_nik(checkin, result, out);
		break;
	case OUTCOME_UNDONE:
		if (result->with[0] != '\0')
			buf_add_text(out, result->with);
		else if (result->person == CHECKIN_NOBODY)
			buf_add_text(out, _("the last change was taken back"));
		else
			say_person(checkin, result->person, out);
		break;
	default:
		if (result->person != CHECKIN_NOBODY)
			say_person(checkin, result->person, out);
	}
}

static void say_detail(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	switch (result->outcome) {
	case OUTCOME_PRESENT:
	case OUTCOME_ALREADY:
		say_time(checkin, result, out);
		break;
	case OUTCOME_UNKNOWN:
		say_unknown(checkin, result, out);
		break;
	case OUTCOME_OTHER_CLASS:
		say_when(checkin, result->session, out);
		break;
	case OUTCOME_WAITING:
		say_waiting(checkin, result, out);
		break;
	case OUTCOME_WITHDRAWN:
		say_withdrawn(checkin, result, out);
		break;
	case OUTCOME_CHOOSE:
		buf_add_text(out, _("choose with the arrow, or type on"));
		break;
	case OUTCOME_UNDONE:
		say_undone(result, out);
		break;
	case OUTCOME_EXCUSED:
	case OUTCOME_SICK:
		say_excused(result, out);
		break;
	default:
		break;
	}
}

void checkin_say(const struct checkin *checkin, struct checkin_result *result)
{
	struct buf text = BUF_EMPTY;

	if (result->outcome == OUTCOME_FAILED || result->outcome == OUTCOME_NONE)
		return;
	say_subject(checkin, result, &text);
	checkin_put(result->subject, sizeof(result->subject), buf_text(&text));
	buf_clear(&text);
	say_detail(checkin, result, &text);
	checkin_put(result->detail, sizeof(result->detail), buf_text(&text));
	buf_wipe(&text);
}

void checkin_say_last(const struct checkin *checkin, struct buf *out)
{
	const struct checkin_last *last = &checkin->last[0];
	struct buf time = BUF_EMPTY;

	if (checkin->last_count == 0)
		return;
	add_time(&time, checkin_mark_of(checkin, last->person));
	buf_printf(out, _("no. %s, %s (%u/%u)"), checkin->roster.person[last->person].enrolment.number,
		buf_text(&time), (unsigned)checkin->count.present, (unsigned)checkin->count.seats);
	buf_release(&time);
}

bool checkin_has_others(const struct checkin *checkin)
{
	for (size_t i = 0; i < checkin->roster.count; i++)
		if (checkin_mark_of(checkin, i)->elsewhere)
			return true;
	return false;
}

#define CHOICES_MAX 5

/* Without a list to choose from: who fits, so that a number can be typed next. */
static void say_choices(const struct checkin *checkin, struct buf *out)
{
	for (size_t i = 0; i < checkin->match_count && i < CHOICES_MAX; i++) {
		buf_add_text(out, i > 0 ? "; " : _(": type the number: "));
		say_person(checkin, checkin->match[i], out);
	}
	if (checkin->match_count > CHOICES_MAX)
		buf_add_text(out, "; ...");
}

void checkin_line(
	const struct checkin *checkin, const struct checkin_result *result, struct buf *out)
{
	struct buf line = BUF_EMPTY;

	buf_add_text(&line, outcome_word(result->outcome));
	if (result->subject[0] != '\0')
		buf_printf(&line, "  %s", result->subject);
	if (result->outcome == OUTCOME_CHOOSE)
		say_choices(checkin, &line);
	else if (result->detail[0] != '\0')
		buf_printf(&line, "  %s", result->detail);
	buf_printf(
		&line, "  %u/%u", (unsigned)checkin->count.present, (unsigned)checkin->count.seats);
	text_safe(out, buf_text(&line), line.len);
	buf_wipe(&line);
}
