/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void the_system_clock_is_not_by_hand(void **state)
{
	struct clock clock = clock_system();

	(void)state;
	assert_false(clock.by_hand);
	assert_false(clock.frozen);
	assert_true(clock_now(&clock) > 0);
}

static void a_frozen_clock_stands_still(void **state)
{
	struct clock clock = clock_set_to(-5, true);

	(void)state;
	assert_true(clock.by_hand);
	clock.set_at -= 1000;
	assert_int_equal(clock_now(&clock), -5);
}

/* Not a wait but a set_at in the past makes time go by. */
static void a_clock_set_by_hand_runs_on(void **state)
{
	struct clock clock = clock_set_to(1563238800, false);
	moment now;

	(void)state;
	assert_true(clock.by_hand);
	assert_false(clock.frozen);
	clock.set_at -= 3600;
	now = clock_now(&clock);
	assert_true(now >= 1563238800 + 3600);
	assert_true(now < 1563238800 + 3600 + 600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_system_clock_is_not_by_hand),
		cmocka_unit_test(a_frozen_clock_stands_still),
		cmocka_unit_test(a_clock_set_by_hand_runs_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
