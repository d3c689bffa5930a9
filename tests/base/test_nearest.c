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

/* The word of a number: up to five letters of three. */
static const char *word_of(unsigned number, char word[8])
{
	size_t len = 0;

	for (; number > 0; number = (number - 1) / 3)
		word[len++] = (char)('a' + (number - 1) % 3);
	word[len] = '\0';
	return word;
}

/* It says what the distance says, of all pairs of short words. */
static void test_within(void **state)
{
	char one[8], other[8];

	(void)state;
	for (unsigned i = 0; i < 364; i++)
		for (unsigned j = 0; j < 364; j++) {
			size_t distance = nearest_distance(word_of(i, one), word_of(j, other));

			for (size_t limit = 0; limit < 4; limit++)
				if (nearest_within(one, other, limit) != (distance <= limit))
					fail_msg("%s, %s: %zu", one, other, limit);
		}
	assert_true(nearest_within("muhammad faisal rahman", "mohamad faisal rahman", 2));
	assert_false(nearest_within("muhammad faisal rahman", "mohamat faisal rahman", 2));
}

static void test_long_names_within(void **state)
{
	char full[50], longer[50];

	(void)state;
	memset(full, 'a', 48);
	full[48] = '\0';
	memset(longer, 'a', 49);
	longer[49] = '\0';
	assert_true(nearest_within(full, full, 0));
	full[0] = full[47] = 'b';
	longer[47] = '\0';
	assert_true(nearest_within(full, longer, 3));
	assert_false(nearest_within(full, longer, 1));
	memset(longer, 'a', 49);
	assert_false(nearest_within(full, longer, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_too_far),
		cmocka_unit_test(test_two_are_no_hint),
		cmocka_unit_test(test_long_words),
		cmocka_unit_test(test_within),
		cmocka_unit_test(test_long_names_within),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
