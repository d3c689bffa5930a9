/* SPDX-License-Identifier: BSD-2-Clause */
/* Searching everyone, all that is held of a person, and changing one field group of it. */
#include "app/people.h"
#include "app/access.h"

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
#define TUESDAY "2019-07-16T08:00:00+07:00"
#define AMINAH "3173084306859017"

static size_t found(struct app *app, const char *typed)
{
	struct people people;
	struct err err = {0};
	size_t count;

	if (people_find(app, typed, &people, NULL, NULL, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	count = people.count;
	people_release(&people);
	return count;
}

static struct id siti(struct app *app)
{
	return app_try_enrol(app, "SITI AMINAH", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "01");
}

static void put_phone(struct app *app, const struct id *record, const char *phone)
{
	struct person_contact contact;
	struct err err = {0};

	record_clear(&person_contact_type, &contact);
	contact.phone = phone;
	assert_int_equal(people_save(app, record, PERSON_CONTACT, &contact, &err), STATUS_OK);
}

static void test_nobody(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct person_sheet sheet = {.training_count = 0};
	struct id record = {{1}};
	struct err err = {0};

	assert_int_equal(found(app, ""), 0);
	assert_int_equal(found(app, "a"), 0);
	assert_int_equal(found(app, AMINAH), 0);
	assert_int_equal(found(app, "9017"), 0);
	assert_int_equal(people_read(app, &record, &sheet, &err), STATUS_NOT_FOUND);
	person_sheet_release(&sheet);
	assert_int_equal(people_find_id(app, "", &record, &err), STATUS_INVALID);
	assert_int_equal(people_find_id(app, "0123", &record, &err), STATUS_NOT_FOUND);
	app_close(app);
}

static void test_by_name_and_numbers(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app);

	app_try_enrol(app, "BUDI", "3173080306859018", SEX_MALE, ENROLMENT_REGISTERED, "02");
	put_phone(app, &record, "081234567890");
	assert_int_equal(found(app, "i"), 2);
	assert_int_equal(found(app, "ami sit"), 1);
	assert_int_equal(found(app, "sit bud"), 0);
	assert_int_equal(found(app, AMINAH), 1);
	assert_int_equal(found(app, "9017"), 1);
	assert_int_equal(found(app, "9019"), 0);
	assert_int_equal(found(app, "+62 812-3456-7890"), 1);
	app_close(app);
}

/* What is found by numbers follows what is recorded. */
static void test_index_follows_changes(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app);

	assert_int_equal(found(app, "081234567890"), 0);
	put_phone(app, &record, "081234567890");
	assert_int_equal(found(app, "081234567890"), 1);
	put_phone(app, &record, "081234567891");
	assert_int_equal(found(app, "081234567890"), 0);
	app_close(app);
}

static void test_by_kelurahan(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	const struct kelurahan *kelurahan = app->programme.kecamatan[0].kelurahan.item;
	struct person_address address;
	struct buf typed = BUF_EMPTY;
	struct id record = siti(app);
	struct err err = {0};

	app_try_enrol(app, "SITI MARYAM", "", SEX_FEMALE, ENROLMENT_REGISTERED, "02");
	record_clear(&person_address_type, &address);
	address.kelurahan = kelurahan[0].code;
	assert_int_equal(people_save(app, &record, PERSON_ADDRESS, &address, &err), STATUS_OK);
	assert_int_equal(found(app, kelurahan[0].name), 1);
	buf_printf(&typed, "siti %s", kelurahan[0].name);
	assert_int_equal(found(app, buf_text(&typed)), 1);
	buf_clear(&typed);
	buf_printf(&typed, "maryam %s", kelurahan[0].name);
	assert_int_equal(found(app, buf_text(&typed)), 0);
	buf_release(&typed);
	app_close(app);
}

/* Who was renamed is one person, found by both names. */
static void test_former_names(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct person_identity identity;
	struct id record = siti(app);
	struct err err = {0};

	record_clear(&person_identity_type, &identity);
	identity.name = "SITI AMINAH RAHMAN";
	assert_int_equal(people_save(app, &record, PERSON_IDENTITY, &identity, &err), STATUS_OK);
	assert_int_equal(found(app, "aminah"), 1);
	assert_int_equal(found(app, "rahman"), 1);
	app_close(app);
}

