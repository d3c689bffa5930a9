/* SPDX-License-Identifier: BSD-2-Clause */
/* Terima: another laptop's file is looked at on the screen, and taken. */
#include "tui/office_try.h"
#include "base/file.h"
#include "support/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define THEIRS "aaa-KBG-B.okoce"

/* The other laptop has given a class another place. */
static int begin(void **state)
{
	int failed = office_begin(state);
	char *demo = office_path(OFFICE_DEMO), *theirs = office_path(THEIRS);
	struct buf bytes = BUF_EMPTY;
	struct err err = {0};

	assert_int_equal(file_read(demo, (size_t)64 << 20, &bytes, &err), STATUS_OK);
	assert_int_equal(file_write(theirs, buf_bytes(&bytes), &err), STATUS_OK);
	(void)office_run_plain((const char *const[]){"schedule", "2019-KT-KBG-2", "--venue", "RPTRA Meruya",
		"--data", theirs, NULL});
	buf_release(&bytes);
	free(demo);
	free(theirs);
	return failed;
}

static struct terminal *open_receive(const struct office_look *look)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, look);

	terminal_type(terminal, "s<Home>");
	for (int i = 0; i < 50 && !strstr(terminal_row(terminal, terminal_find(terminal, " > ")), THEIRS); i++)
		terminal_type(terminal, "<Down>");
	return terminal;
}

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = open_receive(&office_looks[i]);

		terminal_type(terminal, "<Enter>");
		snprintf(golden, sizeof(golden), "tui/golden/merge-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
}

/* A look changes nothing; Enter takes it; then there is nothing new, and it is remembered. */
static void test_look_and_take(void **state)
{
	struct terminal *terminal = open_receive(NULL);

	(void)state;
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "WHAT THEY BRING");
	terminal_expect(terminal, "2 new entries. Nothing is changed yet");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "RECEIVE");
	assert_int_equal(terminal_find(terminal, "Received last"), -1);
	terminal_type(terminal, "<Enter><Enter>");
	terminal_expect(terminal, "2 entries received. All is saved on this laptop.");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Received last: ");
	terminal_expect(terminal, "2 entries from 1 files");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Nothing new");
	terminal_type(terminal, "<Esc><Esc>k2019-KT-KBG-2<Enter>");
	terminal_expect(terminal, "RPTRA Meruya");
	office_quit(terminal);
}

/* The mark decides what is looked at, and stays when one comes back. */
static void test_marks(void **state)
{
	struct terminal *terminal = open_receive(NULL);

	(void)state;
	terminal_type(terminal, "<Space>");
	assert_true(terminal_find(terminal, "*" THEIRS) >= 0 || terminal_find(terminal, "* " THEIRS) >= 0);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, THEIRS);
	terminal_type(terminal, "<Esc>");
	assert_true(terminal_find(terminal, "*" THEIRS) >= 0 || terminal_find(terminal, "* " THEIRS) >= 0);
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_look_and_take),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, begin, office_end);
}
