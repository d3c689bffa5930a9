/* SPDX-License-Identifier: BSD-2-Clause */
/* The format of LMDB files, for the files pages*.c alone. */
#ifndef OKOCE_STORE_PAGES_FORMAT_H
#define OKOCE_STORE_PAGES_FORMAT_H

#include "store/pages.h"

#include <endian.h>
#include <string.h>

/*
 * The format. W is the size of a page number: 8 bytes, or 4 on 32-bit machines. All integers are in
 * the byte order of the machine that wrote; only little-endian files are read.
 *
 *   page    number W, pad 2, flags 2, lower 2, upper 2: W + 8 bytes of header. In the first page of
 *           a long value the last four bytes are the number of its pages instead.
 *           Behind the header stand the offsets of the records (2 bytes each, in key order) up to
 *           `lower`; the records fill the page from `upper` to its end without gaps.
 *   record  low 2, high 2, flags 2, key size 2, key. In a leaf, low and high are the value's length
 *           and the value follows, or the W bytes of the number of the first page that holds it. In
 *           a branch, low, high and (if W is 8) flags are the number of the page below, and the
 *           first record has no key. Records begin at even offsets.
 *   meta    magic 4, version 4, address W, map size W, free tree, main tree, last page W,
 *           transaction W, behind the header of pages 0 and 1.
 *   tree    pad 4 (in the free tree of a meta page: the page size), flags 2, depth 2, then W each:
 *           branch, leaf and overflow pages, entries, root (all bits set: none).
 *   free    a record of the free tree: transaction W -> count W, that many page numbers, falling.
 */
#define MAGIC 0xbeefc0deu
#define MAGIC_SWAPPED 0xdec0efbeu
#define LMDB_VERSION 1u
#define FIRST_PAGE 2 /* behind the meta pages */
#define RECORD_HEADER 8u

enum {
	PAGE_BRANCH = 0x01,
	PAGE_LEAF = 0x02,
	PAGE_OVERFLOW = 0x04,
	PAGE_META = 0x08,
};

enum {
	RECORD_BIG = 0x01, /* the value is on overflow pages */
	RECORD_SUB_TREE = 0x02,
	RECORD_DUPLICATES = 0x04,
};

/* Flags of a tree. That of the free list also keeps two flags of the environment. */
enum {
	TREE_FIXED_MAP = 0x0001,
	TREE_INTEGER_KEY = 0x0008,
	TREE_NO_SUBDIR = 0x4000,
};

static inline uint16_t load16(const uint8_t *in)
{
	uint16_t value;

	memcpy(&value, in, sizeof(value));
	return le16toh(value);
}

static inline uint32_t load32(const uint8_t *in)
{
	uint32_t value;

	memcpy(&value, in, sizeof(value));
	return le32toh(value);
}

static inline uint64_t load_word(const uint8_t *in, unsigned word)
{
	uint64_t value;

	if (word == sizeof(uint32_t))
		return load32(in);
	memcpy(&value, in, sizeof(value));
	return le64toh(value);
}

static inline unsigned header_size(const struct pages *pages)
{
	return pages->word + 8;
}

static inline uint64_t page_number(const struct pages *pages, const uint8_t *page)
{
	return load_word(page, pages->word);
}

static inline uint16_t page_flags(const struct pages *pages, const uint8_t *page)
{
	return load16(page + pages->word + 2);
}

static inline uint16_t page_lower(const struct pages *pages, const uint8_t *page)
{
	return load16(page + pages->word + 4);
}

static inline uint16_t page_upper(const struct pages *pages, const uint8_t *page)
{
	return load16(page + pages->word + 6);
}

/* Of the first page of a long value. */
static inline uint32_t page_run(const struct pages *pages, const uint8_t *page)
{
	return load32(page + pages->word + 4);
}

/* Of the meta pages, as a file with pages.word and pages.page_size has them; sets what follows from
 * them. No finding where there is none. */
void pages_load_metas(struct pages *pages);

#endif
