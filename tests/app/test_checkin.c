/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/door_try.h"

#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_nothing_typed(void **state)
{
	static const char *const nothing[] = {"", " ", " \t "};
	struct door *door = *state;
	uint64_t entries = store_entries(door->app->store);

	for (size_t i = 0; i < 3; i++) {
		enter(door, nothing[i]);
		assert_int_equal(door->result.outcome, OUTCOME_NONE);
		assert_int_equal(door->checkin.match_count, 0);
	}
	assert_int_equal(store_entries(door->app->store), entries);
}

static void test_no_such_day(void **state)
{
	struct door *door = *state;
	struct checkin other;
	struct err err = {0};

	assert_int_equal(
		checkin_open(&other, door->app, session_of(door, CLASS), 0, &err), STATUS_INVALID);
	assert_int_equal(
		checkin_open(&other, door->app, session_of(door, CLASS), 5, &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, CLASS));
	assert_int_equal(checkin_set_day(&door->checkin, 5, &err), STATUS_INVALID);
	assert_int_equal(door->checkin.day, DAY);
}

static void test_each_way_to_name_a_person(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, JOKO), "PRESENT  17  JOKO PRASETYO  at 08.41  1/4");
	assert_string_equal(enter(door, "8"), "PRESENT  08  SITI AMINAH  at 08.41  2/4");
	assert_string_equal(enter(door, "a1"), "PRESENT  A1  HJ. SITI NUR AMINI  at 08.41  3/4");
	assert_string_equal(
		enter(door, "rahman siti"), "PRESENT  23  SITI AMALIA RAHMAN  at 08.41  4/4");
}

static void test_tail_of_the_nik(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, "4417"), "PRESENT  08  SITI AMINAH  at 08.41  1/4");
}

static void test_already_present_writes_nothing(void **state)
{
	struct door *door = *state;
	uint64_t entries;

	set_time(door, "2019-07-16T08:12:00+07:00");
	enter(door, "17");
	entries = store_entries(door->app->store);
	set_time(door, "2019-07-16T08:41:00+07:00");
	assert_string_equal(enter(door, "17"),
		"ALREADY PRESENT  17  JOKO PRASETYO  since 08.12, not recorded again  1/4");
	assert_int_equal(store_entries(door->app->store), entries);
	assert_false(outcome_is_good(door->result.outcome));
}

static void test_present_is_there_after_opening_again(void **state)
{
	struct door *door = *state;

	enter(door, "17");
	enter(door, "8");
	reopen(door);
	assert_int_equal(door->checkin.count.present, 2);
	assert_int_equal(door->checkin.last_count, 2);
	assert_string_equal(enter(door, "17"),
		"ALREADY PRESENT  17  JOKO PRASETYO  since 08.41, not recorded again  2/4");
}

/* Yesterday is another day. */
static void test_days_are_apart(void **state)
{
	struct door *door = *state;
	struct err err = {0};

	enter(door, "17");
	assert_int_equal(checkin_set_day(&door->checkin, 1, &err), STATUS_OK);
	assert_int_equal(door->checkin.count.present, 0);
	assert_int_equal(door->checkin.last_count, 0);
	/* Told on another day than day 1 was held: the time is doubted. */
	assert_string_equal(enter(door, "17"), "PRESENT  17  JOKO PRASETYO  at 08.41?  1/4");
	assert_int_equal(checkin_set_day(&door->checkin, 2, &err), STATUS_OK);
	assert_int_equal(door->checkin.count.present, 1);
}

static void test_several_fit(void **state)
{
	struct door *door = *state;
	uint64_t entries = store_entries(door->app->store);

	assert_string_equal(enter(door, "siti am"),
		"CHOOSE  3 people fit: type the number: 08  SITI AMINAH; 23  SITI AMALIA RAHMAN; A1  HJ. SITI NUR AMINI  0/4");
	assert_int_equal(door->checkin.match_count, 3);
	assert_int_equal(store_entries(door->app->store), entries);
	checkin_enter(&door->checkin, 1, &door->result);
	assert_int_equal(door->result.outcome, OUTCOME_PRESENT);
	assert_string_equal(door->result.subject, "23  SITI AMALIA RAHMAN");
}

static void test_chosen_beyond_the_list_is_nobody(void **state)
{
	struct door *door = *state;

	checkin_type(&door->checkin, "siti am");
	checkin_enter(&door->checkin, 3, &door->result);
	assert_int_equal(door->result.outcome, OUTCOME_CHOOSE);
}

static void test_waiting_list(void **state)
{
	struct door *door = *state;

	assert_string_equal(
		enter(door, "kedua"), "WAITING LIST  WATI KEDUA  no. 2, class is full 4/4  0/4");
	assert_int_equal(door->checkin.count.present, 0);
}

