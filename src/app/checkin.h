/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Checking people in at the door of one session on one day: what was typed, whom it means, what
 * happened. The screen Kehadiran and `okoce checkin --plain` are both this.
 *
 * Enter never picks among several: with one it acts, with more it says so (PRODUCT.md). At the door
 * nothing ever asks for a reason.
 */
#ifndef OKOCE_APP_CHECKIN_H
#define OKOCE_APP_CHECKIN_H

#include "app/app.h"
#include "base/i18n.h"

/* outcome, word (English msgid; po has the Indonesian one, which is what officers see) */
#define OUTCOME_TABLE(X)                                                                   \
	X(PRESENT, N_("PRESENT"))                   /* HADIR */                            \
	X(ALREADY, N_("ALREADY PRESENT"))           /* SUDAH HADIR: nothing written */     \
	X(UNKNOWN, N_("NOT ON THE LIST"))           /* TIDAK TERDAFTAR */                  \
	X(OTHER_CLASS, N_("OTHER CLASS"))           /* KELAS LAIN */                       \
	X(WAITING, N_("WAITING LIST"))              /* DAFTAR TUNGGU */                    \
	X(WITHDRAWN, N_("WITHDRAWN"))               /* MUNDUR */                           \
	X(CHOOSE, N_("CHOOSE"))                     /* PILIH: several fit, nothing written */\
	X(BAD_NIK, N_("WRONG NIK"))                 /* NIK SALAH */                        \
	X(UNDONE, N_("UNDONE"))                     /* DIURUNGKAN */                       \
	X(EXCUSED, N_("EXCUSED"))                   /* IZIN */                             \
	X(SICK, N_("SICK"))                         /* SAKIT */                            \
	X(FAILED, N_("FAILED"))                     /* GAGAL: not saved, why */

enum outcome {
	OUTCOME_NONE,
#define OUTCOME_ENUM(name, word) OUTCOME_##name,
	OUTCOME_TABLE(OUTCOME_ENUM)
#undef OUTCOME_ENUM
};

#define CHECKIN_NOBODY SIZE_MAX

/* What happened: the facts, and the texts that the outcome line says them with. Texts are not yet
 * safe: names are as people wrote them. */
struct checkin_result {
	enum outcome outcome;
	size_t person; /* index in the roster, or CHECKIN_NOBODY */
	const struct session *session; /* OTHER_CLASS; UNKNOWN: of a training in another year, or null */
	size_t fit;		       /* CHOOSE: how many */
	uint32_t day;		       /* that the mark is of */
	struct roster_mark mark;       /* PRESENT: as made; UNDONE: taken back; else as found */
	char typed[200];	       /* UNKNOWN: what was looked for, a NIK masked; BAD_NIK: as it is */
	char subject[400];	       /* "17  JOKO PRASETYO" */
	char detail[400];	       /* "at 08.41" */
};

#define CHECKIN_LAST 3

struct checkin {
	struct app *app;
	const struct session *session;
	uint32_t day;
	struct roster roster;
	struct day_count count; /* of the day, kept up to date */
	struct buf typed;
	struct token token;
	size_t *match; /* indexes in the roster that fit what is typed */
	size_t match_count;
	struct checkin_last {
		size_t person;
		moment time;
	} last[CHECKIN_LAST]; /* who came last on the day, the latest first */
	size_t last_count;
	size_t done_before; /* actions of this run that are not this check-in's, never undone by it */
};

/* STATUS_INVALID when the session has no such day. */
enum status checkin_open(struct checkin *checkin, struct app *app, const struct session *session,
			 uint32_t day, struct err *err) MUST_USE;
void checkin_release(struct checkin *checkin);
/* Another day of the same session. STATUS_INVALID, and nothing changed, when there is no such day. */
enum status checkin_set_day(struct checkin *checkin, uint32_t day, struct err *err) MUST_USE;
/* Loads the roster anew. */
enum status checkin_reload(struct checkin *checkin, struct err *err) MUST_USE;

/* Live: finds who fits. Nothing is found while nothing is typed. */
void checkin_type(struct checkin *checkin, const char *text);
/* Enter. `chosen` is an index in match[], or CHECKIN_NOBODY. */
void checkin_enter(struct checkin *checkin, size_t chosen, struct checkin_result *result);
/* Records excused or sick for the chosen one, or for the only one that fits. */
void checkin_mark(struct checkin *checkin, size_t chosen, enum attendance_status status,
		  struct checkin_result *result);
/* Takes this check-in's last action back, of whatever day. */
void checkin_undo(struct checkin *checkin, struct checkin_result *result);
bool checkin_can_undo(const struct checkin *checkin);
/* Makes the texts anew, after the language changed. That of FAILED stays. */
void checkin_say(const struct checkin *checkin, struct checkin_result *result);

/* Appends "PRESENT 08.41?", "EXCUSED", ...: what the mark, which is recorded, says. */
void checkin_say_mark(const struct roster_mark *mark, struct buf *out);
const char *outcome_word(enum outcome outcome); /* translated */
/* False: nothing was written, and the officer must look: a warning sound. */
bool outcome_is_good(enum outcome outcome);
/* One line: word, two blanks, subject, detail, counter "31/40"; safe. */
void checkin_line(const struct checkin *checkin, const struct checkin_result *result, struct buf *out);

#endif
