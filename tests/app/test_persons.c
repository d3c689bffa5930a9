/* SPDX-License-Identifier: BSD-2-Clause */
/* Records that are one person count, sit and are found once, and what joined them can be taken back. */
#include "app/persons.h"

#include "app/checkin.h"
#include "app/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define FIRST_DAY "2019-07-15T08:00:00+07:00"
#define NIK "3173084306859017"

#define OK(call)                                                                                   \
	do {                                                                                       \
		if ((call) != STATUS_OK)                                                           \
			fail_msg("%s: %s", #call, err.text);                                       \
	} while (0)

static struct id enrol(struct app *app, const char *name, const char *nik, uint32_t status, const char *number)
{
	return app_try_enrol(app, name, nik, SEX_FEMALE, status, number);
}

static void say_same(struct app *app, const struct id *a, const struct id *b, enum same_answer answer)
{
	struct same_person same;

	record_clear(&same_person_type, &same);
	same.answer = answer;
	app_try_put(app, register_same(a, b), &same_person_type, &same);
}

/* Mends a record's NIK, and nothing else of it. */
static void give_nik(struct app *app, const struct id *record, const char *name, const char *nik)
{
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	identity.nik = nik;
	identity.sex = SEX_FEMALE;
	app_try_put(app, register_person(record, PERSON_IDENTITY), &person_identity_type, &identity);
}

static void assert_one_person(struct app *app, const struct id *a, const struct id *b, bool one)
{
	struct err err = {0};
	struct id person_a, person_b;

	OK(person_of(app, a, &person_a, &err));
	OK(person_of(app, b, &person_b, &err));
	assert_int_equal(id_equal(&person_a, &person_b), one);
}

/* The counts of the class, both of the list and as the first screen has them. */
static void assert_counts(struct app *app, uint32_t registered, uint32_t waiting, uint32_t present)
{
	struct roster roster = {.count = 0};
	struct day_count count;
	struct err err = {0};

	OK(app_roster(app, app_try_session(app), &roster, &err));
	roster_count(&roster, 1, &count);
	assert_int_equal(count.registered, registered);
	assert_int_equal(count.waiting, waiting);
	assert_int_equal(count.present, present);
	app_tallies(app);
	assert_int_equal(app->tally[0].registered, registered);
	assert_int_equal(app->tally[0].waiting, waiting);
	assert_int_equal(app->tally[0].present[0], present);
	roster_release(&roster);
}

static void test_alone(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id ani = enrol(app, "ANI", NIK, ENROLMENT_REGISTERED, "01");
	struct id nobody = {{9}};
	struct person_records records = {0};
	struct err err = {0};

	assert_true(person_is_alone(app, &ani));
	assert_true(person_is_alone(app, &nobody));
	OK(person_records_of(app, &nobody, &records, &err));
	assert_int_equal(records.count, 1);
	assert_null(person_enrolled_as(app, TRY_SESSION, &records));
	person_records_release(&records);
	app_close(app);
}

/* An officer says that two records are one person, that they are not, and takes it back. */
static void test_said(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI", "", ENROLMENT_REGISTERED, "01");
	struct id b = enrol(app, "ANI LESTARI", "", ENROLMENT_WAITING, "");

	assert_counts(app, 1, 1, 0);
	say_same(app, &a, &b, SAME_YES);
	assert_one_person(app, &a, &b, true);
	assert_counts(app, 1, 0, 0);
	say_same(app, &b, &a, SAME_NO);
	assert_one_person(app, &a, &b, false);
	assert_counts(app, 1, 1, 0);
	say_same(app, &b, &a, SAME_YES);
	assert_counts(app, 1, 0, 0);
	app_close(app);
}

/* Chains: whom A and B, and B and C, join. */
static void test_three_records(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI", "", ENROLMENT_REGISTERED, "01");
	struct id b = enrol(app, "ANIE", "", ENROLMENT_REGISTERED, "02");
	struct id c = enrol(app, "ANNI", "", ENROLMENT_REGISTERED, "03");

	say_same(app, &a, &b, SAME_YES);
	say_same(app, &c, &b, SAME_YES);
	assert_one_person(app, &a, &c, true);
	assert_counts(app, 1, 0, 0);
	app_close(app);
}

/* One NIK, name and birth date: nobody has to say it. With another name they are two, until somebody says so. */
static void test_same_nik(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "Hj. ANI LESTARI", NIK, ENROLMENT_REGISTERED, "01");
	struct id b = enrol(app, "ANI LESTARI, S.E.", "", ENROLMENT_REGISTERED, "02");

	assert_one_person(app, &a, &b, false);
	give_nik(app, &b, "BUDI SANTOSO", NIK);
	assert_one_person(app, &a, &b, false);
	assert_counts(app, 2, 0, 0);
	give_nik(app, &b, "ANI LESTARI, S.E.", NIK);
	assert_one_person(app, &a, &b, true);
	assert_counts(app, 1, 0, 0);
	say_same(app, &a, &b, SAME_NO);
	assert_one_person(app, &a, &b, false);
	assert_counts(app, 2, 0, 0);
	app_close(app);
}

