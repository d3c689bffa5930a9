/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/own_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE ((size_t)1 << 20) /* several frames, of whatever length */

static const uint8_t frame_end[FRAME_END] = {0xff, 0xff, 0xff, 0xff};

void frame_put(struct buf *out, struct bytes key, struct bytes value)
{
	uint8_t length[4];

	put_be32(length, (uint32_t)value.len);
	buf_add(out, length, sizeof(length));
	buf_add(out, key.ptr, key.len);
	buf_add(out, value.ptr, value.len);
	buf_add(out, frame_end, sizeof(frame_end));
}

void own_reader_open(struct own_reader *reader, int fd, const struct id *programme, uint64_t from)
{
	*reader = (struct own_reader){.programme = *programme, .fd = fd, .offset = from, .whole = from};
	reader->block = memory_alloc(BLOCK_SIZE);
}

void own_reader_close(struct own_reader *reader)
{
	free(reader->block);
	reader->block = NULL;
}

uint64_t own_reader_end(const struct own_reader *reader)
{
	return reader->offset + reader->len;
}

static void read_more(struct own_reader *reader)
{
	memmove(reader->block, reader->block + reader->at, reader->len - reader->at);
	reader->offset += reader->at;
	reader->len -= reader->at;
	reader->at = 0;
	while (reader->len < BLOCK_SIZE && !reader->ended) {
		ssize_t got = pread(reader->fd, reader->block + reader->len, BLOCK_SIZE - reader->len,
				    (off_t)(reader->offset + reader->len));

		if (got > 0)
			reader->len += (size_t)got;
		else if (got == 0 || errno != EINTR)
			reader->ended = true;
		if (got < 0 && errno != EINTR)
			reader->failed = errno;
	}
}

static bool has(struct own_reader *reader, size_t count)
{
	if (reader->len - reader->at < count && !reader->ended)
		read_more(reader);
	return reader->len - reader->at >= count;
}

/* It is an entry of this programme, and what its name says. */
static bool is_entry(const struct own_reader *reader, struct bytes key, struct bytes value,
		     struct entry *entry)
{
	uint8_t chain[DIGEST_SIZE];

	return entry_parse(entry, key, value) && entry_is_named(entry, &reader->programme, chain);
}

/* The size of the frame that begins here; 0: none does. */
static size_t frame_here(struct own_reader *reader, struct entry *entry, struct bytes *value)
{
	size_t len = get_be32(reader->block + reader->at), size = FRAME_HEAD + len + FRAME_END;
	const uint8_t *frame;

	if (len == 0 || len > FRAME_VALUE_MAX ||
	    reader->block[reader->at + 4] != entry_prefix.ptr[0] || !has(reader, size))
		return 0;
	frame = reader->block + reader->at;
	*value = (struct bytes){frame + FRAME_HEAD, len};
	if (memcmp(frame + FRAME_HEAD + len, frame_end, FRAME_END) != 0 ||
	    !is_entry(reader, (struct bytes){frame + 4, ENTRY_KEY_SIZE}, *value, entry))
		return 0;
	return size;
}

bool own_reader_next(struct own_reader *reader, struct entry *entry, struct bytes *value)
{
	while (has(reader, FRAME_HEAD + FRAME_END)) {
		size_t size = frame_here(reader, entry, value);

		if (size > 0) {
			reader->at += size;
			reader->whole = reader->offset + reader->at;
			return true;
		}
		reader->at++;
		reader->skipped++;
	}
	reader->skipped += reader->len - reader->at;
	reader->at = reader->len;
	return false;
}
