/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Running okoce with a fault and judging what is left: what was answered is there, the file is
 * whole, the failure was said, and the next run works without anybody's help.
 *
 * A trial is a test's folder with a few data files in it. Each run works on a copy of one of them.
 * What is wrong is printed and counted, so that one test shows all of it; trial_end() then fails.
 */
#ifndef OKOCE_TESTS_FAULT_TRIAL_H
#define OKOCE_TESTS_FAULT_TRIAL_H

#include "base/memory.h"
#include "base/random.h"
#include "fault/shim.h"

#define TRIAL_FILE "w.okoce"
#define TRIAL_CSV "people.csv"
#define TRIAL_SAVED "saved.okoce" /* what salvage makes */
#define TRIAL_THEIRS "theirs.okoce" /* another laptop's file */
#define TRIAL_KEPT ".kept"        /* behind a folder's name: the second name of its TRIAL_FILE */
#define TRIAL_SESSION "2019-MM-KBG-1"
#define TRIAL_PEOPLE 12
#define TRIAL_ARGUMENTS 12
#define TRIAL_MARKS "all present except 7, excused 8"
#define TRIAL_TWELVE "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n" /* everyone, as input */

enum scenario_kind {
	SCENARIO_BEGINS,  /* makes TRIAL_FILE */
	SCENARIO_IMPORTS, /* people.csv into TRIAL_FILE, all at once */
	SCENARIO_CHECKS_IN,
	SCENARIO_TAKES_IN, /* number 5 gets the seat of number 3, and somebody new comes */
	SCENARIO_RECOVERS, /* what this laptop wrote into another copy of TRIAL_FILE */
	SCENARIO_MERGES, /* TRIAL_THEIRS, in which everyone is checked in, into TRIAL_FILE */
	SCENARIO_SALVAGES, /* TRIAL_FILE, in which nobody's records are lost, into TRIAL_SAVED */
	SCENARIO_LOADS, /* changed YAML files into TRIAL_FILE, all at once */
	SCENARIO_SCHEDULES, /* a change of the class's place */
	SCENARIO_KEYS_IN, /* a sheet that was signed, all at once: TRIAL_MARKS */
	SCENARIO_CLOSES, /* the first day */
	SCENARIO_SHOWS, /* whole NIKs, which is recorded before */
	SCENARIO_READS,
};

struct scenario {
	const char *name;
	enum scenario_kind kind;
	const char *from; /* the folder that a run finds as its own */
	unsigned share;	  /* one in so many is tried, where it does much that others do too */
	int status;	  /* the exit status without a fault */
	const char *argv[TRIAL_ARGUMENTS];
	const char *input;
};

/* End with a null name. */
extern const struct scenario trial_scenarios[];
/* Those that write, check-in with many lines: for the loss of power. */
extern const struct scenario trial_writers[];
const struct scenario *trial_scenario(const char *name);

/* All zero is a run without a fault. */
struct fault {
	uint32_t kind;		   /* enum shim_call */
	uint64_t call, allocation; /* the Nth, from 1 */
	int how;		   /* an errno, or another way of shim.h */
	bool lasting;
	bool data; /* the journal is to hold what is written */
};

struct outcome {
	int status; /* exit status, or 1000 + signal */
	struct buf out, err;
	struct buf journal; /* begins with a struct shim_page */
};

struct trial {
	char *folder;
	unsigned long seed;
	bool is_long; /* make soak */
	bool is_quiet;
	unsigned wrong;
	unsigned long tried; /* what the test counts; trial_end() says it */
};

/* A cmocka setup: makes the folder and its files; *state is the trial. Skips the whole program
 * (exit status 77) where the shim can't be used. */
int trial_make(void **state);
/* Its teardown. */
int trial_remove(void **state);

void trial_copy_folder(const char *from, const char *to);
void trial_remove_folder(const char *path);
void trial_write(const char *path, const char *text);
/* Makes `work` anew, as the scenario finds it; or with nothing in it. */
void trial_prepare(const struct trial *trial, const struct scenario *scenario);
void trial_prepare_empty(const struct trial *trial);
/* After the folder was filled: see the source. */
void trial_keep_number(const char *kept);
void trial_reboot(void);
/* Runs okoce in `work` and returns the exit status, or 1000 + signal. */
int trial_start(const struct trial *trial, const char *const *argv, const struct fault *fault);
/* Runs it in `work`. Release the outcome. */
void trial_run(const struct trial *trial, const struct scenario *scenario,
	const struct fault *fault, struct outcome *outcome);
void outcome_release(struct outcome *outcome);
const struct shim_page *outcome_page(const struct outcome *outcome);

/* Walks the journal's records: null at the first for `previous` null, null at the end. */
const struct shim_record *journal_next(
	const struct buf *journal, const struct shim_record *previous);
const char *shim_call_name(uint32_t call);

/* One line a finding, with what was being tried. */
void trial_complain(struct trial *trial, const char *what, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* A run without a fault, in `work`; complains about another exit status than the one wanted. */
bool trial_expect(struct trial *trial, const char *const *argv, const char *input, int wanted,
	struct buf *out, const char *what);
/* The failed run's end: against that of a run without a fault. */
void trial_judge_end(struct trial *trial, const struct scenario *scenario,
	const struct outcome *outcome, const struct outcome *sound, const char *what);
/* The file in `work` and the next run; `answers` is what was said on stdout before. */
void trial_judge_file(struct trial *trial, const struct scenario *scenario, const char *answers,
	const char *what);
/* Nothing but the lock files differs from what the run found. */
bool trial_is_untouched(const struct trial *trial, const struct scenario *scenario);
/* Says how much was tried, and fails when something was wrong. */
void trial_end(const struct trial *trial, const char *of_what);

#endif
