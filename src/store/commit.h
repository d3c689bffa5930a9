/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One commit to the log under way: entries are sealed, named by their chain and put as they come; at the
 * end all are durable, or none is there. All calls on one commit are made by one thread, since a
 * transaction of liblmdb's is a thread's. For transaction.c and line.c.
 */
#ifndef OKOCE_STORE_COMMIT_H
#define OKOCE_STORE_COMMIT_H

#include "store/draft.h"
#include "store/follow.h"
#include "store/touched.h"

/* An entry that was put. */
struct committed {
	struct event_id event;
	uint64_t lamport;
};

/* All zero but the store: none is under way. The writer and the clocks are as they will be when it
 * succeeds. */
struct commit {
	struct store *store;
	struct db_txn *txn;
	struct writer writer;
	bool born; /* with this commit */
	uint64_t lamport;
	moment time;
	enum clock_source source;
	uint64_t batch; /* seq of the action's first entry; 0: the action is one entry */
	struct committed *committed;
	size_t count, capacity;
	struct touched touched;
	bool states;	       /* it says something of officers and keys, */
	struct authority said; /* and what */
	uint8_t conf_digest[DIGEST_SIZE];
	bool conf_known;
	struct buf header, payload, value; /* of the entry at work */
};

/* Asks now for the digest that a birth records: whoever tells it may not be asked by another thread. */
void commit_know_conf(struct commit *commit);
/* `continued`: the action that it goes on with; first 0: none. `several`: it has more entries than one. */
enum status commit_begin(struct commit *commit, const struct action_id *continued, bool several,
			 struct err *err) MUST_USE;
/* Puts the draft number `which`; the last one is signed. STATUS_INVALID when it changes a register that the
 * transaction has changed already, or what is none: then the commit can only be released. */
enum status commit_draft(struct commit *commit, const struct drafts *drafts, size_t which, bool last,
			 struct err *err) MUST_USE;
/* Puts the closing entry of a hand-over (store/closing.h), which is all of its commit, signed and in the clear. */
void commit_closing(struct commit *commit, struct bytes payload);
/* Ends it: durable when it returns STATUS_OK; then it sets `done` if that has no first entry yet, and the
 * store's writer and counters. */
enum status commit_end(struct commit *commit, struct action_id *done, struct err *err) MUST_USE;
/* What the view shows is the caller's, from then on: of each entry, which is the draft number `index`, then
 * the writer's head. */
void committed_apply(const struct committed *committed, struct view *view, const struct drafts *drafts,
		     size_t index);
void commit_follow(struct store *store, const struct writer *writer);
/* Nothing stays of a commit that was not ended. */
void commit_release(struct commit *commit);

#endif
