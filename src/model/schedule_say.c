/* SPDX-License-Identifier: BSD-2-Clause */
/* The sentences of warnings. */
#include "model/schedule.h"
#include "base/i18n.h"

static void say_moves(const struct schedule_warning *warning, const char *day, struct buf *out)
{
	const unsigned count = (unsigned)warning->count, number = (unsigned)warning->number;

	if (warning->day == DATE_NONE)
		buf_printf(out,
			ngettext("The attendance of %u person on day %u would be without a date",
				"The attendance of %u people on day %u would be without a date",
				count),
			count, number);
	else
		buf_printf(out,
			ngettext("The attendance of %u person on day %u goes along to %s",
				"The attendance of %u people on day %u goes along to %s", count),
			count, number, day);
}

static void say_other(const struct programme *programme, const struct schedule_warning *warning,
	const char *day, struct buf *out)
{
	struct buf other = BUF_EMPTY;

	session_title_placed(programme, warning->other, &other);
	if (warning->kind == SCHEDULE_SAME_VENUE)
		buf_printf(out, _("%s: %s is in the same place"), day, buf_text(&other));
	else
		buf_printf(out, _("%s: %s teaches %s too"), day, warning->name, buf_text(&other));
	buf_release(&other);
}

static void say_dates(const struct schedule_warning *warning, const char *day, struct buf *out)
{
	const unsigned number = (unsigned)warning->number, count = (unsigned)warning->count;

	switch (warning->kind) {
	case SCHEDULE_COUNT:
		buf_printf(out,
			ngettext("%u date for %u days of training",
				"%u dates for %u days of training", count),
			count, number);
		break;
	case SCHEDULE_TWICE:
		buf_printf(out, _("%s stands twice: day %u and day %u"), day, count, number);
		break;
	case SCHEDULE_NOT_RISING:
		buf_printf(out, _("%s, day %u, is before day %u"), day, number, number - 1);
		break;
	case SCHEDULE_OTHER_YEAR:
		buf_printf(out, _("%s %d is not in the year of the plan, %u"), day,
			date_civil(warning->day).year, number);
		break;
	case SCHEDULE_DAY_OFF:
		buf_printf(out, _("%s is a day off: %s"), day, warning->name);
		break;
	case SCHEDULE_WEEKEND:
		buf_printf(out, _("%s is in the weekend"), day);
		break;
	case SCHEDULE_FASTING:
		buf_printf(out, _("%s is in the time of fasting: %s"), day, warning->name);
		break;
	default:
		buf_printf(out, _("%s: %u trainings in this kecamatan, otherwise at most %u"), day,
			count, number);
	}
}

void schedule_warning_say(
	const struct programme *programme, const struct schedule_warning *warning, struct buf *out)
{
	struct buf day = BUF_EMPTY;

	date_print_short(&day, warning->day);
	switch (warning->kind) {
	case SCHEDULE_MOVES:
		say_moves(warning, buf_text(&day), out);
		break;
	case SCHEDULE_SAME_VENUE:
	case SCHEDULE_SAME_TEACHER:
		say_other(programme, warning, buf_text(&day), out);
		break;
	default:
		say_dates(warning, buf_text(&day), out);
	}
	buf_release(&day);
}
