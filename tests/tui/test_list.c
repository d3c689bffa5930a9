/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/list.h"
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
static const struct area area = {2, 0, 10, 60};

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

/* --- Columns ----------------------------------------------------------------------------------- */

static const struct column columns[] = {
	{"No", 3, 0, 0, 0, ALIGN_RIGHT},
	{"Name", 20, 10, 1, 0, ALIGN_LEFT},
	{"Village", 15, 8, 1, 1, ALIGN_LEFT},
	{"Phone", 12, 0, 0, 2, ALIGN_LEFT},
};

static void expect_widths(int cols, int a, int b, int c, int d)
{
	int widths[COLUMNS_MAX];

	columns_fit(columns, 4, cols, widths);
	assert_int_equal(widths[0], a);
	assert_int_equal(widths[1], b);
	assert_int_equal(widths[2], c);
	assert_int_equal(widths[3], d);
}

static void test_columns(void **state)
{
	int widths[COLUMNS_MAX];

	(void)state;
	expect_widths(53, 3, 20, 15, 12);
	expect_widths(63, 3, 25, 20, 12);  /* both grow */
	expect_widths(200, 3, 40, 30, 12); /* to twice their width */
	expect_widths(50, 3, 20, 12, 12);  /* the rightmost shrinks first */
	expect_widths(40, 3, 14, 8, 12);
	expect_widths(36, 3, 10, 8, 12);
	expect_widths(35, 3, 20, 10, 0); /* one is left out, the others get their room back */
	expect_widths(20, 3, 16, 0, 0);
	expect_widths(9, 3, 5, 0, 0); /* cut */
	expect_widths(2, 2, 0, 0, 0);
	expect_widths(0, 0, 0, 0, 0);
	columns_fit(columns, 0, 10, widths);
}

