/* SPDX-License-Identifier: BSD-2-Clause */
#include "fault/trial.h"

#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define DEADLINE 30 /* seconds; a run takes some hundredths */
#define COMPLAINTS_MAX 40
#define FILE_LARGEST ((size_t)64 << 20)

#define CHECKIN                                                                                    \
	{                                                                                          \
		"checkin", "--plain", "--session", TRIAL_SESSION, "--day", "1", "--data",          \
			TRIAL_FILE, NULL                                                           \
	}
#define DOOR "mundur 5\nganti 3 5\nbaru Tono; 3173085203889905\n"
#define IMPORT                                                                                     \
	{                                                                                          \
		"import", TRIAL_CSV, "--session", TRIAL_SESSION, "--data", TRIAL_FILE, NULL        \
	}
#define INIT                                                                                       \
	{                                                                                          \
		"init", TRIAL_FILE, "--open", "--officer", "Rina S.", NULL                         \
	}
#define DEMO                                                                                       \
	{                                                                                          \
		"demo", TRIAL_FILE, "--people", "80", NULL                                         \
	}
#define RECOVER                                                                                    \
	{                                                                                          \
		"recover", "--data", TRIAL_FILE, NULL                                              \
	}
#define MERGE                                                                                      \
	{                                                                                          \
		"merge", TRIAL_THEIRS, "--data", TRIAL_FILE, NULL                                  \
	}
#define SALVAGE                                                                                    \
	{                                                                                          \
		"salvage", TRIAL_FILE, TRIAL_SAVED, NULL                                           \
	}
#define LOAD                                                                                       \
	{                                                                                          \
		"conf", "load", "conf", "--yes", "--data", TRIAL_FILE, NULL                        \
	}
#define SCHEDULE                                                                                   \
	{                                                                                          \
		"schedule", TRIAL_SESSION, "--venue", "RPTRA Meruya", "--data", TRIAL_FILE, NULL   \
	}
#define PAPER                                                                                      \
	{                                                                                          \
		"paper", TRIAL_MARKS, "--session", TRIAL_SESSION, "--day", "1", "--data",          \
			TRIAL_FILE, NULL                                                           \
	}
#define CLOSE                                                                                      \
	{                                                                                          \
		"close", "sick 3", "--signatures", "0", "--session", TRIAL_SESSION, "--day", "1",  \
			"--data", TRIAL_FILE, NULL                                                 \
	}
#define SHOW                                                                                       \
	{                                                                                          \
		"roster", "--nik-full", "--session", TRIAL_SESSION, "--data", TRIAL_FILE, NULL     \
	}

const struct scenario trial_scenarios[] = {
	{"init", SCENARIO_BEGINS, "new", 1, 0, INIT, ""},
	{"demo", SCENARIO_BEGINS, "new", 8, 0, DEMO, ""},
	{"import", SCENARIO_IMPORTS, "empty", 1, 0, IMPORT, ""},
	{"checkin", SCENARIO_CHECKS_IN, "class", 1, 0, CHECKIN, "1\n2\n3\nundo\n4\nizin 5\n"},
	{"checkin without a view", SCENARIO_CHECKS_IN, "unindexed", 1, 0, CHECKIN, "1\n"},
	{"checkin after an unclean stop", SCENARIO_CHECKS_IN, "unclean", 2, 0, CHECKIN, "2\nundo\n"},
	{"door", SCENARIO_TAKES_IN, "class", 1, 0, CHECKIN, DOOR},
	{"recover", SCENARIO_RECOVERS, "older", 1, 0, RECOVER, ""},
	{"merge", SCENARIO_MERGES, "brought", 2, 0, MERGE, ""},
	{"salvage", SCENARIO_SALVAGES, "damaged", 1, 1, SALVAGE, ""},
	{"conf load", SCENARIO_LOADS, "changed", 8, 0, LOAD, ""},
	{"schedule", SCENARIO_SCHEDULES, "class", 8, 0, SCHEDULE, ""},
	{"paper", SCENARIO_KEYS_IN, "class", 4, 0, PAPER, ""},
	{"close", SCENARIO_CLOSES, "class", 4, 0, CLOSE, ""},
	{"roster in full", SCENARIO_SHOWS, "class", 2, 0, SHOW, ""},
	{"recap", SCENARIO_READS, "class", 2, 0, {"recap", "--data", TRIAL_FILE, NULL}, ""},
	{NULL, SCENARIO_READS, NULL, 0, 0, {NULL}, NULL},
};

