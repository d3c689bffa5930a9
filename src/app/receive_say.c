/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/receive.h"

#include "app/history.h"
#include "base/i18n.h"

#include <string.h>

#define SHORT_ID 4 /* characters of a laptop's id, as Riwayat shows it */

void receive_say_file(const struct receive *receive, const struct receive_file *file, struct buf *out)
{
	if (file->verdict == RECEIVE_REFUSED) {
		buf_add_text(out, file->err.text);
		return;
	}
	if (file->verdict == RECEIVE_UNSEEN && file->fresh == 0) {
		buf_add_text(out, _("not looked at"));
		return;
	}
	buf_printf(out, receive->taken ? _("%llu taken, %llu were here") : _("%llu new, %llu already here"),
		(unsigned long long)file->fresh, (unsigned long long)file->known);
	if (file->aside > 0)
		buf_printf(out, _(", %llu set aside"), (unsigned long long)file->aside);
	if (file->pages > 0)
		buf_add_text(out, _(", damaged in parts"));
}

/* In an officer's words, not those of check. */
static const struct {
	enum verify_kind kind;
	const char *words;
} reasons[] = {
	{VERIFY_UNREADABLE, N_("entries that cannot be read: the file is damaged there")},
	{VERIFY_NAME, N_("entries that were changed after they were written")},
	{VERIFY_NO_BIRTH, N_("entries whose beginning is missing: another file may have it")},
	{VERIFY_UNSIGNED, N_("entries that are not complete: the file was copied too early, or cut")},
	{VERIFY_GAP, N_("gaps, where entries are missing: another file may have them")},
	{VERIFY_FORK, N_("entries beside others with the same number: was a copy of a running laptop used?")},
	{VERIFY_SIGNATURE, N_("signatures that do not fit")},
	{VERIFY_COUNTER, N_("entries that are counted out of order")},
};

void receive_each_reason(const struct receive_file *file, receive_reason *each, void *context)
{
	struct buf text = BUF_EMPTY;

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (file->found[reasons[i].kind] == 0)
			continue;
		buf_clear(&text);
		buf_printf(&text, "%llu %s", (unsigned long long)file->found[reasons[i].kind], _(reasons[i].words));
		each(context, buf_text(&text));
	}
	if (file->pages > 0)
		each(context, _("the file is damaged: what its broken pages held is not seen. Copy it anew from "
				"that laptop"));
	if (file->mended > 0)
		each(context, _("it has whole what is damaged here: that is mended"));
	buf_release(&text);
}

void receive_say_suspect(struct app *app, const struct receive_suspect *suspect, struct buf *out)
{
	struct officer_names names = {.count = 0};
	char hex[ID_HEX_SIZE];
	struct buf officer = BUF_EMPTY;

	(void)!officer_names_read(&names, app, NULL);
	officer_names_say(&names, &suspect->officer, &officer);
	id_hex(&suspect->device, hex);
	hex[SHORT_ID] = '\0';
	buf_printf(out,
		_("Laptop %s (%s): perhaps a copy of it is in use somewhere, or it went on with an older file. "
		  "Nothing is lost by that; ask there."),
		hex, buf_text(&officer));
	officer_names_release(&names);
	buf_release(&officer);
}
