/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The way back: what restores the terminal when the program cannot do it in good order, and the
 * signals. Used by term.c only. No curses, and guard_restore() is safe in a signal handler.
 *
 * SIGTERM, SIGHUP and SIGINT only set a flag and wake the reader; SIGSEGV, SIGBUS, SIGFPE, SIGILL
 * and SIGABRT restore the terminal on a stack of their own, say one sentence, and die of the
 * signal.
 */
#ifndef OKOCE_TUI_GUARD_H
#define OKOCE_TUI_GUARD_H

#include "base/memory.h"

/* Remembers how the terminal at `fd` is set now and the `restore` bytes that undo what will be done
 * to it; takes the signals; holds stderr back when it is that terminal. */
void guard_arm(int fd, const char *restore, size_t len);
/* Everything as it was before guard_arm(), stderr's held text written out, made safe. */
void guard_disarm(void);
/* The emergency way: once, then it does nothing until armed again. */
void guard_restore(void);

/* The default actions while another program has the terminal, and ours again. */
void guard_pause(void);
void guard_continue(void);

bool guard_hangup(void);      /* true from the first SIGTERM, SIGHUP or SIGINT on */
void guard_set_hangup(void);  /* the terminal went away */
bool guard_take_resize(void); /* true once after SIGWINCH */
/* Waits until `fd` is readable or a signal came: >0 readable, 0 not. */
int guard_wait(int fd, int wait);

#endif
