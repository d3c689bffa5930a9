/* SPDX-License-Identifier: BSD-2-Clause */
/* The copies of its data file that a laptop keeps. */
#include "app/copies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_try.h"
#include "app/fetch.h"
#include "base/scratch.h"

/* It needs those before it. */
#include <cmocka.h>

#define MONDAY "2019-07-15T16:10:00+07:00"

static void keep(struct app *app)
{
	struct err err = {0};

	if (copies_keep(app, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static struct copies all(const struct app *app)
{
	struct copies copies;

	copies_find(&copies, app->state_folder, store_programme(app->store));
	return copies;
}

static void assert_count(const struct app *app, size_t count)
{
	struct copies copies = all(app);

	assert_int_equal(copies.count, count);
	copies_release(&copies);
}

static struct id enrol(struct app *app)
{
	return app_try_enrol(app, "SITI AMINAH", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
}

static void test_a_copy_is_a_whole_file(void **state)
{
	struct app *app = app_try_new(state, MONDAY), *copied;
	struct id siti = enrol(app);
	struct copies copies;
	struct stat about;
	struct roster roster = {.count = 0};
	struct err err = {0};
	char *place = scratch_path(state, "again.okoce");

	app_try_attend(app, &siti, 1, ATTENDANCE_PRESENT);
	keep(app);
	copies = all(app);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.item[0].entries, store_entries(app->store));
	assert_int_equal(copies.item[0].time, app_try_moment(MONDAY));
	assert_int_equal(stat(copies.item[0].path, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	assert_int_equal(fetch_file(copies.item[0].path, place, &err), STATUS_OK);
	copied = app_try_open(state, "again.okoce", "another", MONDAY);
	assert_int_equal(app_roster(copied, app_try_session(copied), &roster, &err), STATUS_OK);
	assert_int_equal(roster.count, 1);
	assert_int_equal(roster.person[0].mark[0].status, ATTENDANCE_PRESENT);
	roster_release(&roster);
	copies_release(&copies);
	app_close(copied);
	app_close(app);
	free(place);
}

static void test_what_is_in_the_last_copy_is_not_copied_again(void **state)
{
	struct app *app = app_try_new(state, MONDAY);

	keep(app);
	keep(app);
	assert_count(app, 1);
	(void)enrol(app);
	keep(app);
	assert_count(app, 2);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", MONDAY);
	keep(app);
	assert_count(app, 2);
	app_close(app);
}

/* Days by their number in July; each has as many copies as it stands there. */
static void keep_on(struct app *app, const struct id *who, const int *days, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char time[40];

		snprintf(time, sizeof(time), "2019-07-%02dT16:10:00+07:00", days[i]);
		app_try_set_clock(app, time);
		app_try_attend(app, who, 1, i % 2 ? ATTENDANCE_SICK : ATTENDANCE_PRESENT);
		keep(app);
	}
}

static void test_kept_are_the_latest_and_seven_days(void **state)
{
	static const int days[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9};
	/* The three latest, and the last of the 3rd to the 9th. */
	static const int left[] = {9, 9, 9, 8, 7, 6, 5, 4, 3};
	struct app *app = app_try_new(state, MONDAY);
	struct id siti = enrol(app);
	struct copies copies;

	keep_on(app, &siti, days, sizeof(days) / sizeof(*days));
	copies = all(app);
	assert_int_equal(copies.count, sizeof(left) / sizeof(*left));
	for (size_t i = 0; i < copies.count; i++)
		assert_int_equal(date_civil(moment_date(copies.item[i].time)).day, left[i]);
	copies_release(&copies);
	app_close(app);
}

/* The clock went to 2015: what is made then is the latest all the same. */
static void test_a_wrong_clock_puts_nothing_last(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct copies copies;

	keep(app);
	(void)enrol(app);
	app_try_set_clock(app, "2015-01-01T00:01:00+07:00");
	keep(app);
	copies = all(app);
	assert_int_equal(copies.count, 2);
	assert_int_equal(date_civil(moment_date(copies.item[0].time)).year, 2015);
	copies_release(&copies);
	app_close(app);
}

/* The office's older file came to the place, and is worked with: the copy that has more stays. */
static void test_the_one_with_most_entries_stays(void **state)
{
	static const int days[] = {16, 16, 16, 16};
	struct app *app = app_try_new(state, MONDAY);
	struct copies copies;
	struct id siti;
	uint64_t most;

	app_close(app);
	app_try_copy(state, "data.okoce", "older.okoce");
	app = app_try_open(state, "data.okoce", "laptop", MONDAY);
	siti = enrol(app);
	for (uint32_t day = 1; day <= 4; day++)
		for (int i = 0; i < 4; i++)
			app_try_attend(app, &siti, day, i % 2 ? ATTENDANCE_SICK : ATTENDANCE_PRESENT);
	keep(app);
	most = store_entries(app->store);
	app_close(app);
	app = app_try_open(state, "older.okoce", "laptop", MONDAY);
	siti = enrol(app);
	keep_on(app, &siti, days, sizeof(days) / sizeof(*days));
	copies = all(app);
	assert_int_equal(copies.count, 4);
	assert_int_equal(copies.item[3].entries, most);
	copies_release(&copies);
	app_close(app);
}

static void test_what_is_no_copy_is_left_alone(void **state)
{
	static const char *const names[] = {"copies/liburan.okoce",
		"copies/0123456789abcdef0123456789abcdef-1-x-2-00000000.okoce",
		"copies/0123456789abcdef0123456789abcdef-1-2-3-00000000.okoce.part"};
	struct app *app = app_try_new(state, MONDAY);
	struct copies copies;
	struct err err = {0};

	keep(app);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *path = path_join(app->state_folder, names[i]);

		assert_int_equal(
			file_write(path, (struct bytes){(const uint8_t *)"x", 1}, &err), STATUS_OK);
		free(path);
	}
	copies_find(&copies, app->state_folder, NULL);
	assert_int_equal(copies.count, 1);
	copies_release(&copies);
	app_close(app);
}

static void test_where_none_can_be_kept_it_is_said(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	char *path = path_join(app->state_folder, "copies");
	struct err err = {0};

	assert_int_equal(file_write(path, (struct bytes){(const uint8_t *)"x", 1}, &err), STATUS_OK);
	assert_int_equal(copies_keep(app, &err), STATUS_IO);
	assert_non_null(strstr(err.text, "copies"));
	free(path);
	app_close(app);
}

/* A damaged file is not thrown away for a copy. */
static void test_a_damaged_file_stays_beside(void **state)
{
	char *copy = scratch_path(state, "copy.okoce"), *place = scratch_path(state, "data.okoce");
	char *aside = scratch_path(state, "data.okoce.damaged-2"), *none = scratch_path(state, "none");
	struct buf text = BUF_EMPTY;
	struct err err = {0};

	for (int i = 0; i < 2; i++) {
		assert_int_equal(file_write(place, (struct bytes){(const uint8_t *)"bad", 3}, &err), STATUS_OK);
		assert_int_equal(file_write(copy, (struct bytes){(const uint8_t *)"good", 4}, &err), STATUS_OK);
		assert_int_equal(fetch_instead(copy, place, &err), STATUS_OK);
	}
	assert_int_equal(file_read(aside, 100, &text, &err), STATUS_OK);
	assert_string_equal(buf_text(&text), "bad");
	/* What cannot be fetched leaves all as it was. */
	assert_int_equal(fetch_instead(none, place, &err), STATUS_NOT_FOUND);
	buf_clear(&text);
	assert_int_equal(file_read(place, 100, &text, &err), STATUS_OK);
	assert_string_equal(buf_text(&text), "good");
	buf_release(&text);
	free(copy);
	free(place);
	free(aside);
	free(none);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_copy_is_a_whole_file),
		TEST(test_what_is_in_the_last_copy_is_not_copied_again),
		TEST(test_kept_are_the_latest_and_seven_days),
		TEST(test_a_wrong_clock_puts_nothing_last),
		TEST(test_the_one_with_most_entries_stays),
		TEST(test_what_is_no_copy_is_left_alone),
		TEST(test_where_none_can_be_kept_it_is_said),
		TEST(test_a_damaged_file_stays_beside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
