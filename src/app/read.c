/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/persons.h"
#include "model/person_sheet.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum status app_read_or_empty(struct app *app, struct register_key key, const struct record_type *type,
	struct arena *arena, void *record, struct err *err)
{
	enum status status =
		store_read_record(app->store, register_bytes(&key), type, arena, record, err);

	if (status != STATUS_NOT_FOUND && status != STATUS_DAMAGED)
		return status;
	err_clear(err);
	record_clear(type, record);
	return STATUS_OK;
}

/* --- The roster ------------------------------------------------------------------------------- */

struct roster_reading {
	struct app *app;
	struct roster *out; /* its session is set */
	struct err *err;
};

/* When the person was first put on the waiting list, also if that was corrected since; for others,
 * when the enrolment was written. */
static uint64_t enrolment_order(struct store *store, const struct cell *cell)
{
	const struct event *winner = cell_winner(cell);

	if (winner->state != ENROLMENT_WAITING)
		return winner->lamport;
	return store_first_lamport(store, cell, ENROLMENT_WAITING);
}

static date date_of_day(const struct session *session, uint32_t day)
{
	const struct dates *dates = &session->schedule.dates;

	return day >= 1 && day <= dates->count ? dates->item[day - 1] : DATE_NONE;
}

static bool is_plausible(const struct fact *fact, date held_on)
{
	return fact->source != CLOCK_DOUBTED &&
	       (held_on == DATE_NONE || moment_date(fact->time) == held_on);
}

/* One live value of an attendance register, opened. */
struct mark_fact {
	const struct fact *fact;
	struct attendance value;
};

/* The earliest plausible time of those that say what the winner, the first, says. What was keyed in from
 * paper tells when that was done, not when the person came. */
static void read_time(
	struct roster_mark *mark, const struct mark_fact *item, size_t count, date held_on)
{
	const uint32_t typed = item[0].value.typed_minute;
	bool found = false;

	mark->time = item[0].fact->time;
	for (size_t i = 0; i < count; i++) {
		if (item[i].value.status != mark->status || item[i].value.sheet[0] != '\0' ||
			!is_plausible(item[i].fact, held_on))
			continue;
		if (!found || item[i].fact->time < mark->time)
			mark->time = item[i].fact->time;
		found = true;
	}
	mark->doubted = !found;
	if (typed == 0)
		return;
	/* Someone looked at a clock and typed what it said. */
	if (held_on == DATE_NONE)
		held_on = moment_date(mark->time);
	mark->time = moment_at(held_on, (int)typed - 1);
	mark->doubted = false;
}

/* How attendance reads: FORMAT F8, MERGE 17. Texts of the mark go into `out`. */
static void read_facts(struct roster_mark *mark, const struct fact *fact, size_t count, date held_on,
	struct arena *scratch, struct arena *out)
{
	struct mark_fact *item = arena_alloc(scratch, (count + 1) * sizeof(*item));
	size_t read = 0;

	for (size_t i = 0; i < count; i++) {
		/* Taken back yields to any value. */
		if (fact[i].value.len == 0 || record_decode(&attendance_type, fact[i].value, scratch,
						      &item[read].value, NULL) != STATUS_OK)
			continue;
		item[read++].fact = &fact[i];
	}
	if (read == 0)
		return;
	mark->status = item[0].value.status;
	mark->remark = arena_text(out, item[0].value.remark, strlen(item[0].value.remark));
	for (size_t i = 1; i < read; i++)
		mark->conflict |= item[i].value.status != mark->status;
	read_time(mark, item, read, held_on);
}

/* The winner first, what was taken back last: as the facts of one register come. */
static int compare_facts(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;

	if ((a->value.len == 0) != (b->value.len == 0))
		return a->value.len == 0 ? 1 : -1;
	if (a->lamport != b->lamport)
		return a->lamport > b->lamport ? -1 : 1;
	return event_compare(&b->event, &a->event);
}

