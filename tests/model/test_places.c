/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/places.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "jakbar.h"

/* It needs those before it. */
#include <cmocka.h>

struct jakbar {
	struct places places; /* first: a test's state is both */
	struct programme programme;
};

static int setup(void **state)
{
	struct jakbar *jakbar = memory_alloc(sizeof(*jakbar));

	load_jakbar(&jakbar->programme);
	places_load(&jakbar->places, &jakbar->programme);
	*state = jakbar;
	return 0;
}

static int teardown(void **state)
{
	struct jakbar *jakbar = *state;

	places_release(&jakbar->places);
	assert_int_equal(jakbar->places.count, 0);
	programme_release(&jakbar->programme);
	free(jakbar);
	return 0;
}

static void test_empty(void **state)
{
	struct programme programme = {0};
	struct places places = {0};

	(void)state;
	places_load(&places, &programme);
	assert_null(places_kecamatan(&places, ""));
	assert_null(places_kelurahan(&places, "", NULL));
	assert_null(places_kelurahan(&places, "Kapuk", ""));
	places_release(&places);
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
		const struct kecamatan *found = places_kecamatan(*state, rows[i].name);

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
			places_kelurahan(*state, rows[i].name, rows[i].kecamatan);

		if ((found == NULL) != (rows[i].code == NULL))
			fail_msg("%s: %s", rows[i].name, found ? found->code : "none");
		if (found)
			assert_string_equal(found->code, rows[i].code);
	}
}

/* Each of the 56 is found by its own name, also without its kecamatan. */
static void test_find_each_kelurahan(void **state)
{
	const struct jakbar *jakbar = *state;
	const struct programme *programme = &jakbar->programme;
	size_t count = 0;

	for (size_t i = 0; i < programme->kecamatan_count; i++) {
		const struct kelurahan *kelurahan = programme->kecamatan[i].kelurahan.item;

		for (size_t k = 0; k < programme->kecamatan[i].kelurahan.count; k++, count++)
			assert_ptr_equal(
				places_kelurahan(*state, kelurahan[k].name, NULL),
				&kelurahan[k]);
	}
	assert_int_equal(count, 56);
}

/* What was answered before is the answer to the same question only. */
static void test_asked_again(void **state)
{
	static const struct {
		const char *within, *code; /* null: there is none */
	} asked[] = {{"", "31.73.01.1005"}, {"31.73.02", NULL}, {"31.73.01", "31.73.01.1005"}};
	char long_name[200];

	memset(long_name, ' ', sizeof(long_name));
	memcpy(long_name + sizeof(long_name) - 6, "Kapuk", 6);
	for (size_t i = 0; i < 12; i++) {
		size_t which = i * 2 % 3;
		const struct kelurahan *found =
			places_kelurahan(*state, i % 4 < 2 ? "Kapuk" : long_name, asked[which].within);

		assert_int_equal(found == NULL, asked[which].code == NULL);
		if (found)
			assert_string_equal(found->code, asked[which].code);
		assert_null(places_kecamatan(*state, "Kapuk"));
	}
	assert_non_null(places_kecamatan(*state, "Palmerah"));
	assert_non_null(places_kelurahan(*state, "Palmerah", NULL));
	assert_non_null(places_kecamatan(*state, "Palmerah"));
}

static void test_same_name_twice(void **state)
{
	struct kelurahan first[] = {{.code = "1.1", .name = "Sukamaju"}};
	struct kelurahan second[] = {
		{.code = "2.1", .name = "Suka Maju"}, {.code = "2.2", .name = "Sukasari"}};
	struct kecamatan kecamatan[] = {
		{.code = "1", .short_code = "", .name = "Sawah", .kelurahan = {first, 1}},
		{.code = "2", .short_code = "", .name = "Sawah", .kelurahan = {second, 2}},
	};
	struct programme programme = {.kecamatan = kecamatan, .kecamatan_count = 2};
	struct places places = {0};

	(void)state;
	places_load(&places, &programme);
	assert_null(places_kelurahan(&places, "sukamaju", NULL));
	assert_null(places_kelurahan(&places, "sukamaju", ""));
	assert_ptr_equal(places_kelurahan(&places, "sukamaju", "1"), &first[0]);
	assert_ptr_equal(places_kelurahan(&places, "sukamaju", "2"), &second[0]);
	assert_ptr_equal(places_kelurahan(&places, "sukasari", NULL), &second[1]);
	assert_null(places_kecamatan(&places, "sawah"));
	places_release(&places);
}

/* A name and an alias that fold to the same are one name. */
static void test_alias_like_name(void **state)
{
	const char *aliases[] = {"SUKA-MAJU", "Maju"};
	struct kelurahan kelurahan[] = {
		{.code = "1.1", .name = "Sukamaju", .aliases = {aliases, 2}}};
	struct kecamatan kecamatan[] = {
		{.code = "1", .short_code = "", .name = "Maju", .kelurahan = {kelurahan, 1}}};
	struct programme programme = {.kecamatan = kecamatan, .kecamatan_count = 1};
	struct places places = {0};

	(void)state;
	places_load(&places, &programme);
	assert_ptr_equal(places_kelurahan(&places, "suka maju", NULL), &kelurahan[0]);
	assert_ptr_equal(places_kelurahan(&places, "maju", NULL), &kelurahan[0]);
	assert_ptr_equal(places_kecamatan(&places, "maju"), &kecamatan[0]);
	places_release(&places);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_find_kecamatan),
		cmocka_unit_test(test_find_kelurahan),
		cmocka_unit_test(test_find_each_kelurahan),
		cmocka_unit_test(test_asked_again),
		cmocka_unit_test(test_same_name_twice),
		cmocka_unit_test(test_alias_like_name),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
