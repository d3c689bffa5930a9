/* SPDX-License-Identifier: BSD-2-Clause */
/* Slots and boxes that came with another file: those that the log vouches for. */
#include "store/officers.h"

#include <string.h>

#include "store/compact.h"
#include "store/follow.h"
#include "store/owed.h"

enum status store_know_keys(struct store *store, struct err *err)
{
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err);

	if (status)
		return status;
	store_read_slots(store, txn);
	return db_finish(txn, err);
}

enum status store_follow_anew(struct store *store, struct err *err)
{
	owed_settle(store);
	follow_close(store);
	return follow_open(store, err);
}

static bool slot_is_named(const struct store *store, struct bytes key, struct bytes value)
{
	const struct officer_state *officer;
	struct slot slot;

	if (!slot_parse(&slot, key, value) || (slot.open && store->meta.sealed))
		return false;
	officer = store_officer_state(store, &slot.officer);
	return officer && !officer->removed && officer->has_slot &&
	       memcmp(officer->slot_digest, slot.digest, DIGEST_SIZE) == 0;
}

static bool box_is_named(const struct store *store, struct bytes key, struct bytes value)
{
	const struct authority *authority = &store->authority;
	const struct officer_state *officer;
	struct bytes sealed;
	struct id id;

	if (!box_parse(key, value, &sealed))
		return false;
	memcpy(id.byte, key.ptr + 1 + KEY_ID_SIZE, ID_SIZE);
	officer = store_officer_state(store, &id);
	for (size_t i = 0; i < authority->key_count; i++)
		if (memcmp(authority->key[i], key.ptr + 1, KEY_ID_SIZE) == 0)
			return officer && !officer->removed;
	return false;
}

static bool is_named(const struct store *store, struct bytes key, struct bytes value)
{
	return bytes_start_with(key, slot_prefix) ? slot_is_named(store, key, value)
						  : box_is_named(store, key, value);
}

static bool is_of_removed(const struct store *store, struct bytes key)
{
	const struct officer_state *officer;
	struct id id;

	if (key.len < 1 + ID_SIZE)
		return false;
	memcpy(id.byte, key.ptr + key.len - ID_SIZE, ID_SIZE);
	officer = store_officer_state(store, &id);
	return officer && officer->removed;
}

/* What is of a removed officer goes; returns how many. Anything else stays, also what the log does not name: where it has
 * a gap that may be all that opens the file. */
static size_t drop_removed(const struct store *store, struct db_txn *txn)
{
	const struct bytes prefixes[] = {slot_prefix, box_prefix};
	struct bytes key, value;
	size_t dropped = 0;

	for (size_t i = 0; i < 2; i++) {
		bool more = db_seek(txn, prefixes[i], &key, &value);

		while (more && bytes_start_with(key, prefixes[i])) {
			if (!is_of_removed(store, key)) {
				more = db_next(txn, &key, &value);
				continue;
			}
			struct buf gone = BUF_EMPTY;
			buf_add(&gone, key.ptr, key.len);
			dropped += db_delete(txn, buf_bytes(&gone));
			more = db_seek(txn, buf_bytes(&gone), &key, &value);
			buf_release(&gone);
		}
	}
	return dropped;
}

static size_t take_named(const struct store *store, struct db_txn *txn, const struct key_piece *piece, size_t count)
{
	struct bytes value;
	size_t taken = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_named(store, piece[i].key, piece[i].value))
			continue;
		/* One of ours that is named is as good. */
		if (db_get(txn, piece[i].key, &value) && is_named(store, piece[i].key, value))
			continue;
		db_replace(txn, piece[i].key, piece[i].value);
		taken++;
	}
	return taken;
}

enum status store_take_keys(struct store *store, const struct key_piece *piece, size_t count, size_t *taken,
			    struct err *err)
{
	struct db_txn *txn;
	enum status status;
	size_t took, dropped;

	owed_settle(store);
	status = db_begin(store->db, true, &txn, err);
	if (status)
		return status;
	took = take_named(store, txn, piece, count);
	dropped = drop_removed(store, txn);
	if (took + dropped == 0) {
		db_abort(txn);
	} else {
		status = db_commit(txn, err);
		if (!status)
			status = store_know_keys(store, err);
		if (!status)
			status = store_follow_anew(store, err);
		if (!status && dropped > 0)
			status = compact_after(store, err);
	}
	if (taken)
		*taken = status ? 0 : took;
	return status;
}
