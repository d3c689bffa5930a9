/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/unlock.h"

#include "tui/input.h"
#include "tui/list.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define TRIES_HIDDEN 2	/* failures after which what is typed may be seen */
#define OFFICERS_SEEN 6 /* rows */

enum {
	UNLOCK_ENTER = ACTION_OWN,
	UNLOCK_SHOW,
	UNLOCK_FORGOT
};

struct unlock {
	struct office *office;
	struct input input;
	struct list list; /* of officers */
	int failures;	  /* that were the passphrase's */
	struct buf said;  /* what came of the last try */
	struct buf file;
	struct area drawn;
};

/* Those who are to choose from: what the envelope has in it is asked for on the screen for who forgot. */
static const struct slot *slots(const struct unlock *unlock, size_t *count)
{
	size_t all;
	const struct slot *slot = store_slots(unlock->office->app->store, &all);

	*count = all;
	while (!unlock->office->envelope && *count > 1 && slot[*count - 1].code)
		--*count;
	return slot;
}

void *unlock_open(struct office *office, const char *officer)
{
	struct unlock *unlock = memory_alloc(sizeof(*unlock));
	const struct slot *slot;
	size_t count;

	unlock->office = office;
	unlock->input.max = PASSPHRASE_MAX;
	unlock->input.masked = true;
	slot = slots(unlock, &count);
	list_set_count(&unlock->list, count);
	list_select(&unlock->list, 0);
	for (size_t i = 0; officer && i < count; i++)
		if (text_equal_nocase(slot[i].name, officer))
			list_select(&unlock->list, i);
	return unlock;
}

static void release(void *context)
{
	struct unlock *unlock = context;

	input_release(&unlock->input);
	buf_release(&unlock->said);
	buf_release(&unlock->file);
	free(unlock);
}

static enum status load(void *context, struct err *err)
{
	struct unlock *unlock = context;

	size_t count;

	(void)err;
	slots(unlock, &count);
	if (count != unlock->list.count) { /* with the envelope, which is the last one */
		list_set_count(&unlock->list, count);
		list_select(&unlock->list, count - 1);
		input_clear(&unlock->input);
		buf_clear(&unlock->said);
	}
	buf_clear(&unlock->file);
	buf_printf(&unlock->file, _("File: %s"), path_base(unlock->office->app->path));
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_officer(void *context, size_t index, struct list_row *row)
{
	size_t count;

	list_cell(row, 0, "%s", slots(context, &count)[index].name);
}

static const struct column columns[] = {{NULL, 40, 20, 1, 0, ALIGN_LEFT}};

static const struct list_view view = {columns, 1, draw_officer, false, 0};

/* Returns the row behind them. */
static int draw_officers(struct unlock *unlock, struct area area)
{
	const int count = (int)unlock->list.count;
	const int rows = count < OFFICERS_SEEN ? count : OFFICERS_SEEN;

	if (count == 1) {
		unlock->drawn = (struct area){0};
		term_put(area.row, area.col + LIST_GUTTER, STYLE_BOLD,
			slots(unlock, &(size_t){0})[0].name);
		return area.row + 1;
	}
	term_put(area.row, area.col + 1, STYLE_NORMAL,
		_("Who opens it? Choose with the arrow, then type the passphrase."));
	unlock->drawn = (struct area){area.row + 1, area.col, rows, area.cols};
	list_draw(&unlock->list, &view, unlock->drawn, unlock);
	return area.row + 1 + rows;
}

static void draw(void *context, struct area area)
{
	struct unlock *unlock = context;
	const char *label = _("Passphrase:");
	int row, col;

	term_put_fit(area.row + 1, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&unlock->file));
	row = draw_officers(unlock, (struct area){area.row + 3, area.col, area.rows - 3, area.cols}) + 1;
	col = term_put(row, area.col + LIST_GUTTER, STYLE_NORMAL, label) + 1;
	office_put_wrapped((struct area){row + 2, area.col + LIST_GUTTER, 3, area.cols - 2 * LIST_GUTTER},
		STYLE_ERROR, buf_text(&unlock->said));
	if (unlock->failures >= TRIES_HIDDEN)
		term_put_fit(area.row + area.rows - 2, area.col + LIST_GUTTER,
			area.cols - 2 * LIST_GUTTER, STYLE_NORMAL,
			unlock->input.masked ? _("F2 shows what you type.") : _("F2 hides what you type."));
	term_put_fit(area.row + area.rows - 1, area.col + LIST_GUTTER, area.cols - 2 * LIST_GUTTER,
		STYLE_NORMAL, _("Forgot the passphrase? F3"));
	input_draw(&unlock->input, row, col, area.col + area.cols - col - 1);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next enter(struct screens *screens, struct unlock *unlock)
{
	struct office *office = unlock->office;
	size_t count;
	const char *officer = slots(unlock, &count)[unlock->list.selected].name;
	struct err err = {0};
	enum status status;

	if (input_is_empty(&unlock->input))
		return next_draw();
	buf_clear(&unlock->said);
	(void)!screens_progress(screens, -1, _("Opening..."));
	status = app_unlock(office->app, officer, input_text(&unlock->input), &err);
	screens_say(screens, STYLE_NORMAL, "%s", "");
	if (status == STATUS_OK)
		office->envelope = false;
	if (status == STATUS_OK)
		return office_unlocked(screens, office);
	if (status == STATUS_DENIED)
		unlock->failures++;
	buf_add_text(&unlock->said, err.text[0] ? err.text : status_text(status));
	/* What was hidden cannot be mended; what is seen can. */
	if (unlock->input.masked)
		input_clear(&unlock->input);
	screens_beep(screens);
	return next_draw();
}

static struct next act_key(struct unlock *unlock, const struct key *key)
{
	enum list_result result = LIST_IGNORED;

