/* SPDX-License-Identifier: BSD-2-Clause */
/* The three ways in which table.c prints a table. Nobody else includes this. */
#ifndef OKOCE_REPORT_FORMAT_H
#define OKOCE_REPORT_FORMAT_H

#include "report/table.h"

void format_text(const struct table *table, struct buf *out);
void format_csv(const struct table *table, const struct table_csv *csv, struct buf *out);
void format_json(const struct table *table, struct buf *out);

/* -12, 0, 41.1: what JSON takes for a number and people for one, too: no exponent. */
bool format_is_number(const char *cell);
/* Whether the column's cells are numbers and percents, if they look so. */
bool format_is_figure(enum table_kind kind);
/* Rows that are no sums. */
size_t format_data_rows(const struct table *table);

#endif
