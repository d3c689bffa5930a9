/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

static void test_no_dates(void **state)
{
	struct session session = {.id = "2019-KT-KBG-2"};

	(void)state;
	assert_int_equal(session_state_on(&session, DATE_NONE), SESSION_IS_PLANNED);
	assert_int_equal(session_state_on(&session, date_of(2019, 7, 16)), SESSION_IS_PLANNED);
	/* The days of 2018 are not known, but it was held. */
	session.status.status = SESSION_HELD;
	assert_int_equal(session_state_on(&session, date_of(2019, 7, 16)), SESSION_IS_DONE);
	session.status.status = SESSION_CANCELLED;
	assert_int_equal(session_state_on(&session, date_of(2019, 7, 16)), SESSION_IS_CANCELLED);
}

/* 4, 5, 6 and 8 March 2019: the 7th was a holiday, and the session went on. */
static void test_with_dates(void **state)
{
	date days[] = {
		date_of(2019, 3, 4), date_of(2019, 3, 5), date_of(2019, 3, 6), date_of(2019, 3, 8)};
	struct session session = {.schedule.dates = {days, 4}};

	(void)state;
	assert_int_equal(session_state_on(&session, days[0] - 1), SESSION_IS_SCHEDULED);
	assert_int_equal(session_state_on(&session, days[0]), SESSION_IS_RUNNING);
	assert_int_equal(session_state_on(&session, date_of(2019, 3, 7)), SESSION_IS_RUNNING);
	assert_int_equal(session_state_on(&session, days[3]), SESSION_IS_RUNNING);
	assert_int_equal(session_state_on(&session, days[3] + 1), SESSION_IS_DONE);
	session.status.status = SESSION_CANCELLED;
	assert_int_equal(session_state_on(&session, days[0]), SESSION_IS_CANCELLED);
}

static void test_words_differ(void **state)
{
	(void)state;
	for (int a = SESSION_IS_PLANNED; a <= SESSION_IS_CANCELLED; a++) {
		const char *word = session_state_text((enum session_state)a);

		assert_true(strlen(word) > 0);
		for (int b = SESSION_IS_PLANNED; b < a; b++)
			assert_string_not_equal(word, session_state_text((enum session_state)b));
	}
}

/* Every count of a session is in the sum; the days of one class mean nothing in it. */
static void test_add(void **state)
{
	struct tally one = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, {14}, {15}, 16, 17, 18, 19, 20, 21, 22, 23};
	struct tally expected = {101, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, {77}, {0}, 0, 0, 0, 0, 0, 0, 0, 0};
	struct tally sum = {.sessions = 100, .present = {77}};

	(void)state;
	tally_add(&sum, &one);
	assert_memory_equal(&sum, &expected, sizeof(sum));
	tally_add(&sum, &one);
	assert_int_equal(sum.sessions, 102);
	assert_int_equal(sum.completed_female, 26);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_dates),
		cmocka_unit_test(test_with_dates),
		cmocka_unit_test(test_words_differ),
		cmocka_unit_test(test_add),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
