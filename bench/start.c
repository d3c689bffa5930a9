/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Programs on a pseudo-terminal of 24 rows and 80 columns:
 *   start RUNS [-- NAME COMMAND [WORD...]]...
 *       starts each command in turn, once to warm up and then RUNS times. Prints from its start to
 *       its first screen in microseconds, and its memory then in KB (/proc/PID/smaps_rollup). The
 *       first screen is there with the last byte before the program is silent for QUIET. A command
 *       whose NAME begins with "okoce" is asked instead when it has drawn all: it is OKOCE_TEST that
 *       makes it answer. With BENCH_SCREENS=FOLDER what came is kept in FOLDER/NAME.
 *   start unlock RUNS PASSPHRASE COMMAND [WORD...]
 *       okoce with a sealed file: types the passphrase when it is asked for, and prints from Enter to
 *       the first screen, and the memory then.
 *   start keys RUNS [-- NAME OPEN KEYS COMMAND [WORD...]]...
 *       starts each command as above, sends the keys of OPEN and then those of KEYS (blanks between
 *       keys), and prints of the latter how many bytes came for each, and the median time from a key to
 *       the last byte before SILENCE. All programs are waited for in the same way.
 *   start scan NIKS COMMAND [WORD...]
 *       okoce at a door: sends each NIK of the file NIKS and Enter, as a scanner does, and prints how
 *       long it took until all was saved and drawn.
 */
#include "common.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SYNC_KEY "\033[5199~"
#define SYNC_ANSWER "\033]5199;"
#define READY "\033[?2004h" /* what curses is started with, last of all */
#define QUIET 300	    /* milliseconds */
#define SILENCE 40	    /* the same, behind the first bytes that a key brings */
#define KEYS_MAX 256
#define PATIENCE 120000
#define SCREEN_MIN 300 /* no screen of a full-screen program has fewer bytes */
#define COMMANDS_MAX 16

struct command {
	const char *name;
	char **argv;
};

struct program {
	pid_t pid;
	int fd;
	double started, last; /* the last byte that came */
	struct buf got;
	size_t seen; /* of got, for answers */
	bool ended;
};

/* --- One program ------------------------------------------------------------------------------- */

static void program_start(struct program *program, char **argv)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};

	*program = (struct program){.started = bench_now()};
	program->pid = forkpty(&program->fd, NULL, NULL, &size);
	if (program->pid < 0)
		bench_die("no pseudo-terminal: %s", strerror(errno));
	if (program->pid > 0)
		return;
	setenv("TERM", "xterm-256color", 1);
	setenv("OKOCE_TEST", "1", 1);
	execvp(argv[0], argv);
	fprintf(stderr, "cannot start %s\n", argv[0]);
	_exit(127);
}

static bool program_got(const struct program *program, const char *bytes)
{
	const char *start = buf_text(&program->got) + program->seen;

	return memmem(start, program->got.len - program->seen, bytes, strlen(bytes)) != NULL;
}

/* Reads once; false when nothing comes for so long, or never more. */
static bool program_read(struct program *program, int milliseconds)
{
	struct pollfd poll_fd = {program->fd, POLLIN, 0};
	char bytes[65536];
	ssize_t len;

	if (poll(&poll_fd, 1, milliseconds) <= 0)
		return false;
	len = read(program->fd, bytes, sizeof(bytes));
	if (len <= 0) {
		program->ended = true;
		return false;
	}
	program->last = bench_now();
	buf_add(&program->got, bytes, (size_t)len);
	return true;
}

