/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/cbor.h"

#include "base/text.h"

#include <inttypes.h>
#include <string.h>

/* The head of an item is one byte, major type (3 bits) and info (5 bits), and for info 24 to 27 an
 * argument of 1, 2, 4 or 8 bytes behind it. Below 24 info is the argument. */
enum major {
	MAJOR_UINT,
	MAJOR_NEGATIVE,
	MAJOR_BYTES,
	MAJOR_TEXT,
	MAJOR_ARRAY,
	MAJOR_MAP,
	MAJOR_TAG,
	MAJOR_SIMPLE,
};

#define INFO_1_BYTE 24
#define INFO_8_BYTES 27
#define SIMPLE_FALSE 20
#define SIMPLE_TRUE 21
#define SIMPLE_NULL 22

static uint8_t head_byte(enum major major, unsigned info)
{
	return (uint8_t)((unsigned)major << 5 | info);
}

static void put_head(struct buf *buf, enum major major, uint64_t argument)
{
	uint8_t head[9];
	unsigned size = 1;
	unsigned info = INFO_1_BYTE;

	if (argument < INFO_1_BYTE) {
		buf_add_byte(buf, head_byte(major, (unsigned)argument));
		return;
	}
	while (size < 8 && argument >> (8 * size) != 0) {
		size *= 2;
		info++;
	}
	head[0] = head_byte(major, info);
	for (unsigned i = 0; i < size; i++)
		head[1 + i] = (uint8_t)(argument >> (8 * (size - 1 - i)));
	buf_add(buf, head, 1 + size);
}

void cbor_put_uint(struct buf *buf, uint64_t value)
{
	put_head(buf, MAJOR_UINT, value);
}

void cbor_put_int(struct buf *buf, int64_t value)
{
	if (value < 0)
		put_head(buf, MAJOR_NEGATIVE, (uint64_t)(-1 - value));
	else
		put_head(buf, MAJOR_UINT, (uint64_t)value);
}

void cbor_put_bytes(struct buf *buf, struct bytes bytes)
{
	put_head(buf, MAJOR_BYTES, bytes.len);
	buf_add(buf, bytes.ptr, bytes.len);
}

void cbor_put_text(struct buf *buf, const char *ptr, size_t len)
{
	put_head(buf, MAJOR_TEXT, len);
	buf_add(buf, ptr, len);
}

void cbor_put_array(struct buf *buf, size_t count)
{
	put_head(buf, MAJOR_ARRAY, count);
}

void cbor_put_map(struct buf *buf, size_t pairs)
{
	put_head(buf, MAJOR_MAP, pairs);
}

void cbor_put_bool(struct buf *buf, bool value)
{
	put_head(buf, MAJOR_SIMPLE, value ? SIMPLE_TRUE : SIMPLE_FALSE);
}

void cbor_put_null(struct buf *buf)
{
	put_head(buf, MAJOR_SIMPLE, SIMPLE_NULL);
}

void cbor_open(struct cbor *cbor, struct bytes bytes)
{
	cbor->next = bytes.ptr;
	cbor->end = bytes.len > 0 ? bytes.ptr + bytes.len : bytes.ptr;
	cbor->failed = false;
}

bool cbor_ok(const struct cbor *cbor)
{
	return !cbor->failed;
}

bool cbor_at_end(const struct cbor *cbor)
{
	return !cbor->failed && cbor->next == cbor->end;
}

void cbor_fail(struct cbor *cbor)
{
	cbor->failed = true;
}

static size_t bytes_left(const struct cbor *cbor)
{
	return (size_t)(cbor->end - cbor->next);
}

enum cbor_type cbor_peek(const struct cbor *cbor)
{
	static const enum cbor_type types[] = {
		[MAJOR_UINT] = CBOR_UINT,
		[MAJOR_NEGATIVE] = CBOR_NEGATIVE,
		[MAJOR_BYTES] = CBOR_BYTES,
		[MAJOR_TEXT] = CBOR_TEXT,
		[MAJOR_ARRAY] = CBOR_ARRAY,
		[MAJOR_MAP] = CBOR_MAP,
		[MAJOR_TAG] = CBOR_NONE,
	};
	uint8_t head;

	if (cbor->failed || cbor->next == cbor->end)
		return CBOR_NONE;
	head = *cbor->next;
	if (head == head_byte(MAJOR_SIMPLE, SIMPLE_NULL))
		return CBOR_NULL;
	if (head == head_byte(MAJOR_SIMPLE, SIMPLE_FALSE) ||
		head == head_byte(MAJOR_SIMPLE, SIMPLE_TRUE))
		return CBOR_BOOL;
	if (head >> 5 == MAJOR_SIMPLE || (head & 31) > INFO_8_BYTES)
		return CBOR_NONE;
	return types[head >> 5];
}

