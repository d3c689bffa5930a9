/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce without a command: the screens; without a terminal, the day's recap. */
#include "cli/output.h"
#include "cli/recap.h"
#include "cli/request.h"
#include "tui/gate.h"
#include "tui/office.h"
#include "app/begin.h"
#include "app/fetch.h"
#include "report/lists.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PRACTICE "practice.okoce" /* in the state folder */

/* One session's line of the day, when it is held today. */
static enum status print_session(struct app *app, const struct session *session, struct buf *out,
	size_t *held, struct err *err)
{
	int day = session_day_on(session, app_today(app));
	struct roster roster = {.count = 0};
	enum status status;

	if (day < 1 || session->status.status == SESSION_CANCELLED)
		return STATUS_OK;
	status = app_roster(app, session, &roster, err);
	if (status == STATUS_OK) {
		struct buf line = BUF_EMPTY;

		day_line(&line, &app->programme, &roster, (uint32_t)day);
		text_safe(out, buf_text(&line), line.len);
		buf_add_byte(out, '\n');
		buf_release(&line);
		++*held;
	}
	roster_release(&roster);
	return status;
}

static enum status print_today(struct app *app, struct buf *out, struct err *err)
{
	enum status status = STATUS_OK;
	size_t held = 0;

	date_print_long(out, app_today(app));
	buf_add_byte(out, '\n');
	for (size_t i = 0; i < app->programme.session_count && status == STATUS_OK; i++)
		status = print_session(app, &app->programme.session[i], out, &held, err);
	if (held == 0)
		buf_add_text(out, _("No session today.\n"));
	buf_add_byte(out, '\n');
	return status;
}

/* `text "path"` */
static void add_file(struct buf *out, const char *text, const char *path)
{
	buf_printf(out, "%s \"", text);
	text_safe(out, path, strlen(path));
	buf_add_text(out, "\"\n");
}

static enum status print_day(const struct request *request, struct app *app, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status = print_today(app, &text, err);

	if (status == STATUS_OK) {
		recap_print(app, 0, &(struct table_style){.format = TABLE_TEXT}, &text);
		buf_add_byte(&text, '\n');
		add_file(&text, _("To open the screens, run this in a terminal: okoce --data"),
			request->data);
		status = output(&text, err);
	}
	buf_release(&text);
	return status;
}

/* Who tried the demo learns where it is, how to go on, and how to begin anew. */
static enum status print_after_demo(const struct request *request, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	add_file(&text, _("The file with the invented people:"), request->data);
	add_file(&text, _("To open it again: okoce --data"), request->data);
	add_file(&text, _("To start afresh, delete it and run: okoce demo"), request->data);
	status = output(&text, err);
	buf_release(&text);
	return status;
}

/* The screens of a file; `practice` becomes whether the officer wants to practise. */
static enum status run_screens(
	struct request *request, struct app *app, bool can_practice, bool *practice, struct err *err)
{
	const struct term_options options = request_term_options(request);
	struct office office = {
		.app = app,
		.folder = request_home(),
		.officer = request->officer,
		.cache_folder = request->cache_folder,
		.prefs = &request->prefs,
		.can_practice = can_practice,
	};
	enum status status = office_run(&office, &options, err);

	request_tell(&office.trouble);
	*practice = office.practice;
	return status;
}

/* A demo in the state folder, made when it is not there; what was practised stays. */
static enum status make_practice(struct request *request, struct err *err)
{
	struct programme programme = {.session_count = 0};
	struct begin_options options = {
		.path = request->data,
		.programme = &programme,
		.clock = request->clock,
		.state_folder = request->state_folder,
	};
	enum status status;

	if (access(request->data, F_OK) == 0)
		return STATUS_OK;
	status = request_load_conf(request, NULL, &programme, options.conf_digest, err);
	if (status == STATUS_OK)
		status = file_make_folder(request->state_folder, err);
	if (status == STATUS_OK)
		status = begin_demo(&options, DEMO_PEOPLE, 1, err);
	programme_release(&programme);
	return status;
}

static enum status run_practice(const struct request *request, struct err *err)
{
	struct request practice = *request;
	struct app *app = NULL;
	bool again = false;
	enum status status;

