/* SPDX-License-Identifier: BSD-2-Clause */
/* Kegiatan as officers use it: the list and the month, the page of a session, its forms and its people. */
#include "support/terminal.h"
#include "tui/office_try.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* It needs those before it. */
#include <cmocka.h>

#define FIRST_MONDAY "2019-03-04T08:00:00+07:00"

static struct terminal *open_sessions(
	const char *file, const char *now, const struct office_look *look)
{
	struct terminal *terminal = office_open(file, now, look);

	terminal_type(terminal, "k");
	return terminal;
}

/* The page of the class that is under way. */
static struct terminal *open_page(const struct office_look *look)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, look);

	terminal_type(terminal, "kt kbg 2<Enter>");
	return terminal;
}

static void expect_not(struct terminal *terminal, const char *text)
{
	if (terminal_find(terminal, text) >= 0)
		fail_msg("on the screen: %s", text);
}

/* --- How they look ----------------------------------------------------------------------------- */

static void golden(struct terminal *terminal, const char *screen, const struct office_look *look)
{
	char name[64];

	snprintf(name, sizeof(name), "tui/golden/%s-%s", screen, look->name);
	terminal_golden(terminal, name);
}

static void test_looks(void **state)
{
	static const struct office_look wide = {"id-wide", NULL, NULL, "id", 50, 200};
	struct terminal *terminal;

	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		const struct office_look *look = &office_looks[i];

		terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, look);
		golden(terminal, "sessions", look);
		terminal_type(terminal, "<F2>");
		golden(terminal, "calendar", look);
		office_quit(terminal);
	}
	terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, &wide);
	golden(terminal, "sessions", &wide);
	terminal_type(terminal, "<F2>");
	golden(terminal, "calendar", &wide);
	office_quit(terminal);
}

static void test_looks_of_a_session(void **state)
{
	static const size_t looks[] = {0, 3, 4, 7}; /* both languages, large and small */

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		const struct office_look *look = &office_looks[looks[i]];
		struct terminal *terminal = open_page(look);

		golden(terminal, "session", look);
		terminal_type(terminal, "d");
		golden(terminal, "session-people", look);
		terminal_type(terminal, "<Esc>s");
		golden(terminal, "session-status", look);
		terminal_type(terminal, "<Esc>j<C-u>4-7/3, 18/5");
		golden(terminal, "session-schedule", look);
		office_quit(terminal);
	}
}

/* --- The list ---------------------------------------------------------------------------------- */

static void test_words_narrow_the_list(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_expect(terminal, "94 sessions");
	terminal_type(terminal, "soap");
	terminal_expect(terminal, "8 sessions");
	terminal_type(terminal, " kbj");
	terminal_expect(terminal, "1 session");
	terminal_expect(terminal, "> ");
	terminal_type(terminal, " nowhere");
	terminal_expect(terminal, "No session is like that.");
	terminal_type(terminal, "<Enter>"); /* nothing to open: nothing happens */
	terminal_expect(terminal, "SESSIONS");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "94 sessions");
	terminal_type(terminal, "2018");
	terminal_expect(terminal, "32 sessions");
	terminal_type(terminal, " hp");
	terminal_expect(terminal, "8 sessions");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

/* In both languages by the words that stand there, and by what is held in a month. */
static void test_words_of_the_language(void **state)
{
	static const struct office_look indonesian = {"", NULL, NULL, "id", 24, 80};
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, &indonesian);

	(void)state;
	terminal_type(terminal, "berjalan");
	terminal_expect(terminal, "> 15-18 Jul");
	terminal_type(terminal, " agustus");
	terminal_expect(terminal, "0 kegiatan");
	terminal_type(terminal, "<F9><Esc>running");
	terminal_expect(terminal, "> 15-18 Jul");
	office_quit(terminal);
}

/* What is chosen stays chosen, and is what comes next at first. */
static void test_the_choice(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	char chosen[512];

	(void)state;
	terminal_expect(terminal, "> 15-18 Jul");
	terminal_type(terminal, "<Down><Down><Down><Down><Down>");
	snprintf(chosen, sizeof(chosen), "%s",
		terminal_row(terminal, terminal_cursor_row(terminal)));
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "SESSION");
	terminal_type(terminal, "<Esc>");
	assert_string_equal(terminal_row(terminal, terminal_cursor_row(terminal)), chosen);
	terminal_type(terminal, "<F9><F9>");
	assert_string_equal(terminal_row(terminal, terminal_cursor_row(terminal)), chosen);
	terminal_type(terminal, "<End><Home>");
	terminal_expect(terminal, "> 4-7 Mar");
	office_quit(terminal);
}

