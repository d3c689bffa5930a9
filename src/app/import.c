/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_group.h"
#include "app/import_inside.h"
#include "app/import_report.h"
#include "model/name.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>
#include <sys/stat.h>

#define ROWS_A_PROGRESS 256

/* --- What is told ------------------------------------------------------------------------------ */

void import_tell(struct importing *importing, const struct import_row *row,
	enum import_column kind, const char *value, bool warning, const char *reason)
{
	size_t column = import_header_column(row->header, kind, 0);
	struct import_fault fault = {
		.row = row->line,
		.column = column < row->header->count ? row->header->text[column] : "",
		.value = value,
		.reason = reason,
		.warning = warning,
	};

	import_report_fault(importing->report, &fault, kind == COLUMN_NIK);
}

void import_tell_person(struct importing *importing, const struct import_row *row, bool warning,
	const char *reason)
{
	const char *nik = row->registrant->identity.nik;

	import_tell(importing, row, *nik != '\0' ? COLUMN_NIK : COLUMN_NAME,
		*nik != '\0' ? nik : row->registrant->identity.name, warning, reason);
}

/* --- Those whom the session has already -------------------------------------------------------- */

static enum status compare(struct importing *importing, const struct taking *taking)
{
	struct import_class *class;
	enum status status = import_class_load(
		&importing->classes, taking->session, &class, importing->err);
	size_t differences = 0;

	for (size_t i = 0; i < IMPORT_GROUPS && status == STATUS_OK; i++)
		status = import_group_compare(importing->app, &taking->record, &import_groups[i],
			taking->row, importing->report, &differences, importing->err);
	class->used = true;
	importing->report->changed += differences > 0;
	importing->report->known += differences == 0;
	class->count.changed += differences > 0;
	class->count.known += differences == 0;
	return status;
}

/* --- A row ------------------------------------------------------------------------------------- */

static void tell_remarks(struct importing *importing, const struct taking *taking)
{
	const struct import_choice *choice = &taking->choice;

	for (size_t i = 0; i < choice->remark_count; i++)
		import_tell(importing, taking->row, choice->remark[i].column,
			choice->remark[i].value, choice->count > 0, choice->remark[i].reason);
}

static enum status decide(struct importing *importing, const struct import_row *row)
{
	struct taking taking = {.row = row};
	enum status status;
	bool found;

	import_choose(&importing->chooser, row, &taking.choice);
	tell_remarks(importing, &taking);
	if (taking.choice.count == 0) {
		importing->report->refused++;
		return STATUS_OK;
	}
	import_expect(importing, row->registrant);
	buf_clear(&importing->folded);
	name_fold(&importing->folded, row->registrant->identity.name);
	taking.folded = buf_text(&importing->folded);
	if (import_has_nik(&taking)) {
		taking.own = app_record_id_of(
			importing->app, &row->registrant->identity, taking.folded);
		if (import_is_second(importing, &taking))
			return STATUS_OK;
	}
	status = import_find_enrolled(importing, &taking, &found);
	if (status != STATUS_OK)
		return status;
	if (!found)
		return import_add_person(importing, &taking);
	import_remember(importing, &taking);
	return compare(importing, &taking);
}

static bool goes_on(struct importing *importing, size_t done)
{
	const struct import_options *options = importing->options;

	if (!options->progress || options->progress(options->progress_context, done, importing->rows))
		return true;
	importing->status = err_set(importing->err, STATUS_STOPPED, "%s",
		_("Stopped. Nobody of the list was added."));
	return false;
}

static bool take_row(void *context, const struct import_row *row)
{
	struct importing *importing = context;
	struct import_report *report = importing->report;

	if (report->rows % ROWS_A_PROGRESS == 1 && !goes_on(importing, row->line))
		return false;
	if (!importing->checked) {
		importing->checked = true;
		importing->status = import_chooser_check(
			&importing->chooser, row->header, importing->err);
	}
	if (importing->status == STATUS_OK && row->registrant)
		importing->status = decide(importing, row);
	if (importing->status == STATUS_OK && report->refusal.len > 0 &&
		!importing->options->preview)
		rejected_add(&importing->rejected, row->header, row->cells,
			buf_text(&report->refusal));
	return importing->status == STATUS_OK;
}

