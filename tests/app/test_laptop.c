/* SPDX-License-Identifier: BSD-2-Clause */
/* What a laptop is called: proposed, chosen, kept. */
#include "app/laptop.h"

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

static struct laptop laptop_of(const char *name, const char *kecamatan, uint32_t letter)
{
	return (struct laptop){.name = name, .kecamatan = kecamatan, .letter = letter};
}

static void test_a_new_laptop_has_a_proposal(void **state)
{
	struct app *app = app_try_new(state, MONDAY);

	assert_false(app->laptop_chosen);
	assert_string_equal(app->laptop.name, "KBG-A");
	assert_string_equal(app->laptop.kecamatan, "31.73.08");
	assert_int_equal(app->laptop.letter, 'A');
	app_close(app);
}

static void test_what_is_chosen_is_kept(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct laptop laptop = laptop_of("Kembangan dua", "31.73.08", 'B');
	struct err err = {0};

	assert_int_equal(laptop_save(app, &laptop, &err), STATUS_OK);
	assert_string_equal(app->laptop.name, "Kembangan dua");
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", MONDAY);
	assert_true(app->laptop_chosen);
	assert_string_equal(app->laptop.name, "Kembangan dua");
	assert_string_equal(app->laptop.kecamatan, "31.73.08");
	assert_int_equal(app->laptop.letter, 'B');
	app_close(app);
}

/* Another laptop with a copy of the file is called something else. */
static void test_it_is_not_handed_over(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct laptop laptop = laptop_of("KBG-B", "31.73.08", 'B');
	struct err err = {0};

	assert_int_equal(laptop_save(app, &laptop, &err), STATUS_OK);
	app_close(app);
	app = app_try_open(state, "data.okoce", "other-laptop", MONDAY);
	assert_false(app->laptop_chosen);
	assert_string_equal(app->laptop.name, "KBG-A");
	app_close(app);
}

static void test_what_is_no_laptop_is_refused(void **state)
{
	const struct laptop wrong[] = {
		laptop_of("", "31.73.08", 'A'),
		laptop_of("seventeen letters", "31.73.08", 'A'),
		laptop_of(" KBG-A", "31.73.08", 'A'),
		laptop_of("KBG\x1b[31m", "31.73.08", 'A'),
		laptop_of("KBG-A", "31.73.99", 'A'),
		laptop_of("KBG-A", "", 'A'),
		laptop_of("KBG-A", "31.73.08", 'a'),
		laptop_of("KBG-A", "31.73.08", 0),
		laptop_of("KBG-A", "31.73.08", 'Z' + 1),
	};
	struct app *app = app_try_new(state, MONDAY);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct err err = {0};

		assert_int_equal(laptop_save(app, &wrong[i], &err), STATUS_INVALID);
		assert_true(err.text[0] != '\0');
		assert_false(app->laptop_chosen);
		assert_string_equal(app->laptop.name, "KBG-A");
	}
	app_close(app);
}

/* A value that another version or a fault left there stops nobody at the door. */
static void test_what_is_kept_and_is_no_laptop_is_not_taken(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct err err = {0};

	assert_int_equal(store_local_write(app->store, "laptop",
				 (struct bytes){(const uint8_t *)"\xa1\x01\x02", 3}, &err),
		STATUS_OK);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", MONDAY);
	assert_false(app->laptop_chosen);
	assert_string_equal(app->laptop.name, "KBG-A");
	app_close(app);
}

static void test_a_name_is_proposed_for_each_choice(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct buf name = BUF_EMPTY;

	laptop_propose_name(app, "31.73.08", 'C', &name);
	assert_string_equal(buf_text(&name), "KBG-C");
	buf_clear(&name);
	laptop_propose_name(app, "", 'C', &name);
	assert_string_equal(buf_text(&name), "C");
	buf_release(&name);
	app_close(app);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_new_laptop_has_a_proposal, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_what_is_chosen_is_kept, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_it_is_not_handed_over, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_what_is_no_laptop_is_refused, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_what_is_kept_and_is_no_laptop_is_not_taken, app_try_make, app_try_remove),
		cmocka_unit_test_setup_teardown(
			test_a_name_is_proposed_for_each_choice, app_try_make, app_try_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
