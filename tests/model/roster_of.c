/* SPDX-License-Identifier: BSD-2-Clause */
#include "roster_of.h"

#include <string.h>

static const char *text_or_empty(const char *text)
{
	return text ? text : "";
}

static uint32_t status_of(char letter)
{
	static const char letters[] = "HIST";
	const char *found = letter != '\0' ? strchr(letters, letter) : NULL;

	return found ? (uint32_t)(found - letters) + ATTENDANCE_PRESENT : 0;
}

static void fill(struct roster *roster, struct roster_person *person, const struct seat *seat)
{
	record_clear(&person_identity_type, &person->identity);
	record_clear(&person_contact_type, &person->contact);
	record_clear(&person_address_type, &person->address);
	record_clear(&enrolment_type, &person->enrolment);
	person->order = seat->order;
	person->identity.name = text_or_empty(seat->name);
	person->identity.nik = text_or_empty(seat->nik);
	person->identity.sex = seat->sex;
	person->contact.phone = text_or_empty(seat->phone);
	person->contact.phone2 = text_or_empty(seat->phone2);
	person->address.kelurahan = text_or_empty(seat->kelurahan);
	person->enrolment.status = seat->status;
	person->enrolment.number = text_or_empty(seat->number);
	person->mark = arena_alloc(&roster->arena, roster->days * sizeof(*person->mark));
	for (uint32_t i = 0; i < roster->days && text_or_empty(seat->marks)[i] != '\0'; i++)
		person->mark[i].status = status_of(seat->marks[i]);
}

void roster_of(struct roster *roster, const struct session *session, uint32_t days,
	const struct seat *seat, size_t count)
{
	*roster = (struct roster){.session = session, .count = count, .days = days};
	roster->person = arena_alloc(&roster->arena, count * sizeof(*roster->person));
	for (size_t i = 0; i < count; i++) {
		roster->person[i].record.byte[0] = (uint8_t)(i + 1);
		fill(roster, &roster->person[i], &seat[i]);
	}
}
