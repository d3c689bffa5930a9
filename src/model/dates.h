/* SPDX-License-Identifier: BSD-2-Clause */
/* The days of a session as people write them. */
#ifndef OKOCE_MODEL_DATES_H
#define OKOCE_MODEL_DATES_H

#include "model/record.h"

/* "15-18 Jul", "4-6, 8 Mar", "29 Jul-1 Agu"; nothing for no dates. The year is told where it is not
 * `year` (0: always): "30-31 Des 2019". */
void dates_print(struct buf *out, const struct dates *dates, int year);
/* "2019-07-15 2019-07-16" */
void dates_print_iso(struct buf *out, const struct dates *dates);

/*
 * Reads days as people write them, in either language and in the order in which they stand: all that
 * the above prints, "22-25 Juli", "22, 23 dan 29 Jul", "22/7 s.d. 25/7/2019", "Senin, 5 Agustus 2019".
 * A month or year that a day lacks is that of the next one that has it; a year that none has is
 * `year`. Empty text is no days. In the arena; at most DATES_MAX.
 * STATUS_INVALID, with the word that was not understood, leaves `out` empty.
 */
#define DATES_MAX 31 /* days that a session can have */
enum status dates_parse(const char *text, int year, struct arena *arena, struct dates *out,
			struct err *err) MUST_USE;

#endif
