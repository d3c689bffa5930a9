/* SPDX-License-Identifier: BSD-2-Clause */
/* What was typed and is not recorded yet: kept on this laptop, sealed (store/local.h), under the name
 * of the screen and of what it is about. Keeping one is never in the way: a failure is told once. */
#ifndef OKOCE_APP_DRAFT_H
#define OKOCE_APP_DRAFT_H

#include "app/app.h"

#define DRAFT_NAME_MAX 96

struct draft {
	struct app *app;
	char name[DRAFT_NAME_MAX];
	bool typing; /* something was kept by draft_keep_typing() since */
	struct err trouble; /* the first failure to keep it */
};

/* Where the draft of a screen is kept: "draft/NAME". */
struct draft draft_of(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
/* Keeps it, durably; empty bytes: there is none any more. `draft` is a struct draft, so that it can be a
 * form's (tui/form.h). */
void draft_keep(void *draft, struct bytes value);
/* Keeps it at each key, without waiting for the disk: after a kill it is there, after a loss of power
 * what was kept last by draft_keep(). */
void draft_keep_typing(void *draft, struct bytes value);
/* What was kept last, in the arena; empty: nothing. */
struct bytes draft_read(struct draft *draft, struct arena *arena);

#endif
