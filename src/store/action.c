/* SPDX-License-Identifier: BSD-2-Clause */
/* What was done, action by action: from the headers of entries all of it, from their payloads only what is
 * looked at. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* --- Actions ----------------------------------------------------------------------------------------- */

struct listing {
	struct store *store;
	struct store_action *item;
	size_t count, capacity;
	struct writer_fact writer; /* of the entry before */
	bool known;
};

/* An entry behind the last one that holds is not told, as it is nowhere. */
static bool holds(struct listing *listing, const struct entry *entry)
{
	if (!id_equal(&listing->writer.writer, &entry->id.writer)) {
		listing->known = store_get_writer(listing->store, &entry->id.writer, &listing->writer);
		listing->writer.writer = entry->id.writer;
	}
	return listing->known && entry->id.seq <= listing->writer.seq;
}

/* Entries come by writer and number, so that those of an action stand together. */
static void list_entry(struct listing *listing, const struct entry *entry)
{
	const uint32_t first = entry_action(&entry->id, &entry->header);
	struct store_action *last = listing->count > 0 ? &listing->item[listing->count - 1] : NULL;

	if (entry->header.kind == ENTRY_BIRTH || !holds(listing, entry))
		return;
	if (last && last->id.first == first && id_equal(&last->id.writer, &entry->id.writer)) {
		last->entries++;
		return;
	}
	listing->item = memory_grow(listing->item, listing->count, &listing->capacity, sizeof(*last));
	listing->item[listing->count++] = (struct store_action){
		.id = {entry->id.writer, first},
		.first = entry->id,
		.lamport = entry->header.lamport,
		.time = entry->header.time,
		.source = entry->header.source,
		.officer = listing->writer.officer,
		.device = listing->writer.device,
		.entries = 1,
		.kind = entry->header.kind,
	};
}

static int latest_first(const void *left, const void *right)
{
	const struct store_action *a = left, *b = right;

	if (a->lamport != b->lamport)
		return a->lamport > b->lamport ? -1 : 1;
	return event_compare(&b->first, &a->first);
}

enum status store_actions(struct store *store, struct store_action **actions, size_t *count,
			  struct err *err)
{
	struct listing listing = {.store = store};
	struct bytes key, value;
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err);

	*actions = NULL;
	*count = 0;
	if (status)
		return status;
	DB_EACH(txn, entry_prefix, key, value) {
		struct entry entry;

		if (entry_parse(&entry, key, value))
			list_entry(&listing, &entry);
	}
	status = db_finish(txn, err);
	if (status) {
		free(listing.item);
		return status;
	}
	if (listing.count > 0)
		qsort(listing.item, listing.count, sizeof(*listing.item), latest_first);
	*actions = listing.item;
	*count = listing.count;
	return STATUS_OK;
}

/* --- Changes ----------------------------------------------------------------------------------------- */

struct telling {
	struct store *store;
	struct db_txn *txn;
	store_changed *each;
	void *context;
	bool looks_back; /* at what was there before */
};

/* What the register showed before: of several that were replaced the last one that can be read. */
static void read_before(struct telling *telling, const struct operation *operation, struct buf *before)
{
	for (size_t i = operation->superseded_count; i-- > 0 && before->len == 0;) {
		const struct event_id event = operation_superseded(operation, i);
		const struct operation *earlier =
			opened_find(store_opened(telling->store, telling->txn, &event), operation->key);

		if (earlier && earlier->value_count > 0) {
			struct bytes shown = operation_shown(earlier);

			buf_add(before, shown.ptr, shown.len);
		}
	}
}

static bool tell(struct telling *telling, const struct event_id *event)
{
	struct buf plain = BUF_EMPTY;
	struct payload_reader reader;
	struct operation operation;
	struct entry entry;
	bool more = true;

	if (store_entry(telling->store, telling->txn, event, &entry, &plain) &&
	    payload_open(&reader, buf_bytes(&plain)))
		while (more && payload_next(&reader, &operation)) {
			struct buf before = BUF_EMPTY;
			struct change change = {.key = operation.key};

			if (telling->looks_back)
				read_before(telling, &operation, &before);
			change.before = buf_bytes(&before);
			if (operation.value_count > 0)
				change.after = operation_shown(&operation);
			more = telling->each(telling->context, &change);
			buf_wipe(&before);
		}
	buf_wipe(&plain);
	return more;
}

enum status store_entry_changes(struct store *store, const struct event_id *event, store_changed *each,
				void *context, struct err *err)
{
	struct telling telling = {.store = store, .each = each, .context = context};
	enum status status = db_begin(store->db, false, &telling.txn, err);

	if (status)
		return status;
	tell(&telling, event);
	return db_finish(telling.txn, err);
}

static enum status tell_all(struct telling *telling, const struct action_id *action, struct err *err)
{
	struct event_id from = {.writer = action->writer, .seq = action->first};
	uint8_t start[ENTRY_KEY_SIZE];
	struct bytes key, value;
	enum status status = db_begin(telling->store->db, false, &telling->txn, err);

	if (status)
		return status;
	entry_key(start, &from);
	for (bool more = db_seek(telling->txn, BYTES_OF(start), &key, &value); more;
	     more = more && db_next(telling->txn, &key, &value)) {
		struct entry entry;

		if (!entry_key_parse(key, &from) || !id_equal(&from.writer, &action->writer))
			break;
		if (!entry_parse(&entry, key, value))
			continue;
		if (entry_action(&entry.id, &entry.header) != action->first)
			break;
		more = entry_kind_is_clear(entry.header.kind) || tell(telling, &entry.id);
	}
	return db_finish(telling->txn, err);
}

enum status store_changes(struct store *store, const struct action_id *action, store_changed *each,
			  void *context, struct err *err)
{
	struct telling telling = {store, NULL, each, context, true};

	return tell_all(&telling, action, err);
}

enum status store_keys_changed(struct store *store, const struct action_id *action, store_changed *each,
			       void *context, struct err *err)
{
	struct telling telling = {store, NULL, each, context, false};

	return tell_all(&telling, action, err);
}
