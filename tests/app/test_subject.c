/* SPDX-License-Identifier: BSD-2-Clause */
/* Everything that is held on somebody: who wrote of them, who was shown it, and nothing of others. */
#include "app/subject.h"

#include "app/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define SECOND_DAY "2019-07-16T08:00:00+07:00"

static void assert_trail(struct app *app, const struct id *record, const char *expected)
{
	struct person_sheet sheet = {.training_count = 0};
	struct buf out = BUF_EMPTY;
	struct err err = {0};

	assert_int_equal(subject_read(app, record, &sheet, &err), STATUS_OK);
	for (size_t i = 0; i < sheet.use_count; i++)
		buf_printf(&out, "%s: %s\n", sheet.use[i].officer, sheet.use[i].what);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
	person_sheet_release(&sheet);
}

static void test_trail(void **state)
{
	struct app *app = app_try_new(state, SECOND_DAY);
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct id budi = app_try_enrol(app, "BUDI", "", SEX_MALE, ENROLMENT_REGISTERED, "02");
	struct roster roster = {.count = 0};
	struct err err = {0};

	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &budi, 2, ATTENDANCE_PRESENT);
	assert_int_equal(app_roster(app, app_try_session(app), &roster, &err), STATUS_OK);
	assert_int_equal(app_record_full_roster(app, &roster, &err), STATUS_OK);
	roster_release(&roster);
	assert_int_equal(app_record_full_person(app, &budi, &err), STATUS_OK);
	/* This time is in it, and what concerns Budi alone is not. */
	assert_trail(app, &ani,
		"Rina S.: Attendance, 2019-KT-KBG-1, day 1\n"
		"Rina S.: On a list with whole NIKs, 2019-KT-KBG-1\n"
		"Rina S.: Registration, 2019-KT-KBG-1\n"
		"Rina S.: Shown in full, or printed\n");
	app_close(app);
}

static void test_nobody_has_this_id(void **state)
{
	struct app *app = app_try_new(state, SECOND_DAY);
	struct person_sheet sheet = {.training_count = 0};
	const struct id nobody = {{1}};
	const uint64_t entries = store_entries(app->store);
	struct err err = {0};

	assert_int_equal(subject_read(app, &nobody, &sheet, &err), STATUS_NOT_FOUND);
	assert_int_equal(store_entries(app->store), entries); /* and nobody's is recorded */
	person_sheet_release(&sheet);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_trail),
		TEST(test_nobody_has_this_id),
	};

	return cmocka_run_group_tests_name("subject", tests, NULL, NULL);
}