/* Reads the argument of `size` bytes behind the head; fails when a shorter head could hold it. */
static uint64_t long_argument(struct cbor *cbor, unsigned size)
{
	uint64_t argument = 0;
	bool shortest;

	if (bytes_left(cbor) < 1 + (size_t)size) {
		cbor_fail(cbor);
		return 0;
	}
	for (unsigned i = 1; i <= size; i++)
		argument = argument << 8 | cbor->next[i];
	shortest = size == 1 ? argument >= INFO_1_BYTE : argument >> (4 * size) != 0;
	if (!shortest) {
		cbor_fail(cbor);
		return 0;
	}
	cbor->next += 1 + size;
	return argument;
}

/* Passes a head of this major type and returns its argument. */
static inline uint64_t take_head(struct cbor *cbor, enum major major)
{
	unsigned info;

	if (cbor->failed || cbor->next == cbor->end || *cbor->next >> 5 != major) {
		cbor_fail(cbor);
		return 0;
	}
	info = *cbor->next & 31;
	if (info < INFO_1_BYTE) {
		cbor->next++;
		return info;
	}
	if (info > INFO_8_BYTES) {
		cbor_fail(cbor);
		return 0;
	}
	return long_argument(cbor, 1u << (info - INFO_1_BYTE));
}

/* Passes a string of this major type. */
static struct bytes take_string(struct cbor *cbor, enum major major)
{
	uint64_t len = take_head(cbor, major);
	struct bytes string;

	if (!cbor->failed && len > bytes_left(cbor))
		cbor_fail(cbor);
	if (cbor->failed)
		return BYTES_NONE;
	string = (struct bytes){cbor->next, (size_t)len};
	cbor->next += len;
	return string;
}

uint64_t cbor_uint(struct cbor *cbor)
{
	return take_head(cbor, MAJOR_UINT);
}

uint32_t cbor_uint32(struct cbor *cbor)
{
	uint64_t value = cbor_uint(cbor);

	if (value > UINT32_MAX)
		cbor_fail(cbor);
	return cbor->failed ? 0 : (uint32_t)value;
}

int64_t cbor_int(struct cbor *cbor)
{
	bool negative = cbor_peek(cbor) == CBOR_NEGATIVE;
	uint64_t argument = take_head(cbor, negative ? MAJOR_NEGATIVE : MAJOR_UINT);

	if (argument > INT64_MAX)
		cbor_fail(cbor);
	if (cbor->failed)
		return 0;
	return negative ? -1 - (int64_t)argument : (int64_t)argument;
}

struct bytes cbor_bytes(struct cbor *cbor)
{
	return take_string(cbor, MAJOR_BYTES);
}

void cbor_fixed(struct cbor *cbor, void *out, size_t len)
{
	struct bytes bytes = take_string(cbor, MAJOR_BYTES);

	memset(out, 0, len);
	if (cbor->failed || bytes.len != len)
		cbor_fail(cbor);
	else if (len > 0)
		memcpy(out, bytes.ptr, len);
}

struct bytes cbor_text(struct cbor *cbor)
{
	struct bytes text = take_string(cbor, MAJOR_TEXT);

	if (!text_is_utf8((const char *)text.ptr, text.len)) {
		cbor_fail(cbor);
		return BYTES_NONE;
	}
	return text;
}

bool cbor_bool(struct cbor *cbor)
{
	bool value;

	if (cbor_peek(cbor) != CBOR_BOOL) {
		cbor_fail(cbor);
		return false;
	}
	value = *cbor->next == head_byte(MAJOR_SIMPLE, SIMPLE_TRUE);
	cbor->next++;
	return value;
}

void cbor_null(struct cbor *cbor)
{
	if (cbor_peek(cbor) == CBOR_NULL)
		cbor->next++;
	else
		cbor_fail(cbor);
}

/* A count of things that take at least `least` bytes each. */
static size_t take_count(struct cbor *cbor, enum major major, size_t least)
{
	uint64_t count = take_head(cbor, major);

	if (count > bytes_left(cbor) / least)
		cbor_fail(cbor);
	return cbor->failed ? 0 : (size_t)count;
}

size_t cbor_array(struct cbor *cbor)
{
	return take_count(cbor, MAJOR_ARRAY, 1);
}

size_t cbor_map(struct cbor *cbor)
{
	return take_count(cbor, MAJOR_MAP, 2);
}

uint64_t cbor_key(struct cbor *cbor, int64_t *previous)
{
	uint64_t key = cbor_uint(cbor);

	if (key > INT64_MAX || (int64_t)key <= *previous)
		cbor_fail(cbor);
	if (cbor->failed)
		return 0;
	*previous = (int64_t)key;
	return key;
}

static void skip_item(struct cbor *cbor, int depth);

static void skip_array(struct cbor *cbor, int depth)
{
	size_t count = cbor_array(cbor);

	if (depth == 0)
		cbor_fail(cbor);
	while (count-- > 0 && !cbor->failed)
		skip_item(cbor, depth - 1);
}

