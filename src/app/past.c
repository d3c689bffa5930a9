/* SPDX-License-Identifier: BSD-2-Clause */
/* What this laptop wrote, and what the file was: noticed, said, and taken back when asked. */
#include "app/app.h"

#include "store/local.h"
#include "base/file.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

void app_keep_own(struct app *app)
{
	char hex[ID_HEX_SIZE];
	char *folder;

	if (!app->state_folder || app->programme.is_demo)
		return;
	folder = path_join(app->state_folder, id_hex(store_programme(app->store), hex));
	store_keep_own(app->store, folder);
	store_keep_local(app->store, folder);
	free(folder);
}

void app_past(const struct app *app, struct app_past *out)
{
	struct store_past past = store_past(app->store);
	unsigned long lacking = (unsigned long)past.lacking;

	*out = (struct app_past){.lacking = past.lacking};
	if (past.lacking > 0)
		buf_printf(&out->own,
			ngettext("%lu entry of this laptop is not in this file.",
				"%lu entries of this laptop are not in this file.", lacking),
			lacking);
	if (past.gone > 0 && past.has < past.had)
		buf_printf(&out->others, _("The file went back: it had %llu entries, now %llu."),
			(unsigned long long)past.had, (unsigned long long)past.has);
	else if (past.gone > 0)
		buf_printf(&out->others, _("%llu entries of other laptops went from the file."),
			(unsigned long long)past.gone);
	if (app->state_trouble.status != STATUS_OK)
		buf_printf(&out->trouble,
			_("This laptop cannot keep its own notes; the data file is not affected. %s"),
			app->state_trouble.text);
	else if (past.trouble)
		buf_add_text(&out->trouble, past.trouble);
	else if (store_local_trouble(app->store))
		buf_add_text(&out->trouble, store_local_trouble(app->store));
}

void app_past_release(struct app_past *past)
{
	buf_release(&past->own);
	buf_release(&past->others);
	buf_release(&past->trouble);
}

enum status app_recover(struct app *app, uint64_t *taken, struct err *err)
{
	enum status status = store_recover(app->store, taken, err);
	enum status read;

	if (*taken == 0)
		return status;
	read = app_read_programme(app, status == STATUS_OK ? err : NULL);
	return status == STATUS_OK ? read : status;
}
