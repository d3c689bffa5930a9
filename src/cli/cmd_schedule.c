/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce schedule: when and where a session is held, and whether it is. */
#include "cli/output.h"
#include "cli/request.h"
#include "cli/word.h"
#include "app/schedule.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define LABEL_COLUMNS 13

struct schedule_request {
	struct arena arena;
	char *session;                /* its id: what is read of the programme does not last */
	struct session_schedule then; /* in the arena */
	bool status_given;
	enum session_status_value status;
	const char *reason;
	struct schedule_warnings warnings;
};

/* --- What is asked for ------------------------------------------------------------------------- */

static const char *const option_values[] = {"planned", "held", "cancelled"};

static enum status read_status(
	const struct request *request, struct schedule_request *asked, struct err *err)
{
	const char *own[] = {[SESSION_PLANNED] = N_("planned"),
		[SESSION_HELD] = N_("held"),
		[SESSION_CANCELLED] = N_("cancelled")};
	const char *word = request->options.value[OPTION_STATUS];

	if (!word)
		return STATUS_OK;
	for (int i = 0; i <= SESSION_CANCELLED; i++) {
		if (!text_equal_nocase(word, option_values[i]) &&
			!text_equal_nocase(word, _(own[i])))
			continue;
		asked->status_given = true;
		asked->status = (enum session_status_value)i;
		return STATUS_OK;
	}
	return word_error_more(err, STATUS_USAGE, _("No such status"), word,
		_("There are %s, %s and %s."), _(own[0]), _(own[1]), _(own[2]));
}

static enum status read_reason(
	const struct request *request, struct schedule_request *asked, struct err *err)
{
	const char *text = request->options.value[OPTION_REASON];
	struct buf clean = BUF_EMPTY;
	bool good = !text || text_clean(&clean, text, strlen(text));

	asked->reason = arena_text(&asked->arena, buf_text(&clean), clean.len);
	buf_release(&clean);
	if (!good)
		return err_set(
			err, STATUS_USAGE, "%s", _("The reason is no UTF-8 text, or too long."));
	if (text && !(asked->status_given && asked->status == SESSION_CANCELLED))
		return err_set(err, STATUS_USAGE, "%s",
			_("A reason is for --status cancelled, and for nothing else."));
	return STATUS_OK;
}

static enum status read_venue(const char *text, struct schedule_request *asked, struct err *err)
{
	struct buf clean = BUF_EMPTY;
	bool good = text_clean(&clean, text, strlen(text));

	asked->then.venue = arena_text(&asked->arena, buf_text(&clean), clean.len);
	buf_release(&clean);
	return good ? STATUS_OK
		    : err_set(err, STATUS_USAGE, "%s",
			      _("The place is no UTF-8 text, or too long."));
}

static enum status read_start(const char *text, struct schedule_request *asked, struct err *err)
{
	int minute = minute_parse(text);

	if (*text != '\0' && minute < 0)
		return word_error_more(err, STATUS_USAGE, _("No time of a day"), text,
			_("Write it as %s."), "08.00");
	asked->then.start_minute = *text != '\0' ? (uint32_t)minute + 1 : 0;
	return STATUS_OK;
}

static enum status read_schedule(const struct request *request, const struct session *session,
	struct schedule_request *asked, struct err *err)
{
	const char *const *value = request->options.value;
	enum status status = STATUS_OK;

	schedule_copy(&asked->then, &session->schedule, &asked->arena);
	if (value[OPTION_DATES])
		status = dates_parse(value[OPTION_DATES], (int)session->plan.year, &asked->arena,
			&asked->then.dates, err);
	if (value[OPTION_VENUE] && status == STATUS_OK)
		status = read_venue(value[OPTION_VENUE], asked, err);
	if (value[OPTION_START] && status == STATUS_OK)
		status = read_start(value[OPTION_START], asked, err);
	if (value[OPTION_INSTRUCTOR] && status == STATUS_OK)
		status = instructors_parse(
			value[OPTION_INSTRUCTOR], &asked->arena, &asked->then.instructors, err);
	/* What people give wrong on the line is wrong use, whoever says so. */
	if (status == STATUS_INVALID) {
		err->status = STATUS_USAGE;
		return STATUS_USAGE;
	}
	return status;
}

static bool changes_schedule(const struct request *request)
{
	const char *const *value = request->options.value;

	return value[OPTION_DATES] || value[OPTION_VENUE] || value[OPTION_START] ||
	       value[OPTION_INSTRUCTOR];
}

/* --- What is said ------------------------------------------------------------------------------ */

static void add_row(struct buf *out, const char *label, const char *text)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, text, strlen(text));
	text_fit(out, label, LABEL_COLUMNS, true);
	buf_printf(out, "%s\n", safe.len > 0 ? buf_text(&safe) : "-");
	buf_release(&safe);
}

