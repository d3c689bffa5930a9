/* SPDX-License-Identifier: BSD-2-Clause */
/* Rosters for tests: a row a person, as on paper. */
#ifndef OKOCE_TESTS_MODEL_ROSTER_OF_H
#define OKOCE_TESTS_MODEL_ROSTER_OF_H

#include "model/roster.h"

struct seat {
	const char *number, *name;
	uint32_t status; /* enum enrolment_status */
	uint32_t sex;
	const char *marks; /* a letter a day: H, I, S, T, else not recorded; may be short */
	const char *nik, *phone, *phone2;
	const char *kelurahan; /* code */
	uint64_t order;
};

/* The order is the rows' own (roster_sort() was not called). Null texts are "". */
void roster_of(struct roster *roster, const struct session *session, uint32_t days,
	const struct seat *seat, size_t count);

#endif
