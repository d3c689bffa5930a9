/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_known.h"

#include <stdlib.h>
#include <string.h>

/* --- Lines of the file ------------------------------------------------------------------------ */

static uint64_t hash_of(const uint8_t key[ID_SIZE])
{
	return bytes_hash((struct bytes){key, ID_SIZE});
}

/* Where the key is, or the free place where it would be. Keys lie anywhere in memory: only one of the
 * same hash is looked at. */
static struct import_place *place_of(
	const struct import_lines *lines, uint64_t hash, const uint8_t key[ID_SIZE])
{
	size_t at = hash & (lines->size - 1);
	const struct import_place *place;

	while ((place = &lines->place[at])->line != 0 &&
		(place->hash != hash >> 32 ||
			memcmp(lines->line[place->line - 1].key, key, ID_SIZE) != 0))
		at = (at + 1) & (lines->size - 1);
	return &lines->place[at];
}

void import_line_expect(const struct import_lines *lines, const uint8_t key[ID_SIZE])
{
	if (lines->size > 0)
		__builtin_prefetch(&lines->place[hash_of(key) & (lines->size - 1)]);
}

struct import_line *import_line_find(struct import_lines *lines, const uint8_t key[ID_SIZE])
{
	const struct import_place *place =
		lines->size > 0 ? place_of(lines, hash_of(key), key) : NULL;

	return place && place->line > 0 ? &lines->line[place->line - 1] : NULL;
}

size_t import_line_of(const struct import_lines *lines, const uint8_t key[ID_SIZE])
{
	const struct import_place *place =
		lines->size > 0 ? place_of(lines, hash_of(key), key) : NULL;

	return place && place->line > 0 ? lines->line[place->line - 1].line : 0;
}

void import_lines_wipe(struct import_lines *lines)
{
	if (lines->line)
		explicit_bzero(lines->line, lines->count * sizeof(*lines->line));
	free(lines->line);
	free(lines->place);
	*lines = (struct import_lines){0};
}

/* Half of the places stay free, so that looking is short. */
static void widen(struct import_lines *lines)
{
	free(lines->place);
	lines->size = lines->size > 0 ? 2 * lines->size : 64;
	lines->place = memory_alloc(lines->size * sizeof(*lines->place));
	for (size_t i = 0; i < lines->count; i++) {
		uint64_t hash = hash_of(lines->line[i].key);

		*place_of(lines, hash, lines->line[i].key) =
			(struct import_place){(uint32_t)(hash >> 32), (uint32_t)i + 1};
	}
}

void import_line_add(struct import_lines *lines, const uint8_t key[ID_SIZE], size_t line)
{
	uint64_t hash = hash_of(key);
	struct import_line *added;

	if (2 * (lines->count + 1) > lines->size)
		widen(lines);
	lines->line = memory_grow(
		lines->line, lines->count, &lines->capacity, sizeof(*lines->line));
	*place_of(lines, hash, key) =
		(struct import_place){(uint32_t)(hash >> 32), (uint32_t)lines->count + 1};
	added = &lines->line[lines->count++];
	*added = (struct import_line){.line = (uint32_t)line};
	memcpy(added->key, key, ID_SIZE);
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
