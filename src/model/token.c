/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/filler.h"
#include "model/nik.h"
#include "model/phone.h"
#include "model/roster.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_DIGITS_MAX 3
#define TAIL_DIGITS 4
#define PHONE_DIGITS_MAX 14 /* 62 and twelve more */

/* What was typed, without what stands between digits. */
struct typed {
	struct buf digits;
	char letter; /* a single letter before all digits, upper case; else NUL */
	bool plus;   /* a + before all digits */
	bool word;   /* something else than digits and these */
};

static void take_other(struct typed *typed, char c)
{
	bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

	if (typed->digits.len > 0 || typed->letter != '\0' || typed->plus)
		typed->word = true;
	else if (letter)
		typed->letter = (char)(c & ~0x20);
	else if (c == '+')
		typed->plus = true;
	else
		typed->word = true;
}

static struct typed take_apart(const char *text)
{
	struct typed typed = {0};

	while (*text != '\0') {
		size_t filler = filler_length(text, "()`");

		if (filler > 0) {
			text += filler;
			continue;
		}
		if (*text >= '0' && *text <= '9')
			buf_add_byte(&typed.digits, (uint8_t)*text);
		else
			take_other(&typed, *text);
		text++;
	}
	return typed;
}

static void set(struct token *token, enum token_kind kind, const char *digits)
{
	token->kind = kind;
	snprintf(token->digits, sizeof(token->digits), "%s", digits);
}

/* As the sheet has it: 7 is 07, a01 is A1. */
static void set_number(struct token *token, char letter, const char *digits)
{
	unsigned long number = strtoul(digits, NULL, 10);

	token->kind = TOKEN_NUMBER;
	if (letter != '\0')
		snprintf(token->digits, sizeof(token->digits), "%c%lu", letter, number);
	else
		snprintf(token->digits, sizeof(token->digits), "%02lu", number);
}

static void set_nik(struct token *token, const char *digits, date as_of)
{
	struct nik nik;
	struct buf reason = BUF_EMPTY;

	if (nik_parse(&nik, digits, as_of)) {
		set(token, TOKEN_NIK, nik.digits);
		return;
	}
	token->kind = TOKEN_NIK_WRONG;
	token->digit_count = nik.digit_count;
	nik_explain(&nik, &reason);
	snprintf(token->reason, sizeof(token->reason), "%s", buf_text(&reason));
	buf_release(&reason);
}

/* False when it is none. An unfinished one that no NIK begins like is one too: it fits nobody. */
static bool set_phone(struct token *token, const struct typed *typed, const char *text)
{
	const char *digits = buf_text(&typed->digits);
	struct phone phone;

	if (phone_parse(&phone, text) != PHONE_INVALID)
		set(token, TOKEN_PHONE, phone.national);
	else if (typed->plus ||
		 (digits[0] == '0' && digits[1] == '8' && typed->digits.len <= PHONE_DIGITS_MAX))
		set(token, TOKEN_PHONE, digits);
	else
		return false;
	return true;
}

static void parse_digits(
	struct token *token, const struct typed *typed, const char *text, date as_of)
{
	const char *digits = buf_text(&typed->digits);
	size_t count = typed->digits.len;

	if (!typed->plus && count <= NUMBER_DIGITS_MAX)
		set_number(token, '\0', digits);
	else if (!typed->plus && count == TAIL_DIGITS)
		set(token, TOKEN_NIK_TAIL, digits);
	else if ((!typed->plus && count == NIK_DIGITS) || !set_phone(token, typed, text))
		set_nik(token, digits, as_of);
}

/* Nothing that a name could be searched by. */
static bool is_blank(const struct typed *typed)
{
	return typed->digits.len == 0 && typed->letter == '\0' && !typed->plus && !typed->word;
}

void token_parse(struct token *token, const char *text, date as_of)
{
	struct typed typed = take_apart(text);

	*token = (struct token){.kind = TOKEN_NAME};
	if (is_blank(&typed))
		token->kind = TOKEN_EMPTY;
	else if (typed.word || typed.digits.len == 0)
		token->kind = TOKEN_NAME;
	else if (typed.letter == '\0')
		parse_digits(token, &typed, text, as_of);
	else if (typed.digits.len <= NUMBER_DIGITS_MAX)
		set_number(token, typed.letter, buf_text(&typed.digits));
	buf_wipe(&typed.digits);
}
