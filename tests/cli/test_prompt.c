/* SPDX-License-Identifier: BSD-2-Clause */
/* The questions of init and of unlocking, as a person at a terminal meets them. */
#include "cli/program.h"
#include "base/file.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SECRET "tobi-rasa-kelu-mani"

static int enter_folder(void **state)
{
	if (scratch_make(state) != 0)
		return -1;
	setenv("OKOCE_LANG", "en", 1);
	setenv("OKOCE_NOW", "2019-03-04T08:00:00+07:00", 1);
	return chdir(*state);
}

/* Waits for a question behind what was said before, and answers it. */
static void answer(struct program *program, size_t *from, const char *question, const char *text)
{
	if (!program_wait_for(program, *from, question))
		fail_msg("no question \"%s\" in: %s", question, buf_text(&program->said));
	/* Only behind the question: what comes next may have come with it. */
	*from = (size_t)(strstr(buf_text(&program->said) + *from, question) -
			 buf_text(&program->said)) + strlen(question);
	assert_true(program_send(program, text));
}

static void expect_end(struct program *program, int status, const char *text)
{
	int got = program_end(program);

	if (got != status || !strstr(buf_text(&program->said), text))
		fail_msg("status %d, expected %d and \"%s\": %s", got, status, text,
			buf_text(&program->said));
	buf_release(&program->said);
}

static void init(struct program *program, size_t *from, const char *file)
{
	*from = 0;
	program_start_on_terminal(program, (const char *const[]){"init", file, NULL});
	answer(program, from, "Name of the officer: ", "Sri L.\n");
}

static void make(const char *file)
{
	struct program program;
	size_t from;

	init(&program, &from, file);
	answer(&program, &from, "Passphrase", SECRET "\n");
	answer(&program, &from, "once more: ", SECRET "\n");
	expect_end(&program, 0, "Made: ");
}

static void nothing_typed_is_shown(void **state)
{
	struct program program;
	size_t from;

	(void)state;
	init(&program, &from, "a.okoce");
	answer(&program, &from, "Passphrase", SECRET "\n");
	answer(&program, &from, "once more: ", SECRET "\n");
	assert_int_equal(program_end(&program), 0);
	assert_null(strstr(buf_text(&program.said), SECRET));
	assert_non_null(strstr(buf_text(&program.said), "Sri L.\r\n"));
	buf_release(&program.said);
}

static void two_answers_must_agree(void **state)
{
	struct program program;
	size_t from;

	(void)state;
	init(&program, &from, "b.okoce");
	answer(&program, &from, "Passphrase", SECRET "\n");
	answer(&program, &from, "once more: ", SECRET "x\n");
	assert_int_not_equal(access("b.okoce", F_OK), 0);
	answer(&program, &from, "differ", "");
	answer(&program, &from, "Passphrase", "short\n");
	answer(&program, &from, "Passphrase", SECRET "\n");
	answer(&program, &from, "once more: ", SECRET "\n");
	expect_end(&program, 0, "Made: ");
}

static void enter_alone_takes_the_proposed_one(void **state)
{
	struct program program;
	struct buf proposed = BUF_EMPTY;
	const char *begin;
	size_t from;

	(void)state;
	init(&program, &from, "c.okoce");
	answer(&program, &from, "Passphrase", "");
	begin = strstr(buf_text(&program.said), "Proposed passphrase: ");
	assert_non_null(begin);
	begin += strlen("Proposed passphrase: ");
	buf_add(&proposed, begin, strcspn(begin, "\r\n"));
	buf_add_byte(&proposed, '\n');
	assert_true(program_send(&program, "\n"));
	answer(&program, &from, "once more: ", buf_text(&proposed));
	expect_end(&program, 0, "Made: ");

	from = 0;
	program_start_on_terminal(
		&program, (const char *const[]){"sessions", "--data", "c.okoce", NULL});
	answer(&program, &from, "Passphrase: ", buf_text(&proposed));
	expect_end(&program, 0, "2019-KT-KBG-2");
	buf_release(&proposed);
}

