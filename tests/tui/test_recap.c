/* SPDX-License-Identifier: BSD-2-Clause */
/* Rekap. */
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

static struct terminal *open_recap(const struct office_look *look)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, look);

	terminal_type(terminal, "r");
	return terminal;
}

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = open_recap(&office_looks[i]);

		snprintf(golden, sizeof(golden), "tui/golden/recap-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
}

static void test_other_views(void **state)
{
	struct terminal *terminal = open_recap(&office_looks[0]);

	(void)state;
	terminal_type(terminal, "k");
	terminal_golden(terminal, "tui/golden/recap-kelurahan");
	terminal_type(terminal, "yu");
	terminal_golden(terminal, "tui/golden/recap-announced");
	terminal_type(terminal, "d<PgDn>");
	terminal_golden(terminal, "tui/golden/recap-list");
	office_quit(terminal);
}

/* The same figures as the command prints. */
static void test_figures_are_those_of_the_command(void **state)
{
	struct terminal *terminal = open_recap(&office_looks[4]);
	char *path = office_copy_path();
	const char *text = office_run_plain((const char *const[]){
		"--data", path, "--lang", "en", "recap", "--by", "matrix", NULL});

	(void)state;
	for (const char *line = text; *line != '\0';) {
		char copy[256];
		size_t length = strcspn(line, "\n");

		snprintf(copy, sizeof(copy), "%.*s", (int)length, line);
		terminal_expect(terminal, copy);
		line += length + 1;
	}
	free(path);
	office_quit(terminal);
}

static void test_figures_and_years(void **state)
{
	struct terminal *terminal = open_recap(NULL);

	(void)state;
	terminal_expect(terminal, "People by district and commodity: present, 2019");
	terminal_type(terminal, "f");
	terminal_expect(terminal, "commodity: completed, 2019");
	terminal_type(terminal, "f");
	terminal_expect(terminal, "commodity: target, 2019");
	terminal_expect(terminal, "3,760   3,760  100.0%");
	terminal_type(terminal, "y");
	terminal_expect(terminal, "commodity: target, 2018");
	terminal_type(terminal, "y");
	terminal_expect(terminal, "commodity: target, all years");
	terminal_type(terminal, "y");
	terminal_expect(terminal, "commodity: target, 2019");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

static void test_paging(void **state)
{
	struct terminal *terminal = open_recap(NULL);

	(void)state;
	terminal_type(terminal, "k");
	terminal_expect(terminal, "Participants by where they live, 2019");
	terminal_expect(terminal, "Lines 1-20 of ");
	terminal_type(terminal, "<Down>");
	terminal_expect(terminal, "Lines 2-21 of ");
	terminal_type(terminal, "<End>");
	terminal_expect(terminal, "Total");
	terminal_type(terminal, "<Home>");
	terminal_expect(terminal, "Lines 1-20 of ");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "Lines 1-12 of ");
	terminal_type(terminal, "m");
	terminal_expect(terminal, "Right: the rest.");
	terminal_type(terminal, "<Right><Right><Right><Right>");
	terminal_expect(terminal, "....");
	office_quit(terminal);
}

static void test_export(void **state)
{
	struct terminal *terminal = open_recap(NULL);
	struct buf text = BUF_EMPTY;
	struct err err = {0};
	char path[512];

	(void)state;
	terminal_type(terminal, "e");
	terminal_expect(terminal, "Written to: ~/rekap-matriks-2019.txt");
	snprintf(path, sizeof(path), "%s/rekap-matriks-2019.txt", getenv("HOME"));
	assert_int_equal(file_read(path, 100000, &text, &err), STATUS_OK);
	assert_non_null(strstr(buf_text(&text), "Kembangan"));
	terminal_type(terminal, "e"); /* nothing is overwritten */
	terminal_expect(terminal, "Written to: ~/rekap-matriks-2019-2.txt");
	buf_release(&text);
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_other_views),
		cmocka_unit_test(test_figures_are_those_of_the_command),
		cmocka_unit_test(test_figures_and_years),
		cmocka_unit_test(test_paging),
		cmocka_unit_test(test_export),
	};

	return cmocka_run_group_tests_name("tui/recap", tests, office_begin, office_end);
}
