/* SPDX-License-Identifier: BSD-2-Clause */
/* Riwayat, between its files: history.c lists and finds, history_say.c says what an action changed. */
#ifndef OKOCE_APP_HISTORY_INSIDE_H
#define OKOCE_APP_HISTORY_INSIDE_H

#include "app/history.h"

const struct store_action *history_action(const struct history *history, size_t row);
/* Appends what a register is about: "Attendance", and its session, day and such. The person's name is
 * not among it. */
void history_say_register(const struct register_parts *parts, struct buf *out);
/* Appends the name that the record has now, safe; nothing when it has none. */
void history_say_person(struct app *app, const struct id *record, struct buf *out);

#endif
