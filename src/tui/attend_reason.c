/* SPDX-License-Identifier: BSD-2-Clause */
/* Why a closed day is corrected: asked once, and it goes with all that is then recorded of that day. */
#include "tui/attend.h"
#include "tui/form.h"
#include "base/i18n.h"

#include <stdlib.h>

struct reason {
	struct attend *attend; /* below it on the stack */
	struct form form;
	struct buf title;
};

static const struct form_field fields[] = {
	{.label = N_("Reason"), .hint = N_("In a few words, as it should stand in the record. Enter goes on."),
		.max = 60, .required = true},
};

struct next attend_reason_open(struct attend *attend)
{
	struct reason *reason = memory_alloc(sizeof(*reason));

	reason->attend = attend;
	form_open(&reason->form, &(struct form_options){.field = fields, .count = 1});
	form_fill(&reason->form, 0, "");
	form_go_to(&reason->form, 0);
	return next_push(&attend_reason_screen, reason);
}

static enum status load(void *context, struct err *err)
{
	struct reason *reason = context;

	(void)err;
	buf_clear(&reason->title);
	buf_printf(&reason->title, _("Day %u is closed. Why is it corrected?"),
		(unsigned)reason->attend->checkin.day);
	form_load(&reason->form);
	return STATUS_OK;
}

static void draw(void *context, struct area area)
{
	struct reason *reason = context;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&reason->title));
	form_draw(&reason->form, (struct area){area.row + 2, area.col, area.rows - 2, area.cols});
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct reason *reason = context;
	enum form_result result = form_act(&reason->form, action, key);

	if (result != FORM_SAVE)
		return form_next(screens, result);
	checkin_set_reason(&reason->attend->checkin, form_value(&reason->form, 0));
	screens_say(screens, STYLE_NORMAL, "%s",
		_("Go on: what is recorded of this day now carries that reason."));
	return next_pop();
}

static enum focus focus(const void *context)
{
	const struct reason *reason = context;

	return form_focus(&reason->form);
}

static void corner(const void *context, struct buf *out)
{
	const struct reason *reason = context;

	office_corner(reason->attend->app, out);
}

static void release(void *context)
{
	struct reason *reason = context;

	form_close(&reason->form);
	buf_release(&reason->title);
	free(reason);
}

static const struct action actions[] = {
	{FORM_ACTION_NEXT, KEYS_ENTER, 0, N_("Go on"), N_("Keeps the reason and goes back to the door."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the door; the day stays as it is."), 1},
};

const struct screen attend_reason_screen = {
	.title = N_("CORRECT A CLOSED DAY"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.release = release,
};
