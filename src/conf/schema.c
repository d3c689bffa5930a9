/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/schema.h"

#include "base/i18n.h"

#include <stddef.h>
#include <string.h>

/* A member's offset; does not compile when the member is not of the type that the reader fills. */
#define AT(in, member, as) (offsetof(in, member) + 0 * sizeof(_Generic(((in *)0)->member, as : 1)))

#define FIELDS(array) .field = (array), .count = sizeof(array) / sizeof(*(array))

enum {
	OPTIONAL = false,
	REQUIRED = true
};

#define ID_MAX 40     /* bytes; with "commodity." before it, far below REGISTER_TEXT_MAX */
#define LABEL_MAX 120 /* bytes of what has to fit on a screen or a line of paper */
#define SOURCE_MAX 300
#define YEAR_MIN 2000
#define YEAR_MAX 2100
#define DAY_MAX 30

#define TEXT(name, need, in, member, limit, what)                                                  \
	{                                                                                          \
		.key = (name), .type = SCHEMA_TEXT, .required = (need), .max = (limit),            \
		.offset = AT(in, member, const char *), .about = (what)                            \
	}
#define CODE(name, need, in, member, shapes, what)                                                 \
	{                                                                                          \
		.key = (name), .type = SCHEMA_CODE, .required = (need), .shape = (shapes),         \
		.offset = AT(in, member, const char *), .about = (what)                            \
	}
#define ID(name, need, in, member, what)                                                           \
	{                                                                                          \
		.key = (name), .type = SCHEMA_ID, .required = (need), .max = ID_MAX,               \
		.offset = AT(in, member, const char *), .about = (what)                            \
	}
#define NUMBER(name, need, in, member, least, most, what)                                          \
	{                                                                                          \
		.key = (name), .type = SCHEMA_NUMBER, .required = (need), .min = (least),          \
		.max = (most), .offset = AT(in, member, uint32_t), .about = (what)                 \
	}
#define TIME(name, need, in, member, what)                                                         \
	{                                                                                          \
		.key = (name), .type = SCHEMA_TIME, .required = (need),                            \
		.offset = AT(in, member, uint32_t), .about = (what)                                \
	}
#define WORD(name, need, in, member, list, what)                                                   \
	{                                                                                          \
		.key = (name), .type = SCHEMA_WORD, .required = (need), .words = (list),           \
		.offset = AT(in, member, uint32_t), .about = (what)                                \
	}
#define DATE(name, need, in, member, what)                                                         \
	{                                                                                          \
		.key = (name), .type = SCHEMA_DATE, .required = (need),                            \
		.offset = AT(in, member, date), .about = (what)                                    \
	}
#define TEXTS(name, need, in, member, what)                                                        \
	{                                                                                          \
		.key = (name), .type = SCHEMA_TEXTS, .required = (need), .max = LABEL_MAX,         \
		.offset = AT(in, member, struct texts), .about = (what)                            \
	}
#define IDS(name, need, in, member, what)                                                          \
	{                                                                                          \
		.key = (name), .type = SCHEMA_IDS, .required = (need), .max = ID_MAX,              \
		.offset = AT(in, member, struct texts), .about = (what)                            \
	}
#define NUMBERS(name, need, in, member, least, most, what)                                         \
	{                                                                                          \
		.key = (name), .type = SCHEMA_NUMBERS, .required = (need), .min = (least),         \
		.max = (most), .offset = AT(in, member, struct numbers), .about = (what)           \
	}
#define DATES(name, need, in, member, what)                                                        \
	{                                                                                          \
		.key = (name), .type = SCHEMA_DATES, .required = (need),                           \
		.offset = AT(in, member, struct dates), .about = (what)                            \
	}
#define RECORDS(name, need, in, member, schema, limit, what)                                       \
	{                                                                                          \
		.key = (name), .type = SCHEMA_RECORDS, .required = (need), .of = &(schema),        \
		.max = (limit), .offset = AT(in, member, struct records), .about = (what)          \
	}
#define GROUP(name, need, schema, what)                                                            \
	{                                                                                          \
		.key = (name), .type = SCHEMA_GROUP, .required = (need), .of = &(schema),          \
		.about = (what)                                                                    \
	}

/* --- commodities.yaml ----------------------------------------------------------------------- */

static const char *const commodity_code[] = {"AA", "AAA", "AAAA", NULL};

static const struct schema_field step_label_fields[] = {
	TEXT("id", REQUIRED, struct followup_step, label_id, LABEL_MAX, N_("the Indonesian label")),
	TEXT("en", REQUIRED, struct followup_step, label_en, LABEL_MAX, N_("the English label")),
};
static const struct schema step_label_schema = {FIELDS(step_label_fields)};

