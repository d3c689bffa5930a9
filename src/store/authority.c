/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/authority.h"

#include <stdlib.h>
#include <string.h>

struct said {
	struct authored by;
	struct bytes key, value; /* value empty: taken back */
	bool counts;
};

struct standing {
	struct event_id event;
	uint64_t lamport;
	struct id officer;
	uint8_t key[SIGN_KEY_SIZE];
	bool supervisor;
};

bool authority_states(const struct register_parts *parts)
{
	return parts->known && (parts->kind == REGISTER_OFFICER || parts->kind == REGISTER_KEY);
}

bool authority_governs(const struct register_parts *parts)
{
	return authority_states(parts) ||
	       (parts->known && (parts->kind == REGISTER_CONF ||
				 (parts->kind == REGISTER_SESSION && parts->number == SESSION_PLAN)));
}

/* --- In their order ------------------------------------------------------------------------------ */

static int compare_places(uint64_t lamport_a, const struct event_id *a, uint64_t lamport_b,
			  const struct event_id *b)
{
	if (lamport_a != lamport_b)
		return lamport_a < lamport_b ? -1 : 1;
	return event_compare(a, b);
}

static int compare_said(const void *left, const void *right)
{
	const struct said *a = left, *b = right;
	int order = compare_places(a->by.lamport, &a->by.event, b->by.lamport, &b->by.event);

	return order != 0 ? order : bytes_compare(a->key, b->key);
}

/* Its bytes are copied. */
static void add(struct authority *authority, struct said said)
{
	said.key = arena_bytes(&authority->arena, said.key);
	said.value = arena_bytes(&authority->arena, said.value);
	authority->said = memory_grow(authority->said, authority->said_count, &authority->said_capacity,
				      sizeof(said));
	authority->said[authority->said_count++] = said;
	authority->changed = true;
}

void authority_add(struct authority *authority, const struct authored *by, const struct operation *operation)
{
	struct said said = {.by = *by, .key = operation->key};

	if (operation->value_count > 0)
		said.value = operation_shown(operation);
	add(authority, said);
}

void authority_join(struct authority *authority, const struct authority *other)
{
	for (size_t i = 0; i < other->said_count; i++)
		add(authority, other->said[i]);
}

/* --- What follows --------------------------------------------------------------------------------- */

static struct officer_state *find(const struct authority *authority, const struct id *officer)
{
	for (size_t i = 0; i < authority->officer_count; i++)
		if (id_equal(&authority->officer[i].id, officer))
			return &authority->officer[i];
	return NULL;
}

const struct officer_state *authority_officer(const struct authority *authority, const struct id *officer)
{
	return find(authority, officer);
}

static bool supervises(const struct officer_state *officer)
{
	return officer->role == ROLE_SUPERVISOR && !officer->removed;
}

bool authority_is_supervisor(const struct authority *authority, const struct id *id,
			     const uint8_t key[SIGN_KEY_SIZE])
{
	const struct officer_state *officer = find(authority, id);

	if (!officer)
		return memcmp(key, authority->founder_key, SIGN_KEY_SIZE) == 0;
	return supervises(officer) && memcmp(officer->sign_key, key, SIGN_KEY_SIZE) == 0;
}

static size_t count_supervisors(const struct authority *authority)
{
	size_t count = 0;

	for (size_t i = 0; i < authority->officer_count; i++)
		count += supervises(&authority->officer[i]);
	return count;
}

static void stand(struct authority *authority, const struct said *said, const struct officer_state *officer,
		  bool supervisor)
{
	struct standing standing = {.event = said->by.event, .lamport = said->by.lamport,
				    .officer = officer->id, .supervisor = supervisor};

	memcpy(standing.key, officer->sign_key, SIGN_KEY_SIZE);
	authority->standing = memory_grow(authority->standing, authority->standing_count,
					  &authority->standing_capacity, sizeof(standing));
	authority->standing[authority->standing_count++] = standing;
}

