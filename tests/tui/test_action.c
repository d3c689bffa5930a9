/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/action.h"
#include "tui/key.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	TRY_DAY = ACTION_OWN,
	TRY_NEW,
	TRY_LEAVE,
	TRY_PAPER,
	TRY_UNDO,
	TRY_CLASSES
};

static const struct action door[] = {
	{TRY_DAY, KEYS_F(2), 0, "Hari", "Pilih hari.", 2},
	{TRY_NEW, KEYS_F(3), KEYS_CTRL('N'), "Baru", "Daftarkan peserta baru.", 1},
	{TRY_LEAVE, KEYS_F(4), 0, "Izin/Sakit", "Catat izin atau sakit.", 2},
	{TRY_PAPER, KEYS_F(5), 0, "Kertas", "Salin lembar kertas.", 3},
	{TRY_UNDO, KEYS_CTRL('Z'), 0, "Urungkan", "Batalkan yang terakhir.", 1},
	{TRY_CLASSES, 'K', 0, "Kegiatan", "Buka daftar kegiatan.", 0},
	{ACTION_BACK, KEYS_ESC, 0, "Balik", "Kembali.", 9}, /* the way out stays whatever this is */
};
static const struct actions own = ACTIONS(door);

static bool without_undo(const void *context, int id)
{
	(void)context;
	return id != TRY_UNDO;
}
static const struct action_filter no_undo = {without_undo, NULL};

static int found(uint32_t key, enum focus focus)
{
	const struct action *action = action_find(own, NULL, key, focus);

	return action ? action->id : ACTION_NONE;
}

static void test_find(void **state)
{
	(void)state;
	assert_int_equal(found(KEYS_F(3), FOCUS_INPUT), TRY_NEW);
	assert_int_equal(found(KEYS_CTRL('N'), FOCUS_INPUT), TRY_NEW);
	assert_int_equal(found(KEYS_F(7), FOCUS_NONE), ACTION_NONE);
	assert_int_equal(found(0, FOCUS_NONE), ACTION_NONE);
	assert_int_equal(found(KEYS_F(1), FOCUS_INPUT), ACTION_HELP);
	assert_int_equal(found(KEYS_CTRL('Q'), FOCUS_INPUT), ACTION_QUIT);
	assert_int_equal(found(KEYS_F(9), FOCUS_NONE), ACTION_LANGUAGE);
}

static void test_letters_need_no_focus(void **state)
{
	(void)state;
	assert_int_equal(found('k', FOCUS_NONE), TRY_CLASSES);
	assert_int_equal(found('K', FOCUS_NONE), TRY_CLASSES);
	assert_int_equal(found('k', FOCUS_EMPTY_INPUT), ACTION_NONE);
	assert_int_equal(found('?', FOCUS_NONE), ACTION_HELP);
	assert_int_equal(found('?', FOCUS_EMPTY_INPUT), ACTION_HELP);
	assert_int_equal(found('?', FOCUS_INPUT), ACTION_NONE);
}

static void test_filter(void **state)
{
	(void)state;
	assert_null(action_find(own, &no_undo, KEYS_CTRL('Z'), FOCUS_NONE));
	assert_non_null(action_find(own, &no_undo, KEYS_F(2), FOCUS_NONE));
}

static void test_own_replaces(void **state)
{
	static const struct action home[] = {
		{ACTION_QUIT, KEYS_CTRL('Q'), 0, "Keluar", "Keluar.", 2}};
	const struct action *all[ACTION_MAX];
	size_t count = action_collect(ACTIONS(home), NULL, all, ACTION_MAX);
	int quits = 0;

	(void)state;
	for (size_t i = 0; i < count; i++)
		quits += all[i]->id == ACTION_QUIT;
	assert_int_equal(quits, 1);
	assert_ptr_equal(all[0], &home[0]);
	assert_ptr_equal(action_find(ACTIONS(home), NULL, KEYS_CTRL('Q'), FOCUS_NONE), &home[0]);
	assert_int_equal(action_collect(own, NULL, all, 2), 2);
}

/* --- The bar ----------------------------------------------------------------------------------- */

static void expect_bar(int cols, const struct action_filter *filter, const char *expected)
{
	const struct term_options headless = {.type = "xterm", .device = "/dev/null"};
	struct buf row = BUF_EMPTY;
	struct err err = {0};
	struct bar bar;

	assert_int_equal(term_start(&headless, &err), STATUS_OK);
	term_resize(24, cols);
	bar_fit(&bar, own, filter, cols);
	bar_draw(&bar, 23);
	term_row_text(23, &row);
	term_stop();
	assert_string_equal(buf_text(&row), expected);
	buf_release(&row);
}

static void test_bar(void **state)
{
	const char *all =
		" F1 Help  F2 Hari  F3 Baru  F4 Izin/Sakit  F5 Kertas  ^Z Urungkan  Esc Balik";

	(void)state;
	expect_bar(200, NULL, all);
	expect_bar(80, NULL, all);
	/* Closer together, before anything is left out. */
	expect_bar(75, NULL, " F1 Help F2 Hari F3 Baru F4 Izin/Sakit F5 Kertas ^Z Urungkan Esc Balik");
	expect_bar(60, &no_undo, " F1 Help F2 Hari F3 Baru F4 Izin/Sakit F5 Kertas Esc Balik");
	/* What is left out is told, and never the way out. */
	expect_bar(60, NULL, " F1 Help +2 F2 Hari F3 Baru ^Z Urungkan Esc Balik");
	expect_bar(45, NULL, " F1 Help +3 F3 Baru ^Z Urungkan Esc Balik");
	expect_bar(24, NULL, " F1 Help +5 Esc Balik");
	expect_bar(5, NULL, " F1 H"); /* help is never left out */
}

static void test_bar_clicks(void **state)
{
	struct bar bar;

	(void)state;
	bar_fit(&bar, own, NULL, 80);
	assert_null(bar_at(&bar, 0));
	assert_int_equal(bar_at(&bar, 1)->id, ACTION_HELP);
	assert_int_equal(bar_at(&bar, 7)->id, ACTION_HELP);
	assert_null(bar_at(&bar, 8));
	assert_int_equal(bar_at(&bar, 10)->id, TRY_DAY);
	assert_null(bar_at(&bar, 79));
}

static void test_everywhere_is_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < action_everywhere.count; i++) {
		const struct action *action = &action_everywhere.list[i];

		assert_true(action->key > 0);
		assert_true(action->key < KEYS_F(11) || action->key > KEYS_F(12) || action->other);
		assert_true(strlen(action->name) > 0 && strlen(action->help) > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_letters_need_no_focus),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_own_replaces),
		cmocka_unit_test(test_bar),
		cmocka_unit_test(test_bar_clicks),
		cmocka_unit_test(test_everywhere_is_complete),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("action", tests, NULL, NULL);
}
