/* SPDX-License-Identifier: BSD-2-Clause */
/* What should be looked at is found, said, and gone when it is mended. */
#include "app/attention.h"

#include "app/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define SECOND_DAY "2019-07-16T08:00:00+07:00"
#define EVE "2019-07-14T08:00:00+07:00"
#define OTHER "2018-KT-KBG-1"

/* All sentences, a line each. */
static void assert_said(struct app *app, const char *said)
{
	struct attentions attentions = {0};
	struct buf out = BUF_EMPTY;

	app_tallies(app);
	attentions_find(app, &attentions);
	for (size_t i = 0; i < attentions.count; i++) {
		attention_say(app, &attentions.item[i], &out);
		buf_add_byte(&out, '\n');
	}
	assert_string_equal(buf_text(&out), said);
	buf_release(&out);
	attentions_release(&attentions);
}

static struct id enrol(struct app *app, const char *name, uint32_t status, const char *number)
{
	return app_try_enrol(app, name, "", SEX_FEMALE, status, number);
}

static void test_nothing(void **state)
{
	struct app *app = app_try_new(state, SECOND_DAY);

	assert_said(app, "");
	(void)enrol(app, "ANI", ENROLMENT_REGISTERED, "01");
	/* A day on which nothing is recorded is on paper, or elsewhere. */
	assert_said(app, "");
	app_close(app);
}

static void test_day_that_is_not_closed(void **state)
{
	struct app *app = app_try_new(state, SECOND_DAY);
	struct id ani = enrol(app, "ANI", ENROLMENT_REGISTERED, "01");
	struct id budi = enrol(app, "BUDI", ENROLMENT_REGISTERED, "02");
	struct register_key key = register_day(TRY_SESSION, 1);
	struct day day;

	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &ani, 2, ATTENDANCE_PRESENT); /* today's is not over */
	assert_said(app, "Kerajinan tangan, class 1 (KBG): day 1 is not closed, 1 not recorded\n");
	app_try_attend(app, &budi, 1, ATTENDANCE_SICK);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): day 1 is not closed\n");
	app_try_set_clock(app, "2019-07-17T08:00:00+07:00");
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 2 days are not closed\n");
	app_try_set_clock(app, SECOND_DAY);
	record_clear(&day_type, &day);
	day.state = DAY_CLOSED;
	app_try_put(app, key, &day_type, &day);
	assert_said(app, "");
	app_close(app);
}

static void test_seats(void **state)
{
	struct app *app = app_try_new(state, EVE);

	(void)enrol(app, "ANI", ENROLMENT_WAITING, "");
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 3 seats are free, 1 people wait\n");
	(void)enrol(app, "BUDI", ENROLMENT_REGISTERED, "01");
	(void)enrol(app, "CICI", ENROLMENT_REGISTERED, "02");
	(void)enrol(app, "DEDI", ENROLMENT_REGISTERED, "03");
	assert_said(app, "");
	(void)enrol(app, "EKO", ENROLMENT_REGISTERED, "04");
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 1 person too many\n");
	/* What is over, or will not be, needs no seats any more. */
	app_try_set_clock(app, "2019-08-01T08:00:00+07:00");
	assert_said(app, "");
	app_close(app);
}

/* Somebody of today's class who had the same training in 2018. */
static void test_trained_before(void **state)
{
	struct app *app = app_try_new(state, SECOND_DAY);
	struct id ani = enrol(app, "ANI", ENROLMENT_REGISTERED, "01");
	struct session_plan plan = app_try_session(app)->plan;
	struct enrolment enrolment;
	struct err err = {0};

	/* Its texts do not last when the programme is read anew. */
	plan.year = 2018;
	plan.commodity = "kerajinan-tangan";
	plan.kecamatan = "31.73.08";
	app_try_put(app, register_session(OTHER, SESSION_PLAN), &session_plan_type, &plan);
	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_REGISTERED;
	app_try_put(app, register_enrolment(OTHER, &ani), &enrolment_type, &enrolment);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 1 person had this training before\n");
	enrolment.status = ENROLMENT_WITHDRAWN;
	app_try_put(app, register_enrolment(OTHER, &ani), &enrolment_type, &enrolment);
	assert_said(app, "");
	enrolment.status = ENROLMENT_REGISTERED;
	app_try_put(app, register_enrolment(OTHER, &ani), &enrolment_type, &enrolment);
	plan.commodity = "fashion";
	app_try_put(app, register_session(OTHER, SESSION_PLAN), &session_plan_type, &plan);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_said(app, "");
	app_close(app);
}