/* --- The whole --------------------------------------------------------------------------------- */

/* Nothing of it stays, also not what was committed before the failure. */
static enum status take_back(struct importing *importing, enum status status)
{
	struct err failure = {0};

	bulk_cancel(&importing->bulk);
	if (importing->bulk.action.first == 0)
		return status;
	if (store_undo(importing->app->store, &importing->bulk.action, NULL, &failure) == STATUS_OK)
		return status;
	app_did(importing->app, &importing->bulk.action);
	memcpy(&failure, importing->err, sizeof(failure));
	return err_set(importing->err, status,
		_("The import broke off, and its first part stays in the file. Please undo it, or "
		  "import "
		  "the file again. The reason: %s"),
		failure.text);
}

/* For the century of NIKs. */
static date first_day(const struct importing *importing)
{
	const struct session *session = importing->options->session;

	if (session && session->schedule.dates.count > 0)
		return session->schedule.dates.item[0];
	return app_today(importing->app);
}

static enum status import_all(struct importing *importing, struct import_source *source)
{
	struct app *app = importing->app;
	enum status status;

	importing->rows = source->rows.rows;
	import_classes_open(&importing->classes, app);
	import_chooser_open(&importing->chooser, app, importing->options->session);
	status = import_parse(source, &app->programme, first_day(importing), importing->report,
		take_row, importing, importing->err);
	if (status == STATUS_OK)
		status = importing->status;
	/* The last moment to stop. */
	if (status == STATUS_OK && !goes_on(importing, importing->rows))
		status = importing->status;
	/* No more rows are to be known again, and the end takes memory of its own. */
	import_twins_release(&importing->twins);
	import_known_release(&importing->classes.known);
	if (status == STATUS_OK)
		status = bulk_commit(&importing->bulk, importing->err);
	if (status != STATUS_OK)
		status = take_back(importing, status);
	else if (importing->bulk.action.first != 0)
		app_did(app, &importing->bulk.action);
	import_classes_report(&importing->classes, importing->report);
	import_chooser_release(&importing->chooser);
	import_classes_release(&importing->classes);
	buf_wipe(&importing->folded);
	arena_release(&importing->arena);
	return status;
}

/* Told before anything is done. The file is made with O_EXCL all the same. */
static enum status check_rejected(const struct import_options *options, struct err *err)
{
	struct stat about;
	struct buf safe = BUF_EMPTY;

	if (!options->rejected || options->preview || lstat(options->rejected, &about) != 0)
		return STATUS_OK;
	text_safe(&safe, options->rejected, strlen(options->rejected));
	err_set(err, STATUS_EXISTS,
		_("There is a file already: \"%s\". Please choose another name for the refused "
		  "rows."),
		buf_text(&safe));
	buf_release(&safe);
	return STATUS_EXISTS;
}

enum status import_file(struct app *app, const char *path, const struct import_options *options,
	struct import_report *report, struct err *err)
{
	struct err unheard = {0};
	struct importing importing = {
		.app = app,
		.options = options,
		.report = report,
		.err = err ? err : &unheard,
		.bulk = {.store = app->store},
	};
	struct import_source source;
	enum status status = check_rejected(options, importing.err);

	if (status != STATUS_OK)
		return status;
	status = import_source_open(&source, path, app->state_folder, importing.err);
	if (status == STATUS_OK) {
		rejected_begin(&importing.rejected, path, options->rejected, source.delimiter);
		status = import_all(&importing, &source);
		rejected_end(&importing.rejected, status == STATUS_OK, report);
	}
	import_source_release(&source);
	return status;
}