static void program_send(struct program *program, const char *bytes)
{
	if (write(program->fd, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
		bench_die("the program takes no keys");
}

static void wait_until(struct program *program, const char *bytes, const char *name)
{
	while (!program_got(program, bytes))
		if (!program_read(program, PATIENCE))
			bench_die("%s: no screen came. What came:\n%s", name, buf_text(&program->got));
}

static void wait_drawn(struct program *program, const char *name)
{
	wait_until(program, READY, name);
	program_send(program, SYNC_KEY);
	wait_until(program, SYNC_ANSWER, name);
}

static void wait_first_screen(struct program *program, const char *name)
{
	if (strncmp(name, "okoce", 5) == 0) {
		wait_drawn(program, name);
	} else if (program_read(program, PATIENCE)) {
		while (program_read(program, QUIET))
			continue;
	}
	if (program->ended || program->got.len < SCREEN_MIN)
		bench_die("%s: no screen came. What came:\n%s", name, buf_text(&program->got));
}

static void program_end(struct program *program)
{
	kill(program->pid, SIGTERM);
	for (int i = 0; i < 200 && waitpid(program->pid, NULL, WNOHANG) == 0; i++) {
		program_read(program, 10);
		if (i == 100)
			kill(program->pid, SIGKILL);
	}
	close(program->fd);
	buf_release(&program->got);
}

/* --- First screens ----------------------------------------------------------------------------- */

struct memory_use {
	unsigned long resident, private_dirty, private_clean;
};

static struct memory_use memory_of(pid_t pid)
{
	static const char *const names[] = {"Rss:", "Private_Dirty:", "Private_Clean:"};
	struct memory_use use = {0};
	unsigned long *const values[] = {&use.resident, &use.private_dirty, &use.private_clean};
	char path[64], line[256];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	file = fopen(path, "r");
	if (!file)
		bench_die("%s: %s", path, strerror(errno));
	while (fgets(line, sizeof(line), file))
		for (size_t i = 0; i < 3; i++)
			if (strncmp(line, names[i], strlen(names[i])) == 0)
				*values[i] = strtoul(line + strlen(names[i]), NULL, 10);
	fclose(file);
	return use;
}

static void keep_screen(const struct program *program, const char *name)
{
	const char *folder = getenv("BENCH_SCREENS");
	char *path;
	struct err err = {0};

	if (!folder)
		return;
	path = path_join(folder, name);
	BENCH_OK(file_write(path, buf_bytes(&program->got), &err));
	free(path);
}

static void tell_memory(const char *name, unsigned run, const struct memory_use *use)
{
	bench_figure("resident", name, run, (double)use->resident);
	bench_figure("private", name, run, (double)use->private_dirty);
	bench_figure("private-clean", name, run, (double)use->private_clean);
}

static void start_once(const struct command *command, unsigned run)
{
	struct program program;
	struct memory_use use;

	program_start(&program, command->argv);
	wait_first_screen(&program, command->name);
	use = memory_of(program.pid);
	if (run == 0) {
		keep_screen(&program, command->name);
	} else {
		bench_figure("start", command->name, run, program.last - program.started);
		tell_memory(command->name, run, &use);
	}
	program_end(&program);
}

static size_t read_commands(struct command *command, int argc, char **argv)
{
	size_t count = 0;

	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--") != 0)
			continue;
		argv[i] = NULL; /* ends the command before it */
		if (i + 2 >= argc || count == COMMANDS_MAX)
			bench_die("usage: start RUNS -- NAME COMMAND [WORD...] ...");
		command[count++] = (struct command){argv[i + 1], &argv[i + 2]};
	}
	return count;
}

/* Each run begins with another command, so that none always follows the same one. */
static void start_all(const struct command *command, size_t count, unsigned runs)
{
	for (unsigned run = 0; run <= runs; run++)
		for (size_t i = 0; i < count; i++)
			start_once(&command[(i + run) % count], run);
}

/* --- Keys -------------------------------------------------------------------------------------- */

struct keyed {
	struct command command;
	const char *open, *keys;
};

/* Sends one key of the list and waits until it is drawn; false behind the last. */
static bool press_next(struct program *program, const char **keys)
{
	char key[16];
	size_t len = strcspn(*keys, " ");

	if (len == 0 || len >= sizeof(key))
		return false;
	snprintf(key, sizeof(key), "%.*s", (int)len, *keys);
	*keys += len + ((*keys)[len] == ' ');
	program->last = bench_now();
	program_send(program, key);
	for (int wait = QUIET; program_read(program, wait); wait = SILENCE)
		continue;
	return true;
}

static void keys_once(const struct keyed *keyed, unsigned run)
{
	double time[KEYS_MAX];
	struct program program;
	const char *open = keyed->open, *keys = keyed->keys;
	size_t count = 0, before, drawn;

	program_start(&program, keyed->command.argv);
	wait_first_screen(&program, keyed->command.name);
	while (press_next(&program, &open))
		continue;
	while (program_read(&program, QUIET))
		continue;
	before = program.got.len;
	for (drawn = 0; count < KEYS_MAX; count++) {
		size_t got = program.got.len;
		double start = bench_now();

		if (!press_next(&program, &keys))
			break;
		time[count] = program.last - start;
		drawn += program.got.len > got;
	}
	if (program.ended || drawn * 2 < count)
		bench_die("%s draws nothing at its keys", keyed->command.name);
	if (run > 0) {
		bench_figure("key-bytes", keyed->command.name, run,
			(double)(program.got.len - before) / (double)count);
		bench_figure("key-time", keyed->command.name, run, bench_median(time, count));
	}
	program_end(&program);
}

static void keys_all(unsigned runs, int argc, char **argv)
{
	struct command command[COMMANDS_MAX];
	struct keyed keyed[COMMANDS_MAX];
	size_t count = read_commands(command, argc, argv);

	for (size_t i = 0; i < count; i++) {
		char **words = command[i].argv;

		if (!words[0] || !words[1] || !words[2])
			bench_die("usage: start keys RUNS -- NAME OPEN KEYS COMMAND [WORD...] ...");
		keyed[i] = (struct keyed){{command[i].name, &words[2]}, words[0], words[1]};
	}
	for (unsigned run = 0; run <= runs; run++)
		for (size_t i = 0; i < count; i++)
			keys_once(&keyed[(i + run) % count], run);
}

/* --- Unlocking --------------------------------------------------------------------------------- */

static void unlock_once(const char *passphrase, char **argv, unsigned run)
{
	static const char name[] = "okoce-sealed";
	struct program program;
	struct memory_use use;
	double start;

	program_start(&program, argv);
	wait_until(&program, ": ", name);
	start = bench_now();
	program_send(&program, passphrase);
	program_send(&program, "\n");
	wait_drawn(&program, name);
	use = memory_of(program.pid);
	if (run > 0) {
		bench_figure("unlock", name, run, program.last - start);
		tell_memory(name, run, &use);
	}
	program_end(&program);
}

/* --- Scans ------------------------------------------------------------------------------------- */

static void scan_all(FILE *niks, char **argv)
{
	struct program program;
	char line[64], keys[128];
	unsigned count = 0;

	program_start(&program, argv);
	wait_first_screen(&program, "okoce");
	while (fgets(line, sizeof(line), niks)) {
		double start;

		line[strcspn(line, "\n")] = '\0';
		snprintf(keys, sizeof(keys), "%s\r" SYNC_KEY, line);
		program.seen = program.got.len;
		start = bench_now();
		program_send(&program, keys);
		wait_until(&program, SYNC_ANSWER, "okoce");
		bench_figure("scan", "okoce", ++count, program.last - start);
	}
	program_end(&program);
}

int main(int argc, char **argv)
{
	struct command command[COMMANDS_MAX];
	size_t count;

	if (argc > 3 && strcmp(argv[1], "scan") == 0) {
		FILE *niks = fopen(argv[2], "r");

		if (!niks)
			bench_die("%s: %s", argv[2], strerror(errno));
		scan_all(niks, &argv[3]);
		fclose(niks);
		return 0;
	}
	if (argc > 2 && strcmp(argv[1], "keys") == 0) {
		keys_all(bench_number(argv[2]), argc, argv);
		return 0;
	}
	if (argc > 4 && strcmp(argv[1], "unlock") == 0) {
		for (unsigned run = 0; run <= bench_number(argv[2]); run++)
			unlock_once(argv[3], &argv[4], run);
		return 0;
	}
	if (argc < 2)
		bench_die("usage: the head of start.c");
	count = read_commands(command, argc, argv);
	start_all(command, count, bench_number(argv[1]));
	return 0;
}
