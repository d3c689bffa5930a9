/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/cbor.h"
#include "cbor_try.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void add_from_hex(struct buf *out, const char *hex)
{
	for (; hex[0]; hex += 2) {
		const char digits[] = {hex[0], hex[1], '\0'};

		buf_add_byte(out, (uint8_t)strtoul(digits, NULL, 16));
	}
}

static void nothing_is_no_item(void **state)
{
	int64_t previous = -1;
	uint8_t fixed[4] = {1, 2, 3, 4};
	struct cbor cbor;

	(void)state;
	cbor_open(&cbor, BYTES_NONE);
	assert_true(cbor_ok(&cbor));
	assert_true(cbor_at_end(&cbor));
	assert_int_equal(cbor_peek(&cbor), CBOR_NONE);
	assert_int_equal(cbor_skip(&cbor).len, 0);
	assert_false(cbor_ok(&cbor));
	assert_false(cbor_at_end(&cbor));
	assert_int_equal(cbor_uint(&cbor), 0);
	assert_int_equal(cbor_int(&cbor), 0);
	assert_int_equal(cbor_bytes(&cbor).len, 0);
	assert_int_equal(cbor_text(&cbor).len, 0);
	assert_false(cbor_bool(&cbor));
	cbor_null(&cbor);
	assert_int_equal(cbor_array(&cbor), 0);
	assert_int_equal(cbor_map(&cbor), 0);
	assert_int_equal(cbor_key(&cbor, &previous), 0);
	assert_int_equal(previous, -1);
	cbor_fixed(&cbor, fixed, sizeof(fixed));
	assert_memory_equal(fixed, "\0\0\0\0", 4);
}

/* RFC 8949 appendix A, as far as okoce writes such items. */
static void examples_of_the_rfc(void **state)
{
	static const struct {
		const char *hex, *diagnosis;
	} rows[] = {
		{"00", "0"},
		{"01", "1"},
		{"0a", "10"},
		{"17", "23"},
		{"1818", "24"},
		{"1819", "25"},
		{"1864", "100"},
		{"1903e8", "1000"},
		{"1a000f4240", "1000000"},
		{"1b000000e8d4a51000", "1000000000000"},
		{"1bffffffffffffffff", "18446744073709551615"},
		{"20", "-1"},
		{"29", "-10"},
		{"3863", "-100"},
		{"3903e7", "-1000"},
		{"3b7fffffffffffffff", "-9223372036854775808"},
		{"f4", "false"},
		{"f5", "true"},
		{"f6", "null"},
		{"40", "h''"},
		{"4401020304", "h'01020304'"},
		{"60", "\"\""},
		{"6161", "\"a\""},
		{"6449455446", "\"IETF\""},
		{"62225c", "\"\\\"\\\\\""},
		{"62c3bc", "\"\xc3\xbc\""},
		{"63e6b0b4", "\"\xe6\xb0\xb4\""},
		{"64f0908591", "\"\xf0\x90\x85\x91\""},
		{"80", "[]"},
		{"83010203", "[1, 2, 3]"},
		{"8301820203820405", "[1, [2, 3], [4, 5]]"},
		{"a0", "{}"},
		{"a201020304", "{1: 2, 3: 4}"},
		{"a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}"},
		{"826161a161626163", "[\"a\", {\"b\": \"c\"}]"},
		{"98190102030405060708090a0b0c0d0e0f101112131415161718181819",
			"[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, "
			"21, "
			"22, 23, 24, 25]"},
	};
	struct buf bytes = BUF_EMPTY;
	struct buf shown = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_clear(&bytes);
		buf_clear(&shown);
		add_from_hex(&bytes, rows[i].hex);
		assert_true(try_accepted(buf_bytes(&bytes)));
		cbor_diagnose(&shown, buf_bytes(&bytes));
		assert_string_equal(buf_text(&shown), rows[i].diagnosis);
		try_canonical(buf_bytes(&bytes));
	}
	buf_release(&bytes);
	buf_release(&shown);
}

