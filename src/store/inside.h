/* SPDX-License-Identifier: BSD-2-Clause */
/* The open store, as its own files see it: store.c, unlock.c, read.c, lineage.c, transaction.c, undo.c, history.c. */
#ifndef OKOCE_STORE_INSIDE_H
#define OKOCE_STORE_INSIDE_H

#include "base/file.h"
#include "store/authority.h"
#include "store/db.h"
#include "store/meta.h"
#include "store/store.h"
#include "store/writer.h"

/* Who wrote, from a writer's birth, and its last entry that holds. Kept in the view. */
struct writer_fact {
	struct id writer, officer, device;
	uint8_t officer_key[SIGN_KEY_SIZE], public_key[SIGN_KEY_SIZE];
	uint32_t seq;
	uint64_t lamport;
	uint8_t chain[DIGEST_SIZE];
};

/* An event that brought back what another had said, because the change in between was undone: to
 * undo the earlier one too is possible then. Kept for the run. */
struct stand_in {
	struct register_key key;
	struct event_id event, stands_for;
};

/* How far an action was undone that takes several transactions, so that an undoing which broke off
 * goes on where it was. Kept for the run. */
struct undoing {
	struct action_id action, done; /* done.first 0: nothing yet */
	uint32_t next;		       /* the first entry that is not undone; 0: all are */
};

/* An entry, opened: the one that was read last is kept, since the registers of a person, which are read one
 * after the other, mostly stand in one. */
struct opened {
	struct event_id event;
	uint64_t state; /* db_number() of the transaction in which it was read; 0: nothing is held */
	struct entry_header header;
	struct buf plain;
	struct operation operation[PAYLOAD_OPERATIONS_MAX]; /* borrowed from `plain` */
	size_t count;
};

/* An event as a fact, without its value. `writer`: who wrote it. */
static inline struct fact fact_of(const struct opened *opened, const struct writer_fact *writer)
{
	return (struct fact){
		.event = opened->event,
		.lamport = opened->header.lamport,
		.time = opened->header.time,
		.source = opened->header.source,
		.action = entry_action(&opened->event, &opened->header),
		.officer = writer->officer,
		.device = writer->device,
	};
}

/* The block of names (store/names.h) that is not full yet, and how many are. */
struct names_tail {
	uint32_t view; /* counts the views of this run, from 1 */
	uint32_t number;
	struct buf plain;
	bool changed;
};

struct store {
	char *path;
	struct store_options options;
	enum store_access access;
	struct file_lock lock;
	struct db *db;
	struct meta meta;
	struct slot *slot; /* parsed; texts in `texts` */
	size_t slot_count, slot_capacity;
	struct arena texts;

	/* From here on only when unlocked. */
	struct id officer;
	struct key_ring *ring;
	struct authority authority; /* as far as the view follows the log */
	struct opened opened;
	struct view *view; /* to be had from store_view(), see store/owed.h */
	struct owed *owed; /* null: the view has all that this run wrote */
	char *view_path; /* null: in memory */
	char *borrow_path; /* of a view that is only read, as long as it is that of the log */
	bool borrowed;	   /* it is the one that is open */
	struct db_state seen; /* the log, when it was followed last */
	struct names_tail names;
	bool dirty; /* the view was written to since it was flushed */
	uint64_t entries, left_out;
	uint64_t forks; /* entries that stand beside another with their number */
	uint64_t lamport;     /* the greatest seen */
	moment last_time;     /* of that entry */
	struct written written; /* last, in this run */
	moment device_time;   /* latest of this laptop's entries by the system's clock; 0: none */
	struct stand_in *stand_in;
	size_t stand_in_count, stand_in_capacity;
	struct undoing undoing;
	struct writer writer; /* seq 0: none born yet in this run */
	struct sign_ahead ahead; /* for the next commit; of the store, since a commit that fails has used it up */
	struct own *own;      /* null: nothing is kept beside the file, see store/own.h */
	struct local *local;  /* null: none was used, see store/local.h */
};

/* Nothing of keys and of what they opened is left, of an attempt either: the next one may be another
 * officer's. */
void store_forget_keys(struct store *store);
/* Opens all key boxes of the officer, into a ring whose seed is open. STATUS_DAMAGED: none opens. */
enum status store_open_boxes(struct store *store, struct err *err) MUST_USE;
/* Seals from now on with the log key that was announced last, of those that are known. */
void store_choose_key(struct store *store);

/* A slot or box that is put in the same commit, in the place of one that is there; value empty: it is taken
 * away. The transaction must have an entry, which says so. */
struct store *transaction_store(const struct transaction *transaction);
void transaction_key(struct transaction *transaction, struct bytes key, struct bytes value);
/* Reads anew which slots there are. */
void store_read_slots(struct store *store, struct db_txn *txn);
enum status store_know_keys(struct store *store, struct err *err) MUST_USE;
/* The view is opened anew, with the keys that the officer's boxes now have. */
enum status store_follow_anew(struct store *store, struct err *err) MUST_USE;

/* False when no entry of this writer holds. */
bool store_get_writer(struct store *store, const struct id *writer, struct writer_fact *fact);
void store_put_writer(struct store *store, const struct writer_fact *fact);
typedef void store_writer(void *context, const struct writer_fact *fact);
void store_each_writer(struct store *store, store_writer *each, void *context);
/* The writer's last entry. */
struct event_id store_head(const struct writer_fact *fact);
bool log_has(struct db_txn *txn, const struct event_id *event);
/* False when the log has no such entry, or none that can be parsed; borrowed from the transaction. */
bool log_entry(struct db_txn *txn, const struct event_id *event, struct entry *entry);
/* Reads an entry and opens its payload into `plain`. False when it is not there or does not open. */
bool store_entry(struct store *store, struct db_txn *txn, const struct event_id *event,
		 struct entry *entry, struct buf *plain);
/* The same, lent until the next call. Null when it is not there or does not open. */
const struct opened *store_opened(struct store *store, struct db_txn *txn, const struct event_id *event);
/* What it says of a register; null when that is nothing. */
const struct operation *opened_find(const struct opened *opened, struct bytes key);
/* An entry was seen: counters and clocks. */
void store_saw(struct store *store, const struct entry_header *header, const struct id *device);

#endif
