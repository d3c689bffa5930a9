/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The terminal: the one module that knows curses. A process has one terminal, so its state is kept
 * here and not passed; everything else of tui draws and reads through these functions.
 *
 * Every text that is drawn goes through text_safe() here, once more or for the first time: what a
 * person, a file or a stick brought can change neither the terminal nor its neighbours (SECURITY
 * S1). Drawing outside the screen is cut, never an error. Rows and columns count from 0.
 *
 * Mono first: a style must read without colour; colours only add.
 */
#ifndef OKOCE_TUI_TERM_H
#define OKOCE_TUI_TERM_H

#include "base/memory.h"

enum style {
	STYLE_NORMAL,
	STYLE_BOLD,
	STYLE_DIM,
	STYLE_REVERSE,  /* title row, selected row */
	STYLE_GOOD,     /* bold, green */
	STYLE_WARN,     /* bold, yellow */
	STYLE_ERROR,    /* bold, red */
	STYLE_BAR_GOOD, /* reverse bars of an outcome: */
	STYLE_BAR_WARN,
	STYLE_BAR_ERROR,
	STYLE_COUNT
};

/* Part of the screen. */
struct area {
	int row, col, rows, cols;
};

/* What cli found in the environment and the arguments; all zero is the normal case. */
struct term_options {
	bool test;     /* OKOCE_TEST: answer the sync sequence (screen.h) */
	bool no_color; /* NO_COLOR */
	bool no_mouse;
	int escape_delay;   /* ms, ESCDELAY; 0: 50 */
	const char *type;   /* null: TERM */
	const char *device; /* null: standard input and output; tests: "/dev/null" */
};

/* Takes the terminal over: full screen, raw keys, mouse, bracketed paste, signals, stderr held back
 * (when it is the terminal) until term_stop(). On failure nothing was changed. */
enum status term_start(const struct term_options *options, struct err *err) MUST_USE;
/* Clears screen and scrollback, gives the terminal back, replays stderr. Does nothing when stopped.
 * Runs by itself at exit; a crash, an abort and memory exhaustion restore the terminal too. */
void term_stop(void);
/* Gives the terminal to another program for a while, as it was before term_start(). */
void term_suspend(void);
void term_resume(void);
bool term_is_up(void);

int term_rows(void);
int term_cols(void);

/* Draws text from row, col to the edge of the screen; returns the column after it. */
int term_put(int row, int col, enum style style, const char *text);
/* Draws text in exactly `cols` columns: cut with "…", or padded with blanks. */
void term_put_fit(int row, int col, int cols, enum style style, const char *text);
/* Cut without a mark, and padded. */
void term_put_clip(int row, int col, int cols, enum style style, const char *text);
/* As term_put_fit, the text at the right end. */
void term_put_right(int row, int col, int cols, enum style style, const char *text);
void term_fill(struct area area, enum style style);
/* A horizontal line. */
void term_line(int row, int col, int cols);
void term_erase(void); /* the whole screen, in memory; shown by term_refresh() */

/* Where the hardware cursor rests after the next refresh; it is hidden when nobody placed it since
 * the last term_erase(). Screen readers follow it: place it on the selected row or field. */
void term_cursor(int row, int col);
void term_beep(void);
/* How something went, to be told apart with the eyes elsewhere: one, two or three bells; on the Linux
 * console one, high and short or low and long. */
enum sound { SOUND_NONE, SOUND_GOOD, SOUND_WARNING, SOUND_BAD };
void term_sound(enum sound sound);
void term_refresh(void); /* sends what changed */
void term_redraw(void);  /* sends everything */
/* Clears the screen and the scrollback at once, as for a lock. */
void term_wipe(void);

struct key;

/* Waits up to `wait` ms (0: not at all, -1: for ever) for one key, undecoded: see key.h, whose
 * key_next() is what callers want. False when none came. */
bool term_read(void *unused, struct key *key, int wait);
/* Answers the test's sync sequence. Only what was drawn before is seen by the test. */
void term_answer_sync(void);

/* For tests without a terminal: a row's text without trailing blanks; the style's reverse at a
 * cell; a new size, as if the window had changed. */
void term_row_text(int row, struct buf *out);
bool term_is_reverse(int row, int col);
void term_resize(int rows, int cols);

#endif