static void add_dates(struct buf *out, const struct dates *dates)
{
	struct buf day = BUF_EMPTY;

	for (size_t i = 0; i < dates->count; i++) {
		char label[32];

		snprintf(label, sizeof(label), _("Day %zu"), i + 1);
		buf_clear(&day);
		date_print_long(&day, dates->item[i]);
		add_row(out, label, buf_text(&day));
	}
	if (dates->count == 0)
		add_row(out, _("Dates"), _("not set"));
	buf_release(&day);
}

static void add_state(struct buf *out, const struct session *session, date today)
{
	struct buf text = BUF_EMPTY;

	buf_add_text(&text, session_state_text(session_state_on(session, today)));
	if (session->status.reason[0] != '\0')
		buf_printf(&text, ": %s", session->status.reason);
	add_row(out, _("Status"), buf_text(&text));
	buf_release(&text);
}

static enum status print_session(const struct app *app, const struct session *session,
	const struct session_schedule *schedule, struct err *err)
{
	struct buf out = BUF_EMPTY, text = BUF_EMPTY;
	enum status status;

	session_title(&app->programme, session, &text);
	add_row(&out, _("Session"), session->id);
	add_row(&out, _("Training"), buf_text(&text));
	add_dates(&out, &schedule->dates);
	add_row(&out, _("Place"), schedule->venue);
	buf_clear(&text);
	if (schedule->start_minute > 0)
		minute_print(&text, (int)schedule->start_minute - 1);
	add_row(&out, _("Begins"), buf_text(&text));
	buf_clear(&text);
	instructors_print(&text, &schedule->instructors);
	add_row(&out, _("Instructors"), buf_text(&text));
	add_state(&out, session, app_today(app));
	status = output(&out, err);
	buf_release(&text);
	buf_release(&out);
	return status;
}

static void print_warnings(const struct app *app, const struct schedule_warnings *warnings)
{
	struct buf text = BUF_EMPTY, safe = BUF_EMPTY;

	for (size_t i = 0; i < warnings->count; i++) {
		buf_clear(&text);
		buf_clear(&safe);
		schedule_warning_say(&app->programme, &warnings->item[i], &text);
		text_safe(&safe, buf_text(&text), text.len);
		fprintf(stderr, _("warning: %s\n"), buf_text(&safe));
	}
	buf_release(&text);
	buf_release(&safe);
}

static enum status say(const char *sentence, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	buf_add_text(&text, sentence);
	status = output(&text, err);
	buf_release(&text);
	return status;
}

/* --- Doing it ---------------------------------------------------------------------------------- */

static bool moves_attendance(const struct schedule_warnings *warnings)
{
	/* The gravest stand first. */
	return warnings->count > 0 && warnings->item[0].kind == SCHEDULE_MOVES;
}

static enum status save(struct app *app, const struct request *request,
	struct schedule_request *asked, struct err *err)
{
	struct action_id done = {.first = 0}, done_too = {.first = 0};
	enum status status = STATUS_OK;

	if (moves_attendance(&asked->warnings) && !request->options.value[OPTION_YES])
		return err_set(err, STATUS_INVALID, "%s",
			_("Nothing was changed: a day with attendance would get another date. The "
			  "attendance stays that of its day; if that is right: --yes."));
	/* The status first: it alone can be refused for what it says. */
	if (asked->status_given)
		status = schedule_save_status(
			app, asked->session, asked->status, asked->reason, &done, err);
	if (status == STATUS_OK && changes_schedule(request))
		status = schedule_save(app, asked->session, &asked->then, &done_too, err);
	if (status != STATUS_OK)
		return status;
	return say(done.first > 0 || done_too.first > 0
			   ? _("Saved.\n")
			   : _("It was so already: nothing was written.\n"),
		err);
}

static enum status run(struct app *app, const struct request *request,
	struct schedule_request *asked, struct err *err)
{
	bool changes = changes_schedule(request) || asked->status_given;
	const struct session *session;
	enum status status = request_find_session(&app->programme, request->operand, &session, err);

	if (status == STATUS_OK)
		status = read_schedule(request, session, asked, err);
	if (status != STATUS_OK)
		return status;
	asked->session = arena_text(&asked->arena, session->id, strlen(session->id));
	schedule_look(app, session, &asked->then, &asked->warnings);
	print_warnings(app, &asked->warnings);
	if (changes && !request->options.value[OPTION_PREVIEW])
		return save(app, request, asked, err);
	return print_session(app, session, &asked->then, err);
}

enum status cmd_schedule(struct request *request, struct err *err)
{
	struct schedule_request asked = {.reason = ""};
	bool changes = changes_schedule(request) || request->options.value[OPTION_STATUS];
	bool writes = changes && !request->options.value[OPTION_PREVIEW];
	struct app *app = NULL;
	enum status status = read_status(request, &asked, err);

	if (status == STATUS_OK)
		status = read_reason(request, &asked, err);
	if (status == STATUS_OK)
		status = request_open(request, writes ? USE_WRITE : USE_READ, &app, err);
	if (status == STATUS_OK)
		status = run(app, request, &asked, err);
	schedule_warnings_release(&asked.warnings);
	arena_release(&asked.arena);
	app_close(app);
	return status;
}
