/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/value.h"

#include <string.h>

#define TAG_BYTES 4
#define TAG_LABEL "okoce tag 1"

static void print_tag(void *context, const char *secret, struct buf *out)
{
	const struct key_ring *ring = context;
	const struct bytes piece = {(const uint8_t *)secret, strlen(secret)};
	uint8_t tag[16];

	digest(tag, sizeof(tag), ring->tag_key, TAG_LABEL, &piece, 1);
	for (size_t i = 0; i < TAG_BYTES; i++)
		buf_printf(out, "%02x", tag[i]);
}

void value_print(struct buf *out, const struct store *store, struct bytes key, struct bytes value)
{
	const struct record_type *type = record_type_of(key);
	struct arena arena = {NULL};
	void *record = type ? arena_alloc(&arena, type->size) : NULL;

	if (type && record_decode(type, value, &arena, record, NULL) == STATUS_OK)
		record_print(type, record, out, print_tag, (void *)(uintptr_t)store_keys(store));
	else
		cbor_diagnose(out, value);
	arena_release(&arena);
}
