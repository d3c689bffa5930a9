/* SPDX-License-Identifier: BSD-2-Clause */
/* Handing over: a whole copy with a code, one closing entry for it, and nothing of a data file's name otherwise. */
#include "app/handover.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_try.h"
#include "base/file.h"
#include "base/scratch.h"
#include "store/check.h"

/* It needs those before it. */
#include <cmocka.h>

#define MONDAY "2019-07-15T16:10:00+07:00"
#define TUESDAY "2019-07-16T16:10:00+07:00"

/* A folder that stands for a flashdisk. */
static char *stick(void **state, const char *name)
{
	char *path = scratch_path(state, name);

	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static struct handover hand_over(struct app *app, const char *folder)
{
	struct handover handover = {.folder = folder};
	struct err err = {STATUS_OK, ""};

	if (handover_run(app, &handover, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return handover;
}

static void assert_whole(const char *folder, const struct handover *handover)
{
	char *path = path_join(folder, handover->name);
	struct check check = {.path = path};
	struct err err = {STATUS_OK, ""};
	struct stat about;

	if (store_check(&check, &err) != STATUS_OK)
		fail_msg("%s: %s", path, err.text);
	assert_int_equal(check.entries, handover->closed.closing.entries);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_size, handover->bytes);
	free(path);
}

static struct id enrol(struct app *app)
{
	return app_try_enrol(app, "SITI AMINAH", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
}

static void test_a_copy_that_is_closed_and_whole(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	char *folder = stick(state, "stick");
	uint64_t before = store_entries(app->store);
	struct handover handover;
	struct handover_state known;

	(void)enrol(app);
	handover_state(app, &known);
	assert_int_equal(known.number, 0);
	assert_true(known.waiting > 0);
	handover = hand_over(app, folder);
	assert_int_equal(handover.closed.closing.number, 1);
	assert_int_equal(handover.closed.closing.entries, store_entries(app->store));
	assert_true(store_entries(app->store) > before);
	assert_int_equal(strlen(handover.code), SHEET_CODE_SIZE - 1);
	assert_int_equal(strspn(handover.name,
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"),
		strlen(handover.name) - strlen(".okoce"));
	assert_non_null(strstr(handover.name, "-2019-07-15-1.okoce"));
	assert_whole(folder, &handover);
	handover_state(app, &known);
	assert_int_equal(known.number, 1);
	assert_int_equal(known.waiting, 0);
	assert_string_equal(known.code, handover.code);
	assert_int_equal(known.time, app_try_moment(MONDAY));
	handover_release(&handover);
	app_close(app);
	free(folder);
}

/* The office gets a second stick, and the laptop's file no second closing entry. */
static void test_nothing_new_has_the_same_code(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	char *folder = stick(state, "stick"), *other = stick(state, "other");
	struct handover first = hand_over(app, folder), again, elsewhere;
	uint64_t entries = store_entries(app->store);

	again = hand_over(app, folder);
	assert_true(again.again && again.there);
	assert_string_equal(again.name, first.name);
	elsewhere = hand_over(app, other);
	assert_true(elsewhere.again && !elsewhere.there);
	assert_string_equal(elsewhere.code, first.code);
	assert_whole(other, &elsewhere);
	assert_int_equal(store_entries(app->store), entries);
	handover_release(&first);
	handover_release(&again);
	handover_release(&elsewhere);
	app_close(app);
	free(folder);
	free(other);
}

static void test_what_came_since_is_counted_and_handed_over_next(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id siti = enrol(app);
	char *folder = stick(state, "stick");
	struct handover first = hand_over(app, folder), second;
	struct handover_state known;

	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", TUESDAY);
	app_try_attend(app, &siti, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &siti, 2, ATTENDANCE_SICK);
	handover_state(app, &known);
	assert_int_equal(known.number, 1);
	assert_int_equal(known.waiting, 2);
	second = hand_over(app, folder);
	assert_int_equal(second.closed.closing.number, 2);
	assert_string_not_equal(second.code, first.code);
	assert_whole(folder, &first);
	assert_whole(folder, &second);
	handover_state(app, &known);
	assert_int_equal(known.waiting, 0);
	handover_release(&first);
	handover_release(&second);
	app_close(app);
	free(folder);
}

/* Another laptop of the same name was there before, say. */
static void test_nobodys_file_is_replaced(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	char *folder = stick(state, "stick"), *other = stick(state, "other"), *path;
	struct handover first = hand_over(app, folder), second;
	struct buf text = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	path = path_join(other, first.name);
	assert_int_equal(file_write(path, (struct bytes){(const uint8_t *)"mine", 4}, &err), STATUS_OK);
	second = hand_over(app, other);
	assert_string_not_equal(first.name, second.name);
	assert_whole(other, &second);
	assert_int_equal(file_read(path, 100, &text, &err), STATUS_OK);
	assert_string_equal(buf_text(&text), "mine");
	buf_release(&text);
	handover_release(&first);
	handover_release(&second);
	app_close(app);
	free(path);
	free(folder);
	free(other);
}

static bool stop_after(void *context, uint64_t done, uint64_t total)
{
	unsigned *left = context;

	(void)done;
	(void)total;
	return *left > 0 && (*left)-- > 0;
}

/* While it is repacked, written, and read back. */
static void test_what_is_ended_leaves_no_file(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	char *folder = stick(state, "stick");
	struct handover whole;
	struct handover_state known;
	struct err err = {STATUS_OK, ""};

	for (unsigned asked = 0; asked < 3; asked++) {
		unsigned left = asked;
		struct handover handover = {.folder = folder, .go_on = stop_after, .context = &left};

		assert_int_equal(handover_run(app, &handover, &err), STATUS_STOPPED);
		assert_int_equal(rmdir(folder), 0); /* it is empty */
		assert_int_equal(mkdir(folder, 0700), 0);
		handover_release(&handover);
	}
	handover_state(app, &known);
	assert_int_equal(known.number, 0);
	whole = hand_over(app, folder);
	assert_int_equal(whole.closed.closing.number, 1);
	assert_whole(folder, &whole);
	handover_release(&whole);
	app_close(app);
	free(folder);
}

static void assert_refused(struct app *app, const char *folder, enum status status)
{
	struct handover handover = {.folder = folder};
	uint64_t entries = store_entries(app->store);
	struct err err = {STATUS_OK, ""};

	assert_int_equal(handover_run(app, &handover, &err), status);
	assert_int_equal(strncmp(err.text, "Not handed over", 15), 0);
	assert_int_equal(store_entries(app->store), entries);
	handover_release(&handover);
}

static void test_what_is_no_folder(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	char *none = scratch_path(state, "none"), *data = scratch_path(state, "data.okoce");

	assert_refused(app, none, STATUS_NOT_FOUND);
	assert_refused(app, data, STATUS_INVALID);
	app_close(app);
	free(none);
	free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_copy_that_is_closed_and_whole, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_nothing_new_has_the_same_code, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_what_came_since_is_counted_and_handed_over_next,
			app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_nobodys_file_is_replaced, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_what_is_ended_leaves_no_file, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(test_what_is_no_folder, app_try_make, app_try_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
