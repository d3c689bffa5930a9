/* SPDX-License-Identifier: BSD-2-Clause */
/* What is worth a look in a schedule: the calendar, and the sessions beside it. */
#include "model/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KEMBANGAN "31.73.08"

static struct holiday holidays[3];
static struct calendar calendar;
static struct commodity commodity = {.id = "fashion", .label_id = "Fashion", .label_en = "Fashion"};
static struct kecamatan kecamatan = {.code = KEMBANGAN, .short_code = "KBG", .name = "Kembangan"};
static struct session sessions[4];
static struct programme programme;

static void add_holiday(
	size_t index, int month, int day, date last, uint32_t kind, const char *name)
{
	record_clear(&holiday_type, &holidays[index]);
	holidays[index].day = date_of(2019, month, day);
	holidays[index].last = last;
	holidays[index].kind = kind;
	holidays[index].name = name;
}

/* Four classes of Kembangan, none of which has dates. */
static int setup(void **state)
{
	static const char *const ids[] = {
		"2019-FS-KBG-1", "2019-FS-KBG-2", "2019-FS-KBG-3", "2019-FS-KBG-4"};

	(void)state;
	add_holiday(0, 3, 7, DATE_NONE, HOLIDAY_DAY_OFF, "Nyepi");
	add_holiday(1, 6, 3, DATE_NONE, HOLIDAY_JOINT_LEAVE, "Cuti bersama");
	add_holiday(2, 5, 6, date_of(2019, 6, 4), HOLIDAY_FASTING, "Ramadan 1440 H");
	record_clear(&calendar_type, &calendar);
	calendar.year = 2019;
	calendar.holidays = (struct records){holidays, COUNT(holidays)};
	for (size_t i = 0; i < COUNT(sessions); i++) {
		sessions[i].id = ids[i];
		record_clear(&session_plan_type, &sessions[i].plan);
		record_clear(&session_schedule_type, &sessions[i].schedule);
		record_clear(&session_status_type, &sessions[i].status);
		sessions[i].plan.commodity = "fashion";
		sessions[i].plan.kecamatan = KEMBANGAN;
		sessions[i].plan.number = (uint32_t)i + 1;
		sessions[i].plan.year = 2019;
		sessions[i].plan.days = 4;
	}
	programme = (struct programme){.commodity = &commodity,
		.commodity_count = 1,
		.kecamatan = &kecamatan,
		.kecamatan_count = 1,
		.calendar = &calendar,
		.calendar_count = 1,
		.session = sessions,
		.session_count = COUNT(sessions)};
	return 0;
}

/* --- Trying ------------------------------------------------------------------------------------ */

struct trying {
	struct arena arena;
	struct schedule_warnings warnings;
};

static struct session_schedule schedule_of(struct trying *trying, const char *dates)
{
	struct session_schedule schedule;
	struct err err = {0};

