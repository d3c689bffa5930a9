/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/action.h"

#include "tui/key.h"
#include "base/i18n.h"
#include "base/text.h"

static const struct action everywhere[] = {
	{ACTION_HELP, KEYS_F(1), '?', N_("Help"),
		N_("Shows everything that can be done here; Enter does it."), 1},
	{ACTION_LANGUAGE, KEYS_F(9), 0, N_("Bahasa/Language"),
		N_("Switches between Indonesian and English."), 0},
	{ACTION_LOCK, KEYS_CTRL('L'), 0, N_("Lock"),
		N_("Locks the screen; any officer opens it again."), 0},
	{ACTION_QUIT, KEYS_CTRL('Q'), 0, N_("Quit"),
		N_("Leaves okoce. Everything is saved already."), 0},
};

const struct actions action_everywhere = {everywhere, sizeof(everywhere) / sizeof(*everywhere)};

static bool allowed(const struct action_filter *filter, int id)
{
	return !filter || !filter->allows || filter->allows(filter->context, id);
}

static uint32_t capital(uint32_t code)
{
	return code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code;
}

static bool same_key(uint32_t a, uint32_t b)
{
	return a != 0 && capital(a) == capital(b);
}

static bool has_key(const struct action *action, uint32_t key)
{
	return same_key(action->key, key) || same_key(action->other, key);
}

/* Whether the screen's own table stands in for an action that holds everywhere. */
static bool is_replaced(struct actions own, const struct action *action)
{
	for (size_t i = 0; i < own.count; i++) {
		if (own.list[i].id == action->id || has_key(&own.list[i], action->key))
			return true;
	}
	return false;
}

/* A character is an action only where it is not typed. */
static bool is_bound(const struct action *action, uint32_t key, enum focus focus)
{
	const struct key pressed = {.code = key};

	if (!has_key(action, key))
		return false;
	if (!key_is_character(&pressed) || focus == FOCUS_NONE)
		return true;
	return focus == FOCUS_EMPTY_INPUT && action->id == ACTION_HELP;
}

const struct action *action_find(
	struct actions own, const struct action_filter *filter, uint32_t key, enum focus focus)
{
	for (size_t i = 0; i < own.count; i++) {
		if (is_bound(&own.list[i], key, focus) && allowed(filter, own.list[i].id))
			return &own.list[i];
	}
	for (size_t i = 0; i < action_everywhere.count; i++) {
		const struct action *action = &everywhere[i];

		if (is_bound(action, key, focus) && !is_replaced(own, action) &&
			allowed(filter, action->id))
			return action;
	}
	return NULL;
}

size_t action_collect(struct actions own, const struct action_filter *filter,
	const struct action **out, size_t max)
{
	size_t count = 0;

	for (size_t i = 0; i < own.count && count < max; i++) {
		if (allowed(filter, own.list[i].id))
			out[count++] = &own.list[i];
	}
	for (size_t i = 0; i < action_everywhere.count && count < max; i++) {
		if (!is_replaced(own, &everywhere[i]) && allowed(filter, everywhere[i].id))
			out[count++] = &everywhere[i];
	}
	return count;
}

/* --- Key bar ----------------------------------------------------------------------------------- */

static void add_label(const struct bar *bar, const struct action *action, struct buf *out)
{
	buf_add_text(out, _(action->name));
	if (action->id == ACTION_HELP && bar->left_out > 0)
		buf_printf(out, " +%zu", bar->left_out);
}

static int width_of(const struct bar *bar, const struct action *action)
{
	struct buf label = BUF_EMPTY;
	int width;

	key_label(&label, action->key);
	buf_add_byte(&label, ' ');
	add_label(bar, action, &label);
	width = text_width(buf_text(&label));
	buf_release(&label);
	return width;
}

/* Help first, the others as the tables have them. */
static void collect_bar(struct bar *bar, struct actions own, const struct action_filter *filter)
{
	const struct action *all[ACTION_MAX];
	size_t count = action_collect(own, filter, all, ACTION_MAX);

	bar->count = 0;
	bar->left_out = 0;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count && bar->count < BAR_MAX; i++) {
			bool is_first = all[i]->id == ACTION_HELP;

			if (all[i]->bar > 0 && is_first == (pass == 0))
				bar->entry[bar->count++] = (struct bar_entry){.action = all[i]};
		}
	}
}

/* Gives every entry its place; returns the column behind the last. */
static int place_bar(struct bar *bar, int gap)
{
	int col = 1;

	for (size_t i = 0; i < bar->count; i++) {
		struct bar_entry *entry = &bar->entry[i];

		if (i > 0)
			col += gap;
		entry->col = col;
		entry->cols = width_of(bar, entry->action);
		col += entry->cols;
	}
	return col;
}

static bool may_be_left_out(const struct action *action)
{
	return action->id != ACTION_HELP && action->id != ACTION_BACK && action->id != ACTION_QUIT;
}

/* False when only those are there that are never left out. */
static bool drop_from_bar(struct bar *bar)
{
	size_t which = bar->count;

	for (size_t i = 0; i < bar->count; i++) {
		const struct action *action = bar->entry[i].action;

		if (may_be_left_out(action) &&
			(which == bar->count || action->bar >= bar->entry[which].action->bar))
			which = i;
	}
	if (which == bar->count)
		return false;
	bar->count--;
	bar->left_out++;
	for (size_t i = which; i < bar->count; i++)
		bar->entry[i] = bar->entry[i + 1];
	return true;
}

void bar_fit(struct bar *bar, struct actions own, const struct action_filter *filter, int cols)
{
	collect_bar(bar, own, filter);
	if (place_bar(bar, 2) <= cols)
		return;
	while (place_bar(bar, 1) > cols && drop_from_bar(bar))
		;
}

void bar_draw(const struct bar *bar, int row)
{
	struct buf label = BUF_EMPTY;

	for (size_t i = 0; i < bar->count; i++) {
		const struct action *action = bar->entry[i].action;
		int col;

		buf_clear(&label);
		key_label(&label, action->key);
		col = term_put(row, bar->entry[i].col, STYLE_BOLD, buf_text(&label));
		buf_clear(&label);
		add_label(bar, action, &label);
		term_put(row, col + 1, STYLE_NORMAL, buf_text(&label));
	}
	buf_release(&label);
}

const struct action *bar_at(const struct bar *bar, int col)
{
	for (size_t i = 0; i < bar->count; i++) {
		if (col >= bar->entry[i].col && col < bar->entry[i].col + bar->entry[i].cols)
			return bar->entry[i].action;
	}
	return NULL;
}
