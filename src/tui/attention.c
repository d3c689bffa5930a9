/* SPDX-License-Identifier: BSD-2-Clause */
/* All that should be looked at, each of which leads to where it is mended. */
#include "app/attention.h"

#include "tui/attend.h"
#include "tui/conflicts.h"
#include "tui/followup.h"
#include "tui/sessions.h"
#include "tui/twins.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>

#define FULL_ROWS 2 /* of a sentence that its row cuts */

enum {
	ATTENTION_OPEN = ACTION_OWN,
	ATTENTION_LEAVE,
	ATTENTION_UNDO
};

struct looking {
	struct app *app;
	size_t begun; /* actions of this run that are no answers of here, never undone here */
	struct attentions attentions;
	struct buf *sentence; /* one each */
	size_t sentence_count;
	struct list list;
	struct area list_area;
};

void *attention_open(struct app *app)
{
	struct looking *looking = memory_alloc(sizeof(*looking));

	looking->app = app;
	looking->begun = app->done_count;
	return looking;
}

static void release(void *context)
{
	struct looking *looking = context;

	buf_release_all(&looking->sentence, &looking->sentence_count);
	attentions_release(&looking->attentions);
	free(looking);
}

static enum status load(void *context, struct err *err)
{
	struct looking *looking = context;
	/* What was read before is shown all the same. */
	enum status status = app_refresh(looking->app, err);
	size_t count;

	app_tallies(looking->app);
	attentions_find(looking->app, &looking->attentions);
	buf_release_all(&looking->sentence, &looking->sentence_count);
	count = looking->attentions.count;
	looking->sentence = memory_alloc((count + 1) * sizeof(*looking->sentence));
	looking->sentence_count = count;
	for (size_t i = 0; i < count; i++)
		attention_say(looking->app, &looking->attentions.item[i], &looking->sentence[i]);
	list_fill(&looking->list, count);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_sentence(void *context, size_t index, struct list_row *row)
{
	const struct looking *looking = context;

	list_cell(row, 0, "%s", buf_text(&looking->sentence[index]));
}

static const struct column columns[] = {{NULL, 76, 20, 1, 0, ALIGN_LEFT}};
static const struct list_view view = {columns, 1, draw_sentence, false, 0};

/* The chosen sentence again, in full; null where its row has room for all of it. */
static const char *cut_sentence(const struct looking *looking, struct area area)
{
	const size_t chosen = looking->list.selected;

	if (chosen >= looking->list.count ||
		text_width(buf_text(&looking->sentence[chosen])) <= area.cols - LIST_GUTTER)
		return NULL;
	return buf_text(&looking->sentence[chosen]);
}

static void draw(void *context, struct area area)
{
	struct looking *looking = context;
	int last = area.row + area.rows - 1;
	const char *cut = cut_sentence(looking, area);

	looking->list_area =
		(struct area){area.row, area.col, area.rows - (cut ? 1 + FULL_ROWS : 1), area.cols};
	if (cut)
		office_put_wrapped((struct area){last - FULL_ROWS, area.col + 1, FULL_ROWS, area.cols - 2},
			STYLE_NORMAL, cut);
	if (looking->list.count == 0)
		term_put(area.row + 1, area.col + 1, STYLE_NORMAL, _("Nothing needs a look."));
	list_draw(&looking->list, &view, looking->list_area, looking);
	list_place_cursor(&looking->list, &view, looking->list_area);
	term_put_fit(last, area.col + 1, area.cols - 2, STYLE_NORMAL,
		_("What is mended is gone from here."));
}

/* --- Acting ------------------------------------------------------------------------------------ */

/* A day that is not closed is looked at where people are recorded; everything else on the session's
 * page. */
static struct next open_chosen(struct screens *screens, struct looking *looking)
{
	const struct attention *chosen;
	struct attend *attend;
	struct err err = {0};

	if (looking->list.selected >= looking->list.count)
		return next_ignored();
	chosen = &looking->attentions.item[looking->list.selected];
	if (chosen->kind == ATTENTION_CONFLICT)
		return next_push(&conflicts_screen, conflicts_open(looking->app));
	if (chosen->kind == ATTENTION_SAME)
		return next_push(&twins_screen, twins_open(looking->app));
	if (chosen->kind == ATTENTION_DAY_OFF && chosen->count > 1)
		return next_push(&sessions_screen, sessions_open(looking->app, chosen->on));
	if (chosen->kind == ATTENTION_FOLLOWUP)
		return next_push(&followup_screen, followup_open(looking->app));
	if (chosen->kind != ATTENTION_DAY_OPEN)
		return next_push(&session_screen, session_open(looking->app, chosen->session->id));
	attend = attend_open(looking->app, chosen->session, &err);
	if (attend && checkin_set_day(&attend->checkin, chosen->day, &err) == STATUS_OK)
		return next_push(&attend_screen, attend);
	if (attend)
		attend_screen.release(attend);
	screens_say_err(screens, &err);
	return next_draw();
}

static struct next leave(struct screens *screens, struct looking *looking)
{
	struct err err = {0};

	if (attention_leave(looking->app, &looking->attentions.item[looking->list.selected], &err) !=
		STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("Saved: it is right as it is, until its numbers change."));
	return next_load();
}

static struct next undo(struct screens *screens, struct looking *looking)
{
	struct err err = {0};

	if (app_undo(looking->app, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("The answer was taken back."));
	return next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct looking *looking = context;
	enum list_result moved;

	if (action == ATTENTION_OPEN)
		return open_chosen(screens, looking);
	if (action == ATTENTION_LEAVE)
		return leave(screens, looking);
	if (action == ATTENTION_UNDO)
		return undo(screens, looking);
	if (action != ACTION_NONE)
		return next_ignored();
	moved = list_act(&looking->list, &view, looking->list_area, key);
	if (moved == LIST_CHOSEN)
		return open_chosen(screens, looking);
	return moved == LIST_MOVED ? next_draw() : next_ignored();
}

static bool allows(const void *context, int action)
{
	const struct looking *looking = context;
	struct register_key key;

	if (action == ATTENTION_UNDO)
		return looking->app->done_count > looking->begun;
	if (action == ATTENTION_LEAVE)
		return app_writes(looking->app) && looking->list.selected < looking->list.count &&
		       attention_key(&looking->attentions.item[looking->list.selected], &key);
	return action != ATTENTION_OPEN || looking->list.count > 0;
}

static void corner(const void *context, struct buf *out)
{
	const struct looking *looking = context;

	office_corner(looking->app, out);
}

static const struct action actions[] = {
	{ATTENTION_OPEN, KEYS_ENTER, 0, N_("Open"), N_("Opens what it is about."), 1},
	{ATTENTION_LEAVE, 'B', KEYS_DELETE, N_("Leave it"),
		N_("Says that it is right as it is."), 2},
	{ATTENTION_UNDO, KEYS_CTRL('Z'), KEYS_F(4), N_("Undo"), N_("Takes the last answer back."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to Beranda."), 2},
};

const struct screen attention_screen = {
	.title = N_("TO LOOK AT"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.release = release,
};
