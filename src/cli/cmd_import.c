/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce import FILE.csv --session ID: people of a CSV file become participants. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/import.h"
#include "base/text.h"

#include <string.h>

static void add_count(struct buf *out, const char *text, size_t count)
{
	buf_printf(out, "  %6zu  %s\n", count, text);
}

static void print_counts(struct buf *out, const struct import_report *report)
{
	buf_printf(out, ngettext("%zu row read\n", "%zu rows read\n", report->rows), report->rows);
	add_count(out, _("registered"), report->added);
	add_count(out, _("on the waiting list"), report->waiting);
	add_count(out, _("were in this session already"), report->known);
	add_count(out, _("differ from what is recorded, which was left as it is"), report->changed);
	add_count(out, _("of the new ones are known from another session"), report->elsewhere);
	add_count(out, _("refused"), report->refused);
}

static void add_safe(struct buf *out, const char *text)
{
	text_safe(out, text, strlen(text));
}

/* "row 17, NIK, "317308…": reason" */
static void print_fault(struct buf *out, const struct import_fault *fault)
{
	buf_printf(
		out, fault->warning ? _("row %zu, to check") : _("row %zu, refused"), fault->row);
	if (fault->column[0] != '\0') {
		buf_add_text(out, ", ");
		add_safe(out, fault->column);
	}
	if (fault->value[0] != '\0') {
		buf_add_text(out, ", \"");
		add_safe(out, fault->value);
		buf_add_byte(out, '"');
	}
	buf_add_text(out, ": ");
	add_safe(out, fault->reason);
	buf_add_byte(out, '\n');
}

static enum status print_report(const struct import_report *report, struct err *err)
{
	struct buf text = BUF_EMPTY;
	size_t rest = report->fault_total - report->fault_count;
	enum status status;

	print_counts(&text, report);
	for (size_t i = 0; i < report->fault_count; i++)
		print_fault(&text, &report->fault[i]);
	if (rest > 0)
		buf_printf(&text, ngettext("... and %zu more\n", "... and %zu more\n", rest), rest);
	buf_add_text(&text, _("The CSV file holds personal data without a passphrase. Delete it "
			      "after checking.\n"));
	status = output(&text, err);
	buf_wipe(&text);
	return status;
}

static enum status import(struct request *request, struct app *app, struct err *err)
{
	struct import_report report = {.rows = 0};
	const struct session *session;
	enum status status = request_session(request, &app->programme, &session, err);

	if (status == STATUS_OK)
		status = import_csv(app, session, request->operand, &report, err);
	if (status == STATUS_OK)
		status = print_report(&report, err);
	if (status == STATUS_OK && report.refused > 0)
		status = STATUS_FINDINGS;
	import_report_release(&report);
	return status;
}

enum status cmd_import(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status = request_open(request, USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = import(request, app, err);
	app_close(app);
	return status;
}
