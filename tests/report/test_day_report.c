/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines of a day that go to the office. */
#include "report/day_report.h"
#include "model/roster_of.h"
#include "base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct seat seats[] = {
	{"01", "Siti", ENROLMENT_REGISTERED, SEX_FEMALE, "H", .order = 1},
	{"02", "Joko", ENROLMENT_REGISTERED, SEX_MALE, "H", .order = 2},
	{"03", "Ria", ENROLMENT_REGISTERED, SEX_FEMALE, "I", .order = 3},
	{"04", "Ani", ENROLMENT_REGISTERED, SEX_FEMALE, "", .order = 4},
	{"", "Budi", ENROLMENT_WAITING, SEX_MALE, "", .order = 5},
};
static date july[] = {0, 0};
static struct session session = {.id = "2019-KT-KBG-2"};
static struct programme programme;

static void assert_report(struct roster *roster, const char *expected)
{
	struct buf out = BUF_EMPTY;

	day_report(&out, &programme, roster, 2);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void test_lines(void **state)
{
	struct roster_day day[2] = {{.closed = false}, {.closed = false}};
	struct roster roster;
	struct seat shifted[COUNT(seats)];

	(void)state;
	memcpy(shifted, seats, sizeof(seats));
	for (size_t i = 0; i < COUNT(seats); i++)
		shifted[i].marks = seats[i].marks[0] == 'H' ? "-H" : seats[i].marks[0] == 'I' ? "-I" : "";
	roster_of(&roster, &session, 2, shifted, COUNT(seats));
	assert_report(&roster,
		"Tue 16/7, 31.73.08, kt 2, day 2: present 2 (M 1, F 1), excused 1, not recorded 1\n"
		"Registered 4 of 40, waiting list 1\nSignatures: not counted\nDay not closed yet\n");
	roster.day = day;
	day[1].closed = true;
	day[1].record = (struct day){.state = DAY_CLOSED, .signatures = 3};
	day[1].time = moment_at(july[1], 16 * 60 + 5);
	assert_report(&roster,
		"Tue 16/7, 31.73.08, kt 2, day 2: present 2 (M 1, F 1), excused 1, absent 1\n"
		"Registered 4 of 40, waiting list 1\nSignatures 2, as recorded\n"
		"Day closed: Tue 16 Jul 16.05\n");
	day[1].closed = false;
	day[1].record = (struct day){.state = DAY_REOPENED, .signatures = 4};
	assert_report(&roster,
		"Tue 16/7, 31.73.08, kt 2, day 2: present 2 (M 1, F 1), excused 1, not recorded 1\n"
		"Registered 4 of 40, waiting list 1\n"
		"Signatures 3, recorded present 2: 1 more on paper\nDay reopened: Tue 16 Jul 16.05\n");
	roster_release(&roster);
}

static int set_up(void **state)
{
	(void)state;
	i18n_set_language(LANGUAGE_ENGLISH);
	july[0] = date_of(2019, 7, 15);
	july[1] = date_of(2019, 7, 16);
	record_clear(&session_plan_type, &session.plan);
	record_clear(&session_schedule_type, &session.schedule);
	session.plan.commodity = "kt";
	session.plan.kecamatan = "31.73.08";
	session.plan.number = 2;
	session.plan.capacity = 40;
	session.schedule.dates = (struct dates){july, 2};
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines)};

	return cmocka_run_group_tests_name("report/day_report", tests, set_up, NULL);
}
