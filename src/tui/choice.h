/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A few numbered choices, below a sentence that says what is wrong or what to decide. A number, or the
 * arrow and Enter, chooses; what the chosen one means stands below them. Part of a screen's context.
 */
#ifndef OKOCE_TUI_CHOICE_H
#define OKOCE_TUI_CHOICE_H

#include "tui/list.h"
#include "tui/screen.h"

#define CHOICES_MAX 9

struct choice_item {
	int id;			 /* > 0 */
	const char *text, *help; /* msgids */
	void (*more)(const void *context, struct buf *out); /* appends to the text; or null */
	const void *context;
};

struct choices {
	struct choice_item item[CHOICES_MAX];
	struct list list;
	struct area drawn;
};

/* All zero there are none. */
void choices_add(struct choices *choices, int id, const char *text, const char *help);
/* One whose text has something behind it, at each drawing. */
void choices_add_more(struct choices *choices, const struct choice_item *item);
/* Draws them, and below what the chosen one means; places the cursor. */
void choices_draw(struct choices *choices, struct area area);
/* The id that a key chooses; 0: none; -1: the key is none of theirs. Enter is for choices_chosen(). */
int choices_key(struct choices *choices, const struct key *key);
int choices_chosen(const struct choices *choices);

#endif
