/* SPDX-License-Identifier: BSD-2-Clause */
/* The trail of who was shown personal data that is masked otherwise (SECURITY S18). */
#ifndef OKOCE_APP_ACCESS_H
#define OKOCE_APP_ACCESS_H

#include "app/app.h"

/* Records, durably, that the officer gets a list of a session's people in full. Before the first of it is
 * shown: where nothing can be recorded (STATUS_DENIED) nothing is shown. It cannot be undone. */
enum status app_record_full_roster(struct app *app, const struct roster *roster, struct err *err) MUST_USE;

/* The same of one person, of whom all is shown. */
enum status app_record_full_person(struct app *app, const struct id *person, struct err *err) MUST_USE;

#endif
