/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A folder of YAML files that was changed during the year, held against what the log says.
 *
 * The log rules: what officers changed in okoce since a folder gave it stays, and so does what people
 * and attendance depend on, unless it is forced by name. What a folder leaves empty it says nothing
 * of, unless a folder gave it. A session that the folder lacks is cancelled and never taken away:
 * another laptop may have registered people in it meanwhile.
 */
#ifndef OKOCE_APP_CONF_CHANGE_H
#define OKOCE_APP_CONF_CHANGE_H

#include "app/app.h"
#include "app/plan.h"

enum conf_fate {
	CONF_WRITTEN,
	CONF_STAYS,	 /* a definition that the folder lacks: sessions and people refer to it */
	CONF_CHANGED_HERE, /* in okoce, by `officer` at `time`, since a folder gave it */
	CONF_DISAGREES,	 /* two laptops say different things of it */
	CONF_HAS_ATTENDANCE, /* of `people` on a day that would be another, or in a session that would go */
	CONF_HAS_PEOPLE, /* `people` are registered in a session that would go */
};

/* One difference. */
struct conf_change {
	struct register_key key;
	const char *name;	       /* by which it is forced: a session's id, "settings" ... */
	const struct session *session; /* whose it is, of the folder, else of the log; null: a definition */
	const struct record_type *type;
	const struct record_field *field; /* null: all of it is new, or the folder lacks it */
	const void *now, *then;		  /* in the log and in the folder; null: it is not there */
	enum conf_fate fate;
	bool forced; /* written, whatever the fate says */
	const char *officer;
	moment time;
	uint32_t people; /* of the fate; of what is written: so many are registered, and should be told */
};

struct conf_changes {
	struct arena arena;
	struct programme now; /* what the log says */
	struct conf_change *change; /* definitions, then sessions, in the folder's order */
	size_t count, capacity;
	uint32_t number;	    /* of this load, among all of the file */
	size_t writes; /* so many are written, the forced ones too */
	size_t held;   /* and so many are not, that forcing would write */
};

/* Finds the differences; `forced`: names. `changes` must be empty; release it whatever is returned.
 * The folder's programme must outlive it. */
enum status conf_change_find(struct app *app, const struct programme *folder,
			     const char *const *forced, size_t forced_count,
			     struct conf_changes *changes, struct err *err) MUST_USE;
/* Writes them as one action of this run, and reads app->programme anew. STATUS_DENIED when the officer
 * is no supervisor. Nothing is written when there is nothing to write. */
enum status conf_change_write(struct app *app, const struct conf_changes *changes,
			      const uint8_t digest[DIGEST_SIZE], struct err *err) MUST_USE;
void conf_change_release(struct conf_changes *changes);

#endif
