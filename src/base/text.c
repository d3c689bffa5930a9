/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define ELLIPSIS "\xe2\x80\xa6"    /* U+2026 */

/* One character of a text: its code, -1 for a byte that is not UTF-8, and its bytes. */
struct character {
	int32_t code;
	const char *ptr;
	size_t len;
};

/* Takes the next character of *ptr; false at the end. */
static bool next(struct character *character, const char **ptr, size_t *len)
{
	const uint8_t *bytes = (const uint8_t *)*ptr;
	utf8proc_ssize_t size = 1;

	if (*len == 0)
		return false;
	character->code = bytes[0];
	if (bytes[0] >= 0x80)
		size = utf8proc_iterate(bytes, (utf8proc_ssize_t)*len, &character->code);
	character->ptr = *ptr;
	character->len = size > 0 ? (size_t)size : 1;
	*ptr += character->len;
	*len -= character->len;
	return true;
}

/* How many bytes of ASCII the text begins with, eight at a time. */
static size_t ascii_length(const char *ptr, size_t len)
{
	size_t count = 0;
	uint64_t word;

	for (; len - count >= sizeof(word); count += sizeof(word)) {
		memcpy(&word, ptr + count, sizeof(word));
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (count < len && (unsigned char)ptr[count] < 0x80)
		count++;
	return count;
}

#define EACH_BYTE(byte) ((byte) * UINT64_C(0x0101010101010101))

/* False for ASCII without control characters. Above a byte that is one a blank may be taken for one, too. */
static bool has_other_than_plain(uint64_t word)
{
	uint64_t below_blank = word - EACH_BYTE(0x20);
	uint64_t is_delete = (word ^ EACH_BYTE(0x7f)) - EACH_BYTE(0x01);

	return ((word | below_blank | is_delete) & EACH_BYTE(0x80)) != 0;
}

/* How many bytes of ASCII without control characters the text begins with, or fewer. */
static size_t plain_length(const char *ptr, size_t len)
{
	size_t count = 0;
	uint64_t word;

	for (; len - count >= sizeof(word); count += sizeof(word)) {
		memcpy(&word, ptr + count, sizeof(word));
		if (has_other_than_plain(word))
			break;
	}
	while (count < len && ptr[count] >= ' ' && ptr[count] < 0x7f)
		count++;
	return count;
}

/* How many characters of ASCII that are seen the text begins with. */
static size_t visible_length(const char *ptr, size_t len)
{
	size_t count = 0;

	while (count < len && ptr[count] > ' ' && ptr[count] < 0x7f)
		count++;
	return count;
}

static bool is_bidi_control(int32_t code)
{
	return code == 0x061c || code == 0x200e || code == 0x200f ||
	       (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_noncharacter(int32_t code)
{
	return (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
}

/* What FORMAT F11 forbids, and -1. */
static bool is_forbidden(int32_t code)
{
	if (code < 0x7f)
		return code < 0x20;
	return code <= 0x9f || code == 0x2028 || code == 0x2029 || is_bidi_control(code) ||
	       is_noncharacter(code);
}

/* What takes no column and is no mark on a letter, so that two different texts look the same:
 * Unicode's default ignorable code points (U+00AD, 200B to D, 2060, FEFF, variation selectors, ...)
 * and the rest of its format characters. */
static bool is_zero_width(int32_t code)
{
	const utf8proc_property_t *property;

	if (code < 0x80)
		return false;
	property = utf8proc_get_property(code);
	return property->ignorable || property->category == UTF8PROC_CATEGORY_CF;
}

static bool is_hidden(int32_t code)
{
	return is_forbidden(code) || is_zero_width(code);
}

static bool is_space(int32_t code)
{
	switch (code) {
	case ' ':
	case 0x85:
	case 0xa0:
	case 0x1680:
	case 0x2028:
	case 0x2029:
	case 0x202f:
	case 0x205f:
	case 0x3000:
		return true;
	default:
		return (code >= '\t' && code <= '\r') || (code >= 0x2000 && code <= 0x200a);
	}
}

size_t text_utf8_length(const char *ptr, size_t len)
{
	const char *const begin = ptr;
	size_t ascii = ascii_length(ptr, len);
	struct character character;

	/* Nothing has no address. */
	while (ascii < len) {
		ptr += ascii;
		len -= ascii;
		next(&character, &ptr, &len);
		if (character.code < 0)
			return (size_t)(character.ptr - begin);
		ascii = ascii_length(ptr, len);
	}
	return (size_t)(ptr - begin) + ascii;
}

bool text_is_utf8(const char *ptr, size_t len)
{
	size_t ascii = ascii_length(ptr, len);
	struct character character;

	if (ascii == len) /* also of nothing, which has no address */
		return true;
	ptr += ascii;
	len -= ascii;
	while (next(&character, &ptr, &len)) {
		if (character.code < 0)
			return false;
	}
	return true;
}

/* Below this no character combines with another: what has none above it is in normal form. */
#define COMBINING 0x300

/* Appends the normal form NFC of UTF-8. */
static void add_normal(struct buf *out, const char *ptr, size_t len)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const uint8_t *bytes = (const uint8_t *)ptr;
	utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, NULL, 0, options);
	utf8proc_ssize_t size;
	size_t room;
	int32_t *codes;

	if (count <= 0)
		return;
	room = ((size_t)count + 1) * sizeof(*codes);
	codes = memory_alloc(room);
	utf8proc_decompose(bytes, (utf8proc_ssize_t)len, codes, count, options);
	size = utf8proc_reencode(codes, count, options);
	if (size > 0)
		buf_add(out, codes, (size_t)size);
	explicit_bzero(codes, room);
	free(codes);
}

static bool is_normal(const char *ptr, size_t len)
{
	struct bytes bytes = {(const uint8_t *)ptr, len};
	struct buf normal = BUF_EMPTY;
	bool same;

	add_normal(&normal, ptr, len);
	same = bytes_equal(buf_bytes(&normal), bytes);
	buf_wipe(&normal);
	return same;
}

bool text_check(const char *ptr, size_t len)
{
	size_t plain = plain_length(ptr, len);
	const char *rest = plain > 0 ? ptr + plain : ptr; /* null when there is nothing */
	size_t left = len - plain;
	int32_t greatest = 0;
	struct character character;

	if (len > TEXT_MAX)
		return false;
	while (next(&character, &rest, &left)) {
		if (is_forbidden(character.code))
			return false;
		if (character.code > greatest)
			greatest = character.code;
	}
	return greatest < COMBINING || is_normal(ptr, len);
}

/* A text in the making: a blank waits until something follows it. */
struct joining {
	struct buf *out;
	size_t start;
	bool blank;
};

static void join(struct joining *joining, const void *ptr, size_t len)
{
	if (joining->blank && joining->out->len > joining->start)
		buf_add_byte(joining->out, ' ');
	joining->blank = false;
	buf_add(joining->out, ptr, len);
}

/* Appends text with white space folded and what is hidden dropped. False when it isn't UTF-8. */
static bool add_visible(struct buf *out, const char *ptr, size_t len, int32_t *greatest)
{
	struct joining joining = {out, out->len, false};
	struct character character;

	while (len > 0) {
		size_t run = visible_length(ptr, len);

		if (run > 0) {
			join(&joining, ptr, run);
			ptr += run;
			len -= run;
			continue;
		}
		next(&character, &ptr, &len);
		if (character.code < 0)
			return false;
		if (is_space(character.code))
			joining.blank = true;
		else if (!is_hidden(character.code))
			join(&joining, character.ptr, character.len);
		if (character.code > *greatest)
			*greatest = character.code;
	}
	return true;
}

static void make_normal(struct buf *out, size_t start)
{
	struct buf normal = BUF_EMPTY;

	add_normal(&normal, buf_text(out) + start, out->len - start);
	out->len = start;
	buf_add(out, normal.ptr, normal.len);
	buf_wipe(&normal);
}

bool text_is_clean(const char *ptr, size_t len)
{
	if (len == 0)
		return true;
	return len <= TEXT_MAX && ptr[0] != ' ' && ptr[len - 1] != ' ' && plain_length(ptr, len) == len &&
	       !memmem(ptr, len, "  ", 2);
}

bool text_clean(struct buf *out, const char *ptr, size_t len)
{
	size_t start = out->len;
	int32_t greatest = 0;
	bool good;

	if (text_is_clean(ptr, len)) {
		buf_add(out, ptr, len);
		return true;
	}
	good = add_visible(out, ptr, len, &greatest);

	if (good && greatest >= COMBINING)
		make_normal(out, start);
	if (good && out->len - start <= TEXT_MAX)
		return true;
	if (out->len > start)
		memset(out->ptr + start, 0, out->len - start);
	out->len = start;
	return false;
}

void text_safe(struct buf *out, const char *ptr, size_t len)
{
	struct character character;

	while (next(&character, &ptr, &len)) {
		if (is_hidden(character.code))
			buf_add_text(out, REPLACEMENT);
		else
			buf_add(out, character.ptr, character.len);
	}
}

/* JSON writes characters beyond U+FFFF as a pair of surrogates. */
static void add_escape(struct buf *out, int32_t code)
{
	unsigned rest = (unsigned)code - 0x10000;

	if (code < 0x10000)
		buf_printf(out, "\\u%04x", (unsigned)code);
	else
		buf_printf(out, "\\u%04x\\u%04x", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
}

void text_quote(struct buf *out, const char *ptr, size_t len)
{
	struct character character;

	buf_add_byte(out, '"');
	while (next(&character, &ptr, &len)) {
		if (character.code < 0)
			buf_add_text(out, REPLACEMENT);
		else if (is_hidden(character.code))
			add_escape(out, character.code);
		else if (character.code == '"' || character.code == '\\')
			buf_printf(out, "\\%c", (char)character.code);
		else
			buf_add(out, character.ptr, character.len);
	}
	buf_add_byte(out, '"');
}

static int width_of(int32_t code)
{
	if (code < 0)
		return 1; /* drawn as U+FFFD */
	return code < 0x7f ? 1 : utf8proc_charwidth(code);
}

int text_width(const char *text)
{
	size_t len = strlen(text);
	struct character character;
	int width = 0;

	while (next(&character, &text, &len))
		width += width_of(character.code);
	return width;
}

static void add_blanks(struct buf *out, int count)
{
	for (; count > 0; count--)
		buf_add_byte(out, ' ');
}

/* Appends as many characters as `columns` hold; returns the columns that they take. */
static int add_fitting(struct buf *out, const char *text, int columns)
{
	size_t len = strlen(text);
	struct character character;
	int used = 0;

	while (next(&character, &text, &len)) {
		int width = width_of(character.code);

		if (used + width > columns)
			break;
		if (character.code < 0)
			buf_add_text(out, REPLACEMENT);
		else
			buf_add(out, character.ptr, character.len);
		used += width;
	}
	return used;
}

void text_fit(struct buf *out, const char *text, int columns, bool pad)
{
	int width = text_width(text);

	if (columns <= 0)
		return;
	if (width > columns) {
		/* Before a wide character that did not fit there may be a column to fill. */
		add_blanks(out, columns - 1 - add_fitting(out, text, columns - 1));
		buf_add_text(out, ELLIPSIS);
		return;
	}
	add_fitting(out, text, columns);
	if (pad)
		add_blanks(out, columns - width);
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Folds the letters and digits of ASCII that the text begins with; returns how many. */
static size_t fold_run(struct joining *joining, const char *ptr, size_t len)
{
	uint8_t folded[64];
	size_t count = 0;

	for (; count < len && count < sizeof(folded); count++) {
		folded[count] = lower(ptr[count]);
		if (!((folded[count] >= 'a' && folded[count] <= 'z') ||
			    (folded[count] >= '0' && folded[count] <= '9')))
			break;
	}
	if (count > 0)
		join(joining, folded, count);
	return count;
}

static bool is_letter_or_digit(int32_t code)
{
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

/* Each character by itself: decomposition and folding need no neighbours, and what would need
 * them, the order of marks, is dropped. */
static void fold_other(struct joining *joining, int32_t code)
{
	const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
					  UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	int32_t parts[32];
	utf8proc_ssize_t count = utf8proc_decompose_char(code, parts, 32, options, NULL);
	uint8_t bytes[4];

	for (utf8proc_ssize_t i = 0; i < count && i < 32; i++) {
		if (is_letter_or_digit(parts[i]))
			join(joining, bytes, (size_t)utf8proc_encode_char(parts[i], bytes));
		else
			joining->blank = true;
	}
}

void text_fold(struct buf *out, const char *ptr, size_t len)
{
	struct joining folding = {out, out->len, false};
	struct character character;

	while (len > 0) {
		size_t run = fold_run(&folding, ptr, len);

		ptr += run;
		len -= run;
		if (run > 0 || !next(&character, &ptr, &len))
			continue;
		if (character.code < 0x80)
			folding.blank = true;
		else
			fold_other(&folding, character.code);
	}
}

bool text_same_folded(const char *a, const char *b)
{
	struct buf fa = BUF_EMPTY, fb = BUF_EMPTY;

	text_fold(&fa, a, strlen(a));
	text_fold(&fb, b, strlen(b));
	bool same = bytes_equal(buf_bytes(&fa), buf_bytes(&fb));
	buf_release(&fa);
	buf_release(&fb);
	return same;
}

bool text_equal_nocase(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}
