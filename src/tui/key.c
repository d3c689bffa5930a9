/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/key.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <utf8proc.h>

#define CODE_END 0x110000 /* the first that is no character */
#define PASTE_WAIT 1000   /* ms without a byte after which a paste that has no end ends */
#define QUEUE_MAX 256

void keys_init(struct keys *keys, key_source *read, void *from)
{
	*keys = (struct keys){.read = read, .from = from};
}

void keys_forget(struct keys *keys)
{
	for (size_t i = 0; i < keys->queue_len; i++)
		free((char *)keys->queue[i].text);
	keys->queue_len = 0;
	keys->is_held = false;
	buf_wipe(&keys->paste);
}

void keys_release(struct keys *keys)
{
	keys_forget(keys);
	free(keys->queue);
	*keys = (struct keys){0};
}

/* Source and waiting time of undecoded keys; one can be put back. */
static bool next_raw(struct keys *keys, struct key *key, int wait)
{
	if (keys->is_held) {
		*key = keys->held;
		keys->is_held = false;
		return true;
	}
	return keys->read(keys->from, key, wait);
}

static void put_back(struct keys *keys, const struct key *key)
{
	keys->held = *key;
	keys->is_held = true;
}

/* A sequence that no table knows: its letters are not what somebody typed. It ends with the first
 * byte from @ to ~ (ECMA-48 5.4). */
static void skip_sequence(struct keys *keys)
{
	struct key key;

	while (next_raw(keys, &key, 0)) {
		if (key.code >= '@' && key.code <= '~')
			return;
		if (key.code < ' ' || key.code > '~') {
			put_back(keys, &key);
			return;
		}
	}
}

/* What came together with an Esc: a digit makes it an F-key, as Alt and the digit send it. */
static void decode_escape(struct keys *keys, struct key *key)
{
	struct key after;

	if (!next_raw(keys, &after, 0))
		return;
	if (after.code >= '0' && after.code <= '9') {
		key->code = after.code == '0' ? KEYS_F(10) : KEYS_F(after.code - '0');
	} else if (after.code == '[' || after.code == 'O') {
		skip_sequence(keys);
		key->code = KEYS_NONE;
	} else {
		put_back(keys, &after);
	}
}

static void add_character(struct buf *out, uint32_t code)
{
	uint8_t bytes[4];

	buf_add(out, bytes, (size_t)utf8proc_encode_char((utf8proc_int32_t)code, bytes));
}

static void decode_paste(struct keys *keys, struct key *key)
{
	struct key part;

	buf_wipe(&keys->paste);
	while (next_raw(keys, &part, PASTE_WAIT) && part.code != KEYS_PASTE_END) {
		if (part.code == KEYS_HANGUP) {
			put_back(keys, &part);
			break;
		}
		if (part.code > 0 && part.code < CODE_END && keys->paste.len < KEYS_PASTE_MAX)
			add_character(&keys->paste, part.code == '\r' ? '\n' : part.code);
	}
	key->code = KEYS_PASTE;
	key->text = buf_text(&keys->paste);
}

/* A character as F11 has it, or KEYS_NONE for one that is dropped. */
static uint32_t decode_character(uint32_t code)
{
	struct buf typed = BUF_EMPTY;
	struct buf clean = BUF_EMPTY;
	utf8proc_int32_t first = KEYS_NONE;

	if (code >= ' ' && code <= '~')
		return code;
	add_character(&typed, code);
	if (text_clean(&clean, buf_text(&typed), typed.len) && clean.len > 0)
		utf8proc_iterate(clean.ptr, (utf8proc_ssize_t)clean.len, &first);
	else if (utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ZS)
		first = ' ';
	buf_wipe(&typed);
	buf_wipe(&clean);
	return (uint32_t)first;
}

static uint32_t decode_control(uint32_t code)
{
	if (code == '\n' || code == '\r')
		return KEYS_ENTER;
	if (code == '\b')
		return KEYS_BACKSPACE;
	return code <= KEYS_CTRL('Z') ? code : KEYS_NONE;
}

static void decode(struct keys *keys, struct key *key)
{
	if (key->code == KEYS_ESC)
		decode_escape(keys, key);
	else if (key->code == KEYS_PASTE_BEGIN)
		decode_paste(keys, key);
	else if (key->code == KEYS_PASTE_END)
		key->code = KEYS_NONE;
	else if (key->code < ' ')
		key->code = decode_control(key->code);
	else if (key->code != KEYS_BACKSPACE && key->code < CODE_END)
		key->code = decode_character(key->code);
}

static bool next_decoded(struct keys *keys, struct key *key, int wait)
{
	do {
		if (!next_raw(keys, key, wait))
			return false;
		decode(keys, key);
		keys->hangup |= key->code == KEYS_HANGUP;
	} while (key->code == KEYS_NONE);
	return true;
}

static void take_from_queue(struct keys *keys, struct key *key)
{
	*key = keys->queue[0];
	keys->queue_len--;
	for (size_t i = 0; i < keys->queue_len; i++)
		keys->queue[i] = keys->queue[i + 1];
	if (key->text) {
		buf_wipe(&keys->paste);
		buf_add_text(&keys->paste, key->text);
		free((char *)key->text);
		key->text = buf_text(&keys->paste);
	}
}

bool key_next(struct keys *keys, struct key *key, int wait)
{
	if (keys->queue_len == 0)
		return next_decoded(keys, key, wait);
	take_from_queue(keys, key);
	return true;
}

bool keys_escape_waiting(struct keys *keys)
{
	struct key key;

	while (keys->queue_len < QUEUE_MAX && next_decoded(keys, &key, 0)) {
		if (key.code == KEYS_ESC)
			return true;
		if (key.code == KEYS_HANGUP)
			return false; /* it comes again when asked for */
		if (key.text)
			key.text = memory_text(key.text);
		keys->queue = memory_grow(
			keys->queue, keys->queue_len, &keys->queue_capacity, sizeof(*keys->queue));
		keys->queue[keys->queue_len++] = key;
	}
	return false;
}

bool key_is_character(const struct key *key)
{
	return key->code >= ' ' && key->code != KEYS_BACKSPACE && key->code < CODE_END;
}

/* Names as they stand on keyboards. */
static const struct {
	uint32_t code;
	const char *name;
} names[] = {
	{KEYS_TAB, "Tab"},
	{KEYS_ENTER, "Enter"},
	{KEYS_ESC, "Esc"},
	{KEYS_BACKSPACE, "Backspace"},
	{KEYS_UP, "\u2191"},
	{KEYS_DOWN, "\u2193"},
	{KEYS_LEFT, "\u2190"},
	{KEYS_RIGHT, "\u2192"},
	{KEYS_HOME, "Home"},
	{KEYS_END, "End"},
	{KEYS_PAGE_UP, "PgUp"},
	{KEYS_PAGE_DOWN, "PgDn"},
	{KEYS_INSERT, "Ins"},
	{KEYS_DELETE, "Del"},
	{KEYS_BACK_TAB, "Shift-Tab"},
};

void key_label(struct buf *out, uint32_t code)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (names[i].code == code) {
			buf_add_text(out, names[i].name);
			return;
		}
	}
	if (code >= KEYS_F1 && code <= KEYS_F12)
		buf_printf(out, "F%u", (unsigned)(code - KEYS_F1 + 1));
	else if (code == ' ')
		buf_add_text(out, _("Space"));
	else if (code < ' ')
		buf_printf(out, "^%c", (char)(code + '@'));
	else if (code < CODE_END)
		add_character(out, code);
}
