/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce reopen: a closed day of training goes on. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/day.h"

static enum status reopen(const struct request *request, struct app *app,
	const struct session *session, const char *reason, struct err *err)
{
	struct roster roster = {.count = 0};
	struct buf text = BUF_EMPTY;
	uint32_t day = 0;
	enum status status = request_day(request, app, session, &day, err);

	if (status == STATUS_OK)
		status = app_roster(app, session, &roster, err);
	if (status == STATUS_OK)
		status = day_reopen(app, &roster, day, reason, err);
	if (status == STATUS_OK) {
		buf_printf(&text, _("Day %u of %s is open again.\n"), (unsigned)day, session->id);
		status = output(&text, err);
	}
	buf_release(&text);
	roster_release(&roster);
	return status;
}

enum status cmd_reopen(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct buf reason = BUF_EMPTY;
	const struct session *session;
	enum status status = option_text(&request->options, OPTION_REASON, &reason, err);

	if (status == STATUS_OK)
		status = request_open(request, USE_WRITE, &app, err);
	if (status == STATUS_OK)
		status = request_session(request, &app->programme, &session, err);
	if (status == STATUS_OK)
		status = reopen(request, app, session, buf_text(&reason), err);
	buf_release(&reason);
	app_close(app);
	return status;
}
