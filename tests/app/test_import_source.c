/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_source.h"
#include "base/file.h"
#include "base/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* It needs those before it. */
#include <cmocka.h>

/* All rows as "1:[a][b] 2:[c]". */
static bool write_row(void *context, const struct csv_row *row)
{
	struct buf *out = context;

	buf_printf(out, "%s%zu:", out->len > 0 ? " " : "", row->line);
	for (size_t i = 0; i < row->count; i++)
		buf_printf(out, "[%s]", row->cell[i]);
	return true;
}

static void check_rows(const struct import_source *source, const char *expected)
{
	struct buf rows = BUF_EMPTY;
	struct err err = {0};

	assert_int_equal(spool_read(&source->rows, write_row, &rows, &err), STATUS_OK);
	if (strcmp(buf_text(&rows), expected) != 0)
		fail_msg("%s\n%s", buf_text(&rows), expected);
	buf_release(&rows);
}

#define NAMA "1:[Nama][NIK] "

struct sample {
	const char *bytes;
	size_t len;
	enum text_encoding encoding;
	char delimiter;
	const char *rows;
};

#define SAMPLE(bytes, encoding, delimiter, rows)                                                   \
	{                                                                                          \
		(bytes), sizeof(bytes) - 1, (encoding), (delimiter), (rows)                        \
	}

static void check_sample(const struct sample *sample)
{
	struct import_source source;
	struct err err = {0};

	if (import_source_bytes(&source,
		    (struct bytes){(const uint8_t *)sample->bytes, sample->len}, &err) != STATUS_OK)
		fail_msg("%s: %s", sample->rows, err.text);
	assert_string_equal(err.text, "");
	check_rows(&source, sample->rows);
	/* What is not UTF-8 is told. */
	assert_true((source.note.len > 0) == (sample->encoding != TEXT_UTF8));
	assert_int_equal(source.encoding, sample->encoding);
	assert_int_equal(source.delimiter, sample->delimiter);
	import_source_release(&source);
}

