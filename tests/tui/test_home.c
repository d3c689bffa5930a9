/* SPDX-License-Identifier: BSD-2-Clause */
/* Beranda as officers open it. */
#include "support/terminal.h"
#include "tui/office_try.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define FIRST_MONDAY "2019-03-04T08:00:00+07:00"

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal =
			office_open(OFFICE_DEMO, OFFICE_TUESDAY, &office_looks[i]);

		snprintf(golden, sizeof(golden), "tui/golden/home-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
}

/* In one step the officer is at the door of the class that is under way. */
static void test_the_class_under_way_is_first(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_expect(terminal, "> 08.00      KBG Handicrafts, class 2");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "2019-KT-KBG-2");
	terminal_expect(terminal, "Day 2 of 4");
	office_quit(terminal);
}

/* Each kecamatan has a class 1: a row says whose it is, at any width, and its hall does not say it
 * again where that would be cut. */
static void test_the_kecamatan_of_each_class(void **state)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, FIRST_MONDAY, NULL);

	(void)state;
	terminal_resize(terminal, 30, 80); /* to the classes without dates */
	terminal_expect(terminal, "KBG Food and drink, class 1      day 1/4  Aula Kecamatan ");
	terminal_expect(terminal, "KBJ Food and drink, class 1      day 1/4  RPTRA");
	terminal_expect(terminal, "2019       CKR Food and drink, class 1               Kec. Cengkareng");
	terminal_resize(terminal, 24, 60);
	terminal_expect(terminal, "08.00      Food and drink, class 1      Kembangan ");
	terminal_expect(terminal, "08.00      Food and drink, class 1      Kebon Jeruk");
	terminal_resize(terminal, 24, 132);
	terminal_expect(terminal, "KBG Food and drink, class 1");
	terminal_expect(terminal, " Aula Kecamatan ");
	office_quit(terminal);
}

/* The keys that other programs end with are answered, and none of them ends this one. */
static void test_keys_that_do_not_leave(void **state)
{
	static const char *const keys[] = {"<C-c>", "<Esc>", "q"};
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		terminal_type(terminal, keys[i]);
		terminal_expect(terminal, "To leave okoce press Ctrl-Q.");
		terminal_type(terminal, "<Down>");
		assert_int_equal(terminal_find(terminal, "To leave okoce"), -1);
	}
	terminal_type(terminal, "<Enter><C-c>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "To leave okoce press Ctrl-Q.");
	terminal_type(terminal, "q");
	terminal_expect(terminal, "NIK, number, or name: q");
	office_quit(terminal);
}

/* What a key does can be read to its end, in both languages, on the smallest screen too. */
static void test_help_is_not_cut(void **state)
{
	static const char *const doors[] = {"<F1>", "c<F1>", "<Enter>01<Enter><F1>", "<Enter><F2><F1>",
		"<F3><F1>", "p<F1>", "psiti aminah<Down><Enter><F1>", "psiti aminah<Down><Enter>k<F1>", "t<F1>",
		"t<Enter><F1>"};
	struct terminal *terminal;

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(doors) / sizeof(*doors); i++) {
		struct office_look look = {"", NULL, NULL, i % 2 ? "id" : "en", 24, 80};

		terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &look);
		terminal_type(terminal, doors[i / 2]);
		terminal_expect(terminal, "^Q");
		assert_int_equal(terminal_find(terminal, "…"), -1);
		terminal_resize(terminal, 16, 60);
		terminal_type(terminal, i % 2 ? "ganti" : "switch");
		assert_null(strstr(terminal_row(terminal, 13), "…"));
		terminal_expect(terminal, i % 2 ? " Mengganti bahasa layar: Indonesia atau Inggris."
						: " Switches between Indonesian and English.");
		terminal_type(terminal, "<Esc>");
		office_quit(terminal);
	}
}

/* Back from the door the counter is that of the door. */
static void test_counts_follow(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	int row = terminal_find(terminal, "> 08.00");

	(void)state;
	assert_non_null(strstr(terminal_row(terminal, row), "30/40"));
	terminal_type(terminal, "<Enter>17<Enter><Esc>");
	terminal_expect(terminal, "HOME");
	assert_non_null(strstr(terminal_row(terminal, row), "31/40"));
	assert_non_null(strstr(terminal_row(terminal, row), "> "));
	office_quit(terminal);
}

