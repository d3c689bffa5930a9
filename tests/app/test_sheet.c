/* SPDX-License-Identifier: BSD-2-Clause */
/* A sheet is recorded before it is printed, and found again by its code. */
#include "app/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define NOW "2019-07-15T16:00:00+07:00"
#define OK(call) assert_int_equal((call), STATUS_OK)

static void read_roster(struct app *app, struct roster *roster)
{
	struct err err = {0};

	*roster = (struct roster){.count = 0};
	OK(app_roster(app, app_try_session(app), roster, &err));
}

static struct app *class_of_two(void **state)
{
	struct app *app = app_try_new(state, NOW);

	app_try_enrol(app, "SITI", "3173085203900001", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_try_enrol(app, "JOKO", "3173081203900002", SEX_MALE, ENROLMENT_REGISTERED, "A1");
	app_try_enrol(app, "ANI", "3173085203900003", SEX_FEMALE, ENROLMENT_WAITING, "");
	return app;
}

static size_t count_of(struct app *app, enum register_kind kind)
{
	const struct register_key all = register_all(kind);
	struct view_walk walk;
	size_t count = 0;

	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk))
		count++;
	view_walk_close(&walk);
	return count;
}

static void test_what_stood_on_it(void **state)
{
	struct app *app = class_of_two(state);
	char code[SHEET_CODE_SIZE], other[SHEET_CODE_SIZE];
	struct arena arena = {0};
	struct roster roster;
	struct printed_sheet sheet;
	struct err err = {0};

	read_roster(app, &roster);
	OK(sheet_record(app, &roster, 2, code, &err));
	OK(sheet_record(app, &roster, 2, other, &err));
	assert_string_not_equal(code, other);
	assert_int_equal(count_of(app, REGISTER_ACCESS), 2);
	assert_int_equal(app_undo(app, &err), STATUS_NOT_FOUND); /* paper cannot be called back */
	roster_release(&roster);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", NOW);
	/* Later someone leaves, and someone comes: the paper is what it was. */
	app_try_enrol(app, "RIA", "3173085203900009", SEX_FEMALE, ENROLMENT_REGISTERED, "02");
	OK(sheet_find(app, app_try_session(app), code, &arena, &sheet, &err));
	assert_string_equal(sheet.session, TRY_SESSION);
	assert_int_equal(sheet.day, 2);
	assert_int_equal(sheet.numbers.count, 2);
	assert_string_equal(sheet.numbers.item[0], "01");
	assert_string_equal(sheet.numbers.item[1], "A1");
	read_roster(app, &roster);
	assert_memory_equal(sheet.records.ptr, roster.person[0].record.byte, ID_SIZE);
	roster_release(&roster);
	arena_release(&arena);
	app_close(app);
}

static void test_no_such_sheet(void **state)
{
	struct app *app = class_of_two(state);
	struct arena arena = {0};
	struct printed_sheet sheet;
	struct err err = {0};

	assert_int_equal(
		sheet_find(app, app_try_session(app), "7K4M-QX", &arena, &sheet, &err), STATUS_NOT_FOUND);
	assert_non_null(strstr(err.text, "7K4M-QX"));
	assert_int_equal(
		sheet_find(app, app_try_session(app), "lembar 2", &arena, &sheet, &err), STATUS_INVALID);
	arena_release(&arena);
	app_close(app);
}

/* Chance may give two laptops one code: the session tells them apart. */
static void test_two_sheets_of_one_code(void **state)
{
	struct app *app = class_of_two(state);
	const struct id ids[] = {{{1, 2, 3, 4, 1}}, {{1, 2, 3, 4, 2}}};
	const char *sessions[] = {"2019-MM-KBG-1", TRY_SESSION};
	struct arena arena = {0};
	struct printed_sheet sheet;
	char code[SHEET_CODE_SIZE];
	struct err err = {0};

	for (size_t i = 0; i < 2; i++) {
		record_clear(&printed_sheet_type, &sheet);
		sheet.session = sessions[i];
		sheet.day = 1;
		app_try_put(app, register_sheet(&ids[i]), &printed_sheet_type, &sheet);
	}
	OK(sheet_find(app, app_try_session(app), sheet_code(&ids[0], code), &arena, &sheet, &err));
	assert_string_equal(sheet.session, TRY_SESSION);
	arena_release(&arena);
	app_close(app);
}

/* A record that a later version, or a forger, wrote: numbers without people. */
static void test_a_sheet_that_cannot_be_used(void **state)
{
	struct app *app = class_of_two(state);
	const struct id id = {{1, 2, 3, 4}};
	const char *numbers[] = {"01"};
	struct arena arena = {0};
	struct printed_sheet sheet;
	char code[SHEET_CODE_SIZE];
	struct err err = {0};

	record_clear(&printed_sheet_type, &sheet);
	sheet.session = TRY_SESSION;
	sheet.day = 1;
	sheet.numbers = (struct texts){numbers, 1};
	app_try_put(app, register_sheet(&id), &printed_sheet_type, &sheet);
	assert_int_equal(sheet_find(app, app_try_session(app), sheet_code(&id, code), &arena, &sheet, &err),
		STATUS_NOT_FOUND);
	arena_release(&arena);
	app_close(app);
}

static void test_what_is_not_printed(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct app_options options = {.path = path, .read_only = true, .clock = clock_system()};
	char code[SHEET_CODE_SIZE];
	struct roster roster;
	struct app *app = class_of_two(state);
	struct err err = {0};

	read_roster(app, &roster);
	assert_int_equal(sheet_record(app, &roster, 0, code, &err), STATUS_INVALID);
	assert_int_equal(sheet_record(app, &roster, 5, code, &err), STATUS_INVALID);
	assert_int_equal(count_of(app, REGISTER_SHEET), 0);
	roster_release(&roster);
	app_close(app);
	OK(app_open(&app, &options, &err));
	OK(app_unlock(app, NULL, NULL, &err));
	read_roster(app, &roster);
	assert_int_equal(sheet_record(app, &roster, 1, code, &err), STATUS_DENIED);
	roster_release(&roster);
	app_close(app);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_stood_on_it),
		TEST(test_no_such_sheet),
		TEST(test_two_sheets_of_one_code),
		TEST(test_a_sheet_that_cannot_be_used),
		TEST(test_what_is_not_printed),
	};

	return cmocka_run_group_tests_name("app/sheet", tests, NULL, NULL);
}
