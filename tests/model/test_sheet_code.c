/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/sheet_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_code(uint8_t a, uint8_t b, uint8_t c, uint8_t d, const char *expected)
{
	const struct id id = {{a, b, c, d, 0xff}};
	char code[SHEET_CODE_SIZE];

	assert_string_equal(sheet_code(&id, code), expected);
}

static void test_codes(void **state)
{
	(void)state;
	assert_code(0, 0, 0, 0, "0000-00");
	assert_code(0, 0, 0, 3, "0000-00"); /* 30 bits */
	assert_code(0, 0, 0, 4, "0000-01");
	assert_code(0xff, 0xff, 0xff, 0xff, "ZZZZ-ZZ");
	assert_code(0xf0, 0xf1, 0xf2, 0xf3, "Y3RZ-5W"); /* doc/FORMAT.md */
}

static void assert_typed(const char *text, const char *expected)
{
	char code[SHEET_CODE_SIZE];

	if (!expected) {
		assert_false(sheet_code_parse(text, code));
		return;
	}
	assert_true(sheet_code_parse(text, code));
	assert_string_equal(code, expected);
}

/* As it is read off paper. */
static void test_typed(void **state)
{
	(void)state;
	assert_typed("Y3RZ-5W", "Y3RZ-5W");
	assert_typed("y3rz5w", "Y3RZ-5W");
	assert_typed(" y3 rz-5 w ", "Y3RZ-5W");
	assert_typed("OoIl-1L", "0011-11");
	assert_typed("", NULL);
	assert_typed("Y3RZ-5", NULL);
	assert_typed("Y3RZ-5WW", NULL);
	assert_typed("Y3RZ-5U", NULL); /* no digit of it */
	assert_typed("Y3RZ\xc3\xa9" "5W", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_typed),
	};

	return cmocka_run_group_tests_name("model/sheet_code", tests, NULL, NULL);
}
