/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * People as tables: those that a search found, and all that is held of one. NIK, no. KK and birth are
 * masked, the birth since it is the hidden part of the NIK, unless `full` is asked for; whoever asks is
 * recorded before (SECURITY S18, app/access.h).
 */
#ifndef OKOCE_REPORT_PERSON_H
#define OKOCE_REPORT_PERSON_H

#include "model/person_sheet.h"
#include "report/table.h"

/* A row of found people, into a table of list_people(). */
struct person_row {
	const struct id *record;
	const struct person_identity *identity;
	const struct person_address *address;
	size_t trainings;
};
void list_people(struct table *table);
void list_people_add(
	struct table *table, const struct programme *programme, const struct person_row *row);

/* Columns of list_person(), for a screen that draws them. */
enum person_column {
	PERSON_COLUMN_PART,  /* translated: "Contact" */
	PERSON_COLUMN_FIELD, /* translated: "Phone" */
	PERSON_COLUMN_VALUE, /* as it is shown */
	PERSON_COLUMN_WHEN,  /* of a change, or of a value that stands against the one that is shown */
	PERSON_COLUMN_BY,
	PERSON_COLUMN_PART_WORD, /* "contact", "conflict", "training", "change": never translated */
};

/* Field groups, values that stand against them, trainings with attendance, steps of the follow-up,
 * documents, changes. `today` is for the
 * age, which is told in place of the birth. */
void list_person(struct table *table, const struct programme *programme, const struct person_sheet *sheet,
		 date today, bool full);

/* What a field is called: a msgid. */
const char *person_field_label(enum person_group group, const char *name);
/* "Identity": a msgid. */
const char *person_group_label(enum person_group group);
/* The field group that a row of list_person() is of; 0: of a training. */
int list_person_group(const struct table *table, size_t row);

#endif
