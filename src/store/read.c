/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading registers: the view says which entries, the log has their values. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* Where the writer is, or would be. */
static size_t writer_place(const struct store *store, const struct id *writer)
{
	size_t low = 0, high = store->writer_fact_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (id_compare(&store->writer_fact[middle].writer, writer) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct writer_fact *store_writer_fact(const struct store *store, const struct id *writer)
{
	size_t place = writer_place(store, writer);

	if (place < store->writer_fact_count && id_equal(&store->writer_fact[place].writer, writer))
		return &store->writer_fact[place];
	return NULL;
}

void store_learn_writer(struct store *store, const struct id *writer, const struct birth *birth)
{
	size_t place = writer_place(store, writer), count = store->writer_fact_count;

	if (place < count && id_equal(&store->writer_fact[place].writer, writer))
		return;
	store->writer_fact = memory_grow(store->writer_fact, count, &store->writer_fact_capacity,
					 sizeof(*store->writer_fact));
	memmove(&store->writer_fact[place + 1], &store->writer_fact[place],
		(count - place) * sizeof(*store->writer_fact));
	store->writer_fact[place] = (struct writer_fact){.writer = *writer, .officer = birth->officer,
							 .device = birth->device};
	memcpy(store->writer_fact[place].officer_key, birth->officer_key, SIGN_KEY_SIZE);
	store->writer_fact_count++;
}

void store_apply(struct store *store, const struct entry *entry, struct bytes plain)
{
	struct payload_reader reader;
	struct operation operation;

	if (!payload_open(&reader, plain))
		return;
	while (payload_next(&reader, &operation))
		view_apply(store->view, &entry->id, entry->header.lamport, &operation);
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

bool store_entry(struct store *store, struct db_txn *txn, const struct event_id *event,
		 struct entry *entry, struct buf *plain)
{
	uint8_t key[ENTRY_KEY_SIZE];
	struct bytes value;

	entry_key(key, event);
	return db_get(txn, BYTES_OF(key), &value) && entry_parse(entry, BYTES_OF(key), value) &&
	       !entry->erased &&
	       seal_open_payload(plain, store->ring->payload_key, &store->meta.programme, entry);
}

static enum status unreadable(struct store *store, struct err *err)
{
	return err_set(err, STATUS_DAMAGED, _("A value in \"%s\" cannot be read. Run: okoce check"),
		       store->path);
}

/* The values of one operation, as facts; the last one is the one that is shown, so it comes first. */
static bool add_facts(struct store *store, const struct event_id *event, struct bytes key,
		      struct bytes plain, const struct entry *entry, struct arena *arena,
		      struct fact *fact)
{
	const struct writer_fact *writer = store_writer_fact(store, &event->writer);
	struct operation operation;

	if (!writer || !payload_find(plain, key, &operation))
		return false;
	for (size_t i = 0; i < operation.value_count || i == 0; i++) {
		fact[i] = (struct fact){
			.event = *event,
			.lamport = entry->header.lamport,
			.time = entry->header.time,
			.source = entry->header.source,
			.officer = writer->officer,
			.device = writer->device,
		};
		if (operation.value_count > 0)
			fact[i].value = arena_bytes(
				arena, operation_value(&operation, operation.value_count - 1 - i));
	}
	return true;
}

static int compare_facts(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;

	if ((a->value.len == 0) != (b->value.len == 0))
		return a->value.len == 0 ? 1 : -1;
	if (a->lamport != b->lamport)
		return a->lamport < b->lamport ? 1 : -1;
	int order = event_compare(&b->event, &a->event);
	return order ? order : (a > b) - (a < b); /* one event's values stay in their order */
}

/* Insertion: stable, and a register has few live values. */
static void sort_facts(struct fact *fact, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct fact moving = fact[i];
		size_t j = i;

		for (; j > 0 && compare_facts(&fact[j - 1], &moving) > 0; j--)
			fact[j] = fact[j - 1];
		fact[j] = moving;
	}
}

static size_t live_values(const struct cell *cell)
{
	size_t count = 0;

	for (size_t i = 0; i < cell->event_count; i++)
		if (!cell->event[i].superseded)
			count += cell->event[i].values > 0 ? cell->event[i].values : 1;
	return count;
}

static enum status read_facts(struct store *store, struct db_txn *txn, const struct cell *cell,
			      struct arena *arena, struct fact *fact, struct err *err)
{
	struct buf plain = BUF_EMPTY;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < cell->event_count && !status; i++) {
		const struct event *event = &cell->event[i];
		struct entry entry;

		if (event->superseded)
			continue;
		buf_clear(&plain);
		if (!store_entry(store, txn, &event->id, &entry, &plain) ||
		    !add_facts(store, &event->id, cell->key, buf_bytes(&plain), &entry, arena, fact))
			status = unreadable(store, err);
		fact += event->values > 0 ? event->values : 1;
	}
	buf_wipe(&plain);
	return status;
}

enum status store_facts(struct store *store, struct bytes key, struct arena *arena,
			struct fact **facts, size_t *count, struct err *err)
{
	const struct cell *cell = view_find(store->view, key);
	struct db_txn *txn;

	*facts = NULL;
	*count = 0;
	if (!cell)
		return STATUS_OK;
	enum status status = db_begin(store->db, false, &txn, err);
	if (status)
		return status;
	size_t all = live_values(cell);
	struct fact *fact = arena_alloc(arena, all * sizeof(*fact) + 1);
	status = read_facts(store, txn, cell, arena, fact, err);
	db_abort(txn);
	if (status)
		return status;
	sort_facts(fact, all);
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
		*value = arena_bytes(arena, operation_value(&operation, operation.value_count - 1));
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
