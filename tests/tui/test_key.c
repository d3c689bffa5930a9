/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A terminal that sends a list of codes. */
struct feed {
	const uint32_t *codes;
	size_t count, next;
};

static bool feed_read(void *from, struct key *key, int wait)
{
	struct feed *feed = from;

	(void)wait;
	*key = (struct key){0};
	if (feed->next >= feed->count)
		return false;
	key->code = feed->codes[feed->next++];
	return true;
}

/* Decodes codes and compares what comes out. */
static void check(
	const uint32_t *codes, size_t count, const uint32_t *expected, size_t expected_count)
{
	struct feed feed = {codes, count, 0};
	struct keys keys;
	struct key key;

	keys_init(&keys, feed_read, &feed);
	for (size_t i = 0; i < expected_count; i++) {
		assert_true(key_next(&keys, &key, 0));
		assert_int_equal(key.code, expected[i]);
	}
	assert_false(key_next(&keys, &key, 0));
	keys_release(&keys);
}
#define LIST(...) (const uint32_t[]){__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}) / 4
#define CHECK(codes, expected) check(codes, expected)

static void test_nothing(void **state)
{
	(void)state;
	check(NULL, 0, NULL, 0);
}

static void test_ends_of_line_are_enter(void **state)
{
	(void)state;
	CHECK(LIST('1', '\r', '\n', '\t'), LIST('1', KEYS_ENTER, KEYS_ENTER, KEYS_TAB));
}

static void test_controls(void **state)
{
	(void)state;
	CHECK(LIST('\b', 127, KEYS_CTRL('Z'), KEYS_CTRL('C'), KEYS_CTRL('Q')),
		LIST(KEYS_BACKSPACE, KEYS_BACKSPACE, 26, 3, 17));
	/* No meaning here: NUL, file to unit separators, C1, bidirectional, zero width, noncharacter. */
	CHECK(LIST(0, 28, 29, 30, 31, 0x80, 0x9b, 0x9f, 0x202e, 0x2066, 0x200b, 0xfeff, 0xfffe,
		      'x'),
		LIST('x'));
}

static void test_characters(void **state)
{
	(void)state;
	CHECK(LIST('a', 0xe9, 0x6f22, 0x1f600, 0x301), LIST('a', 0xe9, 0x6f22, 0x1f600, 0x301));
	CHECK(LIST(0x212b), LIST(0xc5));           /* the angstrom sign, in NFC */
	CHECK(LIST(0xa0, 0x3000), LIST(' ', ' ')); /* blanks of other kinds */
}

static void test_escape(void **state)
{
	(void)state;
	CHECK(LIST(KEYS_ESC), LIST(KEYS_ESC));
	CHECK(LIST(KEYS_ESC, '1', KEYS_ESC, '9', KEYS_ESC, '0'),
		LIST(KEYS_F(1), KEYS_F(9), KEYS_F(10)));
	CHECK(LIST(KEYS_ESC, KEYS_ESC, 'x'), LIST(KEYS_ESC, KEYS_ESC, 'x'));
	CHECK(LIST(KEYS_ESC, KEYS_F(3)), LIST(KEYS_ESC, KEYS_F(3)));
}

static void test_unknown_sequences_type_nothing(void **state)
{
	(void)state;
	CHECK(LIST(KEYS_ESC, '[', '9', '9', ';', '2', '~', 'a'), LIST('a'));
	CHECK(LIST(KEYS_ESC, 'O', 'z', 'a'), LIST('a'));
	CHECK(LIST(KEYS_ESC, '[', '1', KEYS_UP), LIST(KEYS_UP));
	check(LIST(KEYS_ESC, '['), NULL, 0);
}

static void expect_paste(const uint32_t *codes, size_t count, const char *text, uint32_t after)
{
	struct feed feed = {codes, count, 0};
	struct keys keys;
	struct key key;

	keys_init(&keys, feed_read, &feed);
	assert_true(key_next(&keys, &key, 0));
	assert_int_equal(key.code, KEYS_PASTE);
	assert_string_equal(key.text, text);
	assert_int_equal(key_next(&keys, &key, 0) ? key.code : KEYS_NONE, after);
	keys_release(&keys);
}

