/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/input.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

void input_release(struct input *input)
{
	buf_wipe(&input->text);
	input->cursor = 0;
	input->scroll = 0;
}

void input_clear(struct input *input)
{
	if (input->text.len > 0)
		explicit_bzero(input->text.ptr, input->text.len);
	buf_clear(&input->text);
	input->cursor = 0;
	input->scroll = 0;
}

const char *input_text(const struct input *input)
{
	return buf_text(&input->text);
}

bool input_is_empty(const struct input *input)
{
	return input->text.len == 0;
}

enum focus input_focus(const struct input *input)
{
	return input_is_empty(input) ? FOCUS_EMPTY_INPUT : FOCUS_INPUT;
}

static size_t room(const struct input *input)
{
	return input->max > 0 && input->max < TEXT_MAX ? input->max : TEXT_MAX;
}

void input_set(struct input *input, const char *text)
{
	struct buf clean = BUF_EMPTY;

	input_clear(input);
	if (text_clean(&clean, text, strlen(text)) && clean.len <= room(input))
		buf_add(&input->text, buf_text(&clean), clean.len);
	input->cursor = input->text.len;
	buf_wipe(&clean);
}

/* Where what a person sees as one character ends, from `at` on. */
static size_t boundary_after(const struct input *input, size_t at)
{
	const uint8_t *text = input->text.ptr;
	utf8proc_int32_t previous = -1;
	utf8proc_int32_t state = 0;

	while (at < input->text.len) {
		utf8proc_int32_t code;
		utf8proc_ssize_t len = utf8proc_iterate(
			text + at, (utf8proc_ssize_t)(input->text.len - at), &code);

		if (len <= 0)
			return at + 1;
		if (previous >= 0 && utf8proc_grapheme_break_stateful(previous, code, &state))
			break;
		previous = code;
		at += (size_t)len;
	}
	return at;
}

/* Found from the start: only there is a boundary certain. */
static size_t boundary_before(const struct input *input, size_t at)
{
	size_t before = 0;

	while (before < at) {
		size_t after = boundary_after(input, before);

		if (after >= at)
			break;
		before = after;
	}
	return before;
}

static void add_normal(struct buf *out, const char *text, size_t len)
{
	utf8proc_uint8_t *normal = NULL;
	utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len,
		&normal, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (size >= 0 && normal) {
		buf_add(out, normal, (size_t)size);
		explicit_bzero(normal, (size_t)size);
	} else {
		buf_add(out, text, len);
	}
	free(normal);
}

/* Puts text in at the cursor. What was typed may join what stands before it (a letter and its
 * accent), so the whole is brought to NFC again. */
static enum input_result insert(struct input *input, const char *text, size_t len)
{
	const char *old = buf_text(&input->text);
	struct buf joined = BUF_EMPTY;
	struct buf normal = BUF_EMPTY;
	enum input_result result = INPUT_MOVED;

	buf_add(&joined, old, input->cursor);
	buf_add(&joined, text, len);
	add_normal(&normal, buf_text(&joined), joined.len);
	len = normal.len;
	buf_add(&normal, old + input->cursor, input->text.len - input->cursor);
	if (normal.len <= room(input)) {
		buf_wipe(&input->text);
		add_normal(&input->text, buf_text(&normal), normal.len);
		input->cursor = len < input->text.len ? len : input->text.len;
		result = INPUT_CHANGED;
	}
	buf_wipe(&joined);
	buf_wipe(&normal);
	return result;
}

static enum input_result insert_character(struct input *input, uint32_t code)
{
	uint8_t bytes[4];
	size_t len = (size_t)utf8proc_encode_char((utf8proc_int32_t)code, bytes);

	return insert(input, (const char *)bytes, len);
}

static enum input_result insert_paste(struct input *input, const char *text)
{
	struct buf clean = BUF_EMPTY;
	enum input_result result = INPUT_MOVED;

	if (text_clean(&clean, text, strlen(text)) && clean.len > 0)
		result = insert(input, buf_text(&clean), clean.len);
	buf_wipe(&clean);
	return result;
}

