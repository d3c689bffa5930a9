/* SPDX-License-Identifier: BSD-2-Clause */
/* F3 at the door of Kerajinan tangan, kelas 2, in the demo, which is full: who is taken in, who gives a seat up. */
#include "support/terminal.h"
#include "tui/office_try.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NEW_NIK "3173085203889905" /* a woman, born 12 March 1988 */
#define OTHER_NIK "3173020505979298" /* of 2019-FS-KBG-2 */
#define MONDAY "2019-07-15T08:05:00+07:00"
#define LATE_TUESDAY "2019-07-16T09:31:00+07:00"

static struct terminal *open_door_at(const char *now)
{
	const char *const words[] = {"checkin", "--session", "2019-KT-KBG-2", NULL};
	static const struct office_look look = {"", NULL, NULL, "en", 24, 80};

	office_copy(OFFICE_DEMO);
	return office_open_with(now, &look, words);
}

static struct terminal *open_door(void)
{
	return open_door_at(OFFICE_TUESDAY);
}

/* Somebody new, who waits: the class is full. */
static void bring(struct terminal *terminal, const char *name)
{
	terminal_type(terminal, name);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "NOT ON THE LIST");
	terminal_expect(terminal, "F3 register");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "NEW PARTICIPANT");
	terminal_type(terminal, "<C-s>");
	terminal_expect(terminal, "WAITING LIST");
}

/* Twenty-five keys for the NIK and the name, and four Enters. */
static void test_walk_in_by_nik(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<F3>5"); /* nothing is offered to who has a seat but to leave */
	terminal_expect(terminal, "Withdraw from this class");
	terminal_type(terminal, "2");
	terminal_expect(terminal, "WITHDRAWN      17  JOKO PRASETYO");
	terminal_expect(terminal, "not yet 8");
	terminal_type(terminal, NEW_NIK "<Enter>");
	terminal_expect(terminal, "317308******9905  nobody of this class   F3 register");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "NIK      : 317308******9905");
	terminal_expect(terminal, "M/F      : F, a woman");
	terminal_expect(terminal, "Born, as the NIK says: Saturday, 12 March 1988");
	terminal_type(terminal, "Dewi Lestari<Enter><Enter><Enter>sreng<Enter><Enter>");
	terminal_expect(terminal, "PRESENT        A2  Dewi Lestari");
	terminal_expect(terminal, "PRESENT        A2  Dewi Lestari  at 08.40, new participant; 4 of 4");
	terminal_expect(terminal, "days is out of reach");
	terminal_expect(terminal, "31/40");
	terminal_type(terminal, "dewi les");
	terminal_expect(terminal, "A2  Dewi Lestari                F   Srengseng          **9905 PRESENT 08.40");
	terminal_type(terminal, "<Esc>");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "UNDONE         A2  Dewi Lestari");
	terminal_expect(terminal, "Undone: PRESENT A2 Dewi Lestari");
	terminal_expect(terminal, "30/40");
	terminal_type(terminal, "dewi les");
	terminal_expect(terminal, "Nobody on this list fits");
	office_quit(terminal);
}

/* The NIK on the list again, or a wrong one: said in the form, with what to do. */
static void test_walk_in_is_checked(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F3><Enter>");
	terminal_expect(terminal, "This must be filled in.");
	terminal_type(terminal, "12<Enter>");
	terminal_expect(terminal, "A name has letters");
	terminal_type(terminal, "<C-u>Joko<Enter>31730<Enter>");
	terminal_expect(terminal, "5 digits, should be 16");
	terminal_type(terminal, "<C-u>3216054304989389<Enter>");
	terminal_expect(terminal, "08 SITI AMINAH is on this list with that NIK: Esc, then type the number.");
	terminal_type(terminal, "<C-u>" OTHER_NIK "<Enter>");
	terminal_expect(terminal, "M/F      : M, a man");
	terminal_type(terminal, "<Enter>atlantis<Enter>");
	terminal_expect(terminal, "Nothing fits that.");
	office_quit(terminal);
}

/* One letter in either language. */
static void test_man_or_woman(void **state)
{
	static const struct {
		const char *typed, *shown;
	} letters[] = {{"l", "M, a man"}, {"m", "M, a man"}, {"p", "F, a woman"}, {"F", "F, a woman"}};
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F3>Zubaedah<Enter><Enter>");
	for (size_t i = 0; i < 4; i++) {
		terminal_type(terminal, letters[i].typed);
		terminal_type(terminal, "<Enter>");
		terminal_expect(terminal, letters[i].shown);
		terminal_expect(terminal, " > Kelurahan");
		terminal_type(terminal, "<Up>");
	}
	office_quit(terminal);
}

