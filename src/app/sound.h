/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether the door sounds on this laptop: local state, never handed over. It does until an officer says
 * otherwise, but never in a demo: who tries okoce in an office need not be heard.
 */
#ifndef OKOCE_APP_SOUND_H
#define OKOCE_APP_SOUND_H

#include "app/app.h"

bool app_sounds(const struct app *app);
/* Keeps it. Not possible in a demo: STATUS_INVALID. */
enum status app_set_sounds(struct app *app, bool sounds, struct err *err) MUST_USE;

#endif
