/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The demo: invented people registered and checked in, told in the order of time, so that the log
 * looks like one that has grown.
 */
#include "app/begin.h"
#include "app/begin_file.h"
#include "app/bulk.h"
#include "app/demo_class.h"
#include "app/demo_followup.h"
#include "app/plan.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define DAY_SECONDS (24 * 3600)
#define DEMO_OFFICER "Rina S."
#define DEMO_CLOCK_MINUTE (8 * 60 + 40)
#define CHECKED_IN_MINUTE (8 * 60 + 10) /* of a class as a whole, on days that are over */
#define CLOSED_MINUTE (16 * 60 + 5)
#define ASKED_MINUTE (10 * 60 + 20)
#define REGISTERED_BEFORE 10            /* days before the first day, at least */

struct demo {
	struct app app; /* of the file that is made */
	struct demo_classes classes;
	struct demo_event *event;
	size_t event_count, event_capacity;
};

/* --- What is written of a person -------------------------------------------------------------- */

static void put(struct transaction *transaction, struct register_key key,
	const struct record_type *type, const void *record)
{
	transaction_put_record(transaction, register_bytes(&key), type, record);
}

static void put_enrolment(struct demo *demo, struct transaction *transaction,
	const struct demo_class *class, size_t index)
{
	struct enrolment enrolment;
	char number[16];

	record_clear(&enrolment_type, &enrolment);
	enrolment.status = ENROLMENT_WAITING;
	if (index < class->session->plan.capacity) {
		snprintf(number, sizeof(number), "%02u", (unsigned)index + 1);
		enrolment.status = ENROLMENT_REGISTERED;
		enrolment.number = demo_is_walk_in(&demo->classes, class, index) ? "A1" : number;
	}
	put(transaction, register_enrolment(class->session->id, &class->record[index]),
		&enrolment_type, &enrolment);
}

static void put_person(struct demo *demo, struct transaction *transaction,
	const struct demo_class *class, size_t index)
{
	struct demo_person person;
	struct id *record = &class->record[index];

	demo_class_person(&demo->classes, class, index, &person);
	*record = app_record_id(&demo->app, &person.identity);
	transaction_entry(transaction);
	if (!demo_is_known(&demo->classes, class, index)) {
		put(transaction, register_person(record, PERSON_IDENTITY), &person_identity_type,
			&person.identity);
		if (person.contact.phone[0] != '\0')
			put(transaction, register_person(record, PERSON_CONTACT),
				&person_contact_type, &person.contact);
		put(transaction, register_person(record, PERSON_ADDRESS), &person_address_type,
			&person.address);
	}
	put_enrolment(demo, transaction, class, index);
}

static void put_attendance(struct demo *demo, struct transaction *transaction,
	const struct demo_class *class, size_t index, uint32_t day)
{
	const uint32_t status = demo_attendance(&demo->classes, class, index, day);
	struct attendance attendance;

	if (status == 0)
		return;
	record_clear(&attendance_type, &attendance);
	attendance.status = status;
	transaction_entry(transaction);
	put(transaction,
		register_attendance(
			class->session->id, (int)day, PART_WHOLE, &class->record[index]),
		&attendance_type, &attendance);
}

/* --- What happened, and when ------------------------------------------------------------------ */

/* Some of a class were registered (day 0), or checked in on a day; or the day was closed (no one); or all
 * were asked what they do by now (a round). */
struct demo_event {
	moment time;
	uint32_t class, day;
	uint32_t first, count;
	enum demo_round round; /* 0: none */
};

static moment demo_clock(void)
{
	return moment_at(demo_today(), DEMO_CLOCK_MINUTE);
}

static void add_event(struct demo *demo, struct demo_event event)
{
	demo->event = memory_grow(
		demo->event, demo->event_count, &demo->event_capacity, sizeof(*demo->event));
	demo->event[demo->event_count++] = event;
}

/* A working day some time before the first day of training, but none that is still to come. */
static moment registration_time(const struct demo *demo, size_t nth)
{
	const struct demo_class *class = &demo->classes.class[nth];
	const struct dates *dates = &class->session->schedule.dates;
	const date latest = demo_today() - 5;
	date day = latest - (date)demo_drawn(&demo->classes, nth, DEMO_CLASS_DAY, 30);

	if (class->stage != DEMO_OPEN && dates->count > 0 && dates->item[0] <= demo_today())
		day = dates->item[0] - REGISTERED_BEFORE -
		      (date)demo_drawn(&demo->classes, nth, DEMO_CLASS_DAY, 7);
	if (date_weekday(day) > 4)
		day -= date_weekday(day) - 4;
	return moment_at(day, 9 * 60 + (int)(nth * 7 % 360));
}

