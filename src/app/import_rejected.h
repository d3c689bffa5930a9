/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The file of refused rows: their cells as they stood and a column with the reasons, to be mended in
 * a spreadsheet and imported again. It holds NIKs unmasked, as the list does: 0600, and it never
 * takes the place of another file. That it cannot be written never stops an import.
 */
#ifndef OKOCE_APP_IMPORT_REJECTED_H
#define OKOCE_APP_IMPORT_REJECTED_H

#include "app/import_header.h"

struct import_rejected {
	const char *list;   /* path of the list */
	const char *wanted; /* path that was asked for, or null */
	char separator;
	int fd;	    /* -1: none was refused yet */
	char *path; /* of the file, once it is there */
	struct buf waiting;
	struct err trouble; /* why nothing more is written */
};

void rejected_begin(struct import_rejected *rejected, const char *list, const char *wanted,
		    char separator);
/* The file is made for the first row. */
void rejected_add(struct import_rejected *rejected, const struct import_header *header,
		  const struct csv_row *row, const char *reasons);
/* Flushes it, and tells the report where it is, or what went wrong; or drops it. */
void rejected_end(struct import_rejected *rejected, bool keep, struct import_report *report);

#endif
