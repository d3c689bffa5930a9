/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the rows of an import come from. Opens a file, recognises by its content what it is, and has
 * all of its rows checked and kept before anyone sees the first: what breaks off in the middle gives
 * nothing, and a stick that gives other bytes the second time cannot matter, since each row is taken
 * once.
 */
#ifndef OKOCE_APP_IMPORT_SOURCE_H
#define OKOCE_APP_IMPORT_SOURCE_H

#include "app/import_spool.h"
#include "app/import_text.h"

struct import_source {
	struct text_input input;
	enum text_encoding encoding; /* in which the file was read */
	char delimiter;
	struct import_spool rows;
	struct buf note; /* translated: which sheet, which encoding, where that is not plain */
};

/* A regular file; `folder` is where a long list is kept meanwhile, see import_spool.h. STATUS_INVALID
 * when it is no list, or cannot be read to its end: the sentence names the row and says what to do.
 * `err` may not be null. Release it whatever is returned. */
enum status import_source_open(struct import_source *source, const char *path, const char *folder,
			       struct err *err) MUST_USE;
/* The same with the bytes of a file. */
enum status import_source_bytes(struct import_source *source, struct bytes file,
				struct err *err) MUST_USE;
void import_source_release(struct import_source *source);

#endif
