/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Petugas: who can open the file, and what they may. From Pengaturan; officers come and go by a supervisor's hand,
 * and each changes the own passphrase. And the screen that asks for an own passphrase where the one that opened the file
 * was made by somebody else.
 */
#ifndef OKOCE_TUI_OFFICERS_H
#define OKOCE_TUI_OFFICERS_H

#include "tui/office.h"

extern const struct screen officers_screen;
void *officers_open(struct office *office);

/* The form of a new officer; it is followed by the slip. */
extern const struct screen officer_form_screen;
void *officer_form_open(struct office *office);

/* Text that is seen once: a slip. Takes `text` away, which is wiped at the end. */
extern const struct screen officer_slip_screen;
void *officer_slip_open(struct office *office, struct buf *text);

/* `first`: it was asked for at unlocking, and what follows that follows it. */
extern const struct screen own_passphrase_screen;
void *own_passphrase_open(struct office *office, bool first);

#endif
