/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/sound.h"

#include "store/local.h"
#include "base/i18n.h"

#define NAME "silent" /* something is kept under it: it does not sound */

bool app_sounds(const struct app *app)
{
	struct arena arena = {0};
	struct bytes value;
	struct err ignored = {0};
	bool silent = app->programme.is_demo ||
		      store_local_read(app->store, NAME, &arena, &value, &ignored) == STATUS_OK;

	arena_release(&arena);
	return !silent;
}

enum status app_set_sounds(struct app *app, bool sounds, struct err *err)
{
	const uint8_t silent = 1;

	if (app->programme.is_demo)
		return err_set(err, STATUS_INVALID, "%s", _("A demo makes no sound."));
	if (sounds)
		return store_local_remove(app->store, NAME, err);
	return store_local_write(app->store, NAME, (struct bytes){&silent, 1}, err);
}
