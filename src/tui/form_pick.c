/* SPDX-License-Identifier: BSD-2-Clause */
/* Fields that are a choice of several: found by typing a part, or chosen from the list below them. */
#include "tui/form.h"
#include "model/name.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool form_is_choice(const struct form_field *field)
{
	return field->kind == FORM_CHOICE || field->kind == FORM_YES_NO;
}

size_t form_choices_of(const struct form *form, size_t field, const struct form_choice **choice)
{
	const struct form_field *of = &form->options.field[field];

	if (of->kind == FORM_CHOICE)
		return of->choices(form->options.context, field, choice);
	*choice = form->answer;
	return sizeof(form->answer) / sizeof(form->answer[0]);
}

static bool is_same(const struct buf *folded, const char *text, size_t len)
{
	struct buf other = BUF_EMPTY;
	bool same;

	text_fold(&other, text, len);
	same = strcmp(buf_text(folded), buf_text(&other)) == 0;
	buf_wipe(&other);
	return same;
}

/* Whether one of its names is typed in full. */
static bool is_called(const struct form_choice *choice, const struct buf *typed)
{
	bool same = is_same(typed, choice->label, strlen(choice->label));

	for (const char *at = choice->also; at && *at && !same; at += *at == ';') {
		size_t len = strcspn(at, ";");

		same = is_same(typed, at, len);
		at += len;
	}
	return same;
}

/* Every word that is typed begins a word of the label or of its other names: "j" is Jakarta, not Banjar. */
static bool fits(const struct form_choice *choice, const struct buf *typed)
{
	struct buf names = BUF_EMPTY, word = BUF_EMPTY;
	const char *at = buf_text(typed);
	bool good = true;

	buf_add_byte(&names, ' ');
	text_fold(&names, choice->label, strlen(choice->label));
	buf_add_byte(&names, ' ');
	if (choice->also)
		text_fold(&names, choice->also, strlen(choice->also));
	while (good && *at) {
		size_t len = strcspn(at, " ");

		buf_clear(&word);
		buf_add_byte(&word, ' ');
		buf_add(&word, at, len);
		good = strstr(buf_text(&names), buf_text(&word)) != NULL;
		at += len;
		at += strspn(at, " ");
	}
	buf_wipe(&names);
	buf_wipe(&word);
	return good;
}

/* Whether its label begins with what is typed: then it is what is meant, most likely. */
static bool begins(const struct form_choice *choice, const struct buf *typed)
{
	struct buf label = BUF_EMPTY;
	bool good;

	text_fold(&label, choice->label, strlen(choice->label));
	good = strncmp(buf_text(&label), buf_text(typed), typed->len) == 0;
	buf_wipe(&label);
	return good;
}

static size_t find(const struct form *form, size_t field, bool all, size_t *out)
{
	const struct form_choice *choice;
	size_t total = form_choices_of(form, field, &choice);
	const char *text = form_text(form, field);
	struct buf typed = BUF_EMPTY;
	size_t count = 0;

	if (!all)
		text_fold(&typed, text, strlen(text));
	for (size_t i = 0; i < total; i++)
		if (begins(&choice[i], &typed))
			out[count++] = i;
	for (size_t i = 0; i < total; i++)
		if (!begins(&choice[i], &typed) && fits(&choice[i], &typed))
			out[count++] = i;
	buf_wipe(&typed);
	return count;
}

static size_t total_of(const struct form *form, size_t field)
{
	const struct form_choice *choice;

	return form_choices_of(form, field, &choice);
}

void form_find_choices(struct form *form, bool all)
{
	const struct form_choice *choice;
	size_t total = form_choices_of(form, form->current, &choice);
	size_t count;

	form->match = memory_resize(form->match, (total + 1) * sizeof(*form->match));
	count = find(form, form->current, all, form->match);
	form->list.selected = LIST_NONE;
	form->list.top = 0;
	list_set_count(&form->list, count);
	if (count == 1)
		list_select(&form->list, 0);
	for (size_t i = 0; all && i < count; i++)
		if (strcmp(choice[form->match[i]].value, form_value(form, form->current)) == 0)
			list_select(&form->list, i);
	form->picks = true;
}

void form_pick(struct form *form, size_t field, size_t index)
{
	const struct form_choice *choice;

	if (index < form_choices_of(form, field, &choice))
		form_put(form, field, choice[index].value);
	form->picks = false;
}

