/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One entry of the log: its key, its clear header, its body, and the names that follow from them.
 *
 * Key:    "L" writer(16) seq(4, big-endian, from 1) tag(8)
 * Value:  CBOR array [header: map, body, signature: bytes(64) or null]
 * Header: {1 lamport, 2 prev (absent in entry 1), 3 time, 4 clock source (0 absent), 5 kind (0 absent),
 *          6 key id (absent in a birth), 7 batch (absent for an action of one entry)}, unknown keys kept
 * Body:   the payload as one byte string, or [digest] where an erasure removed it
 *
 * doc/FORMAT.md has a byte example that a test holds against this code. Nothing here has a key but
 * the signature: anyone can verify a file.
 */
#ifndef OKOCE_STORE_ENTRY_H
#define OKOCE_STORE_ENTRY_H

#include "base/cbor.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/id.h"

#define ENTRY_TAG_SIZE 8
#define ENTRY_KEY_SIZE (1 + ID_SIZE + 4 + ENTRY_TAG_SIZE)
#define EVENT_ID_SIZE (ID_SIZE + 4 + ENTRY_TAG_SIZE)
#define KEY_ID_SIZE 4
#define SIGNATURE_SIZE 64
#define LAMPORT_MAX (1ULL << 48) /* the counter saturates here */

/* What an entry is called, on every laptop alike. Operations name what they supersede by it. */
struct event_id {
	struct id writer;
	uint32_t seq;
	uint8_t tag[ENTRY_TAG_SIZE]; /* the first bytes of its chain: forks have two names */
};

enum entry_kind { ENTRY_CHANGE = 0, ENTRY_BIRTH = 1, ENTRY_CLOSING = 2, ENTRY_ERASURE = 3 };

/* Its payload is in the clear and holds no operations: what it says is about the log itself. */
static inline bool entry_kind_is_clear(enum entry_kind kind)
{
	return kind == ENTRY_BIRTH || kind == ENTRY_CLOSING;
}

/* Doubted: earlier than an entry before it, or than the program's release. */
enum clock_source { CLOCK_SYSTEM = 0, CLOCK_BY_HAND = 1, CLOCK_DOUBTED = 2 };

struct entry_header {
	uint64_t lamport;
	bool has_prev;
	uint8_t prev[DIGEST_SIZE]; /* the chain of the writer's previous entry */
	moment time;
	enum clock_source source;
	enum entry_kind kind;
	bool has_key;
	uint8_t key_id[KEY_ID_SIZE];
	uint64_t batch; /* seq of the first entry of the action, 0: the action is this entry alone */
};

struct entry {
	struct event_id id;
	struct entry_header header;
	struct bytes header_bytes, payload; /* borrowed; payload empty when erased */
	bool erased;
	uint8_t left[DIGEST_SIZE]; /* by an erasure: the digest of the payload's bytes */
	const uint8_t *signature; /* borrowed; null inside a transaction */
};

int event_compare(const struct event_id *a, const struct event_id *b);
void event_put(uint8_t out[EVENT_ID_SIZE], const struct event_id *event);
struct event_id event_get(const uint8_t in[EVENT_ID_SIZE]);

extern const struct bytes entry_prefix; /* "L", of all entries' keys */
void entry_key(uint8_t out[ENTRY_KEY_SIZE], const struct event_id *event);
bool entry_key_parse(struct bytes key, struct event_id *event);

void entry_header_put(struct buf *out, const struct entry_header *header);
/* signature may be null. */
void entry_put(struct buf *out, struct bytes header, struct bytes payload, const uint8_t *signature);
/* An entry that was parsed, as it stands, erased or not, with this signature or none. */
void entry_copy(struct buf *out, const struct entry *entry, const uint8_t *signature);
/* Takes a key and value apart; false when they are not an entry. Checks no chain. */
bool entry_parse(struct entry *entry, struct bytes key, struct bytes value);

/* The seq of the first entry of its action. */
uint32_t entry_action(const struct event_id *event, const struct entry_header *header);

/* What the last entry of a transaction is signed with: this label, and its chain (FORMAT F4). */
#define ENTRY_LABEL "okoce entry 1"

/* BLAKE2b-256 of "okoce chain 1", programme, writer, seq, previous chain (zeros before the first),
 * header and digest (FORMAT F4). */
void entry_chain(uint8_t out[DIGEST_SIZE], const struct id *programme, const struct event_id *event,
		 const struct entry_header *header, struct bytes header_bytes,
		 const uint8_t digest[DIGEST_SIZE]);
/* Whether it is what its name says: the name ends in the tag of its chain, which is put into `chain`. */
bool entry_is_named(const struct entry *entry, const struct id *programme, uint8_t chain[DIGEST_SIZE]);
void payload_digest(uint8_t out[DIGEST_SIZE], struct bytes payload);

#endif
