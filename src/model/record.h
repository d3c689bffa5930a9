/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Values of registers: records, each a CBOR map from small numbers to fields, described by tables.
 *
 * One table says a record's fields once, for writing, reading and showing. Field numbers are part
 * of the file format and are never used again. A field that is absent is empty: zero, "", none.
 * Fields that this version does not know are kept: reading gathers them, writing puts them back.
 */
#ifndef OKOCE_MODEL_RECORD_H
#define OKOCE_MODEL_RECORD_H

#include "base/cbor.h"
#include "base/date.h"
#include "base/id.h"

enum field_type {
	FIELD_TEXT,    /* const char *; "" is absent */
	FIELD_NUMBER,  /* uint32_t; 0 is absent */
	FIELD_INSTANT, /* int64_t seconds; 0 is absent */
	FIELD_DATE,    /* date; DATE_NONE is absent */
	FIELD_ID,      /* struct id; all zero is absent */
	FIELD_BYTES,   /* struct bytes; empty is absent */
	FIELD_TEXTS,   /* struct texts */
	FIELD_DATES,   /* struct dates */
	FIELD_NUMBERS, /* struct numbers */
	FIELD_RECORDS, /* struct records of the field's `of` */
};

struct texts { const char **item; size_t count; };
struct dates { date *item; size_t count; };
struct numbers { uint32_t *item; size_t count; };
struct records { void *item; size_t count; }; /* an array of the structs of another table */

struct record_field {
	unsigned key;
	const char *name; /* in dumps */
	enum field_type type;
	size_t offset;
	const struct record_type *of;
	bool secret; /* a NIK: masked in every text unless asked for */
};

struct record_type {
	const char *name;
	size_t size;
	const struct record_field *field; /* in rising key order */
	size_t count;
};

/* The first member of every record struct. */
struct record_base {
	struct bytes unknown; /* pairs of unknown fields, as they stood, in the record's arena */
	size_t unknown_count;
};

#define RECORD_BYTES_MAX 65536 /* an encoded record is part of a payload (FORMAT F11) */

/* Makes an empty record: dates none, texts "". */
void record_clear(const struct record_type *type, void *record);
/* Appends the record. STATUS_INVALID, and nothing appended, when a text breaks F11 (base/text.h) or
 * a date or instant is outside of the years 1800 to 2200; the sentence names the field. */
enum status record_encode(const struct record_type *type, const void *record, struct buf *out,
			  struct err *err) MUST_USE;
/* Clears the record and reads into it; strings and lists go into the arena. A known field of a
 * wrong type fails (STATUS_DAMAGED, the record is empty then), and so does one that is present but
 * empty, since a value has one encoding; a number above 32 bits; a date outside of the years 1800 to
 * 2200; a text with U+0000 in it. Other text that breaks F11 is taken and made safe only when shown. */
enum status record_decode(const struct record_type *type, struct bytes bytes, struct arena *arena,
			  void *record, struct err *err) MUST_USE;
/* The same of a part of what was read as CBOR already, and is not looked through again. */
bool record_decode_part(const struct record_type *type, struct bytes bytes, struct arena *arena,
			void *record) MUST_USE;
/* One line {name: value, ...} in the order of the table, unknown fields in diagnostic notation
 * behind them; empty fields are left out. Secret fields are masked and followed by a blank and
 * `tag(context, text)`, which tells two different secrets apart without giving them away; a null
 * tag leaves it out. */
typedef void record_tag(void *context, const char *secret, struct buf *out);
void record_print(const struct record_type *type, const void *record, struct buf *out,
		  record_tag *tag, void *context);

/* Where a field's value is in the record, and whether it is empty (and so absent when written). */
const void *record_value(const struct record_field *field, const void *record);
bool record_field_empty(const struct record_field *field, const void *record);
bool record_equal(const struct record_type *type, const void *record, const void *other);
/* The field of two records of one type. A copy borrows texts and lists from where it comes. */
bool record_field_equal(const struct record_field *field, const void *record, const void *other);
void record_field_copy(const struct record_field *field, void *record, const void *from);

