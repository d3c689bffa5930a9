/* SPDX-License-Identifier: BSD-2-Clause */
/* Keys of a map that are unknown, doubled or mistyped: for decode.c. */
#ifndef OKOCE_CONF_KEYS_H
#define OKOCE_CONF_KEYS_H

#include "conf/schema.h"
#include "conf/yaml.h"

/* Null when the schema has no such key. */
const struct schema_field *schema_find(const struct schema *schema, const char *key);
/* What an unknown key means, or null. A key that is still missing is likelier to be meant than one
 * that stands there. */
const char *keys_guess(const struct schema *schema, const struct node *map, const char *key);
/* Reports unknown and doubled keys, and renames them in the map to what they mean, or to "". */
void keys_settle(const char *file, struct conf_problems *problems, const struct schema *schema,
	struct node *map);

#endif
