/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

static void days_that_do_not_exist(void **state)
{
	static const struct civil bad[] = {{0, 0, 0}, {2019, 0, 1}, {2019, 13, 1}, {2019, 1, 0},
		{2019, 1, 32}, {2019, 4, 31}, {2019, 2, 29}, {1900, 2, 29}, {2100, 2, 29},
		{2020, 2, 30}, {1799, 12, 31}, {2201, 1, 1}, {-2019, 1, 1}, {2019, -1, -1},
		{INT32_MAX, 1, 1}};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(date_valid(bad[i].year, bad[i].month, bad[i].day));
		assert_int_equal(date_of(bad[i].year, bad[i].month, bad[i].day), DATE_NONE);
	}
	assert_int_equal(date_of(1970, 1, 1), 0);
	assert_true(date_valid(1800, 1, 1));
	assert_true(date_valid(2200, 12, 31));
	assert_true(date_valid(2000, 2, 29));
}

static void every_day_agrees_with_the_c_library(void **state)
{
	date last = date_of(2200, 12, 31);
	int days = 0;

	(void)state;
	for (date day = date_of(1800, 1, 1); day <= last; day++, days++) {
		struct civil civil = date_civil(day);
		struct tm tm = {.tm_year = civil.year - 1900,
			.tm_mon = civil.month - 1,
			.tm_mday = civil.day};

		assert_int_equal(timegm(&tm), (int64_t)day * 86400);
		assert_int_equal(tm.tm_mday, civil.day);
		assert_int_equal(date_weekday(day), (tm.tm_wday + 6) % 7);
		assert_int_equal(date_of(civil.year, civil.month, civil.day), day);
	}
	assert_int_equal(days, 146462);
}

static void far_days_do_not_overflow(void **state)
{
	static const date days[] = {INT32_MIN + 1, -146097 * 10, -719468, -719469, INT32_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		time_t seconds = (time_t)days[i] * 86400;
		struct civil civil = date_civil(days[i]);
		struct tm tm;

		assert_non_null(gmtime_r(&seconds, &tm));
		assert_int_equal(civil.year, tm.tm_year + 1900);
		assert_int_equal(civil.month, tm.tm_mon + 1);
		assert_int_equal(civil.day, tm.tm_mday);
		assert_int_equal(date_weekday(days[i]), (tm.tm_wday + 6) % 7);
	}
	(void)date_civil(DATE_NONE);
	assert_in_range(date_weekday(DATE_NONE), 0, 6);
}

static void age_is_in_whole_years(void **state)
{
	date born = date_of(2000, 2, 29);

	(void)state;
	assert_int_equal(date_age(DATE_NONE, born), -1);
	assert_int_equal(date_age(born, DATE_NONE), -1);
	assert_int_equal(date_age(DATE_NONE, DATE_NONE), -1);
	assert_int_equal(date_age(born, born - 1), -1);
	assert_int_equal(date_age(born, born), 0);
	assert_int_equal(date_age(born, date_of(2001, 2, 28)), 0);
	assert_int_equal(date_age(born, date_of(2001, 3, 1)), 1);
	assert_int_equal(date_age(born, date_of(2004, 2, 28)), 3);
	assert_int_equal(date_age(born, date_of(2004, 2, 29)), 4);
	assert_int_equal(date_age(date_of(1980, 7, 17), date_of(2019, 7, 16)), 38);
	assert_int_equal(date_age(date_of(1980, 7, 16), date_of(2019, 7, 16)), 39);
}

