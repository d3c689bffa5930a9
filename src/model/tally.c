/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/tally.h"

#include "base/i18n.h"

enum session_state session_state_on(const struct session *session, date today)
{
	const struct dates *dates = &session->schedule.dates;

	if (session->status.status == SESSION_CANCELLED)
		return SESSION_IS_CANCELLED;
	if (session->status.status == SESSION_HELD)
		return SESSION_IS_DONE;
	if (dates->count == 0)
		return SESSION_IS_PLANNED;
	if (today < session_begins(session))
		return SESSION_IS_SCHEDULED;
	return today > session_ends(session) ? SESSION_IS_DONE : SESSION_IS_RUNNING;
}

void tally_plan(struct tally *tally, const struct session *session, date today)
{
	const enum session_state state = session_state_on(session, today);

	tally->sessions = state != SESSION_IS_CANCELLED;
	tally->seats = state != SESSION_IS_CANCELLED ? session->plan.capacity : 0;
	tally->done = state == SESSION_IS_DONE;
	tally->running = state == SESSION_IS_RUNNING;
	tally->scheduled = state == SESSION_IS_SCHEDULED;
}

const char *session_state_word(enum session_state state)
{
	static const char *const words[SESSION_STATES] = {
		[SESSION_IS_PLANNED] = N_("planned"),
		[SESSION_IS_SCHEDULED] = N_("scheduled"),
		[SESSION_IS_RUNNING] = N_("running"),
		[SESSION_IS_DONE] = N_("done"),
		[SESSION_IS_CANCELLED] = N_("cancelled"),
	};

	return words[state];
}

const char *session_state_text(enum session_state state)
{
	return _(session_state_word(state));
}

uint32_t tally_figure(const struct tally *tally, enum tally_figure figure)
{
	switch (figure) {
	case FIGURE_REGISTERED:
		return tally->registered;
	case FIGURE_PRESENT:
		return tally->attended;
	case FIGURE_COMPLETED:
		return tally->completed;
	default:
		return tally->seats;
	}
}

const char *tally_figure_text(enum tally_figure figure)
{
	static const char *const texts[FIGURES] = {
		[FIGURE_TARGET] = N_("target"),
		[FIGURE_REGISTERED] = N_("registered"),
		[FIGURE_PRESENT] = N_("present"),
		[FIGURE_COMPLETED] = N_("completed"),
	};

	return _(texts[figure]);
}

bool tally_is_closed(const struct tally *tally, uint32_t day)
{
	return day >= 1 && day <= ROSTER_DAYS_MAX && (tally->closed_days >> (day - 1) & 1) != 0;
}

void tally_add(struct tally *sum, const struct tally *other)
{
	sum->sessions += other->sessions;
	sum->done += other->done;
	sum->running += other->running;
	sum->scheduled += other->scheduled;
	sum->seats += other->seats;
	sum->registered += other->registered;
	sum->registered_male += other->registered_male;
	sum->registered_female += other->registered_female;
	sum->waiting += other->waiting;
	sum->attended += other->attended;
	sum->completed += other->completed;
	sum->completed_male += other->completed_male;
	sum->completed_female += other->completed_female;
}
