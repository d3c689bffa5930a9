/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/pages_walk.h"
#include "base/i18n.h"

#include <string.h>

/* --- Bits ---------------------------------------------------------------------------------------*/

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
static bool record_load_at(
	const struct walk *walk, const struct level *level, uint32_t offset, struct record *record)
{
	const uint8_t *at = level->page + offset;
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
	if (size > walk->pages->page_size - offset)
		return false;
	record->size = (uint32_t)(size + size % 2);
	record->key = (struct bytes){at + RECORD_HEADER, key_size};
	record->value = at + RECORD_HEADER + key_size;
	return true;
}

bool record_load(
	const struct walk *walk, const struct level *level, unsigned index, struct record *record)
{
	uint32_t offset = load16(record_slot(walk, level, index));

	if (offset == 0 || !record_load_at(walk, level, offset, record))
		return false;
	/* A key that was dropped may have stood across its neighbour's header. */
	if (!level->leaf && !key_has_size(walk, record->key.len))
		record->key = BYTES_NONE;
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
		walk_report_record(walk, PAGE_DAMAGE_SUB_TREE, level, index);
		return false;
	}
	if (record->flags & ~RECORD_BIG) {
		walk_report_record(walk, PAGE_DAMAGE_RECORD_FLAGS, level, index);
		return false;
	}
	if (!key_has_size(walk, record->key.len)) {
		walk_report_record(walk, PAGE_DAMAGE_KEY_SIZE, level, index);
		return false;
	}
	if (big != value_belongs_outside(walk, record))
		walk_report_record(walk, PAGE_DAMAGE_VALUE_PLACE, level, index);
	return true;
}

/* A branch's first record has no key, all others have one. */
static bool branch_record_check(
	struct walk *walk, const struct level *level, unsigned index, const struct record *record)
{
	if (index == 0 ? record->key.len == 0 : key_has_size(walk, record->key.len))
		return true;
	walk_report_record(walk, PAGE_DAMAGE_KEY_SIZE, level, index);
	return false;
}

/* Checks that the record lies inside the page, where no other does, then what it says of itself. */
static bool body_check(struct walk *walk, const struct level *level, unsigned index,
	uint32_t offset, struct record *record)
{
	if (!record_load_at(walk, level, offset, record)) {
		walk_report_record(walk, PAGE_DAMAGE_RECORD_OUTSIDE, level, index);
		return false;
	}
	if (!bits_take(walk->taken, offset / 2, (offset + record->size) / 2)) {
		walk_report_record(walk, PAGE_DAMAGE_RECORD_OVERLAP, level, index);
		return false;
	}
	return level->leaf ? leaf_record_check(walk, level, index, record)
			   : branch_record_check(walk, level, index, record);
}

/* Checks all of a record but its key's order. False: it was dropped, or lost its key. */
static bool record_check(
	struct walk *walk, const struct level *level, unsigned index, struct record *record)
{
	uint32_t offset = load16(record_slot(walk, level, index));

	if (offset < header_size(walk->pages) + 2 * level->count) {
		walk_report_record(walk, PAGE_DAMAGE_RECORD_IN_HEADER, level, index);
		record_drop(walk, level, index);
		return false;
	}
	if (offset % 2 != 0 || offset > walk->pages->page_size - RECORD_HEADER) {
		walk_report_record(walk, PAGE_DAMAGE_RECORD_OUTSIDE, level, index);
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
	uint32_t upper = page_upper(walk->pages, level->page);
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
			walk_report_record(walk, PAGE_DAMAGE_KEY_ORDER, level, i);
		previous = record.key; /* also of a wrong one, so that it is told once */
	}
	if (whole && filled != page_size - upper)
		walk_report(walk, PAGE_DAMAGE_RECORD_SPACE, level->number, _("%u bytes of %u"),
			(unsigned)filled, (unsigned)(page_size - upper));
	if (first.ptr && ((range.low.ptr && key_compare(walk, range.low, first) > 0) ||
				 (range.high.ptr && key_compare(walk, previous, range.high) >= 0)))
		walk_report(walk, PAGE_DAMAGE_KEY_RANGE, level->number, "%s", "");
}

/* Sets the number of records. False where the bounds make no sense. */
static bool bounds_load(struct walk *walk, struct level *level)
{
	uint32_t header = header_size(walk->pages);
	uint32_t lower = page_lower(walk->pages, level->page);
	uint32_t upper = page_upper(walk->pages, level->page);

	if (lower <= header || lower % 2 != 0 || lower > upper || upper > walk->pages->page_size) {
		walk_report(walk, PAGE_DAMAGE_BOUNDS, level->number, _("lower %u, upper %u"),
			(unsigned)lower, (unsigned)upper);
		return false;
	}
	level->count = (lower - header) / 2;
	return true;
}

bool page_check(struct walk *walk, struct level *level, struct range range)
{
	if (!bounds_load(walk, level))
		return false;
	records_check(walk, level, range);
	return true;
}
