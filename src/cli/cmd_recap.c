/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce recap: counts by commodity and kecamatan. */
#include "cli/output.h"
#include "cli/recap.h"
#include "cli/request.h"
#include "cli/word.h"
#include "app/wards.h"
#include "report/lists.h"

#include <string.h>

static void print_table(struct table *table, const struct table_style *style, struct buf *out)
{
	style_print(style, table, out);
	table_release(table);
}

void recap_print(
	struct app *app, uint32_t year, const struct table_style *style, struct buf *out)
{
	struct table table;

	if (year == 0)
		year = programme_year(&app->programme, app_today(app));
	app_tallies(app);
	list_recap(&table, &app->programme, app->tally, year, app_today(app));
	print_table(&table, style, out);
}

/* Each is a function of its own, so that a word that is no view is told before a file is opened. */
typedef enum status view_print(struct app *app, uint32_t year, const struct table_style *style,
	struct buf *out, struct err *err);

static enum status print_usual(struct app *app, uint32_t year, const struct table_style *style,
	struct buf *out, struct err *err)
{
	(void)err;
	recap_print(app, year, style, out);
	return STATUS_OK;
}

static enum status print_matrix(struct app *app, uint32_t year, const struct table_style *style,
	struct buf *out, struct err *err)
{
	struct table table;

	(void)err;
	app_tallies(app);
	list_matrix(&table, &app->programme, app->tally, year, app_today(app), FIGURE_PRESENT);
	print_table(&table, style, out);
	return STATUS_OK;
}

static enum status print_wards(struct app *app, uint32_t year, const struct table_style *style,
	struct buf *out, struct err *err)
{
	struct wards wards;
	struct table table;
	enum status status = wards_count(app, year, &wards, NULL, NULL, err);

	if (status == STATUS_OK) {
		list_wards(&table, wards.ward, wards.count, year);
		print_table(&table, style, out);
	}
	wards_release(&wards);
	return status;
}

static enum status print_announced(struct app *app, uint32_t year, const struct table_style *style,
	struct buf *out, struct err *err)
{
	struct table table;

	(void)err;
	app_tallies(app);
	list_announced(&table, &app->programme, app->tally, year, app_today(app));
	print_table(&table, style, out);
	return STATUS_OK;
}

static const struct {
	const char *name, *alias;
	view_print *print;
	bool all_years; /* unless one is said */
} views[] = {
	{"matrix", "matriks", print_matrix, false},
	{"kelurahan", "ward", print_wards, false},
	{"announced", "diumumkan", print_announced, true},
};
#define VIEWS (sizeof(views) / sizeof(views[0]))

/* VIEWS: the usual one. */
static enum status choose_view(const struct request *request, size_t *view, struct err *err)
{
	const char *word = request->options.value[OPTION_BY];

	for (*view = 0; word && *view < VIEWS; ++*view)
		if (strcmp(word, views[*view].name) == 0 || strcmp(word, views[*view].alias) == 0)
			return STATUS_OK;
	*view = VIEWS;
	return word ? word_error_more(err, STATUS_USAGE, _("No such view"), word, "%s",
			      _("There are matrix, kelurahan and announced."))
		    : STATUS_OK;
}

static enum status print_view(struct app *app, size_t view, uint32_t year,
	const struct table_style *style, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	if (year == 0 && (view == VIEWS || !views[view].all_years))
		year = programme_year(&app->programme, app_today(app));
	status = (view < VIEWS ? views[view].print : print_usual)(app, year, style, &text, err);
	if (status == STATUS_OK)
		status = output(&text, err);
	buf_release(&text);
	return status;
}

enum status cmd_recap(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct table_style style;
	uint32_t year = 0;
	size_t view = 0;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = choose_view(request, &view, err);
	if (status == STATUS_OK)
		status = request_year(request, &year, err);
	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = print_view(app, view, year, &style, err);
	app_close(app);
	return status;
}
