/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void empty_bytes_equal_each_other(void **state)
{
	static const uint8_t some[] = {0};

	(void)state;
	assert_true(bytes_equal(BYTES_NONE, BYTES_NONE));
	assert_true(bytes_equal(BYTES_NONE, (struct bytes){some, 0}));
	assert_false(bytes_equal(BYTES_NONE, BYTES_OF(some)));
	assert_int_equal(bytes_compare(BYTES_NONE, BYTES_NONE), 0);
	assert_true(bytes_compare(BYTES_NONE, BYTES_OF(some)) < 0);
	assert_true(bytes_compare(BYTES_OF(some), BYTES_NONE) > 0);
	assert_true(bytes_start_with(BYTES_NONE, BYTES_NONE));
	assert_true(bytes_start_with(BYTES_OF(some), BYTES_NONE));
	assert_false(bytes_start_with(BYTES_NONE, BYTES_OF(some)));
}

static void order_is_bytewise_and_a_prefix_comes_first(void **state)
{
	static const uint8_t short_one[] = {1, 2};
	static const uint8_t long_one[] = {1, 2, 0};
	static const uint8_t high[] = {1, 0xff};

	(void)state;
	assert_true(bytes_compare(BYTES_OF(short_one), BYTES_OF(long_one)) < 0);
	assert_true(bytes_compare(BYTES_OF(long_one), BYTES_OF(short_one)) > 0);
	assert_true(bytes_compare(BYTES_OF(high), BYTES_OF(long_one)) > 0);
	assert_true(bytes_start_with(BYTES_OF(long_one), BYTES_OF(short_one)));
	assert_false(bytes_start_with(BYTES_OF(short_one), BYTES_OF(long_one)));
	assert_false(bytes_start_with(BYTES_OF(high), BYTES_OF(short_one)));
}

static void integers_are_big_endian(void **state)
{
	static const uint32_t values[] = {0, 1, 0x80, 0x01020304, 0x80000000, UINT32_MAX};
	uint8_t out[4];

	(void)state;
	put_be32(out, 0x01020304);
	assert_memory_equal(out, "\x01\x02\x03\x04", 4);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		put_be32(out, values[i]);
		assert_true(get_be32(out) == values[i]);
	}
}

/* All bytes and the length count; of many numbers hardly two have one hash, also in its lower half. */
static void hashes_differ(void **state)
{
	uint8_t bytes[20] = {0}, seen[1 << 16] = {0};
	uint64_t last = bytes_hash(BYTES_NONE);
	size_t twice = 0;

	(void)state;
	for (size_t len = 1; len <= sizeof(bytes); len++) {
		uint64_t hash = bytes_hash((struct bytes){bytes, len});

		assert_true(hash != last);
		assert_true(hash == bytes_hash((struct bytes){bytes, len}));
		bytes[len - 1] = 1;
		assert_true(hash != bytes_hash((struct bytes){bytes, len}));
		bytes[len - 1] = 0;
		last = hash;
	}
	for (uint32_t i = 0; i < 1000; i++) {
		uint8_t *place;

		put_be32(bytes + 12, i);
		place = &seen[bytes_hash((struct bytes){bytes, 16}) % sizeof(seen)];
		twice += *place;
		*place = 1;
	}
	assert_in_range(twice, 0, 40); /* 8 by chance */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_bytes_equal_each_other),
		cmocka_unit_test(order_is_bytewise_and_a_prefix_comes_first),
		cmocka_unit_test(hashes_differ),
		cmocka_unit_test(integers_are_big_endian),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
