/* SPDX-License-Identifier: BSD-2-Clause */
/* "The same person?": the pairs that are asked about (twins.c), and from it one of them side by side (twin.c). */
#ifndef OKOCE_TUI_TWINS_H
#define OKOCE_TUI_TWINS_H

#include "tui/office.h"
#include "app/twins.h"

extern const struct screen twins_screen;
void *twins_open(struct app *app);

extern const struct screen twin_screen;
void *twin_open(struct app *app, const struct twin_pair *pair);

#endif
