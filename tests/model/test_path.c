/* SPDX-License-Identifier: BSD-2-Clause */
/* How steps of the follow-up read on a day, and what an officer may say of them. */
#include "model/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

enum { ROXY, HALAL, P1, P2, P3, P4, P5, STEPS };

/* A person of service HP, trained until 5 July 2018. */
struct try {
	struct followup_step step[STEPS];
	struct commodity commodity;
	struct session session;
	struct path_step place[STEPS];
	struct path path;
};

static void add_step(struct try *try, int index, const char *id, uint32_t days, const char **requires)
{
	struct followup_step *step = &try->step[index];

	record_clear(&followup_step_type, step);
	step->id = id;
	step->label_id = id;
	step->expected_days = days;
	if (requires)
		step->requires = (struct texts){requires, 1};
}

static void start(struct try *try)
{
	static const char *requires[] = {"p1", "p2", "p3", "p4"};

	*try = (struct try){.path = {.count = STEPS, .trained = date_of(2018, 7, 5)}};
	record_clear(&commodity_type, &try->commodity);
	try->commodity.steps = (struct records){try->step, STEPS};
	add_step(try, ROXY, "roxy", 30, NULL);
	add_step(try, HALAL, "halal", 0, NULL);
	add_step(try, P1, "p1", 7, NULL);
	add_step(try, P2, "p2", 7, &requires[0]);
	add_step(try, P3, "p3", 90, &requires[1]);
	add_step(try, P4, "p4", 30, &requires[2]);
	add_step(try, P5, "p5", 30, &requires[3]);
	try->step[ROXY].weeks = 4;
	try->step[P1].given_by = STEP_GIVEN_BY_REGISTRATION;
	try->step[P2].given_by = STEP_GIVEN_BY_TRAINING;
	try->step[P4].counts_as = STEP_COUNTS_AS_SUCCESS;
	try->path.commodity = &try->commodity;
	try->path.session = &try->session;
	try->path.step = try->place;
	for (int i = 0; i < STEPS; i++) {
		try->place[i].step = &try->step[i];
		record_clear(&followup_type, &try->place[i].said);
	}
}

static void say(struct try *try, int index, uint32_t state, date on)
{
	const bool begun = state == FOLLOWUP_STARTED;
	const struct followup_change change = {.state = state,
		.started = begun ? on : DATE_NONE,
		.finished = begun ? DATE_NONE : on,
		.reason = STUCK_MONEY};

	assert_int_equal(followup_change_apply(&try->place[index].said, &change,
				 date_of(2030, 1, 1), NULL),
		STATUS_OK);
}

static void assert_reads(struct try *try, date today, const char *states)
{
	struct buf out = BUF_EMPTY;

	path_read(&try->path, today);
	for (size_t i = 0; i < try->path.count; i++)
		buf_printf(&out, "%s%s", i > 0 ? " " : "", path_state_word(try->place[i].state));
	assert_string_equal(buf_text(&out), states);
	buf_release(&out);
}

static void test_a_komoditi_without_steps(void **state)
{
	struct path path = {.trained = DATE_NONE};

	(void)state;
	path_read(&path, date_of(2018, 7, 6));
	assert_null(path_find(&path, "roxy"));
	assert_false(path.success);
	assert_false(path.skilled);
}

static void test_who_did_not_complete_the_training(void **state)
{
	struct try try;

	(void)state;
	start(&try);
	try.path.trained = DATE_NONE;
	assert_reads(&try, date_of(2018, 7, 6), "not-due not-due done not-due not-due not-due not-due");
	/* What was recorded is shown all the same. */
	say(&try, HALAL, FOLLOWUP_STARTED, date_of(2018, 7, 6));
	assert_reads(&try, date_of(2018, 7, 6), "not-due running done not-due not-due not-due not-due");
}

