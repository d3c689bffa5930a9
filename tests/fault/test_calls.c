/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each system call that matters to a file fails once: with the errors that it can have, by moving
 * less than it was asked to, or after it was done; and a disk that is full, or broken, from one
 * moment on. And each is the one within which okoce is killed.
 * `make check` tries some of them, other ones with another OKOCE_TEST_SEED, `make soak` all.
 */
#include "fault/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ONE_OF 24  /* are tried in a short run */
#define RUNS_MAX 10 /* of one fault, until it happens */
#define ERRORS_MAX 6

static const int errors_of[SHIM_CALL_COUNT][ERRORS_MAX] = {
	[SHIM_OPEN] = {EIO, EMFILE, EACCES, EINTR},
	[SHIM_CLOSE] = {EIO, EINTR},
	[SHIM_READ] = {EIO, EINTR, SHIM_SHORT},
	[SHIM_PREAD] = {EIO, EINTR, SHIM_SHORT},
	[SHIM_WRITE] = {EIO, ENOSPC, EDQUOT, EFBIG, EINTR, SHIM_SHORT},
	[SHIM_WRITEV] = {EIO, ENOSPC, EDQUOT, EFBIG, EINTR, SHIM_SHORT},
	[SHIM_PWRITE] = {EIO, ENOSPC, EDQUOT, EFBIG, EINTR, SHIM_SHORT},
	[SHIM_PWRITEV] = {EIO, ENOSPC, EDQUOT, EFBIG, EINTR, SHIM_SHORT},
	[SHIM_FSYNC] = {EIO, ENOSPC, EINTR, EROFS},
	[SHIM_FDATASYNC] = {EIO, ENOSPC, EINTR, EROFS},
	[SHIM_MSYNC] = {EIO, ENOMEM},
	[SHIM_TRUNCATE] = {EIO, ENOSPC, EFBIG, EINTR},
	[SHIM_FALLOCATE] = {EIO, ENOSPC, EOPNOTSUPP, EINTR},
	[SHIM_RENAME] = {EIO, ENOSPC, EINVAL, EXDEV},
	[SHIM_LINK] = {EIO, ENOSPC, EPERM},
	[SHIM_UNLINK] = {EIO, EACCES},
	[SHIM_MKDIR] = {EIO, ENOSPC, EROFS},
	[SHIM_MMAP] = {ENOMEM, ENODEV},
	[SHIM_STAT] = {EIO, EACCES},
	[SHIM_FOLDER] = {EIO, EACCES},
	[SHIM_MEMORY_FILE] = {ENOMEM, EMFILE},
	[SHIM_MLOCK] = {ENOMEM, EPERM},
	[SHIM_SEEK] = {EIO, ESPIPE},
	[SHIM_FLOCK] = {EIO, EINTR, EWOULDBLOCK, ENOLCK},
	[SHIM_LOCK] = {EIO, EINTR, EAGAIN, ENOLCK},
	[SHIM_RANDOM] = {EINTR, ENOSYS},
};

struct trying {
	struct trial *trial;
	const struct scenario *scenario;
	struct outcome sound;
	struct seeded seeded;
	unsigned tried, missed;
};

static const char *error_name(int error)
{
	if (error == SHIM_SHORT)
		return "moves less";
	if (error == SHIM_KILL)
		return "killed within it";
	return strerrorname_np(error > SHIM_DONE ? error - SHIM_DONE : error);
}

static bool changes_files(const struct shim_record *record)
{
	switch (record->call) {
	case SHIM_WRITE:
	case SHIM_WRITEV:
		return record->fd > STDERR_FILENO;
	case SHIM_PWRITE:
	case SHIM_PWRITEV:
	case SHIM_FSYNC:
	case SHIM_FDATASYNC:
	case SHIM_FALLOCATE:
	case SHIM_RENAME:
		return true;
	default:
		return record->flags & SHIM_CREATES;
	}
}

/* Writing is what this is about: of its faults a short run takes more, of those of pages most. */
static bool is_chosen(struct trying *trying, const struct shim_record *record)
{
	uint32_t one_of = changes_files(record) ? ONE_OF / 3 : ONE_OF;

	if (record->call == SHIM_PWRITE || record->call == SHIM_PWRITEV)
		one_of = ONE_OF / 12;
	if (trying->trial->is_long)
		one_of = 1;
	return seeded_below(&trying->seeded, one_of * trying->scenario->share) == 0;
}

/* Ids are random, and pages that lie together are written at once: a run may have a write less than the
 * one whose calls were counted. */