/* The next one is often a neighbour. */
static void test_kelurahan_of_the_one_before(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F3>Tono<Enter><Enter><Enter>sreng<Enter><C-s>");
	terminal_expect(terminal, "WAITING LIST");
	terminal_type(terminal, "<F3><Esc>");
	terminal_type(terminal, "Zubaedah<Enter><F3><Enter><Enter><F3>");
	terminal_expect(terminal, "Kelurahan: Srengseng");
	office_quit(terminal);
}

/* What was typed when the battery died, or Esc was pressed, is there again at the same field. */
static void test_form_left_half_done(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F3>Tono Saja<Enter>3173<Esc>");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Somebody new was left half done: F3 goes on.");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "Name     : Tono Saja");
	terminal_expect(terminal, " > NIK");
	terminal_type(terminal, "<C-d>"); /* away with it */
	terminal_expect(terminal, "ATTENDANCE");
	terminal_type(terminal, "<F3>");
	assert_int_equal(terminal_find(terminal, "Tono"), -1);
	terminal_type(terminal, "<Esc>");
	assert_int_equal(terminal_find(terminal, "half done"), -1);
	office_quit(terminal);
}

/* Neither Esc without a word nor a form of which only the door's text is known is a draft. */
static void test_form_only_looked_at(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F3><Esc>");
	terminal_type(terminal, "tono<F3><Esc>");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "ATTENDANCE");
	assert_int_equal(terminal_find(terminal, "half done"), -1);
	office_quit(terminal);
}

static void test_substitute(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	bring(terminal, "Tono");
	terminal_expect(terminal, "no. 1, class is full 40/40   F3 substitute");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "Seats taken: 40/40; waiting: 1. From day 2 on 4 of 4 days is out of reach.");
	terminal_type(terminal, "1");
	terminal_expect(terminal, "Whose seat? Those who are not here:");
	assert_int_equal(terminal_find(terminal, "SITI AMALIA"), -1); /* is here */
	terminal_type(terminal, "joko");
	terminal_expect(terminal, " > 17  JOKO PRASETYO");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "PRESENT        A2  Tono");
	terminal_expect(terminal, "at 08.40, in the place of 17  JOKO");
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "WITHDRAWN      17  JOKO PRASETYO");
	terminal_expect(terminal, "class: seat given");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Undone: PRESENT A2 Tono");
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "PRESENT        17  JOKO PRASETYO");
	terminal_type(terminal, "tono<Enter>");
	terminal_expect(terminal, "WAITING LIST   Tono");
	office_quit(terminal);
}

static void test_nobody_fits_in_the_list_of_seats(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	bring(terminal, "Tono");
	terminal_type(terminal, "<F3>1xyz");
	terminal_expect(terminal, "Nothing fits: type something else.");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Nothing fits");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "JOKO PRASETYO");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "WAITING LIST   Tono"); /* stands as before */
	office_quit(terminal);
}

static void test_extra(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	bring(terminal, "Tono");
	terminal_type(terminal, "<F3>2");
	terminal_expect(terminal, "Why is there one participant more than seats?");
	terminal_type(terminal, "3");
	terminal_expect(terminal, "PRESENT        A2  Tono  at 08.40, extra: agreed with the office");
	terminal_expect(terminal, "! More people than seats: 41/40");
	office_quit(terminal);
}

static void test_stay_waiting(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	bring(terminal, "Tono");
	terminal_type(terminal, "<F3>3");
	terminal_expect(terminal, "ATTENDANCE");
	terminal_expect(terminal, "waiting 1");
	office_quit(terminal);
}

/* A seat that became free is offered while somebody waits (asked both ways). */
static void test_free_seat(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	bring(terminal, "Tono");
	terminal_type(terminal, "17<F3>2");
	terminal_expect(terminal, "! Free seats: 1; waiting: 1");
	terminal_type(terminal, "tono<Enter>");
	terminal_expect(terminal, "no. 1, seats taken 39/40   F3 seat");
	terminal_type(terminal, "<F3>1");
	terminal_expect(terminal, "PRESENT        A2  Tono");
	assert_int_equal(terminal_find(terminal, "Free seats"), -1);
	office_quit(terminal);
}