static void test_withdrawn(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, "31"),
		"WITHDRAWN  31  BUDI MUNDUR  has withdrawn from this class  0/4");
}

static void test_other_class(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, IN_FASHION),
		"OTHER CLASS  Fashion, class 2  starts Mon 29 Jul, RPTRA Kembangan  0/4");
}

/* Most say their name. A part of it, or one that two have, or had, sends nobody to another hall. */
static void test_other_class_by_the_whole_name(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, "dewi"),
		"OTHER CLASS  Fashion, class 2  starts Mon 29 Jul, RPTRA Kembangan  0/4");
	assert_string_equal(enter(door, "dew"), "NOT ON THE LIST  dew  nobody of this class  0/4");
	assert_string_equal(enter(door, "rini"), "NOT ON THE LIST  rini  nobody of this class  0/4");
	enrol(door, NEXT_CLASS, "Dewi", STRANGER, ENROLMENT_REGISTERED, "02");
	assert_string_equal(enter(door, "dewi"), "NOT ON THE LIST  dewi  nobody of this class  0/4");
}

/* Trained a year ago: not a reason to be sent to another hall. */
static void test_trained_in_another_year(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, OF_2018), "NOT ON THE LIST  317308******0012  was trained "
						  "before: Fashion, class 1, 2018  0/4");
}

static void test_unknown(void **state)
{
	struct door *door = *state;

	assert_string_equal(enter(door, STRANGER),
		"NOT ON THE LIST  317308******9905  nobody of this class  0/4");
	assert_string_equal(enter(door, "77"), "NOT ON THE LIST  77  nobody of this class  0/4");
	assert_string_equal(enter(door, "sri"), "NOT ON THE LIST  sri  nobody of this class  0/4");
	assert_string_equal(enter(door, "---"), "NOT ON THE LIST  ---  nobody of this class  0/4");
}

static void test_hostile_text(void **state)
{
	struct door *door = *state;
	struct buf many = BUF_EMPTY;

	assert_string_equal(enter(door, "\033]0;x\a\342\200\256"),
		"NOT ON THE LIST  \357\277\275]0;x\357\277\275\357\277\275  nobody of this class  "
		"0/4");
	for (int i = 0; i < 500; i++)
		buf_add_text(&many, "\303\251");
	enter(door, buf_text(&many));
	assert_int_equal(door->result.outcome, OUTCOME_UNKNOWN);
	assert_int_equal(strlen(door->result.subject), 198); /* cut, not inside a letter */
	buf_release(&many);
}

static void test_wrong_nik(void **state)
{
	struct door *door = *state;

	assert_string_equal(
		enter(door, "317308650680441"), "WRONG NIK  15 digits, should be 16  0/4");
}

static void test_excused_and_sick(void **state)
{
	struct door *door = *state;

	checkin_type(&door->checkin, "17");
	checkin_mark(&door->checkin, CHECKIN_NOBODY, ATTENDANCE_EXCUSED, "", &door->result);
	assert_int_equal(door->result.outcome, OUTCOME_EXCUSED);
	checkin_type(&door->checkin, "8");
	checkin_mark(&door->checkin, CHECKIN_NOBODY, ATTENDANCE_SICK, "", &door->result);
	assert_int_equal(door->result.outcome, OUTCOME_SICK);
	assert_int_equal(door->checkin.count.excused, 1);
	assert_int_equal(door->checkin.count.sick, 1);
	assert_int_equal(door->checkin.count.open, 2);
	/* They came after all. */
	assert_string_equal(enter(door, "17"), "PRESENT  17  JOKO PRASETYO  at 08.41  1/4");
	assert_int_equal(door->checkin.count.excused, 0);
}

static void test_excused_twice_is_written_once(void **state)
{
	struct door *door = *state;
	uint64_t entries;

	checkin_type(&door->checkin, "17");
	checkin_mark(&door->checkin, CHECKIN_NOBODY, ATTENDANCE_EXCUSED, "", &door->result);
	entries = store_entries(door->app->store);
	checkin_mark(&door->checkin, CHECKIN_NOBODY, ATTENDANCE_EXCUSED, "", &door->result);
	assert_int_equal(door->result.outcome, OUTCOME_EXCUSED);
	assert_int_equal(store_entries(door->app->store), entries);
}

