/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Importing registrants from CSV as offices have it: UTF-8 (with or without BOM), comma, semicolon
 * or tab, header words in many spellings, title rows above the header, numbers that a spreadsheet
 * damaged. A bad row is reported by row, column, value and reason, and the others are taken;
 * importing the same file again adds nothing (record ids, FORMAT F6).
 */
#ifndef OKOCE_APP_IMPORT_H
#define OKOCE_APP_IMPORT_H

#include "app/app.h"

#define IMPORT_FILE_MAX ((size_t)256 << 20)
#define IMPORT_ROWS_MAX 1000000
#define IMPORT_COLUMNS_MAX 256
#define IMPORT_CELL_MAX 4096
#define IMPORT_FAULTS_MAX 200 /* kept; more are counted */

/* Limits of time and memory against hostile files: SECURITY S9. */

struct import_fault {
	size_t row;	    /* line of the file, from 1, as a spreadsheet numbers it */
	const char *column; /* the header as it stands in the file, "" the row as a whole */
	const char *value;  /* as it stands; a NIK is masked */
	const char *reason; /* translated: what is wrong and what to do */
	bool warning;	    /* the row was taken all the same */
};

struct import_report {
	struct arena arena;
	size_t rows;	   /* data rows read: added, waiting, known, changed and refused */
	size_t added;	   /* new in this session, with a seat */
	size_t waiting;	   /* new in this session, on the waiting list */
	size_t known;	   /* were in this session already, or in a row before: unchanged */
	size_t changed;	   /* were in this session already, and a field differs: not overwritten, listed */
	size_t elsewhere;  /* new here, and known from another session (one similar training) */
	size_t refused;	   /* rows with an error */
	struct import_fault *fault;
	size_t fault_count, fault_total;
};

/* Reads the file and adds its people to the session, in one action. Nothing is written when
 * STATUS_OK is not returned (where even taking back fails, the sentence says so); rows that are
 * refused do not make it fail. `report` must be empty; release it whatever is returned. */
enum status import_csv(struct app *app, const struct session *session, const char *path,
		       struct import_report *report, struct err *err) MUST_USE;
void import_report_release(struct import_report *report);

#endif
