/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/screen_inside.h"

#include <time.h>

int64_t screens_now(const struct screens *screens)
{
	struct timespec now;

	/* A laptop that sleeps is a laptop that nobody looks after. */
	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + screens->skipped;
}

static bool can_lock(const struct screens *screens)
{
	const struct screens_lock *lock = screens->lock;

	return lock && screens->lock_level == 0 && lock->can(lock->context);
}

bool screens_lock_now(struct screens *screens)
{
	const struct screens_lock *lock = screens->lock;

	if (!can_lock(screens))
		return false;
	for (size_t i = 0; i < screens->count; i++)
		if (screens->levels[i].screen->lock)
			screens->levels[i].screen->lock(screens->levels[i].context);
	lock->lock(lock->context);
	buf_wipe(&screens->message);
	keys_forget(&screens->keys);
	term_wipe();
	screens_make_stale(screens);
	screens_push(screens, lock->screen, lock->open(lock->context));
	screens->lock_level = screens->count;
	return true;
}

int64_t screens_until_lock(struct screens *screens)
{
	int64_t idle;

	if (!can_lock(screens) || screens->lock->minutes == 0)
		return -1;
	idle = (int64_t)screens->lock->minutes * 60000;
	if (screens_top(screens)->screen->lists_nobody)
		idle *= LOCK_LONGER;
	idle -= screens_now(screens) - screens->typed_at;
	return idle > 0 ? idle : 0;
}

/* ms until the screen may keep what is typed; less than 0 when it has. */
static int64_t until_rest(struct screens *screens)
{
	int64_t left = REST_SECONDS * 1000 - (screens_now(screens) - screens->typed_at);

	if (screens->rested || !screens_top(screens)->screen->rest)
		return -1;
	return left > 0 ? left : 0;
}

static int until_next_minute(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int)((60 - now.tv_sec % 60) * 1000 - now.tv_nsec / 1000000) + 1;
}

int screens_until_due(struct screens *screens)
{
	const int64_t others[] = {screens_until_lock(screens), until_rest(screens)};
	int64_t wait = until_next_minute();

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (others[i] >= 0 && others[i] < wait)
			wait = others[i];
	return (int)wait;
}

int64_t screens_minute(const struct screens *screens)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (now.tv_sec + screens->skipped / 1000) / 60;
}

void screens_pass_time(struct screens *screens)
{
	if (until_rest(screens) == 0) {
		screens->rested = true;
		screens_top(screens)->screen->rest(screens_top(screens)->context);
	}
	if (screens_until_lock(screens) == 0)
		screens_lock_now(screens);
	if (screens_minute(screens) != screens->minute) {
		screens_top(screens)->stale = true;
		screens->changed = true;
	}
}
