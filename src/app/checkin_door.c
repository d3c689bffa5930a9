/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking people in and out at the door, and taking back what was done last. */
#include "app/checkin_inside.h"
#include "app/day.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* --- Who gets a seat, who loses one ------------------------------------------------------------- */

static enum status act(const struct checkin *checkin, const struct door_request *request,
	struct id *record, struct err *err)
{
	const struct enrol_at at = {checkin->app, &checkin->roster, checkin->day,
		checkin->part, checkin->reason};

	if (day_needs_reason(checkin->app, checkin->session, checkin->day, checkin->reason, err) !=
		STATUS_OK)
		return STATUS_INVALID;
	*record = request->record;
	switch (request->act) {
	case DOOR_NEW:
		return enrol_new(&at, request->newcomer, record, err);
	case DOOR_JOIN:
		return enrol_known(&at, record, NULL, err);
	case DOOR_TAKE_OVER:
		return enrol_known(&at, record, request->session, err);
	case DOOR_SEAT:
		return enrol_seat(&at, record, err);
	case DOOR_SUBSTITUTE:
		return enrol_substitute(&at, record, &request->replaced, err);
	case DOOR_EXTRA:
		return enrol_extra(&at, record, request->cause, err);
	case DOOR_WITHDRAW:
		return enrol_withdraw(&at, record, "", err);
	case DOOR_MOVE:
		return enrol_move(&at, record, request->session, err);
	default:
		return err_set(err, STATUS_NOT_FOUND, "%s", _("Nothing to do."));
	}
}

/* What the sentence will name, before the roster is read anew. */
static void name_other(const struct checkin *checkin, const struct door_request *request,
	struct checkin_result *result)
{
	const struct roster_person *replaced = roster_find(&checkin->roster, &request->replaced);
	struct buf text = BUF_EMPTY;

	if (request->act == DOOR_SUBSTITUTE && replaced)
		checkin_put_person(replaced, &text);
	else if (request->session)
		buf_add_text(&text, request->session->id);
	checkin_put(result->with, sizeof(result->with), buf_text(&text));
	buf_wipe(&text);
}

static void find_done(struct checkin *checkin, const struct id *record, struct checkin_result *result)
{
	const struct roster_person *who = roster_find(&checkin->roster, record);

	if (!who)
		return;
	result->person = (size_t)(who - checkin->roster.person);
	result->mark = *checkin_mark_of(checkin, result->person);
	result->mark.remark = "";
	if (who->enrolment.status == ENROLMENT_WAITING)
		result->outcome = OUTCOME_WAITING;
	else if (!roster_has_seat(who))
		result->outcome = OUTCOME_WITHDRAWN;
	else
		result->outcome = OUTCOME_PRESENT;
	result->out_of_reach = result->outcome == OUTCOME_PRESENT &&
			       !roster_can_complete(&checkin->app->programme, &checkin->roster, who,
				       checkin->day);
}

void checkin_do(
	struct checkin *checkin, const struct door_request *request, struct checkin_result *result)
{
	struct err err = {0};
	struct id record;

	checkin_begin(result, checkin);
	result->act = request->act;
	/* Seats and numbers are counted in the list as it is now, whatever another screen did to it. */
	if (checkin_reload(checkin, &err) != STATUS_OK) {
		checkin_fail(result, &err);
		return;
	}
	name_other(checkin, request, result);
	if (act(checkin, request, &record, &err) != STATUS_OK ||
		checkin_reload(checkin, &err) != STATUS_OK) {
		checkin_fail(result, &err);
		return;
	}
	find_done(checkin, &record, result);
	checkin_did(checkin, result);
	checkin_say(checkin, result);
}

/* --- Undo --------------------------------------------------------------------------------------- */

void checkin_did(struct checkin *checkin, const struct checkin_result *result)
{
	const struct app *app = checkin->app;
	const struct roster_person *who;
	struct checkin_done *done;

	if (!checkin_can_undo(checkin) || result->person == CHECKIN_NOBODY)
		return;
	who = &checkin->roster.person[result->person];
	checkin->done = memory_grow(checkin->done, checkin->done_count, &checkin->done_capacity,
		sizeof(*checkin->done));
	done = &checkin->done[checkin->done_count++];
	*done = (struct checkin_done){.action = app->done[app->done_count - 1],
		.record = who->record,
		.outcome = result->outcome,
		.act = result->act,
		.day = result->day,
		.mark = *checkin_mark_of(checkin, result->person)};
	done->mark.remark = "";
	checkin_put(done->number, sizeof(done->number), who->enrolment.number);
	checkin_put(done->name, sizeof(done->name), who->identity.name);
}

bool checkin_can_undo(const struct checkin *checkin)
{
	return checkin->app->done_count > checkin->done_before;
}

/* What the last action of the run was, if it was of this check-in; else null. */
static const struct checkin_done *done_last(const struct checkin *checkin)
{
	const struct app *app = checkin->app;
	const struct action_id *last;

	if (!checkin_can_undo(checkin))
		return NULL;
	last = &app->done[app->done_count - 1];
	for (size_t i = checkin->done_count; i-- > 0;) {
		const struct checkin_done *done = &checkin->done[i];

		if (done->action.first == last->first && id_equal(&done->action.writer, &last->writer))
			return done;
	}
	return NULL;
}

void checkin_say_undo(const struct checkin *checkin, struct buf *out)
{
	const struct checkin_done *done = done_last(checkin);
	const struct roster_person *who;
	struct buf text = BUF_EMPTY;

	if (!done) {
		buf_add_text(out, _("the last change"));
		return;
	}
	who = roster_find(&checkin->roster, &done->record); /* its name is not kept through a lock */
	buf_printf(&text, "%s %s%s%s", outcome_word(done->outcome), done->number,
		done->number[0] != '\0' ? " " : "", who ? who->identity.name : done->name);
	text_safe(out, buf_text(&text), text.len);
	buf_wipe(&text);
}

/* Says what was taken back by what it was. */
static void say_undone(
	struct checkin *checkin, const struct checkin_done *done, struct checkin_result *result)
{
	const struct roster_person *who;

	if (done->action.first > 0) {
		who = roster_find(&checkin->roster, &done->record);
		result->person = who ? (size_t)(who - checkin->roster.person) : CHECKIN_NOBODY;
		result->act = done->act;
		result->day = done->day;
		result->mark = done->mark;
		(void)snprintf(result->with, sizeof(result->with), "%s%s%s", done->number,
			done->number[0] != '\0' ? "  " : "", done->name);
	}
	result->outcome = OUTCOME_UNDONE;
	checkin_say(checkin, result);
}

void checkin_undo(struct checkin *checkin, struct checkin_result *result)
{
	const struct checkin_done *last = done_last(checkin);
	struct checkin_done done = last ? *last : (struct checkin_done){.record = {{0}}};
	struct err err = {0};

	checkin_begin(result, checkin);
	if (!checkin_can_undo(checkin)) {
		(void)err_set(&err, STATUS_NOT_FOUND, "%s", _("Nothing to undo."));
		checkin_fail(result, &err);
		return;
	}
	if (app_undo(checkin->app, &err) != STATUS_OK ||
		checkin_reload(checkin, &err) != STATUS_OK)
		checkin_fail(result, &err);
	else
		say_undone(checkin, &done, result);
	explicit_bzero(&done, sizeof(done)); /* it names a person */
}
