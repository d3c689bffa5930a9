/* SPDX-License-Identifier: BSD-2-Clause */
/* An import at work: shared by import.c, import_find.c and import_add.c, used by no other. */
#ifndef OKOCE_APP_IMPORT_INSIDE_H
#define OKOCE_APP_IMPORT_INSIDE_H

#include "app/bulk.h"
#include "app/import_choose.h"
#include "app/import_class.h"
#include "app/import_rejected.h"
#include "app/import_twins.h"

struct importing {
	struct app *app;
	const struct import_options *options;
	struct import_report *report;
	struct err *err;
	enum status status; /* the first that is not STATUS_OK ends it */
	size_t rows;	    /* of the file, header and all */
	bool told_order; /* in which order the classes are filled */
	bool checked;	    /* that the list says which session its rows are for */

	struct import_chooser chooser;
	struct import_classes classes;
	struct import_twins twins;
	struct import_rejected rejected;
	struct buf folded;	    /* the name of the row at work */
	struct arena arena;	    /* of `found` */
	struct person_found *found; /* who has the NIK of the row: an item an enrolment */
	size_t found_count;
	struct bulk bulk;
};

/* A row at work. */
struct taking {
	const struct import_row *row;
	const char *folded; /* the name, by name_fold(): once, for all who compare it */
	struct import_choice choice;
	struct id own;	  /* with a NIK: the record that this row would make, in any class */
	struct id record; /* the one that it means */
	const struct session *session; /* where it is, or goes to */
	size_t earlier;	  /* the row of the file that has the person too; 0: none */
};

/* Tells something of a row: in the first column of a kind, a NIK masked. A row that is not taken is
 * refused by that. */
void import_tell(struct importing *importing, const struct import_row *row,
		 enum import_column kind, const char *value, bool warning, const char *reason);
/* Of the person: by the NIK, where there is one. */
void import_tell_person(struct importing *importing, const struct import_row *row, bool warning,
			const char *reason);

/* --- Who the row means (import_find.c) -------------------------------------------------------- */

/* The person will be looked for soon (import_line_expect()). */
void import_expect(const struct importing *importing, const struct registrant *registrant);
bool import_has_nik(const struct taking *taking);
/* The record that the row would make in a session. */
struct id import_record_of(const struct importing *importing, const struct taking *taking,
			   const struct session *session);
/* A second row of one person in the file is not taken: told, and counted. */
bool import_is_second(struct importing *importing, struct taking *taking);
/* For the rows to come: this one stands for its person, in its session. */
void import_remember(struct importing *importing, const struct taking *taking);
/* Has one of the classes this person? Then session and record are those. */
enum status import_find_enrolled(struct importing *importing, struct taking *taking, bool *found)
	MUST_USE;

/* --- Those who are new (import_add.c) ---------------------------------------------------------- */

enum status import_add_person(struct importing *importing, struct taking *taking) MUST_USE;

#endif
