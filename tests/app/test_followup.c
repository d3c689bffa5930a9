/* SPDX-License-Identifier: BSD-2-Clause */
/* Follow-up: who is followed, what is recorded of one and of many, counts, lists, documents. */
#include "app/followup.h"

#include "app/attention.h"
#include "app/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define AFTER "2019-07-22T09:00:00+07:00"  /* the training ended on Thursday, 18 July */
#define MONTH_ON "2019-08-12T09:00:00+07:00" /* packaging is due until 17 August */
#define LATER "2019-09-02T09:00:00+07:00"
#define KT "kerajinan-tangan"
#define PACKAGING "pengemasan"

/* The komoditi of the class, with its steps. */
static struct app *open_with_steps(void **state, const char *time)
{
	static const char *pirt[] = {"pirt", "halal"};
	struct app *app = app_try_new(state, time);
	struct followup_step step[2];
	struct commodity commodity = *programme_commodity(&app->programme, KT);
	struct err err = {0};

	for (size_t i = 0; i < 2; i++)
		record_clear(&followup_step_type, &step[i]);
	step[0].id = PACKAGING;
	step[0].label_id = "Pengemasan produk";
	step[0].label_en = "Product packaging";
	step[0].expected_days = 30;
	step[0].documents = (struct texts){pirt, 2};
	step[1].id = "p2";
	step[1].given_by = STEP_GIVEN_BY_TRAINING;
	commodity.steps = (struct records){step, 2};
	app_try_put(app, register_conf("commodity." KT), &commodity_type, &commodity);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	return app;
}

static struct id trained(struct app *app, const char *name, const char *number)
{
	struct id record = app_try_enrol(app, name, "", SEX_FEMALE, ENROLMENT_REGISTERED, number);

	for (uint32_t day = 1; day <= 4; day++)
		app_try_attend(app, &record, day, ATTENDANCE_PRESENT);
	return record;
}

static enum status save(struct app *app, const struct id *record, uint32_t state, struct err *err)
{
	const struct followup_change change = {
		.state = state, .started = DATE_NONE, .finished = DATE_NONE};
	size_t changed;

	return followup_save(app, KT, PACKAGING, record, 1, &change, &changed, err);
}

static void assert_counts(struct app *app, uint32_t people, enum path_state state, uint32_t count)
{
	const struct followup_filter filter = {.step = NULL};
	struct followup_counts counts;
	struct err err = {0};

	assert_int_equal(followup_counts_read(app, &filter, &counts, &err), STATUS_OK);
	assert_int_equal(counts.people, people);
	if (people > 0)
		assert_string_equal(counts.item[0].step->id, PACKAGING);
	assert_int_equal(people > 0 ? counts.item[0].state[state] : 0, count);
	followup_counts_release(&counts);
}

static void test_nobody_is_followed_before_the_training_is_over(void **state)
{
	struct app *app = open_with_steps(state, "2019-07-17T09:00:00+07:00");
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");

	assert_counts(app, 0, PATH_DUE, 0);
	for (uint32_t day = 1; day <= 3; day++)
		app_try_attend(app, &ani, day, ATTENDANCE_PRESENT);
	app_try_set_clock(app, AFTER);
	assert_counts(app, 0, PATH_DUE, 0); /* three days of four */
	app_try_attend(app, &ani, 4, ATTENDANCE_PRESENT);
	assert_counts(app, 1, PATH_DUE, 1);
	app_try_set_clock(app, LATER);
	assert_counts(app, 1, PATH_LATE, 1);
	app_close(app);
}

/* What was recorded of somebody is seen, whether they completed the training or not. */
static void test_who_did_not_complete_it(void **state)
{
	struct app *app = open_with_steps(state, AFTER);
	struct id ani = app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	struct err err = {0};

	assert_int_equal(save(app, &ani, FOLLOWUP_STARTED, &err), STATUS_OK);
	assert_counts(app, 1, PATH_RUNNING, 1);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_counts(app, 0, PATH_RUNNING, 0);
	app_close(app);
}

static void test_many_at_once_are_one_action(void **state)
{
	struct app *app = open_with_steps(state, AFTER);
	struct followup_change change = {
		.state = FOLLOWUP_STARTED, .started = date_of(2019, 7, 22), .finished = DATE_NONE};
	struct id people[3];
	struct err err = {0};
	size_t changed, actions;

	people[0] = trained(app, "ANI", "01");
	people[1] = trained(app, "BUDI", "02");
	people[2] = trained(app, "CICI", "03");
	actions = app->done_count;
	assert_int_equal(save(app, &people[1], FOLLOWUP_STARTED, &err), STATUS_OK);
	assert_int_equal(
		followup_save(app, KT, PACKAGING, people, 3, &change, &changed, &err), STATUS_OK);
	assert_int_equal(changed, 2); /* one says it already */
	assert_int_equal(app->done_count, actions + 2);
	assert_counts(app, 3, PATH_RUNNING, 3);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_counts(app, 3, PATH_RUNNING, 1);
	/* All or nothing, and it is said of whom. */
	change.state = FOLLOWUP_FINISHED;
	change.started = DATE_NONE;
	change.finished = date_of(2019, 7, 20);
	assert_int_equal(followup_save(app, KT, PACKAGING, people, 3, &change, &changed, &err),
		STATUS_INVALID);
	assert_non_null(strstr(err.text, "BUDI: It would be finished before it was begun."));
	assert_int_equal(changed, 0);
	assert_counts(app, 3, PATH_DONE, 0);
	/* Nothing is said any more. */
	change = (struct followup_change){
		.state = 0, .started = DATE_NONE, .finished = DATE_NONE};
	assert_int_equal(
		followup_save(app, KT, PACKAGING, people, 3, &change, &changed, &err), STATUS_OK);
	assert_int_equal(changed, 1);
	assert_counts(app, 3, PATH_DUE, 3);
	app_close(app);
}