	record_clear(&session_schedule_type, &schedule);
	if (dates_parse(dates, 2019, &trying->arena, &schedule.dates, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return schedule;
}

static void end(struct trying *trying)
{
	schedule_warnings_release(&trying->warnings);
	arena_release(&trying->arena);
}

/* The sentences, a line each. */
static void assert_warns(struct trying *trying, const struct session_schedule *schedule,
	const uint32_t *recorded, const char *said)
{
	struct buf out = BUF_EMPTY;

	schedule_check(&programme, &sessions[0], schedule, recorded, &trying->warnings);
	for (size_t i = 0; i < trying->warnings.count; i++) {
		schedule_warning_say(&programme, &trying->warnings.item[i], &out);
		buf_add_byte(&out, '\n');
	}
	assert_string_equal(buf_text(&out), said);
	buf_release(&out);
}

static void assert_dates_warn(const char *dates, const char *said)
{
	struct trying trying = {0};
	struct session_schedule schedule = schedule_of(&trying, dates);

	assert_warns(&trying, &schedule, NULL, said);
	for (size_t i = 0; i < trying.warnings.count; i++)
		assert_int_equal(schedule_warning_part(&trying.warnings.item[i]), SCHEDULE_DATES);
	end(&trying);
}

/* --- The dates --------------------------------------------------------------------------------- */

static void test_nothing_to_say(void **state)
{
	(void)state;
	assert_dates_warn("", "");
	assert_dates_warn("22-25 Juli", "");
	assert_dates_warn("22, 23, 25, 29 Juli", "");
}

static void test_calendar(void **state)
{
	(void)state;
	assert_dates_warn("4-7 Maret", "Thu 7 Mar is a day off: Nyepi\n");
	assert_dates_warn(
		"18-21 Juli", "Sat 20 Jul is in the weekend\nSun 21 Jul is in the weekend\n");
	/* Of a month of fasting one warning is enough. */
	assert_dates_warn("6-9 Mei", "Mon 6 May is in the time of fasting: Ramadan 1440 H\n");
	assert_dates_warn("3-6 Juni", "Mon 3 Jun is a day off: Cuti bersama\n"
				      "Mon 3 Jun is in the time of fasting: Ramadan 1440 H\n");
	assert_dates_warn(
		"2 Mei, 3 Mei, 8, 9 Mei", "Wed 8 May is in the time of fasting: Ramadan 1440 H\n");
}

static void test_order_and_number(void **state)
{
	(void)state;
	assert_dates_warn("22 Juli", "1 date for 4 days of training\n");
	assert_dates_warn("22-26 Juli", "5 dates for 4 days of training\n");
	assert_dates_warn("23, 22, 24, 25 Juli", "Mon 22 Jul, day 2, is before day 1\n");
	assert_dates_warn("22, 23, 22, 25 Juli", "Mon 22 Jul stands twice: day 1 and day 3\n");
	assert_dates_warn("6-9 Januari 2020",
		"Mon 6 Jan 2020 is not in the year of the plan, 2019\n"
		"Tue 7 Jan 2020 is not in the year of the plan, 2019\n"
		"Wed 8 Jan 2020 is not in the year of the plan, 2019\n"
		"Thu 9 Jan 2020 is not in the year of the plan, 2019\n");
}

/* Who was there on day 2 was there on day 2, whatever its date becomes. */
static void test_attendance(void **state)
{
	static const uint32_t recorded[DATES_MAX] = {38, 1};
	struct trying trying = {0};
	struct session_schedule schedule = schedule_of(&trying, "22-25 Juli");

	(void)state;
	/* They had no date before. */
	assert_warns(&trying, &schedule, recorded, "");
	sessions[0].schedule = schedule;
	assert_warns(&trying, &schedule, recorded, "");
	schedule = schedule_of(&trying, "22, 24, 25, 29 Juli");
	assert_warns(&trying, &schedule, recorded,
		"The attendance of 1 person on day 2 goes along to Wed 24 Jul\n");
	schedule = schedule_of(&trying, "23-26 Juli");
	assert_warns(&trying, &schedule, recorded,
		"The attendance of 38 people on day 1 goes along to Tue 23 Jul\n"
		"The attendance of 1 person on day 2 goes along to Wed 24 Jul\n");
	schedule = schedule_of(&trying, "");
	assert_warns(&trying, &schedule, recorded,
		"The attendance of 38 people on day 1 would be without a date\n"
		"The attendance of 1 person on day 2 would be without a date\n");
	end(&trying);
}

/* --- Beside others ----------------------------------------------------------------------------- */

static void test_same_venue(void **state)
{
	struct trying trying = {0};
	struct session_schedule schedule = schedule_of(&trying, "22-25 Juli");

	(void)state;
	sessions[1].plan.kecamatan = "31.73.01";
	sessions[1].schedule = schedule_of(&trying, "24, 25, 29, 30 Juli");
	assert_warns(&trying, &schedule, NULL, "");
	/* Without a venue nobody is in the same one. */
	schedule.venue = "Aula Kecamatan Kembangan";
	assert_warns(&trying, &schedule, NULL, "");
	sessions[1].schedule.venue = "AULA KEC. KEMBANGAN";
	assert_warns(
		&trying, &schedule, NULL, "Wed 24 Jul: Fashion, class 2 is in the same place\n");
	assert_int_equal(schedule_warning_part(&trying.warnings.item[0]), SCHEDULE_VENUE);
	sessions[1].schedule.dates = schedule_of(&trying, "29 Juli-1 Agustus").dates;
	assert_warns(&trying, &schedule, NULL, "");
	sessions[1].schedule.dates = schedule.dates;
	sessions[1].status.status = SESSION_CANCELLED;
	assert_warns(&trying, &schedule, NULL, "");
	end(&trying);
}

static void test_same_instructor(void **state)
{
	static const char *ours[] = {"Budi", "Siti Aminah, S.Pd."};
	static const char *theirs[] = {"SITI AMINAH S.PD"};
	struct trying trying = {0};
	struct session_schedule schedule = schedule_of(&trying, "22-25 Juli");

	(void)state;
	sessions[1].plan.kecamatan = "31.73.01";
	sessions[1].schedule = schedule_of(&trying, "22-25 Juli");
	sessions[1].schedule.instructors = (struct texts){theirs, 1};
	schedule.instructors = (struct texts){ours, 1};
	assert_warns(&trying, &schedule, NULL, "");
	schedule.instructors.count = 2;
	assert_warns(&trying, &schedule, NULL,
		"Mon 22 Jul: Siti Aminah, S.Pd. teaches Fashion, class 2 too\n");
	assert_int_equal(schedule_warning_part(&trying.warnings.item[0]), SCHEDULE_INSTRUCTORS);
	end(&trying);
}

/* One is never too many; two are when the kecamatan never had two, and not when it has. */
static void test_kecamatan(void **state)
{
	struct trying trying = {0};
	struct session_schedule schedule = schedule_of(&trying, "22-25 Juli");

	(void)state;
	assert_warns(&trying, &schedule, NULL, "");
	sessions[1].schedule = schedule_of(&trying, "24-25 Juli");
	assert_warns(&trying, &schedule, NULL,
		"Wed 24 Jul: 2 trainings in this kecamatan, otherwise at most 1\n");
	sessions[2].schedule = schedule_of(&trying, "29 Juli-1 Agustus");
	sessions[3].schedule = schedule_of(&trying, "1 Agustus");
	assert_warns(&trying, &schedule, NULL, "");
	end(&trying);
}

/* --- Names ------------------------------------------------------------------------------------- */

static void test_instructors(void **state)
{
	struct arena arena = {NULL};
	struct buf out = BUF_EMPTY;
	struct texts names;
	struct err err = {0};

	(void)state;
	assert_int_equal(instructors_parse("", &arena, &names, &err), STATUS_OK);
	assert_int_equal(names.count, 0);
	assert_int_equal(instructors_parse(" ; ;", &arena, &names, &err), STATUS_OK);
	assert_int_equal(names.count, 0);
	assert_int_equal(
		instructors_parse(" Siti  Aminah, S.Pd.;Budi ;", &arena, &names, &err), STATUS_OK);
	assert_int_equal(names.count, 2);
	instructors_print(&out, &names);
	assert_string_equal(buf_text(&out), "Siti Aminah, S.Pd.; Budi");
	assert_int_equal(instructors_parse("\xff", &arena, &names, &err), STATUS_INVALID);
	assert_int_equal(instructors_parse("a;b;c;d;e;f;g;h;i;j;k;l;m", &arena, &names, &err),
		STATUS_INVALID);
	buf_release(&out);
	arena_release(&arena);
}

static void test_venue_fold(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	venue_fold(&out, "");
	assert_int_equal(out.len, 0);
	venue_fold(&out, "Aula Kel. Meruya-Utara, lt 2");
	assert_string_equal(buf_text(&out), "aula kelurahan meruya utara lt 2");
	buf_clear(&out);
	venue_fold(&out, "Kelapa Dua");
	assert_string_equal(buf_text(&out), "kelapa dua");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_nothing_to_say, setup),
		cmocka_unit_test_setup(test_calendar, setup),
		cmocka_unit_test_setup(test_order_and_number, setup),
		cmocka_unit_test_setup(test_attendance, setup),
		cmocka_unit_test_setup(test_same_venue, setup),
		cmocka_unit_test_setup(test_same_instructor, setup),
		cmocka_unit_test_setup(test_kecamatan, setup),
		cmocka_unit_test(test_instructors),
		cmocka_unit_test(test_venue_fold),
	};

	return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