static void clear_step(void *record)
{
	record_clear(&followup_step_type, record);
}

static const struct schema_word step_givers[] = {
	{"registration", STEP_GIVEN_BY_REGISTRATION},
	{"training", STEP_GIVEN_BY_TRAINING},
	{NULL, 0},
};
static const struct schema_word step_counts[] = {
	{"success", STEP_COUNTS_AS_SUCCESS},
	{NULL, 0},
};

static const struct schema_field step_fields[] = {
	ID("id", REQUIRED, struct followup_step, id, N_("the step's id")),
	GROUP("label", REQUIRED, step_label_schema, N_("the step's labels")),
	IDS("requires", OPTIONAL, struct followup_step, requires,
		N_("steps to be finished before")),
	NUMBER("expected_days", OPTIONAL, struct followup_step, expected_days, 1, 3650,
		N_("days that the step usually takes")),
	NUMBER("weeks", OPTIONAL, struct followup_step, weeks, 1, 520,
		N_("weeks that are to be attended")),
	WORD("given_by", OPTIONAL, struct followup_step, given_by, step_givers,
		N_("what says that it is finished, where no officer does: registration or training")),
	WORD("counts_as", OPTIONAL, struct followup_step, counts_as, step_counts,
		N_("success, from this step on")),
	IDS("documents", OPTIONAL, struct followup_step, documents,
		N_("documents that come of it: halal, pirt, nib, iumk, sku")),
};
static const struct schema step_schema = {
	.size = sizeof(struct followup_step), .clear = clear_step, FIELDS(step_fields)};

static const struct schema_field commodity_label_fields[] = {
	TEXT("id", REQUIRED, struct commodity, label_id, LABEL_MAX, N_("the Indonesian label")),
	TEXT("en", REQUIRED, struct commodity, label_en, LABEL_MAX, N_("the English label")),
};
static const struct schema commodity_label_schema = {FIELDS(commodity_label_fields)};

static void clear_commodity(void *record)
{
	record_clear(&commodity_type, record);
}

static const struct schema_field commodity_fields[] = {
	ID("id", REQUIRED, struct commodity, id, N_("the komoditi's id")),
	CODE("code", REQUIRED, struct commodity, code, commodity_code,
		N_("the letters that stand for it in session ids")),
	GROUP("label", REQUIRED, commodity_label_schema, N_("the komoditi's labels")),
	TEXTS("aliases", OPTIONAL, struct commodity, aliases, N_("other names that lists bring")),
	NUMBERS("years", REQUIRED, struct commodity, years, YEAR_MIN, YEAR_MAX,
		N_("the years in which it is offered")),
	RECORDS("steps", OPTIONAL, struct commodity, steps, step_schema, 50,
		N_("follow-up steps of this komoditi alone")),
};
static const struct schema commodity_schema = {
	.size = sizeof(struct commodity), .clear = clear_commodity, FIELDS(commodity_fields)};

static void clear_commodities_file(void *record)
{
	memset(record, 0, sizeof(struct commodities_file));
}

static const struct schema_field commodities_file_fields[] = {
	RECORDS("commodities", REQUIRED, struct commodities_file, commodities, commodity_schema,
		100, N_("the komoditi, in the order of screens and recaps")),
	RECORDS("steps_for_all", OPTIONAL, struct commodities_file, steps, step_schema, 50,
		N_("follow-up steps of every komoditi")),
};
const struct schema commodities_schema = {.size = sizeof(struct commodities_file),
	.clear = clear_commodities_file,
	FIELDS(commodities_file_fields)};

/* --- districts.yaml ------------------------------------------------------------------------- */

static const char *const kecamatan_code[] = {"99.99.99", NULL};
static const char *const kelurahan_code[] = {"99.99.99.9999", NULL};
static const char *const short_code[] = {"AAA", "AA", "AAAA", NULL};
static const char *const postcode[] = {"99999", NULL};

static void clear_kelurahan(void *record)
{
	record_clear(&kelurahan_type, record);
}

static const struct schema_field kelurahan_fields[] = {
	CODE("code", REQUIRED, struct kelurahan, code, kelurahan_code, N_("Kemendagri's code")),
	TEXT("name", REQUIRED, struct kelurahan, name, LABEL_MAX, N_("the kelurahan's name")),
	CODE("postcode", OPTIONAL, struct kelurahan, postcode, postcode, N_("the postcode")),
	TEXTS("aliases", OPTIONAL, struct kelurahan, aliases, N_("other spellings")),
};
static const struct schema kelurahan_schema = {
	.size = sizeof(struct kelurahan), .clear = clear_kelurahan, FIELDS(kelurahan_fields)};

static void clear_kecamatan(void *record)
{
	record_clear(&kecamatan_type, record);
}

