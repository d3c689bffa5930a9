/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce sessions: the sessions and their counts. */
#include "cli/output.h"
#include "cli/request.h"
#include "report/lists.h"

static enum status print(struct app *app, uint32_t year, const struct table_style *style,
	struct err *err)
{
	struct table table;
	struct buf text = BUF_EMPTY;
	enum status status;

	app_tallies(app);
	list_sessions(&table, &app->programme, app->tally, year, app_today(app));
	style_print(style, &table, &text);
	status = output(&text, err);
	buf_release(&text);
	table_release(&table);
	return status;
}

enum status cmd_sessions(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct table_style style;
	uint32_t year = 0;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_year(request, &year, err);
	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = print(app, year, &style, err);
	app_close(app);
	return status;
}
