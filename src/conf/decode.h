/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Filling structs from a tree of nodes, as a schema says. Unknown and doubled keys, wrong types,
 * values out of their limits and missing keys are all reported, each at its place.
 */
#ifndef OKOCE_CONF_DECODE_H
#define OKOCE_CONF_DECODE_H

#include "conf/schema.h"
#include "conf/yaml.h"

/*
 * Clears `record` and fills it from `root`; texts and lists go into the arena. What has a mistake is
 * left empty, and its node is marked as faulty. A list of records has as many entries as its node has items, in the same order.
 *
 * Keys are settled in the tree: a mistyped key that is near to a missing one is reported, renamed to
 * it and read, so that one slip of the finger makes one message; doubles lose their name. So
 * node_get() finds afterwards what was read.
 */
void decode(const struct schema *schema, const char *file, struct node *root, struct arena *arena,
	struct conf_problems *problems, void *record);

#endif
