/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/conf_change.h"

#include "app/conf_past.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* The parts of a programme, found by their registers. */
struct part_list {
	struct plan_part *part;
	size_t count, capacity;
	struct arena *arena; /* of the names */
};

struct comparing {
	struct app *app;
	const struct programme *folder;
	struct conf_changes *out;
	struct part_list now, then;
	struct conf_loads loads;
	const char *const *forced;
	size_t forced_count;
	struct err *err;
};

static void add_part(void *context, const struct plan_part *part)
{
	struct part_list *list = context;

	list->part = memory_grow(list->part, list->count, &list->capacity, sizeof(*list->part));
	list->part[list->count] = *part;
	list->part[list->count++].name = arena_text(list->arena, part->name, strlen(part->name));
}

static int compare_parts(const void *left, const void *right)
{
	const struct plan_part *a = left, *b = right;

	return bytes_compare(register_bytes(&a->key), register_bytes(&b->key));
}

static const struct plan_part *find_part(
	const struct part_list *sorted, const struct plan_part *part)
{
	return sorted->count == 0 ? NULL
				  : bsearch(part, sorted->part, sorted->count,
					    sizeof(*sorted->part), compare_parts);
}

/* --- People and attendance of a session --------------------------------------------------------- */

struct session_people {
	uint32_t enrolled;
	uint32_t recorded[ROSTER_DAYS_MAX]; /* attendance on each day, from day 1 */
	uint32_t most; /* of any day */
};

static struct session_people count_people(const struct app *app, const char *session)
{
	const struct view *view = store_view(app->store);
	struct register_key all = register_enrolments_of(session);
	struct session_people people = {0};
	struct view_walk walk;

	for (view_walk_open(&walk, view, register_bytes(&all)); walk.cell; view_walk_next(&walk)) {
		const uint8_t state = cell_state(walk.cell);

		people.enrolled += state == ENROLMENT_REGISTERED || state == ENROLMENT_WAITING;
	}
	view_walk_close(&walk);
	app_recorded(app, session, people.recorded);
	for (size_t day = 0; day < ROSTER_DAYS_MAX; day++)
		if (people.recorded[day] > people.most)
			people.most = people.recorded[day];
	return people;
}

static date date_at(const struct dates *dates, size_t day)
{
	return day <= dates->count ? dates->item[day - 1] : DATE_NONE;
}

/* Attendance is recorded of day 1, 2 ...: so many people's would be of another date. Days that are
 * still to come may be moved, but there must not be more or fewer of them. */
static uint32_t moved_attendance(
	const struct session_people *people, const struct dates *now, const struct dates *then)
{
	uint32_t moved = 0;

	if (now->count > 0 && now->count != then->count)
		return people->most;
	for (size_t day = 1; day <= ROSTER_DAYS_MAX; day++)
		if (people->recorded[day - 1] > moved && date_at(now, day) != DATE_NONE &&
			date_at(now, day) != date_at(then, day))
			moved = people->recorded[day - 1];
	return moved;
}

static bool is_cancelling(const struct conf_change *change)
{
	const struct session_status *then = change->then;

	return change->field == &session_status_type.field[0] && then->status == SESSION_CANCELLED;
}

/* How many people's attendance stands against the change of a session's field. */
static uint32_t attendance_against(
	const struct conf_change *change, const struct session_people *people)
{
	const struct session_plan *plan = change->now;
	const struct session_schedule *now = change->now, *then = change->then;
	const void *value = record_value(change->field, change->now);

	if (change->type == &session_plan_type)
		return value == &plan->capacity ? 0 : people->most;
	if (change->type == &session_schedule_type)
		return value == &now->dates ? moved_attendance(people, &now->dates, &then->dates)
					    : 0;
	return is_cancelling(change) ? people->most : 0;
}

/* How many people should be told: their session is called off, or has fewer seats than they are. */
static uint32_t people_concerned(
	const struct conf_change *change, const struct session_people *people)
{
	const struct session_plan *now = change->now, *then = change->then;

	if (is_cancelling(change))
		return people->enrolled;
	if (change->type != &session_plan_type ||
		record_value(change->field, change->now) != &now->capacity)
		return 0;
	return then->capacity < people->enrolled ? people->enrolled : 0;
}

/* --- Differences -------------------------------------------------------------------------------- */

