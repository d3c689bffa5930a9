/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "roster_of.h"

/* It needs those before it. */
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SITI "3173084408904417"
#define JOKO "3173081203850001"

/* The class of Kembangan, second day, not yet sorted. */
static const struct seat class[] = {
	{"A2", "HJ. SITI NUR AMINI", ENROLMENT_REGISTERED, SEX_FEMALE, "-H", .order = 50},
	{"10", "JOKO PRASETYO", ENROLMENT_REGISTERED, SEX_MALE, "HI", .nik = JOKO,
		.phone = "081234567890"},
	{"", "Dewi", ENROLMENT_WAITING, SEX_FEMALE, "", .order = 62},
	{"02", "SITI AMINAH", ENROLMENT_REGISTERED, SEX_FEMALE, "H-", .nik = SITI,
		.phone = "081234567890", .phone2 = "02158212345"},
	{"41", "Ria D'Andika", ENROLMENT_WITHDRAWN, SEX_FEMALE, "H", .nik = "3173085005914417"},
	{"", "Budi", ENROLMENT_WAITING, SEX_MALE, "", .order = 61},
	{"A1", "Ni\u00f1o S.E.", ENROLMENT_REGISTERED, SEX_UNKNOWN, "HH", .order = 49},
	{"9", "Slamet", ENROLMENT_REGISTERED, SEX_MALE, .marks = "ST"},
	{"07", "Keliru", ENROLMENT_VOID, SEX_MALE, .marks = "HH"},
	{"", "Tanpa Nomor", ENROLMENT_REGISTERED, SEX_MALE, .marks = "TS"},
	{"B1", "Rina", ENROLMENT_MOVED, SEX_FEMALE, .marks = "HH"},
};

struct hall {
	struct session session;
	struct roster roster;
};

static int open_hall(void **state)
{
	struct hall *hall = calloc(1, sizeof(*hall));

	hall->session.plan.capacity = 40;
	roster_of(&hall->roster, &hall->session, 2, class, COUNT(class));
	roster_sort(&hall->roster);
	roster_index(&hall->roster);
	*state = hall;
	return 0;
}

static int close_hall(void **state)
{
	struct hall *hall = *state;

	roster_release(&hall->roster);
	assert_null(hall->roster.person);
	free(hall);
	return 0;
}

static void test_nobody(void **state)
{
	struct roster roster = {0};
	struct token token;
	struct day_count count;
	struct id id = {{1}};
	size_t found[1];
	char number[8];

	(void)state;
	roster_sort(&roster);
	roster_index(&roster);
	roster_count(&roster, 1, &count);
	assert_int_equal(count.seats + count.registered + count.present + count.open, 0);
	roster_next_number(&roster, number);
	assert_string_equal(number, "01");
	token_parse(&token, "siti", date_of(2019, 7, 16));
	assert_int_equal(roster_match(&roster, &token, "siti", found, 1), 0);
	assert_null(roster_find(&roster, &id));
	roster_release(&roster);
}

static void test_order(void **state)
{
	static const char *const names[] = {"SITI AMINAH", "Slamet", "JOKO PRASETYO",
		"Ni\u00f1o S.E.", "HJ. SITI NUR AMINI", "Tanpa Nomor", "Budi", "Dewi", "Keliru",
		"Ria D'Andika", "Rina"};
	const struct hall *hall = *state;

	for (size_t i = 0; i < COUNT(names); i++)
		assert_string_equal(hall->roster.person[i].identity.name, names[i]);
}

static void test_order_of_numbers(void **state)
{
	static const char *const rising[] = {"0", "1", "02", "10", "99", "100",
		"99999999999999999999", "100000000000000000000", "A1", "A2", "A10", "B1", "AA1",
		"nomor 7", "\xff", ""};

	(void)state;
	for (size_t i = 0; i < COUNT(rising); i++) {
		for (size_t k = 0; k < COUNT(rising); k++) {
			int order = roster_compare_numbers(rising[i], rising[k]);

			if ((order > 0) - (order < 0) != (i > k) - (i < k))
				fail_msg("%s %s: %d", rising[i], rising[k], order);
		}
	}
	assert_int_equal(roster_compare_numbers("7", "007"), 0);
	assert_int_equal(roster_compare_numbers("a01", "A1"), 0);
}

