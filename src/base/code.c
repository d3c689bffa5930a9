/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/code.h"

#include <string.h>

#define GROUP 4

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Puts digit `at`, from 0, and the dash before a group. */
static void put(char *out, size_t at, char digit)
{
	if (at > 0 && at % GROUP == 0)
		out[at + at / GROUP - 1] = '-';
	out[at + at / GROUP] = digit;
	out[at + at / GROUP + 1] = '\0';
}

char *code_print(const uint8_t *bits, size_t digits, char *out)
{
	out[0] = '\0';
	for (size_t i = 0; i < digits; i++) {
		unsigned value = 0;

		for (size_t bit = 5 * i; bit < 5 * i + 5; bit++)
			value = value << 1 | (bits[bit / 8] >> (7 - bit % 8) & 1U);
		put(out, i, alphabet[value]);
	}
	return out;
}

static char digit_of(char typed)
{
	char digit = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;

	if (digit == 'O')
		return '0';
	return digit == 'I' || digit == 'L' ? '1' : digit;
}

bool code_parse(const char *text, size_t digits, char *out)
{
	size_t count = 0;

	for (; *text != '\0'; text++) {
		char digit = digit_of(*text);

		if (*text == ' ' || *text == '-')
			continue;
		if (count == digits || !strchr(alphabet, digit))
			return false;
		put(out, count++, digit);
	}
	return count == digits;
}
