/* SPDX-License-Identifier: BSD-2-Clause */
/* A merge under way. For merge.c, which reads the file, and merge_writer.c, which takes what a writer wrote. */
#ifndef OKOCE_STORE_MERGE_INSIDE_H
#define OKOCE_STORE_MERGE_INSIDE_H

#include "store/inside.h"
#include "store/merge.h"
#include "store/officers.h"

/* How the new entries of a writer are verified. */
enum way {
	WAY_NONE,   /* none came yet */
	WAY_BEHIND, /* all stand behind its last one here: with that as their beginning */
	WAY_WHOLE   /* some stand before it, or beside: together with all that is here of the writer */
};

/* What was taken last, of the writer at work. */
struct taken {
	bool any;
	struct event_id event;
	uint64_t lamport;
	uint8_t chain[DIGEST_SIZE];
	struct birth birth;
};

struct merging {
	struct store *store;
	struct foreign *foreign;
	struct merge *merge;
	bool put;
	struct db_txn *txn;
	uint64_t read, in_batch;
	struct verify verify;
	struct buf plain;

	/* Of the writer at work. */
	struct id writer;
	enum way way;
	uint64_t taken_before; /* merge->taken when it began */
	struct taken last;
	struct event_id ours_next; /* WAY_WHOLE: which of ours comes next; seq 0: from the first on */
	struct event_id fed;	   /* the last of theirs that was fed */
	bool forked;		   /* one of theirs stands beside another */
	bool born;
	struct birth birth; /* when `born`: whose key signs */
	struct buf birth_key, birth_value; /* one that is not here, until it is */

	/* Slots and boxes, as they came. */
	struct arena arena;
	struct key_piece *key;
	size_t key_count, key_capacity;

	enum status status;
	struct err *err;
};

/* Entries a commit, and of one writer in memory. */
static inline size_t merge_batch(const struct merging *merging)
{
	return merging->merge->batch ? merging->merge->batch : TRANSACTION_ENTRIES_MAX;
}

/* Theirs is not here, or better than ours: whole, or signed where ours may wait for a signature. */
bool merge_is_new(struct merging *merging, const struct event_id *event, bool is_signed);
/* A new entry, as it stands in the file; those of a writer come one after the other. */
void merge_feed(struct merging *merging, const struct event_id *event, struct bytes key, struct bytes value);
/* The first of another writer comes, of which perhaps nothing is new. Ends the one before. */
void merge_begin_writer(struct merging *merging, const struct id *writer);
void merge_end_writer(struct merging *merging);
/* Of all writers. */
void merge_writers_begin(struct merging *merging);
void merge_writers_release(struct merging *merging);

#endif
