/* SPDX-License-Identifier: BSD-2-Clause */
/* The year's plan as bars, which read without colour, with the figures beside them. */
#include "tui/home.h"
#include "report/table.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_COL 3
#define LABEL_COLS 20
#define BAR_COL 24
#define BAR_COLS 28
#define CLASSES_END 61 /* columns of figures: where they end */
#define PEOPLE_END 74
#define PERCENT_END 79

static void sum_up(struct tally *sum, const struct app *app, uint32_t year, const char *commodity)
{
	for (size_t i = 0; i < app->programme.session_count; i++) {
		const struct session_plan *plan = &app->programme.session[i].plan;

		if (plan->year == year && (!commodity || strcmp(plan->commodity, commodity) == 0))
			tally_add(sum, &app->tally[i]);
	}
}

static void say(struct plan_row *row)
{
	const struct tally *tally = &row->tally;

	buf_printf(&row->classes, "%u/%u", (unsigned)tally->done, (unsigned)tally->sessions);
	number_print(&row->people, tally->completed);
	buf_add_byte(&row->people, '/');
	number_print(&row->people, tally->seats);
	if (tally->seats > 0)
		buf_printf(&row->percent, "%u%%",
			(unsigned)(((uint64_t)tally->completed * 200 / tally->seats + 1) / 2));
}

void plan_load(struct plan *plan, const struct app *app)
{
	const struct programme *programme = &app->programme;

	plan_release(plan);
	plan->year = programme_year(programme, app_today(app));
	plan->row = memory_alloc((programme->commodity_count + 1) * sizeof(*plan->row));
	for (size_t i = 0; i < programme->commodity_count; i++) {
		struct plan_row *row = &plan->row[plan->count];

		memset(row, 0, sizeof(*row));
		sum_up(&row->tally, app, plan->year, programme->commodity[i].id);
		if (row->tally.sessions == 0)
			continue;
		buf_add_text(&row->label, commodity_label(&programme->commodity[i]));
		say(row);
		plan->count++;
	}
	if (plan->count > 0) {
		struct plan_row *row = &plan->row[plan->count++];

		memset(row, 0, sizeof(*row));
		sum_up(&row->tally, app, plan->year, NULL);
		buf_add_text(&row->label, _("Total"));
		say(row);
	}
}

void plan_release(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		buf_release(&plan->row[i].label);
		buf_release(&plan->row[i].classes);
		buf_release(&plan->row[i].people);
		buf_release(&plan->row[i].percent);
	}
	free(plan->row);
	*plan = (struct plan){0};
}

int plan_rows(const struct plan *plan)
{
	return plan->count > 0 ? (int)plan->count + 1 : 0;
}

/* Columns up to the end of a part: rounded sums, so that the parts make up the whole. */
static int until(uint32_t sessions, const struct tally *tally)
{
	return tally->sessions > 0 ? (int)((uint64_t)sessions * BAR_COLS / tally->sessions) : 0;
}

static void draw_bar(const struct tally *tally, int row, int col)
{
	struct buf bar = BUF_EMPTY;
	int done = until(tally->done, tally);
	int running = until(tally->done + tally->running, tally);
	int scheduled = until(tally->done + tally->running + tally->scheduled, tally);

	for (int i = 0; i < BAR_COLS; i++)
		buf_add_text(&bar, i < done ? "█" : i < running ? "=" : i < scheduled ? "-" : ".");
	term_put(row, col, STYLE_NORMAL, buf_text(&bar));
	buf_release(&bar);
}

static void draw_right(int row, int start, int end, enum style style, const char *text)
{
	term_put_right(row, start, end - start, style, text);
}

static void draw_title(const struct plan *plan, struct area area)
{
	struct buf title = BUF_EMPTY;

	buf_printf(&title, _("PLAN %u"), (unsigned)plan->year);
	term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&title));
	term_put_fit(area.row, area.col + BAR_COL, BAR_COLS + 1, STYLE_NORMAL,
		_("█ done = running - scheduled"));
	draw_right(area.row, area.col + BAR_COL + BAR_COLS + 1, area.col + CLASSES_END,
		STYLE_NORMAL, _("classes"));
	draw_right(area.row, area.col + CLASSES_END + 1, area.col + PERCENT_END, STYLE_NORMAL,
		_("people completed"));
	buf_release(&title);
}

void plan_draw(const struct plan *plan, struct area area)
{
	draw_title(plan, area);
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_row *line = &plan->row[i];
		int row = area.row + 1 + (int)i;

		term_put_fit(row, area.col + LABEL_COL, LABEL_COLS, STYLE_NORMAL,
			buf_text(&line->label));
		draw_bar(&line->tally, row, area.col + BAR_COL);
		draw_right(row, area.col + BAR_COL + BAR_COLS, area.col + CLASSES_END, STYLE_NORMAL,
			buf_text(&line->classes));
		draw_right(row, area.col + CLASSES_END, area.col + PEOPLE_END, STYLE_NORMAL,
			buf_text(&line->people));
		draw_right(row, area.col + PEOPLE_END, area.col + PERCENT_END, STYLE_NORMAL,
			buf_text(&line->percent));
	}
}
