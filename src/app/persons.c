/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/persons.h"

#include "model/name.h"

#include <stdlib.h>
#include <string.h>

void person_records_release(struct person_records *records)
{
	free(records->record);
	*records = (struct person_records){0};
}

bool person_is_alone(const struct app *app, const struct id *record)
{
	const struct view *view = store_view(app->store);

	return !view_has_pairs(view) ||
	       (!view_shares_nik(view, record) && !view_is_compared(view, record));
}

static void add(void *context, const struct id *record)
{
	struct person_records *list = context;

	for (size_t i = 0; i < list->count; i++)
		if (id_equal(&list->record[i], record))
			return;
	list->record =
		memory_grow(list->record, list->count, &list->capacity, sizeof(*list->record));
	list->record[list->count++] = *record;
}

/* Their registers stand in the order of their ids. */
struct person_records persons_everyone(const struct app *app)
{
	const struct register_key all = register_all(REGISTER_PERSON);
	struct person_records list = {0};
	struct view_walk walk;
	struct id record;

	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk)) {
		if (!register_person_of(walk.cell->key, &record) ||
			(list.count > 0 && id_equal(&list.record[list.count - 1], &record)))
			continue;
		list.record = memory_grow(list.record, list.count, &list.capacity, sizeof(*list.record));
		list.record[list.count++] = record;
	}
	view_walk_close(&walk);
	return list;
}

/* --- What joins two records -------------------------------------------------------------------- */

struct same_said person_same_said(const struct app *app, const struct id *a, const struct id *b)
{
	const struct register_key key = register_same(a, b);
	const struct cell *cell = view_find(store_view(app->store), register_bytes(&key));
	struct same_said said = {false, false};

	for (size_t i = 0; cell && i < cell->event_count; i++) {
		const struct event *event = &cell->event[i];

		if (event->values == 0)
			continue;
		/* Several values of one event, that an undo restored, may say both. */
		said.yes |= event->sense == 0 || event->state == SAME_YES;
		said.no |= event->sense == 0 || event->state == SAME_NO;
	}
	return said;
}

/* Whose person is looked for. */
struct joining {
	struct app *app;
	struct person_records *out;
	struct err *err;
};

static enum status read_identity(struct joining *joining, const struct id *record, struct arena *arena,
	struct person_identity *identity)
{
	return app_read_or_empty(joining->app, register_person(record, PERSON_IDENTITY),
		&person_identity_type, arena, identity, joining->err);
}

static bool is_same_identity(const struct person_identity *a, const struct person_identity *b)
{
	struct buf one = BUF_EMPTY, other = BUF_EMPTY;
	bool same = a->nik[0] != '\0' && strcmp(a->nik, b->nik) == 0 && a->born == b->born;

	if (same) {
		name_fold(&one, a->name);
		name_fold(&other, b->name);
		same = strcmp(buf_text(&one), buf_text(&other)) == 0;
	}
	buf_wipe(&one);
	buf_wipe(&other);
	return same;
}

static enum status join_by_nik(struct joining *joining, const struct id *record)
{
	const struct view *view = store_view(joining->app->store);
	struct person_records with = {0};
	struct arena arena = {NULL};
	struct person_identity identity, other;
	enum status status = read_identity(joining, record, &arena, &identity);

	if (status == STATUS_OK && identity.nik[0] != '\0')
		view_records_of(view, identity.nik, add, &with);
	for (size_t i = 0; i < with.count && status == STATUS_OK; i++) {
		if (id_equal(&with.record[i], record) ||
			person_same_said(joining->app, record, &with.record[i]).no)
			continue;
		status = read_identity(joining, &with.record[i], &arena, &other);
		if (status == STATUS_OK && is_same_identity(&identity, &other))
			add(joining->out, &with.record[i]);
	}
	person_records_release(&with);
	arena_release(&arena);
	return status;
}

static void join_by_answer(struct joining *joining, const struct id *record)
{
	struct person_records with = {0};

	view_compared_with(store_view(joining->app->store), record, add, &with);
	for (size_t i = 0; i < with.count; i++) {
		const struct same_said said = person_same_said(joining->app, record, &with.record[i]);

		if (said.yes && !said.no)
			add(joining->out, &with.record[i]);
	}
	person_records_release(&with);
}

static int compare(const void *left, const void *right)
{
	return id_compare(left, right);
}

enum status person_records_of(
	struct app *app, const struct id *record, struct person_records *out, struct err *err)
{
	struct joining joining = {app, out, err};
	enum status status = STATUS_OK;

	out->count = 0;
	add(out, record);
	if (person_is_alone(app, record))
		return STATUS_OK;
	for (size_t i = 0; i < out->count && status == STATUS_OK; i++) {
		const struct id next = out->record[i]; /* the list moves while it grows */

		join_by_answer(&joining, &next);
		if (view_shares_nik(store_view(app->store), &next))
			status = join_by_nik(&joining, &next);
	}
	qsort(out->record, out->count, sizeof(*out->record), compare);
	return status;
}

