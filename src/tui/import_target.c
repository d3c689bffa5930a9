/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/home.h"
#include "tui/import.h"
#include "tui/input.h"
#include "model/session_filter.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	TARGET_CHOOSE = ACTION_OWN
};

/* What can be chosen is row 0, that the columns of the list say it, and then the items of the agenda. */
struct target {
	struct app *app;
	const struct session *now;
	const struct session **chosen;
	struct agenda agenda;
	struct buf *words; /* of each row, folded: session_words() */
	size_t word_count;
	size_t *match; /* the rows that fit what is typed */
	struct input input;
	struct list list;
	struct area drawn;
};

void *import_target_open(struct app *app, const struct session *now, const struct session **chosen)
{
	struct target *target = memory_alloc(sizeof(*target));

	target->app = app;
	target->now = now;
	target->chosen = chosen;
	target->list.selected = LIST_NONE;
	return target;
}

static void forget(struct target *target)
{
	buf_release_all(&target->words, &target->word_count);
	free(target->match);
	target->match = NULL;
	agenda_release(&target->agenda);
}

static void release(void *context)
{
	struct target *target = context;

	forget(target);
	input_release(&target->input);
	free(target);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static const struct session *session_of(const struct target *target, size_t row)
{
	return row > 0 ? target->agenda.item[row - 1].session : NULL;
}

static const char *columns_label(void)
{
	return _("as the list's columns say");
}

static void load_words(struct target *target, size_t row)
{
	struct buf *out = &target->words[row];
	const struct session *session = session_of(target, row);

	if (session)
		session_words(&target->app->programme, session, app_today(target->app), out);
	else
		text_fold(out, columns_label(), strlen(columns_label()));
}

static void filter(struct target *target)
{
	const char *text = input_text(&target->input);
	struct buf typed = BUF_EMPTY;
	size_t count = 0;

	text_fold(&typed, text, strlen(text));
	for (size_t row = 0; row < target->word_count; row++)
		if (session_words_fit(buf_text(&target->words[row]), buf_text(&typed)))
			target->match[count++] = row;
	buf_release(&typed);
	list_set_count(&target->list, count);
}

static enum status load(void *context, struct err *err)
{
	struct target *target = context;
	bool first = target->list.selected == LIST_NONE;

	(void)err;
	forget(target);
	app_tallies(target->app);
	agenda_fill(&target->agenda, target->app);
	target->word_count = target->agenda.count + 1;
	target->words = memory_alloc(target->word_count * sizeof(*target->words));
	target->match = memory_alloc(target->word_count * sizeof(*target->match));
	for (size_t row = 0; row < target->word_count; row++)
		load_words(target, row);
	filter(target);
	for (size_t i = 0; first && i < target->list.count; i++)
		if (session_of(target, target->match[i]) == target->now)
			list_select(&target->list, i);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void add_day(const struct target *target, const struct session *session, struct buf *out)
{
	date first =
		session->schedule.dates.count > 0 ? session->schedule.dates.item[0] : DATE_NONE;

	if (first == DATE_NONE)
		buf_printf(out, "%u", (unsigned)session->plan.year);
	else if (date_civil(first).year != date_civil(app_today(target->app)).year)
		buf_printf(out, "%s %d", date_month_short(first), date_civil(first).year);
	else
		date_print_short(out, first);
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct target *target = context;
	const struct session *session = session_of(target, target->match[index]);
	const struct agenda_item *item;

	if (!session) {
		list_cell(row, 1, "%s", columns_label());
		return;
	}
	item = &target->agenda.item[target->match[index] - 1];
	list_cell(row, 0, "%s", session->id);
	session_title(&target->app->programme, session, &row->cell[1]);
	add_day(target, session, &row->cell[2]);
	office_venue(target->app, session, &row->cell[3]);
	list_cell(row, 4, "%u/%u", (unsigned)target->app->tally[item->index].registered,
		(unsigned)session->plan.capacity);
}

static const struct column columns[] = {
	{N_("Class"), 14, 0, 0, 0, ALIGN_LEFT},
	{N_("Training"), 28, 20, 1, 0, ALIGN_LEFT},
	{N_("First day"), 10, 0, 0, 1, ALIGN_LEFT},
	{N_("Place"), 16, 8, 1, 2, ALIGN_LEFT},
	{N_("Seats"), 6, 0, 0, 0, ALIGN_RIGHT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_row, true, 2};

static void draw(void *context, struct area area)
{
	struct target *target = context;
	int col = term_put(area.row, area.col + 1, STYLE_NORMAL, _("Class of the list:")) + 1;

	target->drawn = (struct area){area.row + 1, area.col, area.rows - 2, area.cols};
	list_draw(&target->list, &view, target->drawn, target);
	if (target->list.count == 0)
		term_put(target->drawn.row + 1, area.col + LIST_GUTTER, STYLE_NORMAL,
			_("No class fits. Esc clears what is typed."));
	term_put_fit(area.row + area.rows - 1, area.col + 1, area.cols - 2, STYLE_NORMAL,
		_("Type a part of its name, place or date."));
	input_draw(&target->input, area.row, col, area.col + area.cols - col - 1);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next choose(struct screens *screens, struct target *target)
{
	if (target->list.selected >= target->list.count) {
		screens_beep(screens);
		return next_draw();
	}
	*target->chosen = session_of(target, target->match[target->list.selected]);
	return next_pop_run(IMPORT_CHOSEN);
}

static struct next changed(struct target *target)
{
	filter(target);
	list_select(&target->list, 0);
	return next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct target *target = context;
	enum list_result moved;

	if (action == TARGET_CHOOSE)
		return choose(screens, target);
	if (action != ACTION_NONE)
		return next_ignored();
	if (key->code == KEYS_ESC) {
		input_clear(&target->input);
		return changed(target);
	}
	moved = list_act(&target->list, &view, target->drawn, key);
	if (moved == LIST_CHOSEN)
		return choose(screens, target);
	if (moved == LIST_MOVED)
		return next_draw();
	switch (input_key(&target->input, key)) {
	case INPUT_CHANGED:
		return changed(target);
	case INPUT_MOVED:
		return next_draw();
	case INPUT_IGNORED:
		break;
	}
	return next_ignored();
}

static enum focus focus(const void *context)
{
	const struct target *target = context;

	return input_focus(&target->input);
}

static void corner(const void *context, struct buf *out)
{
	const struct target *target = context;

	office_corner(target->app, out);
}

static const struct action actions[] = {
	{TARGET_CHOOSE, KEYS_ENTER, 0, N_("Choose"),
		N_("Reads the list for this class, and shows what it would bring."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"),
		N_("Clears what is typed; then goes back, and the class stays as it was."), 2},
};

const struct screen import_target_screen = {
	.title = N_("CLASS OF THE LIST"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.release = release,
};