static void what_the_writer_never_writes_is_refused(void **state)
{
	static const char *const rows[] = {/* heads that are too long */
		"1800", "1817", "190000", "1900ff", "1a00000000", "1a0000ffff",
		"1b0000000000000000", "1b00000000ffffffff", "3800", "3900ff", "580100", "5900010a",
		"780161", "980101", "b8010101",
		/* indefinite lengths, break, reserved heads */
		"5f4101ff", "7f6161ff", "9fff", "9f01ff", "bfff", "ff", "1c", "1d", "1e", "1f",
		"3f", "5c", "7d", "9e", "bc",
		/* tags, floats, undefined, other simple values, also the long form of false */
		"c074", "c101", "d82001", "f90000", "fa47c35000", "fb3ff199999999999a", "f7", "e0",
		"f3", "f8ff", "f814",
		/* beyond int64_t */
		"3b8000000000000000", "3bffffffffffffffff",
		/* text that is not UTF-8: stray, overlong, surrogate, beyond U+10FFFF, cut */
		"61ff", "62c080", "63eda080", "64f4908080", "62e282",
		/* keys that fall or come twice, of one type or two */
		"a202000100", "a201000100", "a2616100616100", "a2616200616100", "a2616100",
		"a261610000f6", "a280008000", "a1820100",
		/* more than there is */
		"9bffffffffffffffff", "bbffffffffffffffff", "5bffffffffffffffff",
		"7bffffffffffffffff", "9a7fffffff00", "ba8000000000", "8201", "a101", "4201",
		"6261", "19", "1901", "1b00",
		/* two items, and one deeper than allowed */
		"0000", "818181818181818180", "a100a100a100a100a100a100a100a100a0"};
	struct buf bytes = BUF_EMPTY;
	struct buf shown = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes tight;

		buf_clear(&bytes);
		buf_clear(&shown);
		add_from_hex(&bytes, rows[i]);
		tight = try_copy(buf_bytes(&bytes));
		if (try_accepted(tight))
			fail_msg("accepted: %s", rows[i]);
		cbor_diagnose(&shown, tight);
		assert_int_equal(strncmp(buf_text(&shown), "malformed h'", 12), 0);
		assert_non_null(strstr(buf_text(&shown), rows[i]));
		free((void *)tight.ptr);
	}
	buf_release(&bytes);
	buf_release(&shown);
}

static void items_may_be_nested_as_deep_as_allowed(void **state)
{
	struct buf bytes = BUF_EMPTY;

	(void)state;
	for (int depth = 1; depth < CBOR_DEPTH_MAX; depth++)
		cbor_put_array(&bytes, 1);
	cbor_put_map(&bytes, 0);
	assert_true(try_accepted(buf_bytes(&bytes)));
	try_canonical(buf_bytes(&bytes));
	buf_release(&bytes);
}

static void integers_keep_their_value_at_each_border(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct cbor cbor;

	(void)state;
	for (int bit = 0; bit < 64; bit++) {
		for (int add = -1; add <= 1; add++) {
			uint64_t value = (UINT64_C(1) << bit) + (uint64_t)add;
			int64_t negative = (int64_t)(value >> 1) * -1;

			buf_clear(&bytes);
			cbor_put_uint(&bytes, value);
			cbor_put_int(&bytes, negative);
			cbor_open(&cbor, buf_bytes(&bytes));
			assert_true(cbor_uint(&cbor) == value);
			assert_true(cbor_int(&cbor) == negative);
			assert_true(cbor_at_end(&cbor));
		}
	}
	buf_clear(&bytes);
	cbor_put_int(&bytes, INT64_MIN);
	cbor_put_int(&bytes, INT64_MAX);
	cbor_put_uint(&bytes, UINT64_MAX);
	cbor_open(&cbor, buf_bytes(&bytes));
	assert_true(cbor_int(&cbor) == INT64_MIN);
	assert_true(cbor_int(&cbor) == INT64_MAX);
	assert_int_equal(cbor_int(&cbor), 0);
	assert_false(cbor_ok(&cbor));
	buf_release(&bytes);
}

static void a_failure_sticks(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct cbor cbor;

	(void)state;
	cbor_put_uint(&bytes, 1);
	cbor_put_uint(&bytes, 2);
	cbor_open(&cbor, buf_bytes(&bytes));
	assert_int_equal(cbor_text(&cbor).len, 0);
	assert_false(cbor_ok(&cbor));
	assert_int_equal(cbor_uint(&cbor), 0);
	assert_int_equal(cbor_peek(&cbor), CBOR_NONE);
	assert_false(cbor_at_end(&cbor));
	cbor_open(&cbor, buf_bytes(&bytes));
	assert_int_equal(cbor_uint(&cbor), 1);
	cbor_fail(&cbor);
	assert_int_equal(cbor_uint(&cbor), 0);
	buf_release(&bytes);
}

static void a_number_too_great_for_its_place_fails(void **state)
{
	static const uint64_t values[] = {0, 1, UINT32_MAX, UINT32_MAX + UINT64_C(1), UINT64_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		struct buf bytes = BUF_EMPTY;
		struct cbor cbor;

		cbor_put_uint(&bytes, values[i]);
		cbor_open(&cbor, buf_bytes(&bytes));
		assert_int_equal(cbor_uint32(&cbor), values[i] > UINT32_MAX ? 0 : values[i]);
		assert_int_equal(cbor_at_end(&cbor), values[i] <= UINT32_MAX);
		buf_release(&bytes);
	}
}

