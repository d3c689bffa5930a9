/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce passwd: one's own passphrase. */
#include "cli/new_passphrase.h"
#include "cli/output.h"
#include "cli/request.h"
#include "app/officers.h"

static enum status choose(struct request *request, const struct app *app, struct err *err)
{
	if (request->new_passphrase.given)
		return STATUS_OK;
	if (!terminal_is_there())
		return err_set(err, STATUS_USAGE, "%s",
			_("There is no terminal to ask for a passphrase: give the new one with "
			  "--new-passphrase-fd N."));
	return passphrase_choose(&request->new_passphrase, app_officer_name(app), err);
}

static enum status tell(struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	buf_add_text(&text,
		_("Changed. From now on this file opens with the new passphrase. Copies that were handed over "
		  "before still open with the old one.\n"));
	status = output(&text, err);
	buf_release(&text);
	return status;
}

enum status cmd_passwd(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status = request_open(request, USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = choose(request, app, err);
	if (status == STATUS_OK)
		status = officers_set_own(app, request->new_passphrase.text, err);
	if (status == STATUS_OK)
		status = tell(err);
	passphrase_wipe(&request->new_passphrase);
	app_close(app);
	return status;
}
