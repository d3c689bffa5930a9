/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce without a command: the screens; without a terminal, the day's recap. */
#include "cli/output.h"
#include "cli/recap.h"
#include "cli/request.h"
#include "tui/office.h"
#include "report/lists.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

/* One session's line of the day, when it is held today. */
static enum status print_session(struct app *app, const struct session *session, struct buf *out,
	size_t *held, struct err *err)
{
	int day = session_day_on(session, app_today(app));
	struct roster roster = {.count = 0};
	enum status status;

	if (day < 1 || session->status.status == SESSION_CANCELLED)
		return STATUS_OK;
	status = app_roster(app, session, &roster, err);
	if (status == STATUS_OK) {
		struct buf line = BUF_EMPTY;

		day_line(&line, &app->programme, &roster, (uint32_t)day);
		text_safe(out, buf_text(&line), line.len);
		buf_add_byte(out, '\n');
		buf_release(&line);
		++*held;
	}
	roster_release(&roster);
	return status;
}

static enum status print_today(struct app *app, struct buf *out, struct err *err)
{
	enum status status = STATUS_OK;
	size_t held = 0;

	date_print_long(out, app_today(app));
	buf_add_byte(out, '\n');
	for (size_t i = 0; i < app->programme.session_count && status == STATUS_OK; i++)
		status = print_session(app, &app->programme.session[i], out, &held, err);
	if (held == 0)
		buf_add_text(out, _("No session today.\n"));
	buf_add_byte(out, '\n');
	return status;
}

/* `text "path"` */
static void add_file(struct buf *out, const char *text, const char *path)
{
	buf_printf(out, "%s \"", text);
	text_safe(out, path, strlen(path));
	buf_add_text(out, "\"\n");
}

static enum status print_day(const struct request *request, struct app *app, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status = print_today(app, &text, err);

	if (status == STATUS_OK) {
		recap_print(app, 0, &(struct table_style){.format = TABLE_TEXT}, &text);
		buf_add_byte(&text, '\n');
		add_file(&text, _("To open the screens, run this in a terminal: okoce --data"),
			request->data);
		status = output(&text, err);
	}
	buf_release(&text);
	return status;
}

/* Who tried the demo learns where it is, how to go on, and how to begin anew. */
static enum status print_after_demo(const struct request *request, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	add_file(&text, _("The file with the invented people:"), request->data);
	add_file(&text, _("To open it again: okoce --data"), request->data);
	add_file(&text, _("To start afresh, delete it and run: okoce demo"), request->data);
	status = output(&text, err);
	buf_release(&text);
	return status;
}

static enum status run_screens(const struct request *request, struct app *app, struct err *err)
{
	const struct term_options options = request_term_options(request);
	struct office office = {
		.app = app, .folder = request_home(), .officer = request->officer};
	enum status status = office_run(&office, &options, err);

	if (status == STATUS_OK && app->programme.is_demo)
		status = print_after_demo(request, err);
	return status;
}

enum status cmd_open(struct request *request, struct err *err)
{
	bool has_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	struct app *app = NULL;
	enum status status = request_open(request, has_terminal ? USE_SCREENS : USE_READ, &app, err);

	if (status == STATUS_OK)
		status = has_terminal ? run_screens(request, app, err)
				      : print_day(request, app, err);
	app_close(app);
	return status;
}
