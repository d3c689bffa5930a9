/* SPDX-License-Identifier: BSD-2-Clause */
/* Kehadiran, as it is used at the door of Kerajinan tangan, kelas 2, in the demo. */
#include "support/terminal.h"
#include "tui/office_try.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define WEDNESDAY_AFTER "2019-07-24T08:00:00+07:00"
#define BAR 9 /* rows of 80x24 */
#define INPUT 7

/* The door of the demo's class. */
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

static void expect_bar(struct terminal *terminal, const char *text)
{
	terminal_expect(terminal, text);
	if (!strstr(terminal_row(terminal, BAR), text))
		fail_msg("\"%s\" is not in the bar: %s", text, terminal_row(terminal, BAR));
	assert_true(terminal_is_reverse(terminal, BAR, 0));
	assert_true(terminal_is_reverse(terminal, BAR, terminal_cols(terminal) - 1));
}

static void expect_input(struct terminal *terminal, const char *text)
{
	char row[128];

	snprintf(row, sizeof(row), " NIK, number, or name:%s%s", text[0] ? " " : "", text);
	assert_string_equal(terminal_row(terminal, INPUT), row);
}

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = open_look(&office_looks[i]);

		snprintf(golden, sizeof(golden), "tui/golden/attend-%s", office_looks[i].name);
		terminal_type(terminal, "17<Enter>siti am<Down>");
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
}

static void test_other_looks(void **state)
{
	struct terminal *terminal = open_look(&office_looks[0]);

	(void)state;
	terminal_golden(terminal, "tui/golden/attend-empty");
	terminal_type(terminal, "siti<Enter>");
	terminal_golden(terminal, "tui/golden/attend-choose");
	terminal_type(terminal, "<Down><F4>");
	terminal_golden(terminal, "tui/golden/attend-why");
	terminal_type(terminal, "<Esc><F2>");
	terminal_golden(terminal, "tui/golden/attend-day");
	terminal_type(terminal, "1");
	terminal_golden(terminal, "tui/golden/attend-other-day");
	office_quit(terminal);
}

/* Whoever looks over the officer's shoulder sees nobody. */
static void test_nobody_is_named_before_something_is_typed(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	assert_int_equal(terminal_find(terminal, "AMINAH"), -1);
	terminal_type(terminal, "aminah");
	terminal_expect(terminal, "SITI AMINAH");
	terminal_expect(terminal, "**9389");
	assert_int_equal(terminal_find(terminal, "3216054304989389"), -1);
	terminal_type(terminal, "<Esc>");
	assert_int_equal(terminal_find(terminal, "AMINAH"), -1);
	office_quit(terminal);
}

static void test_present(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "aminah<Enter>");
	expect_bar(terminal, "PRESENT        08  SITI AMINAH");
	expect_bar(terminal, "at 08.40     31/40");
	expect_input(terminal, "");
	terminal_expect(terminal, "Last: 08 08.40");
	/* It stays while the next one is typed. */
	terminal_type(terminal, "jok");
	expect_bar(terminal, "PRESENT        08  SITI AMINAH");
	terminal_type(terminal, "<Enter>");
	expect_bar(terminal, "PRESENT        17  JOKO PRASETYO");
	office_quit(terminal);
}

static void test_already_present(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "23<Enter>");
	expect_bar(terminal, "ALREADY PRESENT  23  SITI AMALIA RAHMAN");
	expect_bar(terminal, "since 08.12, not recorded again");
	expect_input(terminal, "");
	office_quit(terminal);
}

static void test_saved_when_opened_again(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "3216054304989389<Enter>");
	expect_bar(terminal, "PRESENT        08  SITI AMINAH");
	office_quit(terminal);
	terminal = office_open_again(OFFICE_TUESDAY);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Last: 08 08.40");
	terminal_type(terminal, "8<Enter>");
	expect_bar(terminal, "since 08.40, not recorded again");
	office_quit(terminal);
}

/* What was acknowledged is there, whatever happens to the program. */
static void test_saved_when_killed(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "8<Enter>");
	expect_bar(terminal, "PRESENT        08  SITI AMINAH");
	terminal_signal(terminal, SIGKILL);
	assert_true(WIFSIGNALED(terminal_wait_end(terminal)));
	terminal_free(terminal);
	terminal = office_open_again(OFFICE_TUESDAY);
	terminal_expect(terminal, "31/40");
	terminal_type(terminal, "<Enter>8<Enter>");
	expect_bar(terminal, "ALREADY PRESENT");
	office_quit(terminal);
}

