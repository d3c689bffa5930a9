/* SPDX-License-Identifier: BSD-2-Clause */
/* Beranda, between its files: home.c acts and draws, home_agenda.c sorts the sessions, home_lines.c draws
 * them, home_plan.c the year's plan, home_attention.c what should be looked at. */
#ifndef OKOCE_TUI_HOME_H
#define OKOCE_TUI_HOME_H

#include "tui/list.h"
#include "tui/office.h"
#include "app/attention.h"
#include "model/register.h"

/* What is elsewhere is of another kecamatan than the laptop's, once that was chosen. */
enum agenda_part {
	AGENDA_TODAY,
	AGENDA_NEXT, /* has a day to come */
	AGENDA_TODAY_ELSEWHERE,
	AGENDA_NEXT_ELSEWHERE,
	AGENDA_UNPLANNED, /* has no dates */
	AGENDA_OVER,
	AGENDA_PARTS
};

/* A session and why it stands where it does. */
struct agenda_item {
	const struct session *session;
	size_t index; /* in the programme */
	enum agenda_part part;
	date day;        /* today, the next one, or the last one; DATE_NONE */
	uint32_t number; /* of that day, from 1 */
	uint32_t minute; /* of its start */
	uint32_t count;  /* present on that day; registered, when it is to come */
};

/* All sessions that are not cancelled, those of today first. app_tallies() ran before. */
struct agenda {
	struct agenda_item *item;
	size_t count;
	size_t part[AGENDA_PARTS]; /* how many */
};
void agenda_fill(struct agenda *agenda, const struct app *app);
void agenda_release(struct agenda *agenda);

/* One commodity's year, or their sum. */
struct plan_row {
	struct buf label, classes, people, percent;
	struct tally tally;
};
struct plan {
	uint32_t year;
	struct plan_row *row; /* the sum is the last one */
	size_t count;         /* 0: nothing is planned */
};
void plan_load(struct plan *plan, const struct app *app);
void plan_release(struct plan *plan);
int plan_rows(const struct plan *plan); /* that its drawing takes */
void plan_draw(const struct plan *plan, struct area area);

/* A row of the list: a session, or words between them. */
struct line {
	size_t item;      /* of the agenda, or LIST_NONE */
	const char *text; /* translated, when it is no session */
	bool is_title;
};

struct home {
	struct office *office;
	struct app *app;
	char *folder; /* the officer's own, or null */
	struct agenda agenda;
	struct plan plan;
	struct list list; /* of the agenda's items: what can be chosen */
	char chosen[REGISTER_TEXT_MAX + 1]; /* the id of the chosen one, over a load */
	struct line *line;
	size_t line_count;
	size_t top; /* the first line that is seen */
	struct buf now, mark;
	struct attentions attentions;
	struct buf *sentence; /* of each of them */
	size_t sentence_count;
	struct app_past past;
	struct buf name; /* that the laptop has none yet */
	bool later; /* what it says was read; it is said again at the next start */
	struct area drawn; /* the list's, for clicks */
	struct area attention_area; /* and what should be looked at */
};

/* The rows of the agenda, with titles between; home->agenda was filled. */
void home_load_lines(struct home *home);
void home_draw_lines(struct home *home, struct area area);

/* What should be looked at; app_tallies() ran before. */
void home_load_attention(struct home *home);
void home_release_attention(struct home *home);
int home_attention_rows(const struct home *home); /* that its drawing takes; 0: there is nothing */
void home_draw_attention(struct home *home, struct area area);

#endif
