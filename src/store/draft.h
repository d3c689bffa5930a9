/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries that are made and not in the log yet: their payloads one behind the other, and where in them
 * the operations stand, so that nobody has to read again what was just written. For transaction.c, and
 * for line.c and commit.c, which get them from there.
 */
#ifndef OKOCE_STORE_DRAFT_H
#define OKOCE_STORE_DRAFT_H

#include "store/payload.h"

/* Where an operation's parts begin, each where the one before ends. */
struct placed {
	uint32_t key, values, superseded, end;
	uint32_t value_count, superseded_count;
};

/* An entry that is being made. All zero: it has nothing yet. */
struct making {
	struct buf bytes; /* operations, one behind the other */
	struct placed placed[PAYLOAD_OPERATIONS_MAX];
	size_t count;
};

/* At most PAYLOAD_OPERATIONS_MAX of them; `value_count` values are added to making->bytes between these. */
void making_begin(struct making *making, struct bytes key, size_t value_count);
void making_end(struct making *making, const struct event_id *superseded, size_t superseded_count);

struct draft {
	size_t start, end;   /* of the payload */
	size_t first, count; /* operations */
};

/* All zero: none. */
struct drafts {
	struct buf bytes;
	struct draft *draft;
	size_t count, capacity;
	struct placed *placed;
	size_t placed_count, placed_capacity;
};

/* Takes what is being made, which has nothing then; returns the length of its payload. */
size_t drafts_add(struct drafts *drafts, struct making *making);
struct bytes drafts_get(const struct drafts *drafts, size_t index);
/* An operation, from 0; false behind the last. */
bool drafts_operation(const struct drafts *drafts, size_t index, size_t which, struct operation *operation);
void drafts_wipe(struct drafts *drafts);

#endif