static const struct schema_field kecamatan_fields[] = {
	CODE("code", REQUIRED, struct kecamatan, code, kecamatan_code, N_("Kemendagri's code")),
	CODE("short_code", REQUIRED, struct kecamatan, short_code, short_code,
		N_("the letters that stand for it in session ids")),
	TEXT("name", REQUIRED, struct kecamatan, name, LABEL_MAX, N_("the kecamatan's name")),
	TEXTS("aliases", OPTIONAL, struct kecamatan, aliases, N_("other spellings")),
	RECORDS("kelurahan", REQUIRED, struct kecamatan, kelurahan, kelurahan_schema, 500,
		N_("the kelurahan in it")),
};
static const struct schema kecamatan_schema = {
	.size = sizeof(struct kecamatan), .clear = clear_kecamatan, FIELDS(kecamatan_fields)};

static void clear_districts_file(void *record)
{
	memset(record, 0, sizeof(struct districts_file));
}

static const struct schema_field districts_file_fields[] = {
	RECORDS("kecamatan", REQUIRED, struct districts_file, kecamatan, kecamatan_schema, 500,
		N_("the kecamatan")),
};
const struct schema districts_schema = {.size = sizeof(struct districts_file),
	.clear = clear_districts_file,
	FIELDS(districts_file_fields)};

/* --- plan-YEAR.yaml ------------------------------------------------------------------------- */

/* One more than what the record holds, for there 0 is a planned session and here it is unsaid. */
static const struct schema_word statuses[] = {
	{"planned", 1 + SESSION_PLANNED},
	{"held", 1 + SESSION_HELD},
	{"cancelled", 1 + SESSION_CANCELLED},
	{NULL, 0},
};

static const struct schema_field default_fields[] = {
	NUMBER("capacity", OPTIONAL, struct plan_file, defaults.capacity, 1, 1000,
		N_("seats in a session")),
	NUMBER("days", OPTIONAL, struct plan_file, defaults.days, 1, DAY_MAX,
		N_("days of a session")),
	WORD("status", OPTIONAL, struct plan_file, defaults.status, statuses,
		N_("planned, held or cancelled")),
};
static const struct schema default_schema = {FIELDS(default_fields)};

static void clear_total(void *record)
{
	record_clear(&plan_total_type, record);
}

static const struct schema_field total_fields[] = {
	ID("commodity", REQUIRED, struct plan_total, commodity, N_("a komoditi's id")),
	NUMBER("sessions", REQUIRED, struct plan_total, sessions, 0, 10000, N_("its sessions")),
};
static const struct schema total_schema = {
	.size = sizeof(struct plan_total), .clear = clear_total, FIELDS(total_fields)};

static void clear_announcement(void *record)
{
	record_clear(&announcement_type, record);
}

static const struct schema_field announcement_fields[] = {
	IDS("commodities", REQUIRED, struct announcement, commodities,
		N_("the komoditi that it speaks of")),
	NUMBER("participants", REQUIRED, struct announcement, participants, 1, 10000000,
		N_("the announced participants")),
	TEXT("source", REQUIRED, struct announcement, source, SOURCE_MAX, N_("where it was said")),
};
static const struct schema announcement_schema = {.size = sizeof(struct announcement),
	.clear = clear_announcement,
	FIELDS(announcement_fields)};

static void clear_session(void *record)
{
	struct session *session = record;

	session->id = "";
	record_clear(&session_plan_type, &session->plan);
	record_clear(&session_schedule_type, &session->schedule);
	record_clear(&session_status_type, &session->status);
}

static const struct schema_field session_fields[] = {
	ID("id", REQUIRED, struct session, id, N_("the session's id")),
	ID("commodity", REQUIRED, struct session, plan.commodity, N_("a komoditi's id")),
	CODE("kecamatan", REQUIRED, struct session, plan.kecamatan, kecamatan_code,
		N_("a kecamatan's code")),
	NUMBER("number", REQUIRED, struct session, plan.number, 1, 999,
		N_("the class, counted in its kecamatan and komoditi")),
	NUMBER("capacity", OPTIONAL, struct session, plan.capacity, 1, 1000, N_("seats")),
	NUMBER("days", OPTIONAL, struct session, plan.days, 1, DAY_MAX, N_("days of training")),
	DATES("dates", OPTIONAL, struct session, schedule.dates, N_("one date a day of training")),
	TEXT("venue", OPTIONAL, struct session, schedule.venue, LABEL_MAX, N_("the place")),
	TIME("start", OPTIONAL, struct session, schedule.start_minute, N_("when a day begins")),
	TEXTS("instructors", OPTIONAL, struct session, schedule.instructors, N_("who teaches")),
	WORD("status", OPTIONAL, struct session, status.status, statuses,
		N_("planned, held or cancelled")),
};
static const struct schema session_schema = {
	.size = sizeof(struct session), .clear = clear_session, FIELDS(session_fields)};

