/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/day_report.h"

#include "report/lists.h"
#include "base/i18n.h"

static void add_seats(struct buf *out, const struct day_count *count)
{
	buf_printf(out, _("Registered %u of %u"), count->registered, count->seats);
	if (count->waiting > 0)
		buf_printf(out, _(", waiting list %u"), count->waiting);
}

static void add_signatures(struct buf *out, const struct day *day, uint32_t present)
{
	uint32_t counted = day->signatures - 1;

	if (day->signatures == 0)
		buf_add_text(out, _("Signatures: not counted"));
	else if (counted == present)
		buf_printf(out, _("Signatures %u, as recorded"), counted);
	else
		buf_printf(out,
			counted > present ? _("Signatures %u, recorded present %u: %u more on paper")
					  : _("Signatures %u, recorded present %u: %u fewer on paper"),
			counted, present, counted > present ? counted - present : present - counted);
}

static void add_state(struct buf *out, const struct roster_day *day)
{
	struct buf when = BUF_EMPTY;

	if (day->record.state == DAY_CLOSED || day->record.state == DAY_REOPENED) {
		date_print_short(&when, moment_date(day->time));
		buf_add_byte(&when, ' ');
		minute_print(&when, moment_minute(day->time));
	}
	if (day->closed)
		buf_printf(out, _("Day closed: %s"), buf_text(&when));
	else if (day->record.state == DAY_REOPENED)
		buf_printf(out, _("Day reopened: %s"), buf_text(&when));
	else
		buf_add_text(out, _("Day not closed yet"));
	buf_release(&when);
}

void day_report_line(struct buf *out, const struct programme *programme, const struct roster *roster,
	uint32_t day, int line)
{
	static const struct roster_day nothing;
	const struct roster_day *said = roster->day ? &roster->day[day - 1] : &nothing;
	struct day_count count;

	roster_count(roster, day, &count);
	if (line == 0)
		day_line(out, programme, roster, day);
	else if (line == 1)
		add_seats(out, &count);
	else if (line == 2)
		add_signatures(out, &said->record, count.present);
	else
		add_state(out, said);
}

void day_report(struct buf *out, const struct programme *programme, const struct roster *roster,
	uint32_t day)
{
	for (int line = 0; line < DAY_REPORT_LINES; line++) {
		day_report_line(out, programme, roster, day, line);
		buf_add_byte(out, '\n');
	}
}