/* What the registers of all records of the person say, as if they were one. */
static enum status read_all_facts(struct app *app, struct register_key key, const struct roster_person *person,
	struct arena *arena, struct fact **fact, size_t *count, struct err *err)
{
	enum status status = store_facts(app->store, register_bytes(&key), arena, fact, count, err);

	for (size_t i = 1; i < person->held_count && status == STATUS_OK; i++) {
		const struct register_key other =
			register_of_other(register_bytes(&key), &person->held[i].record);
		struct fact *more, *all;
		size_t more_count;

		status = store_facts(app->store, register_bytes(&other), arena, &more, &more_count, err);
		if (status != STATUS_OK || more_count == 0)
			continue;
		all = arena_alloc(arena, (*count + more_count) * sizeof(*all));
		if (*count > 0)
			memcpy(all, *fact, *count * sizeof(*all));
		memcpy(all + *count, more, more_count * sizeof(*all));
		*fact = all;
		*count += more_count;
		qsort(all, *count, sizeof(*all), compare_facts);
	}
	return status;
}

/* What is recorded of one part alone. */
static enum status read_part_mark(struct app *app, struct roster *roster,
	const struct roster_person *person, uint32_t day, enum day_part part, struct roster_mark *mark,
	struct err *err)
{
	const struct session *session = roster->session;
	struct register_key key = register_attendance(session->id, (int)day, part, &person->record);
	struct arena scratch = {0};
	struct fact *fact;
	size_t count;
	enum status status = read_all_facts(app, key, person, &scratch, &fact, &count, err);

	*mark = (struct roster_mark){.remark = ""};
	if (status == STATUS_OK) {
		read_facts(mark, fact, count, date_of_day(session, day), &scratch, &roster->arena);
		mark->elsewhere =
			mark->status != 0 && !id_equal(&fact[0].device, store_device(app->store));
	}
	arena_release(&scratch);
	return status;
}

/* What is recorded of another part than the roster's own: of the whole day, or, in a roster of whole days,
 * of its halves: who was there for one of them was there. */
static enum status read_other_parts(struct app *app, struct roster *roster,
	const struct roster_person *person, uint32_t day, struct roster_mark *mark, struct err *err)
{
	struct roster_mark afternoon;
	enum status status;

	if (roster->part != PART_WHOLE)
		return read_part_mark(app, roster, person, day, PART_WHOLE, mark, err);
	if (!roster->has_parts)
		return STATUS_OK;
	status = read_part_mark(app, roster, person, day, PART_MORNING, mark, err);
	if (status == STATUS_OK)
		status = read_part_mark(app, roster, person, day, PART_AFTERNOON, &afternoon, err);
	if (status == STATUS_OK && mark->status != ATTENDANCE_PRESENT && afternoon.status != 0 &&
		(mark->status == 0 || afternoon.status == ATTENDANCE_PRESENT))
		*mark = afternoon;
	return status;
}

enum status app_read_mark(struct app *app, struct roster *roster, struct roster_person *person,
	uint32_t day, struct err *err)
{
	struct roster_mark mark;
	enum status status =
		read_part_mark(app, roster, person, day, roster->part, &mark, err);

	if (status == STATUS_OK && mark.status == 0)
		status = read_other_parts(app, roster, person, day, &mark, err);
	if (status == STATUS_OK)
		person->mark[day - 1] = mark;
	return status;
}

/* It took the place of all that was said of that part before: there is one value, this one. */
void app_recorded_mark(const struct app *app, struct roster *roster, struct roster_person *person,
	uint32_t day, const struct attendance *recorded)
{
	const struct written written = store_written(app->store);
	const struct fact fact = {.time = written.time, .source = written.source};
	const struct mark_fact item = {&fact, *recorded};
	struct roster_mark mark = {.status = recorded->status};

	mark.remark = arena_text(&roster->arena, recorded->remark, strlen(recorded->remark));
	read_time(&mark, &item, 1, date_of_day(roster->session, day));
	person->mark[day - 1] = mark;
}

