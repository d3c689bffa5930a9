/* SPDX-License-Identifier: BSD-2-Clause */
/* What a fault takes away is what was suspected last, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fault.h"
#include "base/scratch.h"

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static void make(const char *path)
{
	struct err err;

	assert_int_equal(file_write(path, (struct bytes){(const uint8_t *)"x", 1}, &err), STATUS_OK);
}

static void nothing_is_suspected(void **state)
{
	(void)state;
	make("one");
	fault_drop_suspect();
	fault_suspect("one");
	fault_suspect(NULL);
	fault_drop_suspect();
	assert_true(is_there("one"));
}

static void the_last_one_goes_with_its_lock(void **state)
{
	(void)state;
	make("one");
	make("two");
	make("two-lock");
	fault_suspect("one");
	fault_suspect("two");
	fault_drop_suspect();
	assert_true(is_there("one"));
	assert_false(is_there("two"));
	assert_false(is_there("two-lock"));
}

static void once(void **state)
{
	(void)state;
	make("one");
	fault_suspect("one");
	fault_drop_suspect();
	make("one");
	fault_drop_suspect();
	assert_true(is_there("one"));
}

static void too_long_a_name_is_none(void **state)
{
	static char name[PATH_MAX + 1];

	(void)state;
	make("one");
	fault_suspect("one");
	memset(name, 'a', sizeof(name) - 1);
	fault_suspect(name);
	fault_drop_suspect();
	assert_true(is_there("one"));
}

static int begin(void **state)
{
	return scratch_make(state) != 0 || chdir(*state) != 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_suspected),
		cmocka_unit_test(the_last_one_goes_with_its_lock),
		cmocka_unit_test(once),
		cmocka_unit_test(too_long_a_name_is_none),
	};
	return cmocka_run_group_tests(tests, begin, scratch_remove);
}