static void test_what_there_is_not(void **state)
{
	struct app *app = open_with_steps(state, AFTER);
	struct followup_change change = {
		.state = FOLLOWUP_STARTED, .started = DATE_NONE, .finished = DATE_NONE};
	struct id ani = trained(app, "ANI", "01");
	struct err err = {0};
	size_t changed;

	assert_int_equal(followup_save(app, "batik", PACKAGING, &ani, 1, &change, &changed, &err),
		STATUS_NOT_FOUND);
	assert_int_equal(
		followup_save(app, KT, "roxy", &ani, 1, &change, &changed, &err), STATUS_NOT_FOUND);
	assert_non_null(strstr(err.text, "Kerajinan tangan has no step \"roxy\"."));
	app_close(app);
}

/* What should be looked at ends with this. */
static void assert_said(struct app *app, const char *said)
{
	struct attentions attentions = {0};
	struct buf out = BUF_EMPTY;

	app_tallies(app);
	attentions_find(app, &attentions);
	assert_true(attentions.count > 0);
	attention_say(app, &attentions.item[attentions.count - 1], &out);
	assert_string_equal(buf_text(&out), said);
	buf_release(&out);
	attentions_release(&attentions);
}

/* The counts that Beranda shows follow what is recorded, and the week. */
static void test_due_in_this_week(void **state)
{
	struct app *app = open_with_steps(state, MONTH_ON);
	struct id ani = trained(app, "ANI", "01");
	struct err err = {0};

	struct id budi = trained(app, "BUDI", "02");
	struct followup_change change = {.state = FOLLOWUP_STUCK, .reason = STUCK_MONEY};
	size_t changed;

	app_tallies(app);
	assert_said(app, "Follow-up: 2 steps are due this week");
	assert_int_equal(app->tally[0].followup_due, 2);
	assert_int_equal(app->tally[0].followup_stuck, 0);
	assert_int_equal(save(app, &ani, FOLLOWUP_FINISHED, &err), STATUS_OK);
	app_tallies(app);
	assert_int_equal(app->tally[0].followup_due, 1);
	app_try_set_clock(app, LATER);
	app_tallies(app);
	assert_int_equal(app->tally[0].followup_due, 0);
	change.started = DATE_NONE;
	change.finished = DATE_NONE;
	assert_int_equal(followup_save(app, KT, PACKAGING, &budi, 1, &change, &changed, &err), STATUS_OK);
	assert_said(app, "Follow-up: 0 steps are due this week, 1 stuck");
	app_close(app);
}

/* --- Documents --------------------------------------------------------------------------------- */

static struct document pirt(const char *number)
{
	struct document document;

	record_clear(&document_type, &document);
	document.kind = DOCUMENT_PIRT;
	document.number = number;
	document.status = DOCUMENT_ISSUED;
	document.issued = date_of(2019, 7, 19);
	document.until = date_of(2024, 7, 18);
	return document;
}

static size_t count_documents(struct app *app, const struct id *record)
{
	struct arena arena = {NULL};
	struct person_document *document;
	struct err err = {0};
	size_t count;

	assert_int_equal(documents_read(app, record, &arena, &document, &count, &err), STATUS_OK);
	arena_release(&arena);
	return count;
}

static void test_documents(void **state)
{
	struct app *app = open_with_steps(state, AFTER);
	struct id ani = trained(app, "ANI", "01");
	struct document document = pirt("2053173010001-19");
	uint32_t first = 0, again = 0, other = 0;
	struct err err = {0};

	assert_int_equal(count_documents(app, &ani), 0);
	assert_int_equal(document_save(app, &ani, &first, &document, &err), STATUS_OK);
	assert_int_equal(document_save(app, &ani, &again, &document, &err), STATUS_OK);
	assert_int_equal(again, first); /* the same one, on whichever laptop */
	document = pirt("2053173010002-19");
	assert_int_equal(document_save(app, &ani, &other, &document, &err), STATUS_OK);
	assert_int_not_equal(other, first);
	assert_int_equal(count_documents(app, &ani), 2);
	document.status = DOCUMENT_VOID;
	assert_int_equal(document_save(app, &ani, &other, &document, &err), STATUS_OK);
	assert_int_equal(count_documents(app, &ani), 1);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_int_equal(count_documents(app, &ani), 2);
	document.kind = 0;
	again = 0;
	assert_int_equal(document_save(app, &ani, &again, &document, &err), STATUS_INVALID);
	app_close(app);
}

