/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/path.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define WEEK_DAYS 7

/* --- Words ------------------------------------------------------------------------------------- */

static const struct {
	const char *word, *text;
} reasons[] = {
	[STUCK_UNSAID] = {"", ""},
#define STUCK_WORDS(reason, number, word, words) [number] = {word, words},
	STUCK_REASON_TABLE(STUCK_WORDS)
#undef STUCK_WORDS
};

const char *stuck_reason_text(uint32_t reason)
{
	return reason > 0 && reason < COUNT(reasons) ? _(reasons[reason].text) : "";
}

const char *stuck_reason_word(uint32_t reason)
{
	return reason < COUNT(reasons) ? reasons[reason].word : "";
}

uint32_t stuck_reason_of(const char *word)
{
	for (uint32_t i = 1; i < COUNT(reasons); i++)
		if (text_equal_nocase(word, reasons[i].word) ||
			text_equal_nocase(word, _(reasons[i].text)))
			return i;
	return STUCK_UNSAID;
}

static const struct {
	const char *word, *text;
} states[PATH_STATES] = {
	[PATH_NOT_DUE] = {"not-due", N_("not yet due")},
	[PATH_DUE] = {"due", N_("due")},
	[PATH_RUNNING] = {"running", N_("under way")},
	[PATH_LATE] = {"late", N_("late")},
	[PATH_STUCK] = {"stuck", N_("stuck")},
	[PATH_DONE] = {"done", N_("finished")},
	[PATH_SUCCESS] = {"success", N_("success")},
	[PATH_SKILLED] = {"skilled", N_("proficient")},
	[PATH_SKIPPED] = {"skipped", N_("not needed")},
};

const char *path_state_text(enum path_state state)
{
	return _(states[state].text);
}

const char *path_state_word(enum path_state state)
{
	return states[state].word;
}

enum path_state path_state_of(const char *word)
{
	for (int i = 0; i < PATH_STATES; i++)
		if (text_equal_nocase(word, states[i].word) || text_equal_nocase(word, _(states[i].text)))
			return (enum path_state)i;
	return PATH_STATES;
}

bool path_state_is_over(enum path_state state)
{
	return state >= PATH_DONE;
}

const char *step_label(const struct followup_step *step)
{
	const bool english = i18n_language() == LANGUAGE_ENGLISH && step->label_en[0] != '\0';
	const char *label = english ? step->label_en : step->label_id;

	return label[0] != '\0' ? label : step->id;
}

/* --- What follows ------------------------------------------------------------------------------ */

const struct followup_step *commodity_step(const struct commodity *commodity, const char *id)
{
	const struct followup_step *step = commodity->steps.item;

	for (size_t i = 0; i < commodity->steps.count; i++)
		if (strcmp(step[i].id, id) == 0)
			return &step[i];
	return NULL;
}

struct path_step *path_find(const struct path *path, const char *step)
{
	for (size_t i = 0; i < path->count; i++)
		if (strcmp(path->step[i].step->id, step) == 0)
			return &path->step[i];
	return NULL;
}

static bool is_given(const struct path *path, const struct followup_step *step)
{
	if (step->given_by == STEP_GIVEN_BY_REGISTRATION)
		return path->session != NULL;
	return step->given_by == STEP_GIVEN_BY_TRAINING && path->trained != DATE_NONE;
}

static enum path_state state_said(const struct path *path, const struct path_step *step)
{
	switch (step->said.state) {
	case FOLLOWUP_STARTED:
		return PATH_RUNNING;
	case FOLLOWUP_STUCK:
		return PATH_STUCK;
	case FOLLOWUP_FINISHED:
		return PATH_DONE;
	case FOLLOWUP_SKILLED:
		return PATH_SKILLED;
	case FOLLOWUP_SKIPPED:
		return PATH_SKIPPED;
	default:
		return is_given(path, step->step) ? PATH_DONE : PATH_NOT_DUE;
	}
}

/* Who has finished a step is past those that it requires, whether anybody recorded them or not. */
static void imply_done(struct path *path)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < path->count; i++) {
			const struct path_step *step = &path->step[i];
			const struct texts *requires = &step->step->requires;
			bool done = step->state == PATH_DONE || step->state == PATH_SKILLED;

			for (size_t k = 0; done && k < requires->count; k++) {
				struct path_step *before = path_find(path, requires->item[k]);

				if (!before || path_state_is_over(before->state))
					continue;
				before->state = PATH_DONE;
				more = true;
			}
		}
	}
}

/* When the step could be begun; DATE_NONE: it cannot. */
static date begins_on(const struct path *path, const struct path_step *step)
{
	const struct texts *requires = &step->step->requires;
	date since = path->trained;

	for (size_t i = 0; i < requires->count; i++) {
		const struct path_step *before = path_find(path, requires->item[i]);

		if (!before)
			continue; /* the komoditi has it no more */
		if (!path_state_is_over(before->state))
			return DATE_NONE;
		if (before->said.finished != DATE_NONE && before->said.finished > since)
			since = before->said.finished;
	}
	return since;
}

