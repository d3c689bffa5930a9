/* SPDX-License-Identifier: BSD-2-Clause */
/* The end of a day: it is closed, reads as closed everywhere, and can be opened again. */
#include "app/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define EVENING "2019-07-15T16:05:00+07:00"
#define OK(call) assert_int_equal((call), STATUS_OK)

/* Three seats: 01 came, 02 and 03 are not recorded; one waits. */
static struct app *class_of_three(void **state)
{
	struct app *app = app_try_new(state, EVENING);
	struct id siti =
		app_try_enrol(app, "SITI", "3173085203900001", SEX_FEMALE, ENROLMENT_REGISTERED, "01");

	app_try_enrol(app, "JOKO", "3173081203900002", SEX_MALE, ENROLMENT_REGISTERED, "02");
	app_try_enrol(app, "RIA", "3173085203900003", SEX_FEMALE, ENROLMENT_REGISTERED, "03");
	app_try_enrol(app, "ANI", "3173085203900004", SEX_FEMALE, ENROLMENT_WAITING, "");
	app_try_attend(app, &siti, 1, ATTENDANCE_PRESENT);
	return app;
}

static void read_roster(struct app *app, struct roster *roster)
{
	struct err err = {0};

	*roster = (struct roster){.count = 0};
	OK(app_roster(app, app_try_session(app), roster, &err));
}

static enum status close_with(
	struct app *app, uint32_t day, const char *marks, int signatures, struct err *err)
{
	struct closing closing = {
		.day = day, .counted = signatures >= 0, .signatures = (uint32_t)signatures, .remark = ""};
	struct roster roster;
	enum status status;
	uint8_t *said;

	read_roster(app, &roster);
	said = memory_alloc(roster.count + 1);
	closing.said = said;
	status = day_read_marks(&roster, marks, said, err);
	if (status == STATUS_OK)
		status = day_close(app, &roster, &closing, err);
	free(said);
	roster_release(&roster);
	return status;
}

static uint32_t absent_on(struct app *app, uint32_t day)
{
	struct day_count count;
	struct roster roster;

	read_roster(app, &roster);
	roster_count(&roster, day, &count);
	roster_release(&roster);
	return count.absent;
}

static void test_who_is_not_recorded_reads_as_absent(void **state)
{
	struct app *app = class_of_three(state);
	struct day_count count;
	struct roster roster;
	struct err err = {0};

	OK(close_with(app, 1, "izin 3", 1, &err));
	read_roster(app, &roster);
	assert_true(roster_is_closed(&roster, 1));
	assert_false(roster_is_closed(&roster, 2));
	roster_count(&roster, 1, &count);
	assert_int_equal(count.present, 1);
	assert_int_equal(count.excused, 1);
	assert_int_equal(count.absent, 1);
	assert_int_equal(count.open, 0);
	assert_int_equal(count.unrecorded, 1);
	assert_int_equal(roster.person[1].mark[0].status, 0); /* no absence is written */
	assert_int_equal(roster_reads(&roster, &roster.person[1], 1), ATTENDANCE_ABSENT);
	assert_int_equal(roster_reads(&roster, &roster.person[3], 1), 0); /* waits: has no seat */
	assert_int_equal(roster.day[0].record.signatures, 1 + 1);
	assert_int_equal(roster.day[0].record.present, 1);
	assert_int_equal(roster.day[0].time, app_try_moment(EVENING));
	roster_count(&roster, 2, &count);
	assert_int_equal(count.open, 3);
	roster_release(&roster);
	app_tallies(app);
	assert_true(tally_is_closed(app->tally, 1));
	assert_false(tally_is_closed(app->tally, 2));
	app_close(app);
}

/* The counts of a class are kept: closing makes them anew, and so does the next start. */
static void test_counts_follow(void **state)
{
	struct app *app = class_of_three(state);
	struct err err = {0};

	app_tallies(app);
	assert_int_equal(app->tally[0].closed_days, 0);
	OK(close_with(app, 1, "", -1, &err));
	app_tallies(app);
	assert_int_equal(app->tally[0].closed_days, 1);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", EVENING);
	app_tallies(app);
	assert_int_equal(app->tally[0].closed_days, 1);
	assert_true(day_is_closed(app, app_try_session(app), 1));
	assert_int_equal(absent_on(app, 1), 2);
	app_close(app);
}