static void test_other_class(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<F3>2" OTHER_NIK "<Enter>");
	terminal_expect(terminal, "OTHER CLASS    Fashion, class 2  starts Mon 29 Jul");
	terminal_expect(terminal, "F3 take in");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "317302******9298: Fashion, class 2, 2019");
	terminal_type(terminal, "2");
	terminal_expect(terminal, "at 08.40, moved here from");
	terminal_type(terminal, "<C-z>" OTHER_NIK "<Enter>");
	terminal_expect(terminal, "OTHER CLASS");
	terminal_type(terminal, "<F3>1");
	terminal_expect(terminal, "PRESENT        A2  YANTO IRAWAN");
	office_quit(terminal);
}

/* It is somebody else with that number: a new person. */
static void test_other_class_is_somebody_else(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, OTHER_NIK "<Enter><F3>2");
	terminal_expect(terminal, "NEW PARTICIPANT");
	terminal_expect(terminal, "317302******9298");
	office_quit(terminal);
}

static void test_move_to_another_class(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<F3>1");
	terminal_expect(terminal, "To which class?");
	terminal_type(terminal, "handicrafts palmerah");
	terminal_type(terminal, "<Esc>");
	terminal_type(terminal, "food kembangan");
	terminal_expect(terminal, " > Food and drink, class 5, Kembangan");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "WITHDRAWN      17  JOKO PRASETYO");
	terminal_expect(terminal, "moved to another class: moved to");
	office_quit(terminal);
}

/* Who had withdrawn comes after all. */
static void test_withdrawn_comes_back(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<F3>2");
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "has withdrawn from this class");
	terminal_expect(terminal, "F3 take");
	terminal_type(terminal, "<F3>1");
	terminal_expect(terminal, "PRESENT        17  JOKO PRASETYO");
	office_quit(terminal);
}

/* Several fit, and it is none of them. */
static void test_none_of_those_who_fit(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "siti");
	terminal_expect(terminal, "Not on the list?  F3 looks in other classes, or registers somebody new");
	terminal_type(terminal, "<F3>");
	terminal_expect(terminal, "Name     : siti");
	office_quit(terminal);
}

/* Without function keys: Esc and a digit, or ^N. */
static void test_without_function_keys(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "tono<C-n>");
	terminal_expect(terminal, "NEW PARTICIPANT");
	office_quit(terminal);
}

static void test_relative_signs(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "17<F4>");
	terminal_expect(terminal, "I excused  S sick  R a relative signs");
	terminal_type(terminal, "r");
	terminal_expect(terminal, "EXCUSED        17  JOKO PRASETYO");
	terminal_expect(terminal, "a relative signed: not");
	terminal_expect(terminal, "30/40");
	office_quit(terminal);
}

static void test_late(void **state)
{
	struct terminal *terminal = open_door_at(LATE_TUESDAY);

	(void)state;
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "at 09.31, 91 minutes late");
	terminal_expect(terminal, "late 1");
	terminal_type(terminal, "joko");
	terminal_expect(terminal, "LATE 09.31");
	office_quit(terminal);
}

/* A laptop whose battery was empty believes in 2015: the day is chosen, never derived, and times say so. */
static void test_clock_of_2015(void **state)
{
	struct terminal *terminal = open_door_at("2015-01-01T00:05:00+07:00");

	(void)state;
	terminal_expect(terminal, "! Today is no day of this class: choose one, F2");
	terminal_type(terminal, "<F2>2");
	terminal_expect(terminal, "Day 2 of 4");
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "PRESENT        17  JOKO PRASETYO");
	terminal_expect(terminal, "at 00.05?     31/40");
	terminal_type(terminal, "zubaedah<F3><C-s><F3>2");
	terminal_type(terminal, "1");
	terminal_expect(terminal, "at 00.05?, extra");
	office_quit(terminal);
}

static void test_part_of_a_day(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F2>pp");
	terminal_expect(terminal, "Recorded: the afternoon. P: another part.");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Day 2 of 4, afternoon");
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "PRESENT        17  JOKO PRASETYO");
	terminal_type(terminal, "<F2>p<Enter>17<Enter>");
	terminal_expect(terminal, "ALREADY PRESENT  17"); /* on that day, for its afternoon */
	office_quit(terminal);
}

