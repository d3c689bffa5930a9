/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Persons (FORMAT F6): a person is a set of records, joined by the registers same/A/B that say yes, or by equal
 * NIK, birth date and folded name unless it was said that they are two. It is computed, never kept: what joined
 * them can be taken back.
 *
 * Seats, counts, lists and searches go by person; a change is written to each record of the person that has the
 * register.
 */
#ifndef OKOCE_APP_PERSONS_H
#define OKOCE_APP_PERSONS_H

#include "app/app.h"

/* All zero: none. Release it. */
struct person_records {
	struct id *record; /* in rising order; the first one stands for the person */
	size_t count, capacity;
};
void person_records_release(struct person_records *records);

/* The records of all people, each once, in rising order; release it. */
struct person_records persons_everyone(const struct app *app);

/* True: nothing was ever said that could join another record to this one. Nothing is opened. */
bool person_is_alone(const struct app *app, const struct id *record);
/* All records of the person, this one among them; `out` is emptied first. What cannot be read joins nobody. */
enum status person_records_of(struct app *app, const struct id *record, struct person_records *out,
			      struct err *err) MUST_USE;
/* The record that stands for the person. */
enum status person_of(struct app *app, const struct id *record, struct id *person, struct err *err) MUST_USE;

/* The record of the person whose value of a field group was written last: what is shown of them. */
enum status person_shown(struct app *app, const struct id *record, enum person_group group, struct id *shown,
			 struct err *err) MUST_USE;

/* What the live answers of same/A/B say. */
struct same_said {
	bool yes, no;
};
struct same_said person_same_said(const struct app *app, const struct id *a, const struct id *b);

/* Of a person's records the one whose enrolment in the session counts: with a seat before waiting before all
 * else. Null: none of them was ever enrolled there. */
const struct id *person_enrolled_as(const struct app *app, const char *session,
				    const struct person_records *records);
/* The state (record_state()) of what a register, which concerns a record, says of the whole person: that of the
 * latest value of any of their records. */
uint8_t person_state(const struct app *app, const struct register_key *key,
		     const struct person_records *records);

/* The register, of any of their records, that has it; `key` itself where nothing is said. */
struct register_key person_register(const struct app *app, const struct register_key *key,
				    const struct person_records *records);

/* Puts the value into the register, and into that of each other record of the person which has one. */
void person_put(struct app *app, struct transaction *transaction, struct register_key key,
		const struct record_type *type, const void *value);
/* Takes back what the register says, and that of each other record of the person; where nothing is said nothing is
 * written. */
void person_take_back(struct app *app, struct transaction *transaction, struct register_key key);

#endif
