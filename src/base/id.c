/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/id.h"

#include <string.h>

bool id_equal(const struct id *a, const struct id *b)
{
	return memcmp(a->byte, b->byte, ID_SIZE) == 0;
}

int id_compare(const struct id *a, const struct id *b)
{
	return memcmp(a->byte, b->byte, ID_SIZE);
}

bool id_is_zero(const struct id *id)
{
	static const struct id zero;

	return id_equal(id, &zero);
}

struct bytes id_bytes(const struct id *id)
{
	return BYTES_OF(id->byte);
}

char *id_hex(const struct id *id, char out[ID_HEX_SIZE])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < ID_SIZE; i++) {
		out[2 * i] = digits[id->byte[i] >> 4];
		out[2 * i + 1] = digits[id->byte[i] & 15];
	}
	out[2 * ID_SIZE] = '\0';
	return out;
}
