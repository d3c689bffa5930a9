/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the officer is: the attendance of a session on a day, and what is being typed there. Kept in
 * the laptop's local state, so that a laptop whose battery died, or that was locked, goes on there.
 */
#ifndef OKOCE_APP_WHEREABOUTS_H
#define OKOCE_APP_WHEREABOUTS_H

#include "app/app.h"

/* False when it could not be kept, which stops nobody. What is kept already is not written again. */
bool whereabouts_keep(struct app *app, const char *session, uint32_t day, const char *typed);
/* False: nowhere, or no session of this programme. The text is in the arena. */
bool whereabouts_read(struct app *app, struct arena *arena, struct whereabouts *where);
/* Left in good order. */
void whereabouts_forget(struct app *app);

#endif
