/* SPDX-License-Identifier: BSD-2-Clause */
/* What two laptops recorded differently is found, told and decided; what they recorded alike is none. */
#include "app/conflict.h"

#include "app/history.h"
#include "app/people.h"
#include "app/persons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define FIRST_DAY "2019-07-15T08:00:00+07:00"
#define NIK "3173084306859017"

#define OK(call)                                                                                   \
	do {                                                                                       \
		if ((call) != STATUS_OK)                                                           \
			fail_msg("%s: %s", #call, err.text);                                       \
	} while (0)

static void put_phone(struct app *app, const struct id *record, const char *phone)
{
	struct person_contact contact;

	record_clear(&person_contact_type, &contact);
	contact.phone = phone;
	app_try_put(app, register_person(record, PERSON_CONTACT), &person_contact_type, &contact);
}

static const char *phone_of(struct app *app, const struct id *record, struct arena *arena)
{
	struct person_contact contact;
	struct err err = {0};

	OK(app_read_or_empty(app, register_person(record, PERSON_CONTACT), &person_contact_type, arena,
		&contact, &err));
	return contact.phone;
}

static struct app *open_as(void **state, const char *name)
{
	return app_try_open(state, name, name, FIRST_DAY);
}

/* Goes on in a copy of the file, which `to` is from then on. */
static struct app *copied(void **state, struct app *app, const char *from, const char *to)
{
	app_close(app);
	app_try_copy(state, from, to);
	return open_as(state, to);
}

/* What another laptop has comes into the first one's file. */
static struct app *joined(void **state, struct app *app, const char *from)
{
	app_close(app);
	app_try_join(state, from, "data.okoce");
	return open_as(state, "data.okoce");
}

static void assert_conflicts(struct app *app, size_t count)
{
	assert_int_equal(conflicts_count(app), count);
}

static struct register_key only(struct app *app)
{
	struct conflicts all = {0};
	struct register_key key;

	conflicts_find(app, &all);
	assert_int_equal(all.count, 1);
	key = all.key[0];
	conflicts_release(&all);
	return key;
}

static struct app *begin(void **state, struct id *ani)
{
	struct app *app;

	app_try_begin(state, "data.okoce");
	app = open_as(state, "data.okoce");
	*ani = app_try_enrol(app, "ANI LESTARI", NIK, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	return app;
}

/* Two laptops write another number each; the file of the first has both. */
static struct app *with_two_phones(void **state, struct id *ani)
{
	struct app *app = begin(state, ani);

	put_phone(app, ani, "081200000001");
	app = copied(state, app, "data.okoce", "other.okoce");
	put_phone(app, ani, "081200000002");
	app_close(app);
	app = open_as(state, "data.okoce");
	put_phone(app, ani, "081200000003");
	return joined(state, app, "other.okoce");
}

static void test_none(void **state)
{
	struct id ani;
	struct app *app = begin(state, &ani);
	struct register_key key = register_person(&ani, PERSON_CONTACT);
	struct conflict conflict = {.count = 0};
	struct err err = {0};

	put_phone(app, &ani, "081200000001");
	put_phone(app, &ani, "081200000002");
	assert_conflicts(app, 0);
	assert_int_equal(conflict_read(app, &key, &conflict, &err), STATUS_NOT_FOUND);
	conflict_release(&conflict);
	app_close(app);
}

static void test_two_values(void **state)
{
	struct id ani;
	struct app *app = with_two_phones(state, &ani);
	struct register_key key = only(app), found;
	struct conflict conflict = {.count = 0};
	struct officer_names officers = {.count = 0};
	struct buf text = BUF_EMPTY;
	char code[CONFLICT_CODE_SIZE];
	struct err err = {0};

	OK(conflict_read(app, &key, &conflict, &err));
	OK(officer_names_read(&officers, app, &err));
	assert_int_equal(conflict.count, 2);
	assert_ptr_equal(conflict.type, &person_contact_type);
	assert_true(conflict_differs(&conflict, &person_contact_type.field[0]));
	assert_false(conflict_differs(&conflict, &person_contact_type.field[1]));
	conflict_say_about(app, &key, &text);
	assert_string_equal(buf_text(&text), "Telephone: ANI LESTARI");
	buf_clear(&text);
	conflict_say_who(&officers, &conflict.side[0], &text);
	assert_non_null(strstr(buf_text(&text), "15/07/19 08.00"));
	assert_true(conflict_find_code(app, conflict_code(&key, code), &found));
	assert_true(bytes_equal(register_bytes(&found), register_bytes(&key)));
	assert_false(conflict_find_code(app, "ZZZZ-ZZ", &found));
	officer_names_release(&officers);
	buf_release(&text);
	conflict_release(&conflict);
	app_close(app);
}

/* Who said it and when is what it was, though an undo restored it. */
static void assert_said_at_eight(struct app *app, const struct register_key *key)
{
	struct conflict conflict = {.count = 0};
	struct err err = {0};

	OK(conflict_read(app, key, &conflict, &err));
	for (size_t i = 0; i < conflict.count; i++)
		assert_int_equal(conflict.side[i].time, app_try_moment(FIRST_DAY));
	conflict_release(&conflict);
}

/* Chosen, undone, and composed; the decision comes to the other laptop with the file. */
static void test_decided(void **state)
{
	struct id ani;
	struct app *app = with_two_phones(state, &ani);
	struct register_key key = only(app);
	struct conflict conflict = {.count = 0};
	struct person_contact composed;
	struct arena arena = {NULL};
	struct err err = {0};

	OK(conflict_read(app, &key, &conflict, &err));
	OK(conflict_decide(app, &conflict, conflict.side[1].value, &err));
	assert_conflicts(app, 0);
	assert_string_equal(phone_of(app, &ani, &arena),
		((const struct person_contact *)conflict.side[1].value)->phone);
	assert_int_equal(
		conflict_decide(app, &conflict, conflict.side[0].value, &err), STATUS_NOT_FOUND);
	app_try_set_clock(app, "2019-07-15T11:00:00+07:00");
	OK(app_undo(app, &err));
	assert_conflicts(app, 1);
	assert_said_at_eight(app, &key);
	composed = *(const struct person_contact *)conflict.side[0].value;
	composed.phone2 = ((const struct person_contact *)conflict.side[1].value)->phone;
	/* It was looked at before: what is live now are other events. */
	assert_int_equal(conflict_decide(app, &conflict, &composed, &err), STATUS_INVALID);
	conflict_release(&conflict);
	OK(conflict_read(app, &key, &conflict, &err));
	composed = *(const struct person_contact *)conflict.side[0].value;
	composed.phone2 = ((const struct person_contact *)conflict.side[1].value)->phone;
	OK(conflict_decide(app, &conflict, &composed, &err));
	conflict_release(&conflict);
	assert_conflicts(app, 0);
	composed.phone = phone_of(app, &ani, &arena);
	app_close(app);
	app_try_join(state, "data.okoce", "other.okoce");
	app = open_as(state, "other.okoce");
	assert_conflicts(app, 0);
	assert_string_equal(phone_of(app, &ani, &arena), composed.phone);
	arena_release(&arena);
	app_close(app);
}

/* Two laptops register the same new person, edit different groups, and the same group: one person, the groups
 * joined, one conflict with both values. */
static void test_same_new_person(void **state)
{
	struct person_address address;
	struct person_sheet sheet = {.training_count = 0};
	struct app *app;
	struct id ani, again;
	struct err err = {0};

	app_try_begin(state, "data.okoce");
	app = open_as(state, "data.okoce");
	app = copied(state, app, "data.okoce", "other.okoce");
	ani = app_try_enrol(app, "ANI LESTARI", NIK, SEX_FEMALE, ENROLMENT_REGISTERED, "B1");
	put_phone(app, &ani, "081200000002");
	record_clear(&person_address_type, &address);
	address.line = "Jl. Joglo 1";
	app_try_put(app, register_person(&ani, PERSON_ADDRESS), &person_address_type, &address);
	app_close(app);
	app = open_as(state, "data.okoce");
	again = app_try_enrol(app, "ANI LESTARI", NIK, SEX_FEMALE, ENROLMENT_REGISTERED, "A1");
	put_phone(app, &again, "081200000001");
	app = joined(state, app, "other.okoce");
	assert_true(id_equal(&ani, &again));
	assert_conflicts(app, 1);
	OK(people_read(app, &ani, &sheet, &err));
	assert_string_equal(sheet.address.line, "Jl. Joglo 1");
	assert_int_equal(sheet.rival_count, 1);
	assert_int_equal(sheet.training_count, 1);
	person_sheet_release(&sheet);
	app_tallies(app);
	assert_int_equal(app->tally[0].registered, 1);
	app_close(app);
}

/* Present and present are one; present and excused are not. A seat and a place in the waiting list are one. */
static void test_what_says_the_same(void **state)
{
	struct id ani;
	struct app *app = begin(state, &ani);

	app = copied(state, app, "data.okoce", "other.okoce");
	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &ani, 2, ATTENDANCE_EXCUSED);
	(void)app_try_enrol(app, "CICI", "", SEX_FEMALE, ENROLMENT_WAITING, "");
	app_close(app);
	app = open_as(state, "data.okoce");
	app_try_set_clock(app, "2019-07-15T08:41:00+07:00");
	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_try_attend(app, &ani, 2, ATTENDANCE_PRESENT);
	(void)app_try_enrol(app, "CICI", "", SEX_FEMALE, ENROLMENT_REGISTERED, "02");
	app = joined(state, app, "other.okoce");
	assert_conflicts(app, 1);
	app_close(app);
}

/* Taken back yields, and is no vote. */
static void test_taken_back(void **state)
{
	struct id ani;
	struct app *app = begin(state, &ani);
	struct err err = {0};

	app = copied(state, app, "data.okoce", "other.okoce");
	app_try_attend(app, &ani, 1, ATTENDANCE_PRESENT);
	app_close(app);
	app = open_as(state, "data.okoce");
	app_try_attend(app, &ani, 1, ATTENDANCE_SICK);
	OK(app_undo(app, &err));
	app = joined(state, app, "other.okoce");
	assert_conflicts(app, 0);
	app_tallies(app);
	assert_int_equal(app->tally[0].present[0], 1);
	app_close(app);
}

/* Three laptops load one list, one mends a number, early: no conflict, and the mended number is shown, also where
 * the others wrote more since (MERGE 12). */
static void test_first_values(void **state)
{
	static const char *const files[] = {"a.okoce", "b.okoce"};
	struct arena arena = {NULL};
	struct id ani;
	struct app *app = begin(state, &ani);

	app_close(app);
	for (int i = 0; i < 2; i++) {
		app_try_copy(state, "data.okoce", files[i]);
		app = open_as(state, files[i]);
		for (int day = 1; day <= 3; day++) /* its counter is ahead */
			app_try_attend(app, &ani, (uint32_t)day, ATTENDANCE_PRESENT);
		put_phone(app, &ani, "081200000001");
		app_close(app);
	}
	app = open_as(state, "data.okoce");
	put_phone(app, &ani, "081200000001");
	put_phone(app, &ani, "081200000009");
	for (int i = 0; i < 2; i++)
		app = joined(state, app, files[i]);
	assert_conflicts(app, 0);
	assert_string_equal(phone_of(app, &ani, &arena), "081200000009");
	app_close(app);
	/* The other way round, and in a view that is made anew. */
	app_try_join(state, "data.okoce", "a.okoce");
	app = open_as(state, "a.okoce");
	assert_conflicts(app, 0);
	assert_string_equal(phone_of(app, &ani, &arena), "081200000009");
	/* What is written then is of all of them. */
	put_phone(app, &ani, "081200000010");
	assert_string_equal(phone_of(app, &ani, &arena), "081200000010");
	arena_release(&arena);
	app_close(app);
}

/* A decision against a decision is a conflict again. */
static void test_two_decisions(void **state)
{
	struct id ani;
	struct app *app = with_two_phones(state, &ani);
	struct register_key key = only(app);
	struct err err = {0};

	app = copied(state, app, "data.okoce", "third.okoce");
	for (int i = 0; i < 2; i++) {
		struct conflict conflict = {.count = 0};

		OK(conflict_read(app, &key, &conflict, &err));
		OK(conflict_decide(app, &conflict, conflict.side[i].value, &err));
		conflict_release(&conflict);
		app_close(app);
		app = open_as(state, "data.okoce");
	}
	app = joined(state, app, "third.okoce");
	assert_conflicts(app, 1);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_none),
		TEST(test_two_values),
		TEST(test_decided),
		TEST(test_same_new_person),
		TEST(test_what_says_the_same),
		TEST(test_taken_back),
		TEST(test_first_values),
		TEST(test_two_decisions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