static void test_due_then_late(void **state)
{
	struct try try;

	(void)state;
	start(&try);
	assert_reads(&try, date_of(2018, 7, 6), "due due done done due not-due not-due");
	assert_int_equal(try.place[ROXY].deadline, date_of(2018, 8, 4));
	assert_int_equal(try.place[HALAL].deadline, DATE_NONE);
	assert_reads(&try, date_of(2018, 8, 4), "due due done done due not-due not-due");
	assert_reads(&try, date_of(2018, 8, 5), "late due done done due not-due not-due");
	/* From its beginning on it has its time once more. */
	say(&try, ROXY, FOLLOWUP_STARTED, date_of(2018, 8, 10));
	assert_reads(&try, date_of(2018, 8, 11), "running due done done due not-due not-due");
	assert_reads(&try, date_of(2018, 9, 10), "late due done done due not-due not-due");
}

static void test_the_month_in_roxy_until_proficient(void **state)
{
	const struct followup_change weeks = {.state = FOLLOWUP_STARTED,
		.started = DATE_NONE,
		.finished = DATE_NONE,
		.weeks = 1 + 3,
		.note = "lancar"};
	struct try try;
	struct buf out = BUF_EMPTY;

	(void)state;
	start(&try);
	say(&try, ROXY, FOLLOWUP_STARTED, date_of(2018, 7, 16));
	assert_int_equal(followup_change_apply(
				 &try.place[ROXY].said, &weeks, date_of(2018, 8, 6), NULL),
		STATUS_OK);
	assert_int_equal(try.place[ROXY].said.started, date_of(2018, 7, 16));
	path_step_say(&try.place[ROXY], &out);
	assert_string_equal(buf_text(&out), "3 of 4 weeks, lancar");
	say(&try, ROXY, FOLLOWUP_FINISHED, date_of(2018, 8, 13));
	path_read(&try.path, date_of(2018, 8, 14));
	assert_int_equal(try.place[ROXY].state, PATH_DONE);
	assert_false(try.path.skilled);
	say(&try, ROXY, FOLLOWUP_SKILLED, date_of(2018, 8, 20));
	path_read(&try.path, date_of(2018, 8, 21));
	assert_int_equal(try.place[ROXY].state, PATH_SKILLED);
	assert_true(try.path.skilled);
	assert_false(try.path.success);
	buf_release(&out);
}

static void test_success_from_the_licence_on(void **state)
{
	struct try try;

	(void)state;
	start(&try);
	say(&try, P3, FOLLOWUP_FINISHED, date_of(2018, 9, 3));
	assert_reads(&try, date_of(2018, 9, 4), "late due done done done due not-due");
	assert_int_equal(try.place[P4].since, date_of(2018, 9, 3));
	assert_int_equal(try.place[P4].deadline, date_of(2018, 10, 3));
	assert_false(try.path.success);
	say(&try, P4, FOLLOWUP_FINISHED, date_of(2018, 9, 20));
	assert_reads(&try, date_of(2018, 9, 21), "late due done done done success due");
	assert_true(try.path.success);
}

/* Nobody has to record what must have been. */
static void test_a_finished_step_implies_those_before_it(void **state)
{
	struct try try;

	(void)state;
	start(&try);
	say(&try, P5, FOLLOWUP_FINISHED, date_of(2018, 12, 3));
	assert_reads(&try, date_of(2018, 12, 4), "late due done done done success done");
	assert_true(try.path.success);
}

static void test_stuck_and_not_needed(void **state)
{
	struct try try;
	struct buf out = BUF_EMPTY;

	(void)state;
	start(&try);
	say(&try, ROXY, FOLLOWUP_STUCK, DATE_NONE);
	say(&try, P3, FOLLOWUP_SKIPPED, DATE_NONE);
	assert_reads(&try, date_of(2018, 12, 4), "stuck due done done skipped late not-due");
	path_step_say(&try.place[ROXY], &out);
	assert_string_equal(buf_text(&out), "no money for it");
	/* A ring, or a step that is gone, as another version may write them, ends all the same. */
	static const char *ring[] = {"p5", "gone"};
	try.step[P3].requires = (struct texts){ring, 2};
	path_read(&try.path, date_of(2018, 12, 4));
	buf_release(&out);
}