static void test_encodings(void **state)
{
	static const struct sample samples[] = {
		SAMPLE("Nama,NIK\nRen\xc3\xa9,1\n", TEXT_UTF8, ',', NAMA "2:[Ren\xc3\xa9][1]"),
		SAMPLE("\xef\xbb\xbfNama;NIK\r\nRen\xc3\xa9;1\r\n", TEXT_UTF8, ';',
			NAMA "2:[Ren\xc3\xa9][1]"),
		SAMPLE("Nama;NIK\r\nRen\xe9;\x93"
		       "1\x94\r\n",
			TEXT_WINDOWS_1252, ';',
			NAMA "2:[Ren\xc3\xa9][\xe2\x80\x9c"
			     "1\xe2\x80\x9d]"),
		SAMPLE("\xff\xfeN\0a\0m\0a\0\t\0N\0I\0K\0\r\0\n\0\xe9\0\t\0", TEXT_UTF16LE, '\t',
			NAMA "2:[\xc3\xa9][]"),
		SAMPLE("\xfe\xff\0N\0a\0m\0a\0\t\0N\0I\0K\0\r\0\n\0\xe9\0\t\0"
		       "1",
			TEXT_UTF16BE, '\t', NAMA "2:[\xc3\xa9][1]"),
		SAMPLE("N\0a\0m\0a\0,\0N\0I\0K\0\n\0\xe9\0,\0\x3d\xd8\0\xde", TEXT_UTF16LE, ',',
			NAMA "2:[\xc3\xa9][\xf0\x9f\x98\x80]"),
		SAMPLE("\0N\0a\0m\0a\0,\0N\0I\0K\0\n\0x\0,\0y", TEXT_UTF16BE, ',', NAMA "2:[x][y]"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check_sample(&samples[i]);
}

static void test_delimiters(void **state)
{
	static const struct sample samples[] = {
		SAMPLE("Nama,NIK\n", TEXT_UTF8, ',', "1:[Nama][NIK]"),
		SAMPLE("Nama;NIK\r", TEXT_UTF8, ';', "1:[Nama][NIK]"),
		SAMPLE("Nama\tNIK\r\n", TEXT_UTF8, '\t', "1:[Nama][NIK]"),
		SAMPLE("Nama;NIK;Tempat, Tgl Lahir;Alamat, RT", TEXT_UTF8, ';',
			"1:[Nama][NIK][Tempat, Tgl Lahir][Alamat, RT]"),
		/* As Excel numbers the rows. */
		SAMPLE("sep=;\r\nNama;NIK\r\n", TEXT_UTF8, ';', "1:[Nama][NIK]"),
		SAMPLE("\xef\xbb\xbf\"sep=|\"\nNama|NIK\n", TEXT_UTF8, '|', "1:[Nama][NIK]"),
		SAMPLE("sep=\t\rNama\tNIK", TEXT_UTF8, '\t', "1:[Nama][NIK]"),
		SAMPLE("sep=;x\nNama;NIK", TEXT_UTF8, ';', "1:[sep=][x] 2:[Nama][NIK]"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check_sample(&samples[i]);
}

static void refused(const char *ptr, size_t len, const char *words)
{
	struct import_source source;
	struct err err = {0};

	if (import_source_bytes(&source, (struct bytes){(const uint8_t *)ptr, len}, &err) !=
			STATUS_INVALID ||
		!strstr(err.text, words))
		fail_msg("%s: %s", words, err.text);
	import_source_release(&source);
}

#define REFUSED(bytes, words) refused((bytes), sizeof(bytes) - 1, (words))

static void test_no_text(void **state)
{
	(void)state;
	REFUSED("Nama,NIK\na,b\0c\n", "Row 2 is not text");
	REFUSED("Nama,NIK\na,b\n\0", "Row 3 is not text");
	REFUSED("\xff\xfeN\0a\0m\0a\0\t\0N\0I\0K\0\n\0\0\0", "Row 2 is not text");
	/* Neither: 0x81 means nothing in Windows-1252. */
	REFUSED("Nama,NIK\na,b\nRen\xe9,1\nc\x81,1\n",
		"Row 4 holds characters that are no WINDOWS-1252");
	/* What has a mark, or good characters above, is UTF-8 and damaged. */
	REFUSED("\xef\xbb\xbfNama,NIK\na,b\nRen\xe9,1\n",
		"Row 3 holds characters that are no UTF-8");
	REFUSED("Nama,NIK\nRen\xc3\xa9,1\nRen\xe9,1\n", "Row 3 holds characters that are no UTF-8");
	REFUSED("\xef\xbb\xbfNama,NIK\na,b\xc3", "Row 2 holds characters that are no UTF-8");
	REFUSED("\xff\xfeN\0a\0m\0a\0\t\0N\0I\0K\0\n\0a\0\0\xd8"
		"b\0",
		"Row 2 holds characters that are no UTF-16LE");
	REFUSED("\xff\xfeN\0a\0m\0a\0\t\0N\0I\0K\0\n\0a\0b",
		"Row 2 holds characters that are no UTF-16LE");
	REFUSED("Nama,NIK\nSiti,\"1\nBudi,2\n", "opens in row 2 is not closed");
}

static void test_no_list(void **state)
{
	(void)state;
	REFUSED("%PDF-1.7", "PDF");
	REFUSED("{\\rtf1", "RTF");
	REFUSED("\xef\xbb\xbf\r\n <!DOCTYPE html>", "web page");
}

/* A character, a line end and a quoted cell may lie across two pieces. */
static void test_borders(void **state)
{
	struct buf file = BUF_EMPTY;
	struct import_source source;
	struct err err = {0};

	(void)state;
	for (size_t shift = 0; shift < 12; shift++) {
		buf_clear(&file);
		buf_add_text(&file, "Nama,NIK\n");
		while (file.len < 65520 + shift)
			buf_add_byte(&file, file.len % 64 == 63 ? '\n' : 'a');
		buf_add_text(&file, "\xf0\x9f\x98\x80\r\n\"\xc3\xa9\",");
		assert_int_equal(import_source_bytes(&source, buf_bytes(&file), &err), STATUS_OK);
		assert_int_equal(source.encoding, TEXT_UTF8);
		import_source_release(&source);
		/* As Windows-1252 from the first row on, though only the last byte tells. */
		buf_add_byte(&file, 0xe9);
		file.ptr[0] = 'n';
		memset(file.ptr + 65520, 'b', file.len - 1 - 65520);
		assert_int_equal(import_source_bytes(&source, buf_bytes(&file), &err), STATUS_OK);
		assert_int_equal(source.encoding, TEXT_WINDOWS_1252);
		import_source_release(&source);
	}
	buf_release(&file);
}

/* --- Files ------------------------------------------------------------------------------------- */

static void test_what_is_opened(void **state)
{
	const char *folder = *state;
	char *path = path_join(folder, "daftar.csv");
	char *link = path_join(folder, "tautan.csv");
	struct import_source source;
	struct err err = {0};

	assert_int_equal(import_source_open(&source, path, NULL, &err), STATUS_NOT_FOUND);
	import_source_release(&source);
	assert_int_equal(import_source_open(&source, folder, NULL, &err), STATUS_INVALID);
	import_source_release(&source);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(import_source_open(&source, path, NULL, &err), STATUS_INVALID);
	import_source_release(&source);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink("/etc/passwd", link), 0);
	assert_int_equal(import_source_open(&source, link, NULL, &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, "link"));
	import_source_release(&source);
	free(path);
	free(link);
}

struct counting {
	size_t rows;
	bool right;
};

static bool count_row(void *context, const struct csv_row *row)
{
	struct counting *counting = context;
	char number[24];

	counting->rows++;
	snprintf(number, sizeof(number), "%zu", row->line);
	if (row->line > 1)
		counting->right = counting->right && row->count == 3 &&
				  row->line == counting->rows &&
				  strcmp(row->cell[1], number) == 0 && strlen(row->cell[2]) == 100;
	return true;
}

/* A long list does not stay in memory, and nothing of it is to be found in the folder. */
static void check_long(const char *path, const char *folder, bool in_file)
{
	struct import_source source;
	struct counting counting = {0, true};
	struct err err = {0};

	if (import_source_open(&source, path, folder, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	assert_int_equal(source.rows.rows, 50000);
	assert_true(in_file == (source.rows.in_file > 0));
	assert_true(!in_file || source.rows.waiting.capacity <= 2 << 20);
	for (int i = 0; i < 2; i++) {
		counting.rows = 0;
		assert_int_equal(spool_read(&source.rows, count_row, &counting, &err), STATUS_OK);
		assert_true(counting.right);
		assert_int_equal(counting.rows, 50000);
	}
	assert_true(!in_file || scratch_count(folder) == 0);
	import_source_release(&source);
	assert_true(!in_file || scratch_count(folder) == 0);
}

static void test_long_list(void **state)
{
	char *path = path_join(*state, "panjang.csv");
	char *folder = path_join(*state, "a/okoce");
	char *no_folder = path_join(path, "okoce");
	struct buf file = BUF_EMPTY;
	struct err err;

	buf_add_text(&file, "Nama,NIK,Alamat\n");
	for (int i = 2; i <= 50000; i++)
		buf_printf(&file, "Siti,%d,%0100d\n", i, i);
	assert_int_equal(file_write(path, buf_bytes(&file), &err), STATUS_OK);
	buf_release(&file);
	check_long(path, folder, true);
	check_long(path, NULL, false);
	check_long(path, no_folder, false);
	free(no_folder);
	free(folder);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_delimiters),
		cmocka_unit_test(test_no_text),
		cmocka_unit_test(test_no_list),
		cmocka_unit_test(test_borders),
		cmocka_unit_test_setup_teardown(test_what_is_opened, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_long_list, scratch_make, scratch_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
