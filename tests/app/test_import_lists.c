/* SPDX-License-Identifier: BSD-2-Clause */
/* The lists in tests/data/lists, as offices send them: what is read of each, and what is said. */
#include "app/import_source.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "import_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define FAULTS 4
#define PEOPLE 9

struct list {
	const char *name;
	enum text_encoding encoding;
	size_t rows, refused;
	/* Row, name and kelurahan of each who is taken. */
	struct {
		size_t line;
		const char *name, *kelurahan;
	} person[PEOPLE];
	/* Row, column and a word of what is said; all of it. */
	struct {
		size_t line;
		const char *column, *word;
	} fault[FAULTS];
};

#define ACCENTS                                                                                    \
	{                                                                                          \
		{2, "Aminah", "Kapuk"}, {3, "Andr\xc3\xa9 Wibowo", "Duri Kosambi"},                \
		{                                                                                  \
			4,                                                                         \
				"Nu\xc3\xb1"                                                       \
				"ez Santoso",                                                      \
				"Rawa Buaya"                                                       \
		}                                                                                  \
	}

#define OFFICE                                                                                     \
	{                                                                                          \
		{5, "Siti Rahmawati", "Srengseng"}, {6, "H. Budi Hartono, S.E.", "Joglo"},         \
			{7, "Endang Lestari", "Joglo"},                                            \
		{                                                                                  \
			8, "\u00d1o\u00f1o Wijaya", "Meruya Utara"                                 \
		}                                                                                  \
	}

static const struct list lists[] = {
	{"polos.csv", TEXT_UTF8, 3, 0,
		{{2, "Siti Rahmawati", "Srengseng"}, {3, "Budi Hartono", "Joglo"},
			{4, "Endang Lestari", "Meruya Utara"}},
		{{0}}},
	{"judul-jumlah.csv", TEXT_UTF8, 3, 0,
		{{7, "SRI WAHYUNI", "Pegadungan"}, {8, "H. AGUS SETIAWAN, S.E.", "Tegal Alur"},
			{9, "NURHAYATI", "Semanan"}},
		{{0}}},
	{"aksen.csv", TEXT_UTF8, 3, 0, ACCENTS, {{0}}},
	{"aksen-unicode.txt", TEXT_UTF16LE, 3, 0, ACCENTS, {{0}}},
	{"aksen-utf16be.csv", TEXT_UTF16BE, 3, 0, ACCENTS, {{0}}},
	{"aksen-tanpa-tanda.csv", TEXT_UTF16LE, 3, 0, ACCENTS, {{0}}},
	{"aksen-windows.csv", TEXT_WINDOWS_1252, 3, 0, ACCENTS, {{0}}},
	{"aksen-mac.csv", TEXT_UTF8, 3, 0, ACCENTS, {{0}}},
	/* The line with sep= is not shown as a row. */
	{"sep.csv", TEXT_UTF8, 2, 0, {{2, "Dewi Permata", "Slipi"}, {3, "Joko Susilo", "Jatipulo"}},
		{{0}}},
	{"kutip-baris.csv", TEXT_UTF8, 2, 0,
		{{2, "Rina Kusuma", "Meruya Selatan"}, {3, "Yusuf Maulana", "Joglo"}}, {{0}}},
	{"dua-baris-kepala.csv", TEXT_UTF8, 3, 0,
		{{4, "Lestari Kusuma", "Kembangan Selatan"},
			{5, "Bambang Nugroho", "Kembangan Utara"},
			{6, "Wati Saputra", "Meruya Utara"}},
		{{0}}},
	{"gabung-sel.csv", TEXT_UTF8, 9, 0,
		{{2, "Fitriani", "Srengseng"}, {3, "Hendra Gunawan", "Srengseng"},
			{4, "Ratna Sari", "Srengseng"}, {5, "Ahmad Fauzi", "Joglo"},
			{6, "Lilis Suryani", "Joglo"}, {7, "Dedi Kurniawan", "Joglo"},
			{8, "Yanti Susanti", "Kamal"}, {9, "Iwan Setiawan", "Kamal"},
			{10, "Eka Putri", "Kamal"}},
		{{1, "Kelurahan", "merged"}, {1, "Kecamatan", "merged"}}},
	/* Joglo stands twice: cells that are empty were left empty. */
	{"kelurahan-kosong.csv", TEXT_UTF8, 5, 0,
		{{2, "Maya Anggraini", "Joglo"}, {3, "Rudi Salim", ""},
			{4, "Tuti Alawiyah", "Joglo"}, {5, "Anton Wijaya", ""},
			{6, "Neneng Hasanah", ""}},
		{{0}}},
	{"inggris-acak.csv", TEXT_UTF8, 2, 0,
		{{2, "Kartika Dewi", "Palmerah"}, {3, "Rahmat Hidayat", "Kemanggisan"}}, {{0}}},
	{"banyak-kelas.csv", TEXT_UTF8, 7, 0,
		{{2, "Suryati", "Joglo"}, {3, "Mulyadi", "Srengseng"}, {4, "Rosmiati", "Joglo"},
			{5, "Halimah", "Kamal"}, {6, "Usman Arif", "Semanan"},
			{7, "Sumiyati", "Kamal"}, {8, "Parjo", "Pegadungan"}},
		{{1, "Jenis Pelatihan", "merged"}, {1, "Kecamatan Pelatihan", "merged"},
			{1, "Kelas", "merged"}}},
	{"halaman-dua.csv", TEXT_UTF8, 3, 0,
		{{2, "Sulastri", "Maphar"}, {3, "Tono Prasetyo", "Tangki"},
			{6, "Umi Kalsum", "Krukut"}},
		{{0}}},
	/* A workbook of LibreOffice: an empty cover and a hidden sheet before, merged cells, dates and
	 * zeros by format, a formula. Its CSV has dates as an American writes them. */
	{"libreoffice.xlsx", TEXT_UTF8, 4, 0, OFFICE, {{4, "Jenis Pelatihan", "merged"}}},
	{"libreoffice.csv", TEXT_UTF8, 4, 0, OFFICE,
		{{4, "Jenis Pelatihan", "merged"}, {5, "Tgl Lahir", "swapped"},
			{6, "Tgl Lahir", "swapped"}, {7, "Tgl Lahir", "swapped"}}},
	/* NIKs that were read as numbers. */
	{"libreoffice-angka.xlsx", TEXT_UTF8, 3, 0,
		{{2, "Siti Rahmawati", "Srengseng"}, {3, "Budi Hartono", "Joglo"},
			{4, "Endang Lestari", "Meruya Utara"}},
		{{1, "NIK", "Of 3 NIKs 3 end in 0"}}},
	{"tanda-tangan.csv", TEXT_UTF8, 2, 0, {{2, "Darmawan", ""}, {3, "Kurniasih", ""}}, {{0}}},
};

