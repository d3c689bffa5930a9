/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Peserta, between its files: people.c searches, person.c shows all of one person, person_form.c changes
 * a field group of it, person_fields.c has the fields of the groups and what is checked in them.
 */
#ifndef OKOCE_TUI_PEOPLE_H
#define OKOCE_TUI_PEOPLE_H

#include "tui/form.h"
#include "tui/input.h"
#include "tui/list.h"
#include "tui/office.h"
#include "app/people.h"

extern const struct screen people_screen;
void *people_open(struct app *app);

/* While Peserta is open. */
#define PERSON_FIELDS_MAX 8
struct people_visit {
	/* The values of the record before, for F3: by group and field, each to be freed or null. */
	char *previous[PERSON_GROUPS + 1][PERSON_FIELDS_MAX];
	size_t done_before; /* app->done_count when it began: what was done elsewhere is not undone here */
};

void people_visit_release(struct people_visit *visit); /* what it keeps of people */

extern const struct screen person_screen;
/* Null and a sentence when the person cannot be read. `visit` stays below it on the stack. */
void *person_open(struct app *app, const struct id *record, struct people_visit *visit,
		  struct err *err);

extern const struct screen person_form_screen;
/* Goes on with a draft of this group, if one was kept. Records first that the officer sees what the
 * group has that is masked otherwise; null and a sentence when that is not possible. */
void *person_form_open(struct app *app, const struct id *record, enum person_group group,
		       struct people_visit *visit, struct err *err);

/* The form that was left half done last; false: none. */
bool person_draft_last(struct app *app, struct id *record, enum person_group *group);

/* --- Fields (person_fields.c) ------------------------------------------------------------------ */

/* What the fields of a person need to be checked; the context of their form. */
struct person_fields {
	struct app *app;
	struct id record; /* whose they are; zero: somebody new */
	struct arena arena; /* of the choices */
	struct form_choice *kelurahan, *kecamatan;
	size_t kelurahan_count, kecamatan_count;
	struct form_choice sex[2];
};

void person_fields_open(struct person_fields *fields, struct app *app);
void person_fields_release(struct person_fields *fields);
/* The fields of a group, and how many. */
const struct form_field *person_fields_of(enum person_group group, size_t *count);
/* Puts a group's value into its form, and what the form has into a value. What nobody changed stays as
 * it is recorded. Texts are the form's, until it changes. */
void person_fields_fill(struct form *form, enum person_group group, const void *value);
void person_fields_take(const struct form *form, enum person_group group, void *value);

/* Checks for forms that ask for people: their context begins with a struct person_fields. */
form_check person_check_name, person_check_nik, person_check_born, person_check_sex, person_check_phone,
	person_check_email, person_check_rt, person_check_rw, person_check_family_card,
	person_check_kelurahan;
form_choices person_choose_sex, person_choose_kelurahan, person_choose_kecamatan;

#endif
