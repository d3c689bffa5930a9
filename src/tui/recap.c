/* SPDX-License-Identifier: BSD-2-Clause */
/* Rekap: the tables of report/ on the screen, to page through, and into a file. */
#include "tui/recap.h"
#include "app/export.h"
#include "app/wards.h"
#include "report/lists.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define SIDE_STEP 10 /* columns that Left and Right move by */

enum {
	RECAP_MATRIX = ACTION_OWN,
	RECAP_WARDS,
	RECAP_ANNOUNCED,
	RECAP_LIST,
	RECAP_FIGURE,
	RECAP_YEAR,
	RECAP_EXPORT
};

enum recap_view { VIEW_MATRIX, VIEW_WARDS, VIEW_ANNOUNCED, VIEW_LIST };

struct recap {
	struct app *app;
	enum recap_view view;
	enum tally_figure figure; /* of the matrix */
	uint32_t year;		  /* 0: all */
	struct wards wards;	  /* of that year; empty until they are looked at */
	struct buf text;	  /* the table, as it is exported */
	const char **line;	  /* in it, up to its end */
	size_t count;
	int top, left; /* the first line and column that are seen */
	int rows, cols; /* at the last drawing */
	int widest;
};

void *recap_open(struct app *app)
{
	struct recap *recap = memory_alloc(sizeof(*recap));

	recap->app = app;
	recap->figure = FIGURE_PRESENT;
	recap->year = programme_year(&app->programme, app_today(app));
	return recap;
}

static void release(void *context)
{
	struct recap *recap = context;

	wards_release(&recap->wards);
	buf_release(&recap->text);
	free((void *)recap->line);
	free(recap);
}

/* --- Loading ----------------------------------------------------------------------------------- */

static void make_table(const struct recap *recap, struct table *table)
{
	const struct app *app = recap->app;
	const struct programme *programme = &app->programme;
	date today = app_today(app);

	switch (recap->view) {
	case VIEW_MATRIX:
		list_matrix(table, programme, app->tally, recap->year, today, recap->figure);
		break;
	case VIEW_WARDS:
		list_wards(table, recap->wards.ward, recap->wards.count, recap->year);
		break;
	case VIEW_ANNOUNCED:
		list_announced(table, programme, app->tally, recap->year, today);
		break;
	case VIEW_LIST:
		list_recap(table, programme, app->tally, recap->year, today);
		break;
	}
}

/* The text's lines become strings of their own. */
static void split(struct recap *recap)
{
	char *text = (char *)recap->text.ptr;
	size_t capacity = 0;

	recap->count = 0;
	free((void *)recap->line);
	recap->line = NULL;
	recap->widest = 0;
	for (size_t at = 0; at < recap->text.len;) {
		size_t length = strcspn(text + at, "\n");

		recap->line = memory_grow(
			(void *)recap->line, recap->count, &capacity, sizeof(*recap->line));
		recap->line[recap->count++] = text + at;
		text[at + length] = '\0';
		if (text_width(text + at) > recap->widest)
			recap->widest = text_width(text + at);
		at += length + 1;
	}
}

static enum status load(void *context, struct err *err)
{
	struct recap *recap = context;
	struct table table;
	/* What was read before is shown all the same. */
	enum status status = app_refresh(recap->app, err);

