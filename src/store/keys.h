/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Keys: an officer's seed in a slot, the log key in a box for each officer, and what derives from them.
 *
 * Slot  "K" officer(16):        [clear map, sealed seed, checksum]; opened with the passphrase
 * Box   "E" key id(4) officer:  [sealed box (X25519) to the officer: {label, programme, officer,
 *                               log key, ids secret, earlier log keys}, checksum]
 * The seed gives the officer's Ed25519 and X25519 keys. Contexts of crypto_kdf: "okoceofc" 1 sign,
 * 2 box (from the seed); "okoceslt" 1 (from the passphrase); "okocelog" 1 payloads, 2 names in the view,
 * 3 local state (from the log key); "okoceids" 1 record ids, 2 tags of masked values (from the ids
 * secret). The key of names is of all log keys that are known, their exclusive or.
 *
 * A programme has several log keys once an officer was removed: entries name theirs, each box holds the
 * earlier ones, and the one that was announced last is the current one, which seals.
 * FORMAT F5 has the reasons.
 */
#ifndef OKOCE_STORE_KEYS_H
#define OKOCE_STORE_KEYS_H

#include "base/code.h"
#include "store/seal.h"

#define SLOT_NAME_MAX 241
#define SLOT_KEY_SIZE (1 + ID_SIZE)
#define BOX_KEY_SIZE (1 + KEY_ID_SIZE + ID_SIZE)
#define PASSPHRASE_MIN 10
#define PASSPHRASE_MAX 1024
#define RECOVERY_CODE_DIGITS 20 /* 100 bits */
#define RECOVERY_CODE_SIZE CODE_SIZE(RECOVERY_CODE_DIGITS)

/* Written always by this rule, never copied from a file; read only within the limits, before
 * memory is touched. */
#define SLOT_MEMORY_KIB 65536
#define SLOT_PASSES 3
#define SLOT_MEMORY_KIB_MIN (19 * 1024)
#define SLOT_MEMORY_KIB_MAX (256 * 1024)
#define SLOT_PASSES_MIN 2
#define SLOT_PASSES_MAX 10

struct slot {
	struct id officer;
	char name[SLOT_NAME_MAX];
	uint32_t generation;
	bool open; /* no passphrase: demo and practice files */
	bool code; /* opened with a recovery code, which lies in an envelope: nobody's everyday name */
	uint32_t memory_kib, passes;
	uint8_t salt[16];
	struct bytes clear, sealed; /* borrowed from what was parsed */
	uint8_t digest[DIGEST_SIZE]; /* slot_digest() of it */
};

/* More than so many log keys no programme has: a key is made when an officer is removed. */
#define LOG_KEYS_MAX 64

struct log_key {
	uint8_t key[32], id[KEY_ID_SIZE], digest[DIGEST_SIZE];
	uint8_t payload_key[SEAL_KEY_SIZE], local_key[SEAL_KEY_SIZE];
};

/* All secrets of an unlocked file, in guarded memory that is never swapped nor dumped. */
struct key_ring {
	uint8_t seed[32];
	uint8_t sign_key[SIGN_KEY_SIZE], sign_secret[SIGN_SECRET_SIZE];
	uint8_t box_key[32], box_secret[32];
	/* The current log key, and what derives from it; */
	uint8_t log_key[32], key_id[KEY_ID_SIZE], key_digest[DIGEST_SIZE];
	uint8_t payload_key[SEAL_KEY_SIZE], local_key[SEAL_KEY_SIZE];
	struct log_key known[LOG_KEYS_MAX]; /* all that are known, that one too */
	size_t known_count;
	uint8_t names_key[SEAL_KEY_SIZE];
	uint8_t ids_secret[32], record_key[32], tag_key[32];
};

struct key_ring *key_ring_new(void);
void key_ring_free(struct key_ring *ring); /* null allowed */
/* Draws a new seed, log key and ids secret, and derives the rest. ids_secret may be given: an open
 * (demo) file's, which are no secret. */
void key_ring_draw(struct key_ring *ring, const struct id *programme, const uint8_t *ids_secret);
/* The part of a new ring that the programme id needs before anything else. */
void key_ring_draw_seed(struct key_ring *ring);
/* Draws one more log key, which becomes the current one. False: there are LOG_KEYS_MAX. */
bool key_ring_draw_next(struct key_ring *ring, const struct id *programme) MUST_USE;
/* Makes a known log key the current one; false when it is not known. */
bool key_ring_choose(struct key_ring *ring, const uint8_t key_id[KEY_ID_SIZE]);
/* Of the set of log keys that are known: another one when a key is added. */
void key_ring_mark(const struct key_ring *ring, uint8_t out[KEY_ID_SIZE]);
/* Opens an entry's payload with the log key that its header names. */
bool key_ring_open(const struct key_ring *ring, struct buf *out, const struct id *programme,
		   const struct entry *entry) MUST_USE;

/* Seals ring->seed for `officer`. passphrase null: an open slot. */
enum status slot_put(struct buf *out, const struct key_ring *ring, const struct id *programme,
		     const struct id *officer, const char *name, uint32_t generation,
		     const char *passphrase, struct err *err) MUST_USE;
/* The same, opened with a recovery code, which may be typed in any way (code_parse()). */
enum status slot_put_code(struct buf *out, const struct key_ring *ring, const struct id *programme,
			  const struct id *officer, const char *name, const char *code,
			  struct err *err) MUST_USE;
bool slot_parse(struct slot *slot, struct bytes key, struct bytes value);
/* Opens the seed into the ring. STATUS_DENIED: passphrase does not fit; STATUS_MEMORY; STATUS_DAMAGED. */
enum status slot_open(const struct slot *slot, struct key_ring *ring, const struct id *programme,
		      const char *passphrase, struct err *err) MUST_USE;

void box_put(struct buf *out, const struct key_ring *ring, const struct id *programme,
	     const struct id *officer, const uint8_t box_key[32]);
/* Opens log keys and ids secret into a ring whose seed is open, beside those that it has. The first one is
 * the current key until another is chosen. */
enum status box_open(struct bytes key, struct bytes value, struct key_ring *ring,
		     const struct id *programme, struct err *err) MUST_USE;

/* Takes a box apart without opening it; false when it is damaged. */
bool box_parse(struct bytes key, struct bytes value, struct bytes *sealed);
/* Of a slot's value, for the register of its officer, which says that it is valid. */
void slot_digest(uint8_t out[DIGEST_SIZE], struct bytes value);

extern const struct bytes slot_prefix, box_prefix; /* "K" and "E", of their keys */
void slot_key(uint8_t out[SLOT_KEY_SIZE], const struct id *officer);
void box_key(uint8_t out[BOX_KEY_SIZE], const uint8_t key_id[KEY_ID_SIZE], const struct id *officer);

#endif
