/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows that are put into a tree together, in the order of their keys: each page is then found and
 * changed once, and not anew for each of its rows. For the view, after a large transaction.
 */
#ifndef OKOCE_STORE_BATCH_H
#define OKOCE_STORE_BATCH_H

#include "base/memory.h"
#include "store/db.h"

struct batch_row {
	uint64_t head; /* some bytes of the key, while rows are sorted */
	size_t start; /* of the key in `bytes`; the value stands behind it */
	uint32_t key_len, value_len;
};

/* All zero: empty. */
struct batch {
	struct buf bytes;
	struct batch_row *row;
	size_t count, capacity;
};

/* A key that comes twice has the later value. */
void batch_add(struct batch *batch, struct bytes key, struct bytes value);
typedef void batch_each(void *context, struct bytes key, struct bytes value);
/* Calls for each row in the order of keys, and empties the batch. */
void batch_tell(struct batch *batch, batch_each *each, void *context);
/* Puts all rows, and empties the batch. Failures are the transaction's (db_commit()). */
void batch_put(struct batch *batch, struct db_txn *txn);
void batch_release(struct batch *batch);

#endif
