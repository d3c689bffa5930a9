/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_header.h"
#include "app/import_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

static void test_words(void **state)
{
	static const struct {
		const char *text;
		enum import_column kind;
	} words[] = {
		{"", COLUMN_UNKNOWN},
		{"-", COLUMN_UNKNOWN},
		{"nam", COLUMN_UNKNOWN},
		{"nama nama", COLUMN_UNKNOWN},
		{"Keterangan", COLUMN_UNKNOWN},
		{"No.", COLUMN_ROW_NUMBER},
		{"NAMA", COLUMN_NAME},
		{" Nama\nLengkap* ", COLUMN_NAME},
		{"Nama Peserta", COLUMN_NAME},
		{"Name", COLUMN_NAME},
		{"NIK", COLUMN_NIK},
		{"No. NIK", COLUMN_NIK},
		{"No. KTP", COLUMN_NIK},
		{"Nomor Induk Kependudukan", COLUMN_NIK},
		{"No HP", COLUMN_PHONE},
		{"HP", COLUMN_PHONE},
		{"Telepon", COLUMN_PHONE},
		{"Telp.", COLUMN_PHONE},
		{"WA", COLUMN_PHONE},
		{"WhatsApp", COLUMN_PHONE},
		{"phone", COLUMN_PHONE},
		{"Nomor HP", COLUMN_PHONE},
		{"Tempat Lahir", COLUMN_BIRTHPLACE},
		{"Tanggal Lahir", COLUMN_BORN},
		{"Tgl. Lahir", COLUMN_BORN},
		{"TTL", COLUMN_BORN},
		{"Tempat/Tanggal Lahir", COLUMN_BORN},
		{"Jenis Kelamin", COLUMN_SEX},
		{"JK", COLUMN_SEX},
		{"L/P", COLUMN_SEX},
		{"LP", COLUMN_SEX},
		{"Sex", COLUMN_SEX},
		{"Alamat", COLUMN_ADDRESS},
		{"Address", COLUMN_ADDRESS},
		{"RT", COLUMN_RT},
		{"RW", COLUMN_RW},
		{"RT/RW", COLUMN_RT_RW},
		{"RT / RW", COLUMN_RT_RW},
		{"Kelurahan", COLUMN_KELURAHAN},
		{"Kel.", COLUMN_KELURAHAN},
		{"Desa", COLUMN_KELURAHAN},
		{"Kecamatan", COLUMN_KECAMATAN},
		{"Kec.", COLUMN_KECAMATAN},
		{"Pendidikan", COLUMN_EDUCATION},
		{"Status Kawin", COLUMN_MARITAL},
		{"Status Perkawinan", COLUMN_MARITAL},
		{"Disabilitas", COLUMN_DISABILITY},
		{"Usaha", COLUMN_BUSINESS},
		{"Jenis Usaha", COLUMN_BUSINESS},
		{"No. KK", COLUMN_FAMILY_CARD},
		{"KK", COLUMN_FAMILY_CARD},
		{"E-mail", COLUMN_EMAIL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (import_column_of(words[i].text) != words[i].kind)
			fail_msg("%s is %d", words[i].text, import_column_of(words[i].text));
}

static enum status find(
	const char *text, struct import_header *header, struct arena *arena, struct err *err)
{
	struct import_source source;
	enum status status;

	*err = (struct err){0};
	status = import_source_bytes(
		&source, (struct bytes){(const uint8_t *)text, strlen(text)}, err);
	if (status == STATUS_OK)
		status = import_header_find(&source.rows, arena, header, err);
	import_source_release(&source);
	return status;
}

static void check(const char *text, size_t line, size_t count)
{
	struct import_header header;
	struct arena arena = {0};
	struct err err;

	if (find(text, &header, &arena, &err) != STATUS_OK)
		fail_msg("%s: %s", text, err.text);
	assert_int_equal(header.line, line);
	assert_int_equal(header.count, count);
	assert_string_equal(err.text, "");
	arena_release(&arena);
}

static void test_delimiters(void **state)
{
	(void)state;
	check("Nama,NIK", 1, 2);
	check("Nama;NIK", 1, 2);
	check("Nama\tNIK", 1, 2);
	check("\xef\xbb\xbfnama lengkap,no hp\r\nSiti;,;;;;;\r\n", 1, 2);
	/* A comma within a header word of a file with semicolons. */
	check("Nama;NIK;Tempat, Tgl Lahir;Alamat, RT", 1, 4);
	check("sep=;\nNama;NIK\n", 1, 2);
}

static void test_titles(void **state)
{
	struct buf file = BUF_EMPTY;
	struct import_header header;
	struct arena arena = {0};
	struct err err;

	(void)state;
	check("DAFTAR PESERTA,,\n\"NAMA, NIK\"\n\nNo,Nama,NIK,Alamat\n1,Siti,,\n", 4, 4);
	/* The first that fits, not a later one. */
	check("Nama,NIK\nNama,NIK,HP,RT,RW\n", 1, 2);
	for (int i = 1; i < IMPORT_HEADER_ROWS; i++)
		buf_add_text(&file, "SUDIN PE\n");
	buf_add_text(&file, "Nama,NIK\n");
	check(buf_text(&file), IMPORT_HEADER_ROWS, 2);
	buf_clear(&file);
	for (int i = 1; i <= IMPORT_HEADER_ROWS; i++)
		buf_add_text(&file, "SUDIN PE\n");
	buf_add_text(&file, "Nama,NIK\n");
	assert_int_equal(find(buf_text(&file), &header, &arena, &err), STATUS_INVALID);
	buf_release(&file);
	arena_release(&arena);
}

static void test_no_header(void **state)
{
	static const char *const files[] = {"", "\n\n\n", "Nama", "Nama,Nilai", "No,Nama",
		"NIK,Alamat", "Siti,3173085204959907\nBudi,3173082509689909\n", "Nama NIK"};
	struct import_header header;
	struct arena arena = {0};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		assert_int_equal(find(files[i], &header, &arena, &err), STATUS_INVALID);
		assert_non_null(strstr(err.text, "Nama, NIK"));
	}
	arena_release(&arena);
}

static void test_columns(void **state)
{
	struct import_header header;
	struct arena arena = {0};
	struct err err;

	(void)state;
	assert_int_equal(
		find("No,\"Nama\nLengkap\",HP,Hobi,Telp\n", &header, &arena, &err), STATUS_OK);
	assert_string_equal(header.text[1], "Nama Lengkap");
	assert_int_equal(header.kind[3], COLUMN_UNKNOWN);
	assert_int_equal(import_header_column(&header, COLUMN_PHONE, 0), 2);
	assert_int_equal(import_header_column(&header, COLUMN_PHONE, 3), 4);
	assert_int_equal(import_header_column(&header, COLUMN_PHONE, 5), header.count);
	assert_int_equal(import_header_column(&header, COLUMN_NIK, 0), header.count);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_delimiters),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_no_header),
		cmocka_unit_test(test_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
