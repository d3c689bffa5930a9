/* SPDX-License-Identifier: BSD-2-Clause */
/* How Kehadiran looks: the counter can be read from the queue, what happened stands in a bar of its
 * own, and nobody is named before something is typed. */
#include "tui/attend.h"
#include "tui/bigtext.h"
#include "model/nik.h"
#include "app/whereabouts.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define LARGE_ROWS 19 /* of the area; with less the counter is one line */
#define SECOND_COL 36 /* where the id, the start and the date stand, if there is room */

/* --- Loading ----------------------------------------------------------------------------------- */

static void load_session(struct attend *attend)
{
	const struct session *session = attend->checkin.session;
	const struct session_schedule *schedule = &session->schedule;
	uint32_t start = session_start_minute(&attend->app->programme, session);

	session_title(&attend->app->programme, session, &attend->title);
	if (schedule->venue[0] != '\0')
		buf_add_text(&attend->venue, schedule->venue);
	else
		office_venue(attend->app, session, &attend->venue);
	if (start > 0) {
		struct buf time = BUF_EMPTY;

		minute_print(&time, (int)start - 1);
		buf_printf(&attend->start, _("starts at %s"), buf_text(&time));
		buf_release(&time);
	}
}

/* Asked both ways: too many people, and a free seat while people wait. */
static void load_seats(struct attend *attend)
{
	const struct day_count *count = &attend->checkin.count;
	uint32_t free = seats_free(count);

	if (seats_over(count) > 0)
		buf_printf(&attend->warning, _("More people than seats: %u/%u"),
			(unsigned)count->registered, (unsigned)count->seats);
	else if (free > 0 && count->waiting > 0)
		buf_printf(&attend->warning, _("Free seats: %u; waiting: %u"), (unsigned)free,
			(unsigned)count->waiting);
}

static void load_day(struct attend *attend)
{
	const struct checkin *checkin = &attend->checkin;
	const struct dates *dates = &checkin->session->schedule.dates;
	int now = session_day_on(checkin->session, app_today(attend->app));

	buf_printf(&attend->day, _("Day %u of %u"), (unsigned)checkin->day,
		(unsigned)checkin->roster.days);
	if (checkin->part != PART_WHOLE)
		buf_printf(&attend->day, ", %s", day_part_text(checkin->part));
	if (checkin->day <= dates->count)
		date_print_short(&attend->on, dates->item[checkin->day - 1]);
	if (app_doubts_clock(attend->app) && !attend->app->clock.by_hand)
		buf_add_text(&attend->warning, _("The laptop's clock is wrong: F6 asks for day and time"));
	else if (dates->count == 0)
		buf_add_text(
			&attend->warning, _("This class has no dates yet: choose the day, F2"));
	else if (now == 0)
		buf_add_text(&attend->warning, _("Today is no day of this class: choose one, F2"));
	else if ((uint32_t)now != checkin->day)
		buf_printf(&attend->warning, _("Today is day %d: choose the day with F2"), now);
	else if (roster_is_closed(&checkin->roster, checkin->day))
		buf_add_text(&attend->warning, _("This day is closed: F8 shows it, and reopens it"));
	else
		load_seats(attend);
}

static uint32_t late_minutes(const struct attend *attend, const struct roster_mark *mark)
{
	return mark_late_minutes(&attend->app->programme, attend->checkin.session, attend->checkin.part,
		mark);
}

static uint32_t count_late(const struct attend *attend)
{
	const struct checkin *checkin = &attend->checkin;
	uint32_t count = 0;

	for (size_t i = 0; i < checkin->roster.count; i++)
		count += roster_has_seat(&checkin->roster.person[i]) &&
			 late_minutes(attend, &checkin->roster.person[i].mark[checkin->day - 1]) > 0;
	return count;
}

