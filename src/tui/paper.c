/* SPDX-License-Identifier: BSD-2-Clause */
/* Kertas: code, who signed, how many signatures; then what that means is shown, and Enter saves it. */
#include "tui/day.h"
#include "tui/form.h"
#include "app/day.h"
#include "app/paper.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_ROWS 3
#define SIGNATURES_MAX 4 /* digits */

enum {
	PAPER_CONFIRM = ACTION_OWN,
	PAPER_PRINT,
	PAPER_UNDO
};

enum field { FIELD_CODE, FIELD_MARKS, FIELD_SIGNATURES, FIELD_REASON, FIELDS };

struct kertas {
	struct app *app;
	const struct session *session;
	uint32_t day; /* of Kehadiran, and its part; a sheet says its own */
	enum day_part part;
	struct form form;
	struct paper paper;
	bool confirms; /* the paper is read: Enter saves it */
	size_t done;   /* app->done_count behind what was saved here last; 0: nothing was */
	struct buf title, on, summary, difference;
};

/* --- The form ---------------------------------------------------------------------------------- */

/* The code as it stands on paper, whatever was typed of it. */
static enum form_verdict check_code(void *context, struct form *form, size_t field, struct buf *why)
{
	struct kertas *kertas = context;
	char code[SHEET_CODE_SIZE];
	struct paper paper;
	struct err err = {0};

	if (paper_open(&paper, kertas->app, kertas->session, 0, kertas->part, form_value(form, field), &err) != STATUS_OK) {
		buf_add_text(why, err.text);
		return FORM_WRONG;
	}
	paper_release(&paper);
	if (sheet_code_parse(form_value(form, field), code))
		form_put(form, field, code);
	return FORM_FINE;
}

static enum status open_paper(const struct kertas *kertas, struct paper *paper, struct err *err)
{
	const char *code = form_value(&kertas->form, FIELD_CODE);

	return paper_open(paper, kertas->app, kertas->session, code[0] != '\0' ? 0 : kertas->day,
		kertas->part, code, err);
}

static enum form_verdict check_marks(void *context, struct form *form, size_t field, struct buf *why)
{
	struct kertas *kertas = context;
	struct paper paper;
	struct err err = {0};
	enum status status = open_paper(kertas, &paper, &err);

	if (status == STATUS_OK) {
		status = paper_read(&paper, form_value(form, field), &err);
		paper_release(&paper);
	}
	if (status != STATUS_OK)
		buf_add_text(why, err.text);
	return status == STATUS_OK ? FORM_FINE : FORM_WRONG;
}

static const struct form_field fields[FIELDS] = {
	{.label = N_("Code of the sheet"),
		.hint = N_("As it stands on the sheet, 7K4M-QX. Leave it empty for a list without a code: "
			   "then the numbers are those of today's list."),
		.max = 12,
		.check = check_code},
	{.label = N_("Who signed"),
		.hint = N_("For example: all present except 7 19 33, excused 21. Or: present 1-12 15 A1"),
		.required = true,
		.check = check_marks},
	{.label = N_("Signatures"),
		.hint = N_("How many signatures stand on the printed rows. Count them on the paper, not here; "
			   "empty: not counted."),
		.kind = FORM_DIGITS,
		.max = SIGNATURES_MAX},
	{.label = N_("Reason"),
		.hint = N_("The day is closed: why is it corrected?"),
		.required = true},
};

/* A closed day is corrected with a reason, and only then one is asked for. */
static void open_form(struct kertas *kertas)
{
	bool closed = day_is_closed(kertas->app, kertas->session, kertas->day);

	form_open(&kertas->form, &(struct form_options){.field = fields,
					 .count = closed ? FIELDS : FIELD_REASON,
					 .context = kertas});
}

void *paper_screen_open(
	struct app *app, const struct session *session, uint32_t day, enum day_part part)
{
	struct kertas *kertas = memory_alloc(sizeof(*kertas));

	kertas->app = app;
	kertas->session = session;
	kertas->day = day;
	kertas->part = part;
	open_form(kertas);
	return kertas;
}

static void forget_paper(struct kertas *kertas)
{
	if (kertas->confirms)
		paper_release(&kertas->paper);
	kertas->confirms = false;
}

