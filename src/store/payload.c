/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/payload.h"

#include <string.h>

void operation_begin(struct buf *out, struct bytes key, size_t value_count)
{
	cbor_put_array(out, 3);
	buf_add(out, key.ptr, key.len);
	cbor_put_array(out, value_count);
}

void operation_end(struct buf *out, const struct event_id *superseded, size_t superseded_count)
{
	cbor_put_array(out, superseded_count);
	for (size_t i = 0; i < superseded_count; i++) {
		uint8_t event[EVENT_ID_SIZE];
		event_put(event, &superseded[i]);
		cbor_put_bytes(out, BYTES_OF(event));
	}
}

void operation_put(struct buf *out, struct bytes key, const struct bytes *values, size_t value_count,
		   const struct event_id *superseded, size_t superseded_count)
{
	operation_begin(out, key, value_count);
	for (size_t i = 0; i < value_count; i++)
		buf_add(out, values[i].ptr, values[i].len);
	operation_end(out, superseded, superseded_count);
}

void payload_put(struct buf *out, struct bytes operations, size_t count)
{
	cbor_put_map(out, 1);
	cbor_put_uint(out, 1);
	cbor_put_array(out, count);
	buf_add(out, operations.ptr, operations.len);
}

bool payload_open(struct payload_reader *reader, struct bytes plain)
{
	int64_t previous = -1;

	memset(reader, 0, sizeof(*reader));
	cbor_open(&reader->cbor, plain);
	if (plain.len > PAYLOAD_MAX || cbor_map(&reader->cbor) < 1 ||
	    cbor_key(&reader->cbor, &previous) != 1)
		return false;
	reader->left = cbor_array(&reader->cbor);
	return cbor_ok(&reader->cbor) && reader->left <= PAYLOAD_OPERATIONS_MAX;
}

bool payload_next(struct payload_reader *reader, struct operation *operation)
{
	struct cbor inner;

	memset(operation, 0, sizeof(*operation));
	if (reader->left == 0)
		return false;
	if (cbor_array(&reader->cbor) != 3)
		cbor_fail(&reader->cbor);
	operation->key = cbor_skip(&reader->cbor);
	operation->values = cbor_skip(&reader->cbor);
	operation->superseded = cbor_skip(&reader->cbor);
	cbor_open(&inner, operation->values);
	operation->value_count = cbor_array(&inner);
	if (!cbor_ok(&inner))
		cbor_fail(&reader->cbor);
	cbor_open(&inner, operation->superseded);
	operation->superseded_count = cbor_array(&inner);
	for (size_t i = 0; i < operation->superseded_count; i++) {
		uint8_t event[EVENT_ID_SIZE];
		cbor_fixed(&inner, event, sizeof(event));
	}
	if (!cbor_ok(&inner))
		cbor_fail(&reader->cbor);
	if (!cbor_ok(&reader->cbor))
		return false;
	reader->left--;
	return true;
}

bool payload_whole(const struct payload_reader *reader)
{
	return cbor_ok(&reader->cbor) && reader->left == 0;
}

bool payload_find(struct bytes plain, struct bytes key, struct operation *operation)
{
	struct payload_reader reader;

	if (!payload_open(&reader, plain))
		return false;
	while (payload_next(&reader, operation))
		if (bytes_equal(operation->key, key))
			return true;
	return false;
}

/* Has one before the last its register? */
static bool is_repeated(const struct payload *payload)
{
	const struct operation *last = &payload->operation[payload->count];

	for (const struct operation *operation = payload->operation; operation < last; operation++)
		if (bytes_equal(operation->key, last->key))
			return true;
	return false;
}

bool payload_read(struct payload *payload, struct bytes plain)
{
	struct payload_reader reader;

	payload->count = 0;
	if (!payload_open(&reader, plain))
		return false;
	while (reader.left > 0 && payload_next(&reader, &payload->operation[payload->count])) {
		const struct operation *operation = &payload->operation[payload->count];

		if (!register_parse(operation->key, &payload->parts[payload->count]) || is_repeated(payload))
			return false;
		payload->count++;
	}
	return payload_whole(&reader);
}

void operation_values(const struct operation *operation, struct cbor *values)
{
	cbor_open(values, operation->values);
	cbor_array(values);
}

struct bytes operation_shown(const struct operation *operation)
{
	struct bytes value = BYTES_NONE;
	struct cbor values;

	if (operation->value_count == 1) /* nearly always: all behind the head, which is one byte */
		return (struct bytes){operation->values.ptr + 1, operation->values.len - 1};
	operation_values(operation, &values);
	for (size_t i = 0; i < operation->value_count; i++)
		value = cbor_skip(&values);
	return value;
}

struct event_id operation_superseded(const struct operation *operation, size_t index)
{
	/* All are of one size (payload_next()), with two bytes of head. */
	const size_t size = 2 + EVENT_ID_SIZE;
	const struct bytes all = operation->superseded;

	return event_get(all.ptr + all.len - (operation->superseded_count - index) * size + 2);
}
