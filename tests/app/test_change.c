/* SPDX-License-Identifier: BSD-2-Clause */
/* Changing: record ids that laptops agree on, attendance that lasts, and taking it back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

static struct id record_id(struct app *app, const char *name, const char *nik, date born)
{
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	identity.nik = nik;
	identity.born = born;
	return app_record_id(app, &identity);
}

static void assert_other(struct id a, struct id b)
{
	assert_false(id_equal(&a, &b));
}

static void test_record_id_follows_nik_folded_name_and_birth_date(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	const date born = date_of(1985, 6, 3);
	struct id id = record_id(app, "HJ. SITI AMINAH", "3173084306859017", born);
	struct id same = record_id(app, "Siti Aminah", "3173084306859017", born);

	assert_true(id_equal(&id, &same));
	assert_other(id, record_id(app, "SITI AMINAH", "3173084306859018", born));
	assert_other(id, record_id(app, "SITI AMINI", "3173084306859017", born));
	assert_other(id, record_id(app, "SITI AMINAH", "3173084306859017", born + 1));
	assert_other(id, record_id(app, "SITI AMINAH", "3173084306859017", DATE_NONE));
	assert_other(id, record_id(app, "SITI AMINAH", "", born));
	app_close(app);
}

static void test_record_ids_of_two_programmes_differ(void **state)
{
	struct app *app, *other;

	app_try_begin(state, "a.okoce");
	app_try_begin(state, "b.okoce");
	app = app_try_open(state, "a.okoce", "laptop", "2019-07-15T08:00:00+07:00");
	other = app_try_open(state, "b.okoce", "laptop", "2019-07-15T08:00:00+07:00");
	assert_other(record_id(app, "ANI", "", DATE_NONE), record_id(other, "ANI", "", DATE_NONE));
	app_close(app);
	app_close(other);
}

static void test_row_id_follows_session_and_row(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct person_identity identity;
	struct id id, same;

	record_clear(&person_identity_type, &identity);
	identity.name = "SITI";
	id = app_row_id(app, TRY_SESSION, &identity, 1);
	same = app_row_id(app, TRY_SESSION, &identity, 1);
	assert_true(id_equal(&id, &same));
	assert_other(id, app_row_id(app, TRY_SESSION, &identity, 2));
	assert_other(id, app_row_id(app, "2019-KT-KBG-2", &identity, 1));
	assert_other(id, app_record_id(app, &identity));
	app_close(app);
}

static uint32_t status_on(struct app *app, const struct id *record, int day)
{
	struct register_key key = register_attendance(TRY_SESSION, day, PART_WHOLE, record);
	struct attendance attendance;
	struct arena arena = {0};
	struct err err = {0};
	enum status status = store_read_record(
		app->store, register_bytes(&key), &attendance_type, &arena, &attendance, &err);
	uint32_t read = attendance.status;

	arena_release(&arena);
	assert_true(status == STATUS_OK || status == STATUS_NOT_FOUND);
	return read;
}

static void test_attendance_lasts(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	const uint64_t before = store_entries(app->store);

	app_try_attend(app, &ani, 2, ATTENDANCE_EXCUSED);
	assert_int_equal(store_entries(app->store), before + 1);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", "2019-07-16T08:00:00+07:00");
	assert_int_equal(status_on(app, &ani, 2), ATTENDANCE_EXCUSED);
	assert_int_equal(status_on(app, &ani, 1), 0);
	assert_int_equal(store_left_out(app->store), 0);
	app_close(app);
}

static void test_nothing_to_undo(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	const struct action_id none = {0};
	const uint64_t before = store_entries(app->store);
	struct err err = {0};

	assert_int_equal(app_undo(app, &err), STATUS_NOT_FOUND);
	assert_true(err.text[0] != '\0');
	app_did(app, &none);
	assert_int_equal(app_undo(app, &err), STATUS_NOT_FOUND);
	assert_int_equal(store_entries(app->store), before);
	app_close(app);
}

static void test_action_that_wrote_nothing_is_no_action(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	const struct action_id none = {0};
	struct err err = {0};

	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_did(app, &none);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_int_equal(status_on(app, &ani, 1), 0);
	app_close(app);
}

static void test_undo_takes_the_last_one_back_first(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct id budi = app_try_enrol(app, "BUDI", "", SEX_MALE, ENROLMENT_REGISTERED, "02");
	struct err err = {0};

	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &budi, 1, ATTENDANCE_PRESENT);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_int_equal(status_on(app, &ani, 1), ATTENDANCE_PRESENT);
	assert_int_equal(status_on(app, &budi, 1), 0);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_int_equal(status_on(app, &ani, 1), 0);
	assert_int_equal(app_undo(app, &err), STATUS_NOT_FOUND);
	app_close(app);
}

static void test_undo_brings_the_earlier_status_back(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct err err = {0};

	app_try_attend(app, &ani, 1, ATTENDANCE_SICK);
	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_int_equal(status_on(app, &ani, 1), ATTENDANCE_SICK);
	app_close(app);
}

static void test_action_that_was_built_upon_does_not_bar_the_earlier_ones(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct id budi = app_try_enrol(app, "BUDI", "", SEX_MALE, ENROLMENT_REGISTERED, "02");
	struct attendance other;
	struct err err = {0};

	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &budi, 1, ATTENDANCE_PRESENT);
	record_clear(&attendance_type, &other);
	other.status = ATTENDANCE_ABSENT;
	app_try_put(app, register_attendance(TRY_SESSION, 1, PART_WHOLE, &budi), &attendance_type,
		&other);
	assert_int_equal(app_undo(app, &err), STATUS_INVALID);
	assert_int_equal(status_on(app, &budi, 1), ATTENDANCE_ABSENT);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_int_equal(status_on(app, &ani, 1), 0);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_record_id_follows_nik_folded_name_and_birth_date),
		TEST(test_record_ids_of_two_programmes_differ),
		TEST(test_row_id_follows_session_and_row),
		TEST(test_attendance_lasts),
		TEST(test_nothing_to_undo),
		TEST(test_action_that_wrote_nothing_is_no_action),
		TEST(test_undo_takes_the_last_one_back_first),
		TEST(test_undo_brings_the_earlier_status_back),
		TEST(test_action_that_was_built_upon_does_not_bar_the_earlier_ones),
	};

	return cmocka_run_group_tests_name("app/change", tests, NULL, NULL);
}
