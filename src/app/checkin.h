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

#include "app/enrol.h"
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

/* How somebody came by a seat, or lost it (app/enrol.h). DOOR_CHECKIN: nothing of the kind. */
enum door_act {
	DOOR_CHECKIN,
	DOOR_NEW,	 /* `newcomer` */
	DOOR_JOIN,	 /* `record`, who stays in the other class too */
	DOOR_TAKE_OVER,	 /* `record`, who leaves `session` for this one */
	DOOR_SEAT,	 /* `record`: a free seat */
	DOOR_SUBSTITUTE, /* `record`: the seat of `replaced` */
	DOOR_EXTRA,	 /* `record`, for `cause` */
	DOOR_WITHDRAW,	 /* `record` */
	DOOR_MOVE,	 /* `record`, to `session` */
};

struct door_request {
	enum door_act act;
	struct id record, replaced;
	enum enrolment_cause cause;
	const struct session *session;
	const struct newcomer *newcomer;
};

/* What happened: the facts, and the texts that the outcome line says them with. Texts are not yet
 * safe: names are as people wrote them. */
struct checkin_result {
	enum outcome outcome;
	size_t person; /* index in the roster, or CHECKIN_NOBODY */
	const struct session *session; /* OTHER_CLASS; UNKNOWN: of a training in another year, or null */
	size_t fit;		       /* CHOOSE: how many */
	struct id found; /* OTHER_CLASS, UNKNOWN: who that is, if one is known; else zero */
	enum door_act act;
	uint32_t day;		       /* that the mark is of */
	struct roster_mark mark;       /* PRESENT: as made; UNDONE: taken back; else as found */
	bool represented;	       /* EXCUSED, SICK: a relative signed */
	bool out_of_reach;	       /* newly taken in, and too late for a certificate */
	char typed[200];	       /* UNKNOWN: what was looked for, masked; BAD_NIK: as it is */
	char asked[200];	       /* UNKNOWN, OTHER_CLASS: what was looked for, as it is */
	char with[200];		       /* SUBSTITUTE: whose seat it was; MOVE: the class */
	char subject[400];	       /* "17  JOKO PRASETYO" */
	char detail[400];	       /* "at 08.41" */
};

#define CHECKIN_LAST 3

/* An action of this check-in, as the undo names it. */
struct checkin_done {
	struct action_id action;
	struct id record;
	enum outcome outcome;
	enum door_act act;
	uint32_t day;
	struct roster_mark mark; /* as it was made */
	char number[32], name[150];
};

struct checkin {
	struct app *app;
	const struct session *session;
	uint32_t day;
	enum day_part part;
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
	char reason[200];   /* why a closed day is corrected; "" as long as nobody said */
	size_t done_before; /* actions of this run that are not this check-in's, never undone by it */
	struct checkin_done *done;
	size_t done_count, done_capacity;
};

/* STATUS_INVALID when the session has no such day. */
enum status checkin_open(struct checkin *checkin, struct app *app, const struct session *session,
			 uint32_t day, struct err *err) MUST_USE;
void checkin_release(struct checkin *checkin);
/* Another day of the same session. STATUS_INVALID, and nothing changed, when there is no such day. */
enum status checkin_set_day(struct checkin *checkin, uint32_t day, struct err *err) MUST_USE;
/* The whole day, or a half of it: what is recorded from here on, and what is counted. */
enum status checkin_set_part(struct checkin *checkin, enum day_part part, struct err *err) MUST_USE;
/* True: the day is closed, and nobody has said why it is corrected; nothing will be recorded of it. */
bool checkin_needs_reason(const struct checkin *checkin);
/* Why it is corrected: until the day is another. What is recorded carries it. */
void checkin_set_reason(struct checkin *checkin, const char *reason);
/* Forgets all people, for a lock; checkin_reload() knows them again. */
void checkin_forget(struct checkin *checkin);
/* Loads the roster anew. */
enum status checkin_reload(struct checkin *checkin, struct err *err) MUST_USE;

/* Live: finds who fits. Nothing is found while nothing is typed. */
void checkin_type(struct checkin *checkin, const char *text);
/* Enter. `chosen` is an index in match[], or CHECKIN_NOBODY. */
void checkin_enter(struct checkin *checkin, size_t chosen, struct checkin_result *result);
/* Records excused or sick for the chosen one, or for the only one that fits. `remark` may be "". */
void checkin_mark(struct checkin *checkin, size_t chosen, enum attendance_status status,
		  const char *remark, struct checkin_result *result);
/* Writes nothing: who is meant, and how they stand; where nobody of the class is, who it may be. */
void checkin_look(struct checkin *checkin, size_t chosen, struct checkin_result *result);
/* Takes somebody in, or out. */
void checkin_do(struct checkin *checkin, const struct door_request *request,
		struct checkin_result *result);
/* Takes this check-in's last action back, of whatever day. */
void checkin_undo(struct checkin *checkin, struct checkin_result *result);
bool checkin_can_undo(const struct checkin *checkin);
/* Appends what that would be: "PRESENT 17 JOKO PRASETYO"; safe. */
void checkin_say_undo(const struct checkin *checkin, struct buf *out);
/* Appends "no. 17, 08.41 (31/40)", who was saved last on the day; nothing when nobody was. */
void checkin_say_last(const struct checkin *checkin, struct buf *out);
/* Another laptop recorded people of this day too: the counter is only what this one knows. */
bool checkin_has_others(const struct checkin *checkin);
/* Makes the texts anew, after the language changed. That of FAILED stays. */
void checkin_say(const struct checkin *checkin, struct checkin_result *result);

/* Appends "PRESENT 08.41?", "LATE 09.41", "EXCUSED", ...: what the mark, which is recorded, says. */
void checkin_say_mark(const struct roster_mark *mark, bool late, struct buf *out);
const char *outcome_word(enum outcome outcome); /* translated */
/* Good: it is recorded. Warning: nothing was, and the officer must look. Bad: it is not what it should be. */
enum outcome_kind { OUTCOME_IS_GOOD, OUTCOME_IS_WARNING, OUTCOME_IS_BAD };
enum outcome_kind outcome_kind(enum outcome outcome);
bool outcome_is_good(enum outcome outcome);
/* One line: word, two blanks, subject, detail, counter "31/40"; safe. */
void checkin_line(const struct checkin *checkin, const struct checkin_result *result, struct buf *out);

#endif
