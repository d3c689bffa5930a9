/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Changing when and where a session is held, and whether it is: the screen Kegiatan and
 * `okoce schedule` are both this. Each change is one durable action on one register of the session,
 * session/ID/schedule or session/ID/status, which schedule_undo() takes back.
 *
 * What was read of the programme before, sessions too, is gone after each of these functions but
 * schedule_look(), also when it failed: look the session up again by its id.
 */
#ifndef OKOCE_APP_SCHEDULE_H
#define OKOCE_APP_SCHEDULE_H

#include "app/app.h"
#include "model/schedule.h"

/* What is worth a look before `schedule` is saved (model/schedule.h); it forbids nothing. */
void schedule_look(const struct app *app, const struct session *session,
		   const struct session_schedule *schedule, struct schedule_warnings *out);

/* Saves all fields of it; what a later version put into the register stays. `done` is the action, its
 * `first` 0 when the session has that schedule already and nothing was written. STATUS_NOT_FOUND
 * when there is no such session. */
enum status schedule_save(struct app *app, const char *session,
			  const struct session_schedule *schedule, struct action_id *done,
			  struct err *err) MUST_USE;
/* The same of its status. The reason is kept of what was cancelled only, which needs one:
 * STATUS_INVALID, and nothing changed, without it. */
enum status schedule_save_status(struct app *app, const char *session,
				 enum session_status_value value, const char *reason,
				 struct action_id *done, struct err *err) MUST_USE;
/* Takes such an action back. STATUS_INVALID, and nothing changed, when something was built upon it. */
enum status schedule_undo(struct app *app, const struct action_id *action, struct err *err) MUST_USE;

#endif
