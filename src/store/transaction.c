/* SPDX-License-Identifier: BSD-2-Clause */
/* Appending to the log: entries are gathered in memory and go out in one durable commit. */
#include "store/follow.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/own.h"

/* Keys in a table of twice their number, a power of two; a place of 0 is free, else it is 1 + the
 * index of a key. */
struct touched {
	struct register_key *key;
	size_t count, capacity;
	uint32_t *place;
	size_t places;
};

struct transaction {
	struct store *store;
	struct action_id continued;
	struct buf operations; /* of the entry that is being made */
	size_t operation_count;
	struct buf *draft; /* payloads of the entries that are made */
	size_t count, capacity;
	struct touched touched; /* a register is changed once in a transaction */
	struct err err; /* the first failure */
};

enum status transaction_begin(struct store *store, const struct action_id *continued,
			      struct transaction **out, struct err *err)
{
	if (store->access != STORE_WRITES)
		return store_say_read_only(store, err);
	struct transaction *transaction = memory_alloc(sizeof(*transaction));
	transaction->store = store;
	if (continued)
		transaction->continued = *continued;
	*out = transaction;
	return STATUS_OK;
}

static void fail(struct transaction *transaction, const char *text)
{
	if (!transaction->err.status)
		err_set(&transaction->err, STATUS_INVALID, "%s", text);
}

void transaction_entry(struct transaction *transaction)
{
	if (transaction->operation_count == 0)
		return;
	if (transaction->count == TRANSACTION_ENTRIES_MAX)
		fail(transaction, _("Not saved: too many changes at once."));
	struct buf draft = BUF_EMPTY;
	payload_put(&draft, buf_bytes(&transaction->operations), transaction->operation_count);
	if (draft.len > PAYLOAD_MAX)
		fail(transaction, _("Not saved: an entry is too long."));
	transaction->draft = memory_grow(transaction->draft, transaction->count, &transaction->capacity,
					 sizeof(draft));
	transaction->draft[transaction->count++] = draft;
	buf_clear(&transaction->operations);
	transaction->operation_count = 0;
}

static uint32_t *place_of(const struct touched *touched, struct bytes key)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */

	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ key.ptr[i]) * 1099511628211u;
	size_t at = (hash ^ hash >> 32) & (touched->places - 1);
	while (touched->place[at] != 0 &&
	       !bytes_equal(register_bytes(&touched->key[touched->place[at] - 1]), key))
		at = (at + 1) & (touched->places - 1);
	return &touched->place[at];
}

static void touched_widen(struct touched *touched)
{
	free(touched->place);
	touched->places = touched->places ? 2 * touched->places : 16;
	touched->place = memory_alloc(touched->places * sizeof(*touched->place));
	for (uint32_t i = 0; i < touched->count; i++)
		*place_of(touched, register_bytes(&touched->key[i])) = i + 1;
}

/* False when it is there already. */
static bool touched_add(struct touched *touched, struct bytes key)
{
	if (2 * (touched->count + 1) > touched->places)
		touched_widen(touched);
	uint32_t *place = place_of(touched, key);
	if (*place != 0)
		return false;
	touched->key = memory_grow(touched->key, touched->count, &touched->capacity, sizeof(*touched->key));
	touched->key[touched->count++] = register_copy(key);
	*place = (uint32_t)touched->count;
	return true;
}

/* Room for one more operation on `key`; false after a failure. */
static bool touch(struct transaction *transaction, struct bytes key)
{
	struct register_parts parts;

	if (transaction->err.status)
		return false;
	if (!register_parse(key, &parts))
		fail(transaction, _("Not saved: a register's name is not valid."));
	if (transaction->operation_count == PAYLOAD_OPERATIONS_MAX)
		fail(transaction, _("Not saved: an entry is too long."));
	if (transaction->err.status)
		return false;
	/* What an entry supersedes is what was live before the transaction, so that two entries of it
	 * on one register would stand against each other as a conflict. */
	if (!touched_add(&transaction->touched, key))
		fail(transaction, _("Not saved: one register is changed twice at once."));
	transaction->operation_count++;
	return !transaction->err.status;
}

void transaction_put_all(struct transaction *transaction, struct bytes key,
			 const struct bytes *values, size_t count)
{
	size_t live_count;

	if (!touch(transaction, key))
		return;
	struct event_id *live = cell_live(view_find(transaction->store->view, key), &live_count);
	operation_put(&transaction->operations, key, values, count, live, live_count);
	free(live);
}

void transaction_put(struct transaction *transaction, struct bytes key, struct bytes value)
{
	transaction_put_all(transaction, key, &value, 1);
}

void transaction_put_record(struct transaction *transaction, struct bytes key,
			    const struct record_type *type, const void *record)
{
	struct buf value = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	if (record_encode(type, record, &value, &err) && !transaction->err.status)
		transaction->err = err;
	else
		transaction_put(transaction, key, buf_bytes(&value));
	buf_wipe(&value);
}

