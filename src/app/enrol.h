/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who has a seat in a session: taking somebody in at the door, waiting list, substitutes, extra
 * participants, moving, withdrawing. Each call is one action in one durable transaction, an entry a
 * person, which app_undo() takes back as one.
 *
 * Whoever gets a seat at the door is there: present on the day is written with it. Whoever loses one
 * loses in the same entry what was recorded of them in that session (MERGE 18). Nothing asks for a reason;
 * that a closed day needs one (app/day.h) is for the caller.
 */
#ifndef OKOCE_APP_ENROL_H
#define OKOCE_APP_ENROL_H

#include "app/app.h"
#include "model/door.h"

/* Where somebody is taken in. The roster is of that session, as it is now. */
struct enrol_at {
	struct app *app;
	const struct roster *roster;
	uint32_t day;
	enum day_part part;
	const char *reason; /* why a closed day is corrected; "" */
};

/* --- A person new at the door ------------------------------------------------------------------ */

struct newcomer {
	struct arena arena; /* of its texts */
	struct person_identity identity;
	struct person_contact contact;
	struct person_address address;
};

enum newcomer_field { NEWCOMER_NAME, NEWCOMER_NIK, NEWCOMER_SEX, NEWCOMER_KELURAHAN, NEWCOMER_PHONE,
		      NEWCOMER_FIELDS };

void newcomer_start(struct newcomer *newcomer);
void newcomer_release(struct newcomer *newcomer);
/* Sets a field from what was typed, a kelurahan also by its code; "" empties it. STATUS_INVALID, and the field as it was: what is wrong
 * and what to do. A NIK also says birth date and, unless it was said, sex. The name is all that is needed. */
enum status newcomer_set(struct newcomer *newcomer, const struct app *app, enum newcomer_field field,
			 const char *text, struct err *err) MUST_USE;

/* --- What can be done --------------------------------------------------------------------------- */

/* Somebody new: with a seat while there is one that nobody waits for, else on the waiting list.
 * STATUS_EXISTS when who has this NIK is on the roster already. What is known of them is kept. */
enum status enrol_new(const struct enrol_at *at, const struct newcomer *newcomer, struct id *record,
		      struct err *err) MUST_USE;
/* Somebody who is recorded already, in the same way. `leave`: the session that they give up for this one;
 * null: none. STATUS_INVALID when they would give a seat up for a place in the waiting list. */
enum status enrol_known(const struct enrol_at *at, const struct id *record, const struct session *leave,
			struct err *err) MUST_USE;
/* A free seat for who waits or had withdrawn. STATUS_INVALID when there is none. */
enum status enrol_seat(const struct enrol_at *at, const struct id *record, struct err *err) MUST_USE;
/* The seat of somebody who is not present on the day. STATUS_INVALID when they are. */
enum status enrol_substitute(const struct enrol_at *at, const struct id *record,
			     const struct id *replaced, struct err *err) MUST_USE;
/* One more than there are seats; `cause` is one of cause_of_extra(). */
enum status enrol_extra(const struct enrol_at *at, const struct id *record, enum enrolment_cause cause,
			struct err *err) MUST_USE;
/* Gives up the seat or the place in the waiting list. `reason` may be "". */
enum status enrol_withdraw(const struct enrol_at *at, const struct id *record, const char *reason,
			   struct err *err) MUST_USE;
/* To another session, with a seat or a place in the waiting list there, and nothing recorded of any day
 * there. STATUS_EXISTS when they are on that list already; STATUS_INVALID as enrol_known(). */
enum status enrol_move(const struct enrol_at *at, const struct id *record, const struct session *to,
		       struct err *err) MUST_USE;

#endif
