/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/attention.h"
#include "app/followup.h"

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

/* What is recorded of one part alone. */
static enum status read_part_mark(struct app *app, struct roster *roster, const struct id *record,
	uint32_t day, enum day_part part, struct roster_mark *mark, struct err *err)
{
	const struct session *session = roster->session;
	struct register_key key = register_attendance(session->id, (int)day, part, record);
	struct arena scratch = {0};
	struct fact *fact;
	size_t count;
	enum status status =
		store_facts(app->store, register_bytes(&key), &scratch, &fact, &count, err);

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
static enum status read_other_parts(struct app *app, struct roster *roster, const struct id *record,
	uint32_t day, struct roster_mark *mark, struct err *err)
{
	struct roster_mark afternoon;
	enum status status;

	if (roster->part != PART_WHOLE)
		return read_part_mark(app, roster, record, day, PART_WHOLE, mark, err);
	if (!roster->has_parts)
		return STATUS_OK;
	status = read_part_mark(app, roster, record, day, PART_MORNING, mark, err);
	if (status == STATUS_OK)
		status = read_part_mark(app, roster, record, day, PART_AFTERNOON, &afternoon, err);
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
		read_part_mark(app, roster, &person->record, day, roster->part, &mark, err);

	if (status == STATUS_OK && mark.status == 0)
		status = read_other_parts(app, roster, &person->record, day, &mark, err);
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

static enum status read_person(
	struct roster_reading *reading, const struct cell *cell, struct roster_person *person)
{
	struct register_key key;
	enum status status;

	person->order = enrolment_order(reading->app->store, cell);
	key = register_enrolment(reading->out->session->id, &person->record);
	status = read_part(reading, key, &enrolment_type, &person->enrolment);
	key = register_person(&person->record, PERSON_IDENTITY);
	if (status == STATUS_OK)
		status = read_part(reading, key, &person_identity_type, &person->identity);
	key = register_person(&person->record, PERSON_ADDRESS);
	if (status == STATUS_OK)
		status = read_part(reading, key, &person_address_type, &person->address);
	key = register_person(&person->record, PERSON_CONTACT);
	if (status == STATUS_OK)
		status = read_part(reading, key, &person_contact_type, &person->contact);
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

static uint32_t session_days(const struct session *session)
{
	uint32_t days = session->plan.days;

	if (session->schedule.dates.count > days)
		days = (uint32_t)session->schedule.dates.count;
	return days > ROSTER_DAYS_MAX ? ROSTER_DAYS_MAX : days;
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
	out->days = session_days(session);
	out->has_parts = has_parts(view, session, out->days);
	out->person = arena_alloc(&out->arena, (count + 1) * sizeof(*out->person));
	status = read_days(&reading);
	for (view_walk_open(&walk, view, prefix); walk.cell && status == STATUS_OK;
		view_walk_next(&walk)) {
		struct roster_person *person = &out->person[out->count];

		/* A register of another shape, which a later version may write, is nobody. */
		if (!cell_winner(walk.cell) || !register_person_of(walk.cell->key, &person->record))
			continue;
		status = read_person(&reading, walk.cell, person);
		if (status == STATUS_OK)
			out->count++;
	}
	view_walk_close(&walk);
	if (status == STATUS_OK)
		roster_sort(out);
	return status;
}

enum status app_roster_of(struct app *app, const struct session *session, const struct id *record,
	struct roster *out, struct err *err)
{
	struct roster_reading reading = {app, out, err};
	const struct register_key key = register_enrolment(session->id, record);
	const struct cell *cell;
	enum status status;

	out->session = session;
	out->days = session_days(session);
	out->person = arena_alloc(&out->arena, sizeof(*out->person));
	status = read_days(&reading);
	cell = view_find(store_view(app->store), register_bytes(&key));
	if (status != STATUS_OK || !cell_winner(cell))
		return status;
	out->person->record = *record;
	status = read_person(&reading, cell, out->person);
	out->count = status == STATUS_OK;
	return status;
}

/* --- Counting --------------------------------------------------------------------------------- */

/* The attendance of one day, walked beside the enrolments: both in the order of record ids. */
#define PARTS (PART_AFTERNOON + 1)
struct day_walk {
	struct view_walk at[PARTS]; /* the whole day, and its halves */
};

static struct bytes record_of(const struct cell *cell)
{
	/* The id is the last part of both keys: a byte string of known length. */
	return (struct bytes){cell->key.ptr + cell->key.len - ID_SIZE, ID_SIZE};
}

static void day_walk_start(
	struct day_walk *walk, const struct view *view, const char *session, uint32_t day)
{
	const struct id first = {0};

	for (int part = 0; part < PARTS; part++) {
		struct register_key key =
			register_attendance(session, (int)day, (enum day_part)part, &first);

		key.len = (uint16_t)(key.len - ID_SIZE);
		view_walk_open(&walk->at[part], view, register_bytes(&key));
	}
}

static void day_walk_end(struct day_walk *walk)
{
	for (int part = 0; part < PARTS; part++)
		view_walk_close(&walk->at[part]);
}

static uint8_t walk_to(struct view_walk *at, struct bytes record)
{
	while (at->cell && bytes_compare(record_of(at->cell), record) < 0)
		view_walk_next(at);
	if (!at->cell || !bytes_equal(record_of(at->cell), record))
		return 0;
	return cell_state(at->cell);
}

/* The status recorded for the record, 0 for none, as app_read_mark() reads it. Records are asked for in
 * rising order. */
static uint8_t day_walk_to(struct day_walk *walk, struct bytes record)
{
	uint8_t whole = walk_to(&walk->at[PART_WHOLE], record);
	uint8_t morning = walk_to(&walk->at[PART_MORNING], record);
	uint8_t afternoon = walk_to(&walk->at[PART_AFTERNOON], record);

	return day_state_of_parts(whole, morning, afternoon);
}

static uint8_t sex_of(const struct view *view, const struct id *record)
{
	struct register_key key = register_person(record, PERSON_IDENTITY);

	return cell_state(view_find(view, register_bytes(&key)));
}

static void count_registered(struct tally *tally, const struct view *view, const struct id *record,
	struct day_walk *walk, uint32_t days, uint32_t required)
{
	const uint8_t sex = sex_of(view, record);
	uint32_t present = 0;

	for (uint32_t i = 0; i < days; i++) {
		const uint8_t status = day_walk_to(&walk[i], id_bytes(record));

		tally->recorded[i] += status != 0;
		tally->present[i] += status == ATTENDANCE_PRESENT;
		present += status == ATTENDANCE_PRESENT;
	}
	tally->registered++;
	tally->registered_male += sex == SEX_MALE;
	tally->registered_female += sex == SEX_FEMALE;
	tally->attended += present > 0;
	if (present == 0 || present < required)
		return;
	tally->completed++;
	tally->completed_male += sex == SEX_MALE;
	tally->completed_female += sex == SEX_FEMALE;
}

/* Calls for everyone who is enrolled, with the enrolment's state. */
typedef void each_enrolled(
	void *context, const struct id *record, uint8_t state, struct day_walk *walk);

static void walk_enrolled(
	const struct app *app, const struct session *session, each_enrolled *each, void *context)
{
	const struct view *view = store_view(app->store);
	struct register_key all = register_enrolments_of(session->id);
	const uint32_t days = session_days(session);
	struct day_walk walk[ROSTER_DAYS_MAX];
	struct view_walk enrolled;

	for (uint32_t i = 0; i < days; i++)
		day_walk_start(&walk[i], view, session->id, i + 1);
	for (view_walk_open(&enrolled, view, register_bytes(&all)); enrolled.cell;
		view_walk_next(&enrolled)) {
		const uint8_t state = cell_state(enrolled.cell);
		struct id record;

		if (register_person_of(enrolled.cell->key, &record))
			each(context, &record, state, walk);
	}
	view_walk_close(&enrolled);
	for (uint32_t i = 0; i < days; i++)
		day_walk_end(&walk[i]);
}

struct counting {
	const struct app *app;
	const struct session *session;
	struct tally *tally;
	app_person *each; /* null: all are counted together */
	void *context;
};

static void count_enrolled(
	void *context, const struct id *record, uint8_t state, struct day_walk *walk)
{
	const struct counting *counting = context;
	const struct session *session = counting->session;

	counting->tally->waiting += state == ENROLMENT_WAITING;
	if (state != ENROLMENT_REGISTERED)
		return;
	if (counting->each)
		*counting->tally = (struct tally){0};
	count_registered(counting->tally, store_view(counting->app->store), record, walk,
		session_days(session), session_required_days(&counting->app->programme, session));
	if (counting->each)
		counting->each(counting->context, record, counting->tally);
}

static void count_session(struct tally *tally, const struct app *app, const struct session *session)
{
	const struct view *view = store_view(app->store);
	struct counting counting = {app, session, tally, NULL, NULL};

	*tally = (struct tally){0};
	for (uint32_t i = 0; i < session_days(session); i++) {
		const struct register_key day = register_day(session->id, (int)i + 1);

		if (cell_state(view_find(view, register_bytes(&day))) == DAY_CLOSED)
			tally->closed_days |= 1u << i;
	}
	walk_enrolled(app, session, count_enrolled, &counting);
}

void app_each_registered(
	const struct app *app, const struct session *session, app_person *each, void *context)
{
	struct tally one = {0};
	struct counting counting = {app, session, &one, each, context};

	walk_enrolled(app, session, count_enrolled, &counting);
}

void app_recorded(const struct app *app, const char *session, uint32_t recorded[ROSTER_DAYS_MAX])
{
	struct register_key all = register_attendance_of(session, 0);
	struct register_parts parts;
	struct view_walk walk;

	memset(recorded, 0, ROSTER_DAYS_MAX * sizeof(*recorded));
	for (view_walk_open(&walk, store_view(app->store), register_bytes(&all)); walk.cell;
		view_walk_next(&walk))
		if (cell_state(walk.cell) != 0 && register_parse(walk.cell->key, &parts) &&
			parts.known && parts.number >= 1 && parts.number <= ROSTER_DAYS_MAX)
			recorded[parts.number - 1]++;
	view_walk_close(&walk);
}

/* --- Counts that are kept with the view ------------------------------------------------------- */

/* What is counted from registers, in the order in which it is kept, behind the days that were
 * required. What follows from the plan and the date is not kept. */
static const size_t kept_counts[] = {
	offsetof(struct tally, registered), offsetof(struct tally, registered_male),
	offsetof(struct tally, registered_female), offsetof(struct tally, waiting),
	offsetof(struct tally, attended), offsetof(struct tally, completed),
	offsetof(struct tally, completed_male), offsetof(struct tally, completed_female),
	offsetof(struct tally, closed_days), offsetof(struct tally, trained),
	offsetof(struct tally, followup_week), offsetof(struct tally, followup_due),
	offsetof(struct tally, followup_stuck),
};

#define KEPT_COUNTS (sizeof(kept_counts) / sizeof(*kept_counts))
#define KEPT_NUMBERS (KEPT_COUNTS + 2 * (size_t)ROSTER_DAYS_MAX)

static uint32_t *kept_number(struct tally *tally, size_t index)
{
	if (index < KEPT_COUNTS)
		return (uint32_t *)(void *)((char *)tally + kept_counts[index]);
	index -= KEPT_COUNTS;
	return index < ROSTER_DAYS_MAX ? &tally->present[index]
				       : &tally->recorded[index - ROSTER_DAYS_MAX];
}

static bool kept_tally(struct tally *tally, const struct app *app, const struct session *session)
{
	struct bytes note;
	struct cbor cbor;

	*tally = (struct tally){0};
	if (!store_note(app->store, session->id, &note))
		return false;
	cbor_open(&cbor, note);
	bool right = cbor_array(&cbor) == KEPT_NUMBERS + 1 &&
		     cbor_uint(&cbor) == session_required_days(&app->programme, session);
	for (size_t i = 0; i < KEPT_NUMBERS; i++)
		*kept_number(tally, i) = cbor_uint32(&cbor);
	return right && cbor_at_end(&cbor);
}

static void keep_tally(struct tally *tally, const struct app *app, const struct session *session)
{
	struct buf note = BUF_EMPTY;

	cbor_put_array(&note, KEPT_NUMBERS + 1);
	cbor_put_uint(&note, session_required_days(&app->programme, session));
	for (size_t i = 0; i < KEPT_NUMBERS; i++)
		cbor_put_uint(&note, *kept_number(tally, i));
	store_set_note(app->store, session->id, buf_bytes(&note));
	buf_release(&note);
}

/* What is not kept is counted; true when that was so of anything. */
static bool have_tally(struct tally *tally, struct app *app, const struct session *session)
{
	bool counted = !kept_tally(tally, app, session);

	if (counted)
		count_session(tally, app, session);
	if (tally->trained == 0 && session_day_on(session, app_today(app)) > 0) {
		tally->trained = attention_count_trained(app, session) + 1;
		counted = true;
	}
	if (tally->attended > 0 && tally->followup_week != followup_week(app, session)) {
		followup_count_session(app, session, tally);
		counted = true;
	}
	if (counted)
		keep_tally(tally, app, session);
	return counted;
}

void app_tallies(struct app *app)
{
	size_t counted = 0;

	for (size_t i = 0; i < app->programme.session_count; i++) {
		const struct session *session = &app->programme.session[i];

		counted += have_tally(&app->tally[i], app, session);
		tally_plan(&app->tally[i], session, app_today(app));
	}
	if (counted > 0)
		store_keep_notes(app->store);
}
