/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/person_sheet.h"

#include <stddef.h>

static const struct {
	const struct record_type *type;
	size_t offset;
} groups[PERSON_GROUPS + 1] = {
	[PERSON_IDENTITY] = {&person_identity_type, offsetof(struct person_sheet, identity)},
	[PERSON_CONTACT] = {&person_contact_type, offsetof(struct person_sheet, contact)},
	[PERSON_ADDRESS] = {&person_address_type, offsetof(struct person_sheet, address)},
	[PERSON_BUSINESS] = {&person_business_type, offsetof(struct person_sheet, business)},
};

const struct record_type *person_group_type(enum person_group group)
{
	return groups[group].type;
}

const void *person_group_of(const struct person_sheet *sheet, enum person_group group)
{
	return (const char *)sheet + groups[group].offset;
}

void *person_group_place(struct person_sheet *sheet, enum person_group group)
{
	return (char *)sheet + groups[group].offset;
}

size_t person_trainings(const struct person_sheet *sheet)
{
	size_t count = 0;

	for (size_t i = 0; i < sheet->training_count; i++)
		count += sheet->training[i].count > 0 && roster_has_seat(&sheet->training[i].person[0]);
	return count;
}

void person_sheet_release(struct person_sheet *sheet)
{
	for (size_t i = 0; i < sheet->training_count; i++)
		roster_release(&sheet->training[i]);
	arena_release(&sheet->arena);
	*sheet = (struct person_sheet){.training_count = 0};
}