static void test_seats_and_waiting(void **state)
{
	const struct hall *hall = *state;
	const struct roster_person *person = hall->roster.person;

	assert_true(roster_has_seat(&person[0]));
	assert_false(roster_has_seat(&person[6]));
	assert_false(roster_has_seat(&person[9]));
	assert_int_equal(roster_waiting_place(&hall->roster, &person[0]), 0);
	assert_int_equal(roster_waiting_place(&hall->roster, &person[6]), 1);
	assert_int_equal(roster_waiting_place(&hall->roster, &person[7]), 2);
	assert_int_equal(roster_waiting_place(&hall->roster, &person[9]), 0);
	struct arena arena = {NULL};
	const size_t *place = roster_waiting_places(&hall->roster, &arena);
	for (size_t i = 0; i < hall->roster.count; i++)
		assert_int_equal(place[i], roster_waiting_place(&hall->roster, &person[i]));
	arena_release(&arena);
}

static void test_find(void **state)
{
	const struct hall *hall = *state;
	struct id joko = {{2}};
	struct id nobody = {{99}};

	assert_string_equal(roster_find(&hall->roster, &joko)->identity.name, "JOKO PRASETYO");
	assert_null(roster_find(&hall->roster, &nobody));
}

static void test_days_present(void **state)
{
	static const uint32_t days[] = {1, 0, 1, 2, 1, 0, 0, 0, 2, 1, 2};
	const struct hall *hall = *state;

	for (size_t i = 0; i < COUNT(days); i++)
		assert_int_equal(
			roster_days_present(&hall->roster, &hall->roster.person[i]), days[i]);
}

/* Only those who have a seat: whoever moved is counted where they went. */
static void test_count(void **state)
{
	const struct hall *hall = *state;
	struct day_count count;

	roster_count(&hall->roster, 1, &count);
	assert_int_equal(count.seats, 40);
	assert_int_equal(count.registered, 6);
	assert_int_equal(count.waiting, 2);
	assert_int_equal(count.present, 3);
	assert_int_equal(count.present_male, 1);
	assert_int_equal(count.present_female, 1);
	assert_int_equal(count.excused, 0);
	assert_int_equal(count.sick, 1);
	assert_int_equal(count.absent, 1);
	assert_int_equal(count.open, 1);
	roster_count(&hall->roster, 2, &count);
	assert_int_equal(count.present, 2);
	assert_int_equal(count.excused, 1);
	assert_int_equal(count.sick, 1);
	assert_int_equal(count.absent, 1);
	assert_int_equal(count.open, 1);
}

static void test_no_such_day(void **state)
{
	const struct hall *hall = *state;
	const uint32_t days[] = {0, 3, UINT32_MAX};

	for (size_t i = 0; i < COUNT(days); i++) {
		struct day_count count;
		struct err err = {STATUS_OK, ""};

		assert_int_equal(roster_check_day(&hall->roster, days[i], &err), STATUS_INVALID);
		assert_non_null(strstr(err.text, "from 1 to 2."));
		roster_count(&hall->roster, days[i], &count);
		assert_int_equal(count.registered, 6);
		assert_int_equal(count.present + count.absent + count.open, 0);
	}
	assert_int_equal(roster_check_day(&hall->roster, 1, NULL), STATUS_OK);
	assert_int_equal(roster_check_day(&hall->roster, 2, NULL), STATUS_OK);
}

/* 41 withdrew: nobody else gets it. */
static void test_next_number(void **state)
{
	const struct hall *hall = *state;
	struct seat strange[] = {{.number = "99"}, {.number = "99999999999999999999"},
		{.number = "A500"}, {.number = "x"}};
	struct roster roster;
	char number[8];

	roster_next_number(&hall->roster, number);
	assert_string_equal(number, "42");
	roster_of(&roster, NULL, 0, strange, COUNT(strange));
	roster_next_number(&roster, number);
	assert_string_equal(number, "100");
	roster.person[0].enrolment.number = "999999";
	roster_next_number(&roster, number);
	assert_string_equal(number, "1000000");
	roster_release(&roster);
}

