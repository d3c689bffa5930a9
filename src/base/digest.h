/* SPDX-License-Identifier: BSD-2-Clause */
/* BLAKE2b (RFC 7693), plain or keyed, over pieces. Each use begins with a label of its own. */
#ifndef OKOCE_BASE_DIGEST_H
#define OKOCE_BASE_DIGEST_H

#include "base/bytes.h"

#define DIGEST_SIZE 32

/* Writes `out_len` (16 to 64) bytes: BLAKE2b with that output length over `label` (without its NUL)
 * followed by the pieces, each as it stands. `key` may be null; else it has 32 bytes. */
void digest(uint8_t *out, size_t out_len, const uint8_t *key, const char *label,
	    const struct bytes *pieces, size_t count);

/* BLAKE2b-256, without a label, of what comes in pieces: tells whether two copies of a file are one. */
struct digester {
	_Alignas(64) uint8_t state[384];
};
void digester_begin(struct digester *digester);
void digester_add(struct digester *digester, struct bytes bytes);
void digester_end(struct digester *digester, uint8_t out[DIGEST_SIZE]);

/* For telling values apart within one run or one cache, never for what is kept in a file: `key` has 16 bytes. */
uint64_t digest_short(const uint8_t *key, struct bytes bytes);

#endif
