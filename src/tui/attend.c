/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/attend.h"
#include "tui/day.h"

#include "app/sound.h"
#include "app/whereabouts.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
	ATTEND_ENTER = ACTION_OWN,
	ATTEND_DAY,
	ATTEND_TAKE,
	ATTEND_WHY,
	ATTEND_UNDO,
	ATTEND_SOUND,
	ATTEND_PAPER,
	ATTEND_CLOCK,
	ATTEND_CLOSE
};

/* --- Opening ----------------------------------------------------------------------------------- */

/* A clock that is wrong must not hide a day: this only proposes, F2 chooses. */
static uint32_t proposed_day(const struct app *app, const struct session *session)
{
	const struct dates *dates = &session->schedule.dates;
	date today = app_today(app);
	int now = session_day_on(session, today);
	date last = DATE_NONE;
	uint32_t day = 1;

	if (now > 0)
		return (uint32_t)now;
	for (size_t i = 0; i < dates->count; i++) {
		if (dates->item[i] >= today || dates->item[i] <= last)
			continue;
		last = dates->item[i];
		day = (uint32_t)i + 1;
	}
	return day;
}

/* For a battery that dies. */
static bool keep_door(const struct attend *attend)
{
	const struct checkin *checkin = &attend->checkin;

	return whereabouts_keep(attend->app, checkin->session->id, checkin->day, input_text(&attend->input));
}

void attend_find(struct attend *attend)
{
	checkin_type(&attend->checkin, input_text(&attend->input));
	list_set_count(&attend->list, attend->checkin.match_count);
	list_select(&attend->list, LIST_NONE);
}

void *attend_open(struct app *app, const struct session *session, struct err *err)
{
	struct attend *attend = memory_alloc(sizeof(*attend));

	if (checkin_open(&attend->checkin, app, session, proposed_day(app, session), err) !=
		STATUS_OK) {
		free(attend);
		return NULL;
	}
	attend->app = app;
	attend->sounds = app_sounds(app);
	attend->input = INPUT_EMPTY;
	attend->list.selected = LIST_NONE;
	keep_door(attend);
	return attend;
}

void *attend_resume(struct app *app, struct buf *said)
{
	struct arena arena = {0};
	struct attend *attend = NULL;
	struct whereabouts where;

	if (whereabouts_read(app, &arena, &where))
		attend = attend_open(app, programme_session(&app->programme, where.session), NULL);
	if (attend && checkin_set_day(&attend->checkin, where.day, NULL) == STATUS_OK)
		attend_say_last(attend, said);
	if (attend) {
		input_set(&attend->input, where.typed);
		attend_find(attend);
		keep_door(attend);
	}
	arena_release(&arena);
	return attend;
}

static void attend_release(void *context)
{
	struct attend *attend = context;
	struct buf *texts[] = {&attend->title, &attend->venue, &attend->start, &attend->day,
		&attend->on, &attend->counts, &attend->counter, &attend->warning, &attend->last};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		buf_release(texts[i]);
	checkin_release(&attend->checkin);
	input_release(&attend->input);
	explicit_bzero(attend, sizeof(*attend)); /* the result names a person */
	free(attend);
}

static void rest(void *context)
{
	keep_door(context);
}

/* What is typed is sealed with the place; where that fails it is not lost. */
static void lock(void *context)
{
	struct attend *attend = context;

	if (keep_door(attend))
		input_release(&attend->input);
	checkin_forget(&attend->checkin);
	list_set_count(&attend->list, 0);
	explicit_bzero(&attend->result, sizeof(attend->result));
	explicit_bzero(&attend->about, sizeof(attend->about));
	attend->asks_why = false;
	attend->failed = false;
	attend->forgotten = true;
}

/* --- Acting ------------------------------------------------------------------------------------ */

size_t attend_chosen(const struct attend *attend)
{
	if (attend->list.selected != LIST_NONE)
		return attend->list.selected;
	return attend->checkin.match_count == 1 ? 0 : CHECKIN_NOBODY;
}

static enum sound sound_of(enum outcome outcome)
{
	switch (outcome_kind(outcome)) {
	case OUTCOME_IS_GOOD:
		return outcome == OUTCOME_NONE ? SOUND_NONE : SOUND_GOOD;
	case OUTCOME_IS_WARNING:
		return SOUND_WARNING;
	default:
		return SOUND_BAD;
	}
}

/* What was typed stays only for mending: at the door the next scan must not be added to it. */
static bool keeps_text(enum outcome outcome)
{
	return outcome == OUTCOME_FAILED || outcome == OUTCOME_CHOOSE;
}

void attend_done(struct screens *screens, struct attend *attend)
{
	enum outcome outcome = attend->result.outcome;

	attend->failed = outcome == OUTCOME_FAILED;
	if (keeps_text(outcome)) {
		list_set_count(&attend->list, attend->checkin.match_count);
	} else {
		input_clear(&attend->input);
		attend_find(attend);
	}
	if (attend->sounds)
		screens_sound(screens, sound_of(outcome));
}

