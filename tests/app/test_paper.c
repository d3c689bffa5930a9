/* SPDX-License-Identifier: BSD-2-Clause */
/* A sheet is keyed in: by what stood on it, in one action, and held against what was counted. */
#include "app/paper.h"
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

#define EVENING "2019-07-15T16:20:00+07:00"
#define OK(call) assert_int_equal((call), STATUS_OK)

static struct id people[4];

static struct app *class_of_four(void **state)
{
	static const char *const names[] = {"SITI", "JOKO", "RIA", "ANI"};
	static const char *const numbers[] = {"01", "02", "03", "A1"};
	struct app *app = app_try_new(state, EVENING);

	for (size_t i = 0; i < 4; i++) {
		char nik[] = "3173085203900001";

		nik[15] = (char)('1' + i);
		people[i] = app_try_enrol(app, names[i], nik, SEX_FEMALE, ENROLMENT_REGISTERED, numbers[i]);
	}
	return app;
}

static void print_sheet(struct app *app, uint32_t day, char code[SHEET_CODE_SIZE])
{
	struct roster roster = {.count = 0};
	struct err err = {0};

	OK(app_roster(app, app_try_session(app), &roster, &err));
	OK(sheet_record(app, &roster, day, code, &err));
	roster_release(&roster);
}