/* What was recorded of one is of both; and what is recorded goes to each that has it. */
static void test_attendance(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI", "", ENROLMENT_REGISTERED, "01");
	struct id b = enrol(app, "ANIE", "", ENROLMENT_REGISTERED, "02");
	struct register_key key_a = register_attendance(TRY_SESSION, 1, PART_WHOLE, &a);
	struct register_key key_b = register_attendance(TRY_SESSION, 1, PART_WHOLE, &b);
	const struct view *view;

	app_try_attend(app, &b, 1, ATTENDANCE_PRESENT);
	assert_counts(app, 2, 0, 1);
	say_same(app, &a, &b, SAME_YES);
	assert_counts(app, 1, 0, 1);
	app_try_attend(app, &a, 1, ATTENDANCE_SICK);
	assert_counts(app, 1, 0, 0);
	view = store_view(app->store);
	assert_int_equal(cell_state(view_find(view, register_bytes(&key_a))), ATTENDANCE_SICK);
	assert_int_equal(cell_state(view_find(view, register_bytes(&key_b))), ATTENDANCE_SICK);
	app_close(app);
}

/* At the door one row answers to both NIKs, and a seat that is given up is given up once. */
static void test_door(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI", NIK, ENROLMENT_REGISTERED, "01");
	struct id b = enrol(app, "ANIE", "3173084306859018", ENROLMENT_REGISTERED, "02");
	struct door_request request = {.act = DOOR_WITHDRAW};
	struct checkin checkin;
	struct checkin_result result;
	struct newcomer newcomer;
	struct err err = {0};

	say_same(app, &a, &b, SAME_YES);
	OK(checkin_open(&checkin, app, app_try_session(app), 1, &err));
	checkin_type(&checkin, NIK);
	checkin_enter(&checkin, CHECKIN_NOBODY, &result);
	assert_int_equal(result.outcome, OUTCOME_PRESENT);
	checkin_type(&checkin, "3173084306859018");
	checkin_enter(&checkin, CHECKIN_NOBODY, &result);
	assert_int_equal(result.outcome, OUTCOME_ALREADY);
	/* Nor is anyone registered anew by the other one. */
	newcomer_start(&newcomer);
	OK(newcomer_set(&newcomer, app, NEWCOMER_NAME, "SOMEBODY ELSE", &err));
	OK(newcomer_set(&newcomer, app, NEWCOMER_NIK, "3173084306859018", &err));
	assert_int_equal(
		enrol_new(&(struct enrol_at){app, &checkin.roster, 1, PART_WHOLE, ""}, &newcomer, &b, &err),
		STATUS_EXISTS);
	newcomer_release(&newcomer);
	request.record = checkin.roster.person[0].record;
	checkin_do(&checkin, &request, &result);
	assert_int_equal(result.outcome, OUTCOME_WITHDRAWN);
	assert_counts(app, 0, 0, 0);
	checkin_undo(&checkin, &result);
	assert_counts(app, 1, 0, 1);
	checkin_release(&checkin);
	app_close(app);
}

