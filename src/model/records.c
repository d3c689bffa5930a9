/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The tables of all records. A field's number is part of the file format: it is given once, in the
 * order of the struct's members, and is never used again, also not when the field goes away.
 */
#include "model/record.h"
#include "model/register.h"

#include <string.h>

#define FIELD_OF(record, key, member, type, of, secret)                                            \
	{                                                                                          \
		key, #member, type, offsetof(struct record, member), of, secret                    \
	}
#define FIELD(record, key, member, type) FIELD_OF(record, key, member, FIELD_##type, NULL, false)
#define FIELD_SECRET(record, key, member) FIELD_OF(record, key, member, FIELD_TEXT, NULL, true)
#define FIELD_LIST(record, key, member, of) FIELD_OF(record, key, member, FIELD_RECORDS, &of, false)
#define RECORD_TYPE(record, fields)                                                                \
	{                                                                                          \
#record, sizeof(struct record), fields, sizeof(fields) / sizeof((fields)[0])       \
	}

static const struct record_field person_identity_fields[] = {
	FIELD(person_identity, 1, name, TEXT),
	FIELD_SECRET(person_identity, 2, nik),
	FIELD(person_identity, 3, born, DATE),
	FIELD(person_identity, 4, birthplace, TEXT),
	FIELD(person_identity, 5, sex, NUMBER),
	FIELD(person_identity, 6, nik_stands, NUMBER),
};
const struct record_type person_identity_type =
	RECORD_TYPE(person_identity, person_identity_fields);

static const struct record_field person_contact_fields[] = {
	FIELD(person_contact, 1, phone, TEXT),
	FIELD(person_contact, 2, phone2, TEXT),
	FIELD(person_contact, 3, email, TEXT),
};
const struct record_type person_contact_type = RECORD_TYPE(person_contact, person_contact_fields);

static const struct record_field person_address_fields[] = {
	FIELD(person_address, 1, line, TEXT),
	FIELD(person_address, 2, rt, NUMBER),
	FIELD(person_address, 3, rw, NUMBER),
	FIELD(person_address, 4, kelurahan, TEXT),
	FIELD(person_address, 5, kecamatan, TEXT),
	FIELD(person_address, 6, elsewhere, TEXT),
};
const struct record_type person_address_type = RECORD_TYPE(person_address, person_address_fields);

static const struct record_field person_business_fields[] = {
	FIELD_SECRET(person_business, 1, family_card),
	FIELD(person_business, 2, education, TEXT),
	FIELD(person_business, 3, marital, TEXT),
	FIELD(person_business, 4, disability, TEXT),
	FIELD(person_business, 5, business, TEXT),
};
const struct record_type person_business_type =
	RECORD_TYPE(person_business, person_business_fields);

static const struct record_field enrolment_fields[] = {
	FIELD(enrolment, 1, status, NUMBER),
	FIELD(enrolment, 2, number, TEXT),
	FIELD(enrolment, 3, reason, TEXT),
	FIELD(enrolment, 4, cause, NUMBER),
	FIELD(enrolment, 5, with, TEXT),
};
const struct record_type enrolment_type = RECORD_TYPE(enrolment, enrolment_fields);

static const struct record_field attendance_fields[] = {
	FIELD(attendance, 1, status, NUMBER),
	FIELD(attendance, 2, typed_minute, NUMBER),
	FIELD(attendance, 3, remark, TEXT),
	FIELD(attendance, 4, sheet, TEXT),
};
const struct record_type attendance_type = RECORD_TYPE(attendance, attendance_fields);

static const struct record_field same_person_fields[] = {
	FIELD(same_person, 1, answer, NUMBER),
};
const struct record_type same_person_type = RECORD_TYPE(same_person, same_person_fields);

static const struct record_field answer_fields[] = {
	FIELD(answer, 1, covers, BYTES),
};
const struct record_type answer_type = RECORD_TYPE(answer, answer_fields);

static const struct record_field session_plan_fields[] = {
	FIELD(session_plan, 1, commodity, TEXT),
	FIELD(session_plan, 2, kecamatan, TEXT),
	FIELD(session_plan, 3, number, NUMBER),
	FIELD(session_plan, 4, year, NUMBER),
	FIELD(session_plan, 5, capacity, NUMBER),
	FIELD(session_plan, 6, days, NUMBER),
};
const struct record_type session_plan_type = RECORD_TYPE(session_plan, session_plan_fields);

static const struct record_field session_schedule_fields[] = {
	FIELD(session_schedule, 1, dates, DATES),
	FIELD(session_schedule, 2, venue, TEXT),
	FIELD(session_schedule, 3, start_minute, NUMBER),
	FIELD(session_schedule, 4, instructors, TEXTS),
};
const struct record_type session_schedule_type =
	RECORD_TYPE(session_schedule, session_schedule_fields);

