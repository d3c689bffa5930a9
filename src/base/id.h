/* SPDX-License-Identifier: BSD-2-Clause */
/* 16-byte identifiers: programmes, writers, officers, devices, records. Equal bytes are one thing. */
#ifndef OKOCE_BASE_ID_H
#define OKOCE_BASE_ID_H

#include "base/bytes.h"

#define ID_SIZE 16
#define ID_HEX_SIZE (2 * ID_SIZE + 1)

struct id {
	uint8_t byte[ID_SIZE];
};

bool id_equal(const struct id *a, const struct id *b);
int id_compare(const struct id *a, const struct id *b);
bool id_is_zero(const struct id *id);
struct bytes id_bytes(const struct id *id); /* borrowed from id */
/* Lower-case hexadecimal, NUL-terminated. Returns out. */
char *id_hex(const struct id *id, char out[ID_HEX_SIZE]);

#endif
