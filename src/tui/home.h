/* SPDX-License-Identifier: BSD-2-Clause */
/* Beranda, between its files: home.c acts and draws, home_agenda.c sorts the sessions, home_plan.c
 * draws the year's plan. */
#ifndef OKOCE_TUI_HOME_H
#define OKOCE_TUI_HOME_H

#include "tui/list.h"
#include "tui/office.h"

enum agenda_part {
	AGENDA_TODAY,
	AGENDA_NEXT,      /* has a day to come */
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

#endif
