/* SPDX-License-Identifier: BSD-2-Clause */
/* The trial's folder, and in it the data files that the scenarios begin with. */
#include "fault/trial.h"

#include "base/sanitizer.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SKIPPED 77
#define PAGE_SIZE 4096
#define FILE_LARGEST ((size_t)64 << 20)

static void write_people(const char *path)
{
	static const char *const names[] = {
		"Joko", "Siti", "Budi", "Dewi", "Agus", "Rina", "Hendra"};
	struct buf csv = BUF_EMPTY;

	buf_add_text(&csv, "NIK,Nama\n");
	for (int i = 1; i <= TRIAL_PEOPLE; i++)
		buf_printf(&csv, "31730801017%d%04d,%s Peserta %c\n", i % 10, i, names[i % 7],
			'A' + i);
	trial_write(path, buf_text(&csv));
	buf_release(&csv);
}

/* `work` is kept under a name, its data file also under a second one (trial_keep_number()). */
static void keep_folder(const char *name)
{
	char kept[64];

	(void)snprintf(kept, sizeof(kept), "%s" TRIAL_KEPT, name);
	if (link("work/" TRIAL_FILE, kept) != 0)
		fail_msg("%s: no second name for " TRIAL_FILE, name);
	trial_copy_folder("work", name);
}

static void make_folder(
	struct trial *trial, const struct scenario *scenario, const char *name)
{
	struct buf out = BUF_EMPTY;

	if (!trial_expect(trial, scenario->argv, "", 0, &out, "making the files"))
		fail_msg("no files to try with");
	unlink("work/" TRIAL_FILE "-lock");
	unlink("work/" TRIAL_FILE ".lock");
	keep_folder(name);
	buf_release(&out);
}

/* The class without the index that the laptop keeps of it. */
static void make_unindexed(const char *name)
{
	char *cache = path_join(name, "cache");

	trial_copy_folder("class", name);
	trial_remove_folder(cache);
	free(cache);
}

/* Killed when it had answered all and was about to flush its view; then the power went. */
static void make_unclean(struct trial *trial, const char *name)
{
	struct scenario scenario = *trial_scenario("checkin");
	struct fault fault = {.how = SHIM_KILL};
	const struct shim_record *at = NULL;
	struct shim_record record;
	struct outcome outcome;

	scenario.input = "1\nundo\n";
	trial_prepare(trial, &scenario);
	trial_run(trial, &scenario, &(struct fault){.call = 0}, &outcome);
	while ((at = journal_next(&outcome.journal, at))) {
		memcpy(&record, at, sizeof(record));
		if (record.call != SHIM_FDATASYNC)
			continue;
		fault.kind = record.call;
		fault.call = record.index;
	}
	outcome_release(&outcome);
	trial_prepare(trial, &scenario);
	trial_run(trial, &scenario, &fault, &outcome);
	if (outcome.status != 1000 + SIGKILL || !strstr(buf_text(&outcome.out), "UNDONE"))
		fail_msg("not killed behind its last answer: status %d", outcome.status);
	outcome_release(&outcome);
	trial_reboot();
	keep_folder(name);
}

/* The class with both meta pages gone. */
static void make_damaged(const char *name)
{
	static const uint8_t nothing[2 * PAGE_SIZE];
	char *path = path_join(name, TRIAL_FILE);
	FILE *file;

	trial_copy_folder("class", name);
	file = fopen(path, "r+");
	if (!file || fwrite(nothing, 1, sizeof(nothing), file) != sizeof(nothing) ||
		fclose(file) != 0)
		fail_msg("%s: not damaged", path);
	free(path);
}

/* Everyone is checked in: that file is kept as TRIAL_THEIRS, and then it is the one of before again. */
static void make_older(struct trial *trial)
{
	const char *const *checkin = trial_scenario("checkin")->argv;
	struct buf file = BUF_EMPTY, theirs = BUF_EMPTY, out = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};

	if (file_read("work/" TRIAL_FILE, FILE_LARGEST, &file, &err) != STATUS_OK ||
		!trial_expect(trial, checkin, TRIAL_TWELVE, 0, &out, "making the files") ||
		file_read("work/" TRIAL_FILE, FILE_LARGEST, &theirs, &err) != STATUS_OK ||
		file_write(TRIAL_THEIRS, buf_bytes(&theirs), &err) != STATUS_OK ||
		file_write("work/" TRIAL_FILE, buf_bytes(&file), &err) != STATUS_OK)
		fail_msg("no older file: %s", err.text);
	unlink("work/" TRIAL_FILE "-lock");
	unlink("work/" TRIAL_FILE ".lock");
	trial_copy_folder("work", "older");
	buf_release(&file);
	buf_release(&theirs);
	buf_release(&out);
}

/* The class, and beside it the file of a laptop where everyone was checked in. */
static void make_brought(const char *name)
{
	char *path = path_join(name, TRIAL_THEIRS);

	trial_copy_folder("class", name);
	if (rename(TRIAL_THEIRS, path) != 0)
		fail_msg("%s: not there", path);
	free(path);
}

/* The class, and beside it the YAML files with another city and without the sessions of 2018. */
static void make_changed(const char *name)
{
	char *from = path_join(getenv("top_srcdir"), "conf"), *to = path_join(name, "conf");
	struct buf settings = BUF_EMPTY;
	char *line = NULL;

	trial_copy_folder("class", name);
	trial_copy_folder(from, to);
	free(from);
	from = path_join(to, "plan-2018.yaml");
	unlink(from);
	free(from);
	from = path_join(to, "okoce.yaml");
	if (file_read(from, FILE_LARGEST, &settings, NULL) != STATUS_OK ||
		!(line = strstr((char *)settings.ptr, "\ncity: J")))
		fail_msg("%s: no city", from);
	line[strlen("\ncity: ")] = 'T';
	trial_write(from, buf_text(&settings));
	buf_release(&settings);
	free(from);
	free(to);
}

static void make_folders(struct trial *trial)
{
	if (mkdir("new", 0700) != 0 || mkdir("work", 0700) != 0)
		fail_msg("no folders");
	write_people("new/" TRIAL_CSV);
	write_people("work/" TRIAL_CSV);
	make_folder(trial, trial_scenario("init"), "empty");
	make_folder(trial, trial_scenario("import"), "class");
	make_older(trial);
	make_brought("brought");
	make_unindexed("unindexed");
	make_damaged("damaged");
	make_changed("changed");
}

/* A program with a sanitizer has its own allocation and handlers, which the shim would replace. */
static void skip_where_it_cannot_be(void)
{
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

	trial_write("in", "");
	if (trial_start(trial, (const char *const[]){"--version", NULL}, &none) != SKIPPED)
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
	make_unclean(trial, "unclean");
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
