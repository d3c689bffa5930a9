/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file that came from elsewhere, on a stick, say. It is copied once, in order, into a private file without a
 * name (SECURITY S3: a stick may lie, be pulled, or be swapped between two readings), and of that copy only our own
 * reader of pages (store/pages.h) ever reads: liblmdb opens no foreign file.
 *
 * What is read proves itself elsewhere: entries by chain and signature (store/verify.h), slots and boxes by
 * the registers that name them.
 */
#ifndef OKOCE_STORE_FOREIGN_H
#define OKOCE_STORE_FOREIGN_H

#include "store/meta.h"
#include "store/pages.h"

#define FOREIGN_SIZE_MAX (UINT64_C(4) << 30) /* what vfat can hold */

struct foreign {
	char *name; /* as it was named, without its folder, for sentences */
	int fd;	    /* of our copy */
	uint64_t size;
	struct pages pages;
	struct meta meta;
	/* Of the last walk. */
	uint64_t page_findings; /* damage in pages: what they held is not seen */
	uint64_t out_of_order;	/* records that stand where they cannot */
};

/* Copies it; `folder` is where our copy is made. `go_on` (may be null) is asked now and then, with bytes done
 * and of all; false: STATUS_STOPPED. Nothing was read of it that matters when it returns: only that it is a file of okoce,
 * of a format that we know, and of which programme. STATUS_DAMAGED: no file of okoce, or nothing of it can be
 * read; STATUS_UNSUPPORTED: of a newer format. Release it whatever is returned. */
typedef bool foreign_go_on(void *context, uint64_t done, uint64_t total);
enum status foreign_open(struct foreign *foreign, const char *path, const char *folder, foreign_go_on *go_on,
			 void *context, struct err *err) MUST_USE;
void foreign_release(struct foreign *foreign);

/* Visits its records in rising order of keys, each lent for the call, those that stand out of order left out.
 * STATUS_OK, also of a file with damaged pages: what could be read was visited. Else what `visit`
 * returned, which is not STATUS_FINDINGS. */
enum status foreign_walk(struct foreign *foreign, pages_visit *visit, void *context, struct err *err) MUST_USE;

#endif
