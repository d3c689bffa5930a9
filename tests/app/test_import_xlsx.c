/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_xlsx.h"
#include "app/xlsx_try.h"
#include "base/file.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

/* All rows as "1:[a][b] 2:[c]", the first ones. */
struct seen {
	struct buf text, note;
	size_t rows, stop_at, too_long;
	size_t last;
};

static bool see(void *context, const struct csv_row *row)
{
	struct seen *seen = context;

	assert_int_equal(row->line, ++seen->last);
	assert_true(row->count <= IMPORT_COLUMNS_MAX);
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

static enum status read_book(struct seen *seen, struct bytes file, struct err *err)
{
	*err = (struct err){0};
	return xlsx_read(file, see, seen, &seen->note, err);
}

static void release(struct seen *seen)
{
	buf_release(&seen->text);
	buf_release(&seen->note);
}

static void check_bytes(struct bytes file, const char *expected, const char *note)
{
	struct seen seen = {0};
	struct err err;

	assert_true(xlsx_is(file));
	if (read_book(&seen, file, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	assert_string_equal(buf_text(&seen.text), expected);
	if (*note == '\0')
		assert_string_equal(buf_text(&seen.note), "");
	else
		assert_non_null(strstr(buf_text(&seen.note), note));
	release(&seen);
}

static void check_data(const char *name, const char *expected, const char *note)
{
	const char *top = getenv("top_srcdir");
	char *folder = path_join(top ? top : ".", "tests/data");
	char *path = path_join(folder, name);
	struct buf file = BUF_EMPTY;
	struct err err;

	assert_int_equal(file_read(path, IMPORT_FILE_MAX, &file, &err), STATUS_OK);
	check_bytes(buf_bytes(&file), expected, note);
	buf_release(&file);
	free(path);
	free(folder);
}

static void check_rows(const char *rows, const char *strings, const char *expected)
{
	struct buf file = BUF_EMPTY;

	xlsx_try_rows(&file, rows, strings, NULL);
	check_bytes(buf_bytes(&file), expected, "");
	buf_release(&file);
}

static void refused_bytes(struct bytes file, const char *word)
{
	struct seen seen = {0};
	struct err err;

	assert_int_equal(read_book(&seen, file, &err), STATUS_INVALID);
	if (!strstr(err.text, word))
		fail_msg("\"%s\" is not in: %s", word, err.text);
	release(&seen);
}

static void refused_rows(const char *rows, const char *word)
{
	struct buf file = BUF_EMPTY;

	xlsx_try_rows(&file, rows, NULL, NULL);
	refused_bytes(buf_bytes(&file), word);
	buf_release(&file);
}

/* --- What spreadsheet programs write ---------------------------------------------------------- */

/* By openpyxl 3.0.9: title rows, merged cells, a hidden row, column and sheet, an empty cover sheet,
 * numbers and dates by format, a sheet behind. */
static void test_office(void **state)
{
	(void)state;
	check_data("buku-kantor.xlsx",
		"1:[DAFTAR CALON PESERTA] 2:[KERAJINAN TANGAN, KELAS 2] 3: "
		"4:[No][Nama][NIK][Tanggal Lahir][RT][Lunas][Jumlah][No HP][Jam] "
		"5:[1][SITI AMINAH][3173085406739903][1973-06-14][003][TRUE][][81234500137][08:30] "
		"6:[2][Budi & Santoso <Jr>][3173080101629901][1962-01-01][012][FALSE][#N/A]"
		"[0812-3450-0000][16:05:30] "
		"7:[3][Yuni \"Yu\" Utami][3173080000000000][2019-07-15 08:30][001][][0.1] "
		"8: 9: 10:[][Jakarta, 15 Juli 2019\nKepala Seksi]",
		"\"Daftar Peserta\". 1 other sheet");
}

/* By XlsxWriter 3.0.2: dates from 1904 on, shared strings, text in runs, results of formulas. */
static void test_rich(void **state)
{
	(void)state;
	check_data("buku-kaya.xlsx",
		"1:[Siti Aminah][][  spasi  ] 2: "
		"3:[][2019-07-15][0081234567890][3173085406739903][TRUE][Siti Aminahx][#DIV/0!]"
		"[1234.5][-7][100000000000000000000][0.00001]",
		"");
	check_data("buku-inline.xlsx",
		"1:[a0][b\xc3\xa9][][0] 2:[a1][b\xc3\xa9][][1] 3:[a2][b\xc3\xa9][][2]", "");
}

static void test_places(void **state)
{
	(void)state;
	check_rows("", NULL, "");
	check_rows(
		"<row r=\"1\"/><row r=\"5\" spans=\"1:3\"><c r=\"A5\" s=\"1\"/></row>", NULL, "");
	check_rows("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>",
		NULL, "1:[1][][2] 2: 3:[3]");
	check_rows("<row r=\"2\"><c r=\"C2\"><v>1</v></c></row><row r=\"4\"><c r=\"A4\"><v>2</v>"
		   "</c></row><row r=\"1048576\"><c r=\"A1\"/></row>",
		NULL, "1: 2:[][][1] 3: 4:[2]");
	check_rows("<row><c r=\"b1\"><f>1+1</f><v>2</v></c><c r=\"AA1\"><v>27</v></c>"
		   "<c r=\"XFD1\" s=\"3\"/></row>",
		NULL, "1:[][2][][][][][][][][][][][][][][][][][][][][][][][][][27]");
}

static void test_texts(void **state)
{
	static const char strings[] =
		"<sst xmlns=\"m\" count=\"9\"><si><t>satu</t></si><si><t/></si>"
		"<si><r><rPr><b/></rPr><t xml:space=\"preserve\">du </t></r><r><t>a</t></r></si>"
		"<si><t>\xe6\x9d\xb1</t><rPh sb=\"0\" "
		"eb=\"1\"><t>ひがし</t></rPh><phoneticPr/></si>"
		"<si><t>a_x000D_\nb_x005F_x000D_ _x00e9_ _xD800_ _x0000_ _xZZZZ_ "
		"_x20</t></si></sst>";

	(void)state;
	check_rows("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
		   "<c t=\"s\"><v>3</v></c><c t=\"s\"><v>1</v></c></row>",
		strings, "1:[satu][][du a][\xe6\x9d\xb1]");
	check_rows("<row><c t=\"s\"><v>4</v></c></row>", strings,
		"1:[a\r\nb_x000D_ \xc3\xa9 _xD800_ _x0000_ _xZZZZ_ _x20]");
	check_rows(
		"<row><c t=\"inlineStr\"><is><t>si</t></is></c>"
		"<c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c>"
		"<c t=\"str\"><f>A1</f><v>hasil</v></c><c t=\"e\"><v>#N/A</v></c>"
		"<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
		"<c t=\"d\"><v>2019-07-15T00:00:00</v></c><c t=\"d\"><v>2019-07-15T08:30</v></c>"
		"<c t=\"n\"><v>5</v></c><c><v><![CDATA[6]]></v></c></row>",
		NULL, "1:[si][ab][hasil][#N/A][TRUE][FALSE][2019-07-15][2019-07-15 08:30][5][6]");
	/* No such text. */
	refused_rows("<row><c t=\"s\"><v>0</v></c></row>", "damaged");
	refused_rows("<row><c t=\"s\"><v>x</v></c></row>", "damaged");
}

/* Prefixes before all names, UTF-16, parts by absolute paths and in capitals. */
static void test_other_writers(void **state)
{
	static const char sheet[] =
		"<x:worksheet xmlns:x=\"m\" xmlns:xdr=\"d\"><x:sheetData><x:row r=\"1\"><x:c "
		"r=\"A1\" "
		"t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData>"
		"<x:controls><xdr:row>7</xdr:row></x:controls></x:worksheet>";
	static const char utf16[] =
		"\xff\xfe<\0w\0>\0<\0s\0h\0e\0e\0t\0D\0a\0t\0a\0>\0<\0r\0o\0w\0>\0<\0c\0>\0<\0v\0>"
		"\0"
		"7\0<\0/\0v\0>\0<\0/\0c\0>\0<\0/\0r\0o\0w\0>\0<\0/\0s\0h\0e\0e\0t\0D\0a\0t\0a\0>\0"
		"<\0/\0w\0>\0";
	struct buf file = BUF_EMPTY;
	struct xlsx_try_part parts[] = {
		{.name = "_rels/.rels", .text = xlsx_try_links},
		{.name = "XL/Workbook.xml", .text = xlsx_try_workbook},
		{.name = "xl/_rels/workbook.xml.rels",
			.text = "<r><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
				"Target=\"./../xl/a.xml\"/>"
				"<Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"b.xml\"/>"
				"<Relationship Id=\"rId9\" Type=\"x/styles\" Target=\"http://x/y\" "
				"TargetMode=\"External\"/></r>"},
		{.name = "xl/a.xml", .text = utf16, .len = sizeof(utf16) - 1, .stored = true},
		{.name = NULL},
	};

	(void)state;
	xlsx_try_book(&file, sheet, NULL, NULL);
	check_bytes(buf_bytes(&file), "1:[a]", "");
	xlsx_try_zip(&file, parts);
	check_bytes(buf_bytes(&file), "1:[7]", "");
	buf_release(&file);
}

static void test_styles(void **state)
{
	static const char styles[] =
		"<styleSheet><numFmts count=\"2\"><numFmt numFmtId=\"165\" formatCode=\"000\"/>"
		"<numFmt numFmtId=\"164\" formatCode=\"d/m/yy\"/></numFmts>"
		"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
		"<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf/></cellXfs>"
		"<dxfs><dxf><numFmt numFmtId=\"0\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>";
	struct buf file = BUF_EMPTY;

	(void)state;
	xlsx_try_rows(&file,
		"<row><c s=\"0\"><v>43661</v></c><c s=\"1\"><v>43661</v></c><c s=\"2\"><v>43661</v>"
		"</c><c s=\"3\"><v>7</v></c><c s=\"4\"><v>43661</v></c><c s=\"99\"><v>43661</v></c>"
		"<c s=\"x\"><v>43661</v></c></row>",
		NULL, styles);
	check_bytes(buf_bytes(&file), "1:[43661][2019-07-15][2019-07-15][007][43661][43661][43661]",
		"");
	buf_release(&file);
}

/* --- What is something else ------------------------------------------------------------------- */

static void refused_parts(const struct xlsx_try_part *parts, const char *word)
{
	struct buf file = BUF_EMPTY;

	xlsx_try_zip(&file, parts);
	assert_true(xlsx_is(buf_bytes(&file)));
	refused_bytes(buf_bytes(&file), word);
	buf_release(&file);
}

static void test_foreign(void **state)
{
	static const uint8_t old[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
	static const uint8_t locked[] =
		"\xd0\xcf\x11\xe0 ... E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
	static const struct xlsx_try_part ods[] = {
		{.name = "mimetype",
			.text = "application/vnd.oasis.opendocument.spreadsheet",
			.stored = true},
		{.name = "content.xml", .text = "<c/>"},
		{.name = "META-INF/manifest.xml", .text = "<m/>"}, {.name = NULL}};
	static const struct xlsx_try_part zip[] = {
		{.name = "daftar.csv", .text = "a"}, {.name = NULL}};
	static const struct xlsx_try_part docx[] = {
		{.name = "_rels/.rels",
			.text = "<a><Relationship Id=\"1\" Type=\"x/officeDocument\" "
				"Target=\"word/document.xml\"/></a>"},
		{.name = "word/document.xml", .text = "<w:document xmlns:w=\"w\"/>"},
		{.name = NULL}};
	static const struct xlsx_try_part xlsb[] = {
		{.name = "_rels/.rels",
			.text = "<a><Relationship Id=\"1\" Type=\"x/officeDocument\" "
				"Target=\"xl/workbook.bin\"/></a>"},
		{.name = NULL}};

	(void)state;
	assert_false(xlsx_is(BYTES_NONE));
	assert_false(xlsx_is((struct bytes){(const uint8_t *)"PK", 2}));
	assert_false(xlsx_is((struct bytes){(const uint8_t *)"Nama;NIK", 8}));
	assert_true(xlsx_is(BYTES_OF(old)));
	refused_bytes(BYTES_OF(old), "(.xls)");
	refused_bytes(BYTES_OF(locked), "locked with a password");
	refused_bytes((struct bytes){(const uint8_t *)"PK\3\4", 4}, "damaged");
	refused_parts(ods, "(.ods)");
	refused_parts(zip, "no Excel workbook");
	refused_parts(docx, "no Excel workbook");
	refused_parts(xlsb, "(.xlsb)");
}

/* --- What is damaged, or hostile -------------------------------------------------------------- */

/* The rows of `expected`, none (another sheet is named, say), or a refusal. */
static bool same_or_refused(struct bytes file, const char *expected)
{
	struct seen seen = {0};
	struct err err;
	enum status status = read_book(&seen, file, &err);

	if (status != STATUS_OK)
		assert_int_equal(status, STATUS_INVALID);
	else if (seen.rows > 0)
		assert_string_equal(buf_text(&seen.text), expected);
	release(&seen);
	return status != STATUS_OK;
}

static void test_damage(void **state)
{
	static const char rows[] = "1:[3173085406739903]";
	struct buf file = BUF_EMPTY;

	(void)state;
	xlsx_try_rows(&file, "<row><c><v>3173085406739903</v></c></row>", NULL, NULL);
	/* Cut short: the last four bytes are zeros, as are those that are not there. */
	for (size_t len = 0; len < file.len; len++)
		if (!same_or_refused((struct bytes){file.ptr, len}, rows))
			assert_true(len + 4 >= file.len);
	for (size_t i = 0; i < file.len; i++) {
		file.ptr[i] ^= 0x10;
		same_or_refused(buf_bytes(&file), rows);
		file.ptr[i] ^= 0x10;
	}
	buf_release(&file);
}

static void test_order(void **state)
{
	(void)state;
	refused_rows("<row r=\"2\"/><row r=\"2\"><c><v>1</v></c></row>", "damaged");
	refused_rows("<row r=\"2\"/><row r=\"1\"><c><v>1</v></c></row>", "damaged");
	refused_rows("<row r=\"0\"><c><v>1</v></c></row>", "damaged");
	refused_rows("<row r=\"-1\"><c><v>1</v></c></row>", "damaged");
	refused_rows("<row r=\"1x\"><c><v>1</v></c></row>", "damaged");
	refused_rows("<row><c r=\"B1\"/><c r=\"B1\"><v>1</v></c></row>", "damaged");
	refused_rows("<row><c r=\"1\"><v>1</v></c></row>", "damaged");
	refused_rows("<row r=\"99999999999999999999999\"><c><v>1</v></c></row>",
		"Row 1000001 is one too many");
	refused_rows("<row r=\"1000001\"><c><v>1</v></c></row>", "Row 1000001 is one too many");
	refused_rows("<row><c r=\"IW1\"><v>1</v></c></row>", "Row 1 has too many columns");
	refused_rows(
		"<row><c r=\"ZZZZZZZZZZZZZZZZZZZZZZZZ1\"><v>1</v></c></row>", "too many columns");
}

static void test_limits(void **state)
{
	struct buf file = BUF_EMPTY, rows = BUF_EMPTY;
	struct seen seen = {0};
	struct err err;

	(void)state;
	check_rows("<row r=\"1\"><c r=\"IV1\" s=\"1\"/><c r=\"IW1\"/></row>", NULL, "");
	buf_add_text(&rows, "<row><c t=\"str\"><v>");
	for (size_t i = 0; i < IMPORT_CELL_MAX; i++)
		buf_add_byte(&rows, 'x');
	buf_add_text(&rows, "</v></c><c><v>1</v></c></row>");
	xlsx_try_rows(&file, buf_text(&rows), NULL, NULL);
	assert_int_equal(read_book(&seen, buf_bytes(&file), &err), STATUS_OK);
	assert_int_equal(seen.too_long, 0);
	/* One more: of the attribute some letters come into the cell. */
	memcpy(rows.ptr, "<row><c><v>aaaaaaaaa", 20);
	seen = (struct seen){.text = seen.text};
	buf_clear(&seen.text);
	xlsx_try_rows(&file, buf_text(&rows), NULL, NULL);
	assert_int_equal(read_book(&seen, buf_bytes(&file), &err), STATUS_OK);
	assert_int_equal(seen.too_long, 1);
	assert_string_equal(buf_text(&seen.text), "1:[][1]");
	release(&seen);
	buf_release(&rows);
	buf_release(&file);
}

static void test_entities(void **state)
{
	struct buf file = BUF_EMPTY;

	(void)state;
	xlsx_try_book(&file,
		"<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
		"<w><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></w>",
		NULL, NULL);
	refused_bytes(buf_bytes(&file), "damaged");
	xlsx_try_book(
		&file, "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><w><sheetData/></w>", NULL, NULL);
	refused_bytes(buf_bytes(&file), "damaged");
	buf_release(&file);
	refused_rows("<row><c><v>&unknown;</v></c></row>", "damaged");
	refused_rows("<row><c><v>1</v></row>", "damaged");
	check_rows(
		"<row><c t=\"str\"><v>a&amp;&#x42;&#233;</v></c></row>", NULL, "1:[a&B\xc3\xa9]");
}

/* The text `item` many times over, in a row of a sheet that holds something. */
static void refused_many(const char *item, size_t count, bool numbered, const char *word)
{
	struct buf sheet = BUF_EMPTY, file = BUF_EMPTY;

	buf_add_text(&sheet, "<w><sheetData><row><c><v>1</v></c></row>");
	for (size_t i = 0; i < count; i++) {
		buf_add_text(&sheet, item);
		if (numbered)
			buf_printf(&sheet, "%zu/>", i);
	}
	buf_add_text(&sheet, "</sheetData></w>");
	xlsx_try_book(&file, buf_text(&sheet), NULL, NULL);
	refused_bytes(buf_bytes(&file), word);
	buf_release(&file);
	buf_release(&sheet);
}

static void test_bombs(void **state)
{
	(void)state;
	/* Zeros that unpack to a thousand times the file. */
	refused_many("                                                                ",
		(16u << 20) / 64, false, "unpacks to more");
	refused_many("<row><a>", 1000, false, "damaged"); /* deep */
	refused_many("<a", 2000, true, "damaged");        /* names that expat would keep */
	refused_many("<!--", 1, false, "damaged");
	/* A tag that never ends. */
	refused_many("<row a=\"", 1, false, "damaged");
}

static void test_long_token(void **state)
{
	struct buf item = BUF_EMPTY;

	(void)state;
	buf_add_text(&item, "<row a=\"");
	for (unsigned i = 0; i < 1u << 20; i++)
		buf_add_byte(&item, (uint8_t)('a' + i * i % 23));
	buf_add_text(&item, "\"/>");
	refused_many(buf_text(&item), 1, false, "damaged");
	buf_release(&item);
}

static void test_stop(void **state)
{
	struct buf file = BUF_EMPTY;
	struct seen seen = {.stop_at = 2};
	struct err err;

	(void)state;
	xlsx_try_rows(&file, "<row r=\"1\"><c><v>1</v></c></row><row r=\"4\"><c><v>2</v></c></row>",
		NULL, NULL);
	assert_int_equal(read_book(&seen, buf_bytes(&file), &err), STATUS_OK);
	assert_string_equal(buf_text(&seen.text), "1:[1] 2:");
	release(&seen);
	buf_release(&file);
}

static int start_random(void **state)
{
	struct err err;

	(void)state;
	return random_start(&err) == STATUS_OK ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_office),
		cmocka_unit_test(test_rich),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_other_writers),
		cmocka_unit_test(test_styles),
		cmocka_unit_test(test_foreign),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_bombs),
		cmocka_unit_test(test_long_token),
		cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, start_random, NULL);
}
