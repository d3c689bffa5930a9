/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce roster: the people of a session and their days. */
#include "cli/output.h"
#include "cli/request.h"
#include "report/lists.h"

static enum status print(
	struct app *app, const struct session *session, enum table_format format, struct err *err)
{
	struct roster roster = {.count = 0};
	struct buf text = BUF_EMPTY;
	enum status status = app_roster(app, session, &roster, err);

	if (status == STATUS_OK) {
		struct table table;

		list_roster(&table, &app->programme, &roster);
		table_print(&table, format, &text);
		table_release(&table);
		status = output(&text, err);
	}
	buf_wipe(&text);
	roster_release(&roster);
	return status;
}

enum status cmd_roster(struct request *request, struct err *err)
{
	struct app *app = NULL;
	const struct session *session;
	enum table_format format;
	enum status status = request_format(request, &format, err);

	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = request_session(request, &app->programme, &session, err);
	if (status == STATUS_OK)
		status = print(app, session, format, err);
	app_close(app);
	return status;
}
