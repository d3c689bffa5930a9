/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/door.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "roster_of.h"

/* It needs those before it. */
#include <cmocka.h>

static void test_seats_of_an_empty_class(void **state)
{
	struct day_count count = {0};

	(void)state;
	assert_int_equal(seats_free(&count), 0);
	assert_int_equal(seats_over(&count), 0);
	assert_false(seats_for_newcomer(&count));
}

static void test_seats(void **state)
{
	(void)state;
	struct day_count count = {.seats = 40, .registered = 38, .waiting = 1};

	assert_int_equal(seats_free(&count), 2);
	assert_true(seats_for_newcomer(&count));
	count.waiting = 2; /* both seats are theirs */
	assert_false(seats_for_newcomer(&count));
	count.registered = 41;
	assert_int_equal(seats_free(&count), 0);
	assert_int_equal(seats_over(&count), 1);
}

static void test_numbers_of_the_door(void **state)
{
	static const struct seat class[] = {
		{"01", "Satu", ENROLMENT_REGISTERED, .marks = ""},
		{"A2", "Dua", ENROLMENT_REGISTERED, .marks = ""},
		{"a3", "Tiga", ENROLMENT_WITHDRAWN, .marks = ""}, /* is not given again */
		{"B7", "Tujuh", ENROLMENT_REGISTERED, .marks = ""},
		{"A", "Tanpa angka", ENROLMENT_REGISTERED, .marks = ""},
		{"A9x", "Lain", ENROLMENT_REGISTERED, .marks = ""},
		{"A99999999999", "Terlalu panjang", ENROLMENT_REGISTERED, .marks = ""},
	};
	struct session session = {0};
	struct roster roster;
	char number[DOOR_NUMBER_MAX];

	(void)state;
	roster_of(&roster, &session, 1, class, sizeof(class) / sizeof(class[0]));
	roster_next_door_number(&roster, 'A', number);
	assert_string_equal(number, "A4");
	roster_next_door_number(&roster, 'B', number);
	assert_string_equal(number, "B8");
	roster_next_door_number(&roster, 'C', number);
	assert_string_equal(number, "C1");
	roster_release(&roster);
}

static void test_who_may_be_replaced(void **state)
{
	static const struct seat class[] = {
		{"01", "Datang", ENROLMENT_REGISTERED, .marks = "-H"},
		{"02", "Kemarin", ENROLMENT_REGISTERED, .marks = "H-"},
		{"03", "Izin", ENROLMENT_REGISTERED, .marks = "-I"},
		{"", "Menunggu", ENROLMENT_WAITING, .marks = ""},
	};
	struct session session = {0};
	struct roster roster;

	(void)state;
	roster_of(&roster, &session, 2, class, sizeof(class) / sizeof(class[0]));
	assert_false(roster_may_be_replaced(&roster.person[0], 2));
	assert_true(roster_may_be_replaced(&roster.person[1], 2));
	assert_true(roster_may_be_replaced(&roster.person[2], 2));
	assert_false(roster_may_be_replaced(&roster.person[3], 2));
	roster_release(&roster);
}

static void test_days_that_are_left(void **state)
{
	static const struct seat class[] = {{"A1", "Baru", ENROLMENT_REGISTERED, .marks = "-H--"}};
	struct programme programme = {0};
	struct session session = {.plan.days = 4};
	struct roster roster;

	(void)state;
	roster_of(&roster, &session, 4, class, 1);
	assert_true(roster_can_complete(&programme, &roster, &roster.person[0], 1));
	assert_false(roster_can_complete(&programme, &roster, &roster.person[0], 2));
	programme.settings.certificate_days = 3;
	assert_true(roster_can_complete(&programme, &roster, &roster.person[0], 3));
	assert_false(roster_can_complete(&programme, &roster, &roster.person[0], 4));
	roster_release(&roster);
}

static void test_causes(void **state)
{
	struct enrolment enrolment;
	struct buf text = BUF_EMPTY;
	size_t extras = 0;

	(void)state;
	while (cause_of_extra(extras) != CAUSE_NONE)
		extras++;
	assert_int_equal(extras, 4);
	cause_say(CAUSE_REPLACED, "A3", &text);
	assert_string_equal(buf_text(&text), "seat given to A3");
	buf_clear(&text);
	cause_say(CAUSE_REPLACED, "100%n", &text); /* no format */
	assert_string_equal(buf_text(&text), "seat given to 100%n");
	buf_clear(&text);
	cause_say(77, "A3", &text); /* of a later version */
	assert_string_equal(buf_text(&text), "");
	record_clear(&enrolment_type, &enrolment);
	enrolment_say_reason(&enrolment, &text);
	assert_string_equal(buf_text(&text), "");
	enrolment.reason = "hamil";
	enrolment_say_reason(&enrolment, &text);
	assert_string_equal(buf_text(&text), "hamil");
	buf_clear(&text);
	enrolment.cause = CAUSE_MOVED_TO;
	enrolment.with = "2019-FS-KBG-2";
	enrolment_say_reason(&enrolment, &text);
	assert_string_equal(buf_text(&text), "moved to 2019-FS-KBG-2: hamil");
	buf_release(&text);
}

static void test_late(void **state)
{
	struct programme programme = {.settings = {.start_minute = 1 + 8 * 60, .late_minutes = 15}};
	struct session session = {0};
	struct roster_mark mark = {.status = ATTENDANCE_PRESENT,
		.time = moment_at(date_of(2019, 7, 16), 8 * 60 + 15)};

	(void)state;
	assert_int_equal(mark_late_minutes(&programme, &session, PART_WHOLE, &mark), 0);
	mark.time += 60;
	assert_int_equal(mark_late_minutes(&programme, &session, PART_WHOLE, &mark), 16);
	assert_int_equal(mark_late_minutes(&programme, &session, PART_MORNING, &mark), 16);
	assert_int_equal(mark_late_minutes(&programme, &session, PART_AFTERNOON, &mark), 0);
	session.schedule.start_minute = 1 + 9 * 60; /* its own start */
	assert_int_equal(mark_late_minutes(&programme, &session, PART_WHOLE, &mark), 0);
	session.schedule.start_minute = 0;
	mark.doubted = true; /* a clock that is wrong makes nobody late */
	assert_int_equal(mark_late_minutes(&programme, &session, PART_WHOLE, &mark), 0);
	mark.doubted = false;
	mark.status = ATTENDANCE_SICK;
	assert_int_equal(mark_late_minutes(&programme, &session, PART_WHOLE, &mark), 0);
	mark.status = ATTENDANCE_PRESENT;
	programme.settings.late_minutes = 0; /* nobody is called late */
	assert_int_equal(mark_late_minutes(&programme, &session, PART_WHOLE, &mark), 0);
}

static void test_words(void **state)
{
	(void)state;
	assert_string_equal(day_part_text(PART_WHOLE), "");
	assert_string_equal(day_part_text(PART_MORNING), "morning");
	assert_string_equal(day_part_text(PART_AFTERNOON), "afternoon");
	assert_string_equal(remark_text(REMARK_REPRESENTED), "a relative signed: not present");
	assert_string_equal(remark_text("surat dokter"), "surat dokter");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seats_of_an_empty_class),
		cmocka_unit_test(test_seats),
		cmocka_unit_test(test_numbers_of_the_door),
		cmocka_unit_test(test_who_may_be_replaced),
		cmocka_unit_test(test_days_that_are_left),
		cmocka_unit_test(test_causes),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests_name("door", tests, NULL, NULL);
}