static enum status read_marks(struct roster_reading *reading, struct roster_person *person)
{
	struct roster *out = reading->out;
	enum status status = STATUS_OK;

	person->mark = arena_alloc(&out->arena, (out->days + 1) * sizeof(*person->mark));
	for (uint32_t day = 1; day <= out->days && status == STATUS_OK; day++)
		status = app_read_mark(reading->app, out, person, day, reading->err);
	return status;
}

/* A part of a person, or of its enrolment. */
static enum status read_part(struct roster_reading *reading, struct register_key key,
	const struct record_type *type, void *record)
{
	return app_read_or_empty(
		reading->app, key, type, &reading->out->arena, record, reading->err);
}

/* Of several records what was written last. */
static enum status read_shown(struct roster_reading *reading, const struct roster_person *person,
	enum person_group group, void *value)
{
	struct id shown;
	enum status status =
		person_shown(reading->app, &person->record, group, &shown, reading->err);

	return status == STATUS_OK ? read_part(reading, register_person(&shown, group),
					     person_group_type(group), value)
				   : status;
}

static enum status read_person(
	struct roster_reading *reading, const struct cell *cell, struct roster_person *person)
{
	struct register_key key;
	enum status status;

	person->order = enrolment_order(reading->app->store, cell);
	key = register_enrolment(reading->out->session->id, &person->record);
	status = read_part(reading, key, &enrolment_type, &person->enrolment);
	if (status == STATUS_OK)
		status = read_shown(reading, person, PERSON_IDENTITY, &person->identity);
	if (status == STATUS_OK)
		status = read_shown(reading, person, PERSON_ADDRESS, &person->address);
	if (status == STATUS_OK)
		status = read_shown(reading, person, PERSON_CONTACT, &person->contact);
	if (status == STATUS_OK)
		status = read_marks(reading, person);
	return status;
}

/* What was said of a day as a whole; a value that cannot be read says nothing. */
static enum status read_day(struct roster_reading *reading, uint32_t number, struct roster_day *day)
{
	const struct register_key key = register_day(reading->out->session->id, (int)number);
	struct arena scratch = {0};
	struct fact *fact;
	size_t count;
	enum status status = store_facts(
		reading->app->store, register_bytes(&key), &scratch, &fact, &count, reading->err);

	record_clear(&day_type, &day->record);
	if (status == STATUS_OK && count > 0 && fact[0].value.len > 0 &&
		record_decode(&day_type, fact[0].value, &reading->out->arena, &day->record, NULL) ==
			STATUS_OK) {
		day->closed = day->record.state == DAY_CLOSED;
		day->time = fact[0].time;
	}
	arena_release(&scratch);
	return status;
}

static enum status read_days(struct roster_reading *reading)
{
	struct roster *out = reading->out;
	enum status status = STATUS_OK;

	out->day = arena_alloc(&out->arena, (out->days + 1) * sizeof(*out->day));
	for (uint32_t i = 0; i < out->days && status == STATUS_OK; i++)
		status = read_day(reading, i + 1, &out->day[i]);
	return status;
}

/* Beside the whole day, on which all is recorded in most sessions. */
static bool has_parts(const struct view *view, const struct session *session, uint32_t days)
{
	const struct id first = {0};
	bool found = false;

	for (uint32_t day = 1; day <= days && !found; day++)
		for (int part = PART_MORNING; part <= PART_AFTERNOON && !found; part++) {
			struct register_key key = register_attendance(
				session->id, (int)day, (enum day_part)part, &first);
			struct view_walk walk;

			key.len = (uint16_t)(key.len - ID_SIZE);
			view_walk_open(&walk, view, register_bytes(&key));
			found = walk.cell != NULL;
			view_walk_close(&walk);
		}
	return found;
}

static enum status read_held(
	struct roster_reading *reading, struct roster_person *person, const struct id *record)
{
	struct person_identity identity;
	struct person_contact contact;
	enum status status = read_part(
		reading, register_person(record, PERSON_IDENTITY), &person_identity_type, &identity);

