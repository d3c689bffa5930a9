/* SPDX-License-Identifier: BSD-2-Clause */
/* Riwayat as an officer looks something up in it, and takes it back. */
#include "support/terminal.h"
#include "tui/office_try.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &office_looks[i]);

		terminal_type(terminal, "w");
		snprintf(golden, sizeof(golden), "tui/golden/history-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "aminah<Enter>");
		snprintf(golden, sizeof(golden), "tui/golden/history-lines-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<Esc><Esc>");
		office_quit(terminal);
	}
}

static void test_a_check_in_is_found_and_taken_back(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter>17<Enter><Esc>");
	terminal_expect(terminal, "31/40");
	terminal_type(terminal, "wjoko");
	terminal_expect(terminal, "> 16/07/19 08.40~ Rina S.");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Attendance: JOKO PRASETYO, 2019-KT-KBG-2, day 2");
	terminal_expect(terminal, "Status: present");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "session: joko");
	terminal_type(terminal, "<F4>");
	terminal_expect(terminal, "Taken back: Attendance: JOKO PRASETYO, present");
	terminal_expect(terminal, "(taken back)");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "30/40");
	office_quit(terminal);
}

/* A day is found as the list shows it. */
static void test_the_changes_of_a_day(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "w15/07/19");
	terminal_expect(terminal, "  15/07/19 08.24~");
	assert_int_equal(terminal_find(terminal, " 16/07/19 "), -1);
	terminal_type(terminal, "<C-u>16/7");
	terminal_expect(terminal, "> 16/07/19 08.39~");
	assert_int_equal(terminal_find(terminal, " 15/07/19 "), -1);
	office_quit(terminal);
}

/* Where nothing fits, and in a file that is only read, nothing is offered to be undone. */
static void test_what_cannot_be_undone_is_not_offered(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "wzzzz");
	terminal_expect(terminal, "Nothing fits.");
	assert_null(strstr(terminal_row(terminal, 23), "Undo"));
	terminal_type(terminal, "<Enter><Down><Up><PgDn>");
	terminal_expect(terminal, "HISTORY");
	office_quit(terminal);
	office_copy(OFFICE_DEMO);
	terminal = office_open_with(OFFICE_TUESDAY, &(struct office_look){"", NULL, NULL, "en", 24, 80},
		(const char *const[]){"--read-only", NULL});
	terminal_type(terminal, "w");
	terminal_expect(terminal, "HISTORY");
	assert_null(strstr(terminal_row(terminal, 23), "Undo"));
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "HISTORY");
	office_quit(terminal);
}

static void test_it_follows_the_window_while_one_types(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "wsiti");
	terminal_resize(terminal, 16, 60);
	terminal_type(terminal, " am");
	terminal_expect(terminal, "siti am");
	terminal_resize(terminal, 50, 200);
	terminal_expect(terminal, "siti am");
	terminal_expect(terminal, "SITI AM");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_a_check_in_is_found_and_taken_back),
		cmocka_unit_test(test_the_changes_of_a_day),
		cmocka_unit_test(test_what_cannot_be_undone_is_not_offered),
		cmocka_unit_test(test_it_follows_the_window_while_one_types),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