static bool is_forced(const struct comparing *comparing, const char *name)
{
	for (size_t i = 0; i < comparing->forced_count; i++)
		if (strcmp(comparing->forced[i], name) == 0)
			return true;
	return false;
}

static void add_change(struct comparing *comparing, struct conf_change change)
{
	struct conf_changes *out = comparing->out;

	if (change.fate != CONF_WRITTEN && change.fate != CONF_STAYS)
		change.forced = is_forced(comparing, change.name);
	out->writes += change.fate == CONF_WRITTEN || change.forced;
	out->held += change.fate != CONF_WRITTEN && change.fate != CONF_STAYS && !change.forced;
	out->change =
		memory_grow(out->change, out->count, &out->capacity, sizeof(*out->change));
	out->change[out->count++] = change;
}

/* Says who changed it in okoce. */
static enum status blame(struct comparing *comparing, struct conf_change *change,
	const struct fact *fact)
{
	const struct register_key key = register_officer(&fact->officer);
	struct officer officer;
	enum status status = store_read_record(comparing->app->store, register_bytes(&key),
		&officer_type, &comparing->out->arena, &officer, comparing->err);

	if (status == STATUS_NOT_FOUND || status == STATUS_DAMAGED) {
		err_clear(comparing->err);
		status = STATUS_OK;
	}
	change->fate = CONF_CHANGED_HERE;
	change->officer = officer.name;
	change->time = fact->time;
	return status;
}

static enum status read_past(
	struct comparing *comparing, const struct conf_change *change, struct conf_past *past)
{
	return conf_past_read(comparing->app, register_bytes(&change->key), change->type,
		&comparing->out->arena, past, comparing->err);
}

static struct conf_change make_change(const struct plan_part *part, const void *now,
	const void *then)
{
	return (struct conf_change){.key = part->key,
		.name = part->name,
		.session = part->session,
		.type = part->type,
		.now = now,
		.then = then};
}

static enum status compare_field(struct comparing *comparing, struct conf_change change,
	const struct conf_past *past)
{
	const struct fact *officer = conf_past_officer(past, &comparing->loads, change.field);
	struct session_people people = {0};
	enum status status = STATUS_OK;

	if (officer && record_field_empty(change.field, change.then))
		return STATUS_OK; /* the folder leaves it to okoce */
	if (change.session) {
		people = count_people(comparing->app, change.name);
		change.people = attendance_against(&change, &people);
	}
	if (change.people > 0)
		change.fate = CONF_HAS_ATTENDANCE;
	else if (past->disagrees)
		change.fate = CONF_DISAGREES;
	else if (officer)
		status = blame(comparing, &change, officer);
	if (change.session && change.people == 0)
		change.people = people_concerned(&change, &people);
	add_change(comparing, change);
	return status;
}

static enum status compare_part(
	struct comparing *comparing, const struct plan_part *now, const struct plan_part *then)
{
	struct conf_change change = make_change(then, now->record, then->record);
	struct conf_past past = {.count = 0};
	enum status status = STATUS_OK;

	if (record_equal(now->type, now->record, then->record))
		return STATUS_OK;
	change.name = now->name;
	status = read_past(comparing, &change, &past);
	for (size_t i = 0; i < now->type->count && status == STATUS_OK; i++) {
		change.field = &now->type->field[i];
		if (!record_field_equal(change.field, now->record, then->record))
			status = compare_field(comparing, change, &past);
	}
	return status;
}

/* A session is one difference, by its plan; its other facets go with it. */
static enum status add_new(struct comparing *comparing, const struct plan_part *then)
{
	struct conf_change change = make_change(then, NULL, then->record);
	struct conf_past past = {.count = 0};
	const struct fact *officer;
	enum status status;

	if (then->session && then->type != &session_plan_type)
		return STATUS_OK;
	status = read_past(comparing, &change, &past);
	if (status != STATUS_OK)
		return status;
	/* It was there, and someone took it back. */
	officer = conf_past_last(&past, &comparing->loads);
	if (officer)
		status = blame(comparing, &change, officer);
	add_change(comparing, change);
	return status;
}

static bool has_plan(const struct programme *folder, uint32_t year)
{
	for (size_t i = 0; i < folder->plan_count; i++)
		if (folder->plan[i].year == year)
			return true;
	return false;
}

