/* SPDX-License-Identifier: BSD-2-Clause */
/* What cannot be read is left out: a hall full of people must not wait for one damaged line of the plan. */
#include "app/plan.h"

#include <stdlib.h>
#include <string.h>

/* The lists of a programme whose records are registers of their own. */
static const struct plan_list {
	const struct record_type *type;
	const char *name; /* of the registers: NAME.KEY */
	size_t items, count;
} plan_lists[] = {
	{&commodity_type, "commodity", offsetof(struct programme, commodity),
		offsetof(struct programme, commodity_count)},
	{&kecamatan_type, "kecamatan", offsetof(struct programme, kecamatan),
		offsetof(struct programme, kecamatan_count)},
	{&calendar_type, "calendar", offsetof(struct programme, calendar),
		offsetof(struct programme, calendar_count)},
	{&plan_year_type, "plan", offsetof(struct programme, plan),
		offsetof(struct programme, plan_count)},
};

#define PLAN_LISTS (sizeof(plan_lists) / sizeof(plan_lists[0]))

static const struct plan_facet {
	enum session_facet facet;
	const struct record_type *type;
	size_t offset;
} plan_facets[] = {
	{SESSION_PLAN, &session_plan_type, offsetof(struct session, plan)},
	{SESSION_SCHEDULE, &session_schedule_type, offsetof(struct session, schedule)},
	{SESSION_STATUS, &session_status_type, offsetof(struct session, status)},
};

#define PLAN_FACETS (sizeof(plan_facets) / sizeof(plan_facets[0]))

struct plan_reading {
	struct store *store;
	struct programme *out;
	struct err *err;
};

/* Reads one record; *there says whether it could be. */
static enum status read_record(struct plan_reading *reading, struct bytes key,
	const struct record_type *type, void *record, bool *there)
{
	enum status status = store_read_record(
		reading->store, key, type, &reading->out->arena, record, reading->err);

	*there = status == STATUS_OK;
	if (status == STATUS_NOT_FOUND || status == STATUS_DAMAGED) {
		err_clear(reading->err);
		return STATUS_OK;
	}
	return status;
}

static size_t count_registers(const struct view *view, enum register_kind kind)
{
	struct register_key all = register_all(kind);
	struct view_walk walk;
	size_t count = 0;

	for (view_walk_open(&walk, view, register_bytes(&all)); walk.cell; view_walk_next(&walk))
		count++;
	view_walk_close(&walk);
	return count;
}

/* Makes room for `count` records in each list. */
static void make_room(struct programme *out, size_t count)
{
	for (size_t i = 0; i < PLAN_LISTS; i++) {
		void **items = (void **)((char *)out + plan_lists[i].items);

		*items = arena_alloc(&out->arena, (count + 1) * plan_lists[i].type->size);
	}
}

static enum status read_listed(
	struct plan_reading *reading, struct bytes key, const struct plan_list *list)
{
	char *items = *(char **)((char *)reading->out + list->items);
	size_t *count = (size_t *)((char *)reading->out + list->count);
	bool there;
	enum status status =
		read_record(reading, key, list->type, items + *count * list->type->size, &there);

	if (there)
		++*count;
	return status;
}

static enum status read_conf(struct plan_reading *reading, struct bytes key)
{
	const struct record_type *type = record_type_of(key);
	bool there;
	enum status status;

	if (type == &settings_type)
		return read_record(reading, key, type, &reading->out->settings, &there);
	if (type == &demo_settings_type) {
		status = read_record(reading, key, type, &reading->out->demo, &there);
		reading->out->is_demo = there;
		return status;
	}
	for (size_t i = 0; i < PLAN_LISTS; i++)
		if (plan_lists[i].type == type)
			return read_listed(reading, key, &plan_lists[i]);
	return STATUS_OK; /* of a later version */
}

static enum status read_confs(struct plan_reading *reading)
{
	const struct view *view = store_view(reading->store);
	struct register_key all = register_all(REGISTER_CONF);
	enum status status = STATUS_OK;
	struct view_walk walk;

	record_clear(&settings_type, &reading->out->settings);
	record_clear(&demo_settings_type, &reading->out->demo);
	make_room(reading->out, count_registers(view, REGISTER_CONF));
	for (view_walk_open(&walk, view, register_bytes(&all)); walk.cell && status == STATUS_OK;
		view_walk_next(&walk))
		status = read_conf(reading, walk.cell->key);
	view_walk_close(&walk);
	return status;
}

/* The session of that id, which is a new last one unless the last one has it: the registers of a
 * session follow one another. */
static struct session *session_of(struct programme *out, const char *id)
{
	struct session *session = &out->session[out->session_count];

