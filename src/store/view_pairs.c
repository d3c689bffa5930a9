/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands against each other: registers with several values, records with one NIK, or compared. Of a
 * change that this laptop made it is known at once; of entries that came from elsewhere, or are gathered, it
 * is looked for in all of the view, once, by view_settle(). */
#include "store/view_inside.h"

/* Under which names it stands that something must be looked for. */
static const struct bytes disputes_open = {(const uint8_t *)"?C", 2};
static const struct bytes shared_open = {(const uint8_t *)"?D", 2};

static bool is_open(const struct view *view, struct bytes name)
{
	struct bytes value;

	return view_get(view, name, &value) && value.len > 0;
}

static void set_open(struct view *view, struct bytes name)
{
	view_row(view, CLASS_STORE, name, BYTES_NONE, view_text("?"));
}

void view_unsettle(struct view *view)
{
	set_open(view, disputes_open);
}

bool view_is_settled(const struct view *view)
{
	return !is_open(view, disputes_open) && !is_open(view, shared_open);
}

/* --- Disputed registers ------------------------------------------------------------------------------ */

void view_replaced(struct view *view, struct bytes key, bool several, bool superseded)
{
	struct db_txn *txn = view->scratch->beside ? NULL : view_writing(view);
	struct view_key name;

	if (several)
		view_row(view, CLASS_DISPUTED, key, BYTES_NONE, BYTES_NONE);
	else if (superseded && txn)
		db_delete(txn, view_key(&name, CLASS_DISPUTED, key, BYTES_NONE));
}

void view_disputed(const struct view *view, view_register *each, void *context)
{
	struct db_txn *txn = view_reading(view);
	const uint8_t class = CLASS_DISPUTED;
	struct db_cursor *cursor = txn ? db_cursor_open(txn) : NULL;
	struct bytes key, value;

	for (bool more = cursor && db_cursor_seek(cursor, (struct bytes){&class, 1}, &key, &value);
	     more && key.ptr[0] == class; more = db_cursor_next(cursor, &key, &value))
		each(context, (struct bytes){key.ptr + 1, key.len - 1});
	db_cursor_close(cursor);
}

static void drop_class(struct view *view, uint8_t class)
{
	struct db_txn *txn = view_writing(view);
	struct bytes key, value;

	while (txn && db_seek(txn, (struct bytes){&class, 1}, &key, &value) && key.ptr[0] == class) {
		struct view_key copy;

		db_delete(txn, view_key(&copy, class, (struct bytes){key.ptr + 1, key.len - 1}, BYTES_NONE));
	}
}

/* The register that a row of a live event is of. */
static struct bytes register_of(struct bytes row)
{
	return (struct bytes){row.ptr + 1, row.len - 1 - EVENT_ID_SIZE};
}

static bool is_several(struct bytes value)
{
	return get_be32(value.ptr + 8) > 1;
}

/* Registers with more than one live value, as keys of their class. */
static void gather_several(const struct view *view, struct batch *out)
{
	struct db_txn *txn = view_reading(view);
	const uint8_t class = CLASS_LIVE;
	struct db_cursor *cursor = txn ? db_cursor_open(txn) : NULL;
	struct bytes key, value, last = BYTES_NONE;
	struct view_key name;

	for (bool more = cursor && db_cursor_seek(cursor, (struct bytes){&class, 1}, &key, &value);
	     more && key.ptr[0] == class && key.len > 1 + EVENT_ID_SIZE && value.len == EVENT_BYTES;
	     more = db_cursor_next(cursor, &key, &value)) {
		const struct bytes here = register_of(key);

		if (is_several(value) || bytes_equal(here, last))
			batch_add(out, view_key(&name, CLASS_DISPUTED, here, BYTES_NONE), BYTES_NONE);
		last = here;
	}
	db_cursor_close(cursor);
}

struct several {
	view_register *each;
	void *context;
};

static void tell_several(void *context, struct bytes key, struct bytes value)
{
	const struct several *several = context;

	(void)value;
	several->each(several->context, (struct bytes){key.ptr + 1, key.len - 1});
}

void view_several(const struct view *view, view_register *each, void *context)
{
	struct batch found = {0};
	struct several several = {each, context};

	gather_several(view, &found);
	batch_tell(&found, tell_several, &several);
	batch_release(&found);
}

static void put_disputed(void *context, struct bytes key, struct bytes value)
{
	struct view *view = context;
	const struct bytes name = {key.ptr + 1, key.len - 1};

	(void)value;
	if (cell_is_disputed(view_find(view, name)))
		view_row(view, CLASS_DISPUTED, name, BYTES_NONE, BYTES_NONE);
}

static void find_disputes(struct view *view)
{
	struct batch several = {0};

	gather_several(view, &several);
	drop_class(view, CLASS_DISPUTED);
	batch_tell(&several, put_disputed, view);
	batch_release(&several);
}

/* --- Records ------------------------------------------------------------------------------------------ */

struct sharing {
	struct id record;
	struct batch *out;
	bool found;
};

static void share(struct batch *out, const struct id *record)
{
	struct view_key name;

	batch_add(out, view_key(&name, CLASS_SHARED, id_bytes(record), BYTES_NONE), BYTES_NONE);
}

