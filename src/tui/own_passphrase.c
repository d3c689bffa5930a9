/* SPDX-License-Identifier: BSD-2-Clause */
/* A passphrase of one's own, typed twice. */
#include "tui/officers.h"

#include "tui/input.h"
#include "tui/list.h"
#include "app/begin.h"
#include "app/officers.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
	OWN_ENTER = ACTION_OWN,
	OWN_SHOW,
	OWN_PROPOSE,
};

struct own {
	struct office *office;
	bool first;
	struct input input[2]; /* the same twice */
	int current;
	struct buf proposed, said;
};

void *own_passphrase_open(struct office *office, bool first)
{
	struct own *own = memory_alloc(sizeof(*own));

	own->office = office;
	own->first = first;
	for (int i = 0; i < 2; i++) {
		own->input[i].max = PASSPHRASE_MAX;
		own->input[i].masked = true;
	}
	propose_passphrase(&own->proposed);
	return own;
}

static void release(void *context)
{
	struct own *own = context;

	input_release(&own->input[0]);
	input_release(&own->input[1]);
	buf_wipe(&own->proposed);
	buf_release(&own->said);
	free(own);
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_input(struct own *own, int which, int row, int col, const char *label, struct area area)
{
	int at = term_put(row, col, STYLE_NORMAL, label) + 1;

	/* The one that is drawn last has the cursor. */
	input_draw(&own->input[which], row, at, area.col + area.cols - at - 1);
}

static void draw(void *context, struct area area)
{
	struct own *own = context;
	const int col = area.col + LIST_GUTTER, cols = area.cols - 2 * LIST_GUTTER;
	const char *labels[] = {_("New passphrase:"), _("The same again:")};
	struct buf text = BUF_EMPTY;

	office_put_wrapped((struct area){area.row + 1, col, 3, cols}, STYLE_BOLD,
		own->first ? _("The passphrase of your slip is known to who made it. Choose one of your own: "
			       "only you know it, and what you record stands under your name.")
			   : _("Choose a new passphrase. Only you know it, and what you record stands under "
			       "your name."));
	buf_printf(&text, _("Proposed: %s"), buf_text(&own->proposed));
	term_put_fit(area.row + 5, col, cols, STYLE_NORMAL, buf_text(&text));
	buf_wipe(&text);
	for (int i = 0; i < 2; i++) /* the current one last */
		draw_input(own, own->current ^ !i, area.row + 7 + (own->current ^ !i), col,
			labels[own->current ^ !i], area);
	office_put_wrapped((struct area){area.row + 10, col, 3, cols}, STYLE_ERROR, buf_text(&own->said));
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next say(struct screens *screens, struct own *own, const char *text)
{
	buf_clear(&own->said);
	buf_add_text(&own->said, text);
	screens_beep(screens);
	return next_draw();
}

static void start_again(struct own *own)
{
	input_clear(&own->input[0]);
	input_clear(&own->input[1]);
	own->current = 0;
}

static struct next leave(struct screens *screens, struct own *own)
{
	return own->first ? office_unlocked(screens, own->office) : next_pop();
}

static struct next save(struct screens *screens, struct own *own)
{
	struct err err = {0};

	if (strcmp(input_text(&own->input[0]), input_text(&own->input[1])) != 0) {
		start_again(own);
		return say(screens, own, _("The two differ. Once more."));
	}
	(void)!screens_progress(screens, -1, _("Saving..."));
	enum status status = officers_set_own(own->office->app, input_text(&own->input[0]), &err);
	screens_say(screens, STYLE_NORMAL, "%s", "");
	if (status != STATUS_OK) {
		start_again(own);
		return say(screens, own, err.text);
	}
	struct next next = leave(screens, own);
	screens_say(screens, STYLE_GOOD, "%s", _("Saved: from now on your own passphrase opens this file."));
	return next;
}

static struct next enter(struct screens *screens, struct own *own)
{
	struct err err = {0};

	buf_clear(&own->said);
	if (own->current == 1)
		return input_is_empty(&own->input[1]) ? next_draw() : save(screens, own);
	if (passphrase_ok(input_text(&own->input[0]), app_officer_name(own->office->app), &err))
		return say(screens, own, err.text);
	own->current = 1;
	return next_draw();
}

static struct next act_key(struct own *own, const struct key *key)
{
	if (key->code == KEYS_ESC && own->current == 0 && input_is_empty(&own->input[0]))
		return next_ignored();
	if (key->code == KEYS_ESC || key->code == KEYS_UP) {
		start_again(own);
		return next_draw();
	}
	return input_key(&own->input[own->current], key) == INPUT_IGNORED ? next_ignored() : next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct own *own = context;

	switch (action) {
	case OWN_ENTER:
		return enter(screens, own);
	case OWN_SHOW:
		own->input[0].masked = own->input[1].masked = !own->input[0].masked;
		return next_draw();
	case OWN_PROPOSE:
		buf_wipe(&own->proposed);
		propose_passphrase(&own->proposed);
		return next_draw();
	case ACTION_BACK:
		own->office->own_later = own->first;
		return leave(screens, own);
	case ACTION_NONE:
		return act_key(own, key);
	default:
		return next_ignored();
	}
}

static enum focus focus(const void *context)
{
	(void)context;
	return FOCUS_INPUT;
}

static void lock(void *context)
{
	start_again(context);
}

static void corner(const void *context, struct buf *out)
{
	const struct own *own = context;

	office_corner(own->office->app, out);
}

static const struct action actions[] = {
	{OWN_ENTER, KEYS_ENTER, 0, N_("Next"), N_("Goes to the second field; there it saves."), 1},
	{OWN_SHOW, KEYS_F(2), KEYS_CTRL('T'), N_("Show/Hide"), N_("Shows what you type, or hides it again."), 3},
	{OWN_PROPOSE, KEYS_F(4), KEYS_CTRL('P'), N_("Another"), N_("Proposes another passphrase."), 4},
	{ACTION_BACK, KEYS_ESC, 0, N_("Not now"), N_("Leaves the passphrase as it is."), 2},
};

const struct screen own_passphrase_screen = {
	.title = N_("YOUR OWN PASSPHRASE"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.draw = draw,
	.act = act,
	.focus = focus,
	.lock = lock,
	.corner = corner,
	.release = release,
};
