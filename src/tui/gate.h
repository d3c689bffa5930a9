/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * 07.30 in the hall, and the data file does not open: what is wrong, and what can be done, as numbered
 * choices. Runs by itself, before there is a file; the caller does what was chosen.
 */
#ifndef OKOCE_TUI_GATE_H
#define OKOCE_TUI_GATE_H

#include "tui/screen.h"
#include "tui/term.h"

enum gate_answer {
	GATE_LEAVE,
	GATE_AGAIN,
	GATE_LOOK,     /* for reading only */
	GATE_FETCH,    /* copy `chosen`, of a stick or this laptop's own, to the place of the missing file */
	GATE_OTHER,    /* open `chosen`, which is on this laptop */
	GATE_PRACTICE,
	GATE_BEGIN     /* a programme, at the office */
};

struct gate {
	const struct err *why; /* STATUS_NOT_FOUND: there is none; STATUS_BUSY: open elsewhere; or another */
	const char *path;      /* of the file */
	const char *home;      /* of the officer, or null */
	bool first;	       /* this laptop has never had a file: three doors */
	const char *state_folder; /* where copies are kept (app/copies.h), or null */
	/* --- */
	enum gate_answer answer;
	char *chosen; /* free with free() */
};

/* All are run by gate.c alone. */
extern const struct screen gate_screen, gate_shelf_screen, gate_welcome_screen;

enum status gate_run(struct gate *gate, const struct term_options *options, struct err *err) MUST_USE;

#endif
