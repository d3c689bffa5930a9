/* SPDX-License-Identifier: BSD-2-Clause */
/* A row of a list becomes a registrant, or is refused with reasons, or is no registrant at all. */
#ifndef OKOCE_APP_IMPORT_ROW_H
#define OKOCE_APP_IMPORT_ROW_H

#include "app/import_header.h"
#include "model/places.h"

/* For which training, as the row says it; "" where it says nothing. */
struct registrant_training {
	const char *session, *commodity, *number;
	const char *place;     /* of the training */
	const char *kecamatan; /* the same, else the person's: a name, or the code that follows */
};

struct registrant {
	struct person_identity identity;
	struct person_contact contact;
	struct person_address address;
	struct person_business business;
	struct registrant_training training;
};

/* What holds for all rows of a file, and what the rows before said. */
struct import_rows {
	const struct import_header *header;
	const struct places *places;
	date as_of;			   /* for the century of NIKs */
	struct import_report *report;	   /* takes the faults */
	bool after_total; /* below "Jumlah" come signatures */
	bool after_gap;	  /* the row before was none of a registrant */
	size_t nik_count, nik_rounded; /* good NIKs, and those of them that end in 0 */
};

enum import_row_kind { IMPORT_ROW_SKIPPED, IMPORT_ROW_REFUSED, IMPORT_ROW_GOOD };

/* Texts of the registrant are the row's or in the arena, within F11; it is whole only for
 * IMPORT_ROW_GOOD. */
enum import_row_kind import_row_read(struct import_rows *rows, const struct csv_row *row,
				     struct arena *arena, struct registrant *out);

/* Whether it sums up those above it: "Jumlah", "Total peserta". */
bool import_row_is_total(const struct csv_row *row);

#endif