static void load_counts(struct attend *attend)
{
	const struct day_count *count = &attend->checkin.count;
	struct buf *out = &attend->counts;
	uint32_t unknown = count->present - count->present_male - count->present_female;

	buf_printf(&attend->counter, "%u/%u", (unsigned)count->present, (unsigned)count->seats);
	/* TRANSLATORS: men and women who are present. */
	buf_printf(out, _("M %u  F %u"), (unsigned)count->present_male,
		(unsigned)count->present_female);
	if (unknown > 0)
		buf_printf(out, "  ? %u", (unsigned)unknown);
	buf_printf(
		out, _(" • excused %u • sick %u"), (unsigned)count->excused, (unsigned)count->sick);
	if (count->absent > 0)
		buf_printf(out, _(" • absent %u"), (unsigned)count->absent);
	buf_printf(out, _(" • not yet %u"), (unsigned)count->open);
	if (count->waiting > 0)
		buf_printf(out, _(" • waiting %u"), (unsigned)count->waiting);
	if (count_late(attend) > 0)
		buf_printf(out, _(" • late %u"), (unsigned)count_late(attend));
}

static void load_last(struct attend *attend)
{
	const struct checkin *checkin = &attend->checkin;

	if (checkin->last_count == 0) {
		buf_add_text(&attend->last, _("Nobody has come yet"));
		return;
	}
	buf_add_text(&attend->last, _("Last:"));
	for (size_t i = 0; i < checkin->last_count; i++) {
		const struct checkin_last *last = &checkin->last[i];

		const struct roster_person *person = &checkin->roster.person[last->person];

		buf_printf(&attend->last, "%s %s ", i > 0 ? " •" : "", person->enrolment.number);
		minute_print(&attend->last, moment_minute(last->time));
		if (person->mark[checkin->day - 1].doubted)
			buf_add_byte(&attend->last, '?');
	}
}

/* Where it is only read others record meanwhile; and so do the screens that are opened from this one. */
static enum status refresh(struct attend *attend, struct err *err)
{
	struct checkin *checkin = &attend->checkin;
	enum status status = app_refresh(attend->app, err);

	attend->stale = false;
	if (status == STATUS_OK)
		status = checkin_reload(checkin, err);
	if (status == STATUS_OK)
		status = checkin_set_day(checkin, checkin->day, err);
	list_set_count(&attend->list, checkin->match_count);
	return status;
}

/* After a lock: who is on the list, and what was typed. */
static enum status remember(struct attend *attend, struct err *err)
{
	struct arena arena = {0};
	struct whereabouts where;
	enum status status = refresh(attend, err);

	attend->forgotten = status != STATUS_OK;
	if (input_is_empty(&attend->input) && whereabouts_read(attend->app, &arena, &where))
		input_set(&attend->input, where.typed);
	attend_find(attend);
	arena_release(&arena);
	return status;
}

void attend_say_last(const struct attend *attend, struct buf *out)
{
	struct buf last = BUF_EMPTY;

	checkin_say_last(&attend->checkin, &last);
	if (last.len > 0)
		buf_printf(out, _("Saved last: %s"), buf_text(&last));
	buf_release(&last);
}

enum status attend_load(void *context, struct err *err)
{
	struct attend *attend = context;
	struct buf *texts[] = {&attend->title, &attend->venue, &attend->start, &attend->day,
		&attend->on, &attend->counts, &attend->counter, &attend->warning, &attend->last};

	enum status status = STATUS_OK;

	/* What was read before is shown all the same. */
	if (attend->forgotten)
		status = remember(attend, err);
	else if (!app_writes(attend->app) || attend->stale)
		status = refresh(attend, err);

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		buf_clear(texts[i]);
	load_session(attend);
	load_day(attend);
	load_counts(attend);
	load_last(attend);
	attend->draft = app_writes(attend->app) && attend_new_is_kept(attend);
	attend->others = app_writes(attend->app) && checkin_has_others(&attend->checkin);
	checkin_say(&attend->checkin, &attend->result);
	return status;
}

/* --- The list ---------------------------------------------------------------------------------- */