/* The record type that values of this register have, or null when unknown. */
const struct record_type *record_type_of(struct bytes register_key);
/* What counts need of a value, so that they open nothing: the status of an enrolment or attendance,
 * the state of a day or a step, the sex of an identity, whether two records are one person; 0 for every other
 * register and for a value that has none. */
uint8_t record_state(struct bytes register_key, struct bytes value);
struct register_parts; /* model/register.h */
uint8_t record_state_in(const struct register_parts *parts, struct bytes value);
/* What of a value of this state two laptops can disagree on: of attendance the status, of an enrolment the
 * same, a place in the waiting list being one with a seat (MERGE 17). 0: all of the value. */
uint8_t record_claim(const struct register_parts *parts, uint8_t state);

/* The records. Their tables are in records.c. */

enum sex { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE }; /* L, P */

struct person_identity {
	struct record_base base;
	const char *name; /* as written, NFC; up to 60 letters is usual, never enforced */
	const char *nik;  /* 16 digits, or "" */
	date born;
	const char *birthplace;
	uint32_t sex;
	uint32_t nik_stands; /* model/nik.h: why, where birth or sex disagree with the NIK; 0: not said */
};

struct person_contact {
	struct record_base base;
	const char *phone, *phone2; /* 08..., as model/phone.h writes them */
	const char *email;
};

struct person_address {
	struct record_base base;
	const char *line;
	uint32_t rt, rw;
	const char *kelurahan; /* Kemendagri code 31.73.08.1002, "" when unknown */
	const char *kecamatan; /* 31.73.08; follows from kelurahan when that is given */
	const char *elsewhere; /* as written, when it is none of ours */
};

struct person_business {
	struct record_base base;
	const char *family_card; /* no. KK */
	const char *education, *marital, *disability, *business;
};

enum enrolment_status {
	ENROLMENT_REGISTERED = 1,
	ENROLMENT_WAITING,
	ENROLMENT_WITHDRAWN,
	ENROLMENT_MOVED, /* to another session */
	ENROLMENT_VOID,	 /* made by mistake */
};

struct enrolment {
	struct record_base base;
	uint32_t status;
	const char *number; /* nomor: "01".."40" by the order of the import, "A1" walk-in; "" while waiting */
	const char *reason;
	uint32_t cause;	  /* enum enrolment_cause of model/door.h */
	const char *with; /* a number or a session that the cause speaks of */
};

enum attendance_status {
	ATTENDANCE_PRESENT = 1, /* hadir */
	ATTENDANCE_EXCUSED,	/* izin */
	ATTENDANCE_SICK,	/* sakit */
	ATTENDANCE_ABSENT,	/* tanpa keterangan, said by an officer */
};

/* Whether two records are one person (FORMAT F6). */
enum same_answer { SAME_YES = 1, SAME_NO };

struct same_person {
	struct record_base base;
	uint32_t answer;
};

/* What a check asked is as it should be: not asked again until what the answer covers is something else
 * (MERGE 13). */
struct answer {
	struct record_base base;
	struct bytes covers;
};

/* Only facts: when, by whom and where are the event's, not the value's (MERGE 11). */
struct attendance {
	struct record_base base;
	uint32_t status;
	uint32_t typed_minute; /* 1 + minutes since midnight, when a person typed the time; else 0 */
	const char *remark;
	const char *sheet; /* keyed in from paper: the sheet's code, "-" of one without; "": at the door */
};

struct session_plan {
	struct record_base base;
	const char *commodity; /* id of conf/commodity.ID */
	const char *kecamatan; /* 31.73.08 */
	uint32_t number;       /* kelas: 1, 2, ... in that kecamatan, commodity and year */
	uint32_t year;
	uint32_t capacity; /* seats */
	uint32_t days;
};

struct session_schedule {
	struct record_base base;
	struct dates dates; /* one a day of training, the first day first, mostly rising; empty while not scheduled */
	const char *venue;
	uint32_t start_minute; /* 1 + minutes since midnight; 0 unknown */
	struct texts instructors;
};

