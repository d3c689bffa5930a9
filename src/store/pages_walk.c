/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/pages.h"
#include "store/pages_format.h"
#include "base/i18n.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
};

static void report(struct walk *walk, enum page_damage kind, uint64_t page, const char *format, ...)
	PRINTF_LIKE(4, 5);

static void report(struct walk *walk, enum page_damage kind, uint64_t page, const char *format, ...)
{
	struct page_finding finding = {.kind = kind, .page = page};
	va_list arguments;

	walk->pages->findings++;
	if (!walk->pages->finding)
		return;
	va_start(arguments, format);
	if (vsnprintf(finding.detail, sizeof(finding.detail), format, arguments) < 0)
		finding.detail[0] = '\0';
	va_end(arguments);
	walk->pages->finding(walk->context, &finding);
}

static void report_record(
	struct walk *walk, enum page_damage kind, const struct level *level, unsigned index)
{
	report(walk, kind, level->number, _("record %u of %u"), index + 1, level->count);
}

/* --- Bits ---------------------------------------------------------------------------------------*/

static bool bit_take(uint64_t *bits, uint64_t at)
{
	uint64_t mask = UINT64_C(1) << (at % 64);
	bool was_free = !(bits[at / 64] & mask);

	bits[at / 64] |= mask;
	return was_free;
}

/* The bits of word `index` that belong to [first, end). */
static uint64_t bits_mask(uint32_t index, uint32_t first, uint32_t end)
{
	uint64_t mask = UINT64_MAX;

	if (index == first / 64)
		mask &= UINT64_MAX << (first % 64);
	if (index == end / 64)
		mask &= ~(UINT64_MAX << (end % 64));
	return mask;
}

/* Takes [first, end), or nothing where a part is taken already. */
static bool bits_take(uint64_t *bits, uint32_t first, uint32_t end)
{
	uint32_t last = (end - 1) / 64;

	for (uint32_t i = first / 64; i <= last; i++) {
		if (bits[i] & bits_mask(i, first, end))
			return false;
	}
	for (uint32_t i = first / 64; i <= last; i++)
		bits[i] |= bits_mask(i, first, end);
	return true;
}

/* --- One page -----------------------------------------------------------------------------------*/

static bool walks_free_list(const struct walk *walk)
{
	return walk->stated == &walk->meta->free;
}

/* Keys of the free list are numbers, all others strings of bytes. */
static int key_compare(const struct walk *walk, struct bytes a, struct bytes b)
{
	uint64_t left;
	uint64_t right;

	if (!walks_free_list(walk))
		return bytes_compare(a, b);
	left = load_word(a.ptr, walk->pages->word);
	right = load_word(b.ptr, walk->pages->word);
	return (left > right) - (left < right);
}

static bool key_has_size(const struct walk *walk, size_t len)
{
	if (walks_free_list(walk))
		return len == walk->pages->word;
	return len >= 1 && len <= PAGES_KEY_MAX;
}

static uint8_t *record_slot(const struct walk *walk, const struct level *level, unsigned index)
{
	return level->page + header_size(walk->pages) + 2 * (size_t)index;
}

/* 0 when it cannot be used. */
static uint32_t record_offset(const struct walk *walk, const struct level *level, unsigned index)
{
	return load16(record_slot(walk, level, index));
}

static void record_drop(const struct walk *walk, const struct level *level, unsigned index)
{
	memset(record_slot(walk, level, index), 0, 2);
}

/* Makes a branch's record one without key: the page below it can still be read. */
static void key_drop(const struct level *level, uint32_t offset)
{
	memset(level->page + offset + 6, 0, 2);
}

/* Loads a record whose header is inside the page. False where the rest reaches beyond it. */
static bool record_load(
	const struct walk *walk, const struct level *level, uint32_t offset, struct record *record)
{
	const uint8_t *at = level->page + offset;
	uint32_t room = walk->pages->page_size - offset;
	uint64_t low = load32(at); /* low and high */
	size_t key_size = load16(at + 6);
	uint64_t size = RECORD_HEADER + key_size;

	*record = (struct record){.flags = load16(at + 4)};
	if (level->leaf) {
		record->value_size = (uint32_t)low;
		size += record->flags & RECORD_BIG ? walk->pages->word : low;
	} else {
		record->child = low;
		if (walk->pages->word == sizeof(uint64_t))
			record->child |= (uint64_t)record->flags << 32;
	}
	if (size > room)
		return false;
	record->size = (uint32_t)(size + size % 2);
	record->key = (struct bytes){at + RECORD_HEADER, key_size};
	record->value = at + RECORD_HEADER + key_size;
	return true;
}

