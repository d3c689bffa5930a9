/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tsv.h"

/* It needs those before it. */
#include <cmocka.h>

static void test_nothing(void **state)
{
	static const char *const nothing[] = {"", " ", "-", " - ", "\u00a0", "()", ".", "\u2013"};

	(void)state;
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++) {
		struct phone phone;

		memset(&phone, 0xff, sizeof(phone));
		assert_int_equal(phone_parse(&phone, nothing[i]), PHONE_EMPTY);
		assert_int_equal(phone.kind, PHONE_EMPTY);
		assert_string_equal(phone.national, "");
		assert_string_equal(phone.e164, "");
		assert_string_equal(phone_explain(nothing[i]), "");
	}
}

/* What is refused, and a word of the sentence that says why. */
static void test_refused(void **state)
{
	static const struct {
		const char *text, *word;
	} rows[] = {
		{"+", "Indonesia"},
		{"0", "area code"},
		{"00", "Indonesia"},
		{"62", "area code"},
		{"+62", "area code"},
		{"\xff", "Only digits"},
		{"tidak ada", "Only digits"},
		{"0812+3456789", "Only digits"},
		{"++6281234567890", "Only digits"},
		{"081234567890 / 081234567891", "Only digits"},
		{"081234567890 081234567891", "Too long"},
		{"081234567890 081234567891 08", "Too many"},
		{"\uff10\uff18\uff11", "Only digits"},
		{"08123456789012", "Too long"},
		{"081234567", "Too short"},
		{"0841234567890", "begins like this"},
		{"0801234567890", "begins like this"},
		{"5821234", "021"},
		{"82123", "Too short"},
		{"62345678", "021"},
		{"0111234567", "No such area code"},
		{"0411", "fixed line"},
		{"021 582123", "fixed line"},
		{"021 582123456", "fixed line"},
		{"+1 202 555 0100", "Indonesia"},
		{"0065 6123 4567", "Indonesia"},
	};
	struct phone phone;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (phone_parse(&phone, rows[i].text) != PHONE_INVALID)
			fail_msg("%s is taken", rows[i].text);
		assert_string_equal(phone.national, "");
		if (!strstr(phone_explain(rows[i].text), rows[i].word))
			fail_msg("%s: %s", rows[i].text, phone_explain(rows[i].text));
	}
}

static void test_very_long(void **state)
{
	char text[100000];
	struct phone phone;

	(void)state;
	memset(text, '8', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(phone_parse(&phone, text), PHONE_INVALID);
	assert_non_null(strstr(phone_explain(text), "Too many"));
}

static void check_row(char *const *field)
{
	static const char *const kinds[] = {"", "", "seluler", "tetap"};
	struct phone phone;
	enum phone_kind kind = phone_parse(&phone, field[0]);
	bool valid = kind == PHONE_MOBILE || kind == PHONE_FIXED;

	if (strcmp(valid ? "yes" : "no", field[1]) != 0 || strcmp(kinds[kind], field[2]) != 0 ||
		strcmp(phone.e164, field[3]) != 0)
		fail_msg("%s (%s): %d %s", field[0], field[4], kind, phone.e164);
	assert_int_equal(strlen(phone_explain(field[0])) > 0, kind == PHONE_INVALID);
	if (valid)
		assert_string_equal(phone.national + 1, phone.e164 + 3);
}

static void test_vectors(void **state)
{
	struct tsv tsv;
	int rows = 0;

	(void)state;
	tsv_open(&tsv, "phone-vectors.tsv");
	while (tsv_next(&tsv)) {
		check_row(tsv.field);
		rows++;
	}
	assert_true(rows >= 11);
}

static void test_ways_of_writing(void **state)
{
	static const struct {
		const char *text, *national;
		enum phone_kind kind;
	} rows[] = {
		{"6281234567890", "081234567890", PHONE_MOBILE},
		{"+62 (0)812-3456-7890", "081234567890", PHONE_MOBILE},
		{"0812.3456.7890", "081234567890", PHONE_MOBILE},
		{"'081234567890", "081234567890", PHONE_MOBILE},
		{"0812\u00a03456\u20117890", "081234567890", PHONE_MOBILE},
		{"0812345678901", "0812345678901", PHONE_MOBILE},
		{"812345678", "0812345678", PHONE_MOBILE},
		{"62215821234", "0215821234", PHONE_FIXED},
		{"+62 21 58212345", "02158212345", PHONE_FIXED},
		{"0411 123456", "0411123456", PHONE_FIXED},
		{"061-12345", "06112345", PHONE_FIXED},
		{"0622 12345", "062212345", PHONE_FIXED},
		{"0431 12345678", "043112345678", PHONE_FIXED},
	};
	struct phone phone;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(phone_parse(&phone, rows[i].text), rows[i].kind);
		assert_string_equal(phone.national, rows[i].national);
	}
}

/* Whether an area code of three digits is taken: all of libphonenumber's 309 and no other. */
static void test_area_codes(void **state)
{
	static const char *const some[] = {"231", "251", "274", "298", "341", "361", "370", "411",
		"418", "435", "443", "511", "534", "539", "542", "639", "651", "702", "751", "778",
		"911", "915", "924", "957", "967", "986"};
	char text[16];
	struct phone phone;
	int taken = 0;

	(void)state;
	for (unsigned code = 200; code < 1000; code++) {
		bool beside = code / 10 == 21 || code / 10 == 22 || code / 10 == 24 ||
			      code / 10 == 31 || code / 10 == 61 || code / 100 == 8;

		snprintf(text, sizeof(text), "0%u12345", code);
		taken += !beside && phone_parse(&phone, text) == PHONE_FIXED;
	}
	assert_int_equal(taken, 309);
	for (size_t i = 0; i < sizeof(some) / sizeof(some[0]); i++) {
		snprintf(text, sizeof(text), "0%s12345", some[i]);
		assert_int_equal(phone_parse(&phone, text), PHONE_FIXED);
	}
}

/* What phone_parse() writes it reads again as the same. */
static void test_again(void **state)
{
	char text[16];
	struct phone phone, again;
	int taken = 0;

	(void)state;
	for (unsigned prefix = 0; prefix < 1000; prefix++) {
		snprintf(text, sizeof(text), "0%03u1234567", prefix);
		if (phone_parse(&phone, text) == PHONE_INVALID)
			continue;
		taken++;
		assert_int_equal(phone_parse(&again, phone.national), phone.kind);
		assert_string_equal(again.national, phone.national);
		assert_int_equal(phone_parse(&again, phone.e164), phone.kind);
		assert_string_equal(again.e164, phone.e164);
	}
	assert_true(taken > 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_very_long),
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_ways_of_writing),
		cmocka_unit_test(test_area_codes),
		cmocka_unit_test(test_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
