/* SPDX-License-Identifier: BSD-2-Clause */
/* The form of a session's status: planned, held, or cancelled, and why. */
#include "tui/form.h"
#include "tui/sessions.h"
#include "app/schedule.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
	IN_STATUS,
	IN_REASON,
	FIELDS
};

#define STATUSES (SESSION_CANCELLED + 1)

struct deciding {
	struct session_page *page;
	char *id;
	struct form form;
	struct form_choice choice[STATUSES];
	struct buf title;
};

/* Words as commands have them. */
static const char *const values[STATUSES] = {
	[SESSION_PLANNED] = "planned", [SESSION_HELD] = "held", [SESSION_CANCELLED] = "cancelled"};

static size_t choices(void *context, size_t field, const struct form_choice **choice)
{
	static const char *const labels[STATUSES] = {
		[SESSION_PLANNED] = N_("planned: it goes by its dates"),
		[SESSION_HELD] = N_("held: it is over, whatever its dates are"),
		[SESSION_CANCELLED] = N_("cancelled: it is not held")};
	struct deciding *deciding = context;

	(void)field;
	for (size_t i = 0; i < STATUSES; i++)
		deciding->choice[i] = (struct form_choice){values[i], _(labels[i]), values[i]};
	*choice = deciding->choice;
	return STATUSES;
}

static const struct form_field fields[FIELDS] = {
	{.label = N_("Status"), .kind = FORM_CHOICE, .choices = choices, .required = true},
	{.label = N_("Reason"),
		.hint = N_("Why it is cancelled; else this stays empty."),
		.max = 200},
};

void *session_status_open(struct session_page *page)
{
	const struct session_status *status = &page->session->status;
	struct deciding *deciding = memory_alloc(sizeof(*deciding));

	deciding->page = page;
	deciding->id = memory_text(page->id);
	form_open(&deciding->form,
		&(struct form_options){.field = fields, .count = FIELDS, .context = deciding});
	if (status->status < STATUSES)
		form_fill(&deciding->form, IN_STATUS, values[status->status]);
	form_fill(&deciding->form, IN_REASON, status->reason);
	return deciding;
}

static void release(void *context)
{
	struct deciding *deciding = context;

	form_close(&deciding->form);
	buf_release(&deciding->title);
	free(deciding->id);
	free(deciding);
}

static enum status load(void *context, struct err *err)
{
	struct deciding *deciding = context;
	const struct programme *programme = &deciding->page->app->programme;
	const struct session *session = programme_session(programme, deciding->id);

	(void)err;
	form_load(&deciding->form);
	buf_clear(&deciding->title);
	if (session)
		session_title(programme, session, &deciding->title);
	return STATUS_OK;
}

static void draw(void *context, struct area area)
{
	struct deciding *deciding = context;
	int col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&deciding->title)) + 2;

	term_put_right(area.row, col, area.col + area.cols - 1 - col, STYLE_NORMAL, deciding->id);
	form_draw(&deciding->form, (struct area){area.row + 2, area.col, area.rows - 2, area.cols});
}

static enum session_status_value chosen(const struct deciding *deciding)
{
	const char *value = form_value(&deciding->form, IN_STATUS);

	for (int i = 0; i < STATUSES; i++)
		if (strcmp(value, values[i]) == 0)
			return (enum session_status_value)i;
	return SESSION_PLANNED;
}

static struct next save(struct screens *screens, struct deciding *deciding)
{
	struct action_id done;
	struct err err = {0};
	enum status status = schedule_save_status(deciding->page->app, deciding->id,
		chosen(deciding), form_value(&deciding->form, IN_REASON), &done, &err);

	deciding->page->session = NULL; /* what was read of the programme is gone */
	if (status != STATUS_OK) {
		form_go_to(&deciding->form, IN_REASON);
		return screens_refuse(screens, &err);
	}
	form_saved(&deciding->form);
	session_did(screens, deciding->page, &done);
	return next_pop();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct deciding *deciding = context;
	enum form_result result = form_act(&deciding->form, action, key);

	return result == FORM_SAVE ? save(screens, deciding) : form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct deciding *deciding = context;

	return form_focus(&deciding->form);
}

static void corner(const void *context, struct buf *out)
{
	const struct deciding *deciding = context;

	office_corner(deciding->page->app, out);
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back, and nothing is changed."), 3},
};

const struct screen session_status_screen = {
	.title = N_("STATUS"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.release = release,
};
