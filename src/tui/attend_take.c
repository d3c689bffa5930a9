/* SPDX-License-Identifier: BSD-2-Clause */
/* F3 at the door: who is not simply recorded is taken in, gets a seat, or gives one up. */
#include "tui/attend_pick.h"

#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

/* --- Doing it ----------------------------------------------------------------------------------- */

static struct next carry_out(struct screens *screens, struct attend *attend,
	const struct door_request *request)
{
	checkin_do(&attend->checkin, request, &attend->result);
	if ((request->act == DOOR_JOIN || request->act == DOOR_TAKE_OVER) &&
		attend->result.outcome != OUTCOME_FAILED)
		attend_new_forget(attend);
	attend_done(screens, attend);
	return next_pop();
}

/* "17  JOKO PRASETYO" */
static void put_name(const struct roster_person *person, struct buf *out)
{
	if (person->enrolment.number[0] != '\0')
		buf_printf(out, "%s  ", person->enrolment.number);
	buf_add_text(out, person->identity.name);
}

static struct attend_pick *next_pick(
	struct attend_pick *before, const char *question, attend_chosen_fn *chosen)
{
	struct attend_pick *pick =
		attend_pick_make(before->attend, buf_text(&before->who), question, chosen);

	pick->request = before->request;
	buf_add_text(&pick->note, buf_text(&before->note));
	return pick;
}

/* --- Whose seat --------------------------------------------------------------------------------- */

static struct next replace_chosen(struct screens *screens, struct attend_pick *pick, size_t index)
{
	pick->request.replaced = pick->row[index].record;
	return carry_out(screens, pick->attend, &pick->request);
}

static struct next ask_whose_seat(struct attend_pick *before)
{
	const struct checkin *checkin = &before->attend->checkin;
	struct attend_pick *pick =
		next_pick(before, _("Whose seat? Those who are not here:"), replace_chosen);

	for (size_t i = 0; i < checkin->roster.count; i++) {
		const struct roster_person *person = &checkin->roster.person[i];
		struct buf name = BUF_EMPTY;
		struct attend_pick_row *row;

		if (!roster_may_be_replaced(person, checkin->day))
			continue;
		put_name(person, &name);
		row = attend_pick_add(pick, buf_text(&name));
		row->record = person->record;
		if (person->mark[checkin->day - 1].status == 0)
			buf_add_text(&row->more, _("not yet"));
		else
			checkin_say_mark(&person->mark[checkin->day - 1], false, &row->more);
		buf_wipe(&name);
	}
	return attend_pick_open(pick, true);
}

/* --- Why one more ------------------------------------------------------------------------------- */

static struct next cause_chosen(struct screens *screens, struct attend_pick *pick, size_t index)
{
	pick->request.cause = (enum enrolment_cause)pick->row[index].what;
	return carry_out(screens, pick->attend, &pick->request);
}

static struct next ask_cause(struct attend_pick *before)
{
	struct attend_pick *pick =
		next_pick(before, _("Why is there one participant more than seats?"), cause_chosen);

	for (size_t i = 0; cause_of_extra(i) != CAUSE_NONE; i++) {
		enum enrolment_cause cause = cause_of_extra(i);
		struct buf words = BUF_EMPTY;

		cause_say(cause, "", &words);
		attend_pick_add(pick, buf_text(&words))->what = (int)cause;
		buf_release(&words);
	}
	return attend_pick_open(pick, true);
}

/* --- Which class -------------------------------------------------------------------------------- */

static struct next class_chosen(struct screens *screens, struct attend_pick *pick, size_t index)
{
	pick->request.session = pick->row[index].session;
	return carry_out(screens, pick->attend, &pick->request);
}

/* Of this year, and not over or cancelled. */
static bool can_go_to(const struct attend *attend, const struct session *session)
{
	enum session_state state = session_state_on(session, app_today(attend->app));

	return session != attend->checkin.session &&
	       session->plan.year == attend->checkin.session->plan.year &&
	       state != SESSION_IS_DONE && state != SESSION_IS_CANCELLED;
}

static void add_class(struct attend_pick *pick, const struct session *session, const struct tally *tally)
{
	const struct programme *programme = &pick->attend->app->programme;
	const struct kecamatan *kecamatan = programme_kecamatan(programme, session->plan.kecamatan);
	struct buf title = BUF_EMPTY;
	struct attend_pick_row *row;

	session_title(programme, session, &title);
	buf_printf(&title, ", %s", kecamatan ? kecamatan->name : session->plan.kecamatan);
	row = attend_pick_add(pick, buf_text(&title));
	row->session = session;
	if (session->schedule.dates.count > 0)
		date_print_short(&row->more, session->schedule.dates.item[0]);
	else
		buf_add_text(&row->more, _("no dates yet"));
	buf_printf(&row->more, "  %u/%u", (unsigned)tally->registered, (unsigned)session->plan.capacity);
	buf_release(&title);
}

static struct next ask_class(struct attend_pick *before)
{
	struct app *app = before->attend->app;
	struct attend_pick *pick = next_pick(before, _("To which class?"), class_chosen);

	app_tallies(app);
	for (size_t i = 0; i < app->programme.session_count; i++)
		if (can_go_to(before->attend, &app->programme.session[i]))
			add_class(pick, &app->programme.session[i], &app->tally[i]);
	return attend_pick_open(pick, true);
}

/* --- What --------------------------------------------------------------------------------------- */

#define STAYS (-1) /* nothing is changed */

static struct next what_chosen(struct screens *screens, struct attend_pick *pick, size_t index)
{
	int what = pick->row[index].what;

