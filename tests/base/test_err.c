/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/err.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void nobody_may_want_the_sentence(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, STATUS_BUSY, "%s", "text"), STATUS_BUSY);
	assert_int_equal(err_system(NULL, ENOSPC, "%s", "text"), STATUS_FULL);
	err_clear(NULL);
}

static void sentence_and_status_are_set_and_cleared(void **state)
{
	struct err err = {0};

	(void)state;
	assert_int_equal(
		err_set(&err, STATUS_INVALID, "Not a date: \"%s\".", "32/1/2019"), STATUS_INVALID);
	assert_int_equal(err.status, STATUS_INVALID);
	assert_string_equal(err.text, "Not a date: \"32/1/2019\".");
	assert_int_equal(err_set(&err, STATUS_IO, "%s", ""), STATUS_IO);
	assert_string_equal(err.text, "");
	err_clear(&err);
	assert_int_equal(err.status, STATUS_OK);
	assert_string_equal(err.text, "");
}

static void a_sentence_may_quote_itself(void **state)
{
	struct err err = {0};

	(void)state;
	(void)err_set(&err, STATUS_IO, "inner");
	(void)err_set(&err, STATUS_DAMAGED, "outer: %s", err.text);
	assert_string_equal(err.text, "outer: inner");
}

/* Each length of ASCII before the characters moves the cut by one byte. */
static void a_long_sentence_is_cut_at_a_character(void **state)
{
	static const char *const characters[] = {"\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"};
	struct err err = {0};

	(void)state;
	for (size_t kind = 0; kind < 3; kind++) {
		size_t size = strlen(characters[kind]);

		for (size_t before = 0; before < 5; before++) {
			char text[2 * sizeof(err.text)] = "aaaaa";
			size_t len = before;
			size_t cut;

			for (; len + size < sizeof(text); len += size)
				memcpy(text + len, characters[kind], size + 1);
			(void)err_set(&err, STATUS_IO, "%s", text);
			cut = strlen(err.text);
			assert_true(cut > sizeof(err.text) - 5);
			assert_int_equal((cut - before) % size, 0);
			assert_memory_equal(err.text, text, cut);
		}
	}
}

static void the_system_text_stands_behind(void **state)
{
	static const struct {
		int number;
		enum status status;
	} rows[] = {{ENOSPC, STATUS_FULL}, {EDQUOT, STATUS_FULL}, {ENOENT, STATUS_NOT_FOUND},
		{ENOMEM, STATUS_MEMORY}, {EIO, STATUS_IO}, {EACCES, STATUS_IO}, {0, STATUS_IO},
		{123456, STATUS_IO}};
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(err_system(&err, rows[i].number, "Can't read"), rows[i].status);
		assert_int_equal(err.status, rows[i].status);
		assert_int_equal(strncmp(err.text, "Can't read: ", 12), 0);
		assert_true(strlen(err.text) > 12);
	}
}

static void exit_statuses_are_those_of_the_manual(void **state)
{
	(void)state;
	assert_int_equal(status_exit(STATUS_OK), 0);
	assert_int_equal(status_exit(STATUS_FINDINGS), 1);
	assert_int_equal(status_exit(STATUS_USAGE), 2);
	assert_int_equal(status_exit(STATUS_MEMORY), 12);
	assert_int_not_equal(status_exit((enum status)1000), 0);
	assert_string_equal(status_text(STATUS_BUSY), "open elsewhere");
	assert_non_null(status_text((enum status)1000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_may_want_the_sentence),
		cmocka_unit_test(sentence_and_status_are_set_and_cleared),
		cmocka_unit_test(a_sentence_may_quote_itself),
		cmocka_unit_test(a_long_sentence_is_cut_at_a_character),
		cmocka_unit_test(the_system_text_stands_behind),
		cmocka_unit_test(exit_statuses_are_those_of_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
