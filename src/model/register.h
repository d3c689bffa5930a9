/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Register keys: the names of the places that hold values.
 *
 * A register key is a CBOR array [kind, part...] and is used as its encoded bytes: equal bytes are
 * one register, and a prefix of parts is a prefix of bytes, so that all attendance of a session's
 * day stands together. The table below is part of the file format: numbers are never used again.
 *
 * Parts: I a 16-byte id, T text (an identifier of the plan: [A-Za-z0-9.-], 1 to 64 bytes),
 * N a number, B bytes. What a key of a kind that is not in the table means is unknown: it is kept.
 */
#ifndef OKOCE_MODEL_REGISTER_H
#define OKOCE_MODEL_REGISTER_H

#include "base/cbor.h"
#include "base/id.h"

/* kind, number, name in dumps, parts, concerns a person (its id is the last I) */
#define REGISTER_TABLE(X)                                                                          \
	X(PERSON, 1, "person", "IN", true)	   /* record id, field group */                     \
	X(SAME, 2, "same", "II", true)		   /* two record ids, the lesser first */           \
	X(ANSWER, 3, "answer", "TB", false)	   /* kind of question, what it covers */           \
	X(ENROLMENT, 4, "enrolment", "TI", true)   /* session, record id */                         \
	X(ATTENDANCE, 5, "attendance", "TNNI", true) /* session, day from 1, part, record id */     \
	X(SESSION, 6, "session", "TN", false)	   /* session, facet */                             \
	X(DAY, 7, "day", "TN", false)		   /* session, day from 1 */                        \
	X(SHEET, 8, "sheet", "I", false)	   /* printed sheet */                              \
	X(FOLLOWUP, 9, "followup", "ITT", true)	   /* record id, commodity, step */                 \
	X(DOCUMENT, 10, "document", "IN", true)	   /* record id, number */                  \
	X(OFFICER, 11, "officer", "I", false)	   /* officer */                                    \
	X(KEY, 12, "key", "B", false)		   /* 4-byte key id */                              \
	X(CONF, 13, "conf", "T", false)		   /* name */                                       \
	X(ACCESS, 14, "access", "I", false)	   /* a look at personal data, which is recorded */

enum register_kind {
#define REGISTER_ENUM(kind, number, name, parts, person) REGISTER_##kind = number,
	REGISTER_TABLE(REGISTER_ENUM)
#undef REGISTER_ENUM
};

/* The unit of change and of conflict is the field group, never a loose field, so that no merge
 * makes a row that nobody entered. */
enum person_group { PERSON_IDENTITY = 1, PERSON_CONTACT, PERSON_ADDRESS, PERSON_BUSINESS };
enum session_facet { SESSION_PLAN = 1, SESSION_SCHEDULE, SESSION_STATUS };
/* Attendance is of the whole day (0); sheets of mornings and afternoons exist in such trainings. */
enum day_part { PART_WHOLE = 0, PART_MORNING = 1, PART_AFTERNOON = 2 };

#define REGISTER_KEY_MAX 300
#define REGISTER_TEXT_MAX 64 /* bytes in a text part */
#define REGISTER_BYTES_MAX 160 /* in a byte part that we make */

struct register_key {
	uint16_t len;
	uint8_t byte[REGISTER_KEY_MAX];
};

/* Builders of whole keys. Texts are checked by register_text_ok() before: an assertion here. */
struct register_key register_person(const struct id *record, enum person_group group);
struct register_key register_same(const struct id *record, const struct id *other); /* in any order */
struct register_key register_answer(const char *question, struct bytes about); /* at most REGISTER_BYTES_MAX */
struct register_key register_enrolment(const char *session, const struct id *record);
struct register_key register_attendance(const char *session, int day, enum day_part part,
					const struct id *record);
struct register_key register_session(const char *session, enum session_facet facet);
struct register_key register_day(const char *session, int day);
struct register_key register_sheet(const struct id *sheet);
struct register_key register_followup(const struct id *record, const char *commodity, const char *step);
struct register_key register_document(const struct id *record, uint32_t number);
struct register_key register_officer(const struct id *officer);
struct register_key register_of_key(struct bytes key_id);
struct register_key register_conf(const char *name);
struct register_key register_access(const struct id *access);

/* Prefixes, for iteration. */
struct register_key register_all(enum register_kind kind);
struct register_key register_enrolments_of(const char *session);
struct register_key register_attendance_of(const char *session, int day); /* day 0: all days */
struct register_key register_followups_of(const struct id *record);
struct register_key register_documents_of(const struct id *record);

/* A key of at most REGISTER_KEY_MAX bytes, which register_parse() takes, copied. */
struct register_key register_copy(struct bytes key);
/* The register of another record that this one, which concerns a record, is of the first. */
struct register_key register_of_other(struct bytes key, const struct id *record);
struct bytes register_bytes(const struct register_key *key); /* borrowed from key */
bool register_text_ok(const char *text);

/* A key taken apart. Texts are NUL-terminated copies; parts that a kind does not have are zero. */
struct register_parts {
	unsigned kind;
	struct id id, other;		      /* the last I; the first of two */
	char text[REGISTER_TEXT_MAX + 1];     /* the first T */
	char text2[REGISTER_TEXT_MAX + 1];
	uint64_t number, number2;
	bool known; /* the kind is in the table and the parts are as it says */
};

/* False when the bytes are not a register key at all: not a CBOR array that begins with a kind (32
 * bits), or longer than REGISTER_KEY_MAX. Of a key that is not known only the kind is filled in. */
bool register_parse(struct bytes key, struct register_parts *parts);
/* The record id that a key concerns; false for registers that concern no person. */
bool register_person_of(struct bytes key, struct id *record);
/* One line for dumps and logs: "attendance/2019-KT-KBG-2/2/0/1c9e…" (ids in full hexadecimal). A
 * key that is not known is "?77/" and its parts in diagnostic notation, other bytes are "?/" and
 * hexadecimal. */
void register_print(struct buf *out, struct bytes key);

#endif
