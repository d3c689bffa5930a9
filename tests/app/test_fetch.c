/* SPDX-License-Identifier: BSD-2-Clause */
/* The office's file, fetched from a stick. */
#include "app/fetch.h"

#include "base/file.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* It needs those before it. */
#include <cmocka.h>

static void put(const char *path, const char *text)
{
	struct err err = {0};

	assert_int_equal(
		file_write(path, (struct bytes){(const uint8_t *)text, strlen(text)}, &err), STATUS_OK);
}

static void assert_holds(const char *path, const char *text)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {0};

	if (file_read(path, 1 << 20, &bytes, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	assert_string_equal(buf_text(&bytes), text);
	buf_release(&bytes);
}

static void test_a_file_is_copied_and_never_replaces_one(void **state)
{
	char *from = scratch_path(state, "stick.okoce"), *to = scratch_path(state, "new/okoce.okoce");
	struct err err = {0};
	struct stat about;

	put(from, "the office's");
	assert_int_equal(fetch_file(from, to, &err), STATUS_OK);
	assert_holds(to, "the office's");
	assert_int_equal(stat(to, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	put(from, "another");
	assert_int_equal(fetch_file(from, to, &err), STATUS_EXISTS);
	assert_holds(to, "the office's");
	free(from);
	free(to);
}

static void test_what_is_no_file_is_not_fetched(void **state)
{
	char *link_path = scratch_path(state, "link.okoce"), *to = scratch_path(state, "okoce.okoce");
	char *from = scratch_path(state, "none.okoce");
	struct err err = {0};

	assert_int_equal(fetch_file(from, to, &err), STATUS_NOT_FOUND);
	assert_int_equal(symlink("/etc/hostname", link_path), 0);
	assert_int_equal(fetch_file(link_path, to, &err), STATUS_INVALID);
	assert_int_equal(fetch_file(*state, to, &err), STATUS_INVALID);
	assert_int_not_equal(access(to, F_OK), 0);
	free(link_path);
	free(from);
	free(to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_file_is_copied_and_never_replaces_one, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(
			test_what_is_no_file_is_not_fetched, scratch_make, scratch_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
