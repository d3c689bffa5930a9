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
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define CSV "people.csv"
#define DEADLINE 30 /* seconds; a run takes some hundredths */
#define SKIPPED 77
#define COMPLAINTS_MAX 40
#define FILE_LARGEST ((size_t)64 << 20)

#define CHECKIN                                                                                    \
	{                                                                                          \
		"checkin", "--plain", "--session", TRIAL_SESSION, "--day", "1", "--data",          \
			TRIAL_FILE, NULL                                                           \
	}
#define IMPORT                                                                                     \
	{                                                                                          \
		"import", CSV, "--session", TRIAL_SESSION, "--data", TRIAL_FILE, NULL              \
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

const struct scenario trial_scenarios[] = {
	{"init", SCENARIO_BEGINS, "new", INIT, ""},
	{"demo", SCENARIO_BEGINS, "new", DEMO, ""},
	{"import", SCENARIO_IMPORTS, "empty", IMPORT, ""},
	{"checkin", SCENARIO_CHECKS_IN, "class", CHECKIN, "1\n2\n3\nundo\n4\nizin 5\n"},
	{"recover", SCENARIO_RECOVERS, "older", RECOVER, ""},
	{"recap", SCENARIO_READS, "class", {"recap", "--data", TRIAL_FILE, NULL}, ""},
	{NULL, SCENARIO_READS, NULL, {NULL}, NULL},
};

#define SIX_BACK "undo\nundo\nundo\nundo\nundo\nundo\n"

const struct scenario trial_writers[] = {
	{"checkin", SCENARIO_CHECKS_IN, "class", CHECKIN,
		TRIAL_TWELVE SIX_BACK "7\n8\n9\nizin 10\nsakit 11\nundo\n11\nundo\nundo\n10\n12\n"},
	{"import", SCENARIO_IMPORTS, "empty", IMPORT, ""},
	{"recover", SCENARIO_RECOVERS, "older", RECOVER, ""},
	{"init", SCENARIO_BEGINS, "new", INIT, ""},
	{"demo", SCENARIO_BEGINS, "new", DEMO, ""},
	{NULL, SCENARIO_READS, NULL, {NULL}, NULL},
};

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
	alarm(DEADLINE);
	execv(program ? program : "./okoce", all);
	_exit(127);
}

static int run(const struct trial *trial, const char *const *argv, const struct fault *fault)
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

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		fail_msg("%s: not written", path);
}

