/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The laptop's clock shows what cannot be, as after its battery was empty: the day is chosen, never derived, and the
 * time is what somebody's watch says, or stays doubted.
 */
#include "tui/attend.h"
#include "tui/form.h"
#include "base/i18n.h"

#include <stdlib.h>

#define FORM_ROWS 6 /* that the two fields and what is said of them take */

enum { FIELD_DAY, FIELD_TIME, FIELDS };

struct watch {
	struct attend *attend;
	bool owns; /* the door is not open yet: it follows */
	struct form form;
};

/* --- Fields ------------------------------------------------------------------------------------- */

static enum form_verdict check_day(void *context, struct form *form, size_t field, struct buf *why)
{
	const struct watch *watch = context;
	const unsigned days = (unsigned)watch->attend->checkin.roster.days;
	const unsigned long day = strtoul(form_value(form, field), NULL, 10);

	if (day >= 1 && day <= days)
		return FORM_FINE;
	buf_printf(why, _("This class has the days 1 to %u."), days);
	return FORM_WRONG;
}

static enum form_verdict check_time(void *context, struct form *form, size_t field, struct buf *why)
{
	struct buf text = BUF_EMPTY;
	int minute = minute_parse(form_value(form, field));

	(void)context;
	if (minute < 0) {
		buf_add_text(why, _("That is no time of a day: type it as 08.40, or leave it empty."));
		return FORM_WRONG;
	}
	minute_print(&text, minute);
	form_put(form, field, buf_text(&text));
	buf_release(&text);
	return FORM_FINE;
}

static const struct form_field fields[FIELDS] = {
	[FIELD_DAY] = {.label = N_("Day of training"), .kind = FORM_DIGITS, .max = 2, .required = true,
		.check = check_day, .hint = N_("The number of the day, then Enter.")},
	[FIELD_TIME] = {.label = N_("Time now"), .max = 5, .check = check_time,
		.hint = N_("As a watch says, 08.40. Empty: times get a question mark. Enter goes to the door.")},
};

/* --- The screen --------------------------------------------------------------------------------- */

static struct watch *watch_open(struct attend *attend, bool owns)
{
	struct watch *watch = memory_alloc(sizeof(*watch));

	watch->attend = attend;
	watch->owns = owns;
	form_open(&watch->form,
		&(struct form_options){.field = fields, .count = FIELDS, .context = watch});
	form_fill(&watch->form, FIELD_DAY, "");
	form_fill(&watch->form, FIELD_TIME, "");
	form_go_to(&watch->form, FIELD_DAY);
	return watch;
}

struct next attend_clock_open(struct attend *attend)
{
	return next_push(&attend_clock_screen, watch_open(attend, false));
}

struct next attend_enter(struct screens *screens, struct app *app, const struct session *session)
{
	struct err err = {0};
	struct attend *attend = attend_open(app, session, &err);

	if (!attend) {
		screens_say_err(screens, &err);
		return next_draw();
	}
	if (app_writes(app) && app_doubts_clock(app) && !app->clock.by_hand)
		return next_push(&attend_clock_screen, watch_open(attend, true));
	return next_push(&attend_screen, attend);
}

static enum status load(void *context, struct err *err)
{
	struct watch *watch = context;

	form_load(&watch->form);
	return watch->attend->forgotten ? attend_load(watch->attend, err) : STATUS_OK;
}

/* "1  Monday, 15 July 2019"; returns how many rows. */
static int draw_days(const struct watch *watch, struct area area)
{
	const struct checkin *checkin = &watch->attend->checkin;
	const struct dates *dates = &checkin->session->schedule.dates;
	int row = 0;

	for (; row < (int)checkin->roster.days && row < area.rows; row++) {
		struct buf text = BUF_EMPTY;

		buf_printf(&text, "%d  ", row + 1);
		if ((size_t)row < dates->count)
			date_print_long(&text, dates->item[row]);
		else
			buf_add_text(&text, _("no date yet"));
		term_put_fit(area.row + row, area.col + 3, area.cols - 4, STYLE_NORMAL, buf_text(&text));
		buf_release(&text);
	}
	return row;
}

static void draw_question(const struct watch *watch, struct area area)
{
	const struct clock system = clock_system();
	const date shown = moment_date(clock_now(&system));
	struct buf text = BUF_EMPTY;

	session_title(&watch->attend->app->programme, watch->attend->checkin.session, &text);
	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&text));
	buf_clear(&text);
	/* TRANSLATORS: day, month, year of the laptop's clock. */
	buf_printf(&text, _("The laptop's clock shows %d %s %d. Attendance works all the same: choose the day. "
			    "What time is it now?"),
		date_civil(shown).day, date_month_short(shown), date_civil(shown).year);
	office_put_wrapped((struct area){area.row + 1, area.col + 1, 2, area.cols - 2}, STYLE_WARN,
		buf_text(&text));
	buf_release(&text);
}

static void draw(void *context, struct area area)
{
	struct watch *watch = context;
	int rows = 3;

	draw_question(watch, area);
	rows += draw_days(watch, (struct area){area.row + rows, area.col, area.rows - rows - FORM_ROWS, area.cols});
	form_draw(&watch->form, (struct area){area.row + rows + 1, area.col, area.rows - rows - 1, area.cols});
}

static void set_time(struct screens *screens, const struct watch *watch, size_t day)
{
	const struct dates *dates = &watch->attend->checkin.session->schedule.dates;
	const int minute = minute_parse(form_value(&watch->form, FIELD_TIME));

	if (minute >= 0 && day < dates->count) {
		app_set_time(watch->attend->app, dates->item[day], minute);
		screens_say(screens, STYLE_NORMAL, "%s",
			_("Times go on from there, and are marked as set by hand."));
	} else {
		screens_say(screens, STYLE_NORMAL, "%s",
			_("Times are shown with a question mark. F6 sets the clock."));
	}
}

static struct next save(struct screens *screens, struct watch *watch)
{
	struct attend *attend = watch->attend;
	const size_t day = strtoul(form_value(&watch->form, FIELD_DAY), NULL, 10);
	struct err err = {0};

	if (checkin_set_day(&attend->checkin, (uint32_t)day, &err) != STATUS_OK) {
		screens_say_err(screens, &err);
		return next_draw();
	}
	attend->result = (struct checkin_result){.outcome = OUTCOME_NONE};
	set_time(screens, watch, day - 1);
	if (!watch->owns)
		return next_pop();
	watch->owns = false;
	return next_replace(&attend_screen, attend);
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct watch *watch = context;
	enum form_result result = form_act(&watch->form, action, key);

	return result == FORM_SAVE ? save(screens, watch) : form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct watch *watch = context;

	return form_focus(&watch->form);
}

static void corner(const void *context, struct buf *out)
{
	const struct watch *watch = context;

	office_corner(watch->attend->app, out);
}

static void lock(void *context)
{
	const struct watch *watch = context;

	if (watch->owns && attend_screen.lock)
		attend_screen.lock(watch->attend);
}

static void release(void *context)
{
	struct watch *watch = context;

	if (watch->owns)
		attend_screen.release(watch->attend);
	form_close(&watch->form);
	free(watch);
}

static const struct action actions[] = {
	{FORM_ACTION_NEXT, KEYS_ENTER, 0, N_("Go on"), N_("Goes to the next field; the last one opens the door."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back; the clock stays as it is."), 2},
};

const struct screen attend_clock_screen = {
	.title = N_("CLOCK OF THE LAPTOP"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.lock = lock,
	.release = release,
};
