/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

struct shown {
	const char *code, *number, *text;
};

static void check(const struct shown *shown, bool from_1904)
{
	struct buf out = BUF_EMPTY;

	xlsx_number(&out, shown->number, xlsx_format_of(shown->code), from_1904);
	if (strcmp(buf_text(&out), shown->text) != 0)
		fail_msg("%s as %s: \"%s\", not \"%s\"", shown->number, shown->code, buf_text(&out),
			shown->text);
	buf_release(&out);
}

static void check_all(const struct shown *shown, size_t count, bool from_1904)
{
	for (size_t i = 0; i < count; i++)
		check(&shown[i], from_1904);
}

#define CHECK_ALL(table, from_1904) check_all(table, sizeof(table) / sizeof((table)[0]), from_1904)

static void test_numbers(void **state)
{
	static const struct shown table[] = {
		{"General", "", ""},
		{"General", "0", "0"},
		{"General", "-7", "-7"},
		{"General", "3173085406739903", "3173085406739903"},
		{"General", "3.173085406739903E+15", "3173085406739903"},
		{"General", "3.1730854067399E+15", "3173085406739900"},
		{"General", "3.1730854067399001E15", "3173085406739900"},
		{"0", "3.17308540673990e+015", "3173085406739900"},
		{"General", "9171085406739903", "9171085406739903"},
		{"General", "9.171085406739903E+15", "9171085406739900"},
		{"General", "31730854067399031234", "31730854067399031234"},
		{"General", "1E+20", "100000000000000000000"},
		{"General", "1.5", "1.5"},
		{"0.00", "0.30000000000000004", "0.3"},
		{"General", "1.0000000000000001E-5", "0.00001"},
		{"General", "-12.25", "-12.25"},
		{"General", "12345678.125", "12345678.125"},
		{"General", "007", "7"},
		{"General", "1e999", "1e999"},
		{"General", "0x10", "0x10"},
		{"General", "nan", "nan"},
		{"General", "1-2", "1-2"},
		{"General", "Siti", "Siti"},
	};

	(void)state;
	CHECK_ALL(table, false);
}

/* What offices do to keep the zero of a telephone or an RT. */
static void test_digits(void **state)
{
	static const struct shown table[] = {
		{"000", "3", "003"},
		{"000", "1234", "1234"},
		{"0000000000000", "81234567890", "0081234567890"},
		{"0##########", "81234567890", "81234567890"},
		{"0###########", "81234567890", "081234567890"},
		{"#", "5", "5"},
		{"0000", "12.0", "0012"},
		{"#,##0", "1234", "1234"},
		{"0%", "0.5", "0.5"},
		{"\"Rp\"#,##0", "5000", "5000"},
		{"_-[$Rp-421]* #,##0_-;-[$Rp-421]* #,##0_-", "5000", "5000"},
		{"[Red]0", "5", "5"},
		{"@", "5", "5"},
		{"\"hari \"0", "5", "5"},
		{"\\d0", "5", "5"},
		{"\"tak tertutup d", "5", "5"},
		{"[d", "5", "5"},
		{"\\", "5", "5"},
		{"", "5", "5"},
	};

	(void)state;
	CHECK_ALL(table, false);
}

static void test_dates(void **state)
{
	static const struct shown table[] = {
		{"dd/mm/yyyy", "43661", "2019-07-15"},
		{"[$-421]dd mmmm yyyy;@", "43661", "2019-07-15"},
		{"d-mmm-yy", "4.3661E4", "2019-07-15"},
		{"mmm", "43661", "2019-07-15"},
		{"DD/MM/YYYY", "43661.75", "2019-07-15"},
		{"dd/mm/yyyy hh:mm", "43661", "2019-07-15"},
		{"dd/mm/yyyy hh:mm", "43661.354166666664", "2019-07-15 08:30"},
		{"dd/mm/yyyy hh:mm", "43661.999999999", "2019-07-16"},
		{"h:mm AM/PM", "0.5", "12:00"},
		{"hh:mm:ss", "0.67048611111111112", "16:05:30"},
		{"mm:ss", "0.5", "12:00"},
		{"[h]:mm", "0.25", "06:00"},
		{"[mm]", "0.25", "06:00"},
		{"yyyy", "1", "1900-01-01"},
		{"yyyy", "59", "1900-02-28"},
		{"yyyy", "60", "60"}, /* the day that never was */
		{"yyyy", "61", "1900-03-01"},
		{"yyyy", "0", "0"},
		{"yyyy", "-1", "-1"},
		{"yyyy", "109937", "2200-12-29"},
		{"yyyy", "3000000", "3000000"},
		{"yyyy", "1e300",
			"1"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"
			"00000000000000000000"},
		{"yyyy", "15 Juli 2019", "15 Juli 2019"},
	};
	static const struct shown table_1904[] = {
		{"yyyy", "42199", "2019-07-15"},
		{"yyyy", "0", "1904-01-01"},
		{"yyyy", "60", "1904-03-01"},
	};

	(void)state;
	CHECK_ALL(table, false);
	CHECK_ALL(table_1904, true);
}

static void test_known(void **state)
{
	static const uint8_t dates[] = {14, 15, 16, 17, 27, 36, 58};
	static const uint8_t times[] = {18, 21, 45, 47, 32};

	(void)state;
	for (size_t i = 0; i < sizeof(dates); i++)
		assert_int_equal(xlsx_format_known(dates[i]).show, XLSX_DATE);
	for (size_t i = 0; i < sizeof(times); i++)
		assert_int_equal(xlsx_format_known(times[i]).show, XLSX_TIME);
	assert_int_equal(xlsx_format_known(22).show, XLSX_DATE_TIME);
	assert_int_equal(xlsx_format_known(0).show, XLSX_NUMBER);
	assert_int_equal(xlsx_format_known(49).show, XLSX_NUMBER);
	assert_int_equal(xlsx_format_known(1000000).show, XLSX_NUMBER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_digits),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
