/* SPDX-License-Identifier: BSD-2-Clause */
#include "cbor_oracle.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>

#include <cbor.h>

static bool diagnose(struct buf *out, cbor_item_t *item);

static bool diagnose_bytes(struct buf *out, cbor_item_t *item)
{
	if (!cbor_bytestring_is_definite(item))
		return false;
	buf_add_text(out, "h'");
	for (size_t i = 0; i < cbor_bytestring_length(item); i++)
		buf_printf(out, "%02x", cbor_bytestring_handle(item)[i]);
	buf_add_text(out, "'");
	return true;
}

static bool diagnose_text(struct buf *out, cbor_item_t *item)
{
	const char *text = (const char *)cbor_string_handle(item);
	size_t len = cbor_string_length(item);

	if (!cbor_string_is_definite(item) || !text_is_utf8(text, len))
		return false;
	text_quote(out, text, len);
	return true;
}

static bool diagnose_array(struct buf *out, cbor_item_t *item)
{
	bool good = cbor_array_is_definite(item);

	buf_add_text(out, "[");
	for (size_t i = 0; good && i < cbor_array_size(item); i++) {
		buf_add_text(out, i > 0 ? ", " : "");
		good = diagnose(out, cbor_array_handle(item)[i]);
	}
	buf_add_text(out, "]");
	return good;
}

static bool diagnose_map(struct buf *out, cbor_item_t *item)
{
	struct cbor_pair *pairs = cbor_map_handle(item);
	bool good = cbor_map_is_definite(item);

	buf_add_text(out, "{");
	for (size_t i = 0; good && i < cbor_map_size(item); i++) {
		buf_add_text(out, i > 0 ? ", " : "");
		good = diagnose(out, pairs[i].key);
		buf_add_text(out, ": ");
		good = good && diagnose(out, pairs[i].value);
	}
	buf_add_text(out, "}");
	return good;
}

static bool diagnose_simple(struct buf *out, cbor_item_t *item)
{
	if (cbor_is_bool(item))
		buf_add_text(out, cbor_get_bool(item) ? "true" : "false");
	else if (cbor_is_null(item))
		buf_add_text(out, "null");
	else
		return false;
	return true;
}

static bool diagnose(struct buf *out, cbor_item_t *item)
{
	switch (cbor_typeof(item)) {
	case CBOR_TYPE_UINT:
		buf_printf(out, "%" PRIu64, cbor_get_int(item));
		return true;
	case CBOR_TYPE_NEGINT:
		buf_printf(out, "-%" PRIu64, cbor_get_int(item) + 1);
		return true;
	case CBOR_TYPE_BYTESTRING:
		return diagnose_bytes(out, item);
	case CBOR_TYPE_STRING:
		return diagnose_text(out, item);
	case CBOR_TYPE_ARRAY:
		return diagnose_array(out, item);
	case CBOR_TYPE_MAP:
		return diagnose_map(out, item);
	case CBOR_TYPE_FLOAT_CTRL:
		return diagnose_simple(out, item);
	default:
		return false;
	}
}

/* Null unless libcbor takes all the bytes. */
static cbor_item_t *load(struct bytes bytes)
{
	struct cbor_load_result result;
	cbor_item_t *item = cbor_load(bytes.ptr, bytes.len, &result);

	if (item && result.read != bytes.len)
		cbor_decref(&item);
	return item;
}

bool oracle_diagnose(struct buf *out, struct bytes bytes)
{
	cbor_item_t *item = load(bytes);
	bool good = item && diagnose(out, item);

	if (item)
		cbor_decref(&item);
	return good;
}

static void serialize(struct buf *out, cbor_item_t *item)
{
	unsigned char *bytes;
	size_t size;
	size_t len = cbor_serialize_alloc(item, &bytes, &size);

	buf_add(out, bytes, len);
	free(bytes);
}

bool oracle_rewrite(struct buf *out, struct bytes bytes)
{
	cbor_item_t *item = load(bytes);

	if (!item)
		return false;
	serialize(out, item);
	cbor_decref(&item);
	return true;
}

static cbor_item_t *build_uint(uint64_t value)
{
	if (value <= UINT8_MAX)
		return cbor_build_uint8((uint8_t)value);
	if (value <= UINT16_MAX)
		return cbor_build_uint16((uint16_t)value);
	if (value <= UINT32_MAX)
		return cbor_build_uint32((uint32_t)value);
	return cbor_build_uint64(value);
}

static cbor_item_t *build_negative(uint64_t value)
{
	cbor_item_t *item = build_uint(value);

	cbor_mark_negint(item);
	return item;
}

/* Of any size with the same chance. */
static uint64_t random_value(struct seeded *seeded, unsigned bits)
{
	uint64_t value =
		(uint64_t)seeded_below(seeded, UINT32_MAX) << 32 | seeded_below(seeded, UINT32_MAX);

	return value >> (64 - 1 - seeded_below(seeded, bits));
}

static cbor_item_t *build_text(struct seeded *seeded, size_t length)
{
	static const char *const characters[] = {"a", "Z", "\"", "\xc3\xa9", "\xe2\x80\xae", "\n"};
	struct buf text = BUF_EMPTY;
	cbor_item_t *item;

	while (text.len < length) {
		const char *character = characters[seeded_below(seeded, 6)];

		buf_add_text(&text, text.len + 3 <= length ? character : "x");
	}
	item = cbor_build_stringn(buf_text(&text), text.len);
	buf_release(&text);
	return item;
}

static cbor_item_t *build(struct seeded *seeded, int depth);

/* libcbor does not sort: the keys are made in rising order, numbers before texts. */
static cbor_item_t *build_map(struct seeded *seeded, int depth)
{
	size_t numbers = seeded_below(seeded, 4);
	size_t texts = seeded_below(seeded, 3);
	cbor_item_t *map = cbor_new_definite_map(numbers + texts);
	uint64_t number = 0;
	size_t length = 0;

	for (size_t i = 0; i < numbers + texts; i++) {
		cbor_item_t *key;

		number += 1 + seeded_below(seeded, 200);
		length += 1 + seeded_below(seeded, 20);
		key = i < numbers ? build_uint(number) : build_text(seeded, length);
		if (!cbor_map_add(map, (struct cbor_pair){cbor_move(key),
					       cbor_move(build(seeded, depth - 1))}))
			abort();
	}
	return map;
}

static cbor_item_t *build_array(struct seeded *seeded, int depth)
{
	size_t count = seeded_below(seeded, 5);
	cbor_item_t *array = cbor_new_definite_array(count);

	for (size_t i = 0; i < count; i++) {
		if (!cbor_array_push(array, cbor_move(build(seeded, depth - 1))))
			abort();
	}
	return array;
}

static cbor_item_t *build(struct seeded *seeded, int depth)
{
	static const uint8_t bytes[300] = {0, 1, 0xff};

	switch (seeded_below(seeded, depth > 0 ? 8 : 6)) {
	case 0:
		return build_uint(random_value(seeded, 64));
	case 1:
		return build_negative(random_value(seeded, 63));
	case 2:
		return cbor_build_bytestring(bytes, seeded_below(seeded, 30) * 10);
	case 3:
		return build_text(seeded, seeded_below(seeded, 30) * 10);
	case 4:
		return cbor_build_bool(seeded_below(seeded, 2) == 1);
	case 5:
		return cbor_new_null();
	case 6:
		return build_array(seeded, depth);
	default:
		return build_map(seeded, depth);
	}
}

void oracle_random(struct buf *out, struct seeded *seeded, int depth)
{
	cbor_item_t *item = build(seeded, depth);

	serialize(out, item);
	cbor_decref(&item);
}
