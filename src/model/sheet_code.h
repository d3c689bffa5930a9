/* SPDX-License-Identifier: BSD-2-Clause */
/* The code of a printed sheet, "7K4M-QX": the first 30 bits of its id (base/code.h). Pure. */
#ifndef OKOCE_MODEL_SHEET_CODE_H
#define OKOCE_MODEL_SHEET_CODE_H

#include "base/code.h"
#include "base/id.h"

#define SHEET_CODE_DIGITS 6
#define SHEET_CODE_SIZE CODE_SIZE(SHEET_CODE_DIGITS)

/* Returns out. */
char *sheet_code(const struct id *sheet, char out[SHEET_CODE_SIZE]);
/* What an officer typed, brought to that form; false when it is no code. */
bool sheet_code_parse(const char *text, char out[SHEET_CODE_SIZE]);

#endif
