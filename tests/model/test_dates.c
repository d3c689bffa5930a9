/* SPDX-License-Identifier: BSD-2-Clause */
/* The days of a session: as they are printed, and as officers type them. */
#include "model/dates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define YEAR 2019

static void test_print(void **state)
{
	static const struct {
		const char *iso[4];
		int year;
		const char *text;
	} rows[] = {
		{{NULL}, 2019, ""},
		{{"2019-07-15"}, 2019, "15 Jul"},
		{{"2019-07-15", "2019-07-16", "2019-07-17", "2019-07-18"}, 2019, "15-18 Jul"},
		{{"2019-03-04", "2019-03-05", "2019-03-06", "2019-03-08"}, 2019, "4-6, 8 Mar"},
		{{"2019-03-04", "2019-03-06"}, 2019, "4, 6 Mar"},
		{{"2019-07-30", "2019-07-31", "2019-08-01"}, 2019, "30 Jul-1 Aug"},
		{{"2019-07-30", "2019-08-02", "2019-08-03"}, 2019, "30 Jul, 2-3 Aug"},
		{{"2019-07-15", "2019-07-16"}, 0, "15-16 Jul 2019"},
		{{"2019-12-30", "2020-01-02"}, 2019, "30 Dec, 2 Jan 2020"},
		{{"2019-12-31", "2020-01-01"}, 2019, "31 Dec-1 Jan 2020"},
		{{"2018-07-15", "2019-07-15"}, 2019, "15 Jul 2018, 15 Jul"},
	};
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		date days[4];
		struct dates dates = {days, 0};

		while (dates.count < 4 && rows[i].iso[dates.count]) {
			days[dates.count] = date_parse_iso(rows[i].iso[dates.count]);
			dates.count++;
		}
		buf_clear(&out);
		dates_print(&out, &dates, rows[i].year);
		assert_string_equal(buf_text(&out), rows[i].text);
	}
	buf_release(&out);
}

/* What was read, as YYYY-MM-DD with blanks between. */
static void assert_reads(const char *text, const char *iso)
{
	struct arena arena = {NULL};
	struct buf out = BUF_EMPTY;
	struct dates dates;
	struct err err = {0};

	if (dates_parse(text, YEAR, &arena, &dates, &err) != STATUS_OK)
		fail_msg("\"%s\": %s", text, err.text);
	dates_print_iso(&out, &dates);
	if (strcmp(buf_text(&out), iso) != 0)
		fail_msg("\"%s\": read as \"%s\"", text, buf_text(&out));
	buf_release(&out);
	arena_release(&arena);
}

static void test_read(void **state)
{
	static const char *const four = "2019-07-22 2019-07-23 2019-07-24 2019-07-25";
	static const char *const ways[] = {"22-25 Juli", "22-25 Jul", "22 - 25 july", "22–25 Juli",
		"22 s.d. 25 Juli 2019", "22 s/d 25 Juli", "22 sd 25/7", "22 sampai 25 Juli",
		"22, 23, 24, 25 Jul", "22 23 24 25 Jul", "22, 23, 24 dan 25 Juli",
		"22, 23, 24, dan 25 Juli", "22,23,24,25/7/2019", "22-25/7/2019", "22-25/7",
		"22/7-25/7", "22/07/2019-25/07/2019", "22-07-2019 s.d. 25-07-2019",
		"22-7-2019-25-7-2019", "2019-07-22 2019-07-23 2019-07-24 2019-07-25",
		"2019-07-22 - 2019-07-25", "22.7.2019, 23.7.2019, 24.7.2019, 25.7.2019",
		"Senin, 22 Juli 2019 - Kamis, 25 Juli 2019", "Sen 22 - Kam 25 Jul",
		"  22-25 Juli  ", "22; 23; 24 & 25 Juli"};

	(void)state;
	assert_reads("", "");
	assert_reads("   ", "");
	for (size_t i = 0; i < COUNT(ways); i++)
		assert_reads(ways[i], four);
	assert_reads("22 Jul", "2019-07-22");
	assert_reads("5/8/2019", "2019-08-05");
	assert_reads("Senin, 5 Agustus 2019", "2019-08-05");
	assert_reads("4-6, 8 Mar", "2019-03-04 2019-03-05 2019-03-06 2019-03-08");
	assert_reads("29 Jul-1 Agu", "2019-07-29 2019-07-30 2019-07-31 2019-08-01");
	assert_reads("30 Jul, 2 Aug", "2019-07-30 2019-08-02");
	assert_reads("30 Jul 2018, 2 Aug", "2018-07-30 2019-08-02");
	assert_reads("3-4 Jan 2020", "2020-01-03 2020-01-04");
}

