/* SPDX-License-Identifier: BSD-2-Clause */
/* The code of a printed sheet, "7K4M-QX": the first 30 bits of its id in Crockford's base 32, which has
 * no I, L, O and U. Pure. */
#ifndef OKOCE_MODEL_SHEET_CODE_H
#define OKOCE_MODEL_SHEET_CODE_H

#include "base/id.h"

#define SHEET_CODE_SIZE 8 /* with the NUL */

/* Returns out. */
char *sheet_code(const struct id *sheet, char out[SHEET_CODE_SIZE]);
/* What an officer typed, brought to that form: small letters, O for 0, I and L for 1, blanks and dashes
 * anywhere or nowhere. False when it is no code. */
bool sheet_code_parse(const char *text, char out[SHEET_CODE_SIZE]);

#endif
