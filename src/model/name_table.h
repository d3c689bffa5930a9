/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Many names in memory, to be searched letter by letter as they are typed: 100,000 in less than a
 * millisecond. All folded names stand in one text, a row each, in the order in which they were added.
 */
#ifndef OKOCE_MODEL_NAME_TABLE_H
#define OKOCE_MODEL_NAME_TABLE_H

#include "model/name.h"

struct name_table {
	struct buf text; /* every name and a NUL */
	size_t *start;	 /* of each row in it */
	size_t count, capacity;
};

/* Adds a row; the name is folded already (text_fold()). */
void name_table_add(struct name_table *table, const char *folded, size_t len);
/* The same for a name as it is shown. */
void name_table_add_name(struct name_table *table, const char *name);
const char *name_table_row(const struct name_table *table, size_t row); /* folded */
/* The rows that name_query_matches(), in rising order; at most `max`, all counted. */
size_t name_table_find(const struct name_table *table, const struct name_query *query, size_t *out,
	size_t max);
void name_table_release(struct name_table *table); /* overwritten first; empty again */

#endif
