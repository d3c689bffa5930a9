/* SPDX-License-Identifier: BSD-2-Clause */
/* Importing on the screen, from choosing the list to taking it back. */
#include "tui/office_try.h"
#include "base/file.h"
#include "support/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* It needs those before it. */
#include <cmocka.h>

#define FIRST_MONDAY "2019-03-04T08:00:00+07:00"
#define LIST "Daftar Kembangan.xlsx"

/* The officer's own folder of downloads. */
static char *downloads(const char *name)
{
	const char *home = getenv("HOME");
	char *folder = path_join(home ? home : "/tmp", "Unduhan");
	char *path = path_join(folder, name);
	struct err err;

	assert_int_equal(file_make_folder(folder, &err), STATUS_OK);
	free(folder);
	return path;
}

static void put(const char *name, const char *text, size_t len)
{
	char *path = downloads(name);
	struct err err;

	assert_int_equal(
		file_write(path, (struct bytes){(const uint8_t *)text, len}, &err), STATUS_OK);
	free(path);
}

static void put_data(const char *name, const char *data)
{
	const char *top = getenv("top_srcdir");
	char *folder = path_join(top ? top : ".", "tests/data");
	char *path = path_join(folder, data);
	struct buf bytes = BUF_EMPTY;
	struct err err;

	assert_int_equal(file_read(path, 1 << 20, &bytes, &err), STATUS_OK);
	put(name, (const char *)bytes.ptr, bytes.len);
	buf_release(&bytes);
	free(path);
	free(folder);
}

static void drop(const char *name)
{
	char *path = downloads(name);

	unlink(path);
	free(path);
}

/* The list stands alone in Unduhan, and what is refused of it is not there yet. */
static int begin(void **state)
{
	put_data(LIST, "import-kantor.xlsx");
	drop("Daftar Kembangan.ditolak.csv");
	return office_begin(state);
}

static int fresh(void **state)
{
	(void)state;
	drop("Daftar Kembangan.ditolak.csv");
	return 0;
}

/* At Unduhan, in the first place that is offered. */
static struct terminal *open_downloads(const struct office_look *look)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, FIRST_MONDAY, look);

	terminal_type(terminal, "i<Home>");
	while (!strstr(terminal_row(terminal, terminal_cursor_row(terminal)), "Unduhan/") &&
		terminal_find(terminal, "> Unduhan/") < 0)
		terminal_type(terminal, "<Down>");
	terminal_type(terminal, "<Enter>");
	return terminal;
}

static void test_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < OFFICE_LOOKS; i++) {
		char golden[64];
		struct terminal *terminal = open_downloads(&office_looks[i]);

		terminal_type(terminal, "<Enter><Down><Down>");
		snprintf(golden, sizeof(golden), "tui/golden/import-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		terminal_type(terminal, "kkbg");
		snprintf(golden, sizeof(golden), "tui/golden/import-class-%s", office_looks[i].name);
		terminal_golden(terminal, golden);
		office_quit(terminal);
	}
}

/* A preview writes nothing; Enter imports; Ctrl-Z takes it back; and it can be imported again. */
static void test_import_and_undo(void **state)
{
	char *rejected = downloads("Daftar Kembangan.ditolak.csv");
	struct terminal *terminal = open_downloads(NULL);

	(void)state;
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Into: 2019-MM-KBJ-1");
	terminal_expect(terminal, "Nothing is written yet.");
	terminal_expect(terminal, "12 rows: 9 registered, 0 waiting, 0 known, 0 differ, 3 refused");
	assert_int_equal(access(rejected, F_OK), -1);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Imported, and saved.");
	terminal_expect(terminal, "The refused rows are in: ");
	assert_int_equal(access(rejected, F_OK), 0);
	terminal_type(terminal, "<Enter>"); /* once more does nothing */
	terminal_expect(terminal, "Imported, and saved.");
	terminal_type(terminal, "<Esc><Esc><Enter>anggraini");
	terminal_expect(terminal, "NUR ANGGRAINI");
	office_quit(terminal);
	free(rejected);
}

static void test_undo(void **state)
{
	struct terminal *terminal = open_downloads(NULL);

	(void)state;
	terminal_type(terminal, "<Enter><Enter>");
	terminal_expect(terminal, "Imported, and saved.");
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "Taken back.");
	terminal_type(terminal, "<Esc><Esc><Enter>anggraini");
	assert_int_equal(terminal_find(terminal, "NUR ANGGRAINI"), -1);
	office_quit(terminal);
}

