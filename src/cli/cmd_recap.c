/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce recap: counts by commodity and kecamatan. */
#include "cli/output.h"
#include "cli/recap.h"
#include "cli/request.h"
#include "report/lists.h"

void recap_print(
	struct app *app, uint32_t year, const struct table_style *style, struct buf *out)
{
	struct table table;

	if (year == 0)
		year = programme_year(&app->programme, app_today(app));
	app_tallies(app);
	list_recap(&table, &app->programme, app->tally, year, app_today(app));
	style_print(style, &table, out);
	table_release(&table);
}

enum status cmd_recap(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct buf text = BUF_EMPTY;
	struct table_style style;
	uint32_t year = 0;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_year(request, &year, err);
	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK) {
		recap_print(app, year, &style, &text);
		status = output(&text, err);
	}
	buf_release(&text);
	app_close(app);
	return status;
}
