/* SPDX-License-Identifier: BSD-2-Clause */
/* The page of a session: what is planned, when and where it is held, and what became of its days. */
#include "tui/attend.h"
#include "tui/day.h"
#include "tui/sessions.h"
#include "app/schedule.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_COLS 13
#define ROOMY_ROWS 18 /* of the area; with less no row is left blank */

enum {
	SESSION_ATTEND = ACTION_OWN,
	SESSION_PLAN_DATES,
	SESSION_STATE,
	SESSION_ROSTER,
	SESSION_SHEET,
	SESSION_UNDO
};

void *session_open(struct app *app, const char *id)
{
	struct session_page *page = memory_alloc(sizeof(*page));

	page->app = app;
	page->id = memory_text(id);
	page->list.selected = LIST_NONE;
	return page;
}

static void release(void *context)
{
	struct session_page *page = context;

	for (size_t i = 0; i < SESSION_FACTS; i++)
		buf_release(&page->fact[i].text);
	buf_release_all(&page->warning, &page->warning_count);
	buf_release(&page->title);
	free(page->done);
	free(page->id);
	free(page);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static void say_plan(const struct session_page *page, struct buf *out)
{
	const struct session_plan *plan = &page->session->plan;
	const struct kecamatan *kecamatan =
		programme_kecamatan(&page->app->programme, plan->kecamatan);

	if (!session_is_planned(page->session)) {
		buf_add_text(out, _("outside the plan: registered by another laptop, perhaps"));
		return;
	}
	buf_printf(out, _("%s, %u seats, %u days, plan %u"),
		kecamatan ? kecamatan->name : plan->kecamatan, (unsigned)plan->capacity,
		(unsigned)plan->days, (unsigned)plan->year);
}

static void say_state(const struct session_page *page, struct buf *out)
{
	const struct session *session = page->session;

	buf_add_text(out, session_state_text(session_state_on(session, app_today(page->app))));
	if (session->status.reason[0] != '\0')
		buf_printf(out, ": %s", session->status.reason);
}

static void say_venue(const struct session_page *page, struct buf *out)
{
	const char *venue = page->session->schedule.venue;

	buf_add_text(out, venue[0] != '\0' ? venue : _("not set"));
}

static void say_start(const struct session_page *page, struct buf *out)
{
	const uint32_t own = page->session->schedule.start_minute;
	const uint32_t usual = page->app->programme.settings.start_minute;
	struct buf time = BUF_EMPTY;

	if (own == 0 && usual == 0) {
		buf_add_text(out, _("not set"));
		return;
	}
	minute_print(&time, (int)(own > 0 ? own : usual) - 1);
	buf_printf(out, own > 0 ? _("%s WIB") : _("%s WIB, as usual"), buf_text(&time));
	buf_release(&time);
}

static void say_instructors(const struct session_page *page, struct buf *out)
{
	instructors_print(out, &page->session->schedule.instructors);
	if (page->session->schedule.instructors.count == 0)
		buf_add_text(out, _("not set"));
}

static void say_people(const struct session_page *page, struct buf *out)
{
	const struct tally *tally = page->tally;

	/* TRANSLATORS: men and women. */
	buf_printf(out, _("%u registered (M %u, F %u)"), (unsigned)tally->registered,
		(unsigned)tally->registered_male, (unsigned)tally->registered_female);
	if (tally->waiting > 0)
		buf_printf(out, _(", %u waiting"), (unsigned)tally->waiting);
}

static const struct {
	const char *label;
	void (*say)(const struct session_page *page, struct buf *out);
} facts[SESSION_FACTS] = {
	{N_("Plan"), say_plan},
	{N_("Status"), say_state},
	{N_("Place"), say_venue},
	{N_("Begins"), say_start},
	{N_("Instructors"), say_instructors},
	{N_("People"), say_people},
};

/* Of what is over or will not be nothing is worth a look any more. */
static void load_warnings(struct session_page *page)
{
	struct schedule_warnings warnings = {0};
	enum session_state state = session_state_on(page->session, app_today(page->app));

	buf_release_all(&page->warning, &page->warning_count);
	if (state == SESSION_IS_DONE || state == SESSION_IS_CANCELLED)
		return;
	schedule_look(page->app, page->session, &page->session->schedule, &warnings);
	page->warning = memory_alloc((warnings.count + 1) * sizeof(*page->warning));
	page->warning_count = warnings.count;
	for (size_t i = 0; i < warnings.count; i++)
		schedule_warning_say(&page->app->programme, &warnings.item[i], &page->warning[i]);
	schedule_warnings_release(&warnings);
}

static size_t day_count(const struct session *session)
{
	size_t dates = session->schedule.dates.count;
	size_t days = dates > session->plan.days ? dates : session->plan.days;

	return days < ROSTER_DAYS_MAX ? days : ROSTER_DAYS_MAX;
}

static void load_days(struct session_page *page)
{
	bool first = page->list.selected == LIST_NONE;
	int now = session_day_on(page->session, app_today(page->app));

	list_set_count(&page->list, day_count(page->session));
	if (first && page->list.count > 0)
		list_select(&page->list, now > 0 ? (size_t)now - 1 : 0);
}

static enum status load(void *context, struct err *err)
{
	struct session_page *page = context;
	struct app *app = page->app;
	/* What was read before is shown all the same. */
	enum status status = app_refresh(app, err);

	/* Nobody takes back what another officer did. */
	if (!id_equal(&page->officer, &app->officer))
		page->done_count = 0;
	page->officer = app->officer;
	app_tallies(app);
	buf_clear(&page->title);
	page->session = programme_session(&app->programme, page->id);
	if (!page->session) {
		list_set_count(&page->list, 0);
		return err_set(err, STATUS_NOT_FOUND, _("No such session: \"%s\""), page->id);
	}
	page->tally = &app->tally[page->session - app->programme.session];
	session_title(&app->programme, page->session, &page->title);
	for (size_t i = 0; i < SESSION_FACTS; i++) {
		page->fact[i].label = _(facts[i].label);
		buf_clear(&page->fact[i].text);
		facts[i].say(page, &page->fact[i].text);
	}
	load_warnings(page);
	load_days(page);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static const char *day_remark(const struct session_page *page, uint32_t day, date on)
{
	if (tally_is_closed(page->tally, day))
		return _("closed");
	if (on == DATE_NONE)
		return "";
	if (on == app_today(page->app))
		return _("today");
	return on < app_today(page->app) ? _("not closed") : "";
}

static void draw_day(void *context, size_t index, struct list_row *row)
{
	const struct session_page *page = context;
	const struct dates *dates = &page->session->schedule.dates;
	const struct tally *tally = page->tally;
	date on = index < dates->count ? dates->item[index] : DATE_NONE;

	list_cell(row, 0, "%zu", index + 1);
	date_print_long(&row->cell[1], on);
	if (on == DATE_NONE)
		list_cell(row, 1, "%s", _("no date yet"));
	list_cell(row, 2, "%u/%u", (unsigned)tally->present[index], (unsigned)tally->registered);
	list_cell(row, 3, "%u", (unsigned)tally->recorded[index]);
	list_cell(row, 4, "%s", day_remark(page, (uint32_t)index + 1, on));
}

static const struct column columns[] = {
	{N_("Day"), 4, 0, 0, 0, ALIGN_LEFT},
	{N_("Date"), 27, 22, 0, 0, ALIGN_LEFT},
	{N_("Present"), 8, 0, 0, 0, ALIGN_LEFT},
	{N_("Recorded"), 9, 0, 0, 1, ALIGN_RIGHT},
	{NULL, 14, 8, 0, 2, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_day, true, 2};

static void draw_facts(const struct session_page *page, struct area area)
{
	int end = area.col + area.cols - 1;
	int col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&page->title)) + 2;

	if (session_is_planned(page->session))
		term_put_right(area.row, col, end - col, STYLE_NORMAL, page->id);
	for (int i = 0; i < SESSION_FACTS; i++) {
		const struct session_fact *fact = &page->fact[i];

		term_put_fit(area.row + 1 + i, area.col + 1, LABEL_COLS, STYLE_NORMAL, fact->label);
		term_put_fit(area.row + 1 + i, area.col + 1 + LABEL_COLS,
			area.cols - 2 - LABEL_COLS, STYLE_NORMAL, buf_text(&fact->text));
	}
}

/* As many as there is room for; the last row says how many more there are. */
static void draw_warnings(const struct session_page *page, struct area area)
{
	struct buf text = BUF_EMPTY;

	for (int i = 0; i < area.rows && (size_t)i < page->warning_count; i++) {
		size_t more = page->warning_count - (size_t)i;

		buf_clear(&text);
		if (i == area.rows - 1 && more > 1)
			buf_printf(&text, _("! %zu more things to look at: Schedule shows them"),
				more);
		else
			buf_printf(&text, "! %s", buf_text(&page->warning[i]));
		term_put_fit(
			area.row + i, area.col + 1, area.cols - 2, STYLE_WARN, buf_text(&text));
	}
	buf_release(&text);
}

static void draw(void *context, struct area area)
{
	struct session_page *page = context;
	int end = area.row + area.rows;
	int row = area.row + 1 + SESSION_FACTS + (area.rows >= ROOMY_ROWS);
	int days = (int)page->list.count + 1;
	int warnings = (int)page->warning_count;

	if (!page->session)
		return;
	draw_facts(page, area);
	if (warnings > end - row - days)
		warnings = end - row - days > 1 ? end - row - days : warnings > 0;
	if (days > end - row - warnings)
		days = end - row - warnings;
	page->list_area = (struct area){row, area.col, days, area.cols};
	list_draw(&page->list, &view, page->list_area, page);
	list_place_cursor(&page->list, &view, page->list_area);
	row += days + (area.rows >= ROOMY_ROWS && end - row - days > warnings);
	draw_warnings(page, (struct area){row, area.col, warnings, area.cols});
}

/* --- Acting ------------------------------------------------------------------------------------ */

/* The attendance of the chosen day. */
static struct next open_attendance(struct screens *screens, struct session_page *page)
{
	struct err err = {0};
	struct attend *attend = attend_open(page->app, page->session, &err);
	uint32_t day = (uint32_t)page->list.selected + 1;

	if (!attend)
		return screens_refuse(screens, &err);
	if (page->list.selected < page->list.count &&
		checkin_set_day(&attend->checkin, day, &err) != STATUS_OK) {
		attend_screen.release(attend);
		return screens_refuse(screens, &err);
	}
	return next_push(&attend_screen, attend);
}

static struct next open_roster(struct screens *screens, struct session_page *page)
{
	struct err err = {0};
	void *roster = session_roster_open(page->app, page->session, &err);

	return roster ? next_push(&session_roster_screen, roster) : screens_refuse(screens, &err);
}

void session_did(struct screens *screens, struct session_page *page, const struct action_id *done)
{
	if (done->first == 0) {
		screens_say(
			screens, STYLE_NORMAL, "%s", _("It was so already: nothing was written."));
		return;
	}
	page->done = memory_grow(
		page->done, page->done_count, &page->done_capacity, sizeof(*page->done));
	page->done[page->done_count++] = *done;
	screens_say(screens, STYLE_GOOD, "%s", _("Saved. Ctrl-Z takes it back."));
}

static struct next undo(struct screens *screens, struct session_page *page)
{
	struct err err = {0};
	enum status status = schedule_undo(page->app, &page->done[page->done_count - 1], &err);

	page->session = NULL; /* of a programme that is gone, perhaps: the load looks it up */
	/* What was built upon bars the way no longer. */
	if (status == STATUS_OK || status == STATUS_INVALID)
		page->done_count--;
	if (status != STATUS_OK)
		screens_say_err(screens, &err);
	else
		screens_say(screens, STYLE_GOOD, "%s", _("Taken back: it is as it was before."));
	return next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct session_page *page = context;
	enum list_result moved;

	switch (action) {
	case SESSION_ATTEND:
		return open_attendance(screens, page);
	case SESSION_PLAN_DATES:
		return next_push(&session_schedule_screen, session_schedule_open(page));
	case SESSION_STATE:
		return next_push(&session_status_screen, session_status_open(page));
	case SESSION_ROSTER:
		return open_roster(screens, page);
	case SESSION_SHEET:
		day_print_sheet(screens, page->app, page->session, (uint32_t)page->list.selected + 1,
			PART_WHOLE);
		return next_draw();
	case SESSION_UNDO:
		return undo(screens, page);
	case ACTION_NONE:
		break;
	default:
		return next_ignored();
	}
	moved = list_act(&page->list, &view, page->list_area, key);
	if (moved == LIST_CHOSEN)
		return open_attendance(screens, page);
	return moved == LIST_MOVED ? next_draw() : next_ignored();
}

static bool allows(const void *context, int action)
{
	const struct session_page *page = context;

	switch (action) {
	case SESSION_ATTEND:
		return page->session && page->list.count > 0;
	case SESSION_ROSTER:
		return page->session != NULL;
	case SESSION_SHEET:
		return page->session && page->list.selected < page->list.count && app_writes(page->app);
	case SESSION_PLAN_DATES:
	case SESSION_STATE:
		return page->session && app_writes(page->app);
	case SESSION_UNDO:
		return page->done_count > 0;
	default:
		return true;
	}
}

static void corner(const void *context, struct buf *out)
{
	const struct session_page *page = context;

	office_corner(page->app, out);
}

static const struct action actions[] = {
	{SESSION_ATTEND, KEYS_ENTER, 'A', N_("Attendance"),
		N_("Opens the attendance of the chosen day."), 1},
	{SESSION_PLAN_DATES, KEYS_F(3), 'J', N_("Schedule"),
		N_("Changes dates, place, start and instructors."), 2},
	{SESSION_STATE, KEYS_F(4), 'S', N_("Status"),
		N_("Says whether the session is held or cancelled."), 4},
	{SESSION_ROSTER, KEYS_F(5), 'D', N_("People"), N_("Shows its people, with those who wait."),
		3},
	{SESSION_SHEET, KEYS_F(2), 'C', N_("Print sheet"),
		N_("Writes a sheet to sign for the printer."), 4},
	{SESSION_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"),
		N_("Takes the last change back that was made here."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the sessions."), 3},
};

const struct screen session_screen = {
	.title = N_("SESSION DETAILS"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.release = release,
};
