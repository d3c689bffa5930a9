/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/sessions.h"

#include "model/session_filter.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_BEFORE 2 /* that are seen above the one which is chosen at first */

enum {
	SESSIONS_OPEN = ACTION_OWN,
	SESSIONS_CALENDAR,
	SESSIONS_LIST,
	SESSIONS_TODAY
};

void *sessions_open(struct app *app, date only)
{
	struct sessions *sessions = memory_alloc(sizeof(*sessions));

	sessions->app = app;
	sessions->only = only;
	sessions->day = app_today(app);
	sessions->list.selected = LIST_NONE;
	return sessions;
}

static void release(void *context)
{
	struct sessions *sessions = context;

	buf_release_all(&sessions->words, &sessions->word_count);
	free(sessions->item);
	input_release(&sessions->input);
	buf_release(&sessions->heading);
	free(sessions);
}

/* --- Which sessions ---------------------------------------------------------------------------- */

/* A year that is typed takes the place of the one that is shown otherwise. */
static bool names_year(const char *folded)
{
	while (*folded != '\0') {
		size_t len = strcspn(folded, " ");

		if (len == 4 && strspn(folded, "0123456789") >= len)
			return true;
		folded += len;
		folded += strspn(folded, " ");
	}
	return false;
}

static bool fits(const struct sessions *sessions, size_t index, const char *typed, bool any_year)
{
	const struct session *session = &sessions->app->programme.session[index];

	if (sessions->only != DATE_NONE && session_day_on(session, sessions->only) == 0)
		return false;
	/* What has no plan has no year. */
	if (!any_year && session->plan.year != 0 && session->plan.year != sessions->year)
		return false;
	return session_words_fit(buf_text(&sessions->words[index]), typed);
}

static int compare(const void *left, const void *right)
{
	const struct sessions_item *a = left, *b = right;

	if (a->begins != b->begins) {
		/* Those without dates stand last. */
		if (a->begins == DATE_NONE || b->begins == DATE_NONE)
			return a->begins == DATE_NONE ? 1 : -1;
		return a->begins < b->begins ? -1 : 1;
	}
	return (a->index > b->index) - (a->index < b->index);
}

/* By its id: sessions that were read before do not last over a load. */
static void remember_chosen(struct sessions *sessions)
{
	if (sessions->list.selected < sessions->count)
		snprintf(sessions->chosen, sizeof(sessions->chosen), "%s",
			sessions->item[sessions->list.selected].session->id);
}

/* The one that is under way or comes next. */
static size_t usual_choice(const struct sessions *sessions)
{
	date today = app_today(sessions->app);

	for (size_t i = 0; i < sessions->count; i++)
		if (session_ends(sessions->item[i].session) >= today)
			return i;
	return 0;
}

static void choose_again(struct sessions *sessions)
{
	list_set_count(&sessions->list, sessions->count);
	for (size_t i = 0; i < sessions->count; i++)
		if (strcmp(sessions->item[i].session->id, sessions->chosen) == 0) {
			list_select(&sessions->list, i);
			return;
		}
	if (sessions->count > 0)
		list_select(&sessions->list, usual_choice(sessions));
	/* What follows matters more than what was. */
	if (sessions->list.selected != LIST_NONE)
		sessions->list.top = sessions->list.selected > ROWS_BEFORE
					     ? sessions->list.selected - ROWS_BEFORE
					     : 0;
	remember_chosen(sessions);
}

static void find(struct sessions *sessions)
{
	const struct programme *programme = &sessions->app->programme;
	const char *text = input_text(&sessions->input);
	struct buf typed = BUF_EMPTY;
	bool any_year;

	text_fold(&typed, text, strlen(text));
	any_year =
		sessions->calendar || sessions->only != DATE_NONE || names_year(buf_text(&typed));
	free(sessions->item);
	sessions->item = memory_alloc((programme->session_count + 1) * sizeof(*sessions->item));
	sessions->count = 0;
	for (size_t i = 0; i < programme->session_count; i++)
		if (fits(sessions, i, buf_text(&typed), any_year))
			sessions->item[sessions->count++] = (struct sessions_item){
				&programme->session[i], i, session_begins(&programme->session[i])};
	qsort(sessions->item, sessions->count, sizeof(*sessions->item), compare);
	choose_again(sessions);
	buf_release(&typed);
}

size_t sessions_on(const struct sessions *sessions, date day, const struct session **first)
{
	size_t count = 0;

	*first = NULL;
	for (size_t i = 0; i < sessions->count; i++) {
		const struct session *session = sessions->item[i].session;

		if (session->status.status == SESSION_CANCELLED ||
			session_day_on(session, day) == 0)
			continue;
		if (count++ == 0)
			*first = session;
	}
	return count;
}

static enum status load(void *context, struct err *err)
{
	struct sessions *sessions = context;
	struct app *app = sessions->app;
	/* What was read before is shown all the same. */
	enum status status = app_refresh(app, err);

	app_tallies(app);
	buf_release_all(&sessions->words, &sessions->word_count);
	sessions->words = memory_alloc((app->programme.session_count + 1) * sizeof(struct buf));
	for (size_t i = 0; i < app->programme.session_count; i++, sessions->word_count++)
		session_words(&app->programme, &app->programme.session[i], app_today(app),
			&sessions->words[i]);
	sessions->year = programme_year(&app->programme, app_today(app));
	find(sessions);
	buf_clear(&sessions->heading);
	date_print_long(&sessions->heading, sessions->only);
	return status;
}

