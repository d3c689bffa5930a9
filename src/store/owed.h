/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the view is still to be told. A commit is answered when it is in the log; the view lags behind it
 * then, until somebody looks at it (store_view()) or nothing else is to be done (store_catch_up()). A kill
 * in between leaves a view that says how far it came, as ever (store/follow.h).
 *
 * So whoever reads the view has it from store_view(), and nobody writes to the log while something is
 * owed. Only who brings the view to the log (follow.c, replay.c, names.c, line.c) takes store->view as it is.
 */
#ifndef OKOCE_STORE_OWED_H
#define OKOCE_STORE_OWED_H

#include "store/line.h"

/* The entries of a commit that is in the log; takes the drafts away. */
void owed_put(struct commit *commit, struct drafts *drafts);
/* Tells the view what is owed. */
void owed_settle(struct store *store);

#endif
