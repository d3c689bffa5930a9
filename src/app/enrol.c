/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/enrol.h"

#include "app/persons.h"
#include "base/i18n.h"
#include "base/random.h"

#include <string.h>

/* --- What is written --------------------------------------------------------------------------- */

static struct enrolment enrolment_of(enum enrolment_status status)
{
	struct enrolment enrolment;

	record_clear(&enrolment_type, &enrolment);
	enrolment.status = status;
	return enrolment;
}

static void put_enrolment(struct app *app, struct transaction *transaction, const char *session,
	const struct id *record, const struct enrolment *enrolment)
{
	person_put(app, transaction, register_enrolment(session, record), &enrolment_type, enrolment);
}

static void put_present(struct transaction *transaction, const struct enrol_at *at, const struct id *record)
{
	struct register_key key = register_attendance(
		at->roster->session->id, (int)at->day, at->part, record);
	struct attendance attendance;

	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_PRESENT;
	attendance.remark = at->reason;
	person_put(at->app, transaction, key, &attendance_type, &attendance);
}

/* Attendance without a seat is nobody's any more (MERGE 18): what this laptop sees of it goes. */
static void take_marks_back(struct transaction *transaction, struct app *app, const char *session,
	const struct id *record)
{
	static const enum day_part parts[] = {PART_WHOLE, PART_MORNING, PART_AFTERNOON};

	for (int day = 1; day <= ROSTER_DAYS_MAX; day++)
		for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
			person_take_back(app, transaction,
				register_attendance(session, day, parts[i], record));
}

/* One who has the seat no longer, in an entry of its own. */
static void put_leaving(struct transaction *transaction, struct app *app, const char *session,
	const struct id *record, const struct enrolment *enrolment)
{
	transaction_entry(transaction);
	put_enrolment(app, transaction, session, record, enrolment);
	take_marks_back(transaction, app, session, record);
}

/* With a seat: `number` "" gives the next of this laptop. */
static void put_seat(struct transaction *transaction, const struct enrol_at *at, const struct id *record,
	struct enrolment enrolment)
{
	char number[DOOR_NUMBER_MAX];

	if (enrolment.number[0] == '\0') {
		roster_next_door_number(at->roster, (char)at->app->laptop.letter, number);
		enrolment.number = number;
	}
	put_enrolment(at->app, transaction, at->roster->session->id, record, &enrolment);
	put_present(transaction, at, record);
}

/* With a seat while there is one that nobody waits for, else on the waiting list. */
static void put_newly(struct transaction *transaction, const struct enrol_at *at, const struct id *record,
	struct enrolment enrolment)
{
	struct day_count count;

	roster_count(at->roster, at->day, &count);
	if (seats_for_newcomer(&count)) {
		put_seat(transaction, at, record, enrolment);
		return;
	}
	enrolment.status = ENROLMENT_WAITING;
	enrolment.number = "";
	put_enrolment(at->app, transaction, at->roster->session->id, record, &enrolment);
}

/* What is known of the person already stays. */
static void put_group(struct transaction *transaction, const struct app *app, const struct id *record,
	enum person_group group, const struct record_type *type, const void *value, bool empty)
{
	struct register_key key = register_person(record, group);
	const struct cell *cell = view_find(store_view(app->store), register_bytes(&key));

	if (empty || (cell && cell_winner(cell)))
		return;
	transaction_put_record(transaction, register_bytes(&key), type, value);
}

static void put_newcomer(struct transaction *transaction, const struct app *app, const struct id *record,
	const struct newcomer *newcomer)
{
	put_group(transaction, app, record, PERSON_IDENTITY, &person_identity_type,
		&newcomer->identity, false);
	put_group(transaction, app, record, PERSON_CONTACT, &person_contact_type, &newcomer->contact,
		newcomer->contact.phone[0] == '\0');
	put_group(transaction, app, record, PERSON_ADDRESS, &person_address_type, &newcomer->address,
		newcomer->address.kelurahan[0] == '\0');
}

/* --- Who ---------------------------------------------------------------------------------------- */

static enum status person_on(const struct enrol_at *at, const struct id *record,
	const struct roster_person **person, struct err *err)
{
	*person = roster_find(at->roster, record);
	if (!*person)
		return err_set(err, STATUS_NOT_FOUND, "%s",
			_("That person is not on the list of this class. Please look again."));
	return STATUS_OK;
}

static enum status say_present(const struct roster_person *person, struct err *err)
{
	return err_set(err, STATUS_EXISTS, _("%s is on this list already."), person->identity.name);
}

