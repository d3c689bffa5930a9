/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/followup_inside.h"

#include "app/bulk.h"
#include "app/document.h"
#include "app/persons.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define WEEK_DAYS 7
#define EPOCH_MONDAY (-3) /* 1970-01-01 was a Thursday */

/* --- Counts ------------------------------------------------------------------------------------ */

static void add_commodity(struct followup_counts *counts, const struct commodity *commodity)
{
	const struct followup_step *step = commodity->steps.item;
	size_t count = counts->count + commodity->steps.count;
	struct followup_count *longer = memory_alloc((count + 1) * sizeof(*longer));

	if (counts->count > 0)
		memcpy(longer, counts->item, counts->count * sizeof(*longer));
	free(counts->item);
	counts->item = longer;
	for (size_t i = 0; i < commodity->steps.count; i++)
		longer[counts->count++] = (struct followup_count){commodity, &step[i], 0, {0}, 0};
}

/* The first step of the komoditi. */
static struct followup_count *counts_of(
	struct followup_counts *counts, const struct commodity *commodity)
{
	for (size_t i = 0; i < counts->count; i++)
		if (counts->item[i].commodity == commodity)
			return &counts->item[i];
	add_commodity(counts, commodity);
	return &counts->item[counts->count - commodity->steps.count];
}

struct counting {
	struct followup_counts *counts;
	date today;
};

static enum status count_path(
	void *context, const struct id *record, const struct path *path, struct err *err)
{
	struct counting *counting = context;
	struct followup_counts *counts = counting->counts;
	struct followup_count *count = counts_of(counts, path->commodity);

	(void)record;
	(void)err;
	counts->people++;
	counts->success += path->success;
	counts->skilled += path->skilled;
	for (size_t i = 0; i < path->commodity->steps.count; i++) {
		const struct path_step *step = &path->step[i];
		const bool due = path_due_in_week(step, counting->today);

		count[i].people++;
		count[i].state[step->state]++;
		count[i].this_week += due;
		counts->this_week += due;
		counts->stuck += step->state == PATH_STUCK;
	}
	return STATUS_OK;
}

static int compare_counts(const void *left, const void *right)
{
	const struct followup_count *a = left, *b = right;

	if (a->commodity != b->commodity)
		return a->commodity < b->commodity ? -1 : 1;
	return (a->step > b->step) - (a->step < b->step);
}

enum status followup_counts_read(struct app *app, const struct followup_filter *filter,
	struct followup_counts *counts, struct err *err)
{
	struct counting counting = {counts, app_today(app)};
	enum status status;

	*counts = (struct followup_counts){.count = 0};
	status = followup_each(app, filter, count_path, &counting, err);
	if (counts->count > 1)
		qsort(counts->item, counts->count, sizeof(*counts->item), compare_counts);
	return status;
}

void followup_counts_release(struct followup_counts *counts)
{
	free(counts->item);
	*counts = (struct followup_counts){.count = 0};
}

uint32_t followup_week(const struct app *app, const struct session *session)
{
	const date today = app_today(app);
	const date weeks = (week_begins(today) - EPOCH_MONDAY) / WEEK_DAYS + 1;

	return (uint32_t)weeks * 2 + (session_ends(session) <= today);
}

void followup_count_session(struct app *app, const struct session *session, struct tally *tally)
{
	const struct followup_filter filter = {.session = session};
	struct followup_counts counts;

	/* What cannot be read now is asked for again at the next change. */
	if (followup_counts_read(app, &filter, &counts, NULL) != STATUS_OK)
		counts.this_week = counts.stuck = 0;
	tally->followup_week = followup_week(app, session);
	tally->followup_due = counts.this_week;
	tally->followup_stuck = counts.stuck;
	followup_counts_release(&counts);
}

/* --- Lists ------------------------------------------------------------------------------------- */

struct listing {
	struct app *app;
	const struct followup_filter *filter;
	struct followup_list *list;
	date today;
};

static void keep_text(struct arena *arena, const char **text)
{
	*text = arena_text(arena, *text, strlen(*text));
}

static enum status read_person(struct listing *listing, struct followup_row *row, struct err *err)
{
	struct app *app = listing->app;
	struct arena *arena = &listing->list->arena;
	enum status status = app_read_or_empty(app, register_person(&row->record, PERSON_IDENTITY),
		&person_identity_type, arena, &row->identity, err);

	if (status == STATUS_OK)
		status = app_read_or_empty(app, register_person(&row->record, PERSON_ADDRESS),
			&person_address_type, arena, &row->address, err);
	if (status == STATUS_OK)
		status = app_read_or_empty(app, register_person(&row->record, PERSON_CONTACT),
			&person_contact_type, arena, &row->contact, err);
	return status == STATUS_OK && row->step.step->documents.count > 0
		       ? document_of_step(
				 app, &row->record, row->step.step, arena, &row->document, err)
		       : status;
}