/* liblmdb keeps a value on pages of its own when two records with such a value and its key would
 * not fit a page. (It also does so for a short value that replaces a long one within the same
 * transaction, which okoce never writes.) */
static bool value_belongs_outside(const struct walk *walk, const struct record *record)
{
	uint32_t half = (walk->pages->page_size - header_size(walk->pages)) / 2;
	uint32_t largest = half - half % 2 - 2;

	return RECORD_HEADER + record->key.len + (uint64_t)record->value_size > largest;
}

/* Checks what a leaf's record says of itself. */
static bool leaf_record_check(
	struct walk *walk, const struct level *level, unsigned index, const struct record *record)
{
	bool big = record->flags & RECORD_BIG;

	if (record->flags & (RECORD_SUB_TREE | RECORD_DUPLICATES)) {
		report_record(walk, PAGE_DAMAGE_SUB_TREE, level, index);
		return false;
	}
	if (record->flags & ~RECORD_BIG) {
		report_record(walk, PAGE_DAMAGE_RECORD_FLAGS, level, index);
		return false;
	}
	if (!key_has_size(walk, record->key.len)) {
		report_record(walk, PAGE_DAMAGE_KEY_SIZE, level, index);
		return false;
	}
	if (big != value_belongs_outside(walk, record))
		report_record(walk, PAGE_DAMAGE_VALUE_PLACE, level, index);
	return true;
}

/* A branch's first record has no key, all others have one. */
static bool branch_record_check(
	struct walk *walk, const struct level *level, unsigned index, const struct record *record)
{
	if (index == 0 ? record->key.len == 0 : key_has_size(walk, record->key.len))
		return true;
	report_record(walk, PAGE_DAMAGE_KEY_SIZE, level, index);
	return false;
}

/* Checks that the record lies inside the page, where no other does, then what it says of itself. */
static bool body_check(struct walk *walk, const struct level *level, unsigned index,
	uint32_t offset, struct record *record)
{
	if (!record_load(walk, level, offset, record)) {
		report_record(walk, PAGE_DAMAGE_RECORD_OUTSIDE, level, index);
		return false;
	}
	if (!bits_take(walk->taken, offset / 2, (offset + record->size) / 2)) {
		report_record(walk, PAGE_DAMAGE_RECORD_OVERLAP, level, index);
		return false;
	}
	return level->leaf ? leaf_record_check(walk, level, index, record)
			   : branch_record_check(walk, level, index, record);
}

/* Checks all of a record but its key's order. False: it was dropped, or lost its key. */
static bool record_check(
	struct walk *walk, const struct level *level, unsigned index, struct record *record)
{
	uint32_t offset = record_offset(walk, level, index);

	if (offset < header_size(walk->pages) + 2 * level->count) {
		report_record(walk, PAGE_DAMAGE_RECORD_IN_HEADER, level, index);
		record_drop(walk, level, index);
		return false;
	}
	if (offset % 2 != 0 || offset > walk->pages->page_size - RECORD_HEADER) {
		report_record(walk, PAGE_DAMAGE_RECORD_OUTSIDE, level, index);
		record_drop(walk, level, index);
		return false;
	}
	if (body_check(walk, level, index, offset, record))
		return true;
	if (level->leaf)
		record_drop(walk, level, index);
	else
		key_drop(level, offset);
	return false;
}

/* Checks every record of a page, and that they rise, lie in the range and leave no gap. */
static void records_check(struct walk *walk, const struct level *level, struct range range)
{
	uint32_t page_size = walk->pages->page_size;
	uint32_t upper = load16(level->page + walk->pages->word + 6);
	uint32_t filled = 0;
	struct bytes first = BYTES_NONE;
	struct bytes previous = BYTES_NONE;
	struct record record;
	bool whole = true;

	memset(walk->taken, 0, page_size / 16);
	for (unsigned i = 0; i < level->count; i++) {
		if (!record_check(walk, level, i, &record)) {
			whole = false;
			continue;
		}
		filled += record.size;
		if (record.key.len == 0)
			continue;
		if (!first.ptr)
			first = record.key;
		else if (key_compare(walk, previous, record.key) >= 0)
			report_record(walk, PAGE_DAMAGE_KEY_ORDER, level, i);
		previous = record.key; /* also of a wrong one, so that it is told once */
	}
	if (whole && filled != page_size - upper)
		report(walk, PAGE_DAMAGE_RECORD_SPACE, level->number, _("%u bytes of %u"),
			(unsigned)filled, (unsigned)(page_size - upper));
	if (first.ptr && ((range.low.ptr && key_compare(walk, range.low, first) > 0) ||
				 (range.high.ptr && key_compare(walk, previous, range.high) >= 0)))
		report(walk, PAGE_DAMAGE_KEY_RANGE, level->number, "%s", "");
}