/* What is typed are numbers, which name nobody; what they mean is read again. */
static void lock(void *context)
{
	forget_paper(context);
}

static void release(void *context)
{
	struct kertas *kertas = context;

	forget_paper(kertas);
	form_close(&kertas->form);
	buf_release(&kertas->title);
	buf_release(&kertas->on);
	buf_release(&kertas->summary);
	buf_release(&kertas->difference);
	free(kertas);
}

/* --- Drawing ----------------------------------------------------------------------------------- */

void day_say(const struct session *session, uint32_t day, struct buf *out)
{
	const struct dates *dates = &session->schedule.dates;
	uint32_t days = session->plan.days > dates->count ? session->plan.days : (uint32_t)dates->count;

	buf_printf(out, _("Day %u of %u"), (unsigned)day, (unsigned)days);
	if (day <= dates->count) {
		buf_add_text(out, "  ");
		date_print_long(out, dates->item[day - 1]);
	}
}

static bool signatures_of(const struct kertas *kertas, uint32_t *signatures)
{
	const char *text = form_value(&kertas->form, FIELD_SIGNATURES);

	*signatures = (uint32_t)strtoul(text, NULL, 10);
	return text[0] != '\0';
}

static void load_summary(struct kertas *kertas)
{
	uint32_t signatures;

	buf_clear(&kertas->summary);
	buf_clear(&kertas->difference);
	if (!kertas->confirms)
		return;
	paper_say(&kertas->paper, &kertas->summary);
	if (signatures_of(kertas, &signatures))
		paper_say_difference(&kertas->paper, signatures, &kertas->difference);
}

static enum status load(void *context, struct err *err)
{
	struct kertas *kertas = context;

	(void)err;
	buf_clear(&kertas->title);
	buf_clear(&kertas->on);
	session_title(&kertas->app->programme, kertas->session, &kertas->title);
	day_say(kertas->session, kertas->confirms ? kertas->paper.day : kertas->day, &kertas->on);
	form_load(&kertas->form);
	load_summary(kertas);
	return STATUS_OK;
}

/* Rows that a line takes when it is wrapped. */
static int rows_of(const char *line, int cols)
{
	int rows = 0;

	do {
		line += office_fit_words(line, cols);
		line += strspn(line, " ");
		rows++;
	} while (*line != '\0');
	return rows;
}

static int draw_line(struct area area, int row, enum style style, const char *line)
{
	int rows = rows_of(line, area.cols);

	if (row + rows > area.row + area.rows)
		rows = area.row + area.rows - row;
	if (rows > 0)
		office_put_wrapped((struct area){row, area.col, rows, area.cols}, style, line);
	return row + rows;
}

static void draw_confirm(const struct kertas *kertas, struct area area)
{
	const char *rest = buf_text(&kertas->summary);
	int row = area.row;
	struct area lines = {area.row, area.col + 1, area.rows - 2, area.cols - 2};

	while (*rest != '\0') {
		struct buf line = BUF_EMPTY;
		size_t length = strcspn(rest, "\n");

		buf_add(&line, rest, length);
		row = draw_line(lines, row, STYLE_NORMAL, buf_text(&line));
		buf_release(&line);
		rest += length + (rest[length] != '\0');
	}
	if (kertas->difference.len > 0)
		row = draw_line(lines, row, STYLE_WARN, buf_text(&kertas->difference));
	draw_line(lines, row, STYLE_NORMAL,
		_("Names on blank rows are not among these: register them at the door."));
	row = area.row + area.rows - 1;
	term_put_fit(row, area.col + 1, area.cols - 2, STYLE_BOLD,
		kertas->difference.len > 0 ? _("Look again. Is it right? Enter saves, Esc goes back.")
					   : _("Enter saves it, Esc goes back."));
	term_cursor(row, area.col + 1);
}

static void draw(void *context, struct area area)
{
	struct kertas *kertas = context;

	term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&kertas->title));
	term_put(area.row + 1, area.col + 1, STYLE_NORMAL, buf_text(&kertas->on));
	term_line(area.row + 2, area.col, area.cols);
	area.row += HEAD_ROWS;
	area.rows -= HEAD_ROWS;
	if (kertas->confirms)
		draw_confirm(kertas, area);
	else
		form_draw(&kertas->form, area);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next refuse(struct screens *screens, const struct err *err)
{
	screens_refuse(screens, err);
	return next_load();
}

