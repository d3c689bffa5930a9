/* SPDX-License-Identifier: BSD-2-Clause */
/* Tutup hari, in three steps: the count of signatures, who is missing, and what goes to the office. */
#include "tui/day.h"
#include "tui/input.h"
#include "tui/list.h"
#include "app/day.h"
#include "model/marks.h"
#include "report/day_report.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_ROWS 3
#define SIGNATURES_MAX 4 /* digits */

enum {
	CLOSE_ENTER = ACTION_OWN,
	CLOSE_EXCUSED,
	CLOSE_SICK,
	CLOSE_ABSENT,
	CLOSE_REOPEN,
	CLOSE_UNDO
};

enum step { STEP_COUNT, STEP_MISSING, STEP_DONE, STEP_REOPEN };

struct close {
	struct app *app;
	const struct session *session;
	uint32_t day;
	struct roster roster;
	struct day_count count;
	uint8_t *said;	 /* of each person */
	size_t *missing; /* indexes of those who are not recorded */
	size_t missing_count;
	enum step step;
	struct input input; /* the count, or the reason */
	bool counted, told; /* told: that it differs from the record */
	uint32_t signatures;
	bool forgotten; /* it was locked: who is on the list is to be read anew */
	size_t done; /* app->done_count behind what was done here; 0: nothing was */
	struct list list;
	struct area drawn;
	struct buf title, on, difference, report[DAY_REPORT_LINES];
};

/* --- Opening ----------------------------------------------------------------------------------- */

static void find_missing(struct close *close)
{
	close->missing = memory_alloc((close->roster.count + 1) * sizeof(*close->missing));
	close->said = memory_alloc(close->roster.count + 1);
	close->missing_count = 0;
	for (size_t i = 0; i < close->roster.count; i++)
		if (roster_has_seat(&close->roster.person[i]) &&
			close->roster.person[i].mark[close->day - 1].status == 0)
			close->missing[close->missing_count++] = i;
	list_set_count(&close->list, close->missing_count);
	list_select(&close->list, 0);
}

/* As it is recorded now; from the first step, or from the last when the day is closed. */
static enum status start(struct close *close, struct err *err)
{
	struct roster roster = {.count = 0};
	enum status status = app_roster(close->app, close->session, &roster, err);

	if (status == STATUS_OK && close->day > roster.days)
		status = err_set(err, STATUS_INVALID, "%s", _("The class has no such day any more."));
	if (status != STATUS_OK) {
		roster_release(&roster);
		return status;
	}
	roster_release(&close->roster);
	free(close->missing);
	free(close->said);
	close->roster = roster;
	find_missing(close);
	roster_count(&close->roster, close->day, &close->count);
	input_clear(&close->input);
	close->told = false;
	close->step = roster_is_closed(&close->roster, close->day) ? STEP_DONE : STEP_COUNT;
	return STATUS_OK;
}

/* After a lock: what was said of whom stands, as long as the same people are missing. */
static enum status remember(struct close *close, struct err *err)
{
	size_t *missing = close->missing, count = close->missing_count;
	uint8_t *said = close->said;
	struct list list = close->list;
	struct roster roster = {.count = 0};
	enum status status = app_roster(close->app, close->session, &roster, err);

	if (status != STATUS_OK) {
		roster_release(&roster);
		return status;
	}
	close->forgotten = false;
	close->roster = roster;
	roster_count(&close->roster, close->day, &close->count);
	find_missing(close);
	if (count == close->missing_count && memcmp(missing, close->missing, count * sizeof(*missing)) == 0) {
		for (size_t i = 0; i < count; i++)
			close->said[missing[i]] = said[missing[i]];
		close->list = list;
	} else if (close->step == STEP_MISSING) {
		close->step = STEP_COUNT;
	}
	free(missing);
	free(said);
	return STATUS_OK;
}

/* Of what is left nothing names anybody: indexes, counts, and a reason, which is typed again. */
static void lock(void *context)
{
	struct close *close = context;

	roster_release(&close->roster);
	if (close->step == STEP_REOPEN)
		input_clear(&close->input);
	close->forgotten = true;
}

static void release(void *context)
{
	struct close *close = context;
	struct buf *texts[] = {&close->title, &close->on, &close->difference};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		buf_release(texts[i]);
	for (size_t i = 0; i < DAY_REPORT_LINES; i++)
		buf_release(&close->report[i]);
	roster_release(&close->roster);
	input_release(&close->input);
	free(close->missing);
	free(close->said);
	free(close);
}

void *close_open(struct app *app, const struct session *session, uint32_t day, struct err *err)
{
	struct close *close = memory_alloc(sizeof(*close));

	close->app = app;
	close->session = session;
	close->day = day;
	close->input = INPUT_EMPTY;
	if (start(close, err) == STATUS_OK)
		return close;
	release(close);
	return NULL;
}

