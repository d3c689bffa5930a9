/* SPDX-License-Identifier: BSD-2-Clause */
/* Riwayat: the list of all that was done (history.c), and what one of it changed (history_lines.c). */
#ifndef OKOCE_TUI_HISTORY_H
#define OKOCE_TUI_HISTORY_H

#include "tui/office.h"
#include "app/history.h"

extern const struct screen history_screen;
void *history_screen_open(struct office *office);

extern const struct screen history_lines_screen;
/* Of a row that `history` shows, which stays below it on the stack; null and why when it cannot be read. */
void *history_lines_open(struct history *history, size_t row, struct err *err);

/* Takes a row's action back and says so, by what it was. */
struct next history_take_back(struct screens *screens, struct history *history, size_t row);

#endif
