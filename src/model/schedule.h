/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * When and where a session is held: what is worth a look before it is saved. Pure; used by the checks
 * of YAML files, `okoce schedule` and the screen Kegiatan alike.
 *
 * A warning never forbids: announced days are announced, and a hall may hold two classes. Days of
 * training keep their number whatever their date becomes, and so does what is recorded of them.
 */
#ifndef OKOCE_MODEL_SCHEDULE_H
#define OKOCE_MODEL_SCHEDULE_H

#include "model/dates.h"
#include "model/programme.h"

enum schedule_warning_kind {
	SCHEDULE_MOVES,	       /* day `number` has attendance of `count` people, and another date now: `day`,
				* or none */
	SCHEDULE_COUNT,	       /* `count` dates for `number` days of training */
	SCHEDULE_TWICE,	       /* `day` is that of day `number` and of an earlier one, `count` */
	SCHEDULE_NOT_RISING,   /* `day`, of day `number`, is before that of the day before */
	SCHEDULE_OTHER_YEAR,   /* `day` is not in the plan's year, `number` */
	SCHEDULE_DAY_OFF,      /* `day` is one, called `name` */
	SCHEDULE_WEEKEND,      /* `day` is a Saturday or Sunday */
	SCHEDULE_FASTING,      /* `day`, and perhaps more, is in it, called `name` */
	SCHEDULE_SAME_VENUE,   /* `other` is there on `day` */
	SCHEDULE_SAME_TEACHER, /* `other` has `name` on `day` */
	SCHEDULE_KECAMATAN     /* on `day` it has `count` trainings, and `number` at most on any other */
};

/* Which part of a schedule a warning is about: where a form shows it. */
enum schedule_part { SCHEDULE_DATES, SCHEDULE_VENUE, SCHEDULE_INSTRUCTORS };

struct schedule_warning {
	enum schedule_warning_kind kind;
	date day;
	uint32_t number, count;
	const char *name;	     /* borrowed from the schedule or the programme */
	const struct session *other; /* borrowed from the programme */
};

struct schedule_warnings {
	struct schedule_warning *item; /* the gravest kinds first, then by day */
	size_t count, capacity;
};

/* What `schedule` would be for the session. `recorded`: so many people's attendance on each day, from day
 * 1, of DATES_MAX; null: nothing is recorded. `out` is emptied first; release it. */
void schedule_check(const struct programme *programme, const struct session *session,
		    const struct session_schedule *schedule, const uint32_t *recorded,
		    struct schedule_warnings *out);
void schedule_warnings_release(struct schedule_warnings *warnings);

enum schedule_part schedule_warning_part(const struct schedule_warning *warning);
/* Appends its sentence, without a full stop: "Thu 7 Mar is a day off: Nyepi". Not yet safe: names are
 * as people wrote them. */
void schedule_warning_say(const struct programme *programme, const struct schedule_warning *warning,
			  struct buf *out);

/* A copy of its fields of its own, in the arena. */
void schedule_copy(struct session_schedule *out, const struct session_schedule *from,
		   struct arena *arena);

/* What is compared of a place and of a name: nothing of case, marks, and usual short words ("Kec."). */
void venue_fold(struct buf *out, const char *venue);
void instructor_fold(struct buf *out, const char *name);

/* Names with ";" between: a comma belongs to titles ("Siti Aminah, S.Pd."). Cleaned (base/text.h), in the
 * arena; empty ones are none. STATUS_INVALID when it is not UTF-8 or there are too many. */
#define INSTRUCTORS_MAX 12
enum status instructors_parse(const char *text, struct arena *arena, struct texts *out,
			      struct err *err) MUST_USE;
void instructors_print(struct buf *out, const struct texts *names); /* the same the other way */

#endif