/* What a supervisor says of an officer but the slot. */
static void take_person(struct authority *authority, struct officer_state *state, const struct officer *says)
{
	bool leaves = supervises(state) && (says->role != ROLE_SUPERVISOR || says->removed != 0);

	state->name = says->name;
	state->kecamatan = says->kecamatan;
	memcpy(state->sign_key, says->sign_key.ptr, SIGN_KEY_SIZE);
	memcpy(state->box_key, says->box_key.ptr, sizeof(state->box_key));
	if (leaves && count_supervisors(authority) == 1)
		return;
	state->role = says->role;
	state->removed = says->removed != 0;
}

static void take_slot(struct officer_state *state, const struct officer *says, bool own)
{
	state->generation = says->slot_generation;
	state->has_slot = says->slot_digest.len == DIGEST_SIZE;
	if (state->has_slot)
		memcpy(state->slot_digest, says->slot_digest.ptr, DIGEST_SIZE);
	state->own_slot = own;
}

/* The state of an officer, who may be new. */
static struct officer_state *state_of(struct authority *authority, const struct id *id)
{
	struct officer_state *state = find(authority, id);

	if (state)
		return state;
	authority->officer = memory_grow(authority->officer, authority->officer_count,
					 &authority->officer_capacity, sizeof(*state));
	state = &authority->officer[authority->officer_count++];
	*state = (struct officer_state){.id = *id, .name = "", .kecamatan = ""};
	return state;
}

static bool supervisor_says(struct authority *authority, const struct said *said, const struct id *id,
			    const struct officer *says)
{
	struct officer_state *state = state_of(authority, id);
	const struct officer_state before = *state;
	bool new_key = memcmp(before.sign_key, says->sign_key.ptr, SIGN_KEY_SIZE) != 0;

	take_person(authority, state, says);
	if (new_key || says->slot_generation > before.generation)
		take_slot(state, says, id_equal(&said->by.officer, id));
	if (new_key && supervises(&before))
		stand(authority, said, &before, false);
	if (new_key || supervises(&before) != supervises(state))
		stand(authority, said, state, supervises(state));
	return true;
}

/* Of oneself only that there is another slot. */
static bool officer_says(struct officer_state *state, const struct said *said, const struct officer *says)
{
	if (!state || state->removed || !id_equal(&said->by.officer, &state->id) ||
	    memcmp(said->by.officer_key, state->sign_key, SIGN_KEY_SIZE) != 0 ||
	    says->slot_generation <= state->generation)
		return false;
	take_slot(state, says, true);
	return true;
}

/* An officer that was taken back is one that was removed. */
static bool take_back(struct authority *authority, const struct said *said, const struct id *id)
{
	struct officer_state *state = find(authority, id);

	if (!state || (supervises(state) && count_supervisors(authority) == 1))
		return false;
	if (supervises(state))
		stand(authority, said, state, false);
	state->removed = true;
	return true;
}

static bool fold_officer(struct authority *authority, const struct said *said, const struct id *id)
{
	bool by_supervisor =
		authority_is_supervisor(authority, &said->by.officer, said->by.officer_key);
	struct officer says;

	if (said->value.len == 0)
		return by_supervisor && take_back(authority, said, id);
	if (record_decode(&officer_type, said->value, &authority->arena, &says, NULL) ||
	    says.sign_key.len != SIGN_KEY_SIZE || says.box_key.len != sizeof(((struct officer_state *)0)->box_key))
		return false;
	if (by_supervisor)
		return supervisor_says(authority, said, id, &says);
	return officer_says(find(authority, id), said, &says);
}

static bool fold_key(struct authority *authority, const struct said *said)
{
	struct key_record says;

	if (!authority_is_supervisor(authority, &said->by.officer, said->by.officer_key))
		return false;
	if (said->value.len == 0 ||
	    record_decode(&key_record_type, said->value, &authority->arena, &says, NULL) ||
	    says.digest.len != DIGEST_SIZE)
		return false;
	authority->key = memory_grow(authority->key, authority->key_count, &authority->key_capacity,
				     sizeof(*authority->key));
	memcpy(authority->key[authority->key_count++], says.digest.ptr, DIGEST_SIZE);
	return true;
}

static void fold(struct authority *authority, struct said *said)
{
	struct register_parts parts;

	said->counts = false;
	if (!register_parse(said->key, &parts) || !authority_states(&parts))
		return;
	if (parts.kind == REGISTER_OFFICER)
		said->counts = fold_officer(authority, said, &parts.id);
	else
		said->counts = fold_key(authority, said);
}

