/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * More rows than should wait in memory, told in the order of their keys: batches (store/batch.h) are
 * sorted one by one, large ones wait in a private file without a name, which ends with the program
 * however that ends, and all are merged in the end. For the view, after a long action. Rows may be added
 * by another thread than the one that has them told, but not at the same time.
 */
#ifndef OKOCE_STORE_RUNS_H
#define OKOCE_STORE_RUNS_H

#include "store/batch.h"

/* Rows in the order of their keys: in memory, or from `start` on in the file. */
struct run {
	struct buf rows;
	uint64_t start, size; /* size 0: in memory */
};

/* All zero, but for the folder: none. */
struct runs {
	const char *folder; /* where the file is made; null: memory. So it is, too, on a full disk */
	bool has_file;
	int fd;
	uint64_t in_file; /* bytes */
	struct run *run;
	size_t count, capacity;
	uint64_t rows;
	struct buf least; /* the key that is told first */
};

/* Takes the rows of a batch, which is empty then. A value has at most 64 KiB. */
void runs_add(struct runs *runs, struct batch *batch);
/* Calls for each row in the order of keys; of one key in the order in which they were added. Empties
 * it. False when rows could not be read again: then some were not told. */
bool runs_tell(struct runs *runs, batch_each *each, void *context) MUST_USE;
void runs_release(struct runs *runs);

#endif
