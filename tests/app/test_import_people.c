/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lists as offices have them (tests/data/lists), each with what must become of it: counts, faults
 * with their row and column, and the people. Of each, too: the preview says the same and writes
 * nothing; the same list again writes no entry; the file of refused rows is read back as it was.
 */
#include "app/import.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define ONE "2019-FS-KBG-1" /* for lists of one session */

struct expected_fault {
	size_t row;
	const char *column, *word;
	bool refused;
};

struct expected_person {
	const char *session, *number, *name;
	int year, month, day; /* 0: nothing is expected of the birth */
};

struct list {
	const char *name;
	const char *session; /* null: the columns say it */
	size_t rows, added, waiting, known, refused, elsewhere, twins;
	struct expected_fault fault[9];
	struct expected_person person[8];
};

static const struct list lists[] = {
	{"orang-tanggal", ONE, .rows = 8, .added = 8,
		.person = {{ONE, "01", "HJ. SITI AMINAH, S.E.", 1995, 4, 12},
			{ONE, "02", "BUDI SANTOSO", 1995, 4, 12}, {ONE, "03", "Ratna Dewi", 1995, 4, 12},
			{ONE, "04", "Agus Salim", 1995, 4, 12},
			{ONE, "05", "Rina Maharani", 1995, 4, 12},
			{ONE, "06", "Wahyu Gunawan", 1995, 4, 12},
			{ONE, "07", "Dewi Kartika", 1995, 4, 12},
			{ONE, "08", "Hendra Prasetyo", 1995, 4, 12}}},
	{"orang-nik-rusak", ONE, .rows = 12, .added = 4, .refused = 8,
		.fault = {{3, "NIK", "rounded by the spreadsheet", true},
			{4, "NIK", "rounded by the spreadsheet", true},
			{5, "NIK", "15 digits", true}, {6, "NIK", "17 digits", true},
			{7, "NIK", "letter O", true}, {10, "NIK", "no such day of birth", true},
			{11, "NIK", "no such province", true},
			{12, "NIK", "cut by a spreadsheet", true}},
		.person = {{ONE, "01", "Siti Aminah", 1995, 4, 12},
			{ONE, "02", "Dewi Kartika", 1995, 4, 12},
			{ONE, "03", "Hendra Prasetyo", 1995, 4, 12},
			{ONE, "04", "Yanti Permata", 1995, 4, 12}}},
	{"orang-dua-telepon", ONE, .rows = 5, .added = 5,
		.fault = {{5, "No. HP", "room for two", false}, {6, "No. HP", "area code", false},
			{6, "Kelurahan", "programme's places", false}}},
	{"orang-kantor", ONE, .rows = 4, .added = 3, .refused = 1,
		.fault = {{7, "NAMA LENGKAP", "name is missing", true}},
		.person = {{ONE, "01", "SITI AMINAH", 0, 0, 0}, {ONE, "03", "AGUS SALIM", 0, 0, 0}}},
	{"orang-beberapa", NULL, .rows = 10, .added = 5, .refused = 5, .elsewhere = 1,
		.fault = {{6, "Komoditi", "Did you mean \"Fashion\"", true},
			{7, "Kecamatan", "programme's places", false},
			{7, "Kecamatan", "Did you mean \"Kembangan\"", true},
			{8, "Kelas", "no such class", true}, {9, "Komoditi", "is missing", true},
			{10, "Komoditi", "no session of Service HP in Kembangan", true},
			{11, "NIK", "as in row 2, for another session", false}},
		.person = {{"2019-KT-KBG-2", "01", "Siti Aminah", 0, 0, 0}, {"2019-KT-KBG-1", "01", "Budi Santoso", 0, 0, 0},
			{ONE, "01", "Ratna Dewi", 0, 0, 0}, {ONE, "02", "Siti Aminah", 0, 0, 0},
			{"2019-MM-KBJ-1", "01", "Agus Salim", 0, 0, 0}}},
	{"orang-sebutan", NULL, .rows = 5, .added = 4, .refused = 1,
		.fault = {{6, "Komoditi", "Did you mean \"Tata boga\"", true}},
		.person = {{"2019-KT-KBG-2", "01", "Siti Aminah", 0, 0, 0}, {ONE, "01", "Budi Santoso", 0, 0, 0},
			{"2019-MM-KBJ-1", "01", "Agus Salim", 0, 0, 0},
			{"2019-MM-KBJ-1", "02", "Rina Maharani", 0, 0, 0}}},
	{"orang-kegiatan", NULL, .rows = 3, .added = 2, .refused = 1,
		.fault = {{4, "Kegiatan", "Did you mean \"2019-KT-KBG-2\"", true}},
		.person = {{"2019-KT-KBG-2", "01", "Siti Aminah", 0, 0, 0}, {ONE, "01", "Budi Santoso", 0, 0, 0}}},
	{"orang-ganda", ONE, .rows = 7, .added = 5, .known = 1, .refused = 1, .twins = 2,
		.fault = {{3, "NIK", "same person as in row 2", false},
			{4, "Nama", "Perhaps the same person as in row 2", false},
			{5, "NIK", "NIK of row 2", true},
			{7, "Nama", "Perhaps the same person as in row 6", false}},
		.person = {{ONE, "02", "Siti Amina", 0, 0, 0}, {ONE, "05", "Budiman", 0, 0, 0}}},
	{"orang-rumus", ONE, .rows = 3, .added = 1, .refused = 2,
		.fault = {{3, "NIK", "14 digits", true}, {4, "NIK", "not only digits", true}},
		.person = {{ONE, "01", "=cmd|'/c calc'!A1", 0, 0, 0}}},
	{"orang-satu-kelas", ONE, .rows = 10, .added = 6, .refused = 4,
		.fault = {{2, "Komoditi", "Did you mean \"Fashion\"? The row was taken into " ONE, false},
			{3, "Komoditi", "not known. The row was taken into " ONE, false},
			{4, "Komoditi", "Did you mean \"Kerajinan tangan\"? The row would then be", true},
			{5, "Komoditi", "another training than " ONE, true},
			{6, "Kegiatan", "Did you mean \"" ONE "\"", false},
			{7, "Kegiatan", "another session than " ONE, true},
			{8, "Lokasi", "Did you mean \"Kembangan\"? The row was taken into " ONE, false},
			{9, "Lokasi", "elsewhere than " ONE, true},
			{11, "Kelas", "another number than that of " ONE, false}},
		.person = {{ONE, "01", "Siti Aminah", 0, 0, 0}, {ONE, "05", "Wahyu Gunawan", 0, 0, 0}}},
	{"orang-windows", ONE, .rows = 2, .added = 1, .refused = 1,
		.fault = {{3, "NIK", "5 digits", true}}, .person = {{ONE, "01", "Jos\u00e9 Andr\u00e9", 0, 0, 0}}},
	{"orang-utf16", ONE, .rows = 2, .added = 2, .fault = {{3, "HP", "Too short", false}},
		.person = {{ONE, "02", "Budi", 0, 0, 0}}},
	{"orang-penuh", ONE, .rows = 43, .added = 40, .waiting = 3,
		.person = {{ONE, "40", "Opik Taufik", 0, 0, 0}, {ONE, "", "Puji Astuti", 0, 0, 0}}},
};