static void test_several_fit(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "siti<Enter>");
	expect_bar(terminal, "CHOOSE         4 people fit: choose with the arrow, or type on");
	expect_input(terminal, "siti");
	assert_int_equal(terminal_cursor_row(terminal), INPUT);
	terminal_type(terminal, "<Down>");
	assert_int_equal(terminal_cursor_row(terminal), 12);
	assert_true(terminal_is_reverse(terminal, 12, 5));
	terminal_expect(terminal, " > 08  SITI AMINAH");
	terminal_type(terminal, "<Up>"); /* back to the input */
	assert_int_equal(terminal_cursor_row(terminal), INPUT);
	terminal_type(terminal, "<Down><Enter>");
	expect_bar(terminal, "PRESENT        08  SITI AMINAH");
	office_quit(terminal);
}

/* Who was chosen among others is not meant any more once the text is another. */
static void test_typing_on_forgets_the_choice(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "siti<Down> am<Enter>");
	expect_bar(terminal, "CHOOSE         3 people fit");
	office_quit(terminal);
}

static void test_not_on_the_list(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "3173025203889905<Enter>");
	expect_bar(terminal, "NOT ON THE LIST  317302******9905  nobody of this class");
	expect_input(terminal, "");
	assert_int_equal(terminal_find(terminal, "3173025203889905"), -1);
	office_quit(terminal);
}

static void test_other_class(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "3173020505979298<Enter>"); /* of 2019-FS-KBG-2 */
	expect_bar(terminal, "OTHER CLASS    Fashion, class 2  starts Mon 29 Jul");
	office_quit(terminal);
}

/* A scanner's next scan must not be added to a bad one. */
static void test_wrong_nik_is_cleared(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "321605430498938<Enter>");
	expect_bar(terminal, "WRONG NIK      15 digits, should be 16");
	terminal_type(terminal, "3216054304989389<Enter>");
	expect_bar(terminal, "PRESENT        08  SITI AMINAH");
	office_quit(terminal);
}

/* Whole bursts, with the line ends that scanners have. */
static void test_scanner(void **state)
{
	static const char *const ends[] = {"\r", "\n", "\r\n", "\t"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct terminal *terminal = open_door();
		char scan[32];

		snprintf(scan, sizeof(scan), "3216054304989389%s", ends[i]);
		terminal_send_bytes(terminal, scan, strlen(scan));
		terminal_sync(terminal);
		expect_bar(terminal, "PRESENT        08  SITI AMINAH");
		expect_input(terminal, "");
		office_quit(terminal);
	}
}

/* Two scans in one burst are two people. */
static void test_scans_in_a_row(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_send(terminal, "3216054304989389<Enter>3173021910729329<Enter>");
	terminal_sync(terminal);
	expect_bar(terminal, "PRESENT        17  JOKO PRASETYO");
	terminal_expect(terminal, "Last: 17 08.40 • 08 08.40");
	office_quit(terminal);
}

static void test_paste_never_submits(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_paste(terminal, "17\r8\r");
	expect_input(terminal, "17 8");
	assert_false(terminal_is_reverse(terminal, BAR, 0));
	office_quit(terminal);
}

static void test_empty_enter_changes_nothing(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<Enter>   <Enter>");
	assert_false(terminal_is_reverse(terminal, BAR, 0));
	terminal_type(terminal, "17<Enter><Enter>");
	expect_bar(terminal, "PRESENT        17  JOKO PRASETYO");
	office_quit(terminal);
}

static void test_undo(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	assert_int_equal(terminal_find(terminal, "^Z"), -1); /* nothing to undo: no such key */
	terminal_type(terminal, "17<Enter>8<Enter>jo");
	terminal_expect(terminal, "^Z Undo");
	terminal_type(terminal, "<C-z>");
	expect_bar(terminal, "UNDONE         08  SITI AMINAH");
	expect_bar(terminal, "day 2: PRESENT 08.40 taken back");
	expect_input(terminal, "jo");
	terminal_type(terminal, "<C-z>");
	expect_bar(terminal, "UNDONE         17  JOKO PRASETYO");
	expect_bar(terminal, "30/40");
	assert_int_equal(terminal_find(terminal, "^Z"), -1);
	terminal_type(terminal, "<C-z><C-z>");
	expect_bar(terminal, "30/40");
	office_quit(terminal);
}

