/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/programme.h"
#include "base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tsv.h"

/* It needs those before it. */
#include <cmocka.h>

#define KECAMATAN 8
#define KELURAHAN_MAX 16

/* The places of Jakarta Barat from the tables, everything in the programme's arena. */

static char *copy(struct programme *programme, const char *text)
{
	return arena_text(&programme->arena, text, strlen(text));
}

static struct kecamatan *kecamatan_of_row(struct programme *programme, char *const *field)
{
	struct kecamatan *kecamatan = &programme->kecamatan[programme->kecamatan_count];

	if (programme->kecamatan_count > 0 && strcmp(kecamatan[-1].code, field[0]) == 0)
		return kecamatan - 1;
	assert_true(programme->kecamatan_count++ < KECAMATAN);
	record_clear(&kecamatan_type, kecamatan);
	kecamatan->code = copy(programme, field[0]);
	kecamatan->name = copy(programme, field[1]);
	kecamatan->kelurahan.item =
		arena_alloc(&programme->arena, KELURAHAN_MAX * sizeof(struct kelurahan));
	return kecamatan;
}

static void load_places(struct programme *programme)
{
	struct tsv tsv;

	programme->kecamatan =
		arena_alloc(&programme->arena, KECAMATAN * sizeof(*programme->kecamatan));
	tsv_open(&tsv, "wilayah-jakbar.tsv");
	while (tsv_next(&tsv)) {
		struct records *list = &kecamatan_of_row(programme, tsv.field)->kelurahan;
		struct kelurahan *kelurahan = (struct kelurahan *)list->item + list->count++;

		assert_true(list->count <= KELURAHAN_MAX);
		record_clear(&kelurahan_type, kelurahan);
		kelurahan->code = copy(programme, tsv.field[2]);
		kelurahan->name = copy(programme, tsv.field[3]);
	}
}

static struct texts *aliases_of(struct programme *programme, const char *level, const char *code)
{
	if (strcmp(level, "kecamatan") == 0)
		return (struct texts *)&programme_kecamatan(programme, code)->aliases;
	return (struct texts *)&programme_kelurahan(programme, code)->aliases;
}

static void load_aliases(struct programme *programme)
{
	struct tsv tsv;

	tsv_open(&tsv, "wilayah-alias.tsv");
	while (tsv_next(&tsv)) {
		struct texts *aliases = aliases_of(programme, tsv.field[0], tsv.field[1]);
		char *rest = tsv.field[3];
		char *alias;

		aliases->item = arena_alloc(&programme->arena, 8 * sizeof(*aliases->item));
		while ((alias = strsep(&rest, "|")))
			aliases->item[aliases->count++] = copy(programme, alias);
	}
}

