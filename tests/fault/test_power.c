/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Loss of power: of a run all that it wrote, flushed and answered is recorded, and the disk made
 * as it could be found after a loss of power at any moment of it. What was answered by then is
 * there, the file is whole, and the next run works.
 * `make check` tries some moments, other ones with another OKOCE_TEST_SEED, `make soak` many.
 */
#include "fault/disk.h"
#include "fault/trial.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define STATES 64
#define STATES_LONG 1000
#define FILE_LARGEST ((size_t)64 << 20)

struct loss {
	struct trial *trial;
	const struct scenario *scenario;
	struct disk *disk;
	struct seeded seeded;
	struct buf answers; /* what was said on stdout until now */
	unsigned states, pending;
};

static const uint8_t *data_of(const struct shim_record *at)
{
	return (const uint8_t *)at + sizeof(*at);
}

/* Calls during which a loss can leave something else than a loss before or after them. */
static bool matters(const struct shim_record *record)
{
	switch (record->call) {
	case SHIM_WRITE:
	case SHIM_WRITEV:
	case SHIM_PWRITE:
	case SHIM_PWRITEV:
	case SHIM_FSYNC:
	case SHIM_FDATASYNC:
	case SHIM_TRUNCATE:
	case SHIM_RENAME:
	case SHIM_LINK:
	case SHIM_UNLINK:
	case SHIM_MKDIR:
		return record->result >= 0;
	default:
		return record->flags & SHIM_CREATED;
	}
}

static unsigned count_moments(const struct buf *journal)
{
	const struct shim_record *at = NULL;
	struct shim_record record;
	unsigned moments = 0;

	while ((at = journal_next(journal, at))) {
		memcpy(&record, at, sizeof(record));
		moments += matters(&record);
	}
	return moments;
}

