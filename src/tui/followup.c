/* SPDX-License-Identifier: BSD-2-Clause */
/* Tindak lanjut: the steps of each komoditi, and how many people stand where. */
#include "tui/followup.h"

#include "report/table.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FOLLOWUP_OPEN = ACTION_OWN,
	FOLLOWUP_PLACE
};

enum { COLUMN_CODE, COLUMN_STEP, COLUMN_PEOPLE, COLUMN_WEEK, COLUMN_DUE, COLUMN_LATE, COLUMN_STUCK,
	COLUMN_DONE };

struct steps {
	struct app *app;
	struct followup_place place;
	struct followup_counts counts;
	struct list list;
	struct buf heading, sums;
	struct area drawn;
};

/* --- Places ------------------------------------------------------------------------------------ */

const struct kecamatan *followup_place_of(
	const struct followup_place *place, const struct programme *programme)
{
	return place->code[0] != '\0' ? programme_kecamatan(programme, place->code) : NULL;
}

void followup_place_next(struct followup_place *place, const struct programme *programme)
{
	const struct kecamatan *now = followup_place_of(place, programme);
	size_t next = now ? (size_t)(now - programme->kecamatan) + 1 : 0;

	place->code[0] = '\0';
	if (next < programme->kecamatan_count)
		snprintf(place->code, sizeof(place->code), "%s", programme->kecamatan[next].code);
}

/* --- Loading ----------------------------------------------------------------------------------- */

void *followup_open(struct app *app)
{
	struct steps *steps = memory_alloc(sizeof(*steps));

	steps->app = app;
	steps->list.selected = LIST_NONE;
	/* A laptop of a kecamatan follows its people; that of the office all. */
	if (app->laptop_chosen && app->laptop.kecamatan)
		snprintf(steps->place.code, sizeof(steps->place.code), "%s", app->laptop.kecamatan);
	return steps;
}

static void release(void *context)
{
	struct steps *steps = context;

	followup_counts_release(&steps->counts);
	buf_release(&steps->heading);
	buf_release(&steps->sums);
	free(steps);
}

static void load_words(struct steps *steps, const struct kecamatan *kecamatan)
{
	const struct followup_counts *counts = &steps->counts;

	buf_clear(&steps->heading);
	buf_clear(&steps->sums);
	if (kecamatan)
		buf_printf(&steps->heading, _("Kecamatan %s"), kecamatan->name);
	else
		buf_add_text(&steps->heading, _("All kecamatan"));
	number_print(&steps->sums, counts->people);
	buf_printf(&steps->sums, _(" followed, %u success (from the licence on), %u proficient"),
		(unsigned)counts->success, (unsigned)counts->skilled);
}

static enum status load(void *context, struct err *err)
{
	struct steps *steps = context;
	struct followup_filter filter = {.step = NULL};
	struct followup_counts counts;
	enum status status = app_refresh(steps->app, err);