static void add_state(
	const struct attend *attend, const struct roster_person *person, struct buf *out)
{
	const struct roster_mark *mark = &person->mark[attend->checkin.day - 1];

	if (person->enrolment.status == ENROLMENT_WAITING)
		buf_printf(out, _("waiting no. %zu"),
			roster_waiting_place(&attend->checkin.roster, person));
	else if (!roster_has_seat(person))
		buf_add_text(out, outcome_word(OUTCOME_WITHDRAWN));
	else if (mark->status == 0)
		buf_add_text(out, _("not yet"));
	else
		checkin_say_mark(mark, late_minutes(attend, mark) > 0, out);
}

static void list_row(void *context, size_t index, struct list_row *row)
{
	const struct attend *attend = context;
	const struct roster_person *person =
		&attend->checkin.roster.person[attend->checkin.match[index]];

	list_cell(row, 0, "%s", person->enrolment.number);
	list_cell(row, 1, "%s", person->identity.name);
	list_cell(row, 2, "%s", office_sex(person->identity.sex));
	office_place(attend->app, &person->address, &row->cell[3]);
	nik_tail(person->identity.nik, &row->cell[4]);
	add_state(attend, person, &row->cell[5]);
}

/* The column of marks says of which day they are. */
#define COLUMNS(day)                                                                               \
	{                                                                                          \
		{N_("No"), 3, 0, 0, 0, ALIGN_LEFT}, {N_("Name"), 26, 16, 1, 0, ALIGN_LEFT},        \
			{N_("M/F"), 3, 0, 0, 1, ALIGN_LEFT},                                       \
			{N_("Kelurahan"), 18, 10, 0, 2, ALIGN_LEFT},                               \
			{N_("NIK"), 6, 0, 0, 0, ALIGN_LEFT}, {(day), 15, 14, 0, 0, ALIGN_LEFT},     \
	}

static const struct column columns_today[] = COLUMNS(N_("Today"));
static const struct column columns_other[] = COLUMNS(N_("That day"));
#define COLUMN_COUNT (sizeof(columns_today) / sizeof(*columns_today))

static const struct list_view views[] = {
	{columns_today, COLUMN_COUNT, list_row, true, 2},
	{columns_other, COLUMN_COUNT, list_row, true, 2},
};

const struct list_view *attend_list(const struct attend *attend)
{
	int now = session_day_on(attend->checkin.session, app_today(attend->app));

	return &views[(uint32_t)now == attend->checkin.day ? 0 : 1];
}

/* --- The rest ---------------------------------------------------------------------------------- */

static void draw_pair(
	int row, const struct area *area, const struct buf *left, const struct buf *right)
{
	int col = term_put(row, area->col + 1, STYLE_NORMAL, buf_text(left)) + 2;

	if (col < area->col + SECOND_COL)
		col = area->col + SECOND_COL;
	if (col < area->col + area->cols)
		term_put_fit(row, col, area->col + area->cols - col, STYLE_NORMAL, buf_text(right));
}

static void draw_warning(int row, const struct attend *attend, int cols)
{
	struct buf text = BUF_EMPTY;

	if (attend->warning.len == 0)
		return;
	buf_printf(&text, " ! %s ", buf_text(&attend->warning));
	term_put_fit(row, 1,
		cols < text_width(buf_text(&text)) ? cols : text_width(buf_text(&text)),
		STYLE_BAR_WARN, buf_text(&text));
	buf_release(&text);
}

static void draw_head(const struct attend *attend, struct area area)
{
	const char *counter = buf_text(&attend->counter);
	int counter_col = area.col + area.cols - 1 - bigtext_width(counter);
	struct area left = {area.row, area.col, BIGTEXT_ROWS, counter_col - 2};

	term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&attend->title));
	if (text_width(buf_text(&attend->title)) + 3 <= SECOND_COL)
		term_put(
			area.row, area.col + SECOND_COL, STYLE_NORMAL, attend->checkin.session->id);
	draw_pair(area.row + 1, &left, &attend->venue, &attend->start);
	draw_pair(area.row + 2, &left, &attend->day, &attend->on);
	draw_warning(area.row + 3, attend, left.cols - 1);
	term_put_fit(
		area.row + 4, area.col + 1, left.cols - 1, STYLE_NORMAL, buf_text(&attend->counts));
	bigtext_draw(area.row, counter_col, STYLE_BOLD, counter);
}

