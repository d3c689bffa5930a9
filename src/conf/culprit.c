/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/culprit.h"

#include <stdlib.h>
#include <string.h>

/* Each trial reads the file: so many of a larger one would take too long. */
#define SIZE_MAX_TRIED ((size_t)64 << 10)

struct sheet {
	const struct source *source;
	is_readable *readable;
	size_t *start; /* of each line, and the end of the last */
	size_t count, capacity;
};

static void add_start(struct sheet *sheet, size_t start)
{
	sheet->start = memory_grow(
		sheet->start, sheet->count, &sheet->capacity, sizeof(*sheet->start));
	sheet->start[sheet->count++] = start;
}

static void find_lines(struct sheet *sheet)
{
	const struct bytes *bytes = &sheet->source->bytes;

	add_start(sheet, 0);
	for (size_t i = 0; i < bytes->len; i++) {
		bool ends = bytes->ptr[i] == '\n' ||
			    (bytes->ptr[i] == '\r' &&
				    (i + 1 == bytes->len || bytes->ptr[i + 1] != '\n'));
		if (ends && i + 1 < bytes->len)
			add_start(sheet, i + 1);
	}
	add_start(sheet, bytes->len);
	sheet->count--;
}

static size_t indentation(const struct sheet *sheet, size_t line)
{
	size_t at = sheet->start[line];

	while (at < sheet->start[line + 1] && sheet->source->bytes.ptr[at] == ' ')
		at++;
	return at - sheet->start[line];
}

static struct bytes content(const struct sheet *sheet, size_t line)
{
	size_t begin = sheet->start[line] + indentation(sheet, line);
	size_t end = sheet->start[line + 1];

	while (end > begin && memchr("\r\n", sheet->source->bytes.ptr[end - 1], 2))
		end--;
	return (struct bytes){sheet->source->bytes.ptr + begin, end - begin};
}

/* Neither empty nor a remark. */
static bool counts(const struct sheet *sheet, size_t line)
{
	struct bytes text = content(sheet, line);

	return text.len > 0 && text.ptr[0] != '#';
}

/* The next line that counts, `line` itself when there is none. */
static size_t above(const struct sheet *sheet, size_t line)
{
	for (size_t at = line; at > 0; at--) {
		if (counts(sheet, at - 1))
			return at - 1;
	}
	return line;
}

static size_t below(const struct sheet *sheet, size_t line)
{
	for (size_t at = line + 1; at < sheet->count; at++) {
		if (counts(sheet, at))
			return at;
	}
	return line;
}

/* The line below which this one is indented, `line` itself when there is none. */
static size_t opener(const struct sheet *sheet, size_t line)
{
	size_t at = line;
	size_t next = above(sheet, line);

	while (next != at) {
		if (indentation(sheet, next) < indentation(sheet, line))
			return next;
		at = next;
		next = above(sheet, at);
	}
	return line;
}

/* --- Trials ----------------------------------------------------------------------------------- */

static bool reads_with(
	const struct sheet *sheet, size_t line, size_t indent, const char *before, struct bytes text)
{
	const struct bytes *bytes = &sheet->source->bytes;
	struct source mended = {.file = sheet->source->file};
	struct buf all = BUF_EMPTY;
	size_t next = sheet->start[line + 1];

	buf_add(&all, bytes->ptr, sheet->start[line]);
	for (size_t i = 0; i < indent; i++)
		buf_add_byte(&all, ' ');
	buf_add_text(&all, before);
	buf_add(&all, text.ptr, text.len);
	buf_add_byte(&all, '\n');
	buf_add(&all, bytes->ptr + next, bytes->len - next);
	mended.bytes = buf_bytes(&all);
	bool reads = sheet->readable(&mended);
	buf_release(&all);
	return reads;
}

#define INDENTS 6

/* Where a line could begin by what stands around it: beside or below the line above, and as the one
 * below has it. Returns how many. */
static size_t usual_indents(const struct sheet *sheet, size_t line, size_t indents[INDENTS])
{
	size_t up = indentation(sheet, above(sheet, line));
	size_t down = indentation(sheet, below(sheet, line));
	const size_t all[INDENTS] = {
		up, up + 2, down, down >= 2 ? down - 2 : down, up >= 2 ? up - 2 : up, down + 2};
	size_t count = 0;

	for (size_t i = 0; i < INDENTS; i++) {
		size_t j = 0;

		while (j < count && indents[j] != all[i])
			j++;
		if (j == count)
			indents[count++] = all[i];
	}
	return count;
}

static bool mends_indented(const struct sheet *sheet, size_t line)
{
	size_t indents[INDENTS];
	size_t count = usual_indents(sheet, line, indents);

	for (size_t i = 0; i < count; i++) {
		if (indents[i] != indentation(sheet, line) &&
			reads_with(sheet, line, indents[i], "", content(sheet, line)))
			return true;
	}
	return false;
}

/* "key: value" and not "key:". */
static bool has_value(struct bytes text)
{
	for (size_t i = 0; i + 2 < text.len; i++) {
		if (text.ptr[i] == ':' && text.ptr[i + 1] == ' ')
			return true;
	}
	return false;
}

static bool begins_entry(struct bytes text)
{
	return text.len >= 2 && text.ptr[0] == '-' && text.ptr[1] == ' ';
}

/* A key, an entry's too, as it should be: then it is known whether the line is an entry. */
static bool looks_sound(struct bytes text)
{
	size_t i = begins_entry(text) ? 2 : 0;
	size_t begin = i;

	while (i < text.len && ((text.ptr[i] >= 'a' && text.ptr[i] <= 'z') || text.ptr[i] == '_'))
		i++;
	return i > begin && i < text.len && text.ptr[i] == ':' &&
	       (i + 1 == text.len || text.ptr[i + 1] == ' ');
}

