/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce import FILE: people of a list become participants; or what would become of it. */
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/request.h"
#include "app/import_report.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- As text ----------------------------------------------------------------------------------- */

static void add_count(struct buf *out, const char *text, size_t count)
{
	buf_printf(out, "  %6zu  %s\n", count, text);
}

/* What is seldom is told only when it is there. */
static void add_some(struct buf *out, const char *text, size_t count)
{
	if (count > 0)
		add_count(out, text, count);
}

static void print_counts(struct buf *out, const struct import_report *report)
{
	buf_printf(out, ngettext("%zu row read\n", "%zu rows read\n", report->rows), report->rows);
	add_count(out, _("registered"), report->added);
	add_count(out, _("on the waiting list"), report->waiting);
	add_count(out, _("were in this session already"), report->known);
	add_count(out, _("differ from what is recorded, which was left as it is"), report->changed);
	add_count(out, _("of the new ones are known from another session"), report->elsewhere);
	add_some(out, _("of these from an earlier training"), report->trained);
	add_some(out, _("of the new ones may be somebody who is there already"), report->twins);
	add_count(out, _("refused"), report->refused);
}

static void add_safe(struct buf *out, const char *text)
{
	text_safe(out, text, strlen(text));
}

static void print_session(
	struct buf *out, const struct programme *programme, const struct import_session *session)
{
	struct buf title = BUF_EMPTY;

	session_title(programme, session->session, &title);
	add_safe(out, session->session->id);
	buf_add_text(out, "  ");
	add_safe(out, buf_text(&title));
	buf_add_text(out, ": ");
	buf_printf(out, _("%zu registered, %zu waiting, %zu known already; %zu of %zu seats taken"),
		session->added, session->waiting, session->known + session->changed, session->taken,
		session->seats);
	buf_add_byte(out, '\n');
	buf_release(&title);
}

static void print_fault(struct buf *out, const struct import_fault *fault)
{
	struct buf text = BUF_EMPTY;

	import_fault_say(&text, fault);
	add_safe(out, buf_text(&text));
	buf_add_byte(out, '\n');
	buf_wipe(&text);
}

static void print_faults(struct buf *out, const struct import_report *report)
{
	size_t rest = report->fault_total - report->fault_count;

	for (size_t i = 0; i < report->fault_count; i++)
		print_fault(out, &report->fault[i]);
	if (rest > 0)
		buf_printf(out, ngettext("... and %zu more\n", "... and %zu more\n", rest), rest);
}

/* Where the refused rows are. */
static void print_rejected(struct buf *out, const struct import_report *report)
{
	if (report->rejected_path) {
		buf_add_text(out, _("The refused rows are in: "));
		add_safe(out, report->rejected_path);
		buf_add_text(out, _("\nMend them there and import that file. It holds personal "
				    "data, with whole NIKs: delete it afterwards.\n"));
	}
	if (report->rejected_trouble) {
		add_safe(out, report->rejected_trouble);
		buf_add_text(out, _("\nThe refused rows stand above. For a file of them name a "
				    "place that can be written: --rejected FILE.\n"));
	}
}

static void print_text(struct buf *out, const struct import_report *report,
	const struct programme *programme, bool preview)
{
	if (preview)
		buf_add_text(out, _("A preview: nothing was written.\n"));
	for (size_t i = 0; i < report->note_count; i++) {
		add_safe(out, report->note[i]);
		buf_add_byte(out, '\n');
	}
	print_counts(out, report);
	for (size_t i = 0; i < report->session_count; i++)
		print_session(out, programme, &report->session[i]);
	print_faults(out, report);
	print_rejected(out, report);
	buf_add_text(out, _("The list holds personal data without a passphrase. Delete it after "
			    "checking.\n"));
}

/* --- As a table -------------------------------------------------------------------------------- */

static void fill_table(struct table *table, const struct import_report *report)
{
	for (size_t i = 0; i < report->fault_count; i++) {
		const struct import_fault *fault = &report->fault[i];

		table_number(table, fault->row);
		table_cell(table, "%s", fault->warning ? "check" : "refused");
		table_cell(table, "%s", fault->column);
		table_cell(table, "%s", fault->value);
		table_cell(table, "%s", fault->reason);
	}
}

/* The rows to look at; the counts go to standard error then. */
static void print_table(
	struct buf *out, const struct import_report *report, const struct table_style *style)
{
	static const struct table_column columns[] = {
		{"row", NULL, TABLE_NUMBER},
		{"verdict", NULL, TABLE_WORDS},
		{"column", NULL, TABLE_WORDS},
		{"value", NULL, TABLE_WORDS},
		{"reason", NULL, TABLE_WORDS},
	};
	struct table table;

	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	fill_table(&table, report);
	style_print(style, &table, out);
	table_release(&table);
}

static enum status print_report(const struct import_report *report,
	const struct programme *programme, bool preview, const struct table_style *style, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	if (style->format == TABLE_TEXT) {
		print_text(&text, report, programme, preview);
	} else {
		struct buf counts = BUF_EMPTY;

		print_table(&text, report, style);
		print_counts(&counts, report);
		print_rejected(&counts, report);
		fputs(buf_text(&counts), stderr);
		buf_wipe(&counts);
	}
	status = output(&text, err);
	buf_wipe(&text);
	return status;
}

/* --- The command ------------------------------------------------------------------------------- */

#define PROGRESS_ROWS 5000 /* fewer are taken before anyone could read */

/* On a line that goes away again. */
static bool go_on(void *context, size_t done, size_t total)
{
	bool *terminal = context;

	if (*terminal && total >= PROGRESS_ROWS) {
		char line[120];

		snprintf(line, sizeof(line), "\r%s %d%%\033[K", _("Reading the list:"),
			(int)(done * 100 / total));
		fputs(done < total ? line : "\r\033[K", stderr);
		fflush(stderr);
	}
	return !interrupt_came();
}

static enum status import(
	struct request *request, struct app *app, const struct table_style *style, struct err *err)
{
	const struct options *given = &request->options;
	struct import_report report = {.rows = 0};
	bool terminal = isatty(STDERR_FILENO) == 1;
	struct import_options options = {
		.preview = given->value[OPTION_PREVIEW] != NULL,
		.rejected = given->value[OPTION_REJECTED],
		.progress = go_on,
		.progress_context = &terminal,
	};
	enum status status = STATUS_OK;

	if (given->value[OPTION_SESSION])
		status = request_session(request, &app->programme, &options.session, err);
	interrupt_hold();
	if (status == STATUS_OK)
		status = import_file(app, request->operand, &options, &report, err);
	interrupt_release();
	if (status == STATUS_STOPPED && terminal)
		fputs("\r\033[K", stderr);
	if (status == STATUS_OK)
		status = print_report(&report, &app->programme, options.preview, style, err);
	if (status == STATUS_OK && report.refused > 0)
		status = STATUS_FINDINGS;
	import_report_release(&report);
	return status;
}

enum status cmd_import(struct request *request, struct err *err)
{
	bool preview = request->options.value[OPTION_PREVIEW] != NULL;
	struct app *app = NULL;
	struct table_style style;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_open(request, preview ? USE_READ : USE_WRITE, &app, err);
	if (status == STATUS_OK)
		status = import(request, app, &style, err);
	app_close(app);
	return status;
}
