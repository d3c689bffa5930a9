/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Compacting the open file: a new one with the same records and nothing else takes its place. What was
 * replaced, an old slot with its old passphrase, else stays in pages that are free (FORMAT F5).
 */
#ifndef OKOCE_STORE_COMPACT_H
#define OKOCE_STORE_COMPACT_H

#include "store/inside.h"

/* Before the change: says, lastingly, that the file is to be compacted, so that a kill in between leaves it to
 * the next opening. */
enum status compact_owe(struct store *store, struct err *err) MUST_USE;
/* Whether that is owed. */
bool compact_is_owed(const struct store *store);
/* Nothing else may be under way. When it fails the file is as it was, and it stays owed. */
enum status compact_run(struct store *store, struct err *err) MUST_USE;
/* The same after a change that is durable: the sentence says that it is. */
enum status compact_after(struct store *store, struct err *err) MUST_USE;
/* There was no change after all. */
void compact_forget(struct store *store);

#endif
