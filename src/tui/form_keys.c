/* SPDX-License-Identifier: BSD-2-Clause */
/* What keys do in a form: checking what is left, going from field to field, typing. */
#include "tui/form.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static const struct form_field *field_of(const struct form *form, size_t field)
{
	return &form->options.field[field];
}

/* --- Checking ---------------------------------------------------------------------------------- */

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
	form_set_buf(&cell->why, buf_text(&why));
	buf_wipe(&why);
	if (cell->doubtful && form->options.reason_count > 0)
		return cell->reason > 0;
	/* What is recorded so, and was not touched, may stay. */
	return !cell->wrong || (form_text(form, index)[0] != '\0' && !form_changed(form, index));
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

/* --- Going from field to field ----------------------------------------------------------------- */

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
		form_set(form, form->current, buf_text(&cell->entered_value));
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
	form_set(form, form->current, buf_text(&cell->previous));
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

static void keep_typing(const struct form *form)
{
	const struct form_drafts *drafts = &form->options.drafts;
	struct buf draft = BUF_EMPTY;

	if (!drafts->typing)
		return;
	form_draft(form, &draft);
	drafts->typing(drafts->context, buf_bytes(&draft));
	buf_wipe(&draft);
}

static enum form_result edit(struct form *form, const struct key *key)
{
	const struct form_field *field = field_of(form, form->current);
	struct form_cell *cell = &form->cell[form->current];
	enum form_result result = FORM_HANDLED;

	if (form_is_choice(field)) {
		result = form_pick_key(form, key);
		if (result == FORM_HANDLED)
			keep_typing(form);
		return result;
	}
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
		keep_typing(form);
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
		enum form_result result = edit(form, key);

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

struct next form_next(struct screens *screens, enum form_result result)
{
	if (result == FORM_REFUSED)
		screens_beep(screens);
	return result == FORM_IGNORED ? next_ignored() : next_draw();
}
