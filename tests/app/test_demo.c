/* SPDX-License-Identifier: BSD-2-Clause */
/* The demo: what officers find in it, and that it is the same wherever it is made. */
#include "app/demo_people.h"
#include "model/nik.h"
#include "model/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"
/* It needs those before it. */
#include <cmocka.h>

static void make_demo(void **state, const char *name, uint32_t people, uint32_t seed)
{
	char *path = app_try_path(state, name);
	struct programme programme;
	struct begin_options options;
	struct err err = {0};

	app_try_shipped(&programme);
	options = app_try_options(state, path, &programme);
	if (begin_demo(&options, people, seed, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	programme_release(&programme);
	free(path);
}

/* With the laptop's own clock, as officers do. */
static struct app *open_demo(void **state, const char *name)
{
	char *path = app_try_path(state, name);
	struct app_options options = {
		.path = path,
		.state_folder = *state,
		.clock = clock_system(),
	};
	struct app *app;
	struct err err = {0};

	assert_int_equal(app_open(&app, &options, &err), STATUS_OK);
	assert_int_equal(app_unlock(app, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(store_left_out(app->store), 0);
	free(path);
	return app;
}

static const struct session *session_of(struct app *app, const char *id)
{
	const struct session *session = programme_session(&app->programme, id);

	assert_non_null(session);
	return session;
}

static const struct tally *tally_of(struct app *app, const char *id)
{
	return &app->tally[session_of(app, id) - app->programme.session];
}

static void read_roster(struct app *app, const char *session, struct roster *roster)
{
	struct err err = {0};

	*roster = (struct roster){0};
	if (app_roster(app, session_of(app, session), roster, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static struct roster_person *numbered(struct roster *roster, const char *number)
{
	for (size_t i = 0; i < roster->count; i++)
		if (strcmp(roster->person[i].enrolment.number, number) == 0)
			return &roster->person[i];
	fail_msg("no number %s", number);
	return NULL;
}

/* The default demo, made once: the tests below only read it. */
static void *shared[1];
static struct app *demo;

static int make_shared(void **state)
{
	(void)state;
	if (app_try_make(shared) != 0)
		return -1;
	make_demo(shared, "demo.okoce", DEMO_PEOPLE, 1);
	demo = open_demo(shared, "demo.okoce");
	app_tallies(demo);
	return 0;
}

static int release_shared(void **state)
{
	(void)state;
	app_close(demo);
	return app_try_remove(shared);
}

/* --- What is in it ----------------------------------------------------------------------------- */

static void test_it_is_the_morning_of_16_july_2019(void **state)
{
	(void)state;
	assert_true(demo->programme.is_demo);
	assert_int_equal(app_today(demo), date_of(2019, 7, 16));
	assert_int_equal(moment_minute(app_now(demo)), 8 * 60 + 40);
	assert_true(store_clock(demo->store)->by_hand);
	assert_false(demo->clock_by_hand); /* nobody set OKOCE_NOW */
	assert_true(store_last_time(demo->store) <= app_now(demo));
	assert_string_equal(app_officer_name(demo), "Rina S.");
	assert_false(store_is_sealed(demo->store));
	assert_int_equal(demo->programme.demo.people, DEMO_PEOPLE);
}

static void test_beranda(void **state)
{
	struct tally sum = {0}, before = {0};

	(void)state;
	for (size_t i = 0; i < demo->programme.session_count; i++)
		tally_add(demo->programme.session[i].plan.year == 2019 ? &sum : &before,
			&demo->tally[i]);
	assert_int_equal(sum.sessions, 94);
	assert_int_equal(sum.seats, 3760);
	assert_int_equal(sum.done, 39);
	assert_int_equal(sum.running, 4);
	assert_int_equal(sum.scheduled, 17);
	assert_int_equal(before.done, 32);
	assert_true(before.registered >= 32 * 36 && before.registered <= 32 * 40);
	assert_true(before.completed * 100 >= before.registered * 86);
	assert_true(before.completed * 100 <= before.registered * 97);
	assert_true(sum.waiting > 3);
}

static void test_today_in_kembangan(void **state)
{
	const struct tally *today = tally_of(demo, "2019-KT-KBG-2");
	const struct session *session = session_of(demo, "2019-KT-KBG-2");

	(void)state;
	assert_int_equal(session_day_on(session, app_today(demo)), 2);
	assert_string_equal(session->schedule.venue, "Aula Kecamatan Kembangan");
	assert_int_equal(session->schedule.start_minute, 1 + 8 * 60);
	assert_int_equal(today->registered, 40);
	assert_int_equal(today->waiting, 0);
	assert_int_equal(today->recorded[0], 40);
	assert_int_equal(today->present[1], 30);
	assert_int_equal(today->recorded[1], 31);
	assert_int_equal(today->recorded[2], 0);
}

static void test_other_classes_of_kembangan(void **state)
{
	const struct session *food = session_of(demo, "2019-MM-KBG-5");
	const struct session *fashion = session_of(demo, "2019-FS-KBG-2");

	(void)state;
	assert_int_equal(food->schedule.dates.item[0], date_of(2019, 7, 22));
	assert_string_equal(food->schedule.venue, "RPTRA Kembangan");
	assert_int_equal(tally_of(demo, "2019-MM-KBG-5")->registered, 38);
	assert_int_equal(fashion->schedule.dates.item[0], date_of(2019, 7, 29));
	assert_int_equal(tally_of(demo, "2019-FS-KBG-2")->registered, 40);
	assert_int_equal(tally_of(demo, "2019-FS-KBG-2")->waiting, 3);
	assert_int_equal(tally_of(demo, "2019-KT-KBG-1")->recorded[2], 40);
	assert_int_equal(tally_of(demo, "2019-KT-KBG-1")->recorded[3], 37);
}

static void check_mark(
	struct roster *roster, const char *number, const char *name, const char *arrival)
{
	const struct roster_person *person = numbered(roster, number);
	struct buf time = BUF_EMPTY;

	if (name)
		assert_string_equal(person->identity.name, name);
	if (!arrival) {
		assert_int_equal(person->mark[1].status, 0);
		return;
	}
	assert_int_equal(person->mark[1].status, ATTENDANCE_PRESENT);
	assert_false(person->mark[1].doubted);
	minute_print(&time, moment_minute(person->mark[1].time));
	assert_string_equal(buf_text(&time), arrival);
	buf_release(&time);
}

static void test_people_of_the_first_screens(void **state)
{
	struct roster roster;
	struct day_count count;
	struct token token;
	size_t found[8];

	(void)state;
	read_roster(demo, "2019-KT-KBG-2", &roster);
	assert_int_equal(roster.count, 40);
	check_mark(&roster, "08", "SITI AMINAH", NULL);
	check_mark(&roster, "17", "JOKO PRASETYO", NULL);
	check_mark(&roster, "23", "SITI AMALIA RAHMAN", "08.12");
	check_mark(&roster, "A1", "HJ. SITI NUR AMINI", "08.30");
	check_mark(&roster, "02", NULL, "08.37");
	check_mark(&roster, "31", NULL, "08.39");
	roster_count(&roster, 2, &count);
	assert_int_equal(count.present_male, 3);
	assert_int_equal(count.present_female, 27);
	assert_int_equal(count.excused, 1);
	assert_int_equal(count.open, 9);
	roster_index(&roster);
	token_parse(&token, "aminah", app_today(demo));
	assert_int_equal(roster_match(&roster, &token, "aminah", found, 8), 1);
	assert_string_equal(roster.person[found[0]].enrolment.number, "08");
	token_parse(&token, "siti am", app_today(demo));
	assert_int_equal(roster_match(&roster, &token, "siti am", found, 8), 3);
	roster_release(&roster);
}

static void test_two_were_trained_in_2018(void **state)
{
	struct roster roster, earlier;
	size_t again = 0;

	(void)state;
	read_roster(demo, "2019-KT-KBG-2", &roster);
	read_roster(demo, "2018-KT-KBG-1", &earlier);
	for (size_t i = 0; i < roster.count; i++) {
		const struct roster_person *before =
			roster_find(&earlier, &roster.person[i].record);

		again += before != NULL;
		if (before)
			assert_string_equal(before->identity.nik, roster.person[i].identity.nik);
	}
	assert_int_equal(again, 2);
	roster_release(&earlier);
	roster_release(&roster);
}

static void test_days_are_working_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < demo->programme.session_count; i++) {
		const struct session *session = &demo->programme.session[i];
		const struct dates *dates = &session->schedule.dates;

		/* As they were announced, Nyepi included. */
		if (dates->count > 0 && dates->item[0] == date_of(2019, 3, 4))
			continue;
		for (size_t k = 0; k < dates->count; k++) {
			const date day = dates->item[k];

			assert_true(date_weekday(day) < 5);
			assert_null(programme_holiday(&demo->programme, day));
			assert_false(day >= date_of(2019, 5, 6) && day <= date_of(2019, 6, 4));
			assert_true(k == 0 || day > dates->item[k - 1]);
		}
		assert_true(dates->count == 0 || dates->count == session->plan.days);
		assert_true(dates->count == 0 || session->schedule.venue[0] != '\0');
	}
}

/* --- Its people -------------------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void check_person(const struct session *session, const struct roster_person *person)
{
	struct nik nik;
	struct phone phone;

	assert_true(nik_parse(&nik, person->identity.nik, date_of(2019, 7, 16)));
	assert_int_equal(nik.born, person->identity.born);
	assert_int_equal(nik.sex, person->identity.sex);
	assert_int_equal(person->identity.nik[12], '9'); /* no office has issued it */
	assert_true(date_age(person->identity.born, date_of(2018, 3, 1)) >= 16);
	assert_true(person->identity.name[0] != '\0');
	if (person->contact.phone[0] != '\0')
		assert_int_equal(phone_parse(&phone, person->contact.phone), PHONE_MOBILE);
	assert_string_equal(person->address.kecamatan, session->plan.kecamatan);
	assert_non_null(programme_kelurahan(&demo->programme, person->address.kelurahan));
}

static void test_people_are_invented_well(void **state)
{
	const char **niks = memory_alloc((DEMO_PEOPLE + 100) * sizeof(*niks));
	struct arena arena = {0};
	size_t count = 0, women = 0, distinct = 0;

	(void)state;
	for (size_t i = 0; i < demo->programme.session_count; i++) {
		const struct session *session = &demo->programme.session[i];
		struct roster roster;

		read_roster(demo, session->id, &roster);
		for (size_t k = 0; k < roster.count; k++) {
			const char *nik = roster.person[k].identity.nik;

			assert_true(count < DEMO_PEOPLE + 100);
			check_person(session, &roster.person[k]);
			niks[count++] = arena_text(&arena, nik, strlen(nik));
			women += roster.person[k].identity.sex == SEX_FEMALE;
		}
		roster_release(&roster);
	}
	assert_int_equal(count, DEMO_PEOPLE + 2);
	assert_true(women * 100 > count * 77 && women * 100 < count * 84);
	qsort(niks, count, sizeof(*niks), compare_texts);
	for (size_t i = 0; i < count; i++)
		distinct += i == 0 || strcmp(niks[i - 1], niks[i]) != 0;
	assert_int_equal(distinct, DEMO_PEOPLE); /* the two of 2018 count once */
	arena_release(&arena);
	free(niks);
}

static int compare_niks(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void test_no_nik_is_given_twice(void **state)
{
	const uint32_t count = 100000;
	char(*niks)[NIK_DIGITS + 1] = memory_alloc(count * sizeof(*niks));

	(void)state;
	for (uint32_t i = 0; i < count; i++) {
		const struct demo_draw draw = {.seed = 5, .index = i, .sex = SEX_FEMALE};
		struct demo_person person;

		demo_person_draw(&person, &draw);
		memcpy(niks[i], person.identity.nik, sizeof(niks[i]));
	}
	qsort(niks, count, sizeof(*niks), compare_niks);
	for (uint32_t i = 1; i < count; i++)
		assert_string_not_equal(niks[i - 1], niks[i]);
	free(niks);
}

/* --- The same wherever it is made -------------------------------------------------------------- */

/* A digest of all registers and their values but officers and keys. */
static void digest_content(struct app *app, uint8_t out[DIGEST_SIZE])
{
	struct buf all = BUF_EMPTY;
	struct err err = {0};
	struct bytes piece;
	struct view_walk walk;

	for (view_walk_open(&walk, store_view(app->store), BYTES_NONE); walk.cell;
		view_walk_next(&walk)) {
		const struct cell *cell = walk.cell;
		struct register_parts parts;
		struct arena arena = {0};
		struct bytes value;

		assert_true(register_parse(cell->key, &parts) && parts.known);
		if (parts.kind == REGISTER_OFFICER || parts.kind == REGISTER_KEY)
			continue;
		assert_int_equal(
			store_read(app->store, cell->key, &arena, &value, &err), STATUS_OK);
		cbor_put_bytes(&all, cell->key);
		cbor_put_bytes(&all, value);
		arena_release(&arena);
	}
	view_walk_close(&walk);
	piece = buf_bytes(&all);
	digest(out, DIGEST_SIZE, NULL, "test", &piece, 1);
	buf_release(&all);
}

static void digest_demo(
	void **state, const char *name, uint32_t people, uint32_t seed, uint8_t out[DIGEST_SIZE])
{
	struct app *app;

	make_demo(state, name, people, seed);
	app = open_demo(state, name);
	digest_content(app, out);
	app_close(app);
}

static void test_one_seed_gives_one_content(void **state)
{
	uint8_t first[DIGEST_SIZE], again[DIGEST_SIZE], other[DIGEST_SIZE];

	digest_demo(state, "a.okoce", 300, 7, first);
	digest_demo(state, "b.okoce", 300, 7, again);
	digest_demo(state, "c.okoce", 300, 8, other);
	assert_memory_equal(first, again, DIGEST_SIZE);
	assert_memory_not_equal(first, other, DIGEST_SIZE);
}

static void test_demo_without_people(void **state)
{
	struct app *app;

	make_demo(state, "none.okoce", 0, 1);
	app = open_demo(state, "none.okoce");
	app_tallies(app);
	assert_int_equal(tally_of(app, "2019-KT-KBG-2")->registered, 0);
	assert_int_equal(app_today(app), date_of(2019, 7, 16));
	app_close(app);
}

/* Seeds that draw a SITI UTAMI or SITI DAMAYANTI for today's class. */
static void test_names_of_today_do_not_confuse(void **state)
{
	static const uint32_t seeds[] = {140, 638, 835};

	for (size_t i = 0; i < sizeof(seeds) / sizeof(seeds[0]); i++) {
		char name[32];
		struct app *app;
		struct roster roster;
		struct token token;
		size_t found[8];

		snprintf(name, sizeof(name), "%u.okoce", (unsigned)seeds[i]);
		make_demo(state, name, 40, seeds[i]);
		app = open_demo(state, name);
		read_roster(app, "2019-KT-KBG-2", &roster);
		roster_index(&roster);
		token_parse(&token, "siti am", app_today(app));
		assert_int_equal(roster_match(&roster, &token, "siti am", found, 8), 3);
		roster_release(&roster);
		app_close(app);
	}
}

static void test_few_people_fill_today_first(void **state)
{
	static const uint32_t few[] = {1, 8, 39, 40, 41};

	for (size_t i = 0; i < sizeof(few) / sizeof(few[0]); i++) {
		char name[32];
		struct app *app;
		struct roster roster;

		snprintf(name, sizeof(name), "%u.okoce", (unsigned)few[i]);
		make_demo(state, name, few[i], 1);
		app = open_demo(state, name);
		read_roster(app, "2019-KT-KBG-2", &roster);
		assert_int_equal(roster.count, few[i] < 40 ? few[i] : 40);
		if (few[i] >= 8)
			assert_string_equal(numbered(&roster, "08")->identity.name, "SITI AMINAH");
		roster_release(&roster);
		app_close(app);
	}
}

static void test_more_people_than_seats_wait(void **state)
{
	struct tally sum = {0};
	struct app *app;

	make_demo(state, "more.okoce", 12000, 1);
	app = open_demo(state, "more.okoce");
	app_tallies(app);
	for (size_t i = 0; i < app->programme.session_count; i++) {
		assert_true(app->tally[i].registered <= app->programme.session[i].plan.capacity);
		tally_add(&sum, &app->tally[i]);
	}
	assert_int_equal(sum.registered + sum.waiting, 12000 + 2);
	assert_int_equal(tally_of(app, "2019-FS-KBG-2")->waiting, 3);
	app_close(app);
}

static void test_too_many_people(void **state)
{
	char *path = app_try_path(state, "many.okoce");
	struct programme programme;
	struct begin_options options;
	struct err err = {0};

	app_try_programme(&programme);
	options = app_try_options(state, path, &programme);
	assert_int_equal(begin_demo(&options, DEMO_PEOPLE_MAX + 1, 1, &err), STATUS_INVALID);
	programme_release(&programme);
	free(path);
}

/* Someone's own plan has other sessions, or none. */
static void test_demo_of_another_plan(void **state)
{
	char *path = app_try_path(state, "other.okoce");
	struct programme programme;
	struct begin_options options;
	struct app *app;
	struct err err = {0};

	app_try_programme(&programme);
	programme.session[0].plan.days = 0;
	programme.session[0].schedule.dates.count = 0;
	options = app_try_options(state, path, &programme);
	assert_int_equal(begin_demo(&options, 10, 1, &err), STATUS_OK);
	app = open_demo(state, "other.okoce");
	app_tallies(app);
	assert_int_equal(app->tally[0].registered, 3); /* its seats */
	assert_int_equal(app->tally[0].waiting, 7);
	app_close(app);
	programme_release(&programme);
	free(path);
}

static void test_clock_goes_on_from_the_last_entry(void **state)
{
	struct app *app;
	struct err err = {0};
	struct roster roster;

	make_demo(state, "demo.okoce", 40, 1);
	app = open_demo(state, "demo.okoce");
	app_try_set_clock(app, "2019-07-16T15:30:00+07:00");
	read_roster(app, "2019-KT-KBG-2", &roster);
	assert_int_equal(app_attend(app, session_of(app, "2019-KT-KBG-2"), 2,
				 &numbered(&roster, "08")->record, ATTENDANCE_PRESENT, &err),
		STATUS_OK);
	roster_release(&roster);
	app_close(app);
	app = open_demo(state, "demo.okoce");
	assert_int_equal(moment_minute(app_now(app)), 15 * 60 + 30);
	app_close(app);
	/* A clock that was set by hand is left as it is. */
	app = app_try_open(state, "demo.okoce", "laptop", "2019-07-17T07:00:00+07:00");
	assert_int_equal(app_today(app), date_of(2019, 7, 17));
	assert_true(app->clock_by_hand);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_the_morning_of_16_july_2019),
		cmocka_unit_test(test_beranda),
		cmocka_unit_test(test_today_in_kembangan),
		cmocka_unit_test(test_other_classes_of_kembangan),
		cmocka_unit_test(test_people_of_the_first_screens),
		cmocka_unit_test(test_two_were_trained_in_2018),
		cmocka_unit_test(test_days_are_working_days),
		cmocka_unit_test(test_people_are_invented_well),
		cmocka_unit_test(test_no_nik_is_given_twice),
		TEST(test_one_seed_gives_one_content),
		TEST(test_demo_without_people),
		TEST(test_names_of_today_do_not_confuse),
		TEST(test_few_people_fill_today_first),
		TEST(test_more_people_than_seats_wait),
		TEST(test_too_many_people),
		TEST(test_demo_of_another_plan),
		TEST(test_clock_goes_on_from_the_last_entry),
	};

	return cmocka_run_group_tests_name("app/demo", tests, make_shared, release_shared);
}