static int setup(void **state)
{
	struct programme *programme = memory_alloc(sizeof(*programme));

	load_places(programme);
	load_aliases(programme);
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
	assert_null(programme_find_kecamatan(&programme, ""));
	assert_null(programme_find_kelurahan(&programme, "", NULL));
	assert_null(programme_find_kelurahan(&programme, "Kapuk", ""));
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

static void test_find_kecamatan(void **state)
{
	static const struct {
		const char *name, *code;
	} rows[] = {
		{"", NULL},
		{" - ", NULL},
		{"kec", NULL},
		{"Kecamatan ", NULL},
		{"Kembang", NULL},
		{"Kembangan Utara", NULL},
		{"Kec Kembangan Kec", NULL},
		{"kembangan", "31.73.08"},
		{"KEC. KEMBANGAN", "31.73.08"},
		{"Kecamatan Kembangan", "31.73.08"},
		{"kec.kembangan", "31.73.08"},
		{"Kalideres", "31.73.06"},
		{"Kali Deres", "31.73.06"},
		{"kali-deres", "31.73.06"},
		{"Palmerah", "31.73.07"},
		{"PAL  MERAH", "31.73.07"},
		{"Taman Sari", "31.73.03"},
		{"tamansari", "31.73.03"},
		{"Gropet", "31.73.02"},
		{"Grogol", "31.73.02"},
		{"Grogol-Petamburan", "31.73.02"},
		{"KebonJeruk", "31.73.05"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct kecamatan *found = programme_find_kecamatan(*state, rows[i].name);

		if ((found == NULL) != (rows[i].code == NULL))
			fail_msg("%s: %s", rows[i].name, found ? found->code : "none");
		if (found)
			assert_string_equal(found->code, rows[i].code);
	}
}

static void test_find_kelurahan(void **state)
{
	static const struct {
		const char *name, *kecamatan, *code;
	} rows[] = {
		{"", NULL, NULL},
		{"Kelurahan", NULL, NULL},
		{"Sukabumi", NULL, NULL},
		{"Kapuk", "31.73.02", NULL},
		{"Kapuk", "31.73.99", NULL},
		{"Kapuk", NULL, "31.73.01.1005"},
		{"Kapuk", "", "31.73.01.1005"},
		{"KEL. KAPUK", "31.73.01", "31.73.01.1005"},
		{"Kelapa Dua", NULL, "31.73.05.1004"}, /* not Kel. Apa Dua */
		{"Kel Kelapadua", NULL, "31.73.05.1004"},
		{"Kaliangke", NULL, "31.73.01.1004"},
		{"Pal Merah", NULL, "31.73.07.1001"},
		{"Jati Pulo", "31.73.07", "31.73.07.1004"},
		{"tegalalur", NULL, "31.73.06.1003"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct kelurahan *found =
			programme_find_kelurahan(*state, rows[i].name, rows[i].kecamatan);

		if ((found == NULL) != (rows[i].code == NULL))
			fail_msg("%s: %s", rows[i].name, found ? found->code : "none");
		if (found)
			assert_string_equal(found->code, rows[i].code);
	}
}

/* Each of the 56 is found by its own name, also without its kecamatan. */
static void test_find_each_kelurahan(void **state)
{
	const struct programme *programme = *state;
	size_t count = 0;

	for (size_t i = 0; i < programme->kecamatan_count; i++) {
		const struct kelurahan *kelurahan = programme->kecamatan[i].kelurahan.item;

		for (size_t k = 0; k < programme->kecamatan[i].kelurahan.count; k++, count++)
			assert_ptr_equal(
				programme_find_kelurahan(programme, kelurahan[k].name, NULL),
				&kelurahan[k]);
	}
	assert_int_equal(count, 56);
}

static void test_same_name_twice(void **state)
{
	struct kelurahan first[] = {{.code = "1.1", .name = "Sukamaju"}};
	struct kelurahan second[] = {
		{.code = "2.1", .name = "Suka Maju"}, {.code = "2.2", .name = "Sukasari"}};
	struct kecamatan kecamatan[] = {
		{.code = "1", .name = "Sawah", .kelurahan = {first, 1}},
		{.code = "2", .name = "Sawah", .kelurahan = {second, 2}},
	};
	struct programme programme = {.kecamatan = kecamatan, .kecamatan_count = 2};

	(void)state;
	assert_null(programme_find_kelurahan(&programme, "sukamaju", NULL));
	assert_null(programme_find_kelurahan(&programme, "sukamaju", ""));
	assert_ptr_equal(programme_find_kelurahan(&programme, "sukamaju", "1"), &first[0]);
	assert_ptr_equal(programme_find_kelurahan(&programme, "sukamaju", "2"), &second[0]);
	assert_ptr_equal(programme_find_kelurahan(&programme, "sukasari", NULL), &second[1]);
	assert_null(programme_find_kecamatan(&programme, "sawah"));
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
		cmocka_unit_test(test_find_kecamatan),
		cmocka_unit_test(test_find_kelurahan),
		cmocka_unit_test(test_find_each_kelurahan),
		cmocka_unit_test(test_same_name_twice),
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_year),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_holidays),
		cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