/* The view knows the data file by its number too; it would believe no other file. */
static void keep_number(void)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	FILE *file;

	if (access("kept", F_OK) != 0 || access("work/" TRIAL_FILE, F_OK) != 0)
		return;
	if (file_read("work/" TRIAL_FILE, FILE_LARGEST, &bytes, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	unlink("work/" TRIAL_FILE);
	if (link("kept", "work/" TRIAL_FILE) != 0 || !(file = fopen("work/" TRIAL_FILE, "w")) ||
		fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
		fail_msg("not written: " TRIAL_FILE);
	buf_release(&bytes);
}

/* After a loss of power the computer starts with another boot id; the view's mark holds the one
 * before. */
static void start_again(void)
{
	DIR *dir = opendir("work/cache/okoce");
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path = path_join("work/cache/okoce", entry->d_name);
		const char *end = strrchr(path, '.');
		struct stat about;

		if (end && strcmp(end, ".dirty") == 0 && stat(path, &about) == 0 &&
			about.st_size > 0) {
			FILE *file = fopen(path, "r+");

			if (!file || fputc('x', file) == EOF || fclose(file) != 0)
				fail_msg("%s: not changed", path);
		}
		free(path);
	}
	if (dir)
		closedir(dir);
}

static void lose(struct loss *loss, const struct shim_record *record, unsigned moment)
{
	struct trial *trial = loss->trial;
	struct buf what = BUF_EMPTY;

	buf_printf(&what, "%s, power lost at moment %u (%s %llu), state %u", loss->scenario->name,
		moment, shim_call_name(record->call), (unsigned long long)record->index,
		loss->states);
	trial_prepare_empty(trial);
	disk_lose_power(loss->disk, "work", &loss->seeded);
	keep_number();
	start_again();
	loss->states++;
	loss->pending += disk_pending(loss->disk);
	trial_judge_file(trial, loss->scenario, buf_text(&loss->answers), buf_text(&what));
	buf_release(&what);
}

/* Through the journal, with `wanted` losses spread over its moments. */
static void lose_along(struct loss *loss, const struct buf *journal, unsigned wanted)
{
	unsigned moments = count_moments(journal), moment = 0;
	const struct shim_record *at = NULL;
	struct shim_record record;

	while ((at = journal_next(journal, at))) {
		memcpy(&record, at, sizeof(record));
		if (record.call == SHIM_WRITE && record.fd == STDOUT_FILENO)
			buf_add(&loss->answers, data_of(at), record.size);
		disk_begin(loss->disk, &record, data_of(at));
		if (matters(&record)) {
			unsigned here = (unsigned)((uint64_t)(moment + 1) * wanted / moments -
						   (uint64_t)moment * wanted / moments);

			moment++;
			while (here-- > 0)
				lose(loss, &record, moment);
		}
		disk_end(loss->disk, &record, data_of(at));
	}
}

static void try_scenario(struct trial *trial, const struct scenario *scenario, unsigned wanted)
{
	const struct fault none = {.data = true};
	struct loss loss = {.trial = trial, .scenario = scenario};
	char *root = path_join(trial->folder, "work");
	struct buf left = BUF_EMPTY, recorded = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	struct outcome sound;

	seeded_start(&loss.seeded, trial->seed);
	trial_prepare(trial, scenario);
	loss.disk = disk_new("work", root);
	trial_run(trial, scenario, &none, &sound);
	if (sound.status != 0)
		fail_msg("%s: status %d: %s", scenario->name, sound.status, buf_text(&sound.err));
	if (file_read("work/" TRIAL_FILE, FILE_LARGEST, &left, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	unlink("kept");
	if (link("work/" TRIAL_FILE, "kept") != 0)
		fail_msg("no second name for " TRIAL_FILE);
	lose_along(&loss, &sound.journal, wanted);
	print_message("%s: %u moments, %u losses, %u writes and names on their way\n",
		scenario->name, count_moments(&sound.journal), loss.states, loss.pending);
	/* Else nothing was lost: the model or the journal has a hole. */
	if (loss.states != wanted || loss.pending < wanted ||
		strcmp(buf_text(&loss.answers), buf_text(&sound.out)) != 0)
		trial_complain(trial, scenario->name, "too little was tried");
	/* The journal has missed no write. */
	disk_read(loss.disk, TRIAL_FILE, &recorded);
	if (!bytes_equal(buf_bytes(&recorded), buf_bytes(&left)))
		trial_complain(trial, scenario->name, "the journal makes another file");
	buf_release(&recorded);
	buf_release(&left);
	disk_free(loss.disk);
	buf_release(&loss.answers);
	outcome_release(&sound);
	free(root);
}

static void what_was_answered_outlasts_the_power(void **state)
{
	struct trial *trial = *state;
	unsigned wanted = trial->is_long ? STATES_LONG : STATES;

	/* Half of them while people are checked in. */
	for (const struct scenario *scenario = trial_writers; scenario->name; scenario++)
		try_scenario(trial, scenario,
			scenario->kind == SCENARIO_CHECKS_IN ? wanted / 2 : wanted / 6 + 1);
	trial_end(trial);
}

/* A program that does not wait for the disk must be found out: without its flushes the same
 * journal loses what was answered. */
static void without_flushes_it_would_be_found(void **state)
{
	struct trial *trial = *state;
	struct trial other = *trial;
	const struct scenario *scenario = &trial_writers[0];
	const struct fault none = {.data = true};
	struct loss loss = {.trial = &other, .scenario = scenario};
	char *root = path_join(trial->folder, "work");
	const struct shim_record *at = NULL;
	struct shim_record record;
	struct outcome sound;

	seeded_start(&loss.seeded, trial->seed);
	trial_prepare(trial, scenario);
	loss.disk = disk_new("work", root);
	trial_run(trial, scenario, &none, &sound);
	buf_add(&loss.answers, sound.out.ptr, sound.out.len);
	while ((at = journal_next(&sound.journal, at))) {
		memcpy(&record, at, sizeof(record));
		disk_begin(loss.disk, &record, data_of(at));
	}
	other.wrong = 0;
	other.is_quiet = true;
	memset(&record, 0, sizeof(record));
	for (int i = 0; i < 8; i++)
		lose(&loss, &record, 0);
	assert_true(other.wrong > 0);
	disk_free(loss.disk);
	buf_release(&loss.answers);
	outcome_release(&sound);
	free(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_answered_outlasts_the_power),
		cmocka_unit_test(without_flushes_it_would_be_found),
	};

	return cmocka_run_group_tests(tests, trial_make, trial_remove);
}
