/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Programmes simulated: whatever was copied, merged, cloned, put back, torn or wrongly clocked, when all have
 * met nothing that was answered is missing and all show the same. `make check` runs some seeds,
 * `make soak SEEDS=n` that many; OKOCE_TEST_SEED=n one.
 */
#include "sim/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define SHORT_SEEDS 12
#define STEPS 120

static void simulate(uint64_t seed, size_t laptops, struct sim *total)
{
	struct sim sim;

	sim_start(&sim, seed, laptops);
	for (unsigned step = 0; step < STEPS; step++) {
		const uint32_t what = sim_roll(&sim, 100);

		if (what < 62)
			sim_work(&sim);
		else if (what < 90)
			sim_carry(&sim);
		else
			sim_mishap(&sim);
	}
	sim_meet(&sim);
	total->merges += sim.merges;
	total->entries_merged += sim.entries_merged;
	total->mishaps += sim.mishaps;
	total->acknowledged_count += sim.acknowledged_count;
	sim_end(&sim);
}

static void test_nothing_is_lost_and_all_agree(void **state)
{
	(void)state;
	const char *one = getenv("OKOCE_TEST_SEED"), *many = getenv("SEEDS"), *soak = getenv("OKOCE_TEST_SOAK");
	uint64_t first = one ? strtoull(one, NULL, 10) : 1;
	uint64_t count = one ? 1 : many && soak ? strtoull(many, NULL, 10) : SHORT_SEEDS;
	struct sim total = {0};

	for (uint64_t i = 0; i < count; i++)
		simulate(first + i, 2 + (size_t)((first + i) % 7), &total);
	printf("in all: %llu seeds, %zu commits, %zu merges of %zu entries, %zu mishaps\n",
	       (unsigned long long)count, total.acknowledged_count, total.merges, total.entries_merged,
	       total.mishaps);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_lost_and_all_agree),
	};
	struct err err;

	if (random_start(&err))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
