/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an entry says, opened: a CBOR map {1: [operation...]}, unknown keys ignored.
 *
 * An operation is [register key, [value...], [superseded event id...]]: its values replace all
 * live events of that register that its writer saw; no value takes them back (MERGE 9). A register
 * stands once in an entry. At most 64 operations and 64 KiB (F11), about one person at most (F3).
 */
#ifndef OKOCE_STORE_PAYLOAD_H
#define OKOCE_STORE_PAYLOAD_H

#include "model/register.h"
#include "store/entry.h"

#define PAYLOAD_OPERATIONS_MAX 64
#define PAYLOAD_MAX 65536

struct operation {
	struct bytes key;	 /* register key */
	struct bytes values;	 /* CBOR array of values */
	size_t value_count;
	struct bytes superseded; /* CBOR array of event ids */
	size_t superseded_count;
};

struct payload_reader {
	struct cbor cbor;
	size_t left;
};

void operation_put(struct buf *out, struct bytes key, const struct bytes *values, size_t value_count,
		   const struct event_id *superseded, size_t superseded_count);
/* The same in parts: `value_count` values are added between these. */
void operation_begin(struct buf *out, struct bytes key, size_t value_count);
void operation_end(struct buf *out, const struct event_id *superseded, size_t superseded_count);
/* Frames operations that were put one behind the other. */
void payload_put(struct buf *out, struct bytes operations, size_t count);

/* Opens for reading; false when it is not a payload. Everything read is borrowed from `plain`. */
bool payload_open(struct payload_reader *reader, struct bytes plain);
/* False at the end and on damage; payload_whole() tells which. */
bool payload_next(struct payload_reader *reader, struct operation *operation);
bool payload_whole(const struct payload_reader *reader);
/* The operation on `key`; false when there is none. */
bool payload_find(struct bytes plain, struct bytes key, struct operation *operation);

/* All of a payload. */
struct payload {
	size_t count;
	struct operation operation[PAYLOAD_OPERATIONS_MAX];
	struct register_parts parts[PAYLOAD_OPERATIONS_MAX]; /* of their registers */
};

/* False when not all of it is as it must be: at most so many operations, each on a register, none
 * twice. What is read is borrowed from `plain`. */
bool payload_read(struct payload *payload, struct bytes plain);

/* For cbor_skip(), value_count times. */
void operation_values(const struct operation *operation, struct cbor *values);
/* The last value; empty when the operation takes back. */
struct bytes operation_shown(const struct operation *operation);
/* index < superseded_count. */
struct event_id operation_superseded(const struct operation *operation, size_t index);

#endif
