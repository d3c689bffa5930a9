/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce check: looks for damage in the data file, and changes nothing. */
#include "cli/output.h"
#include "cli/request.h"
#include "store/check.h"
#include "base/text.h"

#include <string.h>

#define TRIES 3

static void add_finding(void *context, const char *text)
{
	struct buf *findings = context;

	text_safe(findings, text, strlen(text));
	buf_add_byte(findings, '\n');
}

static enum status look(const struct request *request, struct check *check, struct buf *findings,
	const char *passphrase, struct err *err)
{
	buf_clear(findings);
	*check = (struct check){
		.path = request->data,
		.officer = request->officer,
		.passphrase = passphrase,
		.finding = add_finding,
		.context = findings,
	};
	return store_check(check, err);
}

/* On a terminal the contents can be looked at too. Enter alone: not. */
static enum status look_inside(struct request *request, struct check *check, struct buf *findings,
	enum status outside, struct err *err)
{
	enum status status = STATUS_DENIED;

	for (int i = 0; i < TRIES && status == STATUS_DENIED; i++) {
		status = passphrase_ask(&request->passphrase,
			_("Passphrase (Enter alone: check without the contents): "), err);
		if (status != STATUS_OK)
			break;
		if (request->passphrase.text[0] == '\0')
			return outside;
		status = look(request, check, findings, request->passphrase.text, err);
		passphrase_wipe(&request->passphrase);
	}
	return status;
}

static void print_summary(struct buf *out, const struct check *check)
{
	buf_printf(out, ngettext("checked: %llu page", "checked: %llu pages", check->pages),
		(unsigned long long)check->pages);
	buf_printf(out, ngettext(", %llu writer", ", %llu writers", check->writers),
		(unsigned long long)check->writers);
	buf_printf(out, ngettext(", %llu entry", ", %llu entries", check->entries),
		(unsigned long long)check->entries);
	if (check->findings == 0)
		buf_add_text(out, _("; nothing wrong\n"));
	else
		buf_printf(out, ngettext("; %llu finding\n", "; %llu findings\n", check->findings),
			(unsigned long long)check->findings);
	if (check->sealed)
		buf_add_text(out, _("The contents were not checked, since no passphrase was given "
				    "(--passphrase-fd N).\n"));
}

enum status cmd_check(struct request *request, struct err *err)
{
	struct buf text = BUF_EMPTY;
	struct check check;
	enum status status = look(request, &check, &text,
		request->passphrase.given ? request->passphrase.text : NULL, err);

	passphrase_wipe(&request->passphrase);
	if ((status == STATUS_OK || status == STATUS_FINDINGS) && check.sealed &&
		terminal_is_there())
		status = look_inside(request, &check, &text, status, err);
	if (status == STATUS_OK || status == STATUS_FINDINGS) {
		enum status written;

		print_summary(&text, &check);
		written = output(&text, err);
		status = written == STATUS_OK ? status : written;
	}
	buf_release(&text);
	return status;
}
