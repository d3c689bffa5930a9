/* SPDX-License-Identifier: BSD-2-Clause */
/* For the tests of store/pages: images of files in memory, what a walk told of them, and images
 * that are made by hand, page by page. */
#ifndef TESTS_STORE_PAGES_TRY_H
#define TESTS_STORE_PAGES_TRY_H

#include "store/pages.h"
#include "base/memory.h"

#define ONE_MORE(name, text) +1
#define PAGE_DAMAGE_COUNT (PAGE_DAMAGE_TABLE(ONE_MORE))

/* A record as one run of bytes: lengths of key and value (4 bytes each), key, value. */
void record_add(struct buf *records, struct bytes key, struct bytes value);
/* The record at *at, which is moved behind it; false at the end. */
bool record_next(const struct buf *records, size_t *at, struct bytes *key, struct bytes *value);

/* What opening and walking told. All zero is an empty trace. */
struct trace {
	enum status opened;
	enum status walked;
	struct err err;
	struct pages pages;
	struct buf records;
	unsigned kind[PAGE_DAMAGE_COUNT]; /* findings of each kind */
	struct page_finding first;
};

void trace_release(struct trace *trace);
/* Walks an open file; what the trace held before is replaced. */
void trace_file(struct trace *trace, int fd);
void trace_image(struct trace *trace, struct bytes image);

/* An unnamed file in memory with these bytes. Close it. */
int image_open(struct bytes image);

/* A file that liblmdb writes in three transactions, with long values, branches and a free list; and
 * the records that it holds. The file pages/narrow of the fuzzing corpus is the same from a 32-bit
 * machine. */
void sample_make(const char *path);
void sample_records(struct buf *records);

/* Small pages made by hand, in the layout of 64-bit or 32-bit machines. */
struct craft {
	struct buf image;
	unsigned word;
	uint32_t page_size;
};

/* The ready image: page 2 is a branch over the leaves 3 ("a", "b") and 4 ("c", "d"), "d" has a long
 * value on pages 5 and 6, page 7 is the leaf of the free list, which names page 8. */
void craft_make(struct craft *craft, unsigned word, uint32_t page_size);
void craft_release(struct craft *craft);
uint8_t *craft_page(struct craft *craft, unsigned number);
/* Where record `index` of a page is: from the image's start. */
size_t craft_record(const struct craft *craft, unsigned number, unsigned index);
/* Appends a record to the free list: in `transaction`, page `number` was freed. */
void craft_free(struct craft *craft, uint8_t transaction, uint8_t number);
/* Places in the meta page in use, from the image's start. */
size_t craft_tree(const struct craft *craft, bool main); /* pad flags depth branch leaf ... */
size_t craft_last_page(const struct craft *craft);
void craft_word(const struct craft *craft, size_t at, uint64_t value);
void craft_16(const struct craft *craft, size_t at, unsigned value);
void craft_32(const struct craft *craft, size_t at, uint32_t value);

#endif
