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
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define STATES 48
#define STATES_LONG 1000
#define FLUSHES_ONE_OF 8 /* in a short run */
#define LOSSES_A_FLUSH 4
#define LOSSES_A_FLUSH_LONG 24
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

static bool is_flush(const struct shim_record *record)
{
	return record->call == SHIM_FSYNC || record->call == SHIM_FDATASYNC;
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

static void lose(struct loss *loss, const struct shim_record *record, unsigned moment)
{
	struct trial *trial = loss->trial;
	struct buf what = BUF_EMPTY;

	buf_printf(&what, "%s, power lost at moment %u (%s %llu), state %u", loss->scenario->name,
		moment, shim_call_name(record->call), (unsigned long long)record->index,
		loss->states);
	trial_prepare_empty(trial);
	disk_lose_power(loss->disk, "work", &loss->seeded);
	trial_keep_number("kept");
	trial_reboot();
	loss->states++;
	trial->tried++;
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
	if (sound.status != scenario->status)
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

	trial->tried = 0;
	for (const struct scenario *scenario = trial_writers; scenario->name; scenario++)
		try_scenario(trial, scenario, wanted / (2 * scenario->share) + 1);
	trial_end(trial, "losses of power");
}

/* To the end of a run of which one flush has failed. */
static void follow_failure(struct loss *loss, const struct buf *journal)
{
	const struct shim_record *at = NULL;
	struct shim_record record;

	buf_clear(&loss->answers);
	while ((at = journal_next(journal, at))) {
		memcpy(&record, at, sizeof(record));
		if (record.call == SHIM_WRITE && record.fd == STDOUT_FILENO)
			buf_add(&loss->answers, data_of(at), record.size);
		disk_begin(loss->disk, &record, data_of(at));
		if (record.result < 0 && is_flush(&record))
			disk_flush_fails(loss->disk, &record, &loss->seeded);
		else
			disk_end(loss->disk, &record, data_of(at));
	}
}

static void fail_flush_and_lose(struct loss *loss, const struct shim_record *record)
{
	const struct fault fault = {
		.kind = record->call, .call = record->index, .how = EIO, .data = true};
	struct disk *disk[LOSSES_A_FLUSH_LONG]; /* each keeps other pieces of what was to be flushed */
	char *root = path_join(loss->trial->folder, "work");
	int losses = loss->trial->is_long ? LOSSES_A_FLUSH_LONG : LOSSES_A_FLUSH;
	struct outcome outcome;

	trial_prepare(loss->trial, loss->scenario);
	for (int i = 0; i < losses; i++)
		disk[i] = disk_new("work", root);
	trial_run(loss->trial, loss->scenario, &fault, &outcome);
	unlink("kept");
	if (link("work/" TRIAL_FILE, "kept") != 0)
		fail_msg("no second name for " TRIAL_FILE);
	for (int i = 0; i < losses; i++) {
		loss->disk = disk[i];
		follow_failure(loss, &outcome.journal);
		lose(loss, record, 0);
		disk_free(disk[i]);
	}
	outcome_release(&outcome);
	free(root);
}

/* The program may go on after a flush that failed, but not on what that was to write. */
static void a_failed_flush_leaves_no_trap(void **state)
{
	struct trial *trial = *state;
	const struct fault none = {.call = 0};
	struct loss loss = {.trial = trial, .scenario = &trial_writers[0]};
	const struct shim_record *at = NULL;
	struct shim_record record;
	struct outcome sound;

	seeded_start(&loss.seeded, trial->seed);
	trial_prepare(trial, loss.scenario);
	trial_run(trial, loss.scenario, &none, &sound);
	trial->tried = 0;
	while ((at = journal_next(&sound.journal, at))) {
		memcpy(&record, at, sizeof(record));
		if (is_flush(&record) &&
			(trial->is_long || seeded_below(&loss.seeded, FLUSHES_ONE_OF) == 0))
			fail_flush_and_lose(&loss, &record);
	}
	outcome_release(&sound);
	buf_release(&loss.answers);
	trial_end(trial, "losses of power after a flush that failed");
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
		cmocka_unit_test(a_failed_flush_leaves_no_trap),
		cmocka_unit_test(without_flushes_it_would_be_found),
	};

	return cmocka_run_group_tests(tests, trial_make, trial_remove);
}
