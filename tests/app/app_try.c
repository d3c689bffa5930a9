/* SPDX-License-Identifier: BSD-2-Clause */
#include "app_try.h"

#include "conf/conf.h"
#include "store/db.h"
#include "base/file.h"
#include "base/random.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define FILE_MAX ((size_t)256 << 20)

#define OK(call)                                                                                   \
	do {                                                                                       \
		if ((call) != STATUS_OK)                                                           \
			fail_msg("%s: %s", #call, err.text);                                       \
	} while (0)

int app_try_make(void **state)
{
	struct err err;

	return random_start(&err) == STATUS_OK ? scratch_make(state) : -1;
}

int app_try_remove(void **state)
{
	return scratch_remove(state);
}

char *app_try_path(void **state, const char *name)
{
	return scratch_path(state, name);
}

/* --- Programmes -------------------------------------------------------------------------------- */

static void *one(struct programme *programme, const struct record_type *type)
{
	void *record = arena_alloc(&programme->arena, type->size);

	record_clear(type, record);
	return record;
}

static void add_places(struct programme *programme)
{
	struct kecamatan *kecamatan = one(programme, &kecamatan_type);
	struct kelurahan *kelurahan = one(programme, &kelurahan_type);

	kelurahan->code = "31.73.08.1005";
	kelurahan->name = "Joglo";
	kecamatan->code = "31.73.08";
	kecamatan->short_code = "KBG";
	kecamatan->name = "Kembangan";
	kecamatan->kelurahan = (struct records){kelurahan, 1};
	programme->kecamatan = kecamatan;
	programme->kecamatan_count = 1;
}

static void add_session(struct programme *programme)
{
	struct session *session = arena_alloc(&programme->arena, sizeof(*session));
	date *dates = arena_alloc(&programme->arena, 4 * sizeof(*dates));

	record_clear(&session_plan_type, &session->plan);
	record_clear(&session_schedule_type, &session->schedule);
	record_clear(&session_status_type, &session->status);
	for (int i = 0; i < 4; i++)
		dates[i] = date_of(2019, 7, 15 + i);
	session->id = TRY_SESSION;
	session->plan.commodity = "kerajinan-tangan";
	session->plan.kecamatan = "31.73.08";
	session->plan.number = 1;
	session->plan.year = 2019;
	session->plan.capacity = 3;
	session->plan.days = 4;
	session->schedule.dates = (struct dates){dates, 4};
	session->schedule.venue = "Aula Kecamatan Kembangan";
	programme->session = session;
	programme->session_count = 1;
}

void app_try_programme(struct programme *programme)
{
	struct commodity *commodity;

	*programme = (struct programme){0};
	record_clear(&settings_type, &programme->settings);
	record_clear(&demo_settings_type, &programme->demo);
	commodity = one(programme, &commodity_type);
	commodity->id = "kerajinan-tangan";
	commodity->code = "KT";
	commodity->label_id = "Kerajinan tangan";
	programme->commodity = commodity;
	programme->commodity_count = 1;
	programme->settings.agency = "Sudin PE Jakarta Barat";
	add_places(programme);
	add_session(programme);
}

void app_try_shipped(struct programme *programme)
{
	const char *top = getenv("top_srcdir");
	char *folder = path_join(top ? top : ".", "conf");
	struct conf_problems problems = {0};
	struct err err = {0};

	*programme = (struct programme){0};
	OK(conf_load(folder, programme, &problems, &err));
	conf_problems_release(&problems);
	free(folder);
}

struct begin_options app_try_options(
	void **state, const char *path, const struct programme *programme)
{
	return (struct begin_options){
		.path = path,
		.officer = "Rina S.",
		.programme = programme,
		.clock = clock_set_to(app_try_moment("2019-07-14T09:00:00+07:00"), true),
		.state_folder = *state,
	};
}

moment app_try_moment(const char *text)
{
	moment when;

	assert_true(moment_parse(text, &when));
	return when;
}

/* --- Files ------------------------------------------------------------------------------------- */

void app_try_begin(void **state, const char *name)
{
	struct programme programme;
	char *path = scratch_path(state, name);
	struct begin_options options;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	OK(begin_programme(&options, &err));
	programme_release(&programme);
	free(path);
}

struct app *app_try_open(void **state, const char *name, const char *laptop, const char *time)
{
	char *path = scratch_path(state, name);
	char *state_folder = scratch_path(state, laptop);
	struct app_options options = {
		.path = path,
		.state_folder = state_folder,
		.clock = clock_set_to(app_try_moment(time), true),
	};
	struct app *app;
	struct err err = {0};

	OK(app_open(&app, &options, &err));
	OK(app_unlock(app, NULL, NULL, &err));
	free(path);
	free(state_folder);
	return app;
}

struct app *app_try_new(void **state, const char *time)
{
	app_try_begin(state, "data.okoce");
	return app_try_open(state, "data.okoce", "laptop", time);
}

void app_try_set_clock(struct app *app, const char *time)
{
	app->clock = clock_set_to(app_try_moment(time), true);
	store_set_clock(app->store, &app->clock);
}

const struct session *app_try_session(const struct app *app)
{
	const struct session *session = programme_session(&app->programme, TRY_SESSION);

	assert_non_null(session);
	return session;
}

void app_try_put(struct app *app, struct register_key key, const struct record_type *type,
	const void *record)
{
	struct transaction *transaction;
	struct err err = {0};

	OK(transaction_begin(app->store, NULL, &transaction, &err));
	transaction_entry(transaction);
	transaction_put_record(transaction, register_bytes(&key), type, record);
	OK(transaction_commit(transaction, NULL, &err));
}

struct id app_try_enrol(struct app *app, const char *name, const char *nik, uint32_t sex,
	uint32_t status, const char *number)
{
	struct person_identity identity;
	struct enrolment enrolment;
	struct id record;

	record_clear(&person_identity_type, &identity);
	identity.name = name ? name : "";
	identity.nik = nik;
	identity.sex = sex;
	record = app_record_id(app, &identity);
	if (name)
		app_try_put(app, register_person(&record, PERSON_IDENTITY), &person_identity_type,
			&identity);
	record_clear(&enrolment_type, &enrolment);
	enrolment.status = status;
	enrolment.number = number;
	app_try_put(app, register_enrolment(TRY_SESSION, &record), &enrolment_type, &enrolment);
	return record;
}

void app_try_attend(struct app *app, const struct id *record, uint32_t day, uint32_t status)
{
	struct err err = {0};

	OK(app_attend(app, app_try_session(app), day, record, status, &err));
}

/* --- Two laptops ------------------------------------------------------------------------------- */

void app_try_copy(void **state, const char *from, const char *to)
{
	char *from_path = scratch_path(state, from);
	char *to_path = scratch_path(state, to);
	struct buf bytes = BUF_EMPTY;
	struct err err = {0};

	OK(file_read(from_path, FILE_MAX, &bytes, &err));
	OK(file_write(to_path, buf_bytes(&bytes), &err));
	buf_release(&bytes);
	free(from_path);
	free(to_path);
}

static struct db *open_db(void **state, const char *name, bool read_only)
{
	char *path = scratch_path(state, name);
	struct db *db;
	struct err err = {0};

	OK(db_open(&db, path, read_only, &err));
	free(path);
	return db;
}

void app_try_join(void **state, const char *from, const char *to)
{
	const struct bytes log = {(const uint8_t *)"L", 1};
	struct db *source = open_db(state, from, true);
	struct db *target = open_db(state, to, false);
	struct db_txn *reading, *writing;
	struct bytes key, value, held;
	struct err err = {0};

	OK(db_begin(source, false, &reading, &err));
	OK(db_begin(target, true, &writing, &err));
	for (bool more = db_seek(reading, log, &key, &value); more && bytes_start_with(key, log);
		more = db_next(reading, &key, &value))
		if (!db_get(writing, key, &held))
			db_put(writing, key, value);
	OK(db_commit(writing, &err));
	db_abort(reading);
	db_close(source);
	db_close(target);
}
