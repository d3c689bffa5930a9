/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Closing a day of training (tutup hari), and opening it again. Closing writes no absences: who is not
 * recorded on a closed day reads as absent (MERGE 16, model/roster.h). What is recorded of a closed day
 * is corrected with a reason, which whoever records it asks for: day_needs_reason().
 */
#ifndef OKOCE_APP_DAY_H
#define OKOCE_APP_DAY_H

#include "app/app.h"

/* Whether the day, from 1, is closed. Opens no payload. */
bool day_is_closed(const struct app *app, const struct session *session, uint32_t day);
/* STATUS_INVALID, and a sentence that says what to do, when the day is closed and `reason` says
 * nothing. */
enum status day_needs_reason(const struct app *app, const struct session *session, uint32_t day,
			     const char *reason, struct err *err) MUST_USE;

struct closing {
	uint32_t day;
	enum day_part part;  /* that what is said is of; who came in the other half was present */
	const uint8_t *said; /* of each person of the roster, as marks_read(): MARKS_UNSAID leaves it */
	bool counted;	     /* the signatures on paper were counted */
	uint32_t signatures;
	const char *remark; /* "" */
};
/* What an officer says of the roster's people by their numbers (model/marks.h). said[] has one item a
 * person; those without a seat have no number. */
enum status day_read_marks(const struct roster *roster, const char *text, uint8_t *said,
			   struct err *err) MUST_USE;
/* How the day will count with what is said. */
void day_count_with(const struct roster *roster, const struct closing *closing, struct day_count *count);
/* Records what is said, and that the day is closed, as one action. STATUS_INVALID when it is closed
 * already, or nobody came and nothing was counted: then it is the wrong day, most likely. */
enum status day_close(struct app *app, const struct roster *roster, const struct closing *closing,
		      struct err *err) MUST_USE;
/* Opens a closed day again; what was counted stays. STATUS_INVALID without a reason. */
enum status day_reopen(struct app *app, const struct roster *roster, uint32_t day, const char *reason,
		       struct err *err) MUST_USE;

#endif
