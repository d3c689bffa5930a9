/* SPDX-License-Identifier: BSD-2-Clause */
/* The classes that a list's people go to: what is free in each, and what the import made of it. */
#ifndef OKOCE_APP_IMPORT_CLASS_H
#define OKOCE_APP_IMPORT_CLASS_H

#include "app/import.h"
#include "app/import_known.h"

struct import_class {
	struct import_session count; /* taken: so far, with those who are added */
	bool loaded, namesakes_loaded, used;
	bool had_nobody; /* it was loaded, and no enrolment was ever written there before */
	unsigned long next_number;
};

struct import_classes {
	struct app *app;
	struct import_class *item; /* one a session of the programme, in its order */
	struct import_known known;
};

void import_classes_open(struct import_classes *classes, struct app *app);
void import_classes_release(struct import_classes *classes);

/* As far as it is known. */
const struct import_class *import_class_of(
	const struct import_classes *classes, const struct session *session);
/* Reads at its first use how many seats are taken, and which number is the next. */
enum status import_class_load(struct import_classes *classes, const struct session *session,
			      struct import_class **class, struct err *err) MUST_USE;
/* The record of somebody of the class who has no NIK, this (folded) name and this birth date, and whom no row
 * has claimed yet; best the one with this record. `found` false: there is none. */
enum status import_class_claim(struct import_classes *classes, const struct session *session,
			       const struct person_identity *identity, const char *folded,
			       struct id *record, bool *found, struct err *err) MUST_USE;
/* Of those that rows went to, for the report. */
void import_classes_report(const struct import_classes *classes, struct import_report *report);

#endif
