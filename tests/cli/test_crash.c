/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The index of the data file is cut by another program while okoce has it open: reading beyond its
 * new end is a SIGBUS. The terminal is given back, a sentence says what to do, what was answered is
 * in the file, and the next start makes the index anew. (The data file's own length is looked at
 * before each use; tests/store/test_guards.c.) The same where pages of the index are lost: nobody is
 * said not to be there, and no start ends as the one before.
 */
#include "cli/program.h"
#include "base/sanitizer.h"
#include "base/scratch.h"
#include "support/terminal.h"

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

#define SESSION "2019-MM-KBG-1"
#define PAGE_SIZE 4096
#define META_PAGES 8192 /* liblmdb can still begin to read */
#define STATUS_EXIT_DAMAGED 6
#define SENTENCE "okoce: Stopped by a fault"

static const char people[] = "NIK,Nama\n3173080101700001,Agus\n3173080101700002,Budi\n";
static const char *const lines[] = {
	"checkin", "--plain", "--session", SESSION, "--data", "class.okoce", NULL};

static void expect_run(const char *const *argv, const char *text)
{
	struct buf said = BUF_EMPTY;
	int status = program_run(argv, &said);

	if (status != 0 || !strstr(buf_text(&said), text))
		fail_msg("okoce %s: exit status %d: %s", argv[0], status, buf_text(&said));
	buf_release(&said);
}

static int make_class(void **state)
{
	struct err err;

	setenv("OKOCE_LANG", "en", 1);
	setenv("OKOCE_NOW", "2019-03-04T08:00:00+07:00", 1);
	if (scratch_make(state) != 0 || chdir(*state) != 0)
		return -1;
	if (file_write("people.csv", (struct bytes){(const uint8_t *)people, sizeof(people) - 1},
		    &err) != STATUS_OK)
		return -1;
	expect_run((const char *const[]){"init", "class.okoce", "--open", "--officer", "Rina", NULL},
		"Made");
	expect_run((const char *const[]){"import", "people.csv", "--session", SESSION, "--data",
			   "class.okoce", NULL},
		"2 rows read");
	return 0;
}

/* The index that this laptop keeps, of which there is one; null: there is none. Free with free(). */
static char *find_index(void)
{
	char *folder = path_join(getenv("XDG_CACHE_HOME"), "okoce"), *found = NULL;
	struct dirent *entry;
	DIR *dir = opendir(folder);

	while (dir && (entry = readdir(dir))) {
		size_t len = strlen(entry->d_name);

		if (len < 5 || strcmp(entry->d_name + len - 5, ".view") != 0)
			continue;
		assert_null(found);
		found = path_join(folder, entry->d_name);
	}
	if (dir)
		closedir(dir);
	free(folder);
	return found;
}

static void cut_index(void)
{
	char *path = find_index();

	assert_non_null(path);
	assert_int_equal(truncate(path, META_PAGES), 0);
	free(path);
}

/* A leaf whose first record is that of a live event (store/view_inside.h). */
static bool holds_events(const uint8_t page[PAGE_SIZE])
{
	unsigned first = page[16] | (unsigned)page[17] << 8;

	return page[10] == 2 && page[11] == 0 && first + 8 < PAGE_SIZE && page[first + 8] == 'R';
}

/* What the index says of the log stays. */
static void lose_events(void)
{
	static const uint8_t nothing[PAGE_SIZE];
	char *path = find_index();
	uint8_t page[PAGE_SIZE];
	unsigned lost = 0;

	assert_non_null(path);
	FILE *file = fopen(path, "r+b");
	for (long at = META_PAGES; fseek(file, at, SEEK_SET) == 0 && fread(page, sizeof(page), 1, file) == 1;
		at += PAGE_SIZE) {
		if (!holds_events(page))
			continue;
		assert_int_equal(fseek(file, at, SEEK_SET), 0);
		assert_int_equal(fwrite(nothing, sizeof(nothing), 1, file), 1);
		lost++;
	}
	assert_int_equal(fclose(file), 0);
	free(path);
	assert_true(lost > 0);
}

static void expect_nothing_lost(void)
{
	struct program program;

	expect_run((const char *const[]){"check", "--data", "class.okoce", NULL}, "nothing wrong");
	program_start(&program, lines);
	assert_true(program_send(&program, "1\n"));
	program_close_input(&program);
	assert_int_equal(program_end(&program), 0);
	assert_non_null(strstr(buf_text(&program.said), "ALREADY PRESENT  01"));
	buf_release(&program.said);
}

static void the_screen_is_given_back(void **state)
{
	const char *const argv[] = {getenv("OKOCE"), "checkin", "--session", SESSION, "--data",
		"class.okoce", NULL};
	struct terminal *terminal;
	int status;

	(void)state;
	terminal = terminal_open(&(struct terminal_options){.argv = argv});
	terminal_sync(terminal);
	terminal_type(terminal, "1<Enter>");
	terminal_expect(terminal, "PRESENT");
	cut_index();
	terminal_send(terminal, "2<Enter>");
	status = terminal_wait_end(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_EXIT_DAMAGED);
	assert_true(terminal_got(terminal, "\033[?1049l"));
	assert_true(terminal_got(terminal, "\033[?2004l"));
	assert_true(terminal_cursor_is_visible(terminal));
	assert_true(terminal_got(terminal, SENTENCE));
	terminal_free(terminal);
	expect_nothing_lost();
}

static void lines_end_with_the_sentence(void **state)
{
	struct program program;

	(void)state;
	program_start(&program, lines);
	assert_true(program_send(&program, "1\n"));
	assert_true(program_wait_for(&program, 0, "PRESENT"));
	cut_index();
	assert_true(program_send(&program, "2\n"));
	assert_int_equal(program_end(&program), STATUS_EXIT_DAMAGED);
	assert_non_null(strstr(buf_text(&program.said), SENTENCE));
	buf_release(&program.said);
	expect_nothing_lost();
}

static void no_two_starts_end_so(void **state)
{
	const char *const argv[] = {"roster", "--session", SESSION, "--data", "class.okoce", NULL};
	struct buf said = BUF_EMPTY;

	(void)state;
	lose_events();
	assert_int_equal(program_run(argv, &said), STATUS_EXIT_DAMAGED);
	assert_non_null(strstr(buf_text(&said), SENTENCE));
	buf_release(&said);
	char *left = find_index();
	assert_null(left);
	expect_run(argv, "Budi");
	expect_nothing_lost();
	left = find_index();
	assert_non_null(left);
	free(left);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_screen_is_given_back),
		cmocka_unit_test(lines_end_with_the_sentence),
		cmocka_unit_test(no_two_starts_end_so),
	};

#ifdef HAS_SANITIZER
	print_message("skipped: a sanitizer takes these signals itself\n");
	return 77;
#endif
	return cmocka_run_group_tests(tests, make_class, scratch_remove);
}
