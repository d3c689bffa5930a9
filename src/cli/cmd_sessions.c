/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce sessions: the sessions and their counts. */
#include "cli/request.h"
#include "cli/word.h"
#include "app/import_words.h"
#include "report/lists.h"
#include "model/places.h"

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

static enum status find_commodity(const struct programme *programme, const char *text,
	const struct commodity **found, struct err *err)
{
	const char **known;
	enum status status;

	*found = import_commodity_of(programme, text);
	if (*found)
		return STATUS_OK;
	known = memory_alloc((programme->commodity_count + 1) * sizeof(*known));
	for (size_t i = 0; i < programme->commodity_count; i++)
		known[i] = commodity_label(&programme->commodity[i]);
	status = word_unknown(err, STATUS_NOT_FOUND, _("No such commodity"), text, "", known,
		programme->commodity_count);
	free(known);
	return status;
}

static enum status find_kecamatan(const struct programme *programme, const char *text,
	const struct kecamatan **found, struct err *err)
{
	struct places places = {.count = 0};
	const char **known;
	enum status status;

	places_load(&places, programme);
	*found = places_kecamatan(&places, text);
	places_release(&places);
	if (*found)
		return STATUS_OK;
	known = memory_alloc((programme->kecamatan_count + 1) * sizeof(*known));
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		known[i] = programme->kecamatan[i].name;
	status = word_unknown(err, STATUS_NOT_FOUND, _("No such kecamatan"), text, "", known,
		programme->kecamatan_count);
	free(known);
	return status;
}

static enum status read_names(const struct request *request, const struct programme *programme,
	struct session_filter *filter, struct err *err)
{
	const char *commodity = request->options.value[OPTION_KOMODITI];
	const char *kecamatan = request->options.value[OPTION_KECAMATAN];
	enum status status = STATUS_OK;

	if (commodity)
		status = find_commodity(programme, commodity, &filter->commodity, err);
	if (kecamatan && status == STATUS_OK)
		status = find_kecamatan(programme, kecamatan, &filter->kecamatan, err);
	return status;
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