/* Takes the bytes from `from` to `to` out; the cursor goes to `from`. */
static enum input_result erase(struct input *input, size_t from, size_t to)
{
	if (from >= to)
		return INPUT_MOVED;
	memmove(input->text.ptr + from, input->text.ptr + to, input->text.len - to);
	explicit_bzero(input->text.ptr + input->text.len - (to - from), to - from);
	input->text.len -= to - from;
	input->text.ptr[input->text.len] = '\0';
	input->cursor = from;
	return INPUT_CHANGED;
}

static size_t word_before(const struct input *input)
{
	const char *text = buf_text(&input->text);
	size_t at = input->cursor;

	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at;
}

static enum input_result move(struct input *input, size_t to)
{
	input->cursor = to;
	return INPUT_MOVED;
}

enum input_result input_key(struct input *input, const struct key *key)
{
	size_t cursor = input->cursor;
	size_t end = input->text.len;

	if (key_is_character(key))
		return insert_character(input, key->code);
	switch (key->code) {
	case KEYS_LEFT:
		return move(input, boundary_before(input, cursor));
	case KEYS_RIGHT:
		return move(input, boundary_after(input, cursor));
	case KEYS_HOME:
	case KEYS_CTRL('A'):
		return move(input, 0);
	case KEYS_END:
	case KEYS_CTRL('E'):
		return move(input, end);
	case KEYS_BACKSPACE:
		return erase(input, boundary_before(input, cursor), cursor);
	case KEYS_DELETE:
		return erase(input, cursor, boundary_after(input, cursor));
	case KEYS_CTRL('U'):
		return erase(input, 0, cursor);
	case KEYS_CTRL('K'):
		return erase(input, cursor, end);
	case KEYS_CTRL('W'):
		return erase(input, word_before(input), cursor);
	case KEYS_PASTE:
		return insert_paste(input, key->text);
	default:
		return INPUT_IGNORED;
	}
}

/* Appends what is seen of the text from `from` to `to`. */
static void add_seen(const struct input *input, size_t from, size_t to, struct buf *out)
{
	if (!input->masked) {
		buf_add(out, buf_text(&input->text) + from, to - from);
		return;
	}
	for (size_t at = from; at < to; at = boundary_after(input, at))
		buf_add_byte(out, '*');
}

static int width(const struct input *input, size_t from, size_t to)
{
	struct buf seen = BUF_EMPTY;
	int columns;

	add_seen(input, from, to, &seen);
	columns = text_width(buf_text(&seen));
	buf_wipe(&seen);
	return columns;
}

/* The first boundary at or behind a column of the text. */
static size_t boundary_at_column(const struct input *input, int column)
{
	size_t at = 0;
	int used = 0;

	while (at < input->text.len && used < column) {
		size_t after = boundary_after(input, at);

		used += width(input, at, after);
		at = after;
	}
	return at;
}

/* Keeps the cursor inside the field, and no more of it blank than must be. */
static void scroll(struct input *input, int cursor, int cols)
{
	int most = width(input, 0, input->text.len) - cols + 1;

	if (input->scroll > most)
		input->scroll = most;
	if (input->scroll < cursor - cols + 1)
		input->scroll = cursor - cols + 1;
	if (input->scroll > cursor)
		input->scroll = cursor;
	if (input->scroll < 0)
		input->scroll = 0;
}

void input_draw(struct input *input, int row, int col, int cols)
{
	int cursor = width(input, 0, input->cursor);
	struct buf seen = BUF_EMPTY;
	size_t from;
	int indent;

	if (cols <= 0)
		return;
	scroll(input, cursor, cols);
	from = boundary_at_column(input, input->scroll);
	indent = width(input, 0, from) - input->scroll; /* half of a wide character is not drawn */
	add_seen(input, from, input->text.len, &seen);
	term_fill((struct area){row, col, 1, cols}, STYLE_NORMAL);
	term_put_clip(row, col + indent, cols - indent, STYLE_NORMAL, buf_text(&seen));
	term_cursor(row, col + cursor - input->scroll);
	buf_wipe(&seen);
}

void input_click(struct input *input, int cols)
{
	input->cursor = boundary_at_column(input, input->scroll + (cols > 0 ? cols : 0));
}
