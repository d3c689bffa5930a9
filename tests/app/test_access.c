/* SPDX-License-Identifier: BSD-2-Clause */
/* Who gets a list in full is recorded before it is shown, and gets none where that is not possible. */
#include "app/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define NOW "2019-07-15T08:00:00+07:00"

/* The records of access in the file, in no order. */
static size_t read_all(struct app *app, struct arena *arena, struct access *out)
{
	const struct register_key all = register_all(REGISTER_ACCESS);
	struct view_walk walk;
	struct err err = {0};
	size_t count = 0;

	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk)) {
		assert_int_equal(store_read_record(app->store, walk.cell->key, &access_type, arena,
					 &out[count], &err),
			STATUS_OK);
		count++;
	}
	view_walk_close(&walk);
	return count;
}

static void read_roster(struct app *app, struct roster *roster)
{
	struct err err = {0};

	*roster = (struct roster){.count = 0};
	assert_int_equal(app_roster(app, app_try_session(app), roster, &err), STATUS_OK);
}

static void test_each_time_is_recorded(void **state)
{
	struct app *app = app_try_new(state, NOW);
	struct arena arena = {NULL};
	struct access access[4];
	struct roster roster;
	struct err err = {0};

	app_try_enrol(app, "Siti", "3173085203900001", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	read_roster(app, &roster);
	assert_int_equal(read_all(app, &arena, access), 0);
	assert_int_equal(app_record_full_roster(app, &roster, &err), STATUS_OK);
	assert_int_equal(app_record_full_roster(app, &roster, &err), STATUS_OK);
	/* It is no action of the officer's that could be taken back. */
	assert_int_equal(app_undo(app, &err), STATUS_NOT_FOUND);
	roster_release(&roster);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", NOW);
	assert_int_equal(read_all(app, &arena, access), 2);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(access[i].kind, ACCESS_FULL_ROSTER);
		assert_string_equal(access[i].session, TRY_SESSION);
		assert_int_equal(access[i].people, 1);
	}
	arena_release(&arena);
	app_close(app);
}

static void test_not_where_nothing_is_recorded(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct app_options options = {.path = path, .read_only = true, .clock = clock_system()};
	struct roster roster;
	struct app *app;
	struct err err = {0};

	app_try_begin(state, "data.okoce");
	assert_int_equal(app_open(&app, &options, &err), STATUS_OK);
	assert_int_equal(app_unlock(app, NULL, NULL, &err), STATUS_OK);
	read_roster(app, &roster);
	assert_int_equal(app_record_full_roster(app, &roster, &err), STATUS_DENIED);
	assert_true(strlen(err.text) > 20);
	roster_release(&roster);
	app_close(app);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_each_time_is_recorded),
		TEST(test_not_where_nothing_is_recorded),
	};

	return cmocka_run_group_tests_name("app/access", tests, NULL, NULL);
}
