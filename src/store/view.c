/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "model/record.h"
#include "store/batch.h"
#include "store/db.h"

/* Keys begin with a class:
 *   R register key, event(28)              live event: lamport(8) values(4) state(1)
 *   G register key, event(28)              ghost: superseded before it came
 *   P record(16) session                   enrolled there at some time
 *   I tag(16) of a NIK, record(16)         had that NIK at some time
 *   N session                              note
 *   S name                                 what store.c keeps */
enum { CLASS_LIVE = 'R', CLASS_GHOST = 'G', CLASS_PERSON = 'P', CLASS_NIK = 'I', CLASS_NOTE = 'N', CLASS_STORE = 'S' };

#define VIEW_KEY_MAX (1 + REGISTER_KEY_MAX + EVENT_ID_SIZE)
#define EVENT_BYTES (8 + 4 + 1)
#define TAG_SIZE 16

struct view_key {
	size_t len;
	uint8_t byte[VIEW_KEY_MAX];
};

struct scratch {
	struct view_walk find; /* what view_find() lends */
	struct view_key found; /* and for which register */
	struct view_key behind; /* where that is not there: the row behind it; empty: not known */
	bool has_found;
	bool gathering; /* rows wait in `batch` */
	struct batch batch;
	bool ghosts_known, ghosts; /* may there be any? */
	char noteless[REGISTER_TEXT_MAX + 1]; /* the session that lost its note last */
	struct db_txn *reading; /* open while there is nothing to write */
	struct db_txn *writing;
	bool failed;
};

struct view {
	struct db *db;
	uint8_t tag_key[32];
	struct scratch *scratch; /* what reading changes */
	view_name *name_each; /* may be null */
	void *name_context;
};

/* --- Life -------------------------------------------------------------------------------------------- */

static struct view *view_of(struct db *db, const uint8_t *tag_key)
{
	struct view *view = memory_alloc(sizeof(*view));

	view->db = db;
	view->scratch = memory_alloc(sizeof(*view->scratch));
	memcpy(view->tag_key, tag_key, sizeof(view->tag_key));
	return view;
}

enum status view_open(struct view **out, const char *path, const uint8_t *tag_key, struct err *err)
{
	struct db *db;
	enum status status = db_open_cache(&db, path, err);

	if (status)
		return status;
	*out = view_of(db, tag_key);
	return STATUS_OK;
}

enum status view_open_to_read(struct view **out, const char *path, const uint8_t *tag_key, struct err *err)
{
	struct db *db;
	enum status status = db_open_cache_to_read(&db, path, err);

	if (status)
		return status;
	*out = view_of(db, tag_key);
	return STATUS_OK;
}

/* What was lent is not there any more. */
static void forget_found(struct scratch *scratch)
{
	view_walk_close(&scratch->find);
	scratch->has_found = false;
}

void view_close(struct view *view)
{
	if (!view)
		return;
	forget_found(view->scratch);
	view_commit(view);
	batch_release(&view->scratch->batch);
	if (view->scratch->reading)
		db_abort(view->scratch->reading);
	db_close(view->db);
	free(view->scratch);
	explicit_bzero(view->tag_key, sizeof(view->tag_key));
	free(view);
}

void view_flush(struct view *view)
{
	view_commit(view);
	if (!db_sync(view->db))
		view->scratch->failed = true;
}

bool view_failed(const struct view *view)
{
	return view->scratch->failed;
}

void view_doubt(struct view *view)
{
	view->scratch->failed = true;
}

void view_tell_names(struct view *view, view_name *each, void *context)
{
	view->name_each = each;
	view->name_context = context;
}

/* The transaction to read from: the one that is being written, else the last state. Null when it
 * failed. */
static struct db_txn *reading(const struct view *view)
{
	struct scratch *scratch = view->scratch;

	if (scratch->writing)
		return scratch->writing;
	if (!scratch->reading && db_begin(view->db, false, &scratch->reading, NULL)) {
		scratch->reading = NULL;
		scratch->failed = true;
	}
	return scratch->reading;
}

/* A state that is read must not stay while another is written: liblmdb would not know of it. */
static struct db_txn *writing(struct view *view)
{
	struct scratch *scratch = view->scratch;