static void keys_must_rise(void **state)
{
	struct buf bytes = BUF_EMPTY;
	int64_t previous = -1;
	struct cbor cbor;

	(void)state;
	cbor_put_uint(&bytes, 0);
	cbor_put_uint(&bytes, 7);
	cbor_put_uint(&bytes, 7);
	cbor_open(&cbor, buf_bytes(&bytes));
	assert_int_equal(cbor_key(&cbor, &previous), 0);
	assert_int_equal(cbor_key(&cbor, &previous), 7);
	assert_int_equal(cbor_key(&cbor, &previous), 0);
	assert_false(cbor_ok(&cbor));
	assert_int_equal(previous, 7);
	buf_clear(&bytes);
	cbor_put_uint(&bytes, UINT64_MAX);
	cbor_open(&cbor, buf_bytes(&bytes));
	assert_int_equal(cbor_key(&cbor, &previous), 0);
	assert_false(cbor_ok(&cbor));
	buf_release(&bytes);
}

static void a_fixed_string_has_its_length(void **state)
{
	struct buf bytes = BUF_EMPTY;
	uint8_t out[3] = {9, 9, 9};
	struct cbor cbor;

	(void)state;
	add_from_hex(&bytes, "43010203");
	cbor_open(&cbor, buf_bytes(&bytes));
	cbor_fixed(&cbor, out, 3);
	assert_true(cbor_at_end(&cbor));
	assert_memory_equal(out, "\1\2\3", 3);
	cbor_open(&cbor, buf_bytes(&bytes));
	cbor_fixed(&cbor, out, 2);
	assert_false(cbor_ok(&cbor));
	assert_memory_equal(out, "\0\0\3", 3);
	buf_release(&bytes);
}

/* Each first byte with zeros behind it, read as what it is not. */
static void each_reader_takes_its_own_type_only(void **state)
{
	(void)state;
	for (unsigned first = 0; first < 256; first++) {
		uint8_t bytes[40] = {(uint8_t)first};
		struct cbor before, cbor;

		cbor_open(&before, BYTES_OF(bytes));
		cbor = before;
		(void)cbor_uint(&cbor);
		assert_int_equal(cbor_ok(&cbor), first < 0x18);
		cbor = before;
		(void)cbor_int(&cbor);
		assert_int_equal(cbor_ok(&cbor), first < 0x18 || (first >= 0x20 && first < 0x38));
		cbor = before;
		(void)cbor_bytes(&cbor);
		assert_int_equal(cbor_ok(&cbor), first >= 0x40 && first < 0x58);
		cbor = before;
		(void)cbor_text(&cbor);
		assert_int_equal(cbor_ok(&cbor), first >= 0x60 && first < 0x78);
		cbor = before;
		(void)cbor_array(&cbor);
		assert_int_equal(cbor_ok(&cbor), first >= 0x80 && first < 0x98);
		cbor = before;
		(void)cbor_map(&cbor);
		assert_int_equal(cbor_ok(&cbor), first >= 0xa0 && first < 0xa0 + 20);
		cbor = before;
		(void)cbor_bool(&cbor);
		assert_int_equal(cbor_ok(&cbor), first == 0xf4 || first == 0xf5);
		cbor = before;
		cbor_null(&cbor);
		assert_int_equal(cbor_ok(&cbor), first == 0xf6);
	}
}

static void counts_are_bounded_by_what_is_left(void **state)
{
	static const char *const rows[] = {
		"8201", "9bffffffffffffffff", "a101", "a20102", "a2010203", "bb8000000000000000"};
	struct buf bytes = BUF_EMPTY;
	struct cbor cbor;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_clear(&bytes);
		add_from_hex(&bytes, rows[i]);
		cbor_open(&cbor, buf_bytes(&bytes));
		assert_int_equal(
			cbor_peek(&cbor) == CBOR_MAP ? cbor_map(&cbor) : cbor_array(&cbor), 0);
		assert_false(cbor_ok(&cbor));
	}
	buf_release(&bytes);
}

static void foreign_text_is_shown_safe(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct buf shown = BUF_EMPTY;
	static const char text[] = "\x1b]0;x\a\r\n\xe2\x80\xae\xc2\x9b\xf0\x9f\xbf\xbf";

	(void)state;
	cbor_put_text(&bytes, text, sizeof(text) - 1);
	cbor_diagnose(&shown, buf_bytes(&bytes));
	assert_string_equal(buf_text(&shown),
		"\"\\u001b]0;x\\u0007\\u000d\\u000a\\u202e\\u009b\\ud83f\\udfff\"");
	buf_release(&bytes);
	buf_release(&shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_no_item),
		cmocka_unit_test(a_number_too_great_for_its_place_fails),
		cmocka_unit_test(examples_of_the_rfc),
		cmocka_unit_test(what_the_writer_never_writes_is_refused),
		cmocka_unit_test(items_may_be_nested_as_deep_as_allowed),
		cmocka_unit_test(integers_keep_their_value_at_each_border),
		cmocka_unit_test(a_failure_sticks),
		cmocka_unit_test(keys_must_rise),
		cmocka_unit_test(a_fixed_string_has_its_length),
		cmocka_unit_test(each_reader_takes_its_own_type_only),
		cmocka_unit_test(counts_are_bounded_by_what_is_left),
		cmocka_unit_test(foreign_text_is_shown_safe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
