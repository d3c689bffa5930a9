/* SPDX-License-Identifier: BSD-2-Clause */
/* The terminal's device: both ends as curses wants them, and writing past curses. For term.c
 * only. */
#ifndef OKOCE_TUI_TTY_H
#define OKOCE_TUI_TTY_H

#include "base/memory.h"

#include <stdio.h>

struct tty {
	FILE *in, *out; /* null: closed */
};

/* Standard input and output when both are a terminal; or `device` for both, when it is not null. */
enum status tty_open(struct tty *tty, const char *device, struct err *err) MUST_USE;
void tty_close(struct tty *tty);
/* Writes at once. What curses has in its buffer must have been sent before. */
void tty_send(const struct tty *tty, const char *bytes, size_t len);

#endif