static const struct record_field session_status_fields[] = {
	FIELD(session_status, 1, status, NUMBER),
	FIELD(session_status, 2, reason, TEXT),
};
const struct record_type session_status_type = RECORD_TYPE(session_status, session_status_fields);

static const struct record_field day_fields[] = {
	FIELD(day, 1, state, NUMBER),
	FIELD(day, 2, signatures, NUMBER),
	FIELD(day, 3, present, NUMBER),
	FIELD(day, 4, remark, TEXT),
	FIELD(day, 5, reason, TEXT),
};
const struct record_type day_type = RECORD_TYPE(day, day_fields);

static const struct record_field printed_sheet_fields[] = {
	FIELD(printed_sheet, 1, session, TEXT),
	FIELD(printed_sheet, 2, day, NUMBER),
	FIELD(printed_sheet, 3, part, NUMBER),
	FIELD(printed_sheet, 4, numbers, TEXTS),
	FIELD(printed_sheet, 5, records, BYTES),
};
const struct record_type printed_sheet_type = RECORD_TYPE(printed_sheet, printed_sheet_fields);

static const struct record_field officer_fields[] = {
	FIELD(officer, 1, name, TEXT),
	FIELD(officer, 2, role, NUMBER),
	FIELD(officer, 3, kecamatan, TEXT),
	FIELD(officer, 4, sign_key, BYTES),
	FIELD(officer, 5, box_key, BYTES),
	FIELD(officer, 6, slot_digest, BYTES),
	FIELD(officer, 7, slot_generation, NUMBER),
	FIELD(officer, 8, removed, NUMBER),
};
const struct record_type officer_type = RECORD_TYPE(officer, officer_fields);

static const struct record_field key_record_fields[] = {
	FIELD(key_record, 1, digest, BYTES),
};
const struct record_type key_record_type = RECORD_TYPE(key_record, key_record_fields);

static const struct record_field access_fields[] = {
	FIELD(access, 1, kind, NUMBER),
	FIELD(access, 2, session, TEXT),
	FIELD(access, 3, people, NUMBER),
	FIELD(access, 4, person, ID),
};
const struct record_type access_type = RECORD_TYPE(access, access_fields);

static const struct record_field followup_fields[] = {
	FIELD(followup, 1, state, NUMBER),
	FIELD(followup, 2, started, DATE),
	FIELD(followup, 3, finished, DATE),
	FIELD(followup, 4, reason, NUMBER),
	FIELD(followup, 5, note, TEXT),
	FIELD(followup, 6, weeks, NUMBER),
};
const struct record_type followup_type = RECORD_TYPE(followup, followup_fields);

static const struct record_field document_fields[] = {
	FIELD(document, 1, kind, NUMBER),
	FIELD(document, 2, number, TEXT),
	FIELD(document, 3, issuer, TEXT),
	FIELD(document, 4, issued, DATE),
	FIELD(document, 5, until, DATE),
	FIELD(document, 6, status, NUMBER),
	FIELD(document, 7, name, TEXT),
};
const struct record_type document_type = RECORD_TYPE(document, document_fields);

static const struct record_field followup_step_fields[] = {
	FIELD(followup_step, 1, id, TEXT),
	FIELD(followup_step, 2, label_id, TEXT),
	FIELD(followup_step, 3, label_en, TEXT),
	FIELD(followup_step, 4, requires, TEXTS),
	FIELD(followup_step, 5, expected_days, NUMBER),
	FIELD(followup_step, 6, given_by, NUMBER),
	FIELD(followup_step, 7, counts_as, NUMBER),
	FIELD(followup_step, 8, documents, TEXTS),
	FIELD(followup_step, 9, weeks, NUMBER),
};
const struct record_type followup_step_type = RECORD_TYPE(followup_step, followup_step_fields);

static const struct record_field commodity_fields[] = {
	FIELD(commodity, 1, id, TEXT),
	FIELD(commodity, 2, code, TEXT),
	FIELD(commodity, 3, label_id, TEXT),
	FIELD(commodity, 4, label_en, TEXT),
	FIELD(commodity, 5, years, NUMBERS),
	FIELD_LIST(commodity, 6, steps, followup_step_type),
	FIELD(commodity, 7, order, NUMBER),
	FIELD(commodity, 8, aliases, TEXTS),
};
const struct record_type commodity_type = RECORD_TYPE(commodity, commodity_fields);

