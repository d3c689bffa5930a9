/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

/* All rows as "1:[a][b] 2:[c]", the first ones. */
struct seen {
	struct buf text;
	size_t rows;
	size_t stop_at;
	size_t too_long;
};

static bool see(void *context, const struct csv_row *row)
{
	struct seen *seen = context;

	seen->rows++;
	if (seen->text.len < 4000) {
		buf_printf(&seen->text, "%s%zu:", seen->rows > 1 ? " " : "", row->line);
		for (size_t i = 0; i < row->count; i++)
			buf_printf(&seen->text, "[%s]", row->cell[i]);
	}
	if (row->too_long > 0)
		seen->too_long = row->too_long;
	return row->line != seen->stop_at;
}

static enum status read_bytes(
	struct seen *seen, char delimiter, const void *ptr, size_t len, struct err *err)
{
	struct csv_reader reader;

	*seen = (struct seen){.stop_at = seen->stop_at};
	*err = (struct err){0};
	csv_begin(&reader, delimiter, see, seen, err);
	csv_feed(&reader, (struct bytes){ptr, len});
	return csv_end(&reader);
}

static void check(const char *text, char delimiter, const char *expected)
{
	struct seen seen = {0};
	struct err err;

	assert_int_equal(read_bytes(&seen, delimiter, text, strlen(text), &err), STATUS_OK);
	assert_string_equal(buf_text(&seen.text), expected);
	buf_release(&seen.text);
}

static void test_nothing(void **state)
{
	(void)state;
	check("", ',', "");
		check("\n", ',', "1:");
	check("\r\n\r\n", ',', "1: 2:");
}

static void test_rows(void **state)
{
	(void)state;
	check("a,b\nc", ',', "1:[a][b] 2:[c]");
	check("a,b\r\n\r\nc,\r\n", ',', "1:[a][b] 2: 3:[c][]");
	check("a\rb\r\rc", ',', "1:[a] 2:[b] 3: 4:[c]");
	check("Nama;NIK", ';', "1:[Nama][NIK]");
	check("a\t\tb\n\tc", '\t', "1:[a][][b] 2:[][c]");
	check("\"Jl. Mawar, No. 5\", b ,\"\"\"c\"\"\"", ',', "1:[Jl. Mawar, No. 5][b][\"c\"]");
	/* A line break in a cell is no row: a spreadsheet numbers so too. */
	check("\"a\r\nb\",c\nd", ',', "1:[a\r\nb][c] 2:[d]");
	check("5\" pipa,\"Jl. \"Mawar\" 5\",x", ',', "1:[5\" pipa][Jl. \"Mawar\" 5][x]");
}

static void refused(const void *ptr, size_t len, const char *word)
{
	struct seen seen = {0};
	struct err err;

	assert_int_equal(read_bytes(&seen, ',', ptr, len, &err), STATUS_INVALID);
	if (!strstr(err.text, word))
		fail_msg("%s", err.text);
	buf_release(&seen.text);
}

static void test_quote_not_closed(void **state)
{
	struct buf file = BUF_EMPTY;
	size_t rows = 0;

	(void)state;
	refused("a,b\nc,\"d\ne,f\n", 13, "opens in row 2 is not closed");
	/* It is noticed within a few steps of the file, not at its end. */
	for (; rows < 16; rows++)
		buf_add_text(&file, "a,b\n");
	buf_add_text(&file, "Siti,\"Jl. Mawar\n");
	while (file.len < 8u << 20)
		buf_add_text(&file, "Budi,Jl. Melati\n");
	refused(file.ptr, file.len, "opens in row 17 is not closed");
	/* Nor is waited for a quote that closes it far below. */
	buf_add_text(&file, "\",b\n");
	refused(file.ptr, file.len, "opens in row 17 is not closed");
	buf_release(&file);
}

/* A character, a line end and a cell may lie across two steps of the reading. */
static void test_borders(void **state)
{
	struct buf file = BUF_EMPTY;
	struct seen seen = {0};
	struct err err;

	(void)state;
	for (size_t shift = 0; shift < 8; shift++) {
		buf_clear(&file);
		for (size_t i = 0; i < 65529 + shift; i++)
			buf_add_byte(&file, i % 64 == 63 ? '\n' : 'a');
		buf_add_text(&file, "\xc3\xa9\r\n\"\xc3\xa9\"");
		assert_int_equal(read_bytes(&seen, ',', file.ptr, file.len, &err), STATUS_OK);
		assert_int_equal(seen.rows, (65529 + shift) / 64 + 2);
		assert_int_equal(seen.too_long, 0);
		buf_release(&seen.text);
	}
	buf_release(&file);
}

static void add_cells(struct buf *file, size_t count, const char *cell)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(file, "%s%s", i > 0 ? "," : "", cell);
	buf_add_text(file, "\n");
}

static void test_columns(void **state)
{
	struct buf file = BUF_EMPTY;
	struct seen seen = {0};
	struct err err;

	(void)state;
	add_cells(&file, IMPORT_COLUMNS_MAX, "a");
	add_cells(&file, 16384, ""); /* a spreadsheet writes such rows */
	assert_int_equal(read_bytes(&seen, ',', file.ptr, file.len, &err), STATUS_OK);
	assert_int_equal(seen.rows, 2);
	buf_release(&seen.text);
	add_cells(&file, IMPORT_COLUMNS_MAX + 1, "a");
	refused(file.ptr, file.len, "Row 3 has too many columns");
	buf_release(&file);
}

static void test_long_cell(void **state)
{
	struct buf file = BUF_EMPTY;
	struct seen seen = {0};
	struct err err;

	(void)state;
	buf_add_text(&file, "a,");
	for (size_t i = 0; i < IMPORT_CELL_MAX; i++)
		buf_add_byte(&file, 'x');
	buf_add_text(&file, "\n");
	assert_int_equal(read_bytes(&seen, ',', file.ptr, file.len, &err), STATUS_OK);
	assert_int_equal(seen.too_long, 0);
	buf_release(&seen.text);
	file.len--;
	buf_add_text(&file, "x,z\nb");
	assert_int_equal(read_bytes(&seen, ',', file.ptr, file.len, &err), STATUS_OK);
	assert_int_equal(seen.too_long, 2);
	assert_string_equal(buf_text(&seen.text), "1:[a][][z] 2:[b]");
	buf_release(&seen.text);
	buf_release(&file);
}

static void test_rows_max(void **state)
{
	struct buf file = BUF_EMPTY;
	struct seen seen = {0};
	struct err err;

	(void)state;
	for (size_t i = 0; i < IMPORT_ROWS_MAX; i++)
		buf_add_text(&file, "a\n");
	assert_int_equal(read_bytes(&seen, ',', file.ptr, file.len, &err), STATUS_OK);
	assert_int_equal(seen.rows, IMPORT_ROWS_MAX);
	buf_release(&seen.text);
	buf_add_text(&file, "a");
	refused(file.ptr, file.len, "Row 1000001 is one too many");
	buf_release(&file);
}

static void test_stop(void **state)
{
	struct seen seen = {.stop_at = 2};
	struct err err;

	(void)state;
	assert_int_equal(read_bytes(&seen, ',', "a\nb\nc\n\xff", 7, &err), STATUS_OK);
	assert_string_equal(buf_text(&seen.text), "1:[a] 2:[b]");
	buf_release(&seen.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_quote_not_closed),
		cmocka_unit_test(test_borders),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_long_cell),
		cmocka_unit_test(test_rows_max),
		cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
