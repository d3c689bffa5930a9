/* SPDX-License-Identifier: BSD-2-Clause */
/* Follow-up as tables: the steps with how many people stand where, and the people of a step. */
#ifndef OKOCE_REPORT_FOLLOWUP_H
#define OKOCE_REPORT_FOLLOWUP_H

#include "model/document.h"
#include "model/path.h"
#include "report/table.h"

/* A row of the steps: `state` has PATH_STATES counts. */
struct step_row {
	const struct commodity *commodity;
	const struct followup_step *step;
	uint32_t people, this_week;
	const uint32_t *state;
};
void list_steps(struct table *table);
void list_steps_add(struct table *table, const struct step_row *row);

/* A row of the people of a step. */
struct step_person {
	const struct id *record;
	const struct session *session;
	const struct commodity *commodity;
	const struct path_step *step;
	const struct person_identity *identity;
	const struct person_address *address;
	const struct person_contact *contact;
	const struct document *document; /* or null */
};
void list_step_people(struct table *table);
void list_step_people_add(struct table *table, const struct programme *programme,
			  const struct step_person *row, date today);

/* The documents of a person, a row each; `number` is the one of its register. */
void list_documents(struct table *table);
void list_documents_add(struct table *table, const struct document *document, date today);

#endif
