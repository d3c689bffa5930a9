/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an officer says of a sheet of numbers: "semua hadir kecuali 7 19 33", "hadir 1-12 15, izin 21",
 * "all present except 7, sick 19". Pure: who has which number is the caller's list.
 *
 * Words, in either language, begin a group of numbers: hadir, izin, sakit, tanpa keterangan (TK),
 * kecuali. "semua" means everyone of the list who is named in no other group. 7 is 07, and a range is
 * of the numbers that the list has between its ends, which must be on it.
 */
#ifndef OKOCE_MODEL_MARKS_H
#define OKOCE_MODEL_MARKS_H

#include "model/record.h"

#define MARKS_UNSAID 0
#define MARKS_EXCEPTED 255 /* named as not there, and nothing more */

/* said[i] of number[i], of which there are `count` and "" is nobody: an attendance status, or one of
 * the above. STATUS_INVALID, a sentence, and nothing of said[] to be used when any of it cannot be
 * meant: a word that is not known, a number that is not on the list, is there twice, or is named twice
 * differently. An empty text says nothing. */
enum status marks_read(const char *text, const char *const *number, size_t count, uint8_t *said,
		       struct err *err) MUST_USE;

#endif
