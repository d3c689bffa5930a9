/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_known.h"

#include <stdlib.h>
#include <string.h>

/* --- Lines of the file ------------------------------------------------------------------------ */

/* Where the key is, or the free place where it would be. */
static struct import_line *place_of(const struct import_lines *lines, const uint8_t key[ID_SIZE])
{
	size_t at = bytes_hash((struct bytes){key, ID_SIZE}) & (lines->size - 1);

	while (lines->slot[at].line != 0 && memcmp(lines->slot[at].key, key, ID_SIZE) != 0)
		at = (at + 1) & (lines->size - 1);
	return &lines->slot[at];
}

size_t import_line_of(const struct import_lines *lines, const uint8_t key[ID_SIZE])
{
	return lines->size > 0 ? place_of(lines, key)->line : 0;
}

struct import_line *import_line_find(struct import_lines *lines, const uint8_t key[ID_SIZE])
{
	struct import_line *place = lines->size > 0 ? place_of(lines, key) : NULL;

	return place && place->line > 0 ? place : NULL;
}

void import_lines_wipe(struct import_lines *lines)
{
	if (lines->slot)
		explicit_bzero(lines->slot, lines->size * sizeof(*lines->slot));
	free(lines->slot);
	*lines = (struct import_lines){0};
}

/* Half of the places stay free, so that looking is short. */
static void widen(struct import_lines *lines)
{
	struct import_lines wider = {.size = lines->size > 0 ? 2 * lines->size : 64};

	wider.slot = memory_alloc(wider.size * sizeof(*wider.slot));
	wider.count = lines->count;
	for (size_t i = 0; i < lines->size; i++)
		if (lines->slot[i].line != 0)
			*place_of(&wider, lines->slot[i].key) = lines->slot[i];
	import_lines_wipe(lines);
	*lines = wider;
}

void import_line_add(struct import_lines *lines, const uint8_t key[ID_SIZE], size_t line)
{
	struct import_line *place;

	if (2 * (lines->count + 1) > lines->size)
		widen(lines);
	place = place_of(lines, key);
	memcpy(place->key, key, ID_SIZE);
	place->line = (uint32_t)line;
	lines->count++;
}

/* --- Namesakes in the session ----------------------------------------------------------------- */

void import_known_add_namesake(
	struct import_known *known, const struct id *key, const struct id *record)
{
	size_t first = import_line_of(&known->namesakes, key->byte);
	struct known_namesake *namesake;

	known->namesake = memory_grow(known->namesake, known->namesake_count,
		&known->namesake_capacity, sizeof(*known->namesake));
	namesake = &known->namesake[known->namesake_count++];
	*namesake = (struct known_namesake){.record = *record};
	if (first == 0) {
		import_line_add(&known->namesakes, key->byte, known->namesake_count);
		return;
	}
	namesake->next = known->namesake[first - 1].next;
	known->namesake[first - 1].next = known->namesake_count;
}

bool import_known_claim(struct import_known *known, const struct id *key, struct id *record)
{
	struct known_namesake *free_one = NULL;
	size_t next = import_line_of(&known->namesakes, key->byte);

	while (next > 0) {
		struct known_namesake *namesake = &known->namesake[next - 1];
		bool same = id_equal(&namesake->record, record);

		if (!namesake->claimed && (same || !free_one))
			free_one = namesake;
		next = same ? 0 : namesake->next;
	}
	if (!free_one)
		return false;
	free_one->claimed = true;
	*record = free_one->record;
	return true;
}

void import_known_release(struct import_known *known)
{
	free(known->namesake);
	import_lines_wipe(&known->namesakes);
	import_lines_wipe(&known->records);
	import_lines_wipe(&known->niks);
	import_lines_wipe(&known->enrolled);
	*known = (struct import_known){0};
}
