/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/settle.h"

#include <stdlib.h>

/* The register that is judged, and all that led to what it says. */
struct judged {
	struct event *event; /* live ones, copied */
	size_t event_count;
	struct fact *fact;
	size_t fact_count;
	struct arena arena;
};

static bool describes(struct bytes key)
{
	struct register_parts parts;

	return register_parse(key, &parts) && parts.known &&
	       (parts.kind == REGISTER_PERSON || parts.kind == REGISTER_SESSION ||
		parts.kind == REGISTER_CONF);
}

static const struct event *live_of(const struct judged *judged, const struct fact *fact)
{
	for (size_t i = 0; i < judged->event_count; i++)
		if (event_compare(&judged->event[i].id, &fact->event) == 0)
			return &judged->event[i];
	return NULL;
}

/* A first value that is not live any more said the same. */
static bool was_replaced(const struct judged *judged, const struct fact *first)
{
	for (size_t i = 0; i < judged->fact_count; i++) {
		const struct fact *fact = &judged->fact[i];

		if (fact->is_first && !live_of(judged, fact) && bytes_equal(fact->value, first->value))
			return true;
	}
	return false;
}

static bool read_register(struct store *store, struct bytes key, struct judged *judged)
{
	const struct cell *cell = view_find(store->view, key);

	if (!cell)
		return false;
	judged->event_count = cell->event_count;
	judged->event = arena_alloc(&judged->arena, (cell->event_count + 1) * sizeof(*judged->event));
	memcpy(judged->event, cell->event, cell->event_count * sizeof(*judged->event));
	return store_lineage(store, key, &judged->arena, &judged->fact, &judged->fact_count, NULL) == STATUS_OK;
}

static void judge(struct store *store, struct bytes key)
{
	struct judged judged = {.event = NULL};

	if (describes(key) && read_register(store, key, &judged))
		for (size_t i = 0; i < judged.fact_count; i++) {
			const struct event *live = live_of(&judged, &judged.fact[i]);

			if (live && judged.fact[i].is_first && live->values > 0 &&
			    was_replaced(&judged, &judged.fact[i]))
				view_outdate(store->view, key, live);
		}
	arena_release(&judged.arena);
}

static void add_key(void *context, struct bytes key)
{
	uint8_t len[2] = {(uint8_t)(key.len >> 8), (uint8_t)key.len};

	buf_add(context, len, sizeof(len));
	buf_add(context, key.ptr, key.len);
}

/* All with several live events are judged, disputed or not: whether a value is outdated follows from the entries
 * alone, and not from when it was looked at. */
void settle(struct store *store)
{
	struct buf keys = BUF_EMPTY;

	if (view_is_settled(store->view))
		return;
	view_several(store->view, add_key, &keys);
	for (struct bytes left = buf_bytes(&keys); left.len > 0;) {
		const size_t len = (size_t)left.ptr[0] << 8 | left.ptr[1];

		judge(store, (struct bytes){left.ptr + 2, len});
		left.ptr += 2 + len;
		left.len -= 2 + len;
	}
	view_commit(store->view);
	view_settle(store->view);
	buf_release(&keys);
}
