/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Running okoce from a test in C: with its streams at hand, so that it can be killed in the midst
 * of its work, or on a pseudo-terminal that answers its questions.
 */
#ifndef OKOCE_TESTS_CLI_PROGRAM_H
#define OKOCE_TESTS_CLI_PROGRAM_H

#include "base/memory.h"

#include <sys/types.h>

/* How a build with sanitizers ends when it finds a fault. */
#define PROGRAM_FAULT 99

struct program {
	pid_t pid;
	int in, out;     /* to and from it; -1: closed. On a terminal both are its other end */
	struct buf said; /* all that it wrote */
};

/* The folder of this test below TMPDIR is its working directory. argv ends with null and does not
 * begin with the program's name. */
void program_start(struct program *program, const char *const *argv);
void program_start_on_terminal(struct program *program, const char *const *argv);
/* False when it does not take them, since it has ended. */
bool program_send(struct program *program, const char *text);
void program_close_input(struct program *program);
/* Reads until `text` stands in what was said after the first `from` bytes. False at the end. */
bool program_wait_for(struct program *program, size_t from, const char *text);
/* Reads what comes within so many microseconds. False at the end. */
bool program_read(struct program *program, int microseconds);
/* Reads to the end and waits for it: the exit status, or 1000 + the signal that ended it. */
int program_end(struct program *program);
/* SIGKILL, then program_end(). */
int program_kill(struct program *program);

/* Runs it to its end: exit status; what it wrote is appended to `out` when it is not null. */
int program_run(const char *const *argv, struct buf *out);

#endif
