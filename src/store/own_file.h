/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The mirror of own entries, as a file: frames one behind the other, each an entry as it stands in
 * the log. Frame: length of the value(4, big-endian) key(29) value end(4, all ff).
 *
 * The name of an entry is made from its bytes, all but the signature, so it is the frame's checksum
 * too: nothing of another programme, torn or changed passes for a frame. The end is there for a
 * frame that lost its last bytes, which would else take them from the next one. What is no frame is
 * passed over, byte by byte, and never cut off: another okoce, with another copy of the data file,
 * may be appending.
 */
#ifndef OKOCE_STORE_OWN_FILE_H
#define OKOCE_STORE_OWN_FILE_H

#include "store/payload.h"

#define FRAME_HEAD (4 + ENTRY_KEY_SIZE)
#define FRAME_END 4
#define FRAME_VALUE_MAX (2 * PAYLOAD_MAX) /* a payload, its seal, header and signature */

void frame_put(struct buf *out, struct bytes key, struct bytes value);

struct own_reader {
	struct id programme;
	int fd;		  /* borrowed */
	uint8_t *block;	  /* what was read, from the byte `offset` of the file on */
	uint64_t offset;
	size_t at, len;
	bool ended;
	uint64_t whole;	  /* where the last frame ended */
	uint64_t skipped; /* bytes that are no frame */
	int failed;	  /* errno of a reading that failed, which ended it; or 0 */
};

/* From the byte `from` on, which is the end of a frame or the beginning of the file. */
void own_reader_open(struct own_reader *reader, int fd, const struct id *programme, uint64_t from);
/* The next entry, and the value that it was made from; false at the end. Borrowed until the next call. */
bool own_reader_next(struct own_reader *reader, struct entry *entry, struct bytes *value);
/* Where the file ended when it was read. */
uint64_t own_reader_end(const struct own_reader *reader);
void own_reader_close(struct own_reader *reader);

#endif