static void test_due_this_week(void **state)
{
	struct try try;

	(void)state;
	start(&try);
	path_read(&try.path, date_of(2018, 7, 29));
	/* The deadline is Saturday, 4 August: its week begins on Monday, 30 July. */
	assert_false(path_due_in_week(&try.place[ROXY], date_of(2018, 7, 29)));
	assert_true(path_due_in_week(&try.place[ROXY], date_of(2018, 7, 30)));
	assert_true(path_due_in_week(&try.place[ROXY], date_of(2018, 8, 5)));
	assert_false(path_due_in_week(&try.place[ROXY], date_of(2018, 8, 6)));
	assert_false(path_due_in_week(&try.place[HALAL], date_of(2018, 7, 30)));
	assert_int_equal(week_begins(date_of(2018, 8, 5)), date_of(2018, 7, 30));
}

static void assert_refused(struct followup_change change, const char *sentence)
{
	struct followup said, before;
	struct err err = {0};

	record_clear(&followup_type, &said);
	said.state = FOLLOWUP_STARTED;
	said.started = date_of(2018, 7, 16);
	before = said;
	assert_int_equal(
		followup_change_apply(&said, &change, date_of(2018, 8, 1), &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, sentence));
	assert_true(record_equal(&followup_type, &said, &before));
}

static struct followup_change change_to(uint32_t state, date finished)
{
	return (struct followup_change){.state = state, .started = DATE_NONE, .finished = finished};
}

/* Where no day is said it is today, and a day that was said stays. */
static void test_days_that_nobody_says(void **state)
{
	struct followup_change change = change_to(FOLLOWUP_STARTED, DATE_NONE);
	struct followup said;

	(void)state;
	record_clear(&followup_type, &said);
	assert_int_equal(followup_change_apply(&said, &change, date_of(2018, 7, 16), NULL), STATUS_OK);
	assert_int_equal(followup_change_apply(&said, &change, date_of(2018, 7, 20), NULL), STATUS_OK);
	assert_int_equal(said.started, date_of(2018, 7, 16));
	change.state = FOLLOWUP_FINISHED;
	assert_int_equal(followup_change_apply(&said, &change, date_of(2018, 8, 14), NULL), STATUS_OK);
	assert_int_equal(said.finished, date_of(2018, 8, 14));
	change.state = FOLLOWUP_STARTED;
	assert_int_equal(followup_change_apply(&said, &change, date_of(2018, 8, 15), NULL), STATUS_OK);
	assert_int_equal(said.finished, DATE_NONE);
	assert_int_equal(said.started, date_of(2018, 7, 16));
}

static void test_what_cannot_be(void **state)
{
	(void)state;
	assert_refused(change_to(77, DATE_NONE), "where the step stands");
	assert_refused(change_to(FOLLOWUP_FINISHED, date_of(2018, 8, 2)), "has not come yet");
	assert_refused(change_to(FOLLOWUP_FINISHED, date_of(2018, 7, 15)), "before it was begun");
	assert_refused(change_to(FOLLOWUP_STUCK, DATE_NONE), "why it is stuck");
	struct followup_change weeks = change_to(FOLLOWUP_STARTED, DATE_NONE);
	weeks.weeks = 600;
	assert_refused(weeks, "at most 520");
}

static void test_words(void **state)
{
	(void)state;
	assert_int_equal(path_state_of("late"), PATH_LATE);
	assert_int_equal(path_state_of("LATE"), PATH_LATE);
	assert_int_equal(path_state_of("telat"), PATH_STATES);
	assert_int_equal(stuck_reason_of("gave-up"), STUCK_GAVE_UP);
	assert_int_equal(stuck_reason_of("no money for it"), STUCK_MONEY);
	assert_int_equal(stuck_reason_of(""), STUCK_UNSAID);
	assert_string_equal(stuck_reason_text(99), "");
	assert_string_equal(stuck_reason_word(99), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_komoditi_without_steps),
		cmocka_unit_test(test_who_did_not_complete_the_training),
		cmocka_unit_test(test_due_then_late),
		cmocka_unit_test(test_the_month_in_roxy_until_proficient),
		cmocka_unit_test(test_success_from_the_licence_on),
		cmocka_unit_test(test_a_finished_step_implies_those_before_it),
		cmocka_unit_test(test_stuck_and_not_needed),
		cmocka_unit_test(test_due_this_week),
		cmocka_unit_test(test_days_that_nobody_says),
		cmocka_unit_test(test_what_cannot_be),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
