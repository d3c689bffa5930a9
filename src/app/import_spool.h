/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rows of a list, kept until it is known that all of them can be read, and read again as often
 * as needed. A short list stays in memory. A long one goes to a private file without a name, which
 * ends with the program however that ends, so that memory does not grow with the list.
 */
#ifndef OKOCE_APP_IMPORT_SPOOL_H
#define OKOCE_APP_IMPORT_SPOOL_H

#include "app/import_csv.h"

struct import_spool {
	const char *folder; /* where the file is made; null: memory. So it is, too, on a full disk */
	bool has_file;
	int fd;
	uint64_t in_file;   /* bytes */
	struct buf waiting; /* bytes behind those */
	size_t rows;
};

/* Adds a copy. */
void spool_add(struct import_spool *spool, const struct csv_row *row);
/* Visits all rows, or until the visit is false. Nothing may be added meanwhile. */
enum status spool_read(const struct import_spool *spool, csv_visit *visit, void *context,
		       struct err *err) MUST_USE;
/* Drops the rows, for others. */
void spool_clear(struct import_spool *spool);
void spool_release(struct import_spool *spool);

#endif