#define LISTS (sizeof(lists) / sizeof(lists[0]))

/* Those of test_import_lists.c, which says what is read of each: all of their people are taken. */
static const struct list others[] = {
	{"polos", ONE, .rows = 3, .added = 3},
	{"judul-jumlah", ONE, .rows = 3, .added = 3,
		.person = {{ONE, "02", "H. AGUS SETIAWAN, S.E.", 0, 0, 0}}},
	{"aksen", ONE, .rows = 3, .added = 3, .person = {{ONE, "02", "Andr\u00e9 Wibowo", 0, 0, 0}}},
	{"aksen-unicode.txt", ONE, .rows = 3, .added = 3,
		.person = {{ONE, "02", "Andr\u00e9 Wibowo", 0, 0, 0}}},
	{"aksen-utf16be", ONE, .rows = 3, .added = 3,
		.person = {{ONE, "02", "Andr\u00e9 Wibowo", 0, 0, 0}}},
	{"aksen-tanpa-tanda", ONE, .rows = 3, .added = 3,
		.person = {{ONE, "02", "Andr\u00e9 Wibowo", 0, 0, 0}}},
	{"aksen-windows", ONE, .rows = 3, .added = 3,
		.person = {{ONE, "02", "Andr\u00e9 Wibowo", 0, 0, 0}}},
	{"aksen-mac", ONE, .rows = 3, .added = 3,
		.person = {{ONE, "02", "Andr\u00e9 Wibowo", 0, 0, 0}}},
	{"sep", ONE, .rows = 2, .added = 2},
	{"kutip-baris", ONE, .rows = 2, .added = 2},
	{"dua-baris-kepala", ONE, .rows = 3, .added = 3},
	{"gabung-sel", ONE, .rows = 9, .added = 9,
		.fault = {{1, "Kecamatan", "merged", false}, {1, "Kelurahan", "merged", false}}},
	{"kelurahan-kosong", ONE, .rows = 5, .added = 5},
	{"inggris-acak", ONE, .rows = 2, .added = 2},
	{"halaman-dua", ONE, .rows = 3, .added = 3},
	{"tanda-tangan", ONE, .rows = 2, .added = 2},
	{"banyak-kelas", NULL, .rows = 7, .added = 7,
		.fault = {{1, "Kecamatan Pelatihan", "merged", false},
			{1, "Jenis Pelatihan", "merged", false}, {1, "Kelas", "merged", false}},
		.person = {{"2019-MM-KBG-1", "03", "Rosmiati", 0, 0, 0},
			{"2019-FS-KLD-2", "01", "Halimah", 0, 0, 0},
			{"2019-FS-KLD-2", "04", "Parjo", 0, 0, 0}}},
	{"libreoffice.xlsx", ONE, .rows = 4, .added = 4,
		.fault = {{4, "Jenis Pelatihan", "merged", false}},
		.person = {{ONE, "02", "H. Budi Hartono, S.E.", 1979, 3, 12},
			{ONE, "04", "\u00d1o\u00f1o Wijaya", 1990, 8, 15}}},
	{"libreoffice.csv", ONE, .rows = 4, .added = 4,
		.fault = {{5, "Tgl Lahir", "swapped", false}, {6, "Tgl Lahir", "swapped", false},
			{7, "Tgl Lahir", "swapped", false}, {4, "Jenis Pelatihan", "merged", false}},
		.person = {{ONE, "02", "H. Budi Hartono, S.E.", 1979, 3, 12}}},
	{"libreoffice-angka.xlsx", ONE, .rows = 3, .added = 3,
		.fault = {{1, "NIK", "Of 3 NIKs 3 end in 0", false}}},
};

