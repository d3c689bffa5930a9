/* SPDX-License-Identifier: BSD-2-Clause */
/* The stack of screens, between its files: screen.c runs it, screen_lock.c locks it and looks after what
 * happens while nobody types. */
#ifndef OKOCE_TUI_SCREEN_INSIDE_H
#define OKOCE_TUI_SCREEN_INSIDE_H

#include "tui/screen.h"

struct level {
	const struct screen *screen;
	void *context;
	bool stale; /* load before the next key or drawing */
};

struct screens {
	struct level *levels; /* the last is the one that is seen */
	size_t count, capacity;
	struct keys keys;
	struct bar bar;
	struct buf message;
	enum style message_style;
	bool changed; /* since it was drawn */
	bool beep, sync, ending;
	enum sound sound;
	const struct screens_lock *lock;
	size_t lock_level;  /* the lock's screen is this one from below, counted from 1; 0: not locked */
	int64_t typed_at;   /* ms; when the last key came */
	int64_t skipped;    /* ms that a test let pass */
	int64_t minute;	    /* that was drawn */
	bool rested;	    /* since then */
};

static inline struct level *screens_top(struct screens *screens)
{
	return &screens->levels[screens->count - 1];
}

void screens_push(struct screens *screens, const struct screen *screen, void *context);
void screens_make_stale(struct screens *screens); /* all of them */

/* --- screen_lock.c ----------------------------------------------------------------------------- */

int64_t screens_now(const struct screens *screens);    /* ms, also those that the laptop slept */
int64_t screens_minute(const struct screens *screens); /* minutes since the epoch */
/* False when it cannot be locked, or is. */
bool screens_lock_now(struct screens *screens);
/* ms until it locks itself; less than 0 when it does not. */
int64_t screens_until_lock(struct screens *screens);
/* ms until something is due though nobody types; and what is due is done. */
int screens_until_due(struct screens *screens);
void screens_pass_time(struct screens *screens);

#endif
