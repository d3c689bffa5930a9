/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Screens, and the loop that runs a stack of them.
 *
 * A screen is a table of functions over a context of its own. `load` reads data and makes it
 * strings, and never draws; `draw` draws what was loaded, and never loads; `act` handles one key or
 * action and says what must follow. The loop owns the rest: title row, message row, key bar, help,
 * language, resize, the minute's tick, the queue of keys. It handles all keys that wait, then draws
 * once.
 *
 * The frame: row 0 is the title (reverse), the last row the key bar, the row above it a line, or
 * the message while there is one. What lies between is the screen's area.
 */
#ifndef OKOCE_TUI_SCREEN_H
#define OKOCE_TUI_SCREEN_H

#include "tui/action.h"
#include "tui/key.h"
#include "tui/term.h"

#define SCREEN_ROWS_MIN 16 /* below that, or */
#define SCREEN_COLS_MIN 60 /* below that, a sentence asks for more room */

struct screens;
struct screen;

/* What must follow. Made by the functions below, never by hand. */
struct next {
	enum {
		NEXT_IGNORED,
		NEXT_DRAW,
		NEXT_LOAD,
		NEXT_PUSH,
		NEXT_REPLACE,
		NEXT_POP,
		NEXT_QUIT
	} kind;
	const struct screen *screen; /* NEXT_PUSH, NEXT_REPLACE; `context` becomes the stack's */
	void *context;
	int action; /* NEXT_POP: an action that the screen below runs, or ACTION_NONE */
};

struct next next_ignored(void); /* not mine: the loop beeps if it is not its own either */
struct next next_draw(void);    /* nothing but what is seen changed */
struct next next_load(void);    /* data changed: load, then draw */
struct next next_push(const struct screen *screen, void *context);
struct next next_replace(const struct screen *screen, void *context);
struct next next_pop(void);
struct next next_pop_run(int action);
struct next next_quit(void);

struct screen {
	const char *title;	/* msgid, in capitals; also the help's and the manual's title */
	struct actions actions; /* its own, see action.h */

	/* Makes all strings from data. Called when the screen is opened, when it comes to the top
	 * again, after next_load(), each minute, and when the language changed. May be null.
	 * On failure the sentence is shown and what was loaded before stays. */
	enum status (*load)(void *context, struct err *err);

	/* Draws everything inside `area` (already blank), and places the cursor. */
	void (*draw)(void *context, struct area area);

	/* One action (id > 0; key is the one that was pressed, or KEYS_NONE); or, with ACTION_NONE,
	 * one key that is not bound: characters, arrows, clicks inside the area, pastes. An action
	 * that is ignored here and holds everywhere (ACTION_BACK, ...) is done by the loop. While
	 * the focus is FOCUS_INPUT, Esc comes as a key first, so that it clears before it
	 * leaves. */
	struct next (*act)(struct screens *screens, void *context, int action,
		const struct key *key);

	/* See enum focus. Null: FOCUS_NONE. */
	enum focus (*focus)(const void *context);

	/* Whether an action is possible now; what is not is neither shown nor run. Null: all
	 * are. */
	bool (*allows)(const void *context, int action);

	/* Appends the right half of the title row, at each drawing: from what was loaded, and the clock.
	 * May be null. */
	void (*corner)(const void *context, struct buf *out);

	/* It has been drawn, and a key is waited for: does what was put off so that it
	 * could be seen sooner. May be null. */
	void (*drawn)(void *context);

	/* Nobody has typed for REST_SECONDS: what is being typed may be kept, for a battery that dies. May
	 * be null. */
	void (*rest)(void *context);

	/* It is being locked: keeps what is being typed, and wipes all that it holds of people. What
	 * follows is load, when it comes to the top again, or release. Null: it holds nothing. */
	void (*lock)(void *context);

	bool lists_nobody; /* and so locks itself LOCK_LONGER times as late */

	/* The context's end, also when the program ends early: saves the draft, frees it. */
	void (*release)(void *context);
};

#define REST_SECONDS 2
#define LOCK_LONGER 3

/* How the screens are locked: by ACTION_LOCK, and by themselves. */
struct screens_lock {
	void *context;
	unsigned minutes; /* without a key; 0: not by themselves. May change meanwhile */
	bool (*can)(void *context);
	void (*lock)(void *context); /* forgets the keys, after each screen has forgotten its people */
	/* What is on top then, until it is popped or replaced: it asks for the passphrase. */
	const struct screen *screen;
	void *(*open)(void *context);
};

/* What is run. Contexts become the stack's. */
struct screens_setup {
	const struct screen *first; /* at the bottom */
	void *context;
	const struct screen *second; /* above it, at the beginning; or null */
	void *second_context;
	bool locked;		  /* the second is the lock's screen */
	const char *message;	  /* shown at the beginning; or null */
	const struct screens_lock *lock; /* null: nothing is ever locked */
};

/* Runs until the last screen is popped, a screen quits, or the terminal goes away; all contexts are
 * released. Takes the terminal with term_start() and gives it back. */
enum status screens_run(const struct screens_setup *setup, const struct term_options *options,
	struct err *err) MUST_USE;

/* The message row, until the next key. Text is kept as a copy. */
void screens_say(struct screens *screens, enum style style, const char *format, ...)
	PRINTF_LIKE(3, 4);
void screens_say_err(struct screens *screens, const struct err *err);
/* A sound, after the next drawing. */
void screens_beep(struct screens *screens);
/* What was asked for could not be done: says why, with a sound. next_draw(). */
struct next screens_refuse(struct screens *screens, const struct err *err);
void screens_sound(struct screens *screens, enum sound sound);
/* For work of more than 100 ms, from within act: shows the message, with percent (-1: without), at
 * once. False when Esc was pressed since; other keys are kept for afterwards. */
bool screens_progress(struct screens *screens, int percent, const char *text) MUST_USE;
/* True when the program must end (SIGHUP): long work should stop too. */
bool screens_ending(const struct screens *screens);

#endif
