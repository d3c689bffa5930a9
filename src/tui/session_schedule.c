/* SPDX-License-Identifier: BSD-2-Clause */
/* The form of a session's schedule. What is worth a look stands below it while it is typed, and forbids
 * nothing: one more Enter saves all the same. */
#include "tui/form.h"
#include "tui/sessions.h"
#include "app/draft.h"
#include "app/schedule.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define FORM_ROWS 7   /* the fields, and what is wrong or wanted */
#define ROOMY_ROWS 18 /* of the area; with less nothing stands between them and the warnings */

enum {
	IN_DATES,
	IN_VENUE,
	IN_START,
	IN_INSTRUCTORS,
	FIELDS
};

enum {
	SCHEDULE_DISCARD = ACTION_OWN
};

struct scheduling {
	struct session_page *page;
	char *id;
	int year; /* of the plan */
	struct form form;
	struct draft draft;
	struct arena arena;                /* of `then` */
	struct session_schedule then;      /* as typed, as far as it can be read */
	struct buf read;                   /* how the dates were understood */
	struct schedule_warnings warnings; /* of `then`; lent by the programme */
	struct buf *say;                   /* their sentences */
	bool sure;                         /* they were seen, and Enter was asked for again */
	bool touched;                      /* a key was pressed: what is typed is kept */
	bool resumed;                      /* what was typed before is here again */
	struct buf title;
};

static const struct session *session_of(const struct scheduling *scheduling)
{
	return programme_session(&scheduling->page->app->programme, scheduling->id);
}

/* --- Reading what is typed --------------------------------------------------------------------- */

static enum form_verdict judge(enum status status, const struct err *err, struct buf *why)
{
	if (status == STATUS_OK)
		return FORM_FINE;
	buf_add_text(why, err->text);
	return FORM_WRONG;
}

static enum form_verdict check_dates(
	void *context, struct form *form, size_t field, struct buf *why)
{
	const struct scheduling *scheduling = context;
	struct arena arena = {NULL};
	struct dates dates;
	struct err err = {0};
	enum status status =
		dates_parse(form_value(form, field), scheduling->year, &arena, &dates, &err);

	arena_release(&arena);
	return judge(status, &err, why);
}

static enum form_verdict check_start(
	void *context, struct form *form, size_t field, struct buf *why)
{
	(void)context;
	if (minute_parse(form_value(form, field)) >= 0)
		return FORM_FINE;
	buf_add_text(why, _("That is no time of a day. Write it as 08.00."));
	return FORM_WRONG;
}

static enum form_verdict check_instructors(
	void *context, struct form *form, size_t field, struct buf *why)
{
	struct arena arena = {NULL};
	struct texts names;
	struct err err = {0};
	enum status status = instructors_parse(form_value(form, field), &arena, &names, &err);

	(void)context;
	arena_release(&arena);
	return judge(status, &err, why);
}

static const struct form_field fields[FIELDS] = {
	{.label = N_("Dates"),
		.hint = N_("As you would write them: 22-25 July; or 22, 23, 29/7; the first day "
			   "first."),
		.max = 200,
		.check = check_dates},
	{.label = N_("Place"), .hint = N_("The hall, with its kecamatan or kelurahan."), .max = 80},
	{.label = N_("Begins"),
		.hint = N_("08.00; empty: as usual."),
		.max = 5,
		.check = check_start},
	{.label = N_("Instructors"),
		.hint = N_("Names, with semicolons between: Siti Aminah, S.Pd.; Budi"),
		.max = 300,
		.check = check_instructors},
};