void transaction_take_back(struct transaction *transaction, struct bytes key)
{
	transaction_put_all(transaction, key, NULL, 0);
}

size_t transaction_entries(const struct transaction *transaction)
{
	return transaction->count + (transaction->operation_count > 0);
}

void transaction_cancel(struct transaction *transaction)
{
	for (size_t i = 0; i < transaction->count; i++)
		buf_wipe(&transaction->draft[i]);
	free(transaction->draft);
	free(transaction->touched.key);
	free(transaction->touched.place);
	buf_wipe(&transaction->operations);
	free(transaction);
}

/* --- Writing --------------------------------------------------------------------------------------- */

/* A commit under way: the writer and the clocks as they will be when it succeeds. */
struct commit {
	struct store *store;
	struct db_txn *txn;
	struct writer writer;
	uint64_t lamport;
	moment time;
	enum clock_source source;
	uint64_t batch; /* seq of the action's first entry; 0: the action is one entry */
	struct event_id *event; /* of each draft */
	uint64_t *entry_lamport;
	struct buf header, payload, value; /* of the entry at work */
};

/* Doubted: this laptop's own clock has shown a later time, or the program is not that old. */
static enum clock_source judge_clock(const struct store *store, moment time)
{
	if (store->options.clock.by_hand)
		return CLOCK_BY_HAND;
	if (time < store->device_time || time < OKOCE_RELEASE_SECONDS)
		return CLOCK_DOUBTED;
	return CLOCK_SYSTEM;
}

/* Does the log still end in our own last entry? It does not if the file was put back or cloned
 * under us; then this run begins another writer (FORMAT F4). */
static bool still_mine(struct commit *commit)
{
	uint8_t key[ENTRY_KEY_SIZE];
	struct bytes found, value;

	if (commit->writer.seq == 0)
		return false;
	entry_key(key, &commit->writer.last);
	if (!db_seek(commit->txn, BYTES_OF(key), &found, &value) || !bytes_equal(found, BYTES_OF(key)))
		return false;
	return !db_next(commit->txn, &found, &value) ||
	       !bytes_start_with(found, (struct bytes){key, 1 + ID_SIZE});
}

/* Appends one entry; `sign`: the transaction's last. */
static struct event_id append(struct commit *commit, const struct entry_header *header,
			      const struct buf *plain, struct bytes clear_payload, bool sign)
{
	struct store *store = commit->store;
	struct writer *writer = &commit->writer;
	struct event_id event = {.writer = writer->id, .seq = writer->seq + 1};
	struct buf *bytes = &commit->header, *payload = &commit->payload, *value = &commit->value;
	uint8_t key[ENTRY_KEY_SIZE], hash[DIGEST_SIZE], signature[SIGNATURE_SIZE];

	buf_clear(bytes);
	buf_clear(payload);
	buf_clear(value);
	entry_header_put(bytes, header);
	if (plain)
		seal_payload(payload, store->ring->payload_key, &store->meta.programme, &event,
			     buf_bytes(bytes), buf_bytes(plain));
	else
		buf_add(payload, clear_payload.ptr, clear_payload.len);
	payload_digest(hash, buf_bytes(payload));
	entry_chain(writer->chain, &store->meta.programme, &event, header, buf_bytes(bytes), hash);
	memcpy(event.tag, writer->chain, ENTRY_TAG_SIZE);
	if (sign)
		sign_message(signature, writer->secret, ENTRY_LABEL, BYTES_OF(writer->chain));
	entry_put(value, buf_bytes(bytes), buf_bytes(payload), sign ? signature : NULL);
	entry_key(key, &event);
	db_put(commit->txn, BYTES_OF(key), buf_bytes(value));
	own_add(store->own, BYTES_OF(key), buf_bytes(value));
	writer->seq = event.seq;
	writer->last = event;
	return event;
}

static struct entry_header header_next(struct commit *commit)
{
	struct entry_header header = {
		.has_prev = commit->writer.seq > 0,
		.time = commit->time,
		.source = commit->source,
	};
	memcpy(header.prev, commit->writer.chain, DIGEST_SIZE);
	if (commit->lamport < LAMPORT_MAX)
		commit->lamport++;
	header.lamport = commit->lamport;
	return header;
}

static void give_birth(struct commit *commit)
{
	struct store *store = commit->store;
	struct birth birth = {.programme = store->meta.programme, .officer = store->officer,
			      .device = store->options.device,
			      .version = {(const uint8_t *)PACKAGE_VERSION, strlen(PACKAGE_VERSION)}};
	struct buf payload = BUF_EMPTY;

	writer_draw(&commit->writer, commit->time);
	memcpy(birth.public_key, commit->writer.public_key, SIGN_KEY_SIZE);
	memcpy(birth.officer_key, store->ring->sign_key, SIGN_KEY_SIZE);
	memset(birth.conf_digest, 0, DIGEST_SIZE);
	if (store->options.conf_digest)
		store->options.conf_digest(store->options.conf_context, birth.conf_digest);
	birth_put(&payload, &birth, store->ring);
	struct entry_header header = header_next(commit);
	header.kind = ENTRY_BIRTH;
	append(commit, &header, NULL, buf_bytes(&payload), false);
	buf_release(&payload);
}