	if (key->code == KEYS_ESC && input_is_empty(&unlock->input))
		return next_ignored();
	if (key->code == KEYS_ESC) {
		input_clear(&unlock->input);
		return next_draw();
	}
	if (unlock->list.count > 1 && key->code == KEYS_CLICK)
		result = list_click(&unlock->list, &view, unlock->drawn, key);
	else if (unlock->list.count > 1 && key->code != KEYS_HOME && key->code != KEYS_END)
		result = list_key(&unlock->list, key, false);
	if (result == LIST_MOVED) { /* another officer, another passphrase */
		input_clear(&unlock->input);
		buf_clear(&unlock->said);
	}
	if (result != LIST_IGNORED)
		return next_draw();
	return input_key(&unlock->input, key) == INPUT_IGNORED ? next_ignored() : next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct unlock *unlock = context;

	switch (action) {
	case UNLOCK_ENTER:
		return enter(screens, unlock);
	case UNLOCK_SHOW:
		unlock->input.masked = !unlock->input.masked;
		return next_draw();
	case UNLOCK_FORGOT:
		return next_push(&forgot_screen, forgot_open(unlock->office));
	case ACTION_NONE:
		return act_key(unlock, key);
	default:
		return next_ignored();
	}
}

static enum focus focus(const void *context)
{
	(void)context;
	return FOCUS_INPUT; /* also while it is empty: a passphrase may begin with "?" */
}

static bool allows(const void *context, int action)
{
	const struct unlock *unlock = context;

	if (action == UNLOCK_SHOW)
		return unlock->failures >= TRIES_HIDDEN;
	return action != ACTION_LOCK;
}

static void corner(const void *context, struct buf *out)
{
	const struct unlock *unlock = context;
	const struct app *app = unlock->office->app;
	size_t before = out->len;

	office_mark(app, out);
	if (out->len > before)
		buf_add_text(out, " │ ");
	office_now(app, out);
}

static const struct action actions[] = {
	{UNLOCK_ENTER, KEYS_ENTER, 0, N_("Open"), N_("Opens the file with the passphrase."), 1},
	{UNLOCK_SHOW, KEYS_F(2), 0, N_("Show/Hide"), N_("Shows what you type, or hides it again."), 3},
	{UNLOCK_FORGOT, KEYS_F(3), 0, N_("Forgot?"), N_("What to do when the passphrase is forgotten."), 2},
	{ACTION_LANGUAGE, KEYS_F(9), 0, N_("Bahasa/Language"),
		N_("Switches between Indonesian and English."), 4},
	{ACTION_QUIT, KEYS_CTRL('Q'), 0, N_("Quit"), N_("Leaves okoce. Everything is saved already."), 2},
};

const struct screen unlock_screen = {
	.title = N_("LOCKED"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.release = release,
};
