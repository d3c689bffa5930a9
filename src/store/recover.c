/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Taking own entries back from the mirror: the very same ones, under their names, verified as if
 * they were a stranger's, together with what the log has of their writers. So a fork stands beside
 * its other branch, a gap is filled, and doing it again changes nothing (MERGE 1 to 4).
 */
#include "store/own.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "store/follow.h"
#include "store/owed.h"
#include "store/own_file.h"
#include "store/verify.h"

/* An entry that the log lacks, and where the mirror has it. */
struct lost {
	struct event_id event;
	uint64_t offset;
	uint32_t len;
};

struct examine {
	struct store *store;
	bool put;
	struct db_txn *txn;
	struct lost *lost;
	size_t count, capacity;
	size_t next; /* of the lost entries, to be fed */
	bool born;   /* the writer's birth is among what holds */
	uint64_t held, in_batch;
	enum status status;
	struct err *err;
};

static int compare_lost(const void *left, const void *right)
{
	const struct lost *a = left, *b = right;

	return event_compare(&a->event, &b->event);
}

/* In the order of the log's keys, none twice. */
static void sort_lost(struct examine *examine)
{
	size_t kept = 0;

	if (examine->count > 0)
		qsort(examine->lost, examine->count, sizeof(*examine->lost), compare_lost);
	for (size_t i = 0; i < examine->count; i++)
		if (i == 0 || compare_lost(&examine->lost[kept - 1], &examine->lost[i]) != 0)
			examine->lost[kept++] = examine->lost[i];
	examine->count = kept;
}

static void find_lost(struct examine *examine)
{
	const struct store *store = examine->store;
	struct own_reader reader;
	struct entry entry;
	struct bytes value;

	own_reader_open(&reader, store->own->fd, &store->meta.programme, 0);
	while (own_reader_next(&reader, &entry, &value)) {
		if (log_has(examine->txn, &entry.id))
			continue;
		examine->lost = memory_grow(examine->lost, examine->count, &examine->capacity,
					    sizeof(*examine->lost));
		examine->lost[examine->count++] =
			(struct lost){entry.id, reader.whole - FRAME_END - value.len, (uint32_t)value.len};
	}
	if (reader.failed)
		examine->status = own_fails(store->own, reader.failed, examine->err);
	own_reader_close(&reader);
	sort_lost(examine);
}

/* --- A writer ---------------------------------------------------------------------------------------- */

/* Batches end with a signature: a kill between two leaves no entry that nothing vouches for. */
static void next_batch(struct examine *examine)
{
	examine->status = db_commit(examine->txn, examine->err);
	examine->txn = NULL;
	examine->in_batch = 0;
	if (!examine->status)
		examine->status = db_begin(examine->store->db, true, &examine->txn, examine->err);
}

static void add(struct examine *examine, const struct entry *entry, const uint8_t *signature)
{
	struct buf value = BUF_EMPTY;
	uint8_t key[ENTRY_KEY_SIZE];

	if (examine->status || log_has(examine->txn, &entry->id))
		return;
	examine->held++;
	if (!examine->put)
		return;
	entry_key(key, &entry->id);
	entry_copy(&value, entry, signature);
	db_put(examine->txn, BYTES_OF(key), buf_bytes(&value));
	buf_release(&value);
	if (++examine->in_batch >= TRANSACTION_ENTRIES_MAX && signature)
		next_batch(examine);
}

static void take(void *context, const struct entry *entry, const struct birth *birth,
		 const uint8_t chain[DIGEST_SIZE])
{
	struct examine *examine = context;

	/* A damaged one of an entry that a later one vouches for is left out. */
	bool signs = entry->signature && verify_signature(entry, chain, birth);

	examine->born |= entry->header.kind == ENTRY_BIRTH;
	add(examine, entry, signs ? entry->signature : NULL);
}

/* Reads a lost entry, none after a failure; free the value. */
static struct bytes read_lost(struct examine *examine, const struct lost *lost)
{
	const struct own *own = examine->store->own;
	uint8_t *value = memory_alloc(lost->len);
	int number;

