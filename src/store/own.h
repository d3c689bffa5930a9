/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What this laptop wrote and what it saw, beside the data file and never copied with it, so that an
 * older or foreign file that was put in its place is noticed (SECURITY S6). For the files of the
 * open store only; what others may ask is in store/store.h.
 *
 * FOLDER/own    the mirror: each own entry as it stands in the log (store/own_file.h)
 * FOLDER/state  [map, checksum] (doc/FORMAT.md, 11): the last entry of each own writer in the
 *		 mirror, and of each writer in the data file when this laptop last closed it
 * FOLDER/lock   who writes `state`
 *
 * Entries are sealed and signed already, and of them alone something is ever taken; the rest is ids,
 * numbers and tags, which stand in the clear in every copy of the data file. So nothing here is
 * sealed, and it needs no key. Losing it loses nothing that the data file has: what the mirror lacks
 * of own entries is copied from there at the next opening. An erasure must rewrite the mirror as it
 * rewrites the log; own_file.h is where that belongs.
 */
#ifndef OKOCE_STORE_OWN_H
#define OKOCE_STORE_OWN_H

#include "store/inside.h"

/* The last entry of each writer, by writer. */
struct heads {
	struct event_id *item;
	size_t count, capacity;
};
const struct event_id *heads_find(const struct heads *heads, const struct id *writer);
/* Moves a writer's head up to this entry; one that is earlier changes nothing. */
void heads_raise(struct heads *heads, const struct event_id *event);

/* The data file as this laptop left it. */
struct own_seen {
	uint64_t inode, transaction, records, entries; /* inode 0: look at all of it */
};

struct own {
	char *path, *state_path, *lock_path;
	int fd;		      /* of the mirror; -1: there is none */
	bool writes;	      /* appends to it */
	struct buf pending;   /* frames of the transaction under way, */
	struct event_id last; /* and the last of its entries */
	uint64_t covered;     /* the part of the mirror that `mine` speaks of */
	uint64_t end;	      /* where it ends, if nobody else appended */
	struct heads mine, file;
	struct own_seen seen;
	bool known;   /* there was a state */
	bool changed; /* this run has written */
	uint64_t lacking, gone;
	struct err trouble;
};

/* What cannot be done with the mirror, and why: a sentence. */
enum status own_fails(const struct own *own, int number, struct err *err);

/* own null: nothing is kept. An entry of the transaction under way; */
void own_add(struct own *own, struct bytes key, struct bytes value);
/* which is on the disk now, or is not. One write(), no flush: the log has it. */
void own_keep(struct own *own);
void own_drop(struct own *own);
/* Flushes, writes the state. The view must be open still. */
void own_close(struct store *store);

/* --- store/own_state.c ------------------------------------------------------------------------ */

/* STATUS_NOT_FOUND: there is none. STATUS_DAMAGED: none that can be read. */
enum status own_state_read(struct own *own, const struct id *programme) MUST_USE;
enum status own_state_write(const struct own *own, const struct id *programme,
			    struct err *err) MUST_USE;

/* --- store/recover.c -------------------------------------------------------------------------- */

/* Counts the entries of the mirror that hold and the log lacks; `put`: appends them to it. */
enum status own_examine(struct store *store, bool put, uint64_t *count, struct err *err) MUST_USE;

#endif
