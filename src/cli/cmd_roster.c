/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce roster: the people of a session and their days. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/access.h"
#include "report/lists.h"

struct roster_request {
	const struct session *session;
	struct table_style style;
	bool full;
};

static enum status print(struct app *app, const struct roster_request *asked, struct err *err)
{
	struct roster roster = {.count = 0};
	struct buf text = BUF_EMPTY;
	enum status status = app_roster(app, asked->session, &roster, err);

	if (status == STATUS_OK && asked->full)
		status = app_record_full_roster(app, &roster, err);
	if (status == STATUS_OK) {
		struct table table;

		list_roster(&table, &app->programme, &roster, asked->full);
		style_print(&asked->style, &table, &text);
		table_release(&table);
		status = output(&text, err);
	}
	buf_wipe(&text);
	roster_release(&roster);
	return status;
}

enum status cmd_roster(struct request *request, struct err *err)
{
	struct roster_request asked = {.full = request->options.value[OPTION_NIK_FULL] != NULL};
	struct app *app = NULL;
	enum status status = request_style(request, &asked.style, err);

	if (status == STATUS_OK)
		status = request_open(request, asked.full ? USE_WRITE : USE_READ, &app, err);
	if (status == STATUS_OK)
		status = request_session(request, &app->programme, &asked.session, err);
	if (status == STATUS_OK)
		status = print(app, &asked, err);
	app_close(app);
	return status;
}
