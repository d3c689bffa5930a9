/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who may be the same person as somebody who is about to be registered one by one, at the door or at the
 * office: shown, and never decided. (An import compares thousands at once: app/import_twins.h.)
 */
#ifndef OKOCE_APP_ALIKE_H
#define OKOCE_APP_ALIKE_H

#include "app/app.h"

#define ALIKE_MAX 9

/* What they have in common, the strongest first. */
enum alike_why {
	ALIKE_NIK,
	ALIKE_BORN,  /* the birth date, and a name that is the same or a slip of the hand away */
	ALIKE_PHONE, /* a telephone number, and such a name */
	ALIKE_NAME   /* the name; nothing that is known of both says that they are two */
};

struct alike {
	struct id record;
	enum alike_why why;
	struct person_identity identity;
	const struct session *session; /* the latest training; null: none */
};
struct alikes {
	struct arena arena;
	struct alike item[ALIKE_MAX]; /* each person once */
	size_t count;
};

/* Empties `out` and fills it. What is not known yet of `identity` and `phone` is "", or DATE_NONE. What
 * cannot be read is passed over. */
enum status alike_find(struct app *app, const struct person_identity *identity, const char *phone,
		       struct alikes *out, struct err *err) MUST_USE;
void alike_release(struct alikes *alikes); /* overwritten */
/* "SITI AMINAH, Fashion, kelas 2 (KBG), 2018: the same birth date"; names are as people wrote them. */
void alike_say(const struct app *app, const struct alike *alike, struct buf *out);

#endif
