/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/officers.h"

#include <string.h>

#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"
#include "store/compact.h"

/* --- Who is who ------------------------------------------------------------------------------------ */

bool store_is_supervisor(const struct store *store)
{
	return store->ring &&
	       authority_is_supervisor(&store->authority, &store->officer, store->ring->sign_key);
}

enum status store_say_supervisor(const struct store *store, struct err *err)
{
	return store_is_supervisor(store) ? STATUS_OK
		: err_set(err, STATUS_DENIED,
			  _("Only a supervisor may do that: nothing was changed. Ask a supervisor, or the office."));
}

const struct officer_state *store_officers(const struct store *store, size_t *count)
{
	*count = store->authority.officer_count;
	return store->authority.officer;
}

const struct officer_state *store_officer_state(const struct store *store, const struct id *officer)
{
	return authority_officer(&store->authority, officer);
}

static const struct slot *slot_of(const struct store *store, const struct id *officer)
{
	for (size_t i = 0; i < store->slot_count; i++)
		if (id_equal(&store->slot[i].officer, officer))
			return &store->slot[i];
	return NULL;
}

bool store_has_first_passphrase(const struct store *store)
{
	const struct officer_state *officer = store_officer_state(store, &store->officer);
	const struct slot *slot = slot_of(store, &store->officer);

	return officer && slot && !officer->own_slot && !slot->open && !slot->code;
}

/* --- An officer being written ----------------------------------------------------------------------- */

/* Registers, slot and boxes of one, that go into a transaction. */
static struct officer record_of(const struct officer_state *state)
{
	struct officer record;

	record_clear(&officer_type, &record);
	record.name = state->name;
	record.role = state->role;
	record.kecamatan = state->kecamatan;
	record.sign_key = BYTES_OF(state->sign_key);
	record.box_key = BYTES_OF(state->box_key);
	if (state->has_slot)
		record.slot_digest = BYTES_OF(state->slot_digest);
	record.slot_generation = state->generation;
	record.removed = state->removed;
	return record;
}

static void put_officer(struct transaction *transaction, const struct officer_state *state)
{
	const struct register_key key = register_officer(&state->id);
	const struct officer record = record_of(state);

	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &officer_type, &record);
}

static void put_slot(struct transaction *transaction, struct officer_state *state, struct bytes slot)
{
	uint8_t key[SLOT_KEY_SIZE];

	slot_key(key, &state->id);
	slot_digest(state->slot_digest, slot);
	state->has_slot = true;
	transaction_key(transaction, BYTES_OF(key), slot);
}

static void put_box(struct transaction *transaction, const struct key_ring *ring,
		    const struct id *programme, const struct officer_state *state)
{
	struct buf box = BUF_EMPTY;
	uint8_t key[BOX_KEY_SIZE];

	box_key(key, ring->key_id, &state->id);
	box_put(&box, ring, programme, &state->id, state->box_key);
	transaction_key(transaction, BYTES_OF(key), buf_bytes(&box));
	buf_release(&box);
}

/* Takes the boxes away that the file has, of one officer or of all (null). */
static enum status drop_boxes(struct transaction *transaction, const struct id *officer, struct err *err)
{
	struct bytes key, value;
	struct db_txn *txn;
	enum status status = db_begin(transaction_store(transaction)->db, false, &txn, err);

	if (status)
		return status;
	DB_EACH(txn, box_prefix, key, value)
		if (!officer || (key.len == BOX_KEY_SIZE &&
				 memcmp(key.ptr + 1 + KEY_ID_SIZE, officer->byte, ID_SIZE) == 0))
			transaction_key(transaction, key, BYTES_NONE);
	return db_finish(txn, err);
}

/* --- Committing --------------------------------------------------------------------------------------- */

/* Commits what replaces or takes away a slot. */
static enum status commit_compact(struct store *store, struct transaction *transaction, struct err *err)
{
	enum status status = compact_owe(store, err);

	if (status) {
		transaction_cancel(transaction);
		return status;
	}
	status = transaction_commit(transaction, NULL, err);
	if (status) {
		compact_forget(store);
		return status;
	}
	status = store_know_keys(store, err);
	return status ? status : compact_after(store, err);
}

/* --- Adding --------------------------------------------------------------------------------------------- */

static enum status check_new(const struct store *store, const struct officer_new *officer, struct err *err)
{
	enum status status = store_say_supervisor(store, err);

