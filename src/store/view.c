/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/view_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"

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
	if (!view->scratch->beside)
		view_commit(view);
	batch_release(&view->scratch->batch);
	batch_release(&view->scratch->superseded);
	batch_release(&view->scratch->missing);
	view_release_beside(view->scratch);
	arena_release(&view->scratch->arena);
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

void view_believe(struct view *view)
{
	db_believe(view->db);
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

struct db_txn *view_reading(const struct view *view)
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
struct db_txn *view_writing(struct view *view)
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

/* What is not there yet may wait too. */
void view_remove_row(void *context, struct bytes row, struct bytes value)
{
	struct view *view = context;

	if (!db_delete(view->scratch->writing, row))
		batch_add(&view->scratch->missing, row, value);
}

void view_commit(struct view *view)
{
	struct scratch *scratch = view->scratch;

	forget_found(scratch);
	scratch->gathering = false;
	if (scratch->writing) {
		/* First what goes, so that what comes has its room. */
		batch_tell(&scratch->superseded, view_remove_row, view);
		batch_put(&scratch->batch, scratch->writing);
		batch_tell(&scratch->missing, view_supersede_row, view);
	}
	if (scratch->writing && db_commit(scratch->writing, NULL))
		scratch->failed = true;
	scratch->writing = NULL;
	/* Here the disk is at work, and the next one waits for nothing. */
	(void)view_reading(view);
}

/* --- Keys -------------------------------------------------------------------------------------------- */

struct bytes view_key(struct view_key *key, uint8_t class, struct bytes a, struct bytes b)
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
		.sense = (uint64_t)get_be32(at + 13) << 32 | get_be32(at + 17),
		.outdated = at[21] != 0,
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
	struct db_txn *txn = state->cursor ? NULL : view_reading(view);

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
	walk_from(walk, view, view_key(&from, CLASS_LIVE, prefix, BYTES_NONE));
}

void view_walk_next(struct view_walk *walk)
{
	if (walk->cell)
		take_register(walk);
}

void view_walk_past(struct view_walk *walk, struct bytes prefix)
{
	struct walk_state *state = walk->state;
	struct view_key from;
	struct bytes behind = view_key(&from, CLASS_LIVE, prefix, BYTES_NONE);

	/* The least key that is greater than all that begin with the prefix. */
	while (behind.len > 0 && from.byte[behind.len - 1] == UINT8_MAX)
		behind.len--;
	if (!walk->cell || behind.len == 0)
		return;
	from.byte[behind.len - 1]++;
	state->more = db_cursor_seek(state->cursor, behind, &state->key, &state->value) &&
		      in_prefix(state);
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
	struct bytes name = view_key(&wanted, CLASS_LIVE, key, BYTES_NONE);

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
			view_key(&scratch->behind, find->state->key.ptr[0],
			       (struct bytes){find->state->key.ptr + 1, find->state->key.len - 1}, BYTES_NONE);
	}
	return find->cell && bytes_equal(find->cell->key, (struct bytes){wanted.byte + 1, wanted.len - 1})
		       ? find->cell
		       : NULL;
}

/* --- Indexes and notes ----------------------------------------------------------------------------------- */

void view_scan(const struct view *view, uint8_t class, struct bytes prefix, view_named *each, void *context)
{
	struct db_txn *txn = view_reading(view);
	struct db_cursor *cursor = txn ? db_cursor_open(txn) : NULL;
	struct view_key name;
	struct bytes from = view_key(&name, class, prefix, BYTES_NONE), key, value;

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

	view_scan(view, CLASS_PERSON, id_bytes(record), tell_session, &scanned);
}

void view_nik_tag(const struct view *view, struct bytes nik, uint8_t out[TAG_SIZE])
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

void view_scan_records(const struct view *view, uint8_t class, struct bytes prefix, view_record *each,
		       void *context)
{
	struct record_scan scanned = {each, context};

	view_scan(view, class, prefix, tell_record, &scanned);
}

void view_records_of(const struct view *view, const char *nik, view_record *each, void *context)
{
	uint8_t tag[TAG_SIZE];

	view_nik_tag(view, view_text(nik), tag);
	view_scan_records(view, CLASS_NIK, BYTES_OF(tag), each, context);
}

static bool get(const struct view *view, uint8_t class, struct bytes name, struct bytes *value)
{
	struct db_txn *txn = view_reading(view);
	struct view_key key;

	return txn && db_get(txn, view_key(&key, class, name, BYTES_NONE), value);
}

void view_row(struct view *view, uint8_t class, struct bytes a, struct bytes b, struct bytes value)
{
	struct db_txn *txn = view->scratch->beside ? NULL : view_writing(view);
	struct view_key key;
	struct bytes name = view_key(&key, class, a, b);

	if (view->scratch->beside || (txn && view->scratch->gathering))
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
	view_row(view, CLASS_STORE, name, BYTES_NONE, value);
}

void view_each(const struct view *view, struct bytes prefix, view_named *each, void *context)
{
	view_scan(view, CLASS_STORE, prefix, each, context);
}

bool view_note(const struct view *view, const char *session, struct bytes *note)
{
	return get(view, CLASS_NOTE, view_text(session), note);
}

void view_set_note(struct view *view, const char *session, struct bytes note)
{
	view->scratch->noteless[0] = '\0';
	view->scratch->notes_known = view->scratch->notes = true;
	view_row(view, CLASS_NOTE, view_text(session), BYTES_NONE, note);
}