static void test_nothing_to_undo(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter><C-z>");
	terminal_expect(terminal, "Nothing that was recorded on this screen is left to undo.");
	terminal_expect(terminal, "M 3  F 27");
	terminal_type(terminal, "17<Enter><C-z><C-z>");
	terminal_expect(terminal, "Nothing that was recorded on this screen is left to undo.");
	terminal_expect(terminal, "UNDONE");
	office_quit(terminal);
}

/* Who opens a class before its list was imported does not look for a mistake in what is typed. */
static void test_empty_class(void **state)
{
	struct terminal *terminal =
		office_open(OFFICE_EMPTY, "2019-03-04T08:00:00+07:00", NULL);

	(void)state;
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Nobody is registered here: import first (okoce import).");
	terminal_type(terminal, "siti");
	terminal_expect(terminal, "Nobody is registered here");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "Nobody is registered here: import first (okoce import).");
	office_quit(terminal);
}

/* What could not be saved waits for another Enter; the next scan is not added to it. */
static void test_typing_replaces_what_failed(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	char *copy = office_copy_path();
	char *away = office_path("away.okoce");

	(void)state;
	terminal_type(terminal, "<Enter>");
	assert_int_equal(rename(copy, away), 0);
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "FAILED");
	terminal_expect(terminal, "NIK, number, or name: 17");
	assert_int_equal(terminal_find(terminal, "all is saved"), -1);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "FAILED");
	terminal_expect(terminal, "NIK, number, or name: 17");
	terminal_type(terminal, "08");
	assert_non_null(strstr(
		terminal_row(terminal, terminal_find(terminal, "or name:")), "or name: 08"));
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "FAILED");
	terminal_expect(terminal, "M 3  F 27");
	office_quit(terminal);
	assert_int_equal(rename(away, copy), 0);
	free(copy);
	free(away);
}

static void test_excused_and_sick(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<F4>");
	terminal_expect(terminal, "JOKO PRASETYO:  I excused  S sick  R a relative signs  Esc no");
	terminal_type(terminal, "i");
	expect_bar(terminal, "EXCUSED        17  JOKO PRASETYO");
	terminal_type(terminal, "siti<Down><F4>S");
	expect_bar(terminal, "SICK           08  SITI AMINAH");
	terminal_expect(terminal, "excused 2 • sick 1");
	terminal_type(terminal, "23<F4>i");
	expect_bar(terminal, "was present since 08.12");
	office_quit(terminal);
}

static void test_excused_can_be_left(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<F4><Esc>");
	expect_input(terminal, "17"); /* Esc took only the question away */
	assert_int_equal(terminal_find(terminal, "I excused"), -1);
	terminal_type(terminal, "<F4><Enter>");
	assert_false(terminal_is_reverse(terminal, BAR, 0)); /* present is no answer */
	terminal_expect(terminal, "I excused");
	terminal_type(terminal, "<Backspace>"); /* any other key means what it always means */
	expect_input(terminal, "1");
	assert_int_equal(terminal_find(terminal, "I excused"), -1);
	office_quit(terminal);
}

static void test_excused_needs_a_person(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F4>");
	terminal_expect(terminal, "Type who is excused or sick first, then F4.");
	terminal_type(terminal, "siti<F4>");
	terminal_expect(terminal, "Several people fit: choose one with the arrow, then F4.");
	terminal_type(terminal, "i"); /* typed: nobody was asked about */
	expect_input(terminal, "sitii");
	office_quit(terminal);
}

static void test_other_day(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<Enter><F2>");
	terminal_expect(terminal, "DAY OF TRAINING");
	terminal_expect(terminal, "> 2    Tuesday, 16 July 2019");
	terminal_type(terminal, "<Down><Enter>");
	terminal_expect(terminal, "Day 3 of 4");
	terminal_expect(terminal, "! Today is day 2: choose the day with F2");
	assert_false(terminal_is_reverse(terminal, BAR, 0)); /* that was another day's */
	terminal_type(terminal, "17<Enter>");
	expect_bar(terminal, "at 08.40?"); /* not a time of day 3 */
	expect_bar(terminal, "1/40");
	terminal_type(terminal, "<F2>2");
	terminal_expect(terminal, "Day 2 of 4");
	assert_int_equal(terminal_find(terminal, "! Today"), -1);
	terminal_type(terminal, "<F2><Esc>");
	terminal_expect(terminal, "Day 2 of 4");
	terminal_type(terminal, "<F2>9"); /* there is none */
	terminal_expect(terminal, "DAY OF TRAINING");
	office_quit(terminal);
}