static struct next show(
	struct screens *screens, struct attend *attend, const struct checkin_result *result)
{
	/* Scanners end with CR and LF: the second, on an empty input, changes nothing. */
	if (result->outcome == OUTCOME_NONE)
		return next_draw();
	attend->result = *result;
	attend_done(screens, attend);
	return next_load();
}

static struct next record(struct screens *screens, struct attend *attend,
	enum attendance_status status, const char *remark)
{
	struct checkin_result result;

	attend->asks_why = false;
	if (checkin_needs_reason(&attend->checkin) && !input_is_empty(&attend->input))
		return attend_reason_open(attend);
	if (status == ATTENDANCE_PRESENT)
		checkin_enter(&attend->checkin, attend->list.selected, &result);
	else
		checkin_mark(&attend->checkin, attend->list.selected, status, remark, &result);
	return show(screens, attend, &result);
}

static struct next undo(struct screens *screens, struct attend *attend)
{
	struct checkin_result result;
	struct buf what = BUF_EMPTY;

	checkin_say_undo(&attend->checkin, &what);
	checkin_undo(&attend->checkin, &result);
	if (result.outcome == OUTCOME_UNDONE)
		screens_say(screens, STYLE_NORMAL, _("Undone: %s"), buf_text(&what));
	buf_wipe(&what);
	attend->result = result;
	list_set_count(&attend->list, attend->checkin.match_count);
	list_select(&attend->list, LIST_NONE);
	if (attend->sounds)
		screens_sound(screens, sound_of(result.outcome));
	return next_load();
}

static struct next ask_why(struct screens *screens, struct attend *attend)
{
	if (attend_chosen(attend) == CHECKIN_NOBODY)
		screens_say(screens, STYLE_WARN, "%s",
			attend->checkin.match_count > 1
				? _("Several people fit: choose one with the arrow, then F4.")
				: _("Type who is excused or sick first, then F4."));
	else
		attend->asks_why = !attend->asks_why;
	return next_draw();
}

/* True for a key that answers. Any other one takes the question away and means what it always
 * means. */
static bool answer_why(struct attend *attend, const struct key *key, enum attendance_status *status,
	const char **remark)
{
	*remark = "";
	switch (key->code) {
	case 'i':
	case 'I':
		*status = ATTENDANCE_EXCUSED;
		return true;
	case 's':
	case 'S':
		*status = ATTENDANCE_SICK;
		return true;
	case 'w':
	case 'W':
	case 'r':
	case 'R':
		*status = ATTENDANCE_EXCUSED;
		*remark = REMARK_REPRESENTED;
		return true;
	default:
		attend->asks_why = false;
		return false;
	}
}

/* Heard at once, when it is switched on. */
static struct next switch_sound(struct screens *screens, struct attend *attend)
{
	struct err err = {0};

	if (app_set_sounds(attend->app, !attend->sounds, &err) != STATUS_OK) {
		screens_say_err(screens, &err);
		return next_draw();
	}
	attend->sounds = !attend->sounds;
	screens_say(screens, STYLE_NORMAL, "%s", attend->sounds ? _("Sound is on.") : _("Sound is off."));
	screens_sound(screens, attend->sounds ? SOUND_GOOD : SOUND_NONE);
	return next_draw();
}

/* What is recorded there is seen here afterwards, and what happened before is not what is seen then. */
static struct next go_to(struct attend *attend, const struct screen *screen, void *context)
{
	attend->stale = true;
	attend->result = (struct checkin_result){.outcome = OUTCOME_NONE};
	return next_push(screen, context);
}

static struct next open_closing(struct screens *screens, struct attend *attend)
{
	struct err err = {0};
	void *closing = close_open(attend->app, attend->checkin.session, attend->checkin.day, &err);

	if (closing)
		return go_to(attend, &close_screen, closing);
	screens_say_err(screens, &err);
	return next_draw();
}

static struct next act_action(struct screens *screens, struct attend *attend, int action)
{
	bool asked = attend->asks_why;

	if (action != ATTEND_WHY)
		attend->asks_why = false;
	switch (action) {
	case ATTEND_ENTER:
		if (!asked)
			return record(screens, attend, ATTENDANCE_PRESENT, "");
		/* Present is not an answer to "excused or sick?". */
		attend->asks_why = true;
		return next_ignored();
	case ATTEND_DAY:
		return next_push(&attend_day_screen, attend_day_open(attend));
	case ATTEND_WHY:
		return ask_why(screens, attend);
	case ATTEND_TAKE:
		if (checkin_needs_reason(&attend->checkin))
			return attend_reason_open(attend);
		return attend_take_open(screens, attend);
	case ATTEND_UNDO:
		return undo(screens, attend);
	case ATTEND_SOUND:
		return switch_sound(screens, attend);
	case ATTEND_PAPER:
		return go_to(attend, &paper_screen,
			paper_screen_open(attend->app, attend->checkin.session, attend->checkin.day,
				attend->checkin.part));
	case ATTEND_CLOCK:
		return attend_clock_open(attend);
	case ATTEND_CLOSE:
		return open_closing(screens, attend);
	default:
		return next_ignored();
	}
}

