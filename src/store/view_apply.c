/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/view_inside.h"

#include <stdio.h>

#include "base/digest.h"
#include "base/text.h"
#include "model/record.h"

/* --- Notes -------------------------------------------------------------------------------------------- */

static bool is_there(struct db_txn *txn, uint8_t class)
{
	struct bytes key, value;

	return db_seek(txn, (struct bytes){&class, 1}, &key, &value) && key.ptr[0] == class;
}

static bool may_have_notes(struct view *view)
{
	struct scratch *scratch = view->scratch;
	struct db_txn *txn;

	scratch->notes_fall |= scratch->beside;
	if (scratch->beside)
		return false;
	txn = view_writing(view);
	if (!scratch->notes_known)
		scratch->notes = txn && is_there(txn, CLASS_NOTE);
	scratch->notes_known = true;
	return scratch->notes;
}

static void drop_note(void *context, const char *session)
{
	struct view *view = context;
	struct db_txn *txn;
	struct view_key key;

	if (!may_have_notes(view))
		return;
	txn = view_writing(view);
	/* All entries of an import are of one session. */
	if (!txn || strcmp(session, view->scratch->noteless) == 0)
		return;
	snprintf(view->scratch->noteless, sizeof(view->scratch->noteless), "%s", session);
	if (!db_delete(txn, view_key(&key, CLASS_NOTE, view_text(session), BYTES_NONE)))
		db_delete(txn, view_key(&key, CLASS_NOTE, view_text(VIEW_NOTE_OF_OTHERS), BYTES_NONE));
}

void view_drop_notes(struct view *view)
{
	struct bytes key, value;
	const uint8_t class = CLASS_NOTE;
	struct db_txn *txn;

	if (!may_have_notes(view))
		return;
	txn = view_writing(view);
	while (txn && db_seek(txn, (struct bytes){&class, 1}, &key, &value) && key.ptr[0] == class) {
		struct view_key copy;
		db_delete(txn, view_key(&copy, class, (struct bytes){key.ptr + 1, key.len - 1}, BYTES_NONE));
	}
	view->scratch->notes = false;
}

/* --- Applying --------------------------------------------------------------------------------------------- */

static uint8_t state_of(const struct register_parts *parts, const struct operation *operation)
{
	size_t count = operation->value_count;
	return count > 0 ? record_state_in(parts, operation_shown(operation)) : 0;
}

/* All values of the operation say this; 0: they differ, or there is none. */
static uint64_t sense_of(const struct view *view, const struct register_parts *parts,
			 const struct operation *operation)
{
	uint64_t sense = 0;
	struct cbor values;

	operation_values(operation, &values);
	for (size_t i = 0; i < operation->value_count; i++) {
		const struct bytes value = cbor_skip(&values);
		const uint8_t claim = record_claim(parts, record_state_in(parts, value));
		const uint64_t one = claim > 0 ? claim : digest_short(view->tag_key, value) | 1;

		if (i > 0 && one != sense)
			return 0;
		sense = one;
	}
	return sense;
}

static void keep_name(struct buf *names, const struct id *record, const char *name)
{
	uint8_t len[4] = {0};

	buf_add(names, record->byte, ID_SIZE);
	buf_add(names, len, sizeof(len));
	const size_t start = names->len;
	text_fold(names, name, strlen(name));
	put_be32(names->ptr + start - sizeof(len), (uint32_t)(names->len - start));
}

static void tell_name(struct view *view, const struct id *record, const char *name)
{
	struct buf folded = BUF_EMPTY;

	if (view->scratch->beside) {
		keep_name(&view->scratch->names, record, name);
	} else if (view->name_each) {
		text_fold(&folded, name, strlen(name));
		view->name_each(view->name_context, record, buf_bytes(&folded));
		buf_wipe(&folded);
	}
}

static void index_identity(struct view *view, const struct id *record, const struct operation *operation)
{
	struct arena *arena = &view->scratch->arena;
	struct person_identity identity;
	uint8_t tag[TAG_SIZE];

	if (may_have_notes(view))
		view_sessions_of(view, record, drop_note, view); /* the counts of men and women */
	if (operation->value_count > 0 &&
	    record_decode_part(&person_identity_type, operation_shown(operation), arena, &identity)) {
		if (identity.nik[0] != '\0') {
			view_nik_tag(view, view_text(identity.nik), tag);
			view_row(view, CLASS_NIK, BYTES_OF(tag), id_bytes(record), BYTES_NONE);
			view_share_nik(view, tag, record);
		}
		tell_name(view, record, identity.name);
	}
	arena_clear(arena);
}

/* They may be one person, or two, from here on: that is counted anew. */
static void compare_records(struct view *view, const struct id *a, const struct id *b)
{
	view->scratch->pairs_known = false;
	view_row(view, CLASS_COMPARED, id_bytes(a), id_bytes(b), BYTES_NONE);
	view_row(view, CLASS_COMPARED, id_bytes(b), id_bytes(a), BYTES_NONE);
	if (!may_have_notes(view))
		return;
	view_sessions_of(view, a, drop_note, view);
	view_sessions_of(view, b, drop_note, view);
}