#define SIX_BACK "undo\nundo\nundo\nundo\nundo\nundo\n"

const struct scenario trial_writers[] = {
	{"checkin", SCENARIO_CHECKS_IN, "class", 1, 0, CHECKIN,
		TRIAL_TWELVE SIX_BACK "7\n8\n9\nizin 10\nsakit 11\nundo\n11\nundo\nundo\n10\n12\n"},
	{"checkin without a view", SCENARIO_CHECKS_IN, "unindexed", 4, 0, CHECKIN, TRIAL_TWELVE},
	{"checkin after an unclean stop", SCENARIO_CHECKS_IN, "unclean", 4, 0, CHECKIN, TRIAL_TWELVE},
	{"door", SCENARIO_TAKES_IN, "class", 2, 0, CHECKIN, DOOR},
	{"import", SCENARIO_IMPORTS, "empty", 3, 0, IMPORT, ""},
	{"recover", SCENARIO_RECOVERS, "older", 3, 0, RECOVER, ""},
	{"merge", SCENARIO_MERGES, "brought", 3, 0, MERGE, ""},
	{"init", SCENARIO_BEGINS, "new", 3, 0, INIT, ""},
	{"demo", SCENARIO_BEGINS, "new", 3, 0, DEMO, ""},
	{"salvage", SCENARIO_SALVAGES, "damaged", 3, 1, SALVAGE, ""},
	{"conf load", SCENARIO_LOADS, "changed", 3, 0, LOAD, ""},
	{"schedule", SCENARIO_SCHEDULES, "class", 3, 0, SCHEDULE, ""},
	{"paper", SCENARIO_KEYS_IN, "class", 3, 0, PAPER, ""},
	{"close", SCENARIO_CLOSES, "class", 3, 0, CLOSE, ""},
	{"roster in full", SCENARIO_SHOWS, "class", 3, 0, SHOW, ""},
	{NULL, SCENARIO_READS, NULL, 0, 0, {NULL}, NULL},
};

const struct scenario *trial_scenario(const char *name)
{
	const struct scenario *scenario = trial_scenarios;

	while (strcmp(scenario->name, name) != 0)
		scenario++;
	return scenario;
}

/* --- Running ---------------------------------------------------------------------------------- */

static void set_number(const char *name, uint64_t number)
{
	char text[24];

	if (number == 0)
		return;
	(void)snprintf(text, sizeof(text), "%llu", (unsigned long long)number);
	setenv(name, text, 1);
}

static void open_as(int fd, const char *path, int flags)
{
	int opened = open(path, flags, 0600);

	if (opened < 0 || (opened != fd && dup2(opened, fd) < 0))
		_exit(126);
	if (opened != fd)
		close(opened);
}

/* In the child. Paths are below the trial's folder, where the parent is. */
/* Then it has no threads (base/worker.h), and its calls come in one order, by which they are counted. */
static void stay_on_one_processor(void)
{
	cpu_set_t all, one;
	int first = 0;

	if (sched_getaffinity(0, sizeof(all), &all) != 0)
		_exit(126);
	while (!CPU_ISSET(first, &all))
		first++;
	CPU_ZERO(&one);
	CPU_SET(first, &one);
	if (sched_setaffinity(0, sizeof(one), &one) != 0)
		_exit(126);
}

