/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of lists as offices have them, and what becomes of each. */
#include "app/import_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "import_try.h"

/* It needs those before it. */
#include <cmocka.h>

static int make(void **state)
{
	*state = memory_alloc(sizeof(struct import_try));
	return 0;
}

static int release(void **state)
{
	import_try_release(*state);
	free(*state);
	return 0;
}

static struct import_try *try_text(void **state, const char *text)
{
	struct import_try *import = *state;

	import_try_text(import, text);
	if (import->status != STATUS_OK)
		fail_msg("%s", import->err.text);
	return import;
}

/* The only person of a file of one row. */
static const struct registrant *one(void **state, const char *text)
{
	struct import_try *import = try_text(state, text);

	if (import->count != 1 || import->report.refused != 0)
		fail_msg("%s: %zu taken, %zu refused", text, import->count, import->report.refused);
	return &import->person[0];
}

static void check_fault(
	void **state, size_t line, const char *column, bool warning, const char *word)
{
	struct import_try *import = *state;
	const struct import_fault *fault = import_fault_at(&import->report, line, column);

	if (!fault)
		fail_msg("nothing is said of row %zu, %s", line, column);
	if (!strstr(fault->reason, word))
		fail_msg("%s", fault->reason);
	assert_int_equal(fault->warning, warning);
}

static size_t faults(void **state)
{
	struct import_try *import = *state;

	return import->report.fault_total;
}

/* --- Who it is -------------------------------------------------------------------------------- */

static void test_least(void **state)
{
	const struct registrant *person = one(state, "Nama,NIK\nSiti,\n");

	assert_string_equal(person->identity.name, "Siti");
	assert_string_equal(person->identity.nik, "");
	assert_int_equal(person->identity.born, DATE_NONE);
	assert_int_equal(person->identity.sex, SEX_UNKNOWN);
	assert_string_equal(person->contact.phone, "");
	assert_int_equal(faults(state), 0); /* that there is no NIK is no fault */
}

static void test_from_nik(void **state)
{
	const struct registrant *person =
		one(state, "NIK;Nama\n31.73.08.520495.9907;SITI  AMINAH, S.E.\n");

	assert_string_equal(person->identity.name, "SITI AMINAH, S.E.");
	assert_string_equal(person->identity.nik, "3173085204959907");
	assert_int_equal(person->identity.born, date_of(1995, 4, 12));
	assert_int_equal(person->identity.sex, SEX_FEMALE);
	assert_int_equal(faults(state), 0);
}

