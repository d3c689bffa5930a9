/* SPDX-License-Identifier: BSD-2-Clause */
/* Who may be the same person as somebody who is about to be registered. */
#include "app/alike.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define MONDAY "2019-07-15T08:00:00+07:00"
#define AMINAH "3173086506804417" /* 25 June 1980, a woman */
#define SLIPPED "3173086506804471"

struct hall {
	void *folder;
	struct app *app;
	struct alikes alikes;
	struct id aminah;
};

static void put_identity(struct hall *hall, date born)
{
	struct person_identity identity;

	record_clear(&person_identity_type, &identity);
	identity.name = "HJ. SITI AMINAH";
	identity.nik = AMINAH;
	identity.sex = SEX_FEMALE;
	identity.born = born;
	app_try_put(hall->app, register_person(&hall->aminah, PERSON_IDENTITY), &person_identity_type,
		&identity);
}

static int set_up(void **state)
{
	struct hall *hall = calloc(1, sizeof(*hall));

	app_try_make(&hall->folder);
	hall->app = app_try_new(&hall->folder, MONDAY);
	hall->aminah = app_try_enrol(
		hall->app, "HJ. SITI AMINAH", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
	put_identity(hall, date_of(1980, 6, 25));
	(void)app_try_enrol(hall->app, "JOKO PRASETYO", "", SEX_MALE, ENROLMENT_REGISTERED, "02");
	*state = hall;
	return 0;
}

static int tear_down(void **state)
{
	struct hall *hall = *state;

	alike_release(&hall->alikes);
	app_close(hall->app);
	app_try_remove(&hall->folder);
	free(hall);
	return 0;
}

static void look(struct hall *hall, const char *name, const char *nik, const char *phone)
{
	struct person_identity identity;
	struct err err = {0};

	record_clear(&person_identity_type, &identity);
	identity.name = name;
	identity.nik = nik;
	if (nik[0] != '\0')
		identity.born = date_of(1980, 6, 25);
	if (alike_find(hall->app, &identity, phone, &hall->alikes, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static void assert_aminah(struct hall *hall, enum alike_why why)
{
	assert_int_equal(hall->alikes.count, 1);
	assert_true(id_equal(&hall->alikes.item[0].record, &hall->aminah));
	assert_int_equal(hall->alikes.item[0].why, why);
}

static void test_nothing_typed_is_like_nobody(void **state)
{
	look(*state, "", "", "");
	assert_int_equal(((struct hall *)*state)->alikes.count, 0);
	look(*state, "DEWI", "", "");
	assert_int_equal(((struct hall *)*state)->alikes.count, 0);
}

static void test_a_nik_is_enough(void **state)
{
	look(*state, "", AMINAH, "");
	assert_aminah(*state, ALIKE_NIK);
	look(*state, "SOMEBODY ELSE", AMINAH, "");
	assert_aminah(*state, ALIKE_NIK);
}

static void test_a_birth_date_and_a_slip_in_the_name(void **state)
{
	static const char *const slips[] = {"siti aminah", "Siti Aminnah", "Hj Siti Amina", "SITI AMNIAH"};

	for (size_t i = 0; i < sizeof(slips) / sizeof(*slips); i++) {
		look(*state, slips[i], SLIPPED, "");
		assert_aminah(*state, ALIKE_BORN);
	}
	look(*state, "SITI MARYAM", SLIPPED, "");
	assert_int_equal(((struct hall *)*state)->alikes.count, 0);
}

static void put_contact(struct hall *hall, const char *phone)
{
	struct person_contact contact;

	record_clear(&person_contact_type, &contact);
	contact.phone2 = phone;
	app_try_put(hall->app, register_person(&hall->aminah, PERSON_CONTACT), &person_contact_type,
		&contact);
}

static void test_a_telephone_and_a_slip_in_the_name(void **state)
{
	put_contact(*state, "0812900001");
	look(*state, "Siti Aminnah", "", "0812900001");
	assert_aminah(*state, ALIKE_PHONE);
	look(*state, "Siti Aminnah", "", "0812900002");
	assert_int_equal(((struct hall *)*state)->alikes.count, 0);
	/* A family has one telephone. */
	look(*state, "Rohimah", "", "0812900001");
	assert_int_equal(((struct hall *)*state)->alikes.count, 0);
}

/* The name alone, unless both were born on a known day, and another one. */
static void test_a_name_until_something_tells_them_apart(void **state)
{
	struct hall *hall = *state;
	struct person_identity identity;
	struct err err = {0};

	look(hall, "Siti Aminah", "", "");
	assert_aminah(hall, ALIKE_NAME);
	record_clear(&person_identity_type, &identity);
	identity.name = "Siti Aminah";
	identity.born = date_of(1990, 1, 1);
	assert_int_equal(alike_find(hall->app, &identity, "", &hall->alikes, &err), STATUS_OK);
	assert_int_equal(hall->alikes.count, 0);
}

static void test_the_strongest_comes_first_and_each_once(void **state)
{
	struct hall *hall = *state;

	for (int i = 0; i < ALIKE_MAX + 3; i++) {
		char nik[] = "3173081111111100";

		nik[14] = (char)('0' + i / 10);
		nik[15] = (char)('0' + i % 10);
		(void)app_try_enrol(
			hall->app, "SITI AMINAH", nik, SEX_FEMALE, ENROLMENT_WAITING, "");
	}
	put_contact(hall, "0812900001");
	look(hall, "Siti Aminah", AMINAH, "0812900001");
	assert_int_equal(hall->alikes.count, ALIKE_MAX);
	assert_true(id_equal(&hall->alikes.item[0].record, &hall->aminah));
	assert_int_equal(hall->alikes.item[0].why, ALIKE_NIK);
	for (size_t i = 1; i < ALIKE_MAX; i++)
		assert_int_equal(hall->alikes.item[i].why, ALIKE_NAME);
}

static void test_it_is_said_with_class_and_year(void **state)
{
	struct hall *hall = *state;
	struct buf text = BUF_EMPTY;

	look(hall, "", AMINAH, "");
	alike_say(hall->app, &hall->alikes.item[0], &text);
	assert_string_equal(
		buf_text(&text), "HJ. SITI AMINAH, Kerajinan tangan, class 1, 2019: the same NIK");
	buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing_typed_is_like_nobody),
		TEST(test_a_nik_is_enough),
		TEST(test_a_birth_date_and_a_slip_in_the_name),
		TEST(test_a_telephone_and_a_slip_in_the_name),
		TEST(test_a_name_until_something_tells_them_apart),
		TEST(test_the_strongest_comes_first_and_each_once),
		TEST(test_it_is_said_with_class_and_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