static void draw(void *context, struct area area)
{
	struct sessions *sessions = context;

	if (sessions->calendar)
		sessions_draw_calendar(sessions, area);
	else
		sessions_draw_list(sessions, area);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next open_page(struct sessions *sessions, const struct session *session)
{
	return next_push(&session_screen, session_open(sessions->app, session->id));
}

static struct next open_day(struct screens *screens, struct sessions *sessions)
{
	const struct session *first;
	size_t count = sessions_on(sessions, sessions->day, &first);

	if (count == 0) {
		screens_say(screens, STYLE_WARN, "%s", _("No session is held on that day."));
		return next_draw();
	}
	if (count == 1)
		return open_page(sessions, first);
	return next_push(&sessions_screen, sessions_open(sessions->app, sessions->day));
}

static struct next open_chosen(struct screens *screens, struct sessions *sessions)
{
	if (sessions->calendar)
		return open_day(screens, sessions);
	if (sessions->list.selected >= sessions->count)
		return next_ignored();
	return open_page(sessions, sessions->item[sessions->list.selected].session);
}

/* From the list to the month of the chosen session, and back. */
static struct next show_calendar(struct sessions *sessions, bool calendar)
{
	if (calendar && sessions->list.selected < sessions->count) {
		const struct sessions_item *item = &sessions->item[sessions->list.selected];

		sessions->day = item->begins != DATE_NONE ? item->begins : app_today(sessions->app);
	}
	sessions->calendar = calendar;
	find(sessions);
	return next_draw();
}

static struct next act_calendar(
	struct screens *screens, struct sessions *sessions, const struct key *key)
{
	date hit;

	if (key->code != KEYS_CLICK)
		return sessions_calendar_key(sessions, key) ? next_draw() : next_ignored();
	hit = sessions_calendar_hit(sessions, key);
	if (hit == DATE_NONE)
		return next_ignored();
	if (hit == sessions->day)
		return open_day(screens, sessions);
	sessions->day = hit;
	return next_draw();
}

static struct next act_input(struct sessions *sessions, const struct key *key)
{
	const struct area *input = &sessions->input_area;

	if (key->code == KEYS_ESC) {
		input_clear(&sessions->input);
		find(sessions);
		return next_draw();
	}
	if (key->code == KEYS_CLICK && key->row == input->row && key->col >= input->col) {
		input_click(&sessions->input, key->col - input->col);
		return next_draw();
	}
	switch (input_key(&sessions->input, key)) {
	case INPUT_CHANGED:
		find(sessions);
		return next_draw();
	case INPUT_MOVED:
		return next_draw();
	default:
		return next_ignored();
	}
}

/* Home and End are the list's as long as nothing is typed. */
static bool is_for_list(const struct sessions *sessions, const struct key *key)
{
	return (key->code != KEYS_HOME && key->code != KEYS_END) ||
	       input_is_empty(&sessions->input);
}

static struct next act_list(
	struct screens *screens, struct sessions *sessions, const struct key *key)
{
	enum list_result moved = LIST_IGNORED;

	if (key->code == KEYS_CLICK)
		moved = list_click(&sessions->list, sessions_list_view(), sessions->list_area, key);
	else if (is_for_list(sessions, key))
		moved = list_key(&sessions->list, key, false);
	if (moved == LIST_CHOSEN)
		return open_chosen(screens, sessions);
	if (moved == LIST_IGNORED)
		return act_input(sessions, key);
	remember_chosen(sessions);
	return next_draw();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct sessions *sessions = context;

	switch (action) {
	case SESSIONS_OPEN:
		return open_chosen(screens, sessions);
	case SESSIONS_CALENDAR:
		return show_calendar(sessions, true);
	case SESSIONS_LIST:
		return show_calendar(sessions, false);
	case SESSIONS_TODAY:
		sessions->day = app_today(sessions->app);
		return next_draw();
	case ACTION_NONE:
		break;
	default:
		return next_ignored();
	}
	return sessions->calendar ? act_calendar(screens, sessions, key)
				  : act_list(screens, sessions, key);
}

static enum focus focus(const void *context)
{
	const struct sessions *sessions = context;

	if (sessions->calendar)
		return FOCUS_NONE;
	return input_focus(&sessions->input);
}

static bool allows(const void *context, int action)
{
	const struct sessions *sessions = context;

	switch (action) {
	case SESSIONS_OPEN:
		return sessions->calendar || sessions->count > 0;
	case SESSIONS_CALENDAR:
		return !sessions->calendar && sessions->only == DATE_NONE;
	case SESSIONS_LIST:
	case SESSIONS_TODAY:
		return sessions->calendar;
	default:
		return true;
	}
}

static void corner(const void *context, struct buf *out)
{
	const struct sessions *sessions = context;

	office_corner(sessions->app, out);
}

static const struct action actions[] = {
	{SESSIONS_OPEN, KEYS_ENTER, 0, N_("Open"),
		N_("Opens the chosen session, or the chosen day."), 1},
	{SESSIONS_CALENDAR, KEYS_F(2), 0, N_("Calendar"),
		N_("Shows the sessions as a month, by their days."), 2},
	{SESSIONS_LIST, KEYS_F(2), 'L', N_("List"), N_("Shows the sessions as a list."), 2},
	{SESSIONS_TODAY, KEYS_F(4), 'T', N_("Today"), N_("Goes to the day that is today."), 4},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears what is typed, then goes back."), 3},
};

const struct screen sessions_screen = {
	.title = N_("SESSIONS"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.release = release,
};