/* Sets the number of records. False where the bounds make no sense. */
static bool bounds_load(struct walk *walk, struct level *level)
{
	uint32_t header = header_size(walk->pages);
	uint32_t lower = load16(level->page + walk->pages->word + 4);
	uint32_t upper = load16(level->page + walk->pages->word + 6);

	if (lower <= header || lower % 2 != 0 || lower > upper || upper > walk->pages->page_size) {
		report(walk, PAGE_DAMAGE_BOUNDS, level->number, _("lower %u, upper %u"),
			(unsigned)lower, (unsigned)upper);
		return false;
	}
	level->count = (lower - header) / 2;
	return true;
}

/* Reads page `number` into the level below `parent`, each page once. */
static bool page_load(struct walk *walk, const struct level *parent, struct level *level)
{
	uint32_t page_size = walk->pages->page_size;
	uint64_t number = level->number;
	uint64_t stated;
	int failure;

	if (number < FIRST_PAGE || number >= walk->limit) {
		report(walk, PAGE_DAMAGE_OUTSIDE, parent->number, _("names page %llu"),
			(unsigned long long)number);
		return false;
	}
	if (!bit_take(walk->used, number)) {
		report(walk, PAGE_DAMAGE_TWICE, number, _("named by page %llu"),
			(unsigned long long)parent->number);
		return false;
	}
	if (!level->page)
		level->page = memory_alloc(page_size);
	if (!pages_read(walk->pages->fd, level->page, page_size, number * page_size, &failure)) {
		report(walk, PAGE_DAMAGE_UNREADABLE, number, "%s",
			failure ? strerror(failure) : "");
		return false;
	}
	stated = load_word(level->page, walk->pages->word);
	if (stated != number)
		report(walk, PAGE_DAMAGE_NUMBER, number, _("states %llu"),
			(unsigned long long)stated);
	return true;
}

/* --- Values -------------------------------------------------------------------------------------*/

/* Takes the pages [first, first + count). Those before one that was taken already stay taken, so
 * that records which name the same pages again and again cost nothing. */
static bool value_pages_take(
	struct walk *walk, const struct level *level, uint64_t first, uint64_t count)
{
	for (uint64_t i = first; i < first + count; i++) {
		if (bit_take(walk->used, i))
			continue;
		report(walk, PAGE_DAMAGE_TWICE, i, _("named by page %llu"),
			(unsigned long long)level->number);
		return false;
	}
	return true;
}

/* Checks the header of a long value's first page, and takes its pages. */
static bool value_check(struct walk *walk, const struct level *level, unsigned index,
	uint64_t first, uint64_t needed)
{
	const struct pages *pages = walk->pages;
	uint8_t header[sizeof(uint64_t) + 8];
	uint64_t stated;
	int failure;

	if (first < FIRST_PAGE || first >= walk->limit || needed > walk->limit - first) {
		report_record(walk, PAGE_DAMAGE_VALUE_OUTSIDE, level, index);
		return false;
	}
	if (!pages_read(
		    pages->fd, header, header_size(pages), first * pages->page_size, &failure)) {
		report(walk, PAGE_DAMAGE_UNREADABLE, first, "%s", failure ? strerror(failure) : "");
		return false;
	}
	if (load16(header + pages->word + 2) != PAGE_OVERFLOW) {
		report(walk, PAGE_DAMAGE_KIND, first, _("named by page %llu"),
			(unsigned long long)level->number);
		return false;
	}
	if (load_word(header, pages->word) != first)
		report(walk, PAGE_DAMAGE_NUMBER, first, _("states %llu"),
			(unsigned long long)load_word(header, pages->word));
	stated = load32(header + pages->word + 4);
	walk->found.overflow_pages += stated;
	if (stated != needed)
		report(walk, PAGE_DAMAGE_VALUE_PAGES, first, _("%llu stated, %llu needed"),
			(unsigned long long)stated, (unsigned long long)needed);
	return stated >= needed && value_pages_take(walk, level, first, needed);
}

