/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A draft: [1, label of the current field, field...], a field being [label, text, value, reason] of one
 * that was changed, in CBOR. By labels, so that a later version's form of more fields goes on with it.
 */
#include "tui/form.h"
#include "base/cbor.h"

#include <string.h>

#define DRAFT_VERSION 1
#define FIELD_ITEMS 4

static void put_text(struct buf *out, const char *text)
{
	cbor_put_text(out, text, strlen(text));
}

void form_draft(const struct form *form, struct buf *out)
{
	size_t changed = 0;

	for (size_t i = 0; i < form->options.count; i++)
		changed += form_changed(form, i);
	cbor_put_array(out, 2 + changed);
	cbor_put_uint(out, DRAFT_VERSION);
	put_text(out, form->options.field[form->current].label);
	for (size_t i = 0; i < form->options.count; i++) {
		if (!form_changed(form, i))
			continue;
		cbor_put_array(out, FIELD_ITEMS);
		put_text(out, form->options.field[i].label);
		put_text(out, form_text(form, i));
		put_text(out, form_value(form, i));
		cbor_put_uint(out, form->cell[i].reason);
	}
}

static size_t field_named(const struct form *form, struct bytes label)
{
	for (size_t i = 0; i < form->options.count; i++) {
		const char *name = form->options.field[i].label;

		if (strlen(name) == label.len && memcmp(name, label.ptr, label.len) == 0)
			return i;
	}
	return LIST_NONE;
}

static void take_field(struct form *form, size_t field, struct bytes text, struct bytes value,
	unsigned reason)
{
	struct buf copy = BUF_EMPTY;
	bool unfinished = form_is_choice(&form->options.field[field]) && value.len == 0;

	buf_add(&copy, value.ptr, value.len);
	form_put(form, field, buf_text(&copy));
	if (unfinished) {
		buf_clear(&copy);
		buf_add(&copy, text.ptr, text.len);
		input_set(&form->cell[field].input, buf_text(&copy));
	}
	if (reason <= form->options.reason_count)
		form->cell[field].reason = reason;
	buf_wipe(&copy);
}

/* Reads a draft; takes its fields when `takes`. The current field, or LIST_NONE. */
static size_t read(struct form *form, struct bytes draft, bool takes)
{
	struct cbor cbor;
	size_t current, items;

	cbor_open(&cbor, draft);
	items = cbor_array(&cbor);
	if (items < 2 || cbor_uint(&cbor) != DRAFT_VERSION)
		return LIST_NONE;
	current = field_named(form, cbor_text(&cbor));
	for (size_t i = 2; i < items && cbor_ok(&cbor); i++) {
		size_t field;
		struct bytes text, value;
		uint64_t reason;

		if (cbor_array(&cbor) != FIELD_ITEMS)
			cbor_fail(&cbor);
		field = field_named(form, cbor_text(&cbor));
		text = cbor_text(&cbor);
		value = cbor_text(&cbor);
		reason = cbor_uint(&cbor);
		if (takes && field != LIST_NONE)
			take_field(form, field, text, value, (unsigned)reason);
	}
	return cbor_at_end(&cbor) ? current : LIST_NONE;
}

bool form_resume(struct form *form, struct bytes draft)
{
	size_t current = read(form, draft, false);

	if (current == LIST_NONE)
		return false;
	(void)read(form, draft, true);
	form_go_to(form, current);
	return true;
}