/* What is derived from registers of this kind must be found, or computed, anew. */
static void index_operation(struct view *view, const struct register_parts *parts,
			    const struct operation *operation)
{
	switch (parts->kind) {
	case REGISTER_ENROLMENT:
		view_row(view, CLASS_PERSON, id_bytes(&parts->id), view_text(parts->text), BYTES_NONE);
		drop_note(view, parts->text);
		if (may_have_notes(view)) /* there is counted who was trained elsewhere, too */
			view_sessions_of(view, &parts->id, drop_note, view);
		break;
	case REGISTER_FOLLOWUP:
		if (!may_have_notes(view)) /* so many steps are due */
			break;
		if (view_has_pairs(view)) /* it may be another record of the person that has the seat */
			view_drop_notes(view);
		else
			view_sessions_of(view, &parts->id, drop_note, view);
		break;
	case REGISTER_SAME:
		compare_records(view, &parts->other, &parts->id);
		break;
	case REGISTER_ATTENDANCE:
	case REGISTER_DAY:
		drop_note(view, parts->text);
		break;
	case REGISTER_PERSON:
		if (parts->number == PERSON_IDENTITY)
			index_identity(view, &parts->id, operation);
		break;
	case REGISTER_SESSION:
	case REGISTER_CONF:
		view_drop_notes(view);
		break;
	default:
		break;
	}
}

static bool remove_event(struct db_txn *txn, uint8_t class, struct bytes key, const uint8_t id[EVENT_ID_SIZE])
{
	struct view_key name;
	return db_delete(txn, view_key(&name, class, key, (struct bytes){id, EVENT_ID_SIZE}));
}

static void put_event(struct view *view, uint8_t class, struct bytes key, const uint8_t id[EVENT_ID_SIZE],
		      struct bytes value)
{
	view_row(view, class, key, (struct bytes){id, EVENT_ID_SIZE}, value);
}

/* `row`: the key of a live event. One that was superseded before it comes never becomes live. */
void view_supersede_row(void *context, struct bytes row, struct bytes value)
{
	struct view *view = context;
	struct db_txn *txn = view_writing(view);
	struct view_key ghost;

	(void)value;
	if (!txn || db_delete(txn, row))
		return;
	view->scratch->ghosts_known = view->scratch->ghosts = true;
	db_replace(txn, view_key(&ghost, CLASS_GHOST, (struct bytes){row.ptr + 1, row.len - 1}, BYTES_NONE),
		   BYTES_NONE);
}

static void supersede(struct view *view, const struct operation *operation)
{
	for (size_t i = 0; i < operation->superseded_count; i++) {
		const struct event_id superseded = operation_superseded(operation, i);
		uint8_t id[EVENT_ID_SIZE];
		struct view_key key;

		event_put(id, &superseded);
		const struct bytes row = view_key(&key, CLASS_LIVE, operation->key, BYTES_OF(id));
		if (view->scratch->gathering)
			batch_add(&view->scratch->superseded, row, BYTES_NONE);
		else
			view_supersede_row(view, row, BYTES_NONE);
	}
}

/* Nearly never is there one: looked at once, not for each event. */
bool view_may_have_ghosts(struct scratch *scratch, struct db_txn *txn)
{
	if (!scratch->ghosts_known)
		scratch->ghosts = is_there(txn, CLASS_GHOST);
	scratch->ghosts_known = true;
	return scratch->ghosts;
}

static bool take_ghost(struct view *view, struct db_txn *txn, struct bytes key,
		       const uint8_t id[EVENT_ID_SIZE])
{
	return view_may_have_ghosts(view->scratch, txn) && remove_event(txn, CLASS_GHOST, key, id);
}

void view_apply(struct view *view, const struct event_id *event, uint64_t lamport,
		const struct operation *operation, const struct register_parts *parts)
{
	struct db_txn *txn = view->scratch->beside ? NULL : view_writing(view);
	const struct event live = {.id = *event, .lamport = lamport,
				   .values = (uint32_t)operation->value_count,
				   .state = state_of(parts, operation),
				   .sense = sense_of(view, parts, operation)};
	uint8_t id[EVENT_ID_SIZE], value[EVENT_BYTES];

	if (!txn && !view->scratch->beside)
		return;
	supersede(view, operation);
	event_put(id, event);
	view_event_put(value, &live);
	view_replaced(view, operation->key, live.values > 1 && live.sense == 0,
		      operation->superseded_count > 0);
	if (!txn || !take_ghost(view, txn, operation->key, id))
		put_event(view, CLASS_LIVE, operation->key, id, BYTES_OF(value));
	if (parts->known)
		index_operation(view, parts, operation);
}
