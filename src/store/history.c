/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

#include "store/verify.h"

struct gathering {
	struct event *item; /* when each was, and which */
	size_t count, capacity;
};

static void gather(void *context, const struct entry *entry, const struct birth *birth,
		   const uint8_t chain[DIGEST_SIZE])
{
	struct gathering *gathering = context;

	(void)birth;
	(void)chain;
	gathering->item = memory_grow(gathering->item, gathering->count, &gathering->capacity,
				      sizeof(*gathering->item));
	gathering->item[gathering->count++] = (struct event){
		.id = entry->id, .lamport = entry->header.lamport};
}

static int compare(const void *left, const void *right)
{
	return event_order(left, right);
}

static bool tell(struct store *store, struct db_txn *txn, const struct event_id *event,
		 struct buf *plain, store_visit *visit, void *context)
{
	struct writer_fact writer;
	struct entry entry;

	if (!log_entry(txn, event, &entry))
		return true;
	buf_clear(plain);
	struct story story = {.entry = &entry};
	if (store_get_writer(store, &event->writer, &writer)) {
		story.officer = writer.officer;
		story.device = writer.device;
	}
	if (!entry_kind_is_clear(entry.header.kind) && !entry.erased)
		story.opened = key_ring_open(store->ring, plain, &store->meta.programme, &entry);
	story.plain = buf_bytes(plain);
	return visit(context, &story);
}

enum status store_history(struct store *store, store_visit *visit, void *context, struct err *err)
{
	struct bytes key, value;
	struct gathering gathering = {0};
	struct verify verify = {.programme = store->meta.programme, .taken = gather,
				.context = &gathering};
	struct buf plain = BUF_EMPTY;
	struct db_txn *txn;
	enum status status = db_begin(store->db, false, &txn, err);

	if (status)
		return status;
	DB_EACH(txn, entry_prefix, key, value)
		verify_entry(&verify, key, value);
	verify_end(&verify);
	if (gathering.count > 0)
		qsort(gathering.item, gathering.count, sizeof(*gathering.item), compare);
	bool more = true;
	for (size_t i = 0; i < gathering.count && more; i++)
		more = tell(store, txn, &gathering.item[i].id, &plain, visit, context);
	buf_wipe(&plain);
	free(gathering.item);
	return db_finish(txn, err);
}
