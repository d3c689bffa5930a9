/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Salvage: a new file with everything whole and signed that can be read from a damaged one.
 *
 * The damaged file is only read, by store/pages.h and never by liblmdb. Its newest tree comes first;
 * where that is not sound in every page and entry, the tree of the other meta page, and then every
 * leaf page that is in the file, whatever tree it was of. What is taken proves itself: entries by
 * chain and signature, what the file says of itself, slots and boxes by their checksums. Nothing of
 * it needs a key.
 */
#ifndef OKOCE_STORE_SALVAGE_H
#define OKOCE_STORE_SALVAGE_H

#include "store/verify.h"

/* Entries that are missing between two that were saved. */
struct salvage_gap {
	struct id writer;
	moment born; /* when the writer began */
	uint32_t first, count;
};

struct salvage {
	const char *path;
	const char *new_path; /* nothing may be there yet */

	/* Results. */
	uint64_t entries, writers;	  /* that were saved */
	uint64_t slots, boxes;		  /* of them an officer needs one each */
	uint64_t found[VERIFY_COUNT];	  /* by enum verify_kind */
	uint64_t damaged_keys;		  /* slots and boxes that were left out */
	uint64_t restored;		  /* records that were damaged in one place and whole in another */
	uint64_t page_findings;		  /* of the newest tree */
	bool trees_lost;		  /* no meta page says where they are */
	struct salvage_gap *gap;
	size_t gap_count, gap_capacity;
};

/* STATUS_OK: the file was whole, and so is the new one. STATUS_FINDINGS: a new file was written, and
 * something is said above. Else there is no new file. Release it whatever is returned. */
enum status store_salvage(struct salvage *salvage, struct err *err) MUST_USE;
void salvage_release(struct salvage *salvage);

#endif