static const struct record_field kelurahan_fields[] = {
	FIELD(kelurahan, 1, code, TEXT),
	FIELD(kelurahan, 2, name, TEXT),
	FIELD(kelurahan, 3, postcode, TEXT),
	FIELD(kelurahan, 4, aliases, TEXTS),
};
const struct record_type kelurahan_type = RECORD_TYPE(kelurahan, kelurahan_fields);

static const struct record_field kecamatan_fields[] = {
	FIELD(kecamatan, 1, code, TEXT),
	FIELD(kecamatan, 2, short_code, TEXT),
	FIELD(kecamatan, 3, name, TEXT),
	FIELD(kecamatan, 4, aliases, TEXTS),
	FIELD_LIST(kecamatan, 5, kelurahan, kelurahan_type),
};
const struct record_type kecamatan_type = RECORD_TYPE(kecamatan, kecamatan_fields);

static const struct record_field holiday_fields[] = {
	FIELD(holiday, 1, day, DATE),
	FIELD(holiday, 2, last, DATE),
	FIELD(holiday, 3, name, TEXT),
	FIELD(holiday, 4, kind, NUMBER),
};
const struct record_type holiday_type = RECORD_TYPE(holiday, holiday_fields);

static const struct record_field calendar_fields[] = {
	FIELD(calendar, 1, year, NUMBER),
	FIELD_LIST(calendar, 2, holidays, holiday_type),
};
const struct record_type calendar_type = RECORD_TYPE(calendar, calendar_fields);

static const struct record_field announcement_fields[] = {
	FIELD(announcement, 1, commodities, TEXTS),
	FIELD(announcement, 2, participants, NUMBER),
	FIELD(announcement, 3, source, TEXT),
};
const struct record_type announcement_type = RECORD_TYPE(announcement, announcement_fields);

static const struct record_field plan_total_fields[] = {
	FIELD(plan_total, 1, commodity, TEXT),
	FIELD(plan_total, 2, sessions, NUMBER),
};
const struct record_type plan_total_type = RECORD_TYPE(plan_total, plan_total_fields);

static const struct record_field plan_year_fields[] = {
	FIELD(plan_year, 1, year, NUMBER),
	FIELD_LIST(plan_year, 2, totals, plan_total_type),
	FIELD_LIST(plan_year, 3, announcements, announcement_type),
};
const struct record_type plan_year_type = RECORD_TYPE(plan_year, plan_year_fields);

static const struct record_field settings_fields[] = {
	FIELD(settings, 1, agency, TEXT),
	FIELD(settings, 2, agency_short, TEXT),
	FIELD(settings, 3, programme, TEXT),
	FIELD(settings, 4, city, TEXT),
	FIELD(settings, 5, letterhead, TEXTS),
	FIELD(settings, 6, signatory_name, TEXT),
	FIELD(settings, 7, signatory_title, TEXT),
	FIELD(settings, 8, signatory_id, TEXT),
	FIELD(settings, 9, certificate_days, NUMBER),
	FIELD(settings, 10, start_minute, NUMBER),
	FIELD(settings, 11, late_minutes, NUMBER),
};
const struct record_type settings_type = RECORD_TYPE(settings, settings_fields);

static const struct record_field conf_loaded_fields[] = {
	FIELD(conf_loaded, 1, digest, BYTES),
	FIELD(conf_loaded, 2, number, NUMBER),
};
const struct record_type conf_loaded_type = RECORD_TYPE(conf_loaded, conf_loaded_fields);

static const struct record_field demo_settings_fields[] = {
	FIELD(demo_settings, 1, clock, INSTANT),
	FIELD(demo_settings, 2, seed, NUMBER),
	FIELD(demo_settings, 3, people, NUMBER),
};
const struct record_type demo_settings_type = RECORD_TYPE(demo_settings, demo_settings_fields);

static const struct record_field laptop_fields[] = {
	FIELD(laptop, 1, name, TEXT),
	FIELD(laptop, 2, kecamatan, TEXT),
	FIELD(laptop, 3, letter, NUMBER),
};
const struct record_type laptop_type = RECORD_TYPE(laptop, laptop_fields);

static const struct record_field whereabouts_fields[] = {
	FIELD(whereabouts, 1, session, TEXT),
	FIELD(whereabouts, 2, day, NUMBER),
	FIELD(whereabouts, 3, typed, TEXT),
};
const struct record_type whereabouts_type = RECORD_TYPE(whereabouts, whereabouts_fields);

static const struct record_field handed_over_fields[] = {
	FIELD(handed_over, 1, number, NUMBER),
	FIELD(handed_over, 2, time, INSTANT),
};
const struct record_type handed_over_type = RECORD_TYPE(handed_over, handed_over_fields);

/* Which registers hold which records. `number` is the group or facet, or 0 where the kind has none.
 * `name` is a configuration's whole name, or its beginning when it ends in a dot. */