/* A session of a year that the folder plans, and which it had given: cancelled. */
static enum status add_missing_session(struct comparing *comparing, const struct plan_part *now)
{
	const struct session *session = now->session;
	struct session_status *cancelled = arena_alloc(&comparing->out->arena, sizeof(*cancelled));
	struct conf_change change = make_change(now, &session->status, cancelled);
	const struct session_people people = count_people(comparing->app, session->id);
	const struct conf_change plan = make_change(now, now->record, NULL);
	struct conf_past past = {.count = 0}, plan_past = {.count = 0};
	const struct fact *officer = NULL;
	enum status status = STATUS_OK;

	if (session->status.status == SESSION_CANCELLED ||
		!has_plan(comparing->folder, session->plan.year))
		return STATUS_OK;
	*cancelled = session->status;
	cancelled->status = SESSION_CANCELLED;
	change.type = &session_status_type;
	change.key = register_session(session->id, SESSION_STATUS);
	status = read_past(comparing, &plan, &plan_past);
	if (status == STATUS_OK)
		status = read_past(comparing, &change, &past);
	if (status != STATUS_OK ||
		conf_past_officer(&plan_past, &comparing->loads, &session_plan_type.field[0]))
		return status; /* it was added in okoce: no folder has to know it */
	officer = conf_past_officer(&past, &comparing->loads, &session_status_type.field[0]);
	change.people = people.most > 0 ? people.most : people.enrolled;
	if (people.most > 0)
		change.fate = CONF_HAS_ATTENDANCE;
	else if (people.enrolled > 0)
		change.fate = CONF_HAS_PEOPLE;
	else if (past.disagrees)
		change.fate = CONF_DISAGREES;
	else if (officer)
		status = blame(comparing, &change, officer);
	add_change(comparing, change);
	return status;
}

static enum status add_missing(struct comparing *comparing, const struct plan_part *now)
{
	struct conf_change change = make_change(now, now->record, NULL);

	if (now->session)
		return now->type == &session_plan_type ? add_missing_session(comparing, now)
						       : STATUS_OK;
	if (now->type == &demo_settings_type)
		return STATUS_OK;
	change.fate = CONF_STAYS;
	add_change(comparing, change);
	return STATUS_OK;
}

static enum status compare_all(struct comparing *comparing)
{
	struct part_list *now = &comparing->now, *then = &comparing->then;
	struct part_list sorted = {.arena = &comparing->out->arena};
	enum status status = STATUS_OK;

	if (now->count > 1)
		qsort(now->part, now->count, sizeof(*now->part), compare_parts);
	for (size_t i = 0; i < then->count && status == STATUS_OK; i++) {
		const struct plan_part *part = find_part(now, &then->part[i]);

		add_part(&sorted, &then->part[i]);
		status = part ? compare_part(comparing, part, &then->part[i])
			      : add_new(comparing, &then->part[i]);
	}
	if (sorted.count > 1)
		qsort(sorted.part, sorted.count, sizeof(*sorted.part), compare_parts);
	for (size_t i = 0; i < now->count && status == STATUS_OK; i++)
		if (!find_part(&sorted, &now->part[i]))
			status = add_missing(comparing, &now->part[i]);
	free(sorted.part);
	return status;
}

enum status conf_change_find(struct app *app, const struct programme *folder,
	const char *const *forced, size_t forced_count, struct conf_changes *changes,
	struct err *err)
{
	struct comparing comparing = {.app = app,
		.folder = folder,
		.out = changes,
		.now.arena = &changes->arena,
		.then.arena = &changes->arena,
		.forced = forced,
		.forced_count = forced_count,
		.err = err};
	enum status status = plan_read(app->store, &changes->now, err);

	if (status == STATUS_OK)
		status = conf_loads_read(app, &changes->arena, &comparing.loads, err);
	if (status == STATUS_OK) {
		changes->number = comparing.loads.last + 1;
		plan_each(&changes->now, add_part, &comparing.now);
		plan_each(folder, add_part, &comparing.then);
		status = compare_all(&comparing);
	}
	free(comparing.now.part);
	free(comparing.then.part);
	return status;
}

void conf_change_release(struct conf_changes *changes)
{
	free(changes->change);
	programme_release(&changes->now);
	arena_release(&changes->arena);
	*changes = (struct conf_changes){.count = 0};
}