static void expect_cell(
	const struct column *column, int width, const char *text, const char *expected)
{
	struct buf out = BUF_EMPTY;

	column_put(&out, column, width, text);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void test_cells(void **state)
{
	(void)state;
	expect_cell(&columns[1], 5, "abc", "abc  ");
	expect_cell(&columns[0], 5, "abc", "  abc");
	expect_cell(&columns[0], 5, "abcdef", "abcd\342\200\246");
	expect_cell(&columns[1], 5, "\346\274\242\346\274\242\346\274\242",
		"\346\274\242\346\274\242\342\200\246");
	expect_cell(&columns[1], 4, "\346\274\242\346\274\242\346\274\242",
		"\346\274\242 \342\200\246");
	expect_cell(&columns[1], 3, "\r\n\033", "\357\277\275\357\277\275\357\277\275");
	expect_cell(&columns[1], 0, "abc", "");
}

/* --- The list ---------------------------------------------------------------------------------- */

struct rows {
	size_t asked, least, most;
};

static void draw_row(void *context, size_t index, struct list_row *row)
{
	struct rows *rows = context;

	rows->asked++;
	rows->least = index < rows->least ? index : rows->least;
	rows->most = index > rows->most ? index : rows->most;
	list_cell(row, 0, "%zu", index);
	list_cell(row, 1, "%s", index == 3 ? "\033]0;x\a\r\n\342\200\256" : "name");
	list_cell(row, COLUMNS_MAX, "beyond");
	row->marked = index == 1;
}

static const struct list_view view = {columns, 4, draw_row, true, 0};

static struct rows draw(struct list *list)
{
	struct rows rows = {0, SIZE_MAX, 0};

	term_erase();
	list_draw(list, &view, area, &rows);
	return rows;
}

static void expect_row(int row, const char *expected)
{
	struct buf text = BUF_EMPTY;

	term_row_text(row, &text);
	assert_string_equal(buf_text(&text), expected);
	buf_release(&text);
}

static void press(struct list *list, uint32_t code, size_t selected)
{
	assert_int_equal(list_key(list, &(struct key){.code = code}, false), LIST_MOVED);
	assert_int_equal(list->selected, selected);
}

static void test_empty(void **state)
{
	static const uint32_t codes[] = {KEYS_UP, KEYS_DOWN, KEYS_PAGE_UP, KEYS_PAGE_DOWN,
		KEYS_HOME, KEYS_END, KEYS_WHEEL_UP, KEYS_WHEEL_DOWN};
	struct list list = {0};

	(void)state;
	list_set_count(&list, 0);
	assert_int_equal(list.selected, LIST_NONE);
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		press(&list, codes[i], LIST_NONE);
	assert_int_equal(draw(&list).asked, 0);
	assert_int_equal(
		list_click(&list, &view, area, &(struct key){.row = 4, .col = 4}), LIST_IGNORED);
	assert_int_equal(list_key(&list, &(struct key){.code = 'x'}, false), LIST_IGNORED);
}

static void test_only_visible_rows(void **state)
{
	struct list list = {0};
	struct rows rows;

	(void)state;
	list_set_count(&list, 100000);
	rows = draw(&list);
	assert_int_equal(rows.asked, 9);
	press(&list, KEYS_END, 99999);
	rows = draw(&list);
	assert_int_equal(rows.asked, 9);
	assert_int_equal(rows.least, 99991);
	press(&list, KEYS_PAGE_UP, 99991);
	press(&list, KEYS_UP, 99990);
	rows = draw(&list);
	assert_int_equal(rows.least, 99990);
	press(&list, KEYS_HOME, 0);
	draw(&list);
	press(&list, KEYS_PAGE_DOWN, 8);
	press(&list, KEYS_PAGE_DOWN, 16);
	rows = draw(&list);
	assert_int_equal(rows.most, 16);
}

static void test_none(void **state)
{
	struct list list = {.count = 3, .selected = LIST_NONE};

	(void)state;
	press(&list, KEYS_UP, LIST_NONE);
	press(&list, KEYS_DOWN, 0);
	press(&list, KEYS_UP, 0);
	list_key(&list, &(struct key){.code = KEYS_UP}, true);
	assert_int_equal(list.selected, LIST_NONE);
	draw(&list);
	assert_false(term_is_reverse(3, 1));
}

static void test_shrinking(void **state)
{
	struct list list = {0};

	(void)state;
	list_set_count(&list, 50);
	list_select(&list, 49);
	draw(&list);
	list_set_count(&list, 5);
	assert_int_equal(list.selected, 4);
	assert_int_equal(draw(&list).asked, 5);
	assert_int_equal(list.top, 0);
	list_select(&list, 99);
	assert_int_equal(list.selected, 4);
}

static void test_looks(void **state)
{
	struct list list = {.count = 5, .selected = 2};

	(void)state;
	draw(&list);
	expect_row(2, "    No Name                   Village           Phone");
	expect_row(3, "     0 name");
	expect_row(4, "  *  1 name");
	expect_row(5, " >   2 name");
	/* SECURITY S1: nothing acts. */
	expect_row(6, "     3 \357\277\275]0;x\357\277\275\357\277\275\357\277\275\357\277\275");
	expect_row(7, "     4 name");
	assert_true(term_is_reverse(5, 0));
	assert_true(term_is_reverse(5, 8));
	assert_false(term_is_reverse(4, 0));
	assert_false(term_is_reverse(2, 0));
}

static void test_clicks(void **state)
{
	struct list list = {.count = 100, .selected = 50};
	struct key key = {.code = KEYS_CLICK, .row = 4, .col = 10};

	(void)state;
	draw(&list);
	assert_int_equal(list.top, 42);
	assert_int_equal(list_click(&list, &view, area, &key), LIST_MOVED);
	assert_int_equal(list.selected, 43);
	assert_int_equal(list_click(&list, &view, area, &key), LIST_CHOSEN);
	key.row = 2; /* titles */
	assert_int_equal(list_click(&list, &view, area, &key), LIST_IGNORED);
	key.row = 12;
	assert_int_equal(list_click(&list, &view, area, &key), LIST_IGNORED);
	key = (struct key){.row = 4, .col = 60};
	assert_int_equal(list_click(&list, &view, area, &key), LIST_IGNORED);
}

static void test_small_areas(void **state)
{
	struct list list = {.count = 100, .selected = 50};
	struct rows rows = {0};

	(void)state;
	for (int height = -1; height < 3; height++) {
		for (int width = -1; width < 12; width++)
			list_draw(&list, &view, (struct area){23, 70, height, width}, &rows);
	}
	list_draw(&list, &view, (struct area){100, 200, 5, 5}, &rows);
	list_draw(&list, &view, (struct area){-3, -3, 8, 20}, &rows);
	list_place_cursor(&list, &view, area);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_only_visible_rows),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_shrinking),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_clicks),
		cmocka_unit_test(test_small_areas),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("list", tests, set_up, tear_down);
}
