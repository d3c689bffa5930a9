/* SPDX-License-Identifier: BSD-2-Clause */
/* One more officer, and the slip with the first passphrase. */
#include "tui/officers.h"

#include "tui/form.h"
#include "app/officers.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { NAME, ROLE, KECAMATAN };

#define NAME_COLS 60

struct officer_form {
	struct office *office;
	struct form form;
	struct form_choice *kecamatan; /* those of the programme, and the office */
	struct form_choice role[2];
};

/* --- The form ---------------------------------------------------------------------------------- */

static size_t role_choices(void *context, size_t field, const struct form_choice **choice)
{
	struct officer_form *self = context;

	(void)field;
	self->role[0] = (struct form_choice){"officer", officer_role(false), NULL};
	self->role[1] = (struct form_choice){"supervisor", officer_role(true), NULL};
	*choice = self->role;
	return 2;
}

static size_t kecamatan_choices(void *context, size_t field, const struct form_choice **choice)
{
	struct officer_form *self = context;

	(void)field;
	self->kecamatan[0] = (struct form_choice){"office", _("office"), NULL};
	*choice = self->kecamatan;
	return self->office->app->programme.kecamatan_count + 1;
}

static const struct form_field fields[] = {
	[NAME] = {.label = N_("Name"), .max = NAME_COLS, .required = true,
		.hint = N_("As the officer chooses it when the file is opened.")},
	[ROLE] = {.label = N_("Role"), .kind = FORM_CHOICE, .required = true,
		.hint = N_("A supervisor also changes the plan and officers."), .choices = role_choices},
	[KECAMATAN] = {.label = N_("Kecamatan"), .kind = FORM_CHOICE, .required = true,
		.choices = kecamatan_choices},
};

void *officer_form_open(struct office *office)
{
	struct officer_form *self = memory_alloc(sizeof(*self));
	const struct programme *programme = &office->app->programme;

	self->office = office;
	self->kecamatan = memory_alloc((programme->kecamatan_count + 1) * sizeof(struct form_choice));
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		self->kecamatan[i + 1] = (struct form_choice){programme->kecamatan[i].code,
			programme->kecamatan[i].name, programme->kecamatan[i].short_code};
	form_open(&self->form, &(struct form_options){
				       .field = fields, .count = sizeof(fields) / sizeof(*fields), .context = self});
	form_fill(&self->form, ROLE, "officer");
	return self;
}

static void release(void *context)
{
	struct officer_form *self = context;

	form_close(&self->form);
	free(self->kecamatan);
	free(self);
}

static enum status load(void *context, struct err *err)
{
	struct officer_form *self = context;

	(void)err;
	form_load(&self->form);
	return STATUS_OK;
}

static void draw(void *context, struct area area)
{
	struct officer_form *self = context;

	form_draw(&self->form, area);
}

static struct next save(struct screens *screens, struct officer_form *self)
{
	const char *kecamatan = form_value(&self->form, KECAMATAN);
	const struct officer_wish wish = {
		.name = form_value(&self->form, NAME),
		.supervisor = strcmp(form_value(&self->form, ROLE), "supervisor") == 0,
		.kecamatan = strcmp(kecamatan, "office") == 0 ? "" : kecamatan,
	};
	struct buf slip = BUF_EMPTY;
	struct err err = {0};

	(void)!screens_progress(screens, -1, _("Saving..."));
	enum status status = officers_add(self->office->app, &wish, &slip, &err);
	screens_say(screens, STYLE_NORMAL, "%s", "");
	if (status != STATUS_OK)
		return screens_refuse(screens, &err);
	form_saved(&self->form);
	return next_replace(&officer_slip_screen, officer_slip_open(self->office, &slip));
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct officer_form *self = context;
	enum form_result result = form_act(&self->form, action, key);

	return result == FORM_SAVE ? save(screens, self) : form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct officer_form *self = context;

	return form_focus(&self->form);
}

static bool allows(const void *context, int action)
{
	const struct officer_form *self = context;

	return action != ACTION_LOCK || app_can_lock(self->office->app);
}

static void corner(const void *context, struct buf *out)
{
	const struct officer_form *self = context;

	office_corner(self->office->app, out);
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back; nobody is added."), 2},
};

const struct screen officer_form_screen = {
	.title = N_("NEW OFFICER"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.release = release,
};

/* --- The slip ---------------------------------------------------------------------------------- */

enum { SLIP_DONE = ACTION_OWN };

struct slip {
	struct office *office;
	struct buf text;
};

void *officer_slip_open(struct office *office, struct buf *text)
{
	struct slip *slip = memory_alloc(sizeof(*slip));

	slip->office = office;
	slip->text = *text;
	*text = BUF_EMPTY;
	return slip;
}

static void slip_wipe(void *context)
{
	struct slip *slip = context;

	buf_wipe(&slip->text);
}

static void slip_release(void *context)
{
	slip_wipe(context);
	free(context);
}

static void slip_draw(void *context, struct area area)
{
	const struct slip *slip = context;
	const char *line = buf_text(&slip->text);
	const int col = area.col + LIST_GUTTER, cols = area.cols - 2 * LIST_GUTTER;
	int row = area.row + 1;

	while (*line != '\0' && row < area.row + area.rows - 2) {
		const size_t len = strcspn(line, "\n");
		struct buf part = BUF_EMPTY;

		buf_add(&part, line, len);
		const int rows = text_width(buf_text(&part)) > cols ? 2 : 1;
		office_put_wrapped((struct area){row, col, rows, cols}, STYLE_NORMAL, buf_text(&part));
		row += rows;
		buf_wipe(&part);
		line += len + (line[len] == '\n');
	}
	office_put_wrapped((struct area){row + 1, col, 2, cols}, STYLE_BOLD,
		_("Write it down on a slip for the officer: it is not shown again."));
}

static struct next slip_act(struct screens *screens, void *context, int action, const struct key *key)
{
	(void)screens;
	(void)context;
	(void)key;
	return action == SLIP_DONE ? next_pop() : next_ignored();
}

static bool slip_allows(const void *context, int action)
{
	const struct slip *slip = context;

	return action != ACTION_LOCK || app_can_lock(slip->office->app);
}

static void slip_corner(const void *context, struct buf *out)
{
	const struct slip *slip = context;

	office_corner(slip->office->app, out);
}

static const struct action slip_actions[] = {
	{SLIP_DONE, KEYS_ENTER, 0, N_("Written down"), N_("Goes back to the officers."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the officers."), 2},
};

const struct screen officer_slip_screen = {
	.title = N_("OFFICER'S SLIP"),
	.actions = {slip_actions, sizeof(slip_actions) / sizeof(*slip_actions)},
	.draw = slip_draw,
	.act = slip_act,
	.allows = slip_allows,
	.lock = slip_wipe,
	.corner = slip_corner,
	.release = slip_release,
};
