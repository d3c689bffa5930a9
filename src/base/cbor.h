/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Deterministic CBOR (RFC 8949 section 4.2.1, core): shortest heads, definite lengths, map keys in
 * bytewise order and none twice, no floats, no tags. What the log holds is written and read here.
 *
 * Writing appends to a buffer; the caller adds map entries in rising key order.
 * Reading is a cursor over borrowed bytes with a sticky error: after the first failure each read
 * yields zero or nothing and cbor_ok() says false, so that callers read straight and check once.
 * Text and byte strings are borrowed from the input. The reader accepts only what the writer could
 * have written: a value has one encoding.
 */
#ifndef OKOCE_BASE_CBOR_H
#define OKOCE_BASE_CBOR_H

#include "base/memory.h"

#define CBOR_DEPTH_MAX 8

enum cbor_type { CBOR_UINT, CBOR_NEGATIVE, CBOR_BYTES, CBOR_TEXT, CBOR_ARRAY, CBOR_MAP, CBOR_BOOL,
		 CBOR_NULL, CBOR_NONE };

void cbor_put_uint(struct buf *buf, uint64_t value);
void cbor_put_int(struct buf *buf, int64_t value);
void cbor_put_bytes(struct buf *buf, struct bytes bytes);
void cbor_put_text(struct buf *buf, const char *ptr, size_t len);
void cbor_put_array(struct buf *buf, size_t count);
void cbor_put_map(struct buf *buf, size_t pairs);
void cbor_put_bool(struct buf *buf, bool value);
void cbor_put_null(struct buf *buf);

struct cbor {
	const uint8_t *next;
	const uint8_t *end;
	bool failed;
};

void cbor_open(struct cbor *cbor, struct bytes bytes);
bool cbor_ok(const struct cbor *cbor);
/* True when no failure happened and nothing is left. */
bool cbor_at_end(const struct cbor *cbor);
/* The type of the next item, CBOR_NONE at the end, after a failure and for what is not allowed. */
enum cbor_type cbor_peek(const struct cbor *cbor);

uint64_t cbor_uint(struct cbor *cbor);
uint32_t cbor_uint32(struct cbor *cbor); /* a greater one is a failure */
int64_t cbor_int(struct cbor *cbor);
struct bytes cbor_bytes(struct cbor *cbor);
/* A byte string of exactly `len` bytes, copied; zeros and a failure when it has another length. */
void cbor_fixed(struct cbor *cbor, void *out, size_t len);
/* Text is checked to be UTF-8 here; F11's further rules are text_check()'s (base/text.h). */
struct bytes cbor_text(struct cbor *cbor);
bool cbor_bool(struct cbor *cbor);
void cbor_null(struct cbor *cbor);
/* The number of items (pairs) that follow, never more than the bytes left can hold. */
size_t cbor_array(struct cbor *cbor);
size_t cbor_map(struct cbor *cbor);
/* A map's next key, an unsigned integer, that must be greater than *previous (start with -1). */
uint64_t cbor_key(struct cbor *cbor, int64_t *previous);
/* Passes one whole item of any type, at most CBOR_DEPTH_MAX deep, and returns its bytes. All rules
 * are checked in it, also that map keys rise. */
struct bytes cbor_skip(struct cbor *cbor);

/* Fails the cursor: for callers that find a value out of its range. */
void cbor_fail(struct cbor *cbor);

/* One item in CBOR's diagnostic notation (RFC 8949 section 8), as one line of safe ASCII/UTF-8. */
void cbor_diagnose(struct buf *out, struct bytes item);

#endif