static void draw_head_small(const struct attend *attend, struct area area)
{
	struct buf day = BUF_EMPTY;
	const char *counter = buf_text(&attend->counter);
	const char *label = attend->others ? _(" on this laptop ") : "";
	int width = text_width(counter) + text_width(label);
	int end = area.col + area.cols - 1;
	int col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&attend->title)) + 2;

	term_put_right(area.row, col, end - col, STYLE_NORMAL, attend->checkin.session->id);
	buf_printf(&day, "%s  %s  %s", buf_text(&attend->day), buf_text(&attend->on),
		buf_text(&attend->venue));
	term_put_fit(area.row + 1, area.col + 1, end - width - 3 - area.col, STYLE_NORMAL,
		buf_text(&day));
	term_put(area.row + 1, term_put(area.row + 1, end - width, STYLE_BOLD, counter), STYLE_NORMAL,
		label);
	term_put_fit(
		area.row + 2, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&attend->counts));
	buf_release(&day);
}

static void draw_input(struct attend *attend, int row, struct area area)
{
	int col = term_put(row, area.col + 1, STYLE_NORMAL, _("NIK, number, or name:")) + 1;

	attend->input_area = (struct area){row, col, 1, area.col + area.cols - col - 1};
	input_draw(&attend->input, row, col, attend->input_area.cols);
}

static void add_question(const struct attend *attend, int cols, struct buf *out)
{
	const char *answers = _(":  I excused  S sick  R a relative signs  Esc no");
	int room = cols - text_width(answers);
	const struct checkin *checkin = &attend->checkin;
	const struct roster_person *person =
		&checkin->roster.person[checkin->match[attend_chosen(attend)]];
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, person->identity.name, strlen(person->identity.name));
	text_fit(out, buf_text(&safe), room < 24 ? room : 24, false);
	buf_add_text(out, answers);
	buf_wipe(&safe);
}

/* Where the officer looks for somebody who is not there. */
static void draw_take(const struct attend *attend, int row, struct area area)
{
	if (attend->checkin.token.kind == TOKEN_EMPTY || attend->asks_why || !app_writes(attend->app))
		return;
	term_put_fit(row, area.col + 1, area.cols - 2, STYLE_NORMAL,
		_("Not on the list?  F3 looks in other classes, or registers somebody new"));
}

/* What ^Z would take back, while nothing is typed and there is room for it. */
static void draw_undo(const struct attend *attend, int row, int col, struct area area)
{
	struct buf text = BUF_EMPTY, what = BUF_EMPTY;
	int room = area.col + area.cols - 1 - col - 3;

	if (attend->checkin.token.kind == TOKEN_EMPTY && checkin_can_undo(&attend->checkin)) {
		checkin_say_undo(&attend->checkin, &what);
		buf_printf(&text, _("Undo: %s"), buf_text(&what));
		if (room > 30)
			term_put_right(row, col + 3, room, STYLE_NORMAL, buf_text(&text));
	}
	buf_wipe(&what);
	buf_wipe(&text);
}

/* Who tries it is led from the first person to the end of the day. */
static const char *hint_of_demo(const struct attend *attend)
{
	if (roster_is_closed(&attend->checkin.roster, attend->checkin.day))
		return _("The day is closed. Esc goes back to Home.");
	return attend->checkin.done_count == 0 ? _("Try it: type  aminah  and press Enter.")
					       : _("Is everyone recorded? F8 closes the day.");
}

