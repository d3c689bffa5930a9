/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/record.h"
#include "model/register.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

/* The tables are the file format. Lines are only ever added to, here as in records.c. */
static const struct {
	const struct record_type *type;
	const char *fields;
} tables[] = {
	{&person_identity_type, "person_identity: 1 name text, 2 nik secret, 3 born date, 4 "
				"birthplace text, 5 sex number, 6 nik_stands number"},
	{&person_contact_type, "person_contact: 1 phone text, 2 phone2 text, 3 email text"},
	{&person_address_type,
		"person_address: 1 line text, 2 rt number, 3 rw number, 4 kelurahan text, "
		"5 kecamatan text, 6 elsewhere text"},
	{&person_business_type,
		"person_business: 1 family_card secret, 2 education text, 3 marital text, "
		"4 disability text, 5 business text"},
	{&enrolment_type, "enrolment: 1 status number, 2 number text, 3 reason text, "
			  "4 cause number, 5 with text"},
	{&attendance_type, "attendance: 1 status number, 2 typed_minute number, 3 remark text, 4 sheet "
			   "text"},
	{&session_plan_type, "session_plan: 1 commodity text, 2 kecamatan text, 3 number number, "
			     "4 year number, 5 capacity number, 6 days number"},
	{&session_schedule_type,
		"session_schedule: 1 dates dates, 2 venue text, 3 start_minute number, "
		"4 instructors texts"},
	{&session_status_type, "session_status: 1 status number, 2 reason text"},
	{&day_type, "day: 1 state number, 2 signatures number, 3 present number, 4 remark text, "
		    "5 reason text"},
	{&printed_sheet_type, "printed_sheet: 1 session text, 2 day number, 3 part number, 4 numbers texts, "
		      "5 records bytes"},
	{&officer_type, "officer: 1 name text, 2 role number, 3 kecamatan text, 4 sign_key bytes, "
			"5 box_key bytes, 6 slot_digest bytes, 7 slot_generation number, "
			"8 removed number"},
	{&key_record_type, "key_record: 1 digest bytes"},
	{&followup_step_type, "followup_step: 1 id text, 2 label_id text, 3 label_en text, "
			      "4 requires texts, 5 expected_days number, 6 given_by number, "
			      "7 counts_as number, 8 documents texts, 9 weeks number"},
	{&followup_type, "followup: 1 state number, 2 started date, 3 finished date, 4 reason number, "
			 "5 note text, 6 weeks number"},
	{&document_type, "document: 1 kind number, 2 number text, 3 issuer text, 4 issued date, "
			 "5 until date, 6 status number, 7 name text"},
	{&commodity_type, "commodity: 1 id text, 2 code text, 3 label_id text, 4 label_en text, "
			  "5 years numbers, 6 steps followup_step, 7 order number, 8 aliases texts"},
	{&kelurahan_type, "kelurahan: 1 code text, 2 name text, 3 postcode text, 4 aliases texts"},
	{&kecamatan_type,
		"kecamatan: 1 code text, 2 short_code text, 3 name text, 4 aliases texts, "
		"5 kelurahan kelurahan"},
	{&holiday_type, "holiday: 1 day date, 2 last date, 3 name text, 4 kind number"},
	{&calendar_type, "calendar: 1 year number, 2 holidays holiday"},
	{&announcement_type,
		"announcement: 1 commodities texts, 2 participants number, 3 source text"},
	{&plan_total_type, "plan_total: 1 commodity text, 2 sessions number"},
	{&plan_year_type,
		"plan_year: 1 year number, 2 totals plan_total, 3 announcements announcement"},
	{&settings_type,
		"settings: 1 agency text, 2 agency_short text, 3 programme text, 4 city text, "
		"5 letterhead texts, 6 signatory_name text, 7 signatory_title text, "
		"8 signatory_id text, 9 certificate_days number, 10 start_minute number, "
		"11 late_minutes number"},
	{&access_type, "access: 1 kind number, 2 session text, 3 people number, 4 person id"},
	{&conf_loaded_type, "conf_loaded: 1 digest bytes, 2 number number"},
	{&demo_settings_type, "demo_settings: 1 clock instant, 2 seed number, 3 people number"},
};

#define TABLES (sizeof(tables) / sizeof(tables[0]))

static const char *const type_names[] = {
	[FIELD_TEXT] = "text",
	[FIELD_NUMBER] = "number",
	[FIELD_INSTANT] = "instant",
	[FIELD_DATE] = "date",
	[FIELD_ID] = "id",
	[FIELD_BYTES] = "bytes",
	[FIELD_TEXTS] = "texts",
	[FIELD_DATES] = "dates",
	[FIELD_NUMBERS] = "numbers",
};