/* Reads a long value whole. */
static bool value_load(struct walk *walk, const struct level *level, unsigned index,
	const struct record *record, struct bytes *value)
{
	const struct pages *pages = walk->pages;
	uint32_t header = header_size(pages);
	uint64_t first = load_word(record->value, pages->word);
	uint64_t needed = (header - 1 + (uint64_t)record->value_size) / pages->page_size + 1;
	int failure;

	if (record->value_size > PAGES_VALUE_MAX) {
		report_record(walk, PAGE_DAMAGE_VALUE_LONG, level, index);
		return false;
	}
	if (!value_check(walk, level, index, first, needed))
		return false;
	if (record->value_size > walk->value_capacity) {
		free(walk->value);
		walk->value_capacity = needed * pages->page_size;
		walk->value = memory_alloc(walk->value_capacity);
	}
	if (!pages_read(pages->fd, walk->value, record->value_size,
		    first * pages->page_size + header, &failure)) {
		report(walk, PAGE_DAMAGE_UNREADABLE, first, "%s", failure ? strerror(failure) : "");
		return false;
	}
	*value = (struct bytes){walk->value, record->value_size};
	return true;
}

/* --- The free list ------------------------------------------------------------------------------*/

static void free_page_mark(struct walk *walk, const struct level *level, uint64_t number)
{
	if (number >= walk->limit)
		walk->free_behind++;
	else if (!bit_take(walk->free, number))
		report(walk, PAGE_DAMAGE_FREE_TWICE, number, _("named by page %llu"),
			(unsigned long long)level->number);
}

/* A record is sound up to the first number that cannot be right; the rest is not looked at. */
static void free_record_check(struct walk *walk, const struct level *level, unsigned index,
	struct bytes key, struct bytes value)
{
	unsigned word = walk->pages->word;
	uint64_t transaction = load_word(key.ptr, word);
	uint64_t previous = UINT64_MAX;
	uint64_t count;
	uint64_t number;

	if (transaction == 0 || transaction > walk->meta->transaction)
		report(walk, PAGE_DAMAGE_FREE_LIST, level->number, _("transaction %llu"),
			(unsigned long long)transaction);
	count = value.len >= word ? load_word(value.ptr, word) : UINT64_MAX;
	if (value.len % word != 0 || count > value.len / word - 1) {
		report_record(walk, PAGE_DAMAGE_FREE_LIST, level, index);
		return;
	}
	for (uint64_t i = 1; i <= count; i++, previous = number) {
		number = load_word(value.ptr + i * word, word);
		if (number < FIRST_PAGE || number > walk->meta->last_page || number >= previous) {
			report(walk, PAGE_DAMAGE_FREE_LIST, level->number, _("names page %llu"),
				(unsigned long long)number);
			return;
		}
		free_page_mark(walk, level, number);
	}
}

/* --- A tree -------------------------------------------------------------------------------------*/

static enum status leaf_walk(struct walk *walk, const struct level *level)
{
	struct record record;
	struct bytes value;
	enum status status;
	uint32_t offset;

