/* SPDX-License-Identifier: BSD-2-Clause */
/* Scheduling: what is saved lasts, is one register, and can be taken back. */
#include "app/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define NOW "2019-07-15T08:00:00+07:00"

static void assert_ok(enum status status, const struct err *err)
{
	if (status != STATUS_OK)
		fail_msg("%s", err->text);
}

/* Its schedule with other dates. */
static struct session_schedule with_dates(
	const struct app *app, struct arena *arena, const char *dates)
{
	struct session_schedule schedule = app_try_session(app)->schedule;
	struct err err = {0};

	assert_ok(dates_parse(dates, 2019, arena, &schedule.dates, &err), &err);
	schedule.venue = arena_text(arena, schedule.venue, strlen(schedule.venue));
	return schedule;
}

static struct action_id save_dates(struct app *app, const char *dates)
{
	struct arena arena = {NULL};
	struct session_schedule schedule = with_dates(app, &arena, dates);
	struct action_id done;
	struct err err = {0};

	assert_ok(schedule_save(app, TRY_SESSION, &schedule, &done, &err), &err);
	arena_release(&arena);
	return done;
}

static void assert_dates(const struct app *app, const char *iso)
{
	struct buf out = BUF_EMPTY;

	dates_print_iso(&out, &app_try_session(app)->schedule.dates);
	assert_string_equal(buf_text(&out), iso);
	buf_release(&out);
}

static void test_dates_last(void **state)
{
	struct app *app = app_try_new(state, NOW);
	uint64_t before;

	assert_true(save_dates(app, "22 Juli").first > 0);
	before = store_entries(app->store);
	assert_true(save_dates(app, "22-23 Juli").first > 0);
	assert_int_equal(store_entries(app->store), before + 1);
	assert_dates(app, "2019-07-22 2019-07-23");
	assert_string_equal(app_try_session(app)->schedule.venue, "Aula Kecamatan Kembangan");
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", NOW);
	assert_dates(app, "2019-07-22 2019-07-23");
	app_close(app);
}

static void test_what_is_so_already_is_not_written(void **state)
{
	struct app *app = app_try_new(state, NOW);
	const uint64_t before = store_entries(app->store);
	struct action_id done;
	struct err err = {0};

	assert_int_equal(save_dates(app, "15-18 Juli").first, 0);
	assert_ok(schedule_save_status(app, TRY_SESSION, SESSION_PLANNED, "", &done, &err), &err);
	assert_int_equal(done.first, 0);
	assert_int_equal(store_entries(app->store), before);
	app_close(app);
}

static void test_undo(void **state)
{
	struct app *app = app_try_new(state, NOW);
	const struct action_id first = save_dates(app, "22-25 Juli");
	const struct action_id second = save_dates(app, "29 Juli-1 Agustus");
	struct err err = {0};

	assert_int_equal(schedule_undo(app, &first, &err), STATUS_INVALID);
	assert_dates(app, "2019-07-29 2019-07-30 2019-07-31 2019-08-01");
	assert_ok(schedule_undo(app, &second, &err), &err);
	assert_dates(app, "2019-07-22 2019-07-23 2019-07-24 2019-07-25");
	assert_int_equal(schedule_undo(app, &second, &err), STATUS_INVALID);
	app_close(app);
}

static void test_status(void **state)
{
	struct app *app = app_try_new(state, NOW);
	struct action_id done;
	struct err err = {0};

	assert_int_equal(schedule_save_status(app, TRY_SESSION, SESSION_CANCELLED, "", &done, &err),
		STATUS_INVALID);
	assert_int_equal(app_try_session(app)->status.status, SESSION_PLANNED);
	assert_ok(schedule_save_status(
			  app, TRY_SESSION, SESSION_CANCELLED, "Aula banjir", &done, &err),
		&err);
	assert_string_equal(app_try_session(app)->status.reason, "Aula banjir");
	/* What is held after all has no reason any more. */
	assert_ok(schedule_save_status(app, TRY_SESSION, SESSION_HELD, "Aula banjir", &done, &err),
		&err);
	assert_int_equal(app_try_session(app)->status.status, SESSION_HELD);
	assert_string_equal(app_try_session(app)->status.reason, "");
	assert_ok(schedule_undo(app, &done, &err), &err);
	assert_int_equal(app_try_session(app)->status.status, SESSION_CANCELLED);
	app_close(app);
}

static void test_no_such_session(void **state)
{
	struct app *app = app_try_new(state, NOW);
	struct session_schedule schedule;
	struct action_id done;
	struct err err = {0};

	record_clear(&session_schedule_type, &schedule);
	assert_int_equal(
		schedule_save(app, "2019-XX-KBG-1", &schedule, &done, &err), STATUS_NOT_FOUND);
	assert_int_equal(
		schedule_save_status(app, "", SESSION_HELD, "", &done, &err), STATUS_NOT_FOUND);
	app_close(app);
}

static void test_text_that_cannot_be_kept(void **state)
{
	struct app *app = app_try_new(state, NOW);
	const uint64_t before = store_entries(app->store);
	struct session_schedule schedule = app_try_session(app)->schedule;
	struct action_id done;
	struct err err = {0};

	schedule.venue = "Aula\nKembangan";
	assert_int_equal(schedule_save(app, TRY_SESSION, &schedule, &done, &err), STATUS_INVALID);
	assert_int_equal(store_entries(app->store), before);
	app_close(app);
}

/* A later version's fields of the register stay. */
static void test_unknown_fields_stay(void **state)
{
	static const uint8_t pair[] = {0x18, 99, 0x01}; /* 99: 1 */
	struct app *app = app_try_new(state, NOW);
	struct session_schedule schedule = app_try_session(app)->schedule;

	schedule.base.unknown = (struct bytes){pair, sizeof(pair)};
	schedule.base.unknown_count = 1;
	app_try_put(app, register_session(TRY_SESSION, SESSION_SCHEDULE), &session_schedule_type,
		&schedule);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", NOW);
	assert_true(save_dates(app, "22-25 Juli").first > 0);
	assert_int_equal(app_try_session(app)->schedule.base.unknown_count, 1);
	app_close(app);
}

/* Attendance keeps the number of its day. */
static void test_attendance_stays_with_its_day(void **state)
{
	struct app *app = app_try_new(state, NOW);
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct schedule_warnings warnings = {0};
	struct arena arena = {NULL};
	struct session_schedule schedule;

	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	schedule = with_dates(app, &arena, "16-19 Juli");
	schedule_look(app, app_try_session(app), &schedule, &warnings);
	assert_int_equal(warnings.count, 1);
	assert_int_equal(warnings.item[0].kind, SCHEDULE_MOVES);
	assert_int_equal(warnings.item[0].count, 1);
	save_dates(app, "16-19 Juli");
	app_tallies(app);
	assert_int_equal(app->tally[0].present[0], 1);
	assert_int_equal(app->tally[0].present[1], 0);
	schedule_warnings_release(&warnings);
	arena_release(&arena);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_dates_last),
		TEST(test_what_is_so_already_is_not_written),
		TEST(test_undo),
		TEST(test_status),
		TEST(test_no_such_session),
		TEST(test_text_that_cannot_be_kept),
		TEST(test_unknown_fields_stay),
		TEST(test_attendance_stays_with_its_day),
	};

	return cmocka_run_group_tests_name("scheduling", tests, NULL, NULL);
}