/* The order is that of the days of training, and one that was put off keeps its number. */
static void test_keeps_the_order(void **state)
{
	(void)state;
	assert_reads("25, 22 Jul", "2019-07-25 2019-07-22");
	assert_reads("22, 22 Jul", "2019-07-22 2019-07-22");
}

static void test_turn_of_the_year(void **state)
{
	(void)state;
	assert_reads("31 Des - 2 Jan", "2019-12-31 2020-01-01 2020-01-02");
	assert_reads("31 Des - 2 Jan 2020", "2019-12-31 2020-01-01 2020-01-02");
	assert_reads("31 Des 2019 - 1 Jan 2020", "2019-12-31 2020-01-01");
}

static void assert_refuses(const char *text, const char *said)
{
	struct arena arena = {NULL};
	struct dates dates;
	struct err err = {0};

	assert_int_equal(dates_parse(text, YEAR, &arena, &dates, &err), STATUS_INVALID);
	assert_int_equal(dates.count, 0);
	if (!strstr(err.text, said))
		fail_msg("\"%s\": %s", text, err.text);
	arena_release(&arena);
}

static void test_refuse(void **state)
{
	(void)state;
	assert_refuses("besok", "\"besok\"");
	assert_refuses("22", "Of which month is day 22?");
	assert_refuses("22-25", "Of which month is day 25?");
	assert_refuses("30 Feb", "There is no 30/2/2019.");
	assert_refuses("32 Juli", "There is no 32/7/2019.");
	assert_refuses("22/13", "There is no 22/13/2019.");
	assert_refuses("0 Juli", "\"0 Juli\"");
	assert_refuses("25-22 Juli", "The end stands before the beginning");
	assert_refuses("Selasa, 5 Agustus 2019", "Monday, 5 August 2019");
	assert_refuses("1 Jul - 2 Agu", "More than 31 dates");
	assert_refuses("22 Juli x", "\"x\"");
	assert_refuses("22 Juli,", "\"");
	assert_refuses("- 22 Juli", "\"");
	assert_refuses("222 Juli", "\"222 Juli\"");
	assert_refuses("22/7/19", "\"");
	assert_refuses("22 Juli 20199", "\"");
	assert_refuses("2019-7-22", "\"2019-7-22\"");
	assert_refuses("\033[2J\xff", "Not understood as dates");
	assert_refuses("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 Jul",
		"More than 31 dates");
}

/* Whatever is typed ends, and what is read can be printed and read again. */
static void test_random(void **state)
{
	static const char *const pieces[] = {"22", "7", "2019", "Juli", "Jul", "-", ",", " ", "/",
		".", "s.d.", "dan", "Senin", "31", "1", "Des", "x", ";"};
	uint32_t seed = 5;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct arena arena = {NULL};
		struct buf text = BUF_EMPTY, printed = BUF_EMPTY;
		struct dates dates, again;
		struct err err = {0};

		for (int i = 0; i < 8; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_add_text(&text, pieces[(seed >> 16) % COUNT(pieces)]);
		}
		if (dates_parse(buf_text(&text), YEAR, &arena, &dates, &err) == STATUS_OK) {
			dates_print(&printed, &dates, 0);
			assert_int_equal(
				dates_parse(buf_text(&printed), YEAR, &arena, &again, &err),
				STATUS_OK);
			assert_int_equal(again.count, dates.count);
			assert_memory_equal(
				again.item, dates.item, dates.count * sizeof(*dates.item));
		}
		buf_release(&text);
		buf_release(&printed);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_keeps_the_order),
		cmocka_unit_test(test_turn_of_the_year),
		cmocka_unit_test(test_refuse),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