#define OTHERS (sizeof(others) / sizeof(others[0]))

/* --- An office --------------------------------------------------------------------------------- */

struct office {
	void *folder;
	struct app *app;
	char *path; /* of the list */
	struct import_options options;
	struct import_report report;
};

static void copy_list(struct office *office, const char *name)
{
	const char *top = getenv("top_srcdir");
	struct buf file = BUF_EMPTY;
	struct err err = {0};
	char path[512], copy[32];
	const char *ending = strchr(name, '.');

	snprintf(path, sizeof(path), "%s/tests/data/lists/%s%s", top ? top : ".", name,
		ending ? "" : ".csv");
	if (file_read(path, 1 << 20, &file, &err) != STATUS_OK)
		fail_msg("%s", err.text);
	snprintf(copy, sizeof(copy), "daftar%s", ending ? ending : ".csv");
	office->path = app_try_path(&office->folder, copy);
	assert_int_equal(file_write(office->path, buf_bytes(&file), &err), STATUS_OK);
	buf_release(&file);
}

static void start(struct office *office, const char *name, const char *session)
{
	struct programme programme;
	struct begin_options options;
	struct err err = {0};
	char *data;

	*office = (struct office){.folder = NULL};
	assert_int_equal(app_try_make(&office->folder), 0);
	data = app_try_path(&office->folder, "uji.okoce");
	app_try_shipped(&programme);
	options = app_try_options(&office->folder, data, &programme);
	assert_int_equal(begin_programme(&options, &err), STATUS_OK);
	programme_release(&programme);
	free(data);
	office->app = app_try_open(
		&office->folder, "uji.okoce", "laptop", "2019-07-15T08:00:00+07:00");
	if (session)
		office->options.session = programme_session(&office->app->programme, session);
	copy_list(office, name);
}

