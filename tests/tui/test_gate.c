/* SPDX-License-Identifier: BSD-2-Clause */
/* 07.30 in the hall, and the data file does not open. */
#include "support/terminal.h"
#include "tui/gate_files.h"
#include "tui/office_try.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct terminal *open_as_it_is(const char *lang, int rows, int cols)
{
	char *path = office_path("missing.okoce");
	const char *argv[] = {getenv("OKOCE"), "--data", path, "--lang", lang, NULL};
	struct terminal *terminal;

	terminal = terminal_open(&(struct terminal_options){.argv = argv,
		.env = (const char *const[]){"OKOCE_NOW=" OFFICE_TUESDAY, NULL},
		.rows = rows,
		.cols = cols});
	terminal_sync(terminal);
	free(path);
	return terminal;
}

static struct terminal *open_missing(const char *lang, int rows, int cols)
{
	char *path = office_path("missing.okoce");

	unlink(path);
	free(path);
	return open_as_it_is(lang, rows, cols);
}

static int end_of(struct terminal *terminal)
{
	int status = terminal_wait_end(terminal);

	assert_true(WIFEXITED(status));
	terminal_free(terminal);
	return WEXITSTATUS(status);
}

static void test_what_can_be_done_is_numbered(void **state)
{
	struct terminal *terminal = open_missing("id", 16, 60);

	(void)state;
	terminal_expect(terminal, "BERKAS TIDAK TERBUKA");
	terminal_expect(terminal, "> 1 Cari di flashdisk");
	terminal_type(terminal, "3");
	terminal_expect(terminal, "> 3 Lanjutkan dengan kertas");
	terminal_expect(terminal, "Tulis nomor, nama, NIK");
	terminal_type(terminal, "<F9>");
	terminal_expect(terminal, "> 3 Go on with paper");
	terminal_type(terminal, "1<Esc><C-l>");
	terminal_expect(terminal, "THE FILE DOES NOT OPEN");
	terminal_send(terminal, "<C-q>");
	assert_int_equal(end_of(terminal), 4);
}

static void test_another_file_of_this_laptop_is_opened(void **state)
{
	struct terminal *terminal = open_missing("en", 24, 80);

	(void)state;
	terminal_type(terminal, "2");
	terminal_expect(terminal, OFFICE_DEMO);
	terminal_type(terminal, "<Home>");
	while (!strstr(terminal_row(terminal, terminal_find(terminal, " > ")), OFFICE_DEMO))
		terminal_type(terminal, "<Down>");
	terminal_send(terminal, "<Enter>");
	terminal_wait_text(terminal, "HOME");
	terminal_sync(terminal);
	terminal_expect(terminal, "DEMO");
	terminal_send(terminal, "<C-q>");
	assert_int_equal(end_of(terminal), 0);
}

/* A file that comes while the officer looks at the choices. */
static void test_the_same_file_is_tried_again(void **state)
{
	struct terminal *terminal = open_missing("en", 24, 80);
	char *from = office_path(OFFICE_DEMO), *to = office_path("missing.okoce");

	(void)state;
	assert_int_equal(rename(from, to), 0);
	terminal_send(terminal, "4");
	terminal_wait_text(terminal, "HOME");
	terminal_sync(terminal);
	terminal_send(terminal, "<C-q>");
	assert_int_equal(end_of(terminal), 0);
	assert_int_equal(rename(to, from), 0);
	free(from);
	free(to);
}

/* A laptop on which okoce never ran: it asks for the office's file before it offers to begin a programme. */
static void test_three_doors_of_the_first_run(void **state)
{
	static const char *const langs[] = {"id", "en"};
	char *path = office_path("missing.okoce"), *folder = office_path("new-laptop");
	struct buf home = BUF_EMPTY;

	(void)state;
	unlink(path);
	buf_printf(&home, "XDG_STATE_HOME=%s", folder);
	for (size_t i = 0; i < 2; i++) {
		const char *argv[] = {getenv("OKOCE"), "--data", path, "--lang", langs[i], NULL};
		const char *env[] = {"OKOCE_NOW=" OFFICE_TUESDAY, buf_text(&home), NULL};
		struct terminal *terminal = terminal_open(
			&(struct terminal_options){.argv = argv, .env = env, .rows = 16, .cols = 60});

		terminal_sync(terminal);
		terminal_expect(terminal, i == 0 ? "> 1 Terima berkas dari kantor (flashdisk)"
						 : "> 1 Receive the file from the office (stick)");
		terminal_expect(terminal, i == 0 ? "  2 Mulai program baru (kantor, sekali saja)"
						 : "  2 Begin a programme (the office, once)");
		terminal_expect(terminal, i == 0 ? "  3 Coba dengan data contoh" : "  3 Try it with invented people");
		terminal_type(terminal, "1");
		terminal_expect(terminal, i == 0 ? "Tidak ada berkas data di flashdisk"
						 : "No data file on a stick");
		terminal_type(terminal, "<Esc>");
		terminal_send(terminal, "<C-q>");
		assert_int_equal(end_of(terminal), 4);
	}
	buf_release(&home);
	free(path);
	free(folder);
}

