/* SPDX-License-Identifier: BSD-2-Clause */
/* The list of what was recorded differently. */
#include "tui/conflicts.h"

#include "tui/list.h"
#include "base/i18n.h"

#include <stdlib.h>

enum {
	CONFLICTS_OPEN = ACTION_OWN,
	CONFLICTS_UNDO
};

struct deciding {
	struct app *app;
	size_t begun; /* actions of this run that are not decisions made here, never undone here */
	struct conflicts conflicts;
	struct buf *about; /* one each */
	size_t about_count;
	struct list list;
	struct area list_area;
};

void *conflicts_open(struct app *app)
{
	struct deciding *deciding = memory_alloc(sizeof(*deciding));

	deciding->app = app;
	deciding->begun = app->done_count;
	return deciding;
}

static void forget(void *context)
{
	struct deciding *deciding = context;

	buf_release_all(&deciding->about, &deciding->about_count);
	conflicts_release(&deciding->conflicts);
}

static void release(void *context)
{
	forget(context);
	free(context);
}

static enum status load(void *context, struct err *err)
{
	struct deciding *deciding = context;
	/* What was read before is shown all the same. */
	enum status status = app_refresh(deciding->app, err);
	size_t count;

	forget(deciding);
	conflicts_find(deciding->app, &deciding->conflicts);
	count = deciding->conflicts.count;
	deciding->about = memory_alloc((count + 1) * sizeof(*deciding->about));
	deciding->about_count = count;
	for (size_t i = 0; i < count; i++)
		conflict_say_about(
			deciding->app, &deciding->conflicts.key[i], &deciding->about[i]);
	list_fill(&deciding->list, count);
	return status;
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct deciding *deciding = context;
	char code[CONFLICT_CODE_SIZE];

	list_cell(row, 0, "%s", buf_text(&deciding->about[index]));
	list_cell(row, 1, "%s", conflict_code(&deciding->conflicts.key[index], code));
}

static const struct column columns[] = {
	{N_("Recorded differently"), 56, 20, 1, 0, ALIGN_LEFT},
	{N_("Code"), 8, 0, 0, 1, ALIGN_LEFT},
};
static const struct list_view view = {columns, 2, draw_row, true, 0};

static void draw(void *context, struct area area)
{
	struct deciding *deciding = context;
	const struct area foot = {area.row + area.rows - 2, area.col + 1, 2, area.cols - 2};

	deciding->list_area = (struct area){area.row, area.col, area.rows - 3, area.cols};
	if (deciding->list.count == 0) {
		term_put(area.row + 1, area.col + 1, STYLE_NORMAL,
			_("Nothing was recorded differently."));
		return;
	}
	list_draw(&deciding->list, &view, deciding->list_area, deciding);
	office_put_wrapped(foot, STYLE_NORMAL,
		_("Two laptops said something else. Nothing is lost: both values are kept until you decide."));
	list_place_cursor(&deciding->list, &view, deciding->list_area);
}

static struct next open_chosen(struct deciding *deciding)
{
	if (deciding->list.selected >= deciding->conflicts.count)
		return next_ignored();
	return next_push(&conflict_screen,
		conflict_open(deciding->app, &deciding->conflicts.key[deciding->list.selected]));
}

static struct next undo(struct screens *screens, struct deciding *deciding)
{
	struct err err = {0};

	if (app_undo(deciding->app, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("The decision was taken back."));
	return next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct deciding *deciding = context;
	enum list_result moved;

	if (action == CONFLICTS_OPEN)
		return open_chosen(deciding);
	if (action == CONFLICTS_UNDO)
		return undo(screens, deciding);
	if (action != ACTION_NONE)
		return next_ignored();
	moved = list_act(&deciding->list, &view, deciding->list_area, key);
	if (moved == LIST_CHOSEN)
		return open_chosen(deciding);
	return moved == LIST_MOVED ? next_draw() : next_ignored();
}

static bool allows(const void *context, int action)
{
	const struct deciding *deciding = context;

	if (action == CONFLICTS_UNDO)
		return deciding->app->done_count > deciding->begun;
	return action != CONFLICTS_OPEN || deciding->list.count > 0;
}

static void corner(const void *context, struct buf *out)
{
	const struct deciding *deciding = context;

	office_corner(deciding->app, out);
}

static const struct action actions[] = {
	{CONFLICTS_OPEN, KEYS_ENTER, 0, N_("Decide"), N_("Shows the values side by side."), 1},
	{CONFLICTS_UNDO, KEYS_CTRL('Z'), KEYS_F(4), N_("Undo"), N_("Takes the last decision back."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to what should be looked at."), 2},
};

const struct screen conflicts_screen = {
	.title = N_("RECORDED DIFFERENTLY"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.lock = forget,
	.release = release,
};
