/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a file says of itself: key "F", value CBOR [map, BLAKE2b-128 of the map's bytes].
 * Map: {1 format version, 2 programme id, 3 first officer's Ed25519 key, 4 16 random bytes,
 * 5 created, 6 sealed}. The programme id is BLAKE2b-128 of "okoce programme 1", 3 and 4 (FORMAT F5).
 */
#ifndef OKOCE_STORE_META_H
#define OKOCE_STORE_META_H

#include "store/seal.h"

#define META_FORMAT 1

struct meta {
	uint64_t format;
	struct id programme;
	uint8_t founder_key[SIGN_KEY_SIZE];
	uint8_t salt[16];
	moment created;
	bool sealed;
};

/* Before all entries: a new one of the newest writer is then the last key of the tree, behind which
 * liblmdb fills pages instead of splitting them in half. */
extern const struct bytes meta_key;

/* A new programme of this officer: draws the salt and computes the id. */
void meta_draw(struct meta *meta, const uint8_t founder_key[SIGN_KEY_SIZE], moment created, bool sealed);
void meta_put(struct buf *out, const struct meta *meta);
/* STATUS_DAMAGED, or STATUS_UNSUPPORTED for a later format. `path` for the sentence. */
enum status meta_parse(struct meta *meta, struct bytes value, const char *path,
		       struct err *err) MUST_USE;

/* A checksum over public bytes, so that damage is told apart from a wrong passphrase. */
#define CHECKSUM_SIZE 16
void checksum(uint8_t out[CHECKSUM_SIZE], struct bytes bytes);
/* [map, checksum of the map's bytes]; false when it is not what was put. */
void checked_put(struct buf *out, struct bytes map);
bool checked_get(struct bytes value, struct bytes *map);

#endif
