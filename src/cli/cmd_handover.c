/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce handover FOLDER: hands the data file over to a flashdisk. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/handover.h"

#include <inttypes.h>

static void print_handover(const struct app *app, const struct handover *handover, struct buf *out)
{
	const struct closing *closing = &handover->closed.closing;
	struct buf when = BUF_EMPTY;

	moment_print(&when, handover->closed.time);
	if (handover->again)
		buf_printf(out, _("Nothing is new since hand-over %u of %s.\n"), (unsigned)closing->number,
			buf_text(&when));
	if (handover->there)
		buf_printf(out, _("It is on this flashdisk already, whole: %s\n"), handover->name);
	else
		buf_printf(out, _("Written and read back: %s\n"), handover->name);
	buf_printf(out, _("%" PRIu64 " of %" PRIu64 " entries, code %s\n"), closing->entries,
		store_entries(app->store), handover->code);
	buf_printf(out, _("Write on the sheet: hand-over %u, %" PRIu64 " entries, code %s\n"),
		(unsigned)closing->number, closing->entries, handover->code);
	buf_release(&when);
}

enum status cmd_handover(struct request *request, struct err *err)
{
	struct handover handover = {.folder = request->operand};
	struct buf text = BUF_EMPTY;
	struct app *app = NULL;
	enum status status = request_open(request, USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = handover_run(app, &handover, err);
	if (status == STATUS_OK) {
		print_handover(app, &handover, &text);
		status = output(&text, err);
	}
	buf_release(&text);
	handover_release(&handover);
	app_close(app);
	return status;
}
