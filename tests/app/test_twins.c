/* SPDX-License-Identifier: BSD-2-Clause */
/* Who may be one person is asked, and not asked again once somebody answered. */
#include "app/twins.h"

#include "app/persons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define FIRST_DAY "2019-07-15T08:00:00+07:00"
#define NIK "3173084306859017"
#define OTHER_NIK "3173084306859018"

#define OK(call)                                                                                   \
	do {                                                                                       \
		if ((call) != STATUS_OK)                                                           \
			fail_msg("%s: %s", #call, err.text);                                       \
	} while (0)

static struct id enrol(struct app *app, const char *name, const char *nik, const char *number)
{
	return app_try_enrol(app, name, nik, SEX_FEMALE, ENROLMENT_REGISTERED, number);
}

static void set_born(struct app *app, const struct id *record, const char *name, date born)
{
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	identity.born = born;
	app_try_put(app, register_person(record, PERSON_IDENTITY), &person_identity_type, &identity);
}

static size_t count_asked(struct app *app, bool everyone)
{
	struct twin_pairs pairs = {.count = 0};
	struct err err = {0};
	size_t count;

	OK(twins_find(app, &pairs, &err));
	if (everyone)
		OK(twins_search(app, &pairs, NULL, NULL, &err));
	count = pairs.count;
	twin_pairs_release(&pairs);
	return count;
}

static void answer(struct app *app, const struct id *a, const struct id *b, enum same_answer same)
{
	struct err err = {0};

	OK(twin_answer(app, a, b, same, &err));
}

static void test_nobody(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);

	(void)enrol(app, "ANI", NIK, "01");
	(void)enrol(app, "BUDI", OTHER_NIK, "02");
	assert_int_equal(count_asked(app, true), 0);
	app_close(app);
}

/* A spouse's NIK was pasted: asked, and answered. */
static void test_one_nik(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI LESTARI", NIK, "01");
	struct id b = enrol(app, "BUDI SANTOSO", NIK, "02");
	struct twin_pairs pairs = {.count = 0};
	struct err err = {0};

	OK(twins_find(app, &pairs, &err));
	assert_int_equal(pairs.count, 1);
	assert_int_equal(pairs.pair[0].reason, TWIN_NIK);
	twin_pairs_release(&pairs);
	answer(app, &a, &b, SAME_NO);
	assert_int_equal(count_asked(app, false), 0);
	OK(app_undo(app, &err));
	assert_int_equal(count_asked(app, false), 1);
	answer(app, &b, &a, SAME_YES);
	assert_int_equal(count_asked(app, false), 0);
	app_close(app);
}

/* An answer can be given anew, long after. */
static void test_answered(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI LESTARI", NIK, "01");
	struct id b = enrol(app, "BUDI SANTOSO", NIK, "02");
	struct twin_pairs pairs = {.count = 0};

	answer(app, &a, &b, SAME_YES);
	twins_answered(app, &pairs);
	assert_int_equal(pairs.count, 1);
	assert_int_equal(pairs.pair[0].reason, TWIN_SAID_ONE);
	answer(app, &a, &b, SAME_NO);
	pairs.count = 0;
	twins_answered(app, &pairs);
	assert_int_equal(pairs.count, 1);
	assert_int_equal(pairs.pair[0].reason, TWIN_SAID_TWO);
	twin_pairs_release(&pairs);
	app_close(app);
}

/* Whose NIK was mended since shares none. */
static void test_mended(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id b;

	(void)enrol(app, "ANI LESTARI", NIK, "01");
	b = enrol(app, "BUDI SANTOSO", NIK, "02");
	set_born(app, &b, "BUDI SANTOSO", 7375);
	assert_int_equal(count_asked(app, false), 0);
	app_close(app);
}

/* The same name and birth date; one letter of the name with the same birth date; not with another. */
static void test_alike(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "SITI AMINAH", "", "01");
	struct id b = enrol(app, "SITI AMINNAH", "", "02");
	struct id c = enrol(app, "SITI RAHMA", "", "03");

	set_born(app, &a, "SITI AMINAH", 7375);
	set_born(app, &b, "SITI AMINNAH", 7375);
	set_born(app, &c, "SITI RAHMA", 7375);
	assert_int_equal(count_asked(app, false), 0);
	assert_int_equal(count_asked(app, true), 1);
	set_born(app, &b, "SITI AMINNAH", 7376);
	assert_int_equal(count_asked(app, true), 0);
	set_born(app, &b, "SITI AMINAH", 7375);
	assert_int_equal(count_asked(app, true), 1);
	answer(app, &a, &b, SAME_YES);
	assert_int_equal(count_asked(app, true), 0);
	app_close(app);
}

/* A is B, B is C, and A is not C. */
static void test_torn(void **state)
{
	struct app *app = app_try_new(state, FIRST_DAY);
	struct id a = enrol(app, "ANI", "", "01");
	struct id b = enrol(app, "ANIE", "", "02");
	struct id c = enrol(app, "ANNI", "", "03");
	struct twin_pairs pairs = {.count = 0};
	struct err err = {0};

	answer(app, &a, &b, SAME_YES);
	answer(app, &a, &c, SAME_NO);
	assert_int_equal(count_asked(app, false), 0);
	answer(app, &b, &c, SAME_YES);
	OK(twins_find(app, &pairs, &err));
	assert_int_equal(pairs.count, 1);
	assert_int_equal(pairs.pair[0].reason, TWIN_TORN);
	twin_pairs_release(&pairs);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nobody),
		TEST(test_one_nik),
		TEST(test_answered),
		TEST(test_mended),
		TEST(test_alike),
		TEST(test_torn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
