/* SPDX-License-Identifier: BSD-2-Clause */
/* Pengaturan: the laptop gets its name and letter, looks and sounds as it should; about, and practice. */
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
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define FIRST_MONDAY "2019-03-04T08:00:00+07:00"

static void forget_settings(void)
{
	char *path = path_join(getenv("XDG_STATE_HOME"), "okoce/settings");

	unlink(path);
	free(path);
}

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &office_looks[i]);

		terminal_type(terminal, "a");
		snprintf(golden, sizeof(golden), "tui/golden/settings-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<Esc>");
		office_quit(terminal);
	}
}

/* A laptop says on Beranda that it has no name, until it has one; which then stands on each screen. */
static void test_a_laptop_gets_its_name_and_letter(void **state)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, FIRST_MONDAY, NULL);

	(void)state;
	terminal_expect(terminal, "! This laptop has no name yet: press F8.");
	terminal_type(terminal, "<F8>");
	terminal_expect(terminal, "SETTINGS");
	terminal_type(terminal, "<C-u>KBJ<Enter>");
	terminal_expect(terminal, "KBJ-A");
	terminal_type(terminal, "<C-u>B<Enter>");
	terminal_expect(terminal, "KBJ-B");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "Saved for this laptop.");
	terminal_expect(terminal, "HOME");
	assert_non_null(strstr(terminal_row(terminal, 0), "KBJ-B"));
	assert_non_null(strstr(terminal_row(terminal, 0), "Kec. Kebon Jeruk"));
	assert_int_equal(terminal_find(terminal, "no name yet"), -1);
	office_quit(terminal);
	terminal = office_open_again(FIRST_MONDAY);
	terminal_type(terminal, "<Enter>");
	assert_non_null(strstr(terminal_row(terminal, 0), "KBJ-B"));
	office_quit(terminal);
}

static void test_what_is_wrong_is_said_and_nothing_kept(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<F8>");
	for (int i = 0; i < 7; i++)
		terminal_type(terminal, "<Tab>");
	terminal_type(terminal, "<C-u>0<Enter>");
	terminal_expect(terminal, "1 to 60 minutes.");
	terminal_expect(terminal, "SETTINGS");
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "HOME");
	terminal_type(terminal, "<F8>");
	assert_int_equal(terminal_find(terminal, "1 to 60 minutes."), -1);
	terminal_type(terminal, "<Esc>");
	office_quit(terminal);
}

/* Who chose English gets it at the next start too; a start that says otherwise is obeyed. */
static void test_the_language_is_kept(void **state)
{
	char *path = office_copy_path();
	const char *argv[] = {getenv("OKOCE"), "--data", path, NULL};
	const struct terminal_options plain = {
		.argv = argv, .env = (const char *const[]){"OKOCE_NOW=" OFFICE_TUESDAY, "OKOCE_LANG", NULL}};
	struct terminal *terminal;

	(void)state;
	forget_settings();
	office_copy(OFFICE_DEMO);
	terminal = terminal_open(&plain);
	terminal_sync(terminal);
	terminal_expect(terminal, "BERANDA");
	terminal_type(terminal, "<F8>");
	for (int i = 0; i < 3; i++)
		terminal_type(terminal, "<Tab>");
	terminal_type(terminal, "<C-u>English<Enter><C-s>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
	terminal = terminal_open(&plain);
	terminal_sync(terminal);
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
	terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &office_looks[0]);
	terminal_expect(terminal, "BERANDA");
	office_quit(terminal);
	forget_settings();
	free(path);
}

static void test_about(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<F8><F2>");
	terminal_expect(terminal, "ABOUT");
	terminal_expect(terminal, "BSD-2-Clause");
	terminal_expect(terminal, "none yet: nothing was written in this run");
	terminal_expect(terminal, "copy.okoce");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "SETTINGS");
	terminal_type(terminal, "<Esc><Enter>17<Enter>");
	terminal_expect(terminal, "PRESENT");
	terminal_type(terminal, "<Esc><F8><F2>");
	assert_int_equal(terminal_find(terminal, "none yet"), -1);
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "ABOUT");
	office_quit(terminal);
}

/* Practice is another file, marked as such; afterwards the officer's own is there again. */
static void test_practice_is_another_file(void **state)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, FIRST_MONDAY, NULL);
	int status;

	(void)state;
	terminal_type(terminal, "<F8>");
	terminal_expect(terminal, "Practice");
	terminal_send(terminal, "<F5>");
	terminal_wait_text(terminal, "DEMO");
	terminal_sync(terminal);
	terminal_type(terminal, "<F8>");
	assert_int_equal(terminal_find(terminal, "Practice"), -1);
	terminal_type(terminal, "<Esc><Enter>17<Enter>");
	terminal_expect(terminal, "DEMO");
	terminal_send(terminal, "<C-q>");
	terminal_wait_text(terminal, "Kec. Kebon Jeruk");
	terminal_sync(terminal);
	assert_int_equal(terminal_find(terminal, "DEMO"), -1);
	terminal_send(terminal, "<C-q>");
	status = terminal_wait_end(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	terminal_free(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_a_laptop_gets_its_name_and_letter),
		cmocka_unit_test(test_what_is_wrong_is_said_and_nothing_kept),
		cmocka_unit_test(test_the_language_is_kept),
		cmocka_unit_test(test_about),
		cmocka_unit_test(test_practice_is_another_file),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
