/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the view must be, told in the simplest way: a tree in memory of all events that were ever
 * seen, of which those that nothing has superseded are live. The view (store/view.h) is held against
 * it.
 */
#ifndef OKOCE_TESTS_STORE_MODEL_VIEW_H
#define OKOCE_TESTS_STORE_MODEL_VIEW_H

#include "store/payload.h"

struct model_event {
	struct event_id id;
	uint64_t lamport;
	uint32_t values; /* how many its operation carries; 0: taken back */
	uint8_t state;	 /* of its last value, as record_state() (model/record.h) */
	bool superseded;
};

/* One register. Owned by the model; unchanged until the next model_apply(). */
struct model_cell {
	struct bytes key;
	struct model_event *event; /* all that were ever seen, live or not, in the order of their ids */
	size_t event_count, event_capacity;
};

struct model;

struct model *model_new(void);
void model_free(struct model *model);
/* Applies one operation of an entry; nothing when the register has had one of this entry. */
void model_apply(struct model *model, const struct event_id *id, uint64_t lamport,
		const struct operation *operation);

/* Null when nothing was ever written there. */
const struct model_cell *model_find(const struct model *model, struct bytes key);
/* The registers that begin with `prefix`, in the order of their bytes; null at the end. */
const struct model_cell *model_first(const struct model *model, struct bytes prefix);
const struct model_cell *model_next(const struct model *model, const struct model_cell *cell, struct bytes prefix);
size_t model_count(const struct model *model);

/* The live event whose value is shown; null when none is live or all are taken back. */
const struct model_event *model_winner(const struct model_cell *cell);
/* The state of the value that is shown; 0 when there is none. */
uint8_t model_state(const struct model_cell *cell);
/* Null when this register has not seen it. */
const struct model_event *model_event(const struct model_cell *cell, const struct event_id *id);
/* By Lamport counter, then id: the greater is the later one. */
int model_order(const struct model_event *a, const struct model_event *b);
/* Copies of the live events' ids, in rising order; free with free(). */
struct event_id *model_live(const struct model_cell *cell, size_t *count);

#endif
