/* SPDX-License-Identifier: BSD-2-Clause */
/* "Did you mean": one word that is near enough, or none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/nearest.h"

static const char *nearest_of(const char *word)
{
	static const char *const words[] = {"", "import", "impor", "roster", "recap", "checkin", "dump"};
	struct nearest nearest = nearest_to(word);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		nearest_offer(&nearest, words[i]);
	return nearest.best ? nearest.best : "";
}

static void test_near(void **state)
{
	(void)state;
	assert_string_equal(nearest_of("rooster"), "roster");
	assert_string_equal(nearest_of("chekcin"), "checkin"); /* neighbours swapped: one mistake */
	assert_string_equal(nearest_of("recap"), "recap");
	assert_string_equal(nearest_of("imports"), "import");
}

static void test_too_far(void **state)
{
	(void)state;
	assert_string_equal(nearest_of(""), "");
	assert_string_equal(nearest_of("x"), "");
	assert_string_equal(nearest_of("kegiatan"), "");
}

static void test_two_are_no_hint(void **state)
{
	struct nearest nearest = nearest_to("cat");

	(void)state;
	nearest_offer(&nearest, "car");
	assert_string_equal(nearest.best, "car");
	nearest_offer(&nearest, "can");
	assert_null(nearest.best);
	nearest_offer(&nearest, "cat");
	assert_string_equal(nearest.best, "cat");
}

static void test_long_words(void **state)
{
	char word[200] = "";

	(void)state;
	memset(word, 'a', sizeof(word) - 1);
	struct nearest nearest = nearest_to(word);
	nearest_offer(&nearest, word); /* not compared: no word of ours is so long */
	assert_null(nearest.best);
}

static void test_distance(void **state)
{
	char longer[50] = "";

	(void)state;
	memset(longer, 'a', sizeof(longer) - 1);
	assert_int_equal(nearest_distance("", ""), 0);
	assert_int_equal(nearest_distance("", "budi"), 4);
	assert_int_equal(nearest_distance("budi", "budi"), 0);
	assert_int_equal(nearest_distance("budi", "bduii"), 2);
	assert_int_equal(nearest_distance("siti", "sita"), 1);
	assert_true(nearest_distance(longer, "a") == SIZE_MAX);
	assert_true(nearest_distance("a", longer) == SIZE_MAX);
	assert_int_equal(nearest_distance(longer + 1, longer + 2), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_too_far),
		cmocka_unit_test(test_two_are_no_hint),
		cmocka_unit_test(test_long_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