static void test_bytes_per_key(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Down>");
	terminal_forget(terminal);
	terminal_type(terminal, "<Down>");
	assert_true(terminal_got_bytes(terminal) - strlen("\033]5199;24;80\a") <= 120);
	office_quit(terminal);
}

/* --- The month --------------------------------------------------------------------------------- */

static void test_moving_in_the_month(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<F2>");
	terminal_expect(terminal, "July 2019");
	terminal_type(terminal, "t");
	terminal_expect(terminal, "Tuesday, 16 July 2019: 4 classes");
	terminal_type(terminal, "<Left><Left>");
	terminal_expect(terminal, "Sunday, 14 July 2019: no class");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "No session is held on that day.");
	terminal_type(terminal, "<Up>");
	terminal_expect(terminal, "Sunday, 7 July 2019");
	terminal_type(terminal, "<End><PgUp>");
	terminal_expect(terminal, "Sunday, 30 June 2019");
	terminal_type(terminal, "<Home><Left>");
	terminal_expect(terminal, "Friday, 31 May 2019, Ramadan 1440 H");
	terminal_type(terminal, "<PgUp><PgUp><Home><Right><Right><Right><Right><Right><Right>");
	terminal_expect(terminal, "Thursday, 7 March 2019, Hari Raya Nyepi");
	terminal_expect(terminal, "> 7 O");
	terminal_type(terminal, "l");
	terminal_expect(terminal, "Search:");
	office_quit(terminal);
}

/* Enter leads to the sessions of the day, or at once to the only one. */
static void test_a_day_opens(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<F2>t<Enter>");
	terminal_expect(terminal, "Tuesday, 16 July 2019: 4 sessions");
	terminal_type(terminal, "kbg");
	terminal_expect(terminal, "Tuesday, 16 July 2019: 1 session");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "2019-KT-KBG-2");
	terminal_type(terminal, "<Esc><Esc><Esc>");
	terminal_expect(terminal, "July 2019");
	terminal_type(terminal, "l");
	/* The month shows what fits the words. */
	terminal_type(terminal, "kt kbg<F2>t");
	terminal_expect(terminal, "only: kt kbg");
	terminal_expect(terminal, "Tuesday, 16 July 2019: 1 class");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "2019-KT-KBG-2");
	office_quit(terminal);
}

static void test_month_mouse(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	int row, col;

	(void)state;
	terminal_type(terminal, "<F2>t");
	row = terminal_cursor_row(terminal);
	col = terminal_cursor_col(terminal);
	terminal_click(terminal, row, col + 11);
	terminal_expect(terminal, "Wednesday, 17 July 2019");
	terminal_click(terminal, row, col);
	terminal_click(terminal, row, col);
	terminal_expect(terminal, "Tuesday, 16 July 2019: 4 sessions");
	office_quit(terminal);
}

/* --- The page ---------------------------------------------------------------------------------- */

static void test_page_leads_to_the_door(void **state)
{
	struct terminal *terminal = open_page(NULL);

	(void)state;
	terminal_expect(terminal, "Kembangan, 40 seats, 4 days, plan 2019");
	terminal_expect(terminal, "> 2 ");
	terminal_type(terminal, "<Up><Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "Day 1 of 4");
	terminal_type(terminal, "<Esc>a");
	terminal_expect(terminal, "Day 1 of 4");
	office_quit(terminal);
}

static void test_people(void **state)
{
	struct terminal *terminal = open_page(NULL);

	(void)state;
	terminal_type(terminal, "<F5>");
	terminal_expect(terminal, "PEOPLE OF THE SESSION");
	terminal_expect(terminal, "40 of 40 seats taken");
	terminal_expect(terminal, "> ");
	terminal_type(terminal, "<End>");
	expect_not(terminal, " 01 ");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "plan 2019");
	office_quit(terminal);
}

/* The evening before: the sheet of the chosen day. */
static void test_sheet(void **state)
{
	struct terminal *terminal = open_page(NULL);
	char path[512], code[8];
	int row;

	(void)state;
	terminal_type(terminal, "<Home><Down><Down>c");
	row = terminal_find(terminal, "For the printer:");
	assert_true(row >= 0);
	assert_int_equal(sscanf(terminal_row(terminal, row),
				 " For the printer: ~/lembar-2019-KT-KBG-2-3-%7[0-9A-Z-].txt", code),
		1);
	snprintf(path, sizeof(path), "%s/lembar-2019-KT-KBG-2-3-%s.txt", getenv("HOME"), code);
	assert_int_equal(unlink(path), 0);
	office_quit(terminal);
}

