/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A folder that was changed during the year: what differs is found and written, once; what officers
 * changed in okoce, and what people and attendance stand on, stays unless it is forced by name.
 */
#include "app/conf_change.h"
#include "base/random.h"

#include "app/begin_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define NOW "2019-07-15T08:00:00+07:00"
#define OTHER "2019-KT-KBG-2"

static const uint8_t digest_of_folder[DIGEST_SIZE] = {1, 2, 3};

/* The folder: the small programme, with a second class that has no dates yet. */
static void make_folder(struct programme *folder)
{
	struct session *session;
	struct plan_year *plan;

	app_try_programme(folder);
	session = arena_alloc(&folder->arena, 4 * sizeof(*session));
	session[0] = session[1] = folder->session[0];
	session[1].id = OTHER;
	session[1].plan.number = 2;
	record_clear(&session_schedule_type, &session[1].schedule);
	folder->session = session;
	folder->session_count = 2;
	plan = arena_alloc(&folder->arena, sizeof(*plan));
	record_clear(&plan_year_type, plan);
	plan->year = 2019;
	folder->plan = plan;
	folder->plan_count = 1;
}

static void set_dates(struct programme *folder, size_t session, int first, size_t count)
{
	struct dates *dates = &folder->session[session].schedule.dates;

	dates->item = arena_alloc(&folder->arena, (count + 1) * sizeof(*dates->item));
	dates->count = count;
	for (size_t i = 0; i < count; i++)
		dates->item[i] = date_of(2019, 7, first + (int)i);
}

static struct app *begin(void **state, const struct programme *folder)
{
	char *path = app_try_path(state, "data.okoce");
	struct begin_options options = app_try_options(state, path, folder);
	struct err err = {0};