/* --- The laptop's own copies ------------------------------------------------------------------------ */

static void leave(struct terminal *terminal)
{
	terminal_wait_text(terminal, "HOME");
	terminal_sync(terminal);
	terminal_send(terminal, "<C-q>");
	assert_int_equal(end_of(terminal), 0);
}

static void forget_copies(void)
{
	const char *folder = getenv("XDG_STATE_HOME");
	char *copies = path_join(folder, "okoce/copies"), *away = path_join(folder, "okoce/copies-away");

	assert_int_equal(rename(copies, away), 0);
	free(copies);
	free(away);
}

/* It is worked with, and then it is gone; and once more, cut short. */
static void test_the_last_copy_of_this_laptop_is_opened(void **state)
{
	char *path = office_path("missing.okoce");
	char *aside = office_path("missing.okoce.damaged-1");
	struct terminal *terminal;

	(void)state;
	office_quit(office_open(OFFICE_EMPTY, OFFICE_TUESDAY, NULL));
	terminal = open_missing("id", 24, 80);
	terminal_expect(terminal, "  2 Salinan terakhir di laptop ini (Sel 16 Jul 08.40, ");
	terminal_expect(terminal, "  3 Lanjutkan dengan kertas");
	terminal_expect(terminal, "  4 Cari berkas lain di laptop ini");
	terminal_type(terminal, "<F9>");
	terminal_send(terminal, "2");
	leave(terminal);
	assert_int_equal(truncate(path, 5000), 0);
	terminal = open_as_it_is("en", 24, 80);
	terminal_expect(terminal, "salvage");
	terminal_send(terminal, "2");
	leave(terminal);
	assert_int_equal(access(aside, F_OK), 0);
	forget_copies();
	unlink(path);
	free(path);
	free(aside);
}

/* --- Files ----------------------------------------------------------------------------------------- */

static void put(const char *name)
{
	char *path = office_path(name);
	struct err err = {0};

	assert_int_equal(file_write(path, (struct bytes){(const uint8_t *)"x", 1}, &err), STATUS_OK);
	free(path);
}

static void make(const char *name)
{
	char *path = office_path(name);
	struct err err = {0};

	assert_int_equal(file_make_folder(path, &err), STATUS_OK);
	free(path);
}

static bool has(const struct gate_files *files, const char *name, bool on_stick)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(path_base(files->item[i].path), name) == 0)
			return files->item[i].on_stick == on_stick;
	return false;
}

static void test_files_are_found_on_sticks_and_here(void **state)
{
	char *media = office_path("media"), *home = office_path("home-of"), *path = office_path("own.okoce");
	char *link_path;
	struct gate_files files = {.count = 0};

	(void)state;
	make("media/rina/STICK/serah");
	make("home-of/Unduhan");
	put("media/rina/STICK/kantor.okoce");
	put("media/rina/STICK/serah/lama.OKOCE");
	put("media/rina/STICK/list.xlsx");
	put("home-of/Unduhan/salinan.okoce");
	put("home-of/.okoce");
	put("own.okoce");
	put("beside.okoce");
	link_path = path_join(media, "rina/STICK/link.okoce");
	unlink(link_path);
	assert_int_equal(symlink("/etc/hostname", link_path), 0);
	gate_files_find(&files, media, path, home);
	assert_true(has(&files, "kantor.okoce", true));
	assert_true(has(&files, "lama.OKOCE", true));
	assert_true(has(&files, "salinan.okoce", false));
	assert_true(has(&files, "beside.okoce", false));
	assert_false(has(&files, "own.okoce", false));
	assert_false(has(&files, "link.okoce", true));
	assert_false(has(&files, "list.xlsx", true));
	gate_files_release(&files);
	gate_files_find(&files, "/nonexistent", path, NULL);
	assert_true(has(&files, "beside.okoce", false));
	gate_files_release(&files);
	unlink(link_path);
	free(link_path);
	free(media);
	free(home);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_can_be_done_is_numbered),
		cmocka_unit_test(test_another_file_of_this_laptop_is_opened),
		cmocka_unit_test(test_the_same_file_is_tried_again),
		cmocka_unit_test(test_three_doors_of_the_first_run),
		cmocka_unit_test(test_the_last_copy_of_this_laptop_is_opened),
		cmocka_unit_test(test_files_are_found_on_sticks_and_here),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
