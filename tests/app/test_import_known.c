/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_known.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* It needs those before it. */
#include <cmocka.h>

#define ROWS 100000
#define BYTES_A_ROW 48 /* with the room in which the table grows */

static struct id record_of(unsigned number)
{
	struct id record = {{0}};

	for (int i = 0; i < 4; i++)
		record.byte[i] = (uint8_t)(number >> 8 * i);
	return record;
}

static const char *nik_of(char nik[24], unsigned number)
{
	snprintf(nik, 24, "317308120495%04u", number % 10000);
	nik[0] = (char)('1' + number / 10000 % 9);
	nik[1] = (char)('0' + number / 90000);
	return nik;
}

static void test_nobody(void **state)
{
	struct import_known known = {0};

	(void)state;
	import_known_expect(&known, "3173081204950001");
	assert_null(import_known_row(&known, "3173081204950001"));
	import_known_release(&known);
}

/* A NIK is told from its neighbours, and from itself under another name. */
static void test_one_nik_two_names(void **state)
{
	const struct id siti = record_of(1), ratna = record_of(2);
	struct import_known known = {0};
	struct known_row *row;

	(void)state;
	import_known_add_row(&known, "9999999999999999", &siti, 7);
	row = import_known_row(&known, "9999999999999999");
	assert_non_null(row);
	assert_int_equal(row->line, 7);
	assert_true(import_known_is(row, &siti));
	assert_false(import_known_is(row, &ratna));
	assert_int_equal(row->groups, 0);
	assert_null(import_known_row(&known, "9999999999999998"));
	assert_null(import_known_row(&known, "0000000000000000"));
	import_known_release(&known);
}

/* Lists of 100,000 are known again in a few megabytes, everyone of them. */
static void test_memory_of_many(void **state)
{
	struct import_known known = {0};
	struct mallinfo2 before = mallinfo2(), after;
	char nik[24];

	(void)state;
	for (unsigned i = 0; i < ROWS; i++) {
		const struct id record = record_of(i);

		import_known_add_row(&known, nik_of(nik, i), &record, i + 2);
	}
	after = mallinfo2();
	assert_in_range(after.uordblks + after.hblkhd - before.uordblks - before.hblkhd, 0,
		(size_t)ROWS * BYTES_A_ROW);
	for (unsigned i = 0; i < ROWS; i++)
		assert_int_equal(import_known_row(&known, nik_of(nik, i))->line, i + 2);
	import_known_release(&known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_one_nik_two_names),
		cmocka_unit_test(test_memory_of_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
