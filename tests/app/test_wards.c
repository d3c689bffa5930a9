/* SPDX-License-Identifier: BSD-2-Clause */
/* Counted by where people live. */
#include "app/wards.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define NOW "2019-07-17T08:00:00+07:00" /* the third of four days */
#define OK(call) assert_int_equal((call), STATUS_OK)

/* Adds someone who lives there; null: no address. */
static struct id add(struct app *app, const char *name, const char *nik, uint32_t status,
	const char *number, const char *kelurahan, const char *kecamatan)
{
	struct id record = app_try_enrol(app, name, nik, SEX_FEMALE, status, number);
	struct person_address address;

	if (!kelurahan)
		return record;
	record_clear(&person_address_type, &address);
	address.kelurahan = kelurahan;
	address.kecamatan = kecamatan;
	app_try_put(app, register_person(&record, PERSON_ADDRESS), &person_address_type, &address);
	return record;
}

static const struct ward *ward_of(const struct wards *wards, const char *kelurahan)
{
	for (size_t i = 0; i < wards->count; i++)
		if (wards->ward[i].kelurahan && strcmp(wards->ward[i].kelurahan->code, kelurahan) == 0)
			return &wards->ward[i];
	fail_msg("no kelurahan %s", kelurahan);
	return NULL;
}

static void test_where_people_live(void **state)
{
	struct app *app = app_try_new(state, NOW);
	const struct kecamatan *kecamatan = &app->programme.kecamatan[0];
	const struct kelurahan *kelurahan = kecamatan->kelurahan.item;
	const struct ward *last, *beside;
	struct wards wards;
	struct err err = {0};
	struct id siti = add(app, "SITI", "3173085203900001", ENROLMENT_REGISTERED, "01",
		kelurahan[0].code, kecamatan->code);

	add(app, "RIA", "3173085203900002", ENROLMENT_REGISTERED, "02", kelurahan[0].code, kecamatan->code);
	add(app, "ANI", "3173085203900003", ENROLMENT_REGISTERED, "03", "", kecamatan->code);
	add(app, "TUTI", "3173085203900004", ENROLMENT_REGISTERED, "04", NULL, NULL);
	add(app, "DEWI", "3173085203900005", ENROLMENT_WAITING, "", kelurahan[0].code, kecamatan->code);
	app_try_attend(app, &siti, 1, ATTENDANCE_PRESENT);
	OK(wards_count(app, 2019, &wards, NULL, NULL, &err));
	assert_int_equal(ward_of(&wards, kelurahan[0].code)->tally.registered, 2);
	assert_int_equal(ward_of(&wards, kelurahan[0].code)->tally.registered_female, 2);
	assert_int_equal(ward_of(&wards, kelurahan[0].code)->tally.attended, 1);
	assert_int_equal(ward_of(&wards, kelurahan[0].code)->tally.completed, 0);
	last = &wards.ward[wards.count - 1];
	assert_null(last->kelurahan);
	assert_null(last->kecamatan);
	assert_int_equal(last->tally.registered, 1);
	beside = &wards.ward[kecamatan->kelurahan.count];
	assert_null(beside->kelurahan);
	assert_ptr_equal(beside->kecamatan, kecamatan);
	assert_int_equal(beside->tally.registered, 1);
	wards_release(&wards);
	OK(wards_count(app, 2018, &wards, NULL, NULL, &err)); /* nothing was held */
	assert_int_equal(ward_of(&wards, kelurahan[0].code)->tally.registered, 0);
	wards_release(&wards);
	OK(wards_count(app, 0, &wards, NULL, NULL, &err));
	assert_int_equal(ward_of(&wards, kelurahan[0].code)->tally.registered, 2);
	wards_release(&wards);
	app_close(app);
}

static bool stop(void *context, size_t done, size_t total)
{
	(void)context;
	(void)done;
	(void)total;
	return false;
}

static void test_stopped(void **state)
{
	struct app *app = app_try_new(state, NOW);
	struct wards wards;
	struct err err = {0};

	assert_int_equal(wards_count(app, 2019, &wards, stop, NULL, &err), STATUS_STOPPED);
	wards_release(&wards);
	app_close(app);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, app_try_make, app_try_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_where_people_live),
		TEST(test_stopped),
	};

	return cmocka_run_group_tests_name("app/wards", tests, NULL, NULL);
}