	practice.data = path_join(request->state_folder, PRACTICE);
	practice.officer = NULL;
	status = make_practice(&practice, err);
	if (status == STATUS_OK)
		status = request_open(&practice, USE_SCREENS, &app, err);
	if (status == STATUS_OK)
		status = run_screens(&practice, app, false, &again, err);
	app_close(app);
	free(practice.data);
	return status;
}

/* What a person at a terminal can do something about. */
static bool is_for_the_gate(const struct request *request, enum status status)
{
	return !request->passphrase.given &&
	       (status == STATUS_NOT_FOUND || status == STATUS_BUSY || status == STATUS_DAMAGED ||
		       status == STATUS_INVALID || status == STATUS_IO);
}

static void take_file(struct request *request, const char *path)
{
	free(request->data);
	request->data = memory_text(path);
}

/* The laptop's id is made with its first file. */
static bool is_first(const struct request *request, enum status why)
{
	char *device = path_join(request->state_folder, "device");
	bool first = why == STATUS_NOT_FOUND && access(device, F_OK) != 0;

	free(device);
	return first;
}

/* The questions of okoce init; the recovery code is on the terminal until the officer has it. */
static enum status begin_here(struct request *request, struct err *err)
{
	char answer[PASSPHRASE_MAX + 1];
	enum status status;

	request->operand = request->data;
	status = cmd_init(request, err);
	request->operand = NULL;
	if (status == STATUS_OK)
		status = output_flush(err);
	return status == STATUS_OK
		       ? terminal_ask(answer, _("When the code is written down press Enter: "), err)
		       : status;
}

/* Asks what is to be done, and does it; false: the officer leaves, and is told once more why. `status`
 * becomes STATUS_OK when the file is to be opened again. */
static bool pass_gate(struct request *request, enum status *status, struct err *err)
{
	const struct term_options options = request_term_options(request);
	const struct err why = *err;
	struct gate gate = {.why = &why,
		.path = request->data,
		.home = request_home(),
		.first = is_first(request, why.status),
		.state_folder = request->state_folder};

	if (gate_run(&gate, &options, NULL) != STATUS_OK || gate.answer == GATE_LEAVE)
		return false;
	err_clear(err);
	*status = STATUS_OK;
	if (gate.answer == GATE_LOOK)
		request->options.value[OPTION_READ_ONLY] = "";
	else if (gate.answer == GATE_OTHER)
		take_file(request, gate.chosen);
	else if (gate.answer == GATE_FETCH)
		*status = why.status == STATUS_DAMAGED ? fetch_instead(gate.chosen, request->data, err)
						       : fetch_file(gate.chosen, request->data, err);
	else if (gate.answer == GATE_BEGIN)
		*status = begin_here(request, err);
	else if (gate.answer == GATE_PRACTICE)
		*status = run_practice(request, err);
	free(gate.chosen);
	return true;
}

/* Until it is open, or the officer leaves. */
static enum status open_or_ask(struct request *request, struct app **app, struct err *err)
{
	enum status status = request_open(request, USE_SCREENS, app, err);

	while (status != STATUS_OK && is_for_the_gate(request, status) &&
		pass_gate(request, &status, err))
		if (status == STATUS_OK)
			status = request_open(request, USE_SCREENS, app, err);
	return status;
}

/* The officer's file, and again after each practice. */
static enum status open_screens(struct request *request, struct err *err)
{
	bool practice = false, is_demo = false;
	enum status status;

	do {
		struct app *app = NULL;

		practice = false;
		status = open_or_ask(request, &app, err);
		if (status == STATUS_OK)
			status = run_screens(request, app, true, &practice, err);
		is_demo = app && app->programme.is_demo;
		app_close(app);
		if (status == STATUS_OK && practice)
			status = run_practice(request, err);
	} while (status == STATUS_OK && practice);
	if (status == STATUS_OK && is_demo)
		status = print_after_demo(request, err);
	return status;
}

enum status cmd_open(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status;

	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return open_screens(request, err);
	status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = print_day(request, app, err);
	app_close(app);
	return status;
}
