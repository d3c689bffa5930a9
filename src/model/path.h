/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The follow-up of a person in one komoditi (tindak lanjut), a line of steps until they are proficient
 * (mahir): what was recorded of each step, and what follows from that, the training and the day. Pure, so
 * that screens, commands and both laptops say the same; nothing of what follows is kept.
 */
#ifndef OKOCE_MODEL_PATH_H
#define OKOCE_MODEL_PATH_H

#include "model/programme.h"

/* Why a step is stuck. Numbers are part of the file format. reason, number, word (as data), words */
#define STUCK_REASON_TABLE(X)                                                                      \
	X(UNREACHABLE, 1, "unreachable", N_("cannot be reached"))                                  \
	X(MOVED, 2, "moved", N_("moved away"))                                                     \
	X(MONEY, 3, "money", N_("no money for it"))                                                \
	X(PAPERS, 4, "papers", N_("a paper is missing"))                                           \
	X(TIME, 5, "time", N_("no time"))                                                          \
	X(ILL, 6, "ill", N_("ill"))                                                                \
	X(AGENCY, 7, "agency", N_("the agency has not answered"))                                  \
	X(GAVE_UP, 8, "gave-up", N_("gave it up"))                                                 \
	X(OTHER, 9, "other", N_("another reason"))

enum stuck_reason {
	STUCK_UNSAID,
#define STUCK_ENUM(reason, number, word, words) STUCK_##reason = number,
	STUCK_REASON_TABLE(STUCK_ENUM)
#undef STUCK_ENUM
	STUCK_REASONS = STUCK_OTHER
};
const char *stuck_reason_text(uint32_t reason); /* translated; "" of an unknown one */
const char *stuck_reason_word(uint32_t reason); /* "money", for data; the same */
uint32_t stuck_reason_of(const char *word);	/* by either; 0: none */

/* How a step reads on a day. */
enum path_state {
	PATH_NOT_DUE, /* what it requires is not finished, or the training is not completed */
	PATH_DUE,     /* can be begun, and is in its time */
	PATH_RUNNING, /* was begun, and is in its time */
	PATH_LATE,    /* its time is over */
	PATH_STUCK,
	PATH_DONE,
	PATH_SUCCESS, /* done, and counts as success */
	PATH_SKILLED, /* done, and mahir */
	PATH_SKIPPED, /* not needed by this person */
	PATH_STATES
};
const char *path_state_text(enum path_state state); /* translated: "due" */
const char *path_state_word(enum path_state state); /* "not-due": for data, whatever the language */
/* The state that a word of either names; PATH_STATES: none does. */
enum path_state path_state_of(const char *word);
/* Whether nothing is left to do in it. */
bool path_state_is_over(enum path_state state);

struct path_step {
	const struct followup_step *step; /* borrowed from the programme; of a step that it does not have
					   * any more made in the arena */
	struct followup said; /* what was recorded; state 0: nothing */
	enum path_state state;
	date since;    /* when what it requires was finished; DATE_NONE: it is not */
	date deadline; /* the last day of its time; DATE_NONE: it has none, or is over */
};

struct path {
	const struct commodity *commodity;
	const struct session *session; /* where the person has a seat; null: in none any more */
	date trained;		       /* the end of the training that was completed; DATE_NONE */
	struct path_step *step;	       /* in the order of the komoditi */
	size_t count;
	bool success, skilled;
};

/* Fills in what follows: of each step state, since, deadline; success, skilled. */
void path_read(struct path *path, date today);
/* The step with this id, or null. */
struct path_step *path_find(const struct path *path, const char *step);
/* The label in the language of the interface. */
const char *step_label(const struct followup_step *step);
const struct followup_step *commodity_step(const struct commodity *commodity, const char *id);
/* A step that is open and whose deadline is in the week, Monday to Sunday, that the day is in. */
bool path_due_in_week(const struct path_step *step, date day);
date week_begins(date day); /* its Monday */

/* --- What an officer says ---------------------------------------------------------------------- */

/* A change of what was said of a step, of one person or many: what it does not name stays. */
struct followup_change {
	uint32_t state; /* enum followup_state; 0: nothing is said any more */
	date started, finished; /* DATE_NONE: stays, and is today where there is none and the state has one */
	uint32_t reason; /* of FOLLOWUP_STUCK */
	const char *note; /* null: stays */
	uint32_t weeks;	  /* 1 + so many attended; 0: stays */
};

#define FOLLOWUP_WEEKS_MAX 520

/* Makes what was said into what is said then. STATUS_INVALID, the sentence, and nothing changed, when that
 * cannot be: a day that has not come, an end before the beginning, stuck without a reason. */
enum status followup_change_apply(struct followup *said, const struct followup_change *change,
				  date today, struct err *err) MUST_USE;
/* "stuck: no money for it", "2 of 4 weeks", the note: what stands beside a step's state. */
void path_step_say(const struct path_step *step, struct buf *out);

#endif
