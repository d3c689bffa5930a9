/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/settings.h"

#include "app/laptop.h"
#include "app/sound.h"

#include <string.h>

void laptop_settings_read(struct laptop_settings *settings, const struct app *app, const struct prefs *prefs)
{
	*settings = (struct laptop_settings){
		.laptop = app->laptop, .sounds = app_sounds(app), .prefs = *prefs};
}

static bool same_laptop(const struct laptop *a, const struct laptop *b)
{
	return strcmp(a->name, b->name) == 0 && strcmp(a->kecamatan, b->kecamatan) == 0 &&
	       a->letter == b->letter;
}

static bool same_prefs(const struct prefs *a, const struct prefs *b)
{
	return a->language == b->language && a->no_mouse == b->no_mouse &&
	       a->no_color == b->no_color && a->lock_minutes == b->lock_minutes;
}

enum status laptop_settings_save(struct app *app, const struct laptop_settings *settings, struct prefs *prefs,
			  struct err *err)
{
	enum status status = STATUS_OK;

	if (settings->laptop_given || !same_laptop(&settings->laptop, &app->laptop))
		status = laptop_save(app, &settings->laptop, err);
	if (status == STATUS_OK && settings->sounds != app_sounds(app))
		status = app_set_sounds(app, settings->sounds, err);
	if (status == STATUS_OK && !same_prefs(&settings->prefs, prefs))
		status = prefs_write(&settings->prefs, app->state_folder, err);
	if (status == STATUS_OK)
		*prefs = settings->prefs;
	return status;
}