/* A programme that has just begun is not a dead end: every class can be opened. */
static void test_every_class_can_be_opened(void **state)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, FIRST_MONDAY, NULL);
	int classes = 1;
	int row = -1;
	char before[512] = "";

	(void)state;
	terminal_expect(terminal, "TODAY");
	terminal_expect(terminal, "NOT SCHEDULED YET");
	for (;; classes++) {
		char now[512];

		row = terminal_cursor_row(terminal);
		assert_true(terminal_is_reverse(terminal, row, 1));
		snprintf(now, sizeof(now), "%d %s", row, terminal_row(terminal, row));
		if (strcmp(now, before) == 0)
			break;
		memcpy(before, now, sizeof(now));
		terminal_type(terminal, "<Down>");
	}
	assert_int_equal(classes, 1 + 94 + 32); /* of 2019, and of 2018 */
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "! This class has no dates yet");
	office_quit(terminal);
}

static void test_no_class_today(void **state)
{
	struct terminal *terminal =
		office_open(OFFICE_EMPTY, "2019-03-02T08:00:00+07:00", NULL);

	(void)state;
	terminal_expect(terminal, "No class today.");
	terminal_expect(terminal, "> Mon 4 Mar");
	office_quit(terminal);
}

/* A laptop whose battery is empty begins at some time long ago: nothing is hidden, nothing fails. */
static void test_clock_far_off(void **state)
{
	static const char *const times[] = {
		"2000-01-01T00:00:00+07:00", "2106-02-07T00:00:00+07:00"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct terminal *terminal = office_open(OFFICE_EMPTY, times[i], NULL);

		terminal_expect(terminal, "CLOCK SET");
		terminal_expect(terminal, "No class today.");
		terminal_expect(terminal, "PLAN 2019");
		terminal_type(terminal, "<Enter>");
		terminal_expect(terminal, "ATTENDANCE");
		office_quit(terminal);
	}
}

static void test_moving(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	int top = terminal_cursor_row(terminal);

	(void)state;
	terminal_type(terminal, "<End>");
	assert_int_equal(terminal_find(terminal, "TODAY"), -1);
	terminal_type(terminal, "<Home>");
	terminal_expect(terminal, "TODAY"); /* its title comes back with the first row */
	assert_int_equal(terminal_cursor_row(terminal), top);
	terminal_type(terminal, "<Up>");
	assert_int_equal(terminal_cursor_row(terminal), top);
	terminal_type(terminal, "<PgDn><PgUp>");
	assert_int_equal(terminal_cursor_row(terminal), top);
	office_quit(terminal);
}

