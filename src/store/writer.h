/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A writer: one run of the program that writes. Its Ed25519 key pair lives in memory only.
 * Birth payload (clear): CBOR map {1 public key, 2 programme, 3 officer, 4 officer's public key,
 * 5 device, 6 program version, 7 digest of the configuration, 8 officer's signature over
 * "okoce birth 1" and the map of 1 to 7}.
 */
#ifndef OKOCE_STORE_WRITER_H
#define OKOCE_STORE_WRITER_H

#include "store/keys.h"

struct writer {
	struct id id; /* 4 bytes of birth time (locality only), 12 of BLAKE2b of its public key */
	uint8_t public_key[SIGN_KEY_SIZE], secret[SIGN_SECRET_SIZE];
	uint32_t seq; /* of its last entry, 0 before the birth */
	struct event_id last;
	uint8_t chain[DIGEST_SIZE]; /* of its last entry */
};

void writer_draw(struct writer *writer, moment now);
void writer_id(struct id *out, const uint8_t public_key[SIGN_KEY_SIZE], uint32_t birth_time);

struct birth {
	uint8_t public_key[SIGN_KEY_SIZE], officer_key[SIGN_KEY_SIZE];
	struct id programme, officer, device;
	struct bytes version;
	uint8_t conf_digest[DIGEST_SIZE];
};

void birth_put(struct buf *out, const struct birth *birth, const struct key_ring *ring);
/* True when the payload is a birth whose officer's signature holds and whose key names `writer`. */
bool birth_parse(struct birth *birth, struct bytes payload, const struct id *writer);

#endif