/* All that is held of a person is of all records, and found once. */
static void test_found_once(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI LESTARI", NIK, ENROLMENT_REGISTERED, "01");
	struct id b = enrol(app, "ANI LESTARY", "", ENROLMENT_WAITING, "");
	struct person_sheet sheet = {.training_count = 0};
	struct person_line line;
	struct arena arena = {NULL};
	struct people found;
	struct err err = {0};

	OK(people_find(app, "ani", &found, NULL, NULL, &err));
	assert_int_equal(found.count, 2);
	people_release(&found);
	say_same(app, &a, &b, SAME_YES);
	OK(people_find(app, "ani", &found, NULL, NULL, &err));
	assert_int_equal(found.count, 1);
	OK(people_read(app, &found.record[0], &sheet, &err));
	/* The list, the page and the class show what was written last. */
	OK(people_read_line(app, &found.record[0], &arena, &line, &err));
	assert_string_equal(line.identity.name, "ANI LESTARY");
	assert_string_equal(sheet.identity.name, "ANI LESTARY");
	assert_string_equal(sheet.training[0].person[0].identity.name, "ANI LESTARY");
	arena_release(&arena);
	assert_int_equal(sheet.training_count, 1);
	assert_int_equal(sheet.training[0].person[0].enrolment.status, ENROLMENT_REGISTERED);
	assert_int_equal(sheet.rival_count, 1);
	person_sheet_release(&sheet);
	people_release(&found);
	app_close(app);
}

/* Two laptops answer differently: they are two, until that is decided. */
static void test_two_answers(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI", "", ENROLMENT_REGISTERED, "01");
	struct id b = enrol(app, "ANIE", "", ENROLMENT_REGISTERED, "02");
	struct same_said said;

	app_close(app);
	app_try_copy(state, "data.okoce", "other.okoce");
	app = app_try_open(state, "data.okoce", "laptop", FIRST_DAY);
	say_same(app, &a, &b, SAME_YES);
	assert_counts(app, 1, 0, 0);
	app_close(app);
	app = app_try_open(state, "other.okoce", "other", FIRST_DAY);
	say_same(app, &a, &b, SAME_NO);
	app_close(app);
	app_try_join(state, "other.okoce", "data.okoce");
	app = app_try_open(state, "data.okoce", "laptop", FIRST_DAY);
	said = person_same_said(app, &a, &b);
	assert_true(said.yes && said.no);
	assert_one_person(app, &a, &b, false);
	assert_counts(app, 2, 0, 0);
	app_close(app);
}

/* Two doors register one new person without knowing of each other: one seat, one row. */
static void test_two_doors(void **state)
{
	struct app *app;
	struct id a, b;

	app_try_begin(state, "data.okoce");
	app_try_copy(state, "data.okoce", "other.okoce");
	app = app_try_open(state, "data.okoce", "laptop", FIRST_DAY);
	a = enrol(app, "ANI LESTARI", NIK, ENROLMENT_REGISTERED, "A1");
	app_try_attend(app, &a, 1, ATTENDANCE_PRESENT);
	app_close(app);
	app = app_try_open(state, "other.okoce", "other", FIRST_DAY);
	b = enrol(app, "ANI LESTARI", "", ENROLMENT_REGISTERED, "B1");
	give_nik(app, &b, "ANI LESTARI", NIK);
	app_try_attend(app, &b, 1, ATTENDANCE_PRESENT);
	app_close(app);
	app_try_join(state, "other.okoce", "data.okoce");
	app = app_try_open(state, "data.okoce", "laptop", FIRST_DAY);
	assert_false(id_equal(&a, &b));
	assert_one_person(app, &a, &b, true);
	assert_counts(app, 1, 0, 1);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_alone),
		TEST(test_said),
		TEST(test_three_records),
		TEST(test_same_nik),
		TEST(test_attendance),
		TEST(test_door),
		TEST(test_found_once),
		TEST(test_two_answers),
		TEST(test_two_doors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
