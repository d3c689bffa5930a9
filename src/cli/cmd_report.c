/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce report: four lines about a day, to send to the office. */
#include "cli/output.h"
#include "cli/request.h"
#include "report/day_report.h"

static enum status add_report(struct app *app, const struct session *session, uint32_t day,
	struct buf *out, struct err *err)
{
	struct roster roster = {.count = 0};
	enum status status = app_roster(app, session, &roster, err);

	if (status == STATUS_OK)
		status = roster_check_day(&roster, day, err);
	if (status == STATUS_OK) {
		if (out->len > 0)
			buf_add_byte(out, '\n');
		day_report(out, &app->programme, &roster, day);
	}
	roster_release(&roster);
	return status;
}

static enum status add_today(struct app *app, struct buf *out, struct err *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < app->programme.session_count && status == STATUS_OK; i++) {
		const struct session *session = &app->programme.session[i];
		int day = session_day_on(session, app_today(app));

		if (day > 0 && session->status.status != SESSION_CANCELLED)
			status = add_report(app, session, (uint32_t)day, out, err);
	}
	if (status == STATUS_OK && out->len == 0)
		buf_add_text(out, _("No session today.\n"));
	return status;
}

static enum status add_one(const struct request *request, struct app *app, struct buf *out,
	struct err *err)
{
	const struct session *session;
	uint32_t day = 0;
	enum status status = request_session(request, &app->programme, &session, err);

	if (status == STATUS_OK)
		status = request_day(request, app, session, &day, err);
	return status == STATUS_OK ? add_report(app, session, day, out, err) : status;
}

enum status cmd_report(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct buf text = BUF_EMPTY;
	enum status status = STATUS_OK;

	if (request->options.value[OPTION_DAY] && !request->options.value[OPTION_SESSION])
		return err_set(err, STATUS_USAGE, "%s",
			_("--day goes with --session: without it the report is about today."));
	status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = request->options.value[OPTION_SESSION] ? add_one(request, app, &text, err)
								: add_today(app, &text, err);
	if (status == STATUS_OK)
		status = output(&text, err);
	buf_release(&text);
	app_close(app);
	return status;
}
