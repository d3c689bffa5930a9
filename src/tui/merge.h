/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Terima: what other laptops' files have. merge.c lists the files on sticks and on this laptop, of which those to be
 * received are marked; merge_look.c shows what they would bring, takes it, and shows what they brought.
 */
#ifndef OKOCE_TUI_MERGE_H
#define OKOCE_TUI_MERGE_H

#include "tui/list.h"
#include "tui/office.h"
#include "app/receive.h"

extern const struct screen merge_screen;
/* `home` may be null. */
void *merge_open(struct app *app, const char *home);

extern const struct screen merge_look_screen;
/* Looks at the files at once, with progress. Takes `receive` over. Null: Esc stopped it, or why it failed was
 * said. */
void *merge_look_open(struct screens *screens, struct app *app, struct receive *receive);

#endif
