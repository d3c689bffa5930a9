/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What entries from elsewhere leave behind in the view: which registers are disputed, and of those that describe
 * something (people, sessions, the programme) which values are outdated. Eight laptops load one list, and one mends a
 * telephone number: the seven others' first value is that of which it was mended, and no vote against it (MERGE 12).
 * Never so of attendance and enrolments. For the files of the open store only.
 */
#ifndef OKOCE_STORE_SETTLE_H
#define OKOCE_STORE_SETTLE_H

#include "store/inside.h"

/* After view_commit(): does it, where it was not done since such entries came. */
void settle(struct store *store);

#endif
