/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Keeping the view at the log: it says what it was made of, and is made anew, or brought up to date,
 * when the log is something else. For the files of the open store only.
 *
 * In the view, under "log": what the log was when the view last followed it. Under "w" and a writer:
 * its birth and its last entry. A view that was not flushed before the power went is thrown away: a
 * file NAME.dirty beside it, with the boot's id in it, tells.
 */
#ifndef OKOCE_STORE_FOLLOW_H
#define OKOCE_STORE_FOLLOW_H

#include "store/inside.h"

/* Opens the view of an unlocked store and brings it to the log. */
enum status follow_open(struct store *store, struct err *err) MUST_USE;
/* Before a change of the view of more than one commit: until follow_commit() it is believed by nobody, so
 * that a kill in between leaves one that is made anew. */
void follow_leave(struct store *store);
/* After a commit to the log whose entries were applied to the view: `state` is what it left. */
void follow_commit(struct store *store, const struct db_state *state);
/* The view has what the log has not, or is damaged: made anew, in memory, and found by no later run. */
void follow_doubt(struct store *store);
void follow_close(struct store *store);
/* Before a view that is kept in a file is written to. */
void follow_dirty(struct store *store);

#endif
