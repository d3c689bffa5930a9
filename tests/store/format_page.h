/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * doc/FORMAT.md as tests read it: its byte examples, blocks of hexadecimal that begin with a line
 * "```bytes NAME", and its lines. Asserts that the page is well formed.
 */
#ifndef OKOCE_TESTS_STORE_FORMAT_PAGE_H
#define OKOCE_TESTS_STORE_FORMAT_PAGE_H

#include "base/memory.h"

#define FORMAT_BLOCKS_MAX 100

struct format_block {
	char name[64];
	struct buf bytes;
	bool used; /* by format_bytes() */
};

struct format_page {
	struct buf text;
	struct format_block block[FORMAT_BLOCKS_MAX];
	size_t count;
};

/* Reads $top_srcdir/doc/FORMAT.md. */
void format_page_read(struct format_page *page);
void format_page_release(struct format_page *page);
/* The bytes of a block, which must be there. Borrowed. */
struct bytes format_bytes(struct format_page *page, const char *name);

#endif
