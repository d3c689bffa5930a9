/* SPDX-License-Identifier: BSD-2-Clause */
/* Which sessions are meant. */
#include "model/session_filter.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "jakbar.h"

/* It needs those before it. */
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct commodity commodity = {.id = "kerajinan-tangan",
	.code = "KT",
	.label_id = "Kerajinan tangan",
	.label_en = "Handicrafts"};
static date days[2];
static struct session session;

static int setup(void **state)
{
	struct programme *programme = memory_alloc(sizeof(*programme));

	load_jakbar(programme);
	programme->commodity = &commodity;
	programme->commodity_count = 1;
	*state = programme;
	days[0] = date_of(2019, 7, 31);
	days[1] = date_of(2019, 8, 1);
	record_clear(&session_plan_type, &session.plan);
	record_clear(&session_schedule_type, &session.schedule);
	record_clear(&session_status_type, &session.status);
	session.id = "2019-KT-KBG-2";
	session.plan.commodity = "kerajinan-tangan";
	session.plan.kecamatan = "31.73.08";
	session.plan.number = 2;
	session.plan.year = 2019;
	session.schedule.dates = (struct dates){days, COUNT(days)};
	session.schedule.venue = "RPTRA Meruya Utara";
	return 0;
}

static int teardown(void **state)
{
	programme_release(*state);
	free(*state);
	return 0;
}

static bool fits(struct session_filter filter)
{
	return session_fits(&filter, &session, date_of(2019, 7, 1));
}

static void test_by_fields(void **state)
{
	const struct programme *programme = *state;
	static const struct commodity other = {.id = "fashion"};

	assert_true(fits((struct session_filter){.year = 0}));
	assert_true(fits((struct session_filter){.year = 2019}));
	assert_false(fits((struct session_filter){.year = 2018}));
	assert_true(fits((struct session_filter){.commodity = &commodity}));
	assert_false(fits((struct session_filter){.commodity = &other}));
	assert_true(fits(
		(struct session_filter){.kecamatan = programme_kecamatan(programme, "31.73.08")}));
	assert_false(fits(
		(struct session_filter){.kecamatan = programme_kecamatan(programme, "31.73.01")}));
	assert_true(fits((struct session_filter){.month = 8}));
	assert_true(fits((struct session_filter){.month = 7, .month_year = 2019}));
	assert_false(fits((struct session_filter){.month = 7, .month_year = 2018}));
	assert_false(fits((struct session_filter){.month = 9}));
	assert_true(fits((struct session_filter){.by_state = true, .state = SESSION_IS_SCHEDULED}));
	assert_false(fits((struct session_filter){.by_state = true, .state = SESSION_IS_PLANNED}));
}

static void test_months(void **state)
{
	static const struct {
		const char *text;
		int month, year;
	} rows[] = {{"7", 7, 0}, {"07", 7, 0}, {"Juli", 7, 0}, {"jul", 7, 0}, {"July", 7, 0},
		{"12", 12, 0}, {"2019-07", 7, 2019}, {"7/2019", 7, 2019}, {"Juli 2019", 7, 2019},
		{"2019-7", 7, 2019}};
	static const char *const wrong[] = {"", "0", "13", "Jull", "2019", "2019-", "2019-13",
		"7/19", "7/", "Juli 20199", "7 7", "-7", "99999999999999999999"};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct session_filter filter = {.year = 0};

		assert_true(session_filter_month(&filter, rows[i].text));
		assert_int_equal(filter.month, rows[i].month);
		assert_int_equal(filter.month_year, rows[i].year);
		assert_true(session_filter_is_narrow(&filter));
	}
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct session_filter filter = {.year = 0};

		if (session_filter_month(&filter, wrong[i]))
			fail_msg("\"%s\" is taken for month %d", wrong[i], filter.month);
		assert_false(session_filter_is_narrow(&filter));
	}
}

static void test_states(void **state)
{
	struct session_filter filter = {.year = 0};

	(void)state;
	assert_false(session_filter_state(&filter, ""));
	assert_false(session_filter_state(&filter, "over"));
	assert_true(session_filter_state(&filter, "DONE"));
	assert_int_equal(filter.state, SESSION_IS_DONE);
	assert_true(filter.by_state);
}

static bool found(const struct programme *programme, const char *typed)
{
	struct buf words = BUF_EMPTY;
	bool is_found;

	session_words(programme, &session, date_of(2019, 7, 1), &words);
	is_found = session_words_fit(buf_text(&words), typed);
	buf_release(&words);
	return is_found;
}

static void test_by_words(void **state)
{
	static const char *const right[] = {"", " ", "kt", "kbg", "kembangan", "keraj", "july",
		"aug", "sched", "meruya", "rptra mer", "keraj kbg 2", "2019 july", "2019-kt-kbg-2"};
	static const char *const wrong[] = {
		"kbj", "erajinan", "keraj kbg 1", "201 3", "20", "september", "running"};

	for (size_t i = 0; i < COUNT(right); i++) {
		struct buf folded = BUF_EMPTY;

		text_fold(&folded, right[i], strlen(right[i]));
		if (!found(*state, buf_text(&folded)))
			fail_msg("\"%s\" is not found", right[i]);
		buf_release(&folded);
	}
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (found(*state, wrong[i]))
			fail_msg("\"%s\" is found", wrong[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_fields),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_by_words),
	};

	return cmocka_run_group_tests_name("session filter", tests, setup, teardown);
}
