/* SPDX-License-Identifier: BSD-2-Clause */
/* Looking for a person among all, by NIK or by name. What was ever written leads to a record; what it
 * says now decides. */
#include "app/persons.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct search {
	struct app *app;
	struct arena *arena;
	bool (*fits)(const struct search *search, const struct person_identity *identity);
	const char *text; /* a NIK, or a folded name */
	struct id *record; /* who had that NIK, or name, at some time; each once */
	size_t record_count, record_capacity;
	const struct session **session; /* where the one that is looked at was ever enrolled */
	size_t session_count, session_capacity;
	struct person_found *found;
	size_t count, capacity;
	struct err *err;
};

static void add_record(void *context, const struct id *record)
{
	struct search *search = context;

	search->record = memory_grow(search->record, search->record_count, &search->record_capacity,
		sizeof(*search->record));
	search->record[search->record_count++] = *record;
}

/* The session is known of another record of the person already. */
static bool has_session(const struct search *search, const struct session *session)
{
	for (size_t i = 0; i < search->session_count; i++)
		if (search->session[i] == session)
			return true;
	return false;
}

static void add_session(void *context, const char *id)
{
	struct search *search = context;
	const struct session *session = programme_session(&search->app->programme, id);

	if (!session || has_session(search, session))
		return;
	search->session = memory_grow(search->session, search->session_count,
		&search->session_capacity, sizeof(*search->session));
	search->session[search->session_count++] = session;
}

static void add_found(struct search *search, const struct person_found *found)
{
	search->found = memory_grow(
		search->found, search->count, &search->capacity, sizeof(*search->found));
	search->found[search->count++] = *found;
}

/* What is missing or can't be read is passed over. */
static bool passed_over(enum status *status, struct err *err)
{
	if (*status != STATUS_NOT_FOUND && *status != STATUS_DAMAGED)
		return false;
	err_clear(err);
	*status = STATUS_OK;
	return true;
}

/* Where any of the person's records was ever enrolled. */
static void find_sessions(struct search *search, const struct person_records *records)
{
	search->session_count = 0;
	for (size_t i = 0; i < records->count; i++)
		view_sessions_of(
			store_view(search->app->store), &records->record[i], add_session, search);
}

/* An item for each enrolment, or one without. */
static enum status add_enrolments_of(
	struct search *search, struct person_found *found, const struct person_records *records)
{
	struct store *store = search->app->store;
	const size_t before = search->count;

	find_sessions(search, records);
	for (size_t i = 0; i < search->session_count; i++) {
		const char *id = search->session[i]->id;
		const struct id *as = person_enrolled_as(search->app, id, records);
		struct register_key key = register_enrolment(id, as ? as : &found->record);
		enum status status = store_read_record(store, register_bytes(&key), &enrolment_type,
			search->arena, &found->enrolment, search->err);

		if (passed_over(&status, search->err))
			continue;
		if (status != STATUS_OK)
			return status;
		found->session = search->session[i];
		found->record = as ? *as : found->record;
		add_found(search, found);
	}
	if (search->count > before)
		return STATUS_OK;
	record_clear(&enrolment_type, &found->enrolment);
	found->session = NULL;
	add_found(search, found);
	return STATUS_OK;
}

/* A person of several records is found once. */
static enum status add_enrolments(struct search *search, struct person_found *found)
{
	struct person_records records = {0};
	enum status status = person_records_of(search->app, &found->record, &records, search->err);
	bool known = false;

	for (size_t i = 0; i < search->count && status == STATUS_OK; i++)
		for (size_t k = 0; k < records.count; k++)
			known |= id_equal(&search->found[i].record, &records.record[k]);
	if (status == STATUS_OK && !known)
		status = add_enrolments_of(search, found, &records);
	person_records_release(&records);
	return status;
}

static enum status look_at(struct search *search, const struct id *record)
{
	struct person_found found = {.record = *record};
	struct register_key key = register_person(record, PERSON_IDENTITY);
	enum status status = store_read_record(search->app->store, register_bytes(&key),
		&person_identity_type, search->arena, &found.identity, search->err);

	if (passed_over(&status, search->err) || status != STATUS_OK)
		return status;
	return search->fits(search, &found.identity) ? add_enrolments(search, &found) : STATUS_OK;
}

