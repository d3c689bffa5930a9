/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/programme.h"
#include "base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "jakbar.h"

/* It needs those before it. */
#include <cmocka.h>

#define KECAMATAN 8

static int setup(void **state)
{
	struct programme *programme = memory_alloc(sizeof(*programme));

	load_jakbar(programme);
	*state = programme;
	return 0;
}

static int teardown(void **state)
{
	struct programme *programme = *state;

	programme_release(programme);
	assert_int_equal(programme->kecamatan_count, 0);
	free(programme);
	return 0;
}

static void test_empty(void **state)
{
	struct programme programme = {0};
	struct session session = {.id = ""};
	struct buf out = BUF_EMPTY;

	(void)state;
	programme_sort(&programme);
	assert_null(programme_session(&programme, ""));
	assert_null(programme_commodity(&programme, ""));
	assert_null(programme_kecamatan(&programme, ""));
	assert_null(programme_kelurahan(&programme, ""));
	assert_null(programme_holiday(&programme, 0));
	assert_null(programme_holiday(&programme, DATE_NONE));
	assert_int_equal(session_day_on(&session, 0), 0);
	assert_int_equal(session_required_days(&programme, &session), 0);
	session.plan.commodity = "sabun";
	session.plan.number = 2;
	session_title(&programme, &session, &out);
	assert_string_equal(buf_text(&out), "sabun, class 2");
	buf_release(&out);
	programme_release(&programme);
}

static void test_codes(void **state)
{
	const struct programme *programme = *state;

	assert_int_equal(programme->kecamatan_count, KECAMATAN);
	assert_string_equal(programme_kecamatan(programme, "31.73.08")->name, "Kembangan");
	assert_string_equal(programme_kelurahan(programme, "31.73.08.1005")->name, "Joglo");
	assert_null(programme_kecamatan(programme, "31.73.09"));
	assert_null(programme_kecamatan(programme, "31.73"));
	assert_null(programme_kelurahan(programme, "31.73.08"));
}

static struct commodity commodities[] = {
	{.id = "makanan-minuman",
		.label_id = "Makanan dan minuman",
		.label_en = "Food and drink",
		.order = 1},
	{.id = "sabun", .label_id = "Sabun", .label_en = "", .order = 3},
	{.id = "fashion", .label_id = "", .label_en = "", .order = 2},
};

static void test_sort(void **state)
{
	static const char *const order[] = {"f", "g", "e", "d", "c", "b", "a", "h", "i"};
	struct session sessions[] = {
		{.id = "a",
			.plan = {.year = 2019,
				.commodity = "sabun",
				.kecamatan = "2",
				.number = 1}},
		{.id = "b",
			.plan = {.year = 2019,
				.commodity = "sabun",
				.kecamatan = "1",
				.number = 2}},
		{.id = "c",
			.plan = {.year = 2019,
				.commodity = "sabun",
				.kecamatan = "1",
				.number = 1}},
		{.id = "d", .plan = {.year = 2019, .commodity = "fashion", .kecamatan = "9"}},
		{.id = "e",
			.plan = {.year = 2019, .commodity = "makanan-minuman", .kecamatan = "9"}},
		{.id = "g", .plan = {.year = 2018, .commodity = "sabun", .kecamatan = "9"}},
		{.id = "f", .plan = {.year = 2018, .commodity = "sabun", .kecamatan = "9"}},
		{.id = "i", .plan = {.year = 2019, .commodity = "b-unknown", .kecamatan = "1"}},
		{.id = "h", .plan = {.year = 2019, .commodity = "a-unknown", .kecamatan = "2"}},
	};
	struct programme programme = {.session = sessions,
		.session_count = 9,
		.commodity = commodities,
		.commodity_count = 3};

	(void)state;
	programme_sort(&programme);
	for (size_t i = 0; i < 9; i++)
		assert_string_equal(sessions[i].id, order[i]);
	assert_ptr_equal(programme_session(&programme, "d"), &sessions[3]);
	assert_null(programme_session(&programme, "x"));
}

/* The clock's year, unless nothing was planned for it: then the last one that was planned. */
static void test_year(void **state)
{
	struct session sessions[] = {
		{.id = "a", .plan = {.year = 2019}}, {.id = "b", .plan = {.year = 2018}}};
	struct programme programme = {.session = sessions, .session_count = 2};

	(void)state;
	assert_int_equal(programme_year(&programme, date_of(2018, 12, 31)), 2018);
	assert_int_equal(programme_year(&programme, date_of(2019, 1, 1)), 2019);
	assert_int_equal(programme_year(&programme, date_of(2026, 11, 24)), 2019);
	programme.session_count = 0;
	assert_int_equal(programme_year(&programme, date_of(2026, 11, 24)), 2026);
}

static void test_labels(void **state)
{
	struct programme programme = {.commodity = commodities, .commodity_count = 3};
	struct session session = {.id = "s", .plan = {.commodity = "sabun", .number = 12}};
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_string_equal(commodity_label(&commodities[0]), "Makanan dan minuman");
	assert_string_equal(commodity_label(&commodities[2]), "fashion");
	i18n_set_language(LANGUAGE_ENGLISH);
	assert_string_equal(commodity_label(&commodities[0]), "Food and drink");
	assert_string_equal(commodity_label(&commodities[1]), "Sabun");
	session_title(&programme, &session, &out);
	assert_string_equal(buf_text(&out), "Sabun, class 12");
	i18n_set_language(LANGUAGE_INDONESIAN);
	buf_release(&out);
}

static void test_holidays(void **state)
{
	struct holiday holidays[] = {
		{.day = 100, .last = DATE_NONE, .name = "one day", .kind = 1},
		{.day = 200, .last = 202, .name = "three days", .kind = 2},
		{.day = 99, .last = 300, .name = "Ramadan", .kind = 3},
	};
	struct calendar calendar = {.holidays = {holidays, 3}};
	struct programme programme = {.calendar = &calendar, .calendar_count = 1};

	(void)state;
	assert_null(programme_holiday(&programme, DATE_NONE));
	assert_null(programme_holiday(&programme, 99));
	assert_ptr_equal(programme_holiday(&programme, 100), &holidays[0]);
	assert_null(programme_holiday(&programme, 101));
	assert_null(programme_holiday(&programme, 199));
	for (date day = 200; day <= 202; day++)
		assert_ptr_equal(programme_holiday(&programme, day), &holidays[1]);
	assert_null(programme_holiday(&programme, 203));
}

static void test_days(void **state)
{
	date dates[] = {100, 101, 103};
	struct session session = {.plan = {.days = 4}, .schedule = {.dates = {dates, 3}}};
	struct programme programme = {0};

	(void)state;
	assert_int_equal(session_day_on(&session, 99), 0);
	assert_int_equal(session_day_on(&session, 100), 1);
	assert_int_equal(session_day_on(&session, 102), 0);
	assert_int_equal(session_day_on(&session, 103), 3);
	assert_int_equal(session_day_on(&session, DATE_NONE), 0);
	assert_int_equal(session_required_days(&programme, &session), 4);
	programme.settings.certificate_days = 3;
	assert_int_equal(session_required_days(&programme, &session), 3);
	programme.settings.certificate_days = 5;
	assert_int_equal(session_required_days(&programme, &session), 4);
	session.plan.days = 0;
	assert_int_equal(session_required_days(&programme, &session), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_year),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_holidays),
		cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