static enum status list_path(
	void *context, const struct id *record, const struct path *path, struct err *err)
{
	struct listing *listing = context;
	const struct followup_filter *filter = listing->filter;
	struct followup_list *list = listing->list;
	const struct path_step *step = path_find(path, filter->step);
	struct followup_row *row;

	if (!step || (filter->by_state && step->state != filter->state) ||
		(filter->this_week && !path_due_in_week(step, listing->today)))
		return STATUS_OK;
	/* A step that the komoditi has no more lives as long as the path. */
	if (!commodity_step(path->commodity, filter->step))
		return STATUS_OK;
	list->row = memory_grow(list->row, list->count, &list->capacity, sizeof(*list->row));
	row = &list->row[list->count++];
	*row = (struct followup_row){.record = *record,
		.session = path->session,
		.commodity = path->commodity,
		.step = *step,
		.success = path->success,
		.skilled = path->skilled};
	row->step.said.base = (struct record_base){.unknown_count = 0};
	keep_text(&list->arena, &row->step.said.note);
	return read_person(listing, row, err);
}

static int compare_rows(const void *left, const void *right)
{
	const struct followup_row *a = left, *b = right;
	int names;

	if (a->session != b->session)
		return a->session < b->session ? -1 : 1;
	names = strcmp(a->identity.name, b->identity.name);
	return names != 0 ? names : id_compare(&a->record, &b->record);
}

enum status followup_list_read(struct app *app, const struct followup_filter *filter,
	struct followup_list *list, struct err *err)
{
	struct listing listing = {app, filter, list, app_today(app)};
	enum status status;

	*list = (struct followup_list){.count = 0};
	status = followup_each(app, filter, list_path, &listing, err);
	if (list->count > 1)
		qsort(list->row, list->count, sizeof(*list->row), compare_rows);
	return status;
}

void followup_list_release(struct followup_list *list)
{
	arena_release(&list->arena);
	free(list->row);
	*list = (struct followup_list){.count = 0};
}

/* --- Recording --------------------------------------------------------------------------------- */

struct saving {
	struct app *app;
	const char *commodity, *step;
	const struct followup_change *change;
	struct arena arena; /* of one person */
	struct bulk bulk;
	size_t changed;
};

/* Of several people it is said who. */
static enum status name_person(
	struct saving *saving, const struct id *record, enum status status, struct err *err)
{
	struct person_identity identity;
	struct err why = {0};

	if (err)
		why = *err;
	if (status != STATUS_INVALID ||
		app_read_or_empty(saving->app, register_person(record, PERSON_IDENTITY),
			&person_identity_type, &saving->arena, &identity, NULL) != STATUS_OK ||
		identity.name[0] == '\0')
		return status;
	return err_set(err, status, "%s: %s", identity.name, why.text);
}

static enum status save_one(struct saving *saving, const struct id *record, struct err *err)
{
	const struct register_key key = register_followup(record, saving->commodity, saving->step);
	struct person_records records = {0};
	struct followup now, then;
	enum status status = person_records_of(saving->app, record, &records, err);

	if (status == STATUS_OK)
		status = app_read_or_empty(saving->app, person_register(saving->app, &key, &records),
			&followup_type, &saving->arena, &now, err);
	person_records_release(&records);
	if (status != STATUS_OK)
		return status;
	then = now;
	status = name_person(saving, record,
		followup_change_apply(&then, saving->change, app_today(saving->app), err), err);
	if (status != STATUS_OK || record_equal(&followup_type, &now, &then))
		return status;
	status = bulk_room(&saving->bulk, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(saving->bulk.transaction);
	if (then.state == 0)
		person_take_back(saving->app, saving->bulk.transaction, key);
	else
		person_put(saving->app, saving->bulk.transaction, key, &followup_type, &then);
	saving->changed++;
	return STATUS_OK;
}

static enum status check_step(const struct app *app, const char *commodity, const char *step, struct err *err)
{
	const struct commodity *found = programme_commodity(&app->programme, commodity);

	if (!found)
		return err_set(err, STATUS_NOT_FOUND, _("No such komoditi: \"%s\""), commodity);
	if (!commodity_step(found, step))
		return err_set(err, STATUS_NOT_FOUND, _("%s has no step \"%s\"."), commodity_label(found),
			step);
	return STATUS_OK;
}

enum status followup_save(struct app *app, const char *commodity, const char *step,
	const struct id *record, size_t count, const struct followup_change *change, size_t *changed,
	struct err *err)
{
	struct saving saving = {.app = app,
		.commodity = commodity,
		.step = step,
		.change = change,
		.bulk = {.store = app->store}};
	enum status status = check_step(app, commodity, step, err);

	*changed = 0;
	if (status == STATUS_OK && !app_writes(app))
		status = store_say_read_only(app->store, err);
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		status = save_one(&saving, &record[i], err);
		arena_clear(&saving.arena);
	}
	if (status == STATUS_OK)
		status = bulk_commit(&saving.bulk, err);
	if (status == STATUS_OK)
		*changed = saving.changed;
	bulk_cancel(&saving.bulk);
	app_did(app, &saving.bulk.action);
	arena_release(&saving.arena);
	return status;
}
