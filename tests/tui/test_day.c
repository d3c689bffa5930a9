/* SPDX-License-Identifier: BSD-2-Clause */
/* Kertas and Tutup hari, as they are used at the end of the demo's day. */
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

#include <cmocka.h>

#define PAPER "<F5>"
#define CLOSE "<F8>"

/* At the door of the demo's class. */
static struct terminal *open_look(const struct office_look *look)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, look);

	terminal_type(terminal, "<Enter>");
	return terminal;
}

static struct terminal *open_door(void)
{
	return open_look(NULL);
}

/* What the copy holds now, as `okoce dump` prints it. */
static const char *dump(void)
{
	char *path = office_copy_path();
	const char *text = office_run_plain((const char *const[]){"--data", path, "dump", NULL});

	free(path);
	return text;
}

static int count_of(const char *text, const char *what)
{
	int count = 0;

	for (; (text = strstr(text, what)); text++)
		count++;
	return count;
}

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = open_look(&office_looks[i]);

		terminal_type(terminal, PAPER "<Enter>semua hadir kecuali 7 33, izin 21<Enter>38<Enter>");
		snprintf(golden, sizeof(golden), "tui/golden/paper-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<Esc><Esc><Esc><Esc>");
		office_quit(terminal);
		terminal = open_look(&office_looks[i]);
		terminal_type(terminal, CLOSE "31<Enter><Enter><Down>s");
		snprintf(golden, sizeof(golden), "tui/golden/close-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
}

/* --- Kertas ------------------------------------------------------------------------------------ */

static void test_all_but_some(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, PAPER);
	terminal_expect(terminal, "PAPER");
	terminal_type(terminal, "<Enter>all present except 7 19 33, excused 21<Enter>");
	terminal_type(terminal, "36<Enter>");
	terminal_expect(terminal, "On the sheet: present 36, excused 1. New: 8");
	terminal_expect(terminal, "recorded as present, and left so: 07 19");
	terminal_expect(terminal, "Enter saves it, Esc goes back.");
	assert_int_equal(count_of(dump(), "sheet: "), 0); /* only shown */
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Saved: 8 people. Ctrl-Z undoes it.");
	assert_int_equal(count_of(dump(), "sheet: \"-\""), 8);
	/* The door knows it at once, and counts it. */
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "not yet 1");
	office_quit(terminal);
}

static void test_undo(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, PAPER "<Enter>present 5 8 14<Enter><Enter><Enter>");
	terminal_expect(terminal, "Saved: 3 people.");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Undone: what was keyed in last here.");
	assert_int_equal(count_of(dump(), "sheet: "), 0);
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "not yet 9");
	office_quit(terminal);
}

/* The difference is told, and is no obstacle. */
static void test_signatures_that_differ(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, PAPER "<Enter>all present except 7<Enter>40<Enter>");
	terminal_expect(terminal, "40 signatures, but 39 are said to be present: 1 more on the sheet.");
	terminal_expect(terminal, "Look again. Is it right?");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Signatures       : 40");
	terminal_type(terminal, "<Enter><Enter>");
	terminal_expect(terminal, "Saved:");
	office_quit(terminal);
}

static void test_what_is_wrong_is_said_at_once(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, PAPER "7K4M<Enter>");
	terminal_expect(terminal, "Not the code of a sheet: \"7K4M\".");
	terminal_type(terminal, "-QX<Enter>");
	terminal_expect(terminal, "No sheet 7K4M-QX was printed from this file.");
	terminal_type(terminal, "<C-u><Enter>all present except 77<Enter>");
	terminal_expect(terminal, "Number 77 is not on this list.");
	assert_int_equal(count_of(dump(), "sheet: "), 0);
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "ATTENDANCE");
	office_quit(terminal);
}

/* Printed here, and keyed in by what stands on it. */
static void test_print_and_key_in(void **state)
{
	struct terminal *terminal = open_door();
	struct buf text = BUF_EMPTY;
	struct err err = {0};
	char code[8], path[512], keys[64];
	int row;

	(void)state;
	terminal_type(terminal, PAPER "<F2>");
	terminal_expect(terminal, "For the printer: ~/lembar-2019-KT-KBG-2-2-");
	row = terminal_find(terminal, "For the printer:");
	assert_int_equal(sscanf(terminal_row(terminal, row),
				 " For the printer: ~/lembar-2019-KT-KBG-2-2-%7[0-9A-Z-].txt", code),
		1);
	snprintf(path, sizeof(path), "%s/lembar-2019-KT-KBG-2-2-%s.txt", getenv("HOME"), code);
	assert_int_equal(file_read(path, 100000, &text, &err), STATUS_OK);
	assert_non_null(strstr(buf_text(&text), "SITI AMINAH"));
	assert_non_null(strstr(buf_text(&text), code));
	assert_int_equal(count_of(dump(), "kind: 2, session: \"2019-KT-KBG-2\""), 1);
	snprintf(keys, sizeof(keys), "%s<Enter>present 8<Enter><Enter><Enter>", code);
	terminal_type(terminal, keys);
	terminal_expect(terminal, "Saved: 1 person.");
	snprintf(keys, sizeof(keys), "sheet: \"%s\"", code);
	assert_int_equal(count_of(dump(), keys), 1);
	buf_release(&text);
	office_quit(terminal);
}

/* --- Tutup hari -------------------------------------------------------------------------------- */

