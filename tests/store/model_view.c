/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/model_view.h"

#include <bsd/sys/tree.h>
#include <stdlib.h>
#include <string.h>

#include "model/record.h"

/* Superseded before it came. */
struct ghost {
	RB_ENTRY(ghost) link;
	struct event_id id;
};

RB_HEAD(ghost_tree, ghost);

struct node {
	RB_ENTRY(node) link;
	struct model_cell cell;
	struct ghost_tree ghosts;
};

RB_HEAD(register_tree, node);

struct model {
	struct register_tree tree;
	struct arena arena; /* keys and ghosts */
	size_t count;
};

static int ghost_compare(const struct ghost *a, const struct ghost *b)
{
	return event_compare(&a->id, &b->id);
}

static int node_compare(const struct node *a, const struct node *b)
{
	return bytes_compare(a->cell.key, b->cell.key);
}

/* OpenBSD's red-black tree, by way of libbsd: a range can be walked in it, unlike in tsearch(3). */
RB_GENERATE_INTERNAL(register_tree, node, link, node_compare, static __attribute__((unused)))
RB_GENERATE_INTERNAL(ghost_tree, ghost, link, ghost_compare, static __attribute__((unused)))

/* The tree's macros take nodes that they could change; looking changes none. */
static struct node *tree_from(const struct model *model, struct bytes key)
{
	struct node wanted = {.cell = {.key = key}};
	struct register_tree tree = model->tree;
	return RB_NFIND(register_tree, &tree, &wanted);
}

static struct node *node_of(const struct model_cell *cell)
{
	return (struct node *)((uintptr_t)cell - offsetof(struct node, cell));
}

struct model *model_new(void)
{
	struct model *model = memory_alloc(sizeof(*model));
	RB_INIT(&model->tree);
	return model;
}

void model_free(struct model *model)
{
	struct node *node, *next;

	if (!model)
		return;
	for (node = RB_MIN(register_tree, &model->tree); node; node = next) {
		next = RB_NEXT(register_tree, &model->tree, node);
		RB_REMOVE(register_tree, &model->tree, node);
		free(node->cell.event);
		free(node);
	}
	arena_release(&model->arena);
	free(model);
}

const struct model_cell *model_find(const struct model *model, struct bytes key)
{
	const struct node *node = tree_from(model, key);
	return node && bytes_equal(node->cell.key, key) ? &node->cell : NULL;
}

const struct model_cell *model_first(const struct model *model, struct bytes prefix)
{
	const struct node *node = tree_from(model, prefix);
	return node && bytes_start_with(node->cell.key, prefix) ? &node->cell : NULL;
}

const struct model_cell *model_next(const struct model *model, const struct model_cell *cell, struct bytes prefix)
{
	(void)model; /* the model on disk will need it */
	const struct node *node = register_tree_RB_NEXT(node_of(cell));
	return node && bytes_start_with(node->cell.key, prefix) ? &node->cell : NULL;
}

size_t model_count(const struct model *model)
{
	return model->count;
}

static struct node *node_for(struct model *model, struct bytes key)
{
	struct node *node = tree_from(model, key);

	if (node && bytes_equal(node->cell.key, key))
		return node;
	node = memory_alloc(sizeof(*node));
	node->cell.key = arena_bytes(&model->arena, key);
	RB_INIT(&node->ghosts);
	RB_INSERT(register_tree, &model->tree, node);
	model->count++;
	return node;
}

/* Where the event is, or would be. A replay brings them in their order: at the end. */
static size_t event_place(const struct model_cell *cell, const struct event_id *id)
{
	size_t low = 0, high = cell->event_count;

	if (high > 0 && event_compare(&cell->event[high - 1].id, id) < 0)
		return high;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (event_compare(&cell->event[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_at(const struct model_cell *cell, size_t place, const struct event_id *id)
{
	return place < cell->event_count && event_compare(&cell->event[place].id, id) == 0;
}

const struct model_event *model_event(const struct model_cell *cell, const struct event_id *id)
{
	size_t place = cell ? event_place(cell, id) : 0;

	return cell && is_at(cell, place, id) ? &cell->event[place] : NULL;
}

static bool take_ghost(struct node *node, const struct event_id *id)
{
	struct ghost wanted = {.id = *id};
	struct ghost *ghost = RB_FIND(ghost_tree, &node->ghosts, &wanted);

	if (ghost)
		RB_REMOVE(ghost_tree, &node->ghosts, ghost);
	return ghost;
}

static void supersede(struct model *model, struct node *node, const struct event_id *id)
{
	size_t place = event_place(&node->cell, id);
	struct ghost wanted = {.id = *id};

	if (is_at(&node->cell, place, id)) {
		node->cell.event[place].superseded = true;
	} else if (!RB_FIND(ghost_tree, &node->ghosts, &wanted)) {
		struct ghost *ghost = arena_alloc(&model->arena, sizeof(*ghost));

		ghost->id = *id;
		RB_INSERT(ghost_tree, &node->ghosts, ghost);
	}
}

static void add_event(struct model_cell *cell, size_t place, const struct model_event *event)
{
	cell->event = memory_grow(cell->event, cell->event_count, &cell->event_capacity,
				  sizeof(*cell->event));
	memmove(&cell->event[place + 1], &cell->event[place],
		(cell->event_count - place) * sizeof(*cell->event));
	cell->event[place] = *event;
	cell->event_count++;
}

void model_apply(struct model *model, const struct event_id *id, uint64_t lamport,
		const struct operation *operation)
{
	struct node *node = node_for(model, operation->key);
	size_t place = event_place(&node->cell, id);
	struct model_event event = {.id = *id, .lamport = lamport, .values = (uint32_t)operation->value_count};

	if (is_at(&node->cell, place, id))
		return;
	for (size_t i = 0; i < operation->superseded_count; i++) {
		struct event_id superseded = operation_superseded(operation, i);
		supersede(model, node, &superseded);
	}
	if (operation->value_count > 0)
		event.state = record_state(operation->key, operation_shown(operation));
	event.superseded = take_ghost(node, id);
	add_event(&node->cell, place, &event);
}

int model_order(const struct model_event *a, const struct model_event *b)
{
	if (a->lamport != b->lamport)
		return a->lamport < b->lamport ? -1 : 1;
	return event_compare(&a->id, &b->id);
}

const struct model_event *model_winner(const struct model_cell *cell)
{
	const struct model_event *winner = NULL;

	for (size_t i = 0; cell && i < cell->event_count; i++) {
		const struct model_event *event = &cell->event[i];
		/* Taken back yields to any value: an undone scan is no vote against another laptop's (MERGE 9). */
		if (!event->superseded && event->values > 0 &&
		    (!winner || model_order(event, winner) > 0))
			winner = event;
	}
	return winner;
}

uint8_t model_state(const struct model_cell *cell)
{
	const struct model_event *winner = model_winner(cell);
	return winner ? winner->state : 0;
}

struct event_id *model_live(const struct model_cell *cell, size_t *count)
{
	struct event_id *live = memory_alloc((cell ? cell->event_count : 0) * sizeof(*live) + 1);

	*count = 0;
	for (size_t i = 0; cell && i < cell->event_count; i++)
		if (!cell->event[i].superseded)
			live[(*count)++] = cell->event[i].id;
	return live;
}
