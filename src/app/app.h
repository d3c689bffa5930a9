/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An open programme, as screens and commands use it: the store, what the log says of the programme,
 * and the clock. One per run.
 */
#ifndef OKOCE_APP_APP_H
#define OKOCE_APP_APP_H

#include "model/programme.h"
#include "model/roster.h"
#include "model/tally.h"
#include "store/store.h"

/* The names of all people, each that a person ever had: a row of the table, and whose it is. */
struct people_names {
	struct name_table table;
	struct name_table keys; /* name_fold() of the first rows, as far as somebody asked (app/alike.c) */
	struct id *record;
	size_t capacity;
	struct names_place place;
};

struct app {
	char *path;
	char *state_folder;	 /* null: this laptop keeps nothing of its own */
	char *own_folder;	 /* the officer's, for what is printed or exported; null: not known */
	struct err state_trouble; /* why this laptop is not known in this run; STATUS_OK: it is */
	struct store *store;
	struct programme programme; /* from the log; empty until unlocked */
	struct laptop laptop;	/* app/laptop.h; texts in `texts` */
	bool laptop_chosen;	/* by an officer; else it is a proposal */
	struct arena texts;
	struct clock clock;
	bool clock_by_hand;	/* OKOCE_NOW: shown as JAM DISETEL */
	struct tally *tally;	/* one a session, in the programme's order; see app_tallies() */
	struct people_names names; /* empty until app_names() */
	struct people_index *people_index; /* of app/people_find.c; null until it is asked for */
	struct id officer; /* who unlocked it last */
	struct action_id *done; /* this officer's actions that can be undone, the last one last */
	size_t done_count, done_capacity;
};

struct app_options {
	const char *path;
	bool read_only, or_read_only; /* as those of struct store_options */
	const char *place;
	struct clock clock; /* the system's, or one that OKOCE_NOW set */
	const char *state_folder; /* $XDG_STATE_HOME/okoce, for the laptop's id and what it wrote */
	const char *cache_folder; /* $XDG_CACHE_HOME/okoce, for the view; null: in memory */
	const char *own_folder; /* $HOME, for what is printed or exported; or null */
	/* While the view is made: so many entries of so many. May be null. */
	void (*progress)(void *context, uint64_t done, uint64_t total);
	void *progress_context;
	/* Puts the digest of the YAML that this laptop has, when a writer is born (store/store.h). The
	 * context must live as long as the programme is open. */
	void (*conf_digest)(void *context, uint8_t out[DIGEST_SIZE]);
	void *conf_context;
};

/* Opens it locked; store_is_sealed() says whether app_unlock() needs a passphrase. */
enum status app_open(struct app **app, const struct app_options *options, struct err *err) MUST_USE;
/* Unlocks, and reads the programme. In a demo file the clock becomes the demo's own, unless one was
 * set by hand: never earlier than the last entry. */
enum status app_unlock(struct app *app, const char *officer, const char *passphrase,
		       struct err *err) MUST_USE;
void app_close(struct app *app); /* null allowed */
/* Locks it again: keys, names and what was read of people are gone; the programme, of which nothing is
 * personal, stays, also when app_unlock() follows. Not for an open file (app_can_lock()). */
void app_lock(struct app *app);
bool app_can_lock(const struct app *app);
bool app_is_locked(const struct app *app);

moment app_now(const struct app *app);
date app_today(const struct app *app);
/* The laptop's clock shows what cannot be, and nobody set another from outside (OKOCE_NOW, a demo). */
bool app_doubts_clock(const struct app *app);
/* Somebody looked at a watch: it is this minute of that day, and goes on from there until the program ends. Entries
 * say that it was set by hand. */
void app_set_time(struct app *app, date day, int minute);
/* The name of the officer who unlocked it. Borrowed. */
const char *app_officer_name(const struct app *app);

/* For when a key is waited for: what was put off so that a change could be answered. */
void app_catch_up(struct app *app);
/* Where it is open for reading only: what another okoce has written since is read too. */
enum status app_refresh(struct app *app, struct err *err) MUST_USE;
/* False: it is open for reading only, and nothing is recorded. */
bool app_writes(const struct app *app);

/* This laptop's id: 16 random bytes in FOLDER/device, made when it is not there. Where it cannot be
 * read or kept, an id of this run alone, and why. */
enum status app_device(const char *state_folder, struct id *device, struct err *err) MUST_USE;

/* --- What this laptop wrote (app/past.c) ------------------------------------------------------- */

/* Keeps a mirror of what this laptop writes, and looks whether the file lacks any of it; and keeps local
 * state (store/local.h). Not of a demo, whose people are invented: each trial would leave a folder. */
void app_keep_own(struct app *app);

/* What an officer should know of the file, a sentence each; empty when there is nothing. */
struct app_past {
	uint64_t lacking; /* entries that this laptop wrote: app_recover() takes them back */
	struct buf own, others, trouble;
};
void app_past(const struct app *app, struct app_past *past); /* release it */
void app_past_release(struct app_past *past);
/* Takes them back, and reads the programme anew: what was borrowed from it is gone. */
enum status app_recover(struct app *app, uint64_t *taken, struct err *err) MUST_USE;

