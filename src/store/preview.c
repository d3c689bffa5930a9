/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/preview.h"

#include <stdlib.h>

#include "store/inside.h"
#include "store/touched.h"

struct preview {
	struct store *store;
	struct view *view;	  /* of the registers that were touched, and no others */
	struct touched events;	  /* that were added */
	struct touched registers; /* that are in the view */
	bool failed;		  /* to read what is here of one: then nothing is known of any */
};

struct preview *preview_open(struct store *store)
{
	struct preview *preview = memory_alloc(sizeof(*preview));

	preview->store = store;
	if (view_open(&preview->view, NULL, store->ring->tag_key, NULL) != STATUS_OK) {
		free(preview);
		return NULL;
	}
	view_unsettle(preview->view);
	return preview;
}

void preview_close(struct preview *preview)
{
	if (!preview)
		return;
	view_close(preview->view);
	touched_release(&preview->events);
	touched_release(&preview->registers);
	free(preview);
}

/* What is live here of a register. What it replaced is gone from it, and needs not be known. */
static void take_ours(struct preview *preview, struct db_txn *txn, struct bytes key,
		      const struct register_parts *parts)
{
	const struct cell *cell = view_find(store_view(preview->store), key);

	for (size_t i = 0; cell && i < cell->event_count; i++) {
		const struct event *event = &cell->event[i];
		const struct opened *opened = store_opened(preview->store, txn, &event->id);
		const struct operation *said = opened ? opened_find(opened, key) : NULL;

		if (!said)
			continue; /* it cannot be read here either */
		struct operation operation = *said;
		operation.superseded_count = 0;
		view_apply(preview->view, &event->id, event->lamport, &operation, parts);
	}
}

static void add_operation(struct preview *preview, const struct entry *entry, const struct operation *operation,
			  const struct register_parts *parts)
{
	struct db_txn *txn;

	if (touched_add(&preview->registers, operation->key)) {
		if (db_begin(preview->store->db, false, &txn, NULL) != STATUS_OK) {
			preview->failed = true;
			return;
		}
		take_ours(preview, txn, operation->key, parts);
		db_abort(txn);
	}
	view_apply(preview->view, &entry->id, entry->header.lamport, operation, parts);
}

bool preview_add(struct preview *preview, const struct story *story)
{
	uint8_t event[EVENT_ID_SIZE];
	struct payload payload;

	event_put(event, &story->entry->id);
	if (!touched_add(&preview->events, BYTES_OF(event)))
		return false;
	if (!story->opened || !payload_read(&payload, story->plain))
		return true;
	for (size_t i = 0; i < payload.count; i++)
		add_operation(preview, story->entry, &payload.operation[i], &payload.parts[i]);
	return true;
}

struct telling {
	struct preview *preview;
	preview_dispute *each;
	void *context;
};

static void tell(void *context, struct bytes key)
{
	const struct telling *telling = context;
	const struct preview *preview = telling->preview;

	if (cell_is_disputed(view_find(preview->view, key)) &&
	    !cell_is_disputed(view_find(store_view(preview->store), key)))
		telling->each(telling->context, key);
}

void preview_disputes(struct preview *preview, preview_dispute *each, void *context)
{
	struct telling telling = {preview, each, context};

	view_commit(preview->view);
	view_settle(preview->view);
	if (!preview->failed && !view_failed(preview->view))
		view_disputed(preview->view, tell, &telling);
}
