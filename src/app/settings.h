/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All that this laptop is set to, of which nothing is ever handed over: what it is called in the
 * programme (app/laptop.h), whether it sounds (app/sound.h), and how okoce looks whatever is opened
 * (app/prefs.h). The screen Pengaturan and `okoce laptop` are both this.
 */
#ifndef OKOCE_APP_SETTINGS_H
#define OKOCE_APP_SETTINGS_H

#include "app/app.h"
#include "app/prefs.h"

struct laptop_settings {
	struct laptop laptop; /* borrowed texts */
	bool laptop_given;    /* an officer says so, even where it is what would be proposed */
	bool sounds;
	struct prefs prefs;
};

/* As it is now. `prefs` are those that were read at the start; the texts are the app's. */
void laptop_settings_read(struct laptop_settings *settings, const struct app *app, const struct prefs *prefs);
/* Checks it, and keeps what differs from what is. STATUS_INVALID and what is wrong; the laptop's name is
 * checked first, and nothing is changed when that is refused. */
enum status laptop_settings_save(struct app *app, const struct laptop_settings *settings, struct prefs *prefs,
			  struct err *err) MUST_USE;

#endif
