/* SPDX-License-Identifier: BSD-2-Clause */
/* The table finds whom name_query_matches() finds, name by name. */
#include "model/name_table.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

#define FOUND_MAX 4096

static size_t find(const struct name_table *table, const char *typed, size_t *out, size_t max)
{
	struct name_query query;

	name_query_parse(&query, typed);
	return name_table_find(table, &query, out, max);
}

static void test_nothing(void **state)
{
	struct name_table table = {.count = 0};
	size_t found[2];

	(void)state;
	assert_int_equal(find(&table, "siti", found, 2), 0);
	name_table_add_name(&table, "");
	name_table_add_name(&table, "...");
	assert_int_equal(find(&table, "siti", found, 2), 0);
	assert_int_equal(find(&table, "", found, 2), 0);
	assert_int_equal(find(&table, " . ", found, 2), 0);
	assert_string_equal(name_table_row(&table, 1), "");
	name_table_release(&table);
	assert_int_equal(table.count, 0);
	name_table_release(&table);
}

static void test_rows_rise_and_all_are_counted(void **state)
{
	struct name_table table = {.count = 0};
	size_t found[3] = {77, 77, 77};

	(void)state;
	name_table_add_name(&table, "SITI AMINAH");
	name_table_add_name(&table, "Joko Prasetyo");
	name_table_add_name(&table, "Hj. Siti Nur Amini, S.Pd.");
	name_table_add_name(&table, "Ren\u00e9e Aminah");
	assert_string_equal(name_table_row(&table, 2), "hj siti nur amini s pd");
	assert_int_equal(find(&table, "am sit", found, 3), 2);
	assert_int_equal(found[0], 0);
	assert_int_equal(found[1], 2);
	assert_int_equal(find(&table, "a", found, 1), 4);
	assert_int_equal(found[0], 0);
	assert_int_equal(found[1], 2); /* no more than there is room for */
	assert_int_equal(find(&table, "renee", NULL, 0), 1);
	/* A word reaches from one name into the next in no row. */
	assert_int_equal(find(&table, "aminahjoko", found, 3), 0);
	assert_int_equal(find(&table, "hjoko", found, 3), 0);
	name_table_release(&table);
}

/* Few letters, so that words occur, overlap and nearly occur; lengths around those of the lanes in
 * which the text is scanned. */
static void add_letters(struct buf *out, struct seeded *seeded, uint32_t most)
{
	for (uint32_t left = seeded_below(seeded, most + 1); left > 0; left--)
		buf_add_byte(out, (uint8_t)"aaabc "[seeded_below(seeded, 6)]);
}

static void name_of(struct buf *out, struct seeded *seeded)
{
	static const uint32_t most[] = {1, 3, 8, 18, 40};

	buf_clear(out);
	add_letters(out, seeded, most[seeded_below(seeded, 5)]);
}

static size_t find_slowly(
	char *const *name, size_t count, const struct name_query *query, size_t *out)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (name_query_matches(query, name[i]))
			out[found++] = i;
	return found;
}

static void hold_against(
	const struct name_table *table, char *const *name, struct seeded *seeded, struct buf *typed)
{
	static size_t found[FOUND_MAX], expected[FOUND_MAX];
	struct name_query query;
	size_t count;

	buf_clear(typed);
	for (uint32_t words = 1 + seeded_below(seeded, 3); words > 0; words--) {
		add_letters(typed, seeded, words == 1 ? 20 : 4);
		buf_add_byte(typed, ' ');
	}
	name_query_parse(&query, buf_text(typed));
	count = name_table_find(table, &query, found, FOUND_MAX);
	if (count != find_slowly(name, table->count, &query, expected))
		fail_msg("\"%s\": %zu", buf_text(typed), count);
	assert_memory_equal(found, expected, count * sizeof(*found));
}

static void test_it_finds_what_a_look_at_each_name_finds(void **state)
{
	static char *name[FOUND_MAX];
	struct buf text = BUF_EMPTY;
	struct seeded seeded;

	(void)state;
	for (uint32_t seed = 1; seed <= 300; seed++) {
		struct name_table table = {.count = 0};
		size_t count;

		seeded_start(&seeded, seed);
		count = seeded_below(&seeded, seed % 10 == 0 ? 500 : 20);
		for (size_t i = 0; i < count; i++) {
			name_of(&text, &seeded);
			name_table_add(&table, buf_text(&text), text.len);
			name[i] = memory_text(buf_text(&text));
		}
		for (int i = 0; i < 40; i++)
			hold_against(&table, name, &seeded, &text);
		for (size_t i = 0; i < count; i++)
			free(name[i]);
		name_table_release(&table);
	}
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_rows_rise_and_all_are_counted),
		cmocka_unit_test(test_it_finds_what_a_look_at_each_name_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
