/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/register.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define SESSION "2019-KT-KBG-2"

static const struct id record = {{0x1c, 0x9e, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
static const struct id other = {{0xff, 0xee}};
#define RECORD_HEX "1c9e02030405060708090a0b0c0d0e0f"

static void expect_printed(struct bytes key, const char *text)
{
	struct buf out = BUF_EMPTY;

	register_print(&out, key);
	assert_string_equal(buf_text(&out), text);
	buf_release(&out);
}

static void test_no_keys(void **state)
{
	static const struct {
		uint8_t byte[8];
		size_t len;
		const char *printed;
	} rows[] = {
		{{0}, 0, "?/"},
		{{0x00}, 1, "?/00"},                           /* no array */
		{{0x80}, 1, "?/80"},                           /* without a kind */
		{{0x81}, 1, "?/81"},                           /* cut */
		{{0x81, 0x61, 'a'}, 3, "?/816161"},            /* the kind is a text */
		{{0x81, 0x01, 0x00}, 3, "?/810100"},           /* more behind it */
		{{0x81, 0x18, 0x01}, 3, "?/811801"},           /* longer than it needs to be */
		{{0x9f, 0x01, 0xff}, 3, "?/9f01ff"},           /* indefinite length */
		{{0x82, 0x01, 0xf9, 0, 0}, 5, "?/8201f90000"}, /* a float */
		{{0x81, 0x1b, 0, 0, 0, 1}, 6, "?/811b00000001"},
		{{0xa1, 0x01, 0x02}, 3, "?/a10102"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes key = {rows[i].byte, rows[i].len};
		struct register_parts parts;
		struct id id;

		memset(&parts, 0xff, sizeof(parts));
		assert_false(register_parse(key, &parts));
		assert_int_equal(parts.kind, 0);
		assert_false(parts.known);
		assert_false(register_person_of(key, &id));
		expect_printed(key, rows[i].printed);
	}
}

/* Keys, but not as the table says: kept, of no person, shown in diagnostic notation. */
static void test_unknown(void **state)
{
	static const struct {
		uint8_t byte[40];
		size_t len;
		unsigned kind;
		const char *printed;
	} rows[] = {
		{{0x81, 0x00}, 2, 0, "?0"},
		{{0x83, 0x18, 77, 0x61, 'a', 0x41, 0xff}, 7, 77, "?77/\"a\"/h'ff'"},
		{{0x82, 0x18, 77, 0x82, 0x01, 0x20}, 6, 77, "?77/[1, -1]"},
		{{0x81, 0x01}, 2, 1, "?1"},                                /* no parts */
		{{0x83, 0x01, 0x41, 0x00, 0x01}, 5, 1, "?1/h'00'/1"},      /* a short id */
		{{0x82, 0x0d, 0x60}, 3, 13, "?13/\"\""},                   /* an empty text */
		{{0x82, 0x0d, 0x63, 'a', ' ', 'b'}, 6, 13, "?13/\"a b\""}, /* a blank in it */
		{{0x82, 0x0d, 0x62, 'a', 0x00}, 5, 13, "?13/\"a\\u0000\""},
		{{0x83, 0x06, 0x61, 'a', 0x20}, 5, 6, "?6/\"a\"/-1"},
		{{0x83, 0x0d, 0x61, 'a', 0x01}, 5, 13, "?13/\"a\"/1"}, /* a part too many */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes key = {rows[i].byte, rows[i].len};
		struct register_parts parts;
		struct id id;

		assert_true(register_parse(key, &parts));
		assert_int_equal(parts.kind, rows[i].kind);
		assert_false(parts.known);
		assert_string_equal(parts.text, "");
		assert_true(id_is_zero(&parts.id));
		assert_false(register_person_of(key, &id));
		expect_printed(key, rows[i].printed);
	}
}

static void test_longest(void **state)
{
	struct register_parts parts;
	struct buf key = BUF_EMPTY;
	uint8_t part[REGISTER_KEY_MAX] = {0};

	(void)state;
	cbor_put_array(&key, 2);
	cbor_put_uint(&key, 12);
	cbor_put_bytes(&key, (struct bytes){part, REGISTER_KEY_MAX - 5});
	assert_int_equal(key.len, REGISTER_KEY_MAX);
	assert_true(register_parse(buf_bytes(&key), &parts));
	buf_clear(&key);
	cbor_put_array(&key, 2);
	cbor_put_uint(&key, 12);
	cbor_put_bytes(&key, (struct bytes){part, REGISTER_KEY_MAX - 4});
	assert_false(register_parse(buf_bytes(&key), &parts));
	buf_release(&key);
}

static void test_text_ok(void **state)
{
	char text[REGISTER_TEXT_MAX + 2];

	(void)state;
	memset(text, 'a', sizeof(text));
	text[REGISTER_TEXT_MAX + 1] = '\0';
	assert_false(register_text_ok(""));
	assert_false(register_text_ok("a b"));
	assert_false(register_text_ok("a/b"));
	assert_false(register_text_ok("a_b"));
	assert_false(register_text_ok("\u00e9"));
	assert_false(register_text_ok(text));
	text[REGISTER_TEXT_MAX] = '\0';
	assert_true(register_text_ok(text));
	assert_true(register_text_ok(SESSION));
	assert_true(register_text_ok("kecamatan.31.73.08"));
}

/* The builders have heads of their own: what they write is what base/cbor.h writes. */
static void expect_bytes(const struct register_key *key, struct buf *expected)
{
	struct bytes whole = buf_bytes(expected);

	assert_int_equal(key->len, whole.len);
	assert_memory_equal(key->byte, whole.ptr, whole.len);
	buf_clear(expected);
}

static void test_bytes_of_builders(void **state)
{
	static const int days[] = {1, 23, 24, 255, 256, 65535, 65536, INT32_MAX};
	struct buf expected = BUF_EMPTY;
	struct register_key key;

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		key = register_attendance(SESSION, days[i], PART_AFTERNOON, &record);
		cbor_put_array(&expected, 5);
		cbor_put_uint(&expected, 5);
		cbor_put_text(&expected, SESSION, strlen(SESSION));
		cbor_put_uint(&expected, (uint64_t)days[i]);
		cbor_put_uint(&expected, PART_AFTERNOON);
		cbor_put_bytes(&expected, id_bytes(&record));
		expect_bytes(&key, &expected);
	}
	key = register_conf("an-identifier-of-more-than-twenty-four.bytes");
	cbor_put_array(&expected, 2);
	cbor_put_uint(&expected, 13);
	cbor_put_text(&expected, "an-identifier-of-more-than-twenty-four.bytes", 44);
	expect_bytes(&key, &expected);
	buf_release(&expected);
}

static struct register_parts parse(const struct register_key *key)
{
	struct register_parts parts;

	assert_true(register_parse(register_bytes(key), &parts));
	assert_true(parts.known);
	return parts;
}

static void expect_person(const struct register_key *key, bool person)
{
	struct id id;

	assert_int_equal(register_person_of(register_bytes(key), &id), person);
	if (person)
		assert_true(id_equal(&id, &record));
}

static void test_builders(void **state)
{
	static const uint8_t key_id[] = {0xde, 0xad, 0xbe, 0xef};
	struct register_key key = register_person(&record, PERSON_ADDRESS);
	struct register_parts parts = parse(&key);

	(void)state;
	assert_int_equal(parts.kind, REGISTER_PERSON);
	assert_int_equal(parts.number, PERSON_ADDRESS);
	assert_true(id_equal(&parts.id, &record));
	expect_person(&key, true);
	expect_printed(register_bytes(&key), "person/" RECORD_HEX "/3");

	key = register_enrolment(SESSION, &record);
	parts = parse(&key);
	assert_string_equal(parts.text, SESSION);
	assert_string_equal(parts.text2, "");
	expect_person(&key, true);
	expect_printed(register_bytes(&key), "enrolment/" SESSION "/" RECORD_HEX);

	key = register_attendance(SESSION, 2, PART_WHOLE, &record);
	parts = parse(&key);
	assert_int_equal(parts.number, 2);
	assert_int_equal(parts.number2, PART_WHOLE);
	assert_true(id_is_zero(&parts.other));
	expect_person(&key, true);
	expect_printed(register_bytes(&key), "attendance/" SESSION "/2/0/" RECORD_HEX);

	key = register_session(SESSION, SESSION_STATUS);
	expect_person(&key, false);
	expect_printed(register_bytes(&key), "session/" SESSION "/3");

	key = register_officer(&record);
	expect_person(&key, false);
	expect_printed(register_bytes(&key), "officer/" RECORD_HEX);

	key = register_of_key(BYTES_OF(key_id));
	expect_person(&key, false);
	expect_printed(register_bytes(&key), "key/deadbeef");

	key = register_conf("plan.2019");
	expect_person(&key, false);
	expect_printed(register_bytes(&key), "conf/plan.2019");
}

static void test_kinds_without_builder(void **state)
{
	struct register_parts parts;
	struct buf key = BUF_EMPTY;
	struct id id;

	(void)state;
	cbor_put_array(&key, 3);
	cbor_put_uint(&key, REGISTER_SAME);
	cbor_put_bytes(&key, id_bytes(&other));
	cbor_put_bytes(&key, id_bytes(&record));
	assert_true(register_parse(buf_bytes(&key), &parts) && parts.known);
	assert_true(id_equal(&parts.other, &other));
	assert_true(id_equal(&parts.id, &record));
	assert_true(register_person_of(buf_bytes(&key), &id));
	assert_true(id_equal(&id, &record));

	buf_clear(&key);
	cbor_put_array(&key, 4);
	cbor_put_uint(&key, REGISTER_FOLLOWUP);
	cbor_put_bytes(&key, id_bytes(&record));
	cbor_put_text(&key, "fashion", 7);
	cbor_put_text(&key, "label-halal", 11);
	assert_true(register_parse(buf_bytes(&key), &parts) && parts.known);
	assert_string_equal(parts.text, "fashion");
	assert_string_equal(parts.text2, "label-halal");
	expect_printed(buf_bytes(&key), "followup/" RECORD_HEX "/fashion/label-halal");
	buf_release(&key);
}

static bool begins(const struct register_key *key, const struct register_key *prefix)
{
	return bytes_start_with(register_bytes(key), register_bytes(prefix));
}

static void test_prefixes(void **state)
{
	const struct register_key key = register_attendance(SESSION, 2, PART_WHOLE, &record);
	const struct register_key longer = register_attendance(SESSION "0", 2, PART_WHOLE, &record);
	const struct register_key enrolment = register_enrolment(SESSION, &record);
	struct register_key prefix = register_attendance_of(SESSION, 2);
	struct register_parts parts;

	(void)state;
	assert_true(begins(&key, &prefix));
	assert_false(begins(&longer, &prefix));
	prefix = register_attendance_of(SESSION, 0);
	assert_true(begins(&key, &prefix));
	assert_false(begins(&longer, &prefix));
	assert_false(begins(&enrolment, &prefix));
	prefix = register_attendance_of(SESSION, 1);
	assert_false(begins(&key, &prefix));
	prefix = register_enrolments_of(SESSION);
	assert_true(begins(&enrolment, &prefix));
	prefix = register_all(REGISTER_ATTENDANCE);
	assert_true(begins(&key, &prefix) && begins(&longer, &prefix));
	assert_false(begins(&enrolment, &prefix));
	assert_false(register_parse(register_bytes(&prefix), &parts)); /* a prefix is no key */
}

/* Bytes of all kinds are read without harm, and what is known prints without a question mark. */
static void test_random_bytes(void **state)
{
	const struct register_key key = register_attendance(SESSION, 300, PART_WHOLE, &record);
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 20190304);
	for (int round = 0; round < 20000; round++) {
		struct register_key changed = key;
		struct register_parts parts;
		struct buf out = BUF_EMPTY;

		changed.byte[seeded_below(&seeded, key.len)] = (uint8_t)seeded_below(&seeded, 256);
		changed.byte[seeded_below(&seeded, 4)] ^= (uint8_t)seeded_below(&seeded, 4);
		if (seeded_below(&seeded, 4) == 0)
			changed.len = (uint16_t)seeded_below(&seeded, key.len);
		register_parse(register_bytes(&changed), &parts);
		register_print(&out, register_bytes(&changed));
		assert_int_equal(parts.known, buf_text(&out)[0] != '?');
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_keys),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_longest),
		cmocka_unit_test(test_text_ok),
		cmocka_unit_test(test_bytes_of_builders),
		cmocka_unit_test(test_builders),
		cmocka_unit_test(test_kinds_without_builder),
		cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_random_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
