/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Riwayat: every action that is in the log, by whom, when and on which laptop; what each change replaced;
 * and taking one back. The list is made of headers; what an action says is read when a row is shown, and
 * of all rows only when something is looked for.
 */
#ifndef OKOCE_APP_HISTORY_H
#define OKOCE_APP_HISTORY_H

#include "app/app.h"

/* Names of officers, by id. */
struct officer_names {
	struct officer_name {
		struct id id;
		char *name; /* safe */
	} *item;
	size_t count, capacity;
};
enum status officer_names_read(
	struct officer_names *names, struct app *app, struct err *err) MUST_USE;
/* Appends the name, or the first characters of the id. */
void officer_names_say(const struct officer_names *names, const struct id *officer, struct buf *out);
void officer_names_release(struct officer_names *names);

struct history {
	struct app *app;
	struct store_action *action; /* the latest first */
	size_t count;
	size_t *shown; /* which of them fit what is typed */
	size_t shown_count;
	struct officer_names officers;
	struct buf typed;
	struct history_words *words; /* null until something is looked for */
};

/* Reads the actions; release it whatever is returned. */
enum status history_open(struct history *history, struct app *app, struct err *err) MUST_USE;
void history_release(struct history *history);
/* Reads them anew, and looks for the same. */
enum status history_reload(struct history *history, struct err *err) MUST_USE;

/* Shows those that have every word: of a name of theirs, the officer, the laptop, the day, the session, or
 * what was done. Nothing typed: all. */
void history_find(struct history *history, const char *typed);

/* Appends a laptop's name, as far as it is known here: its own, or the first characters of the id. */
void history_say_device(const struct app *app, const struct id *device, struct buf *out);

/* Of row `row` of those shown. Appends, safe. */
void history_say_day(date day, struct buf *out); /* "16/07/19", as the list shows it and people look for it */
void history_say_time(const struct history *history, size_t row, struct buf *out); /* "16/07/19 08.41?" */
void history_say_officer(const struct history *history, size_t row, struct buf *out);
void history_say_laptop(const struct history *history, size_t row, struct buf *out);
/* "Attendance: JOKO PRASETYO, 2019-KT-KBG-2, day 2", and how many more entries the action has. */
void history_say_what(const struct history *history, size_t row, struct buf *out);

/* What an action changed: a line for each field, and one above each register. */
struct history_line {
	bool is_title;
	char *text; /* "Phone: 0812 → 0813", safe */
};
struct history_lines {
	struct history_line *item;
	size_t count, capacity;
	bool cut; /* there are more than are told */
};
enum status history_read_lines(const struct history *history, size_t row, struct history_lines *lines,
	struct err *err) MUST_USE;
/* The same of an action, whichever row it is. */
enum status history_read_action(const struct history *history, const struct action_id *action,
	struct history_lines *lines, struct err *err) MUST_USE;
void history_lines_release(struct history_lines *lines);

/* It was done by the officer who is at work. */
bool history_is_own(const struct history *history, size_t row);
/* Takes it back by a new action. STATUS_INVALID: something was built upon it, or a day is closed that it is about, and must
 * be reopened first, which asks for a reason. */
enum status history_undo(struct history *history, size_t row, struct err *err) MUST_USE;

#endif
