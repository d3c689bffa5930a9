/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each allocation fails once, whoever asks for the memory: okoce, liblmdb, libyaml, the C library.
 * The program may end with its sentence; what was answered is there and the file is whole.
 * `make check` tries some, other ones with another OKOCE_TEST_SEED, `make soak` all.
 */
#include "fault/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TRIED 48	    /* of each command, in a short run */

static void try_one(struct trial *trial, const struct scenario *scenario, uint64_t allocation,
	const struct outcome *sound, unsigned *missed)
{
	const struct fault fault = {.allocation = allocation};
	struct outcome outcome;
	struct buf what = BUF_EMPTY;

	buf_printf(&what, "%s, allocation %llu", scenario->name, (unsigned long long)allocation);
	trial_prepare(trial, scenario);
	trial_run(trial, scenario, &fault, &outcome);
	trial->tried++;
	*missed += outcome_page(&outcome)->failed == 0;
	trial_judge_end(trial, scenario, &outcome, sound, buf_text(&what));
	/* Most fail before the file is looked at; of those the rest would say nothing new. */
	if (outcome.out.len > 0 || !trial_is_untouched(trial, scenario))
		trial_judge_file(trial, scenario, buf_text(&outcome.out), buf_text(&what));
	outcome_release(&outcome);
	buf_release(&what);
}

/* In a short run half of them from the last of the run: there the file is written. */
static uint64_t choose(struct seeded *seeded, uint64_t all)
{
	uint64_t from = seeded_below(seeded, 2) == 0 && all > 1000 ? all - 1000 : 0;

	return from + 1 + seeded_below(seeded, (uint32_t)(all - from));
}

static void try_scenario(struct trial *trial, const struct scenario *scenario)
{
	const struct fault none = {.call = 0};
	struct outcome sound;
	struct seeded seeded;
	uint64_t all, tried, step;
	unsigned missed = 0;

	/* Reading the YAML files asks most often for memory; init and demo are enough of that. */
	if (scenario->kind == SCENARIO_BEGINS)
		unsetenv("OKOCE_CONF");
	else
		setenv("OKOCE_CONF", "nowhere", 1);

	seeded_start(&seeded, trial->seed);
	trial_prepare(trial, scenario);
	trial_run(trial, scenario, &none, &sound);
	all = outcome_page(&sound)->allocations;
	if (sound.status != scenario->status || all < 100)
		fail_msg("%s without a fault: status %d", scenario->name, sound.status);
	step = scenario->share;
	tried = trial->is_long ? all / step : TRIED / step;
	for (uint64_t i = 1; i <= tried; i++)
		try_one(trial, scenario, trial->is_long ? i * step : choose(&seeded, all), &sound,
			&missed);
	print_message("%s: %llu allocations, %llu faults tried\n", scenario->name,
		(unsigned long long)all, (unsigned long long)tried);
	if (missed > tried / 20 + 1)
		trial_complain(trial, scenario->name, "%u faults did not happen", missed);
	outcome_release(&sound);
}

static void each_allocation_fails_once(void **state)
{
	struct trial *trial = *state;

	for (const struct scenario *scenario = trial_scenarios; scenario->name; scenario++)
		try_scenario(trial, scenario);
	trial_end(trial, "allocations failed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, trial_make, trial_remove);
}
