/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Verifying a log: its entries are given in the order of their keys (writer, seq, tag), and those
 * that hold are handed on in the same order. Needs no key: names and prev are held against the
 * chain, the chain against the writer's signatures, the writer's key against its birth (FORMAT F4).
 *
 * Holding means: it is a signed entry, or one that a signed entry of its writer follows from. A bad
 * entry is a gap, and the sound ones behind it hold still (MERGE 3); forks stand side by side.
 */
#ifndef OKOCE_STORE_VERIFY_H
#define OKOCE_STORE_VERIFY_H

#include "store/writer.h"

/* finding, text (the entry's name is said before it), an entry is left out because of it */
#define VERIFY_TABLE(X)                                                                            \
	X(UNREADABLE, N_("entry cannot be read"), true)                                            \
	X(NAME, N_("entry was changed: it is not what its name says"), true)                       \
	X(NO_BIRTH, N_("entry of a writer whose beginning is missing or damaged"), true)           \
	X(UNSIGNED, N_("entry is not complete: no signature follows it"), true)                    \
	X(SIGNATURE, N_("signature does not fit"), false)                                          \
	X(GAP, N_("the entry before this one is missing"), false)                                  \
	X(FORK, N_("a second entry with this number stands beside it"), false)                     \
	X(COUNTER, N_("its counter is not greater than the one before it"), false)

enum verify_kind {
#define VERIFY_ENUM(name, text, out) VERIFY_##name,
	VERIFY_TABLE(VERIFY_ENUM)
#undef VERIFY_ENUM
};

#define ONE_MORE_KIND(name, text, out) +1
#define VERIFY_COUNT (VERIFY_TABLE(ONE_MORE_KIND))

/* Both get the context. What they are given lives for the call. */
typedef void verify_taken(void *context, const struct entry *entry, const struct birth *birth,
			  const uint8_t chain[DIGEST_SIZE]);
typedef void verify_found(void *context, enum verify_kind kind, const struct event_id *event);

struct verify {
	struct id programme;
	verify_taken *taken; /* may be null */
	verify_found *found; /* may be null */
	void *context;
	bool copies; /* keys and values live only for the call of verify_entry() */
	bool every_signature; /* else only the last good one of a branch: the chain covers the rest */

	uint64_t writers, held, left_out; /* results */

	/* Its own: the entries of the writer that is being read. */
	struct id writer;
	struct birth birth; /* given by verify_resume() */
	bool resumed;
	struct verify_node *node;
	size_t count, capacity;
	struct arena arena;
};

/* What is seen of an entry by itself, which is nearly all of the work; borrowed from key and value. */
struct looked {
	struct entry entry; /* seq 0: not even its key can be read */
	uint8_t chain[DIGEST_SIZE];
	bool sound;
	enum verify_kind wrong; /* when it is not */
};

/* Give a struct whose first members are set and whose others are zero. */
void verify_entry(struct verify *verify, struct bytes key, struct bytes value);
/* The same in two steps. The first needs nothing of the others: threads may look at several entries. The
 * second takes them in their order; what they are borrowed from lives until the writer's last was added. */
void verify_look(struct looked *looked, const struct id *programme, struct bytes key, struct bytes value);
void verify_add(struct verify *verify, const struct looked *looked);
/* Before the entries of a writer behind one that was verified earlier: its number, counter and chain,
 * and who wrote. */
void verify_resume(struct verify *verify, const struct id *writer, uint32_t seq, uint64_t lamport,
		   const uint8_t chain[DIGEST_SIZE], const struct birth *birth);
/* After the last entry; releases what it took. */
void verify_end(struct verify *verify);

/* Whether the writer of this birth signed the entry, which has a signature. */
bool verify_signature(const struct entry *entry, const uint8_t chain[DIGEST_SIZE],
		      const struct birth *birth);

const char *verify_text(enum verify_kind kind); /* translated */
/* "writer (in hexadecimal)/seq", for findings. */
void event_print(struct buf *out, const struct event_id *event);

#endif