static uint64_t batch_of(const struct transaction *transaction, const struct commit *commit)
{
	const struct action_id *continued = &transaction->continued;

	if (continued->first > 0 && id_equal(&continued->writer, &commit->writer.id))
		return continued->first;
	return transaction->count > 1 ? (uint64_t)commit->writer.seq + 1 : 0;
}

static void append_drafts(struct transaction *transaction, struct commit *commit)
{
	commit->batch = batch_of(transaction, commit);
	for (size_t i = 0; i < transaction->count; i++) {
		struct entry_header header = header_next(commit);

		header.has_key = true;
		memcpy(header.key_id, commit->store->ring->key_id, KEY_ID_SIZE);
		header.batch = commit->batch;
		commit->entry_lamport[i] = header.lamport;
		commit->event[i] = append(commit, &header, &transaction->draft[i], BYTES_NONE,
					  i + 1 == transaction->count);
	}
}

static void follow_writer(const struct commit *commit)
{
	const struct store *store = commit->store;
	struct writer_fact fact = {.writer = commit->writer.id, .officer = store->officer,
				   .device = store->options.device, .seq = commit->writer.seq,
				   .lamport = commit->lamport};

	memcpy(fact.officer_key, store->ring->sign_key, SIGN_KEY_SIZE);
	memcpy(fact.public_key, commit->writer.public_key, SIGN_KEY_SIZE);
	memcpy(fact.chain, commit->writer.chain, DIGEST_SIZE);
	store_put_writer(commit->store, &fact);
}

/* What the store knows follows what the file holds. */
static void follow(struct transaction *transaction, struct commit *commit, bool born)
{
	struct store *store = commit->store;

	store->entries += born;
	if (transaction->count > 1)
		view_gather(store->view);
	for (size_t i = 0; i < transaction->count; i++) {
		struct entry entry = {.id = commit->event[i], .header = {
			.lamport = commit->entry_lamport[i], .time = commit->time,
			.source = commit->source}};
		store_saw(store, &entry.header, &store->options.device);
		store_apply(store, &entry, buf_bytes(&transaction->draft[i]));
		store->entries++;
	}
	follow_writer(commit);
	follow_commit(store);
}

/* The view is written while the disk has its work with the log. Where that fails in the end, the view
 * is ahead of the log. */
static enum status commit_both(struct transaction *transaction, struct commit *commit, bool born,
			       struct err *err)
{
	struct store *store = commit->store;
	enum status status = db_commit_start(commit->txn, err);

	if (status)
		return status;
	follow(transaction, commit, born);
	status = db_settle(store->db, err);
	if (status)
		follow_doubt(store);
	return status;
}

static enum status write_all(struct transaction *transaction, struct action_id *done, struct err *err)
{
	struct store *store = transaction->store;
	struct commit commit = {.store = store, .writer = store->writer, .lamport = store->lamport,
				.time = clock_now(&store->options.clock)};
	enum status status = db_begin(store->db, true, &commit.txn, err);

	if (status)
		return status;
	commit.source = judge_clock(store, commit.time);
	commit.event = memory_alloc(transaction->count * sizeof(*commit.event));
	commit.entry_lamport = memory_alloc(transaction->count * sizeof(*commit.entry_lamport));
	bool born = !still_mine(&commit);
	if (born)
		give_birth(&commit);
	append_drafts(transaction, &commit);
	status = commit_both(transaction, &commit, born, err);
	if (status) {
		own_drop(store->own);
	} else {
		own_keep(store->own);
		store->writer = commit.writer;
		if (done)
			*done = (struct action_id){commit.writer.id, commit.batch ? (uint32_t)commit.batch
										  : commit.event[0].seq};
	}
	explicit_bzero(&commit.writer, sizeof(commit.writer));
	free(commit.event);
	free(commit.entry_lamport);
	buf_release(&commit.header);
	buf_release(&commit.payload);
	buf_release(&commit.value);
	return status;
}

enum status transaction_commit(struct transaction *transaction, struct action_id *done,
			       struct err *err)
{
	enum status status = STATUS_OK;

	if (done)
		*done = (struct action_id){0};
	transaction_entry(transaction);
	if (transaction->err.status)
		status = err_set(err, transaction->err.status, "%s", transaction->err.text);
	else if (transaction->count > 0)
		status = write_all(transaction, done, err);
	transaction_cancel(transaction);
	return status;
}
