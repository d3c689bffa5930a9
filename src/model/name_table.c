/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/name_table.h"

#include "base/text.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

void name_table_add(struct name_table *table, const char *folded, size_t len)
{
	table->start = memory_grow(
		table->start, table->count, &table->capacity, sizeof(*table->start));
	table->start[table->count++] = table->text.len;
	buf_add(&table->text, folded, len);
	buf_add_byte(&table->text, '\0');
}

void name_table_add_name(struct name_table *table, const char *name)
{
	struct buf folded = BUF_EMPTY;

	text_fold(&folded, name, strlen(name));
	name_table_add(table, buf_text(&folded), folded.len);
	buf_wipe(&folded);
}

const char *name_table_row(const struct name_table *table, size_t row)
{
	return (const char *)table->text.ptr + table->start[row];
}

void name_table_release(struct name_table *table)
{
	buf_wipe(&table->text);
	free(table->start);
	*table = (struct name_table){0};
}

/* --- Scanning ---------------------------------------------------------------------------------- */

/* Sixteen bytes at a time: what every processor has, and gcc and clang know without knowing which. */
typedef uint8_t lane __attribute__((vector_size(16)));

#define LANE sizeof(lane)

/* What is looked for, and where: its first and its last byte are compared at all places of a lane. */
struct scan {
	const uint8_t *end;
	const char *word;
	size_t len;
	lane first, last;
};

static lane spread(char byte)
{
	return (lane){0} + (uint8_t)byte;
}

static struct scan scan_of(const struct name_table *table, const char *word)
{
	struct scan scan = {.end = table->text.ptr + table->text.len, .word = word, .len = strlen(word)};

	scan.first = spread(word[0]);
	scan.last = spread(word[scan.len - 1]);
	return scan;
}

static bool stands_at(const struct scan *scan, const uint8_t *at)
{
	return memcmp(at, scan->word, scan->len) == 0;
}

/* The first of the eight places whose byte is set where the word stands; null: none. */
static const uint8_t *first_of(const struct scan *scan, const uint8_t *at, uint64_t places)
{
	for (places = le64toh(places); places != 0;) {
		const unsigned place = (unsigned)__builtin_ctzll(places) / 8;

		if (stands_at(scan, at + place))
			return at + place;
		places &= ~((uint64_t)0xff << place * 8);
	}
	return NULL;
}

/* The same for the sixteen places of a lane. */
static const uint8_t *look_at(const struct scan *scan, const uint8_t *at)
{
	lane first, last, both;
	uint64_t half[2];
	const uint8_t *found = NULL;

	memcpy(&first, at, LANE);
	memcpy(&last, at + scan->len - 1, LANE);
	both = (lane)(first == scan->first) & (lane)(last == scan->last);
	memcpy(half, &both, LANE);
	if (half[0] != 0)
		found = first_of(scan, at, half[0]);
	if (!found && half[1] != 0)
		found = first_of(scan, at + 8, half[1]);
	return found;
}

/* The next place of the word; null: none. No word has a NUL, so none reaches into the next row. */
static const uint8_t *scan_next(const struct scan *scan, const uint8_t *at)
{
	if (scan->len == 1) /* the processor's widest lanes: a hit in most rows costs half */
		return memchr(at, scan->word[0], (size_t)(scan->end - at));
	for (; (size_t)(scan->end - at) >= scan->len - 1 + LANE; at += LANE) {
		const uint8_t *found = look_at(scan, at);

		if (found)
			return found;
	}
	for (; (size_t)(scan->end - at) >= scan->len; at++)
		if (stands_at(scan, at))
			return at;
	return NULL;
}

/* --- Finding ----------------------------------------------------------------------------------- */

/* The rarest, likely. */
static const char *longest_word(const struct name_query *query)
{
	const char *longest = query->words[0];

	for (size_t i = 1; i < query->count; i++)
		if (strlen(query->words[i]) > strlen(longest))
			longest = query->words[i];
	return longest;
}

size_t name_table_find(const struct name_table *table, const struct name_query *query, size_t *out,
	size_t max)
{
	const uint8_t *at = table->text.ptr;
	size_t count = 0, row = 0;
	struct scan scan;

	if (query->count == 0 || table->count == 0)
		return 0;
	scan = scan_of(table, longest_word(query));
	while ((at = scan_next(&scan, at)) != NULL) {
		const size_t place = (size_t)(at - table->text.ptr);

		while (row + 1 < table->count && table->start[row + 1] <= place)
			row++;
		if (query->count == 1 || name_query_matches(query, name_table_row(table, row))) {
			if (count < max)
				out[count] = row;
			count++;
		}
		if (++row == table->count)
			break;
		at = table->text.ptr + table->start[row];
	}
	return count;
}