static void finish(struct office *office)
{
	import_report_release(&office->report);
	app_close(office->app);
	free(office->path);
	assert_int_equal(app_try_remove(&office->folder), 0);
}

static void import(struct office *office, const char *path)
{
	struct err err = {0};

	import_report_release(&office->report);
	if (import_file(office->app, path, &office->options, &office->report, &err) != STATUS_OK)
		fail_msg("%s", err.text);
}

static char *rejected_path(struct office *office, const char *suffix)
{
	char name[64];

	snprintf(name, sizeof(name), "daftar.ditolak%s.csv", suffix);
	return app_try_path(&office->folder, name);
}

static bool is_there(char *path)
{
	struct stat about;
	bool there = stat(path, &about) == 0;

	free(path);
	return there;
}

/* --- What became of it ------------------------------------------------------------------------- */

static void check_counts(const struct list *list, const struct import_report *report)
{
	if (report->rows != list->rows || report->added != list->added ||
		report->waiting != list->waiting || report->known != list->known ||
		report->refused != list->refused || report->elsewhere != list->elsewhere ||
		report->twins != list->twins || report->changed != 0)
		fail_msg("%s: %zu rows, %zu added, %zu waiting, %zu known, %zu refused, %zu "
			 "elsewhere, %zu twins, %zu changed",
			list->name, report->rows, report->added, report->waiting, report->known,
			report->refused, report->elsewhere, report->twins, report->changed);
}

static void check_faults(const struct list *list, const struct import_report *report)
{
	size_t count = 0;

	while (count < 9 && list->fault[count].row != 0)
		count++;
	for (size_t i = 0; i < report->fault_count; i++) {
		const struct import_fault *fault = &report->fault[i];
		const struct expected_fault *expected = &list->fault[i];

		if (i >= count || fault->row != expected->row ||
			strcmp(fault->column, expected->column) != 0 ||
			!strstr(fault->reason, expected->word) ||
			fault->warning == expected->refused)
			fail_msg("%s, row %zu, %s: %s", list->name, fault->row, fault->column,
				fault->reason);
	}
	assert_int_equal(report->fault_total, count);
}

static void check_person(struct office *office, const struct expected_person *expected)
{
	const struct session *session =
		programme_session(&office->app->programme, expected->session);
	struct roster roster = {0};
	struct err err = {0};
	bool found = false;

	assert_int_equal(app_roster(office->app, session, &roster, &err), STATUS_OK);
	for (size_t i = 0; i < roster.count; i++) {
		const struct roster_person *person = &roster.person[i];

		if (strcmp(person->identity.name, expected->name) != 0)
			continue;
		found = true;
		assert_string_equal(person->enrolment.number, expected->number);
		if (expected->year > 0)
			assert_int_equal(person->identity.born,
				date_of(expected->year, expected->month, expected->day));
	}
	if (!found)
		fail_msg("%s is not in %s", expected->name, expected->session);
	roster_release(&roster);
}

/* By session they are the same as in all. */
static void check_sessions(const struct import_report *report)
{
	size_t added = 0, waiting = 0;

	for (size_t i = 0; i < report->session_count; i++) {
		added += report->session[i].added;
		waiting += report->session[i].waiting;
		assert_true(report->session[i].taken >= report->session[i].added);
		assert_int_equal(report->session[i].seats, 40);
	}
	assert_int_equal(added, report->added);
	assert_int_equal(waiting, report->waiting);
}

static void test_list(const struct list *list)
{
	struct office office;
	uint64_t before;

	print_message("%s\n", list->name);
	start(&office, list->name, list->session);
	before = store_entries(office.app->store);
	office.options.preview = true;
	import(&office, office.path);
	check_counts(list, &office.report);
	check_faults(list, &office.report);
	check_sessions(&office.report);
	assert_int_equal(store_entries(office.app->store), before);
	assert_false(is_there(rejected_path(&office, "")));
	office.options.preview = false;
	import(&office, office.path);
	check_counts(list, &office.report);
	check_faults(list, &office.report);
	check_sessions(&office.report);
	assert_int_equal(is_there(rejected_path(&office, "")), list->refused > 0);
	for (size_t i = 0; i < 8 && list->person[i].name; i++)
		check_person(&office, &list->person[i]);
	before = store_entries(office.app->store);
	import(&office, office.path);
	assert_int_equal(office.report.added + office.report.waiting + office.report.changed, 0);
	assert_int_equal(office.report.refused, list->refused);
	assert_int_equal(store_entries(office.app->store), before);
	finish(&office);
}

