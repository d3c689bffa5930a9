/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that officers take away: new ones, their own, in the folder of documents. */
#include "app/export.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define OK(call) assert_int_equal((call), STATUS_OK)

static struct buf text_of(const char *text)
{
	struct buf buf = BUF_EMPTY;

	buf_add_text(&buf, text);
	return buf;
}

static void assert_exports(const struct app *app, void **state, const char *expected)
{
	struct buf text = text_of("isi\n"), read = BUF_EMPTY;
	char *path, *wanted = app_try_path(state, expected);
	struct err err = {0};
	struct stat found;

	OK(export_text(app, "lembar", &text, &path, &err));
	assert_string_equal(path, wanted);
	OK(file_read(path, 100, &read, &err));
	assert_string_equal(buf_text(&read), "isi\n");
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	buf_release(&text);
	buf_release(&read);
	free(path);
	free(wanted);
}

static void test_nothing_is_overwritten(void **state)
{
	char *documents = app_try_path(state, "Documents");
	struct app app = {.own_folder = app_try_path(state, ".")};
	struct err err = {0};

	app.own_folder[strlen(app.own_folder) - 2] = '\0';
	assert_exports(&app, state, "lembar.txt");
	assert_exports(&app, state, "lembar-2.txt");
	OK(file_make_folder(documents, &err));
	assert_exports(&app, state, "Documents/lembar.txt");
	free(documents);
	documents = app_try_path(state, "Dokumen");
	OK(file_make_folder(documents, &err));
	assert_exports(&app, state, "Dokumen/lembar.txt");
	assert_exports(&app, state, "Dokumen/lembar-2.txt");
	free(documents);
	free(app.own_folder);
}

static void test_no_folder(void **state)
{
	struct app app = {.own_folder = NULL};
	struct buf text = text_of("isi\n");
	struct err err = {0};
	char *path;

	assert_int_equal(export_text(&app, "lembar", &text, &path, &err), STATUS_NOT_FOUND);
	assert_null(path);
	app.own_folder = app_try_path(state, "gone");
	err_clear(&err);
	assert_int_not_equal(export_text(&app, "lembar", &text, &path, &err), STATUS_OK);
	assert_null(path);
	assert_non_null(strstr(err.text, "gone/lembar.txt"));
	free(app.own_folder);
	buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_is_overwritten),
		TEST(test_no_folder),
	};

	return cmocka_run_group_tests_name("app/export", tests, NULL, NULL);
}