void authority_fold(struct authority *authority)
{
	if (authority->said_count > 1)
		qsort(authority->said, authority->said_count, sizeof(*authority->said), compare_said);
	authority->officer_count = authority->standing_count = authority->key_count = 0;
	for (size_t i = 0; i < authority->said_count; i++)
		fold(authority, &authority->said[i]);
}

/* --- Asking ---------------------------------------------------------------------------------------- */

static bool was_supervisor(const struct authority *authority, const struct authored *by)
{
	bool known = false, supervisor = false;

	for (size_t i = 0; i < authority->standing_count; i++) {
		const struct standing *standing = &authority->standing[i];

		if (!id_equal(&standing->officer, &by->officer))
			continue;
		if (compare_places(standing->lamport, &standing->event, by->lamport, &by->event) > 0)
			break;
		known = true;
		if (memcmp(standing->key, by->officer_key, SIGN_KEY_SIZE) == 0)
			supervisor = standing->supervisor;
	}
	return known ? supervisor : memcmp(by->officer_key, authority->founder_key, SIGN_KEY_SIZE) == 0;
}

bool authority_counts(const struct authority *authority, const struct authored *by, struct bytes key,
		      const struct register_parts *parts)
{
	const struct said wanted = {.by = *by, .key = key};
	const struct said *said = NULL;

	if (!authority_governs(parts))
		return true;
	if (!authority_states(parts))
		return was_supervisor(authority, by);
	if (authority->said_count > 0)
		said = bsearch(&wanted, authority->said, authority->said_count, sizeof(*said), compare_said);
	return said && said->counts;
}

bool authority_knows(const struct authority *authority, const struct id *officer,
		     const uint8_t key[SIGN_KEY_SIZE])
{
	for (size_t i = 0; i < authority->standing_count; i++)
		if (id_equal(&authority->standing[i].officer, officer) &&
		    memcmp(authority->standing[i].key, key, SIGN_KEY_SIZE) == 0)
			return true;
	return memcmp(key, authority->founder_key, SIGN_KEY_SIZE) == 0;
}

/* --- Keeping ---------------------------------------------------------------------------------------- */

void authority_put(struct buf *out, const struct authority *authority)
{
	cbor_put_array(out, authority->said_count);
	for (size_t i = 0; i < authority->said_count; i++) {
		const struct said *said = &authority->said[i];
		uint8_t event[EVENT_ID_SIZE];

		event_put(event, &said->by.event);
		cbor_put_array(out, 6);
		cbor_put_bytes(out, BYTES_OF(event));
		cbor_put_uint(out, said->by.lamport);
		cbor_put_bytes(out, id_bytes(&said->by.officer));
		cbor_put_bytes(out, BYTES_OF(said->by.officer_key));
		cbor_put_bytes(out, said->key);
		cbor_put_bytes(out, said->value);
	}
}

bool authority_get(struct authority *authority, struct bytes value)
{
	struct cbor cbor;

	authority_release(authority);
	cbor_open(&cbor, value);
	for (size_t left = cbor_array(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		uint8_t event[EVENT_ID_SIZE] = {0};
		struct said said = {.counts = false};

		if (cbor_array(&cbor) != 6)
			return false;
		cbor_fixed(&cbor, event, sizeof(event));
		said.by.event = event_get(event);
		said.by.lamport = cbor_uint(&cbor);
		cbor_fixed(&cbor, said.by.officer.byte, ID_SIZE);
		cbor_fixed(&cbor, said.by.officer_key, SIGN_KEY_SIZE);
		said.key = cbor_bytes(&cbor);
		said.value = cbor_bytes(&cbor);
		add(authority, said);
	}
	authority->changed = false;
	if (!cbor_at_end(&cbor))
		return false;
	authority_fold(authority);
	return true;
}

void authority_release(struct authority *authority)
{
	struct authority empty = {.changed = false};

	memcpy(empty.founder_key, authority->founder_key, SIGN_KEY_SIZE);
	free(authority->said);
	free(authority->officer);
	free(authority->standing);
	free(authority->key);
	arena_release(&authority->arena);
	*authority = empty;
}
