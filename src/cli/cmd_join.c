/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce join: the first file of a laptop, from the office's. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/join.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

/* Two people compare, or the one who typed the code did. */
static enum status compare(const struct request *request, const struct join_offer *offer, struct err *err)
{
	const char *code = request->options.value[OPTION_CODE];
	char answer[PASSPHRASE_MAX + 1];
	struct buf question = BUF_EMPTY;
	enum status status = STATUS_OK;

	if (!code && !terminal_is_there())
		return err_set(err, STATUS_USAGE, "%s",
			_("There is no terminal to ask on: say the code that stands on the slip with --code CODE."));
	if (!code) {
		buf_printf(&question, _("Officers in the file: %s\nThe programme's code on your slip: "),
			buf_text(&offer->officers));
		status = terminal_ask(answer, buf_text(&question), err);
		code = answer;
	}
	if (status == STATUS_OK && !join_code_fits(offer, code))
		status = err_set(err, STATUS_INVALID,
			_("Not taken: this file is of the programme %s, not of the one on your slip. Ask the office for its file."),
			offer->code);
	buf_release(&question);
	return status;
}

static enum status tell(const struct request *request, uint64_t entries, struct err *err)
{
	struct buf text = BUF_EMPTY, safe = BUF_EMPTY;
	enum status status;

	text_safe(&safe, request->data, strlen(request->data));
	buf_printf(&text, ngettext("Received: %llu entry, in \"%s\".\n", "Received: %llu entries, in \"%s\".\n",
			(unsigned long)entries),
		(unsigned long long)entries, buf_text(&safe));
	buf_add_text(&text, _("Now open it: run okoce, choose your name, and type the passphrase of the slip.\n"));
	status = output(&text, err);
	buf_release(&text);
	buf_release(&safe);
	return status;
}

enum status cmd_join(struct request *request, struct err *err)
{
	struct join_offer offer = {.foreign = {.fd = -1}};
	uint64_t entries = 0;
	enum status status = STATUS_OK;

	if (access(request->data, F_OK) == 0)
		return err_set(err, STATUS_EXISTS, "%s",
			_("This laptop has a data file already: nothing was received. To take in what another "
			  "file has, merge it."));
	status = join_look(&offer, request->operand, request->state_folder, err);
	if (status == STATUS_OK)
		status = compare(request, &offer, err);
	if (status == STATUS_OK)
		status = join_take(&offer, request->data, &entries, err);
	if (status == STATUS_OK)
		status = tell(request, entries, err);
	join_release(&offer);
	return status;
}
