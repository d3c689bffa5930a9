/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A choice that Kehadiran puts before the officer: what is to be done with somebody, whose seat, which
 * reason, which class. A list, of which a number chooses where it is short, and what is typed finds
 * where it is long.
 */
#ifndef OKOCE_TUI_ATTEND_PICK_H
#define OKOCE_TUI_ATTEND_PICK_H

#include "tui/attend.h"

struct attend_pick;
/* What follows when row `index`, as it was added, is chosen. */
typedef struct next attend_chosen_fn(struct screens *screens, struct attend_pick *pick, size_t index);

struct attend_pick_row {
	struct buf text, more;
	struct id record;	       /* of the row's person, */
	const struct session *session; /* class, */
	int what;		       /* or whatever the chooser means by it */
};

struct attend_pick {
	struct attend *attend; /* below it on the stack */
	struct door_request request; /* as far as it is known */
	struct buf who, question, note;
	attend_chosen_fn *chosen;
	struct attend_pick_row *row;
	size_t count, capacity;
	bool locked; /* and so everything was forgotten */
	struct input input; /* of a long list */
	size_t *match;
	struct list list;
	struct area drawn;
};

extern const struct screen attend_pick_screen;

/* `who` and `question` are copied; made safe when they are drawn. */
struct attend_pick *attend_pick_make(struct attend *attend, const char *who, const char *question,
				     attend_chosen_fn *chosen);
/* A row; until the next one is added. */
struct attend_pick_row *attend_pick_add(struct attend_pick *pick, const char *text);
/* When all rows are there. */
struct next attend_pick_open(struct attend_pick *pick, bool replaces);

#endif