/* The record of who is known by this NIK and name; a random one for who has no NIK (FORMAT F6). */
static enum status record_of(const struct enrol_at *at, const struct newcomer *newcomer,
	struct id *record, struct err *err)
{
	const char *nik = newcomer->identity.nik;
	const struct roster_person *person;

	if (nik[0] == '\0') {
		*record = random_id();
		return STATUS_OK;
	}
	*record = app_record_id(at->app, &newcomer->identity);
	person = roster_find(at->roster, record);
	if (!person)
		person = roster_find_nik(at->roster, nik);
	return person ? say_present(person, err) : STATUS_OK;
}

/* --- Actions ------------------------------------------------------------------------------------ */

enum status enrol_new(const struct enrol_at *at, const struct newcomer *newcomer, struct id *record,
	struct err *err)
{
	struct transaction *transaction;
	enum status status;

	if (newcomer->identity.name[0] == '\0')
		return err_set(err, STATUS_INVALID, "%s", _("The name is missing: please type it."));
	status = record_of(at, newcomer, record, err);
	if (status == STATUS_OK)
		status = transaction_begin(at->app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	put_newcomer(transaction, at->app, record, newcomer);
	put_newly(transaction, at, record, enrolment_of(ENROLMENT_REGISTERED));
	return app_commit(at->app, transaction, err);
}

/* Nobody gives a seat up for a place in a waiting list. */
static enum status check_seat(const struct roster *roster, uint32_t day, struct err *err)
{
	struct day_count count;

	roster_count(roster, day, &count);
	if (seats_for_newcomer(&count))
		return STATUS_OK;
	return err_set(err, STATUS_INVALID,
		_("%s has no free seat (%u/%u, %u waiting): the seat in the other class is not given up. "
		  "Put the person on the waiting list first."),
		roster->session->id, (unsigned)count.registered, (unsigned)count.seats,
		(unsigned)count.waiting);
}

enum status enrol_known(const struct enrol_at *at, const struct id *record, const struct session *leave,
	struct err *err)
{
	const struct roster_person *person = roster_find(at->roster, record);
	struct enrolment enrolment = enrolment_of(ENROLMENT_REGISTERED);
	struct transaction *transaction;
	enum status status;

	if (person)
		return say_present(person, err);
	status = leave ? check_seat(at->roster, at->day, err) : STATUS_OK;
	if (status != STATUS_OK)
		return status;
	status = transaction_begin(at->app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	if (leave) {
		struct enrolment left = enrolment_of(ENROLMENT_MOVED);

		left.cause = CAUSE_MOVED_TO;
		left.with = at->roster->session->id;
		put_leaving(transaction, at->app, leave->id, record, &left);
		enrolment.cause = CAUSE_MOVED_FROM;
		enrolment.with = leave->id;
	}
	transaction_entry(transaction);
	put_newly(transaction, at, record, enrolment);
	return app_commit(at->app, transaction, err);
}

/* Gives a seat to somebody of the roster. */
static enum status give_seat(const struct enrol_at *at, const struct roster_person *person,
	enum enrolment_cause cause, struct err *err)
{
	struct enrolment enrolment = enrolment_of(ENROLMENT_REGISTERED);
	struct transaction *transaction;
	enum status status = transaction_begin(at->app->store, NULL, &transaction, err);

	if (status != STATUS_OK)
		return status;
	enrolment.number = person->enrolment.number;
	enrolment.cause = cause;
	transaction_entry(transaction);
	put_seat(transaction, at, &person->record, enrolment);
	return app_commit(at->app, transaction, err);
}

enum status enrol_seat(const struct enrol_at *at, const struct id *record, struct err *err)
{
	const struct roster_person *person;
	struct day_count count;
	enum status status = person_on(at, record, &person, err);

	if (status != STATUS_OK)
		return status;
	roster_count(at->roster, at->day, &count);
	if (roster_has_seat(person))
		return say_present(person, err);
	if (seats_free(&count) == 0)
		return err_set(err, STATUS_INVALID,
			_("No seat is free (%u/%u): choose whom to replace, or add one more participant."),
			(unsigned)count.registered, (unsigned)count.seats);
	return give_seat(at, person, CAUSE_NONE, err);
}

enum status enrol_extra(const struct enrol_at *at, const struct id *record, enum enrolment_cause cause,
	struct err *err)
{
	const struct roster_person *person;
	enum status status = person_on(at, record, &person, err);

