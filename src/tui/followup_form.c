/* SPDX-License-Identifier: BSD-2-Clause */
/* Where one or many people stand in a step of their follow-up. */
#include "tui/followup.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IN_STATE, IN_STARTED, IN_FINISHED, IN_WEEKS, IN_REASON, IN_NOTE, FIELDS };

#define STATES (FOLLOWUP_SKIPPED + 1)

struct standing {
	struct app *app;
	char *commodity, *step;
	struct id *record;
	size_t count;
	bool *saved;
	struct form form;
	struct form_choice state[STATES], reason[STUCK_REASONS];
	char state_value[STATES][4], reason_value[STUCK_REASONS][4];
	struct buf title;
};

/* --- Fields ------------------------------------------------------------------------------------ */

static size_t choose_state(void *context, size_t field, const struct form_choice **choice)
{
	static const char *const labels[STATES] = {
		[0] = N_("nothing recorded: takes back what was"),
		[FOLLOWUP_STARTED] = N_("begun"),
		[FOLLOWUP_STUCK] = N_("stuck"),
		[FOLLOWUP_FINISHED] = N_("finished"),
		[FOLLOWUP_SKILLED] = N_("finished, and proficient"),
		[FOLLOWUP_SKIPPED] = N_("not needed by this person"),
	};
	struct standing *standing = context;

	(void)field;
	/* What takes something away stands last. */
	for (size_t i = 0; i < STATES; i++) {
		size_t state = (i + 1) % STATES;

		snprintf(standing->state_value[i], sizeof(standing->state_value[i]), "%zu", state);
		standing->state[i] =
			(struct form_choice){standing->state_value[i], _(labels[state]), NULL};
	}
	*choice = standing->state;
	return STATES;
}

static size_t choose_reason(void *context, size_t field, const struct form_choice **choice)
{
	struct standing *standing = context;

	(void)field;
	for (size_t i = 0; i < STUCK_REASONS; i++) {
		snprintf(standing->reason_value[i], sizeof(standing->reason_value[i]), "%zu", i + 1);
		standing->reason[i] = (struct form_choice){standing->reason_value[i],
			stuck_reason_text((uint32_t)i + 1), stuck_reason_word((uint32_t)i + 1)};
	}
	*choice = standing->reason;
	return STUCK_REASONS;
}

static enum form_verdict check_date(void *context, struct form *form, size_t field, struct buf *why)
{
	const struct standing *standing = context;

	if (form_date(form, field) <= app_today(standing->app))
		return FORM_FINE;
	buf_add_text(why, _("That day has not come yet. Please write when it was begun or finished."));
	return FORM_WRONG;
}

static enum form_verdict check_weeks(void *context, struct form *form, size_t field, struct buf *why)
{
	(void)context;
	if (strtoul(form_value(form, field), NULL, 10) <= FOLLOWUP_WEEKS_MAX)
		return FORM_FINE;
	buf_printf(why, _("More weeks than can be: at most %d."), FOLLOWUP_WEEKS_MAX);
	return FORM_WRONG;
}

static const struct form_field fields[FIELDS] = {
	[IN_STATE] = {.label = N_("Where it stands"), .kind = FORM_CHOICE, .choices = choose_state,
		.required = true},
	[IN_STARTED] = {.label = N_("Begun on"), .kind = FORM_DATE, .check = check_date,
		.hint = N_("Empty: stays, or today.")},
	[IN_FINISHED] = {.label = N_("Finished on"), .kind = FORM_DATE, .check = check_date,
		.hint = N_("Only of what is finished. Empty: stays, or today.")},
	[IN_WEEKS] = {.label = N_("Weeks attended"), .kind = FORM_DIGITS, .max = 3, .check = check_weeks,
		.hint = N_("So many so far; empty: stays as it is.")},
	[IN_REASON] = {.label = N_("Stuck because"), .kind = FORM_CHOICE, .choices = choose_reason,
		.hint = N_("Only of what is stuck.")},
	[IN_NOTE] = {.label = N_("Note"), .max = 200,
		.hint = N_("What whoever calls next should know; empty: stays as it is.")},
};

/* --- Opening ----------------------------------------------------------------------------------- */

static void release(void *context)
{
	struct standing *standing = context;

	form_close(&standing->form);
	buf_wipe(&standing->title);
	free(standing->record);
	free(standing->commodity);
	free(standing->step);
	free(standing);
}

/* Of one person the form begins with what is recorded. */
static enum status fill(struct standing *standing, struct err *err)
{
	struct arena arena = {NULL};
	struct followup said;
	char number[16] = "";
	enum status status = STATUS_OK;