static void test_tables(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t t = 0; t < TABLES; t++) {
		const struct record_type *type = tables[t].type;

		buf_printf(&out, "%s:", type->name);
		for (size_t i = 0; i < type->count; i++) {
			const struct record_field *field = &type->field[i];

			buf_printf(&out, "%s %u %s %s", i > 0 ? "," : "", field->key, field->name,
				field->of       ? field->of->name
				: field->secret ? "secret"
						: type_names[field->type]);
			assert_int_equal(field->of != NULL, field->type == FIELD_RECORDS);
		}
		assert_string_equal(buf_text(&out), tables[t].fields);
		buf_clear(&out);
	}
	buf_release(&out);
}

/* Members behind the base, none over another: a member that was given a wrong type is seen here. */
static void test_offsets(void **state)
{
	static const size_t sizes[] = {
		[FIELD_TEXT] = sizeof(const char *),
		[FIELD_NUMBER] = sizeof(uint32_t),
		[FIELD_INSTANT] = sizeof(int64_t),
		[FIELD_DATE] = sizeof(date),
		[FIELD_ID] = sizeof(struct id),
		[FIELD_BYTES] = sizeof(struct bytes),
		[FIELD_TEXTS] = sizeof(struct texts),
		[FIELD_DATES] = sizeof(struct dates),
		[FIELD_NUMBERS] = sizeof(struct numbers),
		[FIELD_RECORDS] = sizeof(struct records),
	};

	(void)state;
	for (size_t t = 0; t < TABLES; t++) {
		const struct record_type *type = tables[t].type;
		size_t end = sizeof(struct record_base);

		for (size_t i = 0; i < type->count; i++) {
			assert_true(type->field[i].offset >= end);
			assert_true(type->field[i].offset < end + 8);
			end = type->field[i].offset + sizes[type->field[i].type];
		}
		assert_true(end <= type->size && type->size < end + 8);
	}
}

static struct record_base *new_record(struct arena *arena, const struct record_type *type)
{
	struct record_base *record = arena_alloc(arena, type->size);

	record_clear(type, record);
	return record;
}

static void set(struct arena *arena, const struct record_field *field, void *value)
{
	struct numbers *numbers = value;
	struct texts *texts = value;

	switch (field->type) {
	case FIELD_TEXT:
		*(const char **)value = arena_printf(arena, "%s %u", field->name, field->key);
		break;
	case FIELD_NUMBER:
		*(uint32_t *)value = field->key;
		break;
	case FIELD_INSTANT:
		*(int64_t *)value = field->key;
		break;
	case FIELD_DATE:
		*(date *)value = (date)field->key;
		break;
	case FIELD_ID:
		memset(value, (int)field->key, sizeof(struct id));
		break;
	case FIELD_BYTES:
		*(struct bytes *)value = (struct bytes){(const uint8_t *)field->name, 3};
		break;
	case FIELD_TEXTS:
		texts->item = arena_alloc(arena, sizeof(*texts->item));
		texts->item[0] = field->name;
		texts->count = 1;
		break;
	default: /* dates and numbers */
		numbers->item = arena_alloc(arena, sizeof(*numbers->item));
		numbers->item[0] = field->key;
		numbers->count = 1;
	}
}

static void *filled_record(struct arena *arena, const struct record_type *type)
{
	struct record_base *record = new_record(arena, type);

	for (size_t i = 0; i < type->count; i++) {
		const struct record_field *field = &type->field[i];
		void *value = (char *)record + field->offset;

		if (field->type == FIELD_RECORDS)
			*(struct records *)value =
				(struct records){filled_record(arena, field->of), 1};
		else
			set(arena, field, value);
	}
	return record;
}

static uint8_t state_of(const struct register_key *key, const struct record_type *type, const void *record)
{
	struct buf value = BUF_EMPTY;

	assert_int_equal(record_encode(type, record, &value, NULL), STATUS_OK);
	uint8_t state = record_state(register_bytes(key), buf_bytes(&value));
	buf_release(&value);
	return state;
}

/* What counts read without opening a value. */
static void test_state(void **state)
{
	(void)state;
	const struct id person = {{1}};
	const struct register_key key[] = {
		register_enrolment("2019-KT-KBG-2", &person),
		register_attendance("2019-KT-KBG-2", 1, PART_WHOLE, &person),
		register_person(&person, PERSON_IDENTITY),
		register_person(&person, PERSON_CONTACT),
	};
	const struct enrolment enrolment = {.status = ENROLMENT_WAITING, .number = "", .reason = "penuh"};
	const struct attendance attendance = {.status = ATTENDANCE_SICK, .remark = "demam"};
	const struct person_identity identity = {.name = "SITI AMINAH", .nik = "", .born = DATE_NONE,
						 .birthplace = "Jakarta", .sex = SEX_FEMALE};
	const struct person_contact contact = {.phone = "081234567890", .phone2 = "", .email = ""};

	assert_int_equal(state_of(&key[0], &enrolment_type, &enrolment), ENROLMENT_WAITING);
	assert_int_equal(state_of(&key[1], &attendance_type, &attendance), ATTENDANCE_SICK);
	assert_int_equal(state_of(&key[2], &person_identity_type, &identity), SEX_FEMALE);
	assert_int_equal(state_of(&key[3], &person_contact_type, &contact), 0);
	assert_int_equal(record_state(register_bytes(&key[0]), BYTES_NONE), 0);
	assert_int_equal(record_state(register_bytes(&key[0]), register_bytes(&key[0])), 0);
	assert_int_equal(record_state(BYTES_NONE, BYTES_NONE), 0);
}

