/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The bytes of a file become UTF-8, in pieces: a list may be larger than what one wants in memory.
 * Which encoding it is stands in its first bytes, or is tried by the caller (app/import_source.h).
 */
#ifndef OKOCE_APP_IMPORT_TEXT_H
#define OKOCE_APP_IMPORT_TEXT_H

#include "base/memory.h"

#include <iconv.h>

enum text_encoding {
	TEXT_UTF8,
	TEXT_UTF16LE,
	TEXT_UTF16BE,
	TEXT_WINDOWS_1252,
};

/* Where bytes come from: an open file, or memory. They are read from the beginning. */
struct text_input {
	int fd; /* -1: memory */
	const char *path; /* for sentences */
	struct bytes memory;
	uint64_t at, max; /* bytes read, and how many there may be */
};

/* Up to `room` bytes; *got 0 at the end. STATUS_INVALID above `max`. */
enum status text_input_read(struct text_input *input, uint8_t *to, size_t room, size_t *got,
			    struct err *err) MUST_USE;

/* What the first bytes say: a mark, or every second byte 0. Without either TEXT_UTF8. */
enum text_encoding text_encoding_guess(struct bytes head, size_t *mark_size);
const char *text_encoding_name(enum text_encoding encoding);

enum text_end {
	TEXT_GOES_ON,
	TEXT_ENDS,
	TEXT_WRONG, /* what follows the piece is no text in this encoding */
	TEXT_NUL,   /* what follows the piece is a NUL */
};

struct text_reader {
	struct text_input *input;
	enum text_encoding encoding;
	bool marked;   /* it began with a mark, so the encoding is certain */
	bool has_wide; /* UTF-8: characters of several bytes were seen */
	iconv_t conversion; /* (iconv_t)-1 for UTF-8 */
	struct buf raw, text;
	size_t raw_len; /* bytes in raw: of the last piece, then those that were not decoded yet */
	size_t used;	/* of the last piece */
	enum text_end end;
};

/* Begins anew at the first byte. STATUS_UNSUPPORTED when this system has no such conversion. */
enum status text_reader_open(struct text_reader *reader, struct text_input *input,
			     enum text_encoding encoding, struct err *err) MUST_USE;
/* The next piece, valid UTF-8 without NUL, without the mark, cut between characters; borrowed until
 * the next call. reader->end says what follows it. After that it must not be called again. */
enum status text_reader_next(struct text_reader *reader, struct bytes *piece, struct err *err) MUST_USE;
void text_reader_close(struct text_reader *reader); /* also where opening failed */

#endif
