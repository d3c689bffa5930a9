/* SPDX-License-Identifier: BSD-2-Clause */
/* What screens read: the roster of a class, the counts of all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define AMINAH "3173084306859017"

static void read_roster(struct app *app, struct roster *roster)
{
	struct err err = {0};

	*roster = (struct roster){0};
	if (app_roster(app, app_try_session(app), roster, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* --- Rosters ----------------------------------------------------------------------------------- */

static void test_class_without_people_is_empty(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct roster roster;

	read_roster(app, &roster);
	assert_int_equal(roster.count, 0);
	assert_int_equal(roster.days, 4);
	assert_ptr_equal(roster.session, app_try_session(app));
	roster_release(&roster);
	app_close(app);
}

static void test_person_without_identity_is_shown_by_number(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct roster roster;

	app_try_enrol(app, NULL, "", SEX_UNKNOWN, ENROLMENT_REGISTERED, "07");
	read_roster(app, &roster);
	assert_int_equal(roster.count, 1);
	assert_string_equal(roster.person[0].identity.name, "");
	assert_string_equal(roster.person[0].enrolment.number, "07");
	assert_int_equal(roster.person[0].identity.born, DATE_NONE);
	assert_int_equal(roster.person[0].mark[3].status, 0);
	roster_release(&roster);
	app_close(app);
}

