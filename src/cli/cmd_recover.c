/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce recover: takes own entries that the data file lacks back into it. */
#include "cli/output.h"
#include "cli/request.h"

static enum status print_taken(uint64_t taken, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	if (taken == 0)
		buf_add_text(&text, _("Nothing is lacking: the file has all that this laptop wrote.\n"));
	else
		buf_printf(&text,
			ngettext("taken back: %lu entry of this laptop\n",
				"taken back: %lu entries of this laptop\n", (unsigned long)taken),
			(unsigned long)taken);
	status = output(&text, err);
	buf_release(&text);
	return status;
}

enum status cmd_recover(struct request *request, struct err *err)
{
	struct app *app = NULL;
	uint64_t taken = 0;
	enum status status = request_open(request, USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = app_recover(app, &taken, err);
	if (status == STATUS_OK)
		status = print_taken(taken, err);
	app_close(app);
	return status;
}
