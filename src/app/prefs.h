/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How okoce looks on this laptop, whatever file is opened: in FOLDER/settings of the state
 * folder, in the clear, a line "name value" each. It says nothing of anybody, and is wanted before a file
 * is unlocked.
 */
#ifndef OKOCE_APP_PREFS_H
#define OKOCE_APP_PREFS_H

#include "base/i18n.h"
#include "base/memory.h"

#define PREFS_LOCK_MINUTES 5
#define PREFS_LOCK_MINUTES_MAX 60

struct prefs {
	enum language language;
	bool no_mouse, no_color;
	unsigned lock_minutes; /* 1 to PREFS_LOCK_MINUTES_MAX: nobody leaves it open for ever */
};

/* What is not there, or not understood, is as it usually is: Indonesian, with mouse and colours. */
void prefs_read(struct prefs *prefs, const char *state_folder);
enum status prefs_write(const struct prefs *prefs, const char *state_folder, struct err *err) MUST_USE;

#endif
