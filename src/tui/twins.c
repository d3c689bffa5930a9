/* SPDX-License-Identifier: BSD-2-Clause */
/* The pairs of records that may be one person. */
#include "tui/twins.h"

#include "tui/list.h"
#include "base/i18n.h"

#include <stdlib.h>

enum {
	TWINS_OPEN = ACTION_OWN,
	TWINS_SEARCH,
	TWINS_ANSWERED,
	TWINS_UNDO
};

struct asking {
	struct app *app;
	size_t begun;	 /* actions of this run that are no answers of here, never undone here */
	bool everyone;	 /* those that are alike are looked for too */
	bool answered;	 /* those that were answered are listed instead */
	struct twin_pairs pairs;
	struct buf *names; /* one each */
	size_t name_count;
	struct list list;
	struct area list_area;
};

void *twins_open(struct app *app)
{
	struct asking *asking = memory_alloc(sizeof(*asking));

	asking->app = app;
	asking->begun = app->done_count;
	return asking;
}

static void forget(void *context)
{
	struct asking *asking = context;

	buf_release_all(&asking->names, &asking->name_count);
	twin_pairs_release(&asking->pairs);
}

static void release(void *context)
{
	forget(context);
	free(context);
}

static void say_pairs(struct asking *asking)
{
	const size_t count = asking->pairs.count;

	buf_release_all(&asking->names, &asking->name_count);
	asking->names = memory_alloc((count + 1) * sizeof(*asking->names));
	asking->name_count = count;
	for (size_t i = 0; i < count; i++)
		twin_say_names(asking->app, &asking->pairs.pair[i], &asking->names[i]);
	list_fill(&asking->list, count);
}

static enum status load(void *context, struct err *err)
{
	struct asking *asking = context;
	enum status status = app_refresh(asking->app, err);

	if (asking->answered) {
		asking->pairs.count = 0;
		twins_answered(asking->app, &asking->pairs);
	} else if (status == STATUS_OK) {
		status = twins_find(asking->app, &asking->pairs, err);
	}
	if (status == STATUS_OK && asking->everyone && !asking->answered)
		status = twins_search(asking->app, &asking->pairs, NULL, NULL, err);
	say_pairs(asking);
	return status;
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct asking *asking = context;

	list_cell(row, 0, "%s", buf_text(&asking->names[index]));
	list_cell(row, 1, "%s", twin_reason_text(asking->pairs.pair[index].reason));
}

static const struct column columns[] = {
	{N_("Two records"), 40, 24, 1, 0, ALIGN_LEFT},
	{N_("Why it is asked"), 36, 12, 1, 1, ALIGN_LEFT},
};
static const struct list_view view = {columns, 2, draw_row, true, 0};

static void draw(void *context, struct area area)
{
	struct asking *asking = context;
	const struct area foot = {area.row + area.rows - 2, area.col + 1, 2, area.cols - 2};

	asking->list_area = (struct area){area.row, area.col, area.rows - 3, area.cols};
	if (asking->list.count == 0) {
		term_put(area.row + 1, area.col + 1, STYLE_NORMAL, _("Nobody is asked about."));
	} else {
		list_draw(&asking->list, &view, asking->list_area, asking);
		list_place_cursor(&asking->list, &view, asking->list_area);
	}
	office_put_wrapped(foot, STYLE_NORMAL,
		asking->answered ? _("These were answered: Enter shows a pair, and the answer can be given anew.")
		: asking->everyone
			? _("All people were looked at: names that are alike, with one birth or telephone.")
			: _("G also looks for names that are alike, with one birth or telephone."));
}

static struct next open_chosen(struct asking *asking)
{
	if (asking->list.selected >= asking->pairs.count)
		return next_ignored();
	return next_push(&twin_screen,
		twin_open(asking->app, &asking->pairs.pair[asking->list.selected]));
}

static bool show_progress(void *context, size_t done, size_t total)
{
	return screens_progress(context, (int)(done * 100 / total), _("Looking..."));
}

static struct next search(struct screens *screens, struct asking *asking)
{
	struct err err = {0};
	enum status status = twins_search(asking->app, &asking->pairs, show_progress, screens, &err);

	asking->everyone = status == STATUS_OK;
	say_pairs(asking);
	if (status != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_NORMAL, "%s", "");
	return next_draw();
}

static struct next undo(struct screens *screens, struct asking *asking)
{
	struct err err = {0};

	if (app_undo(asking->app, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("The answer was taken back."));
	return next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct asking *asking = context;
	enum list_result moved;

	switch (action) {
	case TWINS_OPEN:
		return open_chosen(asking);
	case TWINS_SEARCH:
		return search(screens, asking);
	case TWINS_ANSWERED:
		asking->answered = !asking->answered;
		return next_load();
	case TWINS_UNDO:
		return undo(screens, asking);
	case ACTION_NONE:
		moved = list_act(&asking->list, &view, asking->list_area, key);
		if (moved == LIST_CHOSEN)
			return open_chosen(asking);
		return moved == LIST_MOVED ? next_draw() : next_ignored();
	default:
		return next_ignored();
	}
}

static bool allows(const void *context, int action)
{
	const struct asking *asking = context;

	if (action == TWINS_UNDO)
		return asking->app->done_count > asking->begun;
	if (action == TWINS_SEARCH)
		return !asking->everyone && !asking->answered;
	return action != TWINS_OPEN || asking->list.count > 0;
}

static void corner(const void *context, struct buf *out)
{
	const struct asking *asking = context;

	office_corner(asking->app, out);
}

static const struct action actions[] = {
	{TWINS_OPEN, KEYS_ENTER, 0, N_("Compare"), N_("Shows both records side by side."), 1},
	{TWINS_SEARCH, 'G', 0, N_("Alike"), N_("Looks at everyone for names that are alike."), 2},
	{TWINS_ANSWERED, 'J', 0, N_("Answered"), N_("Lists those answered, or those not yet."), 3},
	{TWINS_UNDO, KEYS_CTRL('Z'), KEYS_F(4), N_("Undo"), N_("Takes the last answer back."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back."), 2},
};

const struct screen twins_screen = {
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
