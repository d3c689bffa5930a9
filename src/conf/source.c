/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/source.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

/* Length of the character at `ptr`, or 0 when it is not UTF-8. */
static size_t character_length(const uint8_t *ptr, size_t left)
{
	size_t len = *ptr < 0x80 ? 1 : *ptr < 0xe0 ? 2 : *ptr < 0xf0 ? 3 : 4;

	return len <= left && (len == 1 || text_is_utf8((const char *)ptr, len)) ? len : 0;
}

/* F11, and characters without width, which make equal texts differ. */
static bool character_allowed(const uint8_t *ptr, size_t len)
{
	static const char *const invisible[] = {"\u200b", "\u2060", "\ufeff"};

	if (len == 1)
		return (*ptr >= 0x20 && *ptr != 0x7f) || *ptr == '\t' || *ptr == '\n' ||
		       *ptr == '\r';
	for (size_t i = 0; i < sizeof(invisible) / sizeof(*invisible); i++) {
		if (len == 3 && memcmp(ptr, invisible[i], 3) == 0)
			return false;
	}
	/* text_check() asks for NFC too, but a combining accent passes alone: text_clean() composes
	 * it with its letter later. */
	return text_check((const char *)ptr, len);
}

static unsigned code_point(const uint8_t *ptr, size_t len)
{
	unsigned code = len == 1 ? *ptr : *ptr & (0x7fu >> len);

	for (size_t i = 1; i < len; i++)
		code = code << 6 | (ptr[i] & 0x3fu);
	return code;
}

/* Where the character behind the one at `ptr` stands. */
static struct place place_after(struct place place, const uint8_t *ptr, size_t left)
{
	if (*ptr == '\r' && left >= 2 && ptr[1] == '\n')
		return place;
	if (*ptr == '\n' || *ptr == '\r')
		return (struct place){place.line + 1, 1};
	return (struct place){place.line, place.column + 1};
}

/* At the begin of a line: the column of a tab before its first character, 0 when there is none. In
 * an empty line and before a remark a tab does no harm. */
static unsigned indenting_tab(const uint8_t *ptr, size_t left)
{
	size_t len = 0;
	size_t tab = 0;

	for (; len < left && (ptr[len] == ' ' || ptr[len] == '\t'); len++) {
		if (ptr[len] == '\t' && tab == 0)
			tab = len + 1;
	}
	return len < left && !memchr("#\r\n", ptr[len], 3) ? (unsigned)tab : 0;
}

bool source_check(const struct source *source)
{
	const uint8_t *ptr = source->bytes.ptr;
	size_t left = source->bytes.len;
	struct place place = {1, 1};
	size_t before = source->problems->errors;

	if (left >= 2 && (memcmp(ptr, "\xff\xfe", 2) == 0 || memcmp(ptr, "\xfe\xff", 2) == 0)) {
		problem_error(source->problems, source->file, place,
			_("this file is UTF-16: save it as UTF-8"));
		return false;
	}
	while (left > 0 && source->problems->errors - before < SOURCE_PROBLEMS_MAX) {
		size_t len = character_length(ptr, left);
		unsigned tab = place.column == 1 ? indenting_tab(ptr, left) : 0;

		if (len == 0) {
			problem_error(source->problems, source->file, place,
				_("byte %02X is not UTF-8: save the file as UTF-8"), *ptr);
			return false;
		}
		if (!character_allowed(ptr, len))
			problem_error(source->problems, source->file, place,
				_("the character U+%04X may not stand here: delete it"),
				code_point(ptr, len));
		if (tab > 0)
			problem_error(source->problems, source->file,
				(struct place){place.line, tab},
				_("a tab is used as indentation: use blanks"));
		place = place_after(place, ptr, left);
		ptr += len;
		left -= len;
	}
	return source->problems->errors == before;
}

bool source_text_allowed(const uint8_t *ptr, size_t left)
{
	while (left > 0) {
		size_t len = character_length(ptr, left);

		if (len == 0 || !character_allowed(ptr, len))
			return false;
		ptr += len;
		left -= len;
	}
	return true;
}

size_t source_line_offset(const struct source *source, unsigned line)
{
	struct place place = {1, 1};
	size_t i = 0;

	for (; i < source->bytes.len && place.line < line; i++)
		place = place_after(place, source->bytes.ptr + i, source->bytes.len - i);
	return i;
}

struct place source_line_begin(const struct source *source, unsigned line)
{
	size_t start = source_line_offset(source, line);
	size_t i = start;

	while (i < source->bytes.len && source->bytes.ptr[i] == ' ')
		i++;
	return (struct place){line, (unsigned)(i - start) + 1};
}