	app_tallies(recap->app);
	make_table(recap, &table);
	buf_clear(&recap->text);
	table_print(&table, TABLE_TEXT, &recap->text);
	table_release(&table);
	split(recap);
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

/* A line without its first columns. */
static const char *from_column(const char *line, int left)
{
	struct buf part = BUF_EMPTY;
	size_t at = 0;

	while (left > 0 && line[at] != '\0') {
		buf_clear(&part);
		do
			at++;
		while ((line[at] & 0xc0) == 0x80);
		buf_add(&part, line, at);
		if (text_width(buf_text(&part)) >= left)
			break;
	}
	buf_release(&part);
	return line + at;
}

static void keep_inside(struct recap *recap)
{
	int last = (int)recap->count - recap->rows;

	if (recap->top > last)
		recap->top = last;
	if (recap->top < 0)
		recap->top = 0;
	if (recap->left > recap->widest - recap->cols)
		recap->left = recap->widest - recap->cols;
	if (recap->left < 0)
		recap->left = 0;
}

/* A figure that is cut would be another one: what an edge cuts is left out whole. Rules may be cut. */
static void add_seen(const struct recap *recap, const char *line, struct buf *out)
{
	const char *from = from_column(line, recap->left);
	const char *to = from_column(from, recap->cols);
	const bool is_rule = strncmp(line, "─", strlen("─")) == 0;
	const char *last = to;
	struct buf word = BUF_EMPTY;

	if (!is_rule && from > line && from[-1] != ' ' && *from != ' ' && *from != '\0') {
		buf_add(&word, from, strcspn(from, " "));
		buf_add_text(out, "…");
		for (int col = text_width(buf_text(&word)); col > 1; col--)
			buf_add_byte(out, ' ');
		from += word.len;
	}
	if (!is_rule && *to != ' ' && *to != '\0') {
		while (last > from && last[-1] != ' ')
			last--;
	}
	if (last < from)
		last = from;
	buf_add(out, from, (size_t)(last - from));
	if (last < to)
		buf_add_text(out, "…");
	buf_release(&word);
}

static void draw(void *context, struct area area)
{
	struct recap *recap = context;
	struct buf place = BUF_EMPTY;
	int last = area.row + area.rows - 1;
	int col;

	recap->rows = area.rows - 1;
	recap->cols = recap->widest < area.cols ? area.cols - 1 : area.cols;
	col = area.col + area.cols - recap->cols; /* a margin, where there is room for one */
	keep_inside(recap);
	for (int i = 0; i < recap->rows && recap->top + i < (int)recap->count; i++) {
		buf_clear(&place);
		add_seen(recap, recap->line[recap->top + i], &place);
		term_put_clip(area.row + i, col, recap->cols,
			recap->top + i == 0 ? STYLE_BOLD : STYLE_NORMAL, buf_text(&place));
	}
	buf_clear(&place);
	if ((int)recap->count > recap->rows)
		buf_printf(&place, _("Lines %d-%d of %zu: arrows, Page Down. "), recap->top + 1,
			recap->top + recap->rows, recap->count);
	if (recap->widest > recap->cols)
		buf_add_text(&place, _("Right: the rest."));
	else if (place.len == 0)
		buf_add_text(&place, _("No name is in these tables."));
	term_put_fit(last, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&place));
	term_cursor(area.row, area.col + 1);
	buf_release(&place);
}

/* --- Acting ------------------------------------------------------------------------------------ */

/* Every address is read, which takes a while in a large file. */
static bool step(void *context, size_t done, size_t total)
{
	return screens_progress(context, (int)(done * 100 / total), _("Counting by kelurahan..."));
}

static struct next show(struct screens *screens, struct recap *recap, enum recap_view view)
{
	struct err err = {0};
	struct wards wards;
	enum status status;

	recap->top = recap->left = 0;
	if (view == VIEW_WARDS) {
		status = wards_count(recap->app, recap->year, &wards, step, screens, &err);
		if (status != STATUS_OK) {
			wards_release(&wards);
			if (status == STATUS_STOPPED)
				screens_say(screens, STYLE_WARN, "%s", _("Stopped."));
			else
				screens_say_err(screens, &err);
			return next_draw();
		}
		screens_say(screens, STYLE_NORMAL, "%s", "");
		wards_release(&recap->wards);
		recap->wards = wards;
	}
	recap->view = view;
	return next_load();
}

/* The years that have a plan, one after the other, then all together. */
static struct next next_year(struct screens *screens, struct recap *recap)
{
	const struct programme *programme = &recap->app->programme;
	uint32_t next = 0;

	for (size_t i = 0; i < programme->session_count; i++) {
		uint32_t year = programme->session[i].plan.year;

		if (recap->year == 0 ? (next == 0 || year > next)
				     : (year < recap->year && year > next))
			next = year;
	}
	recap->year = next;
	return show(screens, recap, recap->view);
}