	for (size_t i = 0; i < store->authority.officer_count && !status; i++) {
		const struct officer_state *state = &store->authority.officer[i];

		if (!state->removed && text_same_folded(state->name, officer->name))
			status = err_set(err, STATUS_EXISTS,
					 _("An officer is called \"%s\" already. Give a name that tells the two apart."),
					 state->name);
	}
	if (!status && store->meta.sealed != (officer->passphrase != NULL))
		status = err_set(err, STATUS_INVALID, "%s",
				 store->meta.sealed ? _("The officer has no passphrase: give one.")
						    : _("This file has no passphrases: it is for practice."));
	return status;
}

static enum status slot_make(struct buf *slot, const struct store *store, const struct key_ring *ring,
			     const struct id *id, const struct officer_new *officer, struct err *err)
{
	return officer->code ? slot_put_code(slot, ring, &store->meta.programme, id, officer->name,
					     officer->passphrase, err)
			     : slot_put(slot, ring, &store->meta.programme, id, officer->name, 1,
					officer->passphrase, err);
}

static enum status add(struct store *store, const struct officer_new *officer, const struct key_ring *ring,
		       struct officer_state *state, struct err *err)
{
	struct buf slot = BUF_EMPTY;
	struct transaction *transaction;
	enum status status = slot_make(&slot, store, ring, &state->id, officer, err);

	if (!status)
		status = transaction_begin(store, NULL, &transaction, err);
	if (!status) {
		put_slot(transaction, state, buf_bytes(&slot));
		put_box(transaction, store->ring, &store->meta.programme, state);
		put_officer(transaction, state);
		status = transaction_commit(transaction, NULL, err);
	}
	buf_release(&slot);
	return status ? status : store_know_keys(store, err);
}

enum status store_officer_add(struct store *store, const struct officer_new *officer, struct id *id,
			      struct err *err)
{
	struct officer_state state = {.id = random_id(), .name = officer->name,
				      .kecamatan = officer->kecamatan, .role = officer->role,
				      .generation = 1};
	enum status status = check_new(store, officer, err);

	if (status)
		return status;
	struct key_ring *ring = key_ring_new();
	key_ring_draw_seed(ring);
	memcpy(state.sign_key, ring->sign_key, SIGN_KEY_SIZE);
	memcpy(state.box_key, ring->box_key, sizeof(state.box_key));
	status = add(store, officer, ring, &state, err);
	key_ring_free(ring);
	if (!status && id)
		*id = state.id;
	return status;
}

/* --- Removing --------------------------------------------------------------------------------------------- */

/* Supervisors whom a name unlocks: an envelope is nobody who could add another tomorrow. */
static size_t count_supervisors(const struct store *store)
{
	size_t count = 0;

	for (size_t i = 0; i < store->authority.officer_count; i++) {
		const struct officer_state *state = &store->authority.officer[i];
		const struct slot *slot = slot_of(store, &state->id);

		count += state->role == ROLE_SUPERVISOR && !state->removed && slot && !slot->code;
	}
	return count;
}

static enum status check_removal(const struct store *store, const struct id *id, struct err *err)
{
	const struct officer_state *state = store_officer_state(store, id);
	enum status status = store_say_supervisor(store, err);

	if (status)
		return status;
	if (!state || state->removed)
		return err_set(err, STATUS_NOT_FOUND, "%s", _("No such officer, or removed already."));
	if (id_equal(id, &store->officer))
		return err_set(err, STATUS_INVALID, "%s",
			       _("Nobody removes oneself: let another supervisor do it."));
	if (state->role == ROLE_SUPERVISOR && count_supervisors(store) < 2)
		return err_set(err, STATUS_INVALID, "%s",
			       _("That is the only supervisor. Add another one first."));
	return STATUS_OK;
}

/* A ring with one log key more, which becomes the current one of the copy alone: what announces it is sealed
 * with the one before. */
static struct key_ring *ring_with_next(const struct store *store, struct err *err)
{
	struct key_ring *next = key_ring_new();

	memcpy(next, store->ring, sizeof(*next));
	if (key_ring_draw_next(next, &store->meta.programme))
		return next;
	key_ring_free(next);
	(void)err_set(err, STATUS_INVALID, "%s",
		      _("Too many officers were removed from this programme: begin a new one for the next year."));
	return NULL;
}

static void announce_key(struct transaction *transaction, const struct key_ring *next)
{
	const struct register_key key = register_of_key(BYTES_OF(next->key_id));
	struct key_record record;

	record_clear(&key_record_type, &record);
	record.digest = BYTES_OF(next->key_digest);
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &key_record_type, &record);
}

/* Everybody who is left gets a box with all keys; other boxes go. */
static enum status share_key(struct store *store, struct transaction *transaction, const struct key_ring *next,
			     const struct id *removed, struct err *err)
{
	enum status status = drop_boxes(transaction, NULL, err);

	for (size_t i = 0; i < store->authority.officer_count; i++) {
		const struct officer_state *state = &store->authority.officer[i];

		if (!state->removed && !id_equal(&state->id, removed))
			put_box(transaction, next, &store->meta.programme, state);
	}
	return status;
}