/* Reads app->programme anew (app/plan.h). What was borrowed from it is gone. */
enum status app_read_programme(struct app *app, struct err *err) MUST_USE;

/* --- Reading (app/read.c) ---------------------------------------------------------------------- */

/* A record that is missing or can't be read is empty: of a person the rest is shown all the same. */
enum status app_read_or_empty(struct app *app, struct register_key key, const struct record_type *type,
			      struct arena *arena, void *record, struct err *err) MUST_USE;

/* The roster of a session; `out` must be empty but for the part that it is of; release it whatever is
 * returned. Where nothing is recorded of the whole day, what is of its parts counts, present before all
 * else; and of a part what is recorded of the whole day. */
enum status app_roster(struct app *app, const struct session *session, struct roster *out,
		       struct err *err) MUST_USE;
/* The same with one person alone, who is or was on its list; empty when that is not so. */
enum status app_roster_of(struct app *app, const struct session *session, const struct id *record,
			  struct roster *out, struct err *err) MUST_USE;
/* Reads anew what is recorded of one person on one day; unchanged when it fails. */
enum status app_read_mark(struct app *app, struct roster *roster, struct roster_person *person,
			  uint32_t day, struct err *err) MUST_USE;
/* The same after app_record() of the part that the roster has: `recorded` is what it then says, so that
 * nobody waits for a look into the file. */
void app_recorded_mark(const struct app *app, struct roster *roster, struct roster_person *person,
		       uint32_t day, const struct attendance *recorded);
/* --- Counting (app/count.c) ------------------------------------------------------------------- */

/* So many people's attendance on each day, from day 1, of whatever status and enrolment. */
void app_recorded(const struct app *app, const char *session, uint32_t recorded[ROSTER_DAYS_MAX]);
/* Calls for everyone who has a seat in the session, with what they alone count for. Opens no payload. */
typedef void app_person(void *context, const struct id *record, const struct tally *one);
void app_each_registered(struct app *app, const struct session *session, app_person *each,
			 void *context);
/* Counts into app->tally, anew those sessions of which something changed. Opens no payload. */
void app_tallies(struct app *app);

/* --- Looking for a person (app/find.c) --------------------------------------------------------- */

/* Loads what is not loaded yet. Borrowed until the next call. */
const struct people_names *app_names(struct app *app);
void people_names_release(struct people_names *names);

/* A person and where they are enrolled, of whatever session. */
struct person_found {
	struct id record;
	struct person_identity identity;
	const struct session *session; /* of an enrolment; null when the person has none */
	struct enrolment enrolment;
};
/* Everyone with this NIK, an item for each enrolment. In the arena. */
enum status app_find_nik(struct app *app, const char *nik, struct arena *arena,
			 struct person_found **found, size_t *count, struct err *err) MUST_USE;
/* The same for everyone with this name, nothing of case and marks; of very many not all. */
enum status app_find_name(struct app *app, const char *name, struct arena *arena,
			  struct person_found **found, size_t *count, struct err *err) MUST_USE;

/* The sessions on whose lists a person stands, by any of their records, in no order: writes at most `max`, returns how many. */
size_t app_sessions_of(struct app *app, const struct id *record, const struct session **out, size_t max);

/* --- Changing (app/change.c) ------------------------------------------------------------------- */

/* The record id of a person (FORMAT F6): n counts from 0. */
struct id app_record_id(const struct app *app, const struct person_identity *identity);
/* The record id of an imported row without NIK. `row` counts data rows from 1. */
struct id app_row_id(const struct app *app, const char *session, const struct person_identity *identity,
		     size_t row);
/* The same two, for who has folded the name already (name_fold()): it is what takes longest. */
struct id app_record_id_of(const struct app *app, const struct person_identity *identity,
			   const char *folded);
struct id app_row_id_of(const struct app *app, const char *session, const struct person_identity *identity,
			const char *folded, size_t row);

/* Records what is said of a person on a day, or a part of one, durably. */
enum status app_record(struct app *app, const struct session *session, uint32_t day, enum day_part part,
		       const struct id *record, const struct attendance *attendance,
		       struct err *err) MUST_USE;
/* The same: a status of the whole day. */
enum status app_attend(struct app *app, const struct session *session, uint32_t day,
		       const struct id *record, enum attendance_status status, struct err *err) MUST_USE;
/* Takes the last action of this run back. STATUS_NOT_FOUND when there is none. */
enum status app_undo(struct app *app, struct err *err) MUST_USE;
/* transaction_commit(), and remembers the action for app_undo(). */
enum status app_commit(struct app *app, struct transaction *transaction, struct err *err) MUST_USE;
/* Remembers an action for app_undo(). */
void app_did(struct app *app, const struct action_id *action);

#endif
