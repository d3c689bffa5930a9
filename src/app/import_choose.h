/* SPDX-License-Identifier: BSD-2-Clause */
/* Which session a row of a list for several is for, by what its columns say. */
#ifndef OKOCE_APP_IMPORT_CHOOSE_H
#define OKOCE_APP_IMPORT_CHOOSE_H

#include "app/import_parse.h"

#define IMPORT_REMARKS 4

/* Something to be told of a row: in which column, what stands there, and what to do about it. */
struct import_remark {
	enum import_column column;
	const char *value, *reason;
};

/* The classes that a row may mean: one that it names, or those of its commodity and kecamatan that
 * are not cancelled, in the order of their dates. */
struct import_choice {
	const struct session **session;
	size_t count; /* 0: refused */
	bool named;   /* it is this one, full or not */
	/* Why it is refused, or what is to be looked at although it is taken. */
	struct import_remark remark[IMPORT_REMARKS];
	size_t remark_count;
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
/* With a session for all rows (import_hold.c): refused is what is for another training, and told what
 * the row says otherwise, or in words that are not known. */
void import_hold_against(const struct import_chooser *chooser, const struct import_row *row,
			 struct import_choice *choice);
void import_remark(struct import_choice *choice, enum import_column column, const char *value,
		   const char *reason);
/* Instead of all that was to be told. */
void import_choice_refuse(struct import_choice *choice, enum import_column column,
			  const char *value, const char *reason);
bool import_has_column(const struct import_header *header, enum import_column kind);
/* Is its last day past? */
bool import_is_over(const struct session *session, date today);

#endif
