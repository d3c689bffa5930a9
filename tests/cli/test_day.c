/* SPDX-License-Identifier: BSD-2-Clause */
/* A training day at the screens of the program itself: forty people on a file of one's own, and the
 * demo that somebody tries. */
#include "cli/program.h"
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
#define PEOPLE 43
#define SEATS 40

static int make_folder(void **state)
{
	setenv("OKOCE_LANG", "en", 1);
	setenv("OKOCE_NOW", "2019-03-04T08:00:00+07:00", 1);
	return scratch_make(state) == 0 ? chdir(*state) : -1;
}

static void expect_run(const char *const *argv)
{
	struct buf said = BUF_EMPTY;
	int status = program_run(argv, &said);

	if (status != 0)
		fail_msg("okoce %s: exit status %d: %s", argv[0], status, buf_text(&said));
	buf_release(&said);
}

/* "Peserta Bab": a name that nobody else has a part of. */
static void name_of(int number, char name[16])
{
	snprintf(name, 16, "%c%c%c", 'A' + number / 5, 'a' + number % 5, 'q');
}

static void make_class(void)
{
	struct buf csv = BUF_EMPTY;
	struct err err;
	char name[16];

	buf_add_text(&csv, "NIK,Nama\n");
	for (int i = 1; i <= PEOPLE; i++) {
		name_of(i, name);
		buf_printf(&csv, "317308010170%04d,Peserta %s\n", i, name);
	}
	assert_int_equal(file_write("people.csv", buf_bytes(&csv), &err), STATUS_OK);
	buf_release(&csv);
	expect_run((const char *const[]){
		"init", "class.okoce", "--open", "--officer", "Rina S.", NULL});
	expect_run((const char *const[]){"import", "people.csv", "--session", SESSION, "--data",
		"class.okoce", NULL});
}

static struct terminal *open_okoce(const char *const *argv)
{
	const char *all[12] = {getenv("OKOCE")};
	struct terminal *terminal;

	for (int i = 0; argv[i]; i++)
		all[i + 1] = argv[i];
	terminal = terminal_open(&(struct terminal_options){.argv = all});
	terminal_sync(terminal);
	return terminal;
}

static void quit(struct terminal *terminal)
{
	int status;

	terminal_send(terminal, "<C-q>");
	status = terminal_wait_end(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* By NIK, number, name and the NIK's end, as they come. */
static void type_person(struct terminal *terminal, int number)
{
	char keys[48], name[16];

	name_of(number, name);
	if (number % 4 == 0)
		snprintf(keys, sizeof(keys), "317308010170%04d<Enter>", number);
	else if (number % 4 == 1)
		snprintf(keys, sizeof(keys), "%d<Enter>", number);
	else if (number % 4 == 2)
		snprintf(keys, sizeof(keys), "%s<Enter>", name);
	else
		snprintf(keys, sizeof(keys), "%04d<Enter>", number);
	terminal_type(terminal, keys);
}

static void forty_people_at_the_door(void **state)
{
	const char *const door[] = {"checkin", "--session", SESSION, "--data", "class.okoce", NULL};
	struct terminal *terminal;
	char counter[16];

	(void)state;
	make_class();
	terminal = open_okoce(door);
	terminal_expect(terminal, SESSION);
	for (int i = 1; i <= SEATS; i++) {
		type_person(terminal, i);
		terminal_expect(terminal, "PRESENT");
		snprintf(counter, sizeof(counter), "%02d  Peserta", i);
		terminal_expect(terminal, counter);
	}
	terminal_type(terminal, "<C-z>");
	terminal_expect(terminal, "UNDONE");
	quit(terminal);
	/* Who tried nothing out is told nothing. */
	assert_false(terminal_got(terminal, "okoce demo"));
	terminal_free(terminal);

	/* All of it is there when it is opened again. */
	struct buf roster = BUF_EMPTY;
	size_t present = 0;

	assert_int_equal(program_run((const char *const[]){"roster", "--session", SESSION,
					     "--format", "csv", "--data", "class.okoce", NULL},
				 &roster),
		0);
	for (const char *at = buf_text(&roster); (at = strstr(at, ",present,")); at++)
		present++;
	assert_int_equal(present, SEATS - 1);
	buf_release(&roster);
	expect_run((const char *const[]){"check", "--data", "class.okoce", NULL});
	terminal = open_okoce(door);
	type_person(terminal, 7);
	terminal_expect(terminal, "ALREADY PRESENT");
	type_person(terminal, 40);
	terminal_expect(terminal, "PRESENT");
	quit(terminal);
	terminal_free(terminal);
}

/* A screen reader's way: the counter asks, the answer is a line. */
static void plain_lines_at_a_terminal(void **state)
{
	struct program program;

	(void)state;
	program_start_on_terminal(&program, (const char *const[]){"checkin", "--plain", "--session",
						    SESSION, "--data", "class.okoce", NULL});
	assert_true(program_wait_for(&program, 0, "40/40 > "));
	assert_true(program_send(&program, "7\n"));
	assert_true(program_wait_for(&program, 0, "ALREADY PRESENT  07  Peserta"));
	assert_true(program_send(&program, "sakit 7\n"));
	assert_true(program_wait_for(&program, 0, "39/40 > "));
	assert_true(program_send(&program, "urungkan\n"));
	assert_true(program_wait_for(&program, 0, "UNDONE"));
	assert_true(program_send(&program, "\004"));
	assert_int_equal(program_end(&program), 0);
	buf_release(&program.said);
}

/* What somebody sees who tries okoce: today's class is one Enter away; at the end three lines. */
static void the_demo_tells_where_it_is(void **state)
{
	struct terminal *terminal;

	(void)state;
	unsetenv("OKOCE_NOW");
	expect_run((const char *const[]){"demo", "demo.okoce", "--people", "600", NULL});
	terminal = open_okoce((const char *const[]){"--data", "demo.okoce", NULL});
	terminal_expect(terminal, "Tuesday, 16 July 2019");
	terminal_type(terminal, "<Enter>");
	terminal_expect(terminal, "2019-KT-KBG-2");
	quit(terminal);
	assert_true(terminal_got(terminal, "invented people: \"demo.okoce\""));
	assert_true(terminal_got(terminal, "okoce --data \"demo.okoce\""));
	assert_true(terminal_got(terminal, "okoce demo \"demo.okoce\""));
	terminal_free(terminal);
	setenv("OKOCE_NOW", "2019-03-04T08:00:00+07:00", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forty_people_at_the_door),
		cmocka_unit_test(plain_lines_at_a_terminal),
		cmocka_unit_test(the_demo_tells_where_it_is),
	};

	return cmocka_run_group_tests(tests, make_folder, scratch_remove);
}
