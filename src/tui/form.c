/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/form.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Opening ----------------------------------------------------------------------------------- */

void form_open(struct form *form, const struct form_options *options)
{
	*form = (struct form){.options = *options};
	form->cell = memory_alloc((options->count + 1) * sizeof(*form->cell));
	form_load(form);
}

void form_close(struct form *form)
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
	}
	free(form->cell);
	free(form->match);
	*form = (struct form){.top = 0};
}

static void set_buf(struct buf *buf, const char *text)
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

static void put(struct form *form, size_t field, const char *value)
{
	struct form_cell *cell = &form->cell[field];

	if (form_is_choice(field_of(form, field))) {
		set_buf(&cell->value, value);
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

	put(form, field, value);
	set_buf(&cell->recorded, form_value(form, field));
	set_buf(&cell->entered, form_text(form, field));
}

static void date_text(struct buf *out, date value)
{
	struct civil civil = date_civil(value);

	if (value != DATE_NONE)
		buf_printf(out, "%02d/%02d/%04d", civil.day, civil.month, civil.year);
}

void form_fill_date(struct form *form, size_t field, date value)
{
	struct buf text = BUF_EMPTY;

	date_text(&text, value);
	form_fill(form, field, buf_text(&text));
	buf_wipe(&text);
}

void form_put(struct form *form, size_t field, const char *value)
{
	unsigned reason = form->cell[field].reason;
	bool same = strcmp(form_value(form, field), value) == 0;

	put(form, field, value);
	if (same)
		form->cell[field].reason = reason;
}

void form_put_date(struct form *form, size_t field, date value)
{
	struct buf text = BUF_EMPTY;

	date_text(&text, value);
	form_put(form, field, buf_text(&text));
	buf_wipe(&text);
}

void form_set_previous(struct form *form, size_t field, const char *value)
{
	set_buf(&form->cell[field].previous, value);
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
	return strcmp(now, buf_text(&cell->recorded)) != 0 || cell->reason > 0;
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
		set_buf(&form->cell[i].previous, form_value(form, i));
		set_buf(&form->cell[i].recorded, form_value(form, i));
		form->cell[i].reason = 0;
	}
	form_keep(form);
}

