/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/sheet_code.h"

#include <string.h>

#define DIGITS 6
#define DASH 4 /* stands before that digit */

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Puts digit `at`, from 0. */
static void put(char out[SHEET_CODE_SIZE], int at, char digit)
{
	out[at + (at >= DASH)] = digit;
}

char *sheet_code(const struct id *sheet, char out[SHEET_CODE_SIZE])
{
	uint32_t bits = get_be32(sheet->byte) >> 2;

	out[DASH] = '-';
	out[SHEET_CODE_SIZE - 1] = '\0';
	for (int i = DIGITS; i-- > 0; bits >>= 5)
		put(out, i, alphabet[bits & 31]);
	return out;
}

static char digit_of(char typed)
{
	char digit = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;

	if (digit == 'O')
		return '0';
	return digit == 'I' || digit == 'L' ? '1' : digit;
}

bool sheet_code_parse(const char *text, char out[SHEET_CODE_SIZE])
{
	int count = 0;

	out[DASH] = '-';
	out[SHEET_CODE_SIZE - 1] = '\0';
	for (; *text != '\0'; text++) {
		char digit = digit_of(*text);

		if (*text == ' ' || *text == '-')
			continue;
		if (count == DIGITS || !strchr(alphabet, digit))
			return false;
		put(out, count++, digit);
	}
	return count == DIGITS;
}