	for (unsigned i = 0; i < level->count; i++) {
		offset = record_offset(walk, level, i);
		if (offset == 0 || !record_load(walk, level, offset, &record))
			continue;
		value = (struct bytes){record.value, record.value_size};
		if ((record.flags & RECORD_BIG) && !value_load(walk, level, i, &record, &value))
			continue;
		walk->found.entries++;
		if (walks_free_list(walk)) {
			free_record_check(walk, level, i, record.key, value);
			continue;
		}
		status = walk->visit ? walk->visit(walk->context, record.key, value) : STATUS_OK;
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static enum status page_walk(
	struct walk *walk, uint64_t number, unsigned depth, struct range range);

/* What record `index` of a branch says of the page below it. */
static struct range child_range(
	const struct walk *walk, const struct level *level, unsigned index, struct range range)
{
	struct record record;
	uint32_t offset;

	for (unsigned i = index; i <= index + 1 && i < level->count; i++) {
		offset = record_offset(walk, level, i);
		if (offset == 0 || !record_load(walk, level, offset, &record) ||
			!key_has_size(walk, record.key.len))
			continue;
		if (i == index)
			range.low = record.key;
		else
			range.high = record.key;
	}
	return range;
}

static enum status branch_walk(
	struct walk *walk, const struct level *level, unsigned depth, struct range range)
{
	struct record record;
	enum status status;
	uint32_t offset;

	for (unsigned i = 0; i < level->count; i++) {
		offset = record_offset(walk, level, i);
		if (offset == 0)
			continue;
		/* Where its key was bad it has none now, but still a child. */
		(void)record_load(walk, level, offset, &record);
		status = page_walk(
			walk, record.child, depth + 1, child_range(walk, level, i, range));
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

/* All leaves are equally deep; the first one says how deep. */
static void leaf_depth_check(struct walk *walk, const struct level *level, unsigned depth)
{
	if (walk->found.depth == 0)
		walk->found.depth = (uint16_t)depth;
	else if (walk->found.depth != depth)
		report(walk, PAGE_DAMAGE_DEPTH, level->number, _("%u stated, %u found"),
			(unsigned)walk->found.depth, depth);
}

/* Walks what is below page `number`, which stands in level `depth`. */
static enum status page_walk(struct walk *walk, uint64_t number, unsigned depth, struct range range)
{
	const struct level *parent = &walk->level[depth - 1];
	struct level *level = &walk->level[depth];
	uint16_t flags;

	if (depth > PAGES_DEPTH_MAX) {
		report(walk, PAGE_DAMAGE_DEPTH, parent->number, _("more than %u levels"),
			PAGES_DEPTH_MAX);
		return STATUS_OK;
	}
	level->number = number;
	if (!page_load(walk, parent, level))
		return STATUS_OK;
	flags = load16(level->page + walk->pages->word + 2);
	if (flags != PAGE_LEAF && flags != PAGE_BRANCH) {
		report(walk, PAGE_DAMAGE_KIND, number, _("named by page %llu"),
			(unsigned long long)parent->number);
		return STATUS_OK;
	}
	level->leaf = flags == PAGE_LEAF;
	if (level->leaf)
		walk->found.leaf_pages++;
	else
		walk->found.branch_pages++;
	if (!bounds_load(walk, level))
		return STATUS_OK;
	records_check(walk, level, range);
	if (!level->leaf)
		return branch_walk(walk, level, depth, range);
	leaf_depth_check(walk, level, depth);
	return leaf_walk(walk, level);
}

static const char *tree_name(const struct walk *walk)
{
	return walks_free_list(walk) ? _("free list") : _("main tree");
}

static void fact_check(struct walk *walk, enum page_damage kind, uint64_t stated, uint64_t found)
{
	if (stated != found)
		report(walk, kind, walk->level[0].number, _("%s: %llu stated, %llu found"),
			tree_name(walk), (unsigned long long)stated, (unsigned long long)found);
}

static void tree_flags_check(struct walk *walk)
{
	unsigned flags = walk->stated->flags;

	if (walks_free_list(walk))
		flags = (flags & ~(TREE_FIXED_MAP | TREE_NO_SUBDIR)) ^ TREE_INTEGER_KEY;
	if (flags != 0)
		report(walk, PAGE_DAMAGE_TREE_FLAGS, walk->level[0].number, "%s", tree_name(walk));
}

static enum status tree_walk(struct walk *walk, const struct pages_tree *stated)
{
	const struct range any = {BYTES_NONE, BYTES_NONE};
	enum status status = STATUS_OK;

	walk->stated = stated;
	walk->found = (struct pages_tree){0};
	tree_flags_check(walk);
	if (stated->root != PAGES_NO_ROOT)
		status = page_walk(walk, stated->root, 1, any);
	if (status != STATUS_OK)
		return status;
	fact_check(walk, PAGE_DAMAGE_DEPTH, stated->depth, walk->found.depth);
	fact_check(walk, PAGE_DAMAGE_ENTRIES, stated->entries, walk->found.entries);
	fact_check(walk, PAGE_DAMAGE_TOTALS, stated->branch_pages, walk->found.branch_pages);
	fact_check(walk, PAGE_DAMAGE_TOTALS, stated->leaf_pages, walk->found.leaf_pages);
	fact_check(walk, PAGE_DAMAGE_TOTALS, stated->overflow_pages, walk->found.overflow_pages);
	return STATUS_OK;
}

/* --- The whole file -----------------------------------------------------------------------------*/

static bool tree_is_empty(const struct pages_tree *tree)
{
	return tree->root == PAGES_NO_ROOT && tree->entries == 0;
}

/* Transaction N writes meta page N % 2; transaction 0 is a new file's, or the other page of a
 * compacted copy, and has no records. */
static void meta_check(struct walk *walk, unsigned number)
{
	const struct pages_meta *meta = &walk->pages->meta[number];
	uint64_t transaction = meta->transaction;

	if (!meta->usable || !meta->whole || meta->last_page < FIRST_PAGE - 1) {
		report(walk, PAGE_DAMAGE_META_DAMAGED, number, "%s", "");
		return;
	}
	if (transaction == 0 ? !tree_is_empty(&meta->main) || !tree_is_empty(&meta->free)
			     : transaction % 2 != number)
		report(walk, PAGE_DAMAGE_META_ORDER, number, _("transaction %llu"),
			(unsigned long long)transaction);
}

/* Each transaction writes the meta page that the one before did not; the log and its file only
 * grow. */
static void metas_check(struct walk *walk)
{
	const struct pages_meta *meta = walk->pages->meta;
	unsigned new = meta[0].transaction < meta[1].transaction;
	const struct pages_meta *newer = &meta[new];
	const struct pages_meta *older = &meta[!new];

	meta_check(walk, 0);
	meta_check(walk, 1);
	if (!newer->usable || !older->usable)
		return;
	if (newer->transaction != 0 && newer->transaction != older->transaction + 1)
		report(walk, PAGE_DAMAGE_META_ORDER, new, _("transaction %llu behind %llu"),
			(unsigned long long)newer->transaction,
			(unsigned long long)older->transaction);
	if (newer->main.entries < older->main.entries || newer->last_page < older->last_page)
		report(walk, PAGE_DAMAGE_META_SHRUNK, new, _("%llu records behind %llu"),
			(unsigned long long)newer->main.entries,
			(unsigned long long)older->main.entries);
}

/* Compares the pages in use with the free list, and counts both. */
static void space_check(struct walk *walk)
{
	struct pages *pages = walk->pages;
	uint64_t both;

	for (uint64_t i = 0; i <= walk->limit / 64; i++) {
		pages->used_pages += (unsigned)__builtin_popcountll(walk->used[i]);
		pages->free_pages += (unsigned)__builtin_popcountll(walk->free[i]);
		for (both = walk->used[i] & walk->free[i]; both; both &= both - 1) {
			pages->free_pages--;
			report(walk, PAGE_DAMAGE_FREE_USED,
				i * 64 + (unsigned)__builtin_ctzll(both), "%s", "");
		}
	}
	pages->lost_pages = walk->limit - pages->used_pages - pages->free_pages;
	if (pages->cut && walk->free_behind < walk->meta->last_page + 1 - pages->page_count)
		report(walk, PAGE_DAMAGE_CUT, pages->page_count, _("%llu bytes, not %llu pages"),
			(unsigned long long)pages->file_size,
			(unsigned long long)walk->meta->last_page + 1);
}

static void walk_start(struct walk *walk, struct pages *pages)
{
	size_t size;

	pages->findings = pages->records = 0;
	pages->used_pages = pages->free_pages = pages->lost_pages = 0;
	walk->pages = pages;
	walk->meta = &pages->meta[pages->newest];
	walk->level[0].number = pages->newest;
	walk->limit = walk->meta->last_page < pages->page_count ? walk->meta->last_page + 1
								: pages->page_count;
	if (walk->limit < FIRST_PAGE)
		walk->limit = FIRST_PAGE;
	size = (size_t)(walk->limit / 64 + 1) * sizeof(uint64_t);
	walk->used = memory_alloc(size);
	walk->free = memory_alloc(size);
	for (unsigned i = 0; i < FIRST_PAGE; i++)
		(void)bit_take(walk->used, i);
}

static void walk_end(struct walk *walk)
{
	for (unsigned i = 1; i <= PAGES_DEPTH_MAX; i++)
		free(walk->level[i].page);
	free(walk->value);
	free(walk->used);
	free(walk->free);
}

enum status pages_walk(struct pages *pages, pages_visit *visit, void *context, struct err *err)
{
	struct walk walk = {.visit = visit, .context = context};
	enum status status;

	walk_start(&walk, pages);
	metas_check(&walk);
	status = tree_walk(&walk, &walk.meta->main);
	pages->records = walk.found.entries;
	if (status == STATUS_OK) {
		status = tree_walk(&walk, &walk.meta->free);
		space_check(&walk);
	}
	walk_end(&walk);
	if (status == STATUS_OK && pages->findings > 0)
		return err_set(err, STATUS_FINDINGS,
			_("The file is damaged in %llu places. Take another copy of it, or run "
			  "okoce check for a list."),
			(unsigned long long)pages->findings);
	return status;
}