	forget_found(scratch);
	if (scratch->reading)
		db_abort(scratch->reading);
	scratch->reading = NULL;
	if (!scratch->writing && db_begin(view->db, true, &scratch->writing, NULL)) {
		scratch->writing = NULL;
		scratch->failed = true;
	}
	return scratch->writing;
}

void view_gather(struct view *view)
{
	view->scratch->gathering = true;
}

void view_commit(struct view *view)
{
	struct scratch *scratch = view->scratch;

	forget_found(scratch);
	if (scratch->writing)
		batch_put(&scratch->batch, scratch->writing);
	scratch->gathering = false;
	if (scratch->writing && db_commit(scratch->writing, NULL))
		scratch->failed = true;
	scratch->writing = NULL;
}

/* --- Cells -------------------------------------------------------------------------------------------- */

static struct bytes key_of(struct view_key *key, uint8_t class, struct bytes a, struct bytes b)
{
	key->byte[0] = class;
	key->len = 1;
	for (const struct bytes *part = (const struct bytes[]){a, b}, *end = part + 2; part < end; part++) {
		size_t room = sizeof(key->byte) - key->len;
		size_t len = part->len < room ? part->len : room;

		if (len > 0)
			memcpy(key->byte + key->len, part->ptr, len);
		key->len += len;
	}
	return (struct bytes){key->byte, key->len};
}

int event_order(const struct event *a, const struct event *b)
{
	if (a->lamport != b->lamport)
		return a->lamport < b->lamport ? -1 : 1;
	return event_compare(&a->id, &b->id);
}

const struct event *cell_winner(const struct cell *cell)
{
	const struct event *winner = NULL;

	for (size_t i = 0; cell && i < cell->event_count; i++) {
		const struct event *event = &cell->event[i];
		/* Taken back yields to any value: an undone scan is no vote against another laptop's (MERGE 9). */
		if (event->values > 0 && (!winner || event_order(event, winner) > 0))
			winner = event;
	}
	return winner;
}

uint8_t cell_state(const struct cell *cell)
{
	const struct event *winner = cell_winner(cell);
	return winner ? winner->state : 0;
}

struct event_id *cell_live(const struct cell *cell, size_t *count)
{
	*count = cell ? cell->event_count : 0;
	struct event_id *live = memory_alloc(*count * sizeof(*live) + 1);

	for (size_t i = 0; i < *count; i++)
		live[i] = cell->event[i].id;
	return live;
}

/* --- Walks -------------------------------------------------------------------------------------------- */

struct walk_state {
	struct db_cursor *cursor;
	struct view_key prefix;
	bool more; /* key and value are the first event of the next register */
	struct bytes key, value;
	struct view_key register_key;
	struct cell cell;
};

static bool in_prefix(struct walk_state *state)
{
	const struct bytes prefix = {state->prefix.byte, state->prefix.len};

	return bytes_start_with(state->key, prefix) && state->key.len > 1 + EVENT_ID_SIZE &&
	       state->value.len == EVENT_BYTES;
}

static void take_event(struct walk_state *state)
{
	struct cell *cell = &state->cell;
	const uint8_t *at = state->value.ptr;

	cell->event = memory_grow(cell->event, cell->event_count, &cell->event_capacity,
				  sizeof(*cell->event));
	cell->event[cell->event_count++] = (struct event){
		.id = event_get(state->key.ptr + state->key.len - EVENT_ID_SIZE),
		.lamport = (uint64_t)get_be32(at) << 32 | get_be32(at + 4),
		.values = get_be32(at + 8),
		.state = at[12],
	};
	state->more = db_cursor_next(state->cursor, &state->key, &state->value) && in_prefix(state);
}

/* All events of one register stand together, in the order of their ids. */
static void take_register(struct view_walk *walk)
{
	struct walk_state *state = walk->state;
	struct view_key *name = &state->register_key;

	walk->cell = NULL;
	state->cell.event_count = 0;
	if (!state->more)
		return;
	name->len = state->key.len - EVENT_ID_SIZE;
	memcpy(name->byte, state->key.ptr, name->len);
	while (state->more && state->key.len == name->len + EVENT_ID_SIZE &&
	       memcmp(state->key.ptr, name->byte, name->len) == 0)
		take_event(state);
	state->cell.key = (struct bytes){name->byte + 1, name->len - 1};
	walk->cell = &state->cell;
}