static void clear_plan_file(void *record)
{
	struct plan_file *file = record;

	memset(file, 0, sizeof(*file));
	record_clear(&plan_year_type, &file->plan);
}

static const struct schema_field plan_file_fields[] = {
	NUMBER("year", REQUIRED, struct plan_file, plan.year, YEAR_MIN, YEAR_MAX, N_("the year")),
	GROUP("defaults", OPTIONAL, default_schema, N_("what holds where a session says nothing")),
	NUMBER("total", REQUIRED, struct plan_file, total, 0, 10000,
		N_("all sessions of the year")),
	RECORDS("totals", REQUIRED, struct plan_file, plan.totals, total_schema, 100,
		N_("the sessions of each komoditi")),
	RECORDS("announcements", OPTIONAL, struct plan_file, plan.announcements,
		announcement_schema, 100, N_("figures that the office has published")),
	RECORDS("sessions", REQUIRED, struct plan_file, sessions, session_schema, 2000,
		N_("the sessions")),
};
const struct schema plan_schema = {
	.size = sizeof(struct plan_file), .clear = clear_plan_file, FIELDS(plan_file_fields)};

/* --- calendar-YEAR.yaml --------------------------------------------------------------------- */

static const struct schema_word holiday_kinds[] = {
	{"holiday", 1},
	{"joint-leave", 2},
	{"ramadan", 3},
	{NULL, 0},
};

static void clear_holiday(void *record)
{
	record_clear(&holiday_type, record);
}

static const struct schema_field holiday_fields[] = {
	DATE("date", REQUIRED, struct holiday, day, N_("the day, or the first of several")),
	DATE("until", OPTIONAL, struct holiday, last, N_("the last day")),
	WORD("kind", REQUIRED, struct holiday, kind, holiday_kinds,
		N_("holiday, joint-leave or ramadan")),
	TEXT("name", REQUIRED, struct holiday, name, LABEL_MAX, N_("what the day is called")),
};
static const struct schema holiday_schema = {
	.size = sizeof(struct holiday), .clear = clear_holiday, FIELDS(holiday_fields)};

static void clear_calendar(void *record)
{
	record_clear(&calendar_type, record);
}

static const struct schema_field calendar_fields[] = {
	NUMBER("year", REQUIRED, struct calendar, year, YEAR_MIN, YEAR_MAX, N_("the year")),
	RECORDS("holidays", REQUIRED, struct calendar, holidays, holiday_schema, 400,
		N_("days on which no training should be planned")),
};
const struct schema calendar_schema = {
	.size = sizeof(struct calendar), .clear = clear_calendar, FIELDS(calendar_fields)};

/* --- okoce.yaml ----------------------------------------------------------------------------- */

static void clear_settings(void *record)
{
	record_clear(&settings_type, record);
}

static const struct schema_field signatory_fields[] = {
	TEXT("name", REQUIRED, struct settings, signatory_name, LABEL_MAX, N_("who signs")),
	TEXT("title", REQUIRED, struct settings, signatory_title, LABEL_MAX, N_("the office held")),
	TEXT("nip", OPTIONAL, struct settings, signatory_id, LABEL_MAX, N_("the NIP")),
};
static const struct schema signatory_schema = {FIELDS(signatory_fields)};

static const struct schema_field settings_fields[] = {
	TEXT("programme", REQUIRED, struct settings, programme, LABEL_MAX,
		N_("the programme's name")),
	TEXT("agency", REQUIRED, struct settings, agency, LABEL_MAX, N_("the agency's name")),
	TEXT("agency_short", REQUIRED, struct settings, agency_short, LABEL_MAX,
		N_("the agency's short name")),
	TEXT("city", REQUIRED, struct settings, city, LABEL_MAX,
		N_("the place before the date of a signature")),
	TEXTS("letterhead", OPTIONAL, struct settings, letterhead,
		N_("the lines at the head of printed paper")),
	GROUP("signatory", REQUIRED, signatory_schema, N_("who signs sheets and minutes")),
	NUMBER("certificate_days", OPTIONAL, struct settings, certificate_days, 0, DAY_MAX,
		N_("days of presence for a certificate, 0 for all")),
	TIME("start", OPTIONAL, struct settings, start_minute, N_("when a day usually begins")),
	NUMBER("late_after", OPTIONAL, struct settings, late_minutes, 0, 600,
		N_("minutes after the start from which somebody is late, 0 for never")),
};
const struct schema settings_schema = {
	.size = sizeof(struct settings), .clear = clear_settings, FIELDS(settings_fields)};