/* --- Scheduling -------------------------------------------------------------------------------- */

/* A class without dates gets them; they are in the list, on Beranda, and taken back again. */
static void test_schedule_and_take_back(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_EMPTY, FIRST_MONDAY, NULL);

	(void)state;
	terminal_type(terminal, "2019-sb-kbg<Enter>");
	terminal_expect(terminal, "no date yet");
	expect_not(terminal, "^Z Undo");
	terminal_type(terminal, "<F3>22-25 juli");
	terminal_expect(terminal, "= Mon 22 Jul, Tue 23 Jul, Wed 24 Jul, Thu 25 Jul");
	terminal_type(terminal,
		"<Enter>RPTRA Kembangan<Enter>8.30<Enter>Siti Aminah, S.Pd.; Budi<Enter>");
	terminal_expect(terminal, "Saved. Ctrl-Z takes it back.");
	terminal_expect(terminal, "Monday, 22 July 2019");
	terminal_expect(terminal, "RPTRA Kembangan");
	terminal_expect(terminal, "08.30 WIB");
	terminal_expect(terminal, "Siti Aminah, S.Pd.; Budi");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "> 22-25 Jul");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "Mon 22 Jul KBG Soap making, class 1");
	office_quit(terminal);
	terminal = office_open_again(FIRST_MONDAY);
	terminal_type(terminal, "k2019-sb-kbg<Enter><F3>");
	terminal_expect(terminal, ": 22-25 Jul");
	terminal_type(terminal, "<C-u>29 Juli-1 Agustus<C-s>");
	terminal_expect(terminal, "Monday, 29 July 2019");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Taken back: it is as it was before.");
	terminal_expect(terminal, "Monday, 22 July 2019");
	office_quit(terminal);
}

/* What is worth a look stands below while it is typed; one more Enter saves all the same. */
static void test_warnings_are_seen_and_forbid_nothing(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_EMPTY, FIRST_MONDAY, NULL);

	(void)state;
	terminal_type(terminal, "2019-sb-kbg<Enter>j7/3");
	terminal_expect(terminal, "! Thu 7 Mar is a day off: Hari Raya Nyepi");
	terminal_expect(terminal, "! 1 date for 4 days of training");
	terminal_type(terminal, "<C-u>4-6, 8 Mar");
	expect_not(terminal, "Nyepi");
	terminal_expect(
		terminal, "! Mon 4 Mar: 2 trainings in this kecamatan, otherwise at most 1");
	terminal_type(terminal, "<Enter>aula kec. kembangan");
	terminal_expect(
		terminal, "! Mon 4 Mar: Food and drink, class 1 (KBG) is in the same place");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "Enter once more saves all the same");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "Saved.");
	terminal_expect(
		terminal, "! Mon 4 Mar: Food and drink, class 1 (KBG) is in the same place");
	office_quit(terminal);
}

/* What cannot be read says why, and nobody goes on with it. */
static void test_dates_that_are_none(void **state)
{
	struct terminal *terminal = open_page(NULL);

	(void)state;
	terminal_type(terminal, "j<C-u>besok<Enter>");
	terminal_expect(terminal, "Not understood as dates: \"besok\".");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "SCHEDULE");
	terminal_type(terminal, "<C-u>15-18 Juli<Enter><Enter><C-u>25.00<Enter>");
	terminal_expect(terminal, "That is no time of a day. Write it as 08.00.");
	office_quit(terminal);
}

/* Attendance stays that of its day, and the officer is told before it is saved. */
static void test_days_with_attendance(void **state)
{
	struct terminal *terminal = open_page(NULL);

	(void)state;
	terminal_type(terminal, "j<C-u>16-19 Juli");
	terminal_expect(terminal, "on day 1 goes along to Tue 16 Jul");
	terminal_type(terminal, "<C-s><C-s>");
	terminal_expect(terminal, "Saved.");
	terminal_expect(terminal, "Tuesday, 16 July 2019");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Monday, 15 July 2019");
	office_quit(terminal);
}

