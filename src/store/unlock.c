/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening keys: an officer's slot with the passphrase, the key boxes with what is in it. */
#include "store/compact.h"
#include "store/follow.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/own.h"

static enum status choose_slot(const struct store *store, const char *officer,
			       const struct slot **slot, struct err *err)
{
	size_t named = 0; /* by the name of somebody: the code of an envelope is asked for by its own name */

	for (size_t i = 0; i < store->slot_count; i++)
		named += !store->slot[i].code;
	if (!officer && named != 1 && store->slot_count > 1)
		return err_set(err, STATUS_USAGE,
			       _("Several officers can open this file. Say who you are with --officer NAME."));
	for (size_t i = 0; i < store->slot_count; i++) {
		const struct slot *at = &store->slot[i];

		if (officer ? text_same_folded(at->name, officer) : named == 0 || !at->code) {
			*slot = at;
			return STATUS_OK;
		}
	}
	return err_set(err, STATUS_NOT_FOUND, _("No officer is called \"%s\" in this file."), officer);
}

static bool is_box_of(struct bytes key, const struct id *officer)
{
	return key.len == BOX_KEY_SIZE && memcmp(key.ptr + 1 + KEY_ID_SIZE, officer->byte, ID_SIZE) == 0;
}

/* Of several boxes one that opens is enough: what another was to add is missed by who reads its entries. */
enum status store_open_boxes(struct store *store, struct err *err)
{
	struct bytes key, value;
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err), opened = STATUS_NOT_FOUND;

	if (status)
		return status;
	DB_EACH(txn, box_prefix, key, value)
		if (is_box_of(key, &store->officer) &&
		    box_open(key, value, store->ring, &store->meta.programme, opened ? err : NULL) == STATUS_OK)
			opened = STATUS_OK;
		else if (is_box_of(key, &store->officer) && opened)
			opened = STATUS_DAMAGED;
	status = db_finish(txn, opened ? NULL : err);
	if (opened == STATUS_NOT_FOUND)
		return err_set(err, STATUS_DAMAGED,
			       _("The key box of this officer is missing. Use another copy of the file."));
	if (!opened)
		err_clear(err);
	return opened ? opened : status;
}

void store_choose_key(struct store *store)
{
	const struct authority *authority = &store->authority;

	for (size_t i = authority->key_count; i-- > 0;)
		if (key_ring_choose(store->ring, authority->key[i]))
			return;
}

/* A slot counts only if the log names it, and its officer's key: a set of slots that was copied from
 * elsewhere opens nothing, nor does an old passphrase that came back with an old copy (FORMAT F5). */
static enum status confirm_officer(const struct store *store, const struct slot *slot, struct err *err)
{
	const struct officer_state *officer = authority_officer(&store->authority, &store->officer);

	if (!officer || officer->removed ||
	    memcmp(officer->sign_key, store->ring->sign_key, SIGN_KEY_SIZE) != 0)
		return err_set(err, STATUS_DENIED,
			       _("The log of this file does not know this officer, or knows the officer as removed. Ask the office for its file."));
	if (officer->has_slot && memcmp(officer->slot_digest, slot->digest, DIGEST_SIZE) != 0)
		return err_set(err, STATUS_DENIED,
			       _("The passphrase of this officer was changed since, and the file has the old key (slot) only. Ask the office for its file."));
	return STATUS_OK;
}

enum status store_unlock(struct store *store, const char *officer, const char *passphrase,
			 struct err *err)
{
	const struct slot *slot = NULL;
	enum status status = choose_slot(store, officer, &slot, err);

	if (status)
		return status;
	if (!store->ring)
		store->ring = key_ring_new();
	status = slot_open(slot, store->ring, &store->meta.programme, passphrase, err);
	if (!status) {
		store->officer = slot->officer;
		status = store_open_boxes(store, err);
	}
	if (!status)
		status = follow_open(store, err);
	if (!status)
		status = confirm_officer(store, slot, err);
	if (status)
		store_forget_keys(store);
	else if (store->access == STORE_WRITES && compact_is_owed(store))
		(void)!compact_run(store, NULL); /* it stays owed when it fails, and nobody waits for it */
	return status;
}

void store_lock(struct store *store)
{
	if (!store->ring)
		return;
	own_close(store);
	store_forget_keys(store);
}

bool store_is_locked(const struct store *store)
{
	return !store->ring;
}