/* With anything sound in its place, of the same kind if that can be seen. A line with a value is no
 * line that opens a list. */
static bool mends_replaced(const struct sheet *sheet, size_t line)
{
	static const char *const sound[] = {"x: y", "- x: y", "- x", "x:", "- x:"};
	struct bytes text = content(sheet, line);
	size_t forms = has_value(text) ? 3 : 5;
	bool known = looks_sound(text);
	size_t indents[INDENTS + 1];
	size_t count = usual_indents(sheet, line, indents);

	indents[count++] = indentation(sheet, line);
	for (size_t i = 0; i < count; i++) {
		for (size_t form = 0; form < forms; form++) {
			if (known && (sound[form][0] == '-') != begins_entry(text))
				continue;
			if (reads_with(sheet, line, indents[i], sound[form], (struct bytes){NULL, 0}))
				return true;
		}
	}
	return false;
}

/* `x   name: Kembangan`: sound without what stands before the key. */
static bool mends_without_begin(const struct sheet *sheet, size_t line)
{
	struct bytes text = content(sheet, line);
	size_t len = 0;

	while (len < text.len && text.ptr[len] != ' ')
		len++;
	while (len < text.len && text.ptr[len] == ' ')
		len++;
	struct bytes rest = {text.ptr + len, text.len - len};
	return !begins_entry(text) && looks_sound(rest) &&
	       reads_with(sheet, line, indentation(sheet, line) + len, "", rest);
}

/* A text of more than a word: nothing of a list, and no key. */
static bool mends_as_remark(const struct sheet *sheet, size_t line)
{
	struct bytes text = content(sheet, line);

	return !strchr("-{}[]\"'", text.ptr[0]) && memchr(text.ptr, ' ', text.len) &&
	       !has_value(text) && text.ptr[text.len - 1] != ':' &&
	       reads_with(sheet, line, 0, "#", text);
}

/* Behind the lines that are indented like the one below stands an entry, to the left by a dash. */
static bool entry_follows(const struct sheet *sheet, size_t line)
{
	size_t depth = indentation(sheet, below(sheet, line));
	size_t at = line, next = below(sheet, line);

	while (next != at && indentation(sheet, next) >= depth) {
		at = next;
		next = below(sheet, at);
	}
	return next != at && indentation(sheet, next) + 2 == depth &&
	       begins_entry(content(sheet, next));
}

/* `   id: sabun` over `    code: SB`: with a dash it would stand right, as the next entry does. */
static bool mends_with_dash(const struct sheet *sheet, size_t line)
{
	size_t next = indentation(sheet, below(sheet, line));

	return indentation(sheet, line) != next && entry_follows(sheet, line) &&
	       looks_sound(content(sheet, line)) && !begins_entry(content(sheet, line)) &&
	       reads_with(sheet, line, next - 2, "- ", content(sheet, line));
}

/* Lines that cannot be sound as they stand: they come before those that others would have to
 * move for. */
static enum culprit choose_unsound(const struct sheet *sheet, size_t *line)
{
	const size_t near[] = {*line, above(sheet, *line)};

	for (size_t i = 0; i < 2; i++) {
		*line = near[i];
		if (mends_without_begin(sheet, *line))
			return CULPRIT_BEFORE;
		if (mends_as_remark(sheet, *line))
			return CULPRIT_LINE;
		if (mends_with_dash(sheet, *line))
			return CULPRIT_DASH;
	}
	*line = near[0];
	return CULPRIT_NONE;
}

static enum culprit choose(const struct sheet *sheet, size_t *line)
{
	enum culprit unsound = choose_unsound(sheet, line);

	if (unsound != CULPRIT_NONE)
		return unsound;
	size_t noticed = *line;
	size_t open = opener(sheet, noticed);
	size_t first = open == noticed ? noticed : below(sheet, open);
	const size_t near[] = {above(sheet, noticed), noticed, open, first};

	/* Where both would do, the one where it was noticed. */
	for (size_t i = 0; i < 4; i++) {
		*line = near[i ^ (i < 2)];
		/* The first line has no neighbours to go by. */
		if (above(sheet, *line) != *line && mends_indented(sheet, *line))
			return CULPRIT_INDENTATION;
	}
	if (reads_with(sheet, first, indentation(sheet, noticed), "- ", content(sheet, first)))
		return CULPRIT_ENTRY;
	for (size_t i = 0; i < 4; i++) {
		*line = near[i ^ (i < 2)];
		if (mends_replaced(sheet, *line))
			return CULPRIT_LINE;
	}
	return CULPRIT_NONE;
}

enum culprit culprit_find(const struct source *source, is_readable *readable, struct place *noticed)
{
	struct sheet sheet = {.source = source, .readable = readable};
	enum culprit culprit = CULPRIT_NONE;

	if (source->bytes.len == 0 || source->bytes.len > SIZE_MAX_TRIED || noticed->line == 0)
		return CULPRIT_NONE;
	find_lines(&sheet);
	size_t line = noticed->line <= sheet.count ? noticed->line - 1 : sheet.count - 1;
	if (!counts(&sheet, line))
		line = below(&sheet, line);
	culprit = choose(&sheet, &line);
	/* The exact place of what is wrong in a line is known already. */
	if (culprit != CULPRIT_NONE && (culprit != CULPRIT_LINE || line + 1 != noticed->line))
		*noticed = (struct place){
			(unsigned)line + 1, (unsigned)indentation(&sheet, line) + 1};
	free(sheet.start);
	return culprit;
}
