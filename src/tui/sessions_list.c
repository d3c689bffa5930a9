/* SPDX-License-Identifier: BSD-2-Clause */
/* The sessions as a list: what is typed narrows it at once. */
#include "tui/sessions.h"
#include "model/dates.h"
#include "model/tally.h"
#include "base/i18n.h"
#include "base/text.h"

/* So wide a screen has room for names of kecamatan. */
#define WIDE_COLS 100

static void add_commodity(
	const struct programme *programme, const struct session *session, struct list_row *row)
{
	const struct commodity *commodity = programme_commodity(programme, session->plan.commodity);

	if (!session_is_planned(session)) {
		session_title(programme, session, &row->cell[1]);
		return;
	}
	list_cell(row, 1, "%s", commodity ? commodity_label(commodity) : session->plan.commodity);
	list_cell(row, 2, "%u", (unsigned)session->plan.number);
}

static void add_kecamatan(
	const struct programme *programme, const struct session *session, struct list_row *row)
{
	const struct kecamatan *kecamatan = programme_kecamatan(programme, session->plan.kecamatan);
	const char *code = kecamatan && kecamatan->short_code[0] ? kecamatan->short_code
								 : session->plan.kecamatan;

	list_cell(row, 3, "%s", kecamatan && term_cols() >= WIDE_COLS ? kecamatan->name : code);
}

static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct sessions *sessions = context;
	const struct sessions_item *item = &sessions->item[index];
	const struct session *session = item->session;
	const struct tally *tally = &sessions->app->tally[item->index];
	date today = app_today(sessions->app);

	dates_print(&row->cell[0], &session->schedule.dates, (int)sessions->year);
	if (item->begins == DATE_NONE)
		list_cell(row, 0, "%s", _("not set"));
	add_commodity(&sessions->app->programme, session, row);
	add_kecamatan(&sessions->app->programme, session, row);
	if (session->schedule.venue[0] != '\0')
		office_hall(sessions->app, session, &row->cell[4]);
	list_cell(row, 5, "%u/%u", (unsigned)tally->registered, (unsigned)session->plan.capacity);
	if (tally->waiting > 0)
		buf_printf(&row->cell[5], " +%u", (unsigned)tally->waiting);
	list_cell(row, 6, "%s", session_state_text(session_state_on(session, today)));
}

/* `place`: the width of the kecamatan, its short code or its name */
#define COLUMNS(place)                                                                             \
	{                                                                                          \
		{N_("Dates"), 12, 0, 0, 0, ALIGN_LEFT},                                            \
			{N_("Komoditi"), 19, 14, 1, 0, ALIGN_LEFT},                                \
			{N_("Class"), 5, 0, 0, 2, ALIGN_RIGHT},                                    \
			{N_("Kec."), (place), 0, 0, 0, ALIGN_LEFT},                                \
			{N_("Place"), 18, 11, 2, 3, ALIGN_LEFT},                                   \
			{N_("Seats"), 8, 0, 0, 0, ALIGN_LEFT},                                     \
			{N_("Status"), 9, 0, 0, 0, ALIGN_LEFT},                                    \
	}

static const struct column columns_usual[] = COLUMNS(4);
static const struct column columns_wide[] = COLUMNS(17);
#define COLUMN_COUNT (sizeof(columns_usual) / sizeof(*columns_usual))

static const struct list_view views[] = {
	{columns_usual, COLUMN_COUNT, draw_row, true, 4},
	{columns_wide, COLUMN_COUNT, draw_row, true, 4},
};

const struct list_view *sessions_list_view(void)
{
	return &views[term_cols() >= WIDE_COLS ? 1 : 0];
}

static void add_count(const struct sessions *sessions, struct buf *out)
{
	buf_printf(out, ngettext("%zu session", "%zu sessions", sessions->count), sessions->count);
}

static void draw_head(struct sessions *sessions, struct area area)
{
	struct buf count = BUF_EMPTY;
	int col = term_put(area.row, area.col + 1, STYLE_NORMAL, _("Search:")) + 1;
	int end = area.col + area.cols - 1;

	if (sessions->heading.len > 0)
		buf_printf(&count, "%s: ", buf_text(&sessions->heading));
	add_count(sessions, &count);
	end -= text_width(buf_text(&count)) + 2;
	term_put_right(area.row, end, area.col + area.cols - 1 - end, STYLE_BOLD, buf_text(&count));
	sessions->input_area = (struct area){area.row, col, 1, end - col};
	buf_release(&count);
}

void sessions_draw_list(struct sessions *sessions, struct area area)
{
	const struct area *input = &sessions->input_area;
	int last = area.row + area.rows - 1;

	draw_head(sessions, area);
	sessions->list_area = (struct area){area.row + 1, area.col, area.rows - 2, area.cols};
	list_draw(&sessions->list, sessions_list_view(), sessions->list_area, sessions);
	if (sessions->count == 0)
		term_put(area.row + 3, area.col + LIST_GUTTER, STYLE_NORMAL,
			_("No session is like that. Esc clears what is typed."));
	term_put_fit(last, area.col + 1, area.cols - 2, STYLE_NORMAL,
		office_is_narrow()
			? _("Type words: sabun kbj, juli, 2018")
			: _("Type words to narrow it: komoditi, kecamatan, month, status, "
			    "place, 2018"));
	input_draw(&sessions->input, input->row, input->col, input->cols);
	/* What is chosen is what screen readers should read, until something is typed. */
	if (input_is_empty(&sessions->input))
		list_place_cursor(&sessions->list, sessions_list_view(), sessions->list_area);
}
