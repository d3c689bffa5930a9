/* SPDX-License-Identifier: BSD-2-Clause */
/* What an officer sees when something is wrong with the data file: before the screens, on them, and at
 * an end that nobody wants. The hazards one by one: tests/store/test_guards.c. */
#include "support/terminal.h"
#include "tui/office_try.h"
#include "base/file.h"
#include "base/sanitizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define BACK_FROM_IT "\033[?1049l"

static const struct office_look looks[] = {
	{"en", NULL, NULL, "en", 24, 80},
	{"id", NULL, NULL, "id", 24, 80},
};

static void fresh_copy(void)
{
	office_quit(office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL));
}

/* The program on the copy, from its first byte: it may never come to its screens. */
static struct terminal *start(const char *language)
{
	char *path = office_copy_path();
	const char *argv[] = {getenv("OKOCE"), "--data", path, "--lang", language, NULL};
	struct terminal *terminal = terminal_open(&(struct terminal_options){
		.argv = argv,
		.env = (const char *const[]){"OKOCE_NOW=" OFFICE_TUESDAY, NULL},
	});

	free(path);
	return terminal;
}

static int end_of(struct terminal *terminal)
{
	int status = terminal_wait_end(terminal);

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void test_only_to_read(void **state)
{
	static const char *const says[][4] = {
		{"READ ONLY, DEMO", "read only: nothing is recorded", "FAILED",
			"Not saved: the file is open for reading only."},
		{"HANYA BACA, DEMO", "hanya baca: tidak ada yang dicatat", "GAGAL",
			"Tidak disimpan: berkas dibuka hanya untuk dibaca."},
	};

	(void)state;
	fresh_copy();
	for (size_t i = 0; i < 2; i++) {
		struct terminal *terminal = office_open_with(
			OFFICE_TUESDAY, &looks[i], (const char *const[]){"--read-only", NULL});

		terminal_expect(terminal, says[i][0]);
		terminal_type(terminal, "<Enter>");
		terminal_expect(terminal, says[i][0]);
		terminal_expect(terminal, says[i][1]);
		terminal_type(terminal, "17<Enter>");
		terminal_expect(terminal, says[i][2]);
		terminal_expect(terminal, says[i][3]);
		terminal_type(terminal, "<Esc><F4>");
		terminal_resize(terminal, 16, 60);
		terminal_expect(terminal, says[i][0]);
		office_quit(terminal);
	}
}

/* Who comes second is told where it is open, and may look; what the first one records is seen. */
static void test_open_elsewhere(void **state)
{
	struct terminal *first, *second;

	(void)state;
	first = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);
	second = start("id");
	terminal_sync(second);
	terminal_expect(second, "BERKAS TIDAK TERBUKA");
	terminal_expect(second, "Sedang dibuka di jendela lain (pts/");
	terminal_expect(second, "> 1 Baca saja");
	terminal_send(second, "<C-q>");
	assert_int_equal(end_of(second), 9);
	assert_true(terminal_got(second, "okoce --read-only"));
	terminal_free(second);

	second = start("en");
	terminal_sync(second);
	terminal_expect(second, "Open in another window (pts/");
	terminal_send(second, "1");
	terminal_wait_text(second, "READ ONLY, DEMO");
	terminal_sync(second);
	terminal_expect(second, "30/40");
	terminal_type(first, "<Enter>17<Enter>");
	terminal_expect(first, "31/40");
	terminal_type(second, "<Enter><Esc>");
	terminal_expect(second, "31/40");
	terminal_type(second, "<Enter>aminah<Enter>");
	terminal_expect(second, "Not saved: the file is open for reading only.");
	office_quit(second);
	office_quit(first);
}

