/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The state of one walk, for pages_walk.c, pages_scan.c and pages_record.c alone.
 *
 * pages_walk.c goes down the trees, reads pages and long values, and compares totals. pages_scan.c
 * goes through all pages, whatever tree they are of.
 * pages_record.c checks the records of one page; what it could not use is afterwards marked so in
 * our copy of the page, and every later load of a record checks its bounds again.
 */
#ifndef OKOCE_STORE_PAGES_WALK_H
#define OKOCE_STORE_PAGES_WALK_H

#include "store/pages_format.h"

/* The keys that a page may hold: at or above low, below high. A null pointer is no bound. */
struct range {
	struct bytes low;
	struct bytes high;
};

/* A page on the way from the meta page, which is level 0, to the leaf. */
struct level {
	uint64_t number;
	uint8_t *page; /* our copy; the offset of a record that cannot be used is set to 0 in it */
	bool leaf;
	unsigned count; /* of records */
};

struct record {
	uint32_t size; /* in the page, rounded up to even */
	uint16_t flags;
	struct bytes key;
	uint32_t value_size;
	const uint8_t *value; /* or the number of its first page */
	uint64_t child;
};

struct walk {
	struct pages *pages;
	const struct pages_meta *meta;
	pages_visit *visit;
	void *context;

	uint64_t limit; /* page numbers from here on are outside */
	uint64_t *used; /* a bit for each page */
	uint64_t *free;
	uint64_t free_behind; /* free pages behind the end of the file */

	const struct pages_tree *stated; /* the tree that is being walked */
	struct pages_tree found;
	struct level level[PAGES_DEPTH_MAX + 1];

	uint64_t taken[PAGES_SIZE_MAX / 2 / 64]; /* a bit for each pair of bytes of a page */
	uint8_t *value;                          /* a long value, whole */
	size_t value_capacity;

	bool scans;            /* pages_scan(): a page is looked at whoever else names it */
	pages_wanted *wanted;  /* and long values only when they are wanted, */
	uint64_t value_budget; /* until so many bytes of them were read */
};

static inline bool walks_free_list(const struct walk *walk)
{
	return walk->stated == &walk->meta->free;
}

/* Counts a finding and tells it. */
void walk_report(struct walk *walk, enum page_damage kind, uint64_t page, const char *format, ...)
	PRINTF_LIKE(4, 5);
void walk_report_record(
	struct walk *walk, enum page_damage kind, const struct level *level, unsigned index);

/* Checks every record of the page in `level`, whose kind is set, and sets their count: bounds, keys
 * rising and within `range`, no gap. False: the page has no records that could be looked for. */
bool page_check(struct walk *walk, struct level *level, struct range range) MUST_USE;

/* Loads record `index` of a page that was checked; false: it cannot be used. The key of a branch's
 * record is empty where it is the first or was bad: the child is good even then. */
bool record_load(const struct walk *walk, const struct level *level, unsigned index,
	struct record *record) MUST_USE;

/* Visits the records of a leaf that was checked, reading long values. */
enum status leaf_walk(struct walk *walk, const struct level *level) MUST_USE;

#endif