static void open_paper(struct paper *paper, struct app *app, uint32_t day, const char *code)
{
	struct err err = {0};

	if (paper_open(paper, app, app_try_session(app), day, PART_WHOLE, code, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* Reads and records; the number of entries. */
static uint32_t key_in(struct app *app, const char *code, const char *text)
{
	struct paper paper;
	struct err err = {0};
	uint32_t written;

	open_paper(&paper, app, 1, code);
	if (paper_read(&paper, text, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	OK(paper_record(&paper, "", &written, &err));
	paper_release(&paper);
	return written;
}

/* What is recorded of day 1: a letter a person, in the order of numbers. */
static void assert_marks(struct app *app, const char *expected)
{
	struct roster roster = {.count = 0};
	struct err err = {0};
	char got[5] = "";

	OK(app_roster(app, app_try_session(app), &roster, &err));
	for (size_t i = 0; i < 4; i++)
		got[i] = "-HIST"[roster.person[i].mark[0].status];
	assert_string_equal(got, expected);
	roster_release(&roster);
}

static void test_all_but_some(void **state)
{
	struct app *app = class_of_four(state);
	char code[SHEET_CODE_SIZE];
	struct err err = {0};

	print_sheet(app, 1, code);
	assert_int_equal(key_in(app, code, "semua hadir kecuali 2 3, izin 3"), 3);
	assert_marks(app, "H-IH");
	assert_int_equal(key_in(app, code, "semua hadir kecuali 2 3, izin 3"), 0); /* once more */
	assert_marks(app, "H-IH");
	OK(app_undo(app, &err)); /* all of it is one action */
	assert_marks(app, "----");
	app_close(app);
}

/* An entry a person, so that one can be erased without the others (FORMAT F3). */
static void test_an_entry_a_person(void **state)
{
	struct app *app = class_of_four(state);
	uint64_t before = store_entries(app->store);

	assert_int_equal(key_in(app, "", "hadir 1-3"), 3);
	assert_int_equal(store_entries(app->store), before + 3);
	assert_marks(app, "HHH-");
	app_close(app);
}

/* Since it was printed one left, and another got a number that the sheet does not have. */
static void test_the_sheet_says_who(void **state)
{
	struct app *app = class_of_four(state);
	char code[SHEET_CODE_SIZE];
	struct enrolment enrolment;
	struct buf said = BUF_EMPTY;
	struct paper paper;
	struct err err = {0};
	uint32_t written;

	print_sheet(app, 1, code);
	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_WITHDRAWN;
	enrolment.number = "02";
	app_try_put(app, register_enrolment(TRY_SESSION, &people[1]), &enrolment_type, &enrolment);
	app_try_enrol(app, "TUTI", "3173085203900009", SEX_FEMALE, ENROLMENT_REGISTERED, "04");
	open_paper(&paper, app, 1, code);
	assert_int_equal(paper_read(&paper, "hadir 4", &err), STATUS_INVALID);
	assert_int_equal(paper.changes, 0);
	OK(paper_read(&paper, "semua", &err));
	assert_int_equal(paper.present, 4);
	assert_int_equal(paper.changes, 3);
	paper_say(&paper, &said);
	assert_string_equal(buf_text(&said),
		"On the sheet: present 4. New: 3\nNo seat any more, not recorded: 02\n");
	OK(paper_record(&paper, "", &written, &err));
	assert_int_equal(written, 3);
	paper_release(&paper);
	buf_release(&said);
	/* Without a code the numbers are those of now. */
	assert_int_equal(key_in(app, "", "hadir 4"), 1);
	app_close(app);
}

/* What the door recorded stays, unless the sheet says something else of it. */
static void test_beside_the_door(void **state)
{
	struct app *app = class_of_four(state);
	struct buf said = BUF_EMPTY;
	struct paper paper;
	struct err err = {0};
	uint32_t written;

	app_try_attend(app, &people[0], 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &people[1], 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &people[2], 1, ATTENDANCE_EXCUSED);
	open_paper(&paper, app, 1, "");
	OK(paper_read(&paper, "semua hadir kecuali 2", &err));
	paper_say(&paper, &said);
	assert_string_equal(buf_text(&said),
		"On the sheet: present 3. New: 2\n"
		"Recorded otherwise until now, and replaced: 03\n"
		"Excepted on the sheet, but recorded as present, and left so: 02\n");
	OK(paper_record(&paper, "", &written, &err));
	assert_int_equal(written, 2);
	paper_release(&paper);
	buf_release(&said);
	assert_marks(app, "HHHH");
	app_close(app);
}

static void test_signatures(void **state)
{
	struct app *app = class_of_four(state);
	struct buf said = BUF_EMPTY;
	struct paper paper;
	struct err err = {0};

	open_paper(&paper, app, 1, "");
	OK(paper_read(&paper, "semua kecuali 2", &err));
	paper_say_difference(&paper, 3, &said);
	assert_string_equal(buf_text(&said), "");
	paper_say_difference(&paper, 4, &said);
	assert_string_equal(
		buf_text(&said), "4 signatures, but 3 are said to be present: 1 more on the sheet.");
	buf_clear(&said);
	paper_say_difference(&paper, 0, &said);
	assert_string_equal(
		buf_text(&said), "0 signatures, but 3 are said to be present: 3 fewer on the sheet.");
	buf_release(&said);
	paper_release(&paper);
	app_close(app);
}

/* When it was keyed in is not when people came: the time is doubted, and one of the door is the one. */
static void test_times(void **state)
{
	struct app *app = class_of_four(state);
	struct roster roster = {.count = 0};
	struct err err = {0};

	key_in(app, "", "hadir 1");
	OK(app_roster(app, app_try_session(app), &roster, &err));
	assert_true(roster.person[0].mark[0].doubted);
	roster_release(&roster);
	app_close(app);
	/* Two laptops: one had them at the door. */
	app_try_copy(state, "data.okoce", "door.okoce");
	app = app_try_open(state, "door.okoce", "door", "2019-07-15T08:12:00+07:00");
	app_try_attend(app, &people[1], 1, ATTENDANCE_PRESENT);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", EVENING);
	key_in(app, "", "hadir 2");
	app_close(app);
	app_try_join(state, "door.okoce", "data.okoce");
	app = app_try_open(state, "data.okoce", "laptop", EVENING);
	OK(app_roster(app, app_try_session(app), &roster, &err));
	assert_false(roster.person[1].mark[0].doubted);
	assert_false(roster.person[1].mark[0].conflict);
	assert_int_equal(
		roster.person[1].mark[0].time, app_try_moment("2019-07-15T08:12:00+07:00"));
	roster_release(&roster);
	app_close(app);
}

static void test_another_day_or_session(void **state)
{
	struct app *app = class_of_four(state);
	char code[SHEET_CODE_SIZE];
	struct paper paper;
	struct err err = {0};

	print_sheet(app, 2, code);
	assert_int_equal(
		paper_open(&paper, app, app_try_session(app), 1, PART_WHOLE, code, &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, "day 2"));
	OK(paper_open(&paper, app, NULL, 0, PART_WHOLE, code, &err)); /* the sheet says it */
	assert_int_equal(paper.day, 2);
	assert_ptr_equal(paper.session, app_try_session(app));
	paper_release(&paper);
	assert_int_equal(
		paper_open(&paper, app, app_try_session(app), 9, PART_WHOLE, "", &err), STATUS_INVALID);
	app_close(app);
}

/* Mornings have sheets of their own: what they say is of the morning. */
static void test_the_sheet_of_a_morning(void **state)
{
	struct app *app = class_of_four(state);
	struct roster roster = {.part = PART_MORNING};
	struct register_key key = register_attendance(TRY_SESSION, 1, PART_MORNING, &people[0]);
	char code[SHEET_CODE_SIZE];
	struct err err = {0};

	OK(app_roster(app, app_try_session(app), &roster, &err));
	OK(sheet_record(app, &roster, 1, code, &err));
	roster_release(&roster);
	assert_int_equal(key_in(app, code, "hadir 1"), 1);
	assert_int_equal(
		cell_state(view_find(store_view(app->store), register_bytes(&key))), ATTENDANCE_PRESENT);
	key = register_attendance(TRY_SESSION, 1, PART_WHOLE, &people[0]);
	assert_null(view_find(store_view(app->store), register_bytes(&key)));
	app_close(app);
}

static void test_a_closed_day_needs_a_reason(void **state)
{
	struct app *app = class_of_four(state);
	const struct closing closing = {.day = 1, .counted = true, .remark = ""};
	struct roster roster = {.count = 0};
	struct paper paper;
	struct err err = {0};
	uint32_t written;

	OK(app_roster(app, app_try_session(app), &roster, &err));
	OK(day_close(app, &roster, &closing, &err));
	roster_release(&roster);
	open_paper(&paper, app, 1, "");
	OK(paper_read(&paper, "hadir 1", &err));
	assert_int_equal(paper_record(&paper, "", &written, &err), STATUS_INVALID);
	assert_int_equal(written, 0);
	assert_marks(app, "----");
	OK(paper_record(&paper, "lembar tertinggal", &written, &err));
	paper_release(&paper);
	OK(app_roster(app, app_try_session(app), &roster, &err));
	assert_string_equal(roster.person[0].mark[0].remark, "lembar tertinggal");
	assert_true(roster_is_closed(&roster, 1));
	roster_release(&roster);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_all_but_some),
		TEST(test_an_entry_a_person),
		TEST(test_the_sheet_says_who),
		TEST(test_beside_the_door),
		TEST(test_signatures),
		TEST(test_times),
		TEST(test_another_day_or_session),
		TEST(test_the_sheet_of_a_morning),
		TEST(test_a_closed_day_needs_a_reason),
	};

	return cmocka_run_group_tests_name("app/paper", tests, NULL, NULL);
}
