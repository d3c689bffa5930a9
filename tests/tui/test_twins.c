/* SPDX-License-Identifier: BSD-2-Clause */
/* "The same person?", as an officer answers it. */
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
#include <sys/stat.h>

#include <cmocka.h>

#define PAIR "pair.okoce"
#define HEADER "NIK,Nama,Tanggal Lahir,Telepon\n"

/* A list of one row comes into the copy, in a class of its own. */
static void import(const char *row, const char *session)
{
	char *list = office_path("list.csv");
	char *copy = office_copy_path();
	struct buf text = BUF_EMPTY;
	struct err err = {0};

	buf_printf(&text, HEADER "%s\n", row);
	assert_int_equal(file_write(list, buf_bytes(&text), &err), STATUS_OK);
	office_run_plain((const char *const[]){
		"--data", copy, "import", list, "--session", session, NULL});
	buf_release(&text);
	free(list);
	free(copy);
}

/* The file PAIR: two have one NIK, and two names are alike with one birth date. */
static int begin(void **state)
{
	char *state_folder = office_path("here");
	char *copy = office_copy_path();
	char *pair = office_path(PAIR);

	if (office_begin(state) != 0)
		return -1;
	(void)mkdir(state_folder, 0700);
	setenv("XDG_STATE_HOME", state_folder, 1);
	office_copy(OFFICE_DEMO);
	import("3173084306859017,Rahma Wulandari,3/6/1985,081211110001", "2019-FS-KBG-2");
	import("3173084306859017,Budi Santosa,3/6/1985,081211110001", "2019-MM-KBG-5");
	import(",Wahyuni Puspita,1/2/1990,", "2019-FS-KBG-2");
	import(",Wahyuni Puspitta,1/2/1990,", "2019-FS-KBG-2");
	assert_int_equal(rename(copy, pair), 0);
	free(state_folder);
	free(copy);
	free(pair);
	return 0;
}

static struct terminal *open_pair(const struct office_look *look)
{
	return office_open(PAIR, OFFICE_TUESDAY, look);
}

/* The laptop's name stands in the last row, and is this laptop's proposal. */
static void look_at(const struct office_look *look)
{
	struct terminal *terminal = open_pair(look);
	char name[64];

	terminal_type(terminal, "c<Enter>");
	snprintf(name, sizeof(name), "tui/golden/twins-%s", look->name);
	terminal_golden(terminal, name);
	terminal_type(terminal, "<Enter>");
	snprintf(name, sizeof(name), "tui/golden/twin-%s", look->name);
	terminal_golden(terminal, name);
	office_quit(terminal);
}

static void test_looks(void **state)
{
	static const struct office_look wide[] = {
		{"id-wide", "xterm-256color", NULL, "id", 50, 200},
		{"en-wide", "xterm-256color", NULL, "en", 50, 200},
	};

	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++)
		look_at(&office_looks[i]);
	look_at(&wide[0]);
	look_at(&wide[1]);
}

static void test_two_people(void **state)
{
	struct terminal *terminal = open_pair(NULL);

	(void)state;
	terminal_expect(terminal, "1 pair may be one person");
	terminal_type(terminal, "c<Enter><Enter>2");
	terminal_expect(terminal, "Saved: two people, ");
	terminal_expect(terminal, "Nobody is asked about.");
	terminal_type(terminal, "j");
	terminal_expect(terminal, "answered: two people");
	terminal_type(terminal, "<Enter>1");
	terminal_expect(terminal, "answered: one person");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "answered: two people");
	terminal_type(terminal, "j<C-z>");
	terminal_expect(terminal, "The answer was taken back.");
	terminal_expect(terminal, "Budi Santosa");
	terminal_type(terminal, "<Esc><Esc>");
	office_quit(terminal);
}

/* Those that are alike are looked for when the officer wants it; whom one joins is found once. */
static void test_alike(void **state)
{
	struct terminal *terminal = open_pair(NULL);

	(void)state;
	terminal_type(terminal, "pwahyuni puspit");
	terminal_expect(terminal, "Wahyuni Puspitta");
	terminal_type(terminal, "<Esc><Esc>c<Enter>g");
	terminal_expect(terminal, "Wahyuni Puspit");
	terminal_expect(terminal, "All people were looked at");
	while (terminal_find(terminal, "> Wahyuni") < 0)
		terminal_type(terminal, "<Down>");
	terminal_type(terminal, "<Enter>1");
	terminal_expect(terminal, "Saved: one person, Wahyuni");
	terminal_type(terminal, "<Esc><Esc>pwahyuni puspit");
	assert_true(terminal_find(terminal, "Wahyuni Puspita") < 0 ||
		    terminal_find(terminal, "Wahyuni Puspitta") < 0);
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_two_people),
		cmocka_unit_test(test_alike),
	};

	return cmocka_run_group_tests(tests, begin, office_end);
}
