/* SPDX-License-Identifier: BSD-2-Clause */
/* Which session a row of a list for several is for, by what its columns say. */
#ifndef OKOCE_APP_IMPORT_CHOOSE_H
#define OKOCE_APP_IMPORT_CHOOSE_H

#include "app/import_parse.h"

/* The classes that a row may mean: one that it names, or those of its commodity and kecamatan that
 * are not cancelled, in the order of their dates. */
struct import_choice {
	const struct session **session;
	size_t count; /* 0: refused */
	bool named;   /* it is this one, full or not */
	/* Of a row that is refused: in which column, and what to write there. */
	enum import_column column;
	const char *value, *reason;
};

struct import_chooser {
	const struct programme *programme;
	const struct session *only; /* of --session; null: columns decide */
	struct places places;
	uint32_t year;
	date today;
	const struct session **session; /* room for a choice */
};

void import_chooser_open(struct import_chooser *chooser, const struct app *app,
			 const struct session *only);
void import_chooser_release(struct import_chooser *chooser);

/* STATUS_INVALID when the list has no columns that could say it. */
enum status import_chooser_check(const struct import_chooser *chooser,
				 const struct import_header *header, struct err *err) MUST_USE;
/* The choice borrows from the chooser and the row, until the next one. */
void import_choose(struct import_chooser *chooser, const struct import_row *row,
		   struct import_choice *choice);
/* Is its last day past? */
bool import_is_over(const struct session *session, date today);

#endif
