/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/office_try.h"

#include "base/file.h"

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

#define FILE_MAX ((size_t)64 << 20)
#define WORDS_MAX 12

const struct office_look office_looks[OFFICE_LOOKS] = {
	{"id-xterm", "xterm-256color", NULL, "id", 24, 80},
	{"id-linux", "linux", NULL, "id", 24, 80},
	{"id-mono", "xterm-256color", "NO_COLOR=1", "id", 24, 80},
	{"id-small", "xterm-256color", NULL, "id", 16, 60},
	{"en-xterm", "xterm-256color", NULL, "en", 24, 80},
	{"en-linux", "linux", NULL, "en", 24, 80},
	{"en-mono", "xterm-256color", "NO_COLOR=1", "en", 24, 80},
	{"en-small", "xterm-256color", NULL, "en", 16, 60},
};

static const struct office_look plain_look = {"", NULL, NULL, "en", 24, 80};

char *office_path(const char *name)
{
	const char *folder = getenv("TMPDIR");

	return path_join(folder ? folder : "/tmp", name);
}

char *office_copy_path(void)
{
	return office_path("copy.okoce");
}

static const char *program(void)
{
	const char *path = getenv("OKOCE");

	if (!path)
		fail_msg("OKOCE does not say where the program is");
	return path;
}

static char *printed; /* by the program; freed by office_end() */

const char *office_run_plain(const char *const *words)
{
	char *out = office_path("out");
	struct buf text = BUF_EMPTY;
	struct err err = {0};
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		const char *argv[WORDS_MAX + 2] = {program()};

		for (size_t i = 0; words[i]; i++)
			argv[i + 1] = words[i];
		if (!freopen(out, "w", stdout) || !freopen("/dev/null", "r", stdin))
			_exit(98);
		setenv("OKOCE_NOW", OFFICE_TUESDAY, 1);
		execv(argv[0], (char *const *)argv);
		_exit(99);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("okoce %s ended with status %#x", words[0], (unsigned)status);
	if (file_read(out, FILE_MAX, &text, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(printed);
	printed = memory_text(buf_text(&text));
	buf_release(&text);
	free(out);
	return printed;
}

static void drop(const char *name)
{
	static const char *const suffixes[] = {"", "-lock", ".lock"};
	char *path = office_path(name);

	for (size_t i = 0; i < 3; i++) {
		char *whole = path_with(path, suffixes[i]);

		unlink(whole);
		free(whole);
	}
	free(path);
}

int office_begin(void **state)
{
	char *demo = office_path(OFFICE_DEMO);
	char *empty = office_path(OFFICE_EMPTY);

	(void)state;
	drop(OFFICE_DEMO);
	drop(OFFICE_EMPTY);
	office_run_plain((const char *const[]){"demo", demo, NULL});
	office_run_plain(
		(const char *const[]){"init", empty, "--open", "--officer", "Rina S.", NULL});
	free(demo);
	free(empty);
	return 0;
}

int office_end(void **state)
{
	(void)state;
	drop(OFFICE_DEMO);
	drop(OFFICE_EMPTY);
	drop("copy.okoce");
	drop("out");
	free(printed);
	printed = NULL;
	return 0;
}

void office_copy(const char *name)
{
	char *from = office_path(name);
	char *to = office_copy_path();
	struct buf bytes = BUF_EMPTY;
	struct err err = {0};

	drop("copy.okoce");
	if (file_read(from, FILE_MAX, &bytes, &err) != STATUS_OK ||
		file_write(to, buf_bytes(&bytes), &err) != STATUS_OK)
		fail_msg("%s", err.text);
	buf_release(&bytes);
	free(from);
	free(to);
}

struct terminal *office_open_with(
	const char *now, const struct office_look *look, const char *const *words)
{
	char *path = office_copy_path();
	struct buf clock = BUF_EMPTY;
	const char *argv[WORDS_MAX + 2] = {program(), "--data", path, "--lang", look->lang};
	struct terminal *terminal;

	for (size_t i = 0; words && words[i]; i++)
		argv[5 + i] = words[i];
	buf_printf(&clock, "OKOCE_NOW=%s", now);
	terminal = terminal_open(&(struct terminal_options){
		.argv = argv,
		.env = (const char *const[]){buf_text(&clock), look->env, NULL},
		.term = look->term,
		.rows = look->rows,
		.cols = look->cols,
	});
	buf_release(&clock);
	free(path);
	terminal_sync(terminal);
	return terminal;
}

struct terminal *office_open(const char *file, const char *now, const struct office_look *look)
{
	office_copy(file);
	return office_open_with(now, look ? look : &plain_look, NULL);
}

struct terminal *office_open_again(const char *now)
{
	return office_open_with(now, &plain_look, NULL);
}

void office_quit(struct terminal *terminal)
{
	int status;

	terminal_send(terminal, "<C-q>");
	status = terminal_wait_end(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	terminal_free(terminal);
}

void office_run_sealed(const char *now, const char *passphrase, const char *const *words)
{
	int pipes[2], status;
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(dprintf(pipes[1], "%s\n", passphrase), (int)strlen(passphrase) + 1);
	close(pipes[1]);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		const char *argv[WORDS_MAX + 4] = {program()};
		size_t count = 1;

		for (; words[count - 1]; count++)
			argv[count] = words[count - 1];
		argv[count++] = "--passphrase-fd";
		argv[count] = "3";
		setenv("OKOCE_NOW", now, 1);
		if (dup2(pipes[0], 3) != 3 || !freopen("/dev/null", "w", stdout) ||
			!freopen("/dev/null", "w", stderr))
			_exit(98);
		execv(argv[0], (char *const *)argv);
		_exit(99);
	}
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}
