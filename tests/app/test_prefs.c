/* SPDX-License-Identifier: BSD-2-Clause */
/* How okoce looks and sounds: kept for the laptop, and never in the way. */
#include "app/prefs.h"

#include "base/file.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

static void assert_usual(const struct prefs *prefs)
{
	assert_int_equal(prefs->language, LANGUAGE_INDONESIAN);
	assert_false(prefs->no_mouse);
	assert_false(prefs->no_color);
	assert_int_equal(prefs->lock_minutes, 5);
}

static void put(void **state, const char *text)
{
	char *path = scratch_path(state, "settings");
	struct err err = {0};

	assert_int_equal(
		file_write(path, (struct bytes){(const uint8_t *)text, strlen(text)}, &err), STATUS_OK);
	free(path);
}

static void test_nothing_was_chosen(void **state)
{
	struct prefs prefs;

	prefs_read(&prefs, *state);
	assert_usual(&prefs);
	prefs_read(&prefs, "/nonexistent");
	assert_usual(&prefs);
}

static void test_what_is_chosen_is_kept(void **state)
{
	const struct prefs chosen = {LANGUAGE_ENGLISH, true, true, 12};
	char *folder = scratch_path(state, "new");
	struct prefs prefs;
	struct err err = {0};

	assert_int_equal(prefs_write(&chosen, folder, &err), STATUS_OK);
	prefs_read(&prefs, folder);
	assert_int_equal(prefs.language, LANGUAGE_ENGLISH);
	assert_true(prefs.no_mouse);
	assert_true(prefs.no_color);
	assert_int_equal(prefs.lock_minutes, 12);
	free(folder);
}

static void test_what_is_not_understood_is_as_usual(void **state)
{
	static const char *const texts[] = {"", "\n\n", "language", "language fr\nmouse maybe\nlock 0\n",
		"lock 61\n", "lock 5x\n", "lock -1\n", "lock 99999999999999999999\n", "colour no\n",
		"languageen\n"};
	struct prefs prefs;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		put(state, texts[i]);
		prefs_read(&prefs, *state);
		assert_usual(&prefs);
	}
	put(state, "something new\nmouse no\nlanguage en");
	prefs_read(&prefs, *state);
	assert_true(prefs.no_mouse);
	assert_int_equal(prefs.language, LANGUAGE_ENGLISH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nothing_was_chosen, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_what_is_chosen_is_kept, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(
			test_what_is_not_understood_is_as_usual, scratch_make, scratch_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
