/* SPDX-License-Identifier: BSD-2-Clause */
/* What people and spreadsheets write between the digits of a number, and that means nothing. */
#ifndef OKOCE_MODEL_FILLER_H
#define OKOCE_MODEL_FILLER_H

#include <stddef.h>

/* Bytes of the filler that `text` begins with, 0 when it begins with none. `also` are ASCII
 * characters that are fillers too in this kind of number. */
size_t filler_length(const char *text, const char *also);

#endif
