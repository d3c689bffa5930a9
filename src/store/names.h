/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The names of all people, for searching, in the view: each record id with the folded name, sealed, in
 * blocks of some fifty, since to seal or to open a name costs as much as to do so with fifty. For the
 * files of the open store only; told by store_names() (store/store.h).
 *
 * In the view, under "z" and a number(4): full blocks, from 0 on. Under "z": the number of the block
 * that is being filled (4), and that block. A name is added when an identity is; none is taken away,
 * until the view is made anew.
 */
#ifndef OKOCE_STORE_NAMES_H
#define OKOCE_STORE_NAMES_H

#include "store/inside.h"

/* After a view was opened: goes on behind what it holds, and listens to it. */
void names_start(struct store *store);
/* Puts what came into the view, before that is committed. */
void names_keep(struct store *store);

#endif