static void three_tries_then_no(void **state)
{
	struct program program;
	size_t from = 0;

	(void)state;
	make("d.okoce");
	program_start_on_terminal(
		&program, (const char *const[]){"sessions", "--data", "d.okoce", NULL});
	for (int i = 0; i < 3; i++)
		answer(&program, &from, "Passphrase: ", "not-that-one-either\n");
	assert_int_equal(program_end(&program), 5);
	assert_null(strstr(buf_text(&program.said), "2019-KT-KBG-2"));
	buf_release(&program.said);

	from = 0;
	program_start_on_terminal(
		&program, (const char *const[]){"sessions", "--data", "d.okoce", NULL});
	answer(&program, &from, "Passphrase: ", "not-that-one-either\n");
	answer(&program, &from, "Passphrase: ", SECRET "\n");
	expect_end(&program, 0, "2019-KT-KBG-2");
}

static void check_goes_on_without_it(void **state)
{
	const char *const argv[] = {"check", "--data", "e.okoce", NULL};
	struct program program;
	size_t from = 0;

	(void)state;
	make("e.okoce");
	program_start_on_terminal(&program, argv);
	answer(&program, &from, "Enter alone", "\n");
	expect_end(&program, 0, "were not checked");
	program_start_on_terminal(&program, argv);
	from = 0;
	answer(&program, &from, "Enter alone", SECRET "\n");
	assert_int_equal(program_end(&program), 0);
	assert_null(strstr(buf_text(&program.said), "were not checked"));
	assert_non_null(strstr(buf_text(&program.said), "nothing wrong"));
	buf_release(&program.said);
}

static void control_c_and_control_d_end_it(void **state)
{
	struct program program;
	size_t from;

	(void)state;
	init(&program, &from, "f.okoce");
	answer(&program, &from, "Passphrase", "half\003");
	assert_int_equal(program_end(&program), 1000 + 2);
	buf_release(&program.said);
	init(&program, &from, "f.okoce");
	answer(&program, &from, "Passphrase", "\004");
	expect_end(&program, 5, "No answer.");
	assert_int_not_equal(access("f.okoce", F_OK), 0);
}

/* The shipped YAML files, with another line for the city. */
static void make_folder(const char *city)
{
	static const char *const names[] = {"calendar-2019.yaml", "commodities.yaml", "districts.yaml",
		"plan-2018.yaml", "plan-2019.yaml", "okoce.yaml"};
	struct buf settings = BUF_EMPTY, changed = BUF_EMPTY;
	char from[4096], to[64];
	const char *line;

	assert_int_equal(mkdir("conf", 0700), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(from, sizeof(from), "%s/conf/%s", getenv("top_srcdir"), names[i]);
		snprintf(to, sizeof(to), "conf/%s", names[i]);
		if (strcmp(names[i], "okoce.yaml") != 0)
			assert_int_equal(symlink(from, to), 0);
	}
	assert_int_equal(file_read(from, 1 << 20, &settings, NULL), STATUS_OK);
	line = strstr(buf_text(&settings), "\ncity: ");
	assert_non_null(line);
	buf_add(&changed, settings.ptr, (size_t)(line + 1 - buf_text(&settings)));
	buf_add_text(&changed, city);
	buf_add_text(&changed, strchr(line + 1, '\n') + 1);
	assert_int_equal(file_write("conf/okoce.yaml", buf_bytes(&changed), NULL), STATUS_OK);
	buf_release(&settings);
	buf_release(&changed);
}

/* What differs is written when it is wanted. */
static void a_changed_folder_is_asked_about(void **state)
{
	struct program program;
	size_t from;

	(void)state;
	assert_int_equal(program_run((const char *const[]){"init", "g.okoce", "--open", "--officer",
					     "Sri L.", NULL}, NULL), 0);
	make_folder("city: Kembangan\n");
	for (int i = 0; i < 2; i++) {
		from = 0;
		program_start_on_terminal(&program, (const char *const[]){"conf", "load", "conf",
						    "--data", "g.okoce", NULL});
		answer(&program, &from, "Write 1 change into the data file? [y/N] ", i ? "y\n" : "\n");
		expect_end(&program, 0, i ? "1 change written." : "Nothing was written.");
	}
	assert_int_equal(program_run((const char *const[]){"conf", "load", "conf", "--data",
					     "g.okoce", NULL}, NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_typed_is_shown),
		cmocka_unit_test(two_answers_must_agree),
		cmocka_unit_test(enter_alone_takes_the_proposed_one),
		cmocka_unit_test(three_tries_then_no),
		cmocka_unit_test(check_goes_on_without_it),
		cmocka_unit_test(control_c_and_control_d_end_it),
		cmocka_unit_test(a_changed_folder_is_asked_about),
	};

	return cmocka_run_group_tests(tests, enter_folder, scratch_remove);
}
