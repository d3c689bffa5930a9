/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The screens of a training day: Beranda (home.c), and from it Kehadiran (attend.c). What cli opens,
 * and the few words that these screens share.
 */
#ifndef OKOCE_TUI_OFFICE_H
#define OKOCE_TUI_OFFICE_H

#include "tui/screen.h"
#include "app/app.h"
#include "app/prefs.h"

/* What is run: the caller fills in what stands before the line. */
struct office {
	struct app *app;
	const char *folder;		/* the officer's own, where lists are looked for; or null */
	const struct session *session;	/* only its attendance, instead of Beranda; or null */
	const char *officer;		/* who is proposed to unlock it; or null */
	const char *cache_folder;	/* or null; only to be named */
	struct prefs *prefs;		/* the officer may change them */
	bool can_practice;		/* the caller knows what to do for `practice` */
	/* --- */
	struct screens_lock lock;
	bool begun;    /* it was unlocked in this run */
	struct err trouble; /* why this laptop has no copy of the file as it was left (app/copies.h) */
	bool own_later; /* an own passphrase was asked for in this run, and put off */
	bool envelope; /* the recovery code is to be typed: its officer is among those to choose from */
	bool practice; /* the officer wants to practise, and to be back afterwards */
};

/* Runs Beranda, and all that is opened from it, until the officer leaves. While `app` is locked its
 * passphrase is asked for first. Where the laptop's battery died the attendance goes on that was open. */
enum status office_run(struct office *office, const struct term_options *options,
		       struct err *err) MUST_USE;
/* What was preferred holds from now on, as far as it can. */
void office_prefer(struct office *office);
/* What follows when `office->app` was unlocked on the screen that is on top. */
struct next office_unlocked(struct screens *screens, struct office *office);
/* Shows how far a long opening is; false while there are no screens. */
bool office_progress(int percent, const char *text);

extern const struct screen forgot_screen;
void *forgot_open(struct office *office);

extern const struct screen home_screen;
void *home_open(struct office *office);

extern const struct screen sessions_screen;
/* Kegiatan; `only`: the sessions of that day, DATE_NONE: all. */
void *sessions_open(struct app *app, date only);

/* All that should be looked at (app/attention.h). */
extern const struct screen attention_screen;
void *attention_open(struct app *app);

extern const struct screen attend_screen;
/* A context for attend_screen, on the day that is today's, else the last one that is over, else the
 * first; null and a sentence when the roster cannot be read. */
void *attend_open(struct app *app, const struct session *session, struct err *err);
/* Opens it on top, after asking for the day where the laptop's clock cannot be believed. */
struct next attend_enter(struct screens *screens, struct app *app, const struct session *session);
/* The same where an earlier run was cut off; null when that was nowhere. `said` becomes what was saved
 * last there. */
void *attend_resume(struct app *app, struct buf *said);

/* Less than 76 columns: texts are shortened. */
bool office_is_narrow(void);
/* Appends "READ ONLY", "DEMO", "CLOCK SET" or nothing: what every screen must say. */
void office_mark(const struct app *app, struct buf *out);
/* "Selasa, 16 Juli 2019  08.41", shorter when narrow. */
void office_now(const struct app *app, struct buf *out);
/* "KBG-A │ Rina S. │ Selasa, 16 Juli 2019  08.41", with the mark when there is one; shorter when narrow. */
void office_corner(const struct app *app, struct buf *out);
/* "Aula Kec. Kembangan": the venue, or the kecamatan while no venue is known. */
void office_venue(const struct app *app, const struct session *session, struct buf *out);
/* The same beside the kecamatan's short code, which makes its name superfluous: "Aula Kecamatan". */
void office_hall(const struct app *app, const struct session *session, struct buf *out);

/* Where somebody lives: the kelurahan, else the kecamatan, else as it was written. */
void office_place(const struct app *app, const struct person_address *address, struct buf *out);
/* M or F, L or P in Indonesian; "" when it is not known. */
const char *office_sex(uint32_t sex);

/* Says where a file is, shorter than the whole path where it is the officer's: it must be read to its end.
 * `words` end in a %s for it. */
void office_say_path(struct screens *screens, const struct app *app, const char *words, const char *path);

/* How many bytes of the text fit in the columns without cutting a word; all of one long word. */
size_t office_fit_words(const char *text, int cols);
/* Draws a sentence over as many rows of the area as it needs; what is too much is cut. */
void office_put_wrapped(struct area area, enum style style, const char *text);

#endif
