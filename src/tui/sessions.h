/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Kegiatan, between its files: sessions.c finds the sessions and acts, sessions_list.c draws them as a
 * list, sessions_calendar.c as a month; session.c is the page of one of them, session_roster.c its people.
 *
 * A change of a schedule makes the programme anew: what these screens keep of a session over a load
 * is its id.
 */
#ifndef OKOCE_TUI_SESSIONS_H
#define OKOCE_TUI_SESSIONS_H

#include "tui/input.h"
#include "tui/list.h"
#include "tui/office.h"
#include "model/register.h"
#include "model/tally.h"

struct sessions_item {
	const struct session *session; /* until the next load */
	size_t index;                  /* in the programme */
	date begins;                   /* DATE_NONE: it has no dates */
};

struct sessions {
	struct app *app;
	struct input input;
	struct buf *words; /* of each session of the programme: session_words() */
	size_t word_count;
	struct sessions_item *item; /* those that fit, by date */
	size_t count;
	struct list list; /* of item[] */
	char chosen[REGISTER_TEXT_MAX + 1]; /* the id of the selected one, over a load */
	bool calendar;                      /* a month is shown, not the list */
	date only;                          /* sessions of this day only; DATE_NONE: of any */
	date day;                           /* chosen in the month */
	uint32_t year;                      /* of the plan, that is shown unless another is typed */
	struct buf heading;
	/* Where a click hits; by drawing. */
	struct area list_area, input_area, grid;
	int week_rows;
};

void sessions_draw_list(struct sessions *sessions, struct area area);
const struct list_view *sessions_list_view(void);

void sessions_draw_calendar(struct sessions *sessions, struct area area);
/* Moves the chosen day; false when it is no key of the month. */
bool sessions_calendar_key(struct sessions *sessions, const struct key *key);
/* The day of the month that was clicked, or DATE_NONE. */
date sessions_calendar_hit(const struct sessions *sessions, const struct key *key);
/* How many of the items are held on a day; *first becomes the first of them. */
size_t sessions_on(const struct sessions *sessions, date day, const struct session **first);

/* --- The page of a session --------------------------------------------------------------------- */

struct session_fact {
	const char *label; /* translated */
	struct buf text;
};
#define SESSION_FACTS 6

struct session_page {
	struct app *app;
	char *id;
	const struct session *session; /* until the next load; null: it is there no more */
	const struct tally *tally;
	struct session_fact fact[SESSION_FACTS];
	struct buf title;
	struct buf *warning; /* sentences */
	size_t warning_count;
	struct list list; /* of the days */
	struct action_id *done; /* changes that the officer made here, the last one last */
	struct id officer;
	size_t done_count, done_capacity;
	struct area list_area; /* by drawing */
};

extern const struct screen session_screen;
/* The page of a session, by its id. */
void *session_open(struct app *app, const char *id);
/* Remembers a change, for Ctrl-Z, and says that it is saved. */
void session_did(struct screens *screens, struct session_page *page, const struct action_id *done);

/* The forms of a page, which stays below them on the stack. */
extern const struct screen session_schedule_screen, session_status_screen;
void *session_schedule_open(struct session_page *page);
void *session_status_open(struct session_page *page);

extern const struct screen session_roster_screen;
/* Null, and a sentence, when it cannot be read. */
void *session_roster_open(struct app *app, const struct session *session, struct err *err);

#endif
