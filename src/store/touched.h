/* SPDX-License-Identifier: BSD-2-Clause */
/* The registers that a transaction changes: each once. For commit.c. */
#ifndef OKOCE_STORE_TOUCHED_H
#define OKOCE_STORE_TOUCHED_H

#include "base/memory.h"

/* Where a register's key stands, and the half of its hash that does not say the place. */
struct touched_place {
	uint32_t hash;
	uint32_t at; /* 1 + where in `keys`; 0: free */
};

/* Keys, and a table of twice their number of places, a power of two. All zero: none. */
struct touched {
	struct buf keys; /* one behind the other, each behind its length in two bytes */
	size_t count;
	struct touched_place *place;
	size_t places;
};

/* Adds a key of at most REGISTER_KEY_MAX bytes; false when it is there already. */
bool touched_add(struct touched *touched, struct bytes key);
/* For the next transaction, which has as many. */
void touched_clear(struct touched *touched);
void touched_release(struct touched *touched);

#endif
