/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The clock that entries are labelled with: the system's, or one set by hand (OKOCE_NOW, or the
 * demo's own day), which then runs on from there, or stands still for tests.
 */
#ifndef OKOCE_BASE_CLOCK_H
#define OKOCE_BASE_CLOCK_H

#include "base/date.h"

struct clock {
	bool by_hand;	  /* shown on every screen as JAM DISETEL, and marks each entry */
	bool frozen;	  /* tests: stands still */
	moment set_to;	  /* when by_hand: what it showed at ... */
	moment set_at;	  /* ... this value of the monotonic clock */
};

struct clock clock_system(void);
struct clock clock_set_to(moment moment, bool frozen);
moment clock_now(const struct clock *clock);

#endif
