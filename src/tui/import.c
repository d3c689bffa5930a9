/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/import.h"

#include "app/import_report.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define EXPLAIN_ROWS 3 /* the chosen row in full */
#define HEAD_ROWS 5

enum {
	IMPORT_WRITE = ACTION_OWN,
	IMPORT_TARGET,
	IMPORT_UNDO
};

/* What the report is of. */
enum stage {
	STAGE_FAILED,
	STAGE_PREVIEW,
	STAGE_IMPORTED,
	STAGE_UNDONE
};

struct line {
	char *text;
	bool refused; /* not only to be looked at */
};

struct import {
	struct app *app;
	const struct session *session; /* of all rows; null: as their columns say */
	const struct session *chosen;  /* by the officer, to become it */
	char *path;
	enum stage stage;
	struct import_report report;
	struct err failure; /* why there is none */
	struct buf target, counts;
	struct line *line; /* of the report, translated when it was made */
	size_t line_count, line_capacity;
	struct list list;
	struct area drawn;
};

/* --- Reading and writing ----------------------------------------------------------------------- */

struct running {
	struct screens *screens;
	const char *text;
	int percent;
};

static bool go_on(void *context, size_t done, size_t total)
{
	struct running *running = context;
	int percent = total > 0 ? (int)(done * 100 / total) : 0;

	if (percent == running->percent)
		return !screens_ending(running->screens);
	running->percent = percent;
	return screens_progress(running->screens, percent, running->text) &&
	       !screens_ending(running->screens);
}

static enum status run(
	struct screens *screens, struct import *import, bool preview, struct import_report *report)
{
	struct running running = {
		screens, preview ? _("Reading the list...") : _("Importing..."), -1};
	const struct import_options options = {
		.session = import->session,
		.preview = preview,
		.progress = go_on,
		.progress_context = &running,
	};

	err_clear(&import->failure);
	return import_file(import->app, import->path, &options, report, &import->failure);
}

/* Shows this report instead of the former one. */
static void take(struct import *import, struct import_report *report, enum stage stage)
{
	import_report_release(&import->report);
	import->report = *report;
	import->stage = stage;
	import->list = (struct list){0};
}

/* False when Esc stopped it: what was shown before stays. */
static bool preview(struct screens *screens, struct import *import)
{
	struct import_report report = {.rows = 0};
	enum status status = run(screens, import, true, &report);

	if (status == STATUS_STOPPED) {
		import_report_release(&report);
		screens_say(screens, STYLE_WARN, "%s", _("Stopped. Nothing was imported."));
		return false;
	}
	take(import, &report, status == STATUS_OK ? STAGE_PREVIEW : STAGE_FAILED);
	screens_say(screens, STYLE_NORMAL, "%s", ""); /* instead of the progress */
	return true;
}

static void release(void *context)
{
	struct import *import = context;

	for (size_t i = 0; i < import->line_count; i++)
		free(import->line[i].text);
	free(import->line);
	import_report_release(&import->report);
	buf_release(&import->target);
	buf_release(&import->counts);
	free(import->path);
	free(import);
}

void *import_open(
	struct screens *screens, struct app *app, const struct session *session, const char *path)
{
	struct import *import = memory_alloc(sizeof(*import));

	import->app = app;
	import->session = session;
	import->path = memory_text(path);
	if (preview(screens, import))
		return import;
	release(import);
	return NULL;
}

/* --- Loading ----------------------------------------------------------------------------------- */

static void add_line(struct import *import, bool refused, const char *format, ...)
	PRINTF_LIKE(3, 4);

static void add_line(struct import *import, bool refused, const char *format, ...)
{
	struct buf text = BUF_EMPTY;
	va_list arguments;
	char *made;

	va_start(arguments, format);
	if (vasprintf(&made, format, arguments) < 0)
		memory_exhausted();
	va_end(arguments);
	/* Cells of the list, its name. */
	text_safe(&text, made, strlen(made));
	free(made);
	import->line = memory_grow(
		import->line, import->line_count, &import->line_capacity, sizeof(*import->line));
	import->line[import->line_count++] = (struct line){memory_text(buf_text(&text)), refused};
	buf_release(&text);
}

