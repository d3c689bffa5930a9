/* SPDX-License-Identifier: BSD-2-Clause */
/* A person: what is held of them, and changing it. */
#include "app/people.h"

#include "app/document.h"
#include "app/followup.h"
#include "app/persons.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

enum status people_read_line(struct app *app, const struct id *record, struct arena *arena,
	struct person_line *line, struct err *err)
{
	enum status status;
	struct id shown;

	line->record = *record;
	status = person_shown(app, record, PERSON_IDENTITY, &shown, err);
	if (status == STATUS_OK)
		status = app_read_or_empty(app, register_person(&shown, PERSON_IDENTITY),
			&person_identity_type, arena, &line->identity, err);
	if (status == STATUS_OK)
		status = person_shown(app, record, PERSON_ADDRESS, &shown, err);
	if (status == STATUS_OK)
		status = app_read_or_empty(app, register_person(&shown, PERSON_ADDRESS),
			&person_address_type, arena, &line->address, err);
	line->trainings = 0;
	if (status == STATUS_OK)
		line->trainings = app_sessions_of(app, record, NULL, 0);
	return status;
}

/* --- The sheet --------------------------------------------------------------------------------- */

struct reading {
	struct app *app;
	struct person_sheet *sheet;
	struct person_records records; /* of the person */
	struct err *err;
};

static const char *officer_name(struct reading *reading, const struct id *officer)
{
	struct officer record;

	/* Who is not known is not named; that is no reason to hide the rest. */
	if (app_read_or_empty(reading->app, register_officer(officer), &officer_type,
		    &reading->sheet->arena, &record, NULL) != STATUS_OK)
		return "";
	return record.name;
}

static void *decode(struct reading *reading, enum person_group group, struct bytes value)
{
	const struct record_type *type = person_group_type(group);
	void *record;

	if (value.len == 0)
		return NULL;
	record = arena_alloc(&reading->sheet->arena, type->size);
	if (record_decode(type, value, &reading->sheet->arena, record, NULL) != STATUS_OK)
		return NULL;
	return record;
}

static struct person_event event_of(
	struct reading *reading, enum person_group group, const struct fact *fact)
{
	return (struct person_event){
		.group = group,
		.value = decode(reading, group, fact->value),
		.time = fact->time,
		.doubted = fact->source == CLOCK_DOUBTED,
		.officer = officer_name(reading, &fact->officer),
	};
}

static void add_event(struct person_event **list, size_t *count, const struct person_event *event,
	struct arena *arena)
{
	struct person_event *longer = arena_alloc(arena, (*count + 1) * sizeof(*longer));

	if (*count > 0)
		memcpy(longer, *list, *count * sizeof(*longer));
	longer[(*count)++] = *event;
	*list = longer;
}

/* The live values that say something else than the one that is shown. */
static enum status read_rivals(struct reading *reading, enum person_group group, const struct id *record)
{
	struct person_sheet *sheet = reading->sheet;
	const struct record_type *type = person_group_type(group);
	const struct register_key key = register_person(record, group);
	struct fact *fact;
	size_t count;
	enum status status = store_facts(reading->app->store, register_bytes(&key), &sheet->arena,
		&fact, &count, reading->err);

	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct person_event event = event_of(reading, group, &fact[i]);

		if (event.value && !record_equal(type, event.value, person_group_of(sheet, group)))
			add_event(&sheet->rival, &sheet->rival_count, &event, &sheet->arena);
	}
	return status;
}

static enum status read_changes(struct reading *reading, enum person_group group, const struct id *record)
{
	struct person_sheet *sheet = reading->sheet;
	const struct register_key key = register_person(record, group);
	const void *before = NULL;
	struct fact *fact;
	size_t count;
	enum status status = store_lineage(reading->app->store, register_bytes(&key), &sheet->arena,
		&fact, &count, reading->err);

	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct person_event event = event_of(reading, group, &fact[i]);

		event.before = before;
		before = event.value;
		add_event(&sheet->change, &sheet->change_count, &event, &sheet->arena);
	}
	return status;
}

static enum status read_group(struct reading *reading, enum person_group group)
{
	struct person_sheet *sheet = reading->sheet;
	struct id shown;
	enum status status = person_shown(reading->app, &sheet->record, group, &shown, reading->err);

	if (status == STATUS_OK)
		status = app_read_or_empty(reading->app, register_person(&shown, group),
			person_group_type(group), &sheet->arena, person_group_place(sheet, group),
			reading->err);

