/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the officer is when the battery dies; and a file that is locked meanwhile. */
#include "app/whereabouts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"
#include "store/local.h"

/* It needs those before it. */
#include <cmocka.h>

#define MONDAY "2019-07-15T08:00:00+07:00"

static void assert_nowhere(struct app *app)
{
	struct arena arena = {0};
	struct whereabouts where;

	assert_false(whereabouts_read(app, &arena, &where));
	arena_release(&arena);
}

static void assert_at(struct app *app, uint32_t day, const char *typed)
{
	struct arena arena = {0};
	struct whereabouts where;

	assert_true(whereabouts_read(app, &arena, &where));
	assert_string_equal(where.session, TRY_SESSION);
	assert_int_equal(where.day, day);
	assert_string_equal(where.typed, typed);
	arena_release(&arena);
}

static struct app *again(void **state, struct app *app)
{
	app_close(app);
	return app_try_open(state, "data.okoce", "laptop", MONDAY);
}

static void test_a_door_is_kept_until_it_is_left(void **state)
{
	struct app *app = app_try_new(state, MONDAY);

	assert_nowhere(app);
	assert_true(whereabouts_keep(app, TRY_SESSION, 2, ""));
	app = again(state, app);
	assert_at(app, 2, "");
	assert_true(whereabouts_keep(app, TRY_SESSION, 2, "siti am"));
	assert_true(whereabouts_keep(app, TRY_SESSION, 2, "siti am"));
	app = again(state, app);
	assert_at(app, 2, "siti am");
	whereabouts_forget(app);
	app = again(state, app);
	assert_nowhere(app);
	whereabouts_forget(app);
	app_close(app);
}

static void test_a_session_that_is_gone_is_no_door(void **state)
{
	struct app *app = app_try_new(state, MONDAY);

	assert_true(whereabouts_keep(app, "2019-KT-CKR-9", 1, ""));
	assert_nowhere(app);
	assert_int_equal(store_local_write(app->store, "whereabouts", BYTES_NONE, NULL), STATUS_OK);
	assert_nowhere(app);
	app_close(app);
}

/* An open file has no passphrase that could be asked for; whoever locks it all the same loses nothing. */
static void test_a_locked_programme_goes_on(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	const struct session *session = app_try_session(app);
	struct id person = {{1}};
	struct err err = {0};

	assert_false(app_can_lock(app));
	assert_int_equal(
		app_attend(app, session, 1, &person, ATTENDANCE_PRESENT, &err), STATUS_OK);
	assert_true(whereabouts_keep(app, TRY_SESSION, 1, "siti"));
	(void)app_names(app);
	app_lock(app);
	assert_true(app_is_locked(app));
	assert_null(store_keys(app->store));
	assert_null(store_view(app->store));
	assert_int_equal(app->names.table.count, 0);
	assert_string_equal(app_officer_name(app), "");
	assert_nowhere(app);
	assert_ptr_equal(app_try_session(app), session);

	assert_int_equal(app_unlock(app, NULL, NULL, &err), STATUS_OK);
	assert_false(app_is_locked(app));
	assert_ptr_equal(app_try_session(app), session);
	assert_at(app, 1, "siti");
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	app_close(app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_door_is_kept_until_it_is_left, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_a_session_that_is_gone_is_no_door, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_a_locked_programme_goes_on, app_try_make, app_try_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