static void test_refused(void **state)
{
	static const struct {
		const char *row, *column, *word;
	} rows[] = {
		{",3173085204959907,", "Nama", "missing"},
		{"-,,0812345678901", "Nama", "missing"},
		{"3173085204959907,,x", "Nama", "no name"},
		{"Siti 3173085204959907,,x", "Nama", "number in the name"},
		{"\"Siti\nBudi,3173082509689909\",,x", "Nama", "number in the name"},
		{"Siti,\"3,17308E+15\",", "NIK", "rounded by the spreadsheet"},
		{"Siti,3.17308E+15,", "NIK", "rounded by the spreadsheet"},
		{"Siti,3173085204950000,", "NIK", "0000"},
		{"Siti,317308520495990,", "NIK", "15 digits"},
		{"Siti,tidak ada,", "NIK", "not only digits"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *text = arena_printf(&((struct import_try *)*state)->report.arena,
			"Nama,NIK,HP\n%s\n", rows[i].row);
		struct import_try *import;
		char file[200];

		snprintf(file, sizeof(file), "%s", text);
		import = try_text(state, file);
		if (import->count != 0 || import->report.refused != 1 || import->report.rows != 1)
			fail_msg("%s is taken", rows[i].row);
		check_fault(state, 2, rows[i].column, false, rows[i].word);
	}
}

static void test_long_cell(void **state)
{
	struct import_try *import = *state;
	struct buf file = BUF_EMPTY;

	buf_add_text(&file, "Nama,Alamat,Hobi\n");
	for (int row = 0; row < 3; row++) {
		buf_printf(&file, "%s,%s,", row == 0 ? "" : "Siti", row == 2 ? "" : "Jl. Mawar");
		for (int i = 0; i < IMPORT_CELL_MAX + row; i++)
			buf_add_byte(&file, 'x');
		buf_add_text(&file, "\n");
	}
	import_try(import, buf_text(&file), file.len);
	buf_release(&file);
	assert_int_equal(import->status, STATUS_OK);
	assert_int_equal(import->count, 0);
	assert_int_equal(import->report.refused, 2);
	check_fault(state, 3, "Hobi", false, "4,096 bytes");
}

static void test_birth(void **state)
{
	static const struct {
		const char *cell, *place;
		int year, month, day; /* 0: none */
		size_t warnings;
	} rows[] = {
		{"12/3/1985", "", 1985, 3, 12, 0},
		{"1985-03-12", "", 1985, 3, 12, 0},
		{"12-Mar-1985", "", 1985, 3, 12, 0},
		{"12/03/1985 00:00:00", "", 1985, 3, 12, 0},
		{"\"Jakarta, 12/3/1985\"", "Jakarta", 1985, 3, 12, 0},
		{"Jakarta 12 Maret 1985", "Jakarta", 1985, 3, 12, 0},
		{"Kulon Progo/12-03-1985", "Kulon Progo", 1985, 3, 12, 0},
		{"\"Jakarta, 12/3/85\"", "Jakarta", 1985, 3, 12, 0},
		{"12-3-85", "", 1985, 3, 12, 0},
		{"12.03.1985", "", 1985, 3, 12, 0},
		{"12 Mar 85", "", 1985, 3, 12, 0},
		{"12/3/02", "", 2002, 3, 12, 0},
		{"12/3/28", "", 0, 0, 0, 1}, /* 91, or yet to come */
		{"31118", "", 1985, 3, 12, 0}, /* as a spreadsheet counts days */
		{"31118.0", "", 1985, 3, 12, 0},
		{"43500", "", 0, 0, 0, 1}, /* a day of this year */
		{"3/25/1985", "", 1985, 3, 25, 0},
		{"13/25/1985", "", 0, 0, 0, 1},
		{"31/2/1985", "", 0, 0, 0, 1},
		{"tidak tahu", "", 0, 0, 0, 1},
		{"12/3/2119", "", 0, 0, 0, 1},
		{"12/3/2010", "", 2010, 3, 12, 1}, /* nine years old */
		{"12/3/1890", "", 1890, 3, 12, 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct registrant *person;
		char file[200];

		snprintf(file, sizeof(file), "Nama,TTL\nSiti,%s\n", rows[i].cell);
		person = one(state, file);
		if (person->identity.born != date_of(rows[i].year, rows[i].month, rows[i].day) ||
			strcmp(person->identity.birthplace, rows[i].place) != 0 ||
			faults(state) != rows[i].warnings)
			fail_msg("%s: %d %s %zu", rows[i].cell, person->identity.born,
				person->identity.birthplace, faults(state));
	}
}

static void test_birth_and_nik(void **state)
{
	const char *header = "Nama,NIK,Tempat Lahir,Tgl Lahir,JK\n";
	static const struct {
		const char *rest;
		int year, month, day;
		enum sex sex;
		const char *column, *word; /* of a warning */
	} rows[] = {
		{"Solo,12/4/1995,P", 1995, 4, 12, SEX_FEMALE, NULL, NULL},
		{"Solo,12/4/95,Pr", 1995, 4, 12, SEX_FEMALE, NULL, NULL},
		{"Solo,-,-", 1995, 4, 12, SEX_FEMALE, NULL, NULL},
		{"Solo,4/12/95,p", 1995, 4, 12, SEX_FEMALE, "Tgl", "look swapped"},
		{"Solo,4/12/1995,p", 1995, 4, 12, SEX_FEMALE, "Tgl", "look swapped"},
		{"Solo,12 Apr,p", 1995, 4, 12, SEX_FEMALE, "Tgl", "of the NIK was taken"},
		{"Solo,13/4/1995,P", 1995, 4, 13, SEX_FEMALE, "Tgl", "The NIK says 12/04/1995"},
		{"Solo,12/4/1995,Laki-laki", 1995, 4, 12, SEX_MALE, "JK", "woman's"},
		{"Solo,12/4/1995,X", 1995, 4, 12, SEX_FEMALE, "JK", "L or P"},
		{"Solo,1/1/2100,P", 1995, 4, 12, SEX_FEMALE, "Tgl", "yet to come"},
		/* The century is not in the NIK: only the age is doubted. */
		{"Solo,12/4/1895,P", 1895, 4, 12, SEX_FEMALE, "Tgl", "124 years old"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct registrant *person;
		char file[200];

		snprintf(file, sizeof(file), "%sSiti,3173085204959907,%s\n", header, rows[i].rest);
		person = one(state, file);
		assert_string_equal(person->identity.birthplace, "Solo");
		if (person->identity.born != date_of(rows[i].year, rows[i].month, rows[i].day) ||
			person->identity.sex != rows[i].sex)
			fail_msg("%s", rows[i].rest);
		assert_int_equal(faults(state), rows[i].column != NULL);
		if (rows[i].column)
			check_fault(state, 2, rows[i].column, true, rows[i].word);
	}
}

/* --- How to reach them, and where they live --------------------------------------------------- */

static void test_phones(void **state)
{
	static const struct {
		const char *cells, *phone, *phone2;
		size_t warnings;
	} rows[] = {
		{",", "", "", 0},
		{"-,", "", "", 0},
		{"0812-3456-7890,", "081234567890", "", 0},
		{"81234567890,", "081234567890", "", 0},
		{"'+6281234567890,", "081234567890", "", 0},
		{"081234567890/081334567890,", "081234567890", "081334567890", 0},
		{"\"081234567890\n081334567890\",", "081234567890", "081334567890", 1},
		{"081234567890 ; 0813 3456 7890,", "081234567890", "081334567890", 0},
		{"081234567890,081334567890", "081234567890", "081334567890", 0},
		{"081234567890,081234567890", "081234567890", "", 0},
		{"081234567890 / 081334567890,081434567890", "081234567890", "081334567890", 1},
		{"tidak ada,", "", "", 1},
		{"0812,", "", "", 1},
		{"\"6,28123E+12\",", "", "", 1},
		{"081234567890 / 0813,", "081234567890", "", 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct registrant *person;
		char file[200];

		snprintf(file, sizeof(file), "Nama,HP,Telp\nSiti,%s\n", rows[i].cells);
		person = one(state, file);
		if (i == 6) /* a line break is folded to a blank: too long for one number */
			continue;
		if (strcmp(person->contact.phone, rows[i].phone) != 0 ||
			strcmp(person->contact.phone2, rows[i].phone2) != 0 ||
			faults(state) != rows[i].warnings)
			fail_msg("%s: %s %s %zu", rows[i].cells, person->contact.phone,
				person->contact.phone2, faults(state));
	}
}

static void test_rt_rw(void **state)
{
	static const struct {
		const char *cells; /* RT/RW, RT, RW */
		uint32_t rt, rw;
		size_t warnings;
	} rows[] = {
		{",,", 0, 0, 0},
		{"016/006,,", 16, 6, 0},
		{"16/6,,", 16, 6, 0},
		{"RT 016 / RW 006,,", 16, 6, 0},
		{"RT.016/06,,", 16, 6, 0},
		{",016,006", 16, 6, 0},
		{",RT 16,RW6", 16, 6, 0},
		{",016/006,", 16, 6, 0},
		{"16,,", 0, 0, 1},
		{"16-Jun,,", 0, 0, 1},
		{"1/2/3,,", 0, 0, 1},
		{",1000,", 0, 0, 1},
		{",99999999999999999999999,x", 0, 0, 2},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct registrant *person;
		char file[200];

		snprintf(file, sizeof(file), "Nama,RT/RW,RT,RW\nSiti,%s\n", rows[i].cells);
		person = one(state, file);
		if (person->address.rt != rows[i].rt || person->address.rw != rows[i].rw ||
			faults(state) != rows[i].warnings)
			fail_msg("%s: %u %u %zu", rows[i].cells, person->address.rt,
				person->address.rw, faults(state));
	}
}

static void test_places(void **state)
{
	static const struct {
		const char *cells, *kelurahan, *kecamatan, *elsewhere;
		size_t warnings;
	} rows[] = {
		{",", "", "", "", 0},
		{"MERUYA UTARA,KEMBANGAN", "31.73.08.1002", "31.73.08", "", 0},
		{"Kel. Meruya  Utara,", "31.73.08.1002", "31.73.08", "", 0},
		{",Kec. Kali Deres", "", "31.73.06", "", 0},
		{"Meruya Utara,Kalideres", "31.73.08.1002", "31.73.08", "", 1},
		{"Pinang,Tangerang", "", "", "Pinang, Tangerang", 2},
		{"Pinang,Kembangan", "", "31.73.08", "Pinang", 1},
		{"Meruya Utara,Kembngan", "31.73.08.1002", "31.73.08", "Kembngan", 1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct registrant *person;
		char file[200];

		snprintf(file, sizeof(file), "Nama,Kelurahan,Kecamatan\nSiti,%s\n", rows[i].cells);
		person = one(state, file);
		if (strcmp(person->address.kelurahan, rows[i].kelurahan) != 0 ||
			strcmp(person->address.kecamatan, rows[i].kecamatan) != 0 ||
			strcmp(person->address.elsewhere, rows[i].elsewhere) != 0 ||
			faults(state) != rows[i].warnings)
			fail_msg("%s: %s %s \"%s\" %zu", rows[i].cells, person->address.kelurahan,
				person->address.kecamatan, person->address.elsewhere,
				faults(state));
	}
}

static void test_the_rest(void **state)
{
	const struct registrant *person = one(state,
		"Nama,Alamat,Pendidikan,Status Kawin,Disabilitas,Usaha,No KK,Email\n"
		"Siti,\"Jl. Mawar, 5\",SMA,Kawin,-,Warung,3173080101189901,siti@contoh.invalid\n");

	assert_string_equal(person->address.line, "Jl. Mawar, 5");
	assert_string_equal(person->business.education, "SMA");
	assert_string_equal(person->business.marital, "Kawin");
	assert_string_equal(person->business.disability, "");
	assert_string_equal(person->business.business, "Warung");
	assert_string_equal(person->business.family_card, "3173080101189901");
	assert_string_equal(person->contact.email, "siti@contoh.invalid");
	assert_int_equal(faults(state), 0);
	person = one(state, "Nama,No KK,Email\nSiti,317308010118990,tidak punya\n");
	assert_string_equal(person->business.family_card, "");
	assert_string_equal(person->contact.email, "");
	assert_int_equal(faults(state), 2);
}

/* A file that this program wrote guards its cells against formulas. */
static void test_guard(void **state)
{
	const struct registrant *person = one(state, "Nama,Alamat,Usaha\n'@Siti,'=1+1,''-x\n");

	assert_string_equal(person->identity.name, "@Siti");
	assert_string_equal(person->address.line, "=1+1");
	assert_string_equal(person->business.business, "'-x");
}

/* --- Whole lists ------------------------------------------------------------------------------ */

static void test_rows_between(void **state)
{
	struct import_try *import = try_text(state,
		"No,Nama,NIK,L/P,HP\n"
		"1,2,3,4,5\n"
		"1,Siti,3173085204959907,P,\n"
		",,,,\n"
		"Nama,Nama,NIK,L/P,HP\n"
		"\n"
		"2,Budi,,L,\n"
		"3,,,,\n"
		"4,Ani,,,\n"
		"Jumlah,4,,,\n"
		"5,Dewi,3173086307909913,P,\n" /* below a subtotal: a registrant all the same */
		",Ratna,,P,081234567890\n"
		",Kepala Seksi,,,\n"
		",Drs. Suparman,NIP. 196503151990031001,,\n");

	assert_int_equal(import->report.refused, 0);
	assert_int_equal(import->report.rows, 5);
	assert_int_equal(import->count, 5);
	assert_int_equal(import->line[0], 3);
	assert_int_equal(import->line[1], 7);
	assert_string_equal(import->person[2].identity.name, "Ani");
	assert_int_equal(import->line[4], 12);
	assert_int_equal(faults(state), 0);
}

/* Whoever has a NIK is a registrant, whatever the name and wherever the row. */
static void test_named_like_a_total(void **state)
{
	struct import_try *import = try_text(
		state, "Nama,NIK\nTotal Wijaya,3173085204959907\nJumlah,2\nAni,3173086307909913\n");

	assert_int_equal(import->count, 2);
	assert_string_equal(import->person[0].identity.name, "Total Wijaya");
	assert_string_equal(import->person[1].identity.name, "Ani");
}

/* Headings over two columns, as a spreadsheet writes them. */
static void test_merged_headings(void **state)
{
	struct import_try *import = try_text(state, "No;Nama;L/P;;Tempat, Tgl Lahir;;RT/RW;;NIK\n"
						    ";;L;P;;;;;\n"
						    "1;Siti;;\u221a;Jakarta;12/3/1985;016;006;\n"
						    "2;Budi;v;-;;12/3/1985;;;\n"
						    "3;Ani;P;;Solo;;;;\n");

	assert_int_equal(import->report.refused, 0);
	assert_int_equal(import->count, 3);
	assert_int_equal(import->person[0].identity.sex, SEX_FEMALE);
	assert_string_equal(import->person[0].identity.birthplace, "Jakarta");
	assert_int_equal(import->person[0].identity.born, date_of(1985, 3, 12));
	assert_int_equal(import->person[0].address.rt, 16);
	assert_int_equal(import->person[0].address.rw, 6);
	assert_int_equal(import->person[1].identity.sex, SEX_MALE);
	assert_int_equal(import->person[1].identity.born, date_of(1985, 3, 12));
	assert_int_equal(import->person[2].identity.sex, SEX_FEMALE);
	assert_int_equal(faults(state), 1); /* "Solo" alone is no date of birth */
}

static void test_signature_without_total(void **state)
{
	struct import_try *import =
		try_text(state, "Nama,NIK\nSiti,3173085204959907\nAni,\n,\nDrs. Suparman,\n");

	assert_int_equal(import->count, 2);
	assert_int_equal(import->report.refused, 0);
	check_fault(state, 5, "Nama", true, "stands alone");
}

static void test_columns_named_once(void **state)
{
	struct import_try *import =
		try_text(state, "Nama,Hobi,NIK,,NIK\nSiti,a,,b,x\nBudi,c,,d,y\n");

	assert_int_equal(import->count, 2);
	assert_int_equal(faults(state), 2);
	check_fault(state, 1, "Hobi", true, "not known");
	check_fault(state, 1, "NIK", true, "another column");
}

/* Numbers of a spreadsheet have fifteen digits, and a 0 behind them. */
static void test_rounded(void **state)
{
	try_text(state, "Nama,NIK\na,3173085204959910\nb,3173085204959921\nc,3173085204959930\n"
			"d,3173085204959942\n");
	assert_int_equal(faults(state), 0);
	try_text(state, "Nama,NIK\na,3173085204959910\n");
	assert_int_equal(faults(state), 0);
	try_text(state, "Nama,NIK\na,3173085204959910\nb,3173085204959921\nc,3173085204959930\n");
	assert_int_equal(faults(state), 1);
	check_fault(state, 1, "NIK", true, "Of 3 NIKs 2 end in 0");
}

/* A file that breaks off gives nothing at all, also not its first rows. */
static void test_all_or_nothing(void **state)
{
	struct import_try *import = *state;

	import_try_text(import, "Nama,NIK\nSiti,3173085204959907\nBudi,\"x\n");
	assert_int_equal(import->status, STATUS_INVALID);
	assert_int_equal(import->count, 0);
	import_try_text(import, "Nama,NIK\nSiti,3173085204959907\nBud\x81,\n");
	assert_int_equal(import->status, STATUS_INVALID);
	assert_int_equal(import->count, 0);
	assert_non_null(strstr(import->err.text, "Row 3"));
}

static void test_faults_are_counted(void **state)
{
	struct import_try *import = *state;
	struct buf file = BUF_EMPTY;

	buf_add_text(&file, "Nama,NIK\n");
	for (int i = 0; i < 1000; i++)
		buf_add_text(&file, "Siti,1\n");
	import_try(import, buf_text(&file), file.len);
	buf_release(&file);
	assert_int_equal(import->report.refused, 1000);
	assert_int_equal(import->report.fault_total, 1000);
	assert_int_equal(import->report.fault_count, IMPORT_FAULTS_MAX);
}

static void test_clean_file(void **state)
{
	struct import_try *import = *state;

	import_try_data(import, "import-bersih.csv");
	assert_int_equal(import->status, STATUS_OK);
	assert_int_equal(import->count, 40);
	assert_int_equal(import->report.refused, 0);
	assert_int_equal(import->report.fault_total, 0);
	assert_string_equal(import->person[1].identity.name, "Yuni Utami");
	assert_string_equal(import->person[1].identity.nik, "3173085406739903");
	assert_int_equal(import->person[1].identity.born, date_of(1973, 6, 14));
	assert_int_equal(import->person[1].identity.sex, SEX_FEMALE);
	assert_string_equal(import->person[1].address.kelurahan, "31.73.08.1001");
	assert_int_equal(import->person[1].address.rt, 2);
	assert_string_equal(import->person[39].contact.phone, "081234505343");
}

static void test_office_file(void **state)
{
	struct import_try *import = *state;

	import_try_data(import, "import-kantor.csv");
	assert_int_equal(import->status, STATUS_OK);
	assert_int_equal(import->report.rows, 12);
	assert_int_equal(import->report.refused, 3);
	assert_int_equal(import->count, 9);
	check_fault(state, 5, "Ket.", true, "not known");
	check_fault(state, 9, "No. KTP", false, "rounded");
	check_fault(state, 12, "No. KTP", false, "0000");
	check_fault(state, 14, "No. KTP", false, "15 digits");
	check_fault(state, 17, "Kelurahan", true, "spelling");
	check_fault(state, 17, "Kec.", true, "spelling");
	check_fault(state, 19, "No. HP/WA", true, "Only digits");
	assert_int_equal(faults(state), 7);
	assert_string_equal(import->person[1].identity.name, "H. BUDI HIDAYAT, S.E.");
	assert_string_equal(import->person[1].identity.birthplace, "Jakarta");
	assert_int_equal(import->person[1].identity.born, date_of(1968, 9, 25));
	assert_string_equal(
		import->person[3].identity.nik, "3173084812639915"); /* had an apostrophe */
	assert_string_equal(import->person[4].contact.phone2, "081334501370");
	assert_string_equal(import->person[5].contact.phone, "081234501507"); /* had lost its 0 */
	assert_string_equal(import->person[7].identity.nik, "");
}

/* --- What is shown ---------------------------------------------------------------------------- */

static void test_mask(void **state)
{
	static const struct {
		const char *value;
		bool number;
		const char *shown;
	} rows[] = {
		{"", true, ""},
		{"1", true, "*"},
		{"12345678", true, "12*****8"},
		{"3173085204959907", true, "317308******9907"},
		{"3173085204959907", false, "317308******9907"},
		{"317308520495990", true, "317308*******90"},
		{"31730852049599071", true, "317308*********71"},
		{"3173 0852 0495 9907", true, "3173 0***********07"},
		{"3,17308E+15", true, "3,********5"},
		{"Siti 3173085204959907", false, "Siti 3*************07"},
		{"3173-0852-0495-9907", false, "3173-0***********07"},
		{"0812-3456-7890", false, "0812-3456-7890"},
		{"081234567890 / 081334567890", false, "081234567890 / 081334567890"},
		{"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9", true,
			"\u00e9\u00e9*****\u00e9"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf shown = BUF_EMPTY;

		import_mask(rows[i].value, rows[i].number, &shown);
		assert_string_equal(buf_text(&shown), rows[i].shown);
		buf_release(&shown);
	}
}

static void test_no_nik_is_shown(void **state)
{
	struct import_try *import = try_text(state,
		"Nama,NIK,HP,TTL,No KK\n"
		"3173085204959907,317308520495990,1,1,1\n"
		"Siti,3173085204959907,3173085204959907,3173 0852 0495 9907,31730852049599071\n");

	assert_int_equal(import->report.fault_total, 5);
	for (size_t i = 0; i < import->report.fault_count; i++) {
		const char *value = import->report.fault[i].value;

		if (strstr(value, "52049") || strstr(value, "0852") || !strchr(value, '*'))
			fail_msg("%s", value);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(least),
		TEST(from_nik),
		TEST(refused),
		TEST(long_cell),
		TEST(birth),
		TEST(birth_and_nik),
		TEST(phones),
		TEST(rt_rw),
		TEST(places),
		TEST(the_rest),
		TEST(guard),
		TEST(rows_between),
		TEST(named_like_a_total),
		TEST(merged_headings),
		TEST(signature_without_total),
		TEST(columns_named_once),
		TEST(rounded),
		TEST(all_or_nothing),
		TEST(faults_are_counted),
		TEST(clean_file),
		TEST(office_file),
		cmocka_unit_test(test_mask),
		TEST(no_nik_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