static void test_replaced_in_the_middle(void **state)
{
	char *copy = office_copy_path(), *other = office_path(OFFICE_EMPTY), *moved = office_path("moved.okoce");
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter>");
	assert_int_equal(link(other, moved), 0);
	assert_int_equal(rename(moved, copy), 0);
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "FAILED");
	terminal_expect(terminal, "Not saved: the data file");
	terminal_expect(terminal, "Quit and open it again.");
	office_quit(terminal);
	free(copy);
	free(other);
	free(moved);
}

/* Who only looks would look at what was, for ever. */
static void test_replaced_while_it_is_read(void **state)
{
	char *copy = office_copy_path(), *other = office_path(OFFICE_EMPTY), *moved = office_path("moved.okoce");
	struct terminal *terminal;

	(void)state;
	fresh_copy();
	terminal = office_open_with(
		OFFICE_TUESDAY, &looks[0], (const char *const[]){"--read-only", NULL});
	assert_int_equal(link(other, moved), 0);
	assert_int_equal(rename(moved, copy), 0);
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "was replaced while it was open. Quit and open it again.");
	terminal_expect(terminal, "2019-KT-KBG-2");
	office_quit(terminal);
	free(copy);
	free(other);
	free(moved);
}

/* A stick is pulled and something is there again, or the disk lost its end. What is only in the file is
 * gone then: reading it is the program's end, but not the terminal's. */
static void test_cut_in_the_middle(void **state)
{
	char *copy = office_copy_path();
	struct terminal *terminal = office_open(OFFICE_DEMO, OFFICE_TUESDAY, NULL);

	(void)state;
	terminal_type(terminal, "<Enter>");
	assert_int_equal(truncate(copy, 8192), 0);
	free(copy);
	terminal_type(terminal, "17<Enter>");
	terminal_expect(terminal, "FAILED");
	terminal_expect(terminal, "Not saved: the data file");
	terminal_expect(terminal, "use another copy of the file.");
#ifdef HAS_SANITIZER /* it ends the program in its own way */
	office_quit(terminal);
#else
	terminal_type(terminal, "<Esc><Esc>");
	terminal_expect(terminal, "HOME");
	terminal_send(terminal, "<Down><Enter>");
	assert_int_equal(end_of(terminal), 6);
	assert_true(terminal_got(terminal, BACK_FROM_IT));
	assert_true(terminal_got(terminal, "Stopped by a fault: the data file was cut short or is damaged"));
	assert_true(terminal_got(terminal, "okoce check"));
	terminal_free(terminal);
#endif
}

static void test_before_the_screens(void **state)
{
	static const struct {
		long length;
		int exit;
		const char *english, *indonesian;
	} cuts[] = {
		{0, 6, "is empty. Use another copy of the file.", "kosong. Gunakan salinan lain."},
		{8192, 6, "is cut short. Use another copy of the file", "terpotong. Gunakan salinan lain"},
	};

	(void)state;
	fresh_copy();
	for (size_t i = 4; i-- > 0;) {
		char *copy = office_copy_path();

		assert_int_equal(truncate(copy, cuts[i / 2].length), 0);
		free(copy);
		struct terminal *terminal = start(i % 2 ? "id" : "en");
		terminal_sync(terminal);
		terminal_expect(terminal, i % 2 ? "BERKAS TIDAK TERBUKA" : "THE FILE DOES NOT OPEN");
		terminal_forget(terminal);
		terminal_send(terminal, "<C-q>");
		assert_int_equal(end_of(terminal), cuts[i / 2].exit);
		assert_true(terminal_got(terminal, i % 2 ? cuts[i / 2].indonesian : cuts[i / 2].english));
		terminal_free(terminal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_to_read),
		cmocka_unit_test(test_open_elsewhere),
		cmocka_unit_test(test_replaced_in_the_middle),
		cmocka_unit_test(test_replaced_while_it_is_read),
		cmocka_unit_test(test_cut_in_the_middle),
		cmocka_unit_test(test_before_the_screens),
	};

	return cmocka_run_group_tests(tests, office_begin, office_end);
}