static void add_registrations(struct demo *demo, uint32_t nth)
{
	const struct demo_class *class = &demo->classes.class[nth];
	const struct dates *dates = &class->session->schedule.dates;
	const uint32_t last = class->size > 0 ? class->size - 1 : 0;
	const bool walk_in = demo_is_walk_in(&demo->classes, class, last);

	if (class->size > walk_in)
		add_event(demo, (struct demo_event){registration_time(demo, nth), nth, 0, 0,
					class->size - walk_in, 0});
	if (walk_in)
		add_event(demo,
			(struct demo_event){moment_at(dates->item[0], demo_arrival(last, 1) - 1),
				nth, 0, last, 1, 0});
}

/* At the demo's own door each person is an action; of other classes a day is one. */
static void add_days(struct demo *demo, uint32_t nth)
{
	const struct demo_class *class = &demo->classes.class[nth];
	const struct dates *dates = &class->session->schedule.dates;
	const bool today = class == demo->classes.today;
	const date last = demo_today() - !today; /* others have not handed over today's */

	if (class->stage != DEMO_DONE && class->stage != DEMO_RUNNING)
		return;
	for (uint32_t day = 1; day <= dates->count; day++) {
		const date held_on = dates->item[day - 1];

		if (held_on > last || class->size == 0)
			continue;
		if (held_on < demo_today() && demo_is_closed(class, day))
			add_event(demo,
				(struct demo_event){moment_at(held_on, CLOSED_MINUTE), nth, day, 0, 0, 0});
		if (!today)
			add_event(demo, (struct demo_event){moment_at(held_on, CHECKED_IN_MINUTE),
						nth, day, 0, class->size, 0});
		for (uint32_t i = 0; today && i < class->size; i++)
			add_event(
				demo, (struct demo_event){moment_at(held_on, demo_arrival(i, day)),
					      nth, day, i, 1, 0});
	}
}

static void add_rounds(struct demo *demo, uint32_t nth)
{
	const struct demo_class *class = &demo->classes.class[nth];

	for (int round = DEMO_ROUND_FIRST; round <= DEMO_ROUNDS; round++) {
		const date on = demo_round_on(class, (enum demo_round)round);

		if (on != DATE_NONE)
			add_event(demo, (struct demo_event){moment_at(on, ASKED_MINUTE), nth, 0, 0,
						class->size, (enum demo_round)round});
	}
}