static void add_fault(struct import *import, const struct import_fault *fault)
{
	struct buf text = BUF_EMPTY;

	import_fault_say(&text, fault);
	add_line(import, !fault->warning, "%s", buf_text(&text));
	buf_wipe(&text);
}

static void add_session(struct import *import, const struct import_session *item)
{
	struct buf title = BUF_EMPTY;

	session_title(&import->app->programme, item->session, &title);
	add_line(import, false,
		_("%s  %s: %zu registered, %zu waiting, %zu known already; %zu of %zu seats taken"),
		item->session->id, buf_text(&title), item->added, item->waiting,
		item->known + item->changed, item->taken, item->seats);
	buf_release(&title);
}

static void load_lines(struct import *import)
{
	const struct import_report *report = &import->report;

	while (import->line_count > 0)
		free(import->line[--import->line_count].text);
	if (report->rejected_path)
		add_line(import, false,
			_("The refused rows are in: %s, beside the list. Mend them there and import "
			  "that file. It holds whole NIKs: delete it afterwards."),
			path_base(report->rejected_path));
	if (report->rejected_trouble)
		add_line(import, true, "%s", report->rejected_trouble);
	for (size_t i = 0; i < report->note_count; i++)
		add_line(import, false, "%s", report->note[i]);
	for (size_t i = 0; i < report->session_count; i++)
		add_session(import, &report->session[i]);
	for (size_t i = 0; i < report->fault_count; i++)
		add_fault(import, &report->fault[i]);
	if (report->fault_total > report->fault_count)
		add_line(import, false,
			ngettext("... and %zu more", "... and %zu more",
				report->fault_total - report->fault_count),
			report->fault_total - report->fault_count);
}

static void load_target(struct import *import)
{
	size_t count = import->report.session_count;

	buf_clear(&import->target);
	if (import->session) {
		buf_printf(&import->target, "%s  ", import->session->id);
		session_title(&import->app->programme, import->session, &import->target);
		return;
	}
	buf_add_text(&import->target, _("as the columns komoditi and kecamatan say"));
	if (count > 0)
		buf_printf(&import->target, ngettext(": %zu class", ": %zu classes", count), count);
}

static enum status load(void *context, struct err *err)
{
	struct import *import = context;
	const struct import_report *report = &import->report;

