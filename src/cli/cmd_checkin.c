/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce checkin: people at the door, a line in, a line out. */
#include "cli/door_line.h"
#include "cli/lines.h"
#include "cli/output.h"
#include "cli/request.h"
#include "tui/office.h"
#include "app/checkin.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* False for a blank line, which is no question. */
static bool answer(struct checkin *checkin, enum line_kind kind, const struct buf *line,
	struct checkin_result *result)
{
	struct buf text = BUF_EMPTY;
	bool asked = true;

	if (kind == LINE_LONG)
		door_line_refuse(result, _("the line is too long"));
	else if (kind == LINE_BROKEN || !text_clean(&text, buf_text(line), line->len))
		door_line_refuse(result, _("the line is no UTF-8 text"));
	else if (text.len == 0)
		asked = false;
	else
		door_line(checkin, buf_text(&text), result);
	buf_wipe(&text);
	return asked;
}

static enum status print_answer(
	const struct checkin *checkin, const struct checkin_result *result, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	checkin_line(checkin, result, &text);
	buf_add_byte(&text, '\n');
	status = output(&text, err);
	if (status == STATUS_OK)
		status = output_flush(err);
	buf_wipe(&text);
	return status;
}

static enum status prompt(const struct checkin *checkin, bool wanted, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status;

	if (!wanted)
		return STATUS_OK;
	buf_printf(&text, "%u/%u > ", (unsigned)checkin->count.present,
		(unsigned)checkin->count.seats);
	status = output(&text, err);
	if (status == STATUS_OK)
		status = output_flush(err);
	buf_release(&text);
	return status;
}

static enum status answer_all(struct checkin *checkin, struct lines *lines, struct err *err)
{
	bool person = isatty(STDIN_FILENO);
	struct buf line = BUF_EMPTY;
	enum line_kind kind = LINE_TEXT;
	enum status status = STATUS_OK;
	bool failed = false;

	while (status == STATUS_OK) {
		struct checkin_result result = {.person = CHECKIN_NOBODY};

		status = prompt(checkin, person, err);
		if (status != STATUS_OK)
			break;
		kind = lines_next(lines, &line);
		if (kind == LINE_FAILED)
			status = err_system(err, errno, "%s", _("Can't read the input"));
		if (kind == LINE_FAILED || kind == LINE_END)
			break;
		if (!answer(checkin, kind, &line, &result))
			continue;
		failed = failed || result.outcome == OUTCOME_FAILED;
		status = print_answer(checkin, &result, err);
		app_catch_up(checkin->app);
	}
	buf_wipe(&line);
	return status == STATUS_OK && failed ? STATUS_FINDINGS : status;
}

/* What of the day is recorded, and why when it is closed. */
static enum status set_up(struct checkin *checkin, const struct request *request, enum day_part part,
	struct err *err)
{
	struct buf reason = BUF_EMPTY;
	enum status status = STATUS_OK;

	if (request->options.value[OPTION_REASON])
		status = option_text(&request->options, OPTION_REASON, &reason, err);
	if (status == STATUS_OK)
		checkin_set_reason(checkin, buf_text(&reason));
	if (status == STATUS_OK && part != PART_WHOLE)
		status = checkin_set_part(checkin, part, err);
	buf_release(&reason);
	return status;
}

static enum status check_people_in(const struct request *request, struct app *app, struct err *err)
{
	struct checkin checkin = {.day = 0};
	const struct session *session;
	struct lines lines;
	enum day_part part;
	uint32_t day = 0;
	enum status status = request_session(request, &app->programme, &session, err);

	if (status == STATUS_OK)
		status = request_part(request, &part, err);
	if (status == STATUS_OK)
		status = request_day(request, app, session, &day, err);
	if (status != STATUS_OK)
		return status;
	lines_open(&lines, STDIN_FILENO);
	status = checkin_open(&checkin, app, session, day, err);
	if (status == STATUS_OK)
		status = set_up(&checkin, request, part, err);
	if (status == STATUS_OK)
		status = answer_all(&checkin, &lines, err);
	explicit_bzero(&lines, sizeof(lines));
	checkin_release(&checkin);
	return status;
}

/* The screen chooses the day itself and offers the others. */
static enum status open_screen(const struct request *request, struct app *app, struct err *err)
{
	const struct term_options options = request_term_options(request);
	struct prefs prefs = request->prefs;
	struct office office = {.app = app, .folder = request_home(), .prefs = &prefs};
	enum status status = request_session(request, &app->programme, &office.session, err);

	if (status == STATUS_OK)
		status = office_run(&office, &options, err);
	request_tell(&office.trouble);
	return status;
}

static enum status check_way(const struct request *request, struct err *err)
{
	if (request->options.value[OPTION_PLAIN] && request->options.value[OPTION_READ_ONLY])
		return err_set(err, STATUS_USAGE, "%s",
			_("--plain records who comes: leave out --read-only, which records nothing."));
	if (request->options.value[OPTION_PLAIN])
		return STATUS_OK;
	if (request->options.value[OPTION_DAY] || request->options.value[OPTION_PART] ||
		request->options.value[OPTION_REASON])
		return err_set(err, STATUS_USAGE, "%s",
			_("--day, --part and --reason go with --plain; the screen asks for them itself."));
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, STATUS_USAGE, "%s",
			_("There is no terminal for the screen: add --plain to check people in "
			  "line by line."));
	return STATUS_OK;
}

enum status cmd_checkin(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status = check_way(request, err);

	if (status == STATUS_OK)
		status = request_open(request,
			request->options.value[OPTION_PLAIN] ? USE_WRITE : USE_SCREENS, &app, err);
	if (status == STATUS_OK)
		status = request->options.value[OPTION_PLAIN] ? check_people_in(request, app, err)
							      : open_screen(request, app, err);
	app_close(app);
	return status;
}
