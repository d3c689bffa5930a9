/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/table.h"
#include "base/i18n.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

/* It needs those before it. */
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define REPLACEMENT "\xef\xbf\xbd"

static const struct table_column columns[] = {
	{"name", "Name", TABLE_WORDS},
	{"code", NULL, TABLE_WORDS},
	{NULL, "Class", TABLE_WORDS},
	{"seats", "Seats", TABLE_NUMBER},
	{"percent", "%", TABLE_PERCENT},
};

static const struct table_column word_column = {"a", "A", TABLE_WORDS};
static const struct table_column number_column = {"n", "N", TABLE_NUMBER};

static int english(void **state)
{
	(void)state;
	i18n_set_language(LANGUAGE_ENGLISH);
	return 0;
}

static void assert_printed(
	const struct table *table, enum table_format format, const char *expected)
{
	struct buf out = BUF_EMPTY;

	table_print(table, format, &out);
	assert_string_equal(buf_text(&out), expected);
	assert_true(text_is_utf8(buf_text(&out), out.len));
	if (format == TABLE_JSON)
		assert_true(json_is_valid(buf_text(&out), out.len));
	buf_release(&out);
}

/* A table of one column with one cell. */
static void assert_cell(const struct table_column *column, const char *cell,
	enum table_format format, const char *expected)
{
	struct table table;
	struct buf out = BUF_EMPTY;
	const char *start;

	table_init(&table, column, 1);
	table_cell(&table, "%s", cell);
	table_print(&table, format, &out);
	assert_true(text_is_utf8(buf_text(&out), out.len));
	if (format == TABLE_JSON && !json_is_valid(buf_text(&out), out.len))
		fail_msg("no JSON: %s", buf_text(&out));
	start = strstr(buf_text(&out), expected);
	if (!start)
		fail_msg("\"%s\" is not in %s", expected, buf_text(&out));
	buf_release(&out);
	table_release(&table);
}

/* The checker itself must be able to fail. */
static void test_json_checker(void **state)
{
	static const char *const good[] = {
		"{}", " [ ] ", "{\"a\": [1, -0.5, 1e9, null, \"\\u202e\"]}", "\"\\\"\"", "0"};
	static const char *const bad[] = {"", "{", "{]", "[1,]", "{\"a\"}", "{a: 1}", "01", "1.",
		"\"\t\"", "\"\\x\"", "\"", "[1] 2", "\"\xff\"", "-", "nul", "\"\\u12\"", "[1 2]"};

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++)
		if (!json_is_valid(good[i], strlen(good[i])))
			fail_msg("refused: %s", good[i]);
	for (size_t i = 0; i < COUNT(bad); i++)
		if (json_is_valid(bad[i], strlen(bad[i])))
			fail_msg("taken: %s", bad[i]);
	assert_false(json_is_valid("1\0", 2));
}

static void test_empty(void **state)
{
	struct table table;

	(void)state;
	table_init(&table, columns, COUNT(columns));
	assert_int_equal(table_rows(&table), 0);
	assert_printed(&table, TABLE_TEXT,
		"Name  Class  Seats  %\n"
		"─────────────────────\n");
	assert_printed(&table, TABLE_CSV, "name,code,seats,percent\n");
	assert_printed(&table, TABLE_JSON, "{\"rows\": []}\n");
	table_release(&table);
	assert_null(table.cell);
}

static void fill(struct table *table)
{
	table_init(table, columns, COUNT(columns));
	table_cell(table, "%s", "Kerajinan tangan");
	table_cell(table, "%s", "KT");
	table_cell(table, "%u/%u", 5U, 14U);
	table_number(table, 560);
	table_percent(table, 193, 560);
	table_cell(table, "%s", "Ni\u00f1o");
	table_cell(table, "%s", "");
	table_cell(table, "%s", "");
	table_number(table, 1512000);
	table_percent(table, 0, 0);
	table_cell(table, "%s", "Jumlah");
	table_cell(table, "%s", "");
	table_cell(table, "%s", "");
	table_number(table, 3760);
	table_percent(table, 1546, 3760);
	table->sums = 1;
}

