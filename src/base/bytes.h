/* SPDX-License-Identifier: BSD-2-Clause */
/* Borrowed bytes, and big-endian integers in them. The lender says until when they live. */
#ifndef OKOCE_BASE_BYTES_H
#define OKOCE_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
	const uint8_t *ptr;
	size_t len;
};

#define BYTES_NONE ((struct bytes){NULL, 0})
/* The bytes of an array variable. */
#define BYTES_OF(array) ((struct bytes){(array), sizeof(array)})

bool bytes_equal(struct bytes a, struct bytes b);
/* memcmp order, a shorter prefix first. */
int bytes_compare(struct bytes a, struct bytes b);
bool bytes_start_with(struct bytes all, struct bytes prefix);
/* For tables in memory: another machine's may be another. */
uint64_t bytes_hash(struct bytes bytes);

void put_be32(uint8_t out[4], uint32_t value);
uint32_t get_be32(const uint8_t in[4]);

#endif
