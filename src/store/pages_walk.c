/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/pages_walk.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void walk_report(struct walk *walk, enum page_damage kind, uint64_t page, const char *format, ...)
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

void walk_report_record(
	struct walk *walk, enum page_damage kind, const struct level *level, unsigned index)
{
	walk_report(walk, kind, level->number, _("record %u of %u"), index + 1, level->count);
}

static bool bit_take(uint64_t *bits, uint64_t at)
{
	uint64_t mask = UINT64_C(1) << (at % 64);
	bool was_free = !(bits[at / 64] & mask);

	bits[at / 64] |= mask;
	return was_free;
}

/* Reads page `number` into the level below `parent`, each page once. */
static bool page_load(struct walk *walk, const struct level *parent, struct level *level)
{
	uint32_t page_size = walk->pages->page_size;
	uint64_t number = level->number;
	uint64_t stated;
	int failure;

	if (number < FIRST_PAGE || number >= walk->limit) {
		walk_report(walk, PAGE_DAMAGE_OUTSIDE, parent->number, _("names page %llu"),
			(unsigned long long)number);
		return false;
	}
	if (!bit_take(walk->used, number)) {
		walk_report(walk, PAGE_DAMAGE_TWICE, number, _("named by page %llu"),
			(unsigned long long)parent->number);
		return false;
	}
	if (!level->page)
		level->page = memory_alloc(page_size);
	if (!file_get_at(walk->pages->fd, level->page, page_size, number * page_size, &failure)) {
		walk_report(walk, PAGE_DAMAGE_UNREADABLE, number, "%s",
			failure ? strerror(failure) : "");
		return false;
	}
	stated = page_number(walk->pages, level->page);
	if (stated != number)
		walk_report(walk, PAGE_DAMAGE_NUMBER, number, _("states %llu"),
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
		walk_report(walk, PAGE_DAMAGE_TWICE, i, _("named by page %llu"),
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
		walk_report_record(walk, PAGE_DAMAGE_VALUE_OUTSIDE, level, index);
		return false;
	}
	if (!file_get_at(
		    pages->fd, header, header_size(pages), first * pages->page_size, &failure)) {
		walk_report(walk, PAGE_DAMAGE_UNREADABLE, first, "%s",
			failure ? strerror(failure) : "");
		return false;
	}
	if (page_flags(pages, header) != PAGE_OVERFLOW) {
		walk_report(walk, PAGE_DAMAGE_KIND, first, _("named by page %llu"),
			(unsigned long long)level->number);
		return false;
	}
	if (page_number(pages, header) != first)
		walk_report(walk, PAGE_DAMAGE_NUMBER, first, _("states %llu"),
			(unsigned long long)page_number(pages, header));
	stated = page_run(pages, header);
	walk->found.overflow_pages += stated;
	if (stated != needed)
		walk_report(walk, PAGE_DAMAGE_VALUE_PAGES, first, _("%llu stated, %llu needed"),
			(unsigned long long)stated, (unsigned long long)needed);
	if (stated < needed)
		return false;
	return walk->scans || value_pages_take(walk, level, first, needed);
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
		walk_report_record(walk, PAGE_DAMAGE_VALUE_LONG, level, index);
		return false;
	}
	if (!value_check(walk, level, index, first, needed))
		return false;
	if (record->value_size > walk->value_capacity) {
		free(walk->value);
		walk->value_capacity = needed * pages->page_size;
		walk->value = memory_alloc(walk->value_capacity);
	}
	if (!file_get_at(pages->fd, walk->value, record->value_size,
		    first * pages->page_size + header, &failure)) {
		walk_report(walk, PAGE_DAMAGE_UNREADABLE, first, "%s",
			failure ? strerror(failure) : "");
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
		walk_report(walk, PAGE_DAMAGE_FREE_TWICE, number, _("named by page %llu"),
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
		walk_report(walk, PAGE_DAMAGE_FREE_LIST, level->number, _("transaction %llu"),
			(unsigned long long)transaction);
	/* Room for the count itself, so a value of no bytes is none. */
	if (value.len % word != 0 || value.len < word ||
		load_word(value.ptr, word) >= value.len / word) {
		walk_report_record(walk, PAGE_DAMAGE_FREE_LIST, level, index);
		return;
	}
	count = load_word(value.ptr, word);
	for (uint64_t i = 1; i <= count; i++, previous = number) {
		number = load_word(value.ptr + i * word, word);
		if (number < FIRST_PAGE || number > walk->meta->last_page || number >= previous) {
			walk_report(walk, PAGE_DAMAGE_FREE_LIST, level->number,
				_("names page %llu"), (unsigned long long)number);
			return;
		}
		free_page_mark(walk, level, number);
	}
}

/* --- A tree -------------------------------------------------------------------------------------*/

/* Leaves of many states of the tree may name one long value, and made-up ones may name it without
 * end: whoever has it is not given it again, and there is a bound for all. */
static bool value_is_wanted(struct walk *walk, const struct record *record)
{
	if (!walk->scans)
		return true;
	if (record->value_size > walk->value_budget || !walk->wanted(walk->context, record->key))
		return false;
	walk->value_budget -= record->value_size;
	return true;
}

enum status leaf_walk(struct walk *walk, const struct level *level)
{
	struct record record;
	struct bytes value;
	enum status status;

	for (unsigned i = 0; i < level->count; i++) {
		if (!record_load(walk, level, i, &record))
			continue;
		value = (struct bytes){record.value, record.value_size};
		if ((record.flags & RECORD_BIG) && (!value_is_wanted(walk, &record) ||
				!value_load(walk, level, i, &record, &value)))
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

static enum status branch_walk(
	struct walk *walk, const struct level *level, unsigned depth, struct range range)
{
	struct record record;
	struct record next;
	struct range below;
	enum status status;

	for (unsigned i = 0; i < level->count; i++) {
		if (!record_load(walk, level, i, &record))
			continue;
		below = range;
		if (record.key.len > 0)
			below.low = record.key;
		if (i + 1 < level->count && record_load(walk, level, i + 1, &next) &&
			next.key.len > 0)
			below.high = next.key;
		status = page_walk(walk, record.child, depth + 1, below);
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
		walk_report(walk, PAGE_DAMAGE_DEPTH, level->number, _("%u stated, %u found"),
			(unsigned)walk->found.depth, depth);
}

/* Walks what is below page `number`, which stands in level `depth`. */
static enum status page_walk(struct walk *walk, uint64_t number, unsigned depth, struct range range)
{
	const struct level *parent = &walk->level[depth - 1];
	struct level *level = &walk->level[depth];
	uint16_t flags;

	if (depth > PAGES_DEPTH_MAX) {
		walk_report(walk, PAGE_DAMAGE_DEPTH, parent->number, _("more than %u levels"),
			PAGES_DEPTH_MAX);
		return STATUS_OK;
	}
	level->number = number;
	if (!page_load(walk, parent, level))
		return STATUS_OK;
	flags = page_flags(walk->pages, level->page);
	if (flags != PAGE_LEAF && flags != PAGE_BRANCH) {
		walk_report(walk, PAGE_DAMAGE_KIND, number, _("named by page %llu"),
			(unsigned long long)parent->number);
		return STATUS_OK;
	}
	level->leaf = flags == PAGE_LEAF;
	if (level->leaf)
		walk->found.leaf_pages++;
	else
		walk->found.branch_pages++;
	if (!page_check(walk, level, range))
		return STATUS_OK;
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
		walk_report(walk, kind, walk->level[0].number, _("%s: %llu stated, %llu found"),
			tree_name(walk), (unsigned long long)stated, (unsigned long long)found);
}

static void tree_flags_check(struct walk *walk)
{
	unsigned flags = walk->stated->flags;

	if (walks_free_list(walk))
		flags = (flags & ~(TREE_FIXED_MAP | TREE_NO_SUBDIR)) ^ TREE_INTEGER_KEY;
	if (flags != 0)
		walk_report(
			walk, PAGE_DAMAGE_TREE_FLAGS, walk->level[0].number, "%s", tree_name(walk));
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
		walk_report(walk, PAGE_DAMAGE_META_DAMAGED, number, "%s", "");
		return;
	}
	if (transaction == 0 ? !tree_is_empty(&meta->main) || !tree_is_empty(&meta->free)
			     : transaction % 2 != number)
		walk_report(walk, PAGE_DAMAGE_META_ORDER, number, _("transaction %llu"),
			(unsigned long long)transaction);
}

/* Each transaction writes the meta page that the one before did not; the file only grows. Of the
 * records the older page may state more: where a meta page could not be written liblmdb gives it
 * back its transaction and last page, and leaves the trees of the transaction that failed. */
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
		walk_report(walk, PAGE_DAMAGE_META_ORDER, new, _("transaction %llu behind %llu"),
			(unsigned long long)newer->transaction,
			(unsigned long long)older->transaction);
	if (newer->last_page < older->last_page)
		walk_report(walk, PAGE_DAMAGE_META_SHRUNK, new, _("%llu pages behind %llu"),
			(unsigned long long)newer->last_page + 1,
			(unsigned long long)older->last_page + 1);
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
			walk_report(walk, PAGE_DAMAGE_FREE_USED,
				i * 64 + (unsigned)__builtin_ctzll(both), "%s", "");
		}
	}
	pages->lost_pages = walk->limit - pages->used_pages - pages->free_pages;
	if (pages->cut && walk->free_behind < walk->meta->last_page + 1 - pages->page_count)
		walk_report(walk, PAGE_DAMAGE_CUT, pages->page_count,
			_("%llu bytes, not %llu pages"), (unsigned long long)pages->file_size,
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
