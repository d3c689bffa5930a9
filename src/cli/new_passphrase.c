/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/new_passphrase.h"

#include "app/begin.h"
#include "base/i18n.h"

#include <string.h>

static enum status say_reason(struct err *err)
{
	struct buf reason = BUF_EMPTY;
	enum status status;

	buf_printf(&reason, "%s\n", err->text);
	status = terminal_say(buf_text(&reason), err);
	buf_release(&reason);
	return status;
}

/* Asks until two answers agree; Enter alone at first takes the proposed one, which is then typed
 * from the paper that it was written on. */
static enum status ask(struct passphrase *passphrase, const char *officer, const char *proposed,
	struct err *err)
{
	struct passphrase again = {.given = false};
	enum status status = STATUS_OK;
	bool same = false;

	while (status == STATUS_OK && !same) {
		status = passphrase_ask(
			passphrase, _("Passphrase (Enter alone: the proposed one): "), err);
		if (status == STATUS_OK && passphrase->text[0] == '\0')
			memcpy(passphrase->text, proposed, strlen(proposed) + 1);
		if (status == STATUS_OK && passphrase_ok(passphrase->text, officer, err) != STATUS_OK) {
			status = say_reason(err);
			continue;
		}
		if (status == STATUS_OK)
			status = passphrase_ask(&again, _("The same once more: "), err);
		same = status == STATUS_OK && strcmp(again.text, passphrase->text) == 0;
		if (status == STATUS_OK && !same)
			status = terminal_say(_("The two differ. Once more.\n"), err);
	}
	passphrase_wipe(&again);
	return status;
}

enum status passphrase_choose(struct passphrase *passphrase, const char *officer, struct err *err)
{
	struct buf proposed = BUF_EMPTY, hint = BUF_EMPTY;
	enum status status;

	propose_passphrase(&proposed);
	/* In the same buffer as the question would be copies of it that nobody wipes. */
	buf_printf(&hint, _("Proposed passphrase: %s\n"), buf_text(&proposed));
	status = terminal_say(buf_text(&hint), err);
	if (status == STATUS_OK)
		status = terminal_say(_("Write it down and keep it apart from the laptop: without "
					"it nobody, also no "
					"developer, can open the file.\n"),
			err);
	if (status == STATUS_OK)
		status = ask(passphrase, officer, buf_text(&proposed), err);
	buf_wipe(&proposed);
	buf_wipe(&hint);
	return status;
}
