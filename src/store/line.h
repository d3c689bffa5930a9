/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries of a long action on their way into the log: whoever gathers them gives them away and goes on,
 * while a worker seals, chains, puts and commits them (base/worker.h).
 *
 * What the worker does touches the log's transaction, the store's writer, counters and mirror, and rows
 * that wait beside the view (view_beside()). So between line_start() and its end nobody else writes to
 * the store, the view shows what was there before, and of the log and the view others only read.
 */
#ifndef OKOCE_STORE_LINE_H
#define OKOCE_STORE_LINE_H

#include "store/commit.h"

#define DRAFTS_A_JOB 64

struct line;
struct line *line_start(struct store *store);
/* Takes them away; `last`: of a transaction, which is durable some time later. A failure is an earlier
 * one's as well, and nothing more is written after it. */
enum status line_give(struct line *line, struct drafts *drafts, bool last, struct err *err) MUST_USE;
/* Waits until all is durable and the view shows it. `done`: the action, as far as it is durable, also
 * after a failure. Frees the line. */
enum status line_finish(struct line *line, struct action_id *done, struct err *err) MUST_USE;
/* Drops what is not yet durable, else the same. */
void line_drop(struct line *line, struct action_id *done);

#endif
