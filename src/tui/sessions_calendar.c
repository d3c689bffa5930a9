/* SPDX-License-Identifier: BSD-2-Clause */
/* The sessions as a month. What a day is, is a letter and a word, never a colour alone; what is held on
 * the chosen day stands below. */
#include "tui/sessions.h"
#include "model/tally.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define WEEKDAYS 7
#define TALL_ROWS 20 /* of the area; with less a week has one row */
#define WIDE_CELL 11 /* a cell that has room for words */
#define HEAD_ROWS 2  /* the month, the names of days */
#define YEAR_FIRST 1900
#define YEAR_LAST 2199

/* --- Days -------------------------------------------------------------------------------------- */

static date month_begin(date day)
{
	struct civil civil = date_civil(day);

	return date_of(civil.year, civil.month, 1);
}

static int month_days(date day)
{
	struct civil civil = date_civil(day);
	int days = 28;

	while (date_valid(civil.year, civil.month, days + 1))
		days++;
	return days;
}

/* The same day of another month, or its last one. */
static date move_month(date day, int months)
{
	struct civil civil = date_civil(day);
	int month = civil.year * 12 + civil.month - 1 + months;
	date begin = date_of(month / 12, month % 12 + 1, 1);
	int days = month_days(begin);

	return begin + (civil.day < days ? civil.day : days) - 1;
}

static int week_count(date begin)
{
	return (date_weekday(begin) + month_days(begin) + WEEKDAYS - 1) / WEEKDAYS;
}

bool sessions_calendar_key(struct sessions *sessions, const struct key *key)
{
	date begin = month_begin(sessions->day);
	date day;
	int year;

	switch (key->code) {
	case KEYS_LEFT:
		day = sessions->day - 1;
		break;
	case KEYS_RIGHT:
		day = sessions->day + 1;
		break;
	case KEYS_UP:
		day = sessions->day - WEEKDAYS;
		break;
	case KEYS_DOWN:
		day = sessions->day + WEEKDAYS;
		break;
	case KEYS_PAGE_UP:
	case KEYS_WHEEL_UP:
		day = move_month(sessions->day, -1);
		break;
	case KEYS_PAGE_DOWN:
	case KEYS_WHEEL_DOWN:
		day = move_month(sessions->day, 1);
		break;
	case KEYS_HOME:
		day = begin;
		break;
	case KEYS_END:
		day = begin + month_days(begin) - 1;
		break;
	default:
		return false;
	}
	year = date_civil(day).year;
	if (year >= YEAR_FIRST && year <= YEAR_LAST)
		sessions->day = day;
	return true;
}

date sessions_calendar_hit(const struct sessions *sessions, const struct key *key)
{
	const struct area *grid = &sessions->grid;
	date begin = month_begin(sessions->day);
	int week = (key->row - grid->row) / sessions->week_rows;
	int weekday = (key->col - grid->col) / (grid->cols / WEEKDAYS);
	int day = week * WEEKDAYS + weekday - date_weekday(begin);

	if (key->row < grid->row || key->row >= grid->row + grid->rows || key->col < grid->col ||
		weekday >= WEEKDAYS || day < 0 || day >= month_days(begin))
		return DATE_NONE;
	return begin + day;
}

/* --- What a day is ----------------------------------------------------------------------------- */

enum day_kind {
	DAY_USUAL,
	DAY_OFF,
	DAY_LEAVE,
	DAY_FASTING,
	DAY_KINDS
};

static enum day_kind kind_of(const struct programme *programme, date day)
{
	const struct holiday *off = programme_holiday(programme, day);

	if (off)
		return off->kind == HOLIDAY_JOINT_LEAVE ? DAY_LEAVE : DAY_OFF;
	return programme_fasting(programme, day) ? DAY_FASTING : DAY_USUAL;
}

/* The letter behind a day's number, and the word in the legend below. */
static const char *kind_sign(enum day_kind kind)
{
	/* TRANSLATORS: one letter each, the first of "day off", "joint leave" and "fasting": L, C, P in
	 * Indonesian (libur, cuti bersama, puasa). */
	static const char *const signs[DAY_KINDS] = {[DAY_USUAL] = " ",
		[DAY_OFF] = N_("O"),
		[DAY_LEAVE] = N_("J"),
		[DAY_FASTING] = N_("R")};

	return kind == DAY_USUAL ? " " : _(signs[kind]);
}

static const char *kind_word(enum day_kind kind)
{
	static const char *const words[DAY_KINDS] = {[DAY_OFF] = N_("day off"),
		[DAY_LEAVE] = N_("joint leave"),
		[DAY_FASTING] = N_("Ramadan")};

	return _(words[kind]);
}

/* --- The month --------------------------------------------------------------------------------- */

static void draw_head(const struct sessions *sessions, struct area area, int cell)
{
	struct buf text = BUF_EMPTY;
	/* A Monday. */
	date monday = sessions->day - date_weekday(sessions->day);
	int col;

	buf_printf(&text, "%s %d", date_month_long(sessions->day), date_civil(sessions->day).year);
	col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&text)) + 2;
	buf_clear(&text);
	if (!input_is_empty(&sessions->input))
		buf_printf(&text, _("only: %s"), input_text(&sessions->input));
	else
		buf_add_text(&text, _("PgUp, PgDn: other months"));
	term_put_right(
		area.row, col, area.col + area.cols - 1 - col, STYLE_NORMAL, buf_text(&text));
	for (int i = 0; i < WEEKDAYS; i++)
		term_put_fit(area.row + 1, area.col + 1 + i * cell, cell, STYLE_BOLD,
			date_weekday_short(monday + i));
	buf_release(&text);
}

