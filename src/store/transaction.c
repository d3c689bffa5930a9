/* SPDX-License-Identifier: BSD-2-Clause */
/* Appending to the log: entries are gathered in memory and go out in one durable commit. */
#include "store/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* Where a register's key stands, and the half of its hash that does not say the place. */
struct touched_place {
	uint32_t hash;
	uint32_t at; /* 1 + where in `keys`; 0: free */
};

/* Keys, and a table of twice their number of places, a power of two. */
struct touched {
	struct buf keys; /* one behind the other, each behind its length in two bytes */
	size_t count;
	struct touched_place *place;
	size_t places;
};

struct transaction {
	struct store *store;
	struct action_id continued;
	struct making making;
	struct drafts drafts; /* entries that are made */
	size_t count;	      /* of them, also those that are given away */
	bool is_long;
	struct line *line; /* of a long one: writes meanwhile; null as long as there are few entries */
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

static bool is_key(const struct touched *touched, uint32_t at, struct bytes key)
{
	uint16_t len;

	memcpy(&len, touched->keys.ptr + at - 1, sizeof(len));
	return bytes_equal((struct bytes){touched->keys.ptr + at - 1 + sizeof(len), len}, key);
}

/* Keys lie anywhere in memory: only one of the same hash is looked at. */
static struct touched_place *place_of(const struct touched *touched, uint64_t hash, struct bytes key)
{
	size_t at = hash & (touched->places - 1);
	const struct touched_place *place;

	while ((place = &touched->place[at])->at != 0 &&
	       (place->hash != hash >> 32 || !is_key(touched, place->at, key)))
		at = (at + 1) & (touched->places - 1);
	return &touched->place[at];
}

static void touched_widen(struct touched *touched)
{
	struct touched wider = {.keys = touched->keys, .places = touched->places ? 2 * touched->places : 16};

	wider.place = memory_alloc(wider.places * sizeof(*wider.place));
	for (size_t start = 0; start < touched->keys.len;) {
		uint16_t len;

		memcpy(&len, touched->keys.ptr + start, sizeof(len));
		const struct bytes key = {touched->keys.ptr + start + sizeof(len), len};
		const uint64_t hash = bytes_hash(key);
		*place_of(&wider, hash, BYTES_NONE) =
			(struct touched_place){(uint32_t)(hash >> 32), (uint32_t)start + 1};
		start += sizeof(len) + len;
	}
	free(touched->place);
	touched->place = wider.place;
	touched->places = wider.places;
}

/* False when it is there already. */
static bool touched_add(struct touched *touched, struct bytes key)
{
	const uint64_t hash = bytes_hash(key);
	const uint16_t len = (uint16_t)key.len;

	if (2 * (touched->count + 1) > touched->places)
		touched_widen(touched);
	struct touched_place *place = place_of(touched, hash, key);
	if (place->at != 0)
		return false;
	*place = (struct touched_place){(uint32_t)(hash >> 32), (uint32_t)touched->keys.len + 1};
	buf_add(&touched->keys, &len, sizeof(len));
	buf_add(&touched->keys, key.ptr, key.len);
	touched->count++;
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
	if (transaction->making.count == PAYLOAD_OPERATIONS_MAX)
		fail(transaction, _("Not saved: an entry is too long."));
	if (transaction->err.status)
		return false;
	/* What an entry supersedes is what was live before the transaction, so that two entries of it
	 * on one register would stand against each other as a conflict. */
	if (!touched_add(&transaction->touched, key))
		fail(transaction, _("Not saved: one register is changed twice at once."));
	return !transaction->err.status;
}

/* What was live before it is superseded. */
static void end_operation(struct transaction *transaction, struct bytes key)
{
	const struct cell *cell = view_find(transaction->store->view, key);
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
	if (!touch(transaction, key))
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
	if (!touch(transaction, key))
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

/* For the next transaction, which has as many. */
static void touched_clear(struct touched *touched)
{
	buf_clear(&touched->keys);
	memset(touched->place, 0, touched->places * sizeof(*touched->place));
	touched->count = 0;
}

static void release(struct transaction *transaction)
{
	drafts_wipe(&transaction->drafts);
	buf_release(&transaction->touched.keys);
	free(transaction->touched.place);
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

static void apply_all(struct transaction *transaction, struct commit *commit)
{
	struct view *view = transaction->store->view;

	if (transaction->drafts.count > 1)
		view_gather(view);
	for (size_t i = 0; i < transaction->drafts.count; i++)
		commit_apply(commit, view, i, &transaction->drafts, i);
	commit_follow(transaction->store, &commit->writer);
}

/* The view is written while the disk has its work with the log. Where that fails in the end, the view
 * is ahead of the log. */
static enum status commit_both(struct transaction *transaction, struct commit *commit,
			       struct action_id *done, struct err *err)
{
	enum status status = commit_start(commit, err);

	if (status)
		return status;
	apply_all(transaction, commit);
	status = commit_settle(commit, done, err);
	if (status)
		follow_doubt(transaction->store);
	return status;
}

static enum status write_all(struct transaction *transaction, struct action_id *done, struct err *err)
{
	struct commit commit = {.store = transaction->store};
	const struct drafts *drafts = &transaction->drafts;
	enum status status = commit_begin(&commit, &transaction->continued, drafts->count > 1, err);

	for (size_t i = 0; i < drafts->count && !status; i++)
		commit_entry(&commit, drafts_get(drafts, i), i + 1 == drafts->count);
	if (!status)
		status = commit_both(transaction, &commit, done, err);
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
	if (full) {
		transaction->count = 0;
		touched_clear(&transaction->touched);
	}
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