/* All fields hold: shows what it means. */
static struct next read_paper(struct screens *screens, struct kertas *kertas)
{
	struct err err = {0};

	if (open_paper(kertas, &kertas->paper, &err) != STATUS_OK)
		return refuse(screens, &err);
	kertas->confirms = true;
	if (paper_read(&kertas->paper, form_value(&kertas->form, FIELD_MARKS), &err) == STATUS_OK)
		return next_load();
	forget_paper(kertas);
	return refuse(screens, &err);
}

/* For the next sheet; F3 repeats what was typed of this one. */
static void start_over(struct kertas *kertas)
{
	for (size_t i = 0; i < kertas->form.options.count; i++)
		form_fill(&kertas->form, i, "");
	form_go_to(&kertas->form, FIELD_CODE);
}

static struct next save(struct screens *screens, struct kertas *kertas)
{
	const char *reason =
		kertas->form.options.count > FIELD_REASON ? form_value(&kertas->form, FIELD_REASON) : "";
	struct err err = {0};
	uint32_t written;

	if (paper_record(&kertas->paper, reason, &written, &err) != STATUS_OK)
		return refuse(screens, &err);
	kertas->done = written > 0 ? kertas->app->done_count : 0;
	forget_paper(kertas);
	form_saved(&kertas->form);
	start_over(kertas);
	screens_say(screens, STYLE_GOOD,
		ngettext("Saved: %u person. Ctrl-Z undoes it.", "Saved: %u people. Ctrl-Z undoes it.", written),
		(unsigned)written);
	return next_load();
}

static struct next undo(struct screens *screens, struct kertas *kertas)
{
	struct err err = {0};

	kertas->done = 0;
	if (app_undo(kertas->app, &err) != STATUS_OK)
		return refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("Undone: what was keyed in last here."));
	return next_load();
}

static struct next act_form(
	struct screens *screens, struct kertas *kertas, int action, const struct key *key)
{
	enum form_result result = form_act(&kertas->form, action, key);

	return result == FORM_SAVE ? read_paper(screens, kertas) : form_next(screens, result);
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct kertas *kertas = context;

	if (action == PAPER_PRINT) {
		day_print_sheet(screens, kertas->app, kertas->session, kertas->day, kertas->part);
		return next_draw();
	}
	if (action == PAPER_UNDO)
		return undo(screens, kertas);
	if (!kertas->confirms)
		return act_form(screens, kertas, action, key);
	if (action == PAPER_CONFIRM)
		return save(screens, kertas);
	if (action == ACTION_BACK) {
		forget_paper(kertas);
		return next_load();
	}
	return next_ignored();
}

static enum focus focus(const void *context)
{
	const struct kertas *kertas = context;

	return kertas->confirms ? FOCUS_NONE : form_focus(&kertas->form);
}

static bool allows(const void *context, int action)
{
	const struct kertas *kertas = context;

	switch (action) {
	case PAPER_CONFIRM:
		return kertas->confirms;
	case FORM_ACTION_NEXT:
	case FORM_ACTION_REPEAT:
	case FORM_ACTION_SAVE:
	case PAPER_PRINT:
		return !kertas->confirms;
	case PAPER_UNDO:
		return !kertas->confirms && kertas->done > 0 && kertas->app->done_count == kertas->done;
	default:
		return true;
	}
}

static void corner(const void *context, struct buf *out)
{
	const struct kertas *kertas = context;

	office_corner(kertas->app, out);
}

static const struct action actions[] = {
	{PAPER_CONFIRM, KEYS_ENTER, 0, N_("Save"), N_("Records what is shown, as one action."), 1},
	FORM_ACTIONS,
	{PAPER_PRINT, KEYS_F(2), 0, N_("Print sheet"),
		N_("Writes a sheet to sign for the printer."), 3},
	{PAPER_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"), N_("Takes the sheet back that was keyed in last."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears what is typed, then goes back."), 2},
};

const struct screen paper_screen = {
	.title = N_("PAPER"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.lock = lock,
	.release = release,
};