static enum status look_at_all(struct search *search, struct person_found **found, size_t *count)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < search->record_count && status == STATUS_OK; i++)
		status = look_at(search, &search->record[i]);
	if (status == STATUS_OK) {
		*found = arena_alloc(search->arena, (search->count + 1) * sizeof(**found));
		if (search->count > 0)
			memcpy(*found, search->found, search->count * sizeof(**found));
		*count = search->count;
	}
	free(search->record);
	free(search->session);
	free(search->found);
	return status;
}

size_t app_sessions_of(
	struct app *app, const struct id *record, const struct session **out, size_t max)
{
	struct search search = {.app = app};
	struct person_records records = {0};
	size_t count = 0;

	/* What cannot be read joins nobody. */
	(void)!person_records_of(app, record, &records, NULL);
	find_sessions(&search, &records);
	for (size_t i = 0; i < search.session_count; i++) {
		if (!person_enrolled_as(app, search.session[i]->id, &records))
			continue;
		if (count < max)
			out[count] = search.session[i];
		count++;
	}
	free(search.session);
	person_records_release(&records);
	return count;
}

/* --- By NIK ------------------------------------------------------------------------------------ */

static bool fits_nik(const struct search *search, const struct person_identity *identity)
{
	return strcmp(identity->nik, search->text) == 0;
}

enum status app_find_nik(struct app *app, const char *nik, struct arena *arena,
	struct person_found **found, size_t *count, struct err *err)
{
	struct search search = {
		.app = app, .arena = arena, .fits = fits_nik, .text = nik, .err = err};

	*found = NULL;
	*count = 0;
	if (nik[0] == '\0') /* many have none, and they are not one person */
		return STATUS_OK;
	view_records_of(store_view(app->store), nik, add_record, &search);
	return look_at_all(&search, found, count);
}

/* --- By name ----------------------------------------------------------------------------------- */

static void add_name(void *context, const struct id *record, const char *folded, size_t len)
{
	struct people_names *names = context;

	names->record = memory_grow(
		names->record, names->table.count, &names->capacity, sizeof(*names->record));
	names->record[names->table.count] = *record;
	name_table_add(&names->table, folded, len);
}

void people_names_release(struct people_names *names)
{
	name_table_release(&names->table);
	name_table_release(&names->keys);
	free(names->record);
	*names = (struct people_names){0};
}

const struct people_names *app_names(struct app *app)
{
	struct people_names *names = &app->names;

	do {
		if (names->place.view != store_names_view(app->store))
			people_names_release(names);
		store_names(app->store, &names->place, add_name, names);
	} while (names->place.view != store_names_view(app->store));
	return names;
}

static bool fits_name(const struct search *search, const struct person_identity *identity)
{
	struct buf folded = BUF_EMPTY;
	bool same;

	text_fold(&folded, identity->name, strlen(identity->name));
	same = strcmp(buf_text(&folded), search->text) == 0;
	buf_wipe(&folded);
	return same;
}

static bool is_known(const struct search *search, const struct id *record)
{
	for (size_t i = 0; i < search->record_count; i++)
		if (id_equal(&search->record[i], record))
			return true;
	return false;
}

/* Those who ever had it; more than so many are of no use to anyone. */
#define NAMESAKES_MAX 100

static void add_namesakes(struct search *search)
{
	const struct people_names *names = app_names(search->app);
	size_t *row = memory_alloc((names->table.count + 1) * sizeof(*row));
	struct name_query query;
	size_t count;

	name_query_parse(&query, search->text);
	count = name_table_find(&names->table, &query, row, names->table.count);
	for (size_t i = 0; i < count && search->record_count < NAMESAKES_MAX; i++)
		if (strcmp(name_table_row(&names->table, row[i]), search->text) == 0 &&
			!is_known(search, &names->record[row[i]]))
			add_record(search, &names->record[row[i]]);
	free(row);
}

enum status app_find_name(struct app *app, const char *name, struct arena *arena,
	struct person_found **found, size_t *count, struct err *err)
{
	struct buf folded = BUF_EMPTY;
	struct search search = {.app = app, .arena = arena, .fits = fits_name, .err = err};
	enum status status = STATUS_OK;

	*found = NULL;
	*count = 0;
	text_fold(&folded, name, strlen(name));
	search.text = buf_text(&folded);
	if (folded.len > 0) {
		add_namesakes(&search);
		status = look_at_all(&search, found, count);
	}
	buf_wipe(&folded);
	return status;
}
