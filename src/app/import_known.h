/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who is known while a list is imported: the rows of the file so far, and those of the session who
 * have no NIK.
 */
#ifndef OKOCE_APP_IMPORT_KNOWN_H
#define OKOCE_APP_IMPORT_KNOWN_H

#include "app/app.h"

/* Keys of 16 bytes, record ids or NIKs, and the line of the file that they stand in first. */
struct import_line {
	uint8_t key[ID_SIZE];
	uint32_t line;
	uint8_t groups; /* of a person: a bit for each field group that rows of the file gave */
};

/* Where a key is, and the half of its hash that does not say the place. */
struct import_place {
	uint32_t hash;
	uint32_t line; /* 1 + the index; 0: free */
};

struct import_lines {
	struct import_line *line;
	size_t count, capacity;
	struct import_place *place;
	size_t size; /* of the table, a power of two */
};

/* Someone of the session without a NIK. */
struct known_namesake {
	struct id record;
	size_t next; /* 1 + the index of the next with the same key; 0: none */
	bool claimed; /* by a row of the file */
};

struct import_known {
	struct known_namesake *namesake;
	size_t namesake_count, namesake_capacity;
	struct import_lines namesakes; /* key -> 1 + the index of the first */
	struct import_lines records, niks; /* of the file; for several sessions: */
	struct import_lines enrolled; /* record and session */
};

void import_known_release(struct import_known *known);

void import_known_add_namesake(struct import_known *known, const struct id *key,
			       const struct id *record);
/* Claims a namesake with this key that no row has claimed yet, best the one with this record, and
 * tells its record. False when there is none left. */
bool import_known_claim(struct import_known *known, const struct id *key, struct id *record);

/* The place of this key will be looked at soon: memory is asked for it meanwhile. */
void import_line_expect(const struct import_lines *lines, const uint8_t key[ID_SIZE]);
/* The line that was added with this key, 0 when none was. */
size_t import_line_of(const struct import_lines *lines, const uint8_t key[ID_SIZE]);
/* The same, lent until the next is added; null when there is none. */
struct import_line *import_line_find(struct import_lines *lines, const uint8_t key[ID_SIZE]);
/* Adds a key that is not there yet. */
void import_line_add(struct import_lines *lines, const uint8_t key[ID_SIZE], size_t line);
void import_lines_wipe(struct import_lines *lines);

#endif