	if (out->session_count > 0 && strcmp(session[-1].id, id) == 0)
		return session - 1;
	session->id = arena_text(&out->arena, id, strlen(id));
	for (size_t i = 0; i < PLAN_FACETS; i++)
		record_clear(plan_facets[i].type, (char *)session + plan_facets[i].offset);
	return session;
}

static enum status read_facet(struct plan_reading *reading, struct bytes key)
{
	struct register_parts parts;
	struct session *session;
	enum status status = STATUS_OK;
	bool there = false;

	if (!register_parse(key, &parts) || !parts.known)
		return STATUS_OK;
	session = session_of(reading->out, parts.text);
	for (size_t i = 0; i < PLAN_FACETS; i++)
		if (plan_facets[i].facet == parts.number)
			status = read_record(reading, key, plan_facets[i].type,
				(char *)session + plan_facets[i].offset, &there);
	/* One that has any facet is shown, in the plan or not. */
	if (there && session == &reading->out->session[reading->out->session_count])
		reading->out->session_count++;
	return status;
}

static enum status read_sessions(struct plan_reading *reading)
{
	const struct view *view = store_view(reading->store);
	struct register_key all = register_all(REGISTER_SESSION);
	struct programme *out = reading->out;
	enum status status = STATUS_OK;
	struct view_walk walk;

	out->session = arena_alloc(
		&out->arena, (count_registers(view, REGISTER_SESSION) + 1) * sizeof(*out->session));
	for (view_walk_open(&walk, view, register_bytes(&all)); walk.cell && status == STATUS_OK;
		view_walk_next(&walk))
		status = read_facet(reading, walk.cell->key);
	view_walk_close(&walk);
	return status;
}

static void note_unplanned(struct texts *found, const char *id, struct programme *out)
{
	found->item = memory_resize(found->item, (found->count + 1) * sizeof(*found->item));
	found->item[found->count++] = arena_text(&out->arena, id, strlen(id));
}

/* The order of keys: a shorter text is the lesser one. */
static int compare_ids(const char *a, const char *b)
{
	size_t left = strlen(a), right = strlen(b);

	return left != right ? (left < right ? -1 : 1) : strcmp(a, b);
}

/* A step for each session that is known, not for each of its people; sessions stand in the order of
 * keys, too. */
static void find_unplanned(
	struct store *store, enum register_kind kind, struct texts *found, struct programme *out)
{
	struct register_key all = register_all(kind);
	struct view_walk walk;
	size_t next = 0;

	view_walk_open(&walk, store_view(store), register_bytes(&all));
	while (walk.cell) {
		struct register_parts parts;
		struct register_key own;
		bool known = register_parse(walk.cell->key, &parts) && parts.known;
		bool planned;

		while (known && next < out->session_count &&
			compare_ids(out->session[next].id, parts.text) < 0)
			next++;
		planned = known && next < out->session_count &&
			  strcmp(out->session[next].id, parts.text) == 0;

		/* What was taken back is nothing that is known of it. */
		if (!known || (!planned && !cell_winner(walk.cell))) {
			view_walk_next(&walk);
			continue;
		}
		if (!planned)
			note_unplanned(found, parts.text, out);
		own = kind == REGISTER_ENROLMENT ? register_enrolments_of(parts.text)
						 : register_attendance_of(parts.text, 0);
		view_walk_past(&walk, register_bytes(&own));
	}
	view_walk_close(&walk);
}

/* Nearly always there are none. That is kept, as an empty note: to look at the people of each session
 * takes pages from all over the view into memory. */
static bool has_no_unplanned(struct store *store)
{
	struct bytes note;

	return store_note(store, VIEW_NOTE_OF_OTHERS, &note) && note.len == 0;
}

/* Sessions of which somebody is registered or was there, and nothing of the plan is known: another
 * laptop's, perhaps (MERGE 21). */
static void add_unplanned(struct store *store, struct programme *out)
{
	struct texts found = {NULL, 0};
	struct session *session;

	if (has_no_unplanned(store))
		return;
	find_unplanned(store, REGISTER_ENROLMENT, &found, out);
	find_unplanned(store, REGISTER_ATTENDANCE, &found, out);
	if (found.count == 0) {
		store_set_note(store, VIEW_NOTE_OF_OTHERS, BYTES_NONE);
		store_keep_notes(store);
	} else {
		session = arena_alloc(
			&out->arena, (out->session_count + found.count + 1) * sizeof(*session));
		memcpy(session, out->session, out->session_count * sizeof(*session));
		out->session = session;
	}
	for (size_t i = 0; i < found.count; i++)
		if (!programme_session(out, found.item[i])) {
			(void)session_of(out, found.item[i]);
			out->session_count++;
		}
	free(found.item);
}

