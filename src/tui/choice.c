/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/choice.h"

#include "tui/office.h"
#include "base/i18n.h"

void choices_add_more(struct choices *choices, const struct choice_item *item)
{
	size_t count = choices->list.count;

	if (count == CHOICES_MAX)
		return;
	choices->item[count] = *item;
	list_set_count(&choices->list, count + 1);
	if (choices->list.selected == LIST_NONE)
		list_select(&choices->list, 0);
}

void choices_add(struct choices *choices, int id, const char *text, const char *help)
{
	choices_add_more(choices, &(struct choice_item){.id = id, .text = text, .help = help});
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct choices *choices = context;

	list_cell(row, 0, "%zu", index + 1);
	list_cell(row, 1, "%s", _(choices->item[index].text));
	if (choices->item[index].more)
		choices->item[index].more(choices->item[index].context, &row->cell[1]);
}

static const struct column columns[] = {
	{NULL, 1, 0, 0, 0, ALIGN_LEFT},
	{NULL, 60, 20, 1, 0, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_row, false, 0};

void choices_draw(struct choices *choices, struct area area)
{
	const int count = (int)choices->list.count;
	const int rows = count < area.rows ? count : area.rows;
	const struct choice_item *item = &choices->item[choices->list.selected];

	choices->drawn = (struct area){area.row, area.col, rows, area.cols};
	list_draw(&choices->list, &view, choices->drawn, choices);
	list_place_cursor(&choices->list, &view, choices->drawn);
	if (choices->list.selected < choices->list.count)
		office_put_wrapped((struct area){area.row + rows + 1, area.col + LIST_GUTTER,
					   area.rows - rows - 1, area.cols - 2 * LIST_GUTTER},
			STYLE_NORMAL, _(item->help));
}

int choices_chosen(const struct choices *choices)
{
	return choices->list.selected < choices->list.count
		       ? choices->item[choices->list.selected].id
		       : 0;
}

int choices_key(struct choices *choices, const struct key *key)
{
	enum list_result result;

	if (key->code >= '1' && key->code <= '9' && key->code - '1' < choices->list.count) {
		list_select(&choices->list, key->code - '1');
		return choices_chosen(choices);
	}
	result = list_act(&choices->list, &view, choices->drawn, key);
	if (result == LIST_CHOSEN)
		return choices_chosen(choices);
	return result == LIST_MOVED ? 0 : -1;
}
