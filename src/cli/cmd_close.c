/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce close: the end of a day of training. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/day.h"
#include "report/day_report.h"

#include <stdlib.h>

static enum status read_closing(const struct request *request, struct closing *closing,
	struct buf *remark, struct err *err)
{
	uint64_t signatures = 0;
	enum status status = STATUS_OK;

	closing->counted = request->options.value[OPTION_SIGNATURES] != NULL;
	if (closing->counted)
		status = option_number(
			&request->options, OPTION_SIGNATURES, 0, 1000000, &signatures, err);
	closing->signatures = (uint32_t)signatures;
	if (status == STATUS_OK)
		status = request_part(request, &closing->part, err);
	if (status == STATUS_OK)
		status = option_text(&request->options, OPTION_REMARK, remark, err);
	closing->remark = buf_text(remark);
	return status;
}

/* Paper and record must agree, unless the officer has looked at it. */
static enum status compare(const struct request *request, const struct roster *roster,
	const struct closing *closing, struct err *err)
{
	struct day_count count;

	day_count_with(roster, closing, &count);
	if (!closing->counted || closing->signatures == count.present ||
		request->options.value[OPTION_YES])
		return STATUS_OK;
	return err_set(err, STATUS_INVALID,
		_("Not closed: %u signatures were counted, and %u people are recorded as present. "
		  "Look at the sheet again, or add --yes."),
		(unsigned)closing->signatures, (unsigned)count.present);
}

static enum status print_report(struct app *app, const struct session *session, uint32_t day,
	struct err *err)
{
	struct roster roster = {.count = 0};
	struct buf text = BUF_EMPTY;
	enum status status = app_roster(app, session, &roster, err);

	if (status == STATUS_OK) {
		day_report(&text, &app->programme, &roster, day);
		status = output(&text, err);
	}
	buf_release(&text);
	roster_release(&roster);
	return status;
}

static enum status close_day(const struct request *request, struct app *app, struct roster *roster,
	struct closing *closing, struct err *err)
{
	uint8_t *said = memory_alloc(roster->count + 1);
	enum status status = roster_check_day(roster, closing->day, err);

	closing->said = said;
	if (status == STATUS_OK && request->operand)
		status = day_read_marks(roster, request->operand, said, err);
	if (status == STATUS_OK)
		status = compare(request, roster, closing, err);
	if (status == STATUS_OK)
		status = day_close(app, roster, closing, err);
	if (status == STATUS_OK)
		status = print_report(app, roster->session, closing->day, err);
	free(said);
	return status;
}

enum status cmd_close(struct request *request, struct err *err)
{
	struct closing closing = {.day = 0};
	struct roster roster = {.count = 0};
	struct buf remark = BUF_EMPTY;
	struct app *app = NULL;
	const struct session *session;
	enum status status = read_closing(request, &closing, &remark, err);

	if (status == STATUS_OK)
		status = request_open(request, USE_WRITE, &app, err);
	if (status == STATUS_OK)
		status = request_session(request, &app->programme, &session, err);
	if (status == STATUS_OK)
		status = request_day(request, app, session, &closing.day, err);
	if (status == STATUS_OK)
		status = app_roster(app, session, &roster, err);
	if (status == STATUS_OK)
		status = close_day(request, app, &roster, &closing, err);
	roster_release(&roster);
	buf_release(&remark);
	app_close(app);
	return status;
}
