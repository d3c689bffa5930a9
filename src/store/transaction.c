/* SPDX-License-Identifier: BSD-2-Clause */
/* Appending to the log: entries are gathered in memory and go out in one durable commit. */
#include "store/owed.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* A record of class K or E. */
struct key_change {
	struct bytes key, value;
};

struct transaction {
	struct store *store;
	struct action_id continued;
	struct making making;
	struct drafts drafts; /* entries that are made */
	size_t count;	      /* of them, also those that are given away */
	bool is_long;
	struct line *line; /* of a long one: writes meanwhile; null as long as there are few entries */
	struct err err; /* the first failure */
	struct key_change *key;
	size_t key_count, key_capacity;
	struct arena arena; /* of them */
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

void transaction_fail(struct transaction *transaction, const struct err *err)
{
	if (!transaction->err.status)
		transaction->err = *err;
}

enum status transaction_begin_long(struct store *store, struct transaction **out, struct err *err)
{
	enum status status = transaction_begin(store, NULL, out, err);

	if (!status)
		(*out)->is_long = true;
	return status;
}

/* Gives what is made to be written, as the last of a transaction or not. */
static void give(struct transaction *transaction, bool last)
{
	struct err err = {STATUS_OK, ""};

	if (!transaction->line)
		transaction->line = line_start(transaction->store);
	if (line_give(transaction->line, &transaction->drafts, last, &err) && !transaction->err.status)
		transaction->err = err;
}

void transaction_entry(struct transaction *transaction)
{
	if (transaction->making.count == 0)
		return;
	if (transaction->count == TRANSACTION_ENTRIES_MAX)
		fail(transaction, _("Not saved: too many changes at once."));
	/* The last entry of a transaction is signed: it is given with the end, so one waits. */
	if (transaction->is_long && transaction->drafts.count == DRAFTS_A_JOB)
		give(transaction, false);
	if (drafts_add(&transaction->drafts, &transaction->making) > PAYLOAD_MAX)
		fail(transaction, _("Not saved: an entry is too long."));
	transaction->count++;
}

/* Room for one more operation; false after a failure. */
static bool has_room(struct transaction *transaction)
{
	if (transaction->making.count == PAYLOAD_OPERATIONS_MAX)
		fail(transaction, _("Not saved: an entry is too long."));
	return !transaction->err.status;
}

/* What was live before it is superseded. */
static void end_operation(struct transaction *transaction, struct bytes key)
{
	const struct cell *cell = view_find(store_view(transaction->store), key);
	struct event_id *live = NULL;
	size_t live_count = 0;

	if (cell)
		live = cell_live(cell, &live_count);
	making_end(&transaction->making, live, live_count);
	free(live);
}

void transaction_put_all(struct transaction *transaction, struct bytes key,
			 const struct bytes *values, size_t count)
{
	if (!has_room(transaction))
		return;
	making_begin(&transaction->making, key, count);
	for (size_t i = 0; i < count; i++)
		buf_add(&transaction->making.bytes, values[i].ptr, values[i].len);
	end_operation(transaction, key);
}

void transaction_put(struct transaction *transaction, struct bytes key, struct bytes value)
{
	transaction_put_all(transaction, key, &value, 1);
}

void transaction_put_record(struct transaction *transaction, struct bytes key,
			    const struct record_type *type, const void *record)
{
	if (!has_room(transaction))
		return;
	making_begin(&transaction->making, key, 1);
	/* After a failure nothing is written. */
	(void)!record_encode(type, record, &transaction->making.bytes, &transaction->err);
	end_operation(transaction, key);
}

void transaction_take_back(struct transaction *transaction, struct bytes key)
{
	transaction_put_all(transaction, key, NULL, 0);
}

size_t transaction_entries(const struct transaction *transaction)
{
	return transaction->count + (transaction->making.count > 0);
}

struct store *transaction_store(const struct transaction *transaction)
{
	return transaction->store;
}

void transaction_key(struct transaction *transaction, struct bytes key, struct bytes value)
{
	transaction->key = memory_grow(transaction->key, transaction->key_count, &transaction->key_capacity,
				       sizeof(*transaction->key));
	transaction->key[transaction->key_count++] = (struct key_change){
		arena_bytes(&transaction->arena, key), arena_bytes(&transaction->arena, value)};
}

static void release(struct transaction *transaction)
{
	free(transaction->key);
	arena_release(&transaction->arena);
	drafts_wipe(&transaction->drafts);
	buf_wipe(&transaction->making.bytes);
	free(transaction);
}

void transaction_drop(struct transaction *transaction, struct action_id *done)
{
	struct action_id before = {0};

	if (transaction->line)
		line_drop(transaction->line, &before);
	if (done)
		*done = before;
	release(transaction);
}

void transaction_cancel(struct transaction *transaction)
{
	transaction_drop(transaction, NULL);
}

/* --- Writing --------------------------------------------------------------------------------------- */

static void write_keys(const struct transaction *transaction, struct db_txn *txn)
{
	for (size_t i = 0; i < transaction->key_count; i++) {
		const struct key_change *change = &transaction->key[i];

		if (change->value.len > 0)
			db_replace(txn, change->key, change->value);
		else
			db_delete(txn, change->key);
	}
}

static enum status write_all(struct transaction *transaction, struct action_id *done, struct err *err)
{
	struct commit commit = {.store = transaction->store};
	struct drafts *drafts = &transaction->drafts;
	enum status status;

	owed_settle(transaction->store);
	status = commit_begin(&commit, &transaction->continued, drafts->count > 1, err);
	for (size_t i = 0; i < drafts->count && !status; i++)
		status = commit_draft(&commit, drafts, i, i + 1 == drafts->count, err);
	if (!status)
		write_keys(transaction, commit.txn);
	if (!status)
		status = commit_end(&commit, done, err);
	if (!status)
		owed_put(&commit, drafts);
	commit_release(&commit);
	return status;
}

enum status transaction_room(struct transaction *transaction, struct err *err)
{
	bool full = transaction_entries(transaction) == TRANSACTION_ENTRIES_MAX;

	if (full)
		transaction_entry(transaction);
	if (full && !transaction->err.status)
		give(transaction, true);
	if (transaction->err.status)
		return err_set(err, transaction->err.status, "%s", transaction->err.text);
	if (full)
		transaction->count = 0;
	return STATUS_OK;
}

enum status transaction_commit(struct transaction *transaction, struct action_id *done,
			       struct err *err)
{
	struct action_id ignored, *all = done ? done : &ignored;
	enum status status = STATUS_OK;

	*all = (struct action_id){0};
	transaction_entry(transaction);
	if (transaction->line && !transaction->err.status && transaction->drafts.count > 0)
		give(transaction, true);
	if (transaction->err.status)
		status = err_set(err, transaction->err.status, "%s", transaction->err.text);
	else if (transaction->line)
		status = line_finish(transaction->line, all, err);
	else if (transaction->drafts.count > 0)
		status = write_all(transaction, all, err);
	if (transaction->line && transaction->err.status)
		line_drop(transaction->line, all);
	release(transaction);
	return status;
}
