/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/clock.h"

#include <time.h>

static moment seconds_of(clockid_t which)
{
	struct timespec now = {0, 0};

	/* Fails only for a clock that the kernel lacks, and it has these two. */
	(void)clock_gettime(which, &now);
	return now.tv_sec;
}

struct clock clock_system(void)
{
	return (struct clock){.by_hand = false};
}

struct clock clock_set_to(moment when, bool frozen)
{
	return (struct clock){
		.by_hand = true,
		.frozen = frozen,
		.set_to = when,
		.set_at = seconds_of(CLOCK_MONOTONIC),
	};
}

moment clock_now(const struct clock *clock)
{
	if (!clock->by_hand)
		return seconds_of(CLOCK_REALTIME);
	if (clock->frozen)
		return clock->set_to;
	return clock->set_to + (seconds_of(CLOCK_MONOTONIC) - clock->set_at);
}
