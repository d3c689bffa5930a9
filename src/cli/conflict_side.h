/* SPDX-License-Identifier: BSD-2-Clause */
/* A value of a conflict in one line, for okoce conflicts and okoce decide. */
#ifndef OKOCE_CLI_CONFLICT_SIDE_H
#define OKOCE_CLI_CONFLICT_SIDE_H

#include "app/conflict.h"

/* Appends "Phone: 0812, Second phone: -": the fields in which the sides differ; safe. */
void conflict_side_print(const struct conflict *conflict, const void *value, struct buf *out);

#endif
