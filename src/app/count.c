/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting: nothing is opened for it, and what was counted of a session is kept with the view. */
#include "app/attention.h"
#include "app/followup.h"
#include "app/persons.h"

#include <stddef.h>
#include <string.h>

/* --- Counting --------------------------------------------------------------------------------- */

/* The attendance of one day, walked beside the enrolments: both in the order of record ids. */
#define PARTS (PART_AFTERNOON + 1)
struct day_walk {
	struct view_walk at[PARTS]; /* the whole day, and its halves */
	uint32_t strays; /* marks that were passed, of people who are not on the list */
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

static uint8_t walk_to(struct day_walk *walk, enum day_part part, struct bytes record)
{
	struct view_walk *at = &walk->at[part];
	uint8_t state = 0;

	for (; at->cell && bytes_compare(record_of(at->cell), record) < 0; view_walk_next(at))
		walk->strays += cell_state(at->cell) != 0;
	if (!at->cell || !bytes_equal(record_of(at->cell), record))
		return 0;
	state = cell_state(at->cell);
	view_walk_next(at);
	return state;
}

/* The status recorded for the record, 0 for none, as app_read_mark() reads it. Records are asked for in
 * rising order. */
static uint8_t day_walk_to(struct day_walk *walk, struct bytes record)
{
	uint8_t whole = walk_to(walk, PART_WHOLE, record);
	uint8_t morning = walk_to(walk, PART_MORNING, record);
	uint8_t afternoon = walk_to(walk, PART_AFTERNOON, record);

	return day_state_of_parts(whole, morning, afternoon);
}

/* All that is left is of people who are not on the list. */
static uint32_t day_walk_rest(struct day_walk *walk)
{
	static const uint8_t last[ID_SIZE] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff};

	for (int part = 0; part < PARTS; part++)
		(void)walk_to(walk, (enum day_part)part, BYTES_OF(last));
	return walk->strays;
}

static uint8_t sex_of(const struct view *view, const struct id *record)
{
	struct register_key key = register_person(record, PERSON_IDENTITY);

	return cell_state(view_find(view, register_bytes(&key)));
}

/* Who counts: one record, or, where `records` is not null, a person who has several. */
struct counted {
	const struct app *app;
	const struct session *session;
	const struct id *record;
	const struct person_records *records;
	struct day_walk *walk;
};

static uint8_t day_state(const struct counted *counted, uint32_t day)
{
	uint8_t state[PARTS];

	if (!counted->records)
		return day_walk_to(&counted->walk[day - 1], id_bytes(counted->record));
	for (int part = 0; part < PARTS; part++) {
		const struct register_key key = register_attendance(
			counted->session->id, (int)day, (enum day_part)part, counted->record);

		state[part] = person_state(counted->app, &key, counted->records);
	}
	return day_state_of_parts(state[PART_WHOLE], state[PART_MORNING], state[PART_AFTERNOON]);
}

static void count_registered(
	struct tally *tally, const struct counted *counted, uint32_t days, uint32_t required)
{
	const uint8_t sex = sex_of(store_view(counted->app->store), counted->record);
	uint32_t present = 0;

	for (uint32_t i = 0; i < days; i++) {
		const uint8_t status = day_state(counted, i + 1);

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

/* Returns how many marks are of people who are not on the list. */
static uint32_t walk_enrolled(
	const struct app *app, const struct session *session, each_enrolled *each, void *context)
{
	const struct view *view = store_view(app->store);
	struct register_key all = register_enrolments_of(session->id);
	const uint32_t days = roster_days_of(session);
	uint32_t strays = 0;
	struct day_walk walk[ROSTER_DAYS_MAX] = {0};
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
	for (uint32_t i = 0; i < days; i++) {
		strays += day_walk_rest(&walk[i]);
		day_walk_end(&walk[i]);
	}
	return strays;
}

struct counting {
	struct app *app;
	const struct session *session;
	struct tally *tally;
	app_person *each; /* null: all are counted together */
	void *context;
};

static void count_person(const struct counting *counting, const struct counted *counted, uint8_t state)
{
	const struct session *session = counting->session;

	counting->tally->waiting += state == ENROLMENT_WAITING;
	if (state != ENROLMENT_REGISTERED) {
		for (uint32_t i = 0; i < roster_days_of(session) && !counting->each; i++)
			counting->tally->strays += day_state(counted, i + 1) != 0;
		return;
	}
	if (counting->each)
		*counting->tally = (struct tally){0};
	count_registered(counting->tally, counted, roster_days_of(session),
		session_required_days(&counting->app->programme, session));
	if (counting->each)
		counting->each(counting->context, counted->record, counting->tally);
}

/* Somebody with several records counts once, where the record comes whose enrolment counts. */
static void count_enrolled(
	void *context, const struct id *record, uint8_t state, struct day_walk *walk)
{
	const struct counting *counting = context;
	struct counted counted = {counting->app, counting->session, record, NULL, walk};
	struct person_records records = {0};
	const struct id *as = record;

	/* What cannot be read joins nobody. */
	if (!person_is_alone(counting->app, record) &&
		person_records_of(counting->app, record, &records, NULL) == STATUS_OK && records.count > 1) {
		counted.records = &records;
		as = person_enrolled_as(counting->app, counting->session->id, &records);
	}
	if (as && id_equal(as, record))
		count_person(counting, &counted, state);
	person_records_release(&records);
}

static void count_session(struct tally *tally, struct app *app, const struct session *session)
{
	const struct view *view = store_view(app->store);
	struct counting counting = {app, session, tally, NULL, NULL};

	*tally = (struct tally){0};
	for (uint32_t i = 0; i < roster_days_of(session); i++) {
		const struct register_key day = register_day(session->id, (int)i + 1);

		if (cell_state(view_find(view, register_bytes(&day))) == DAY_CLOSED)
			tally->closed_days |= 1u << i;
	}
	tally->strays += walk_enrolled(app, session, count_enrolled, &counting);
}

void app_each_registered(
	struct app *app, const struct session *session, app_person *each, void *context)
{
	struct tally one = {0};
	struct counting counting = {app, session, &one, each, context};

	(void)walk_enrolled(app, session, count_enrolled, &counting);
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
	offsetof(struct tally, followup_stuck), offsetof(struct tally, numbered),
	offsetof(struct tally, doubted), offsetof(struct tally, strays),
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
		attention_count_today(app, session, tally);
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