/* More than anyone reads is not given, and that is said. */
static void test_very_many(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct transaction *transaction;
	struct person_identity identity;
	struct people people;
	struct err err = {0};

	assert_int_equal(transaction_begin(app->store, NULL, &transaction, &err), STATUS_OK);
	record_clear(&person_identity_type, &identity);
	identity.name = "ANI";
	for (uint32_t i = 0; i < PEOPLE_MAX + 1; i++) {
		struct id record = {{(uint8_t)(i >> 8), (uint8_t)i, 1}};
		struct register_key key = register_person(&record, PERSON_IDENTITY);

		transaction_entry(transaction);
		transaction_put_record(
			transaction, register_bytes(&key), &person_identity_type, &identity);
	}
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	assert_int_equal(people_find(app, "ani", &people, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(people.count, PEOPLE_MAX);
	assert_true(people.more);
	people_release(&people);
	app_close(app);
}

static bool stop(void *context, size_t done, size_t total)
{
	(void)context;
	return done > total;
}

static void test_can_be_stopped(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct transaction *transaction;
	struct person_contact contact;
	struct people people;
	struct err err = {0};

	assert_int_equal(transaction_begin(app->store, NULL, &transaction, &err), STATUS_OK);
	record_clear(&person_contact_type, &contact);
	contact.phone = "081234567890";
	for (unsigned i = 0; i < 1200; i++) {
		struct id record = {{(uint8_t)(i >> 8), (uint8_t)i, 1}};
		struct register_key key = register_person(&record, PERSON_CONTACT);

		transaction_entry(transaction);
		transaction_put_record(transaction, register_bytes(&key), &person_contact_type, &contact);
	}
	assert_int_equal(transaction_commit(transaction, NULL, &err), STATUS_OK);
	assert_int_equal(people_find(app, "9017", &people, stop, NULL, &err), STATUS_STOPPED);
	people_release(&people);
	assert_int_equal(found(app, "081234567890"), PEOPLE_MAX);
	app_close(app);
}

static void test_by_id(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app), got;
	char hex[ID_HEX_SIZE], other[ID_HEX_SIZE];
	struct err err = {0};

	id_hex(&record, hex);
	assert_int_equal(people_find_id(app, hex, &got, &err), STATUS_OK);
	assert_true(id_equal(&got, &record));
	hex[6] = '\0';
	assert_int_equal(people_find_id(app, hex, &got, &err), STATUS_OK);
	hex[3] = '\0';
	assert_int_equal(people_find_id(app, hex, &got, &err), STATUS_INVALID);
	/* Two that begin alike. */
	got.byte[ID_SIZE - 1] ^= 1;
	app_try_put(app, register_person(&got, PERSON_IDENTITY), &person_identity_type,
		&(struct person_identity){.name = "B", .nik = "", .birthplace = "", .born = DATE_NONE});
	id_hex(&got, other);
	other[8] = '\0';
	assert_int_equal(people_find_id(app, other, &got, &err), STATUS_NOT_FOUND);
	app_close(app);
}

static void read_sheet(struct app *app, const struct id *record, struct person_sheet *sheet)
{
	struct err err = {0};

	*sheet = (struct person_sheet){.training_count = 0};
	if (people_read(app, record, sheet, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static void test_sheet(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app);
	struct person_sheet sheet;

	app_try_attend(app, &record, 1, ATTENDANCE_PRESENT);
	app_try_set_clock(app, TUESDAY);
	put_phone(app, &record, "081234567890");
	put_phone(app, &record, "081234567891");
	read_sheet(app, &record, &sheet);
	assert_string_equal(sheet.identity.name, "SITI AMINAH");
	assert_string_equal(sheet.contact.phone, "081234567891");
	assert_int_equal(sheet.training_count, 1);
	assert_string_equal(sheet.training[0].session->id, TRY_SESSION);
	assert_int_equal(sheet.training[0].person[0].mark[0].status, ATTENDANCE_PRESENT);
	assert_int_equal(person_trainings(&sheet), 1);
	assert_int_equal(sheet.rival_count, 0);
	assert_int_equal(sheet.change_count, 3);
	assert_int_equal(sheet.change[0].group, PERSON_IDENTITY);
	assert_null(sheet.change[1].before);
	assert_string_equal(((const struct person_contact *)sheet.change[2].before)->phone, "081234567890");
	assert_string_equal(((const struct person_contact *)sheet.change[2].value)->phone, "081234567891");
	assert_string_equal(sheet.change[2].officer, "Rina S.");
	person_sheet_release(&sheet);
	app_close(app);
}

/* A change is of its group alone, is there after the program ends, and can be taken back. */
static void test_save_and_undo(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app);
	struct person_sheet sheet;
	struct err err = {0};
	uint64_t entries;

	put_phone(app, &record, "081234567890");
	entries = store_entries(app->store);
	put_phone(app, &record, "081234567890"); /* the same again is nothing */
	assert_int_equal(store_entries(app->store), entries);
	put_phone(app, &record, "081234567891");
	assert_int_equal(app_undo(app, &err), STATUS_OK);
	read_sheet(app, &record, &sheet);
	assert_string_equal(sheet.contact.phone, "081234567890");
	assert_string_equal(sheet.identity.nik, AMINAH);
	person_sheet_release(&sheet);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", TUESDAY);
	read_sheet(app, &record, &sheet);
	assert_string_equal(sheet.contact.phone, "081234567890");
	person_sheet_release(&sheet);
	app_close(app);
}

/* Two laptops gave two numbers: both are shown, and saving one decides it. */
static void test_conflict(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app);
	struct person_sheet sheet;

	app_close(app);
	app_try_copy(state, "data.okoce", "other.okoce");
	app = app_try_open(state, "data.okoce", "laptop", TUESDAY);
	put_phone(app, &record, "081234567890");
	app_close(app);
	app = app_try_open(state, "other.okoce", "second", TUESDAY);
	put_phone(app, &record, "081234567891");
	app_close(app);
	app_try_join(state, "other.okoce", "data.okoce");
	app = app_try_open(state, "data.okoce", "laptop", TUESDAY);
	read_sheet(app, &record, &sheet);
	assert_int_equal(sheet.rival_count, 1);
	assert_int_equal(sheet.rival[0].group, PERSON_CONTACT);
	assert_string_not_equal(((const struct person_contact *)sheet.rival[0].value)->phone, sheet.contact.phone);
	put_phone(app, &record, sheet.contact.phone);
	person_sheet_release(&sheet);
	read_sheet(app, &record, &sheet);
	assert_int_equal(sheet.rival_count, 0);
	person_sheet_release(&sheet);
	app_close(app);
}

static void test_others_with_the_nik(void **state)
{
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app);
	struct id other = app_try_enrol(app, "SITI AMINA", AMINAH, SEX_FEMALE, ENROLMENT_REGISTERED, "02");
	struct arena arena = {NULL};
	const char *names;
	struct err err = {0};

	assert_int_equal(people_with_nik(app, AMINAH, &record, &arena, &names, &err), STATUS_OK);
	assert_string_equal(names, "SITI AMINA");
	assert_int_equal(people_with_nik(app, AMINAH, &other, &arena, &names, &err), STATUS_OK);
	assert_string_equal(names, "SITI AMINAH");
	assert_int_equal(people_with_nik(app, "3173084306859099", &record, &arena, &names, &err), STATUS_OK);
	assert_string_equal(names, "");
	arena_release(&arena);
	app_close(app);
}