static void say_difference(struct close *close)
{
	uint32_t present = close->count.present;

	buf_clear(&close->difference);
	if (!close->told)
		return;
	buf_printf(&close->difference,
		close->signatures > present
			? _("%u signatures, recorded present %u: %u more on paper. Was somebody not recorded? Esc, then F5.")
			: _("%u signatures, recorded present %u: %u fewer on paper. Was somebody recorded who did not sign?"),
		(unsigned)close->signatures, (unsigned)present,
		(unsigned)(close->signatures > present ? close->signatures - present
						       : present - close->signatures));
}

static enum status load(void *context, struct err *err)
{
	struct close *close = context;
	enum status status = close->forgotten ? remember(close, err) : STATUS_OK;

	if (close->forgotten) /* what was loaded before stays on the screen */
		return status;
	buf_clear(&close->title);
	buf_clear(&close->on);
	session_title(&close->app->programme, close->session, &close->title);
	day_say(close->session, close->day, &close->on);
	say_difference(close);
	for (int i = 0; i < DAY_REPORT_LINES; i++) {
		buf_clear(&close->report[i]);
		day_report_line(
			&close->report[i], &close->app->programme, &close->roster, close->day, i);
	}
	return status;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static const char *said_text(uint8_t said)
{
	if (said == ATTENDANCE_EXCUSED)
		return _("excused");
	return said == ATTENDANCE_SICK ? _("sick") : _("absent, no reason");
}

static void draw_person(void *context, size_t index, struct list_row *row)
{
	const struct close *close = context;
	const struct roster_person *person = &close->roster.person[close->missing[index]];
	const struct kelurahan *kelurahan =
		programme_kelurahan(&close->app->programme, person->address.kelurahan);

	list_cell(row, 0, "%s", person->enrolment.number);
	list_cell(row, 1, "%s", person->identity.name);
	list_cell(row, 2, "%s", office_sex(person->identity.sex));
	list_cell(row, 3, "%s", kelurahan ? kelurahan->name : person->address.elsewhere);
	list_cell(row, 4, "%s", said_text(close->said[close->missing[index]]));
}

static const struct column columns[] = {
	{N_("No"), 3, 0, 0, 0, ALIGN_LEFT},
	{N_("Name"), 26, 16, 1, 0, ALIGN_LEFT},
	{N_("M/F"), 3, 0, 0, 1, ALIGN_LEFT},
	{N_("Kelurahan"), 16, 10, 0, 2, ALIGN_LEFT},
	{N_("Counts as"), 18, 0, 0, 0, ALIGN_LEFT},
};

static const struct list_view view = {
	columns, sizeof(columns) / sizeof(*columns), draw_person, true, 2};

static void draw_step(struct area area, int step, const char *text)
{
	struct buf line = BUF_EMPTY;

	buf_printf(&line, _("Step %d of 3: %s"), step, text);
	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&line));
	buf_release(&line);
}

static void draw_count(struct close *close, struct area area)
{
	struct buf line = BUF_EMPTY;
	int col;

	draw_step(area, 1, _("count the signatures on the sheet"));
	col = term_put(area.row + 2, area.col + 1, STYLE_NORMAL, _("Signatures on paper:")) + 1;
	input_draw(&close->input, area.row + 2, col, SIGNATURES_MAX + 1);
	buf_printf(&line, _("Recorded present: %u (M %u, F %u), not recorded: %u"),
		(unsigned)close->count.present, (unsigned)close->count.present_male,
		(unsigned)close->count.present_female, (unsigned)close->count.open);
	term_put_fit(area.row + 3, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&line));
	buf_release(&line);
	if (close->told)
		office_put_wrapped((struct area){area.row + 5, area.col + 1, 2, area.cols - 2},
			STYLE_WARN, buf_text(&close->difference));
	term_put_fit(area.row + area.rows - 1, area.col + 1, area.cols - 2, STYLE_NORMAL,
		close->told ? _("Enter once more: that is how it is.")
			    : _("Count them on the paper, then Enter. Empty: not counted."));
}

static void draw_missing(struct close *close, struct area area)
{
	struct buf line = BUF_EMPTY;

	draw_step(area, 2, _("who is missing?"));
	close->drawn = (struct area){area.row + 2, area.col, area.rows - 4, area.cols};
	if (close->missing_count > 0 && !close->forgotten) {
		list_draw(&close->list, &view, close->drawn, close);
		list_place_cursor(&close->list, &view, close->drawn);
	} else {
		term_put(area.row + 2, area.col + LIST_GUTTER, STYLE_NORMAL,
			_("Everybody is recorded."));
		term_cursor(area.row + 2, area.col + LIST_GUTTER);
	}
	buf_add_text(&line, close->missing_count > 0
				    ? _("I excused  S sick  T absent   Enter closes the day")
				    : _("Enter closes the day."));
	term_put_fit(area.row + area.rows - 1, area.col + 1, area.cols - 2, STYLE_NORMAL,
		buf_text(&line));
	buf_release(&line);
}