static void execute(const struct trial *trial, const char *const *argv, const struct fault *fault)
{
	const char *program = getenv("OKOCE"), *build = getenv("top_builddir");
	char *shim = path_join(build ? build : ".", "tests/fault/shim.so");
	char *journal = path_join(trial->folder, "journal");
	char *all[TRIAL_ARGUMENTS + 2] = {(char *)(uintptr_t) "okoce"};

	open_as(STDIN_FILENO, "in", O_RDONLY);
	open_as(STDOUT_FILENO, "out", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
	open_as(STDERR_FILENO, "err", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
	if (fault) {
		setenv("LD_PRELOAD", shim, 1);
		setenv(SHIM_JOURNAL, journal, 1);
		set_number(SHIM_KIND, fault->kind);
		set_number(SHIM_CALL, fault->call);
		set_number(SHIM_HOW, (uint64_t)fault->how);
		set_number(SHIM_ALLOCATION, fault->allocation);
		set_number(SHIM_LASTING, fault->lasting);
		set_number(SHIM_DATA, fault->data);
	}
	for (int i = 0; i < TRIAL_ARGUMENTS && argv[i]; i++)
		all[i + 1] = (char *)(uintptr_t)argv[i];
	if (chdir("work") != 0)
		_exit(126);
	stay_on_one_processor();
	alarm(DEADLINE);
	execv(program ? program : "./okoce", all);
	_exit(127);
}

int trial_start(const struct trial *trial, const char *const *argv, const struct fault *fault)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		execute(trial, argv, fault);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void read_file(const char *path, struct buf *out)
{
	struct err err = {STATUS_OK, ""};

	buf_clear(out);
	if (file_read(path, FILE_LARGEST, out, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static void write_bytes(const char *path, struct bytes bytes)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
		fail_msg("%s: not written", path);
}

void trial_write(const char *path, const char *text)
{
	write_bytes(path, (struct bytes){(const uint8_t *)text, strlen(text)});
}

void trial_run(const struct trial *trial, const struct scenario *scenario,
	const struct fault *fault, struct outcome *outcome)
{
	*outcome = (struct outcome){.status = 0};
	trial_write("in", scenario->input);
	unlink("journal");
	outcome->status = trial_start(trial, scenario->argv, fault);
	read_file("out", &outcome->out);
	read_file("err", &outcome->err);
	read_file("journal", &outcome->journal);
	if (outcome->journal.len < SHIM_PAGE)
		fail_msg("the shim kept no journal: %s", buf_text(&outcome->err));
}

void outcome_release(struct outcome *outcome)
{
	buf_release(&outcome->out);
	buf_release(&outcome->err);
	buf_release(&outcome->journal);
}

const struct shim_page *outcome_page(const struct outcome *outcome)
{
	return (const struct shim_page *)(const void *)outcome->journal.ptr;
}

/* Records lie where the data before them end: the pointer is for memcpy() and this only. */
const struct shim_record *journal_next(
	const struct buf *journal, const struct shim_record *previous)
{
	const uint8_t *at = journal->ptr + SHIM_PAGE;
	struct shim_record record;

	if (previous) {
		memcpy(&record, previous, sizeof(record));
		at = (const uint8_t *)previous + sizeof(record) + record.size;
	}
	if (at + sizeof(record) > journal->ptr + journal->len)
		return NULL;
	return (const struct shim_record *)(const void *)at;
}

const char *shim_call_name(uint32_t call)
{
	static const char *const names[] = {
#define SHIM_NAME(name, text) text,
		SHIM_CALLS(SHIM_NAME)
#undef SHIM_NAME
	};

	return call < SHIM_CALL_COUNT ? names[call] : "?";
}

/* --- Folders ---------------------------------------------------------------------------------- */

void trial_remove_folder(const char *path)
{
	if (nftw(path, scratch_remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
		fail_msg("%s: not removed", path);
}

void trial_copy_folder(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	struct dirent *entry;
	struct buf bytes = BUF_EMPTY;

	if (!dir || mkdir(to, 0700) != 0)
		fail_msg("%s: not copied to %s", from, to);
	while ((entry = readdir(dir))) {
		char *source = path_join(from, entry->d_name), *copy = path_join(to, entry->d_name);
		struct stat about;

		if (entry->d_name[0] == '.')
			;
		else if (stat(source, &about) == 0 && S_ISDIR(about.st_mode)) {
			trial_copy_folder(source, copy);
		} else {
			read_file(source, &bytes);
			write_bytes(copy, buf_bytes(&bytes));
		}
		free(source);
		free(copy);
	}
	closedir(dir);
	buf_release(&bytes);
}

/* The view knows the data file by its number too, and would believe no other file: what is to be
 * TRIAL_FILE becomes the contents of the file that has a second name `kept`, and has its number. */
void trial_keep_number(const char *kept)
{
	struct buf bytes = BUF_EMPTY;

	if (access(kept, F_OK) != 0 || access("work/" TRIAL_FILE, F_OK) != 0)
		return;
	read_file("work/" TRIAL_FILE, &bytes);
	unlink("work/" TRIAL_FILE);
	if (link(kept, "work/" TRIAL_FILE) != 0)
		fail_msg("no second name for " TRIAL_FILE);
	write_bytes("work/" TRIAL_FILE, buf_bytes(&bytes));
	buf_release(&bytes);
}

/* The computer is started anew: it has another boot id than the one in the view's mark. */
void trial_reboot(void)
{
	DIR *dir = opendir("work/cache/okoce");
	struct dirent *entry;
	struct buf bytes = BUF_EMPTY;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join("work/cache/okoce", entry->d_name);
		const char *end = strrchr(path, '.');

		if (end && strcmp(end, ".dirty") == 0)
			read_file(path, &bytes);
		if (bytes.len > 0) {
			bytes.ptr[0] = 'x';
			write_bytes(path, buf_bytes(&bytes));
			buf_clear(&bytes);
		}
		free(path);
	}
	if (dir)
		closedir(dir);
	buf_release(&bytes);
}

void trial_prepare(const struct trial *trial, const struct scenario *scenario)
{
	char kept[64];

	(void)trial;
	trial_remove_folder("work");
	trial_copy_folder(scenario->from, "work");
	(void)snprintf(kept, sizeof(kept), "%s" TRIAL_KEPT, scenario->from);
	trial_keep_number(kept);
}

void trial_prepare_empty(const struct trial *trial)
{
	(void)trial;
	trial_remove_folder("work");
	if (mkdir("work", 0700) != 0)
		fail_msg("no folder");
}

static bool same_file(const char *a, const char *b)
{
	struct buf one = BUF_EMPTY, other = BUF_EMPTY;
	bool same;

	read_file(a, &one);
	read_file(b, &other);
	same = bytes_equal(buf_bytes(&one), buf_bytes(&other));
	buf_release(&one);
	buf_release(&other);
	return same;
}

bool trial_is_untouched(const struct trial *trial, const struct scenario *scenario)
{
	static const char *const names[] = {TRIAL_FILE, TRIAL_FILE ".part", TRIAL_CSV};
	bool same = true;

	(void)trial;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && same; i++) {
		char *before = path_join(scenario->from, names[i]);
		char *after = path_join("work", names[i]);
		bool was = access(before, F_OK) == 0, is = access(after, F_OK) == 0;

		same = was == is && (!is || same_file(before, after));
		free(before);
		free(after);
	}
	return same;
}

void trial_complain(struct trial *trial, const char *what, const char *format, ...)
{
	struct buf text = BUF_EMPTY;
	char line[600];
	va_list arguments;

	if (++trial->wrong > COMPLAINTS_MAX || trial->is_quiet)
		return;
	va_start(arguments, format);
	(void)vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	buf_printf(&text, "WRONG (seed %lu) %s: %s\n", trial->seed, what, line);
	print_message("%s", buf_text(&text));
	buf_release(&text);
}

bool trial_expect(struct trial *trial, const char *const *argv, const char *input, int wanted,
	struct buf *out, const char *what)
{
	struct buf err = BUF_EMPTY;
	int status;

	trial_write("in", input);
	status = trial_start(trial, argv, NULL);
	read_file("out", out);
	read_file("err", &err);
	if (status != wanted)
		trial_complain(trial, what, "then okoce %s: status %d: %.200s%.200s", argv[0],
			status, buf_text(out), buf_text(&err));
	buf_release(&err);
	return status == wanted;
}
