/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rules of the door, pure: who gets a seat, which number, who is late. What is done by them is
 * app/enrol.h.
 */
#ifndef OKOCE_MODEL_DOOR_H
#define OKOCE_MODEL_DOOR_H

#include "model/register.h"
#include "model/roster.h"

/* --- Seats ------------------------------------------------------------------------------------- */

/* Seats that nobody has; 0 when there are as many people as seats, or more. */
uint32_t seats_free(const struct day_count *count);
/* People beyond the seats. */
uint32_t seats_over(const struct day_count *count);
/* Whether who comes now gets a seat: there is one more than people who wait for one. */
bool seats_for_newcomer(const struct day_count *count);

/* The next number of who is taken in at the door (FORMAT F9): A1, A2, ..., by the laptop's letter, so
 * that two laptops never give the same; none is given twice. */
#define DOOR_NUMBER_MAX 16
void roster_next_door_number(const struct roster *roster, char letter, char out[DOOR_NUMBER_MAX]);

/* Whether a seat may be given to another: who has one, and is not present on the day. */
bool roster_may_be_replaced(const struct roster_person *person, uint32_t day);
/* False: with the days that are left, `day` one of them, the certificate is out of reach. */
bool roster_can_complete(const struct programme *programme, const struct roster *roster,
			 const struct roster_person *person, uint32_t day);

/* Why an enrolment is what it is, where the log says it. Numbers are part of the file format.
 * cause, number, words, may be chosen for an extra participant */
#define ENROLMENT_CAUSE_TABLE(X)                                                                   \
	X(REPLACED, 1, N_("seat given to %s"), false)                                              \
	X(REPLACES, 2, N_("in the place of %s"), false)                                            \
	X(MOVED_TO, 3, N_("moved to %s"), false)                                                   \
	X(MOVED_FROM, 4, N_("moved here from %s"), false)                                          \
	X(EXTRA_INVITED, 5, N_("extra: was invited, and is not on the list"), true)                \
	X(EXTRA_DISTRICT, 6, N_("extra: asked for by the kecamatan or kelurahan"), true)           \
	X(EXTRA_OFFICE, 7, N_("extra: agreed with the office"), true)                              \
	X(EXTRA_EMPTY_CHAIRS, 8, N_("extra: others are known not to come"), true)

enum enrolment_cause {
	CAUSE_NONE,
#define CAUSE_ENUM(cause, number, words, extra) CAUSE_##cause = number,
	ENROLMENT_CAUSE_TABLE(CAUSE_ENUM)
#undef CAUSE_ENUM
};

/* Those for an extra participant, the first from index 0; CAUSE_NONE behind the last. */
enum enrolment_cause cause_of_extra(size_t index);
/* "seat given to A3", translated; nothing for CAUSE_NONE and for numbers that are not known. */
void cause_say(uint32_t cause, const char *with, struct buf *out);
/* The reason of an enrolment: its cause, its free text, or both. */
void enrolment_say_reason(const struct enrolment *enrolment, struct buf *out);

/* --- Time -------------------------------------------------------------------------------------- */

/* So many minutes after the start and its tolerance; 0: in time, or nothing is called late. Afternoons
 * have no start of their own. */
uint32_t mark_late_minutes(const struct programme *programme, const struct session *session,
			   enum day_part part, const struct roster_mark *mark);
/* Translated: "morning", "afternoon"; "" for the whole day. */
const char *day_part_text(enum day_part part);

/* What stands as a remark where a relative signed: the person was not there. In the file, in no
 * language's hands. */
#define REMARK_REPRESENTED "diwakilkan"
/* A remark as it is shown, translated when it is one of ours. */
const char *remark_text(const char *remark);

#endif