static void skip_map(struct cbor *cbor, int depth)
{
	size_t pairs = cbor_map(cbor);
	struct bytes previous = BYTES_NONE;
	struct bytes key;

	if (depth == 0)
		cbor_fail(cbor);
	while (pairs-- > 0 && !cbor->failed) {
		key.ptr = cbor->next;
		skip_item(cbor, depth - 1);
		key.len = (size_t)(cbor->next - key.ptr);
		if (bytes_compare(key, previous) <= 0)
			cbor_fail(cbor);
		previous = key;
		if (!cbor->failed)
			skip_item(cbor, depth - 1);
	}
}

static void skip_simple(struct cbor *cbor)
{
	if (cbor_peek(cbor) == CBOR_NONE)
		cbor_fail(cbor);
	else
		cbor->next++;
}

/* Passes one item in which `depth` containers may lie in each other. */
static void skip_item(struct cbor *cbor, int depth)
{
	if (cbor->failed || cbor->next == cbor->end) {
		cbor_fail(cbor);
		return;
	}
	switch ((enum major)(*cbor->next >> 5)) {
	case MAJOR_UINT:
		(void)take_head(cbor, MAJOR_UINT);
		break;
	case MAJOR_NEGATIVE:
		(void)cbor_int(cbor);
		break;
	case MAJOR_BYTES:
		(void)take_string(cbor, MAJOR_BYTES);
		break;
	case MAJOR_TEXT:
		(void)cbor_text(cbor);
		break;
	case MAJOR_ARRAY:
		skip_array(cbor, depth);
		break;
	case MAJOR_MAP:
		skip_map(cbor, depth);
		break;
	case MAJOR_TAG:
		cbor_fail(cbor);
		break;
	case MAJOR_SIMPLE:
		skip_simple(cbor);
		break;
	}
}

struct bytes cbor_skip(struct cbor *cbor)
{
	const uint8_t *start = cbor->next;

	skip_item(cbor, CBOR_DEPTH_MAX);
	if (cbor->failed)
		return BYTES_NONE;
	return (struct bytes){start, (size_t)(cbor->next - start)};
}

static void add_hex(struct buf *out, struct bytes bytes)
{
	buf_add_text(out, "h'");
	for (size_t i = 0; i < bytes.len; i++)
		buf_printf(out, "%02x", bytes.ptr[i]);
	buf_add_byte(out, '\'');
}

static void diagnose_item(struct buf *out, struct cbor *cbor);

static void diagnose_array(struct buf *out, struct cbor *cbor)
{
	size_t count = cbor_array(cbor);

	buf_add_byte(out, '[');
	for (size_t i = 0; i < count; i++) {
		buf_add_text(out, i > 0 ? ", " : "");
		diagnose_item(out, cbor);
	}
	buf_add_byte(out, ']');
}

static void diagnose_map(struct buf *out, struct cbor *cbor)
{
	size_t pairs = cbor_map(cbor);

	buf_add_byte(out, '{');
	for (size_t i = 0; i < pairs; i++) {
		buf_add_text(out, i > 0 ? ", " : "");
		diagnose_item(out, cbor);
		buf_add_text(out, ": ");
		diagnose_item(out, cbor);
	}
	buf_add_byte(out, '}');
}

/* The item was passed by cbor_skip() before: it is well-formed, and not too deep to recurse. */
static void diagnose_item(struct buf *out, struct cbor *cbor)
{
	struct bytes text;

	switch (cbor_peek(cbor)) {
	case CBOR_UINT:
		buf_printf(out, "%" PRIu64, cbor_uint(cbor));
		break;
	case CBOR_NEGATIVE:
		buf_printf(out, "%" PRId64, cbor_int(cbor));
		break;
	case CBOR_BYTES:
		add_hex(out, cbor_bytes(cbor));
		break;
	case CBOR_TEXT:
		text = cbor_text(cbor);
		text_quote(out, (const char *)text.ptr, text.len);
		break;
	case CBOR_ARRAY:
		diagnose_array(out, cbor);
		break;
	case CBOR_MAP:
		diagnose_map(out, cbor);
		break;
	case CBOR_BOOL:
		buf_add_text(out, cbor_bool(cbor) ? "true" : "false");
		break;
	case CBOR_NULL:
		cbor_null(cbor);
		buf_add_text(out, "null");
		break;
	case CBOR_NONE:
		cbor_fail(cbor);
		break;
	}
}

void cbor_diagnose(struct buf *out, struct bytes item)
{
	struct cbor cbor;

	cbor_open(&cbor, item);
	(void)cbor_skip(&cbor);
	if (!cbor_at_end(&cbor)) {
		buf_add_text(out, "malformed ");
		add_hex(out, item);
		return;
	}
	cbor_open(&cbor, item);
	diagnose_item(out, &cbor);
}