	filter.kecamatan = followup_place_of(&steps->place, &steps->app->programme);
	if (status == STATUS_OK)
		status = followup_counts_read(steps->app, &filter, &counts, err);
	if (status != STATUS_OK)
		return status;
	followup_counts_release(&steps->counts);
	steps->counts = counts;
	list_fill(&steps->list, counts.count);
	load_words(steps, filter.kecamatan);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

/* Nothing where there is nobody: so that what is to be done is seen. */
static void number_cell(struct list_row *row, size_t column, uint32_t number)
{
	if (number > 0)
		number_print(&row->cell[column], number);
}

static void draw_step(void *context, size_t index, struct list_row *row)
{
	const struct steps *steps = context;
	const struct followup_count *count = &steps->counts.item[index];
	const uint32_t *state = count->state;
	bool again = index > 0 && index != steps->list.top && index != steps->list.selected &&
		     count[-1].commodity == count->commodity;

	list_cell(row, COLUMN_CODE, "%s", again ? "" : count->commodity->code);
	list_cell(row, COLUMN_STEP, "%s", step_label(count->step));
	number_cell(row, COLUMN_PEOPLE, count->people);
	number_cell(row, COLUMN_WEEK, count->this_week);
	number_cell(row, COLUMN_DUE, state[PATH_DUE] + state[PATH_RUNNING]);
	number_cell(row, COLUMN_LATE, state[PATH_LATE]);
	number_cell(row, COLUMN_STUCK, state[PATH_STUCK]);
	number_cell(row, COLUMN_DONE,
		state[PATH_DONE] + state[PATH_SUCCESS] + state[PATH_SKILLED] + state[PATH_SKIPPED]);
}

static const struct column columns[] = {
	[COLUMN_CODE] = {N_("Kom."), 4, 0, 0, 0, ALIGN_LEFT},
	[COLUMN_STEP] = {N_("Step"), 27, 18, 1, 0, ALIGN_LEFT},
	[COLUMN_PEOPLE] = {N_("People"), 7, 0, 0, 1, ALIGN_RIGHT},
	[COLUMN_WEEK] = {N_("Week"), 6, 0, 0, 0, ALIGN_RIGHT},
	[COLUMN_DUE] = {N_("Due"), 8, 6, 0, 2, ALIGN_RIGHT},
	[COLUMN_LATE] = {N_("Late"), 6, 0, 0, 0, ALIGN_RIGHT},
	[COLUMN_STUCK] = {N_("Stuck"), 5, 0, 0, 0, ALIGN_RIGHT},
	[COLUMN_DONE] = {N_("Done"), 7, 6, 0, 0, ALIGN_RIGHT},
};
static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_step, true, 2};

static void draw(void *context, struct area area)
{
	struct steps *steps = context;
	int last = area.row + area.rows - 1;
	int col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&steps->heading)) + 2;
	const struct followup_count *chosen = NULL;

	if (steps->list.selected < steps->counts.count)
		chosen = &steps->counts.item[steps->list.selected];
	if (chosen)
		term_put_right(area.row, col, area.col + area.cols - 1 - col, STYLE_NORMAL,
			commodity_label(chosen->commodity));
	steps->drawn = (struct area){area.row + 1, area.col, area.rows - 2, area.cols};
	list_draw(&steps->list, &view, steps->drawn, steps);
	list_place_cursor(&steps->list, &view, steps->drawn);
	if (steps->list.count == 0)
		office_put_wrapped((struct area){area.row + 3, area.col + LIST_GUTTER, 3,
					   area.cols - LIST_GUTTER - 1},
			STYLE_NORMAL, _("Nobody is followed here yet: that begins when a training was completed."));
	term_put_fit(last, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&steps->sums));
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next open_chosen(struct steps *steps)
{
	if (steps->list.selected >= steps->counts.count)
		return next_ignored();
	return next_push(&followup_people_screen,
		followup_people_open(
			steps->app, &steps->counts.item[steps->list.selected], &steps->place));
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct steps *steps = context;
	enum list_result moved;

	(void)screens;
	if (action == FOLLOWUP_OPEN)
		return open_chosen(steps);
	if (action == FOLLOWUP_PLACE) {
		followup_place_next(&steps->place, &steps->app->programme);
		return next_load();
	}
	if (action != ACTION_NONE)
		return next_ignored();
	moved = list_act(&steps->list, &view, steps->drawn, key);
	if (moved == LIST_CHOSEN)
		return open_chosen(steps);
	return moved == LIST_MOVED ? next_draw() : next_ignored();
}

static bool allows(const void *context, int action)
{
	const struct steps *steps = context;

	return action != FOLLOWUP_OPEN || steps->counts.count > 0;
}

static void corner(const void *context, struct buf *out)
{
	const struct steps *steps = context;

	office_corner(steps->app, out);
}

static const struct action actions[] = {
	{FOLLOWUP_OPEN, KEYS_ENTER, 0, N_("People"), N_("Lists the people of the chosen step."), 1},
	{FOLLOWUP_PLACE, 'K', KEYS_F(2), N_("Kecamatan"), N_("Shows the next kecamatan, or all."), 2},
	{ACTION_LANGUAGE, KEYS_F(9), 0, N_("Bahasa/Language"),
		N_("Switches between Indonesian and English."), 5},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to Beranda."), 3},
};

const struct screen followup_screen = {
	.title = N_("FOLLOW-UP"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.lists_nobody = true,
	.release = release,
};
