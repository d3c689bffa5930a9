/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The real program on a terminal, with data files of the test's own: a demo, or a programme without
 * anybody. The clock stands still. cmocka's group setup is office_begin(), its teardown office_end().
 */
#ifndef TESTS_TUI_OFFICE_TRY_H
#define TESTS_TUI_OFFICE_TRY_H

#include "support/terminal.h"

#define OFFICE_DEMO "demo.okoce"
#define OFFICE_EMPTY "kosong.okoce" /* the plan of 2019 as it comes, and nobody registered */
#define OFFICE_TUESDAY "2019-07-16T08:40:00+07:00" /* the demo's day */
#define OFFICE_LATER "2019-07-16T08:41:00+07:00" /* a minute later */

/* A screen that goldens are taken of. */
struct office_look {
	const char *name, *term, *env, *lang;
	int rows, cols;
};
#define OFFICE_LOOKS 8
extern const struct office_look office_looks[OFFICE_LOOKS];

int office_begin(void **state);
int office_end(void **state);

/* Puts a copy of the file in the place of the copy. */
void office_copy(const char *name);
/* Opens a fresh copy of the file; null look: xterm, 80x24, in English. */
struct terminal *office_open(const char *file, const char *now, const struct office_look *look);
/* Opens the copy again as it was left. */
struct terminal *office_open_again(const char *now);
/* The same with what else is to stand in the command line: at most 4 words and a null. */
struct terminal *office_open_with(
	const char *now, const struct office_look *look, const char *const *words);
/* ^Q, and that it ended well. Frees the terminal. */
void office_quit(struct terminal *terminal);

/* Where the copy is; and a path of the test's own beside it. Free both with free(). */
char *office_copy_path(void);
char *office_path(const char *name);
/* Runs the program without a terminal; what it prints, until the next call. Fails unless it ends
 * with 0. */
const char *office_run_plain(const char *const *words);

/* Runs it with this passphrase on descriptor 3; nothing of what it prints is kept. Fails unless it ends with 0. */
void office_run_sealed(const char *now, const char *passphrase, const char *const *words);

#endif