static void test_round_trips(void **state)
{
	(void)state;
	for (size_t t = 0; t < TABLES; t++) {
		const struct record_type *type = tables[t].type;
		struct arena arena = {0};
		struct buf first = BUF_EMPTY, second = BUF_EMPTY;
		struct record_base *again = new_record(&arena, type);

		assert_int_equal(
			record_encode(type, filled_record(&arena, type), &first, NULL), STATUS_OK);
		assert_int_equal(
			record_decode(type, buf_bytes(&first), &arena, again, NULL), STATUS_OK);
		assert_int_equal(again->unknown_count, 0);
		for (size_t i = 0; i < type->count; i++)
			assert_false(record_field_empty(&type->field[i], again));
		assert_int_equal(record_encode(type, again, &second, NULL), STATUS_OK);
		assert_true(bytes_equal(buf_bytes(&first), buf_bytes(&second)));
		buf_release(&first);
		buf_release(&second);
		arena_release(&arena);
	}
}

static void test_print(void **state)
{
	struct buf out = BUF_EMPTY;
	struct person_identity person;

	(void)state;
	record_clear(&person_identity_type, &person);
	person.name = "SITI";
	person.nik = "3173015503859901";
	person.born = date_of(1985, 3, 15);
	person.sex = SEX_FEMALE;
	record_print(&person_identity_type, &person, &out, NULL, NULL);
	assert_string_equal(buf_text(&out), "{name: \"SITI\", nik: \"317301******9901\", "
					    "born: 1985-03-15, sex: 2}");
	buf_release(&out);
}

static const struct record_type *type_of(struct register_key key)
{
	return record_type_of(register_bytes(&key));
}

static void test_type_of(void **state)
{
	static const struct id id = {{1}}, other = {{2}};
	static const uint8_t key_id[] = {1, 2, 3, 4};

	(void)state;
	assert_null(record_type_of(BYTES_NONE));
	assert_null(type_of(register_all(REGISTER_PERSON)));
	assert_null(type_of(register_person(&id, (enum person_group)0)));
	assert_null(type_of(register_person(&id, (enum person_group)5)));
	assert_null(type_of(register_session("S", (enum session_facet)4)));
	assert_ptr_equal(type_of(register_person(&id, PERSON_IDENTITY)), &person_identity_type);
	assert_ptr_equal(type_of(register_person(&id, PERSON_CONTACT)), &person_contact_type);
	assert_ptr_equal(type_of(register_person(&id, PERSON_ADDRESS)), &person_address_type);
	assert_ptr_equal(type_of(register_person(&id, PERSON_BUSINESS)), &person_business_type);
	assert_ptr_equal(type_of(register_same(&id, &other)), &same_person_type);
	assert_ptr_equal(type_of(register_answer("seats", BYTES_OF(key_id))), &answer_type);
	assert_ptr_equal(type_of(register_enrolment("S", &id)), &enrolment_type);
	assert_ptr_equal(type_of(register_attendance("S", 4, PART_WHOLE, &id)), &attendance_type);
	assert_ptr_equal(type_of(register_session("S", SESSION_PLAN)), &session_plan_type);
	assert_ptr_equal(type_of(register_session("S", SESSION_SCHEDULE)), &session_schedule_type);
	assert_ptr_equal(type_of(register_session("S", SESSION_STATUS)), &session_status_type);
	assert_ptr_equal(type_of(register_officer(&id)), &officer_type);
	assert_ptr_equal(type_of(register_of_key(BYTES_OF(key_id))), &key_record_type);
}

static void test_type_of_conf(void **state)
{
	static const struct {
		const char *name;
		const struct record_type *type;
	} rows[] = {
		{"x", NULL},
		{"commodity", NULL},
		{"commodity.", NULL},
		{"settings.", NULL},
		{"settings2", NULL},
		{"xplan.2019", NULL},
		{"commodity.fashion", &commodity_type},
		{"kecamatan.31.73.08", &kecamatan_type},
		{"calendar.2019", &calendar_type},
		{"plan.2019", &plan_year_type},
		{"settings", &settings_type},
		{"loaded", &conf_loaded_type},
		{"demo", &demo_settings_type},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_ptr_equal(type_of(register_conf(rows[i].name)), rows[i].type);
}

/* Kinds of register whose values have no table yet. */
static void test_type_of_others(void **state)
{
	static const uint8_t later[] = {0x82, 0x18, 99, 0x01};

	(void)state;
	assert_null(record_type_of(BYTES_OF(later)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_offsets),
		cmocka_unit_test(test_state),
		cmocka_unit_test(test_round_trips),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_type_of),
		cmocka_unit_test(test_type_of_conf),
		cmocka_unit_test(test_type_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
