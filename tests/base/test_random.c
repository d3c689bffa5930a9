/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NONCE_SIZE 24

static int start(void **state)
{
	struct err err;

	(void)state;
	return random_start(&err) == STATUS_OK ? 0 : -1;
}

static void starting_twice_does_no_harm(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(random_start(&err), STATUS_OK);
}

static void small_bounds(void **state)
{
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 0);
	assert_int_equal(random_below(0), 0);
	assert_int_equal(random_below(1), 0);
	assert_int_equal(seeded_below(&seeded, 0), 0);
	assert_int_equal(seeded_below(&seeded, 1), 0);
	random_bytes(NULL, 0);
}

static void every_value_below_the_bound_is_drawn(void **state)
{
	unsigned seen = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		uint32_t value = random_below(10);

		assert_true(value < 10);
		seen |= 1u << value;
	}
	assert_int_equal(seen, 0x3ff);
}

static void ids_differ(void **state)
{
	struct id a = random_id();
	struct id b = random_id();

	(void)state;
	assert_false(id_equal(&a, &b));
	assert_false(id_is_zero(&a));
}

/* More than one pool; none may come twice. */
static void nonces_differ(void **state)
{
	static uint8_t nonces[1500][NONCE_SIZE];
	static const uint8_t zero[NONCE_SIZE];

	(void)state;
	for (size_t i = 0; i < 1500; i++) {
		random_nonce(nonces[i]);
		assert_memory_not_equal(nonces[i], zero, NONCE_SIZE);
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(nonces[i], nonces[j], NONCE_SIZE);
	}
}

static void a_child_draws_other_nonces_than_its_parent(void **state)
{
	uint8_t mine[NONCE_SIZE];
	uint8_t childs[NONCE_SIZE];
	int ends[2];
	pid_t child;

	(void)state;
	random_nonce(mine); /* the pool is filled */
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		random_nonce(childs);
		_exit(write(ends[1], childs, NONCE_SIZE) == NONCE_SIZE ? 0 : 1);
	}
	random_nonce(mine);
	assert_int_equal(read(ends[0], childs, NONCE_SIZE), NONCE_SIZE);
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(ends[0]);
	close(ends[1]);
	assert_memory_not_equal(mine, childs, NONCE_SIZE);
}

/* The demo's people must stay the same from release to release. SplitMix64's published outputs for
 * the seed 1234567 begin with 6457827717110365317. */
static void a_seed_gives_one_sequence(void **state)
{
	static const uint32_t expected[] = {350, 173, 532, 249, 889, 423, 590, 275};
	struct seeded seeded;

	(void)state;
	seeded_start(&seeded, 1234567);
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		assert_int_equal(seeded_below(&seeded, 1000), expected[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starting_twice_does_no_harm),
		cmocka_unit_test(small_bounds),
		cmocka_unit_test(every_value_below_the_bound_is_drawn),
		cmocka_unit_test(ids_differ),
		cmocka_unit_test(nonces_differ),
		cmocka_unit_test(a_child_draws_other_nonces_than_its_parent),
		cmocka_unit_test(a_seed_gives_one_sequence),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
