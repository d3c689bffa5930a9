/* SPDX-License-Identifier: BSD-2-Clause */
/* Looking for a person among all, by NIK and by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"
#include "base/random.h"

/* It needs those before it. */
#include <cmocka.h>

#define AMINAH "3173084306859017"

/* --- By NIK ------------------------------------------------------------------------------------ */

static void find_nik(struct app *app, const char *nik, struct arena *arena,
	struct person_found **found, size_t *count)
{
	struct err err = {0};

	if (app_find_nik(app, nik, arena, found, count, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static void test_nobody_has_no_nik(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct arena arena = {0};
	struct person_found *found;
	size_t count;

	app_try_enrol(app, "ANI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	find_nik(app, "", &arena, &found, &count);
	assert_int_equal(count, 0);
	find_nik(app, AMINAH, &arena, &found, &count);
	assert_int_equal(count, 0);
	arena_release(&arena);
	app_close(app);
}

static void test_nik_finds_each_enrolment(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct arena arena = {0};
	struct person_found *found;
	struct id record;
	size_t count;

	app_try_enrol(app, "ANI", "3173084306859018", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	record = app_try_enrol(app, "SITI AMINAH", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "02");
	find_nik(app, AMINAH, &arena, &found, &count);
	assert_int_equal(count, 1);
	assert_true(id_equal(&found[0].record, &record));
	assert_string_equal(found[0].identity.name, "SITI AMINAH");
	assert_string_equal(found[0].session->id, TRY_SESSION);
	assert_string_equal(found[0].enrolment.number, "02");
	arena_release(&arena);
	app_close(app);
}

static void test_nik_finds_a_person_without_enrolment(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct person_identity identity;
	struct arena arena = {0};
	struct person_found *found;
	struct id record;
	size_t count;

	record_clear(&person_identity_type, &identity);
	identity.name = "SITI AMINAH";
	identity.nik = AMINAH;
	record = app_record_id(app, &identity);
	app_try_put(
		app, register_person(&record, PERSON_IDENTITY), &person_identity_type, &identity);
	find_nik(app, AMINAH, &arena, &found, &count);
	assert_int_equal(count, 1);
	assert_null(found[0].session);
	assert_int_equal(found[0].enrolment.status, 0);
	arena_release(&arena);
	app_close(app);
}

/* --- By name ----------------------------------------------------------------------------------- */

/* How many enrolments are found, or people without one. */
static size_t named(struct app *app, const char *name)
{
	struct person_found *found;
	struct arena arena = {0};
	struct err err = {0};
	size_t count;

	if (app_find_name(app, name, &arena, &found, &count, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	arena_release(&arena);
	return count;
}

/* How many rows a part of a name finds. */
static size_t rows(struct app *app, const char *typed)
{
	struct name_query query;

	name_query_parse(&query, typed);
	return name_table_find(&app_names(app)->table, &query, NULL, 0);
}

static void rename_to(struct app *app, const struct id *record, const char *name)
{
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	app_try_put(
		app, register_person(record, PERSON_IDENTITY), &person_identity_type, &identity);
}

static void test_nobody_has_no_name(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");

	assert_int_equal(app_names(app)->table.count, 0);
	assert_int_equal(named(app, ""), 0);
	app_try_enrol(app, "", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	assert_int_equal(named(app, ""), 0);
	assert_int_equal(named(app, " . "), 0);
	assert_int_equal(named(app, "ani"), 0);
	app_close(app);
}

static void test_a_name_is_the_whole_name(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");

	app_try_enrol(app, "SITI AMINAH", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_try_enrol(app, "Siti  Aminah.", "", SEX_FEMALE, ENROLMENT_REGISTERED, "02");
	app_try_enrol(app, "SITI AMINAH RAHMAN", "", SEX_FEMALE, ENROLMENT_REGISTERED, "03");
	assert_int_equal(named(app, "siti aminah"), 2);
	assert_int_equal(named(app, "Aminah, Siti"), 0);
	assert_int_equal(named(app, "siti"), 0);
	assert_int_equal(rows(app, "siti"), 3);
	assert_int_equal(rows(app, "rah am"), 1);
	app_close(app);
}

static void test_who_was_renamed_is_found_by_the_new_name(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct id record =
		app_try_enrol(app, "SITI AMINA", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "01");

	assert_int_equal(named(app, "siti amina"), 1); /* loaded before the change */
	rename_to(app, &record, "SITI AMINAH");
	assert_int_equal(named(app, "siti amina"), 0);
	assert_int_equal(named(app, "siti aminah"), 1);
	rename_to(app, &record, "SITI AMINA");
	rename_to(app, &record, "SITI AMINAH");
	assert_int_equal(named(app, "siti aminah"), 1); /* once */
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", "2019-07-16T08:00:00+07:00");
	assert_int_equal(named(app, "siti aminah"), 1);
	assert_int_equal(named(app, "siti amina"), 0);
	app_close(app);
}

/* More than anyone reads: no one waits for all of them. */
static void test_of_very_many_some_are_found(void **state)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	char nik[17];

	for (unsigned i = 0; i < 130; i++) {
		snprintf(nik, sizeof(nik), "31730843068590%02u", i % 100);
		nik[0] = (char)('1' + i / 100);
		app_try_enrol(app, "ANI", nik, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	}
	assert_in_range(named(app, "ani"), 50, 130);
	assert_int_equal(rows(app, "ani"), 130);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nobody_has_no_nik),
		TEST(test_nik_finds_each_enrolment),
		TEST(test_nik_finds_a_person_without_enrolment),
		TEST(test_nobody_has_no_name),
		TEST(test_a_name_is_the_whole_name),
		TEST(test_who_was_renamed_is_found_by_the_new_name),
		TEST(test_of_very_many_some_are_found),
	};
	struct err err = {0};

	if (random_start(&err) != STATUS_OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
