/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "Cetak data saya": everything that is held on a person, and the trail of its use, which each may ask for
 * (UU 27/2022). Whoever is handed it is recorded before.
 */
#ifndef OKOCE_APP_SUBJECT_H
#define OKOCE_APP_SUBJECT_H

#include "app/people.h"

/* As people_read(), with the trail: who wrote of the person beyond the field groups, and who was shown or
 * printed lists on which they stand, this time too. It is recorded first: STATUS_DENIED, and nothing is
 * read, where that cannot be. */
enum status subject_read(struct app *app, const struct id *record, struct person_sheet *sheet,
			 struct err *err) MUST_USE;

#endif
