/* SPDX-License-Identifier: BSD-2-Clause */
/* What the live events of one register say together. */
#include "store/view_inside.h"

void view_event_put(uint8_t out[EVENT_BYTES], const struct event *event)
{
	put_be32(out, (uint32_t)(event->lamport >> 32));
	put_be32(out + 4, (uint32_t)event->lamport);
	put_be32(out + 8, event->values);
	out[12] = event->state;
	put_be32(out + 13, (uint32_t)(event->sense >> 32));
	put_be32(out + 17, (uint32_t)event->sense);
	out[21] = event->outdated;
}

int event_order(const struct event *a, const struct event *b)
{
	if (a->lamport != b->lamport)
		return a->lamport < b->lamport ? -1 : 1;
	return event_compare(&a->id, &b->id);
}

/* What is outdated yields to any other value. */
static bool wins(const struct event *event, const struct event *against)
{
	if (event->outdated != against->outdated)
		return against->outdated;
	return event_order(event, against) > 0;
}

const struct event *cell_winner(const struct cell *cell)
{
	const struct event *winner = NULL;

	for (size_t i = 0; cell && i < cell->event_count; i++) {
		const struct event *event = &cell->event[i];
		/* Taken back yields to any value: an undone scan is no vote against another laptop's (MERGE 9). */
		if (event->values > 0 && (!winner || wins(event, winner)))
			winner = event;
	}
	return winner;
}

uint8_t cell_state(const struct cell *cell)
{
	const struct event *winner = cell_winner(cell);
	return winner ? winner->state : 0;
}

struct event_id *cell_live(const struct cell *cell, size_t *count)
{
	*count = cell ? cell->event_count : 0;
	struct event_id *live = memory_alloc(*count * sizeof(*live) + 1);

	for (size_t i = 0; i < *count; i++)
		live[i] = cell->event[i].id;
	return live;
}

bool cell_is_disputed(const struct cell *cell)
{
	const struct event *winner = cell_winner(cell);
	uint64_t sense = 0;

	for (size_t i = 0; winner && i < cell->event_count; i++) {
		const struct event *event = &cell->event[i];

		if (event->values == 0 || event->outdated != winner->outdated)
			continue;
		if (event->sense == 0 || (sense != 0 && event->sense != sense))
			return true;
		sense = event->sense;
	}
	return false;
}