/* A later version's, or a made-up one: it begins as an enrolment of this class does. */
static void test_register_of_another_shape_is_nobody(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct buf key = BUF_EMPTY;
	struct register_key odd = {0};
	struct enrolment enrolment;
	struct roster roster;

	app_try_enrol(app, "SITI AMINAH", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	cbor_put_array(&key, 3);
	cbor_put_uint(&key, REGISTER_ENROLMENT);
	cbor_put_text(&key, TRY_SESSION, strlen(TRY_SESSION));
	cbor_put_uint(&key, 7);
	odd.len = (uint16_t)key.len;
	memcpy(odd.byte, key.ptr, key.len);
	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_REGISTERED;
	app_try_put(app, odd, &enrolment_type, &enrolment);
	read_roster(app, &roster);
	assert_int_equal(roster.count, 1);
	assert_string_equal(roster.person[0].identity.name, "SITI AMINAH");
	app_tallies(app);
	assert_int_equal(app->tally[app_try_session(app) - app->programme.session].registered, 1);
	roster_release(&roster);
	buf_release(&key);
	app_close(app);
}

static void test_person_comes_with_address_contact_and_days(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:12:00+07:00");
	struct id aminah =
		app_try_enrol(app, "SITI AMINAH", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct person_address address;
	struct person_contact contact;
	struct roster roster;

	record_clear(&person_address_type, &address);
	address.kelurahan = "31.73.08.1005";
	app_try_put(app, register_person(&aminah, PERSON_ADDRESS), &person_address_type, &address);
	record_clear(&person_contact_type, &contact);
	contact.phone = "081200012345";
	app_try_put(app, register_person(&aminah, PERSON_CONTACT), &person_contact_type, &contact);
	app_try_attend(app, &aminah, 1, ATTENDANCE_PRESENT);
	app_try_set_clock(app, "2019-07-16T09:00:00+07:00");
	app_try_attend(app, &aminah, 2, ATTENDANCE_SICK);
	read_roster(app, &roster);
	assert_int_equal(roster.count, 1);
	assert_string_equal(roster.person[0].address.kelurahan, "31.73.08.1005");
	assert_string_equal(roster.person[0].contact.phone, "081200012345");
	roster_index(&roster);
	assert_string_equal(name_table_row(&roster.names, 0), "siti aminah");
	assert_int_equal(roster.person[0].mark[0].status, ATTENDANCE_PRESENT);
	assert_int_equal(
		roster.person[0].mark[0].time, app_try_moment("2019-07-15T08:12:00+07:00"));
	assert_false(roster.person[0].mark[0].doubted);
	assert_int_equal(roster.person[0].mark[1].status, ATTENDANCE_SICK);
	assert_int_equal(roster.person[0].mark[2].status, 0);
	roster_release(&roster);
	app_close(app);
}

static void test_waiting_list_keeps_its_order_after_a_correction(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id first = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_WAITING, "");
	struct enrolment corrected;
	struct roster roster;

	app_try_enrol(app, "BUDI", "", SEX_MALE, ENROLMENT_WAITING, "");
	record_clear(&enrolment_type, &corrected);
	corrected.status = ENROLMENT_WAITING;
	corrected.reason = "minta kelas pagi";
	app_try_put(app, register_enrolment(TRY_SESSION, &first), &enrolment_type, &corrected);
	read_roster(app, &roster);
	assert_int_equal(roster.count, 2);
	assert_string_equal(roster.person[0].identity.name, "ANI");
	assert_int_equal(roster_waiting_place(&roster, &roster.person[0]), 1);
	assert_int_equal(roster_waiting_place(&roster, &roster.person[1]), 2);
	roster_release(&roster);
	app_close(app);
}

static void test_attendance_that_was_taken_back_is_not_recorded(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct roster roster;
	struct err err = {0};

	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	read_roster(app, &roster);
	assert_int_equal(roster.person[0].mark[0].status, 0);
	assert_false(roster.person[0].mark[0].conflict);
	roster_release(&roster);
	app_close(app);
}

/* --- How attendance reads when two laptops recorded it (MERGE 17) ------------------------------- */

/* What each of two laptops wrote of one person on day 1; a null time writes nothing. */
struct two_doors {
	const char *time[2];
	uint32_t status[2];
	uint32_t typed_minute[2];
};

static void record_at_door(void **state, const char *file, const char *time, uint32_t status,
	uint32_t typed_minute, const struct id *record)
{
	struct app *app;
	struct attendance value;

	if (!time)
		return;
	app = app_try_open(state, file, file[0] == 'a' ? "laptop-a" : "laptop-b", time);
	record_clear(&attendance_type, &value);
	value.status = status;
	value.typed_minute = typed_minute;
	app_try_put(app, register_attendance(TRY_SESSION, 1, PART_WHOLE, record), &attendance_type,
		&value);
	app_close(app);
}

static struct roster_mark read_two_doors(void **state, struct two_doors doors)
{
	struct app *app;
	struct id ani;
	struct roster roster;
	struct roster_mark mark;

	app_try_begin(state, "a.okoce");
	app = app_try_open(state, "a.okoce", "laptop-a", "2019-07-14T10:00:00+07:00");
	ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_close(app);
	app_try_copy(state, "a.okoce", "b.okoce");
	record_at_door(
		state, "a.okoce", doors.time[0], doors.status[0], doors.typed_minute[0], &ani);
	record_at_door(
		state, "b.okoce", doors.time[1], doors.status[1], doors.typed_minute[1], &ani);
	app_try_join(state, "b.okoce", "a.okoce");
	app = app_try_open(state, "a.okoce", "laptop-a", "2019-07-19T10:00:00+07:00");
	assert_int_equal(store_left_out(app->store), 0);
	read_roster(app, &roster);
	assert_int_equal(roster.count, 1);
	mark = roster.person[0].mark[0];
	roster_release(&roster);
	app_close(app);
	return mark;
}

static void test_present_twice_is_one_at_the_earlier_time(void **state)
{
	struct roster_mark mark = read_two_doors(state,
		(struct two_doors){{"2019-07-15T08:20:00+07:00", "2019-07-15T08:05:00+07:00"},
			{ATTENDANCE_PRESENT, ATTENDANCE_PRESENT}, {0, 0}});

	assert_int_equal(mark.status, ATTENDANCE_PRESENT);
	assert_false(mark.conflict);
	assert_false(mark.doubted);
	assert_int_equal(mark.time, app_try_moment("2019-07-15T08:05:00+07:00"));
}

static void test_clock_of_2000_does_not_win_by_being_early(void **state)
{
	struct roster_mark mark = read_two_doors(state,
		(struct two_doors){{"2019-07-15T08:20:00+07:00", "2000-01-01T00:10:00+07:00"},
			{ATTENDANCE_PRESENT, ATTENDANCE_PRESENT}, {0, 0}});

	assert_int_equal(mark.time, app_try_moment("2019-07-15T08:20:00+07:00"));
	assert_false(mark.doubted);
}

static void test_without_any_plausible_time_it_is_doubted(void **state)
{
	struct roster_mark mark =
		read_two_doors(state, (struct two_doors){{"2000-01-01T00:10:00+07:00", NULL},
					      {ATTENDANCE_PRESENT, 0}, {0, 0}});

	assert_int_equal(mark.status, ATTENDANCE_PRESENT);
	assert_true(mark.doubted);
}

static void test_typed_time_stands_on_the_day_of_training(void **state)
{
	/* 08.07, keyed in from the paper two days later. */
	struct roster_mark mark =
		read_two_doors(state, (struct two_doors){{"2019-07-17T14:00:00+07:00", NULL},
					      {ATTENDANCE_PRESENT, 0}, {1 + 8 * 60 + 7, 0}});

	assert_int_equal(mark.time, app_try_moment("2019-07-15T08:07:00+07:00"));
	assert_false(mark.doubted);
}

static void test_present_and_excused_is_a_conflict(void **state)
{
	struct roster_mark mark = read_two_doors(state,
		(struct two_doors){{"2019-07-15T08:20:00+07:00", "2019-07-15T08:05:00+07:00"},
			{ATTENDANCE_PRESENT, ATTENDANCE_EXCUSED}, {0, 0}});

	assert_true(mark.conflict);
	assert_true(mark.status == ATTENDANCE_PRESENT || mark.status == ATTENDANCE_EXCUSED);
	/* The time is of those who said what is shown. */
	assert_int_equal(mark.time,
		app_try_moment(mark.status == ATTENDANCE_PRESENT ? "2019-07-15T08:20:00+07:00"
								 : "2019-07-15T08:05:00+07:00"));
}

/* --- Counts ------------------------------------------------------------------------------------ */

static void test_counts_of_an_empty_class(void **state)
{
	struct app *app = app_try_new(state, "2019-07-14T08:00:00+07:00");

	app_tallies(app);
	assert_int_equal(app->tally[0].sessions, 1);
	assert_int_equal(app->tally[0].scheduled, 1);
	assert_int_equal(app->tally[0].seats, 3);
	assert_int_equal(app->tally[0].registered, 0);
	assert_int_equal(app->tally[0].completed, 0);
	app_close(app);
}

static void test_counts_follow_statuses(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct id budi = app_try_enrol(app, "BUDI", "", SEX_MALE, ENROLMENT_REGISTERED, "02");
	struct id citra = app_try_enrol(app, "CITRA", "", SEX_FEMALE, ENROLMENT_WAITING, "");
	struct id dedi = app_try_enrol(app, "DEDI", "", SEX_MALE, ENROLMENT_WITHDRAWN, "03");
	const struct tally *tally;

	for (uint32_t day = 1; day <= 4; day++)
		app_try_attend(app, &ani, day, ATTENDANCE_PRESENT);
	app_try_attend(app, &budi, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &budi, 2, ATTENDANCE_ABSENT);
	/* Those without a seat are not counted, whatever was recorded of them. */
	app_try_attend(app, &citra, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &dedi, 2, ATTENDANCE_PRESENT);
	app_tallies(app);
	tally = &app->tally[0];
	assert_int_equal(tally->running, 1);
	assert_int_equal(tally->registered, 2);
	assert_int_equal(tally->registered_male, 1);
	assert_int_equal(tally->registered_female, 1);
	assert_int_equal(tally->waiting, 1);
	assert_int_equal(tally->attended, 2);
	assert_int_equal(tally->completed, 1);
	assert_int_equal(tally->completed_female, 1);
	assert_int_equal(tally->completed_male, 0);
	assert_int_equal(tally->present[0], 2);
	assert_int_equal(tally->present[1], 1);
	assert_int_equal(tally->recorded[1], 2);
	assert_int_equal(tally->recorded[2], 1);
	/* Counting anew begins at zero. */
	app_tallies(app);
	assert_int_equal(tally->registered, 2);
	app_close(app);
}

static void test_completed_follows_the_certificate_rule(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");

	for (uint32_t day = 1; day <= 3; day++)
		app_try_attend(app, &ani, day, ATTENDANCE_PRESENT);
	app_tallies(app);
	assert_int_equal(app->tally[0].completed, 0);
	app->programme.settings.certificate_days = 3;
	app_tallies(app);
	assert_int_equal(app->tally[0].completed, 1);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_class_without_people_is_empty),
		TEST(test_person_without_identity_is_shown_by_number),
		TEST(test_register_of_another_shape_is_nobody),
		TEST(test_person_comes_with_address_contact_and_days),
		TEST(test_waiting_list_keeps_its_order_after_a_correction),
		TEST(test_attendance_that_was_taken_back_is_not_recorded),
		TEST(test_present_twice_is_one_at_the_earlier_time),
		TEST(test_clock_of_2000_does_not_win_by_being_early),
		TEST(test_without_any_plausible_time_it_is_doubted),
		TEST(test_typed_time_stands_on_the_day_of_training),
		TEST(test_present_and_excused_is_a_conflict),
		TEST(test_counts_of_an_empty_class),
		TEST(test_counts_follow_statuses),
		TEST(test_completed_follows_the_certificate_rule),
	};

	return cmocka_run_group_tests_name("app/read", tests, NULL, NULL);
}