/* The demo's Monday is closed: what is corrected carries a reason, asked once. */
static void test_closed_day(void **state)
{
	struct terminal *terminal = open_door();

	(void)state;
	terminal_type(terminal, "<F2>1");
	terminal_expect(terminal, "Day 1 of 4");
	terminal_type(terminal, "17<F4>s");
	terminal_expect(terminal, "Day 1 is closed. Why is it corrected?");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "This must be filled in.");
	terminal_type(terminal, "surat dokter<Enter>");
	terminal_expect(terminal, "Go on: what is recorded of this day now carries that reason.");
	terminal_expect(terminal, "NIK, number, or name: 17"); /* as it was */
	terminal_type(terminal, "<F4>s");
	terminal_expect(terminal, "SICK           17  JOKO PRASETYO");
	office_quit(terminal);
}

/* Once another laptop has recorded people of this day the counter is what this one knows. */
static void test_two_laptops(void **state)
{
	const char *const words[] = {"checkin", "--session", "2019-KT-KBG-2", NULL};
	static const struct office_look look = {"", NULL, NULL, "en", 24, 80};
	char *old = getenv("XDG_STATE_HOME") ? strdup(getenv("XDG_STATE_HOME")) : NULL;
	char *other = office_path("other-laptop");
	struct terminal *terminal = open_door();

	(void)state;
	assert_int_equal(terminal_find(terminal, "on this laptop "), -1);
	office_quit(terminal);
	setenv("XDG_STATE_HOME", other, 1);
	terminal = office_open_with(OFFICE_TUESDAY, &look, words);
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "PRESENT        17");
	terminal_expect(terminal, "── on this laptop ─"); /* the demo is the first one's */
	office_quit(terminal);
	if (old)
		setenv("XDG_STATE_HOME", old, 1);
	else
		unsetenv("XDG_STATE_HOME");
	terminal = office_open_with(OFFICE_TUESDAY, &look, words);
	terminal_expect(terminal, "── on this laptop ─");
	terminal_resize(terminal, 16, 60);
	terminal_expect(terminal, "31/40 on this laptop");
	office_quit(terminal);
	free(old);
	free(other);
}

/* Switched off it is off the next time too. */
static void expect_silence(const char *const *words)
{
	static const struct office_look look = {"", NULL, NULL, "en", 24, 80};
	struct terminal *terminal = office_open_with(OFFICE_TUESDAY, &look, words);

	terminal_type(terminal, "<C-b>");
	terminal_expect(terminal, "Sound is off.");
	office_quit(terminal);
	terminal = office_open_with(OFFICE_TUESDAY, &look, words);
	terminal_forget(terminal);
	terminal_type(terminal, "77<Enter>");
	assert_false(terminal_got(terminal, "\a\033]5199"));
	terminal_type(terminal, "<C-b>");
	terminal_expect(terminal, "Sound is on.");
	office_quit(terminal);
	terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, &look);
	terminal_type(terminal, "<Enter><C-b>");
	terminal_expect(terminal, "A demo makes no sound.");
	office_quit(terminal);
}

