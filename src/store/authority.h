/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who may decide what: officers, log keys, and which entries about them and about the plan count.
 *
 * An entry about an officer, a log key or the plan counts only if its officer was a supervisor by the entries
 * about officers before it, in the order of Lamport counters (FORMAT F5). An officer may besides say of oneself
 * which slot is valid, since a passphrase is one's own affair. All of it is a function of the set of entries: in
 * which order they came does not matter. The founder, whose key stands in the file's head, is the first supervisor.
 *
 * What would leave no supervisor has no effect (MERGE 22): two that remove each other lock nobody out for ever.
 * Of slots the one of the highest generation is valid, so that a passphrase which was changed stays so.
 */
#ifndef OKOCE_STORE_AUTHORITY_H
#define OKOCE_STORE_AUTHORITY_H

#include "model/record.h"
#include "store/payload.h"
#include "store/seal.h"

/* An entry's place in the order, and who wrote it. */
struct authored {
	struct event_id event;
	uint64_t lamport;
	struct id officer;
	uint8_t officer_key[SIGN_KEY_SIZE];
};

/* What all entries that count say of an officer. */
struct officer_state {
	struct id id;
	const char *name, *kecamatan;
	uint32_t role, generation;
	uint8_t sign_key[SIGN_KEY_SIZE], box_key[32], slot_digest[DIGEST_SIZE];
	bool has_slot; /* a digest is stated */
	bool own_slot; /* the officer chose the passphrase; else it is a first one */
	bool removed;
};

struct said;	  /* an operation on a register of an officer or a key */
struct standing; /* from here on an officer with this key is a supervisor, or is not */

/* All zero but the founder's key: nothing is said. */
struct authority {
	uint8_t founder_key[SIGN_KEY_SIZE];
	struct said *said;
	size_t said_count, said_capacity;
	struct arena arena;
	bool changed; /* since it was kept */

	/* What follows from it, after authority_fold(). */
	struct officer_state *officer; /* removed ones too, in the order in which they came */
	size_t officer_count, officer_capacity;
	struct standing *standing;
	size_t standing_count, standing_capacity;
	uint8_t (*key)[DIGEST_SIZE]; /* digests of log keys, the one announced last at the end */
	size_t key_count, key_capacity;
};

/* Registers whose entries count only under a condition; those that state who is who. */
bool authority_governs(const struct register_parts *parts);
bool authority_states(const struct register_parts *parts);

/* Adds what an entry says of an officer or a key: copied. */
void authority_add(struct authority *authority, const struct authored *by, const struct operation *operation);
/* The same of all that was added to another. */
void authority_join(struct authority *authority, const struct authority *other);
void authority_fold(struct authority *authority);
/* Whether an operation on a register that is governed counts. One that states who is who was added before. */
bool authority_counts(const struct authority *authority, const struct authored *by, struct bytes key,
		      const struct register_parts *parts);
/* As of now. */
bool authority_is_supervisor(const struct authority *authority, const struct id *officer,
			     const uint8_t key[SIGN_KEY_SIZE]);
const struct officer_state *authority_officer(const struct authority *authority, const struct id *officer);
/* Whether the officer ever had this key. */
bool authority_knows(const struct authority *authority, const struct id *officer,
		     const uint8_t key[SIGN_KEY_SIZE]);

/* For keeping what was added; what cannot be read is false, and then nothing is known. */
void authority_put(struct buf *out, const struct authority *authority);
bool authority_get(struct authority *authority, struct bytes value) MUST_USE;
void authority_release(struct authority *authority); /* the founder's key stays */

#endif
