/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/touched.h"

#include <stdlib.h>
#include <string.h>

static bool is_key(const struct touched *touched, uint32_t at, struct bytes key)
{
	uint16_t len;

	memcpy(&len, touched->keys.ptr + at - 1, sizeof(len));
	return bytes_equal((struct bytes){touched->keys.ptr + at - 1 + sizeof(len), len}, key);
}

/* Keys lie anywhere in memory: only one of the same hash is looked at. */
static struct touched_place *place_of(const struct touched *touched, uint64_t hash, struct bytes key)
{
	size_t at = hash & (touched->places - 1);
	const struct touched_place *place;

	while ((place = &touched->place[at])->at != 0 &&
	       (place->hash != hash >> 32 || !is_key(touched, place->at, key)))
		at = (at + 1) & (touched->places - 1);
	return &touched->place[at];
}

static void widen(struct touched *touched)
{
	struct touched wider = {.keys = touched->keys, .places = touched->places ? 2 * touched->places : 16};

	wider.place = memory_alloc(wider.places * sizeof(*wider.place));
	for (size_t start = 0; start < touched->keys.len;) {
		uint16_t len;

		memcpy(&len, touched->keys.ptr + start, sizeof(len));
		const struct bytes key = {touched->keys.ptr + start + sizeof(len), len};
		const uint64_t hash = bytes_hash(key);
		*place_of(&wider, hash, BYTES_NONE) =
			(struct touched_place){(uint32_t)(hash >> 32), (uint32_t)start + 1};
		start += sizeof(len) + len;
	}
	free(touched->place);
	touched->place = wider.place;
	touched->places = wider.places;
}

bool touched_add(struct touched *touched, struct bytes key)
{
	const uint64_t hash = bytes_hash(key);
	const uint16_t len = (uint16_t)key.len;

	if (2 * (touched->count + 1) > touched->places)
		widen(touched);
	struct touched_place *place = place_of(touched, hash, key);
	if (place->at != 0)
		return false;
	*place = (struct touched_place){(uint32_t)(hash >> 32), (uint32_t)touched->keys.len + 1};
	buf_add(&touched->keys, &len, sizeof(len));
	buf_add(&touched->keys, key.ptr, key.len);
	touched->count++;
	return true;
}

void touched_clear(struct touched *touched)
{
	buf_clear(&touched->keys);
	if (touched->place)
		memset(touched->place, 0, touched->places * sizeof(*touched->place));
	touched->count = 0;
}

void touched_release(struct touched *touched)
{
	buf_release(&touched->keys);
	free(touched->place);
	*touched = (struct touched){0};
}
