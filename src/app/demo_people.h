/* SPDX-License-Identifier: BSD-2-Clause */
/* The invented people of the demo. For demo.c only. */
#ifndef OKOCE_APP_DEMO_PEOPLE_H
#define OKOCE_APP_DEMO_PEOPLE_H

#include "model/record.h"

/* Whom to invent: a person is a function of these and of nothing else. */
struct demo_draw {
	uint32_t seed;
	uint32_t index;                    /* of the person among all: no two have the same NIK */
	const struct kecamatan *kecamatan; /* where the person lives; null: not said */
	enum sex sex;                      /* SEX_UNKNOWN: four of five are women */
	const char *name;                  /* null: drawn */
	const char *kelurahan;             /* the name of one; null: drawn */
};

/* A person, with the texts that the records point to: it must not be moved. */
struct demo_person {
	struct person_identity identity;
	struct person_contact contact;
	struct person_address address;
	char name[96], nik[17], phone[16], line[96];
};

void demo_person_draw(struct demo_person *person, const struct demo_draw *draw);

#endif
