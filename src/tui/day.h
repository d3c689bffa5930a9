/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A day of a class besides its door: Kertas (paper.c), where a signed sheet is keyed in and one is
 * printed, and Tutup hari (close.c). Both are opened from Kehadiran, of the day that is recorded there.
 */
#ifndef OKOCE_TUI_DAY_H
#define OKOCE_TUI_DAY_H

#include "tui/office.h"

extern const struct screen paper_screen;
void *paper_screen_open(
	struct app *app, const struct session *session, uint32_t day, enum day_part part);

extern const struct screen close_screen;
/* Null, and a sentence, when the roster cannot be read. */
void *close_open(struct app *app, const struct session *session, uint32_t day, struct err *err);

/* "Hari ke-2 dari 4  Selasa, 16 Juli 2019": appends. */
void day_say(const struct session *session, uint32_t day, struct buf *out);

#endif
