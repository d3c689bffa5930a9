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
	PERSON_COLUMN_FIELD_WORD,
	PERSON_COLUMN_NUMBER = PERSON_COLUMN_FIELD_WORD + 3,
};

/* Field groups, values that stand against them, trainings with attendance, steps of the follow-up,
 * documents, changes, the trail where it was read. `today` is for the
 * age, which is told in place of the birth. */
void list_person(struct table *table, const struct programme *programme, const struct person_sheet *sheet,
		 date today, bool full);

/* What a field is called: a msgid. */
const char *person_field_label(enum person_group group, const char *name);
/* "Identity": a msgid. */
const char *person_group_label(enum person_group group);
/* The field group that a row of list_person() is of; 0: of something else. */
int list_person_group(const struct table *table, size_t row);
/* The step that a row is of: its komoditi's id and its own, borrowed from the table; false: it is of none. */
bool list_person_step(const struct table *table, size_t row, const char **commodity, const char **step);
/* The document that a row is of, by the number of its register; 0: it is of none. */
uint32_t list_person_document(const struct table *table, size_t row);
/* The whole path in a line: "roxy* pengemasan> halal! p1+ p2+ p3", a sign behind each step for where it
 * stands. Appends. */
void path_line(struct buf *out, const struct path *path);

#endif
