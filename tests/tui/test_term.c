/* SPDX-License-Identifier: BSD-2-Clause */
/* The terminal without one (/dev/null): starting, cutting, safety; and the big digits. */
#include "tui/bigtext.h"
#include "tui/term.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
	const struct term_options headless = {.type = "xterm", .device = "/dev/null"};
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

static void expect_row(int row, const char *expected)
{
	struct buf text = BUF_EMPTY;

	term_row_text(row, &text);
	assert_string_equal(buf_text(&text), expected);
	buf_release(&text);
}

static void test_unable(void **state)
{
	static const struct term_options unable[] = {
		{.type = "dumb", .device = "/dev/null"},
		{.type = "no-such-terminal", .device = "/dev/null"},
		{.type = "xterm", .device = "/dev/no-such-device"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unable) / sizeof(*unable); i++) {
		struct err err = {0};

		assert_int_equal(term_start(&unable[i], &err), STATUS_USAGE);
		assert_true(strlen(err.text) > 20);
		assert_false(term_is_up());
		term_stop(); /* does nothing */
	}
}

static void test_again(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(set_up(NULL), 0);
		assert_true(term_is_up());
		assert_int_equal(term_rows(), 24);
		assert_int_equal(term_cols(), 80);
		term_suspend();
		assert_false(term_is_up());
		term_resume();
		assert_true(term_is_up());
		if (i == 2)
			term_suspend();
		term_stop();
		assert_false(term_is_up());
	}
}

static void test_text_is_safe(void **state)
{
	(void)state;
	term_erase();
	term_put(0, 0, STYLE_NORMAL, "a\033]0;x\a\r\n\tb\302\233\342\200\256\377");
	expect_row(0, "a\357\277\275]0;x\357\277\275\357\277\275\357\277\275\357\277\275b"
		      "\357\277\275\357\277\275\357\277\275");
	expect_row(1, "");
}

static void test_text_is_cut(void **state)
{
	(void)state;
	term_erase();
	assert_int_equal(term_put(0, 78, STYLE_NORMAL, "abc"), 80);
	assert_int_equal(term_put(1, 79, STYLE_NORMAL, "\346\274\242"), 79); /* half fits: none */
	expect_row(1, "");
	expect_row(2, "");
	term_put(23, 78, STYLE_NORMAL, "xyz");
	term_put(-1, 0, STYLE_NORMAL, "no");
	term_put(24, 0, STYLE_NORMAL, "no");
	term_put(3, -1, STYLE_NORMAL, "no");
	term_put(3, 80, STYLE_NORMAL, "no");
	expect_row(3, "");
	/* A mark does not join the neighbour. */
	term_put(4, 0, STYLE_NORMAL, "a");
	term_put(4, 1, STYLE_NORMAL, "\314\201b");
	expect_row(4, "ab");
}

static void test_fitting(void **state)
{
	(void)state;
	term_erase();
	term_put(0, 0, STYLE_NORMAL, "xxxxxxxxxx");
	term_put_fit(0, 2, 4, STYLE_REVERSE, "abcdef");
	expect_row(0, "xxabc\342\200\246xxxx");
	assert_true(term_is_reverse(0, 2));
	assert_false(term_is_reverse(0, 6));
	term_put_fit(0, 2, 4, STYLE_NORMAL, "a");
	expect_row(0, "xxa   xxxx");
	term_put_clip(0, 2, 4, STYLE_NORMAL, "abcdef");
	expect_row(0, "xxabcdxxxx");
	term_put_right(0, 2, 4, STYLE_NORMAL, "a");
	expect_row(0, "xx   axxxx");
	term_put_right(0, 2, 4, STYLE_NORMAL, "abcdef");
	expect_row(0, "xxabc\342\200\246xxxx");
	term_put_fit(0, 2, 0, STYLE_NORMAL, "abc");
	term_put_fit(0, 2, -3, STYLE_NORMAL, "abc");
	expect_row(0, "xxabc\342\200\246xxxx");
	term_fill((struct area){-5, -5, 100, 100}, STYLE_NORMAL);
	expect_row(0, "");
	term_line(1, 78, 10);
	expect_row(2, "");
}

static void test_resizing(void **state)
{
	(void)state;
	term_resize(1, 1);
	term_put(0, 0, STYLE_NORMAL, "abc");
	term_cursor(5, 5);
	term_refresh();
	term_resize(50, 200);
	assert_int_equal(term_rows(), 50);
	assert_int_equal(term_cols(), 200);
	term_resize(24, 80);
}

/* As PRODUCT.md draws it. */
static void test_big_digits(void **state)
{
	static const char *const expected[] = {"###  #    # # # ###", "  # ##    # # # # #",
		"###  #   #  ### # #", "  #  #  #     # # #", "### ### #     # ###"};

	(void)state;
	term_erase();
	assert_int_equal(bigtext_width("31/40"), 19);
	assert_int_equal(bigtext_width(""), 0);
	bigtext_draw(0, 0, STYLE_BOLD, "31/40");
	for (int row = 0; row < BIGTEXT_ROWS; row++) {
		struct buf line = BUF_EMPTY;

		for (const char *at = expected[row]; *at; at++)
			buf_add_text(&line, *at == '#' ? "\342\226\210" : " ");
		expect_row(row, buf_text(&line));
		buf_release(&line);
	}
	bigtext_draw(6, 0, STYLE_BOLD, "a-\377");
	expect_row(6, "");
	bigtext_draw(22, 75, STYLE_BOLD, "0123456789"); /* over the edge */
}

int main(void)
{
	const struct CMUnitTest without[] = {
		cmocka_unit_test(test_unable),
		cmocka_unit_test(test_again),
	};
	const struct CMUnitTest with[] = {
		cmocka_unit_test(test_text_is_safe),
		cmocka_unit_test(test_text_is_cut),
		cmocka_unit_test(test_fitting),
		cmocka_unit_test(test_resizing),
		cmocka_unit_test(test_big_digits),
	};
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	failed = cmocka_run_group_tests_name("terminal, starting", without, NULL, NULL);
	return failed + cmocka_run_group_tests_name("terminal, drawing", with, set_up, tear_down);
}
