/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/door_try.h"

#include "base/scratch.h"
#include "app/begin.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const texts_none[1];

static struct session make_session(
	const char *id, const char *commodity, uint32_t year, date *dates, const char *venue)
{
	struct session session = {.id = id};

	record_clear(&session_plan_type, &session.plan);
	record_clear(&session_schedule_type, &session.schedule);
	record_clear(&session_status_type, &session.status);
	session.plan.commodity = commodity;
	session.plan.kecamatan = "31.73.08";
	session.plan.number = (uint32_t)(id[strlen(id) - 1] - '0');
	session.plan.year = year;
	session.plan.capacity = 4;
	session.plan.days = 4;
	session.schedule.venue = venue;
	session.schedule.instructors.item = (const char **)texts_none;
	if (dates)
		session.schedule.dates = (struct dates){dates, 4};
	return session;
}

static struct commodity make_commodity(const char *id, const char *label)
{
	struct commodity commodity;

	record_clear(&commodity_type, &commodity);
	commodity.id = id;
	commodity.code = "XX";
	commodity.label_id = label;
	commodity.label_en = label;
	return commodity;
}

static void four_days(date first, date out[4])
{
	for (int i = 0; i < 4; i++)
		out[i] = first + i;
}

moment at(const char *text)
{
	moment found;

	assert_true(moment_parse(text, &found));
	return found;
}

