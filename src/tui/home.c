/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/home.h"

#include "tui/history.h"
#include "tui/import.h"
#include "tui/people.h"
#include "tui/settings.h"
#include "app/whereabouts.h"
#include "model/register.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLAN_COLS 79    /* that the plan needs */
#define LIST_ROWS_MIN 6 /* the plan is drawn when at least so many are left for the list */

enum {
	HOME_OPEN = ACTION_OWN,
	HOME_IMPORT,
	HOME_SESSIONS,
	HOME_PEOPLE,
	HOME_RECOVER,
	HOME_LATER,
	HOME_HISTORY,
	HOME_SETTINGS
};

/* A row of the list: a session, or words between them. */
struct line {
	size_t item;      /* of the agenda, or LIST_NONE */
	const char *text; /* translated, when it is no session */
	bool is_title;
};

struct home {
	struct office *office;
	struct app *app;
	char *folder; /* the officer's own, or null */
	struct agenda agenda;
	struct plan plan;
	struct list list; /* of the agenda's items: what can be chosen */
	char chosen[REGISTER_TEXT_MAX + 1]; /* the id of the chosen one, over a load */
	struct line *line;
	size_t line_count;
	size_t top; /* the first line that is seen */
	struct buf now, mark, corner;
	struct app_past past;
	struct buf name; /* that the laptop has none yet */
	bool later; /* what it says was read; it is said again at the next start */
	struct area drawn; /* the list's, for clicks */
};

void *home_open(struct office *office)
{
	struct home *home = memory_alloc(sizeof(*home));

	home->office = office;
	home->app = office->app;
	home->folder = office->folder ? memory_text(office->folder) : NULL;
	return home;
}

static void home_release(void *context)
{
	struct home *home = context;

	agenda_release(&home->agenda);
	plan_release(&home->plan);
	free(home->line);
	buf_release(&home->now);
	buf_release(&home->mark);
	buf_release(&home->corner);
	app_past_release(&home->past);
	buf_release(&home->name);
	free(home->folder);
	free(home);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static void add_line(struct home *home, struct line line)
{
	home->line[home->line_count++] = line;
}

static void load_lines(struct home *home)
{
	const char *titles[AGENDA_PARTS] = {
		_("TODAY"), _("NEXT"), _("NOT SCHEDULED YET"), _("OVER")};
	size_t item = 0;

	free(home->line);
	home->line_count = 0;
	home->line = memory_alloc((home->agenda.count + 2 * AGENDA_PARTS) * sizeof(*home->line));
	for (int part = 0; part < AGENDA_PARTS; part++) {
		size_t count = home->agenda.part[part];

		if (count > 0 || part == AGENDA_TODAY)
			add_line(home, (struct line){LIST_NONE, titles[part], true});
		if (count == 0 && part == AGENDA_TODAY)
			add_line(home, (struct line){LIST_NONE, _("No class today."), false});
		for (size_t i = 0; i < count; i++)
			add_line(home, (struct line){item++, NULL, false});
	}
}

/* "KBG-A │ Kec. Kembangan │ Rina S." */
static void load_corner(struct home *home)
{
	const struct app *app = home->app;
	const struct kecamatan *kecamatan =
		programme_kecamatan(&app->programme, app->laptop.kecamatan);

	buf_clear(&home->corner);
	if (app->laptop_chosen)
		buf_printf(&home->corner, "%s │ ", app->laptop.name);
	if (app->laptop_chosen && kecamatan && !office_is_narrow())
		buf_printf(&home->corner, "Kec. %s │ ", kecamatan->name);
	buf_add_text(&home->corner, app_officer_name(app));
}

static void load_head(struct home *home)
{
	date today = app_today(home->app);
	struct buf time = BUF_EMPTY;

	buf_clear(&home->now);
	buf_clear(&home->mark);
	date_print_long(&home->now, today);
	minute_print(&time, moment_minute(app_now(home->app)));
	buf_printf(&home->now, _("   %s WIB"), buf_text(&time));
	if (home->app->programme.is_demo && app_writes(home->app) && !office_is_narrow())
		buf_add_text(&home->mark, _("DEMO: sample data, clock set"));
	else
		office_mark(home->app, &home->mark);
	load_corner(home);
	buf_release(&time);
}

/* By its id: a change of a schedule makes the programme anew. */
static void remember_chosen(struct home *home)
{
	if (home->list.selected < home->agenda.count)
		snprintf(home->chosen, sizeof(home->chosen), "%s",
			home->agenda.item[home->list.selected].session->id);
}

static void choose_again(struct home *home)
{
	list_set_count(&home->list, home->agenda.count);
	if (home->chosen[0] == '\0')
		list_select(&home->list, 0);
	for (size_t i = 0; i < home->agenda.count; i++)
		if (strcmp(home->agenda.item[i].session->id, home->chosen) == 0)
			list_select(&home->list, i);
	remember_chosen(home);
}

static enum status home_load(void *context, struct err *err)
{
	struct home *home = context;

	/* What was read before is shown all the same. */
	enum status status = app_refresh(home->app, err);

	whereabouts_forget(home->app); /* whoever is here is not at a door */
	app_tallies(home->app);
	agenda_fill(&home->agenda, home->app);
	plan_load(&home->plan, home->app);
	load_lines(home);
	load_head(home);
	app_past_release(&home->past);
	app_past(home->app, &home->past);
	choose_again(home);
	buf_clear(&home->name);
	if (!home->app->laptop_chosen && app_writes(home->app))
		buf_add_text(&home->name, _("This laptop has no name yet: press F8."));
	return status;
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

	if (item->part == AGENDA_TODAY && item->minute > 0)
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

static void draw_lines(struct home *home, struct area area)
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
			term_put(row.row, area.col + (line->is_title ? 1 : LIST_GUTTER),
				line->is_title ? STYLE_BOLD : STYLE_NORMAL, line->text);
	}
}

