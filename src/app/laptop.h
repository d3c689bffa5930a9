/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What this laptop is called in a programme: its name, which title rows show, its kecamatan, and its
 * letter, with which the numbers begin that it gives to people who come without a number (A1, B1).
 * Kept in the laptop's local state and never handed over; app->laptop has it once unlocked.
 *
 * Until an officer has chosen (app->laptop_chosen) it is a proposal: the kecamatan of the class that is
 * held today, letter A, and both as the name (KBG-A). A demo's laptop is what would be proposed.
 */
#ifndef OKOCE_APP_LAPTOP_H
#define OKOCE_APP_LAPTOP_H

#include "app/app.h"

#define LAPTOP_NAME_COLS 16

/* Reads what is kept, or proposes. What is kept and cannot be read is as if it were not. */
void laptop_load(struct app *app);
/* Checks and keeps it: a name of 1 to LAPTOP_NAME_COLS columns, a kecamatan of the programme, a letter of
 * A to Z. app->laptop changes with it. STATUS_INVALID and what is wrong. */
enum status laptop_save(struct app *app, const struct laptop *laptop, struct err *err) MUST_USE;
/* The name that is proposed for a kecamatan (its code) and a letter: "KBG-A". Appends. */
void laptop_propose_name(const struct app *app, const char *kecamatan, uint32_t letter, struct buf *out);

#endif