/* What is typed, where it can be read; what nobody changed, or cannot be read yet, as it is. */
static void read_form(struct scheduling *scheduling, const struct session *session)
{
	const struct form *form = &scheduling->form;
	struct session_schedule *then = &scheduling->then;
	struct dates dates;
	struct texts names;
	struct err err = {0};
	int minute = minute_parse(form_value(form, IN_START));

	arena_clear(&scheduling->arena);
	schedule_copy(then, &session->schedule, &scheduling->arena);
	if (form_changed(form, IN_DATES) &&
		dates_parse(form_value(form, IN_DATES), scheduling->year, &scheduling->arena,
			&dates, &err) == STATUS_OK)
		then->dates = dates;
	if (form_changed(form, IN_VENUE)) {
		const char *venue = form_value(form, IN_VENUE);

		then->venue = arena_text(&scheduling->arena, venue, strlen(venue));
	}
	if (form_changed(form, IN_START))
		then->start_minute = minute >= 0 ? (uint32_t)minute + 1 : 0;
	if (form_changed(form, IN_INSTRUCTORS) &&
		instructors_parse(form_value(form, IN_INSTRUCTORS), &scheduling->arena, &names,
			&err) == STATUS_OK)
		then->instructors = names;
}

static void drop_sentences(struct scheduling *scheduling)
{
	for (size_t i = 0; scheduling->say && i < scheduling->warnings.count; i++)
		buf_release(&scheduling->say[i]);
	free(scheduling->say);
	scheduling->say = NULL;
}

/* How the dates are understood, and what is worth a look, made anew. */
static void look(struct scheduling *scheduling)
{
	const struct session *session = session_of(scheduling);
	const struct app *app = scheduling->page->app;

	if (!session)
		return;
	drop_sentences(scheduling);
	read_form(scheduling, session);
	schedule_look(app, session, &scheduling->then, &scheduling->warnings);
	scheduling->say = memory_alloc((scheduling->warnings.count + 1) * sizeof(*scheduling->say));
	for (size_t i = 0; i < scheduling->warnings.count; i++)
		schedule_warning_say(
			&app->programme, &scheduling->warnings.item[i], &scheduling->say[i]);
	buf_clear(&scheduling->read);
	for (size_t i = 0; i < scheduling->then.dates.count; i++) {
		buf_add_text(&scheduling->read, i > 0 ? ", " : "= ");
		date_print_short(&scheduling->read, scheduling->then.dates.item[i]);
	}
}

/* --- Opening ----------------------------------------------------------------------------------- */

static void resume(struct scheduling *scheduling)
{
	struct arena arena = {NULL};

	scheduling->resumed =
		form_resume(&scheduling->form, draft_read(&scheduling->draft, &arena));
	arena_release(&arena);
}

static void fill(struct scheduling *scheduling, const struct session *session)
{
	const struct session_schedule *schedule = &session->schedule;
	struct buf text = BUF_EMPTY;

	dates_print(&text, &schedule->dates, scheduling->year);
	form_fill(&scheduling->form, IN_DATES, buf_text(&text));
	form_fill(&scheduling->form, IN_VENUE, schedule->venue);
	buf_clear(&text);
	if (schedule->start_minute > 0)
		minute_print(&text, (int)schedule->start_minute - 1);
	form_fill(&scheduling->form, IN_START, buf_text(&text));
	buf_clear(&text);
	instructors_print(&text, &schedule->instructors);
	form_fill(&scheduling->form, IN_INSTRUCTORS, buf_text(&text));
	buf_release(&text);
}

void *session_schedule_open(struct session_page *page)
{
	struct scheduling *scheduling = memory_alloc(sizeof(*scheduling));

	scheduling->page = page;
	scheduling->id = memory_text(page->id);
	scheduling->draft = draft_of(page->app, "schedule/%s", page->id);
	scheduling->year = (int)(page->session->plan.year > 0
					 ? page->session->plan.year
					 : (uint32_t)date_civil(app_today(page->app)).year);
	form_open(&scheduling->form, &(struct form_options){.field = fields,
					     .count = FIELDS,
					     .context = scheduling,
					     .drafts = {draft_keep, &scheduling->draft, draft_keep_typing}});
	fill(scheduling, page->session);
	resume(scheduling);
	return scheduling;
}

/* What is typed is kept when nobody types any more, and before the keys are forgotten. */
static void keep(void *context)
{
	struct scheduling *scheduling = context;

	if (scheduling->touched)
		form_keep(&scheduling->form);
	scheduling->touched = false;
}

static void release(void *context)
{
	struct scheduling *scheduling = context;

	keep(scheduling);
	form_close(&scheduling->form);
	drop_sentences(scheduling);
	schedule_warnings_release(&scheduling->warnings);
	arena_release(&scheduling->arena);
	buf_release(&scheduling->read);
	buf_release(&scheduling->title);
	free(scheduling->id);
	free(scheduling);
}