/* There is no hand-over yet: what is true today, and nothing of what is to come. */
static void draw_copy(const struct close *close, struct area area)
{
	struct buf line = BUF_EMPTY;

	buf_printf(&line,
		_("The data for the office: leave okoce (Ctrl-Q), copy %s to the flashdisk, and eject it "
		  "before pulling it out. While okoce runs, a copy may be torn."),
		close->app->path);
	office_put_wrapped(area, STYLE_NORMAL, buf_text(&line));
	buf_release(&line);
}

static void draw_done(const struct close *close, struct area area)
{
	int row = area.row;

	draw_step(area, 3, _("report to the office"));
	row += area.rows > 12 ? 2 : 1;
	for (int i = 0; i < DAY_REPORT_LINES; i++) {
		const char *text = buf_text(&close->report[i]);
		int rows = text_width(text) > area.cols - 4 ? 2 : 1;

		office_put_wrapped((struct area){row, area.col + 2, rows, area.cols - 4},
			STYLE_BOLD, text);
		row += rows;
	}
	row += area.rows > 12;
	term_put_fit(row, area.col + 1, area.cols - 2, STYLE_NORMAL,
		_("Send these lines (WhatsApp); no name is in them."));
	row += area.rows > 12 ? 2 : 1;
	draw_copy(close, (struct area){row, area.col + 1, area.row + area.rows - row, area.cols - 2});
	term_cursor(area.row, area.col + 1);
}

static void draw_reopen(struct close *close, struct area area)
{
	int col;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD,
		_("Why is the day opened again? The reason is kept."));
	col = term_put(area.row + 2, area.col + 1, STYLE_NORMAL, _("Reason:")) + 1;
	input_draw(&close->input, area.row + 2, col, area.col + area.cols - 1 - col);
	term_put_fit(area.row + area.rows - 1, area.col + 1, area.cols - 2, STYLE_NORMAL,
		_("Enter opens the day again; Esc leaves it closed."));
}

static void draw(void *context, struct area area)
{
	struct close *close = context;

	term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&close->title));
	term_put(area.row + 1, area.col + 1, STYLE_NORMAL, buf_text(&close->on));
	term_line(area.row + 2, area.col, area.cols);
	area.row += HEAD_ROWS;
	area.rows -= HEAD_ROWS;
	switch (close->step) {
	case STEP_COUNT:
		draw_count(close, area);
		break;
	case STEP_MISSING:
		draw_missing(close, area);
		break;
	case STEP_DONE:
		draw_done(close, area);
		break;
	case STEP_REOPEN:
		draw_reopen(close, area);
		break;
	}
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next refuse(struct screens *screens, const struct err *err)
{
	screens_refuse(screens, err);
	return next_load();
}

/* That it differs is told once, and no obstacle. */
static struct next take_count(struct close *close)
{
	const char *text = input_text(&close->input);

	close->counted = text[0] != '\0';
	close->signatures = (uint32_t)strtoul(text, NULL, 10);
	if (close->counted && close->signatures != close->count.present && !close->told)
		close->told = true;
	else
		close->step = STEP_MISSING;
	return next_load();
}

static struct next close_now(struct screens *screens, struct close *close)
{
	const struct closing closing = {.day = close->day,
		.said = close->said,
		.counted = close->counted,
		.signatures = close->signatures,
		.remark = ""};
	struct err err = {0};

	if (day_close(close->app, &close->roster, &closing, &err) != STATUS_OK) {
		close->step = STEP_COUNT; /* the count, perhaps: it is what can be mended here */
		return refuse(screens, &err);
	}
	close->done = close->app->done_count;
	if (start(close, &err) != STATUS_OK)
		return refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, _("Day %u is closed. Saved on this laptop."), (unsigned)close->day);
	return next_load();
}

static struct next reopen(struct screens *screens, struct close *close)
{
	struct err err = {0};

	if (day_reopen(close->app, &close->roster, close->day, input_text(&close->input), &err) != STATUS_OK)
		return refuse(screens, &err);
	close->done = close->app->done_count;
	if (start(close, &err) != STATUS_OK)
		return refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, _("Day %u is open again."), (unsigned)close->day);
	return next_load();
}

static struct next undo(struct screens *screens, struct close *close)
{
	struct err err = {0};

	close->done = 0;
	if (app_undo(close->app, &err) != STATUS_OK || start(close, &err) != STATUS_OK)
		return refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("Undone."));
	return next_load();
}

