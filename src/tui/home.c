/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/home.h"

#include "tui/followup.h"
#include "tui/history.h"
#include "tui/import.h"
#include "tui/merge.h"
#include "tui/people.h"
#include "tui/recap.h"
#include "tui/settings.h"
#include "app/whereabouts.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLAN_COLS 79    /* that the plan needs */
#define LIST_ROWS_MIN 5 /* the plan is drawn when at least so many are left for the list */

enum {
	HOME_OPEN = ACTION_OWN,
	HOME_IMPORT,
	HOME_RECAP,
	HOME_RECEIVE,
	HOME_FOLLOWUP,
	HOME_SESSIONS,
	HOME_PEOPLE,
	HOME_ATTENTION,
	HOME_RECOVER,
	HOME_LATER,
	HOME_HISTORY,
	HOME_SETTINGS
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
	app_past_release(&home->past);
	buf_release(&home->name);
	home_release_attention(home);
	free(home->folder);
	free(home);
}

/* --- Loading ----------------------------------------------------------------------------------- */

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
	home_load_lines(home);
	home_load_attention(home);
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
	int attention = home_attention_rows(home);
	int top = 2 + notice_rows(home);

	draw_head(home, area);
	if (top > 2)
		draw_notices(home, (struct area){area.row + 2, area.col, top - 2, area.cols});
	home->attention_area = (struct area){0, 0, 0, 0};
	if (attention > 0 && end - area.row - top - attention - 1 >= LIST_ROWS_MIN) {
		end -= attention + 1;
		home_draw_attention(
			home, (struct area){end + 1, area.col, attention, area.cols});
	}
	if (plan > 0 && area.cols >= PLAN_COLS && end - area.row - top - plan - 1 >= LIST_ROWS_MIN) {
		end -= plan + 1;
		plan_draw(&home->plan, (struct area){end + 1, area.col, plan, area.cols});
	}
	home_draw_lines(
		home, (struct area){area.row + top, area.col, end - area.row - top, area.cols});
	draw_hint(home, last, area);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next open_chosen(struct screens *screens, struct home *home)
{
	if (home->list.selected >= home->agenda.count)
		return next_ignored();
	return attend_enter(screens, home->app, home->agenda.item[home->list.selected].session);
}

static struct next click(struct screens *screens, struct home *home, const struct key *key)
{
	const struct area *area = &home->drawn;
	size_t line;

	if (key->row >= home->attention_area.row &&
		key->row < home->attention_area.row + home->attention_area.rows)
		return next_push(&attention_screen, attention_open(home->app));
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
	if (action == HOME_ATTENTION)
		return next_push(&attention_screen, attention_open(home->app));
	if (action == HOME_IMPORT)
		return import_list(home);
	if (action == HOME_HISTORY)
		return next_push(&history_screen, history_screen_open(home->office));
	if (action == HOME_SETTINGS)
		return next_push(&settings_screen, settings_open(home->office));
	if (action == HOME_PEOPLE)
		return next_push(&people_screen, people_open(home->app));
	if (action == HOME_FOLLOWUP)
		return next_push(&followup_screen, followup_open(home->app));
	if (action == HOME_RECAP)
		return next_push(&recap_screen, recap_open(home->app));
	if (action == HOME_RECEIVE)
		return next_push(&merge_screen, merge_open(home->app, home->folder));
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
	case HOME_ATTENTION:
		return home->attentions.count > 0;
	case HOME_RECOVER:
		return home->past.lacking > 0 && app_writes(home->app);
	case HOME_LATER:
		return notice_rows(home) > 0;
	default:
		return true;
	}
}

/* "KBG-A │ Kec. Kembangan │ Rina S." */
static void home_corner(const void *context, struct buf *out)
{
	const struct home *home = context;
	const struct app *app = home->app;
	const struct kecamatan *kecamatan =
		programme_kecamatan(&app->programme, app->laptop.kecamatan);

	if (app->laptop_chosen)
		buf_printf(out, "%s │ ", app->laptop.name);
	if (app->laptop_chosen && kecamatan && !office_is_narrow())
		buf_printf(out, "Kec. %s │ ", kecamatan->name);
	buf_add_text(out, app_officer_name(app));
}

static const struct action actions[] = {
	{HOME_OPEN, KEYS_ENTER, 0, N_("Attendance"),
		N_("Opens the attendance of the chosen class."), 2},
	{HOME_ATTENTION, 'C', 0, N_("Look"),
		N_("Shows what should be looked at, and where."), 3},
	{HOME_SESSIONS, 'K', 0, N_("Sessions"),
		N_("Lists the sessions, and schedules them."), 3},
	{HOME_IMPORT, 'I', KEYS_F(3), N_("Import"),
		N_("Registers the people of an Excel or CSV list."), 4},
	{HOME_PEOPLE, 'P', 0, N_("People"), N_("Finds anyone, and changes what is recorded."),
		4},
	{HOME_RECAP, 'R', 0, N_("Recap"), N_("Target, registered, present and completed."), 4},
	{HOME_RECEIVE, 'S', 0, N_("Receive"),
		N_("Takes what other laptops recorded."), 5},
	{HOME_FOLLOWUP, 'T', 0, N_("Follow-up"),
		N_("Who is due, late or stuck after a training."), 5},
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
