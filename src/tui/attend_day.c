/* SPDX-License-Identifier: BSD-2-Clause */
/* The day of training that is recorded: chosen by a person, since a laptop's clock may be wrong. */
#include "tui/attend.h"
#include "base/i18n.h"

#include <stdlib.h>

enum {
	DAY_CHOOSE = ACTION_OWN,
	DAY_PART
};

struct choice {
	struct attend *attend;
	struct list list;
	struct area drawn;
	struct buf title;
};

void *attend_day_open(struct attend *attend)
{
	struct choice *choice = memory_alloc(sizeof(*choice));

	choice->attend = attend;
	list_set_count(&choice->list, attend->checkin.roster.days);
	list_select(&choice->list, attend->checkin.day - 1);
	return choice;
}

static enum status load(void *context, struct err *err)
{
	struct choice *choice = context;

	(void)err;
	buf_clear(&choice->title);
	session_title(
		&choice->attend->app->programme, choice->attend->checkin.session, &choice->title);
	return STATUS_OK;
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct choice *choice = context;
	const struct checkin *checkin = &choice->attend->checkin;
	const struct dates *dates = &checkin->session->schedule.dates;
	date today = app_today(choice->attend->app);
	struct day_count count;

	roster_count(&checkin->roster, (uint32_t)index + 1, &count);
	list_cell(row, 0, "%zu", index + 1);
	if (index < dates->count)
		date_print_long(&row->cell[1], dates->item[index]);
	else
		list_cell(row, 1, "%s", _("no date yet"));
	list_cell(row, 2, "%u/%u", (unsigned)count.present, (unsigned)count.seats);
	list_cell(row, 3, "%u", (unsigned)count.open);
	if (index < dates->count && dates->item[index] == today)
		list_cell(row, 4, "%s", _("today"));
}

static const struct column columns[] = {
	{N_("Day"), 4, 0, 0, 0, ALIGN_LEFT},
	{N_("Date"), 28, 12, 0, 0, ALIGN_LEFT},
	{N_("Present"), 8, 0, 0, 0, ALIGN_RIGHT},
	{N_("Not yet"), 8, 0, 0, 0, ALIGN_RIGHT},
	{NULL, 10, 8, 0, 1, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_row, true, 0};

static const char *part_text(const struct checkin *checkin)
{
	switch (checkin->part) {
	case PART_MORNING:
		return _("Recorded: the morning. P: another part.");
	case PART_AFTERNOON:
		return _("Recorded: the afternoon. P: another part.");
	default:
		return _("Recorded: the whole day. P: half a day.");
	}
}

static void draw(void *context, struct area area)
{
	struct choice *choice = context;

	term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&choice->title));
	term_put(area.row + 1, area.col + 1, STYLE_NORMAL,
		_("Which day is being recorded? Its number or Enter chooses."));
	term_put_fit(area.row + 2, area.col + 1, area.cols - 2, STYLE_NORMAL, part_text(&choice->attend->checkin));
	choice->drawn = (struct area){area.row + 4, area.col, area.rows - 4, area.cols};
	list_draw(&choice->list, &view, choice->drawn, choice);
	list_place_cursor(&choice->list, &view, choice->drawn);
}

static struct next choose(struct screens *screens, struct choice *choice, size_t index)
{
	uint32_t before = choice->attend->checkin.day;
	struct err err = {0};

	if (checkin_set_day(&choice->attend->checkin, (uint32_t)index + 1, &err) != STATUS_OK) {
		screens_say_err(screens, &err);
		return next_draw();
	}
	/* What happened on the one day must not stand beside the other's counter. */
	if (choice->attend->checkin.day != before)
		choice->attend->result = (struct checkin_result){.outcome = OUTCOME_NONE};
	return next_pop();
}

/* The whole day, its morning, its afternoon, and again. */
static struct next next_part(struct screens *screens, struct choice *choice)
{
	struct attend *attend = choice->attend;
	enum day_part part = attend->checkin.part == PART_AFTERNOON
				     ? PART_WHOLE
				     : (enum day_part)(attend->checkin.part + 1);
	struct err err = {0};

	if (checkin_set_part(&attend->checkin, part, &err) != STATUS_OK)
		screens_say_err(screens, &err);
	attend->result = (struct checkin_result){.outcome = OUTCOME_NONE};
	return next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct choice *choice = context;
	enum list_result result;

	if (action == DAY_PART)
		return next_part(screens, choice);
	if (action == DAY_CHOOSE)
		return choose(screens, choice, choice->list.selected);
	if (action != ACTION_NONE)
		return next_ignored();
	if (key->code >= '1' && key->code <= '9' && key->code - '1' < choice->list.count)
		return choose(screens, choice, key->code - '1');
	result = list_act(&choice->list, &view, choice->drawn, key);
	if (result == LIST_CHOSEN)
		return choose(screens, choice, choice->list.selected);
	return result == LIST_MOVED ? next_draw() : next_ignored();
}

static void corner(const void *context, struct buf *out)
{
	const struct choice *choice = context;

	office_corner(choice->attend->app, out);
}

static void release(void *context)
{
	struct choice *choice = context;

	buf_release(&choice->title);
	free(choice);
}

static const struct action actions[] = {
	{DAY_CHOOSE, KEYS_ENTER, 0, N_("Choose"),
		N_("Goes back and records the chosen day."), 1},
	{DAY_PART, 'P', 0, N_("Part"), N_("The whole day, its morning, or its afternoon."), 3},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back, and the day stays as it was."), 2},
};

const struct screen attend_day_screen = {
	.title = N_("DAY OF TRAINING"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.corner = corner,
	.release = release,
};