static void draw_head(const struct home *home, struct area area)
{
	int col = term_put(area.row, area.col + 1, STYLE_NORMAL, buf_text(&home->now)) + 2;

	term_put_right(
		area.row, col, area.col + area.cols - 1 - col, STYLE_BOLD, buf_text(&home->mark));
	term_line(area.row + 1, area.col, area.cols);
}

static int notice_rows(const struct home *home)
{
	const struct app_past *past = &home->past;

	if (home->later)
		return 0;
	return (past->own.len > 0) + (past->others.len > 0) + (past->trouble.len > 0) +
	       (home->name.len > 0);
}

static int draw_notice(const struct buf *text, const char *question, struct area area)
{
	struct buf line = BUF_EMPTY, fitted = BUF_EMPTY;

	if (text->len == 0)
		return 0;
	buf_printf(&line, "! %s", buf_text(text));
	/* Where there is no room for the question the key bar asks it. */
	if (text_width(buf_text(&line)) + text_width(question) <= area.cols - 2)
		buf_add_text(&line, question);
	text_fit(&fitted, buf_text(&line), area.cols - 2, false);
	term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&fitted));
	buf_release(&line);
	buf_release(&fitted);
	return 1;
}

static void draw_notices(const struct home *home, struct area area)
{
	area.row += draw_notice(&home->past.own, _(" Take them back?"), area);
	area.row += draw_notice(&home->past.others, "", area);
	area.row += draw_notice(&home->past.trouble, "", area);
	draw_notice(&home->name, "", area);
}

static void draw_hint(const struct home *home, int row, struct area area)
{
	const char *hint = home->app->programme.is_demo
				   ? _("Try it: press Enter, type  aminah  and press Enter.")
				   : _("Enter opens the attendance of the chosen class.");
	/* TRANSLATORS: in the other language, for someone who does not read this one. */
	const char *language = _("Indonesia: tekan F9");
	int col = term_put(row, area.col + 1, STYLE_NORMAL, hint) + 2;

	if (col + text_width(language) < area.col + area.cols)
		term_put_right(row, col, area.col + area.cols - 1 - col, STYLE_NORMAL, language);
}

