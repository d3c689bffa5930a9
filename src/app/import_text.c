/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_text.h"

#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PIECE ((size_t)64 << 10)
#define KEPT 8 /* of a character that is cut by the end of a piece */
#define NO_CONVERSION ((iconv_t)-1)

/* --- Bytes ------------------------------------------------------------------------------------ */

static enum status say(struct err *err, const struct text_input *input, int number)
{
	struct buf safe = BUF_EMPTY;
	enum status status;

	text_safe(&safe, input->path, strlen(input->path));
	if (number != 0)
		status = err_system(
			err, number, "%s: \"%s\"", _("Can't read the file"), buf_text(&safe));
	else
		status = err_set(err, STATUS_INVALID, "%s: \"%s\". %s", _("Too large"),
			buf_text(&safe), _("Check that it is the right file."));
	buf_release(&safe);
	return status;
}

enum status text_input_read(
	struct text_input *input, uint8_t *to, size_t room, size_t *got, struct err *err)
{
	*got = 0;
	if (input->fd < 0) {
		size_t left = input->memory.len - (size_t)input->at;

		*got = left < room ? left : room;
		if (*got > 0)
			memcpy(to, input->memory.ptr + input->at, *got);
	} else {
		ssize_t count;

		do
			count = pread(input->fd, to, room, (off_t)input->at);
		while (count < 0 && errno == EINTR);
		if (count < 0)
			return say(err, input, errno);
		*got = (size_t)count;
	}
	input->at += *got;
	return input->at > input->max ? say(err, input, 0) : STATUS_OK;
}

/* --- Encodings -------------------------------------------------------------------------------- */

static const struct {
	const char *name; /* for iconv, and for people */
	const char *mark;
	size_t mark_size;
} encodings[] = {
	[TEXT_UTF8] = {"UTF-8", "\xef\xbb\xbf", 3},
	[TEXT_UTF16LE] = {"UTF-16LE", "\xff\xfe", 2},
	[TEXT_UTF16BE] = {"UTF-16BE", "\xfe\xff", 2},
	[TEXT_WINDOWS_1252] = {"WINDOWS-1252", "", 0},
};

#define ENCODINGS (sizeof(encodings) / sizeof(encodings[0]))

const char *text_encoding_name(enum text_encoding encoding)
{
	return encodings[encoding].name;
}

/* How many of the 16-bit units have 0 in the byte `at`. */
static size_t zeros(struct bytes head, size_t at)
{
	size_t count = 0;

	for (; at < head.len; at += 2)
		count += head.ptr[at] == 0;
	return count;
}

enum text_encoding text_encoding_guess(struct bytes head, size_t *mark_size)
{
	size_t units = head.len / 2;
	size_t high, low;

	for (size_t i = 0; i < ENCODINGS; i++) {
		*mark_size = encodings[i].mark_size;
		if (*mark_size > 0 && head.len >= *mark_size &&
			memcmp(head.ptr, encodings[i].mark, *mark_size) == 0)
			return (enum text_encoding)i;
	}
	*mark_size = 0;
	high = zeros(head, 0);
	low = zeros(head, 1);
	if (low > 0 && low >= units - units / 4 && high <= units / 4)
		return TEXT_UTF16LE;
	if (high > 0 && high >= units - units / 4 && low <= units / 4)
		return TEXT_UTF16BE;
	return TEXT_UTF8;
}

/* --- Reading ---------------------------------------------------------------------------------- */

enum status text_reader_open(struct text_reader *reader, struct text_input *input,
	enum text_encoding encoding, struct err *err)
{
	*reader = (struct text_reader){
		.input = input, .encoding = encoding, .conversion = NO_CONVERSION};
	input->at = 0;
	if (encoding != TEXT_UTF8) {
		reader->conversion = iconv_open("UTF-8", encodings[encoding].name);
		if (reader->conversion == NO_CONVERSION)
			return err_set(err, STATUS_UNSUPPORTED,
				_("The file is written in %s, which this computer cannot read. "
				  "Please save the list as \"CSV UTF-8\" and import that file."),
				encodings[encoding].name);
	}
	reader->raw.ptr = memory_alloc(PIECE + KEPT);
	reader->raw.capacity = PIECE + KEPT;
	return STATUS_OK;
}