static struct next click(struct screens *screens, struct attend *attend, const struct key *key)
{
	const struct area *input = &attend->input_area;

	if (key->row == input->row && key->col >= input->col) {
		input_click(&attend->input, key->col - input->col);
		return next_draw();
	}
	switch (list_click(&attend->list, attend_list(attend), attend->list_area, key)) {
	case LIST_CHOSEN:
		return record(screens, attend, ATTENDANCE_PRESENT, "");
	case LIST_MOVED:
		return next_draw();
	default:
		return next_ignored();
	}
}

/* Home and End are the input's: in a list of three they are of no use. */
static bool is_list_key(uint32_t code)
{
	return code != KEYS_HOME && code != KEYS_END;
}

static struct next act_key(struct screens *screens, struct attend *attend, const struct key *key)
{
	enum attendance_status status;
	const char *remark;

	if (attend->asks_why && answer_why(attend, key, &status, &remark))
		return record(screens, attend, status, remark);
	if (key->code == KEYS_CTRL('Z')) { /* an action only while there is something to undo */
		screens_say(screens, STYLE_WARN, "%s",
			_("Nothing that was recorded on this screen is left to undo."));
		return next_draw();
	}
	if (key->code == KEYS_TAB) /* some scanners end with it */
		return record(screens, attend, ATTENDANCE_PRESENT, "");
	if (key->code == KEYS_CLICK)
		return click(screens, attend, key);
	if (is_list_key(key->code) && list_key(&attend->list, key, true) != LIST_IGNORED)
		return next_draw();
	if (attend->failed && (key_is_character(key) || key->code == KEYS_PASTE))
		input_clear(&attend->input);
	attend->failed = false;
	switch (input_key(&attend->input, key)) {
	case INPUT_CHANGED:
		attend_find(attend);
		return next_draw();
	case INPUT_MOVED:
		return next_draw();
	default:
		return next_ignored();
	}
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct attend *attend = context;

	if (action != ACTION_NONE)
		return act_action(screens, attend, action);
	if (key->code != KEYS_ESC)
		return act_key(screens, attend, key);
	if (attend->asks_why) {
		attend->asks_why = false;
	} else {
		input_clear(&attend->input);
		attend_find(attend);
	}
	return next_draw();
}

static enum focus focus(const void *context)
{
	const struct attend *attend = context;

	return input_focus(&attend->input);
}

static bool allows(const void *context, int action)
{
	const struct attend *attend = context;

	if (action == ATTEND_CLOCK)
		return app_writes(attend->app) && app_doubts_clock(attend->app);
	if (action == ATTEND_TAKE || action == ATTEND_PAPER || action == ATTEND_CLOSE)
		return app_writes(attend->app);
	return action != ATTEND_UNDO || checkin_can_undo(&attend->checkin);
}

static void corner(const void *context, struct buf *out)
{
	const struct attend *attend = context;

	office_corner(attend->app, out);
}

static void drawn(void *context)
{
	const struct attend *attend = context;

	app_catch_up(attend->app);
}

static const struct action actions[] = {
	{ATTEND_ENTER, KEYS_ENTER, 0, N_("Record"), N_("Records as present who fits or is chosen."),
		5},
	{ATTEND_DAY, KEYS_F(2), 0, N_("Day"), N_("Chooses the day of training to record."), 2},
	{ATTEND_TAKE, KEYS_F(3), KEYS_CTRL('N'), N_("New"),
		N_("Registers, gives a seat, moves, withdraws."),
		4},
	{ATTEND_WHY, KEYS_F(4), 0, N_("Excused/Sick"),
		N_("Excused (I), sick (S), or a relative signs (R)."), 3},
	{ATTEND_PAPER, KEYS_F(5), 0, N_("Paper"),
		N_("Keys a signed sheet in, or prints one."), 4},
	{ATTEND_CLOCK, KEYS_F(6), 0, N_("Clock"),
		N_("Asks for the day and the time, where the laptop's clock is wrong."), 1},
	{ATTEND_CLOSE, KEYS_F(8), 0, N_("Close day"),
		N_("Counts signatures, and closes the day."), 4},
	{ATTEND_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"),
		N_("Takes the last thing back that was recorded here."), 2},
	{ATTEND_SOUND, KEYS_CTRL('B'), 0, N_("Sound"), N_("Sound of this laptop: on, off."), 0},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Clears what is typed, then goes back."), 4},
};

const struct screen attend_screen = {
	.title = N_("ATTENDANCE"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = attend_load,
	.draw = attend_draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.drawn = drawn,
	.rest = rest,
	.lock = lock,
	.lists_nobody = true,
	.release = attend_release,
};
