/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Kehadiran, between its files: attend.c acts, attend_draw.c and attend_bar.c draw, attend_day.c chooses
 * the day, attend_take.c who is taken in or gives a seat up (F3), attend_new.c registers somebody new,
 * attend_alike.c asks whether they are recorded already.
 */
#ifndef OKOCE_TUI_ATTEND_H
#define OKOCE_TUI_ATTEND_H

#include "tui/input.h"
#include "tui/list.h"
#include "tui/office.h"
#include "app/alike.h"
#include "app/checkin.h"

struct attend {
	struct app *app;
	struct checkin checkin;
	struct input input;
	struct list list;             /* of checkin.match */
	bool sounds;                  /* app/sound.h */
	bool asks_why;                /* F4 was pressed: excused or sick? */
	bool forgotten;               /* it was locked: all of people is to be loaded */
	bool stale;                   /* another screen may have recorded something: read it anew */
	bool failed;                  /* what is in the input: Enter tries again, typing replaces it */
	struct checkin_result result; /* stays until the next Enter */
	struct checkin_result about;  /* whom F3 is about */
	char kelurahan[32];           /* code, of who was registered last */
	bool draft;                   /* somebody new was left half done */
	bool others;                  /* another laptop recorded people of this day too */
	/* Made by attend_load(): */
	struct buf title, venue, start, day, on, counts, counter, warning, last;
	/* Where a click hits; by attend_draw(). */
	struct area list_area, input_area;
};

enum status attend_load(void *context, struct err *err);
void attend_draw(void *context, struct area area);
/* The outcome in a row, or more when they are needed; returns how many. */
int attend_draw_bar(const struct attend *attend, struct area bar);
const struct list_view *attend_list(const struct attend *attend);

/* What was done is in attend->result: clears what was typed, unless it must be mended, and sounds. */
void attend_done(struct screens *screens, struct attend *attend);

/* F3: asks what is to be done with who is meant, or opens the form of somebody new. */
struct next attend_take_open(struct screens *screens, struct attend *attend);
struct next attend_new_open(struct attend *attend, bool replaces);
struct next attend_reason_open(struct attend *attend);
extern const struct screen attend_reason_screen;
/* Says below a form who is likely the same person, and returns the rows that it took. */
int attend_alike_draw(const struct app *app, const struct alikes *alikes, struct area area);
/* Takes that person in the form's place; of several it asks which. */
struct next attend_alike_take(
	struct screens *screens, struct attend *attend, const struct alikes *alikes);
bool attend_new_is_kept(const struct attend *attend);
/* It became somebody who is recorded already. */
void attend_new_forget(const struct attend *attend);
/* In the place of the screen on top: what is to be done with somebody of another class or year. */
struct next attend_take_found(struct attend *attend, const struct checkin_result *found);
extern const struct screen attend_new_screen;

/* "Saved last: no. 17, 08.41 (31/40)"; nothing when nobody is present. */
void attend_say_last(const struct attend *attend, struct buf *out);
/* Finds whom what is typed means. */
void attend_find(struct attend *attend);
/* Whom an action would mean: an index of checkin.match, or CHECKIN_NOBODY. */
size_t attend_chosen(const struct attend *attend);

/* The laptop's clock shows what cannot be (app_doubts_clock()): asks for day and time. */
extern const struct screen attend_clock_screen;
struct next attend_clock_open(struct attend *attend); /* which stays below it on the stack */

extern const struct screen attend_day_screen;
void *attend_day_open(struct attend *attend); /* which stays below it on the stack */

#endif
