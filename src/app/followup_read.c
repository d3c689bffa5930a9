/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading paths: which training somebody is followed from, and what was recorded of the steps. */
#include "app/followup_inside.h"

#include "app/persons.h"

#include <string.h>

/* --- What was recorded ------------------------------------------------------------------------- */

/* The person's registers of one komoditi. */
struct said {
	struct app *app;
	const struct person_records *records;
	struct path *path;
	struct arena *arena;
	struct err *err;
};

/* A step that the komoditi has no more is shown by its id. */
static struct path_step *place_for(struct said *said, const char *step)
{
	struct path *path = said->path;
	struct path_step *place = path_find(path, step);
	struct followup_step *gone;

	if (place)
		return place;
	gone = arena_alloc(said->arena, sizeof(*gone));
	record_clear(&followup_step_type, gone);
	gone->id = arena_text(said->arena, step, strlen(step));
	place = &path->step[path->count++];
	place->step = gone;
	return place;
}

/* Of several records of a person the one that was written last says it. */
static enum status read_one(struct said *said, const struct register_key *key, const char *step)
{
	return app_read_or_empty(said->app, person_register(said->app, key, said->records),
		&followup_type, said->arena, &place_for(said, step)->said, said->err);
}

typedef enum status said_visit(
	struct said *said, const struct register_key *key, const char *step);

static enum status walk_record(
	struct said *said, const struct id *record, const char *commodity, said_visit *visit)
{
	struct register_key all = register_followups_of(record);
	struct register_parts parts;
	struct view_walk walk;
	enum status status = STATUS_OK;

	for (view_walk_open(&walk, store_view(said->app->store), register_bytes(&all));
		walk.cell && status == STATUS_OK; view_walk_next(&walk)) {
		struct register_key key = register_copy(walk.cell->key);

		if (cell_state(walk.cell) != 0 && register_parse(walk.cell->key, &parts) &&
			parts.known && strcmp(parts.text, commodity) == 0)
			status = visit(said, &key, parts.text2);
	}
	view_walk_close(&walk);
	return status;
}

static enum status count_one(struct said *said, const struct register_key *key, const char *step)
{
	(void)key;
	(void)step;
	said->path->count++;
	return STATUS_OK;
}

static size_t count_said(
	struct app *app, const struct person_records *records, const char *commodity)
{
	struct path count = {.count = 0};
	struct said said = {.app = app, .path = &count};

	for (size_t i = 0; i < records->count; i++)
		(void)!walk_record(&said, &records->record[i], commodity, count_one); /* opens nothing */
	return count.count;
}

/* The steps of the komoditi, with what was recorded of them: `more` are so many at most. */
static enum status read_steps(struct app *app, const struct person_records *records, struct path *path,
	size_t more, struct arena *arena, struct err *err)
{
	const struct records *steps = &path->commodity->steps;
	const struct followup_step *step = steps->item;
	struct said said = {app, records, path, arena, err};
	enum status status = STATUS_OK;

	path->step = arena_alloc(arena, (steps->count + more + 1) * sizeof(*path->step));
	path->count = steps->count;
	for (size_t i = 0; i < steps->count; i++) {
		path->step[i].step = &step[i];
		record_clear(&followup_type, &path->step[i].said);
	}
	for (size_t i = 0; more > 0 && i < records->count && status == STATUS_OK; i++)
		status = walk_record(&said, &records->record[i], path->commodity->id, read_one);
	return status;
}

/* --- The training ------------------------------------------------------------------------------ */

static bool has_seat(
	const struct app *app, const struct session *session, const struct person_records *records)
{
	const struct id *as = person_enrolled_as(app, session->id, records);
	struct register_key key;

	if (!as || session->status.status == SESSION_CANCELLED)
		return false;
	key = register_enrolment(session->id, as);
	return cell_state(view_find(store_view(app->store), register_bytes(&key))) ==
	       ENROLMENT_REGISTERED;
}

static bool is_present(const struct app *app, const struct session *session, uint32_t day,
	const struct person_records *records)
{
	uint8_t part[PART_AFTERNOON + 1];

	for (int i = PART_WHOLE; i <= PART_AFTERNOON; i++) {
		const struct register_key key = register_attendance(
			session->id, (int)day, (enum day_part)i, &records->record[0]);

		part[i] = person_state(app, &key, records);
	}
	return day_state_of_parts(part[PART_WHOLE], part[PART_MORNING], part[PART_AFTERNOON]) ==
	       ATTENDANCE_PRESENT;
}

static bool has_completed(
	const struct app *app, const struct session *session, const struct person_records *records)
{
	uint32_t days = session->plan.days < ROSTER_DAYS_MAX ? session->plan.days : ROSTER_DAYS_MAX;
	uint32_t present = 0;

	for (uint32_t day = 1; day <= days; day++)
		present += is_present(app, session, day, records);
	return present > 0 && present >= session_required_days(&app->programme, session);
}

/* When it was over, which it must be. Of some the dates are not known. */
static date trained_on(const struct app *app, const struct session *session)
{
	date end = session_ends(session);

	if (end == DATE_NONE)
		end = date_of((int)session->plan.year, 12, 31);
	return end <= app_today(app) ? end : DATE_NONE;
}

