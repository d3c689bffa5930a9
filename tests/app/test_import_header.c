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
		{"No. Induk Kependudukan", COLUMN_NIK},
		{"NIK (16 digit)", COLUMN_NIK},
		{"No. Telp/WA", COLUMN_PHONE},
		{"Alamat Domisili", COLUMN_ADDRESS},
		{"Alamat (tanpa RT/RW)", COLUMN_ADDRESS},
		{"Desa/Kelurahan", COLUMN_KELURAHAN},
		{"Gender", COLUMN_SEX},
		{"Pend. Terakhir", COLUMN_EDUCATION},
		{"Komoditi", COLUMN_COMMODITY},
		{"Jenis Pelatihan", COLUMN_COMMODITY},
		{"Bidang", COLUMN_COMMODITY},
		{"Kelas", COLUMN_CLASS},
		{"ID Kegiatan", COLUMN_SESSION},
		{"Kecamatan Pelatihan", COLUMN_TRAINING_KECAMATAN},
		{"Alasan Ditolak", COLUMN_REASON},
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

static void check_kinds(const char *text, size_t last_line, const enum import_column *kinds)
{
	struct import_header header;
	struct arena arena = {0};
	struct err err;

	if (find(text, &header, &arena, &err) != STATUS_OK)
		fail_msg("%s: %s", text, err.text);
	assert_int_equal(header.last_line, last_line);
	for (size_t i = 0; i < header.count; i++)
		if (header.kind[i] != kinds[i])
			fail_msg("%s: column %zu is %d", text, i, header.kind[i]);
	arena_release(&arena);
}

#define KINDS(...) ((const enum import_column[]){COLUMN_NAME, COLUMN_NIK, __VA_ARGS__})

static void test_two_rows(void **state)
{
	(void)state;
	/* No second row: a person, a number, a name, nothing. */
	check_kinds(
		"Nama,NIK,TTL,\nSiti,,Jakarta,1/2/1990\n", 1, KINDS(COLUMN_BORN, COLUMN_MERGED));
	check_kinds("Nama,NIK,TTL,\n,,1,2\n", 1, KINDS(COLUMN_BORN, COLUMN_MERGED));
	check_kinds("Nama,NIK,TTL,\n,,,\n,,Tempat,Tanggal\n", 1, KINDS(COLUMN_BORN, COLUMN_MERGED));
	check_kinds("Nama,NIK,TTL,\n,,Tempat,Tanggal\n", 2, KINDS(COLUMN_BIRTHPLACE, COLUMN_BORN));
	check_kinds("Nama,NIK,Lahir,\n,,Tgl,Tempat\n", 2, KINDS(COLUMN_BORN, COLUMN_BIRTHPLACE));
	check_kinds("Nama,NIK,Alamat,,,\n,,Jalan,RT,RW,Kel\n", 2,
		KINDS(COLUMN_ADDRESS, COLUMN_RT, COLUMN_RW, COLUMN_KELURAHAN));
	check_kinds(
		"Nama,NIK,Alamat,\n,,Lengkap,Kode Pos\n", 2, KINDS(COLUMN_ADDRESS, COLUMN_UNKNOWN));
	/* The second row may be the longer one. */
	check_kinds("Nama,NIK,Jenis Kelamin\n,,L,P\n", 2, KINDS(COLUMN_SEX, COLUMN_MERGED));
	/* What has a heading of its own keeps it. */
	check_kinds("Nama,NIK,Alamat,HP\n,,Kelurahan,\n", 2, KINDS(COLUMN_ADDRESS, COLUMN_PHONE));
	check_kinds("Nama,NIK,Kontak Person,HP\n,,Email,\n", 2, KINDS(COLUMN_EMAIL, COLUMN_PHONE));
}

static void test_ticks(void **state)
{
	struct import_header header;
	struct arena arena = {0};
	struct err err;

	(void)state;
	check_kinds("Nama,NIK,L,P\n", 1, KINDS(COLUMN_SEX, COLUMN_MERGED));
	check_kinds("Nama,NIK,Perempuan,Laki-laki\n", 1, KINDS(COLUMN_SEX, COLUMN_MERGED));
	check_kinds("Nama,NIK,P,Kelas\n", 1, KINDS(COLUMN_UNKNOWN, COLUMN_CLASS));
	assert_int_equal(find("Nama,NIK,L,P\n", &header, &arena, &err), STATUS_OK);
	assert_false(header.female_first);
	assert_int_equal(find("Nama,NIK,JK,\n,,P,L\n", &header, &arena, &err), STATUS_OK);
	assert_true(header.female_first);
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
		cmocka_unit_test(test_two_rows),
		cmocka_unit_test(test_ticks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
