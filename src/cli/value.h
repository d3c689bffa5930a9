/* SPDX-License-Identifier: BSD-2-Clause */
/* Registers' values as text, for `okoce log` and `okoce dump`. */
#ifndef OKOCE_CLI_VALUE_H
#define OKOCE_CLI_VALUE_H

#include "store/store.h"

/* Appends a value of a register as one line of safe text. NIKs are masked and followed by a tag
 * that tells two different ones apart, and that nobody without the file's keys can compute. */
void value_print(struct buf *out, const struct store *store, struct bytes key, struct bytes value);

#endif
