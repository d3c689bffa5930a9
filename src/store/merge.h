/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Merging: what another file of the programme has and the log lacks is added to it, the very same entries under
 * their names. So it does not matter which file comes first, twice or late, nor what either has of the other
 * (doc/MERGE.md).
 *
 * An entry is taken when it holds (store/verify.h) with what both have of its writer. A bad one is a gap, and
 * blocks none behind it; a gap is asked of every file that comes later; forks stand side by side. The merge itself
 * writes no entry. What was taken when it ends early stays: run again, it goes on there.
 */
#ifndef OKOCE_STORE_MERGE_H
#define OKOCE_STORE_MERGE_H

#include "store/foreign.h"
#include "store/store.h"
#include "store/verify.h"

/* An entry that is new, lent for the call. `opened`: `plain` is its payload. */
typedef void merge_fresh(void *context, const struct story *story);

struct merge {
	/* Asked; all may be null. */
	foreign_go_on *go_on; /* now and then, with entries read and about how many there are; false ends it early */
	merge_fresh *fresh;   /* for each new entry, in the order of keys */
	void *context;
	size_t batch; /* entries a commit, and about how many of one writer are held in memory; 0: the usual number */

	/* Results. */
	uint64_t known;	  /* entries that were here already */
	uint64_t taken;	  /* that were not: they are now, or would be */
	uint64_t writers; /* whose entries those are */
	uint64_t mended;  /* of them: here they were damaged */
	uint64_t found[VERIFY_COUNT]; /* of entries that are not here: by enum verify_kind */
};

/* STATUS_OK: everything that holds is in the log, durable. STATUS_INVALID: it is of another programme.
 * STATUS_STOPPED: it was ended early; results are of what was done. Of a file that is damaged whatever holds is
 * taken: foreign->page_findings and the results say what was not. Everything that was read from the store before
 * must be read anew. */
enum status store_merge(struct store *store, struct foreign *foreign, struct merge *merge, struct err *err) MUST_USE;
/* The same, and nothing is changed. */
enum status store_merge_preview(struct store *store, struct foreign *foreign, struct merge *merge,
				struct err *err) MUST_USE;
/* Entries that were set aside: they do not hold. */
uint64_t merge_set_aside(const struct merge *merge);

#endif