	(void)err;
	load_target(import);
	buf_clear(&import->counts);
	buf_printf(&import->counts,
		_("%zu rows: %zu registered, %zu waiting, %zu known, %zu differ, %zu refused"),
		report->rows, report->added, report->waiting, report->known, report->changed,
		report->refused);
	load_lines(import);
	list_set_count(&import->list, import->line_count);
	if (import->list.selected == LIST_NONE)
		list_select(&import->list, 0);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_line(void *context, size_t index, struct list_row *row)
{
	const struct import *import = context;

	list_cell(row, 0, "%s", import->line[index].text);
	row->style = import->line[index].refused ? STYLE_BOLD : STYLE_NORMAL;
}

static const struct column columns[] = {{NULL, 40, 20, 1, 0, ALIGN_LEFT}};
static const struct list_view view = {columns, 1, draw_line, false, 0};

static void draw_head(const struct import *import, struct area area)
{
	static const struct {
		enum style style;
		const char *text;
	} stages[] = {
		[STAGE_FAILED] = {STYLE_ERROR, N_("This list cannot be imported:")},
		[STAGE_PREVIEW] = {STYLE_BOLD, N_("Nothing is written yet. Enter imports it.")},
		[STAGE_IMPORTED] = {STYLE_GOOD, N_("Imported, and saved. Ctrl-Z takes it back.")},
		[STAGE_UNDONE] = {STYLE_WARN, N_("Taken back. Enter imports it again.")},
	};
	int last = area.col + area.cols - 1;
	int col;

	col = term_put(area.row, area.col + 1, STYLE_NORMAL, _("List:")) + 1;
	term_put_fit(area.row, col, last - col, STYLE_BOLD, path_base(import->path));
	col = term_put(area.row + 1, area.col + 1, STYLE_NORMAL, _("Into:")) + 1;
	term_put_fit(area.row + 1, col, last - col, STYLE_NORMAL, buf_text(&import->target));
	term_put_fit(area.row + 2, area.col + 1, area.cols - 2, stages[import->stage].style,
		_(stages[import->stage].text));
	if (import->stage != STAGE_FAILED)
		office_put_wrapped((struct area){area.row + 3, area.col + 1, 2, area.cols - 2},
			STYLE_NORMAL, buf_text(&import->counts));
}

static void draw(void *context, struct area area)
{
	struct import *import = context;
	struct area below = {
		area.row + area.rows - EXPLAIN_ROWS, area.col + 1, EXPLAIN_ROWS, area.cols - 2};

	draw_head(import, area);
	if (import->stage == STAGE_FAILED) {
		below.row = area.row + HEAD_ROWS;
		below.rows = area.rows - HEAD_ROWS;
		office_put_wrapped(below, STYLE_NORMAL, import->failure.text);
		return;
	}
	import->drawn = (struct area){area.row + HEAD_ROWS, area.col,
		area.rows - HEAD_ROWS - EXPLAIN_ROWS - 1, area.cols};
	list_draw(&import->list, &view, import->drawn, import);
	list_place_cursor(&import->list, &view, import->drawn);
	term_line(below.row - 1, area.col, area.cols);
	if (import->list.selected < import->line_count)
		office_put_wrapped(below, STYLE_NORMAL, import->line[import->list.selected].text);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next write_it(struct screens *screens, struct import *import)
{
	struct import_report report = {.rows = 0};
	enum status status = run(screens, import, false, &report);

	if (status == STATUS_OK) {
		take(import, &report, STAGE_IMPORTED);
		screens_say(screens, STYLE_GOOD, "%s",
			_("Imported. The list holds personal data: delete it after checking."));
		return next_load();
	}
	import_report_release(&report);
	if (status == STATUS_STOPPED)
		screens_say(screens, STYLE_WARN, "%s", _("Stopped. Nothing was imported."));
	else
		screens_say_err(screens, &import->failure);
	return next_load();
}

static void undone(struct screens *screens, struct import *import)
{
	import->stage = STAGE_UNDONE;
	screens_say(screens, STYLE_NORMAL, "%s", "");
}

static struct next undo(struct screens *screens, struct import *import)
{
	struct err err = {0};

	(void)!screens_progress(screens, -1, _("Taking back..."));
	if (app_undo(import->app, &err) != STATUS_OK)
		screens_say_err(screens, &err);
	else
		undone(screens, import);
	return next_load();
}

/* Reads the list for the class that was chosen; when Esc stops that, all is as it was. */
static struct next take_target(struct screens *screens, struct import *import)
{
	const struct session *before = import->session;

	import->session = import->chosen;
	if (!preview(screens, import))
		import->session = before;
	return next_load();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct import *import = context;

	switch (action) {
	case IMPORT_WRITE:
		return write_it(screens, import);
	case IMPORT_TARGET:
		return next_push(&import_target_screen,
			import_target_open(import->app, import->session, &import->chosen));
	case IMPORT_CHOSEN:
		return take_target(screens, import);
	case IMPORT_UNDO:
		return undo(screens, import);
	case ACTION_NONE:
		break;
	default:
		return next_ignored();
	}
	return list_act(&import->list, &view, import->drawn, key) == LIST_IGNORED ? next_ignored()
										  : next_draw();
}

static bool allows(const void *context, int action)
{
	const struct import *import = context;

	switch (action) {
	case IMPORT_WRITE:
		return app_writes(import->app) &&
		       (import->stage == STAGE_PREVIEW || import->stage == STAGE_UNDONE);
	case IMPORT_TARGET:
		return import->stage != STAGE_IMPORTED;
	case IMPORT_UNDO:
		return import->stage == STAGE_IMPORTED &&
		       import->report.added + import->report.waiting > 0;
	default:
		return true;
	}
}

static void corner(const void *context, struct buf *out)
{
	const struct import *import = context;

	office_corner(import->app, out);
}

static const struct action actions[] = {
	{IMPORT_WRITE, KEYS_ENTER, 0, N_("Import"),
		N_("Registers the people of the list, as shown."), 1},
	{IMPORT_TARGET, 'K', KEYS_F(2), N_("Class"),
		N_("Chooses the class of the list, or that its columns say it."), 2},
	{IMPORT_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"), N_("Takes the whole import back."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the lists."), 3},
};

const struct screen import_screen = {
	.title = N_("IMPORT"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.release = release,
};
