/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an officer should look at ("Perlu diperiksa"): nothing is asked for at the door, so what is
 * doubtful stands here until it is mended. Each is a pure function of the registers (MERGE 13): two
 * laptops with the same file say the same, and nothing of it is kept.
 */
#ifndef OKOCE_APP_ATTENTION_H
#define OKOCE_APP_ATTENTION_H

#include "app/app.h"

enum attention_kind {
	ATTENTION_CONFLICT,   /* `count` registers are recorded differently (app/conflict.h) */
	ATTENTION_SAME,	      /* `count` pairs of records may be one person (app/twins.h) */
	ATTENTION_DAY_OPEN,   /* `day` is over and not closed; `count` people are not recorded on it, and
			       * `days` days are like that */
	ATTENTION_TRAINED,    /* `count` people of a class of today are in another one of the same komoditi */
	ATTENTION_OVER_SEATS, /* `count` more are registered than there are seats */
	ATTENTION_CANCELLED,  /* `count` people are registered in or wait for a session that is (MERGE 18) */
	ATTENTION_FREE_SEATS, /* `count` seats are free, and `days` people wait (MERGE 19) */
	ATTENTION_DAY_OFF,    /* `on`, which is to come, is one, called `name`; `count` sessions are held */
	ATTENTION_UNPLANNED,  /* people are known of the session, and no plan (MERGE 21) */
	ATTENTION_CLOCK,      /* `count` people of a class of today came by a doubtful clock */
	ATTENTION_STRAY,      /* `count` marks are of people who have no seat in the session */
	ATTENTION_SAME_NUMBER, /* `count` people of a class of today have a participant number that another has */
	ATTENTION_TWO_PLACES, /* `count` people of a class of today are recorded as present elsewhere, too */
	ATTENTION_FOLLOWUP    /* `count` steps of the follow-up should be done by a day of this week, and
			       * `days` are stuck; of no session */
};

struct attention {
	enum attention_kind kind;
	const struct session *session; /* of several the first, of ATTENTION_CONFLICT and _SAME null; borrowed from the programme, */
	const char *name;	       /* and so is this */
	date on;		       /* ATTENTION_DAY_OFF */
	uint32_t day, count, days;
};

struct attentions {
	struct attention *item; /* by kind, then in the order of the programme */
	size_t count, capacity;
};

/* `out` is emptied first; release it. app_tallies() ran before. Of payloads opens those alone of people who share a
 * NIK. */
void attentions_find(struct app *app, struct attentions *out);
void attentions_release(struct attentions *attentions);
/* The register of the answer to it; false: it is mended, not left as it is. */
bool attention_key(const struct attention *attention, struct register_key *key);
/* An officer said that it is right as it is, and its numbers are what they were: attentions_find() passes it over. */
bool attention_is_left(struct app *app, const struct attention *attention);
/* Says so, durably; app_undo() takes it back. Only where attention_key() is true. */
enum status attention_leave(struct app *app, const struct attention *attention, struct err *err) MUST_USE;

/* For app_tallies(), which keeps it, of a class of today: sets `numbered` and `doubted`. */
void attention_count_today(struct app *app, const struct session *session, struct tally *tally);
/* For app_tallies(), which keeps it: each person is looked up, all over the view. */
uint32_t attention_count_trained(struct app *app, const struct session *session);
/* Appends its sentence, without a full stop. Not yet safe: names are as people wrote them. */
void attention_say(const struct app *app, const struct attention *attention, struct buf *out);

#endif
