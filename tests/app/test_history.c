/* SPDX-License-Identifier: BSD-2-Clause */
/* Riwayat: who did what, what it replaced, and taking it back. */
#include "app/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"
#include "app/day.h"

/* It needs those before it. */
#include <cmocka.h>

#define MONDAY "2019-07-15T08:00:00+07:00"

static struct id person_of(uint8_t number)
{
	return (struct id){{number}};
}

static void put_person(struct app *app, uint8_t number, const char *name, const char *nik)
{
	const struct id id = person_of(number);
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	identity.nik = nik;
	app_try_put(app, register_person(&id, PERSON_IDENTITY), &person_identity_type, &identity);
}

static void attend(struct app *app, uint8_t number, enum attendance_status status)
{
	const struct id id = person_of(number);
	struct err err = {0};

	assert_int_equal(app_attend(app, app_try_session(app), 1, &id, status, &err), STATUS_OK);
}

static struct history open_history(struct app *app)
{
	struct history history;
	struct err err = {0};

	if (history_open(&history, app, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return history;
}

static void assert_what(const struct history *history, size_t row, const char *words)
{
	struct buf what = BUF_EMPTY;

	assert_true(row < history->shown_count);
	history_say_what(history, row, &what);
	if (!strstr(buf_text(&what), words))
		fail_msg("row %zu: \"%s\" in \"%s\"", row, words, buf_text(&what));
	buf_release(&what);
}

static void assert_line(const struct history *history, size_t row, const char *words)
{
	struct history_lines lines = {.count = 0};
	struct err err = {0};
	bool found = false;

	assert_int_equal(history_read_lines(history, row, &lines, &err), STATUS_OK);
	for (size_t i = 0; i < lines.count; i++)
		found |= strcmp(lines.item[i].text, words) == 0;
	for (size_t i = 0; i < lines.count && !found; i++)
		print_error("%s\n", lines.item[i].text);
	history_lines_release(&lines);
	assert_true(found);
}

static void test_the_latest_is_first_and_says_what_it_replaced(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct history history;
	size_t before;

	history = open_history(app);
	before = history.count; /* the plan */
	history_release(&history);
	put_person(app, 1, "JOKO PRASETYO", "3173084306859017");
	attend(app, 1, ATTENDANCE_PRESENT);
	attend(app, 1, ATTENDANCE_SICK);
	put_person(app, 1, "JOKO PRASETIO", "3173084306859018");
	history = open_history(app);
	assert_int_equal(history.count, before + 4);
	assert_int_equal(history.shown_count, history.count);
	assert_what(&history, 0, "Personal data: JOKO PRASETIO");
	assert_line(&history, 0, "Name: JOKO PRASETYO → JOKO PRASETIO");
	assert_line(&history, 0, "NIK: 317308******9017 → 317308******9018");
	assert_what(&history, 1, "Attendance: JOKO PRASETIO, sick, " TRY_SESSION ", day 1");
	assert_line(&history, 1, "Status: present → sick");
	assert_line(&history, 2, "Status: present");
	history_release(&history);
	app_close(app);
}

static void test_it_is_narrowed_by_each_word(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct history history;

	put_person(app, 1, "JOKO PRASETYO", "");
	put_person(app, 2, "SITI AMINAH", "");
	attend(app, 1, ATTENDANCE_PRESENT);
	attend(app, 2, ATTENDANCE_PRESENT);
	put_person(app, 1, "JAKA PRASETYA", "");
	history = open_history(app);
	history_find(&history, "siti");
	assert_int_equal(history.shown_count, 2);
	assert_what(&history, 0, "Attendance: SITI AMINAH");
	/* A name that somebody had finds what was done then and since. */
	history_find(&history, "joko");
	assert_int_equal(history.shown_count, 3);
	history_find(&history, "attendance joko");
	assert_int_equal(history.shown_count, 1);
	history_find(&history, "15 july rina siti");
	assert_int_equal(history.shown_count, 2);
	history_find(&history, TRY_SESSION " siti");
	assert_int_equal(history.shown_count, 1);
	history_find(&history, "nobody");
	assert_int_equal(history.shown_count, 0);
	history_find(&history, "  ");
	assert_int_equal(history.shown_count, history.count);
	history_release(&history);
	app_close(app);
}

static void test_an_own_change_is_taken_back_unless_built_upon(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct history history;
	struct err err = {0};

	put_person(app, 1, "JOKO PRASETYO", "");
	attend(app, 1, ATTENDANCE_PRESENT);
	attend(app, 1, ATTENDANCE_SICK);
	history = open_history(app);
	assert_true(history_is_own(&history, 0));
	assert_int_equal(history_undo(&history, 1, &err), STATUS_INVALID);
	assert_int_equal(history_undo(&history, 0, &err), STATUS_OK);
	assert_line(&history, 0, "Status: sick → present");
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	history_release(&history);
	app_close(app);
}

/* A closed day is corrected with a reason only. */
static void test_a_closed_day_is_reopened_before(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct closing closing = {.day = 1, .counted = true, .signatures = 1, .remark = ""};
	struct roster roster = {.count = 0};
	struct history history;
	struct err err = {0};

	put_person(app, 1, "JOKO PRASETYO", "");
	attend(app, 1, ATTENDANCE_PRESENT);
	assert_int_equal(app_roster(app, app_try_session(app), &roster, &err), STATUS_OK);
	assert_int_equal(day_close(app, &roster, &closing, &err), STATUS_OK);
	history = open_history(app);
	for (size_t row = 0; row < 2; row++) {
		assert_int_equal(history_undo(&history, row, &err), STATUS_INVALID);
		assert_non_null(strstr(err.text, "day 1 is closed"));
		err_clear(&err);
	}
	roster_release(&roster);
	assert_int_equal(app_roster(app, app_try_session(app), &roster, &err), STATUS_OK);
	assert_int_equal(day_reopen(app, &roster, 1, "lembar kedua", &err), STATUS_OK);
	assert_int_equal(history_reload(&history, &err), STATUS_OK);
	assert_int_equal(history_undo(&history, 2, &err), STATUS_OK);
	roster_release(&roster);
	history_release(&history);
	app_close(app);
}

static void test_who_may_open_the_file_is_not_taken_back(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct history history = open_history(app);
	struct err err = {0};

	history_find(&history, "officer");
	assert_true(history.shown_count > 0);
	assert_int_equal(history_undo(&history, history.shown_count - 1, &err), STATUS_DENIED);
	assert_non_null(strstr(err.text, "stays recorded"));
	history_release(&history);
	app_close(app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_the_latest_is_first_and_says_what_it_replaced,
			app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_it_is_narrowed_by_each_word, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_an_own_change_is_taken_back_unless_built_upon,
			app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_a_closed_day_is_reopened_before, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_who_may_open_the_file_is_not_taken_back,
			app_try_make, app_try_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