	if (what == STAYS)
		return next_pop();
	pick->request.act = (enum door_act)what;
	switch (pick->request.act) {
	case DOOR_NEW:
		return attend_new_open(pick->attend, true);
	case DOOR_SUBSTITUTE:
		return ask_whose_seat(pick);
	case DOOR_EXTRA:
		return ask_cause(pick);
	case DOOR_MOVE:
		return ask_class(pick);
	default:
		return carry_out(screens, pick->attend, &pick->request);
	}
}

static void offer(struct attend_pick *pick, int what, const char *text)
{
	attend_pick_add(pick, text)->what = what;
}

/* "40/40 seats taken, 3 waiting" and, when it is so, that the certificate is out of reach. */
static void note_seats(struct attend_pick *pick, const struct roster_person *person)
{
	const struct checkin *checkin = &pick->attend->checkin;
	const struct day_count *count = &checkin->count;
	bool reach = person ? roster_can_complete(&checkin->app->programme, &checkin->roster, person,
				      checkin->day)
			    : checkin->roster.days >= checkin->day - 1 +
				      session_required_days(&checkin->app->programme, checkin->session);

	buf_printf(&pick->note, _("Seats taken: %u/%u; waiting: %u."), (unsigned)count->registered,
		(unsigned)count->seats, (unsigned)count->waiting);
	if (!reach)
		buf_printf(&pick->note, _(" From day %u on %u of %u days is out of reach."),
			(unsigned)checkin->day,
			(unsigned)session_required_days(&checkin->app->programme, checkin->session),
			(unsigned)checkin->roster.days);
}

static void offer_seat(struct attend_pick *pick)
{
	const struct day_count *count = &pick->attend->checkin.count;

	if (seats_free(count) > 0)
		offer(pick, DOOR_SEAT, _("Give a free seat"));
	offer(pick, DOOR_SUBSTITUTE, _("Substitute for somebody who is not here"));
	offer(pick, DOOR_EXTRA, _("Extra participant, with a reason from a list"));
}

static struct next ask_person(struct attend *attend, const struct roster_person *person)
{
	struct buf name = BUF_EMPTY;
	struct attend_pick *pick;

	put_name(person, &name);
	pick = attend_pick_make(attend, buf_text(&name), _("What is to be done?"), what_chosen);
	buf_wipe(&name);
	pick->request.record = person->record;
	if (!roster_has_seat(person)) {
		note_seats(pick, person);
		offer_seat(pick);
	}
	if (person->enrolment.status == ENROLMENT_WAITING)
		offer(pick, STAYS, _("Stay on the waiting list"));
	if (roster_has_seat(person) || person->enrolment.status == ENROLMENT_WAITING) {
		offer(pick, DOOR_MOVE, _("Move to another class"));
		offer(pick, DOOR_WITHDRAW, _("Withdraw from this class"));
	}
	return attend_pick_open(pick, false);
}

/* Somebody of another class or year. */
static struct next ask_elsewhere(
	struct attend *attend, const struct checkin_result *result, bool replaces)
{
	struct buf title = BUF_EMPTY, who = BUF_EMPTY;
	struct attend_pick *pick;
	bool other_class = result->outcome == OUTCOME_OTHER_CLASS;

	buf_add_text(&who, result->typed);
	if (result->session) {
		session_title(&attend->app->programme, result->session, &title);
		buf_printf(&who, ": %s, %u", buf_text(&title), (unsigned)result->session->plan.year);
	}
	pick = attend_pick_make(attend, buf_text(&who), _("Is recorded already. What is to be done?"),
		what_chosen);
	pick->request.record = result->found;
	pick->request.session = result->session;
	note_seats(pick, NULL);
	offer(pick, DOOR_JOIN, other_class ? _("Take part here, and stay in that class too")
					   : _("Register here, with what is recorded"));
	if (other_class && seats_for_newcomer(&attend->checkin.count))
		offer(pick, DOOR_TAKE_OVER, _("Move here: the seat in that class is given up"));
	offer(pick, DOOR_NEW, _("Somebody else: register a new person"));
	buf_wipe(&title);
	buf_wipe(&who);
	return attend_pick_open(pick, replaces);
}

struct next attend_take_found(struct attend *attend, const struct checkin_result *found)
{
	return ask_elsewhere(attend, found, true);
}

/* Who is meant: what is typed now, else what happened last. Where several fit it is none of them: the
 * arrow would have chosen. */
static void who_is_meant(struct attend *attend, struct checkin_result *result)
{
	if (input_is_empty(&attend->input)) {
		*result = attend->result;
		return;
	}
	checkin_look(&attend->checkin, attend->list.selected, result);
	if (result->outcome != OUTCOME_CHOOSE)
		return;
	result->outcome = OUTCOME_UNKNOWN;
	snprintf(result->asked, sizeof(result->asked), "%s", input_text(&attend->input));
}

struct next attend_take_open(struct screens *screens, struct attend *attend)
{
	struct checkin_result *about = &attend->about;
	bool asked_now = !input_is_empty(&attend->input);

	who_is_meant(attend, about);
	if (asked_now && about->outcome == OUTCOME_BAD_NIK) {
		attend->result = *about;
		attend_done(screens, attend);
		return next_load();
	}
	if (about->person != CHECKIN_NOBODY && (asked_now || about->outcome == OUTCOME_WAITING ||
						       about->outcome == OUTCOME_WITHDRAWN))
		return ask_person(attend, &attend->checkin.roster.person[about->person]);
	if ((about->outcome == OUTCOME_OTHER_CLASS || about->outcome == OUTCOME_UNKNOWN) &&
		!id_is_zero(&about->found))
		return ask_elsewhere(attend, about, false);
	return attend_new_open(attend, false);
}