	record_clear(&followup_type, &said);
	if (standing->count == 1)
		status = app_read_or_empty(standing->app,
			register_followup(&standing->record[0], standing->commodity, standing->step),
			&followup_type, &arena, &said, err);
	if (said.state > 0 && said.state < STATES) {
		snprintf(number, sizeof(number), "%u", (unsigned)said.state);
		form_fill(&standing->form, IN_STATE, number);
	}
	form_fill_date(&standing->form, IN_STARTED, said.started);
	form_fill_date(&standing->form, IN_FINISHED, said.finished);
	snprintf(number, sizeof(number), "%u", (unsigned)said.weeks);
	form_fill(&standing->form, IN_WEEKS, said.weeks > 0 ? number : "");
	snprintf(number, sizeof(number), "%u", (unsigned)said.reason);
	form_fill(&standing->form, IN_REASON, said.reason > 0 ? number : "");
	form_fill(&standing->form, IN_NOTE, said.note);
	form_go_to(&standing->form, IN_STATE);
	arena_release(&arena);
	return status;
}

void *followup_form_open(const struct followup_target *target, struct err *err)
{
	struct standing *standing = memory_alloc(sizeof(*standing));

	standing->app = target->app;
	standing->commodity = memory_text(target->commodity);
	standing->step = memory_text(target->step);
	standing->record = memory_alloc(target->count * sizeof(*standing->record));
	memcpy(standing->record, target->record, target->count * sizeof(*standing->record));
	standing->count = target->count;
	standing->saved = target->saved;
	form_open(&standing->form,
		&(struct form_options){.field = fields, .count = FIELDS, .context = standing});
	if (fill(standing, err) == STATUS_OK)
		return standing;
	release(standing);
	return NULL;
}

static void add_who(struct standing *standing)
{
	struct person_identity identity;
	struct arena arena = {NULL};

	if (standing->count > 1)
		buf_printf(&standing->title, ngettext("%zu person", "%zu people", standing->count),
			standing->count);
	else if (app_read_or_empty(standing->app,
			 register_person(&standing->record[0], PERSON_IDENTITY),
			 &person_identity_type, &arena, &identity, NULL) == STATUS_OK)
		buf_add_text(&standing->title, identity.name);
	arena_release(&arena);
}

static enum status load(void *context, struct err *err)
{
	struct standing *standing = context;
	const struct commodity *commodity =
		programme_commodity(&standing->app->programme, standing->commodity);
	const struct followup_step *step =
		commodity ? commodity_step(commodity, standing->step) : NULL;

	(void)err;
	form_load(&standing->form);
	buf_clear(&standing->title);
	add_who(standing);
	if (step)
		buf_printf(&standing->title, ": %s, %s", step_label(step), commodity_label(commodity));
	return STATUS_OK;
}

static void lock(void *context)
{
	struct standing *standing = context;

	buf_wipe(&standing->title);
}

static void draw(void *context, struct area area)
{
	struct standing *standing = context;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&standing->title));
	form_draw(&standing->form, (struct area){area.row + 2, area.col, area.rows - 2, area.cols});
}

/* --- Acting ------------------------------------------------------------------------------------ */

static uint32_t number_in(const struct standing *standing, size_t field)
{
	return (uint32_t)strtoul(form_value(&standing->form, field), NULL, 10);
}

static struct next save(struct screens *screens, struct standing *standing)
{
	const char *weeks = form_value(&standing->form, IN_WEEKS);
	const char *note = form_value(&standing->form, IN_NOTE);
	const struct followup_change change = {
		.state = number_in(standing, IN_STATE),
		.started = form_date(&standing->form, IN_STARTED),
		.finished = form_date(&standing->form, IN_FINISHED),
		.reason = number_in(standing, IN_REASON),
		.note = note[0] != '\0' ? note : NULL,
		.weeks = weeks[0] != '\0' ? number_in(standing, IN_WEEKS) + 1 : 0,
	};
	struct err err = {0};
	size_t changed;

	if (followup_save(standing->app, standing->commodity, standing->step, standing->record,
		    standing->count, &change, &changed, &err) != STATUS_OK) {
		if (change.state == FOLLOWUP_STUCK && change.reason == 0)
			form_go_to(&standing->form, IN_REASON);
		return screens_refuse(screens, &err);
	}
	form_saved(&standing->form);
	if (standing->saved)
		*standing->saved = true;
	if (changed > 0)
		screens_say(screens, STYLE_GOOD,
			ngettext("Saved: %zu person.", "Saved: %zu people.", changed), changed);
	else
		screens_say(screens, STYLE_NORMAL, "%s", _("It was so already: nothing was written."));
	return next_pop();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct standing *standing = context;
	enum form_result result = form_act(&standing->form, action, key);

	return result == FORM_SAVE ? save(screens, standing) : form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct standing *standing = context;

	return form_focus(&standing->form);
}

static void corner(const void *context, struct buf *out)
{
	const struct standing *standing = context;

	office_corner(standing->app, out);
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back, and nothing is changed."), 3},
};

const struct screen followup_form_screen = {
	.title = N_("RECORD A STEP"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.lock = lock,
	.release = release,
};