static void test_lists(void **state)
{
	(void)state;
	for (size_t i = 0; i < LISTS; i++)
		test_list(&lists[i]);
	for (size_t i = 0; i < OTHERS; i++)
		test_list(&others[i]);
}

/* --- The refused rows -------------------------------------------------------------------------- */

static void read_text(char *path, struct buf *out)
{
	struct err err = {0};

	assert_int_equal(file_read(path, 1 << 20, out, &err), STATUS_OK);
	free(path);
}

/* Read back as it stands, it is refused for the same reasons and written the same once more. */
static void test_refused_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < LISTS; i++) {
		struct buf first = BUF_EMPTY, second = BUF_EMPTY;
		struct office office;
		char *path;

		/* Of the two with one NIK the first is recorded by then. */
		if (lists[i].refused == 0 || lists[i].known > 0)
			continue;
		print_message("%s\n", lists[i].name);
		start(&office, lists[i].name, lists[i].session);
		import(&office, office.path);
		path = rejected_path(&office, "");
		import(&office, path);
		free(path);
		assert_int_equal(office.report.rows, lists[i].refused);
		assert_int_equal(office.report.refused, lists[i].refused);
		read_text(rejected_path(&office, ""), &first);
		read_text(rejected_path(&office, "-2"), &second);
		assert_string_equal(buf_text(&first), buf_text(&second));
		buf_release(&first);
		buf_release(&second);
		finish(&office);
	}
}

static void replace(struct buf *text, const char *wrong, const char *right)
{
	const char *at = strstr(buf_text(text), wrong);
	struct buf out = BUF_EMPTY;

	assert_non_null(at);
	buf_add(&out, text->ptr, (size_t)(at - buf_text(text)));
	buf_add_text(&out, right);
	buf_add_text(&out, at + strlen(wrong));
	buf_release(text);
	*text = out;
}

static void test_mended(void **state)
{
	struct office office;
	struct buf file = BUF_EMPTY;
	struct stat about;
	struct err err = {0};
	char *path;

	(void)state;
	start(&office, "orang-beberapa", NULL);
	import(&office, office.path);
	path = rejected_path(&office, "");
	assert_string_equal(office.report.rejected_path, path);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	read_text(memory_text(path), &file);
	replace(&file, "Fashon", "Fashion");
	replace(&file, "Kembanggan", "Kembangan");
	replace(&file, ";7;", ";1;");
	replace(&file, ";;Kembangan;", ";Fashion;Kembangan;");
	replace(&file, ";Service HP;", ";Sabun;");
	assert_int_equal(file_write(path, buf_bytes(&file), &err), STATUS_OK);
	import(&office, path);
	assert_int_equal(office.report.added, 5);
	assert_int_equal(office.report.refused, 0);
	/* The column with the reasons is no fault, either. */
	assert_int_equal(office.report.fault_total, 0);
	check_person(&office,
		&(struct expected_person){
			.session = "2019-KT-KBG-1", .number = "02", .name = "Dewi Kartika"});
	check_person(&office,
		&(struct expected_person){
			.session = "2019-SB-KBG-1", .number = "01", .name = "Lestari Wulan"});
	buf_release(&file);
	free(path);
	finish(&office);
}

/* Formulas are none in it, and NIKs keep their digits in a spreadsheet. */
static void test_defused(void **state)
{
	struct office office;
	struct buf file = BUF_EMPTY;

	(void)state;
	start(&office, "orang-rumus", ONE);
	import(&office, office.path);
	read_text(rejected_path(&office, ""), &file);
	assert_non_null(strstr(buf_text(&file), ",'+62 812 3450 0002,"));
	assert_non_null(strstr(buf_text(&file), "\"'=HYPERLINK(\"\"http://x\"\")\""));
	assert_non_null(strstr(buf_text(&file), ",'31730812049500,"));
	assert_null(strstr(buf_text(&file), "''=1+1"));
	assert_null(strchr(buf_text(&file), '\033'));
	buf_release(&file);
	finish(&office);
}

