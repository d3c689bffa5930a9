/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce roster: the people of a session and their days. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/access.h"
#include "app/sheet.h"
#include "report/lists.h"
#include "report/sheet_page.h"

struct roster_request {
	const struct session *session;
	struct table_style style;
	bool full;
	uint32_t day; /* of the sheet that is asked for; 0: of none */
};

/* Recorded before it is printed. */
static enum status add_sheet(struct app *app, const struct roster *roster, uint32_t day,
	struct buf *out, struct err *err)
{
	char code[SHEET_CODE_SIZE];
	enum status status = sheet_record(app, roster, day, code, err);

	if (status == STATUS_OK)
		sheet_page(out, &app->programme, roster, day, code);
	return status;
}

static enum status add_list(struct app *app, const struct roster *roster,
	const struct roster_request *asked, struct buf *out, struct err *err)
{
	struct table table;
	enum status status = STATUS_OK;

	if (asked->full)
		status = app_record_full_roster(app, roster, err);
	if (status != STATUS_OK)
		return status;
	list_roster(&table, &app->programme, roster, asked->full);
	style_print(&asked->style, &table, out);
	table_release(&table);
	return STATUS_OK;
}

static enum status print(struct app *app, const struct roster_request *asked, struct err *err)
{
	struct roster roster = {.count = 0};
	struct buf text = BUF_EMPTY;
	enum status status = app_roster(app, asked->session, &roster, err);

	if (status == STATUS_OK)
		status = asked->day > 0 ? add_sheet(app, &roster, asked->day, &text, err)
					: add_list(app, &roster, asked, &text, err);
	if (status == STATUS_OK)
		status = output(&text, err);
	buf_wipe(&text);
	roster_release(&roster);
	return status;
}

/* The sheet has one form, and no NIKs. */
static enum status check_way(const struct options *options, struct err *err)
{
	if (options->value[OPTION_SHEET] &&
		(options->value[OPTION_FORMAT] || options->value[OPTION_NIK_FULL]))
		return err_set(err, STATUS_USAGE, "%s",
			_("--sheet goes without --format and --nik-full: it is text for a printer, "
			  "without NIKs."));
	if (options->value[OPTION_DAY] && !options->value[OPTION_SHEET])
		return err_set(err, STATUS_USAGE, "%s",
			_("--day goes with --sheet; the list shows all days."));
	return STATUS_OK;
}

enum status cmd_roster(struct request *request, struct err *err)
{
	const struct options *options = &request->options;
	const bool sheet = options->value[OPTION_SHEET] != NULL;
	struct roster_request asked = {.full = options->value[OPTION_NIK_FULL] != NULL};
	struct app *app = NULL;
	enum status status = request_style(request, &asked.style, err);

	if (status == STATUS_OK)
		status = check_way(options, err);
	if (status == STATUS_OK)
		status = request_open(request, asked.full || sheet ? USE_WRITE : USE_READ, &app, err);
	if (status == STATUS_OK)
		status = request_session(request, &app->programme, &asked.session, err);
	if (status == STATUS_OK && sheet)
		status = request_day(request, app, asked.session, &asked.day, err);
	if (status == STATUS_OK)
		status = print(app, &asked, err);
	app_close(app);
	return status;
}
