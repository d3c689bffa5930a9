/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/view.h"

#include <bsd/sys/tree.h>
#include <stdlib.h>
#include <string.h>

#include "model/record.h"

struct node {
	RB_ENTRY(node) link;
	struct cell cell;
};

RB_HEAD(register_tree, node);

struct view {
	struct register_tree tree;
	struct arena keys;
	size_t count;
};

static int node_compare(const struct node *a, const struct node *b)
{
	return bytes_compare(a->cell.key, b->cell.key);
}

/* OpenBSD's red-black tree, by way of libbsd: a range can be walked in it, unlike in tsearch(3). */
RB_GENERATE_INTERNAL(register_tree, node, link, node_compare, static __attribute__((unused)))

/* The tree's macros take nodes that they could change; looking changes none. */
static struct node *tree_from(const struct view *view, struct bytes key)
{
	struct node wanted = {.cell = {.key = key}};
	struct register_tree tree = view->tree;
	return RB_NFIND(register_tree, &tree, &wanted);
}

static struct node *node_of(const struct cell *cell)
{
	return (struct node *)((uintptr_t)cell - offsetof(struct node, cell));
}

struct view *view_new(void)
{
	struct view *view = memory_alloc(sizeof(*view));
	RB_INIT(&view->tree);
	return view;
}

void view_free(struct view *view)
{
	struct node *node, *next;

	if (!view)
		return;
	for (node = RB_MIN(register_tree, &view->tree); node; node = next) {
		next = RB_NEXT(register_tree, &view->tree, node);
		RB_REMOVE(register_tree, &view->tree, node);
		free(node->cell.event);
		free(node->cell.ghost);
		free(node);
	}
	arena_release(&view->keys);
	free(view);
}

const struct cell *view_find(const struct view *view, struct bytes key)
{
	const struct node *node = tree_from(view, key);
	return node && bytes_equal(node->cell.key, key) ? &node->cell : NULL;
}

const struct cell *view_first(const struct view *view, struct bytes prefix)
{
	const struct node *node = tree_from(view, prefix);
	return node && bytes_start_with(node->cell.key, prefix) ? &node->cell : NULL;
}

const struct cell *view_next(const struct view *view, const struct cell *cell, struct bytes prefix)
{
	(void)view; /* the view on disk will need it */
	const struct node *node = register_tree_RB_NEXT(node_of(cell));
	return node && bytes_start_with(node->cell.key, prefix) ? &node->cell : NULL;
}

size_t view_count(const struct view *view)
{
	return view->count;
}

static struct cell *cell_of(struct view *view, struct bytes key)
{
	struct node *node = tree_from(view, key);

	if (node && bytes_equal(node->cell.key, key))
		return &node->cell;
	node = memory_alloc(sizeof(*node));
	node->cell.key = arena_bytes(&view->keys, key);
	RB_INSERT(register_tree, &view->tree, node);
	view->count++;
	return &node->cell;
}

static bool take_ghost(struct cell *cell, const struct event_id *id)
{
	for (size_t i = 0; i < cell->ghost_count; i++) {
		if (event_compare(&cell->ghost[i], id) == 0) {
			cell->ghost[i] = cell->ghost[--cell->ghost_count];
			return true;
		}
	}
	return false;
}

static void supersede(struct cell *cell, const struct event_id *id)
{
	for (size_t i = 0; i < cell->event_count; i++) {
		if (event_compare(&cell->event[i].id, id) == 0) {
			cell->event[i].superseded = true;
			return;
		}
	}
	cell->ghost = memory_grow(cell->ghost, cell->ghost_count, &cell->ghost_capacity,
				  sizeof(*cell->ghost));
	cell->ghost[cell->ghost_count++] = *id;
}

void view_apply(struct view *view, const struct event_id *id, uint64_t lamport,
		const struct operation *operation)
{
	struct cell *cell = cell_of(view, operation->key);

	for (size_t i = 0; i < operation->superseded_count; i++) {
		struct event_id superseded = operation_superseded(operation, i);
		supersede(cell, &superseded);
	}
	cell->event = memory_grow(cell->event, cell->event_count, &cell->event_capacity,
				  sizeof(*cell->event));
	cell->event[cell->event_count++] = (struct event){
		.id = *id,
		.lamport = lamport,
		.values = (uint32_t)operation->value_count,
		.state = operation->value_count > 0
				 ? record_state(operation->key,
						operation_value(operation, operation->value_count - 1))
				 : 0,
		.superseded = take_ghost(cell, id),
	};
}

static bool wins(const struct event *a, const struct event *b)
{
	if (a->lamport != b->lamport)
		return a->lamport > b->lamport;
	return event_compare(&a->id, &b->id) > 0;
}

const struct event *cell_winner(const struct cell *cell)
{
	const struct event *winner = NULL;

	for (size_t i = 0; cell && i < cell->event_count; i++) {
		const struct event *event = &cell->event[i];
		/* Taken back yields to any value: an undone scan is no vote against another laptop's (MERGE 9). */
		if (!event->superseded && event->values > 0 && (!winner || wins(event, winner)))
			winner = event;
	}
	return winner;
}

uint8_t cell_state(const struct cell *cell)
{
	const struct event *winner = cell_winner(cell);
	return winner ? winner->state : 0;
}

static int compare_ids(const void *a, const void *b)
{
	return event_compare(a, b);
}

struct event_id *cell_live(const struct cell *cell, size_t *count)
{
	struct event_id *live = memory_alloc((cell ? cell->event_count : 0) * sizeof(*live) + 1);

	*count = 0;
	for (size_t i = 0; cell && i < cell->event_count; i++)
		if (!cell->event[i].superseded)
			live[(*count)++] = cell->event[i].id;
	qsort(live, *count, sizeof(*live), compare_ids);
	return live;
}