static int compare_events(const void *left, const void *right)
{
	const struct demo_event *a = left, *b = right;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

static void make_events(struct demo *demo)
{
	for (uint32_t nth = 0; nth < demo->classes.count; nth++) {
		add_registrations(demo, nth);
		add_days(demo, nth);
		add_rounds(demo, nth);
	}
	if (demo->event_count > 1)
		qsort(demo->event, demo->event_count, sizeof(*demo->event), compare_events);
}

/* --- Writing ---------------------------------------------------------------------------------- */

static enum status write_closing(struct demo *demo, struct bulk *bulk,
	const struct demo_class *class, uint32_t number, struct err *err)
{
	enum status status = bulk_room(bulk, err);
	struct day day;

	if (status != STATUS_OK)
		return status;
	record_clear(&day_type, &day);
	day.state = DAY_CLOSED;
	for (uint32_t i = 0; i < class->size; i++)
		day.present += demo_attendance(&demo->classes, class, i, number) == ATTENDANCE_PRESENT;
	day.signatures = day.present + 1;
	transaction_entry(bulk->transaction);
	put(bulk->transaction, register_day(class->session->id, (int)number), &day_type, &day);
	return STATUS_OK;
}

static enum status write_event(
	struct demo *demo, struct bulk *bulk, const struct demo_event *event, struct err *err)
{
	const struct demo_class *class = &demo->classes.class[event->class];

	if (event->count == 0)
		return write_closing(demo, bulk, class, event->day, err);
	for (uint32_t i = event->first; i < event->first + event->count; i++) {
		enum status status = bulk_room(bulk, err);

		if (status != STATUS_OK)
			return status;
		if (event->round > 0)
			(void)demo_round_put(&demo->classes, class, i, event->round, &demo->app,
				bulk->transaction);
		else if (event->day == 0)
			put_person(demo, bulk->transaction, class, i);
		else
			put_attendance(demo, bulk->transaction, class, i, event->day);
	}
	return STATUS_OK;
}

/* What happened at one time is one action. */
static enum status write_moment(
	struct demo *demo, const struct demo_event *event, size_t count, struct err *err)
{
	struct bulk bulk = {.store = demo->app.store};
	const struct clock clock = clock_set_to(event[0].time, true);
	enum status status = STATUS_OK;

	store_set_clock(demo->app.store, &clock);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = write_event(demo, &bulk, &event[i], err);
	if (status == STATUS_OK)
		status = bulk_commit(&bulk, err);
	bulk_cancel(&bulk);
	return status;
}

static enum status write_events(struct demo *demo, struct err *err)
{
	enum status status = STATUS_OK;
	size_t count;

	for (size_t i = 0; i < demo->event_count && status == STATUS_OK; i += count) {
		for (count = 1; i + count < demo->event_count &&
				demo->event[i + count].time == demo->event[i].time;)
			count++;
		status = write_moment(demo, &demo->event[i], count, err);
	}
	return status;
}

/* What the demo's officer scheduled, as officers do in okoce: the folder leaves most dates open. */
struct scheduling {
	struct transaction *transaction;
	const struct programme *folder;
};

static void put_scheduled(void *context, const struct plan_part *part)
{
	const struct scheduling *scheduling = context;
	const struct session *session = programme_session(scheduling->folder, part->name);
	const void *given = NULL;

	if (part->type == &session_schedule_type)
		given = &session->schedule;
	else if (part->type == &session_status_type)
		given = &session->status;
	else if (part->type != &demo_settings_type)
		return;
	if (!given || !record_equal(part->type, part->record, given))
		plan_put(scheduling->transaction, part);
}

static enum status write_plan(
	struct demo *demo, const struct begin_options *options, struct err *err)
{
	struct scheduling scheduling = {NULL, options->programme};
	struct transaction *transaction;
	enum status status = transaction_begin(demo->app.store, NULL, &transaction, err);

	if (status != STATUS_OK)
		return status;
	plan_write(transaction, options->programme, options->conf_digest);
	status = transaction_commit(transaction, NULL, err);
	if (status == STATUS_OK)
		status = transaction_begin(demo->app.store, NULL, &scheduling.transaction, err);
	if (status != STATUS_OK)
		return status;
	plan_each(&demo->classes.plan, put_scheduled, &scheduling);
	return transaction_commit(scheduling.transaction, NULL, err);
}

/* The programme was set up on the day before anything happened. */
static struct clock first_clock(const struct demo *demo)
{
	const moment first = demo->event_count > 0 ? demo->event[0].time : demo_clock();

	return clock_set_to(first - DAY_SECONDS, true);
}

static enum status make_file(
	struct demo *demo, const struct begin_options *options, struct err *err)
{
	uint8_t secret[DIGEST_SIZE], seed[4];
	const struct bytes piece = BYTES_OF(seed);
	const struct store_founder founder = {DEMO_OFFICER, NULL, secret};
	const struct clock clock = first_clock(demo);
	struct begin_file file;
	enum status status;

	/* The seed gives the same record ids wherever the demo is made; they are no secret. */
	put_be32(seed, demo->classes.seed);
	digest(secret, sizeof(secret), NULL, "okoce demo 1", &piece, 1);
	status = begin_file_open(&file, options, &clock, &founder, err);
	demo->app.store = file.store;
	if (status == STATUS_OK)
		status = write_plan(demo, options, err);
	if (status == STATUS_OK)
		status = write_events(demo, err);
	if (status == STATUS_OK)
		status = begin_file_publish(&file, err);
	begin_file_release(&file);
	return status;
}

enum status begin_demo(
	const struct begin_options *options, uint32_t people, uint32_t seed, struct err *err)
{
	struct demo demo = {0};
	enum status status;

	if (people > DEMO_PEOPLE_MAX)
		return err_set(err, STATUS_INVALID,
			_("Too many people for the demo: \"%lu\". At most %d are possible."),
			(unsigned long)people, DEMO_PEOPLE_MAX);
	demo_classes_make(&demo.classes, options->programme, people, seed);
	demo.classes.plan.is_demo = true;
	record_clear(&demo_settings_type, &demo.classes.plan.demo);
	demo.classes.plan.demo.clock = demo_clock();
	demo.classes.plan.demo.seed = seed;
	demo.classes.plan.demo.people = people;
	make_events(&demo);
	status = make_file(&demo, options, err);
	free(demo.event);
	arena_release(&demo.classes.plan.arena);
	return status;
}
