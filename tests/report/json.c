/* SPDX-License-Identifier: BSD-2-Clause */
#include "json.h"

#include "base/text.h"

#include <string.h>

#define DEPTH_MAX 16

struct reader {
	const char *next; /* NUL-terminated, and without another NUL */
	int depth;
};

static bool read_value(struct reader *reader);

static void skip_space(struct reader *reader)
{
	reader->next += strspn(reader->next, " \t\r\n");
}

static bool take(struct reader *reader, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(reader->next, word, len) != 0)
		return false;
	reader->next += len;
	return true;
}

static bool read_escape(struct reader *reader)
{
	if (*reader->next == 'u') {
		if (strspn(reader->next + 1, "0123456789abcdefABCDEF") < 4)
			return false;
		reader->next += 5;
		return true;
	}
	if (*reader->next == '\0' || !strchr("\"\\/bfnrt", *reader->next))
		return false;
	reader->next++;
	return true;
}

static bool read_string(struct reader *reader)
{
	if (!take(reader, "\""))
		return false;
	while (*reader->next != '"') {
		unsigned char c = (unsigned char)*reader->next++;

		if (c < 0x20)
			return false;
		if (c == '\\' && !read_escape(reader))
			return false;
	}
	reader->next++;
	return true;
}

static bool read_digits(struct reader *reader)
{
	size_t len = strspn(reader->next, "0123456789");

	reader->next += len;
	return len > 0;
}

static bool read_number(struct reader *reader)
{
	take(reader, "-");
	if (!take(reader, "0") && !read_digits(reader))
		return false;
	if (take(reader, ".") && !read_digits(reader))
		return false;
	if (!take(reader, "e") && !take(reader, "E"))
		return true;
	if (!take(reader, "+"))
		take(reader, "-");
	return read_digits(reader);
}

static bool read_member(struct reader *reader, bool named)
{
	skip_space(reader);
	if (named) {
		if (!read_string(reader))
			return false;
		skip_space(reader);
		if (!take(reader, ":"))
			return false;
	}
	return read_value(reader);
}

static bool read_members(struct reader *reader, const char *close)
{
	bool named = *close == '}';

	skip_space(reader);
	if (take(reader, close))
		return true;
	do {
		if (!read_member(reader, named))
			return false;
		skip_space(reader);
	} while (take(reader, ","));
	return take(reader, close);
}

static bool read_inner(struct reader *reader)
{
	if (take(reader, "{"))
		return read_members(reader, "}");
	if (take(reader, "["))
		return read_members(reader, "]");
	if (*reader->next == '"')
		return read_string(reader);
	if (take(reader, "true") || take(reader, "false") || take(reader, "null"))
		return true;
	return read_number(reader);
}

static bool read_value(struct reader *reader)
{
	bool good;

	skip_space(reader);
	if (++reader->depth > DEPTH_MAX)
		return false;
	good = read_inner(reader);
	reader->depth--;
	return good;
}

bool json_is_valid(const char *text, size_t len)
{
	struct reader reader = {text, 0};

	if (strlen(text) != len || !text_is_utf8(text, len) || !read_value(&reader))
		return false;
	skip_space(&reader);
	return *reader.next == '\0';
}