	if (status == STATUS_OK)
		status = read_part(reading, register_person(record, PERSON_CONTACT), &person_contact_type,
			&contact);
	if (status == STATUS_OK)
		person->held[person->held_count++] = (struct roster_record){
			*record, identity.nik, contact.phone, contact.phone2};
	return status;
}

/* All records of the person, when `person->record` is the one whose enrolment counts; else `counts` is false. */
static enum status read_records(struct roster_reading *reading, struct roster_person *person, bool *counts)
{
	struct person_records records = {0};
	enum status status = STATUS_OK;
	const struct id *as;

	*counts = true;
	if (person_is_alone(reading->app, &person->record))
		return STATUS_OK;
	status = person_records_of(reading->app, &person->record, &records, reading->err);
	as = status == STATUS_OK
		     ? person_enrolled_as(reading->app, reading->out->session->id, &records)
		     : NULL;
	*counts = as && id_equal(as, &person->record);
	if (*counts && records.count > 1) {
		person->held = arena_alloc(
			&reading->out->arena, records.count * sizeof(*person->held));
		status = read_held(reading, person, &person->record);
	}
	for (size_t i = 0; i < records.count && person->held && status == STATUS_OK; i++)
		if (!id_equal(&records.record[i], &person->record))
			status = read_held(reading, person, &records.record[i]);
	person_records_release(&records);
	return status;
}

/* The person of the next enrolment, unless another record of theirs stands for them. */
static enum status add_person(struct roster_reading *reading, const struct cell *cell)
{
	struct roster *out = reading->out;
	struct roster_person *person = &out->person[out->count];
	bool counts;
	enum status status;

	*person = (struct roster_person){.record = {{0}}};
	/* A register of another shape, which a later version may write, is nobody. */
	if (!cell_winner(cell) || !register_person_of(cell->key, &person->record))
		return STATUS_OK;
	status = read_records(reading, person, &counts);
	if (status == STATUS_OK && counts)
		status = read_person(reading, cell, person);
	out->count += status == STATUS_OK && counts;
	return status;
}

enum status app_roster(
	struct app *app, const struct session *session, struct roster *out, struct err *err)
{
	struct roster_reading reading = {app, out, err};
	const struct view *view = store_view(app->store);
	struct register_key all = register_enrolments_of(session->id);
	const struct bytes prefix = register_bytes(&all);
	enum status status = STATUS_OK;
	struct view_walk walk;
	size_t count = 0;

	for (view_walk_open(&walk, view, prefix); walk.cell; view_walk_next(&walk))
		count++;
	view_walk_close(&walk);
	out->session = session;
	out->days = roster_days_of(session);
	out->has_parts = has_parts(view, session, out->days);
	out->person = arena_alloc(&out->arena, (count + 1) * sizeof(*out->person));
	status = read_days(&reading);
	for (view_walk_open(&walk, view, prefix); walk.cell && status == STATUS_OK;
		view_walk_next(&walk))
		status = add_person(&reading, walk.cell);
	view_walk_close(&walk);
	if (status == STATUS_OK)
		roster_sort(out);
	return status;
}

enum status app_roster_of(struct app *app, const struct session *session, const struct id *record,
	struct roster *out, struct err *err)
{
	struct roster_reading reading = {app, out, err};
	struct person_records records = {0};
	const struct id *as = NULL;
	enum status status;

	out->session = session;
	out->days = roster_days_of(session);
	out->person = arena_alloc(&out->arena, sizeof(*out->person));
	status = read_days(&reading);
	if (status == STATUS_OK)
		status = person_records_of(app, record, &records, err);
	if (status == STATUS_OK)
		as = person_enrolled_as(app, session->id, &records);
	if (as) {
		const struct register_key key = register_enrolment(session->id, as);
		struct view_walk walk;

		view_walk_open(&walk, store_view(app->store), register_bytes(&key));
		if (walk.cell)
			status = add_person(&reading, walk.cell);
		view_walk_close(&walk);
	}
	person_records_release(&records);
	return status;
}