static const struct register_record {
	enum register_kind kind;
	unsigned number;
	const char *name;
	const struct record_type *type;
} register_records[] = {
	{REGISTER_PERSON, PERSON_IDENTITY, NULL, &person_identity_type},
	{REGISTER_PERSON, PERSON_CONTACT, NULL, &person_contact_type},
	{REGISTER_PERSON, PERSON_ADDRESS, NULL, &person_address_type},
	{REGISTER_PERSON, PERSON_BUSINESS, NULL, &person_business_type},
	{REGISTER_SAME, 0, NULL, &same_person_type},
	{REGISTER_ANSWER, 0, NULL, &answer_type},
	{REGISTER_ENROLMENT, 0, NULL, &enrolment_type},
	{REGISTER_ATTENDANCE, 0, NULL, &attendance_type},
	{REGISTER_SESSION, SESSION_PLAN, NULL, &session_plan_type},
	{REGISTER_SESSION, SESSION_SCHEDULE, NULL, &session_schedule_type},
	{REGISTER_SESSION, SESSION_STATUS, NULL, &session_status_type},
	{REGISTER_OFFICER, 0, NULL, &officer_type},
	{REGISTER_KEY, 0, NULL, &key_record_type},
	{REGISTER_DAY, 0, NULL, &day_type},
	{REGISTER_SHEET, 0, NULL, &printed_sheet_type},
	{REGISTER_ACCESS, 0, NULL, &access_type},
	{REGISTER_FOLLOWUP, 0, NULL, &followup_type},
	{REGISTER_DOCUMENT, 0, NULL, &document_type},
	{REGISTER_CONF, 0, "commodity.", &commodity_type},
	{REGISTER_CONF, 0, "kecamatan.", &kecamatan_type},
	{REGISTER_CONF, 0, "calendar.", &calendar_type},
	{REGISTER_CONF, 0, "plan.", &plan_year_type},
	{REGISTER_CONF, 0, "settings", &settings_type},
	{REGISTER_CONF, 0, "loaded", &conf_loaded_type},
	{REGISTER_CONF, 0, "demo", &demo_settings_type},
};

static bool name_fits(const char *pattern, const char *name)
{
	size_t len = strlen(pattern);

	if (pattern[len - 1] != '.')
		return strcmp(pattern, name) == 0;
	return strncmp(pattern, name, len) == 0 && name[len] != '\0';
}

const struct record_type *record_type_of(struct bytes register_key)
{
	struct register_parts parts;

	if (!register_parse(register_key, &parts) || !parts.known)
		return NULL;
	for (size_t i = 0; i < sizeof(register_records) / sizeof(register_records[0]); i++) {
		const struct register_record *row = &register_records[i];

		if (row->kind == parts.kind && (!row->number || row->number == parts.number) &&
			(!row->name || name_fits(row->name, parts.text)))
			return row->type;
	}
	return NULL;
}

/* The field that is a register's state. */
static unsigned state_field(const struct register_parts *parts)
{
	if (!parts->known)
		return 0;
	if (parts->kind == REGISTER_ENROLMENT || parts->kind == REGISTER_ATTENDANCE)
		return 1; /* status */
	if (parts->kind == REGISTER_SAME)
		return 1; /* answer */
	if (parts->kind == REGISTER_DAY || parts->kind == REGISTER_FOLLOWUP)
		return 1; /* state */
	return parts->kind == REGISTER_PERSON && parts->number == PERSON_IDENTITY ? 5 : 0; /* sex */
}

uint8_t record_state(struct bytes register_key, struct bytes value)
{
	struct register_parts parts;

	return register_parse(register_key, &parts) ? record_state_in(&parts, value) : 0;
}

uint8_t record_state_in(const struct register_parts *parts, struct bytes value)
{
	unsigned field = state_field(parts);
	int64_t previous = -1;
	uint64_t state = 0;
	struct cbor cbor;

	if (field == 0)
		return 0;
	cbor_open(&cbor, value);
	for (size_t left = cbor_map(&cbor); left > 0 && cbor_ok(&cbor); left--) {
		if (cbor_key(&cbor, &previous) == field) {
			state = cbor_uint(&cbor);
			break;
		}
		cbor_skip(&cbor);
	}
	return cbor_ok(&cbor) && state <= UINT8_MAX ? (uint8_t)state : 0;
}

uint8_t record_claim(const struct register_parts *parts, uint8_t state)
{
	if (!parts->known)
		return 0;
	if (parts->kind == REGISTER_ENROLMENT)
		return state == ENROLMENT_WAITING ? ENROLMENT_REGISTERED : state;
	return parts->kind == REGISTER_ATTENDANCE || parts->kind == REGISTER_SAME ? state : 0;
}