enum status person_of(struct app *app, const struct id *record, struct id *person, struct err *err)
{
	struct person_records records = {0};
	enum status status = person_records_of(app, record, &records, err);

	*person = status == STATUS_OK ? records.record[0] : *record;
	person_records_release(&records);
	return status;
}

/* --- What registers say of a person ------------------------------------------------------------ */

/* The latest value of any of the records, and in which register it is. */
static bool latest(const struct app *app, const struct register_key *key,
	const struct person_records *records, struct event *found, struct register_key *in)
{
	bool any = false;

	for (size_t i = 0; i < records->count; i++) {
		const struct register_key own = register_of_other(register_bytes(key), &records->record[i]);
		const struct event *winner = cell_winner(
			view_find(store_view(app->store), register_bytes(&own)));

		if (winner && (!any || event_order(winner, found) > 0)) {
			*found = *winner;
			*in = own;
		}
		any = any || winner != NULL;
	}
	return any;
}

struct register_key person_register(
	const struct app *app, const struct register_key *key, const struct person_records *records)
{
	struct register_key in = *key;
	struct event event;

	(void)latest(app, key, records, &event, &in);
	return in;
}

uint8_t person_state(
	const struct app *app, const struct register_key *key, const struct person_records *records)
{
	struct register_key in;
	struct event event;

	return latest(app, key, records, &event, &in) ? event.state : 0;
}

enum status person_shown(struct app *app, const struct id *record, enum person_group group, struct id *shown,
	struct err *err)
{
	const struct view *view = store_view(app->store);
	struct person_records records = {0};
	struct event last = {.values = 0};
	enum status status;

	*shown = *record;
	if (person_is_alone(app, record))
		return STATUS_OK;
	status = person_records_of(app, record, &records, err);
	for (size_t i = 0; i < records.count && status == STATUS_OK; i++) {
		const struct register_key key = register_person(&records.record[i], group);
		const struct event *winner = cell_winner(view_find(view, register_bytes(&key)));

		if (!winner || (last.values > 0 && event_order(winner, &last) < 0))
			continue;
		last = *winner;
		*shown = records.record[i];
	}
	person_records_release(&records);
	return status;
}

static int rank_of(uint8_t state)
{
	return state == ENROLMENT_REGISTERED ? 0 : state == ENROLMENT_WAITING ? 1 : 2;
}

const struct id *person_enrolled_as(
	const struct app *app, const char *session, const struct person_records *records)
{
	const struct id *best = NULL;
	int best_rank = 0;

	for (size_t i = 0; i < records->count; i++) {
		const struct register_key key = register_enrolment(session, &records->record[i]);
		const struct event *winner = cell_winner(
			view_find(store_view(app->store), register_bytes(&key)));

		if (!winner || (best && rank_of(winner->state) >= best_rank))
			continue;
		best = &records->record[i];
		best_rank = rank_of(winner->state);
	}
	return best;
}

/* --- Changing ---------------------------------------------------------------------------------- */

static bool says_something(const struct app *app, const struct register_key *key)
{
	return cell_winner(view_find(store_view(app->store), register_bytes(key))) != NULL;
}

/* Calls for the register and, where they say something, those of the person's other records. */
typedef void each_register(void *context, const struct register_key *key);

static void for_person(struct app *app, struct transaction *transaction, const struct register_key *key,
	each_register *each, void *context)
{
	struct person_records records = {0};
	struct err err = {STATUS_OK, ""};
	enum status status;
	struct id record;

	if (!register_person_of(register_bytes(key), &record))
		return;
	status = person_records_of(app, &record, &records, &err);
	if (status != STATUS_OK)
		transaction_fail(transaction, &err);
	for (size_t i = 0; i < records.count && status == STATUS_OK; i++) {
		const struct register_key other =
			register_of_other(register_bytes(key), &records.record[i]);

		if (!id_equal(&records.record[i], &record) && says_something(app, &other))
			each(context, &other);
	}
	person_records_release(&records);
}

struct putting {
	struct transaction *transaction;
	const struct record_type *type;
	const void *value;
};

static void put(void *context, const struct register_key *key)
{
	const struct putting *putting = context;

	transaction_put_record(putting->transaction, register_bytes(key), putting->type, putting->value);
}

void person_put(struct app *app, struct transaction *transaction, struct register_key key,
	const struct record_type *type, const void *value)
{
	struct putting putting = {transaction, type, value};

	put(&putting, &key);
	for_person(app, transaction, &key, put, &putting);
}

static void take_back(void *context, const struct register_key *key)
{
	transaction_take_back(context, register_bytes(key));
}

void person_take_back(struct app *app, struct transaction *transaction, struct register_key key)
{
	if (says_something(app, &key))
		take_back(transaction, &key);
	for_person(app, transaction, &key, take_back, transaction);
}