static void draw_day(const struct sessions *sessions, date day, int row, int col, int cell)
{
	const bool chosen = day == sessions->day;
	const bool today = day == app_today(sessions->app);
	const enum style style = chosen ? STYLE_REVERSE : today ? STYLE_BOLD : STYLE_NORMAL;
	const struct session *first;
	const size_t count = sessions_on(sessions, day, &first);
	struct buf text = BUF_EMPTY;

	buf_printf(&text, "%c%2d%s%s", chosen ? '>' : ' ', date_civil(day).day, today ? "*" : " ",
		kind_sign(kind_of(&sessions->app->programme, day)));
	if (sessions->week_rows == 1 && count > 0)
		buf_printf(&text, " %zu", count);
	term_put_fit(row, col, cell - 1, style, buf_text(&text));
	buf_clear(&text);
	if (count > 0)
		buf_printf(&text, ngettext(" %zu class", " %zu classes", count), count);
	if (sessions->week_rows > 1)
		term_put_fit(row + 1, col, cell - 1, style, buf_text(&text));
	buf_release(&text);
	if (chosen)
		term_cursor(row, col);
}

static void draw_month(const struct sessions *sessions, int cell)
{
	date begin = month_begin(sessions->day);
	int first = date_weekday(begin);

	for (int i = 0; i < month_days(begin); i++) {
		int place = first + i;

		draw_day(sessions, begin + i,
			sessions->grid.row + place / WEEKDAYS * sessions->week_rows,
			sessions->grid.col + place % WEEKDAYS * cell, cell);
	}
}

/* --- The chosen day ---------------------------------------------------------------------------- */

/* "Thursday, 7 March 2019, day off: Nyepi" */
static void draw_day_title(const struct sessions *sessions, struct area area)
{
	const struct programme *programme = &sessions->app->programme;
	const struct holiday *off = programme_holiday(programme, sessions->day);
	const struct session *first;
	size_t count = sessions_on(sessions, sessions->day, &first);
	struct buf text = BUF_EMPTY;

	date_print_long(&text, sessions->day);
	if (!off)
		off = programme_fasting(programme, sessions->day);
	if (off)
		buf_printf(&text, ", %s", off->name);
	if (count > 0)
		buf_printf(&text, ngettext(": %zu class", ": %zu classes", count), count);
	else
		buf_add_text(&text, _(": no class"));
	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&text));
	buf_release(&text);
}

static void draw_class(void *context, size_t index, struct list_row *row)
{
	const struct sessions *sessions = context;
	const struct session *session = sessions->item[index].session;
	const struct kecamatan *kecamatan =
		programme_kecamatan(&sessions->app->programme, session->plan.kecamatan);

	list_cell(row, 0, "%s",
		kecamatan && kecamatan->short_code[0] ? kecamatan->short_code
						      : session->plan.kecamatan);
	session_title(&sessions->app->programme, session, &row->cell[1]);
	list_cell(row, 2, _("day %d"), session_day_on(session, sessions->day));
	office_hall(sessions->app, session, &row->cell[3]);
}

static const struct column columns[] = {
	{NULL, 4, 0, 0, 0, ALIGN_LEFT},
	{NULL, 30, 22, 1, 0, ALIGN_LEFT},
	{NULL, 8, 0, 0, 0, ALIGN_LEFT},
	{NULL, 22, 10, 1, 1, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_class, false, 0};

/* Those that are held on the day, as many as there is room for. */
static void draw_classes(struct sessions *sessions, struct area area)
{
	int row = 0;

	for (size_t i = 0; i < sessions->count && row < area.rows; i++) {
		const struct session *session = sessions->item[i].session;
		struct list one = {.count = sessions->count, .selected = LIST_NONE, .top = i};

		if (session->status.status == SESSION_CANCELLED ||
			session_day_on(session, sessions->day) == 0)
			continue;
		list_draw(&one, &view, (struct area){area.row + row, area.col, 1, area.cols},
			sessions);
		row++;
	}
}

static void draw_legend(int row, struct area area)
{
	struct buf text = BUF_EMPTY;

	buf_printf(&text, "* %s", _("today"));
	for (int kind = DAY_OFF; kind < DAY_KINDS; kind++)
		buf_printf(&text, "   %s %s", kind_sign((enum day_kind)kind),
			kind_word((enum day_kind)kind));
	term_put_fit(row, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&text));
	buf_release(&text);
}

void sessions_draw_calendar(struct sessions *sessions, struct area area)
{
	const int cell = (area.cols - 2) / WEEKDAYS;
	const int weeks = week_count(month_begin(sessions->day));
	int row;

	sessions->week_rows = area.rows >= TALL_ROWS && cell >= WIDE_CELL ? 2 : 1;
	sessions->grid = (struct area){
		area.row + HEAD_ROWS, area.col + 1, weeks * sessions->week_rows, cell * WEEKDAYS};
	draw_head(sessions, area, cell);
	row = sessions->grid.row + sessions->grid.rows;
	draw_day_title(sessions, (struct area){row, area.col, 1, area.cols});
	draw_classes(sessions,
		(struct area){row + 1, area.col, area.row + area.rows - 2 - row, area.cols});
	draw_legend(area.row + area.rows - 1, area);
	draw_month(sessions, cell);
}
