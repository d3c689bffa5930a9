/* SPDX-License-Identifier: BSD-2-Clause */
/* The help screen: every action valid on the screen below, filtered while typing; Enter runs the
 * chosen one there. Opened by screens_run() on F1 (and `?`). */
#ifndef OKOCE_TUI_HELP_H
#define OKOCE_TUI_HELP_H

#include "tui/screen.h"

extern const struct screen help_screen;

/* A context for help_screen; title is a msgid. Released by the screen. */
void *help_open(const char *title, struct actions own, const struct action_filter *filter);

#endif