static enum status load(void *context, struct err *err)
{
	struct scheduling *scheduling = context;
	const struct session *session = session_of(scheduling);

	(void)err;
	form_load(&scheduling->form);
	buf_clear(&scheduling->title);
	if (session)
		session_title(&scheduling->page->app->programme, session, &scheduling->title);
	look(scheduling);
	return STATUS_OK;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void draw_warnings(const struct scheduling *scheduling, struct area area)
{
	struct buf text = BUF_EMPTY;

	for (int i = 0; i < area.rows && (size_t)i < scheduling->warnings.count; i++) {
		size_t more = scheduling->warnings.count - (size_t)i;

		buf_clear(&text);
		if (i == area.rows - 1 && more > 1)
			buf_printf(&text, _("! and %zu more"), more);
		else
			buf_printf(&text, "! %s", buf_text(&scheduling->say[i]));
		term_put_fit(
			area.row + i, area.col + 1, area.cols - 2, STYLE_WARN, buf_text(&text));
	}
	buf_release(&text);
}

static void draw(void *context, struct area area)
{
	struct scheduling *scheduling = context;
	int row = area.row + 1;
	int end = area.row + area.rows;
	int col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&scheduling->title)) + 2;

	term_put_right(area.row, col, area.col + area.cols - 1 - col, STYLE_NORMAL, scheduling->id);
	row += FORM_ROWS;
	if (area.rows >= ROOMY_ROWS)
		term_line(row++, area.col, area.cols);
	if (scheduling->resumed)
		term_put_fit(row++, area.col + 1, area.cols - 2, STYLE_BOLD,
			_("What was typed and not saved is here again. F8 discards it."));
	if (scheduling->then.dates.count > 0)
		term_put_fit(row++, area.col + 1, area.cols - 2, STYLE_NORMAL,
			buf_text(&scheduling->read));
	draw_warnings(scheduling, (struct area){row, area.col, end - row, area.cols});
	form_draw(&scheduling->form, (struct area){area.row + 1, area.col, FORM_ROWS, area.cols});
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next save(struct screens *screens, struct scheduling *scheduling)
{
	struct action_id done;
	struct err err = {0};

	look(scheduling);
	if (scheduling->warnings.count > 0 && !scheduling->sure) {
		scheduling->sure = true;
		screens_say(screens, STYLE_WARN, "%s",
			_("Please look at what is marked with \"!\". Enter once more saves all the "
			  "same."));
		return next_draw();
	}
	scheduling->page->session = NULL; /* what was read of the programme is gone after this */
	if (schedule_save(scheduling->page->app, scheduling->id, &scheduling->then, &done, &err) !=
		STATUS_OK)
		return screens_refuse(screens, &err);
	form_saved(&scheduling->form);
	scheduling->touched = false;
	session_did(screens, scheduling->page, &done);
	return next_pop();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct scheduling *scheduling = context;
	enum form_result result;

	if (action == SCHEDULE_DISCARD) {
		form_start_over(&scheduling->form);
		scheduling->touched = false;
		return next_pop();
	}
	result = form_act(&scheduling->form, action, key);
	if (result == FORM_SAVE)
		return save(screens, scheduling);
	scheduling->sure = false;
	if (result == FORM_HANDLED) {
		scheduling->touched = true;
		scheduling->resumed = false;
	}
	if (result != FORM_IGNORED)
		look(scheduling);
	return form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct scheduling *scheduling = context;

	return form_focus(&scheduling->form);
}

static void corner(const void *context, struct buf *out)
{
	const struct scheduling *scheduling = context;

	office_corner(scheduling->page->app, out);
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{SCHEDULE_DISCARD, KEYS_F(8), KEYS_CTRL('D'), N_("Discard"),
		N_("Goes back, and nothing that was typed is kept."), 5},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Brings the field back, then goes back."), 3},
};

const struct screen session_schedule_screen = {
	.title = N_("SCHEDULE"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.rest = keep,
	.lock = keep,
	.release = release,
};
