/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/csv_cell.h"

#include "base/text.h"

#include <string.h>

#define APOSTROPHE '\''

static bool is_formula(const char *text)
{
	return *text != '\0' && strchr("=+-@\t\r", *text);
}

static bool is_digits(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* Apostrophes and then what needs one? Written, it has one more; read, one less: so no cell that was
 * written without a guard is taken for a guarded one. */
static bool is_guarded(const char *text)
{
	const char *behind = text + strspn(text, "'");

	return behind > text && (is_formula(behind) || is_digits(behind));
}

const char *csv_unguarded(const char *cell)
{
	return is_guarded(cell) ? cell + 1 : cell;
}

static void add_quoted(struct buf *out, char separator, const char *text)
{
	const char needs_quotes[] = {'"', '\n', '\r', separator, '\0'};

	if (!strpbrk(text, needs_quotes)) {
		buf_add_text(out, text);
		return;
	}
	buf_add_byte(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_add_byte(out, '"');
		buf_add_byte(out, (uint8_t)*text);
	}
	buf_add_byte(out, '"');
}

static void add_cell(struct buf *out, char separator, const char *text, bool guard)
{
	struct buf safe = BUF_EMPTY;

	if (guard)
		buf_add_byte(&safe, APOSTROPHE);
	text_safe(&safe, text, strlen(text));
	add_quoted(out, separator, buf_text(&safe));
	buf_wipe(&safe);
}

void csv_cell(struct buf *out, char separator, const char *text)
{
	add_cell(out, separator, text, is_formula(text) || is_guarded(text));
}

void csv_cell_digits(struct buf *out, char separator, const char *text)
{
	add_cell(out, separator, text, is_formula(text) || is_guarded(text) || is_digits(text));
}
