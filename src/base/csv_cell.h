/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A cell of a CSV file that a spreadsheet opens as it was meant, and that this program reads back:
 * RFC 4180 with any separator, made safe (SECURITY S1), and never a formula (S10).
 *
 * A spreadsheet takes for a formula what begins with = + - @, a tab or a carriage return, and makes
 * of many digits a rounded number. Such a cell gets an apostrophe in front, one that has some
 * already gets one more, and csv_unguarded() takes exactly that one away.
 */
#ifndef OKOCE_BASE_CSV_CELL_H
#define OKOCE_BASE_CSV_CELL_H

#include "base/memory.h"

/* In front of a file, so that a spreadsheet reads it as UTF-8. */
#define CSV_BOM "\xef\xbb\xbf"

/* What separates cells: a comma, a semicolon, a tab. */
void csv_cell(struct buf *out, char separator, const char *text);
/* The same of an identifier written in digits (a NIK, a telephone): it stays text, however it looks. */
void csv_cell_digits(struct buf *out, char separator, const char *text);

/* A cell that was read, without the apostrophe that guarded it. Borrowed from the cell. */
const char *csv_unguarded(const char *cell);

#endif
