/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/officers.h"

#include "tui/choice.h"
#include "app/officers.h"
#include "base/i18n.h"

#include <stdlib.h>

enum {
	OFFICERS_ADD = ACTION_OWN,
	OFFICERS_RENEW,
	OFFICERS_REMOVE,
	OFFICERS_OWN
};

struct officers {
	struct office *office;
	struct arena arena; /* of the lines */
	struct officer_line *line;
	struct list list;
	struct area drawn;
	struct choices sure; /* of a removal; empty: nothing is asked */
};

enum { SURE_NO = 1, SURE_YES };

void *officers_open(struct office *office)
{
	struct officers *officers = memory_alloc(sizeof(*officers));

	officers->office = office;
	return officers;
}

static void release(void *context)
{
	struct officers *officers = context;

	arena_release(&officers->arena);
	free(officers);
}

static enum status load(void *context, struct err *err)
{
	struct officers *officers = context;

	(void)err;
	arena_clear(&officers->arena);
	list_set_count(&officers->list, officers_list(officers->office->app, &officers->arena, &officers->line));
	if (officers->list.selected >= officers->list.count)
		list_select(&officers->list, 0);
	return STATUS_OK;
}

static const struct officer_line *chosen(const struct officers *officers)
{
	return officers->list.selected < officers->list.count ? &officers->line[officers->list.selected] : NULL;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_line(void *context, size_t index, struct list_row *row)
{
	const struct officers *officers = context;
	const struct officer_line *line = &officers->line[index];

	list_cell(row, 0, "%s", line->name);
	list_cell(row, 1, "%s", officer_role(line->supervisor));
	list_cell(row, 2, "%s", line->kecamatan[0] ? line->kecamatan : _("office"));
	list_cell(row, 3, "%s", officer_key_word(line->key));
}

static const struct column columns[] = {
	{N_("Name"), 30, 14, 1, 0, ALIGN_LEFT},
	{N_("Role"), 12, 10, 0, 0, ALIGN_LEFT},
	{N_("Kecamatan"), 20, 12, 0, 2, ALIGN_LEFT},
	{N_("Passphrase"), 24, 12, 0, 1, ALIGN_LEFT},
};

static const struct list_view view = {columns, sizeof(columns) / sizeof(*columns), draw_line, true, 1};

static void draw_question(struct officers *officers, struct area area)
{
	struct buf text = BUF_EMPTY;

	buf_printf(&text, _("Remove %s? The file opens no more for that officer, and what is recorded from now "
			    "on is sealed with a new key. What was copied before stays readable there."),
		chosen(officers)->name);
	office_put_wrapped((struct area){area.row + 1, area.col + 1, 3, area.cols - 2}, STYLE_BOLD,
		buf_text(&text));
	buf_release(&text);
	choices_draw(&officers->sure, (struct area){area.row + 5, area.col, area.rows - 5, area.cols});
}

static void draw(void *context, struct area area)
{
	struct officers *officers = context;
	const struct app *app = officers->office->app;
	char code[PROGRAMME_CODE_SIZE];
	struct buf text = BUF_EMPTY;

	if (officers->sure.list.count > 0) {
		draw_question(officers, area);
		return;
	}
	buf_printf(&text, _("Programme's code: %s"), programme_code(store_programme(app->store), code));
	term_put_fit(area.row, area.col + LIST_GUTTER, area.cols - LIST_GUTTER, STYLE_NORMAL, buf_text(&text));
	buf_release(&text);
	officers->drawn = (struct area){area.row + 2, area.col, area.rows - 2, area.cols};
	list_draw(&officers->list, &view, officers->drawn, officers);
	list_place_cursor(&officers->list, &view, officers->drawn);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next renew(struct screens *screens, struct officers *officers)
{
	struct buf slip = BUF_EMPTY;
	struct err err = {0};

	(void)!screens_progress(screens, -1, _("Saving..."));
	enum status status = officers_renew(officers->office->app, &chosen(officers)->id, &slip, &err);
	screens_say(screens, STYLE_NORMAL, "%s", "");
	if (status != STATUS_OK)
		return screens_refuse(screens, &err);
	return next_push(&officer_slip_screen, officer_slip_open(officers->office, &slip));
}

static void ask(struct officers *officers)
{
	choices_add(&officers->sure, SURE_NO, N_("Leave it as it is"), N_("Nothing is changed."));
	choices_add(&officers->sure, SURE_YES, N_("Remove"),
		N_("Hand the file over to all laptops afterwards: until then they go on with the old key."));
}

static struct next remove_chosen(struct screens *screens, struct officers *officers)
{
	const struct id id = chosen(officers)->id;
	struct err err = {0};

	(void)!screens_progress(screens, -1, _("Saving..."));
	if (officers_remove(officers->office->app, &id, &err) != STATUS_OK) {
		(void)screens_refuse(screens, &err);
		return next_load();
	}
	screens_say(screens, STYLE_GOOD, "%s", _("Removed. Hand this file over to all laptops."));
	return next_load();
}

static struct next answer(struct screens *screens, struct officers *officers, const struct key *key)
{
	int said = key->code == KEYS_ENTER ? choices_chosen(&officers->sure) : choices_key(&officers->sure, key);

	if (key->code == KEYS_ESC)
		said = SURE_NO;
	if (said != SURE_NO && said != SURE_YES)
		return said < 0 ? next_ignored() : next_draw();
	officers->sure = (struct choices){.list = {.count = 0}};
	return said == SURE_YES ? remove_chosen(screens, officers) : next_draw();
}

static struct next act_key(struct officers *officers, const struct key *key)
{
	return list_act(&officers->list, &view, officers->drawn, key) == LIST_IGNORED ? next_ignored()
										      : next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct officers *officers = context;

	if (officers->sure.list.count > 0)
		return action == ACTION_NONE ? answer(screens, officers, key) : next_ignored();
	switch (action) {
	case OFFICERS_ADD:
		return next_push(&officer_form_screen, officer_form_open(officers->office));
	case OFFICERS_RENEW:
		return renew(screens, officers);
	case OFFICERS_REMOVE:
		ask(officers);
		return next_draw();
	case OFFICERS_OWN:
		return next_push(&own_passphrase_screen, own_passphrase_open(officers->office, false));
	case ACTION_NONE:
		return act_key(officers, key);
	default:
		return next_ignored();
	}
}

/* What only a supervisor may do is not offered to others; what would be refused is not offered either. */
static bool allows(const void *context, int action)
{
	const struct officers *officers = context;
	const struct app *app = officers->office->app;
	const struct officer_line *line = chosen(officers);
	const bool asks = officers->sure.list.count > 0;
	const bool other = line && !line->self && line->key != OFFICER_GONE;

	switch (action) {
	case OFFICERS_ADD:
		return !asks && app_writes(app) && store_is_supervisor(app->store);
	case OFFICERS_RENEW:
		return !asks && app_writes(app) && store_is_supervisor(app->store) && other &&
		       (line->key == OFFICER_OWN || line->key == OFFICER_FIRST);
	case OFFICERS_REMOVE:
		return !asks && app_writes(app) && store_is_supervisor(app->store) && other;
	case OFFICERS_OWN:
		return !asks && app_writes(app) && store_is_sealed(app->store);
	case ACTION_BACK:
		return !asks;
	default:
		return action != ACTION_LOCK || app_can_lock(app);
	}
}

static void corner(const void *context, struct buf *out)
{
	const struct officers *officers = context;

	office_corner(officers->office->app, out);
}

static const struct action actions[] = {
	{OFFICERS_ADD, 'A', KEYS_F(3), N_("Add"), N_("Lets one more officer open the file, and shows the slip."), 2},
	{OFFICERS_RENEW, 'N', KEYS_F(4), N_("New passphrase"),
		N_("Gives the chosen officer, who forgot it, a new first passphrase."), 3},
	{OFFICERS_REMOVE, 'X', KEYS_F(8), N_("Remove"), N_("The chosen officer opens the file no more."), 4},
	{OFFICERS_OWN, 'P', KEYS_F(5), N_("My passphrase"), N_("Changes your own passphrase."), 1},
	{ACTION_LOCK, KEYS_F(6), KEYS_CTRL('L'), N_("Other officer"),
		N_("Locks the screen, so that another officer opens it."), 5},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the settings."), 1},
};

const struct screen officers_screen = {
	.title = N_("OFFICERS"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.release = release,
};
