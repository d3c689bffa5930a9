/* SPDX-License-Identifier: BSD-2-Clause */
/* Cells for spreadsheets: quoted where they must be, no formulas, digits kept, and read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/csv_cell.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef void cell_writer(struct buf *out, char separator, const char *text);

static void assert_written(cell_writer *write, char separator, const char *text, const char *expected)
{
	struct buf out = BUF_EMPTY;

	write(&out, separator, text);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void test_empty(void **state)
{
	(void)state;
	assert_written(csv_cell, ',', "", "");
	assert_written(csv_cell_digits, ';', "", "");
	assert_string_equal(csv_unguarded(""), "");
	assert_string_equal(csv_unguarded("'"), "'");
}

static void test_quotes(void **state)
{
	(void)state;
	assert_written(csv_cell, ',', "Siti Aminah", "Siti Aminah");
	assert_written(csv_cell, ',', "H. Udin, S.E.", "\"H. Udin, S.E.\"");
	assert_written(csv_cell, ';', "H. Udin, S.E.", "H. Udin, S.E.");
	assert_written(csv_cell, ';', "Jl. A; B", "\"Jl. A; B\"");
	assert_written(csv_cell, ',', "\"Bu Haji\" Siti", "\"\"\"Bu Haji\"\" Siti\"");
	/* A tab or a line end inside a cell would be one of the file's own. */
	assert_written(csv_cell, '\t', "a\tb", "a\xef\xbf\xbd" "b");
	assert_written(csv_cell, ',', "a\nb\r", "a\xef\xbf\xbd" "b\xef\xbf\xbd");
}

static void test_formulas(void **state)
{
	(void)state;
	assert_written(csv_cell, ',', "=1+1", "'=1+1");
	assert_written(csv_cell, ',', "+62812", "'+62812");
	assert_written(csv_cell, ',', "-", "'-");
	assert_written(csv_cell, ',', "@SUM(A1)", "'@SUM(A1)");
	assert_written(csv_cell, ',', "=A1,B1", "\"'=A1,B1\"");
	assert_written(csv_cell, ',', "\t=1", "'\xef\xbf\xbd=1");
	assert_written(csv_cell, ',', "A=1", "A=1");
	assert_written(csv_cell, ',', "'Aisyah", "'Aisyah");
}

static void test_digits(void **state)
{
	(void)state;
	assert_written(csv_cell_digits, ',', "3173085203900001", "'3173085203900001");
	assert_written(csv_cell_digits, ',', "081234567890", "'081234567890");
	assert_written(csv_cell_digits, ',', "317308******0001", "317308******0001");
	assert_written(csv_cell_digits, ',', "+62812", "'+62812");
	/* What is no identifier stays the number that it is. */
	assert_written(csv_cell, ',', "0812", "0812");
}

/* Every text of a few characters comes back, also one that looks guarded. */
static void test_read_back(void **state)
{
	static const char *const starts[] = {"", "'", "''", "'''"};
	static const char *const ends[] = {"", "=1", "+6", "-x", "@", "07", "0812 34", "x", "a'", " "};
	cell_writer *const writers[] = {csv_cell, csv_cell_digits};

	(void)state;
	for (size_t i = 0; i < COUNT(starts) * COUNT(ends) * COUNT(writers); i++) {
		struct buf text = BUF_EMPTY;
		struct buf out = BUF_EMPTY;

		buf_add_text(&text, starts[i % COUNT(starts)]);
		buf_add_text(&text, ends[i / COUNT(starts) % COUNT(ends)]);
		writers[i / COUNT(starts) / COUNT(ends)](&out, ',', buf_text(&text));
		assert_string_equal(csv_unguarded(buf_text(&out)), buf_text(&text));
		buf_release(&out);
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_formulas),
		cmocka_unit_test(test_digits),
		cmocka_unit_test(test_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
