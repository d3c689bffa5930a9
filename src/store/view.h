/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The view: for each register the events that nothing has superseded. It holds event ids and one
 * state byte, no values: those are read and opened from the log (store/store.h).
 *
 * Of an operation with several values the last one is shown (MERGE 10: place in the operation).
 *
 * This is the view in memory, made by replaying the log. Order of arrival does not matter: an event
 * that was superseded before it came never becomes live (MERGE 5), and every event is kept, also
 * of equal values (MERGE 12). A register with more than one live event of different values is a
 * conflict; which value is shown is the winner: the greatest Lamport counter, then event id.
 */
#ifndef OKOCE_STORE_VIEW_H
#define OKOCE_STORE_VIEW_H

#include "store/payload.h"

struct event {
	struct event_id id;
	uint64_t lamport;
	uint32_t values; /* how many its operation carries; 0: taken back */
	uint8_t state;	 /* of its last value, as record_state() (model/record.h) */
	bool superseded;
};

/* One register. Owned by the view; unchanged until the next view_apply(). */
struct cell {
	struct bytes key;
	struct event *event; /* all that were ever seen, live or not, in no order */
	size_t event_count, event_capacity;
	struct event_id *ghost; /* superseded before they came */
	size_t ghost_count, ghost_capacity;
};

struct view;

struct view *view_new(void);
void view_free(struct view *view);
/* Applies one operation of an entry. */
void view_apply(struct view *view, const struct event_id *id, uint64_t lamport,
		const struct operation *operation);

/* Null when nothing was ever written there. */
const struct cell *view_find(const struct view *view, struct bytes key);
/* The registers that begin with `prefix`, in the order of their bytes; null at the end. */
const struct cell *view_first(const struct view *view, struct bytes prefix);
const struct cell *view_next(const struct view *view, const struct cell *cell, struct bytes prefix);
size_t view_count(const struct view *view);

/* The live event whose value is shown; null when none is live or all are taken back. */
const struct event *cell_winner(const struct cell *cell);
/* The state of the value that is shown; 0 when there is none. */
uint8_t cell_state(const struct cell *cell);
/* Copies of the live events' ids, in rising order; free with free(). */
struct event_id *cell_live(const struct cell *cell, size_t *count);

#endif