/* The list does not say which training: the screen does, and goes back to a class. */
static void test_by_columns(void **state)
{
	struct terminal *terminal = open_downloads(NULL);

	(void)state;
	terminal_type(terminal, "<Enter>k<Home>");
	terminal_expect(terminal, "as the list's columns say");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Into: as the columns komoditi and kecamatan say");
	terminal_expect(terminal, "This list cannot be imported:");
	assert_int_equal(terminal_find(terminal, "Enter Import"), -1);
	terminal_type(terminal, "<F2>2019-mm-kbj-1<Enter>");
	terminal_expect(terminal, "Into: 2019-MM-KBJ-1");
	terminal_expect(terminal, "12 rows: 9 registered");
	office_quit(terminal);
}

/* Any class can be the list's, found by typing; Esc leaves it as it was. */
static void test_choose_class(void **state)
{
	struct terminal *terminal = open_downloads(NULL);
	int row;

	(void)state;
	terminal_type(terminal, "<Enter>k");
	terminal_expect(terminal, "CLASS OF THE LIST");
	terminal_expect(terminal, "> 2019-MM-KBJ-1");
	terminal_type(terminal, "fashion kembangan");
	assert_int_equal(terminal_find(terminal, "2019-MM-KBJ-1"), -1);
	row = terminal_find(terminal, "> 2019-FS-KBG-1");
	assert_true(row > 0);
	terminal_type(terminal, "x");
	terminal_expect(terminal, "No class fits.");
	terminal_type(terminal, "<Enter>"); /* nothing to choose */
	terminal_expect(terminal, "CLASS OF THE LIST");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "2019-MM-KBJ-1");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "Into: 2019-MM-KBJ-1");
	terminal_type(terminal, "kfashion kembangan<Enter>");
	terminal_expect(terminal, "Into: 2019-FS-KBG-1");
	terminal_expect(terminal, "2019-FS-KBG-1  Fashion, class 1: 9 registered");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Imported, and saved.");
	/* What is imported is imported: another class would be another import. */
	assert_int_equal(terminal_find(terminal, "K Class"), -1);
	office_quit(terminal);
}

/* A list for several classes goes into each by its rows, and what is refused lies beside it. */
static void test_several_classes(void **state)
{
	char *rejected = downloads("gabungan.ditolak.csv");
	struct terminal *terminal;

	(void)state;
	drop("gabungan.ditolak.csv");
	put_data("gabungan.csv", "lists/orang-beberapa.csv");
	terminal = open_downloads(NULL);
	terminal_type(terminal, "gabungan.csv<Enter>k<Home><Enter>");
	terminal_expect(terminal, "as the columns komoditi and kecamatan say: 4 classes");
	terminal_expect(terminal, "10 rows: 5 registered, 0 waiting, 0 known, 0 differ, 5 refused");
	terminal_expect(terminal, "2019-MM-KBJ-1  Food and drink, class 1: 1 registered");
	terminal_expect(terminal, "2019-FS-KBG-1  Fashion, class 1: 2 registered");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Imported, and saved.");
	terminal_type(terminal, "<Home>");
	terminal_expect(terminal, "> The refused rows are in: ");
	terminal_expect(terminal, "gabungan.ditolak.csv");
	terminal_expect(terminal, "there and import that file."); /* wrapped, not cut */
	assert_int_equal(access(rejected, F_OK), 0);
	office_quit(terminal);
	drop("gabungan.ditolak.csv");
	drop("gabungan.csv");
	free(rejected);
}

static void put_many(const char *name, int count)
{
	struct buf text = BUF_EMPTY;

	buf_add_text(&text, "Nama,NIK\n");
	for (int i = 1; i <= count; i++)
		buf_printf(&text, "Orang %d,317308120495%04d\n", i, i);
	put(name, buf_text(&text), text.len);
	buf_release(&text);
}

