/* SPDX-License-Identifier: BSD-2-Clause */
/* What officers do: small changes of few people, so that laptops meet on the same registers. */
#include "sim/sim.h"

#include <stdio.h>
#include <string.h>

#define SESSION "2019-KT-KBG-2"
#define PHONES 5

static struct id person(struct sim *sim)
{
	struct id id = {{0x50}};

	put_be32(id.byte + 12, sim_roll(sim, SIM_PEOPLE));
	return id;
}

static void put_attendance(struct sim *sim, struct transaction *transaction, const struct id *who)
{
	const int day = 1 + (int)sim_roll(sim, SIM_DAYS);
	const struct register_key key = register_attendance(SESSION, day, PART_WHOLE, who);
	struct attendance attendance;

	record_clear(&attendance_type, &attendance);
	attendance.status = 1 + sim_roll(sim, 4);
	transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
}

static void put_enrolment(struct sim *sim, struct transaction *transaction, const struct id *who)
{
	const struct register_key key = register_enrolment(SESSION, who);
	struct enrolment enrolment;
	char number[8];

	record_clear(&enrolment_type, &enrolment);
	enrolment.status = 1 + sim_roll(sim, 3);
	(void)snprintf(number, sizeof(number), "%02u", 1 + sim_roll(sim, SIM_PEOPLE));
	enrolment.number = number;
	transaction_put_record(transaction, register_bytes(&key), &enrolment_type, &enrolment);
}

static void put_contact(struct sim *sim, struct transaction *transaction, const struct id *who)
{
	const struct register_key key = register_person(who, PERSON_CONTACT);
	struct person_contact contact;
	char phone[20];

	record_clear(&person_contact_type, &contact);
	(void)snprintf(phone, sizeof(phone), "0812%08u", sim_roll(sim, PHONES));
	contact.phone = phone;
	transaction_put_record(transaction, register_bytes(&key), &person_contact_type, &contact);
}

static void put_identity(struct sim *sim, struct transaction *transaction, const struct id *who)
{
	static const char *const names[] = {"SITI AMINAH", "SITI AMINA", "HJ. SITI AMINAH"};
	const struct register_key key = register_person(who, PERSON_IDENTITY);
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = names[sim_roll(sim, 3)];
	transaction_put_record(transaction, register_bytes(&key), &person_identity_type, &identity);
}

static void take_back(struct sim *sim, struct transaction *transaction, const struct id *who)
{
	const struct register_key key =
		register_attendance(SESSION, 1 + (int)sim_roll(sim, SIM_DAYS), PART_WHOLE, who);

	transaction_take_back(transaction, register_bytes(&key));
}

typedef void sim_put(struct sim *sim, struct transaction *transaction, const struct id *who);
static sim_put *const what_to_put[] = {put_attendance, put_enrolment, put_contact, put_identity, take_back};

/* One commit; of several people, an entry each. */
static void change(struct sim *sim, struct sim_laptop *laptop, size_t people)
{
	struct store *store = sim_open(sim, laptop);
	sim_put *put = what_to_put[sim_roll(sim, sizeof(what_to_put) / sizeof(*what_to_put))];
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};
	struct id first = person(sim);

	if (transaction_begin(store, NULL, &transaction, &err))
		sim_fail(sim, "%s", err.text);
	for (size_t i = 0; i < people; i++) {
		struct id who = first;

		put_be32(who.byte + 12, (get_be32(first.byte + 12) + (uint32_t)i) % SIM_PEOPLE);
		transaction_entry(transaction);
		put(sim, transaction, &who);
	}
	if (transaction_commit(transaction, &laptop->last, &err))
		sim_fail(sim, "%s: %s", laptop->path, err.text);
	if (laptop->last.first > 0)
		sim_acknowledge(sim, store);
}

static void undo(struct sim *sim, struct sim_laptop *laptop)
{
	struct store *store = sim_open(sim, laptop);
	struct action_id done = {0};
	struct err err = {STATUS_OK, ""};
	enum status status;

	if (laptop->last.first == 0)
		return;
	status = store_undo(store, &laptop->last, &done, &err);
	if (status && status != STATUS_INVALID) /* something was built upon it */
		sim_fail(sim, "%s: undo: %s", laptop->path, err.text);
	if (!status && done.first > 0)
		sim_acknowledge(sim, store);
	laptop->last = done;
}

void sim_work(struct sim *sim)
{
	struct sim_laptop *laptop = sim_any(sim);
	const uint32_t what = sim_roll(sim, 100);

	if (what < 8)
		undo(sim, laptop);
	else if (what < 20)
		change(sim, laptop, 2 + sim_roll(sim, SIM_PEOPLE - 2));
	else
		change(sim, laptop, 1);
	sim_tell(sim, "%s: %s", laptop->path, what < 8 ? "undo" : "work");
	if (sim_chance(sim, 20))
		sim_close(laptop);
}
