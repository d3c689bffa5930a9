/* SPDX-License-Identifier: BSD-2-Clause */
/* What keys.c, which has slots, and keys_boxes.c, which has log keys, share. */
#ifndef OKOCE_STORE_KEYS_INSIDE_H
#define OKOCE_STORE_KEYS_INSIDE_H

#include "store/keys.h"

/* crypto_kdf_derive_from_key() */
void keys_derive(uint8_t out[32], const uint8_t from[32], const char context[8], uint64_t number);
/* Slots and boxes end in a checksum of what stands before it: public, and only there so that a
 * damaged one is not taken for a wrong passphrase. */
void keys_sum_put(struct buf *out, size_t start);
bool keys_sum_holds(struct cbor *cbor, struct bytes value);

#endif