static void test_paste(void **state)
{
	(void)state;
	expect_paste(LIST(KEYS_PASTE_BEGIN, 'a', '\r', 0xe9, KEYS_UP, KEYS_PASTE_END, 'z'),
		"a\n\303\251", 'z');
	expect_paste(LIST(KEYS_PASTE_BEGIN, KEYS_PASTE_END), "", KEYS_NONE);
	expect_paste(LIST(KEYS_PASTE_BEGIN, 'a'), "a", KEYS_NONE); /* the end is lost */
	expect_paste(LIST(KEYS_PASTE_BEGIN, 'a', KEYS_HANGUP), "a", KEYS_HANGUP);
	CHECK(LIST(KEYS_PASTE_END, 'a'), LIST('a'));
}

static void test_long_paste_is_cut(void **state)
{
	const size_t count = KEYS_PASTE_MAX + 100;
	uint32_t *codes = calloc(count, sizeof(*codes));
	struct feed feed = {codes, count, 0};
	struct keys keys;
	struct key key;

	(void)state;
	codes[0] = KEYS_PASTE_BEGIN;
	for (size_t i = 1; i < count - 1; i++)
		codes[i] = 'a';
	codes[count - 1] = KEYS_PASTE_END;
	keys_init(&keys, feed_read, &feed);
	assert_true(key_next(&keys, &key, 0));
	assert_int_equal(strlen(key.text), KEYS_PASTE_MAX);
	assert_false(key_next(&keys, &key, 0));
	keys_release(&keys);
	free(codes);
}

static void test_escape_waiting_keeps_the_rest(void **state)
{
	const uint32_t codes[] = {'a', KEYS_PASTE_BEGIN, 'p', KEYS_PASTE_END, KEYS_ESC, 'b'};
	struct feed feed = {codes, 6, 0};
	struct keys keys;
	struct key key;

	(void)state;
	keys_init(&keys, feed_read, &feed);
	assert_true(keys_escape_waiting(&keys));
	assert_false(keys_escape_waiting(&keys));
	assert_true(key_next(&keys, &key, 0));
	assert_int_equal(key.code, 'a');
	assert_true(key_next(&keys, &key, 0));
	assert_int_equal(key.code, KEYS_PASTE);
	assert_string_equal(key.text, "p");
	assert_true(key_next(&keys, &key, 0));
	assert_int_equal(key.code, 'b');
	assert_false(key_next(&keys, &key, 0));
	keys_release(&keys);
}

static void test_queue_is_released(void **state)
{
	const uint32_t codes[] = {KEYS_PASTE_BEGIN, 'p', KEYS_PASTE_END, 'a', KEYS_HANGUP};
	struct feed feed = {codes, 5, 0};
	struct keys keys;

	(void)state;
	keys_init(&keys, feed_read, &feed);
	assert_false(keys_escape_waiting(&keys));
	assert_true(keys.hangup);
	keys_release(&keys); /* with a paste in it: the leak checker watches */
}

static void test_labels(void **state)
{
	static const struct {
		uint32_t code;
		const char *label;
	} cases[] = {
		{KEYS_F(1), "F1"},
		{KEYS_F(12), "F12"},
		{KEYS_CTRL('Z'), "^Z"},
		{KEYS_ENTER, "Enter"},
		{KEYS_ESC, "Esc"},
		{'K', "K"},
		{0xe9, "\303\251"},
		{KEYS_PAGE_UP, "PgUp"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf label = BUF_EMPTY;

		key_label(&label, cases[i].code);
		assert_string_equal(buf_text(&label), cases[i].label);
		buf_release(&label);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_ends_of_line_are_enter),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_characters),
		cmocka_unit_test(test_escape),
		cmocka_unit_test(test_unknown_sequences_type_nothing),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_long_paste_is_cut),
		cmocka_unit_test(test_escape_waiting_keeps_the_rest),
		cmocka_unit_test(test_queue_is_released),
		cmocka_unit_test(test_labels),
	};

	return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