static void test_cannot_be_written(void **state)
{
	struct office office;
	struct err err = {0};
	char *nowhere;

	(void)state;
	start(&office, "orang-kantor", ONE);
	nowhere = app_try_path(&office.folder, "tidak-ada/x.csv");
	office.options.rejected = nowhere;
	import(&office, office.path);
	assert_int_equal(office.report.added, 3);
	assert_int_equal(office.report.refused, 1);
	assert_null(office.report.rejected_path);
	assert_non_null(strstr(office.report.rejected_trouble, "tidak-ada/x.csv"));
	/* What is there is never written over, and told before anything is done. */
	office.options.rejected = office.path;
	import_report_release(&office.report);
	assert_int_equal(import_file(office.app, office.path, &office.options, &office.report, &err),
		STATUS_EXISTS);
	free(nowhere);
	finish(&office);
}

/* --- Classes and stops ------------------------------------------------------------------------- */

static void write_list(struct office *office, const struct buf *file)
{
	struct err err = {0};

	assert_int_equal(file_write(office->path, buf_bytes(file), &err), STATUS_OK);
}

/* Rows without a class: kelas 2 has a date, so it fills first; who is left over waits for the last. */
static void test_classes_fill(void **state)
{
	struct office office;
	struct buf file = BUF_EMPTY;

	(void)state;
	start(&office, "orang-kantor", NULL);
	buf_add_text(&file, "Nama,NIK,Komoditi,Kecamatan Pelatihan,Kecamatan\n");
	for (int i = 1; i <= 85; i++)
		buf_printf(&file, "Orang %c%c%c,317308%02d%02d95%04d,Kerajinan Tangan,KBG,Tambora\n",
			'a' + i % 26, 'a' + i / 3 % 26, 'a' + i * 7 % 26, i % 28 + 1, i % 12 + 1,
			i);
	write_list(&office, &file);
	import(&office, office.path);
	assert_int_equal(office.report.added, 80);
	assert_int_equal(office.report.waiting, 5);
	assert_int_equal(office.report.session_count, 2);
	assert_string_equal(office.report.session[0].session->id, "2019-KT-KBG-1");
	assert_int_equal(office.report.session[0].waiting, 5);
	assert_int_equal(office.report.session[1].waiting, 0);
	assert_non_null(strstr(office.report.note[0], "order of their dates"));
	/* Again they are found where they are, and nobody moves up. */
	import(&office, office.path);
	assert_int_equal(office.report.known, 85);
	assert_int_equal(office.report.session[0].known, 45);
	buf_release(&file);
	finish(&office);
}

static void test_another_session(void **state)
{
	struct office office;

	(void)state;
	start(&office, "orang-beberapa", "2019-KT-KBG-2");
	import(&office, office.path);
	/* Those of other trainings are not put into this one. */
	assert_true(office.report.refused >= 3);
	for (size_t i = 0; i < office.report.fault_count; i++)
		assert_true(office.report.fault[i].warning ||
			    strstr(office.report.fault[i].reason, "2019-KT-KBG-2"));
	finish(&office);
}

