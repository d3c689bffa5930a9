/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The officers of a programme: who there is, who comes, who goes, and their passphrases (store/officers.h).
 * Whoever comes gets a first passphrase, which is made up here and told on a slip; at first use an own one is
 * asked for. What only a supervisor may do says so when another tries it.
 */
#ifndef OKOCE_APP_OFFICERS_H
#define OKOCE_APP_OFFICERS_H

#include "app/app.h"
#include "store/officers.h"

#define ENVELOPE_NAME "Amplop pemulihan" /* in each programme, whatever language its laptops speak */
#define PROGRAMME_CODE_DIGITS 8
#define PROGRAMME_CODE_SIZE CODE_SIZE(PROGRAMME_CODE_DIGITS)

/* What two people hold against each other before a file is trusted: of the programme's id. Returns out. */
char *programme_code(const struct id *programme, char out[PROGRAMME_CODE_SIZE]);

enum officer_key {
	OFFICER_NO_KEY, /* an open file has no passphrases */
	OFFICER_OWN,
	OFFICER_FIRST, /* still the one of the slip */
	OFFICER_CODE,  /* the recovery code in an envelope */
	OFFICER_GONE   /* removed */
};
struct officer_line {
	struct id id;
	const char *name;
	bool supervisor;
	const char *kecamatan; /* its name; "" of the office */
	enum officer_key key;
	bool self; /* who unlocked it */
};
/* By name; the envelope, then who was removed, at the end. Lent by the store and the programme; the array is in
 * the arena. */
size_t officers_list(const struct app *app, struct arena *arena, struct officer_line **lines);
const char *officer_role(bool supervisor); /* translated */
const char *officer_key_word(enum officer_key key); /* translated */
/* Among those who were not removed, by name, nothing of case and marks. STATUS_NOT_FOUND and who there is. */
enum status officers_find(const struct app *app, const char *name, struct id *id, struct err *err) MUST_USE;

struct officer_wish {
	const char *name;
	bool supervisor;
	const char *kecamatan; /* code; "" of the office */
};
/* These append a slip to `slip`, to be printed or written down: it has the first passphrase, so wipe it. In an open file
 * there is none on it. */
enum status officers_add(struct app *app, const struct officer_wish *wish, struct buf *slip,
	struct err *err) MUST_USE;
enum status officers_renew(struct app *app, const struct id *id, struct buf *slip, struct err *err) MUST_USE;
enum status officers_remove(struct app *app, const struct id *id, struct err *err) MUST_USE;
/* One's own, which must be no word that anyone would try. */
enum status officers_set_own(struct app *app, const char *passphrase, struct err *err) MUST_USE;

/* Adds the supervisor of the envelope to a programme that is being made; `code`: its recovery code, to be shown once. */
enum status officers_add_envelope(struct store *store, struct buf *code, struct err *err) MUST_USE;

#endif
