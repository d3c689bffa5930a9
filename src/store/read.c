/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading registers: the view says which entries, the log has their values. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

bool store_apply(struct store *store, const struct entry *entry, struct bytes plain)
{
	struct payload payload;

	if (!payload_read(&payload, plain))
		return false;
	for (size_t i = 0; i < payload.count; i++)
		view_apply(store->view, &entry->id, entry->header.lamport, &payload.operation[i],
			   &payload.parts[i]);
	return true;
}

void store_saw(struct store *store, const struct entry_header *header, const struct id *device)
{
	if (header->lamport >= store->lamport) {
		store->lamport = header->lamport;
		store->last_time = header->time;
	}
	if (header->source == CLOCK_SYSTEM && id_equal(device, &store->options.device) &&
	    header->time > store->device_time)
		store->device_time = header->time;
}

bool log_has(struct db_txn *txn, const struct event_id *event)
{
	uint8_t key[ENTRY_KEY_SIZE];
	struct bytes value;

	entry_key(key, event);
	return db_get(txn, BYTES_OF(key), &value);
}

bool log_entry(struct db_txn *txn, const struct event_id *event, struct entry *entry)
{
	uint8_t key[ENTRY_KEY_SIZE];
	struct bytes value;

	entry_key(key, event);
	return db_get(txn, BYTES_OF(key), &value) && entry_parse(entry, BYTES_OF(key), value);
}

bool store_entry(struct store *store, struct db_txn *txn, const struct event_id *event,
		 struct entry *entry, struct buf *plain)
{
	return log_entry(txn, event, entry) && !entry->erased &&
	       seal_open_payload(plain, store->ring->payload_key, &store->meta.programme, entry);
}

static enum status unreadable(struct store *store, struct err *err)
{
	return err_set(err, STATUS_DAMAGED, _("A value in \"%s\" cannot be read. Run: okoce check"),
		       store->path);
}

/* The values of one operation, as facts; the last one is the one that is shown, so it comes first. */
static bool add_facts(struct store *store, const struct event *event, struct bytes key,
		      struct bytes plain, const struct entry *entry, struct arena *arena,
		      struct fact *fact)
{
	struct writer_fact writer;
	struct operation operation;
	struct cbor values;

	if (!store_get_writer(store, &event->id.writer, &writer) ||
	    !payload_find(plain, key, &operation) || operation.value_count != event->values)
		return false;
	operation_values(&operation, &values);
	for (size_t left = event->values > 0 ? event->values : 1; left-- > 0;) {
		fact[left] = (struct fact){
			.event = event->id,
			.lamport = entry->header.lamport,
			.time = entry->header.time,
			.source = entry->header.source,
			.action = entry_action(entry),
			.officer = writer.officer,
			.device = writer.device,
		};
		if (event->values > 0)
			fact[left].value = arena_bytes(arena, cbor_skip(&values));
	}
	return true;
}

/* The winner first; those that were taken back last. */
static int compare_shown(const void *left, const void *right)
{
	const struct event *const *a = left, *const *b = right;

	if (((*a)->values == 0) != ((*b)->values == 0))
		return (*a)->values == 0 ? 1 : -1;
	return event_order(*b, *a);
}

/* The live events, in the order in which they are told; `values`: how many facts they are. */
static const struct event **live_events(const struct cell *cell, size_t *count, size_t *values)
{
	const struct event **live = memory_alloc(cell->event_count * sizeof(*live) + 1);

	*count = *values = 0;
	for (size_t i = 0; i < cell->event_count; i++) {
		const struct event *event = &cell->event[i];

		live[(*count)++] = event;
		*values += event->values > 0 ? event->values : 1;
	}
	qsort(live, *count, sizeof(*live), compare_shown);
	return live;
}

static enum status read_facts(struct store *store, struct db_txn *txn, struct bytes key,
			      const struct event *const *live, size_t count, struct arena *arena,
			      struct fact *fact, struct err *err)
{
	struct buf plain = BUF_EMPTY;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count && !status; i++) {
		struct entry entry;

		buf_clear(&plain);
		if (!store_entry(store, txn, &live[i]->id, &entry, &plain) ||
		    !add_facts(store, live[i], key, buf_bytes(&plain), &entry, arena, fact))
			status = unreadable(store, err);
		fact += live[i]->values > 0 ? live[i]->values : 1;
	}
	buf_wipe(&plain);
	return status;
}

enum status store_facts(struct store *store, struct bytes key, struct arena *arena,
			struct fact **facts, size_t *count, struct err *err)
{
	const struct cell *cell = view_find(store->view, key);
	struct db_txn *txn;
	size_t live_count, all;

	*facts = NULL;
	*count = 0;
	if (!cell)
		return STATUS_OK;
	enum status status = db_begin(store->db, false, &txn, err);
	if (status)
		return status;
	const struct event **live = live_events(cell, &live_count, &all);
	struct fact *fact = arena_alloc(arena, all * sizeof(*fact) + 1);
	status = read_facts(store, txn, cell->key, live, live_count, arena, fact, err);
	db_abort(txn);
	free(live);
	if (status)
		return status;
	*facts = fact;
	*count = all;
	return STATUS_OK;
}

enum status store_read(struct store *store, struct bytes key, struct arena *arena,
		       struct bytes *value, struct err *err)
{
	const struct cell *cell = view_find(store->view, key);
	const struct event *winner = cell ? cell_winner(cell) : NULL;
	struct buf plain = BUF_EMPTY;
	struct operation operation;
	struct db_txn *txn;
	struct entry entry;

	*value = BYTES_NONE;
	if (!winner)
		return STATUS_NOT_FOUND;
	enum status status = db_begin(store->db, false, &txn, err);
	if (status)
		return status;
	if (store_entry(store, txn, &winner->id, &entry, &plain) &&
	    payload_find(buf_bytes(&plain), key, &operation) && operation.value_count > 0)
		*value = arena_bytes(arena, operation_shown(&operation));
	else
		status = unreadable(store, err);
	db_abort(txn);
	buf_wipe(&plain);
	return status;
}

enum status store_read_record(struct store *store, struct bytes key, const struct record_type *type,
			      struct arena *arena, void *record, struct err *err)
{
	struct bytes value;

	record_clear(type, record);
	enum status status = store_read(store, key, arena, &value, err);
	if (status)
		return status;
	return record_decode(type, value, arena, record, err);
}