/* A laptop that loses its power while dates are typed has them when the form is opened again. */
static void test_draft(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_EMPTY, FIRST_MONDAY, NULL);

	(void)state;
	terminal_type(terminal, "2019-sb-kbg<Enter>j22-25 juli<Enter>RPTRA<Enter>");
	terminal_free(terminal);
	terminal = office_open_again(FIRST_MONDAY);
	terminal_type(terminal, "k2019-sb-kbg<Enter>");
	terminal_expect(terminal, "no date yet");
	terminal_type(terminal, "j");
	terminal_expect(terminal, ": 22-25 juli");
	terminal_expect(terminal, ": RPTRA");
	terminal_expect(terminal, "> Begins");
	terminal_expect(terminal, "What was typed and not saved is here again.");
	terminal_type(terminal, "8.30"); /* and it is kept when the screens end */
	office_quit(terminal);
	terminal = office_open_again(FIRST_MONDAY);
	terminal_type(terminal, "k2019-sb-kbg<Enter>j");
	terminal_expect(terminal, ": 8.30");
	terminal_type(terminal, "<F8>j");
	expect_not(terminal, "RPTRA");
	expect_not(terminal, "8.30");
	office_quit(terminal);
}

static void test_cancel_needs_a_reason(void **state)
{
	struct terminal *terminal = open_page(NULL);

	(void)state;
	terminal_type(terminal, "s<C-u>cancel<Enter><C-u><Enter>");
	terminal_expect(terminal, "A cancelled session needs its reason");
	terminal_type(terminal, "Aula banjir<Enter>");
	terminal_expect(terminal, "cancelled: Aula banjir");
	terminal_expect(terminal, "Saved.");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "cancelled");
	terminal_type(terminal, "<Enter><C-z>");
	office_quit(terminal);
}

static void test_read_only(void **state)
{
	static const char *const words[] = {"--read-only", NULL};
	static const struct office_look look = {"", NULL, NULL, "en", 24, 80};
	struct terminal *terminal;

	(void)state;
	office_copy(OFFICE_DEMO);
	terminal = office_open_with(OFFICE_TUESDAY, &look, words);
	terminal_type(terminal, "kkt kbg 2<Enter>");
	terminal_expect(terminal, "plan 2019");
	expect_not(terminal, "F3 Schedule");
	terminal_type(terminal, "j");
	terminal_expect(terminal, "plan 2019");
	office_quit(terminal);
}

/* What a key does can be read to its end, in both languages. */
static void test_help_is_not_cut(void **state)
{
	static const char *const doors[] = {"k<F1>", "k<F2><F1>", "kkt kbg 2<Enter><F1>",
		"kkt kbg 2<Enter>d<F1>", "kkt kbg 2<Enter>j<F1>", "kkt kbg 2<Enter>s<F1>"};

	(void)state;
	for (size_t i = 0; i < 12; i++) {
		struct office_look look = {"", NULL, NULL, i % 2 ? "id" : "en", 24, 80};
		struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &look);

		terminal_type(terminal, doors[i / 2]);
		terminal_expect(terminal, "^Q");
		expect_not(terminal, "…");
		terminal_type(terminal, "<Esc>");
		office_quit(terminal);
	}
}

static void test_resize(void **state)
{
	struct terminal *terminal = open_sessions(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	for (int rows = 50; rows >= 16; rows -= 2) {
		terminal_resize(terminal, rows, 60 + rows);
		terminal_expect(terminal, "F1 Help");
		terminal_expect(terminal, "> 15-18 Jul");
	}
	terminal_type(terminal, "<F2>");
	for (int rows = 16; rows <= 50; rows += 2) {
		terminal_resize(terminal, rows, 60 + rows);
		terminal_expect(terminal, "July 2019");
		terminal_expect(terminal, "* today");
	}
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_looks_of_a_session),
		cmocka_unit_test(test_words_narrow_the_list),
		cmocka_unit_test(test_words_of_the_language),
		cmocka_unit_test(test_the_choice),
		cmocka_unit_test(test_bytes_per_key),
		cmocka_unit_test(test_moving_in_the_month),
		cmocka_unit_test(test_a_day_opens),
		cmocka_unit_test(test_month_mouse),
		cmocka_unit_test(test_page_leads_to_the_door),
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_sheet),
		cmocka_unit_test(test_schedule_and_take_back),
		cmocka_unit_test(test_warnings_are_seen_and_forbid_nothing),
		cmocka_unit_test(test_dates_that_are_none),
		cmocka_unit_test(test_days_with_attendance),
		cmocka_unit_test(test_draft),
		cmocka_unit_test(test_cancel_needs_a_reason),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_help_is_not_cut),
		cmocka_unit_test(test_resize),
	};

	return cmocka_run_group_tests_name("sessions", tests, office_begin, office_end);
}