void form_start_over(struct form *form)
{
	for (size_t i = 0; i < form->options.count; i++)
		put(form, i, buf_text(&form->cell[i].recorded));
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

/* --- Going from field to field ----------------------------------------------------------------- */

void form_go_to(struct form *form, size_t field)
{
	struct form_cell *cell;

	form->asks = form->picks = false;
	form->current = field < form->options.count ? field : 0;
	if (form->options.count == 0)
		return;
	cell = &form->cell[form->current];
	set_buf(&cell->entered, form_text(form, form->current));
	set_buf(&cell->entered_value, buf_text(&cell->value));
	cell->input.cursor = cell->input.text.len;
}

static enum form_verdict check_text(struct form *form, size_t index, struct buf *why)
{
	const struct form_field *field = field_of(form, index);
	date value;

	if (field->kind == FORM_DATE) {
		value = form_date(form, index);
		if (value == DATE_NONE) {
			buf_add_text(why, _("This is no date. Write day, month and year, as in 16/07/1985."));
			return FORM_WRONG;
		}
		form_put_date(form, index, value);
	}
	if (field->kind == FORM_TEXT && field->max > 0 &&
		text_width(form_text(form, index)) > (int)field->max) {
		buf_printf(why, _("Too long: at most %zu characters."), field->max);
		return FORM_WRONG;
	}
	return field->check ? field->check(form->options.context, form, index, why) : FORM_FINE;
}

static enum form_verdict verdict_of(struct form *form, size_t index, struct buf *why)
{
	const struct form_field *field = field_of(form, index);

	if (form_is_choice(field) && !form_pick_typed(form, index, why))
		return FORM_WRONG;
	if (form_text(form, index)[0] != '\0')
		return check_text(form, index, why);
	if (!field->required)
		return FORM_FINE;
	buf_add_text(why, _("This must be filled in."));
	return FORM_WRONG;
}

/* Checks a field: true when it may stay as it is. */
static bool check(struct form *form, size_t index)
{
	struct form_cell *cell = &form->cell[index];
	struct buf why = BUF_EMPTY;
	enum form_verdict verdict = verdict_of(form, index, &why);

	cell->wrong = verdict == FORM_WRONG;
	cell->doubtful = verdict == FORM_DOUBTFUL;
	if (!cell->doubtful)
		cell->reason = 0;
	set_buf(&cell->why, buf_text(&why));
	buf_wipe(&why);
	if (cell->doubtful && form->options.reason_count > 0)
		return cell->reason > 0;
	return !cell->wrong;
}

/* What is wrong in the current field is said, or what is doubtful asked. */
static enum form_result refuse(struct form *form)
{
	form->picks = false;
	form->asks = form->cell[form->current].doubtful;
	return FORM_REFUSED;
}

static enum form_result save(struct form *form)
{
	for (size_t i = 0; i < form->options.count; i++) {
		if (check(form, i))
			continue;
		if (i != form->current)
			form_go_to(form, i);
		return refuse(form);
	}
	return FORM_SAVE;
}

static enum form_result go_on(struct form *form, bool saves)
{
	if (!check(form, form->current))
		return refuse(form);
	if (form->current + 1 < form->options.count) {
		form_go_to(form, form->current + 1);
		form_keep(form);
		return FORM_HANDLED;
	}
	form->picks = false;
	form_keep(form);
	return saves ? save(form) : FORM_HANDLED;
}

/* Back, or by a click, one also comes with something wrong: it is marked, and asked for before saving. */
static enum form_result leave_to(struct form *form, size_t field)
{
	(void)check(form, form->current);
	form_go_to(form, field);
	form_keep(form);
	return FORM_HANDLED;
}

static enum form_result go_back(struct form *form)
{
	if (form->current == 0) {
		form->asks = form->picks = false;
		return FORM_HANDLED;
	}
	return leave_to(form, form->current - 1);
}

/* --- Keys -------------------------------------------------------------------------------------- */

/* The number of the reason, while one is asked for. Any other key means what it always means. */
static bool answers(struct form *form, const struct key *key)
{
	uint32_t number = key->code - '0';

	if (!form->asks)
		return false;
	form->asks = false;
	if (number < 1 || number > form->options.reason_count)
		return false;
	form->cell[form->current].reason = number;
	return true;
}

static enum form_result escape(struct form *form)
{
	struct form_cell *cell = &form->cell[form->current];

	if (form->asks || form->picks) {
		form->asks = form->picks = false;
		return FORM_HANDLED;
	}
	if (strcmp(form_text(form, form->current), buf_text(&cell->entered)) == 0)
		return FORM_IGNORED;
	if (cell->entered_value.len > 0)
		put(form, form->current, buf_text(&cell->entered_value));
	else
		input_set(&cell->input, buf_text(&cell->entered));
	cell->wrong = cell->doubtful = false;
	form_keep(form);
	return FORM_HANDLED;
}

static enum form_result repeat(struct form *form)
{
	struct form_cell *cell = &form->cell[form->current];

	if (cell->previous.len == 0)
		return FORM_REFUSED;
	form->picks = false;
	put(form, form->current, buf_text(&cell->previous));
	return FORM_HANDLED;
}

/* Only the digits of what is typed, pasted or scanned, as far as there is room. */
static enum form_result type_digits(struct form *form, const struct key *key)
{
	struct form_cell *cell = &form->cell[form->current];
	size_t max = field_of(form, form->current)->max;
	bool is_paste = key->code == KEYS_PASTE;
	struct buf digits = BUF_EMPTY;
	struct key paste = {.code = KEYS_PASTE};

	for (const char *at = is_paste ? key->text : ""; *at; at++)
		if (*at >= '0' && *at <= '9')
			buf_add_byte(&digits, (uint8_t)*at);
	if (!is_paste && key->code >= '0' && key->code <= '9')
		buf_add_byte(&digits, (uint8_t)key->code);
	paste.text = buf_text(&digits);
	if (digits.len == 0 || (max > 0 && cell->input.text.len + digits.len > max)) {
		buf_wipe(&digits);
		return FORM_REFUSED;
	}
	(void)input_key(&cell->input, &paste);
	buf_wipe(&digits);
	return FORM_HANDLED;
}

static enum form_result edit(struct form *form, const struct key *key)
{
	const struct form_field *field = field_of(form, form->current);
	struct form_cell *cell = &form->cell[form->current];
	enum form_result result = FORM_HANDLED;

	if (form_is_choice(field))
		return form_pick_key(form, key);
	if (field->kind == FORM_DIGITS && (key_is_character(key) || key->code == KEYS_PASTE))
		result = type_digits(form, key);
	else
		switch (input_key(&cell->input, key)) {
		case INPUT_IGNORED:
			return FORM_IGNORED;
		case INPUT_MOVED:
			return FORM_HANDLED;
		case INPUT_CHANGED:
			break;
		}
	if (result == FORM_HANDLED) {
		cell->wrong = cell->doubtful = false;
		cell->reason = 0;
	}
	return result;
}

/* Which field a row of the screen belongs to; counted as form_draw() draws them. */
static size_t field_at(const struct form *form, int row)
{
	int line = form->top + row - form->area.row;
	int at = 0;

	if (row < form->area.row || row >= form->area.row + form->area.rows)
		return LIST_NONE;
	for (size_t i = 0; i < form->options.count; i++) {
		at += field_of(form, i)->group != NULL;
		if (at == line)
			return i;
		at++;
	}
	return LIST_NONE;
}

static enum form_result click(struct form *form, const struct key *key)
{
	size_t field;

	if (form->picks) {
		enum form_result result = form_pick_key(form, key);

		if (result != FORM_IGNORED)
			return result;
	}
	field = field_at(form, key->row);
	if (field == LIST_NONE)
		return FORM_IGNORED;
	if (field != form->current)
		(void)leave_to(form, field);
	input_click(&form->cell[field].input, key->col - form->area.col - form->label_cols);
	return FORM_HANDLED;
}

static enum form_result act_key(struct form *form, const struct key *key)
{
	if (key->code == KEYS_CLICK)
		return click(form, key);
	if (key->code == KEYS_ESC)
		return escape(form);
	if (answers(form, key))
		return go_on(form, true);
	if (form->picks) {
		enum form_result result = form_pick_key(form, key);

		if (result != FORM_IGNORED)
			return result;
	}
	switch (key->code) {
	case KEYS_UP:
	case KEYS_BACK_TAB:
		return go_back(form);
	case KEYS_DOWN:
		if (form_is_choice(field_of(form, form->current)))
			return form_pick_key(form, key);
		return go_on(form, false);
	case KEYS_TAB:
		return go_on(form, false);
	case KEYS_PAGE_UP:
		return leave_to(form, 0);
	default:
		return edit(form, key);
	}
}

enum form_result form_act(struct form *form, int action, const struct key *key)
{
	if (form->options.count == 0)
		return FORM_IGNORED;
	switch (action) {
	case FORM_ACTION_NEXT:
		/* Enter is no answer to a question. */
		return form->asks ? FORM_REFUSED : go_on(form, true);
	case FORM_ACTION_REPEAT:
		return repeat(form);
	case FORM_ACTION_SAVE:
		return save(form);
	case ACTION_NONE:
		return act_key(form, key);
	default:
		return FORM_IGNORED;
	}
}

enum focus form_focus(const struct form *form)
{
	const struct form_cell *cell;

	if (form->options.count == 0)
		return FOCUS_NONE;
	cell = &form->cell[form->current];
	/* An emptied field is Esc's business too, before it leaves. */
	return form->asks || form->picks || cell->input.text.len > 0 || cell->entered.len > 0
		       ? FOCUS_INPUT
		       : FOCUS_EMPTY_INPUT;
}