enum session_status_value { SESSION_PLANNED, SESSION_HELD, SESSION_CANCELLED };

struct session_status {
	struct record_base base;
	uint32_t status;
	const char *reason;
};

/* A day that an officer closed (tutup hari). No absences are written with it: who is not recorded on a
 * closed day reads as absent (MERGE 16). */
enum day_state { DAY_CLOSED = 1, DAY_REOPENED };

struct day {
	struct record_base base;
	uint32_t state;
	uint32_t signatures; /* 1 + those counted on paper; 0: not counted */
	uint32_t present;    /* recorded as present at the closing */
	const char *remark;
	const char *reason; /* of the reopening */
};

/* A printed sheet (lembar): what stood on the paper. Who keys it in says its code and the numbers
 * (MERGE 20). */
struct printed_sheet {
	struct record_base base;
	const char *session;
	uint32_t day;
	uint32_t part;	     /* enum day_part */
	struct texts numbers; /* in printed order */
	struct bytes records; /* ID_SIZE bytes each, of the same rows */
};

/* What was said of a step of somebody's follow-up (tindak lanjut); what follows from it is
 * model/path.h's. Skilled: finished, and masters the trade (mahir). */
enum followup_state {
	FOLLOWUP_STARTED = 1,
	FOLLOWUP_STUCK,
	FOLLOWUP_FINISHED,
	FOLLOWUP_SKILLED,
	FOLLOWUP_SKIPPED /* not needed by this person */
};

struct followup {
	struct record_base base;
	uint32_t state;
	date started, finished;
	uint32_t reason; /* enum stuck_reason of model/path.h */
	const char *note;
	uint32_t weeks; /* that were attended */
};

enum document_status {
	DOCUMENT_WANTED = 1, /* belum */
	DOCUMENT_APPLIED,    /* diajukan */
	DOCUMENT_ISSUED,     /* terbit */
	DOCUMENT_REJECTED,   /* ditolak */
	DOCUMENT_VOID	     /* recorded by mistake */
};

struct document {
	struct record_base base;
	uint32_t kind; /* enum document_kind of model/document.h */
	const char *number, *issuer;
	date issued, until; /* the day it was issued, the last day that it holds */
	uint32_t status;
	const char *name; /* of DOCUMENT_OTHER: what it is */
};

enum role { ROLE_OFFICER = 1, ROLE_SUPERVISOR }; /* petugas, penyelia */

struct officer {
	struct record_base base;
	const char *name;
	uint32_t role;
	const char *kecamatan;	/* "" the office */
	struct bytes sign_key;	/* Ed25519, 32 bytes */
	struct bytes box_key;	/* X25519, 32 bytes */
	struct bytes slot_digest;
	uint32_t slot_generation;
	uint32_t removed; /* 1: removed */
};

struct key_record {
	struct record_base base;
	struct bytes digest; /* of the log key, 32 bytes */
};

/* A look at personal data that is masked otherwise; who and when are the event's. */
enum access_kind { ACCESS_FULL_ROSTER = 1, ACCESS_SHEET, ACCESS_FULL_PERSON };

struct access {
	struct record_base base;
	uint32_t kind;
	const char *session;
	uint32_t people; /* so many were on the list */
	struct id person; /* the one who was looked at; or none */
};

/* Who says that a step is finished: an officer, or what is recorded anyhow. */
enum step_given { STEP_GIVEN_BY_REGISTRATION = 1, STEP_GIVEN_BY_TRAINING };
enum step_counts { STEP_COUNTS_AS_SUCCESS = 1 };

/* conf/commodity.ID */
struct followup_step {
	struct record_base base;
	const char *id, *label_id, *label_en;
	struct texts requires;
	uint32_t expected_days;
	uint32_t given_by;	/* enum step_given; 0: by an officer */
	uint32_t counts_as;	/* enum step_counts */
	struct texts documents; /* kinds that come of it, as model/document.h names them */
	uint32_t weeks;		/* that are to be attended; 0: none are counted */
};