/* In the list of a step stands who is there, and the document that comes of it. */
static void test_list_of_a_step(void **state)
{
	struct app *app = open_with_steps(state, AFTER);
	struct followup_filter filter = {.step = PACKAGING};
	struct id budi = trained(app, "BUDI", "01"), ani = trained(app, "ANI", "02");
	struct document document = pirt("2053173010001-19");
	struct followup_list list;
	uint32_t number = 0;
	struct err err = {0};

	assert_int_equal(save(app, &budi, FOLLOWUP_STARTED, &err), STATUS_OK);
	assert_int_equal(document_save(app, &budi, &number, &document, &err), STATUS_OK);
	assert_int_equal(followup_list_read(app, &filter, &list, &err), STATUS_OK);
	assert_int_equal(list.count, 2);
	assert_true(id_equal(&list.row[0].record, &ani));
	assert_int_equal(list.row[0].step.state, PATH_DUE);
	assert_null(list.row[0].document);
	assert_string_equal(list.row[1].identity.name, "BUDI");
	assert_int_equal(list.row[1].step.state, PATH_RUNNING);
	assert_string_equal(list.row[1].document->number, "2053173010001-19");
	followup_list_release(&list);
	filter.by_state = true;
	filter.state = PATH_RUNNING;
	assert_int_equal(followup_list_read(app, &filter, &list, &err), STATUS_OK);
	assert_int_equal(list.count, 1);
	followup_list_release(&list);
	app_close(app);
}

static void test_paths_of_a_person(void **state)
{
	struct app *app = open_with_steps(state, AFTER);
	struct id ani = trained(app, "ANI", "01");
	struct followup said;
	struct arena arena = {NULL};
	struct path *path;
	size_t count;
	struct err err = {0};

	record_clear(&followup_type, &said);
	said.state = FOLLOWUP_FINISHED;
	app_try_put(app, register_followup(&ani, KT, "dulu"), &followup_type, &said);
	assert_int_equal(followup_paths(app, &ani, &arena, &path, &count, &err), STATUS_OK);
	assert_int_equal(count, 1);
	assert_string_equal(path[0].session->id, TRY_SESSION);
	assert_int_equal(path[0].trained, date_of(2019, 7, 18));
	assert_int_equal(path[0].count, 3);
	assert_int_equal(path[0].step[1].state, PATH_DONE);
	assert_string_equal(path[0].step[2].step->id, "dulu"); /* a step that the komoditi has no more */
	arena_release(&arena);
	app_close(app);
}

static void join(struct app *app, const struct id *a, const struct id *b)
{
	struct same_person same;

	record_clear(&same_person_type, &same);
	same.answer = SAME_YES;
	app_try_put(app, register_same(a, b), &same_person_type, &same);
}

/* Two laptops gave one person two records: what is recorded of either is of the person. */
static void test_a_person_of_two_records(void **state)
{
	struct app *app = open_with_steps(state, AFTER);
	struct id ani = trained(app, "ANI", "01");
	struct id twin = app_try_enrol(app, "ANNI", "", SEX_FEMALE, ENROLMENT_WITHDRAWN, "02");
	struct document document = pirt("2053173010001-19");
	struct followup said;
	struct arena arena = {NULL};
	struct path *path;
	uint32_t number = 0;
	size_t count;
	struct err err = {0};

	record_clear(&followup_type, &said);
	said.state = FOLLOWUP_STARTED;
	said.started = date_of(2019, 7, 20);
	app_try_put(app, register_followup(&twin, KT, PACKAGING), &followup_type, &said);
	assert_int_equal(document_save(app, &twin, &number, &document, &err), STATUS_OK);
	assert_counts(app, 1, PATH_RUNNING, 0);
	join(app, &ani, &twin);
	assert_counts(app, 1, PATH_RUNNING, 1);
	assert_int_equal(count_documents(app, &ani), 1);
	assert_int_equal(followup_paths(app, &twin, &arena, &path, &count, &err), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(path[0].trained, date_of(2019, 7, 18));
	/* A change is one of both. */
	assert_int_equal(save(app, &ani, FOLLOWUP_FINISHED, &err), STATUS_OK);
	assert_counts(app, 1, PATH_DONE, 1);
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	assert_counts(app, 1, PATH_RUNNING, 1);
	arena_release(&arena);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nobody_is_followed_before_the_training_is_over),
		TEST(test_who_did_not_complete_it),
		TEST(test_many_at_once_are_one_action),
		TEST(test_what_there_is_not),
		TEST(test_due_in_this_week),
		TEST(test_documents),
		TEST(test_list_of_a_step),
		TEST(test_paths_of_a_person),
		TEST(test_a_person_of_two_records),
	};

	return cmocka_run_group_tests_name("followup", tests, NULL, NULL);
}
