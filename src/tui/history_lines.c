/* SPDX-License-Identifier: BSD-2-Clause */
/* What one action changed: of each field what was there, and what is since. */
#include "tui/history.h"

#include "tui/list.h"
#include "base/i18n.h"

#include <stdlib.h>

enum {
	LINES_UNDO = ACTION_OWN
};

struct lines_screen {
	struct history *history;
	size_t row;
	struct action_id action;
	struct history_lines lines;
	bool own, forgotten; /* it was locked: the lines are to be read again */
	struct buf who;
	struct list list;
	struct area drawn;
};

/* "16 Jul 08.41, Rina S., KBG-A" */
static void say_who(struct lines_screen *screen)
{
	buf_clear(&screen->who);
	history_say_time(screen->history, screen->row, &screen->who);
	buf_add_text(&screen->who, "  ");
	history_say_officer(screen->history, screen->row, &screen->who);
	buf_add_text(&screen->who, "  ");
	history_say_laptop(screen->history, screen->row, &screen->who);
}

void *history_lines_open(struct history *history, size_t row, struct err *err)
{
	struct lines_screen *screen = memory_alloc(sizeof(*screen));

	screen->history = history;
	screen->row = row;
	screen->own = history_is_own(history, row);
	screen->action = history->action[history->shown[row]].id;
	say_who(screen);
	if (history_read_lines(history, row, &screen->lines, err) != STATUS_OK) {
		history_lines_release(&screen->lines);
		buf_release(&screen->who);
		free(screen);
		return NULL;
	}
	list_set_count(&screen->list, screen->lines.count);
	list_select(&screen->list, 0);
	return screen;
}

static void release(void *context)
{
	struct lines_screen *screen = context;

	history_lines_release(&screen->lines);
	buf_release(&screen->who);
	free(screen);
}

/* The list below is made anew when it is seen again, so that the row may be another one then: what is
 * shown here comes back, and is taken back from there. */
static void lock(void *context)
{
	struct lines_screen *screen = context;

	history_lines_release(&screen->lines);
	list_set_count(&screen->list, 0);
	screen->own = false;
	screen->forgotten = true;
}

static enum status load(void *context, struct err *err)
{
	struct lines_screen *screen = context;
	enum status status = STATUS_OK;

	if (screen->forgotten) {
		status = history_read_action(screen->history, &screen->action, &screen->lines, err);
		list_set_count(&screen->list, screen->lines.count);
		list_select(&screen->list, 0);
		screen->forgotten = false;
	}
	return status;
}

static void draw_line(void *context, size_t index, struct list_row *row)
{
	const struct lines_screen *screen = context;
	const struct history_line *line = &screen->lines.item[index];

	list_cell(row, 0, "%s%s", line->is_title ? "" : "  ", line->text);
	row->style = line->is_title ? STYLE_BOLD : STYLE_NORMAL;
}

static const struct column columns[] = {{NULL, 60, 20, 1, 0, ALIGN_LEFT}};

static const struct list_view view = {columns, 1, draw_line, false, 0};

static void draw(void *context, struct area area)
{
	struct lines_screen *screen = context;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&screen->who));
	screen->drawn = (struct area){area.row + 2, area.col, area.rows - 5, area.cols};
	list_draw(&screen->list, &view, screen->drawn, screen);
	list_place_cursor(&screen->list, &view, screen->drawn);
	if (screen->lines.cut)
		term_put_fit(area.row + area.rows - 3, area.col + LIST_GUTTER, area.cols - LIST_GUTTER,
			STYLE_NORMAL, _("... and more"));
	/* What a row has no room for. */
	if (screen->list.selected < screen->lines.count)
		office_put_wrapped((struct area){area.row + area.rows - 2, area.col + 1, 2, area.cols - 2},
			STYLE_NORMAL, screen->lines.item[screen->list.selected].text);
	else
		term_put(area.row + 2, area.col + LIST_GUTTER, STYLE_NORMAL,
			_("Nothing to show: press Esc."));
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct lines_screen *screen = context;
	enum list_result result;

	if (action == LINES_UNDO) {
		history_take_back(screens, screen->history, screen->row);
		return next_pop();
	}
	if (action != ACTION_NONE)
		return next_ignored();
	result = list_act(&screen->list, &view, screen->drawn, key);
	return result == LIST_IGNORED ? next_ignored() : next_draw();
}

static bool allows(const void *context, int action)
{
	const struct lines_screen *screen = context;

	return action != LINES_UNDO || (screen->own && app_writes(screen->history->app));
}

static void corner(const void *context, struct buf *out)
{
	const struct lines_screen *screen = context;

	office_corner(screen->history->app, out);
}

static const struct action actions[] = {
	{LINES_UNDO, KEYS_F(4), KEYS_CTRL('Z'), N_("Undo"),
		N_("Takes the chosen change of yours back."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the list."), 2},
};

const struct screen history_lines_screen = {
	.title = N_("WHAT WAS CHANGED"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.lock = lock,
	.release = release,
};