/* Removes `len` bytes from the beginning of what is not decoded yet. */
static void drop(struct text_reader *reader, size_t len)
{
	reader->raw_len -= len;
	memmove(reader->raw.ptr, reader->raw.ptr + len, reader->raw_len);
}

static void drop_mark(struct text_reader *reader)
{
	const char *mark = encodings[reader->encoding].mark;
	size_t size = encodings[reader->encoding].mark_size;

	if (size == 0 || reader->raw_len < size || memcmp(reader->raw.ptr, mark, size) != 0)
		return;
	reader->marked = true;
	drop(reader, size);
}

static enum status fill(struct text_reader *reader, bool *at_end, struct err *err)
{
	bool first = reader->input->at == 0;
	size_t wanted = reader->raw_len + PIECE;

	*at_end = false;
	while (reader->raw_len < wanted && !*at_end) {
		size_t got;
		enum status status = text_input_read(reader->input,
			reader->raw.ptr + reader->raw_len, wanted - reader->raw_len, &got, err);

		if (status != STATUS_OK)
			return status;
		reader->raw_len += got;
		*at_end = got == 0;
	}
	if (first)
		drop_mark(reader);
	return STATUS_OK;
}

/* Decodes what is whole into reader->text; false where something is not. */
static bool convert(struct text_reader *reader)
{
	char *from = (char *)reader->raw.ptr;
	size_t left = reader->raw_len;
	bool good = true;

	while (left > 0 && good) {
		char step[4096];
		char *to = step;
		size_t room = sizeof(step);
		size_t done = iconv(reader->conversion, &from, &left, &to, &room);

		/* EINVAL: the last character is not whole yet. */
		good = done != (size_t)-1 || errno == E2BIG;
		buf_add(&reader->text, step, sizeof(step) - room);
		explicit_bzero(step, sizeof(step));
	}
	good = good || errno == EINVAL;
	drop(reader, reader->raw_len - left);
	return good;
}

static bool is_ascii(struct bytes text)
{
	uint64_t word, all = 0;

	for (; text.len >= sizeof(word); text.ptr += sizeof(word), text.len -= sizeof(word)) {
		memcpy(&word, text.ptr, sizeof(word));
		all |= word;
	}
	while (text.len > 0)
		all |= text.ptr[--text.len];
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

/* The piece is what stands there already. */
static bool take_utf8(struct text_reader *reader, struct bytes *piece)
{
	*piece = (struct bytes){reader->raw.ptr,
		text_utf8_length((const char *)reader->raw.ptr, reader->raw_len)};
	reader->has_wide = reader->has_wide || !is_ascii(*piece);
	reader->used = piece->len;
	return reader->raw_len - piece->len < 4; /* the longest character has four bytes */
}

static bool take_other(struct text_reader *reader, struct bytes *piece)
{
	bool good;

	buf_clear(&reader->text);
	good = convert(reader);
	*piece = buf_bytes(&reader->text);
	return good;
}

enum status text_reader_next(struct text_reader *reader, struct bytes *piece, struct err *err)
{
	bool at_end, good;
	const uint8_t *nul;
	enum status status;

	drop(reader, reader->used);
	reader->used = 0;
	status = fill(reader, &at_end, err);
	if (status != STATUS_OK)
		return status;
	good = reader->conversion == NO_CONVERSION ? take_utf8(reader, piece)
						   : take_other(reader, piece);
	if (at_end && reader->raw_len > reader->used)
		good = false;
	reader->end = !good ? TEXT_WRONG : at_end ? TEXT_ENDS : TEXT_GOES_ON;
	nul = piece->len > 0 ? memchr(piece->ptr, '\0', piece->len) : NULL;
	if (nul) {
		piece->len = (size_t)(nul - piece->ptr);
		reader->end = TEXT_NUL;
	}
	return STATUS_OK;
}

void text_reader_close(struct text_reader *reader)
{
	if (reader->conversion != NO_CONVERSION)
		iconv_close(reader->conversion);
	reader->raw.len = reader->raw.capacity;
	buf_wipe(&reader->raw);
	buf_wipe(&reader->text);
}