/* Esc stops the reading, the reading for another class, and the writing, which then wrote nothing. */
static void test_stopped(void **state)
{
	struct terminal *terminal;

	(void)state;
	put_many("banyak.csv", 3000);
	terminal = open_downloads(NULL);
	terminal_type(terminal, "banyak.csv");
	terminal_send(terminal, "<Enter><Esc>");
	terminal_sync(terminal);
	terminal_expect(terminal, "Stopped. Nothing was imported.");
	terminal_expect(terminal, "CHOOSE A LIST");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "3000 rows: 40 registered, 2960 waiting");
	assert_true(terminal_got(terminal, "Reading the list..."));
	terminal_type(terminal, "kfashion kembangan");
	terminal_send(terminal, "<Enter><Esc>");
	terminal_sync(terminal);
	terminal_expect(terminal, "Stopped. Nothing was imported.");
	terminal_expect(terminal, "Into: 2019-MM-KBJ-1");
	terminal_send(terminal, "<Enter><Esc>");
	terminal_sync(terminal);
	terminal_expect(terminal, "Stopped. Nothing was imported.");
	terminal_expect(terminal, "Nothing is written yet.");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "Imported, and saved.");
	terminal_expect(terminal, "3000 rows: 40 registered, 2960 waiting");
	office_quit(terminal);
	drop("banyak.csv");
}

/* Only lists and folders are shown, and no name of a file reaches the terminal as it is. */
static void test_names(void **state)
{
	static const char hostile[] = "a\033[31m\xe2\x80\xae.csv";
	struct terminal *terminal;

	(void)state;
	put("surat.docx", "x", 1);
	put(".rahasia.csv", "x", 1);
	put(hostile, "x", 1);
	terminal = open_downloads(NULL);
	terminal_expect(terminal, "a\xef\xbf\xbd[31m\xef\xbf\xbd.csv");
	terminal_expect(terminal, LIST);
	assert_int_equal(terminal_find(terminal, "surat"), -1);
	assert_int_equal(terminal_find(terminal, "rahasia"), -1);
	office_quit(terminal);
	drop("surat.docx");
	drop(".rahasia.csv");
	drop(hostile);
}

/* Typed at the places a path is below the folder where okoce was started, and is shown whole. */
static void test_typed_at_places(void **state)
{
	struct terminal *terminal = office_open(OFFICE_EMPTY, FIRST_MONDAY, NULL);
	struct err err;

	(void)state;
	assert_int_equal(file_make_folder("folder-lain", &err), STATUS_OK);
	terminal_type(terminal, "ifolder-lain<Enter>");
	assert_int_equal(terminal_row(terminal, 2)[1], '/');
	office_quit(terminal);
	rmdir("folder-lain");
}

/* A path can be typed, below the folder that is shown and below the officer's own. */
static void test_typed(void **state)
{
	static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
	struct terminal *terminal;

	(void)state;
	put("lama.xls", old, 8);
	terminal = open_downloads(NULL);
	terminal_type(terminal, "lama.xls<Enter>");
	terminal_expect(terminal, "List: lama.xls");
	terminal_expect(terminal, "workbook of an old Excel (.xls)");
	terminal_type(terminal, "<Esc><Esc>~/Unduhan/tidak-ada.csv<Enter>");
	terminal_expect(terminal, "List: tidak-ada.csv");
	terminal_expect(terminal, "This list cannot be imported:");
	terminal_type(terminal, "<Esc><Esc>~<Enter>");
	terminal_expect(terminal, "Unduhan/");
	terminal_type(terminal, "<F4>");
	terminal_expect(terminal, "Places on this laptop");
	terminal_type(terminal, "<Esc>");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
	drop("lama.xls");
}

static void test_read_only(void **state)
{
	static const char *const words[] = {"--read-only", NULL};
	struct terminal *terminal;

	(void)state;
	office_copy(OFFICE_EMPTY);
	terminal = office_open_with(FIRST_MONDAY, &office_looks[4], words);
	assert_int_equal(terminal_find(terminal, "I Import"), -1);
	terminal_type(terminal, "i");
	terminal_expect(terminal, "HOME");
	office_quit(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_looks, fresh),
		cmocka_unit_test_setup(test_import_and_undo, fresh),
		cmocka_unit_test_setup(test_undo, fresh),
		cmocka_unit_test_setup(test_by_columns, fresh),
		cmocka_unit_test_setup(test_choose_class, fresh),
		cmocka_unit_test_setup(test_several_classes, fresh),
		cmocka_unit_test_setup(test_stopped, fresh),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_typed_at_places),
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_read_only),
	};

	return cmocka_run_group_tests(tests, begin, office_end);
}
