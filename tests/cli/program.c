/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGUMENTS_MAX 16
#define DEADLINE_MS 60000 /* a program that says nothing for so long has gone wrong */

static void execute(const char *const *argv)
{
	const char *path = getenv("OKOCE");
	char *all[ARGUMENTS_MAX + 2] = {(char *)(uintptr_t) "okoce"};

	/* A shell that runs the tests in the background has them ignored. */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	/* A finding of a sanitizer must not look like an exit status of ours. */
	setenv("ASAN_OPTIONS", "exitcode=99", 1);
	setenv("UBSAN_OPTIONS", "exitcode=99", 1);

	for (int i = 0; i < ARGUMENTS_MAX && argv[i]; i++)
		all[i + 1] = (char *)(uintptr_t)argv[i];
	execv(path ? path : "./okoce", all);
	_exit(127);
}

void program_start(struct program *program, const char *const *argv)
{
	int in[2], out[2];

	*program = (struct program){.pid = -1};
	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
		abort();
	signal(SIGPIPE, SIG_IGN);
	program->pid = fork();
	if (program->pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(out[1], STDERR_FILENO);
		execute(argv);
	}
	close(in[0]);
	close(out[1]);
	program->in = in[1];
	program->out = out[0];
}

void program_start_on_terminal(struct program *program, const char *const *argv)
{
	*program = (struct program){.pid = -1};
	signal(SIGPIPE, SIG_IGN);
	program->pid = forkpty(&program->out, NULL, NULL, NULL);
	if (program->pid == 0)
		execute(argv);
	program->in = program->out;
}

bool program_send(struct program *program, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t put = write(program->in, text, left);

		if (put < 0 && errno != EINTR)
			return false;
		text += put > 0 ? put : 0;
		left -= put > 0 ? (size_t)put : 0;
	}
	return true;
}

void program_close_input(struct program *program)
{
	if (program->in >= 0 && program->in != program->out)
		close(program->in);
	program->in = -1;
}

/* 1: something came; 0: nothing in that time; -1: the end. */
static int read_some(struct program *program, const struct timespec *wait)
{
	struct pollfd waiting = {.fd = program->out, .events = POLLIN};
	char chunk[4096];
	ssize_t got;
	int ready = ppoll(&waiting, 1, wait, NULL);

	if (ready == 0 || (ready < 0 && errno == EINTR))
		return 0;
	got = read(program->out, chunk, sizeof(chunk));
	if (got < 0 && errno == EINTR)
		return 0;
	/* The end of a terminal is EIO. */
	if (got <= 0)
		return -1;
	buf_add(&program->said, chunk, (size_t)got);
	return 1;
}

bool program_read(struct program *program, int microseconds)
{
	const struct timespec wait = {microseconds / 1000000, microseconds % 1000000 * 1000L};

	return read_some(program, &wait) >= 0;
}

static bool read_or_fail(struct program *program)
{
	const struct timespec wait = {DEADLINE_MS / 1000, 0};
	int result = read_some(program, &wait);

	if (result == 0) {
		kill(program->pid, SIGKILL);
		return false;
	}
	return result > 0;
}

bool program_wait_for(struct program *program, size_t from, const char *text)
{
	for (;;) {
		if (from <= program->said.len && strstr(buf_text(&program->said) + from, text))
			return true;
		if (!read_or_fail(program))
			return false;
	}
}

int program_end(struct program *program)
{
	int status;

	program_close_input(program);
	while (read_or_fail(program))
		;
	close(program->out);
	program->out = -1;
	while (waitpid(program->pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

int program_kill(struct program *program)
{
	kill(program->pid, SIGKILL);
	return program_end(program);
}

int program_run(const char *const *argv, struct buf *out)
{
	struct program program;
	int status;

	program_start(&program, argv);
	program_close_input(&program);
	status = program_end(&program);
	if (out)
		buf_add(out, program.said.ptr, program.said.len);
	buf_release(&program.said);
	return status;
}