static void begin_file(struct door *door, const char *path)
{
	date now[4], next[4], old[4];
	struct commodity commodities[2] = {make_commodity("kerajinan-tangan", "Kerajinan tangan"),
		make_commodity("fashion", "Fashion")};
	struct kecamatan kecamatan;
	struct session sessions[4];
	struct programme programme = {.commodity = commodities,
		.commodity_count = 2,
		.kecamatan = &kecamatan,
		.kecamatan_count = 1,
		.session = sessions,
		.session_count = 4};
	struct begin_options options = {.path = path,
		.officer = "Rina S.",
		.programme = &programme,
		.state_folder = door->folder,
		.clock = clock_set_to(at("2019-07-16T08:00:00+07:00"), true)};
	struct err err = {0};

	record_clear(&kecamatan_type, &kecamatan);
	kecamatan.code = "31.73.08";
	kecamatan.short_code = "KBG";
	kecamatan.name = "Kembangan";
	record_clear(&settings_type, &programme.settings);
	record_clear(&demo_settings_type, &programme.demo);
	four_days(date_of(2019, 7, 15), now);
	four_days(date_of(2019, 7, 29), next);
	four_days(date_of(2018, 8, 6), old);
	sessions[0] =
		make_session(CLASS, "kerajinan-tangan", 2019, now, "Aula Kecamatan Kembangan");
	sessions[1] = make_session(NEXT_CLASS, "fashion", 2019, next, "RPTRA Kembangan");
	sessions[2] = make_session(OLD_CLASS, "fashion", 2018, old, "");
	sessions[3] = make_session("2019-KT-KBG-3", "kerajinan-tangan", 2019, NULL, "");
	if (begin_programme(&options, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static void open_file(struct door *door, const char *path)
{
	struct app_options options = {.path = path,
		.state_folder = door->folder,
		.clock = clock_set_to(at("2019-07-16T08:41:00+07:00"), true)};
	struct err err = {0};

	if (app_open(&door->app, &options, &err) != STATUS_OK ||
		app_unlock(door->app, NULL, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

const struct session *session_of(const struct door *door, const char *id)
{
	const struct session *session = programme_session(&door->app->programme, id);

	assert_non_null(session);
	return session;
}

struct id enrol(struct door *door, const char *session, const char *name, const char *nik,
	enum enrolment_status status, const char *number)
{
	struct transaction *transaction;
	struct person_identity identity;
	struct enrolment enrolment;
	struct register_key key;
	struct id record;
	struct err err = {0};

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	identity.nik = nik;
	identity.sex = SEX_FEMALE;
	record_clear(&enrolment_type, &enrolment);
	enrolment.status = status;
	enrolment.number = number;
	record = app_record_id(door->app, &identity);
	assert_int_equal(transaction_begin(door->app->store, NULL, &transaction, &err), STATUS_OK);
	transaction_entry(transaction);
	key = register_person(&record, PERSON_IDENTITY);
	transaction_put_record(transaction, register_bytes(&key), &person_identity_type, &identity);
	key = register_enrolment(session, &record);
	transaction_put_record(transaction, register_bytes(&key), &enrolment_type, &enrolment);
	if (transaction_commit(transaction, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	return record;
}

static void enrol_all(struct door *door)
{
	enrol(door, CLASS, "SITI AMINAH", AMINAH, ENROLMENT_REGISTERED, "08");
	enrol(door, CLASS, "JOKO PRASETYO", JOKO, ENROLMENT_REGISTERED, "17");
	enrol(door, CLASS, "SITI AMALIA RAHMAN", AMALIA, ENROLMENT_REGISTERED, "23");
	enrol(door, CLASS, "HJ. SITI NUR AMINI", "", ENROLMENT_REGISTERED, "A1");
	enrol(door, CLASS, "WATI PERTAMA", "3173084101900001", ENROLMENT_WAITING, "");
	enrol(door, CLASS, "WATI KEDUA", "3173084101900002", ENROLMENT_WAITING, "");
	enrol(door, CLASS, "BUDI MUNDUR", "3173080101700006", ENROLMENT_WITHDRAWN, "31");
	enrol(door, NEXT_CLASS, "DEWI", IN_FASHION, ENROLMENT_REGISTERED, "01");
	enrol(door, OLD_CLASS, "DEWI", IN_FASHION, ENROLMENT_REGISTERED, "01");
	enrol(door, OLD_CLASS, "RINI", OF_2018, ENROLMENT_REGISTERED, "02");
}

void open_door(struct door *door, uint32_t day)
{
	struct err err = {0};

	if (checkin_open(&door->checkin, door->app, session_of(door, CLASS), day, &err) !=
		STATUS_OK)
		fail_msg("%s", err.text);
}

int door_setup(void **state)
{
	struct door *door = memory_alloc(sizeof(*door));
	struct err err = {0};
	char *path;

	if (random_start(&err) != STATUS_OK || scratch_make(&door->folder) != 0)
		return -1;
	path = scratch_path(&door->folder, "kelas.okoce");
	begin_file(door, path);
	open_file(door, path);
	enrol_all(door);
	open_door(door, DAY);
	free(path);
	*state = door;
	return 0;
}

int door_teardown(void **state)
{
	struct door *door = *state;
	int result;

	checkin_release(&door->checkin);
	app_close(door->app);
	buf_release(&door->line);
	result = scratch_remove(&door->folder);
	free(door);
	return result;
}

void set_time(struct door *door, const char *text)
{
	door->app->clock = clock_set_to(at(text), true);
	store_set_clock(door->app->store, &door->app->clock);
}

const char *answer(struct door *door)
{
	buf_clear(&door->line);
	checkin_line(&door->checkin, &door->result, &door->line);
	return buf_text(&door->line);
}

/* What is shown at once is what the file says. */
static void assert_shown_is_recorded(struct door *door)
{
	struct roster *roster = &door->checkin.roster;
	struct roster_person *who = &roster->person[door->result.person];
	const struct roster_mark *mark = &who->mark[door->checkin.day - 1];
	const struct roster_mark shown = *mark;
	struct err err = {0};

	assert_int_equal(app_read_mark(door->app, roster, who, door->checkin.day, &err), STATUS_OK);
	assert_int_equal(mark->status, shown.status);
	assert_int_equal(mark->time, shown.time);
	assert_int_equal(mark->doubted, shown.doubted);
	assert_int_equal(mark->conflict, shown.conflict);
	assert_string_equal(mark->remark, shown.remark);
}

const char *enter(struct door *door, const char *typed)
{
	checkin_type(&door->checkin, typed);
	checkin_enter(&door->checkin, CHECKIN_NOBODY, &door->result);
	if (door->result.outcome == OUTCOME_PRESENT)
		assert_shown_is_recorded(door);
	return answer(door);
}

const char *undo(struct door *door)
{
	checkin_undo(&door->checkin, &door->result);
	return answer(door);
}

void reopen(struct door *door)
{
	char *path = scratch_path(&door->folder, "kelas.okoce");

	checkin_release(&door->checkin);
	app_close(door->app);
	open_file(door, path);
	open_door(door, DAY);
	free(path);
}