static void share_with(void *context, struct bytes rest, struct bytes value)
{
	struct sharing *sharing = context;
	struct id other;

	(void)value;
	if (rest.len != ID_SIZE || bytes_equal(rest, id_bytes(&sharing->record)))
		return;
	memcpy(other.byte, rest.ptr, ID_SIZE);
	share(sharing->out, &other);
	sharing->found = true;
}

void view_share_nik(struct view *view, const uint8_t tag[TAG_SIZE], const struct id *record)
{
	struct batch shared = {0};
	struct sharing sharing = {*record, &shared, false};

	if (view->scratch->gathering || view->scratch->beside) {
		set_open(view, shared_open);
		return;
	}
	view_scan(view, CLASS_NIK, (struct bytes){tag, TAG_SIZE}, share_with, &sharing);
	if (sharing.found) {
		view->scratch->pairs_known = false;
		share(&shared, record);
		batch_put(&shared, view_writing(view));
	}
	batch_release(&shared);
}

/* Rows of one NIK stand together. */
static void gather_shared(const struct view *view, struct batch *out)
{
	struct db_txn *txn = view_reading(view);
	const uint8_t class = CLASS_NIK;
	struct db_cursor *cursor = txn ? db_cursor_open(txn) : NULL;
	struct bytes key, value, last = BYTES_NONE;
	struct id record;

	for (bool more = cursor && db_cursor_seek(cursor, (struct bytes){&class, 1}, &key, &value);
	     more && key.ptr[0] == class && key.len == 1 + TAG_SIZE + ID_SIZE;
	     more = db_cursor_next(cursor, &key, &value)) {
		if (last.len > 0 && memcmp(last.ptr, key.ptr, 1 + TAG_SIZE) == 0) {
			memcpy(record.byte, last.ptr + 1 + TAG_SIZE, ID_SIZE);
			share(out, &record);
			memcpy(record.byte, key.ptr + 1 + TAG_SIZE, ID_SIZE);
			share(out, &record);
		}
		last = key;
	}
	db_cursor_close(cursor);
}

static void find_shared(struct view *view)
{
	struct batch shared = {0};

	gather_shared(view, &shared);
	const bool shared_any = shared.count > 0; /* those of one person count once */
	drop_class(view, CLASS_SHARED);
	if (view_writing(view))
		batch_put(&shared, view->scratch->writing);
	if (shared_any)
		view_drop_notes(view);
	batch_release(&shared);
	view->scratch->pairs_known = false;
}

void view_settle(struct view *view)
{
	const bool disputes = is_open(view, disputes_open), shared = is_open(view, shared_open);

	if (disputes)
		find_disputes(view);
	if (shared)
		find_shared(view);
	if (disputes)
		view_put(view, disputes_open, BYTES_NONE);
	if (shared)
		view_put(view, shared_open, BYTES_NONE);
	if (disputes || shared)
		view_commit(view);
}

void view_outdate(struct view *view, struct bytes key, const struct event *event)
{
	struct event outdated = *event;
	uint8_t id[EVENT_ID_SIZE], value[EVENT_BYTES];

	outdated.outdated = true;
	event_put(id, &event->id);
	view_event_put(value, &outdated);
	view_row(view, CLASS_LIVE, key, BYTES_OF(id), BYTES_OF(value));
}


void view_compared_with(const struct view *view, const struct id *record, view_record *each, void *context)
{
	view_scan_records(view, CLASS_COMPARED, id_bytes(record), each, context);
}

void view_sharing_nik(const struct view *view, view_record *each, void *context)
{
	view_scan_records(view, CLASS_SHARED, BYTES_NONE, each, context);
}

struct compared_scan {
	view_record *each;
	void *context;
};

static void tell_first(void *context, struct bytes rest, struct bytes value)
{
	const struct compared_scan *scanned = context;
	struct id record;

	(void)value;
	if (rest.len != (size_t)2 * ID_SIZE)
		return;
	memcpy(record.byte, rest.ptr, ID_SIZE);
	scanned->each(scanned->context, &record);
}

void view_compared(const struct view *view, view_record *each, void *context)
{
	struct compared_scan scanned = {each, context};

	view_scan(view, CLASS_COMPARED, BYTES_NONE, tell_first, &scanned);
}

static bool has_class(const struct view *view, uint8_t class, struct bytes name)
{
	struct db_txn *txn = view_reading(view);
	struct view_key from;
	struct bytes key, value;
	const struct bytes prefix = view_key(&from, class, name, BYTES_NONE);

	return txn && db_seek(txn, prefix, &key, &value) && bytes_start_with(key, prefix);
}

bool view_shares_nik(const struct view *view, const struct id *record)
{
	return has_class(view, CLASS_SHARED, id_bytes(record));
}

bool view_is_compared(const struct view *view, const struct id *record)
{
	return has_class(view, CLASS_COMPARED, id_bytes(record));
}

bool view_has_pairs(const struct view *view)
{
	struct scratch *scratch = view->scratch;

	if (!scratch->pairs_known)
		scratch->pairs = has_class(view, CLASS_SHARED, BYTES_NONE) ||
				 has_class(view, CLASS_COMPARED, BYTES_NONE);
	scratch->pairs_known = true;
	return scratch->pairs;
}