/* The deadline of what is not over, and whether it has passed. */
static void read_time(const struct path *path, struct path_step *step, date today)
{
	const uint32_t days = step->step->expected_days;
	const bool begun = step->state == PATH_RUNNING && step->said.started != DATE_NONE;
	date from = begun ? step->said.started : step->since;

	step->deadline = DATE_NONE;
	if (path_state_is_over(step->state))
		return;
	if (step->state == PATH_NOT_DUE && step->since != DATE_NONE && path->trained <= today)
		step->state = PATH_DUE;
	if (from == DATE_NONE || days == 0)
		return;
	step->deadline = from + (date)days;
	if (step->deadline < today && (step->state == PATH_DUE || step->state == PATH_RUNNING))
		step->state = PATH_LATE;
}

void path_read(struct path *path, date today)
{
	path->success = path->skilled = false;
	for (size_t i = 0; i < path->count; i++)
		path->step[i].state = state_said(path, &path->step[i]);
	imply_done(path);
	for (size_t i = 0; i < path->count; i++)
		path->step[i].since = begins_on(path, &path->step[i]);
	for (size_t i = 0; i < path->count; i++) {
		struct path_step *step = &path->step[i];

		read_time(path, step, today);
		path->skilled = path->skilled || step->state == PATH_SKILLED;
		if (step->step->counts_as != STEP_COUNTS_AS_SUCCESS)
			continue;
		path->success = path->success || step->state == PATH_DONE || step->state == PATH_SKILLED;
		if (step->state == PATH_DONE)
			step->state = PATH_SUCCESS;
	}
}

date week_begins(date day)
{
	return day - date_weekday(day);
}

bool path_due_in_week(const struct path_step *step, date day)
{
	const date monday = week_begins(day);

	return step->deadline != DATE_NONE && step->state != PATH_STUCK && step->deadline >= monday &&
	       step->deadline < monday + WEEK_DAYS;
}

/* --- What an officer says ---------------------------------------------------------------------- */

static bool state_is_finished(uint32_t state)
{
	return state == FOLLOWUP_FINISHED || state == FOLLOWUP_SKILLED;
}

/* The days of the step, as they are said then. */
static void take_days(struct followup *then, const struct followup_change *change, date today)
{
	if (change->started != DATE_NONE)
		then->started = change->started;
	if (change->finished != DATE_NONE)
		then->finished = change->finished;
	if (!state_is_finished(then->state))
		then->finished = DATE_NONE;
	else if (then->finished == DATE_NONE)
		then->finished = today;
	if (then->state == FOLLOWUP_STARTED && then->started == DATE_NONE)
		then->started = today;
}

static enum status check_change(
	const struct followup_change *change, date today, struct err *err)
{
	if (change->state > FOLLOWUP_SKIPPED)
		return err_set(err, STATUS_INVALID, "%s", _("Please say where the step stands."));
	if (change->started > today || change->finished > today) /* none is less than any day */
		return err_set(err, STATUS_INVALID, "%s",
			_("That day has not come yet. Please write when it was begun or finished."));
	if (change->state == FOLLOWUP_STUCK && (change->reason == 0 || change->reason > STUCK_REASONS))
		return err_set(err, STATUS_INVALID, "%s", _("Please choose why it is stuck."));
	if (change->weeks > FOLLOWUP_WEEKS_MAX + 1)
		return err_set(err, STATUS_INVALID, _("More weeks than can be: at most %d."),
			FOLLOWUP_WEEKS_MAX);
	return STATUS_OK;
}

enum status followup_change_apply(struct followup *said, const struct followup_change *change,
	date today, struct err *err)
{
	struct followup then = *said;
	enum status status = check_change(change, today, err);

	if (status != STATUS_OK)
		return status;
	then.state = change->state;
	then.reason = change->state == FOLLOWUP_STUCK ? change->reason : STUCK_UNSAID;
	take_days(&then, change, today);
	if (change->note)
		then.note = change->note;
	if (change->weeks > 0)
		then.weeks = change->weeks - 1;
	if (then.started != DATE_NONE && then.finished != DATE_NONE && then.finished < then.started)
		return err_set(err, STATUS_INVALID, "%s",
			_("It would be finished before it was begun. Please look at the dates again."));
	*said = then;
	return STATUS_OK;
}

/* Appends with ", " before it when something stands there. */
static void add_part(struct buf *out, size_t begin, const char *text)
{
	if (text[0] != '\0')
		buf_printf(out, "%s%s", out->len > begin ? ", " : "", text);
}

void path_step_say(const struct path_step *step, struct buf *out)
{
	const size_t begin = out->len;
	struct buf text = BUF_EMPTY;

	if (step->said.state == FOLLOWUP_STUCK)
		add_part(out, begin, stuck_reason_text(step->said.reason));
	if (step->said.weeks > 0 && step->step->weeks > 0)
		buf_printf(&text, _("%u of %u weeks"), (unsigned)step->said.weeks,
			(unsigned)step->step->weeks);
	else if (step->said.weeks > 0)
		buf_printf(&text, ngettext("%u week", "%u weeks", step->said.weeks),
			(unsigned)step->said.weeks);
	add_part(out, begin, buf_text(&text));
	add_part(out, begin, step->said.note);
	buf_release(&text);
}