static enum status remove_officer(struct store *store, const struct id *id, const struct key_ring *next,
				  struct err *err)
{
	struct officer_state state = *store_officer_state(store, id);
	struct transaction *transaction;
	uint8_t key[SLOT_KEY_SIZE];
	enum status status = transaction_begin(store, NULL, &transaction, err);

	if (status)
		return status;
	state.removed = true;
	slot_key(key, id);
	put_officer(transaction, &state);
	announce_key(transaction, next);
	transaction_key(transaction, BYTES_OF(key), BYTES_NONE);
	status = share_key(store, transaction, next, id, err);
	if (status) {
		transaction_cancel(transaction);
		return status;
	}
	return commit_compact(store, transaction, err);
}

enum status store_officer_remove(struct store *store, const struct id *officer, struct err *err)
{
	enum status status = check_removal(store, officer, err);
	struct key_ring *next = status ? NULL : ring_with_next(store, err);

	if (!next)
		return status ? status : STATUS_INVALID;
	status = remove_officer(store, officer, next, err);
	key_ring_free(next);
	if (store_follow_anew(store, status ? NULL : err))
		memory_exhausted();
	return status;
}

/* --- Passphrases ------------------------------------------------------------------------------------------ */

/* `ring`: whose seed goes into the slot. */
static enum status renew_slot(struct store *store, struct transaction *transaction, struct officer_state *state,
			      const struct key_ring *ring, const char *passphrase, struct err *err)
{
	struct buf slot = BUF_EMPTY;
	enum status status = slot_put(&slot, ring, &store->meta.programme, &state->id, state->name,
				      ++state->generation, passphrase, err);

	if (!status)
		put_slot(transaction, state, buf_bytes(&slot));
	buf_release(&slot);
	return status;
}

static enum status check_sealed(const struct store *store, const struct id *officer, struct err *err)
{
	const struct slot *slot = slot_of(store, officer);

	if (!store->meta.sealed)
		return err_set(err, STATUS_INVALID, "%s", _("This file has no passphrases: it is for practice."));
	if (slot && slot->code)
		return err_set(err, STATUS_INVALID, "%s",
			       _("The code in the envelope cannot be changed. If somebody else knows it, remove the officer of the envelope."));
	return STATUS_OK;
}

enum status store_set_passphrase(struct store *store, const char *passphrase, struct err *err)
{
	const struct officer_state *known = store_officer_state(store, &store->officer);
	enum status status = check_sealed(store, &store->officer, err);
	struct transaction *transaction;

	if (!status)
		status = transaction_begin(store, NULL, &transaction, err);
	if (status)
		return status;
	struct officer_state state = *known;
	status = renew_slot(store, transaction, &state, store->ring, passphrase, err);
	if (status) {
		transaction_cancel(transaction);
		return status;
	}
	put_officer(transaction, &state);
	return commit_compact(store, transaction, err);
}

static enum status give(struct store *store, struct officer_state *state, const struct key_ring *ring,
			const char *passphrase, struct err *err)
{
	struct transaction *transaction;
	enum status status = transaction_begin(store, NULL, &transaction, err);

	if (status)
		return status;
	memcpy(state->sign_key, ring->sign_key, SIGN_KEY_SIZE);
	memcpy(state->box_key, ring->box_key, sizeof(state->box_key));
	status = renew_slot(store, transaction, state, ring, passphrase, err);
	if (!status)
		status = drop_boxes(transaction, &state->id, err);
	if (status) {
		transaction_cancel(transaction);
		return status;
	}
	put_box(transaction, store->ring, &store->meta.programme, state);
	put_officer(transaction, state);
	return commit_compact(store, transaction, err);
}

enum status store_give_passphrase(struct store *store, const struct id *officer, const char *passphrase,
				  struct err *err)
{
	const struct officer_state *known = store_officer_state(store, officer);
	enum status status = store_say_supervisor(store, err);

	if (!status)
		status = check_sealed(store, officer, err);
	if (status)
		return status;
	if (!known || known->removed)
		return err_set(err, STATUS_NOT_FOUND, "%s", _("No such officer, or removed already."));
	if (id_equal(officer, &store->officer))
		return store_set_passphrase(store, passphrase, err);
	struct officer_state state = *known;
	struct key_ring *ring = key_ring_new();
	key_ring_draw_seed(ring);
	status = give(store, &state, ring, passphrase, err);
	key_ring_free(ring);
	return status;
}
