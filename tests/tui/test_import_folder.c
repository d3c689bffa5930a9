/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/import.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* It needs those before it. */
#include <cmocka.h>

static char *top;

static char *below(const char *name)
{
	return path_join(top, name);
}

static void make(const char *name)
{
	char *path = below(name);
	struct err err;

	if (name[strlen(name) - 1] == '/')
		path[strlen(path) - 1] = '\0';
	if (name[strlen(name) - 1] == '/')
		assert_int_equal(file_make_folder(path, &err), STATUS_OK);
	else
		assert_int_equal(file_write(path, BYTES_NONE, &err), STATUS_OK);
	free(path);
}

static int begin(void **state)
{
	const char *folder = getenv("TMPDIR");

	(void)state;
	top = path_join(folder ? folder : "/tmp", "folder-XXXXXX");
	return mkdtemp(top) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	free(top);
	return 0;
}

/* "stick/ Unduhan/ ..." */
static void check(const struct import_folder *folder, size_t count, const char *expected)
{
	struct buf names = BUF_EMPTY;

	for (size_t i = 0; i < folder->count && i < count; i++)
		buf_printf(&names, "%s%s%s", i > 0 ? " " : "", folder->entry[i].name,
			folder->entry[i].is_folder ? "/" : "");
	assert_string_equal(buf_text(&names), expected);
	buf_release(&names);
}

static void test_places(void **state)
{
	struct import_folder folder = {0};
	char *media = below("media"), *home = below("rumah");

	(void)state;
	import_places(&folder, media, NULL);
	assert_int_equal(folder.count, 1); /* where okoce was started */
	make("media/rina/STICK/");
	make("media/usb/");
	make("media/usb/daftar.csv");
	make("rumah/Downloads/");
	make("rumah/Dokumen"); /* a file of that name */
	import_places(&folder, media, home);
	assert_null(folder.path);
	check(&folder, 1, strstr(folder.entry[0].name, "STICK") ? "STICK/" : "usb/");
	assert_string_equal(folder.entry[2].name, "Downloads");
	assert_string_equal(folder.entry[3].path, home);
	import_folder_release(&folder);
	free(media);
	free(home);
}

static void test_folder(void **state)
{
	struct import_folder folder = {0};
	struct err err = {0};
	char *path = below("isi"), *link = below("isi/pintas"), *pipe = below("isi/pipa.csv");
	char *lost = below("isi/hilang.csv"), *missing = below("tidak-ada");

	(void)state;
	make("isi/");
	assert_int_equal(import_folder_read(&folder, path, &err), STATUS_OK);
	assert_int_equal(folder.count, 0);
	make("isi/b.XLSX");
	make("isi/A.csv");
	make("isi/c.txt");
	make("isi/d.doc");
	make("isi/csv");
	make("isi/.e.csv");
	make("isi/z/");
	assert_int_equal(symlink(path, link), 0);
	assert_int_equal(symlink("/tidak/ada", lost), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(import_folder_read(&folder, path, &err), STATUS_OK);
	check(&folder, 9, "pintas/ z/ A.csv b.XLSX c.txt");
	/* What cannot be read leaves what was shown. */
	assert_int_equal(import_folder_read(&folder, missing, &err), STATUS_NOT_FOUND);
	assert_non_null(strstr(err.text, "tidak-ada"));
	check(&folder, 1, "pintas/");
	import_folder_release(&folder);
	free(path);
	free(link);
	free(pipe);
	free(lost);
	free(missing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_folder),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
