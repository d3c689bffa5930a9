/* SPDX-License-Identifier: BSD-2-Clause */
/* What was recorded differently, and deciding it: the list (conflicts.c), and from it one of them side by side
 * (conflict.c). */
#ifndef OKOCE_TUI_CONFLICTS_H
#define OKOCE_TUI_CONFLICTS_H

#include "tui/office.h"
#include "app/conflict.h"

extern const struct screen conflicts_screen;
void *conflicts_open(struct app *app);

extern const struct screen conflict_screen;
void *conflict_open(struct app *app, const struct register_key *key);

#endif