static void iso_dates_are_taken_exactly(void **state)
{
	static const char *const bad[] = {"", "-", "2019", "2019-07", "2019-07-", "2019-7-16",
		"2019-07-1", "19-07-16", "2019-07-16 ", " 2019-07-16", "2019-07-160", "2019/07/16",
		"2019-02-30", "+019-07-16", "2019-07-\xff", "20190716", "02019-07-16",
		"99999999999999999999-01-01"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(date_parse_iso(bad[i]), DATE_NONE);
	assert_int_equal(date_parse_iso("2019-07-16"), date_of(2019, 7, 16));
	assert_int_equal(date_parse_iso("1800-01-01"), date_of(1800, 1, 1));
}

static void dates_are_taken_as_people_write_them(void **state)
{
	static const char *const good[] = {"16/7/2019", "16-07-2019", "16.7.2019", "2019-07-16",
		"16 Juli 2019", "16 Jul 2019", "16 JULI 2019", "16 july 2019", "16  juli  2019",
		" 16/07/2019 ", "16-Jul-2019", "16 07 2019"};
	static const char *const bad[] = {"", " ", "16", "16/7", "16/7/19", "16/7/2019x",
		"16/7-2019", "16//7/2019", "7/16/2019", "32/1/2019", "0/1/2019", "16 Jully 2019",
		"16 2019", "Juli 2019", "/7/2019", "16/ 7/2019", "16 Julijulijulijulijulijuli 2019",
		"016/7/2019", "16/7/2019 08.00", "99999999999/1/2019", "16\t7\t2019", "\xff"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(date_parse(good[i]), date_of(2019, 7, 16));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(date_parse(bad[i]), DATE_NONE);
}

static void months_have_names_in_both_languages(void **state)
{
	static const char *const names[12][4] = {{"Januari", "January", "Jan"},
		{"Februari", "February", "Feb", "Pebruari"}, {"Maret", "March", "Mar"},
		{"April", "Apr"}, {"Mei", "May"}, {"Juni", "June", "Jun"}, {"Juli", "July", "Jul"},
		{"Agustus", "August", "Agu", "Aug"}, {"September", "Sep", "Sept"},
		{"Oktober", "October", "Okt", "Oct"}, {"November", "Nov", "Nopember"},
		{"Desember", "December", "Des", "Dec"}};
	struct buf text = BUF_EMPTY;

	(void)state;
	for (int month = 0; month < 12; month++) {
		for (int i = 0; i < 4 && names[month][i]; i++) {
			buf_clear(&text);
			buf_printf(&text, "1 %s 2019", names[month][i]);
			assert_int_equal(date_parse(buf_text(&text)), date_of(2019, month + 1, 1));
		}
	}
	buf_release(&text);
}

/* Without a catalogue the msgids appear. */
static void dates_are_printed(void **state)
{
	struct buf out = BUF_EMPTY;
	date day = date_of(2019, 7, 16);

	(void)state;
	date_print_iso(&out, DATE_NONE);
	date_print_long(&out, DATE_NONE);
	date_print_short(&out, DATE_NONE);
	assert_string_equal(buf_text(&out), "");
	date_print_iso(&out, day);
	assert_string_equal(buf_text(&out), "2019-07-16");
	buf_clear(&out);
	date_print_long(&out, day);
	assert_string_equal(buf_text(&out), "Tuesday, 16 July 2019");
	buf_clear(&out);
	date_print_short(&out, day);
	assert_string_equal(buf_text(&out), "Tue 16 Jul");
	assert_string_equal(date_weekday_short(day), "Tue");
	assert_string_equal(date_month_short(day), "Jul");
	assert_string_equal(date_weekday_short(DATE_NONE), "");
	assert_string_equal(date_month_short(DATE_NONE), "");
	buf_clear(&out);
	date_print_iso(&out, date_of(1800, 1, 2));
	assert_string_equal(buf_text(&out), "1800-01-02");
	buf_clear(&out);
	minute_print(&out, 0);
	minute_print(&out, 8 * 60 + 41);
	minute_print(&out, 23 * 60 + 59);
	assert_string_equal(buf_text(&out), "00.0008.4123.59");
	buf_release(&out);
}

static void the_day_begins_at_midnight_in_wib(void **state)
{
	date day = date_of(2019, 7, 16);
	moment midnight = (moment)day * 86400 - WIB_SECONDS;

	(void)state;
	assert_int_equal(moment_date(midnight), day);
	assert_int_equal(moment_minute(midnight), 0);
	assert_true(moment_at(day, 0) == midnight);
	assert_int_equal(moment_date(moment_at(day, 521)), day);
	assert_int_equal(moment_minute(moment_at(day, 521)), 521);
	assert_int_equal(moment_date(midnight - 1), day - 1);
	assert_int_equal(moment_minute(midnight - 1), 1439);
	assert_int_equal(moment_date(midnight + 86399), day);
	assert_int_equal(moment_minute(midnight + 86399), 1439);
	assert_int_equal(moment_date(0), 0);
	assert_int_equal(moment_minute(0), 420);
	assert_int_equal(moment_date(-WIB_SECONDS - 1), -1);
	assert_int_equal(moment_minute(-WIB_SECONDS - 1), 1439);
	assert_int_equal(moment_date(-86400 - WIB_SECONDS), -1);
	assert_int_equal(moment_minute(-86400 - WIB_SECONDS), 0);
}

static void moments_beyond_all_dates(void **state)
{
	static const moment far[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1,
		((moment)INT32_MAX + 2) * 86400};
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(far) / sizeof(far[0]); i++) {
		assert_int_equal(moment_date(far[i]), DATE_NONE);
		assert_in_range(moment_minute(far[i]), 0, 1439);
		moment_print(&out, far[i]);
	}
	assert_int_equal(out.len, 0);
	moment_print(&out, 1563241260);
	assert_string_equal(buf_text(&out), "2019-07-16 08.41");
	buf_release(&out);
}

static void moments_are_read_as_rfc_3339(void **state)
{
	static const struct {
		const char *text;
		moment when;
	} good[] = {{"1970-01-01T00:00:00Z", 0}, {"2019-03-04T08:00:00+07:00", 1551661200},
		{"2019-03-04t01:00:00z", 1551661200}, {"2019-03-03T18:00:00-07:00", 1551661200},
		{"2019-03-04T08:00:00.999+07:00", 1551661200},
		{"2019-03-04T01:00:00-00:00", 1551661200}, {"1969-12-31T23:59:59Z", -1}};
	static const char *const bad[] = {"", "2019-03-04", "2019-03-04T08:00:00",
		"2019-03-04T08:00Z", "2019-03-04 08:00:00Z", "2019-03-04T24:00:00Z",
		"2019-03-04T08:60:00Z", "2019-03-04T08:00:60Z", "2019-03-04T08:00:00+0700",
		"2019-03-04T08:00:00+07", "2019-03-04T08:00:00+24:00", "2019-03-04T08:00:00+07:60",
		"2019-03-04T08:00:00Zx", "2019-03-04T08:00:00.Z", "2019-03-04T8:00:00Z",
		"2019-02-29T08:00:00Z", "T08:00:00Z", "2019-03-04T08:00:00.1234567890Z",
		"2019-03-04T-8:00:00Z"};
	moment when;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(moment_parse(good[i].text, &when));
		assert_int_equal(when, good[i].when);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(moment_parse(bad[i], &when));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_that_do_not_exist),
		cmocka_unit_test(every_day_agrees_with_the_c_library),
		cmocka_unit_test(far_days_do_not_overflow),
		cmocka_unit_test(age_is_in_whole_years),
		cmocka_unit_test(iso_dates_are_taken_exactly),
		cmocka_unit_test(dates_are_taken_as_people_write_them),
		cmocka_unit_test(months_have_names_in_both_languages),
		cmocka_unit_test(dates_are_printed),
		cmocka_unit_test(the_day_begins_at_midnight_in_wib),
		cmocka_unit_test(moments_beyond_all_dates),
		cmocka_unit_test(moments_are_read_as_rfc_3339),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