static void test_sounds(void **state)
{
	static const struct {
		const char *term, *typed, *bells;
	} sounds[] = {
		{"xterm-256color", "1<Enter>", "\a\033]5199"},
		{"xterm-256color", "1<Enter>", "\a\a\033]5199"},
		{"xterm-256color", "77<Enter>", "\a\a\a\033]5199"},
		{"linux", "77<Enter>", "\033[10;250]\033[11;400]\a\033[10;750]\033[11;125]"},
	};
	const char *const words[] = {"checkin", "--session", "2019-KT-KBG-2", NULL};
	char *copy = office_copy_path();
	char *list = office_path("satu.csv");
	FILE *file = fopen(list, "w");

	(void)state;
	assert_non_null(file);
	fputs("Nama,NIK\nWARGA SATU,3173085203889905\n", file);
	assert_int_equal(fclose(file), 0);
	office_copy(OFFICE_EMPTY);
	office_run_plain((const char *const[]){
		"import", list, "--session", "2019-KT-KBG-2", "--data", copy, NULL});
	for (size_t i = 0; i < sizeof(sounds) / sizeof(sounds[0]); i++) {
		const struct office_look look = {"", sounds[i].term, NULL, "en", 24, 80};
		struct terminal *terminal = office_open_with(OFFICE_TUESDAY, &look, words);

		terminal_forget(terminal);
		terminal_type(terminal, sounds[i].typed);
		if (!terminal_got(terminal, sounds[i].bells))
			fail_msg("no such sound: %zu", i);
		office_quit(terminal);
	}
	expect_silence(words);
	assert_int_equal(remove(list), 0);
	free(list);
	free(copy);
}

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		const char *const words[] = {"checkin", "--session", "2019-KT-KBG-2", NULL};
		struct terminal *terminal;
		char golden[64];

		office_copy(OFFICE_DEMO);
		terminal = office_open_with(OFFICE_TUESDAY, &office_looks[i], words);
		terminal_type(terminal, "tono saja<F3><Enter><Enter>mer");
		snprintf(golden, sizeof(golden), "tui/golden/door-new-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<Down><Enter><Enter>");
		snprintf(golden, sizeof(golden), "tui/golden/door-waiting-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "<F3>");
		snprintf(golden, sizeof(golden), "tui/golden/door-what-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "1");
		snprintf(golden, sizeof(golden), "tui/golden/door-seat-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_resize(terminal, 50, 200);
		terminal_expect(terminal, "JOKO PRASETYO");
		office_quit(terminal);
	}
}

/* --- Somebody new who is recorded already -------------------------------------------------------- */

static void test_who_is_of_another_class_is_shown_and_taken(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter>xyz<F3><Up><C-u>Drs. Yanto Irawan<Enter>");
	terminal_expect(terminal, "Perhaps recorded already: YANTO IRAWAN, Fashion, class 2, 2019");
	terminal_expect(terminal, "F4 takes that person");
	terminal_type(terminal, "<F4>");
	terminal_expect(terminal, "Is recorded already. What is to be done?");
	terminal_expect(terminal, "YANTO IRAWAN: Fashion, class 2");
	terminal_type(terminal, "1");
	terminal_expect(terminal, "WAITING LIST");
	terminal_type(terminal, "<C-l>");
	/* What was typed became that person: nothing waits for F3. */
	assert_int_equal(terminal_find(terminal, "left half done"), -1);
	office_quit(terminal);
}

static void test_who_is_of_this_class_is_found_at_the_door(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter>xyz<F3><Up><C-u>Hj. Siti Aminah<Enter>");
	terminal_expect(terminal, "Perhaps recorded already: SITI AMINAH, Handicrafts, class 2");
	terminal_type(terminal, "<F4>");
	terminal_expect(terminal, "On this list already");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "PRESENT");
	terminal_expect(terminal, "08  SITI AMINAH");
	office_quit(terminal);
}

static void test_enter_goes_on_with_somebody_new(void **state)
{
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter>xyz<F3><Up><C-u>Yanto Irawan<Enter><Enter><Enter><Enter><Enter>");
	terminal_expect(terminal, "WAITING LIST");
	terminal_expect(terminal, "Yanto Irawan");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_walk_in_by_nik),
		cmocka_unit_test(test_walk_in_is_checked),
		cmocka_unit_test(test_man_or_woman),
		cmocka_unit_test(test_kelurahan_of_the_one_before),
		cmocka_unit_test(test_form_left_half_done),
		cmocka_unit_test(test_form_only_looked_at),
		cmocka_unit_test(test_substitute),
		cmocka_unit_test(test_nobody_fits_in_the_list_of_seats),
		cmocka_unit_test(test_extra),
		cmocka_unit_test(test_stay_waiting),
		cmocka_unit_test(test_free_seat),
		cmocka_unit_test(test_other_class),
		cmocka_unit_test(test_other_class_is_somebody_else),
		cmocka_unit_test(test_move_to_another_class),
		cmocka_unit_test(test_withdrawn_comes_back),
		cmocka_unit_test(test_none_of_those_who_fit),
		cmocka_unit_test(test_without_function_keys),
		cmocka_unit_test(test_relative_signs),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_clock_of_2015),
		cmocka_unit_test(test_part_of_a_day),
		cmocka_unit_test(test_closed_day),
		cmocka_unit_test(test_two_laptops),
		cmocka_unit_test(test_sounds),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_who_is_of_another_class_is_shown_and_taken),
		cmocka_unit_test(test_who_is_of_this_class_is_found_at_the_door),
		cmocka_unit_test(test_enter_goes_on_with_somebody_new),
	};

	return cmocka_run_group_tests_name("door", tests, office_begin, office_end);
}