/* Lists of which nothing is taken, and what is said. */
static const struct {
	const char *name, *words;
} bad[] = {
	{"kutip-terbuka.csv", "opens in row 3 is not closed"},
	{"nul.csv", "Row 3 is not text"},
	{"rusak.csv", "Row 3 holds characters that are no UTF-8"},
	{"tanpa-kepala.csv", "No header row"},
	{"dokumen.pdf", "PDF"},
	{"halaman.xls", "web page"},
};

static char *read_list(const char *name, struct buf *file)
{
	char *folder = import_data_path("lists");
	char *path = path_join(folder, name);
	struct err err;

	if (file_read(path, 1 << 20, file, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	free(folder);
	return path;
}

static void check_person(const struct import_try *import, const struct list *list, size_t i)
{
	const struct registrant *person = &import->person[i];
	const char *kelurahan = person->address.kelurahan;
	struct places places = {0};
	const struct kelurahan *expected;

	places_load(&places, &import->programme);
	expected = places_kelurahan(&places, list->person[i].kelurahan, NULL);
	if (import->line[i] != list->person[i].line ||
		strcmp(person->identity.name, list->person[i].name) != 0 ||
		strcmp(kelurahan, expected ? expected->code : "") != 0 ||
		strlen(person->identity.nik) != 16)
		fail_msg("%s: row %zu, %s, %s", list->name, import->line[i], person->identity.name,
			kelurahan);
	places_release(&places);
}

static void check_said(const struct import_try *import, const struct list *list)
{
	const struct import_report *report = &import->report;
	size_t count = 0;

	for (; count < FAULTS && list->fault[count].line > 0; count++) {
		const struct import_fault *fault =
			import_fault_at(report, list->fault[count].line, list->fault[count].column);

		if (!fault || !strstr(fault->reason, list->fault[count].word))
			fail_msg("%s: %s", list->name, list->fault[count].word);
	}
	for (size_t i = 0; i < report->fault_total && report->fault_total != count; i++)
		print_message("%s: row %zu, %s \"%s\": %s\n", list->name, report->fault[i].row,
			report->fault[i].column, report->fault[i].value, report->fault[i].reason);
	assert_int_equal(report->fault_total, count);
}

static void check_list(struct import_try *import, const struct list *list)
{
	struct import_source source;
	struct buf file = BUF_EMPTY;
	size_t people = 0;

	free(read_list(list->name, &file));
	import_try(import, buf_text(&file), file.len);
	if (import->status != STATUS_OK)
		fail_msg("%s: %s", list->name, import->err.text);
	while (people < PEOPLE && list->person[people].line > 0)
		people++;
	if (import->count != people)
		fail_msg("%s: %zu people", list->name, import->count);
	for (size_t i = 0; i < people; i++)
		check_person(import, list, i);
	check_said(import, list);
	assert_int_equal(import->report.rows, list->rows);
	assert_int_equal(import->report.refused, list->refused);
	assert_int_equal(import_source_bytes(&source, buf_bytes(&file), &import->err), STATUS_OK);
	assert_int_equal(source.encoding, list->encoding);
	import_source_release(&source);
	buf_release(&file);
}

static void test_lists(void **state)
{
	struct import_try import = {.status = STATUS_OK};

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		check_list(&import, &lists[i]);
	import_try_release(&import);
}

static void test_bad_lists(void **state)
{
	struct import_try import = {.status = STATUS_OK};
	struct buf file = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		buf_clear(&file);
		free(read_list(bad[i].name, &file));
		import_try(&import, buf_text(&file), file.len);
		if (import.status != STATUS_INVALID || !strstr(import.err.text, bad[i].words))
			fail_msg("%s: %s", bad[i].name, import.err.text);
		assert_int_equal(import.count, 0);
	}
	buf_release(&file);
	import_try_release(&import);
}

/* Sex from two columns with ticks, the women's first; birthplace and date from two more. */
static void test_two_rows_of_headings(void **state)
{
	struct import_try import = {.status = STATUS_OK};
	struct buf file = BUF_EMPTY;

	(void)state;
	free(read_list("dua-baris-kepala.csv", &file));
	import_try(&import, buf_text(&file), file.len);
	assert_int_equal(import.person[1].identity.sex, SEX_MALE);
	assert_string_equal(import.person[1].identity.birthplace, "Solo");
	assert_int_equal(import.person[1].address.rt, 1);
	assert_int_equal(import.person[1].address.rw, 4);
	assert_string_equal(import.person[1].address.line, "Jl. Puri Indah 10");
	assert_string_equal(import.person[1].contact.phone, "081234501370");
	assert_int_equal(import.person[2].identity.sex, SEX_FEMALE);
	buf_release(&file);
	import_try_release(&import);
}

/* As a spreadsheet keeps them: dates are numbers with a format, zeros before a number too. */
static void test_libreoffice(void **state)
{
	struct import_try import = {.status = STATUS_OK};
	struct buf file = BUF_EMPTY;

	(void)state;
	free(read_list("libreoffice.xlsx", &file));
	import_try(&import, buf_text(&file), file.len);
	assert_int_equal(import.person[0].identity.born, date_of(1985, 4, 12));
	assert_int_equal(import.person[3].identity.born, date_of(1990, 8, 15));
	assert_string_equal(import.person[1].contact.phone, "081234500002");
	assert_string_equal(import.person[1].address.line, "Jl. Joglo \"Lama\" 2");
	assert_int_equal(import.person[2].address.rt, 10);
	assert_int_equal(import.person[2].address.rw, 4);
	buf_release(&file);
	import_try_release(&import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_bad_lists),
		cmocka_unit_test(test_two_rows_of_headings),
		cmocka_unit_test(test_libreoffice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
