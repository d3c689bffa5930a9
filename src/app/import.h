/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Importing registrants from lists as offices have them. A bad row is reported by row, column, value
 * and reason and goes to a file of its own, and the others are taken; importing the same file again
 * adds nothing (record ids, FORMAT F6). A preview takes the same decisions and writes nothing.
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

/* What a list is, or would be, to one session. */
struct import_session {
	const struct session *session; /* borrowed from the programme */
	size_t added, waiting, known, changed; /* as below */
	size_t seats, taken; /* of the session; taken afterwards */
};

struct import_report {
	struct arena arena;
	size_t rows;	   /* data rows read: added, waiting, known, changed and refused */
	size_t added;	   /* new in their session, with a seat */
	size_t waiting;	   /* new in their session, on the waiting list */
	size_t known;	   /* were in their session already, or in a row before: unchanged */
	size_t changed;	   /* were in their session already, and a field differs: not overwritten, listed */
	size_t elsewhere;  /* new here, and known from another session (one similar training) */
	size_t trained;	   /* of these: from one that began before this one, or of an earlier year */
	size_t twins;	   /* new, and perhaps somebody who is there already, by another NIK or none */
	size_t refused;	   /* rows with an error */
	struct import_session *session; /* those that rows went to, in the programme's order */
	size_t session_count;
	struct import_fault *fault;
	size_t fault_count, fault_total;
	const char **note; /* translated: how the file was read, and what holds for all of it */
	size_t note_count, note_capacity;

	const char *rejected_path; /* the refused rows, or null: there are none, or see below */
	const char *rejected_trouble; /* why they could not be written, or null */
	struct buf refusal; /* the reasons of the row at work */
};

struct import_options {
	const struct session *session; /* of all rows; null: each row's columns say which */
	bool preview;		       /* decide all, and write neither entries nor files */
	const char *rejected; /* where refused rows go, as CSV; null: NAME.ditolak.csv beside the file */
	/* Called now and then. False: stop, and take all back (STATUS_STOPPED). May be null. */
	bool (*progress)(void *context, size_t done, size_t total);
	void *progress_context;
};

/* Reads the file and adds its people to their sessions, in one action. Nothing is written when
 * STATUS_OK is not returned (where even taking back fails, the sentence says so); rows that are
 * refused do not make it fail, nor that they cannot be written. STATUS_EXISTS: `rejected` is there
 * already. `report` must be empty; release it whatever is returned. */
enum status import_file(struct app *app, const char *path, const struct import_options *options,
			struct import_report *report, struct err *err) MUST_USE;
void import_report_release(struct import_report *report);

#endif