	if (!examine->status && !file_get_at(own->fd, value, lost->len, lost->offset, &number))
		examine->status = own_fails(own, number ? number : EIO, examine->err);
	return (struct bytes){value, examine->status ? 0 : lost->len};
}

static void feed_lost(struct examine *examine, struct verify *verify)
{
	const struct lost *lost = &examine->lost[examine->next++];
	struct bytes value = read_lost(examine, lost);
	uint8_t key[ENTRY_KEY_SIZE];

	entry_key(key, &lost->event);
	if (value.len > 0)
		verify_entry(verify, BYTES_OF(key), value);
	free((void *)(uintptr_t)value.ptr);
}

/* A birth has its officer's signature. Where a gap follows it no other vouches for it, and what
 * stands behind the gap holds by it all the same. */
static void add_births(struct examine *examine, size_t first)
{
	for (size_t i = first; i < examine->next && examine->lost[i].event.seq == 1; i++) {
		struct bytes value = read_lost(examine, &examine->lost[i]);
		uint8_t key[ENTRY_KEY_SIZE];
		struct entry entry;
		struct birth birth;

		entry_key(key, &examine->lost[i].event);
		if (entry_parse(&entry, BYTES_OF(key), value) && entry.header.kind == ENTRY_BIRTH &&
		    birth_parse(&birth, entry.payload, &entry.id.writer) &&
		    id_equal(&birth.programme, &examine->store->meta.programme))
			add(examine, &entry, NULL);
		free((void *)(uintptr_t)value.ptr);
	}
}

static bool is_next(const struct examine *examine, const struct id *writer)
{
	return examine->next < examine->count &&
	       id_equal(&examine->lost[examine->next].event.writer, writer);
}

/* Both, the log's entries and the lost ones, in the order of their keys. */
static void examine_writer(struct examine *examine)
{
	const struct event_id first = {.writer = examine->lost[examine->next].event.writer};
	struct verify verify = {.programme = examine->store->meta.programme, .taken = take,
				.context = examine, .copies = true};
	const size_t first_lost = examine->next;
	const uint64_t held = examine->held;
	uint8_t from[ENTRY_KEY_SIZE];
	struct event_id event;
	struct bytes key, value;

	examine->born = false;
	entry_key(from, &first);
	for (bool more = db_seek(examine->txn, BYTES_OF(from), &key, &value);
	     more && entry_key_parse(key, &event) && id_equal(&event.writer, &first.writer);
	     more = db_next(examine->txn, &key, &value)) {
		while (is_next(examine, &first.writer) &&
		       event_compare(&examine->lost[examine->next].event, &event) < 0)
			feed_lost(examine, &verify);
		verify_entry(&verify, key, value);
	}
	while (is_next(examine, &first.writer))
		feed_lost(examine, &verify);
	verify_end(&verify);
	if (examine->held > held && !examine->born)
		add_births(examine, first_lost);
}

/* --- All of it ----------------------------------------------------------------------------------------- */

static void finish(struct examine *examine)
{
	if (!examine->txn)
		return;
	if (examine->put && !examine->status)
		examine->status = db_commit(examine->txn, examine->err);
	else if (!examine->status)
		examine->status = db_finish(examine->txn, examine->err);
	else
		db_abort(examine->txn);
}

enum status own_examine(struct store *store, bool put, uint64_t *count, struct err *err)
{
	struct examine examine = {.store = store, .put = put, .err = err};

	*count = 0;
	if (store->own->fd < 0)
		return STATUS_OK;
	owed_settle(store);
	examine.status = db_begin(store->db, put, &examine.txn, err);
	if (examine.status)
		return examine.status;
	find_lost(&examine);
	while (examine.next < examine.count && !examine.status)
		examine_writer(&examine);
	finish(&examine);
	free(examine.lost);
	*count = examine.held;
	if (!put || examine.held == 0)
		return examine.status;
	store->own->lacking = 0;
	store->own->changed = true;
	/* Also after a failure: some of them may be in the log. */
	follow_close(store);
	if (follow_open(store, NULL) != STATUS_OK)
		memory_exhausted();
	return examine.status;
}
