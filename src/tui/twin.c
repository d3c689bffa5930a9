/* SPDX-License-Identifier: BSD-2-Clause */
/* Two records side by side: one person, two people, or later. */
#include "tui/twins.h"

#include "tui/list.h"
#include "base/i18n.h"

#include <stdlib.h>

enum {
	TWIN_ONE = ACTION_OWN,
	TWIN_TWO
};

struct comparing {
	struct app *app;
	struct twin_pair pair;
	struct arena arena; /* of the rows */
	struct twin_row *row;
	size_t rows;
	struct buf names;
	struct list list;
	struct area list_area;
};

void *twin_open(struct app *app, const struct twin_pair *pair)
{
	struct comparing *comparing = memory_alloc(sizeof(*comparing));

	comparing->app = app;
	comparing->pair = *pair;
	return comparing;
}

static void forget(void *context)
{
	struct comparing *comparing = context;

	arena_release(&comparing->arena);
	comparing->row = NULL;
	comparing->rows = 0;
	buf_wipe(&comparing->names);
}

static void release(void *context)
{
	forget(context);
	free(context);
}

static enum status load(void *context, struct err *err)
{
	struct comparing *comparing = context;
	enum status status;

	forget(comparing);
	status = twin_compare(comparing->app, &comparing->pair, &comparing->arena, &comparing->row,
		&comparing->rows, err);
	twin_say_names(comparing->app, &comparing->pair, &comparing->names);
	list_fill(&comparing->list, comparing->rows);
	return status;
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct comparing *comparing = context;
	const struct twin_row *shown = &comparing->row[index];

	list_cell(row, 0, "%s%s", shown->label, shown->differs ? " !" : "");
	list_cell(row, 1, "%s", shown->text[0]);
	list_cell(row, 2, "%s", shown->text[1]);
}

static const struct column columns[] = {
	{NULL, 16, 12, 0, 0, ALIGN_LEFT},
	{NULL, 29, 16, 1, 0, ALIGN_LEFT},
	{NULL, 29, 16, 1, 0, ALIGN_LEFT},
};
static const struct list_view view = {columns, 3, draw_row, false, 0};

static void draw(void *context, struct area area)
{
	struct comparing *comparing = context;
	const struct area foot = {area.row + area.rows - 2, area.col + 1, 2, area.cols - 2};

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&comparing->names));
	term_put_fit(area.row + 1, area.col + 1, area.cols - 2, STYLE_NORMAL,
		twin_reason_text(comparing->pair.reason));
	comparing->list_area = (struct area){area.row + 3, area.col, area.rows - 6, area.cols};
	list_draw(&comparing->list, &view, comparing->list_area, comparing);
	list_place_cursor(&comparing->list, &view, comparing->list_area);
	office_put_wrapped(foot, STYLE_NORMAL,
		_("1: one person, who then has one row, one seat and one count. 2: two people. Esc: later."));
}

static struct next answer(struct screens *screens, struct comparing *comparing, enum same_answer same)
{
	struct err err = {0};

	if (twin_answer(comparing->app, &comparing->pair.a, &comparing->pair.b, same, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD,
		same == SAME_YES ? _("Saved: one person, %s") : _("Saved: two people, %s"),
		buf_text(&comparing->names));
	return next_pop();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct comparing *comparing = context;

	if (action == TWIN_ONE)
		return answer(screens, comparing, SAME_YES);
	if (action == TWIN_TWO)
		return answer(screens, comparing, SAME_NO);
	if (action != ACTION_NONE)
		return next_ignored();
	return list_act(&comparing->list, &view, comparing->list_area, key) == LIST_IGNORED
		       ? next_ignored()
		       : next_draw();
}

static bool allows(const void *context, int action)
{
	const struct comparing *comparing = context;

	return action < ACTION_OWN || (comparing->rows > 0 && app_writes(comparing->app));
}

static void corner(const void *context, struct buf *out)
{
	const struct comparing *comparing = context;

	office_corner(comparing->app, out);
}

static const struct action actions[] = {
	{TWIN_ONE, '1', 0, N_("One person"), N_("They are one person."), 1},
	{TWIN_TWO, '2', 0, N_("Two people"), N_("They are two people: not asked again."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Later"), N_("Goes back, and nothing is answered."), 2},
};

const struct screen twin_screen = {
	.title = N_("THE SAME PERSON?"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.lock = forget,
	.release = release,
};
