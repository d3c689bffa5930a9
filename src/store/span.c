/* SPDX-License-Identifier: BSD-2-Clause */
/* From where to where the counters of a run's entries go. */
#include "store/inside.h"

struct spanning {
	struct store *store;
	struct db_txn *txn;
	store_span *each;
	void *context;
};

static void tell(void *context, const struct writer_fact *fact)
{
	const struct spanning *spanning = context;
	const struct event_id first = {.writer = fact->writer};
	struct span span = {.writer = fact->writer, .device = fact->device, .officer = fact->officer,
			    .first = fact->lamport, .last = fact->lamport};
	uint8_t from[ENTRY_KEY_SIZE];
	struct bytes key, value;
	struct entry entry;

	entry_key(from, &first);
	if (db_seek(spanning->txn, BYTES_OF(from), &key, &value) && entry_parse(&entry, key, value) &&
	    id_equal(&entry.id.writer, &fact->writer))
		span.first = entry.header.lamport;
	spanning->each(spanning->context, &span);
}

enum status store_spans(struct store *store, store_span *each, void *context, struct err *err)
{
	struct spanning spanning = {store, NULL, each, context};
	enum status status = db_begin(store->db, false, &spanning.txn, err);

	if (status)
		return status;
	store_each_writer(store, tell, &spanning);
	return db_finish(spanning.txn, err);
}
