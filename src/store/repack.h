/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Repacking: all records of the open file, in the order of their keys, go into another one, whose pages are
 * full. So a copy is never larger than the file, and nothing comes along that lies in free pages: old slots,
 * what was erased. It reads one state of the file, and takes nobody's place who writes.
 */
#ifndef OKOCE_STORE_REPACK_H
#define OKOCE_STORE_REPACK_H

#include "store/store.h"

struct repack {
	bool (*go_on)(void *context, uint64_t done, uint64_t total); /* now and then; false ends it. May be null */
	void *context;
	uint64_t records; /* result: so many were written */
};

/* Into `fd`, an empty file that is open for reading and writing. Nothing is flushed. When it fails, or is ended
 * (STATUS_STOPPED), what the file has then is of no use. Also of a locked store. */
enum status store_repack(struct store *store, int fd, struct repack *repack, struct err *err) MUST_USE;

#endif
