/* SPDX-License-Identifier: BSD-2-Clause */
/* The programme in the log: what was written is read again, and what can't be read harms nothing. */
#include "app/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

static struct app *begin_with(void **state, const struct programme *programme)
{
	char *path = app_try_path(state, "plan.okoce");
	struct begin_options options = app_try_options(state, path, programme);
	struct err err = {0};

	if (begin_programme(&options, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(path);
	return app_try_open(state, "plan.okoce", "laptop", "2019-07-15T08:00:00+07:00");
}

static void read_again(struct app *app)
{
	struct err err = {0};

	programme_release(&app->programme);
	if (plan_read(app->store, &app->programme, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static void test_empty_programme(void **state)
{
	struct programme programme = {0};
	struct app *app;

	record_clear(&settings_type, &programme.settings);
	app = begin_with(state, &programme);
	assert_int_equal(app->programme.session_count, 0);
	assert_int_equal(app->programme.commodity_count, 0);
	assert_string_equal(app->programme.settings.agency, "");
	assert_false(app->programme.is_demo);
	app_tallies(app); /* of nothing */
	app_close(app);
}

static void test_shipped_programme_is_read_as_it_was_written(void **state)
{
	struct programme shipped;
	struct app *app;
	const struct programme *read;

	app_try_shipped(&shipped);
	app = begin_with(state, &shipped);
	read = &app->programme;
	assert_int_equal(read->session_count, shipped.session_count);
	for (size_t i = 0; i < shipped.session_count; i++) {
		const struct session *a = &shipped.session[i], *b = &read->session[i];

		assert_string_equal(b->id, a->id);
		assert_string_equal(b->plan.commodity, a->plan.commodity);
		assert_int_equal(b->plan.capacity, a->plan.capacity);
		assert_int_equal(b->status.status, a->status.status);
		assert_int_equal(b->schedule.dates.count, a->schedule.dates.count);
		assert_string_equal(b->schedule.venue, a->schedule.venue);
	}
	assert_int_equal(read->commodity_count, shipped.commodity_count);
	for (size_t i = 0; i < shipped.commodity_count; i++) {
		assert_string_equal(read->commodity[i].id, shipped.commodity[i].id);
		assert_int_equal(read->commodity[i].steps.count, shipped.commodity[i].steps.count);
	}
	assert_int_equal(read->kecamatan_count, 8);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(
			read->kecamatan[i].kelurahan.count, shipped.kecamatan[i].kelurahan.count);
	assert_int_equal(read->plan_count, shipped.plan_count);
	assert_non_null(programme_holiday(read, date_of(2019, 6, 5)));
	assert_string_equal(read->settings.agency, shipped.settings.agency);
	assert_int_equal(read->settings.letterhead.count, shipped.settings.letterhead.count);
	assert_int_equal(programme_session(read, "2019-KT-KBG-2")->schedule.dates.item[1],
		date_of(2019, 7, 16));
	programme_release(&shipped);
	app_close(app);
}

static void test_later_change_is_read(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct session_schedule schedule;

	record_clear(&session_schedule_type, &schedule);
	schedule.venue = "RPTRA Joglo";
	app_try_put(app, register_session(TRY_SESSION, SESSION_SCHEDULE), &session_schedule_type,
		&schedule);
	read_again(app);
	assert_string_equal(app_try_session(app)->schedule.venue, "RPTRA Joglo");
	assert_int_equal(app_try_session(app)->schedule.dates.count, 0);
	assert_int_equal(app_try_session(app)->plan.capacity, 3);
	app_close(app);
}

static void test_session_outside_the_plan_is_shown(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct session_schedule schedule;
	const struct session *session;

	record_clear(&session_schedule_type, &schedule);
	schedule.venue = "Kantor RW 05";
	app_try_put(app, register_session("2019-XX-KBG-9", SESSION_SCHEDULE),
		&session_schedule_type, &schedule);
	read_again(app);
	assert_int_equal(app->programme.session_count, 2);
	session = programme_session(&app->programme, "2019-XX-KBG-9");
	assert_non_null(session);
	assert_string_equal(session->plan.commodity, "");
	assert_string_equal(session->schedule.venue, "Kantor RW 05");
	app_close(app);
}

static void put_bytes(struct app *app, struct register_key key, struct bytes value)
{
	struct transaction *transaction;
	struct err err = {0};

	assert_int_equal(transaction_begin(app->store, NULL, &transaction, &err), STATUS_OK);
	transaction_put(transaction, register_bytes(&key), value);
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
}

/* Somebody is registered in a session, or was there, and nothing else is known of it. */
static void test_session_with_people_alone_is_shown(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct register_key elsewhere = register_enrolment("2019-XX-KBG-1", &ani);
	struct register_key there = register_attendance("2019-XX-KBG-2", 1, PART_WHOLE, &ani);
	struct transaction *transaction;
	struct enrolment enrolment;
	struct attendance attendance;
	struct err err = {0};
	struct buf title = BUF_EMPTY;

	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_REGISTERED;
	app_try_put(app, elsewhere, &enrolment_type, &enrolment);
	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_PRESENT;
	app_try_put(app, there, &attendance_type, &attendance);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_int_equal(app->programme.session_count, 3);
	assert_true(session_is_planned(app_try_session(app)));
	assert_non_null(programme_session(&app->programme, "2019-XX-KBG-2"));
	assert_false(session_is_planned(programme_session(&app->programme, "2019-XX-KBG-1")));
	session_title(&app->programme, programme_session(&app->programme, "2019-XX-KBG-1"), &title);
	assert_string_equal(buf_text(&title), "2019-XX-KBG-1 (outside the plan)");
	buf_release(&title);
	app_tallies(app);
	/* What is taken back is no fact. */
	assert_int_equal(transaction_begin(app->store, NULL, &transaction, &err), STATUS_OK);
	transaction_take_back(transaction, register_bytes(&elsewhere));
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_int_equal(app->programme.session_count, 2);
	/* That there are none is kept until there is one. */
	elsewhere = register_attendance("2019-XX-KBG-2", 1, PART_WHOLE, &ani);
	assert_int_equal(transaction_begin(app->store, NULL, &transaction, &err), STATUS_OK);
	transaction_take_back(transaction, register_bytes(&elsewhere));
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(app_read_programme(app, &err), STATUS_OK);
		assert_int_equal(app->programme.session_count, 1);
		app_tallies(app);
	}
	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_try_put(app, there, &attendance_type, &attendance);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_int_equal(app->programme.session_count, 2);
	app_close(app);
}

static void test_what_cannot_be_read_is_left_out(void **state)
{
	static const uint8_t number[] = {0x07}; /* CBOR, but no record */
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");

	put_bytes(app, register_conf("commodity.rusak"), BYTES_OF(number));
	put_bytes(app, register_conf("settings"), BYTES_OF(number));
	put_bytes(app, register_conf("later-version"), BYTES_OF(number));
	put_bytes(app, register_session(TRY_SESSION, SESSION_SCHEDULE), BYTES_OF(number));
	put_bytes(app, register_session("2019-KT-KBG-7", SESSION_PLAN), BYTES_OF(number));
	read_again(app);
	assert_int_equal(app->programme.commodity_count, 1);
	assert_string_equal(app->programme.settings.agency, "");
	assert_int_equal(app->programme.session_count, 1);
	assert_string_equal(app_try_session(app)->schedule.venue, "");
	assert_int_equal(app_try_session(app)->plan.days, 4);
	app_close(app);
}

static void test_what_was_taken_back_is_gone(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct register_key plan = register_session(TRY_SESSION, SESSION_PLAN);
	struct register_key schedule = register_session(TRY_SESSION, SESSION_SCHEDULE);
	struct register_key commodity = register_conf("commodity.kerajinan-tangan");
	struct transaction *transaction;
	struct err err = {0};

	assert_int_equal(transaction_begin(app->store, NULL, &transaction, &err), STATUS_OK);
	transaction_take_back(transaction, register_bytes(&plan));
	transaction_take_back(transaction, register_bytes(&schedule));
	transaction_take_back(transaction, register_bytes(&commodity));
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	read_again(app);
	assert_int_equal(app->programme.session_count, 0);
	assert_int_equal(app->programme.commodity_count, 0);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_empty_programme),
		TEST(test_shipped_programme_is_read_as_it_was_written),
		TEST(test_later_change_is_read),
		TEST(test_session_outside_the_plan_is_shown),
		TEST(test_session_with_people_alone_is_shown),
		TEST(test_what_cannot_be_read_is_left_out),
		TEST(test_what_was_taken_back_is_gone),
	};

	return cmocka_run_group_tests_name("app/plan", tests, NULL, NULL);
}
