/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Follow-up (tindak lanjut): the paths of people, from the steps of their komoditi and what was recorded,
 * and recording where they stand. The screens and `okoce followup` are both this.
 *
 * Followed is who has a seat in a session that is not cancelled, and completed it; besides them whose steps
 * were recorded all the same. Who had a training twice is followed from the one that they completed first.
 */
#ifndef OKOCE_APP_FOLLOWUP_H
#define OKOCE_APP_FOLLOWUP_H

#include "app/app.h"
#include "model/document.h"
#include "model/path.h"

/* The paths of a person, by the programme's komoditi, with all that is recorded. In the arena; definitions are
 * borrowed from the programme. */
enum status followup_paths(struct app *app, const struct id *record, struct arena *arena,
			   struct path **path, size_t *count, struct err *err) MUST_USE;

/* All zero fits everyone. */
struct followup_filter {
	const struct session *session;	   /* null: any */
	const struct commodity *commodity; /* the same */
	const struct kecamatan *kecamatan; /* of the session */
	const char *step;		   /* null: any */
	bool by_state;
	enum path_state state;
	bool this_week; /* whose deadline is in this week */
};

/* A step, and where people stand in it. */
struct followup_count {
	const struct commodity *commodity; /* borrowed from the programme, and so is this: */
	const struct followup_step *step;
	uint32_t people, state[PATH_STATES];
	uint32_t this_week; /* whose deadline is in it */
};
struct followup_counts {
	struct followup_count *item; /* of each komoditi somebody is followed in, each step */
	size_t count;
	uint32_t people, success, skilled; /* paths, and how far they are */
	uint32_t this_week, stuck;
};
/* Release what is returned. */
enum status followup_counts_read(struct app *app, const struct followup_filter *filter,
				 struct followup_counts *counts, struct err *err) MUST_USE;
void followup_counts_release(struct followup_counts *counts);

/* One person at one step. */
struct followup_row {
	struct id record;
	const struct session *session;	   /* borrowed from the programme, and so is this: */
	const struct commodity *commodity;
	struct path_step step;
	bool success, skilled; /* of the path */
	struct person_identity identity;
	struct person_address address;
	struct person_contact contact;
	const struct document *document; /* the last one of a kind that comes of the step; or null */
};
struct followup_list {
	struct arena arena; /* all texts */
	struct followup_row *row; /* by session, then name */
	size_t count, capacity;
};
/* `filter` must name the step. Release it whatever is returned. */
enum status followup_list_read(struct app *app, const struct followup_filter *filter,
			       struct followup_list *list, struct err *err) MUST_USE;
void followup_list_release(struct followup_list *list);

/* Says of each of these people where they stand in a step: an entry a person, one action, which app_undo()
 * takes back. Whose record says it already is passed over; `changed` becomes how many are not. All or
 * nothing: STATUS_INVALID, and the name of the person in the sentence, when it cannot be of one of them.
 * STATUS_NOT_FOUND: the komoditi has no such step. */
enum status followup_save(struct app *app, const char *commodity, const char *step,
			  const struct id *record, size_t count, const struct followup_change *change,
			  size_t *changed, struct err *err) MUST_USE;

/* For app_tallies(): counts steps of the session's people that are due in the week of today, and that are
 * stuck. */
void followup_count_session(struct app *app, const struct session *session, struct tally *tally);
/* A number greater than 0 that says of which week such counts are, and whether the training was over. */
uint32_t followup_week(const struct app *app, const struct session *session);

#endif