struct commodity {
	struct record_base base;
	const char *id, *code; /* "kerajinan-tangan", "KT" (as in session ids) */
	const char *label_id, *label_en;
	struct numbers years; /* offered in */
	struct records steps; /* of followup_step */
	uint32_t order;	      /* of display */
	struct texts aliases; /* what lists call it, too: "Tata boga" */
};

/* conf/kecamatan.CODE */
struct kelurahan {
	struct record_base base;
	const char *code, *name, *postcode;
	struct texts aliases;
};

struct kecamatan {
	struct record_base base;
	const char *code, *short_code, *name; /* 31.73.08, KBG, Kembangan */
	struct texts aliases;
	struct records kelurahan; /* of kelurahan */
};

/* conf/calendar.YEAR */
enum holiday_kind {
	HOLIDAY_DAY_OFF = 1,
	HOLIDAY_JOINT_LEAVE, /* cuti bersama */
	HOLIDAY_FASTING	     /* Ramadan: a period to warn of */
};

struct holiday {
	struct record_base base;
	date day, last; /* last: DATE_NONE when it is one day */
	const char *name;
	uint32_t kind; /* enum holiday_kind */
};

struct calendar {
	struct record_base base;
	uint32_t year;
	struct records holidays; /* of holiday */
};

/* conf/plan.YEAR: what the year's plan says as a whole */
struct announcement {
	struct record_base base;
	struct texts commodities;
	uint32_t participants;
	const char *source;
};

struct plan_total {
	struct record_base base;
	const char *commodity;
	uint32_t sessions;
};

struct plan_year {
	struct record_base base;
	uint32_t year;
	struct records totals;	      /* of plan_total: the checksum that the plan was held against */
	struct records announcements; /* of announcement: figures of the office, shown beside, never bent to */
};

/* conf/settings */
struct settings {
	struct record_base base;
	const char *agency, *agency_short, *programme, *city;
	struct texts letterhead;
	const char *signatory_name, *signatory_title, *signatory_id; /* NIP */
	uint32_t certificate_days; /* 0: every day of the session */
	uint32_t start_minute;	   /* 1 + the usual start of a day */
	uint32_t late_minutes;	   /* who comes more than so many later is late; 0: nobody is */
};

/* conf/loaded: written by each action that writes a folder of YAML files into the log, so that what
 * officers changed since is told from what the folder gave */
struct conf_loaded {
	struct record_base base;
	struct bytes digest; /* of the files, as in a birth (FORMAT F4) */
	uint32_t number;     /* counts them: what an undo restores was there before */
};

/* Where an officer is: in the laptop's local state, never in the file (app/whereabouts.h) */
struct whereabouts {
	struct record_base base;
	const char *session;
	uint32_t day;
	const char *typed;
};

/* What a laptop handed over last: in its local state, never in the file (app/handover.h) */
struct handed_over {
	struct record_base base;
	uint32_t number; /* 0: nothing yet */
	int64_t time;
};

/* What a laptop is called in a programme: in its local state, never in the file (app/laptop.h) */
struct laptop {
	struct record_base base;
	const char *name;      /* KBG-A */
	const char *kecamatan; /* Kemendagri code */
	uint32_t letter;       /* 'A' to 'Z' */
};

/* conf/demo: only in a demo file */
struct demo_settings {
	struct record_base base;
	int64_t clock; /* where the demo's clock begins */
	uint32_t seed, people;
};

extern const struct record_type person_identity_type, person_contact_type, person_address_type,
	person_business_type, enrolment_type, attendance_type, session_plan_type,
	same_person_type, answer_type,
	session_schedule_type, session_status_type, day_type, printed_sheet_type,
	officer_type, key_record_type, access_type, followup_type, document_type,
	followup_step_type,
	commodity_type, kelurahan_type, kecamatan_type, holiday_type, calendar_type,
	announcement_type, plan_total_type, plan_year_type, settings_type, conf_loaded_type,
	demo_settings_type, laptop_type, whereabouts_type, handed_over_type;

#endif