	if (begin_programme(&options, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(path);
	return app_try_open(state, "data.okoce", "laptop", NOW);
}

/* --- What is found ------------------------------------------------------------------------------- */

static void find(struct app *app, const struct programme *folder, const char *forced,
	struct conf_changes *changes)
{
	struct err err = {0};

	*changes = (struct conf_changes){.count = 0};
	if (conf_change_find(app, folder, &forced, forced ? 1 : 0, changes, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* One difference, of that field ("" of all). */
static void assert_change(const struct conf_change *change, const char *name, const char *field,
	enum conf_fate fate)
{
	assert_string_equal(change->name, name);
	assert_string_equal(change->field ? change->field->name : "", field);
	assert_int_equal(change->fate, fate);
}

static void assert_one(struct app *app, const struct programme *folder, const char *name,
	const char *field, enum conf_fate fate)
{
	struct conf_changes changes;

	find(app, folder, NULL, &changes);
	assert_int_equal(changes.count, 1);
	assert_change(&changes.change[0], name, field, fate);
	assert_int_equal(changes.writes, fate == CONF_WRITTEN);
	assert_int_equal(changes.held, fate != CONF_WRITTEN && fate != CONF_STAYS);
	conf_change_release(&changes);
}

static void assert_same(struct app *app, const struct programme *folder)
{
	struct conf_changes changes;

	find(app, folder, NULL, &changes);
	if (changes.count > 0)
		fail_msg("%s differs", changes.change[0].name);
	conf_change_release(&changes);
}

/* Writes all that can be, and `forced`; returns how many were written. */
static size_t load(struct app *app, const struct programme *folder, const char *forced)
{
	const uint64_t before = store_entries(app->store);
	struct conf_changes changes;
	struct err err = {0};
	size_t writes;

	find(app, folder, forced, &changes);
	writes = changes.writes;
	if (conf_change_write(app, &changes, digest_of_folder, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	assert_int_equal(store_entries(app->store) > before, writes > 0);
	conf_change_release(&changes);
	return writes;
}

static const struct session *session_of(const struct app *app, const char *id)
{
	const struct session *session = programme_session(&app->programme, id);

	assert_non_null(session);
	return session;
}

static void undo(struct app *app)
{
	struct err err = {0};

	if (app_undo(app, &err) != STATUS_OK || app_read_programme(app, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

/* An officer changes a session's schedule in okoce. */
static void reschedule(struct app *app, const char *id, int first, const char *venue)
{
	struct session_schedule schedule = session_of(app, id)->schedule;
	date dates[4];
	struct err err = {0};

	for (int i = 0; i < 4; i++)
		dates[i] = date_of(2019, 7, first + i);
	schedule.dates = (struct dates){dates, 4};
	if (venue)
		schedule.venue = venue;
	app_try_put(app, register_session(id, SESSION_SCHEDULE), &session_schedule_type, &schedule);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
}

/* --- The folder alone has changed ---------------------------------------------------------------- */

static void test_same_folder(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	assert_same(app, &folder);
	assert_int_equal(load(app, &folder, NULL), 0);
	programme_release(&folder);
	app_close(app);
}

static void test_field_is_changed_and_undone(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	folder.session[0].schedule.venue = "RPTRA Joglo";
	set_dates(&folder, 0, 22, 4);
	folder.settings.signatory_name = "Siti Aminah";
	assert_int_equal(load(app, &folder, NULL), 3);
	assert_string_equal(app_try_session(app)->schedule.venue, "RPTRA Joglo");
	assert_int_equal(app_try_session(app)->schedule.dates.item[0], date_of(2019, 7, 22));
	assert_string_equal(app->programme.settings.signatory_name, "Siti Aminah");
	assert_string_equal(app->programme.settings.agency, "Sudin PE Jakarta Barat");
	assert_int_equal(load(app, &folder, NULL), 0);
	undo(app);
	assert_string_equal(app_try_session(app)->schedule.venue, "Aula Kecamatan Kembangan");
	assert_string_equal(app->programme.settings.signatory_name, "");
	programme_release(&folder);
	app_close(app);
}

static void test_dates_become_known_and_open_again(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	set_dates(&folder, 1, 29, 3);
	assert_one(app, &folder, OTHER, "dates", CONF_WRITTEN);
	assert_int_equal(load(app, &folder, NULL), 1);
	set_dates(&folder, 1, 29, 0);
	assert_one(app, &folder, OTHER, "dates", CONF_WRITTEN);
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_int_equal(session_of(app, OTHER)->schedule.dates.count, 0);
	assert_same(app, &folder);
	programme_release(&folder);
	app_close(app);
}

static void test_session_is_added(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	folder.session[2] = folder.session[0];
	folder.session[2].id = "2019-KT-KBG-3";
	folder.session[2].plan.number = 3;
	folder.session_count = 3;
	assert_one(app, &folder, "2019-KT-KBG-3", "", CONF_WRITTEN);
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_int_equal(session_of(app, "2019-KT-KBG-3")->schedule.dates.count, 4);
	assert_int_equal(session_of(app, "2019-KT-KBG-3")->plan.number, 3);
	assert_same(app, &folder);
	/* Who took it back meant it. */
	undo(app);
	assert_null(programme_session(&app->programme, "2019-KT-KBG-3"));
	find(app, &folder, NULL, &changes);
	assert_change(&changes.change[0], "2019-KT-KBG-3", "", CONF_CHANGED_HERE);
	assert_string_equal(changes.change[0].officer, "Rina S.");
	conf_change_release(&changes);
	assert_int_equal(load(app, &folder, "2019-KT-KBG-3"), 1);
	assert_int_equal(session_of(app, "2019-KT-KBG-3")->schedule.dates.count, 4);
	programme_release(&folder);
	app_close(app);
}

static void test_definitions(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct commodity soap;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	soap = folder.commodity[0];
	soap.id = "sabun";
	folder.commodity = &soap;
	find(app, &folder, NULL, &changes);
	assert_int_equal(changes.count, 2);
	assert_change(&changes.change[0], "commodity.sabun", "", CONF_WRITTEN);
	/* Sessions refer to the other one. */
	assert_change(&changes.change[1], "commodity.kerajinan-tangan", "", CONF_STAYS);
	assert_int_equal(changes.held, 0);
	conf_change_release(&changes);
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_int_equal(app->programme.commodity_count, 2);
	assert_one(app, &folder, "commodity.kerajinan-tangan", "", CONF_STAYS);
	programme_release(&folder);
	app_close(app);
}

/* --- What people and attendance stand on ---------------------------------------------------------- */

static void test_missing_session_is_cancelled(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	folder.session_count = 1;
	assert_one(app, &folder, OTHER, "", CONF_WRITTEN);
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_int_equal(session_of(app, OTHER)->status.status, SESSION_CANCELLED);
	assert_same(app, &folder);
	folder.session_count = 2;
	assert_one(app, &folder, OTHER, "status", CONF_WRITTEN);
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_int_equal(session_of(app, OTHER)->status.status, SESSION_PLANNED);
	programme_release(&folder);
	app_close(app);
}

static void test_year_without_a_plan_stays(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	folder.session_count = 0;
	folder.plan_count = 0;
	assert_one(app, &folder, "plan.2019", "", CONF_STAYS);
	programme_release(&folder);
	app_close(app);
}

static void test_people_keep_a_session(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	app_try_enrol(app, "Siti", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_try_enrol(app, "Joko", "", SEX_MALE, ENROLMENT_WAITING, "");
	app_try_enrol(app, "Budi", "", SEX_MALE, ENROLMENT_WITHDRAWN, "02");
	folder.session++;
	folder.session_count = 1;
	find(app, &folder, NULL, &changes);
	assert_int_equal(changes.count, 1);
	assert_change(&changes.change[0], TRY_SESSION, "", CONF_HAS_PEOPLE);
	assert_int_equal(changes.change[0].people, 2);
	conf_change_release(&changes);
	assert_int_equal(load(app, &folder, NULL), 0);
	assert_int_equal(app_try_session(app)->status.status, SESSION_PLANNED);
	assert_int_equal(load(app, &folder, OTHER), 0); /* another name */
	assert_int_equal(load(app, &folder, TRY_SESSION), 1);
	assert_int_equal(app_try_session(app)->status.status, SESSION_CANCELLED);
	programme_release(&folder);
	app_close(app);
}

/* What a folder says outright is written; how many people should be told is said. */
static void test_people_of_a_session_that_is_called_off(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	app_try_enrol(app, "Siti", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_try_enrol(app, "Joko", "", SEX_MALE, ENROLMENT_REGISTERED, "02");
	folder.session[0].status.status = SESSION_CANCELLED;
	folder.session[0].plan.capacity = 1;
	folder.session[1].plan.capacity = 1;
	find(app, &folder, NULL, &changes);
	assert_int_equal(changes.count, 3);
	assert_change(&changes.change[0], TRY_SESSION, "capacity", CONF_WRITTEN);
	assert_int_equal(changes.change[0].people, 2);
	assert_change(&changes.change[1], TRY_SESSION, "status", CONF_WRITTEN);
	assert_int_equal(changes.change[1].people, 2);
	assert_change(&changes.change[2], OTHER, "capacity", CONF_WRITTEN);
	assert_int_equal(changes.change[2].people, 0);
	conf_change_release(&changes);
	programme_release(&folder);
	app_close(app);
}

static void test_attendance_keeps_its_day(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct app *app;
	struct id siti;

	make_folder(&folder);
	app = begin(state, &folder);
	siti = app_try_enrol(app, "Siti", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_try_attend(app, &siti, 2, ATTENDANCE_PRESENT);
	set_dates(&folder, 0, 15, 4);
	folder.session[0].schedule.dates.item[3] = date_of(2019, 7, 22); /* still to come */
	assert_int_equal(load(app, &folder, NULL), 1);
	folder.session[0].schedule.dates.item[1] = date_of(2019, 7, 17);
	folder.session[0].schedule.venue = "RPTRA Joglo";
	find(app, &folder, NULL, &changes);
	assert_int_equal(changes.count, 2);
	assert_change(&changes.change[0], TRY_SESSION, "dates", CONF_HAS_ATTENDANCE);
	assert_int_equal(changes.change[0].people, 1);
	assert_change(&changes.change[1], TRY_SESSION, "venue", CONF_WRITTEN);
	conf_change_release(&changes);
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_string_equal(app_try_session(app)->schedule.venue, "RPTRA Joglo");
	assert_int_equal(app_try_session(app)->schedule.dates.item[1], date_of(2019, 7, 16));
	assert_int_equal(load(app, &folder, TRY_SESSION), 1);
	assert_int_equal(app_try_session(app)->schedule.dates.item[1], date_of(2019, 7, 17));
	set_dates(&folder, 0, 15, 5); /* a day more */
	assert_one(app, &folder, TRY_SESSION, "dates", CONF_HAS_ATTENDANCE);
	programme_release(&folder);
	app_close(app);
}

static void test_attendance_keeps_the_session(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct app *app;
	struct id siti;

	make_folder(&folder);
	app = begin(state, &folder);
	siti = app_try_enrol(app, "Siti", "", SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	app_try_attend(app, &siti, 1, ATTENDANCE_EXCUSED);
	folder.session[0].plan.kecamatan = "31.73.01";
	folder.session[0].plan.capacity = 40;
	folder.session[0].plan.days = 3;
	folder.session[0].status.status = SESSION_CANCELLED;
	find(app, &folder, NULL, &changes);
	assert_int_equal(changes.count, 4);
	assert_change(&changes.change[0], TRY_SESSION, "kecamatan", CONF_HAS_ATTENDANCE);
	assert_change(&changes.change[1], TRY_SESSION, "capacity", CONF_WRITTEN);
	assert_change(&changes.change[2], TRY_SESSION, "days", CONF_HAS_ATTENDANCE);
	assert_change(&changes.change[3], TRY_SESSION, "status", CONF_HAS_ATTENDANCE);
	conf_change_release(&changes);
	folder.session++;
	folder.session_count = 1;
	assert_one(app, &folder, TRY_SESSION, "", CONF_HAS_ATTENDANCE);
	programme_release(&folder);
	app_close(app);
}

/* --- Both have changed ---------------------------------------------------------------------------- */

static void test_change_in_okoce_stays(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	reschedule(app, TRY_SESSION, 22, NULL);
	find(app, &folder, NULL, &changes);
	assert_int_equal(changes.count, 1);
	assert_change(&changes.change[0], TRY_SESSION, "dates", CONF_CHANGED_HERE);
	assert_string_equal(changes.change[0].officer, "Rina S.");
	assert_int_equal(changes.change[0].time, app_try_moment(NOW));
	conf_change_release(&changes);
	/* Also after a load has written the register for another field. */
	folder.session[0].schedule.venue = "RPTRA Joglo";
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_int_equal(app_try_session(app)->schedule.dates.item[0], date_of(2019, 7, 22));
	assert_one(app, &folder, TRY_SESSION, "dates", CONF_CHANGED_HERE);
	assert_int_equal(load(app, &folder, TRY_SESSION), 1);
	assert_int_equal(app_try_session(app)->schedule.dates.item[0], date_of(2019, 7, 15));
	assert_string_equal(app_try_session(app)->schedule.venue, "RPTRA Joglo");
	/* From here on the folder gives it again. */
	set_dates(&folder, 0, 29, 3);
	assert_one(app, &folder, TRY_SESSION, "dates", CONF_WRITTEN);
	programme_release(&folder);
	app_close(app);
}

/* What the folder leaves open it has no say in. */
static void test_open_in_the_folder_is_left_to_okoce(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	reschedule(app, OTHER, 22, "RPTRA Joglo");
	assert_same(app, &folder);
	folder.session[1].schedule.venue = "Aula";
	assert_one(app, &folder, OTHER, "venue", CONF_CHANGED_HERE);
	programme_release(&folder);
	app_close(app);
}

static void test_undone_load_stays_undone(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app = begin(state, &folder);
	folder.session[0].schedule.venue = "RPTRA Joglo";
	assert_int_equal(load(app, &folder, NULL), 1);
	undo(app);
	assert_one(app, &folder, TRY_SESSION, "venue", CONF_CHANGED_HERE);
	programme_release(&folder);
	app_close(app);
}

static void test_session_added_in_okoce_needs_no_folder(void **state)
{
	struct programme folder;
	struct app *app;
	struct err err = {0};

	make_folder(&folder);
	app = begin(state, &folder);
	app_try_put(app, register_session("2019-KT-KBG-9", SESSION_PLAN), &session_plan_type,
		&app_try_session(app)->plan);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_same(app, &folder);
	programme_release(&folder);
	app_close(app);
}

static void test_two_laptops_disagree(void **state)
{
	struct programme folder;
	struct app *app;

	make_folder(&folder);
	app_close(begin(state, &folder));
	app_try_copy(state, "data.okoce", "other.okoce");
	app = app_try_open(state, "other.okoce", "laptop-b", NOW);
	reschedule(app, TRY_SESSION, 22, NULL);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", NOW);
	reschedule(app, TRY_SESSION, 28, NULL);
	app_close(app);
	app_try_join(state, "other.okoce", "data.okoce");
	app = app_try_open(state, "data.okoce", "laptop", NOW);
	assert_one(app, &folder, TRY_SESSION, "dates", CONF_DISAGREES);
	assert_int_equal(load(app, &folder, TRY_SESSION), 1);
	assert_same(app, &folder);
	programme_release(&folder);
	app_close(app);
}

/* --- Files of others ------------------------------------------------------------------------------ */

static void put_part(void *context, const struct plan_part *part)
{
	plan_put(context, part);
}

/* A file from before loads were marked: what nobody has changed since is the folder's. */
static void test_file_without_marks(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	const struct store_founder founder = {"Rina S.", NULL, NULL};
	struct programme folder;
	struct begin_options options = app_try_options(state, path, &folder);
	struct begin_file file;
	struct transaction *transaction;
	struct app *app;
	struct err err = {0};

	make_folder(&folder);
	assert_int_equal(
		begin_file_open(&file, &options, &options.clock, &founder, &err), STATUS_OK);
	assert_int_equal(transaction_begin(file.store, NULL, &transaction, &err), STATUS_OK);
	plan_each(&folder, put_part, transaction);
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	assert_int_equal(begin_file_publish(&file, &err), STATUS_OK);
	begin_file_release(&file);
	app = app_try_open(state, "data.okoce", "laptop", NOW);
	reschedule(app, TRY_SESSION, 22, NULL);
	assert_one(app, &folder, TRY_SESSION, "dates", CONF_CHANGED_HERE);
	folder.settings.city = "Jakarta Barat";
	assert_int_equal(load(app, &folder, NULL), 1);
	programme_release(&folder);
	app_close(app);
	free(path);
}

/* {1: "kerajinan-tangan", ..., 99: 7}: a later version's field stays in. */
static void test_unknown_field_is_kept(void **state)
{
	struct programme folder;
	struct session_plan plan;
	struct app *app;
	static const uint8_t later[] = {0x18, 99, 7};
	struct err err = {0};

	make_folder(&folder);
	app = begin(state, &folder);
	plan = app_try_session(app)->plan;
	plan.base.unknown = BYTES_OF(later);
	plan.base.unknown_count = 1;
	app_try_put(app, register_session(TRY_SESSION, SESSION_PLAN), &session_plan_type, &plan);
	assert_int_equal(app_read_programme(app, &err), STATUS_OK);
	assert_same(app, &folder);
	folder.session[0].plan.capacity = 40;
	assert_int_equal(load(app, &folder, NULL), 1);
	assert_int_equal(app_try_session(app)->plan.capacity, 40);
	assert_int_equal(app_try_session(app)->plan.base.unknown_count, 1);
	programme_release(&folder);
	app_close(app);
}

static void test_only_a_supervisor_writes(void **state)
{
	struct programme folder;
	struct conf_changes changes;
	struct register_key key;
	struct officer officer;
	struct arena arena = {NULL};
	struct id other;
	struct app *app;
	struct err err = {0};

	make_folder(&folder);
	app = begin(state, &folder);
	key = register_officer(store_officer(app->store));
	assert_int_equal(store_read_record(app->store, register_bytes(&key), &officer_type, &arena,
				 &officer, &err),
		STATUS_OK);
	other = random_id(); /* the last supervisor would stay one */
	app_try_put(app, register_officer(&other), &officer_type, &officer);
	officer.role = ROLE_OFFICER;
	app_try_put(app, key, &officer_type, &officer);
	folder.settings.city = "Jakarta Barat";
	find(app, &folder, NULL, &changes);
	assert_int_equal(changes.writes, 1);
	assert_int_equal(
		conf_change_write(app, &changes, digest_of_folder, &err), STATUS_DENIED);
	assert_string_equal(app->programme.settings.city, "");
	conf_change_release(&changes);
	arena_release(&arena);
	programme_release(&folder);
	app_close(app);
}

/* The demo's officer scheduled what the shipped folder leaves open, and nothing else differs. */
static void test_demo(void **state)
{
	char *path = app_try_path(state, "contoh.okoce");
	struct programme folder;
	struct begin_options options;
	struct app *app;
	struct err err = {0};

	app_try_shipped(&folder);
	options = app_try_options(state, path, &folder);
	assert_int_equal(begin_demo(&options, 0, 1, &err), STATUS_OK);
	app = app_try_open(state, "contoh.okoce", "laptop", "2019-07-16T08:40:00+07:00");
	assert_same(app, &folder);
	folder.settings.city = "Kembangan";
	assert_one(app, &folder, "settings", "city", CONF_WRITTEN);
	programme_release(&folder);
	app_close(app);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_same_folder),
		TEST(test_field_is_changed_and_undone),
		TEST(test_dates_become_known_and_open_again),
		TEST(test_session_is_added),
		TEST(test_definitions),
		TEST(test_missing_session_is_cancelled),
		TEST(test_year_without_a_plan_stays),
		TEST(test_people_keep_a_session),
		TEST(test_people_of_a_session_that_is_called_off),
		TEST(test_attendance_keeps_its_day),
		TEST(test_attendance_keeps_the_session),
		TEST(test_change_in_okoce_stays),
		TEST(test_open_in_the_folder_is_left_to_okoce),
		TEST(test_undone_load_stays_undone),
		TEST(test_session_added_in_okoce_needs_no_folder),
		TEST(test_two_laptops_disagree),
		TEST(test_file_without_marks),
		TEST(test_unknown_field_is_kept),
		TEST(test_only_a_supervisor_writes),
		TEST(test_demo),
	};

	return cmocka_run_group_tests_name("app/conf_change", tests, NULL, NULL);
}
