/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * NIK, the 16-digit number of a resident: region of first issue (6), birth date DDMMYY with 40
 * added to the day for women (6), serial from 0001 (4). No check digit. (Permendagri on
 * administration of residents; vectors in tests/data/nik-vectors.tsv.)
 *
 * It follows neither a move nor a corrected birth date, so a region, date or sex that disagrees is
 * never an error here. Two-digit years: the latest date not after `as_of`.
 */
#ifndef OKOCE_MODEL_NIK_H
#define OKOCE_MODEL_NIK_H

#include "base/date.h"
#include "base/i18n.h"

#define NIK_DIGITS 16

/* reason, name in the vectors, sentence (English msgid) */
#define NIK_REASON_TABLE(X)                                                                        \
	X(OK, "OK", N_("valid"))                                                                   \
	X(LENGTH, "E_LENGTH", N_("not 16 digits"))                                                 \
	X(NON_DIGIT, "E_NON_DIGIT", N_("not only digits"))                                         \
	X(TEMP_ZERO, "E_TEMP_ZERO", N_("begins with 0: a temporary number"))                       \
	X(PROVINCE, "E_PROVINCE", N_("no such province"))                                          \
	X(DAY, "E_DAY", N_("no such day of birth"))                                                \
	X(MONTH, "E_MONTH", N_("no such month of birth"))                                          \
	X(CALENDAR, "E_CALENDAR", N_("no such date of birth"))                                     \
	X(SERIAL, "E_SERIAL_0000", N_("ends in 0000: cut by a spreadsheet"))

enum nik_reason {
#define NIK_REASON_ENUM(name, vector, text) NIK_##name,
	NIK_REASON_TABLE(NIK_REASON_ENUM)
#undef NIK_REASON_ENUM
};

/* Warnings, a bit each; names in the vectors as in nik_warning_name(). */
enum nik_warning {
	NIK_NORMALIZED = 1,	    /* was written with dots, hyphens, blanks or an apostrophe */
	NIK_OUTSIDE_JAKBAR = 2,
	NIK_OUTSIDE_DKI = 4,
	NIK_REGION_UNKNOWN = 8,
	NIK_UNDER_17 = 16,
	NIK_AGE_OVER_90 = 32,
	NIK_CENTURY_AMBIGUOUS = 64,
};

/* Why birth or sex may disagree with the NIK: person_identity.nik_stands. Part of the file format. */
#define NIK_STANDS_TABLE(X)                                                                        \
	X(CARD, 1, N_("card was seen"))                                                            \
	X(CORRECTING, 2, N_("being corrected"))                                                    \
	X(TOLD, 3, N_("as told"))

enum nik_stands {
#define NIK_STANDS_ENUM(name, number, text) NIK_STANDS_##name = number,
	NIK_STANDS_TABLE(NIK_STANDS_ENUM)
#undef NIK_STANDS_ENUM
};
#define NIK_STANDS_COUNT 3
extern const char *const nik_stands_reason[NIK_STANDS_COUNT]; /* msgids, the first is number 1 */

struct nik {
	char digits[NIK_DIGITS + 1]; /* normalised; "" unless reason is NIK_OK */
	enum nik_reason reason;
	unsigned warnings;
	date born;
	int sex;	  /* enum sex of model/record.h */
	char region[9];	  /* "31.73.01" */
	int digit_count;  /* digits in what was written, for "15 digits, should be 16" */
};

/* Reads what was written (UTF-8, any length). Always fills the struct; true when the NIK is valid.
 * `as_of` is a date, never DATE_NONE. Of an invalid one only reason, digit_count and NIK_NORMALIZED
 * are told. */
bool nik_parse(struct nik *nik, const char *text, date as_of);
/* Translated words for a reason; with the count for NIK_LENGTH ("15 digits, should be 16"). */
void nik_explain(const struct nik *nik, struct buf *out);
/* Translated; "?" for a number that this version does not know. */
const char *nik_stands_text(uint32_t number);
const char *nik_reason_name(enum nik_reason reason);
/* "W_UNDER_17,W_CENTURY_AMBIGUOUS" in the order of the vectors. */
void nik_warning_names(unsigned warnings, struct buf *out);

/* 317301******9901 for 16 digits, sixteen stars for anything else; "" stays "". */
void nik_mask(const char *digits, struct buf *out);
/* **9901, for lists; six stars for anything else; "" stays "". */
void nik_tail(const char *digits, struct buf *out);

#endif
