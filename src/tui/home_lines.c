/* SPDX-License-Identifier: BSD-2-Clause */
/* The sessions on Beranda: today's, the next ones and all others, with words between them. */
#include "tui/home.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void add_line(struct home *home, struct line line)
{
	home->line[home->line_count++] = line;
}

void home_load_lines(struct home *home)
{
	const char *titles[AGENDA_PARTS] = {_("TODAY"), _("NEXT"), _("TODAY, OTHER KECAMATAN"),
		_("NEXT, OTHER KECAMATAN"), _("NOT SCHEDULED YET"), _("OVER")};
	const bool elsewhere = home->agenda.part[AGENDA_TODAY_ELSEWHERE] > 0;
	size_t item = 0;

	free(home->line);
	home->line_count = 0;
	home->line = memory_alloc((home->agenda.count + 2 * AGENDA_PARTS) * sizeof(*home->line));
	for (int part = 0; part < AGENDA_PARTS; part++) {
		size_t count = home->agenda.part[part];

		if (count > 0 || part == AGENDA_TODAY)
			add_line(home, (struct line){LIST_NONE, titles[part], true});
		if (count == 0 && part == AGENDA_TODAY)
			add_line(home, (struct line){LIST_NONE,
					       elsewhere ? _("No class of this kecamatan today.")
							 : _("No class today."),
					       false});
		for (size_t i = 0; i < count; i++)
			add_line(home, (struct line){item++, NULL, false});
	}
}

/* --- Drawing ----------------------------------------------------------------------------------- */

/* Where little of a hall's name could be read, its kecamatan tells the classes apart. */
static void add_place(const struct home *home, const struct session *session, struct buf *out)
{
	const struct kecamatan *kecamatan =
		programme_kecamatan(&home->app->programme, session->plan.kecamatan);

	if (office_is_narrow() && kecamatan)
		buf_add_text(out, kecamatan->name);
	else
		office_hall(home->app, session, out);
}

/* "KBG", for the same class is held in each kecamatan; without a short code the longer one. */
static void add_kecamatan(const struct home *home, const struct session *session, struct buf *out)
{
	const struct kecamatan *kecamatan =
		programme_kecamatan(&home->app->programme, session->plan.kecamatan);

	buf_add_text(out, kecamatan && kecamatan->short_code[0] ? kecamatan->short_code
								: session->plan.kecamatan);
}

/* "Mon 29 Jul"; of another year "Aug 2018" */
static void add_day(const struct home *home, date day, struct buf *out)
{
	int year = date_civil(day).year;

	if (year == date_civil(app_today(home->app)).year)
		date_print_short(out, day);
	else
		buf_printf(out, "%s %d", date_month_short(day), year);
}

static void draw_item(void *context, size_t index, struct list_row *row)
{
	const struct home *home = context;
	const struct agenda_item *item = &home->agenda.item[index];
	const struct session *session = item->session;

	if ((item->part == AGENDA_TODAY || item->part == AGENDA_TODAY_ELSEWHERE) &&
		item->minute > 0)
		minute_print(&row->cell[0], (int)item->minute - 1);
	else if (item->part == AGENDA_UNPLANNED)
		list_cell(row, 0, "%u", (unsigned)session->plan.year);
	else
		add_day(home, item->day, &row->cell[0]);
	add_kecamatan(home, session, &row->cell[1]);
	session_title(&home->app->programme, session, &row->cell[2]);
	if (item->number > 0)
		list_cell(row, 3, _("day %u/%u"), (unsigned)item->number,
			(unsigned)(session->plan.days > 0 ? session->plan.days
							  : session->schedule.dates.count));
	add_place(home, session, &row->cell[4]);
	list_cell(row, 5, "%u/%u", (unsigned)item->count, (unsigned)session->plan.capacity);
}

/* `code`: the width of the kecamatan's short code, 0 where its name stands in the hall's place */
#define COLUMNS(code)                                                                              \
	{                                                                                          \
		{NULL, 10, 0, 0, 0, ALIGN_LEFT}, {NULL, (code), 0, 0, 0, ALIGN_LEFT},              \
			{NULL, 28, 0, 1, 0, ALIGN_LEFT}, {NULL, 8, 0, 0, 1, ALIGN_LEFT},           \
			{NULL, 20, 8, 1, 0, ALIGN_LEFT}, {NULL, 7, 5, 0, 0, ALIGN_RIGHT},          \
	}

static const struct column columns_wide[] = COLUMNS(3);
static const struct column columns_narrow[] = COLUMNS(0);
#define COLUMN_COUNT (sizeof(columns_wide) / sizeof(*columns_wide))

static const struct list_view views[] = {
	{columns_wide, COLUMN_COUNT, draw_item, false, 3},
	{columns_narrow, COLUMN_COUNT, draw_item, false, 3},
};

static size_t line_of(const struct home *home, size_t item)
{
	for (size_t i = 0; i < home->line_count; i++)
		if (home->line[i].item == item)
			return i;
	return 0;
}

/* Keeps the chosen row in sight, and the words above the first one of a part with it. */
static void scroll(struct home *home, size_t rows)
{
	size_t chosen = line_of(home, home->list.selected);
	size_t first = chosen;

	while (first > 0 && home->line[first - 1].item == LIST_NONE)
		first--;
	if (home->top > first)
		home->top = first;
	if (home->top + rows <= chosen)
		home->top = chosen - rows + 1;
	if (home->top + rows > home->line_count)
		home->top = home->line_count > rows ? home->line_count - rows : 0;
}

/* One session's row, as a list of one draws it. */
static void draw_session(struct home *home, size_t item, struct area area)
{
	struct list one = {.count = home->agenda.count, .selected = LIST_NONE, .top = item};
	const struct list_view *view = &views[office_is_narrow() ? 1 : 0];

	if (item == home->list.selected)
		one.selected = item;
	list_draw(&one, view, area, home);
	if (item == home->list.selected)
		list_place_cursor(&one, view, area);
}

/* A title whose rows are below the edge says so. */
static void draw_words(const struct line *line, struct area area, bool is_last)
{
	int col = term_put(area.row, area.col + (line->is_title ? 1 : LIST_GUTTER),
		line->is_title ? STYLE_BOLD : STYLE_NORMAL, line->text);

	if (line->is_title && is_last)
		term_put(area.row, col + 1, STYLE_NORMAL, "↓");
}

void home_draw_lines(struct home *home, struct area area)
{
	home->drawn = area;
	home->list.rows = area.rows;
	if (home->list.selected != LIST_NONE)
		scroll(home, (size_t)area.rows);
	for (int i = 0; i < area.rows && home->top + (size_t)i < home->line_count; i++) {
		const struct line *line = &home->line[home->top + (size_t)i];
		struct area row = {area.row + i, area.col, 1, area.cols};

		if (line->item != LIST_NONE)
			draw_session(home, line->item, row);
		else
			draw_words(line, row, home->top + (size_t)i + 1 < home->line_count && i + 1 == area.rows);
	}
}