static void test_text(void **state)
{
	struct table table;

	(void)state;
	fill(&table);
	table_title(&table, "Recap of %d", 2019);
	table_title(&table, "Kembangan");
	table_note(&table, "A note");
	assert_int_equal(table_rows(&table), 3);
	assert_printed(&table, TABLE_TEXT,
		"Recap of 2019\n"
		"Kembangan\n"
		"\n"
		"Name              Class      Seats      %\n"
		"─────────────────────────────────────────\n"
		"Kerajinan tangan  5/14         560  34.5%\n"
		"Niño                     1,512,000\n"
		"─────────────────────────────────────────\n"
		"Jumlah                       3,760  41.1%\n"
		"\n"
		"A note\n");
	table_release(&table);
}

static void test_text_in_indonesian(void **state)
{
	struct table table;

	(void)state;
	i18n_set_language(LANGUAGE_INDONESIAN);
	fill(&table);
	assert_printed(&table, TABLE_TEXT,
		"Name              Class      Seats      %\n"
		"─────────────────────────────────────────\n"
		"Kerajinan tangan  5/14         560  34,5%\n"
		"Niño                     1.512.000\n"
		"─────────────────────────────────────────\n"
		"Jumlah                       3.760  41,1%\n");
	table_release(&table);
}

/* Sums can be made again from the rows; the language changes nothing here. */
static void test_csv_and_json(void **state)
{
	struct table table;

	(void)state;
	i18n_set_language(LANGUAGE_INDONESIAN);
	fill(&table);
	table_title(&table, "not in these");
	table_note(&table, "not in these");
	assert_printed(&table, TABLE_CSV,
		"name,code,seats,percent\n"
		"Kerajinan tangan,KT,560,34.5\n"
		"Ni\u00f1o,,1512000,\n");
	assert_printed(&table, TABLE_JSON,
		"{\"rows\": [\n"
		"{\"name\": \"Kerajinan tangan\", \"code\": \"KT\", \"seats\": 560, \"percent\": "
		"34.5},\n"
		"{\"name\": \"Ni\u00f1o\", \"code\": \"\", \"seats\": 1512000, \"percent\": null}\n"
		"]}\n");
	table_release(&table);
}

