/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A day of a class besides its door: Kertas (paper.c), where a signed sheet is keyed in, and Tutup
 * hari (close.c), both opened from Kehadiran, of the day that is recorded there; and the sheet to sign
 * (print.c), from Kertas and from Kegiatan.
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

/* Writes the sheet to sign of a day into a file for the printer, in the officer's folder of documents, and
 * says where it is; the screen has the terminal. Recorded first (app/sheet.h). */
void day_print_sheet(struct screens *screens, struct app *app, const struct session *session,
	uint32_t day, enum day_part part);

/* "Hari ke-2 dari 4  Selasa, 16 Juli 2019": appends. */
void day_say(const struct session *session, uint32_t day, struct buf *out);

#endif
