/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a merge would bring into dispute, before it is made: the registers that new entries speak of are put
 * together in memory as they would stand afterwards. Nothing is changed by it.
 */
#ifndef OKOCE_STORE_PREVIEW_H
#define OKOCE_STORE_PREVIEW_H

#include "store/store.h"

struct preview;

/* Null: there is no room for it. Only while the store is unlocked; nothing may be committed until it is
 * closed. */
struct preview *preview_open(struct store *store);
/* An entry that is new, as merge_fresh (store/merge.h) is told it. False: it was added before, from another file. */
bool preview_add(struct preview *preview, const struct story *story);
/* Calls for each register whose values would not say the same, while now they do; in no order. */
typedef void preview_dispute(void *context, struct bytes key);
void preview_disputes(struct preview *preview, preview_dispute *each, void *context);
void preview_close(struct preview *preview); /* null allowed */

#endif
