/* SPDX-License-Identifier: BSD-2-Clause */
/* Rekap, opened from Beranda: target, registered, present and completed, in four views. */
#ifndef OKOCE_TUI_RECAP_H
#define OKOCE_TUI_RECAP_H

#include "tui/office.h"

extern const struct screen recap_screen;
void *recap_open(struct app *app);

#endif
