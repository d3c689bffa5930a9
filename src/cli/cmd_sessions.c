/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce sessions: the sessions and their counts. */
#include "cli/named.h"
#include "cli/request.h"
#include "cli/word.h"
#include "report/lists.h"

/* What the options say of months and states, which needs no data. */
static enum status read_words(
	const struct request *request, struct session_filter *filter, struct err *err)
{
	const char *month = request->options.value[OPTION_MONTH];
	const char *state = request->options.value[OPTION_STATUS];

	if (month && !session_filter_month(filter, month))
		return word_error_more(err, STATUS_USAGE, _("No such month"), month,
			_("Write it as %s."), "7, Juli, 2019-07");
	if (state && !session_filter_state(filter, state))
		return word_error_more(err, STATUS_USAGE, _("No such status"), state,
			_("There are %s, %s, %s, %s and %s."),
			session_state_text(SESSION_IS_PLANNED),
			session_state_text(SESSION_IS_SCHEDULED),
			session_state_text(SESSION_IS_RUNNING), session_state_text(SESSION_IS_DONE),
			session_state_text(SESSION_IS_CANCELLED));
	return STATUS_OK;
}

static enum status read_names(const struct request *request, const struct programme *programme,
	struct session_filter *filter, struct err *err)
{
	enum status status = request_commodity(request, programme, &filter->commodity, err);

	return status == STATUS_OK ? request_kecamatan(request, programme, &filter->kecamatan, err)
				   : status;
}

static enum status print(struct app *app, const struct session_filter *filter,
	const struct table_style *style, struct err *err)
{
	struct table table;
	enum status status;

	app_tallies(app);
	list_sessions(&table, &app->programme, app->tally, filter, app_today(app));
	status = style_output(style, &table, err);
	table_release(&table);
	return status;
}

enum status cmd_sessions(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct table_style style;
	struct session_filter filter = {.year = 0};
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_year(request, &filter.year, err);
	if (status == STATUS_OK)
		status = read_words(request, &filter, err);
	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = read_names(request, &app->programme, &filter, err);
	if (status == STATUS_OK)
		status = print(app, &filter, &style, err);
	app_close(app);
	return status;
}
