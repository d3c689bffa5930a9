/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/date.h"
#include "base/i18n.h"
#include "scratch.h"

#include <langinfo.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A catalogue of four texts, in the order of their msgids. The first is its header. */
#define TEXTS 4
static const char *const catalogue[TEXTS][2] = {
	{"", "Content-Type: text/plain; charset=UTF-8\n"},
	{"July", "Juli"},
	{"Tuesday", "Selasa"},
	{"not found", "tidak ditemukan"},
};

static void add_number(struct buf *out, size_t number)
{
	uint32_t word = (uint32_t)number; /* in the machine's own order: readers take both */

	buf_add(out, &word, sizeof(word));
}

/* The .mo format: magic, revision, count, offsets of two tables of {length, offset}, then texts. */
static void write_catalogue(const char *folder)
{
	const size_t tables = 7 * 4;
	struct buf file = BUF_EMPTY;
	struct buf texts = BUF_EMPTY;
	char *name = path_join(folder, "id/LC_MESSAGES/okoce.mo");
	char *its_folder = path_join(folder, "id/LC_MESSAGES");
	struct err err;

	add_number(&file, 0x950412de);
	add_number(&file, 0);
	add_number(&file, TEXTS);
	add_number(&file, tables);
	add_number(&file, tables + 8 * TEXTS);
	add_number(&file, 0);
	add_number(&file, 0);
	for (int side = 0; side < 2; side++) {
		for (int i = 0; i < TEXTS; i++) {
			add_number(&file, strlen(catalogue[i][side]));
			add_number(&file, tables + (size_t)2 * 8 * TEXTS + texts.len);
			buf_add(&texts, catalogue[i][side], strlen(catalogue[i][side]) + 1);
		}
	}
	buf_add(&file, texts.ptr, texts.len);
	assert_int_equal(file_make_folder(its_folder, &err), STATUS_OK);
	assert_int_equal(file_write(name, buf_bytes(&file), &err), STATUS_OK);
	buf_release(&file);
	buf_release(&texts);
	free(name);
	free(its_folder);
}

static int set_up(void **state)
{
	if (scratch_make(state) != 0)
		return -1;
	write_catalogue(*state);
	return 0;
}

/* Starts as a user would whose environment says LC_ALL=`locale`. */
static void start_under(void **state, const char *locale, enum language language)
{
	setenv("LC_ALL", locale, 1);
	i18n_start(*state, language);
}

static void expect_date(const char *expected)
{
	struct buf out = BUF_EMPTY;

	date_print_long(&out, date_of(2019, 7, 16));
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void every_users_locale_will_do(void **state)
{
	static const char *const locales[] = {
		"C", "POSIX", "C.UTF-8", "none_SUCH.UTF-8", "en_US.ISO-8859-1", ""};

	for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
		start_under(state, locales[i], LANGUAGE_INDONESIAN);
		assert_int_equal(i18n_language(), LANGUAGE_INDONESIAN);
		assert_string_equal(nl_langinfo(CODESET), "UTF-8");
		assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
		expect_date("Selasa, 16 Juli 2019");
		start_under(state, locales[i], LANGUAGE_ENGLISH);
		expect_date("Tuesday, 16 July 2019");
	}
}

static void only_the_locale_of_messages_may_be_missing(void **state)
{
	unsetenv("LC_ALL");
	setenv("LANG", "C.UTF-8", 1);
	setenv("LC_MESSAGES", "C", 1);
	i18n_start(*state, LANGUAGE_INDONESIAN);
	expect_date("Selasa, 16 Juli 2019");
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
}

static void the_language_is_switched_at_once(void **state)
{
	start_under(state, "C.UTF-8", LANGUAGE_ENGLISH);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(i18n_language(), LANGUAGE_ENGLISH);
		assert_string_equal(status_text(STATUS_NOT_FOUND), "not found");
		i18n_set_language(LANGUAGE_INDONESIAN);
		assert_int_equal(i18n_language(), LANGUAGE_INDONESIAN);
		assert_string_equal(status_text(STATUS_NOT_FOUND), "tidak ditemukan");
		i18n_set_language(LANGUAGE_ENGLISH);
	}
}

static void the_users_own_wish_in_the_environment_does_not_win(void **state)
{
	setenv("LANGUAGE", "en:de", 1);
	start_under(state, "C.UTF-8", LANGUAGE_INDONESIAN);
	expect_date("Selasa, 16 Juli 2019");
}

static void what_is_not_translated_stays_english(void **state)
{
	start_under(state, "C.UTF-8", LANGUAGE_INDONESIAN);
	assert_string_equal(status_text(STATUS_BUSY), "open elsewhere");
}

static void without_a_catalogue_all_is_english(void **state)
{
	(void)state;
	setenv("LC_ALL", "C.UTF-8", 1);
	i18n_start("/nonexistent", LANGUAGE_INDONESIAN);
	expect_date("Tuesday, 16 July 2019");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_users_locale_will_do),
		cmocka_unit_test(only_the_locale_of_messages_may_be_missing),
		cmocka_unit_test(the_language_is_switched_at_once),
		cmocka_unit_test(the_users_own_wish_in_the_environment_does_not_win),
		cmocka_unit_test(what_is_not_translated_stays_english),
		cmocka_unit_test(without_a_catalogue_all_is_english),
	};

	return cmocka_run_group_tests(tests, set_up, scratch_remove);
}