/* Sessions of one komoditi, of one person. */
struct trainings {
	const struct app *app;
	const struct person_records *records;
	const char *commodity;
	const struct session *completed, *seat; /* the first ones; or null */
};

static void look_at(void *context, const char *id)
{
	struct trainings *trainings = context;
	const struct session *session = programme_session(&trainings->app->programme, id);

	if (!session || strcmp(session->plan.commodity, trainings->commodity) != 0 ||
		!has_seat(trainings->app, session, trainings->records))
		return;
	/* They stand in one array, in the programme's order. */
	if (!trainings->seat || session < trainings->seat)
		trainings->seat = session;
	if ((!trainings->completed || session < trainings->completed) &&
		has_completed(trainings->app, session, trainings->records))
		trainings->completed = session;
}

/* Which session the person is followed from; null: none. */
static const struct session *followed_from(
	const struct app *app, const struct person_records *records, const char *commodity,
	bool *completed)
{
	struct trainings trainings = {app, records, commodity, NULL, NULL};

	for (size_t i = 0; i < records->count; i++)
		view_sessions_of(store_view(app->store), &records->record[i], look_at, &trainings);
	*completed = trainings.completed != NULL;
	return trainings.completed ? trainings.completed : trainings.seat;
}

/* --- A person ---------------------------------------------------------------------------------- */

enum status followup_paths(struct app *app, const struct id *record, struct arena *arena,
	struct path **path, size_t *count, struct err *err)
{
	const struct programme *programme = &app->programme;
	struct person_records records = {0};
	enum status status = person_records_of(app, record, &records, err);

	*count = 0;
	*path = arena_alloc(arena, (programme->commodity_count + 1) * sizeof(**path));
	for (size_t i = 0; i < programme->commodity_count && status == STATUS_OK; i++) {
		const struct commodity *commodity = &programme->commodity[i];
		const size_t said = count_said(app, &records, commodity->id);
		bool completed;
		struct path *next = &(*path)[*count];

		next->commodity = commodity;
		next->session = followed_from(app, &records, commodity->id, &completed);
		next->trained = completed ? trained_on(app, next->session) : DATE_NONE;
		if ((!next->session && said == 0) || (said == 0 && commodity->steps.count == 0))
			continue;
		status = read_steps(app, &records, next, said, arena, err);
		path_read(next, app_today(app));
		(*count)++;
	}
	person_records_release(&records);
	return status;
}

/* --- Everyone ---------------------------------------------------------------------------------- */

struct walking {
	struct app *app;
	const struct session *session;
	const struct commodity *commodity;
	followup_visit *visit;
	void *context;
	struct arena arena; /* of one path */
	struct person_records records; /* of its person */
	enum status status; /* the first failure */
	struct err *err;
};

static bool is_followed_here(const struct walking *walking, const struct id *record)
{
	bool completed;

	/* Most people had one training. */
	return app_sessions_of(walking->app, record, NULL, 0) <= 1 ||
	       followed_from(walking->app, &walking->records, walking->commodity->id, &completed) ==
		       walking->session;
}

static void walk_person(void *context, const struct id *record, const struct tally *one)
{
	struct walking *walking = context;
	struct path path = {.commodity = walking->commodity, .session = walking->session};
	size_t said;

	if (walking->status == STATUS_OK)
		walking->status = person_records_of(
			walking->app, record, &walking->records, walking->err);
	if (walking->status != STATUS_OK)
		return;
	said = count_said(walking->app, &walking->records, walking->commodity->id);
	path.trained = one->completed ? trained_on(walking->app, walking->session) : DATE_NONE;
	if ((said == 0 && path.trained == DATE_NONE) || !is_followed_here(walking, record))
		return;
	walking->status = read_steps(
		walking->app, &walking->records, &path, said, &walking->arena, walking->err);
	path_read(&path, app_today(walking->app));
	if (walking->status == STATUS_OK)
		walking->status = walking->visit(walking->context, record, &path, walking->err);
	arena_clear(&walking->arena);
}

static bool fits(const struct followup_filter *filter, const struct session *session, date today)
{
	if (session->status.status == SESSION_CANCELLED || session_begins(session) > today)
		return false;
	if (filter->session && filter->session != session)
		return false;
	if (filter->commodity && strcmp(filter->commodity->id, session->plan.commodity) != 0)
		return false;
	return !filter->kecamatan || strcmp(filter->kecamatan->code, session->plan.kecamatan) == 0;
}

enum status followup_each(struct app *app, const struct followup_filter *filter, followup_visit *visit,
	void *context, struct err *err)
{
	const struct programme *programme = &app->programme;
	struct walking walking = {
		.app = app, .visit = visit, .context = context, .status = STATUS_OK, .err = err};

	for (size_t i = 0; i < programme->session_count && walking.status == STATUS_OK; i++) {
		walking.session = &programme->session[i];
		walking.commodity =
			programme_commodity(programme, walking.session->plan.commodity);
		if (walking.commodity && walking.commodity->steps.count > 0 &&
			fits(filter, walking.session, app_today(app)))
			app_each_registered(app, walking.session, walk_person, &walking);
	}
	arena_release(&walking.arena);
	person_records_release(&walking.records);
	return walking.status;
}