/* What can be done next, in a sentence. */
static void draw_hint(const struct attend *attend, int row, struct area area)
{
	size_t fit = attend->checkin.match_count;
	enum token_kind kind = attend->checkin.token.kind;
	enum style style = STYLE_NORMAL;
	struct buf hint = BUF_EMPTY;

	if (attend->asks_why && attend_chosen(attend) != CHECKIN_NOBODY) {
		add_question(attend, area.cols - 2, &hint);
		style = STYLE_WARN;
	} else if (kind == TOKEN_EMPTY && attend->draft) {
		buf_add_text(&hint, _("Somebody new was left half done: F3 goes on."));
	} else if (kind == TOKEN_EMPTY && attend->app->programme.is_demo) {
		buf_add_text(&hint, hint_of_demo(attend));
	} else if (attend->checkin.roster.count == 0) {
		buf_add_text(&hint, _("Nobody is registered here: import first (okoce import)."));
		style = STYLE_WARN;
	} else if (kind == TOKEN_EMPTY) {
		buf_add_text(&hint, _("Scan or type, then press Enter."));
	} else if (fit == 1 || attend->list.selected != LIST_NONE) {
		buf_add_text(&hint, app_writes(attend->app) ? _("Enter records as present.")
							    : _("Only to read: Enter records nothing."));
	} else if (fit > 1) {
		buf_printf(&hint,
			ngettext("%zu fits: choose with the arrow, or type on.",
				"%zu fit: choose with the arrow, or type on.", fit),
			fit);
	} else if (kind != TOKEN_NIK_WRONG) {
		buf_add_text(&hint, _("Nobody on this list fits: Enter looks in other classes, F3 registers."));
	}
	term_put_fit(row, area.col + 1, area.cols - 2, style, buf_text(&hint));
	draw_undo(attend, row, area.col + 1 + text_width(buf_text(&hint)), area);
	buf_wipe(&hint);
}

static void draw_last(const struct attend *attend, int row, struct area area)
{
	int col = term_put(row, area.col + 1, STYLE_NORMAL, buf_text(&attend->last)) + 2;
	const char *saved = app_writes(attend->app) ? _("all is saved on this laptop")
						    : _("read only: nothing is recorded");

	if (attend->result.outcome != OUTCOME_FAILED &&
		col + text_width(saved) < area.col + area.cols)
		term_put_right(row, col, area.col + area.cols - 1 - col, STYLE_NORMAL, saved);
}

static void draw_list(struct attend *attend, int row, int end, struct area area)
{
	attend->list_area = (struct area){row, area.col, end - row, area.cols};
	/* Nobody is named while nothing is typed. */
	if (attend->checkin.match_count > 0)
		list_draw(&attend->list, attend_list(attend), attend->list_area, attend);
	/* The input has the cursor, unless a row is chosen: screen readers follow it. */
	if (attend->list.selected != LIST_NONE)
		list_place_cursor(&attend->list, attend_list(attend), attend->list_area);
}

static void draw_large(struct attend *attend, struct area area)
{
	int row = area.row + BIGTEXT_ROWS;
	int last = area.row + area.rows - 1;

	draw_head(attend, area);
	term_line(row, area.col, area.cols);
	if (attend->others)
		term_put(row, area.col + area.cols - 2 - text_width(_(" on this laptop ")), STYLE_NORMAL,
			_(" on this laptop "));
	draw_input(attend, row + 1, area);
	term_line(row + 2, area.col, area.cols);
	row += 3;
	row += attend_draw_bar(attend, (struct area){row, area.col, 1, area.cols});
	term_line(row, area.col, area.cols);
	draw_list(attend, row + 1, last - 2, area);
	draw_take(attend, last - 2, area);
	draw_hint(attend, last - 1, area);
	draw_last(attend, last, area);
}

static void draw_small(struct attend *attend, struct area area)
{
	int row = area.row + 3;
	int last = area.row + area.rows - 1;

	draw_head_small(attend, area);
	draw_input(attend, row, area);
	row++;
	row += attend_draw_bar(attend, (struct area){row, area.col, 1, area.cols});
	draw_list(attend, row, last - 1, area);
	if (attend->warning.len > 0 && !attend->asks_why)
		draw_warning(last - 1, attend, area.cols - 2);
	else
		draw_hint(attend, last - 1, area);
	draw_last(attend, last, area);
}

void attend_draw(void *context, struct area area)
{
	if (area.rows >= LARGE_ROWS && !office_is_narrow())
		draw_large(context, area);
	else
		draw_small(context, area);
}