	for (size_t i = 0; i < reading->records.count && status == STATUS_OK; i++) {
		status = read_rivals(reading, group, &reading->records.record[i]);
		if (status == STATUS_OK)
			status = read_changes(reading, group, &reading->records.record[i]);
	}
	return status;
}

static int compare_sessions(const void *left, const void *right)
{
	const struct session *const *a = left;
	const struct session *const *b = right;

	return (*a > *b) - (*a < *b); /* they stand in one array, in the programme's order */
}

static enum status read_trainings(struct reading *reading)
{
	struct person_sheet *sheet = reading->sheet;
	const size_t count = app_sessions_of(reading->app, &sheet->record, NULL, 0);
	const struct session **session =
		arena_alloc(&sheet->arena, (count + 1) * sizeof(const struct session *));
	enum status status = STATUS_OK;

	(void)app_sessions_of(reading->app, &sheet->record, session, count);
	if (count > 1)
		qsort(session, count, sizeof(const struct session *), compare_sessions);
	sheet->training = arena_alloc(&sheet->arena, (count + 1) * sizeof(*sheet->training));
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		struct roster *training = &sheet->training[sheet->training_count++];

		status = app_roster_of(
			reading->app, session[i], &sheet->record, training, reading->err);
		if (status == STATUS_OK && training->count == 0) {
			roster_release(training);
			sheet->training_count--;
		}
	}
	return status;
}

/* The laptops' changes of all groups, as they came. */
static int compare_events(const void *left, const void *right)
{
	const struct person_event *a = left;
	const struct person_event *b = right;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	return (int)a->group - (int)b->group;
}

enum status people_read(
	struct app *app, const struct id *record, struct person_sheet *sheet, struct err *err)
{
	struct reading reading = {app, sheet, {0}, err};
	enum status status;

	sheet->record = *record;
	status = person_records_of(app, record, &reading.records, err);
	for (int group = PERSON_IDENTITY; group <= PERSON_BUSINESS && status == STATUS_OK; group++)
		status = read_group(&reading, (enum person_group)group);
	if (status == STATUS_OK)
		status = read_trainings(&reading);
	if (status == STATUS_OK)
		status = followup_paths(
			app, record, &sheet->arena, &sheet->path, &sheet->path_count, err);
	if (status == STATUS_OK)
		status = documents_read(
			app, record, &sheet->arena, &sheet->document, &sheet->document_count, err);
	if (status == STATUS_OK && sheet->change_count == 0 && sheet->training_count == 0)
		status = err_set(err, STATUS_NOT_FOUND, "%s", _("Nobody has this id."));
	if (sheet->change_count > 1)
		qsort(sheet->change, sheet->change_count, sizeof(*sheet->change), compare_events);
	person_records_release(&reading.records);
	return status;
}

/* --- Changing ---------------------------------------------------------------------------------- */

/* Whether the register says this, and nothing else besides. */
static enum status is_recorded(struct app *app, struct register_key key,
	const struct record_type *type, const void *value, bool *is, struct err *err)
{
	struct arena arena = {NULL};
	struct fact *fact;
	size_t count;
	void *record = arena_alloc(&arena, type->size);
	enum status status =
		store_facts(app->store, register_bytes(&key), &arena, &fact, &count, err);

	*is = status == STATUS_OK && count == 1 && fact[0].value.len > 0 &&
	      record_decode(type, fact[0].value, &arena, record, NULL) == STATUS_OK &&
	      record_equal(type, record, value);
	arena_release(&arena);
	return status;
}

enum status people_save(struct app *app, const struct id *record, enum person_group group,
	const void *value, struct err *err)
{
	const struct record_type *type = person_group_type(group);
	const struct register_key key = register_person(record, group);
	struct transaction *transaction;
	bool same;
	enum status status;

	if (!app_writes(app))
		return store_say_read_only(app->store, err);
	status = is_recorded(app, key, type, value, &same, err);
	if (status != STATUS_OK || same)
		return status;
	status = transaction_begin(app->store, NULL, &transaction, err);
	if (status != STATUS_OK)
		return status;
	transaction_entry(transaction);
	person_put(app, transaction, key, type, value);
	return app_commit(app, transaction, err);
}

enum status people_with_nik(struct app *app, const char *nik, const struct id *but,
	struct arena *arena, const char **names, struct err *err)
{
	struct person_found *found;
	size_t count;
	enum status status = app_find_nik(app, nik, arena, &found, &count, err);

	*names = "";
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool again = i > 0 && id_equal(&found[i].record, &found[i - 1].record);

		if (!again && !id_equal(&found[i].record, but))
			*names = arena_printf(arena, "%s%s%s", *names, **names ? ", " : "",
				found[i].identity.name);
	}
	return status;
}