static void test_one_action(void **state)
{
	struct app *app = class_of_three(state);
	struct roster roster;
	struct err err = {0};

	OK(close_with(app, 1, "sakit 2, izin 3", 1, &err));
	OK(app_undo(app, &err));
	read_roster(app, &roster);
	assert_false(roster_is_closed(&roster, 1));
	assert_int_equal(roster.person[0].mark[0].status, ATTENDANCE_PRESENT);
	assert_int_equal(roster.person[1].mark[0].status, 0);
	assert_int_equal(roster.person[2].mark[0].status, 0);
	roster_release(&roster);
	app_close(app);
}

static void test_what_is_not_closed(void **state)
{
	struct app *app = class_of_three(state);
	struct err err = {0};

	assert_int_equal(close_with(app, 0, "", 1, &err), STATUS_INVALID);
	assert_int_equal(close_with(app, 5, "", 1, &err), STATUS_INVALID);
	assert_int_equal(close_with(app, 1, "izin 9", 1, &err), STATUS_INVALID);
	assert_int_equal(close_with(app, 2, "", -1, &err), STATUS_INVALID); /* nobody came */
	assert_false(day_is_closed(app, app_try_session(app), 2));
	OK(close_with(app, 2, "", 0, &err)); /* nobody came, and that was counted */
	assert_int_equal(close_with(app, 2, "", 0, &err), STATUS_INVALID);
	app_close(app);
}

static void test_reopened_with_a_reason(void **state)
{
	struct app *app = class_of_three(state);
	struct roster roster;
	struct err err = {0};

	read_roster(app, &roster);
	assert_int_equal(day_reopen(app, &roster, 1, "lembar kedua", &err), STATUS_INVALID);
	roster_release(&roster);
	OK(close_with(app, 1, "", 1, &err));
	read_roster(app, &roster);
	assert_int_equal(day_reopen(app, &roster, 1, "  ", &err), STATUS_INVALID);
	OK(day_reopen(app, &roster, 1, "lembar kedua", &err));
	roster_release(&roster);
	read_roster(app, &roster);
	assert_false(roster_is_closed(&roster, 1));
	assert_string_equal(roster.day[0].record.reason, "lembar kedua");
	assert_int_equal(roster.day[0].record.signatures, 1 + 1); /* what was counted stays */
	roster_release(&roster);
	assert_int_equal(absent_on(app, 1), 0);
	OK(close_with(app, 1, "", 1, &err));
	app_close(app);
}

static void test_a_correction_needs_a_reason(void **state)
{
	struct app *app = class_of_three(state);
	const struct session *session = app_try_session(app);
	struct err err = {0};

	OK(day_needs_reason(app, session, 1, "", &err));
	OK(close_with(app, 1, "", 1, &err));
	assert_int_equal(day_needs_reason(app, session, 1, " ", &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, "reopen"));
	OK(day_needs_reason(app, session, 1, "salah nomor", &err));
	OK(day_needs_reason(app, session, 2, "", &err));
	app_close(app);
}

/* Two doors close one day, and one of them found who was missing: nothing of it stands against it. */
static void test_two_doors(void **state)
{
	struct app *app = class_of_three(state);
	struct roster roster;
	struct err err = {0};

	app_close(app);
	app_try_copy(state, "data.okoce", "other.okoce");
	app = app_try_open(state, "data.okoce", "laptop", EVENING);
	OK(close_with(app, 1, "", 1, &err));
	app_close(app);
	app = app_try_open(state, "other.okoce", "laptop2", EVENING);
	read_roster(app, &roster);
	OK(app_attend(app, app_try_session(app), 1, &roster.person[1].record, ATTENDANCE_PRESENT, &err));
	roster_release(&roster);
	OK(close_with(app, 1, "", 2, &err));
	app_close(app);
	app_try_join(state, "other.okoce", "data.okoce");
	app = app_try_open(state, "data.okoce", "laptop", EVENING);
	read_roster(app, &roster);
	assert_true(roster_is_closed(&roster, 1));
	assert_int_equal(roster_reads(&roster, &roster.person[1], 1), ATTENDANCE_PRESENT);
	assert_false(roster.person[1].mark[0].conflict);
	assert_int_equal(roster_reads(&roster, &roster.person[2], 1), ATTENDANCE_ABSENT);
	roster_release(&roster);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_who_is_not_recorded_reads_as_absent),
		TEST(test_counts_follow),
		TEST(test_one_action),
		TEST(test_what_is_not_closed),
		TEST(test_reopened_with_a_reason),
		TEST(test_a_correction_needs_a_reason),
		TEST(test_two_doors),
	};

	return cmocka_run_group_tests_name("app/day", tests, NULL, NULL);
}
