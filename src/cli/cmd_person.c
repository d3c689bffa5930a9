/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce person: looking for people, and all that is held of one. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/access.h"
#include "app/subject.h"
#include "base/i18n.h"
#include "report/person.h"
#include "report/subject_page.h"

static enum status add_found(struct app *app, const struct id *record, struct table *table, struct err *err)
{
	struct arena arena = {NULL};
	struct person_line line;
	enum status status = people_read_line(app, record, &arena, &line, err);
	struct person_row row = {record, &line.identity, &line.address, line.trainings};

	if (status == STATUS_OK)
		list_people_add(table, &app->programme, &row);
	arena_release(&arena);
	return status;
}

static enum status search(struct app *app, const struct request *request,
	const struct table_style *style, struct err *err)
{
	struct buf typed = BUF_EMPTY;
	struct people found;
	struct table table;
	enum status status;

	buf_printf(&typed, "%s%s%s", request->operand, request->second ? " " : "",
		request->second ? request->second : "");
	status = people_find(app, buf_text(&typed), &found, NULL, NULL, err);
	list_people(&table);
	for (size_t i = 0; i < found.count && status == STATUS_OK; i++)
		status = add_found(app, &found.record[i], &table, err);
	if (status == STATUS_OK && found.more)
		table_note(&table, _("There are more than these %d: write more of the name."), PEOPLE_MAX);
	if (status == STATUS_OK && found.count == 0)
		status = err_set(err, STATUS_NOT_FOUND, _("Nobody fits \"%s\"."), buf_text(&typed));
	if (status == STATUS_OK)
		status = style_output(style, &table, err);
	table_release(&table);
	people_release(&found);
	buf_wipe(&typed);
	return status;
}

/* "Cetak data saya". */
static enum status print_all(struct app *app, const struct request *request,
	const struct table_style *style, struct err *err)
{
	struct person_sheet sheet = {.training_count = 0};
	struct buf page = BUF_EMPTY;
	struct table table;
	struct id record;
	enum status status =
		people_find_id(app, request->options.value[OPTION_ID], &record, err);

	if (status == STATUS_OK)
		status = subject_read(app, &record, &sheet, err);
	if (status == STATUS_OK && style->format == TABLE_TEXT) {
		subject_page(&page, &app->programme, &sheet, app_now(app), app_officer_name(app));
		status = output(&page, err);
	} else if (status == STATUS_OK) {
		list_person(&table, &app->programme, &sheet, app_today(app), true);
		status = style_output(style, &table, err);
		table_release(&table);
	}
	buf_wipe(&page);
	person_sheet_release(&sheet);
	return status;
}

static enum status print_one(struct app *app, const struct request *request,
	const struct table_style *style, struct err *err)
{
	const bool full = request->options.value[OPTION_NIK_FULL] != NULL;
	struct person_sheet sheet = {.training_count = 0};
	struct table table;
	struct id record;
	enum status status =
		people_find_id(app, request->options.value[OPTION_ID], &record, err);

	if (status == STATUS_OK)
		status = people_read(app, &record, &sheet, err);
	if (status == STATUS_OK && full)
		status = app_record_full_person(app, &record, err);
	if (status == STATUS_OK) {
		list_person(&table, &app->programme, &sheet, app_today(app), full);
		status = style_output(style, &table, err);
		table_release(&table);
	}
	person_sheet_release(&sheet);
	return status;
}

static enum status check(const struct request *request, struct err *err)
{
	const bool id = request->options.value[OPTION_ID] != NULL;

	if (id == (request->operand != NULL))
		return err_set(err, STATUS_USAGE, "%s",
			_("Say whom to look for, or with --id who is meant."));
	if (!id && request->options.value[OPTION_ALL])
		return err_set(err, STATUS_USAGE, "%s", _("--all is of one person: say who with --id."));
	if (!id && request->options.value[OPTION_NIK_FULL])
		return err_set(err, STATUS_USAGE, "%s",
			_("--nik-full shows one person: say who with --id."));
	return STATUS_OK;
}

enum status cmd_person(struct request *request, struct err *err)
{
	const bool all = request->options.value[OPTION_ALL] != NULL;
	const bool full = all || request->options.value[OPTION_NIK_FULL] != NULL;
	struct table_style style;
	struct app *app = NULL;
	enum status status = check(request, err);

	if (status == STATUS_OK)
		status = request_style(request, &style, err);
	if (status == STATUS_OK)
		status = request_open(request, full ? USE_WRITE : USE_READ, &app, err);
	if (status == STATUS_OK)
		status = request->operand ? search(app, request, &style, err)
			 : all		  ? print_all(app, request, &style, err)
					  : print_one(app, request, &style, err);
	app_close(app);
	return status;
}
