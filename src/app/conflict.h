/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What was recorded differently: registers whose live values do not say the same, and deciding between them. Nothing
 * is lost meanwhile: one value is shown, and all are kept. A decision is one change that replaces all of them, so
 * that it travels as every change does, and is undone as every change is.
 *
 * Which registers they are is a pure function of the log (MERGE 13); of some nobody has to decide: looks at personal
 * data, printed sheets, loadings of YAML folders, and officers and keys, of which the log's own rules decide.
 */
#ifndef OKOCE_APP_CONFLICT_H
#define OKOCE_APP_CONFLICT_H

#include "app/app.h"

struct conflicts {
	struct register_key *key; /* in the order of their bytes: people, then sessions and the rest */
	size_t count, capacity;
};
/* `out` is emptied first; release it. Opens no payload. */
void conflicts_find(struct app *app, struct conflicts *out);
size_t conflicts_count(struct app *app);
void conflicts_release(struct conflicts *conflicts);

/* One of the values, and the last who said so. */
struct conflict_side {
	const void *value; /* of the conflict's type */
	moment time;
	bool doubted; /* the laptop's clock was */
	struct id officer, device;
};

struct conflict {
	struct arena arena; /* all below lives here */
	struct register_key key;
	const struct record_type *type;
	struct conflict_side *side; /* the one that is shown first; no two say the same */
	size_t count;
	struct id seen; /* a digest of all that is live: a decision is about this */
};
/* `out` must be empty; release it whatever is returned. STATUS_NOT_FOUND: nobody has to decide there, not any more. */
enum status conflict_read(struct app *app, const struct register_key *key, struct conflict *out,
			  struct err *err) MUST_USE;
void conflict_release(struct conflict *conflict);
/* Whether the sides differ in the field, which is one of the type's. */
bool conflict_differs(const struct conflict *conflict, const struct record_field *field);

/* Replaces all values by this one: one of the sides', or one composed of their fields. app_undo() takes it back.
 * STATUS_INVALID, and nothing changed, when something else was recorded there meanwhile. */
enum status conflict_decide(struct app *app, const struct conflict *conflict, const void *value,
			    struct err *err) MUST_USE;

/* What it is called on every laptop: "7K4M-QX", as the code of a sheet. Returns out. */
#define CONFLICT_CODE_SIZE 8
char *conflict_code(const struct register_key *key, char out[CONFLICT_CODE_SIZE]);
/* False when no conflict has this code. */
bool conflict_find_code(struct app *app, const char *typed, struct register_key *key);
/* Appends "Telephone: JOKO PRASETYO", safe. */
void conflict_say_about(struct app *app, const struct register_key *key, struct buf *out);
/* Appends "16/07/19 08.41  Rina S.", and the laptop's name, safe. */
struct officer_names; /* app/history.h */
void conflict_say_who(const struct officer_names *officers,
		      const struct conflict_side *side, struct buf *out);
void conflict_say_laptop(const struct app *app, const struct conflict_side *side, struct buf *out);

#endif