static void test_tokens(void **state)
{
	static const struct {
		const char *text;
		enum token_kind kind;
		const char *digits;
	} rows[] = {
		{"", TOKEN_EMPTY, ""},
		{" \t\u00a0", TOKEN_EMPTY, ""},
		{"-", TOKEN_EMPTY, ""},
		{"'", TOKEN_EMPTY, ""},
		{"+", TOKEN_NAME, ""},
		{"?", TOKEN_NAME, ""},
		{"\xff\xfe", TOKEN_NAME, ""},
		{"\xff"
		 "12",
			TOKEN_NAME, ""},
		{"7", TOKEN_NUMBER, "07"},
		{"0", TOKEN_NUMBER, "00"},
		{"07", TOKEN_NUMBER, "07"},
		{" 17 ", TOKEN_NUMBER, "17"},
		{"1-7", TOKEN_NUMBER, "17"},
		{"007", TOKEN_NUMBER, "07"},
		{"100", TOKEN_NUMBER, "100"},
		{"a1", TOKEN_NUMBER, "A1"},
		{"A-1", TOKEN_NUMBER, "A1"},
		{"b012", TOKEN_NUMBER, "B12"},
		{"a", TOKEN_NAME, ""},
		{"a1234", TOKEN_NAME, ""},
		{"1a", TOKEN_NAME, ""},
		{"aa1", TOKEN_NAME, ""},
		{"+a1", TOKEN_NAME, ""},
		{"a+1", TOKEN_NAME, ""},
		{"4417", TOKEN_NIK_TAIL, "4417"},
		{"0812", TOKEN_NIK_TAIL, "0812"},
		{"44.17", TOKEN_NIK_TAIL, "4417"},
		{SITI, TOKEN_NIK, SITI},
		{"'317308 440890 4417", TOKEN_NIK, SITI},
		{"31.73.08-440890-4417", TOKEN_NIK, SITI},
		{"6271034408904417", TOKEN_NIK, "6271034408904417"},
		{"081234567890", TOKEN_PHONE, "081234567890"},
		{"0812-3456-7890", TOKEN_PHONE, "081234567890"},
		{"+62 812 3456 7890", TOKEN_PHONE, "081234567890"},
		{"+62 (0)812-3456-7890", TOKEN_PHONE, "081234567890"},
		{"6281234567890", TOKEN_PHONE, "081234567890"},
		{"021 58212345", TOKEN_PHONE, "02158212345"},
		{"08123", TOKEN_PHONE, "08123"},
		{"+62", TOKEN_PHONE, "62"},
		{"+62 81", TOKEN_PHONE, "6281"},
		{"siti", TOKEN_NAME, ""},
		{"siti 17", TOKEN_NAME, ""},
		{"D'Andika", TOKEN_NAME, ""},
		{"081234567890 / 081234567891", TOKEN_NAME, ""},
		{"\uff11\uff17", TOKEN_NAME, ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct token token;

		memset(&token, 0xff, sizeof(token));
		token_parse(&token, rows[i].text, date_of(2019, 7, 16));
		if (token.kind != rows[i].kind || strcmp(token.digits, rows[i].digits) != 0)
			fail_msg("\"%s\": %d \"%s\"", rows[i].text, token.kind, token.digits);
		assert_int_equal(token.digit_count, 0);
		assert_string_equal(token.reason, "");
	}
}

static void test_wrong_niks(void **state)
{
	static const struct {
		const char *text;
		int count;
		const char *word;
	} rows[] = {
		{"12345", 5, "5 digits"},
		{"317308440890441", 15, "15 digits, should be 16"},
		{"31730844089044170", 17, "17 digits, should be 16"},
		{"3173.0844.0890.441", 15, "15 digits, should be 16"},
		{"081234567890123", 15, "15 digits"},
		{"3173084408900000", 16, "0000"},
		{"0812345678901234", 16, "begins with 0"},
		{"3173083213904417", 16, "no such"},
	};
	const struct hall *hall = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct token token;
		size_t found[1];

		token_parse(&token, rows[i].text, date_of(2019, 7, 16));
		if (token.kind != TOKEN_NIK_WRONG || token.digit_count != rows[i].count ||
			!strstr(token.reason, rows[i].word))
			fail_msg("%s: %d, %d, %s", rows[i].text, token.kind, token.digit_count,
				token.reason);
		assert_int_equal(roster_match(&hall->roster, &token, rows[i].text, found, 1), 0);
	}
}

