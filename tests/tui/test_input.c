/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/input.h"
#include "base/text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct term_options headless = {.type = "xterm", .device = "/dev/null"};

static int set_up(void **state)
{
	struct err err = {0};

	(void)state;
	return term_start(&headless, &err) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	term_stop();
	return 0;
}

static void press(struct input *input, const uint32_t *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		input_key(input, &(struct key){.code = codes[i]});
}
#define PRESS(input, ...)                                                                          \
	press(input, (const uint32_t[]){__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}) / 4)

static void expect(const struct input *input, const char *text, size_t cursor)
{
	assert_string_equal(input_text(input), text);
	assert_int_equal(input->cursor, cursor);
}

static void test_empty(void **state)
{
	static const uint32_t edits[] = {KEYS_LEFT, KEYS_RIGHT, KEYS_HOME, KEYS_END, KEYS_BACKSPACE,
		KEYS_DELETE, KEYS_CTRL('U'), KEYS_CTRL('K'), KEYS_CTRL('W')};
	struct input input = INPUT_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(edits) / sizeof(*edits); i++)
		assert_int_equal(input_key(&input, &(struct key){.code = edits[i]}), INPUT_MOVED);
	expect(&input, "", 0);
	assert_true(input_is_empty(&input));
	assert_int_equal(input_key(&input, &(struct key){.code = KEYS_ENTER}), INPUT_IGNORED);
	assert_int_equal(input_key(&input, &(struct key){.code = KEYS_TAB}), INPUT_IGNORED);
	assert_int_equal(input_key(&input, &(struct key){.code = KEYS_UP}), INPUT_IGNORED);
	input_draw(&input, 0, 0, 0);
	input_draw(&input, 0, 0, 1);
	input_release(&input);
}

static void test_typing(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	PRESS(&input, 's', 't', KEYS_LEFT, 'i', KEYS_HOME, 'a', KEYS_END, ' ');
	expect(&input, "asit ", 5);
	PRESS(&input, KEYS_LEFT, KEYS_LEFT, KEYS_DELETE, KEYS_BACKSPACE);
	expect(&input, "as ", 2);
	input_release(&input);
}

/* An accent that comes after its letter joins it: the text is NFC at any time. */
static void test_accents_join(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	PRESS(&input, 'e', 'x', KEYS_LEFT, 0x301);
	expect(&input, "\303\251x", 2);
	assert_true(text_check(input_text(&input), input.text.len));
	PRESS(&input, KEYS_BACKSPACE);
	expect(&input, "x", 0);
	input_release(&input);
}

static void test_whole_characters(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	PRESS(&input, 0x6f22, 'q', 0x323, 0x307, 'b'); /* q with two marks has no code of its own */
	PRESS(&input, KEYS_LEFT, KEYS_LEFT);
	assert_int_equal(input.cursor, 3);
	PRESS(&input, KEYS_DELETE);
	expect(&input, "\346\274\242b", 3);
	PRESS(&input, KEYS_BACKSPACE);
	expect(&input, "b", 0);
	input_release(&input);
}

static void test_words_and_halves(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	input_set(&input, "siti nur aminah");
	PRESS(&input, KEYS_CTRL('W'));
	expect(&input, "siti nur ", 9);
	PRESS(&input, KEYS_CTRL('W'));
	expect(&input, "siti ", 5);
	PRESS(&input, KEYS_LEFT, KEYS_CTRL('K'));
	expect(&input, "siti", 4);
	PRESS(&input, KEYS_LEFT, KEYS_CTRL('U'));
	expect(&input, "i", 0);
	input_release(&input);
}

static void test_set_cleans(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	input_set(&input, "  a\tb\r\n\342\200\256c ");
	expect(&input, "a b c", 5);
	input_clear(&input);
	expect(&input, "", 0);
	input_release(&input);
}

static void test_paste(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	PRESS(&input, '<', '>', KEYS_LEFT);
	assert_int_equal(
		input_key(&input, &(struct key){.code = KEYS_PASTE, .text = "a\033]0;x\ab\nc\n"}),
		INPUT_CHANGED);
	expect(&input, "<a]0;xb c>", 9);
	assert_int_equal(
		input_key(&input, &(struct key){.code = KEYS_PASTE, .text = "\n"}), INPUT_MOVED);
	assert_int_equal(
		input_key(&input, &(struct key){.code = KEYS_PASTE, .text = "\377"}), INPUT_MOVED);
	expect(&input, "<a]0;xb c>", 9);
	input_release(&input);
}

static void test_limit(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	input.max = 4;
	PRESS(&input, 'a', 'b', 'c', 0xe9, 'd', 'e');
	expect(&input, "abcd", 4);
	input_release(&input);
	for (int i = 0; i < TEXT_MAX + 10; i++)
		PRESS(&input, 'x');
	input.max = 0;
	for (int i = 0; i < TEXT_MAX + 10; i++)
		PRESS(&input, 'x');
	assert_int_equal(input.text.len, TEXT_MAX);
	input_release(&input);
}

static void expect_row(const char *text)
{
	struct buf row = BUF_EMPTY;

	term_row_text(0, &row);
	assert_string_equal(buf_text(&row), text);
	buf_release(&row);
}

static void test_scrolling(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	term_erase();
	term_put(0, 0, STYLE_NORMAL, "[xxxxx]");
	input_set(&input, "abcdefgh");
	input_draw(&input, 0, 1, 5);
	expect_row("[efgh ]");
	PRESS(&input, KEYS_LEFT, KEYS_LEFT, KEYS_LEFT, KEYS_LEFT, KEYS_LEFT);
	input_draw(&input, 0, 1, 5);
	expect_row("[defgh]");
	PRESS(&input, KEYS_HOME);
	input_draw(&input, 0, 1, 5);
	expect_row("[abcde]");
	PRESS(&input, KEYS_END, KEYS_BACKSPACE, KEYS_BACKSPACE, KEYS_BACKSPACE, KEYS_BACKSPACE);
	input_draw(&input, 0, 1, 5);
	expect_row("[abcd ]");
	input_release(&input);
}

static void test_scrolling_wide(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	term_erase();
	term_put(0, 0, STYLE_NORMAL, "[xxxxx]");
	input_set(&input, "\346\274\242\345\255\227\346\274\242"); /* three of two columns */
	input_draw(&input, 0, 1, 5);
	expect_row("[\345\255\227\346\274\242 ]");
	input_click(&input, 1);
	assert_int_equal(input.cursor, 6);
	input_release(&input);
}

static void test_masked(void **state)
{
	struct input input = INPUT_EMPTY;

	(void)state;
	term_erase();
	input.masked = true;
	input_set(&input, "rah\303\241sia");
	input_draw(&input, 0, 0, 20);
	expect_row("*******");
	input_release(&input);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_accents_join),
		cmocka_unit_test(test_whole_characters),
		cmocka_unit_test(test_words_and_halves),
		cmocka_unit_test(test_set_cleans),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_scrolling),
		cmocka_unit_test(test_scrolling_wide),
		cmocka_unit_test(test_masked),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("input", tests, set_up, tear_down);
}
