/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All that is held of a person: the field groups, where they stand against each other, the trainings,
 * and who changed what. Filled by app/people.h; pure here, so that the screen and the command say the
 * same.
 */
#ifndef OKOCE_MODEL_PERSON_SHEET_H
#define OKOCE_MODEL_PERSON_SHEET_H

#include "model/path.h"
#include "model/register.h"
#include "model/roster.h"

#define PERSON_GROUPS 4

/* One value that a field group had, and what its event says. */
struct person_event {
	enum person_group group;
	const void *value;  /* of person_group_type(); null: taken back */
	const void *before; /* the value that it changed; null: there was none */
	moment time;
	bool doubted; /* the laptop's clock was */
	const char *officer; /* "" when the officer is not known */
};

struct person_sheet {
	struct arena arena; /* all below lives here */
	struct id record;
	struct person_identity identity;
	struct person_contact contact;
	struct person_address address;
	struct person_business business;
	struct person_event *rival; /* live values that differ from the ones above, to be decided */
	size_t rival_count;
	struct person_event *change; /* the earliest first */
	size_t change_count;
	struct roster *training; /* each with this person alone; by the programme's order */
	size_t training_count;
	struct path *path; /* the follow-up, one a komoditi */
	size_t path_count;
	struct person_document {
		uint32_t number; /* in its register */
		struct document document;
	} *document;
	size_t document_count;
	struct person_use { /* the trail, of app/subject.h alone; the earliest first */
		moment time;
		bool doubted;
		const char *officer, *what; /* translated */
	} *use;
	size_t use_count;
};

void person_sheet_release(struct person_sheet *sheet);
const struct record_type *person_group_type(enum person_group group);
const void *person_group_of(const struct person_sheet *sheet, enum person_group group);
void *person_group_place(struct person_sheet *sheet, enum person_group group); /* to be filled in */
/* How many trainings the person has or had a seat in: more than one is a question for the office. */
size_t person_trainings(const struct person_sheet *sheet);

#endif
