/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/nik.h"
#include "model/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tsv.h"

/* It needs those before it. */
#include <cmocka.h>

static date as_of(void)
{
	return date_of(2019, 3, 4);
}

static void test_nothing(void **state)
{
	static const char *const nothing[] = {"", " ", "'", ".-", "\u00a0"};

	(void)state;
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++) {
		struct nik nik;

		memset(&nik, 0xff, sizeof(nik));
		assert_false(nik_parse(&nik, nothing[i], as_of()));
		assert_int_equal(nik.reason, NIK_LENGTH);
		assert_int_equal(nik.digit_count, 0);
		assert_string_equal(nik.digits, "");
		assert_string_equal(nik.region, "");
		assert_int_equal(nik.born, DATE_NONE);
		assert_int_equal(nik.sex, SEX_UNKNOWN);
		assert_int_equal(nik.warnings, i == 0 ? 0 : NIK_NORMALIZED);
	}
}

static void test_foreign_bytes(void **state)
{
	static const char *const strange[] = {
		"\xff\xfe",
		"317301150385990\xef",
		"3173011503859901x",
		"\xe2\x80",
		"3173,0115",
		"-3173011503859901e",
		"\xef\xbc\x93",
	};
	struct nik nik;

	(void)state;
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		assert_false(nik_parse(&nik, strange[i], as_of()));
		assert_int_equal(nik.reason, NIK_NON_DIGIT);
	}
}

static void test_very_long(void **state)
{
	char text[100000];
	struct nik nik;

	(void)state;
	memset(text, '3', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_false(nik_parse(&nik, text, as_of()));
	assert_int_equal(nik.reason, NIK_LENGTH);
	assert_int_equal(nik.digit_count, sizeof(text) - 1);
}

static void check_row(char *const *field)
{
	struct buf warnings = BUF_EMPTY;
	struct buf born = BUF_EMPTY;
	struct nik nik;
	static const char *const sexes[] = {"", "L", "P"};
	bool valid = nik_parse(&nik, field[0], date_parse_iso(field[7]));

	nik_warning_names(nik.warnings, &warnings);
	date_print_iso(&born, nik.born);
	if (strcmp(valid ? "yes" : "no", field[1]) != 0 ||
		strcmp(nik_reason_name(nik.reason), field[2]) != 0 ||
		strcmp(buf_text(&born), field[3]) != 0 || strcmp(sexes[nik.sex], field[4]) != 0 ||
		strcmp(nik.region, field[5]) != 0 || strcmp(buf_text(&warnings), field[6]) != 0)
		fail_msg("%s (%s): %d %s %s %s %s %s", field[0], field[8], valid,
			nik_reason_name(nik.reason), buf_text(&born), sexes[nik.sex], nik.region,
			buf_text(&warnings));
	assert_int_equal(strlen(nik.digits), valid ? NIK_DIGITS : 0);
	buf_release(&warnings);
	buf_release(&born);
}

static void test_vectors(void **state)
{
	struct tsv tsv;
	int rows = 0;

	(void)state;
	tsv_open(&tsv, "nik-vectors.tsv");
	while (tsv_next(&tsv)) {
		check_row(tsv.field);
		rows++;
	}
	assert_true(rows >= 34);
}

static void test_fillers(void **state)
{
	static const char *const written[] = {
		"3173011503859901",
		" 3173011503859901",
		"31.73.01.150385.9901 ",
		"\u200b3173011503859901",
		"3173\u00a00115\u00a00385\u00a09901",
		"\u20193173011503859901",
		"3173\u20110115\u20130385-9901",
		"\ufeff3173011503859901\r\n",
		"\u202d3173011503859901\u202c",
	};
	struct nik nik;

	(void)state;
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++) {
		assert_true(nik_parse(&nik, written[i], as_of()));
		assert_string_equal(nik.digits, "3173011503859901");
		assert_int_equal(nik.warnings, i == 0 ? 0 : NIK_NORMALIZED);
	}
}