static void test_undo(void **state)
{
	struct door *door = *state;

	assert_false(checkin_can_undo(&door->checkin));
	assert_string_equal(undo(door), "FAILED  Nothing to undo.  0/4");
	enter(door, "8");
	enter(door, "17");
	assert_true(checkin_can_undo(&door->checkin));
	assert_string_equal(
		undo(door), "UNDONE  17  JOKO PRASETYO  day 2: PRESENT 08.41 taken back  1/4");
	assert_int_equal(door->checkin.last_count, 1);
	assert_string_equal(
		undo(door), "UNDONE  08  SITI AMINAH  day 2: PRESENT 08.41 taken back  0/4");
	assert_false(checkin_can_undo(&door->checkin));
	reopen(door);
	assert_int_equal(door->checkin.count.present, 0);
}

/* What was done in another class is not undone blindly here. */
static void test_undo_stays_in_this_checkin(void **state)
{
	struct door *door = *state;

	enter(door, "17");
	checkin_release(&door->checkin);
	open_door(door, DAY);
	assert_false(checkin_can_undo(&door->checkin));
	assert_string_equal(undo(door), "FAILED  Nothing to undo.  1/4");
}

static void test_undo_of_another_day(void **state)
{
	struct door *door = *state;
	struct err err = {0};

	enter(door, "17");
	assert_int_equal(checkin_set_day(&door->checkin, 3, &err), STATUS_OK);
	assert_string_equal(
		undo(door), "UNDONE  17  JOKO PRASETYO  day 2: PRESENT 08.41 taken back  0/4");
}

static void test_last_ones(void **state)
{
	static const char *const numbers[] = {"8", "17", "23", "a1"};
	struct door *door = *state;

	for (size_t i = 0; i < 4; i++)
		enter(door, numbers[i]);
	assert_int_equal(door->checkin.last_count, CHECKIN_LAST);
	for (size_t i = 0; i < CHECKIN_LAST; i++) {
		static const char *const latest[] = {"A1", "23", "17"};
		size_t person = door->checkin.last[i].person;

		assert_string_equal(
			door->checkin.roster.person[person].enrolment.number, latest[i]);
	}
}

/* A file that nothing can be written to: nothing is counted, and the sentence says why. */
static void test_failed(void **state)
{
	struct door *door = *state;
	char *path = scratch_path(&door->folder, "kelas.okoce");
	struct app_options options = {.path = path,
		.read_only = true,
		.clock = clock_set_to(at("2019-07-16T08:41:00+07:00"), true)};
	struct err err = {0};

	checkin_release(&door->checkin);
	app_close(door->app);
	if (app_open(&door->app, &options, &err) != STATUS_OK ||
		app_unlock(door->app, NULL, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	open_door(door, DAY);
	enter(door, "17");
	assert_int_equal(door->result.outcome, OUTCOME_FAILED);
	assert_true(door->result.detail[0] != '\0');
	assert_int_equal(door->checkin.count.present, 0);
	free(path);
}

static void test_words(void **state)
{
	(void)state;
	assert_string_equal(outcome_word(OUTCOME_NONE), "");
	for (int i = OUTCOME_NONE + 1; i <= OUTCOME_FAILED; i++)
		assert_true(outcome_word((enum outcome)i)[0] != '\0');
	assert_true(outcome_is_good(OUTCOME_PRESENT));
	assert_false(outcome_is_good(OUTCOME_FAILED));
}

int main(void)
{
#define AT_THE_DOOR(test) cmocka_unit_test_setup_teardown(test, door_setup, door_teardown)
	const struct CMUnitTest tests[] = {
		AT_THE_DOOR(test_nothing_typed),
		AT_THE_DOOR(test_no_such_day),
		AT_THE_DOOR(test_each_way_to_name_a_person),
		AT_THE_DOOR(test_tail_of_the_nik),
		AT_THE_DOOR(test_already_present_writes_nothing),
		AT_THE_DOOR(test_present_is_there_after_opening_again),
		AT_THE_DOOR(test_days_are_apart),
		AT_THE_DOOR(test_several_fit),
		AT_THE_DOOR(test_chosen_beyond_the_list_is_nobody),
		AT_THE_DOOR(test_waiting_list),
		AT_THE_DOOR(test_withdrawn),
		AT_THE_DOOR(test_other_class),
		AT_THE_DOOR(test_other_class_by_the_whole_name),
		AT_THE_DOOR(test_trained_in_another_year),
		AT_THE_DOOR(test_unknown),
		AT_THE_DOOR(test_hostile_text),
		AT_THE_DOOR(test_wrong_nik),
		AT_THE_DOOR(test_excused_and_sick),
		AT_THE_DOOR(test_excused_twice_is_written_once),
		AT_THE_DOOR(test_undo),
		AT_THE_DOOR(test_undo_stays_in_this_checkin),
		AT_THE_DOOR(test_undo_of_another_day),
		AT_THE_DOOR(test_last_ones),
		AT_THE_DOOR(test_failed),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests_name("checkin", tests, NULL, NULL);
}