/* A file that is only read is changed by nobody. */
static void test_read_only(void **state)
{
	char *path = app_try_path(state, "data.okoce");
	struct app_options options = {.path = path, .read_only = true, .clock = clock_system()};
	struct app *app = app_try_new(state, MONDAY);
	struct id record = siti(app);
	struct person_contact contact;
	struct err err = {0};

	app_close(app);
	assert_int_equal(app_open(&app, &options, &err), STATUS_OK);
	assert_int_equal(app_unlock(app, NULL, NULL, &err), STATUS_OK);
	record_clear(&person_contact_type, &contact);
	contact.phone = "081234567890";
	assert_int_equal(people_save(app, &record, PERSON_CONTACT, &contact, &err), STATUS_DENIED);
	assert_int_equal(app_record_full_person(app, &record, &err), STATUS_DENIED);
	assert_int_equal(found(app, "siti"), 1);
	app_close(app);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nobody),
		TEST(by_name_and_numbers),
		TEST(index_follows_changes),
		TEST(by_kelurahan),
		TEST(former_names),
		TEST(very_many),
		TEST(can_be_stopped),
		TEST(by_id),
		TEST(sheet),
		TEST(save_and_undo),
		TEST(conflict),
		TEST(others_with_the_nik),
		TEST(read_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
