/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce paper: a sheet that was signed is keyed in. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/paper.h"

/* Without a code the session must be said, and the day is today's unless it is said. */
static enum status open_paper(
	const struct request *request, struct app *app, struct paper *paper, struct err *err)
{
	const struct options *options = &request->options;
	const char *code = options->value[OPTION_CODE] ? options->value[OPTION_CODE] : "";
	const struct session *session = NULL;
	enum status status = STATUS_OK;
	uint32_t day = 0;

	if (code[0] == '\0' && !options->value[OPTION_SESSION])
		return err_set(err, STATUS_USAGE, "%s",
			_("Say which sheet: --code, as it stands on it; or --session, of a list without "
			  "a code."));
	if (options->value[OPTION_SESSION])
		status = request_session(request, &app->programme, &session, err);
	if (status == STATUS_OK && session && (code[0] == '\0' || options->value[OPTION_DAY]))
		status = request_day(request, app, session, &day, err);
	return status == STATUS_OK ? paper_open(paper, app, session, day, PART_WHOLE, code, err) : status;
}

/* Marks and signatures must agree, unless the officer has looked at it. */
static enum status compare(const struct request *request, const struct paper *paper, struct err *err)
{
	struct buf difference = BUF_EMPTY;
	uint64_t signatures = 0;
	enum status status;

	if (!request->options.value[OPTION_SIGNATURES])
		return STATUS_OK;
	status = option_number(&request->options, OPTION_SIGNATURES, 0, 1000000, &signatures, err);
	if (status == STATUS_OK)
		paper_say_difference(paper, (uint32_t)signatures, &difference);
	if (difference.len > 0 && !request->options.value[OPTION_YES])
		status = err_set(err, STATUS_INVALID,
			_("Nothing was recorded. %s Look at it again, or add --yes. Names on blank rows "
			  "are not counted here."),
			buf_text(&difference));
	buf_release(&difference);
	return status;
}

static enum status record(const struct request *request, struct paper *paper, struct buf *out,
	struct err *err)
{
	struct buf reason = BUF_EMPTY;
	uint32_t written = 0;
	enum status status = option_text(&request->options, OPTION_REASON, &reason, err);

	if (status == STATUS_OK)
		status = paper_record(paper, buf_text(&reason), &written, err);
	if (status == STATUS_OK)
		buf_printf(out,
			ngettext("Saved: %u person of %s, day %u.\n", "Saved: %u people of %s, day %u.\n",
				written),
			(unsigned)written, paper->session->id, (unsigned)paper->day);
	buf_release(&reason);
	return status;
}

static enum status key_in(const struct request *request, struct paper *paper, struct err *err)
{
	struct buf text = BUF_EMPTY;
	enum status status = paper_read(paper, request->operand, err);

	if (status == STATUS_OK)
		status = compare(request, paper, err);
	if (status == STATUS_OK)
		paper_say(paper, &text);
	if (status == STATUS_OK && request->options.value[OPTION_PREVIEW])
		buf_add_text(&text, _("Nothing was written: this is a preview.\n"));
	else if (status == STATUS_OK)
		status = record(request, paper, &text, err);
	if (status == STATUS_OK)
		status = output(&text, err);
	buf_release(&text);
	return status;
}

enum status cmd_paper(struct request *request, struct err *err)
{
	const bool preview = request->options.value[OPTION_PREVIEW] != NULL;
	struct app *app = NULL;
	struct paper paper;
	enum status status = request_open(request, preview ? USE_READ : USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = open_paper(request, app, &paper, err);
	if (status == STATUS_OK) {
		status = key_in(request, &paper, err);
		paper_release(&paper);
	}
	app_close(app);
	return status;
}
