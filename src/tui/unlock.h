/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a locked file shows: who opens it, and the passphrase, hidden. At the start, and when the screens
 * were locked; then whoever opens it goes on where the other stopped, under an own name.
 */
#ifndef OKOCE_TUI_UNLOCK_H
#define OKOCE_TUI_UNLOCK_H

#include "tui/office.h"

extern const struct screen unlock_screen;
/* officer: who is proposed, by name; or null. */
void *unlock_open(struct office *office, const char *officer);

#endif
