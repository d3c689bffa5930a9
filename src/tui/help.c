/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/help.h"

#include "tui/input.h"
#include "tui/list.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define FULL_COLS 80 /* no explanation is cut from here on */

enum {
	HELP_RUN = ACTION_OWN
};

/* An action as it is shown and found. */
struct line {
	const struct action *action;
	struct buf keys;
	struct buf folded; /* keys, name and explanation, to search in */
};

struct help {
	const char *title; /* of the screen below, msgid */
	struct line lines[ACTION_MAX];
	size_t line_count;
	size_t matches[ACTION_MAX]; /* lines that the filter leaves */
	struct input filter;
	struct list list;
	struct area drawn; /* where the list stood last */
};

void *help_open(const char *title, struct actions own, const struct action_filter *filter)
{
	struct help *help = memory_alloc(sizeof(*help));
	const struct action *actions[ACTION_MAX];
	size_t count = action_collect(own, filter, actions, ACTION_MAX);

	help->title = title;
	for (size_t i = 0; i < count; i++) {
		if (actions[i]->id != ACTION_HELP)
			help->lines[help->line_count++].action = actions[i];
	}
	return help;
}

/* All words of the filter stand in the line, in any order. */
static bool matches(const struct line *line, const char *words)
{
	struct buf word = BUF_EMPTY;
	bool all = true;

	while (*words && all) {
		size_t len = strcspn(words, " ");

		buf_clear(&word);
		buf_add(&word, words, len);
		all = strstr(buf_text(&line->folded), buf_text(&word)) != NULL;
		words += len;
		words += strspn(words, " ");
	}
	buf_release(&word);
	return all;
}

static void apply_filter(struct help *help)
{
	struct buf words = BUF_EMPTY;
	size_t count = 0;

	text_fold(&words, input_text(&help->filter), help->filter.text.len);
	for (size_t i = 0; i < help->line_count; i++) {
		if (matches(&help->lines[i], buf_text(&words)))
			help->matches[count++] = i;
	}
	buf_release(&words);
	list_set_count(&help->list, count);
	if (help->list.selected == LIST_NONE)
		list_select(&help->list, 0);
}

static void load_line(struct line *line)
{
	const struct action *action = line->action;
	struct buf all = BUF_EMPTY;

	buf_clear(&line->keys);
	key_label(&line->keys, action->key);
	if (action->other) {
		buf_add_text(&line->keys, ", ");
		key_label(&line->keys, action->other);
	}
	buf_printf(&all, "%s %s %s", buf_text(&line->keys), _(action->name), _(action->help));
	buf_clear(&line->folded);
	text_fold(&line->folded, buf_text(&all), all.len);
	buf_release(&all);
}

static enum status load(void *context, struct err *err)
{
	struct help *help = context;

	(void)err;
	for (size_t i = 0; i < help->line_count; i++)
		load_line(&help->lines[i]);
	apply_filter(help);
	return STATUS_OK;
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	struct help *help = context;
	const struct line *line = &help->lines[help->matches[index]];

	list_cell(row, 0, "%s", buf_text(&line->keys));
	list_cell(row, 1, "%s", _(line->action->name));
	list_cell(row, 2, "%s", _(line->action->help));
}

static const struct column columns[] = {
	{N_("Key"), 9, 5, 0, 0, ALIGN_LEFT},
	{N_("Action"), 16, 10, 0, 0, ALIGN_LEFT},
	{N_("What it does"), 40, 20, 1, 0, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_row, true, 2};

/* Where the column cuts what the chosen action does, it stands below in full. */
static int draw_explanation(const struct help *help, struct area area)
{
	if (help->list.selected != LIST_NONE)
		term_put_fit(area.row + area.rows - 1, area.col + 1, area.cols - 2, STYLE_NORMAL,
			_(help->lines[help->matches[help->list.selected]].action->help));
	return 1;
}

static void draw(void *context, struct area area)
{
	struct help *help = context;
	const char *label = _("Search:");
	int col = term_put(area.row, area.col + 1, STYLE_NORMAL, label) + 1;

	help->drawn = area;
	help->drawn.row += 2;
	help->drawn.rows -= 2;
	if (area.cols < FULL_COLS)
		help->drawn.rows -= draw_explanation(help, area);
	list_draw(&help->list, &view, help->drawn, help);
	if (help->list.count == 0)
		term_put(help->drawn.row + 1, area.col + LIST_GUTTER, STYLE_NORMAL,
			_("Nothing here is called that. Esc clears the search."));
	input_draw(&help->filter, area.row, col, area.col + area.cols - col - 1);
}

static struct next run(struct help *help)
{
	if (help->list.selected == LIST_NONE)
		return next_ignored();
	return next_pop_run(help->lines[help->matches[help->list.selected]].action->id);
}

static struct next act_key(struct help *help, const struct key *key)
{
	enum list_result moved;

	if (key->code == KEYS_ESC) {
		input_clear(&help->filter);
		apply_filter(help);
		return next_draw();
	}
	moved = list_act(&help->list, &view, help->drawn, key);
	if (moved != LIST_IGNORED)
		return moved == LIST_CHOSEN ? run(help) : next_draw();
	switch (input_key(&help->filter, key)) {
	case INPUT_IGNORED:
		return next_ignored();
	case INPUT_CHANGED:
		list_select(&help->list, 0);
		apply_filter(help);
		break;
	case INPUT_MOVED:
		break;
	}
	return next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	(void)screens;
	if (action == HELP_RUN)
		return run(context);
	return action == ACTION_NONE ? act_key(context, key) : next_ignored();
}

static enum focus focus(const void *context)
{
	const struct help *help = context;

	return input_focus(&help->filter);
}

/* Help on help would only show this. */
static bool allows(const void *context, int action)
{
	(void)context;
	return action != ACTION_HELP;
}

static void corner(const void *context, struct buf *out)
{
	const struct help *help = context;

	buf_add_text(out, _(help->title));
}

static void release(void *context)
{
	struct help *help = context;

	for (size_t i = 0; i < help->line_count; i++) {
		buf_release(&help->lines[i].keys);
		buf_release(&help->lines[i].folded);
	}
	input_release(&help->filter);
	free(help);
}

static const struct action actions[] = {
	{HELP_RUN, KEYS_ENTER, 0, N_("Do it"), N_("Goes back and does the chosen action."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears the search, then leaves the help."), 2},
};

const struct screen help_screen = {
	.title = N_("HELP"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.release = release,
};