static void home_draw(void *context, struct area area)
{
	struct home *home = context;
	int last = area.row + area.rows - 1;
	int end = last; /* of the list: the row behind it */
	int plan = plan_rows(&home->plan);
	int top = 2 + notice_rows(home);

	draw_head(home, area);
	if (top > 2)
		draw_notices(home, (struct area){area.row + 2, area.col, top - 2, area.cols});
	if (plan > 0 && area.cols >= PLAN_COLS && area.rows - top - plan - 3 >= LIST_ROWS_MIN) {
		end = last - plan - 2;
		plan_draw(&home->plan, (struct area){end + 1, area.col, plan, area.cols});
	}
	draw_lines(home, (struct area){area.row + top, area.col, end - area.row - top, area.cols});
	draw_hint(home, last, area);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next open_chosen(struct screens *screens, struct home *home)
{
	struct err err = {0};
	void *attend;

	if (home->list.selected >= home->agenda.count)
		return next_ignored();
	attend = attend_open(home->app, home->agenda.item[home->list.selected].session, &err);
	if (!attend) {
		screens_say_err(screens, &err);
		return next_draw();
	}
	return next_push(&attend_screen, attend);
}

static struct next click(struct screens *screens, struct home *home, const struct key *key)
{
	const struct area *area = &home->drawn;
	size_t line;

	if (key->row < area->row || key->row >= area->row + area->rows)
		return next_ignored();
	line = home->top + (size_t)(key->row - area->row);
	if (line >= home->line_count || home->line[line].item == LIST_NONE)
		return next_ignored();
	if (home->line[line].item == home->list.selected)
		return open_chosen(screens, home);
	list_select(&home->list, home->line[line].item);
	remember_chosen(home);
	return next_draw();
}

static struct next recover(struct screens *screens, struct home *home)
{
	uint64_t taken;
	struct err err = {0};

	/* The sessions that were loaded are of the programme as it was. */
	list_set_count(&home->list, 0);
	agenda_release(&home->agenda);
	(void)!screens_progress(screens, -1, _("Taking back..."));
	if (app_recover(home->app, &taken, &err) != STATUS_OK)
		screens_say_err(screens, &err);
	else
		screens_say(screens, STYLE_GOOD,
			ngettext("Taken back: %lu entry of this laptop.",
				"Taken back: %lu entries of this laptop.", (unsigned long)taken),
			(unsigned long)taken);
	return next_load();
}

/* Into the chosen class, unless the list says itself which. */
static struct next import_list(struct home *home)
{
	const struct session *session = NULL;

	if (home->list.selected < home->agenda.count)
		session = home->agenda.item[home->list.selected].session;
	return next_push(
		&import_pick_screen, import_pick_open(home->app, session, home->folder));
}

static struct next home_act(
	struct screens *screens, void *context, int action, const struct key *key)
{
	struct home *home = context;

	if (action == HOME_OPEN)
		return open_chosen(screens, home);
	if (action == HOME_SESSIONS)
		return next_push(&sessions_screen, sessions_open(home->app, DATE_NONE));
	if (action == HOME_IMPORT)
		return import_list(home);
	if (action == HOME_HISTORY)
		return next_push(&history_screen, history_screen_open(home->office));
	if (action == HOME_SETTINGS)
		return next_push(&settings_screen, settings_open(home->office));
	if (action == HOME_PEOPLE)
		return next_push(&people_screen, people_open(home->app));
	if (action == HOME_RECOVER)
		return recover(screens, home);
	if (action == HOME_LATER) {
		home->later = true;
		return next_draw();
	}
	if (action != ACTION_NONE)
		return next_ignored();
	if (key->code == KEYS_CLICK)
		return click(screens, home, key);
	if (list_key(&home->list, key, false) == LIST_IGNORED)
		return next_ignored();
	remember_chosen(home);
	return next_draw();
}

static bool home_allows(const void *context, int action)
{
	const struct home *home = context;

	switch (action) {
	case HOME_OPEN:
		return home->agenda.count > 0;
	case HOME_IMPORT:
		return app_writes(home->app);
	case HOME_RECOVER:
		return home->past.lacking > 0 && app_writes(home->app);
	case HOME_LATER:
		return notice_rows(home) > 0;
	default:
		return true;
	}
}

static void home_corner(const void *context, struct buf *out)
{
	const struct home *home = context;

	buf_add_text(out, buf_text(&home->corner));
}

static const struct action actions[] = {
	{HOME_OPEN, KEYS_ENTER, 0, N_("Attendance"),
		N_("Opens the attendance of the chosen class."), 2},
	{HOME_SESSIONS, 'K', 0, N_("Sessions"),
		N_("Lists the sessions, and schedules them."), 3},
	{HOME_IMPORT, 'I', KEYS_F(3), N_("Import"),
		N_("Registers the people of an Excel or CSV list."), 4},
	{HOME_PEOPLE, 'P', 0, N_("People"), N_("Finds anyone, and changes what is recorded."),
		4},
	{HOME_RECOVER, KEYS_F(6), 'G', N_("Take back"),
		N_("Takes back what this laptop wrote and the file lacks."), 2},
	{HOME_LATER, KEYS_F(7), 'N', N_("Later"),
		N_("Puts the notice off until the next start."), 3},
	{HOME_HISTORY, 'W', 0, N_("History"), N_("All that was recorded, and what it replaced."),
		5},
	{HOME_SETTINGS, KEYS_F(8), 'A', N_("Settings"),
		N_("The laptop's name, language, sound; practice."), 5},
	{ACTION_LANGUAGE, KEYS_F(9), 0, N_("Bahasa/Language"),
		N_("Switches between Indonesian and English."), 6},
	{ACTION_QUIT, KEYS_CTRL('Q'), 0, N_("Quit"),
		N_("Leaves okoce. Everything is saved already."), 3},
};

const struct screen home_screen = {
	.title = N_("HOME"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = home_load,
	.draw = home_draw,
	.act = home_act,
	.allows = home_allows,
	.corner = home_corner,
	.release = home_release,
};
