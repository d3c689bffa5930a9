/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Counts of a session, and sums of them: what the home screen, `okoce sessions` and `okoce recap`
 * show. Filled by app/ from the view.
 */
#ifndef OKOCE_MODEL_TALLY_H
#define OKOCE_MODEL_TALLY_H

#include "model/programme.h"
#include "model/roster.h"

/* Where a session stands on a day. SCHEDULED: has dates, none has come yet. */
enum session_state { SESSION_IS_PLANNED, SESSION_IS_SCHEDULED, SESSION_IS_RUNNING, SESSION_IS_DONE,
		     SESSION_IS_CANCELLED };
#define SESSION_STATES (SESSION_IS_CANCELLED + 1)

struct tally {
	uint32_t sessions, done, running, scheduled; /* of sessions not cancelled */
	uint32_t seats;				     /* target: capacity, without cancelled ones */
	uint32_t registered, registered_male, registered_female, waiting;
	uint32_t attended;	/* present on at least one day */
	uint32_t completed, completed_male, completed_female; /* present on the required days */
	uint32_t present[ROSTER_DAYS_MAX];  /* of one session: by day */
	uint32_t recorded[ROSTER_DAYS_MAX]; /* of one session: with any status on that day */
	uint32_t closed_days;	/* of one session: a bit a day, 1 of the first */
	/* Of one session: 1 + those who are in another one of the same komoditi; 0: not counted, which is
	 * done of a session that is held today. */
	uint32_t trained;
	/* Of one session: steps of the follow-up whose deadline is in one week (app/followup.h), and stuck ones;
	 * 0: no week was counted. */
	uint32_t followup_week, followup_due, followup_stuck;
	uint32_t numbered; /* as `trained`: 1 + those who have a participant number that another has */
	uint32_t doubted; /* the same: 1 + those who are present today, by a clock that is doubted */
	uint32_t strays; /* of one session: marks of people who have no seat in it */
};

/* The people who live in one place: a kelurahan, or, where it is null, in none that is ours or none
 * that is known. */
struct ward {
	const struct kelurahan *kelurahan;
	const struct kecamatan *kecamatan; /* of the kelurahan; else of the address, or null */
	struct tally tally;
};

/* What of a tally is looked at: target, registered, present on a day, completed. */
enum tally_figure { FIGURE_TARGET, FIGURE_REGISTERED, FIGURE_PRESENT, FIGURE_COMPLETED, FIGURES };
uint32_t tally_figure(const struct tally *tally, enum tally_figure figure);
/* Translated: "target", "registered", "present", "completed". */
const char *tally_figure_text(enum tally_figure figure);

enum session_state session_state_on(const struct session *session, date today);
/* Sets what follows from the plan and the date: sessions, done, running, scheduled, seats. */
void tally_plan(struct tally *tally, const struct session *session, date today);
/* Translated: planned, scheduled, running, done, cancelled. */
const char *session_state_text(enum session_state state);
/* Whether that day, from 1, is closed: who is not recorded on it is absent. */
bool tally_is_closed(const struct tally *tally, uint32_t day);
/* The English one, whatever the language: for data, and for commands. */
const char *session_state_word(enum session_state state);
/* What is of one session's days is not added. */
void tally_add(struct tally *sum, const struct tally *other);

#endif
