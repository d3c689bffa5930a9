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
