/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Actions: everything a screen can do, listed once. Key look-up, the key bar, the help screen
 * (help.h) and the manual's sections (tests/tui/test_manual.c) are all made from the same table.
 *
 * A screen's table holds its own actions; what holds everywhere (help, language, quit, lock) is in
 * action_everywhere and is looked up after it. A screen that lists one of those ids or keys itself
 * replaces it, for instance to show it in its bar.
 */
#ifndef OKOCE_TUI_ACTION_H
#define OKOCE_TUI_ACTION_H

#include "tui/term.h"

/* Ids below ACTION_OWN have one meaning everywhere; a screen's own begin at ACTION_OWN. */
enum {
	ACTION_NONE,
	ACTION_HELP,
	ACTION_LANGUAGE,
	ACTION_LOCK,
	ACTION_QUIT,
	ACTION_BACK, /* Esc, when the screen lists it: leaves (screens_run() does it) */
	ACTION_OWN = 16
};

struct action {
	int id;
	uint32_t key;     /* the one shown: KEYS_F(3), 'K', KEYS_ENTER, KEYS_CTRL('Z') ... */
	uint32_t other;   /* a second one, or 0. No F-key may be the only way (TUI.md) */
	const char *name; /* msgid, one or two words: the key bar */
	const char *help; /* msgid, a sentence: help screen and manual */
	int bar; /* 0: not in the key bar; else 1 stays longest when the screen is narrow */
};

struct actions {
	const struct action *list;
	size_t count;
};

#define ACTIONS(array) ((struct actions){(array), sizeof(array) / sizeof(*(array))})

extern const struct actions action_everywhere;

/* Says which ids are possible now; a null function means all. */
struct action_filter {
	bool (*allows)(const void *context, int id);
	const void *context;
};

/* Who has the focus decides what a character means (TUI.md: letters act where no input is focused,
 * `?` is help on an empty input). */
enum focus {
	FOCUS_NONE,        /* no input: letters are actions, capital or small */
	FOCUS_EMPTY_INPUT, /* letters are typed, `?` is still help */
	FOCUS_INPUT        /* all characters are typed */
};

/* The action bound to the key: the screen's, else the one that holds everywhere, else null. */
const struct action *action_find(
	struct actions own, const struct action_filter *filter, uint32_t key, enum focus focus);

/* All actions valid now, the screen's first, none twice: writes at most `max`, returns how many. */
size_t action_collect(struct actions own, const struct action_filter *filter,
	const struct action **out, size_t max);
#define ACTION_MAX 64 /* in one screen, with those that hold everywhere */

/* The key bar as it fits `cols`: help first, then in the table's order, close together where there are
 * more entries than fit with two blanks between. Help and the way out (back, quit) are never left out;
 * of the others those of least priority are first, of equal ones the rightmost. Help says how many are
 * left out: "F1 Help +3". */
#define BAR_MAX 24
struct bar_entry {
	const struct action *action;
	int col, cols; /* what a click hits */
};
struct bar {
	struct bar_entry entry[BAR_MAX];
	size_t count;
	size_t left_out;
};

void bar_fit(struct bar *bar, struct actions own, const struct action_filter *filter, int cols);
void bar_draw(const struct bar *bar, int row);
/* The entry at a column, or null. */
const struct action *bar_at(const struct bar *bar, int col);

#endif
