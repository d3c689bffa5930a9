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

/* --- Rows by their NIK ------------------------------------------------------------------------ */

/* 1 + the number, so that none is 0. */
static uint64_t number_of(const char *nik)
{
	uint64_t number = 0;

	for (; *nik >= '0' && *nik <= '9'; nik++)
		number = 10 * number + (uint64_t)(*nik - '0');
	return number + 1;
}

static uint32_t tag_of(const struct id *record)
{
	uint32_t tag;

	memcpy(&tag, record->byte, sizeof(tag));
	return tag;
}

static size_t first_place(const struct known_rows *rows, uint64_t nik)
{
	return (nik * 0x9e3779b97f4a7c15u >> 32) & (rows->size - 1);
}

/* Where the NIK is, or the free place where it would be. */
static struct known_row *row_of(const struct known_rows *rows, uint64_t nik)
{
	size_t at = first_place(rows, nik);

	while (rows->row[at].nik != 0 && rows->row[at].nik != nik)
		at = (at + 1) & (rows->size - 1);
	return &rows->row[at];
}

static void wipe_rows(struct known_rows *rows)
{
	if (rows->row)
		explicit_bzero(rows->row, rows->size * sizeof(*rows->row));
	free(rows->row);
	*rows = (struct known_rows){0};
}

/* A quarter of the places stays free, so that looking is short. */
static void widen_rows(struct known_rows *rows)
{
	struct known_rows wider = {
		.count = rows->count, .size = rows->size > 0 ? 2 * rows->size : 64};

	wider.row = memory_alloc(wider.size * sizeof(*wider.row));
	for (size_t i = 0; i < rows->size; i++)
		if (rows->row[i].nik != 0)
			*row_of(&wider, rows->row[i].nik) = rows->row[i];
	wipe_rows(rows);
	*rows = wider;
}

struct known_row *import_known_row(const struct import_known *known, const char *nik)
{
	struct known_row *row;

	if (known->rows.size == 0)
		return NULL;
	row = row_of(&known->rows, number_of(nik));
	return row->nik != 0 ? row : NULL;
}

bool import_known_is(const struct known_row *row, const struct id *record)
{
	return row->record == tag_of(record);
}

void import_known_add_row(
	struct import_known *known, const char *nik, const struct id *record, size_t line)
{
	struct known_rows *rows = &known->rows;
	struct known_row *row;

	if (4 * (rows->count + 1) > 3 * rows->size)
		widen_rows(rows);
	row = row_of(rows, number_of(nik));
	row->nik = number_of(nik) & (((uint64_t)1 << 54) - 1);
	row->line = (uint32_t)line;
	row->record = tag_of(record);
	rows->count++;
}

void import_known_expect(const struct import_known *known, const char *nik)
{
	if (known->rows.size > 0)
		__builtin_prefetch(
			&known->rows.row[first_place(&known->rows, number_of(nik))]);
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
	wipe_rows(&known->rows);
	import_lines_wipe(&known->enrolled);
	*known = (struct import_known){0};
}
