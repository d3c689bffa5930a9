/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct id zero;
static const struct id some = {{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa,
	0xbb, 0xcc, 0xdd, 0xee, 0xff}};

static void only_all_zero_is_zero(void **state)
{
	struct id last_bit = zero;

	(void)state;
	last_bit.byte[ID_SIZE - 1] = 1;
	assert_true(id_is_zero(&zero));
	assert_false(id_is_zero(&last_bit));
	assert_false(id_is_zero(&some));
}

static void order_is_bytewise(void **state)
{
	struct id other = some;

	(void)state;
	assert_true(id_equal(&some, &other));
	assert_int_equal(id_compare(&some, &other), 0);
	other.byte[0] = 0x80;
	assert_false(id_equal(&some, &other));
	assert_true(id_compare(&some, &other) < 0);
	assert_true(id_compare(&other, &some) > 0);
}

static void shown_as_hexadecimal(void **state)
{
	char out[ID_HEX_SIZE];

	(void)state;
	assert_string_equal(id_hex(&zero, out), "00000000000000000000000000000000");
	assert_ptr_equal(id_hex(&some, out), out);
	assert_string_equal(out, "00112233445566778899aabbccddeeff");
}

static void bytes_are_borrowed(void **state)
{
	struct bytes bytes = id_bytes(&some);

	(void)state;
	assert_ptr_equal(bytes.ptr, some.byte);
	assert_int_equal(bytes.len, ID_SIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_all_zero_is_zero),
		cmocka_unit_test(order_is_bytewise),
		cmocka_unit_test(shown_as_hexadecimal),
		cmocka_unit_test(bytes_are_borrowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