static void test_very_long(void **state)
{
	char text[100000];
	struct token token;

	(void)state;
	memset(text, '3', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	token_parse(&token, text, date_of(2019, 7, 16));
	assert_int_equal(token.kind, TOKEN_NIK_WRONG);
	assert_int_equal(token.digit_count, sizeof(text) - 1);
	text[0] = '+';
	token_parse(&token, text, date_of(2019, 7, 16));
	assert_int_equal(token.kind, TOKEN_PHONE);
	assert_true(strlen(token.digits) < sizeof(token.digits));
	memset(text, 'a', sizeof(text) - 1);
	token_parse(&token, text, date_of(2019, 7, 16));
	assert_int_equal(token.kind, TOKEN_NAME);
}

/* What was typed, and the names of those whom it means, in the order of the roster. */
static void test_match(void **state)
{
	static const struct {
		const char *text, *names;
	} rows[] = {
		{"", ""},
		{".", ""},
		{"?", ""},
		{"+", ""},
		{"2", "SITI AMINAH;"},
		{"02", "SITI AMINAH;"},
		{"20", ""},
		{"9", "Slamet;"},
		{"1", ""},
		{"a1", "Ni\u00f1o S.E.;"},
		{"a", "SITI AMINAH;Slamet;JOKO PRASETYO;HJ. SITI NUR AMINI;Tanpa Nomor;"
		      "Ria D'Andika;Rina;"},
		{"41", "Ria D'Andika;"},
		{"siti am", "SITI AMINAH;HJ. SITI NUR AMINI;"},
		{"am siti", "SITI AMINAH;HJ. SITI NUR AMINI;"},
		{"siti aminah joko", ""},
		{"NINO", "Ni\u00f1o S.E.;"},
		{"d'and", "Ria D'Andika;"},
		{"budi", "Budi;"},
		{"keliru", "Keliru;"},
		{SITI, "SITI AMINAH;"},
		{"3173084408904418", ""},
		{"4417", "SITI AMINAH;Ria D'Andika;"},
		{"0000", ""},
		{"0812 3456 7890", "SITI AMINAH;JOKO PRASETYO;"},
		{"+62 21 58212345", "SITI AMINAH;"},
		{"081234567891", ""},
		{"08123", ""},
	};
	const struct hall *hall = *state;
	struct buf names = BUF_EMPTY;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct token token;
		size_t found[COUNT(class)];
		size_t count;

		token_parse(&token, rows[i].text, date_of(2019, 7, 16));
		count = roster_match(&hall->roster, &token, rows[i].text, found, COUNT(found));
		buf_clear(&names);
		for (size_t k = 0; k < count; k++)
			buf_printf(&names, "%s;", hall->roster.person[found[k]].identity.name);
		if (strcmp(buf_text(&names), rows[i].names) != 0)
			fail_msg("\"%s\": %s", rows[i].text, buf_text(&names));
	}
	buf_release(&names);
}

/* All are counted, only as many are given as there is room for. */
static void test_match_more_than_fit(void **state)
{
	const struct hall *hall = *state;
	struct token token;
	size_t found[2] = {77, 77};

	token_parse(&token, "a", date_of(2019, 7, 16));
	assert_int_equal(roster_match(&hall->roster, &token, "a", found, 1), 7);
	assert_int_equal(found[0], 0);
	assert_int_equal(found[1], 77);
	assert_int_equal(roster_match(&hall->roster, &token, "a", NULL, 0), 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_order_of_numbers),
		cmocka_unit_test(test_seats_and_waiting),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_days_present),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_no_such_day),
		cmocka_unit_test(test_next_number),
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_wrong_niks),
		cmocka_unit_test(test_very_long),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_match_more_than_fit),
	};

	return cmocka_run_group_tests(tests, open_hall, close_hall);
}
