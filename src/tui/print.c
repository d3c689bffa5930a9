/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/day.h"
#include "app/export.h"
#include "app/sheet.h"
#include "report/sheet_page.h"
#include "base/i18n.h"

#include <stdlib.h>

void day_print_sheet(struct screens *screens, struct app *app, const struct session *session,
	uint32_t day, enum day_part part)
{
	struct roster roster = {.part = part};
	struct buf text = BUF_EMPTY, name = BUF_EMPTY;
	char code[SHEET_CODE_SIZE], *path = NULL;
	struct err err = {0};
	enum status status = app_roster(app, session, &roster, &err);

	if (status == STATUS_OK)
		status = sheet_record(app, &roster, day, code, &err);
	if (status == STATUS_OK) {
		sheet_page(&text, &app->programme, &roster, day, code);
		buf_printf(&name, "lembar-%s-%u-%s", session->id, (unsigned)day, code);
		status = export_text(app, buf_text(&name), &text, &path, &err);
	}
	if (status == STATUS_OK)
		office_say_path(screens, app, _("For the printer: %s"), path);
	else
		screens_say_err(screens, &err);
	free(path);
	buf_wipe(&text);
	buf_release(&name);
	roster_release(&roster);
}
