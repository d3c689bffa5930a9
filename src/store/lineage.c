/* SPDX-License-Identifier: BSD-2-Clause */
/* Back in time: what led to what a register says now, by the events that each event names. */
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* A register is changed a few times; a made-up log does not lead us round for ever. */
#define STEPS_BACK_MAX 1000

typedef void visit_event(void *context, const struct opened *opened,
			 const struct operation *operation);

struct walk_back {
	struct store *store;
	struct db_txn *txn;
	struct bytes key;
	visit_event *visit;
	void *context;
	struct event_id *todo;
	size_t count, capacity;
};

static void to_do(struct walk_back *walk, const struct event_id *event)
{
	walk->todo = memory_grow(walk->todo, walk->count, &walk->capacity, sizeof(*event));
	walk->todo[walk->count++] = *event;
}

/* Looks at one event, and leaves those that it superseded to be looked at. */
static void look_back(struct walk_back *walk)
{
	const struct event_id event = walk->todo[--walk->count];
	const struct opened *opened = store_opened(walk->store, walk->txn, &event);
	const struct operation *operation = opened_find(opened, walk->key);

	if (!operation)
		return;
	walk->visit(walk->context, opened, operation);
	for (size_t i = 0; i < operation->superseded_count; i++) {
		struct event_id earlier = operation_superseded(operation, i);
		to_do(walk, &earlier);
	}
}

/* The live events and all that led to them, in no order; one that two have superseded twice. */
static enum status walk_back(struct store *store, const struct cell *cell, visit_event *visit,
			     void *context, struct err *err)
{
	struct walk_back walk = {
		.store = store, .key = cell->key, .visit = visit, .context = context};
	enum status status = db_begin(store->db, false, &walk.txn, err);

	if (status)
		return status;
	for (size_t i = 0; i < cell->event_count; i++)
		to_do(&walk, &cell->event[i].id);
	for (size_t step = 0; walk.count > 0 && step < STEPS_BACK_MAX; step++)
		look_back(&walk);
	db_abort(walk.txn);
	free(walk.todo);
	return STATUS_OK;
}

/* --- The first of a state ------------------------------------------------------------------------ */

struct origin {
	struct bytes key;
	uint8_t state;
	uint64_t lamport; /* the least seen */
};

static void note_state(void *context, const struct opened *opened,
		       const struct operation *operation)
{
	struct origin *origin = context;

	if (operation->value_count > 0 && opened->header.lamport < origin->lamport &&
	    record_state(origin->key, operation_shown(operation)) == origin->state)
		origin->lamport = opened->header.lamport;
}

uint64_t store_first_lamport(struct store *store, const struct cell *cell, uint8_t state)
{
	struct origin origin = {.key = cell->key, .state = state,
				.lamport = cell_winner(cell) ? cell_winner(cell)->lamport : 0};

	/* What cannot be read now tells nothing: the event that is live stands for it. */
	(void)!walk_back(store, cell, note_state, &origin, NULL);
	return origin.lamport;
}

/* --- All that led here --------------------------------------------------------------------------- */

struct lineage {
	struct store *store;
	struct arena *arena;
	struct fact *fact;
	size_t count, capacity;
};

static void add_fact(void *context, const struct opened *opened,
		       const struct operation *operation)
{
	struct lineage *lineage = context;
	struct writer_fact writer;

	if (!store_get_writer(lineage->store, &opened->event.writer, &writer))
		return;
	lineage->fact = memory_grow(lineage->fact, lineage->count, &lineage->capacity,
				    sizeof(*lineage->fact));
	lineage->fact[lineage->count] = fact_of(opened, &writer);
	lineage->fact[lineage->count].is_first = operation->superseded_count == 0;
	lineage->fact[lineage->count++].value =
		arena_bytes(lineage->arena, operation_shown(operation));
}

static int compare_facts(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;

	if (a->lamport != b->lamport)
		return a->lamport < b->lamport ? -1 : 1;
	return event_compare(&a->event, &b->event);
}

/* In their order, each once, copied into the arena. */
static void put_in_order(struct lineage *lineage, struct fact **facts, size_t *count)
{
	if (lineage->count > 1)
		qsort(lineage->fact, lineage->count, sizeof(*lineage->fact), compare_facts);
	*facts = arena_alloc(lineage->arena, lineage->count * sizeof(**facts) + 1);
	for (size_t i = 0; i < lineage->count; i++)
		if (i == 0 || compare_facts(&lineage->fact[i - 1], &lineage->fact[i]) != 0)
			(*facts)[(*count)++] = lineage->fact[i];
}

enum status store_lineage(struct store *store, struct bytes key, struct arena *arena,
			  struct fact **facts, size_t *count, struct err *err)
{
	const struct cell *cell = view_find(store_view(store), key);
	struct lineage lineage = {.store = store, .arena = arena};
	enum status status = STATUS_OK;

	*facts = NULL;
	*count = 0;
	if (cell)
		status = walk_back(store, cell, add_fact, &lineage, err);
	if (status == STATUS_OK && cell)
		put_in_order(&lineage, facts, count);
	free(lineage.fact);
	return status;
}