/* A week later the laptop proposes the last day, and says that today is none. */
static void test_no_day_of_this_class(void **state)
{
	const char *const words[] = {"checkin", "--session", "2019-KT-KBG-2", NULL};
	struct terminal *terminal = office_open(OFFICE_DEMO, WEDNESDAY_AFTER, NULL);

	(void)state;
	office_quit(terminal);
	terminal = office_open_with(WEDNESDAY_AFTER, &office_looks[4], words);
	terminal_expect(terminal, "Day 4 of 4");
	terminal_expect(terminal, "! Today is no day of this class: choose one, F2");
	office_quit(terminal);
}

static void test_leaving(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "siti<Esc>");
	terminal_expect(terminal, "ATTENDANCE");
	expect_input(terminal, "");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

/* All at once, what happened last too. */
static void test_language(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<Enter>siti<F9>");
	expect_bar(terminal, "HADIR          17  JOKO PRASETYO");
	expect_bar(terminal, "pukul 08.40");
	terminal_expect(terminal, "NIK, nomor, atau nama: siti");
	terminal_expect(terminal, "Terakhir: 17 08.40");
	office_quit(terminal);
}

static void test_nothing_is_lost_by_a_resize(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<Enter>siti<Down><Down>");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "name: siti");
	terminal_expect(terminal, " > 23  SITI AMALIA");
	terminal_expect(terminal, "PRESENT  17  JOKO PRASETYO");
	terminal_resize(terminal, 5, 20);
	terminal_resize(terminal, 50, 200);
	terminal_expect(terminal, " > 23  SITI AMALIA RAHMAN");
	terminal_resize(terminal, 24, 80);
	terminal_type(terminal, "<Enter>");
	expect_bar(terminal, "ALREADY PRESENT  23");
	office_quit(terminal);
}

/* Five people can be seen in the smallest window, in every state. */
static void test_small(void **state)
{
	const struct office_look small = {"", NULL, NULL, "en", 16, 60};
	struct terminal *terminal = open_look(&small);

	(void)state;
	terminal_type(terminal, "a");
	for (int row = 7; row < 12; row++)
		assert_non_null(strstr(terminal_row(terminal, row), "**"));
	terminal_expect(terminal, "30/40");
	office_quit(terminal);
}

static void test_mouse(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "siti");
	terminal_click(terminal, 12, 10);
	assert_int_equal(terminal_cursor_row(terminal), 12);
	terminal_click(terminal, 12, 10);
	expect_bar(terminal, "PRESENT        08  SITI AMINAH");
	terminal_type(terminal, "siti");
	terminal_click(terminal, INPUT, 23);
	terminal_type(terminal, "x");
	expect_input(terminal, "xsiti");
	office_quit(terminal);
}

/* What is typed is shown, but never as commands to the terminal. */
static void test_hostile_text(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_forget(terminal);
	terminal_paste(terminal, "\033]0;x\a\302\233\342\200\256");
	terminal_type(terminal, "<Enter>");
	expect_bar(terminal, "NOT ON THE LIST  ]0;x");
	assert_false(terminal_got(terminal, "\033]0;x"));
	assert_false(terminal_got(terminal, "\302\233"));
	assert_false(terminal_got(terminal, "\342\200\256"));
	office_quit(terminal);
}

/* A warning is heard, but not in the demo: that is shown in offices. */
static void test_sound(void **state)
{
	static const struct {
		const char *file;
		bool sounds;
	} files[] = {{OFFICE_DEMO, false}, {OFFICE_EMPTY, true}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct terminal *terminal = office_open(files[i].file, OFFICE_TUESDAY, NULL);

		terminal_type(terminal, "<Enter>");
		terminal_forget(terminal);
		terminal_type(terminal, "77<Enter>");
		expect_bar(terminal, "NOT ON THE LIST");
		/* Before the answer to the test, which ends with a bell itself. */
		assert_int_equal(terminal_got(terminal, "\a\033]5199"), files[i].sounds);
		office_quit(terminal);
	}
}

#define FORTY 40

