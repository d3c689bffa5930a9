/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/form.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- Opening ----------------------------------------------------------------------------------- */

void form_open(struct form *form, const struct form_options *options)
{
	*form = (struct form){.options = *options};
	form->cell = memory_alloc((options->count + 1) * sizeof(*form->cell));
	form_load(form);
}

void form_wipe(struct form *form)
{
	for (size_t i = 0; i < form->options.count; i++) {
		struct form_cell *cell = &form->cell[i];

		input_release(&cell->input);
		buf_wipe(&cell->recorded);
		buf_wipe(&cell->entered);
		buf_wipe(&cell->entered_value);
		buf_wipe(&cell->value);
		buf_wipe(&cell->previous);
		buf_wipe(&cell->why);
		cell->reason = cell->recorded_reason = 0;
		cell->wrong = cell->doubtful = false;
	}
	form->asks = form->picks = false;
}

void form_close(struct form *form)
{
	form_wipe(form);
	free(form->cell);
	free(form->match);
	*form = (struct form){.top = 0};
}

void form_set_buf(struct buf *buf, const char *text)
{
	if (buf->len > 0)
		explicit_bzero(buf->ptr, buf->len);
	buf_clear(buf);
	buf_add_text(buf, text);
}

static const struct form_field *field_of(const struct form *form, size_t field)
{
	return &form->options.field[field];
}

/* --- Values ------------------------------------------------------------------------------------ */

static void show_choice(struct form *form, size_t field)
{
	const struct form_choice *choice;
	size_t count = form_choices_of(form, field, &choice);
	struct form_cell *cell = &form->cell[field];

	for (size_t i = 0; i < count; i++)
		if (strcmp(choice[i].value, buf_text(&cell->value)) == 0) {
			input_set(&cell->input, choice[i].label);
			return;
		}
	/* A value of which this version knows no name: seen, and kept. */
	input_set(&cell->input, buf_text(&cell->value));
}

void form_set(struct form *form, size_t field, const char *value)
{
	struct form_cell *cell = &form->cell[field];

	if (form_is_choice(field_of(form, field))) {
		form_set_buf(&cell->value, value);
		show_choice(form, field);
	} else {
		input_set(&cell->input, value);
	}
	cell->doubtful = cell->wrong = false;
	cell->reason = 0;
}

void form_fill(struct form *form, size_t field, const char *value)
{
	struct form_cell *cell = &form->cell[field];

	form_set(form, field, value);
	form_set_buf(&cell->recorded, form_value(form, field));
	form_set_buf(&cell->entered, form_text(form, field));
	cell->recorded_reason = 0;
}

void form_fill_reason(struct form *form, size_t field, unsigned reason)
{
	struct form_cell *cell = &form->cell[field];

	cell->reason = reason <= form->options.reason_count ? reason : 0;
	cell->recorded_reason = cell->reason;
}

void form_fill_date(struct form *form, size_t field, date value)
{
	struct buf text = BUF_EMPTY;

	date_print_numbers(&text, value);
	form_fill(form, field, buf_text(&text));
	buf_wipe(&text);
}

void form_put(struct form *form, size_t field, const char *value)
{
	unsigned reason = form->cell[field].reason;
	bool same = strcmp(form_value(form, field), value) == 0;

	form_set(form, field, value);
	if (same)
		form->cell[field].reason = reason;
}

void form_put_date(struct form *form, size_t field, date value)
{
	struct buf text = BUF_EMPTY;

	date_print_numbers(&text, value);
	form_put(form, field, buf_text(&text));
	buf_wipe(&text);
}

void form_set_previous(struct form *form, size_t field, const char *value)
{
	form_set_buf(&form->cell[field].previous, value);
}

const char *form_text(const struct form *form, size_t field)
{
	return input_text(&form->cell[field].input);
}

const char *form_value(const struct form *form, size_t field)
{
	if (form_is_choice(field_of(form, field)))
		return buf_text(&form->cell[field].value);
	return form_text(form, field);
}

/* "12041985", as it stands on the card without its strokes. */
static date date_of_digits(const char *text)
{
	long number;

	if (strlen(text) != 8 || strspn(text, "0123456789") != 8)
		return DATE_NONE;
	number = strtol(text, NULL, 10);
	return date_of((int)(number % 10000), (int)(number / 10000 % 100), (int)(number / 1000000));
}

date form_date(const struct form *form, size_t field)
{
	const char *text = form_text(form, field);
	date value = date_parse(text);

	return value != DATE_NONE ? value : date_of_digits(text);
}

unsigned form_reason(const struct form *form, size_t field)
{
	return form->cell[field].reason;
}

bool form_changed(const struct form *form, size_t field)
{
	const struct form_cell *cell = &form->cell[field];
	const char *now = form_value(form, field);

	/* A choice that is being looked for is no change yet, but text that would be lost. */
	if (form_is_choice(field_of(form, field)) && cell->value.len == 0)
		now = form_text(form, field);
	return strcmp(now, buf_text(&cell->recorded)) != 0 ||
	       (cell->reason > 0 && cell->reason != cell->recorded_reason);
}

bool form_is_changed(const struct form *form)
{
	for (size_t i = 0; i < form->options.count; i++)
		if (form_changed(form, i))
			return true;
	return false;
}

void form_keep(struct form *form)
{
	const struct form_drafts *drafts = &form->options.drafts;
	struct buf draft = BUF_EMPTY;

	if (!drafts->keep)
		return;
	if (form_is_changed(form))
		form_draft(form, &draft);
	drafts->keep(drafts->context, buf_bytes(&draft));
	buf_wipe(&draft);
}

void form_saved(struct form *form)
{
	for (size_t i = 0; i < form->options.count; i++) {
		form_set_buf(&form->cell[i].previous, form_value(form, i));
		form_set_buf(&form->cell[i].recorded, form_value(form, i));
		form->cell[i].recorded_reason = form->cell[i].reason;
	}
	form_keep(form);
}

void form_start_over(struct form *form)
{
	for (size_t i = 0; i < form->options.count; i++) {
		form_set(form, i, buf_text(&form->cell[i].recorded));
		form->cell[i].reason = form->cell[i].recorded_reason;
	}
	form_keep(form);
	form_go_to(form, 0);
}

void form_load(struct form *form)
{
	form->answer[0] = (struct form_choice){"yes", _("yes"), NULL};
	form->answer[1] = (struct form_choice){"no", _("no"), NULL};
	for (size_t i = 0; i < form->options.count; i++)
		if (form_is_choice(field_of(form, i)) && form->cell[i].value.len > 0)
			show_choice(form, i);
	if (form->picks)
		form_find_choices(form, false);
}

void form_go_to(struct form *form, size_t field)
{
	struct form_cell *cell;

	form->asks = form->picks = false;
	form->current = field < form->options.count ? field : 0;
	if (form->options.count == 0)
		return;
	cell = &form->cell[form->current];
	form_set_buf(&cell->entered, form_text(form, form->current));
	form_set_buf(&cell->entered_value, buf_text(&cell->value));
	cell->input.cursor = cell->input.text.len;
}
