/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Replaying the log into the view: entries are verified, opened and applied in the order of their keys.
 * For store/follow.h only.
 *
 * Other threads (base/worker.h) look at entries by themselves, open and parse them: they read the log's
 * map, which this thread's transaction holds, and the log key. All else, and the order, is this thread's.
 */
#ifndef OKOCE_STORE_REPLAY_H
#define OKOCE_STORE_REPLAY_H

#include "store/inside.h"

/* Whether the log has what the view knows as the last entry of each writer. */
bool replay_holds_heads(struct store *store);
/* All of it, into an empty view; the store's counters are zero. */
enum status replay_all(struct store *store, struct err *err) MUST_USE;
/* What came behind the last entries that the view knows of its writers. False when the log is not the
 * one that the view was made of (`was`), with more behind. */
bool replay_new(struct store *store, const struct db_state *was, struct err *err);

#endif
