/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/payload.h"

#include <string.h>

void operation_put(struct buf *out, struct bytes key, const struct bytes *values, size_t value_count,
		   const struct event_id *superseded, size_t superseded_count)
{
	cbor_put_array(out, 3);
	buf_add(out, key.ptr, key.len);
	cbor_put_array(out, value_count);
	for (size_t i = 0; i < value_count; i++)
		buf_add(out, values[i].ptr, values[i].len);
	cbor_put_array(out, superseded_count);
	for (size_t i = 0; i < superseded_count; i++) {
		uint8_t event[EVENT_ID_SIZE];
		event_put(event, &superseded[i]);
		cbor_put_bytes(out, BYTES_OF(event));
	}
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

struct bytes operation_value(const struct operation *operation, size_t index)
{
	struct cbor cbor;

	cbor_open(&cbor, operation->values);
	cbor_array(&cbor);
	while (index-- > 0)
		cbor_skip(&cbor);
	return cbor_skip(&cbor);
}

struct event_id operation_superseded(const struct operation *operation, size_t index)
{
	uint8_t event[EVENT_ID_SIZE];
	struct cbor cbor;

	cbor_open(&cbor, operation->superseded);
	cbor_array(&cbor);
	for (size_t i = 0; i <= index; i++)
		cbor_fixed(&cbor, event, sizeof(event));
	return event_get(event);
}