static void test_provinces(void **state)
{
	static const char known[] =
		" 11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 "
		"64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96 97 ";

	(void)state;
	for (unsigned code = 10; code < 100; code++) {
		char text[32], padded[8];
		struct nik nik;
		bool valid;

		snprintf(text, sizeof(text), "%u01011503859901", code);
		snprintf(padded, sizeof(padded), " %u ", code);
		valid = nik_parse(&nik, text, as_of());
		assert_int_equal(valid, strstr(known, padded) != NULL);
		assert_int_equal(nik.reason, valid ? NIK_OK : NIK_PROVINCE);
	}
}

static void test_regions(void **state)
{
	static const struct {
		const char *nik;
		unsigned warnings;
	} rows[] = {
		{"3173081503859901", 0},
		{"3173091503859901", NIK_REGION_UNKNOWN},
		{"3101011503859901", NIK_OUTSIDE_JAKBAR},
		{"3174991503859901", NIK_OUTSIDE_JAKBAR},
		{"3201011503859901", NIK_OUTSIDE_DKI},
		{"1173011503859901", NIK_OUTSIDE_DKI},
	};
	struct nik nik;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(nik_parse(&nik, rows[i].nik, as_of()));
		assert_int_equal(nik.warnings, rows[i].warnings);
	}
}

/* A leap day without its other century is not ambiguous; an age of just 90 is not warned of. */
static void test_years(void **state)
{
	static const struct {
		const char *nik;
		int year, month, day;
		unsigned warnings;
	} rows[] = {
		{"3173012902009901", 2000, 2, 29, NIK_UNDER_17},
		{"3173013112999901", 1999, 12, 31, NIK_UNDER_17 | NIK_CENTURY_AMBIGUOUS},
		{"3173010101109901", 1910, 1, 1, NIK_AGE_OVER_90},
		{"3173010103199901", 1919, 3, 1, 0},
	};
	struct nik nik;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(nik_parse(&nik, rows[i].nik, date_of(2009, 12, 31)));
		assert_int_equal(nik.born, date_of(rows[i].year, rows[i].month, rows[i].day));
		assert_int_equal(nik.warnings, rows[i].warnings);
	}
	assert_true(nik_parse(&nik, "3173010503199901", as_of()));
	assert_int_equal(nik.born, date_of(1919, 3, 5));
}

static void expect_text(struct buf *out, const char *text)
{
	assert_string_equal(buf_text(out), text);
	buf_release(out);
}

static void test_explain(void **state)
{
	struct buf out = BUF_EMPTY;
	struct nik nik;

	(void)state;
	nik_parse(&nik, "317301150385990", as_of());
	nik_explain(&nik, &out);
	expect_text(&out, "15 digits, should be 16");
	nik_parse(&nik, "3", as_of());
	nik_explain(&nik, &out);
	expect_text(&out, "1 digit, should be 16");
	nik_parse(&nik, "3173011503850000", as_of());
	nik_explain(&nik, &out);
	expect_text(&out, "ends in 0000: cut by a spreadsheet");
	for (int reason = NIK_OK; reason <= NIK_SERIAL; reason++) {
		nik.reason = (enum nik_reason)reason;
		nik_explain(&nik, &out);
		assert_true(out.len > 0);
		buf_clear(&out);
	}
	buf_release(&out);
}

static void test_warning_names(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	nik_warning_names(0, &out);
	expect_text(&out, "");
	nik_warning_names(127, &out);
	expect_text(&out, "W_NORMALIZED,W_OUTSIDE_JAKBAR,W_OUTSIDE_DKI,W_REGION_UNKNOWN,W_UNDER_17,"
			  "W_AGE_OVER_90,W_CENTURY_AMBIGUOUS");
}

static void test_mask(void **state)
{
	static const struct {
		const char *text, *mask, *tail;
	} rows[] = {
		{"", "", ""},
		{"3173011503859901", "317301******9901", "**9901"},
		{"317301150385990", "****************", "******"},
		{"31730115038599012", "****************", "******"},
		{"317301150385990x", "****************", "******"},
		{"x", "****************", "******"},
	};
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		nik_mask(rows[i].text, &out);
		expect_text(&out, rows[i].mask);
		nik_tail(rows[i].text, &out);
		expect_text(&out, rows[i].tail);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_foreign_bytes),
		cmocka_unit_test(test_very_long),
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_fillers),
		cmocka_unit_test(test_provinces),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_warning_names),
		cmocka_unit_test(test_mask),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
