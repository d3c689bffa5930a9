/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/bytes.h"

#include <string.h>

/* memcmp may not be given null pointers, not even with a length of zero, and BYTES_NONE has one. */
static int compare_start(const uint8_t *a, const uint8_t *b, size_t len)
{
	return len == 0 ? 0 : memcmp(a, b, len);
}

bool bytes_equal(struct bytes a, struct bytes b)
{
	return a.len == b.len && compare_start(a.ptr, b.ptr, a.len) == 0;
}

int bytes_compare(struct bytes a, struct bytes b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = compare_start(a.ptr, b.ptr, shorter);

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool bytes_start_with(struct bytes all, struct bytes prefix)
{
	return all.len >= prefix.len && compare_start(all.ptr, prefix.ptr, prefix.len) == 0;
}

static uint64_t hash_word(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return hash << 32 | hash >> 32;
}

/* What differs in the last bytes alone, as numbers do, differs everywhere: as splitmix64 ends. */
static uint64_t hash_end(uint64_t hash)
{
	hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
	hash = (hash ^ hash >> 27) * 0x94d049bb133111ebu;
	return hash ^ hash >> 31;
}

uint64_t bytes_hash(struct bytes bytes)
{
	uint64_t hash = hash_word(0, bytes.len + 1), word = 0;

	for (; bytes.len >= sizeof(word); bytes.ptr += sizeof(word), bytes.len -= sizeof(word)) {
		memcpy(&word, bytes.ptr, sizeof(word));
		hash = hash_word(hash, word);
	}
	if (bytes.len > 0) {
		word = 0;
		memcpy(&word, bytes.ptr, bytes.len);
		hash = hash_word(hash, word);
	}
	return hash_end(hash);
}

void put_be32(uint8_t out[4], uint32_t value)
{
	out[0] = (uint8_t)(value >> 24);
	out[1] = (uint8_t)(value >> 16);
	out[2] = (uint8_t)(value >> 8);
	out[3] = (uint8_t)value;
}

uint32_t get_be32(const uint8_t in[4])
{
	return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | in[3];
}