/* What should be looked at leads to where it is mended. */
static void test_what_should_be_looked_at(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	int row = terminal_find(terminal, "TO LOOK AT (3)");

	(void)state;
	terminal_expect(terminal, "!  Handicrafts, class 1 (KBG): day 4 is not closed, 3 not recorded");
	terminal_expect(terminal, "!  Handicrafts, class 2 (KBG): 2 people had this training before");
	terminal_type(terminal, "c<Enter>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "Day 4 of 4");
	terminal_type(terminal, "<Esc><Down><Enter>");
	terminal_expect(terminal, "SESSION DETAILS");
	terminal_expect(terminal, "2019-KT-KBG-2");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_click(terminal, row + 1, 10);
	terminal_expect(terminal, "What is mended is gone from here.");
	office_quit(terminal);
}

static void test_mouse(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	int row = terminal_cursor_row(terminal);

	(void)state;
	terminal_click(terminal, row - 1, 5); /* a title */
	assert_int_equal(terminal_cursor_row(terminal), row);
	terminal_click(terminal, row + 2, 20); /* behind another title */
	assert_int_equal(terminal_cursor_row(terminal), row + 2);
	terminal_click(terminal, row, 20);
	terminal_click(terminal, row, 20); /* the chosen one: opens */
	terminal_expect(terminal, "2019-KT-KBG-2");
	office_quit(terminal);
}

static void test_language(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_expect(terminal, "Indonesia: tekan F9");
	terminal_type(terminal, "<F9>");
	terminal_expect(terminal, "BERANDA");
	terminal_expect(terminal, "English: press F9");
	terminal_expect(terminal, "Selasa, 16 Juli 2019");
	terminal_expect(terminal, "Kerajinan tangan, kelas 2");
	office_quit(terminal);
}

static void test_resize(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Down><Down><Down><Down><Down>");
	for (int rows = 50; rows >= 16; rows--) {
		terminal_resize(terminal, rows, 60 + rows);
		assert_true(terminal_is_reverse(terminal, terminal_cursor_row(terminal), 1));
		terminal_expect(terminal, "F1 Help");
	}
	office_quit(terminal);
}

static void test_bytes_per_arrow(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Down>");
	terminal_forget(terminal);
	terminal_type(terminal, "<Down>");
	assert_true(terminal_got_bytes(terminal) - strlen("\033]5199;24;80\a") <= 120);
	office_quit(terminal);
}

/* --- What this laptop wrote ------------------------------------------------------------------- */

/* Three people are registered in a copy of the file; then it is another copy, as it was before. */
static void register_people(void)
{
	static const char rows[] = "NIK,Nama\n,Agus Salim\n,Rina Wati\n,Budi Santoso\n";
	char *path = office_copy_path(), *csv = office_path("people.csv");
	const char *const import[] = {
		"import", csv, "--session", "2019-MM-KBJ-1", "--data", path, NULL};
	struct err err = {0};

	office_copy(OFFICE_EMPTY);
	assert_int_equal(file_write(csv, (struct bytes){(const uint8_t *)rows, strlen(rows)}, &err),
		STATUS_OK);
	office_run_plain(import);
	unlink(csv);
	office_copy(OFFICE_EMPTY);
	free(path);
	free(csv);
}

/* What it says and asks on the first start and on the next, and that it can be put off. */
static void put_off_twice(const struct office_look *look)
{
	bool in_english = strcmp(look->lang, "en") == 0;

	for (int start = 0; start < 2; start++) {
		struct terminal *terminal = office_open_with(FIRST_MONDAY, look, NULL);

		terminal_expect(terminal,
			in_english ? "! 4 entries of this laptop are not in this file."
				   : "! 4 catatan laptop ini tidak ada di berkas ini.");
		terminal_expect(terminal, in_english ? "F6 Take back" : "F6 Gabungkan");
		terminal_type(terminal, start == 0 ? "<F7>" : "n");
		assert_int_equal(terminal_find(terminal, "! 4"), -1);
		office_quit(terminal);
	}
}

static void test_own_entries_are_offered_back(void **state)
{
	static const size_t looks[] = {0, 3, 4, 7}; /* both languages, large and small */

	(void)state;
	register_people();
	for (size_t i = 0; i < 4; i++) {
		const struct office_look *look = &office_looks[looks[i]];
		struct terminal *terminal;
		char golden[64];

		office_copy(OFFICE_EMPTY);
		put_off_twice(look);
		terminal = office_open_with(FIRST_MONDAY, look, NULL);
		snprintf(golden, sizeof(golden), "tui/golden/past-%s", look->name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, i % 2 == 0 ? "g" : "<F6>");
		terminal_expect(terminal, strcmp(look->lang, "en") == 0
						  ? "Taken back: 4 entries of this laptop."
						  : "Digabungkan: 4 catatan laptop ini.");
		assert_int_equal(terminal_find(terminal, "F6"), -1);
		terminal_type(terminal, "<Enter>agus");
		terminal_expect(terminal, "01  Agus Salim");
		office_quit(terminal);
		terminal = office_open_with(FIRST_MONDAY, look, NULL);
		assert_int_equal(terminal_find(terminal, "F6"), -1);
		office_quit(terminal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_the_kecamatan_of_each_class),
		cmocka_unit_test(test_keys_that_do_not_leave),
		cmocka_unit_test(test_help_is_not_cut),
		cmocka_unit_test(test_the_class_under_way_is_first),
		cmocka_unit_test(test_counts_follow),
		cmocka_unit_test(test_every_class_can_be_opened),
		cmocka_unit_test(test_no_class_today),
		cmocka_unit_test(test_clock_far_off),
		cmocka_unit_test(test_moving),
		cmocka_unit_test(test_what_should_be_looked_at),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_language),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_bytes_per_arrow),
		cmocka_unit_test(test_own_entries_are_offered_back),
	};

	return cmocka_run_group_tests_name("home", tests, office_begin, office_end);
}