void trial_run(const struct trial *trial, const struct scenario *scenario,
	const struct fault *fault, struct outcome *outcome)
{
	*outcome = (struct outcome){.status = 0};
	write_text("in", scenario->input);
	unlink("journal");
	outcome->status = run(trial, scenario->argv, fault);
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

static void remove_folder(const char *path)
{
	if (nftw(path, scratch_remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
		fail_msg("%s: not removed", path);
}

static void copy_folder(const char *from, const char *to)
{
	DIR *dir = opendir(from);
	struct dirent *entry;
	struct buf bytes = BUF_EMPTY;

	if (!dir || mkdir(to, 0700) != 0)
		fail_msg("%s: not copied to %s", from, to);
	while ((entry = readdir(dir))) {
		char *source = path_join(from, entry->d_name), *copy = path_join(to, entry->d_name);
		struct stat about;
		FILE *file;

		if (entry->d_name[0] == '.')
			;
		else if (stat(source, &about) == 0 && S_ISDIR(about.st_mode)) {
			copy_folder(source, copy);
		} else {
			read_file(source, &bytes);
			file = fopen(copy, "w");
			if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len ||
				fclose(file) != 0)
				fail_msg("%s: not copied", source);
		}
		free(source);
		free(copy);
	}
	closedir(dir);
	buf_release(&bytes);
}

void trial_prepare(const struct trial *trial, const struct scenario *scenario)
{
	(void)trial;
	remove_folder("work");
	copy_folder(scenario->from, "work");
}

void trial_prepare_empty(const struct trial *trial)
{
	(void)trial;
	remove_folder("work");
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
	static const char *const names[] = {TRIAL_FILE, TRIAL_FILE ".part", CSV};
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

	write_text("in", input);
	status = run(trial, argv, NULL);
	read_file("out", out);
	read_file("err", &err);
	if (status != wanted)
		trial_complain(trial, what, "then okoce %s: status %d: %.200s%.200s", argv[0],
			status, buf_text(out), buf_text(&err));
	buf_release(&err);
	return status == wanted;
}

/* --- Making ----------------------------------------------------------------------------------- */

static void write_people(const char *path)
{
	static const char *const names[] = {
		"Joko", "Siti", "Budi", "Dewi", "Agus", "Rina", "Hendra"};
	struct buf csv = BUF_EMPTY;

	buf_add_text(&csv, "NIK,Nama\n");
	for (int i = 1; i <= TRIAL_PEOPLE; i++)
		buf_printf(&csv, "31730801017%d%04d,%s Peserta %c\n", i % 10, i, names[i % 7],
			'A' + i);
	write_text(path, buf_text(&csv));
	buf_release(&csv);
}

/* Runs in `work`, which then is kept under another name. */
static void make_folder(
	struct trial *trial, const struct scenario *scenario, const char *name)
{
	struct buf out = BUF_EMPTY;

	if (!trial_expect(trial, scenario->argv, "", 0, &out, "making the files"))
		fail_msg("no files to try with");
	unlink("work/" TRIAL_FILE "-lock");
	unlink("work/" TRIAL_FILE ".lock");
	copy_folder("work", name);
	buf_release(&out);
}

/* Everyone is checked in, and then the file is the one of before that again. */
static void make_older(struct trial *trial)
{
	struct buf file = BUF_EMPTY, out = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	read_file("work/" TRIAL_FILE, &file);
	if (!trial_expect(trial, trial_scenarios[3].argv, TRIAL_TWELVE, 0, &out, "making the files") ||
		file_write("work/" TRIAL_FILE, buf_bytes(&file), &err) != STATUS_OK)
		fail_msg("no older file: %s", err.text);
	unlink("work/" TRIAL_FILE "-lock");
	unlink("work/" TRIAL_FILE ".lock");
	copy_folder("work", "older");
	buf_release(&file);
	buf_release(&out);
}

static void make_folders(struct trial *trial)
{
	if (mkdir("new", 0700) != 0 || mkdir("work", 0700) != 0)
		fail_msg("no folders");
	write_people("new/" CSV);
	write_people("work/" CSV);
	make_folder(trial, &trial_scenarios[0], "empty");
	make_folder(trial, &trial_scenarios[2], "class");
	make_older(trial);
}

/* A program with a sanitizer has its own allocation and handlers, which the shim would replace. */
static void skip_where_it_cannot_be(void)
{
#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#if defined(HAS_SANITIZER)
	print_message("skipped: sanitizers have their own allocation and handlers\n");
	exit(SKIPPED);
#elif !defined(__x86_64__) && !defined(__aarch64__)
	print_message("skipped: the shim does not know this machine\n");
	exit(SKIPPED);
#endif
}

/* Some containers allow no seccomp filters. */
static void skip_without_filters(const struct trial *trial)
{
	const struct fault none = {.call = 0};

	write_text("in", "");
	if (run(trial, (const char *const[]){"--version", NULL}, &none) != SKIPPED)
		return;
	print_message("skipped: no seccomp filters here, so no system call can be caught\n");
	exit(SKIPPED);
}

int trial_make(void **state)
{
	const char *seed = getenv("OKOCE_TEST_SEED");
	const char *soak = getenv("OKOCE_TEST_SOAK");
	struct trial *trial;
	void *folder;
	char *home;

	skip_where_it_cannot_be();
	trial = memory_alloc(sizeof(*trial));
	if (scratch_make(&folder) != 0 || chdir(folder) != 0)
		return -1;
	trial->folder = folder;
	trial->seed = seed ? strtoul(seed, NULL, 10) : 20190304;
	trial->is_long = soak != NULL;
	home = path_join(folder, "work/state");
	setenv("XDG_STATE_HOME", home, 1);
	free(home);
	home = path_join(folder, "work/cache");
	setenv("XDG_CACHE_HOME", home, 1);
	free(home);
	setenv("OKOCE_LANG", "en", 1);
	setenv("OKOCE_NOW", "2019-03-04T08:00:00+07:00", 1);
	make_folders(trial);
	skip_without_filters(trial);
	*state = trial;
	return 0;
}

int trial_remove(void **state)
{
	struct trial *trial = *state;
	void *folder = trial->folder;
	int result = scratch_remove(&folder);

	free(trial);
	return result;
}
