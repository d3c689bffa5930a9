/* SPDX-License-Identifier: BSD-2-Clause */
/* One row at work: shared by the files that read its cells, used by no other. */
#ifndef OKOCE_APP_IMPORT_WORK_H
#define OKOCE_APP_IMPORT_WORK_H

#include "app/import_report.h"
#include "app/import_row.h"
#include "model/nik.h"

struct import_work {
	struct import_rows *rows;
	const struct csv_row *row;
	struct arena *arena;
	struct registrant *out;
	const char *cell[IMPORT_COLUMNS_MAX]; /* cleaned; "" for empty, "-" and columns not known */
	struct nik nik;			      /* of the row; nik.digits "" when there is no good one */
	bool refused;
};

/* The cell of the first column of a kind, "" when there is no such column. */
const char *import_cell(const struct import_work *work, enum import_column kind);
/* The row was taken all the same, or not. `column` counts from 0; header->count: the whole row. */
void import_warn(struct import_work *work, size_t column, const char *reason);
void import_refuse(struct import_work *work, size_t column, const char *reason);
/* import_warn() for the first column of a kind. */
void import_warn_kind(struct import_work *work, enum import_column kind, const char *reason);

/* "3,17301E+15" */
bool import_is_rounded_number(const char *text);
/* A date as lists have it: as date_parse() reads it, also with a time of midnight behind it. */
date import_date(const char *text);
/* SEX_UNKNOWN when it says none. */
enum sex import_sex(const char *text);

/* Name, NIK, birth, sex (import_person.c), then the rest (import_details.c). */
void import_read_person(struct import_work *work);
void import_read_contact(struct import_work *work);
void import_read_address(struct import_work *work);
void import_read_business(struct import_work *work);
void import_read_training(struct import_work *work);

#endif
