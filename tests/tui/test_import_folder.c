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

/* Whose path ends like this; fails when no place does. */
static const struct import_entry *place(const struct import_folder *folder, const char *end)
{
	for (size_t i = 0; i < folder->count; i++) {
		size_t len = strlen(folder->entry[i].path), size = strlen(end);

		if (len >= size && strcmp(folder->entry[i].path + len - size, end) == 0)
			return &folder->entry[i];
	}
	fail_msg("%s is not among %zu places", end, folder->count);
	return NULL;
}

/* Sticks stand below /media or /run/media, each there or below its officer's name. */
static void test_places(void **state)
{
	struct import_folder folder = {0};
	char *first = below("media"), *second = below("run"), *home = below("rumah");
	const char *const none[] = {NULL};
	const char *const media[] = {first, second, NULL};

	(void)state;
	import_places(&folder, none, NULL);
	assert_int_equal(folder.count, 1); /* where okoce was started */
	import_places(&folder, media, NULL); /* none is there */
	assert_int_equal(folder.count, 1);
	make("media/rina/STICK/Foto/");
	make("media/rina/DATA/");
	make("media/usb/Arsip/");
	make("media/usb/daftar.csv");
	make("media/kosong/");
	make("media/berkas.csv");
	make("run/rina/KINGSTON/");
	make("rumah/Downloads/");
	make("rumah/Dokumen"); /* a file of that name */
	import_places(&folder, media, home);
	assert_null(folder.path);
	assert_string_equal(place(&folder, "media/rina/STICK")->name, "STICK");
	place(&folder, "media/rina/DATA");
	place(&folder, "media/usb"); /* its own lists lie in it: no officer's folder */
	place(&folder, "media/kosong");
	assert_true(place(&folder, "run/rina/KINGSTON")->is_folder);
	assert_string_equal(folder.entry[5].name, "Downloads");
	assert_string_equal(folder.entry[6].path, home);
	assert_int_equal(folder.count, 8);
	import_folder_release(&folder);
	free(first);
	free(second);
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
	make("isi/d.ods"); /* opened, it says how to save it */
	make("isi/csv");
	make("isi/.e.csv");
	make("isi/z/");
	assert_int_equal(symlink(path, link), 0);
	assert_int_equal(symlink("/tidak/ada", lost), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(import_folder_read(&folder, path, &err), STATUS_OK);
	check(&folder, 9, "pintas/ z/ A.csv b.XLSX c.txt d.ods");
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
