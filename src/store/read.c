/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading registers: the view says which entries, the log has their values. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

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
	       key_ring_open(store->ring, plain, &store->meta.programme, entry);
}

static void read_operations(struct opened *opened)
{
	struct payload_reader reader;

	opened->count = 0;
	if (!payload_open(&reader, buf_bytes(&opened->plain)))
		return;
	while (opened->count < PAYLOAD_OPERATIONS_MAX &&
	       payload_next(&reader, &opened->operation[opened->count]))
		opened->count++;
}

const struct opened *store_opened(struct store *store, struct db_txn *txn, const struct event_id *event)
{
	struct opened *opened = &store->opened;
	const uint64_t state = db_number(txn);
	struct entry entry;

	if (opened->state == state && event_compare(&opened->event, event) == 0)
		return opened;
	opened->state = 0;
	buf_clear(&opened->plain);
	if (!store_entry(store, txn, event, &entry, &opened->plain))
		return NULL;
	opened->event = *event;
	opened->header = entry.header;
	read_operations(opened);
	opened->state = state;
	return opened;
}

const struct operation *opened_find(const struct opened *opened, struct bytes key)
{
	for (size_t i = 0; opened && i < opened->count; i++)
		if (bytes_equal(opened->operation[i].key, key))
			return &opened->operation[i];
	return NULL;
}

static enum status unreadable(struct store *store, struct err *err)
{
	return err_set(err, STATUS_DAMAGED, _("A value in \"%s\" cannot be read. Run: okoce check"),
		       store->path);
}

/* The values of one operation, as facts; the last one is the one that is shown, so it comes first. */
static bool add_facts(struct store *store, const struct event *event, struct bytes key,
		      const struct opened *opened, struct arena *arena, struct fact *fact)
{
	const struct operation *operation = opened_find(opened, key);
	struct writer_fact writer;
	struct cbor values;

	if (!operation || operation->value_count != event->values ||
	    !store_get_writer(store, &event->id.writer, &writer))
		return false;
	operation_values(operation, &values);
	for (size_t left = event->values > 0 ? event->values : 1; left-- > 0;) {
		fact[left] = fact_of(opened, &writer);
		fact[left].is_first = operation->superseded_count == 0;
		fact[left].outdated = event->outdated;
		if (event->values > 0)
			fact[left].value = arena_bytes(arena, cbor_skip(&values));
	}
	return true;
}

/* The winner first; then what is outdated; those that were taken back last. */
static int compare_shown(const void *left, const void *right)
{
	const struct event *const *a = left, *const *b = right;

	if (((*a)->values == 0) != ((*b)->values == 0))
		return (*a)->values == 0 ? 1 : -1;
	if ((*a)->outdated != (*b)->outdated)
		return (*a)->outdated ? 1 : -1;
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
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count && !status; i++) {
		const struct opened *opened = store_opened(store, txn, &live[i]->id);

		if (!add_facts(store, live[i], key, opened, arena, fact))
			status = unreadable(store, err);
		fact += live[i]->values > 0 ? live[i]->values : 1;
	}
	return status;
}

enum status store_facts(struct store *store, struct bytes key, struct arena *arena,
			struct fact **facts, size_t *count, struct err *err)
{
	const struct cell *cell = view_find(store_view(store), key);
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
	const struct cell *cell = view_find(store_view(store), key);
	const struct event *winner = cell ? cell_winner(cell) : NULL;
	const struct operation *operation;
	struct db_txn *txn;

	*value = BYTES_NONE;
	if (!winner)
		return STATUS_NOT_FOUND;
	enum status status = db_begin(store->db, false, &txn, err);
	if (status)
		return status;
	operation = opened_find(store_opened(store, txn, &winner->id), key);
	if (operation && operation->value_count > 0)
		*value = arena_bytes(arena, operation_shown(operation));
	else
		status = unreadable(store, err);
	db_abort(txn);
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