/* The one word of the name that nobody else has. */
static void name_of(int i, char out[16])
{
	snprintf(out, 16, "q%c%cx", 'a' + i / 10, 'a' + i % 10);
}

static void nik_of(int i, char out[40])
{
	snprintf(out, 40, "317308%02d0180%04d", 41 + i % 28, i + 1);
}

static void write_forty(const char *path)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "Nama,NIK,L/P\n");
	for (int i = 0; i < FORTY; i++) {
		char name[16], nik[40];

		name_of(i, name);
		nik_of(i, nik);
		fprintf(file, "WARGA %s,%s,P\n", name, nik);
	}
	assert_int_equal(fclose(file), 0);
}

/* A class of one's own from the list to the last one at the door. */
static void test_forty_people(void **state)
{
	char *copy = office_copy_path();
	char *list = office_path("daftar.csv");
	struct terminal *terminal = office_open(OFFICE_EMPTY, OFFICE_TUESDAY, NULL);

	(void)state;
	office_quit(terminal);
	write_forty(list);
	office_run_plain((const char *const[]){
		"import", list, "--session", "2019-KT-KBG-2", "--data", copy, NULL});
	terminal = office_open_again(OFFICE_TUESDAY);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "not yet 40");
	for (int i = 0; i < FORTY; i++) {
		char typed[40], said[64];

		if (i % 3 == 0)
			nik_of(i, typed);
		else if (i % 3 == 1)
			snprintf(typed, sizeof(typed), "%d", i + 1);
		else
			name_of(i, typed);
		terminal_type(terminal, typed);
		terminal_type(terminal, "<Enter>");
		snprintf(said, sizeof(said), "PRESENT        %02d  WARGA", i + 1);
		expect_bar(terminal, said);
		snprintf(said, sizeof(said), "%d/40", i + 1);
		expect_bar(terminal, said);
	}
	terminal_type(terminal, "<C-z>");
	expect_bar(terminal, "UNDONE         40");
	office_quit(terminal);
	terminal = office_open_again(OFFICE_TUESDAY);
	terminal_expect(terminal, "39/40");
	terminal_type(terminal, "<Enter>1<Enter>");
	expect_bar(terminal, "ALREADY PRESENT  01  WARGA");
	terminal_type(terminal, "40<Enter>");
	expect_bar(terminal, "40/40");
	office_quit(terminal);
	assert_int_equal(remove(list), 0);
	free(list);
	free(copy);
}

static void test_bytes(void **state)
{
	struct terminal *terminal = open_door();
	size_t answer = strlen("\033]5199;24;80\a");

	(void)state;
	terminal_type(terminal, "siti<Down>");
	terminal_forget(terminal);
	terminal_type(terminal, "<Down>");
	assert_true(terminal_got_bytes(terminal) - answer <= 120);
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_other_looks),
		cmocka_unit_test(test_nobody_is_named_before_something_is_typed),
		cmocka_unit_test(test_present),
		cmocka_unit_test(test_already_present),
		cmocka_unit_test(test_saved_when_opened_again),
		cmocka_unit_test(test_saved_when_killed),
		cmocka_unit_test(test_several_fit),
		cmocka_unit_test(test_typing_on_forgets_the_choice),
		cmocka_unit_test(test_not_on_the_list),
		cmocka_unit_test(test_other_class),
		cmocka_unit_test(test_wrong_nik_is_cleared),
		cmocka_unit_test(test_scanner),
		cmocka_unit_test(test_scans_in_a_row),
		cmocka_unit_test(test_paste_never_submits),
		cmocka_unit_test(test_empty_enter_changes_nothing),
		cmocka_unit_test(test_undo),
		cmocka_unit_test(test_nothing_to_undo),
		cmocka_unit_test(test_empty_class),
		cmocka_unit_test(test_typing_replaces_what_failed),
		cmocka_unit_test(test_excused_and_sick),
		cmocka_unit_test(test_excused_can_be_left),
		cmocka_unit_test(test_excused_needs_a_person),
		cmocka_unit_test(test_other_day),
		cmocka_unit_test(test_no_day_of_this_class),
		cmocka_unit_test(test_leaving),
		cmocka_unit_test(test_language),
		cmocka_unit_test(test_nothing_is_lost_by_a_resize),
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_hostile_text),
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_forty_people),
		cmocka_unit_test(test_bytes),
	};

	return cmocka_run_group_tests_name("attend", tests, office_begin, office_end);
}