/* The one whose name is typed in full, or the only one that fits. */
static size_t meant(const struct form *form, size_t field, const size_t *match, size_t count)
{
	const struct form_choice *choice;
	const char *text = form_text(form, field);
	struct buf typed = BUF_EMPTY;
	size_t found = count == 1 ? match[0] : SIZE_MAX;
	size_t same = 0;

	(void)form_choices_of(form, field, &choice);
	text_fold(&typed, text, strlen(text));
	for (size_t i = 0; count > 1 && i < count; i++)
		if (is_called(&choice[match[i]], &typed)) {
			found = match[i];
			same++;
		}
	buf_wipe(&typed);
	return same > 1 ? SIZE_MAX : found;
}

bool form_pick_typed(struct form *form, size_t field, struct buf *why)
{
	struct form_cell *cell = &form->cell[field];
	size_t *match;
	size_t count, found;

	if (form->picks && field == form->current && form->list.selected < form->list.count) {
		form_pick(form, field, form->match[form->list.selected]);
		return true;
	}
	if (cell->value.len > 0 || cell->input.text.len == 0)
		return true;
	match = memory_alloc((total_of(form, field) + 1) * sizeof(*match));
	count = find(form, field, false, match);
	found = meant(form, field, match, count);
	free(match);
	if (found != SIZE_MAX) {
		form_pick(form, field, found);
		return true;
	}
	if (count > 1)
		buf_printf(why, _("%zu fit: choose with the arrow, or type more."), count);
	else
		buf_add_text(why, _("Nothing fits that. Empty the field with Ctrl-U and press Down to see all."));
	return false;
}

/* --- Keys -------------------------------------------------------------------------------------- */

static enum form_result type(struct form *form, const struct key *key)
{
	struct form_cell *cell = &form->cell[form->current];
	bool was_chosen = cell->value.len > 0;
	enum input_result result;

	/* What is chosen is one thing: typing begins anew, erasing takes it away. */
	if (was_chosen && (key_is_character(key) || key->code == KEYS_PASTE))
		input_clear(&cell->input);
	result = input_key(&cell->input, key);
	if (result == INPUT_IGNORED)
		return FORM_IGNORED;
	if (result == INPUT_MOVED)
		return FORM_HANDLED;
	if (was_chosen && !key_is_character(key) && key->code != KEYS_PASTE)
		input_clear(&cell->input);
	buf_clear(&cell->value);
	cell->wrong = cell->doubtful = false;
	cell->reason = 0;
	form_find_choices(form, false);
	form->picks = cell->input.text.len > 0;
	return FORM_HANDLED;
}

static const struct column columns[] = {{NULL, 30, 10, 1, 0, ALIGN_LEFT}};

static void draw_choice(void *context, size_t index, struct list_row *row)
{
	const struct form *form = context;
	const struct form_choice *choice;

	if (form->match[index] < form_choices_of(form, form->current, &choice))
		list_cell(row, 0, "%s", choice[form->match[index]].label);
}

static const struct list_view view = {columns, 1, draw_choice, false, 0};

enum form_result form_pick_key(struct form *form, const struct key *key)
{
	if (!form->picks && key->code == KEYS_DOWN) {
		form_find_choices(form, true);
		return FORM_HANDLED;
	}
	if (form->picks && key->code == KEYS_CLICK) {
		switch (list_click(&form->list, &view, form->list_area, key)) {
		case LIST_CHOSEN:
			form_pick(form, form->current, form->match[form->list.selected]);
			return FORM_HANDLED;
		case LIST_MOVED:
			return FORM_HANDLED;
		default:
			return FORM_IGNORED;
		}
	}
	/* Left, Right, Home and End are the text's. */
	if (form->picks && key->code != KEYS_HOME && key->code != KEYS_END &&
		!(key->code == KEYS_UP && form->list.selected == LIST_NONE) &&
		list_key(&form->list, key, true) != LIST_IGNORED)
		return FORM_HANDLED;
	return type(form, key);
}

/* Below the field, or above it where more room is. */
void form_draw_choices(struct form *form, int row, int col, struct area area)
{
	int below = area.row + area.rows - row - 1;
	int above = row - area.row;
	int rows = form->list.count < 8 ? (int)form->list.count : 8;
	struct area list;

	if (rows > below && above > below)
		rows = rows < above ? rows : above;
	else
		rows = rows < below ? rows : below;
	if (rows <= 0)
		return;
	list = (struct area){row + 1, col - LIST_GUTTER, rows, area.col + area.cols - col + LIST_GUTTER};
	if (rows > below)
		list.row = row - rows;
	form->list_area = list;
	/* The labels of the fields that it covers would be no labels of its rows. */
	term_fill((struct area){list.row, area.col, rows, area.cols}, STYLE_NORMAL);
	list_draw(&form->list, &view, list, form);
}