static int compare_commodities(const void *left, const void *right)
{
	const struct commodity *a = left, *b = right;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return strcmp(a->id, b->id);
}

enum status plan_read(struct store *store, struct programme *out, struct err *err)
{
	struct plan_reading reading = {store, out, err};
	enum status status = read_confs(&reading);

	if (status == STATUS_OK)
		status = read_sessions(&reading);
	if (status == STATUS_OK)
		add_unplanned(store, out);
	if (status != STATUS_OK) {
		programme_release(out);
		return status;
	}
	/* The others stand in the order of their keys, which is that of codes and years. */
	if (out->commodity_count > 1)
		qsort(out->commodity, out->commodity_count, sizeof(*out->commodity),
			compare_commodities);
	programme_sort(out);
	return STATUS_OK;
}

/* --- Writing ---------------------------------------------------------------------------------- */

static bool is_empty(const struct record_type *type, const void *record)
{
	const struct record_base *base = record;

	for (size_t i = 0; i < type->count; i++)
		if (!record_field_empty(&type->field[i], record))
			return false;
	return base->unknown_count == 0;
}

struct plan_walk {
	plan_visit *visit;
	void *context;
};

static void visit(const struct plan_walk *walk, struct register_key key, const char *name,
	const struct record_type *type, const void *record, const struct session *session)
{
	const struct plan_part part = {key, name, type, record, session};

	walk->visit(walk->context, &part);
}

static void visit_conf(const struct plan_walk *walk, const char *name,
	const struct record_type *type, const void *record)
{
	visit(walk, register_conf(name), name, type, record, NULL);
}

static void visit_named(const struct plan_walk *walk, const char *list, const char *name,
	const struct record_type *type, const void *record)
{
	struct buf whole = BUF_EMPTY;

	buf_printf(&whole, "%s.%s", list, name);
	visit_conf(walk, buf_text(&whole), type, record);
	buf_release(&whole);
}

static void visit_yearly(const struct plan_walk *walk, const char *list, uint32_t year,
	const struct record_type *type, const void *record)
{
	char name[12];

	snprintf(name, sizeof(name), "%u", (unsigned)year);
	visit_named(walk, list, name, type, record);
}

static void visit_session(const struct plan_walk *walk, const struct session *session)
{
	for (size_t i = 0; i < PLAN_FACETS; i++)
		visit(walk, register_session(session->id, plan_facets[i].facet), session->id,
			plan_facets[i].type, (const char *)session + plan_facets[i].offset,
			session);
}

void plan_each_facet(const struct session *session, plan_visit *each, void *context)
{
	const struct plan_walk walk = {each, context};

	visit_session(&walk, session);
}

void plan_each(const struct programme *programme, plan_visit *each, void *context)
{
	const struct plan_walk walk = {each, context};

	for (size_t i = 0; i < programme->commodity_count; i++)
		visit_named(&walk, "commodity", programme->commodity[i].id, &commodity_type,
			&programme->commodity[i]);
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		visit_named(&walk, "kecamatan", programme->kecamatan[i].code, &kecamatan_type,
			&programme->kecamatan[i]);
	for (size_t i = 0; i < programme->calendar_count; i++)
		visit_yearly(&walk, "calendar", programme->calendar[i].year, &calendar_type,
			&programme->calendar[i]);
	for (size_t i = 0; i < programme->plan_count; i++)
		visit_yearly(&walk, "plan", programme->plan[i].year, &plan_year_type,
			&programme->plan[i]);
	visit_conf(&walk, "settings", &settings_type, &programme->settings);
	if (programme->is_demo)
		visit_conf(&walk, "demo", &demo_settings_type, &programme->demo);
	for (size_t i = 0; i < programme->session_count; i++)
		visit_session(&walk, &programme->session[i]);
}

void plan_put(struct transaction *transaction, const struct plan_part *part)
{
	if (part->session && is_empty(part->type, part->record))
		return;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&part->key), part->type, part->record);
}

void plan_put_loaded(
	struct transaction *transaction, const uint8_t digest[DIGEST_SIZE], uint32_t number)
{
	const struct register_key key = register_conf("loaded");
	struct conf_loaded loaded;

	record_clear(&conf_loaded_type, &loaded);
	loaded.digest = (struct bytes){digest, DIGEST_SIZE};
	loaded.number = number;
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), &conf_loaded_type, &loaded);
}

static void put_part(void *context, const struct plan_part *part)
{
	plan_put(context, part);
}

void plan_write(struct transaction *transaction, const struct programme *programme,
	const uint8_t digest[DIGEST_SIZE])
{
	plan_each(programme, put_part, transaction);
	plan_put_loaded(transaction, digest, 1);
}
