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

/* Somebody with a NIK, by the first row of the file that has it: there may be a million of them, so 16 bytes. */
struct known_row {
	uint64_t nik : 54;    /* 1 + its number; 0: free */
	uint64_t groups : 10; /* a bit for each field group that rows of the file gave */
	uint32_t line;
	uint32_t record; /* the first bytes of its id: with another name or birth date they differ */
};

struct known_rows {
	struct known_row *row; /* a table whose size is a power of two */
	size_t count, size;
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
	struct known_rows rows; /* of the file; for several sessions: */
	struct import_lines enrolled; /* record and session */
};

void import_known_release(struct import_known *known);

void import_known_add_namesake(struct import_known *known, const struct id *key,
			       const struct id *record);
/* Claims a namesake with this key that no row has claimed yet, best the one with this record, and
 * tells its record. False when there is none left. */
bool import_known_claim(struct import_known *known, const struct id *key, struct id *record);

/* The row of the file with this NIK, lent until the next is added; null when there is none. */
struct known_row *import_known_row(const struct import_known *known, const char *nik);
/* Is it this record, the same name and birth date? */
bool import_known_is(const struct known_row *row, const struct id *record);
/* A row whose NIK is not there yet. */
void import_known_add_row(struct import_known *known, const char *nik, const struct id *record,
			  size_t line);
/* This NIK will be looked for soon: memory is asked for its place meanwhile. */
void import_known_expect(const struct import_known *known, const char *nik);

/* The place of this key will be looked at soon: memory is asked for it meanwhile. */
void import_line_expect(const struct import_lines *lines, const uint8_t key[ID_SIZE]);
/* The line that was added with this key, 0 when none was. */
size_t import_line_of(const struct import_lines *lines, const uint8_t key[ID_SIZE]);
/* Adds a key that is not there yet. */
void import_line_add(struct import_lines *lines, const uint8_t key[ID_SIZE], size_t line);
void import_lines_wipe(struct import_lines *lines);

#endif