static void assert_csv(const struct table *table, char separator, bool bom, const char *expected)
{
	const struct table_csv csv = {separator, bom};
	struct buf out = BUF_EMPTY;

	table_print_csv(table, &csv, &out);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

/* A spreadsheet that takes a semicolon reads 34.5 as a date or as 345. */
static void test_csv_for_spreadsheets(void **state)
{
	struct table table;

	(void)state;
	fill(&table);
	assert_csv(&table, ';', false,
		"name;code;seats;percent\nKerajinan tangan;KT;560;34,5\nNi\u00f1o;;1512000;\n");
	assert_csv(&table, '\t', true,
		"\xef\xbb\xbfname\tcode\tseats\tpercent\n"
		"Kerajinan tangan\tKT\t560\t34.5\nNi\u00f1o\t\t1512000\t\n");
	table_release(&table);
	table_init(&table, &word_column, 1);
	table_cell(&table, "%s", "Aula; lantai 2, kiri");
	assert_csv(&table, ';', false, "a\n\"Aula; lantai 2, kiri\"\n");
	assert_csv(&table, '\t', false, "a\nAula; lantai 2, kiri\n");
	table_release(&table);
}

/* NIKs and telephones are no numbers. */
static void test_csv_digits(void **state)
{
	static const struct table_column column = {"nik", "NIK", TABLE_DIGITS};

	(void)state;
	assert_cell(&column, "3173085203900001", TABLE_CSV, "nik\n'3173085203900001\n");
	assert_cell(&column, "081234567890", TABLE_CSV, "nik\n'081234567890\n");
	assert_cell(&column, "317308******0001", TABLE_CSV, "nik\n317308******0001\n");
	assert_cell(&column, "3173085203900001", TABLE_JSON, "{\"nik\": \"3173085203900001\"}");
	assert_cell(&column, "3173085203900001", TABLE_TEXT, "3173085203900001\n");
}

static void test_only_sums(void **state)
{
	struct table table;

	(void)state;
	table_init(&table, &word_column, 1);
	table_cell(&table, "%s", "Jumlah");
	table.sums = 5;
	assert_printed(&table, TABLE_TEXT, "A\n──────\nJumlah\n");
	assert_printed(&table, TABLE_CSV, "a\n");
	assert_printed(&table, TABLE_JSON, "{\"rows\": []}\n");
	table_release(&table);
}

/* A row that is not finished is none. */
static void test_unfinished_row(void **state)
{
	struct table table;

	(void)state;
	table_init(&table, columns, COUNT(columns));
	table_cell(&table, "%s", "Kerajinan tangan");
	assert_int_equal(table_rows(&table), 0);
	assert_printed(&table, TABLE_CSV, "name,code,seats,percent\n");
	table_release(&table);
}

static void test_too_many_columns(void **state)
{
	struct table_column many[TABLE_COLUMNS_MAX + 1];
	struct table table;

	(void)state;
	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = word_column;
	table_init(&table, many, COUNT(many));
	assert_int_equal(table.column_count, TABLE_COLUMNS_MAX);
	table_release(&table);
	table_init(&table, many, 0);
	assert_int_equal(table_rows(&table), 0);
	assert_printed(&table, TABLE_JSON, "{\"rows\": []}\n");
	table_release(&table);
}

static void test_csv_cells(void **state)
{
	static const char *const rows[][2] = {
		{"", "a\n\"\"\n"},
		{"plain", "a\nplain\n"},
		{"Aula, lantai 2", "a\n\"Aula, lantai 2\"\n"},
		{"Warung \"Ibu\"", "a\n\"Warung \"\"Ibu\"\"\"\n"},
		{"\"", "a\n\"\"\"\"\n"},
		{"=1+1", "a\n'=1+1\n"},
		{"+62812", "a\n'+62812\n"},
		{"-1", "a\n'-1\n"},
		{"@SUM(A1)", "a\n'@SUM(A1)\n"},
		{"=HYPERLINK(\"x\",\"y\")", "a\n\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\n"},
		{"\t=1", "a\n'" REPLACEMENT "=1\n"},
		{"\r=1", "a\n'" REPLACEMENT "=1\n"},
		{"Siti\nAminah", "a\nSiti" REPLACEMENT "Aminah\n"},
		{"1-2", "a\n1-2\n"},
		{"\x1b]0;x\a", "a\n" REPLACEMENT "]0;x" REPLACEMENT "\n"},
		{"a\u202e=", "a\na" REPLACEMENT "=\n"},
		{"\xff", "a\n" REPLACEMENT "\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cell(&word_column, rows[i][0], TABLE_CSV, rows[i][1]);
}

/* A negative number is no formula; what only stands in the column of numbers may be one. */
static void test_csv_numbers(void **state)
{
	static const char *const rows[][2] = {{"-12", "n\n-12\n"}, {"-1.5", "n\n-1.5\n"},
		{"=1", "n\n'=1\n"}, {"-1+cmd", "n\n'-1+cmd\n"}, {"-", "n\n'-\n"},
		{"5/14", "n\n5/14\n"}};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cell(&number_column, rows[i][0], TABLE_CSV, rows[i][1]);
}

static void test_json_cells(void **state)
{
	static const char *const rows[][2] = {
		{"", "{\"a\": \"\"}"},
		{"12", "{\"a\": \"12\"}"},
		{"Warung \"Ibu\" \\", "\"Warung \\\"Ibu\\\" \\\\\""},
		{"\x1b]0;x\a", "\"\\u001b]0;x\\u0007\""},
		{"a\r\n\tb", "\"a\\u000d\\u000a\\u0009b\""},
		{"\u202e", "\"\\u202e\""},
		{"\xff\xc3", "\"" REPLACEMENT REPLACEMENT "\""},
		{"\xed\xa0\x80", REPLACEMENT},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cell(&word_column, rows[i][0], TABLE_JSON, rows[i][1]);
}

/* JSON knows no 007 and no 1.: they stay what they are, as strings. */
static void test_json_numbers(void **state)
{
	static const char *const rows[][2] = {{"", "{\"n\": null}"}, {"0", "{\"n\": 0}"},
		{"-12", "{\"n\": -12}"}, {"41.1", "{\"n\": 41.1}"},
		{"18446744073709551615", "{\"n\": 18446744073709551615}"},
		{"007", "{\"n\": \"007\"}"}, {"-", "{\"n\": \"-\"}"}, {"1.", "{\"n\": \"1.\"}"},
		{".5", "{\"n\": \".5\"}"}, {"1e5", "{\"n\": \"1e5\"}"}, {"NaN", "{\"n\": \"NaN\"}"},
		{"5/14", "{\"n\": \"5/14\"}"}, {"1.2.3", "{\"n\": \"1.2.3\"}"}};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cell(&number_column, rows[i][0], TABLE_JSON, rows[i][1]);
}

/* Nobody's name moves the cursor, breaks a line or turns the direction of writing. */
static void test_text_cells(void **state)
{
	static const char *const rows[][2] = {
		{"\x1b[2J", "\n" REPLACEMENT "[2J\n"},
		{"a\rb\nc", "\na" REPLACEMENT "b" REPLACEMENT "c\n"},
		{"\u202e", "\n" REPLACEMENT "\n"},
		{"a\u200b", "\na" REPLACEMENT "\n"},
		{"\xff", "\n" REPLACEMENT "\n"},
		{"%s%n", "\n%s%n\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_cell(&word_column, rows[i][0], TABLE_TEXT, rows[i][1]);
}

static void test_hostile_lines(void **state)
{
	struct table table;

	(void)state;
	table_init(&table, &word_column, 1);
	table_title(&table, "%s", "Aula\n\x1b[2J");
	table_note(&table, "%s", "\xff\u202e");
	table_note(&table, "%s", "");
	assert_printed(&table, TABLE_TEXT,
		"Aula" REPLACEMENT REPLACEMENT "[2J\n\nA\n─\n\n" REPLACEMENT REPLACEMENT "\n\n");
	table_release(&table);
}

/* Columns are counted, not bytes: wide characters, marks. */
static void test_widths(void **state)
{
	static const struct table_column two[] = {{"a", "", TABLE_WORDS}, {"b", "B", TABLE_WORDS}};
	struct table table;

	(void)state;
	table_init(&table, two, 2);
	table_cell(&table, "%s", "\u5357");
	table_cell(&table, "x");
	table_cell(&table, "%s", "\u00e9\u00e9\u00e9");
	table_cell(&table, "x");
	assert_printed(&table, TABLE_TEXT, "     B\n──────\n\u5357   x\n\u00e9\u00e9\u00e9  x\n");
	table_release(&table);
}

/* The columns may go before the table does. */
static void test_columns_are_copied(void **state)
{
	char name[] = "day_1";
	struct table_column column = {name, name, TABLE_WORDS};
	struct table table;

	(void)state;
	table_init(&table, &column, 1);
	memset(name, 'x', sizeof(name) - 1);
	column.kind = TABLE_NUMBER;
	assert_printed(&table, TABLE_CSV, "day_1\n");
	assert_printed(&table, TABLE_TEXT, "day_1\n─────\n");
	table_release(&table);
}

static void test_long_and_many(void **state)
{
	struct table table;
	struct buf long_text = BUF_EMPTY;
	struct buf out = BUF_EMPTY;
	size_t lines = 0;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_add_text(&long_text, "\"");
	table_init(&table, columns, COUNT(columns));
	for (int row = 0; row < 2000; row++) {
		table_cell(&table, "%s", row == 7 ? buf_text(&long_text) : "Siti");
		table_cell(&table, "%d", row);
		table_cell(&table, "x");
		table_number(&table, (uint64_t)row);
		table_percent(&table, (uint64_t)row, 2000);
	}
	table_print(&table, TABLE_JSON, &out);
	assert_true(json_is_valid(buf_text(&out), out.len));
	buf_clear(&out);
	table_print(&table, TABLE_CSV, &out);
	for (const char *end = buf_text(&out); (end = strchr(end, '\n')) != NULL; end++)
		lines++;
	assert_int_equal(lines, 2001);
	buf_release(&out);
	buf_release(&long_text);
	table_release(&table);
}

static void test_percent(void **state)
{
	static const struct {
		uint64_t part, whole;
		const char *text;
	} rows[] = {{0, 0, "null"}, {5, 0, "null"}, {0, 7, "0.0"}, {7, 7, "100.0"}, {1, 3, "33.3"},
		{2, 3, "66.7"}, {1, 2000, "0.1"}, {1, 2001, "0.0"}, {1999, 2000, "100.0"},
		{3, 2, "150.0"}, {UINT32_MAX, UINT32_MAX, "100.0"}};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct table table;
		char expected[80];

		table_init(&table, &number_column, 1);
		table_percent(&table, rows[i].part, rows[i].whole);
		snprintf(expected, sizeof(expected), "{\"rows\": [\n{\"n\": %s}\n]}\n",
			rows[i].text);
		assert_printed(&table, TABLE_JSON, expected);
		table_release(&table);
	}
}

static void test_number_print(void **state)
{
	static const struct {
		uint64_t number;
		const char *english, *indonesian;
	} rows[] = {{0, "0", "0"}, {999, "999", "999"}, {1000, "1,000", "1.000"},
		{3760, "3,760", "3.760"}, {1234567, "1,234,567", "1.234.567"},
		{UINT64_MAX, "18,446,744,073,709,551,615", "18.446.744.073.709.551.615"}};
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		i18n_set_language(LANGUAGE_ENGLISH);
		number_print(&out, rows[i].number);
		assert_string_equal(buf_text(&out), rows[i].english);
		buf_clear(&out);
		i18n_set_language(LANGUAGE_INDONESIAN);
		number_print(&out, rows[i].number);
		assert_string_equal(buf_text(&out), rows[i].indonesian);
		buf_clear(&out);
	}
	buf_release(&out);
}

static void test_format_words(void **state)
{
	enum table_format format = TABLE_CSV;

	(void)state;
	assert_false(table_format_parse("", &format));
	assert_false(table_format_parse("CSV", &format));
	assert_false(table_format_parse("csvx", &format));
	assert_int_equal(format, TABLE_CSV);
	assert_true(table_format_parse("json", &format));
	assert_int_equal(format, TABLE_JSON);
	assert_true(table_format_parse("csv", &format));
	assert_int_equal(format, TABLE_CSV);
	assert_true(table_format_parse("text", &format));
	assert_int_equal(format, TABLE_TEXT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_json_checker, english),
		cmocka_unit_test_setup(test_empty, english),
		cmocka_unit_test_setup(test_text, english),
		cmocka_unit_test_setup(test_text_in_indonesian, english),
		cmocka_unit_test_setup(test_csv_and_json, english),
		cmocka_unit_test_setup(test_csv_for_spreadsheets, english),
		cmocka_unit_test_setup(test_csv_digits, english),
		cmocka_unit_test_setup(test_only_sums, english),
		cmocka_unit_test_setup(test_unfinished_row, english),
		cmocka_unit_test_setup(test_too_many_columns, english),
		cmocka_unit_test_setup(test_csv_cells, english),
		cmocka_unit_test_setup(test_csv_numbers, english),
		cmocka_unit_test_setup(test_json_cells, english),
		cmocka_unit_test_setup(test_json_numbers, english),
		cmocka_unit_test_setup(test_text_cells, english),
		cmocka_unit_test_setup(test_hostile_lines, english),
		cmocka_unit_test_setup(test_widths, english),
		cmocka_unit_test_setup(test_columns_are_copied, english),
		cmocka_unit_test_setup(test_long_and_many, english),
		cmocka_unit_test_setup(test_percent, english),
		cmocka_unit_test_setup(test_number_print, english),
		cmocka_unit_test_setup(test_format_words, english),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
