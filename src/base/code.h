/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Codes that people read off a screen or paper and type: Crockford's base 32, which has no I, L, O and U, in
 * groups of four, "7K4M-QX". Pure.
 */
#ifndef OKOCE_BASE_CODE_H
#define OKOCE_BASE_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* With the NUL. */
#define CODE_SIZE(digits) ((digits) + ((digits)-1) / 4 + 1)

/* The first 5 bits of `bits` for each digit. Returns out. */
char *code_print(const uint8_t *bits, size_t digits, char *out);
/* What was typed, brought to that form: small letters, O for 0, I and L for 1, blanks and dashes
 * anywhere or nowhere. False when it is no code of so many digits. */
bool code_parse(const char *text, size_t digits, char *out);

#endif
