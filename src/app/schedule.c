/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/schedule.h"

#include "base/i18n.h"

void schedule_look(const struct app *app, const struct session *session,
	const struct session_schedule *schedule, struct schedule_warnings *out)
{
	uint32_t recorded[ROSTER_DAYS_MAX];

	app_recorded(app, session->id, recorded);
	schedule_check(&app->programme, session, schedule, recorded, out);
}

static enum status find(
	const struct app *app, const char *id, const struct session **session, struct err *err)
{
	*session = programme_session(&app->programme, id);
	if (*session)
		return STATUS_OK;
	return err_set(err, STATUS_NOT_FOUND, _("No such session: \"%s\""), id);
}

/* Writes one facet and reads the programme anew, unless it says that already. */
static enum status save(struct app *app, const char *id, enum session_facet facet,
	const struct record_type *type, const void *now, const void *then, struct action_id *done,
	struct err *err)
{
	const struct register_key key = register_session(id, facet);
	struct transaction *transaction;
	enum status status;

	*done = (struct action_id){.first = 0};
	if (record_equal(type, now, then))
		return STATUS_OK;
	status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), type, then);
	status = transaction_commit(transaction, done, err);
	return status == STATUS_OK ? app_read_programme(app, err) : status;
}

enum status schedule_save(struct app *app, const char *id, const struct session_schedule *schedule,
	struct action_id *done, struct err *err)
{
	const struct session *session;
	struct session_schedule then = *schedule;
	enum status status = find(app, id, &session, err);

	if (status != STATUS_OK)
		return status;
	then.base = session->schedule.base;
	return save(app, id, SESSION_SCHEDULE, &session_schedule_type, &session->schedule, &then,
		done, err);
}

enum status schedule_save_status(struct app *app, const char *id, enum session_status_value value,
	const char *reason, struct action_id *done, struct err *err)
{
	const struct session *session;
	struct session_status then;
	enum status status = find(app, id, &session, err);

	if (status != STATUS_OK)
		return status;
	if (value == SESSION_CANCELLED && reason[0] == '\0')
		return err_set(err, STATUS_INVALID, "%s",
			_("A cancelled session needs its reason: the office will be asked for "
			  "it."));
	then = session->status;
	then.status = value;
	then.reason = value == SESSION_CANCELLED ? reason : "";
	return save(
		app, id, SESSION_STATUS, &session_status_type, &session->status, &then, done, err);
}

enum status schedule_undo(struct app *app, const struct action_id *action, struct err *err)
{
	struct action_id undone;
	enum status status = store_undo(app->store, action, &undone, err);

	return status == STATUS_OK ? app_read_programme(app, err) : status;
}