/* Where a list says by kecamatan for which class a row is, one of another kecamatan is told. */
static void test_another_kecamatan(void **state)
{
	static const char with[] = "Nama,NIK,Komoditi,Kecamatan\n"
				   "Siti Aminah,3173085204959907,Fashion,Cengkareng\n"
				   "Budi Santoso,3173081204950002,Fashion,Kembangan\n"
				   "Ratna Dewi,3173085204950003,,Cengkareng\n";
	struct office office;
	struct buf file = BUF_EMPTY;

	(void)state;
	start(&office, "orang-kantor", ONE);
	buf_add_text(&file, with);
	write_list(&office, &file);
	import(&office, office.path);
	assert_int_equal(office.report.added, 3);
	assert_int_equal(office.report.fault_total, 1);
	assert_int_equal(office.report.fault[0].row, 2);
	assert_true(office.report.fault[0].warning);
	assert_string_equal(office.report.fault[0].column, "Kecamatan");
	assert_non_null(strstr(office.report.fault[0].reason, "another kecamatan than that of " ONE));
	buf_clear(&file);
	buf_add_text(&file, "Nama,NIK,Komoditi,Kelurahan\nAgus Salim,3173081204950004,Fashion,Kapuk\n");
	write_list(&office, &file);
	import(&office, office.path);
	assert_int_equal(office.report.added, 1);
	assert_int_equal(office.report.fault_total, 0);
	/* An empty cell says nothing of the place, whatever the address is. */
	buf_clear(&file);
	buf_add_text(&file, "Nama,NIK,Kecamatan Pelatihan,Kecamatan\n"
			    "Rina Maharani,3173085204950005,,Cengkareng\n");
	write_list(&office, &file);
	import(&office, office.path);
	assert_int_equal(office.report.added, 1);
	assert_int_equal(office.report.fault_total, 0);
	buf_release(&file);
	finish(&office);
}

/* A training of the year before, by NIK and by name and birth date. */
static void test_earlier_training(void **state)
{
	struct office office;
	struct buf file = BUF_EMPTY;

	(void)state;
	start(&office, "orang-kantor", "2018-FS-KBG-1");
	if (!office.options.session) {
		finish(&office);
		skip();
	}
	buf_add_text(&file, "Nama,NIK,Tgl Lahir\nSiti Aminah,3173085204959907,\nBudi,,12/4/1985\n");
	write_list(&office, &file);
	import(&office, office.path);
	office.options.session = programme_session(&office.app->programme, ONE);
	buf_add_text(&file, "Ratna,,12/4/1985\n");
	write_list(&office, &file);
	import(&office, office.path);
	assert_int_equal(office.report.added, 3);
	assert_int_equal(office.report.elsewhere, 1);
	assert_int_equal(office.report.twins, 1);
	assert_int_equal(office.report.trained, 2);
	assert_non_null(strstr(office.report.fault[0].reason, "2018-FS-KBG-1"));
	assert_non_null(strstr(office.report.fault[1].reason, "Budi, 2018-FS-KBG-1"));
	buf_release(&file);
	finish(&office);
}

struct stop {
	size_t at, calls;
};

static bool stop_at(void *context, size_t done, size_t total)
{
	struct stop *stop = context;

	assert_true(done <= total);
	return ++stop->calls < stop->at;
}

/* Wherever it is stopped, nothing of it stays, neither in the file nor beside the list. */
static void test_stopped(void **state)
{
	struct office office;
	struct buf file = BUF_EMPTY;
	struct stop stop = {.at = SIZE_MAX};
	struct err err = {0};
	size_t calls;

	(void)state;
	start(&office, "orang-kantor", ONE);
	buf_add_text(&file, "Nama,NIK\n,1\n");
	for (int i = 1; i <= 1200; i++)
		buf_printf(&file, "Orang %d,317308120495%04d\n", i, i);
	write_list(&office, &file);
	office.options.preview = true;
	office.options.progress = stop_at;
	office.options.progress_context = &stop;
	import(&office, office.path);
	calls = stop.calls;
	assert_true(calls >= 4);
	office.options.preview = false;
	for (size_t at = 1; at <= calls; at++) {
		stop = (struct stop){.at = at};
		import_report_release(&office.report);
		assert_int_equal(import_file(office.app, office.path, &office.options,
					 &office.report, &err),
			STATUS_STOPPED);
		assert_int_equal(office.app->done_count, 0);
		assert_false(is_there(rejected_path(&office, "")));
	}
	stop = (struct stop){.at = SIZE_MAX};
	import(&office, office.path);
	assert_int_equal(office.report.added + office.report.waiting, 1200);
	buf_release(&file);
	finish(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_refused_again),
		cmocka_unit_test(test_mended),
		cmocka_unit_test(test_defused),
		cmocka_unit_test(test_cannot_be_written),
		cmocka_unit_test(test_classes_fill),
		cmocka_unit_test(test_another_session),
		cmocka_unit_test(test_another_kecamatan),
		cmocka_unit_test(test_earlier_training),
		cmocka_unit_test(test_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
