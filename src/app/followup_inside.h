/* SPDX-License-Identifier: BSD-2-Clause */
/* Follow-up, between its files: followup_read.c reads paths, followup.c counts, lists and records. */
#ifndef OKOCE_APP_FOLLOWUP_INSIDE_H
#define OKOCE_APP_FOLLOWUP_INSIDE_H

#include "app/followup.h"

/* Lent for the call; so are the texts. An error ends the walk. */
typedef enum status followup_visit(void *context, const struct id *record, const struct path *path,
	struct err *err);
/* Visits the paths that fit the filter's session, komoditi and kecamatan, session by session. */
enum status followup_each(struct app *app, const struct followup_filter *filter,
	followup_visit *visit, void *context, struct err *err) MUST_USE;

#endif