/* Walks from `from` on, a prefix with its class; what the walk has is used again. */
static void walk_from(struct view_walk *walk, const struct view *view, struct bytes from)
{
	struct walk_state *state = walk->state ? walk->state : memory_alloc(sizeof(*state));
	struct db_txn *txn = state->cursor ? NULL : reading(view);

	walk->state = state;
	if (txn)
		state->cursor = db_cursor_open(txn);
	memcpy(state->prefix.byte, from.ptr, from.len);
	state->prefix.len = from.len;
	state->key = BYTES_NONE;
	state->more = state->cursor && db_cursor_seek(state->cursor, from, &state->key, &state->value) &&
		      in_prefix(state);
	take_register(walk);
}

void view_walk_open(struct view_walk *walk, const struct view *view, struct bytes prefix)
{
	struct view_key from;

	*walk = (struct view_walk){0};
	walk_from(walk, view, key_of(&from, CLASS_LIVE, prefix, BYTES_NONE));
}

void view_walk_next(struct view_walk *walk)
{
	if (walk->cell)
		take_register(walk);
}

void view_walk_close(struct view_walk *walk)
{
	struct walk_state *state = walk->state;

	if (!state)
		return;
	db_cursor_close(state->cursor);
	free(state->cell.event);
	free(state);
	*walk = (struct view_walk){0};
}

/* Nothing stands between the register that was looked for last and the row behind it: of someone who
 * is new all registers are seen not to be there by looking for the first. */
static bool in_gap(const struct scratch *scratch, struct bytes name)
{
	const struct bytes from = {scratch->found.byte, scratch->found.len};
	const struct bytes behind = {scratch->behind.byte, scratch->behind.len};

	return scratch->has_found && behind.len > 0 && bytes_compare(name, from) > 0 &&
	       bytes_compare(name, behind) < 0 && !bytes_start_with(behind, name);
}

const struct cell *view_find(const struct view *view, struct bytes key)
{
	struct scratch *scratch = view->scratch;
	struct view_walk *find = &scratch->find;
	struct view_key wanted;
	struct bytes name = key_of(&wanted, CLASS_LIVE, key, BYTES_NONE);

	if (in_gap(scratch, name))
		return NULL;
	/* Who changes a register has mostly just looked at it. */
	if (!scratch->has_found ||
	    !bytes_equal(name, (struct bytes){scratch->found.byte, scratch->found.len})) {
		walk_from(find, view, name);
		scratch->found = wanted;
		scratch->has_found = true;
		scratch->behind.len = 0;
		if (!find->cell && find->state->key.len > 0)
			key_of(&scratch->behind, find->state->key.ptr[0],
			       (struct bytes){find->state->key.ptr + 1, find->state->key.len - 1}, BYTES_NONE);
	}
	return find->cell && bytes_equal(find->cell->key, (struct bytes){wanted.byte + 1, wanted.len - 1})
		       ? find->cell
		       : NULL;
}

/* --- Indexes and notes ----------------------------------------------------------------------------------- */

