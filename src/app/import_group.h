/* SPDX-License-Identifier: BSD-2-Clause */
/* The field groups of a registrant, and how they differ from what is recorded. */
#ifndef OKOCE_APP_IMPORT_GROUP_H
#define OKOCE_APP_IMPORT_GROUP_H

#include "app/import_parse.h"

#define IMPORT_GROUPS 4

struct import_group {
	enum person_group group;
	const struct record_type *type;
	size_t offset; /* in struct registrant */
};

extern const struct import_group import_groups[IMPORT_GROUPS];

bool import_group_empty(const struct import_group *group, const struct registrant *registrant);
/* Warns of each field that the row says differently than what is recorded of the person, and adds
 * how many there are to `differences`. What the row leaves empty says nothing. */
enum status import_group_compare(struct app *app, const struct id *record,
				 const struct import_group *group, const struct import_row *row,
				 struct import_report *report, size_t *differences,
				 struct err *err) MUST_USE;

#endif
