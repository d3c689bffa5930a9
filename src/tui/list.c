/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/list.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define WHEEL_STEP 3

void list_cell(struct list_row *row, size_t column, const char *format, ...)
{
	va_list arguments;
	char *text;

	if (column >= COLUMNS_MAX)
		return;
	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	buf_clear(&row->cell[column]);
	if (text)
		buf_add_text(&row->cell[column], text);
	free(text);
}

void list_set_count(struct list *list, size_t count)
{
	list->count = count;
	if (list->selected != LIST_NONE)
		list_select(list, list->selected);
	if (list->top >= count)
		list->top = count > 0 ? count - 1 : 0;
}

void list_fill(struct list *list, size_t count)
{
	list_set_count(list, count);
	if (list->selected == LIST_NONE && count > 0)
		list_select(list, 0);
}

void list_select(struct list *list, size_t index)
{
	if (index != LIST_NONE && index >= list->count)
		index = list->count > 0 ? list->count - 1 : LIST_NONE;
	list->selected = index;
}

static size_t page(const struct list *list)
{
	return list->rows > 1 ? (size_t)list->rows - 1 : 1;
}

static void move_down(struct list *list, size_t step)
{
	size_t left;

	if (list->selected == LIST_NONE) {
		list_select(list, 0);
		return;
	}
	left = list->count - 1 - list->selected;
	list->selected += step < left ? step : left;
}

static void move_up(struct list *list, size_t step, bool may_be_none)
{
	if (list->selected == LIST_NONE)
		return;
	if (list->selected == 0 && may_be_none)
		list->selected = LIST_NONE;
	else
		list->selected -= step < list->selected ? step : list->selected;
}

enum list_result list_key(struct list *list, const struct key *key, bool may_be_none)
{
	if (list->count == 0)
		list->selected = LIST_NONE;
	switch (key->code) {
	case KEYS_DOWN:
		move_down(list, 1);
		break;
	case KEYS_UP:
		move_up(list, 1, may_be_none);
		break;
	case KEYS_PAGE_DOWN:
		move_down(list, page(list));
		break;
	case KEYS_PAGE_UP:
		move_up(list, page(list), may_be_none);
		break;
	case KEYS_HOME:
		list_select(list, 0);
		break;
	case KEYS_END:
		list_select(list, list->count - 1);
		break;
	case KEYS_WHEEL_DOWN:
		move_down(list, WHEEL_STEP);
		break;
	case KEYS_WHEEL_UP:
		move_up(list, WHEEL_STEP, false);
		break;
	default:
		return LIST_IGNORED;
	}
	return LIST_MOVED;
}

/* The area of the rows alone. */
static struct area rows_area(const struct list_view *view, struct area area)
{
	if (view->titles && area.rows > 0) {
		area.row++;
		area.rows--;
	}
	return area;
}

enum list_result list_click(
	struct list *list, const struct list_view *view, struct area area, const struct key *key)
{
	struct area rows = rows_area(view, area);
	size_t index;

	if (key->row < rows.row || key->row >= rows.row + rows.rows || key->col < rows.col ||
		key->col >= rows.col + rows.cols)
		return LIST_IGNORED;
	index = list->top + (size_t)(key->row - rows.row);
	if (index >= list->count)
		return LIST_IGNORED;
	if (index == list->selected)
		return LIST_CHOSEN;
	list->selected = index;
	return LIST_MOVED;
}

enum list_result list_act(
	struct list *list, const struct list_view *view, struct area area, const struct key *key)
{
	return key->code == KEYS_CLICK ? list_click(list, view, area, key)
				       : list_key(list, key, false);
}

/* Appends the cells of the columns from `from` to `to`, each with the gap before it. */
static void add_cells(struct buf *line, const struct list_view *view, const int *widths,
	const struct list_row *row, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (widths[i] == 0)
			continue;
		if (line->len > LIST_GUTTER || from > 0)
			buf_printf(line, "%*s", COLUMNS_GAP, "");
		column_put(line, &view->columns[i], widths[i], buf_text(&row->cell[i]));
	}
}