static struct next next_figure(struct recap *recap)
{
	recap->figure = (enum tally_figure)((recap->figure + 1) % FIGURES);
	return next_load();
}

static struct next export(struct screens *screens, struct recap *recap)
{
	static const char *const names[] = {"rekap-matriks", "rekap-kelurahan", "rekap-diumumkan", "rekap"};
	struct buf text = BUF_EMPTY, name = BUF_EMPTY;
	struct table table;
	struct err err = {0};
	char *path;

	make_table(recap, &table);
	table_print(&table, TABLE_TEXT, &text);
	table_release(&table);
	buf_printf(&name, "%s-%u", names[recap->view], (unsigned)recap->year);
	if (recap->year == 0) {
		buf_clear(&name);
		buf_printf(&name, "%s-semua-tahun", names[recap->view]);
	}
	if (export_text(recap->app, buf_text(&name), &text, &path, &err) == STATUS_OK)
		office_say_path(screens, recap->app, _("Written to: %s"), path);
	else
		screens_say_err(screens, &err);
	free(path);
	buf_release(&name);
	buf_release(&text);
	return next_draw();
}

static struct next act_key(struct recap *recap, const struct key *key)
{
	switch (key->code) {
	case KEYS_UP:
	case KEYS_WHEEL_UP:
		recap->top--;
		return next_draw();
	case KEYS_DOWN:
	case KEYS_WHEEL_DOWN:
		recap->top++;
		return next_draw();
	case KEYS_PAGE_UP:
		recap->top -= recap->rows;
		return next_draw();
	case KEYS_PAGE_DOWN:
		recap->top += recap->rows;
		return next_draw();
	case KEYS_HOME:
		recap->top = recap->left = 0;
		return next_draw();
	case KEYS_END:
		recap->top = (int)recap->count;
		return next_draw();
	case KEYS_LEFT:
		recap->left -= SIDE_STEP;
		return next_draw();
	case KEYS_RIGHT:
		recap->left += SIDE_STEP;
		return next_draw();
	default:
		return next_ignored();
	}
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct recap *recap = context;

	switch (action) {
	case ACTION_NONE:
		return act_key(recap, key);
	case RECAP_MATRIX:
		return show(screens, recap, VIEW_MATRIX);
	case RECAP_WARDS:
		return show(screens, recap, VIEW_WARDS);
	case RECAP_ANNOUNCED:
		return show(screens, recap, VIEW_ANNOUNCED);
	case RECAP_LIST:
		return show(screens, recap, VIEW_LIST);
	case RECAP_FIGURE:
		return next_figure(recap);
	case RECAP_YEAR:
		return next_year(screens, recap);
	case RECAP_EXPORT:
		return export(screens, recap);
	default:
		return next_ignored();
	}
}

static bool allows(const void *context, int action)
{
	const struct recap *recap = context;

	return action != RECAP_FIGURE || recap->view == VIEW_MATRIX;
}

static void corner(const void *context, struct buf *out)
{
	const struct recap *recap = context;

	office_corner(recap->app, out);
}

static const struct action actions[] = {
	{RECAP_MATRIX, KEYS_F(2), 'M', N_("Matrix"), N_("Districts by commodities, with bars."), 3},
	{RECAP_WARDS, KEYS_F(3), 'K', N_("Kelurahan"), N_("By where people live."), 3},
	{RECAP_ANNOUNCED, KEYS_F(4), 'U', N_("Announced"), N_("Announced, planned and recorded."), 4},
	{RECAP_LIST, KEYS_F(5), 'D', N_("List"), N_("Commodities by district, all figures."), 4},
	{RECAP_FIGURE, KEYS_F(6), 'F', N_("Figure"), N_("Present, completed, target, registered in turn."), 3},
	{RECAP_YEAR, KEYS_F(7), 'Y', N_("Year"), N_("The year before, and all of them."), 4},
	{RECAP_EXPORT, KEYS_F(8), 'E', N_("File"), N_("Writes what is shown into a text file."), 3},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back."), 2},
};

const struct screen recap_screen = {
	.title = N_("RECAP"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.release = release,
};
