/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The header row of a list of registrants: where it stands, and what each column means. Offices write titles above it and call the columns as they like.
 */
#ifndef OKOCE_APP_IMPORT_HEADER_H
#define OKOCE_APP_IMPORT_HEADER_H

#include "app/import_spool.h"

#define IMPORT_HEADER_ROWS 30 /* it is looked for in so many rows */

enum import_column {
	COLUMN_UNKNOWN,
	COLUMN_ROW_NUMBER, /* "No": ignored */
	COLUMN_NAME,
	COLUMN_NIK,
	COLUMN_PHONE, /* may stand twice */
	COLUMN_BIRTHPLACE,
	COLUMN_BORN, /* a date, or "place, date" */
	COLUMN_SEX,
	COLUMN_ADDRESS,
	COLUMN_RT,
	COLUMN_RW,
	COLUMN_RT_RW,
	COLUMN_KELURAHAN,
	COLUMN_KECAMATAN,
	COLUMN_EDUCATION,
	COLUMN_MARITAL,
	COLUMN_DISABILITY,
	COLUMN_BUSINESS,
	COLUMN_FAMILY_CARD,
	COLUMN_EMAIL,
	COLUMN_COMMODITY, /* of the training: "Jenis Pelatihan" */
	COLUMN_SESSION,	  /* its id */
	COLUMN_CLASS,	  /* its number among those of commodity and kecamatan */
	COLUMN_TRAINING_KECAMATAN, /* where it is given; not where the person lives */
	COLUMN_REASON, /* of the rows that were refused and come again: not read */
	COLUMN_MERGED, /* the second column below one heading: place and date, RT and RW, L and P */
	COLUMN_KINDS,
};

struct import_header {
	size_t line;
	size_t last_line; /* where headings over several columns have a row of their own below */
	size_t count;
	enum import_column kind[IMPORT_COLUMNS_MAX];
	const char *text[IMPORT_COLUMNS_MAX]; /* as it stands in the file, cleaned; in the arena */
	const char *original[IMPORT_COLUMNS_MAX]; /* the same in full, not cleaned */
	size_t first[COLUMN_KINDS]; /* column of each kind; count: none */
	bool female_first; /* of two columns for a tick the first is for women */
};

/* What a header word means. */
enum import_column import_column_of(const char *text);

/* How many columns are known of a row with header words, with one of names among them; 0 when it is
 * no header. */
size_t import_header_score(const struct csv_row *row);
/* Finds the first row with a column of names and one more that is known. STATUS_INVALID when there is
 * none; the sentence says what is expected. */
enum status import_header_find(const struct import_spool *rows, struct arena *arena,
			       struct import_header *header, struct err *err) MUST_USE;
/* The first column of this kind from column `from` on; header->count when there is none. */
size_t import_header_column(const struct import_header *header, enum import_column kind,
			    size_t from);

#endif