static void draw_titles(const struct list_view *view, const int *widths, struct area area)
{
	struct buf line = BUF_EMPTY;
	struct list_row row = {0};

	for (size_t i = 0; i < view->column_count; i++) {
		if (view->columns[i].title)
			buf_add_text(&row.cell[i], _(view->columns[i].title));
	}
	buf_printf(&line, "%*s", LIST_GUTTER, "");
	add_cells(&line, view, widths, &row, 0, view->column_count);
	term_put_fit(area.row, area.col, area.cols, STYLE_BOLD, buf_text(&line));
	buf_release(&line);
	for (size_t i = 0; i < view->column_count; i++)
		buf_release(&row.cell[i]);
}

static void trim(struct buf *line)
{
	while (line->len > 0 && line->ptr[line->len - 1] == ' ')
		line->ptr[--line->len] = '\0';
}

/* A reverse cell costs a byte on the way to the terminal even when it is blank: the bar ends with
 * the text. */
static void draw_row(const struct list_view *view, const int *widths, struct area area,
	const struct list_row *row, bool selected)
{
	size_t count = view->column_count;
	size_t bar = selected && view->reverse > 0 && view->reverse < count ? view->reverse : count;
	struct buf head = BUF_EMPTY;
	struct buf tail = BUF_EMPTY;
	int col;

	buf_add_byte(&head, ' ');
	buf_add_byte(&head, selected ? '>' : ' ');
	buf_add_byte(&head, row->marked ? '*' : ' ');
	add_cells(&head, view, widths, row, 0, bar);
	add_cells(&tail, view, widths, row, bar, count);
	col = area.col + text_width(buf_text(&head));
	trim(&head);
	term_put_clip(area.row, area.col, area.cols, STYLE_NORMAL, "");
	if (tail.len > 0)
		term_put_clip(
			area.row, col, area.col + area.cols - col, row->style, buf_text(&tail));
	term_put(area.row, area.col, selected ? STYLE_REVERSE : row->style, buf_text(&head));
	buf_wipe(&head);
	buf_wipe(&tail);
}

static void scroll(struct list *list, int rows)
{
	size_t visible = rows > 0 ? (size_t)rows : 1;

	list->rows = rows;
	if (list->selected != LIST_NONE) {
		if (list->top > list->selected)
			list->top = list->selected;
		if (list->top + visible <= list->selected)
			list->top = list->selected - visible + 1;
	}
	/* No blank rows at the end while there are rows above. */
	if (list->top + visible > list->count)
		list->top = list->count > visible ? list->count - visible : 0;
}

void list_draw(struct list *list, const struct list_view *view, struct area area, void *context)
{
	struct area rows = rows_area(view, area);
	int widths[COLUMNS_MAX] = {0};
	struct list_row row = {0};

	columns_fit(view->columns, view->column_count, area.cols - LIST_GUTTER, widths);
	if (view->titles)
		draw_titles(view, widths, area);
	scroll(list, rows.rows);
	for (int i = 0; i < rows.rows && list->top + (size_t)i < list->count; i++) {
		size_t index = list->top + (size_t)i;

		for (size_t cell = 0; cell < COLUMNS_MAX; cell++)
			buf_clear(&row.cell[cell]);
		row.style = STYLE_NORMAL;
		row.marked = false;
		view->row(context, index, &row);
		draw_row(view, widths, (struct area){rows.row + i, rows.col, 1, rows.cols}, &row,
			index == list->selected);
	}
	for (size_t cell = 0; cell < COLUMNS_MAX; cell++)
		buf_wipe(&row.cell[cell]);
}

void list_place_cursor(const struct list *list, const struct list_view *view, struct area area)
{
	struct area rows = rows_area(view, area);

	if (list->selected != LIST_NONE && list->selected >= list->top)
		term_cursor(rows.row + (int)(list->selected - list->top), rows.col + 1);
}
