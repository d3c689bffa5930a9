/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/history.h"

#include "tui/input.h"
#include "tui/list.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
	HISTORY_OPEN = ACTION_OWN,
	HISTORY_UNDO
};

struct past_screen {
	struct office *office;
	struct history history;
	bool loaded;
	uint64_t entries; /* in the file when it was loaded */
	struct input input;
	struct list list;
	struct buf counted;
	struct area list_area, input_area;
};

void *history_screen_open(struct office *office)
{
	struct past_screen *past = memory_alloc(sizeof(*past));

	past->office = office;
	past->history.app = office->app;
	return past;
}

static void release(void *context)
{
	struct past_screen *past = context;

	history_release(&past->history);
	input_release(&past->input);
	buf_release(&past->counted);
	free(past);
}

static void lock(void *context)
{
	struct past_screen *past = context;

	history_release(&past->history);
	input_release(&past->input);
	list_set_count(&past->list, 0);
	past->loaded = false;
}

static void count(struct past_screen *past)
{
	const struct history *history = &past->history;

	list_set_count(&past->list, history->shown_count);
	if (past->list.selected == LIST_NONE)
		list_select(&past->list, 0);
	buf_clear(&past->counted);
	if (history->shown_count == history->count)
		buf_printf(&past->counted, ngettext("%zu change", "%zu changes", history->count),
			history->count);
	else
		buf_printf(&past->counted, _("%zu of %zu changes"), history->shown_count, history->count);
}

static enum status load(void *context, struct err *err)
{
	struct past_screen *past = context;
	struct app *app = past->office->app;
	enum status status = app_refresh(app, err);

	if (status == STATUS_OK && (!past->loaded || past->entries != store_entries(app->store))) {
		status = history_reload(&past->history, err);
		past->loaded = true;
		past->entries = store_entries(app->store);
	}
	count(past);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

/* Read as it is shown: a hundred thousand of them would be too many to make beforehand. */
static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct past_screen *past = context;

	history_say_time(&past->history, index, &row->cell[0]);
	history_say_officer(&past->history, index, &row->cell[1]);
	history_say_laptop(&past->history, index, &row->cell[2]);
	history_say_what(&past->history, index, &row->cell[3]);
}

static const struct column columns[] = {
	{N_("When"), 15, 0, 0, 0, ALIGN_LEFT},
	{N_("Who"), 12, 8, 0, 0, ALIGN_LEFT},
	{N_("Laptop"), 7, 0, 0, 1, ALIGN_LEFT},
	{N_("What"), 40, 28, 1, 0, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_row, true, 1};

static void draw(void *context, struct area area)
{
	struct past_screen *past = context;
	const char *label = _("Name, officer, laptop, day or session:");
	int col = term_put(area.row, area.col + 1, STYLE_NORMAL, label) + 1;

	past->input_area = (struct area){area.row, col, 1, area.col + area.cols - col - 1};
	past->list_area = (struct area){area.row + 1, area.col, area.rows - 2, area.cols};
	list_draw(&past->list, &view, past->list_area, past);
	if (past->history.shown_count == 0)
		term_put(area.row + 2, area.col + LIST_GUTTER, STYLE_NORMAL,
			past->history.count == 0 ? _("Nothing was recorded yet.")
						 : _("Nothing fits. Type less, or press Esc."));
	term_put_right(area.row + area.rows - 1, area.col, area.cols - 1, STYLE_NORMAL,
		buf_text(&past->counted));
	input_draw(&past->input, past->input_area.row, past->input_area.col, past->input_area.cols);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static void find(struct screens *screens, struct past_screen *past)
{
	/* The first time each entry is opened. */
	if (!past->history.words && !input_is_empty(&past->input)) {
		(void)!screens_progress(screens, -1, _("Looking..."));
		screens_say(screens, STYLE_NORMAL, "%s", "");
	}
	history_find(&past->history, input_text(&past->input));
	past->list = (struct list){0};
	count(past);
}

static struct next open_chosen(struct screens *screens, struct past_screen *past)
{
	struct err err = {0};
	void *lines;

	if (past->list.selected >= past->history.shown_count)
		return next_draw();
	lines = history_lines_open(&past->history, past->list.selected, &err);
	if (lines)
		return next_push(&history_lines_screen, lines);
	screens_say_err(screens, &err);
	return next_draw();
}

struct next history_take_back(struct screens *screens, struct history *history, size_t row)
{
	struct buf what = BUF_EMPTY;
	struct err err = {0};

	history_say_what(history, row, &what);
	if (history_undo(history, row, &err) == STATUS_OK) {
		screens_say(screens, STYLE_GOOD, _("Taken back: %s"), buf_text(&what));
	} else {
		screens_refuse(screens, &err);
	}
	buf_wipe(&what);
	return next_load();
}

static struct next act_key(struct screens *screens, struct past_screen *past, const struct key *key)
{
	enum list_result moved;

	if (key->code == KEYS_ESC) {
		input_clear(&past->input);
		find(screens, past);
		return next_draw();
	}
	if (key->code == KEYS_CLICK && key->row == past->input_area.row) {
		input_click(&past->input, key->col - past->input_area.col);
		return next_draw();
	}
	moved = key->code == KEYS_CLICK ? list_click(&past->list, &view, past->list_area, key)
					: LIST_IGNORED;
	if (moved == LIST_IGNORED && key->code != KEYS_CLICK &&
		((key->code != KEYS_HOME && key->code != KEYS_END) || input_is_empty(&past->input)))
		moved = list_key(&past->list, key, false);
	if (moved == LIST_CHOSEN)
		return open_chosen(screens, past);
	if (moved == LIST_MOVED)
		return next_draw();
	switch (input_key(&past->input, key)) {
	case INPUT_CHANGED:
		find(screens, past);
		return next_draw();
	case INPUT_MOVED:
		return next_draw();
	default:
		return next_ignored();
	}
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct past_screen *past = context;

	if (action == HISTORY_OPEN)
		return open_chosen(screens, past);
	if (action == HISTORY_UNDO)
		return history_take_back(screens, &past->history, past->list.selected);
	return action == ACTION_NONE ? act_key(screens, past, key) : next_ignored();
}

static enum focus focus(const void *context)
{
	const struct past_screen *past = context;

	return input_focus(&past->input);
}

static bool allows(const void *context, int action)
{
	const struct past_screen *past = context;

	if (action != HISTORY_UNDO)
		return true;
	return past->list.selected < past->history.shown_count && app_writes(past->office->app) &&
	       history_is_own(&past->history, past->list.selected);
}

static void corner(const void *context, struct buf *out)
{
	const struct past_screen *past = context;

	office_corner(past->office->app, out);
}

static const struct action actions[] = {
	{HISTORY_OPEN, KEYS_ENTER, 0, N_("Show"), N_("Shows what the chosen change replaced."), 1},
	{HISTORY_UNDO, KEYS_F(4), KEYS_CTRL('Z'), N_("Undo"),
		N_("Takes the chosen change of yours back."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears what is typed, then goes back."), 2},
};

const struct screen history_screen = {
	.title = N_("HISTORY"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.lock = lock,
	.release = release,
};
