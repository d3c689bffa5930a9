/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A terminal for tests: runs a program on a pseudo-terminal, keeps its screen with libvterm, and sends
 * it keys. There are no sleeps: after terminal_type() the program has handled the keys and drawn,
 * since it answers a private sequence (TUI.md, "Testing screens"). A program that ends, or is silent
 * for TERMINAL_DEADLINE seconds, fails the test and its screen is printed.
 */
#ifndef OKOCE_TESTS_SUPPORT_TERMINAL_H
#define OKOCE_TESTS_SUPPORT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#define TERMINAL_DEADLINE 30

struct terminal;

struct terminal_options {
	const char *const *argv; /* ends with null; argv[0] is the path */
	const char *const *env;  /* null, or "NAME=value" to set, "NAME" to unset; ends with null */
	const char *term;        /* null: xterm-256color */
	int rows, cols;          /* 0: 24, 80 */
};

/* Starts the program with OKOCE_TEST=1. */
struct terminal *terminal_open(const struct terminal_options *options);
/* Ends the program if it runs still (SIGKILL) and frees. */
void terminal_free(struct terminal *terminal);

/* Sends text in which <Name> is a key: <Enter> <Tab> <Esc> <Space> <Backspace> <Up> <Down> <Left>
 * <Right> <Home> <End> <PgUp> <PgDn> <Insert> <Delete> <BackTab> <F1> to <F12>, <C-q> a control
 * letter, <lt> a "<", <Minute> a minute in which nobody types. Then waits until all is handled and drawn; also after each <Esc>, which would
 * otherwise join the next key. */
void terminal_type(struct terminal *terminal, const char *keys);
/* The same in one piece and without waiting. */
void terminal_send(struct terminal *terminal, const char *keys);
void terminal_send_bytes(struct terminal *terminal, const void *ptr, size_t len);
void terminal_type_bytes(struct terminal *terminal, const void *ptr, size_t len); /* waits */
void terminal_paste(struct terminal *terminal, const char *text);    /* bracketed; waits */
void terminal_click(struct terminal *terminal, int row, int col);    /* waits */
void terminal_resize(struct terminal *terminal, int rows, int cols); /* waits */
void terminal_signal(struct terminal *terminal, int signal);
void terminal_hang_up(struct terminal *terminal); /* closes our end, as a closed window does */
/* Waits until the program has handled what was sent, and drawn. */
void terminal_sync(struct terminal *terminal);
/* The same; false when the program ended instead, which terminal_wait_end() tells of. */
bool terminal_sync_or_end(struct terminal *terminal);
/* Waits until a row contains text: for a program that gives the terminal back and takes it again. */
void terminal_wait_text(struct terminal *terminal, const char *text);
/* Waits for the program's end; its status as of waitpid(). */
int terminal_wait_end(struct terminal *terminal);

int terminal_rows(const struct terminal *terminal);
int terminal_cols(const struct terminal *terminal);
/* What is seen. A row is UTF-8 without blanks at its end, until the next call. */
const char *terminal_row(struct terminal *terminal, int row);
/* The first row that contains text, or -1. */
int terminal_find(struct terminal *terminal, const char *text);
bool terminal_is_reverse(struct terminal *terminal, int row, int col);
bool terminal_is_colored(struct terminal *terminal, int row, int col);
int terminal_cursor_row(struct terminal *terminal);
int terminal_cursor_col(struct terminal *terminal);
bool terminal_cursor_is_visible(struct terminal *terminal);

/* Whether these bytes came from the program since it started (or since terminal_forget()), and how
 * many came in all. */
bool terminal_got(struct terminal *terminal, const char *bytes);
size_t terminal_got_bytes(struct terminal *terminal);
void terminal_forget(struct terminal *terminal);

/* Fails, and shows the screen, unless a row contains text. */
void terminal_expect(struct terminal *terminal, const char *text);
/* Compares the screen, the cursor and what is reverse with the file tests/NAME.txt, and fails with
 * the differences; writes it when UPDATE_GOLDEN=1. */
void terminal_golden(struct terminal *terminal, const char *name);
/* Writes the screen as a picture, in SVG. */
void terminal_picture(struct terminal *terminal, const char *path);

#endif