static void test_close(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, CLOSE);
	terminal_expect(terminal, "Step 1 of 3: count the signatures on the sheet");
	terminal_expect(terminal, "Recorded present: 30 (M 3, F 27), not recorded: 9");
	terminal_type(terminal, "3x0<Enter>"); /* digits only */
	terminal_expect(terminal, "Step 2 of 3: who is missing?");
	terminal_expect(terminal, "> 05  TITI FATIMAH");
	terminal_type(terminal, "i<Down><Down>s<Up>t");
	terminal_expect(terminal, "> 20");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Day 2 is closed. Saved on this laptop.");
	terminal_expect(terminal, "present 30 (M 3, F 27), excused");
	terminal_expect(terminal, "Signatures 30, as recorded");
	terminal_expect(terminal, "Day closed: Tue 16 Jul 08.40");
	terminal_expect(terminal, "copy.okoce");
	assert_int_equal(count_of(dump(), "{state: 1, signatures: 31, present: 30}"), 1);
	/* At the door it says so, and who is missing counts as absent. */
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "! This day is closed");
	terminal_expect(terminal, "absent 8");
	terminal_expect(terminal, "not yet 0");
	terminal_type(terminal, CLOSE);
	terminal_expect(terminal, "Step 3 of 3");
	office_quit(terminal);
}

static void test_signatures_and_record_differ(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, CLOSE "33<Enter>");
	terminal_expect(terminal, "33 signatures, recorded present 30: 3 more on paper.");
	terminal_expect(terminal, "Enter once more: that is how it is.");
	terminal_type(terminal, "<Backspace>1<Enter>"); /* another count: it is held against it anew */
	terminal_expect(terminal, "31 signatures, recorded present 30: 1 more on paper.");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Step 2 of 3");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Step 1 of 3");
	terminal_expect(terminal, "Signatures on paper: 31");
	office_quit(terminal);
}

static void test_close_undone(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, CLOSE "<Enter><Enter>");
	terminal_expect(terminal, "Signatures: not counted");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Undone.");
	terminal_expect(terminal, "Step 1 of 3");
	assert_int_equal(count_of(dump(), "day/2019-KT-KBG-2/2\t{state"), 0);
	office_quit(terminal);
}

static void test_reopen(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F2>1" CLOSE);
	terminal_expect(terminal, "Step 3 of 3");
	terminal_type(terminal, "b<Enter>");
	terminal_expect(terminal, "Say why the day is reopened.");
	terminal_type(terminal, "lembar kedua<Enter>");
	terminal_expect(terminal, "Day 1 is open again.");
	assert_int_equal(count_of(dump(), "reason: \"lembar kedua\""), 1);
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "ATTENDANCE");
	assert_int_equal(terminal_find(terminal, "This day is closed"), -1);
	office_quit(terminal);
}

/* A sheet that turns up when the day is closed needs a reason, and the form asks for it. */
static void test_paper_of_a_closed_day(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F2>1" PAPER "<Enter>present 13<Enter><Enter>");
	terminal_expect(terminal, "The day is closed: why is it corrected?");
	terminal_type(terminal, "lembar tertinggal<Enter><Enter>");
	terminal_expect(terminal, "Saved: 1 person.");
	assert_int_equal(count_of(dump(), "remark: \"lembar tertinggal\", sheet: \"-\""), 1);
	office_quit(terminal);
}

static void press_alt(struct terminal *terminal, char digit)
{
	const char bytes[] = {'\x1b', digit};

	terminal_send_bytes(terminal, bytes, sizeof(bytes));
	terminal_sync(terminal);
}

/* Without F-keys: Esc and a digit; and the help runs what it lists. */
static void test_without_function_keys(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	press_alt(terminal, '5');
	terminal_expect(terminal, "PAPER");
	terminal_type(terminal, "<Esc>");
	press_alt(terminal, '8');
	terminal_expect(terminal, "CLOSE THE DAY");
	terminal_type(terminal, "<Esc>?close day<Enter>");
	terminal_expect(terminal, "CLOSE THE DAY");
	office_quit(terminal);
}

/* Where nothing is recorded neither is offered. */
static void test_read_only(void **state)
{
	const char *const words[] = {"--read-only", NULL};
	struct terminal *terminal;

	(void)state;
	office_copy(OFFICE_DEMO);
	terminal = office_open_with(OFFICE_TUESDAY, &office_looks[4], words);
	terminal_type(terminal, "<Enter>" PAPER CLOSE);
	terminal_expect(terminal, "ATTENDANCE");
	office_quit(terminal);
}

/* What is typed is there after the window changed. */
static void test_resize(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, PAPER "<Enter>all present except 7");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "all present except 7");
	terminal_type(terminal, "<Enter><Enter>");
	terminal_expect(terminal, "Enter saves it");
	terminal_resize(terminal, 40, 120);
	terminal_expect(terminal, "On the sheet: present 39. New: 10");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_all_but_some),
		cmocka_unit_test(test_undo),
		cmocka_unit_test(test_signatures_that_differ),
		cmocka_unit_test(test_what_is_wrong_is_said_at_once),
		cmocka_unit_test(test_print_and_key_in),
		cmocka_unit_test(test_close),
		cmocka_unit_test(test_signatures_and_record_differ),
		cmocka_unit_test(test_close_undone),
		cmocka_unit_test(test_reopen),
		cmocka_unit_test(test_paper_of_a_closed_day),
		cmocka_unit_test(test_without_function_keys),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_resize),
	};

	return cmocka_run_group_tests_name("tui/day", tests, office_begin, office_end);
}