static struct bytes text_bytes(const char *text)
{
	return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* Calls for each key of a class that begins with `prefix`, with what stands behind that. */
static void scan(const struct view *view, uint8_t class, struct bytes prefix, view_named *each,
		 void *context)
{
	struct db_txn *txn = reading(view);
	struct db_cursor *cursor = txn ? db_cursor_open(txn) : NULL;
	struct view_key name;
	struct bytes from = key_of(&name, class, prefix, BYTES_NONE), key, value;

	for (bool more = cursor && db_cursor_seek(cursor, from, &key, &value);
	     more && bytes_start_with(key, from); more = db_cursor_next(cursor, &key, &value))
		each(context, (struct bytes){key.ptr + from.len, key.len - from.len}, value);
	db_cursor_close(cursor);
}

struct session_scan {
	view_session *each;
	void *context;
};

static void tell_session(void *context, struct bytes rest, struct bytes value)
{
	const struct session_scan *scanned = context;
	char session[REGISTER_TEXT_MAX + 1] = "";

	(void)value;
	if (rest.len == 0 || rest.len > REGISTER_TEXT_MAX)
		return;
	memcpy(session, rest.ptr, rest.len);
	scanned->each(scanned->context, session);
}

void view_sessions_of(const struct view *view, const struct id *record, view_session *each, void *context)
{
	struct session_scan scanned = {each, context};

	scan(view, CLASS_PERSON, id_bytes(record), tell_session, &scanned);
}

static void nik_tag(const struct view *view, struct bytes nik, uint8_t out[TAG_SIZE])
{
	digest(out, TAG_SIZE, view->tag_key, "okoce view nik 1", &nik, 1);
}

struct record_scan {
	view_record *each;
	void *context;
};

static void tell_record(void *context, struct bytes rest, struct bytes value)
{
	const struct record_scan *scanned = context;
	struct id record;

	(void)value;
	if (rest.len != ID_SIZE)
		return;
	memcpy(record.byte, rest.ptr, ID_SIZE);
	scanned->each(scanned->context, &record);
}

void view_records_of(const struct view *view, const char *nik, view_record *each, void *context)
{
	struct record_scan scanned = {each, context};
	uint8_t tag[TAG_SIZE];

	nik_tag(view, text_bytes(nik), tag);
	scan(view, CLASS_NIK, BYTES_OF(tag), tell_record, &scanned);
}

static bool get(const struct view *view, uint8_t class, struct bytes name, struct bytes *value)
{
	struct db_txn *txn = reading(view);
	struct view_key key;

	return txn && db_get(txn, key_of(&key, class, name, BYTES_NONE), value);
}

static void put(struct view *view, uint8_t class, struct bytes a, struct bytes b, struct bytes value)
{
	struct db_txn *txn = writing(view);
	struct view_key key;
	struct bytes name = key_of(&key, class, a, b);

	if (txn && view->scratch->gathering)
		batch_add(&view->scratch->batch, name, value);
	else if (txn)
		db_replace(txn, name, value);
}

bool view_get(const struct view *view, struct bytes name, struct bytes *value)
{
	return get(view, CLASS_STORE, name, value);
}

void view_put(struct view *view, struct bytes name, struct bytes value)
{
	put(view, CLASS_STORE, name, BYTES_NONE, value);
}

void view_each(const struct view *view, struct bytes prefix, view_named *each, void *context)
{
	scan(view, CLASS_STORE, prefix, each, context);
}

bool view_note(const struct view *view, const char *session, struct bytes *note)
{
	return get(view, CLASS_NOTE, text_bytes(session), note);
}

void view_set_note(struct view *view, const char *session, struct bytes note)
{
	view->scratch->noteless[0] = '\0';
	put(view, CLASS_NOTE, text_bytes(session), BYTES_NONE, note);
}

static void drop_note(void *context, const char *session)
{
	struct view *view = context;
	struct db_txn *txn = writing(view);
	struct view_key key;

	/* All entries of an import are of one session. */
	if (!txn || strcmp(session, view->scratch->noteless) == 0)
		return;
	snprintf(view->scratch->noteless, sizeof(view->scratch->noteless), "%s", session);
	db_delete(txn, key_of(&key, CLASS_NOTE, text_bytes(session), BYTES_NONE));
}

static void drop_all_notes(struct view *view)
{
	struct bytes key, value;
	const uint8_t class = CLASS_NOTE;
	struct db_txn *txn = writing(view);

	while (txn && db_seek(txn, (struct bytes){&class, 1}, &key, &value) && key.ptr[0] == class) {
		struct view_key copy;
		db_delete(txn, key_of(&copy, class, (struct bytes){key.ptr + 1, key.len - 1}, BYTES_NONE));
	}
}

/* --- Applying --------------------------------------------------------------------------------------------- */

static uint8_t state_of(const struct register_parts *parts, const struct operation *operation)
{
	size_t count = operation->value_count;
	return count > 0 ? record_state_in(parts, operation_shown(operation)) : 0;
}

static void index_identity(struct view *view, const struct id *record, const struct operation *operation)
{
	struct person_identity identity;
	struct arena arena = {0};
	uint8_t tag[TAG_SIZE];

	view_sessions_of(view, record, drop_note, view); /* the counts of men and women */
	if (operation->value_count > 0 &&
	    record_decode(&person_identity_type, operation_shown(operation), &arena, &identity, NULL) == STATUS_OK) {
		if (identity.nik[0] != '\0') {
			nik_tag(view, text_bytes(identity.nik), tag);
			put(view, CLASS_NIK, BYTES_OF(tag), id_bytes(record), BYTES_NONE);
		}
		if (view->name_each)
			view->name_each(view->name_context, record, identity.name);
	}
	arena_release(&arena);
}

/* What is derived from registers of this kind must be found, or computed, anew. */
static void index_operation(struct view *view, const struct register_parts *parts,
			    const struct operation *operation)
{
	switch (parts->kind) {
	case REGISTER_ENROLMENT:
		put(view, CLASS_PERSON, id_bytes(&parts->id), text_bytes(parts->text), BYTES_NONE);
		drop_note(view, parts->text);
		break;
	case REGISTER_ATTENDANCE:
		drop_note(view, parts->text);
		break;
	case REGISTER_PERSON:
		if (parts->number == PERSON_IDENTITY)
			index_identity(view, &parts->id, operation);
		break;
	case REGISTER_SESSION:
	case REGISTER_CONF:
		drop_all_notes(view);
		break;
	default:
		break;
	}
}

static bool remove_event(struct db_txn *txn, uint8_t class, struct bytes key, const uint8_t id[EVENT_ID_SIZE])
{
	struct view_key name;
	return db_delete(txn, key_of(&name, class, key, (struct bytes){id, EVENT_ID_SIZE}));
}

static void put_event(struct view *view, uint8_t class, struct bytes key, const uint8_t id[EVENT_ID_SIZE],
		      struct bytes value)
{
	put(view, class, key, (struct bytes){id, EVENT_ID_SIZE}, value);
}

static void supersede(struct view *view, struct db_txn *txn, const struct operation *operation)
{
	for (size_t i = 0; i < operation->superseded_count; i++) {
		const struct event_id superseded = operation_superseded(operation, i);
		uint8_t id[EVENT_ID_SIZE];

		event_put(id, &superseded);
		if (!remove_event(txn, CLASS_LIVE, operation->key, id)) {
			view->scratch->ghosts_known = view->scratch->ghosts = true;
			put_event(view, CLASS_GHOST, operation->key, id, BYTES_NONE);
		}
	}
}

/* Nearly never is there one: looked at once, not for each event. */
static bool take_ghost(struct view *view, struct db_txn *txn, struct bytes key,
		       const uint8_t id[EVENT_ID_SIZE])
{
	struct scratch *scratch = view->scratch;
	const uint8_t class = CLASS_GHOST;
	struct bytes first, value;

	if (!scratch->ghosts_known)
		scratch->ghosts = db_seek(txn, (struct bytes){&class, 1}, &first, &value) &&
				  first.ptr[0] == class;
	scratch->ghosts_known = true;
	return scratch->ghosts && remove_event(txn, CLASS_GHOST, key, id);
}

void view_apply(struct view *view, const struct event_id *event, uint64_t lamport,
		const struct operation *operation)
{
	struct db_txn *txn = writing(view);
	uint8_t id[EVENT_ID_SIZE], value[EVENT_BYTES];
	struct register_parts parts;

	if (!txn || !register_parse(operation->key, &parts))
		return;
	supersede(view, txn, operation);
	event_put(id, event);
	put_be32(value, (uint32_t)(lamport >> 32));
	put_be32(value + 4, (uint32_t)lamport);
	put_be32(value + 8, (uint32_t)operation->value_count);
	value[12] = state_of(&parts, operation);
	if (!take_ghost(view, txn, operation->key, id))
		put_event(view, CLASS_LIVE, operation->key, id, BYTES_OF(value));
	if (parts.known)
		index_operation(view, &parts, operation);
}