static void run_until_it_happens(
	struct trying *trying, const struct fault *fault, struct outcome *outcome)
{
	for (int left = RUNS_MAX; left > 0; left--) {
		trial_prepare(trying->trial, trying->scenario);
		trial_run(trying->trial, trying->scenario, fault, outcome);
		if (left == 1 || outcome_page(outcome)->failed > 0)
			return;
		outcome_release(outcome);
	}
}

static void try_one(struct trying *trying, const struct shim_record *record, int error,
	bool lasting)
{
	const struct fault fault = {.kind = record->call, .call = record->index,
		.how = error, .lasting = lasting};
	struct trial *trial = trying->trial;
	struct outcome outcome;
	struct buf what = BUF_EMPTY;

	if (!is_chosen(trying, record))
		return;
	buf_printf(&what, "%s, %s number %llu, of descriptor %d: %s%s", trying->scenario->name,
		shim_call_name(record->call), (unsigned long long)record->index, record->fd,
		error_name(error), lasting ? " from then on" : error > SHIM_DONE ? ", and done" : "");
	run_until_it_happens(trying, &fault, &outcome);
	trying->tried++;
	trial->tried++;
	if (outcome_page(&outcome)->failed == 0) {
		print_message("%s: did not happen\n", buf_text(&what));
		trying->missed++;
	}
	if (error != SHIM_KILL)
		trial_judge_end(trial, trying->scenario, &outcome, &trying->sound, buf_text(&what));
	else if (outcome.status != 1000 + SIGKILL && outcome_page(&outcome)->failed > 0)
		trial_complain(trial, buf_text(&what), "status %d", outcome.status);
	trial_judge_file(trial, trying->scenario, buf_text(&outcome.out), buf_text(&what));
	outcome_release(&outcome);
	buf_release(&what);
}

static void try_call(struct trying *trying, const struct shim_record *record)
{
	for (int i = 0; i < ERRORS_MAX && errors_of[record->call][i] != 0; i++)
		try_one(trying, record, errors_of[record->call][i], false);
	if (record->call == SHIM_OPEN && (record->flags & SHIM_CREATES))
		try_one(trying, record, ENOSPC, false);
	if (!changes_files(record))
		return;
	try_one(trying, record, SHIM_DONE + EIO, false);
	try_one(trying, record, ENOSPC, true);
	try_one(trying, record, EIO, true);
}

static void kill_within(struct trying *trying, const struct shim_record *record)
{
	try_one(trying, record, SHIM_KILL, false);
}

static void try_scenario(struct trial *trial, const struct scenario *scenario,
	void (*try)(struct trying *trying, const struct shim_record *record))
{
	const struct fault none = {.call = 0};
	struct trying trying = {.trial = trial, .scenario = scenario};
	const struct shim_record *at = NULL;
	struct shim_record record;

	seeded_start(&trying.seeded, trial->seed);
	trial_prepare(trial, scenario);
	trial_run(trial, scenario, &none, &trying.sound);
	if (trying.sound.status != scenario->status)
		fail_msg("%s without a fault: status %d: %s", scenario->name, trying.sound.status,
			buf_text(&trying.sound.err));
	while ((at = journal_next(&trying.sound.journal, at))) {
		memcpy(&record, at, sizeof(record));
		if (record.result >= 0)
			try(&trying, &record);
	}
	print_message("%s: %llu calls, %u faults tried\n", scenario->name,
		(unsigned long long)outcome_page(&trying.sound)->calls, trying.tried);
	/* The order of calls is that of the run without a fault, up to the fault; of few faults a couple may
	 * meet a run that had a call less. */
	if (trying.tried == 0 || trying.missed > 2 + trying.tried / 20)
		trial_complain(trial, scenario->name, "of %u faults %u did not happen",
			trying.tried, trying.missed);
	outcome_release(&trying.sound);
}

static void each_call_fails_once(void **state)
{
	struct trial *trial = *state;

	trial->tried = 0;
	for (const struct scenario *scenario = trial_scenarios; scenario->name; scenario++)
		try_scenario(trial, scenario, try_call);
	trial_end(trial, "calls failed");
}

/* Also those that only read: between two of them is a moment too. */
static void each_call_is_the_last(void **state)
{
	struct trial *trial = *state;

	trial->tried = 0;
	for (const struct scenario *scenario = trial_scenarios; scenario->name; scenario++)
		try_scenario(trial, scenario, kill_within);
	trial_end(trial, "kills within a call");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_call_fails_once),
		cmocka_unit_test(each_call_is_the_last),
	};

	return cmocka_run_group_tests(tests, trial_make, trial_remove);
}
