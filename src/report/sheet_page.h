/* SPDX-License-Identifier: BSD-2-Clause */
/* A day's sheet to sign (daftar hadir), as text for a printer: A4, upright, ten characters an inch. */
#ifndef OKOCE_REPORT_SHEET_PAGE_H
#define OKOCE_REPORT_SHEET_PAGE_H

#include "model/roster.h"

#define SHEET_COLS 79
#define SHEET_ROWS 60 /* lines of a page; a form feed behind each but the last */
#define SHEET_BLANK 8 /* rows for who is on no list, beyond the seats */

/* Appends the sheet: letterhead, what is held when and where, a row for each of the roster who has a
 * seat, blank rows for the free seats and eight more, instructors, who signs, and on each page the code
 * that it was recorded under (app/sheet.h). */
void sheet_page(struct buf *out, const struct programme *programme, const struct roster *roster,
		uint32_t day, const char *code);

#endif
