/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/attend_pick.h"

#include "model/name.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_MAX 9 /* rows that a digit chooses */

enum {
	PICK_CHOOSE = ACTION_OWN
};

struct attend_pick *attend_pick_make(
	struct attend *attend, const char *who, const char *question, attend_chosen_fn *chosen)
{
	struct attend_pick *pick = memory_alloc(sizeof(*pick));

	pick->attend = attend;
	pick->chosen = chosen;
	pick->input = INPUT_EMPTY;
	buf_add_text(&pick->who, who);
	buf_add_text(&pick->question, question);
	return pick;
}

struct attend_pick_row *attend_pick_add(struct attend_pick *pick, const char *text)
{
	struct attend_pick_row *row;

	pick->row = memory_grow(pick->row, pick->count, &pick->capacity, sizeof(*pick->row));
	row = &pick->row[pick->count++];
	*row = (struct attend_pick_row){.what = 0};
	buf_add_text(&row->text, text);
	return row;
}

static bool is_long(const struct attend_pick *pick)
{
	return pick->count > SHORT_MAX;
}

/* Words of what is shown, in any order. */
static bool fits(const struct attend_pick_row *row, const struct name_query *query)
{
	struct buf folded = BUF_EMPTY;
	bool good;

	text_fold(&folded, buf_text(&row->text), row->text.len);
	buf_add_byte(&folded, ' ');
	text_fold(&folded, buf_text(&row->more), row->more.len);
	good = name_query_matches(query, buf_text(&folded));
	buf_wipe(&folded);
	return good;
}

static void find(struct attend_pick *pick)
{
	struct name_query query;
	size_t count = 0;

	name_query_parse(&query, input_text(&pick->input));
	for (size_t i = 0; i < pick->count; i++)
		if (query.count == 0 || fits(&pick->row[i], &query))
			pick->match[count++] = i;
	list_set_count(&pick->list, count);
	list_select(&pick->list, count > 0 ? 0 : LIST_NONE);
}

struct next attend_pick_open(struct attend_pick *pick, bool replaces)
{
	pick->match = memory_alloc((pick->count + 1) * sizeof(*pick->match));
	find(pick);
	return replaces ? next_replace(&attend_pick_screen, pick)
			: next_push(&attend_pick_screen, pick);
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct attend_pick *pick = context;
	const struct attend_pick_row *from = &pick->row[pick->match[index]];

	size_t column = 0;

	if (!is_long(pick))
		list_cell(row, column++, "%zu", pick->match[index] + 1);
	list_cell(row, column++, "%s", buf_text(&from->text));
	list_cell(row, column, "%s", buf_text(&from->more));
}

static const struct column columns[] = {
	{NULL, 1, 0, 0, 0, ALIGN_LEFT},
	{NULL, 50, 20, 1, 0, ALIGN_LEFT},
	{NULL, 24, 8, 0, 1, ALIGN_LEFT},
};

/* Of a long list the rows have no digits. */
static const struct list_view views[] = {{columns, 3, draw_row, false, 0},
	{columns + 1, 2, draw_row, false, 0}};

static const struct list_view *view_of(const struct attend_pick *pick)
{
	return &views[is_long(pick)];
}

static int draw_text(int row, const struct area *area, enum style style, const struct buf *text)
{
	struct buf safe = BUF_EMPTY;
	int rows = 0;

	text_safe(&safe, buf_text(text), text->len);
	for (const char *at = buf_text(&safe); *at != '\0' && rows < 3; rows++) {
		size_t len = office_fit_words(at, area->cols - 2);
		struct buf part = BUF_EMPTY;

		buf_add(&part, at, len);
		term_put_fit(row + rows, area->col + 1, area->cols - 2, style, buf_text(&part));
		buf_wipe(&part);
		at += len;
		at += strspn(at, " ");
	}
	buf_wipe(&safe);
	return row + rows;
}

static void draw(void *context, struct area area)
{
	struct attend_pick *pick = context;
	int row = draw_text(area.row, &area, STYLE_BOLD, &pick->who);
	int col;

	row = draw_text(row, &area, STYLE_NORMAL, &pick->question);
	row = draw_text(row, &area, STYLE_WARN, &pick->note);
	if (is_long(pick)) {
		col = term_put(row, area.col + 1, STYLE_NORMAL, _("Number or name:")) + 1;
		input_draw(&pick->input, row, col, area.col + area.cols - col - 1);
		row++;
	} else {
		row++;
	}
	pick->drawn = (struct area){row, area.col, area.row + area.rows - row, area.cols};
	list_draw(&pick->list, view_of(pick), pick->drawn, pick);
	if (pick->locked)
		term_put(row, area.col + 3, STYLE_NORMAL, _("It was locked meanwhile: Esc, then F3 again."));
	else if (pick->list.count == 0)
		term_put(row, area.col + 3, STYLE_NORMAL, _("Nothing fits: type something else."));
	if (!is_long(pick))
		list_place_cursor(&pick->list, view_of(pick), pick->drawn);
}

static struct next choose(struct screens *screens, struct attend_pick *pick, size_t index)
{
	if (index >= pick->list.count)
		return next_ignored();
	return pick->chosen(screens, pick, pick->match[index]);
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct attend_pick *pick = context;
	enum list_result moved;

	if (action == PICK_CHOOSE)
		return choose(screens, pick, pick->list.selected);
	if (action != ACTION_NONE)
		return next_ignored();
	if (key->code == KEYS_ESC && !input_is_empty(&pick->input)) {
		input_clear(&pick->input);
		find(pick);
		return next_draw();
	}
	if (!is_long(pick) && key->code >= '1' && key->code <= '9')
		return choose(screens, pick, key->code - '1');
	moved = list_act(&pick->list, view_of(pick), pick->drawn, key);
	if (moved == LIST_CHOSEN)
		return choose(screens, pick, pick->list.selected);
	if (moved == LIST_MOVED)
		return next_draw();
	if (!is_long(pick) || input_key(&pick->input, key) == INPUT_IGNORED)
		return next_ignored();
	find(pick);
	return next_draw();
}

static enum focus focus(const void *context)
{
	const struct attend_pick *pick = context;

	if (!is_long(pick))
		return FOCUS_NONE;
	return input_focus(&pick->input);
}

static void corner(const void *context, struct buf *out)
{
	const struct attend_pick *pick = context;

	office_corner(pick->attend->app, out);
}

static void wipe_rows(struct attend_pick *pick)
{
	for (size_t i = 0; i < pick->count; i++) {
		buf_wipe(&pick->row[i].text);
		buf_wipe(&pick->row[i].more);
	}
	pick->count = 0;
	list_set_count(&pick->list, 0);
	input_release(&pick->input);
	buf_wipe(&pick->who);
	buf_wipe(&pick->note);
}

/* Who it was about is not known any more; nothing was changed yet. */
static void lock(void *context)
{
	struct attend_pick *pick = context;

	wipe_rows(pick);
	pick->locked = true;
}

static void release(void *context)
{
	struct attend_pick *pick = context;

	wipe_rows(pick);
	free(pick->row);
	free(pick->match);
	buf_wipe(&pick->question);
	free(pick);
}

static const struct action actions[] = {
	{PICK_CHOOSE, KEYS_ENTER, 0, N_("Choose"), N_("Does what is chosen."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the door; nothing is changed."), 2},
};

const struct screen attend_pick_screen = {
	.title = N_("AT THE DOOR"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.lock = lock,
	.release = release,
};