static void test_day_off_and_outside_the_plan(void **state)
{
	struct app *app = app_try_new(state, EVE);
	struct id ani = enrol(app, "ANI", ENROLMENT_REGISTERED, "01");
	struct holiday holiday;
	struct calendar calendar;
	struct enrolment enrolment;
	struct err err = {0};

	record_clear(&holiday_type, &holiday);
	holiday.day = date_of(2019, 7, 17);
	holiday.kind = HOLIDAY_DAY_OFF;
	holiday.name = "Pemilu";
	record_clear(&calendar_type, &calendar);
	calendar.year = 2019;
	calendar.holidays = (struct records){&holiday, 1};
	app_try_put(app, register_conf("calendar.2019"), &calendar_type, &calendar);
	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_REGISTERED;
	app_try_put(app, register_enrolment("2019-XX-KBG-1", &ani), &enrolment_type, &enrolment);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_said(app,
		"Wed 17 Jul is a day off: Pemilu (1 class)\n"
		"2019-XX-KBG-1 (outside the plan)\n");
	/* What is over is over. */
	app_try_set_clock(app, "2019-07-18T08:00:00+07:00");
	assert_said(app, "2019-XX-KBG-1 (outside the plan)\n");
	app_close(app);
}

/* They must be told, and go to another class. */
static void test_people_of_a_cancelled_session(void **state)
{
	struct app *app = app_try_new(state, EVE);
	struct action_id done;
	struct err err = {0};

	(void)enrol(app, "ANI", ENROLMENT_REGISTERED, "01");
	(void)enrol(app, "BUDI", ENROLMENT_REGISTERED, "02");
	assert_int_equal(schedule_save_status(app, TRY_SESSION, SESSION_CANCELLED, "Banjir", &done, &err), STATUS_OK);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): cancelled, and 2 people are still registered\n");
	assert_int_equal(schedule_undo(app, &done, &err), STATUS_OK);
	assert_said(app, "");
	app_close(app);
}

/* The one thing to look at is left as it is. */
static void leave_only(struct app *app)
{
	struct attentions attentions = {0};
	struct err err = {0};

	app_tallies(app);
	attentions_find(app, &attentions);
	assert_int_equal(attentions.count, 1);
	assert_int_equal(attention_leave(app, &attentions.item[0], &err), STATUS_OK);
	attentions_release(&attentions);
}

/* Not asked again until its numbers are others; undone it is asked again. */
static void test_left_as_it_is(void **state)
{
	struct app *app = app_try_new(state, EVE);
	struct err err = {0};

	for (int i = 0; i < 4; i++)
		(void)enrol(app, (const char *const[]){"ANI", "BUDI", "CICI", "DEDI"}[i],
			ENROLMENT_REGISTERED, (const char *const[]){"01", "02", "03", "04"}[i]);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 1 person too many\n");
	leave_only(app);
	assert_said(app, "");
	(void)enrol(app, "EKO", ENROLMENT_REGISTERED, "05");
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 2 people too many\n");
	leave_only(app);
	assert_said(app, "");
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 2 people too many\n");
	app_close(app);
}

/* Attendance without a seat: of somebody who is not on the list, and of one who withdrew. */
static void test_attendance_without_a_seat(void **state)
{
	struct app *app = app_try_new(state, SECOND_DAY);
	struct id ani = enrol(app, "ANI", ENROLMENT_WITHDRAWN, "01");
	struct id nobody = {{0xfe}};

	app_try_attend(app, &ani, 2, ATTENDANCE_PRESENT);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 1 attendance of somebody who has no seat\n");
	app_try_attend(app, &nobody, 2, ATTENDANCE_PRESENT);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 2 attendances of people who have no seat\n");
	app_close(app);
}

/* The laptop's clock stood at another day. */
static void test_doubtful_clock(void **state)
{
	struct app *app = app_try_new(state, "2019-07-10T08:00:00+07:00");
	struct id ani = enrol(app, "ANI", ENROLMENT_REGISTERED, "01");

	app_try_attend(app, &ani, 2, ATTENDANCE_PRESENT);
	app_try_set_clock(app, SECOND_DAY);
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 1 came by a doubtful clock: look at the laptop's\n");
	app_try_attend(app, &ani, 2, ATTENDANCE_SICK);
	assert_said(app, "");
	app_close(app);
}

/* Two doors gave one number to two people. */
static void test_one_number(void **state)
{
	struct app *app = app_try_new(state, SECOND_DAY);

	(void)enrol(app, "ANI", ENROLMENT_REGISTERED, "01");
	(void)enrol(app, "BUDI", ENROLMENT_REGISTERED, "1");
	(void)enrol(app, "CICI", ENROLMENT_WITHDRAWN, "01");
	assert_said(app, "Kerajinan tangan, class 1 (KBG): 1 person has the number of another\n");
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_day_that_is_not_closed),
		TEST(test_seats),
		TEST(test_trained_before),
		TEST(test_left_as_it_is),
		TEST(test_attendance_without_a_seat),
		TEST(test_doubtful_clock),
		TEST(test_one_number),
		TEST(test_day_off_and_outside_the_plan),
		TEST(test_people_of_a_cancelled_session),
	};

	return cmocka_run_group_tests_name("attention", tests, NULL, NULL);
}