static struct next enter(struct screens *screens, struct close *close)
{
	if (close->forgotten)
		return next_load();
	switch (close->step) {
	case STEP_COUNT:
		return take_count(close);
	case STEP_MISSING:
		return close_now(screens, close);
	case STEP_REOPEN:
		return reopen(screens, close);
	default:
		return next_pop();
	}
}

/* Of who is chosen; then the next one. */
static struct next say_of(struct close *close, enum attendance_status status)
{
	if (close->list.selected >= close->missing_count)
		return next_ignored();
	/* Who is absent without a reason is so by not being recorded. */
	close->said[close->missing[close->list.selected]] =
		status == ATTENDANCE_ABSENT ? MARKS_UNSAID : (uint8_t)status;
	if (close->list.selected + 1 < close->missing_count)
		list_select(&close->list, close->list.selected + 1);
	return next_draw();
}

static struct next go_back(struct close *close)
{
	if (close->step == STEP_MISSING)
		close->step = STEP_COUNT;
	else if (close->step == STEP_REOPEN)
		close->step = STEP_DONE;
	else
		return next_ignored();
	return next_load();
}

static struct next act_action(struct screens *screens, struct close *close, int action)
{
	switch (action) {
	case CLOSE_ENTER:
		return enter(screens, close);
	case CLOSE_EXCUSED:
		return say_of(close, ATTENDANCE_EXCUSED);
	case CLOSE_SICK:
		return say_of(close, ATTENDANCE_SICK);
	case CLOSE_ABSENT:
		return say_of(close, ATTENDANCE_ABSENT);
	case CLOSE_REOPEN:
		close->step = STEP_REOPEN;
		input_clear(&close->input);
		return next_draw();
	case CLOSE_UNDO:
		return undo(screens, close);
	case ACTION_BACK:
		return go_back(close);
	default:
		return next_ignored();
	}
}

/* The count takes digits only. */
static struct next type(struct close *close, const struct key *key)
{
	const bool counts = close->step == STEP_COUNT;

	if (key->code == KEYS_ESC) {
		input_clear(&close->input);
		close->told = false;
		return next_load();
	}
	if (counts && (key->code == KEYS_PASTE ||
			      (key_is_character(key) &&
				      (key->code < '0' || key->code > '9' ||
					      close->input.text.len >= SIGNATURES_MAX))))
		return next_ignored();
	switch (input_key(&close->input, key)) {
	case INPUT_CHANGED:
		close->told = false;
		return next_draw();
	case INPUT_MOVED:
		return next_draw();
	default:
		return next_ignored();
	}
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct close *close = context;
	enum list_result result;

	if (action != ACTION_NONE)
		return act_action(screens, close, action);
	if (close->step == STEP_COUNT || close->step == STEP_REOPEN)
		return type(close, key);
	if (close->step != STEP_MISSING)
		return next_ignored();
	result = list_act(&close->list, &view, close->drawn, key);
	return result == LIST_IGNORED ? next_ignored() : next_draw();
}

static enum focus focus(const void *context)
{
	const struct close *close = context;

	if (close->step != STEP_COUNT && close->step != STEP_REOPEN)
		return FOCUS_NONE;
	return input_focus(&close->input);
}

static bool allows(const void *context, int action)
{
	const struct close *close = context;

	switch (action) {
	case CLOSE_EXCUSED:
	case CLOSE_SICK:
	case CLOSE_ABSENT:
		return close->step == STEP_MISSING && close->missing_count > 0;
	case CLOSE_REOPEN:
		return close->step == STEP_DONE && app_writes(close->app);
	case CLOSE_UNDO:
		return close->done > 0 && close->app->done_count == close->done &&
		       (close->step == STEP_DONE || close->step == STEP_COUNT);
	default:
		return true;
	}
}

static void corner(const void *context, struct buf *out)
{
	const struct close *close = context;

	office_corner(close->app, out);
}

static const struct action actions[] = {
	{CLOSE_ENTER, KEYS_ENTER, 0, N_("Next"),
		N_("To the next step; the second closes the day."), 1},
	{CLOSE_EXCUSED, 'I', 0, N_("Excused"), N_("Who is chosen is excused."), 3},
	{CLOSE_SICK, 'S', 0, N_("Sick"), N_("Who is chosen is sick."), 3},
	{CLOSE_ABSENT, 'T', 0, N_("Absent"), N_("Who is chosen is absent without a reason."), 3},
	{CLOSE_REOPEN, KEYS_F(4), 'B', N_("Reopen"), N_("Opens the closed day again, with a reason."), 2},
	{CLOSE_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"), N_("Takes the closing, or the reopening, back."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes a step back, then leaves."), 2},
};

const struct screen close_screen = {
	.title = N_("CLOSE THE DAY"),
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
