/* SPDX-License-Identifier: BSD-2-Clause */
/* The office's file is on a stick, and this laptop has none: its code is held against that of the slip before it
 * is received. From the gate. */
#ifndef OKOCE_TUI_RECEIVE_H
#define OKOCE_TUI_RECEIVE_H

#include "tui/gate.h"
#include "tui/screen.h"

extern const struct screen receive_screen;
/* `from`: the file on the stick, copied. Null, and why, when it cannot be read. */
void *receive_open(struct gate *gate, const char *from, struct err *err);

#endif