	if (status == STATUS_OK && roster_has_seat(person))
		status = say_present(person, err);
	return status == STATUS_OK ? give_seat(at, person, cause, err) : status;
}

static void put_replaced(struct transaction *transaction, const struct enrol_at *at,
	const struct roster_person *replaced, const char *number)
{
	struct enrolment enrolment = replaced->enrolment;

	enrolment.status = ENROLMENT_WITHDRAWN;
	enrolment.cause = CAUSE_REPLACED;
	enrolment.with = number;
	put_leaving(transaction, at->app, at->roster->session->id, &replaced->record, &enrolment);
}

enum status enrol_substitute(const struct enrol_at *at, const struct id *record,
	const struct id *replaced_record, struct err *err)
{
	const struct roster_person *person, *replaced;
	struct enrolment enrolment = enrolment_of(ENROLMENT_REGISTERED);
	char number[DOOR_NUMBER_MAX];
	struct transaction *transaction;
	enum status status = person_on(at, record, &person, err);

	if (status == STATUS_OK && roster_has_seat(person))
		status = say_present(person, err);
	if (status == STATUS_OK)
		status = person_on(at, replaced_record, &replaced, err);
	if (status == STATUS_OK && !roster_may_be_replaced(replaced, at->day))
		status = err_set(err, STATUS_INVALID,
			_("%s can't be replaced: present, or without a seat. Choose another."),
			replaced->identity.name);
	if (status == STATUS_OK)
		status = transaction_begin(at->app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	roster_next_door_number(at->roster, (char)at->app->laptop.letter, number);
	if (person->enrolment.number[0] != '\0')
		enrolment.number = person->enrolment.number;
	else
		enrolment.number = number;
	enrolment.cause = CAUSE_REPLACES;
	enrolment.with = replaced->enrolment.number;
	put_replaced(transaction, at, replaced, enrolment.number);
	transaction_entry(transaction);
	put_seat(transaction, at, record, enrolment);
	return app_commit(at->app, transaction, err);
}

enum status enrol_withdraw(const struct enrol_at *at, const struct id *record, const char *reason,
	struct err *err)
{
	const struct roster_person *person;
	struct transaction *transaction;
	struct enrolment enrolment;
	enum status status = person_on(at, record, &person, err);

	if (status == STATUS_OK)
		status = transaction_begin(at->app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	enrolment = person->enrolment;
	enrolment.status = ENROLMENT_WITHDRAWN;
	enrolment.reason = reason;
	enrolment.cause = CAUSE_NONE;
	enrolment.with = "";
	put_leaving(transaction, at->app, at->roster->session->id, record, &enrolment);
	return app_commit(at->app, transaction, err);
}

/* A place in the other class: nothing is recorded of its days. */
static void put_moved(struct transaction *transaction, const struct enrol_at *at,
	const struct roster *other, const struct id *record)
{
	struct enrolment enrolment = enrolment_of(ENROLMENT_WAITING);
	char number[DOOR_NUMBER_MAX];
	struct day_count count;

	roster_count(other, 1, &count);
	if (seats_for_newcomer(&count)) {
		roster_next_door_number(other, (char)at->app->laptop.letter, number);
		enrolment.status = ENROLMENT_REGISTERED;
		enrolment.number = number;
	}
	enrolment.cause = CAUSE_MOVED_FROM;
	enrolment.with = at->roster->session->id;
	transaction_entry(transaction);
	put_enrolment(at->app, transaction, other->session->id, record, &enrolment);
}

static enum status move(const struct enrol_at *at, const struct roster_person *person,
	const struct roster *other, struct err *err)
{
	struct enrolment left = person->enrolment;
	struct transaction *transaction;
	enum status status = STATUS_OK;

	if (roster_find(other, &person->record))
		status = say_present(person, err);
	else if (roster_has_seat(person))
		status = check_seat(other, 1, err);
	if (status == STATUS_OK)
		status = transaction_begin(at->app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	left.status = ENROLMENT_MOVED;
	left.cause = CAUSE_MOVED_TO;
	left.with = other->session->id;
	put_leaving(transaction, at->app, at->roster->session->id, &person->record, &left);
	put_moved(transaction, at, other, &person->record);
	return app_commit(at->app, transaction, err);
}

enum status enrol_move(const struct enrol_at *at, const struct id *record, const struct session *to,
	struct err *err)
{
	const struct roster_person *person;
	struct roster other = {0};
	enum status status = person_on(at, record, &person, err);

	if (status == STATUS_OK && to == at->roster->session)
		status = err_set(err, STATUS_INVALID, "%s", _("That is this class: choose another."));
	if (status == STATUS_OK)
		status = app_roster(at->app, to, &other, err);
	if (status == STATUS_OK)
		status = move(at, person, &other, err);
	roster_release(&other);
	return status;
}
