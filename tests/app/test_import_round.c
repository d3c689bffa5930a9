/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Invented people, written as a list in many ways, are after the import who they were: whatever the
 * order and names of columns, what stands between cells, and how numbers, dates and places are
 * written. The same people in another list add nothing. OKOCE_TEST_SEED chooses other ones.
 */
#include "app/demo_people.h"
#include "app/import.h"
#include "base/file.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app_try.h"

/* It needs those before it. */
#include <cmocka.h>

#define PEOPLE 60
#define COLUMNS 11
#define SEATS 3

struct list {
	struct seeded seeded;
	char delimiter;
	const char *line_end;
	unsigned order[COLUMNS];
	struct buf text;
};

static bool chance(struct list *list)
{
	return seeded_below(&list->seeded, 2) == 0;
}

static const char *one_of(struct list *list, const char *const words[3])
{
	return words[seeded_below(&list->seeded, 3)];
}

/* --- How people write --------------------------------------------------------------------------- */

/* With blanks that do not count: several, no-break ones, at the ends. */
static void put_text(struct list *list, struct buf *out, const char *text)
{
	static const char *const blanks[3] = {" ", "  ", "\u00a0"};

	if (chance(list))
		buf_add_byte(out, ' ');
	for (; *text != '\0'; text++) {
		if (*text == ' ')
			buf_add_text(out, one_of(list, blanks));
		else
			buf_add_byte(out, (uint8_t)*text);
	}
	if (chance(list))
		buf_add_text(out, "\t");
}

static void put_nik(struct list *list, struct buf *out, const char *nik)
{
	static const char *const between[3] = {"", " ", "."};
	const char *filler = one_of(list, between);

	if (chance(list))
		buf_add_byte(out, '\'');
	for (size_t i = 0; i < 16; i++) {
		if (i > 0 && i % 4 == 0)
			buf_add_text(out, filler);
		buf_add_byte(out, (uint8_t)nik[i]);
	}
}

static void put_phone(struct list *list, struct buf *out, const char *phone)
{
	static const char *const fronts[3] = {"0", "+62 ", "+62-"};

	if (*phone == '\0')
		return;
	buf_add_text(out, one_of(list, fronts));
	buf_printf(out, "%.3s-%s", phone + 1, phone + 4);
}

static void put_born(struct list *list, struct buf *out, date born)
{
	struct civil civil = date_civil(born);
	static const char *const between[3] = {"/", "-", "."};
	const char *sign = one_of(list, between);

	if (chance(list))
		date_print_iso(out, born);
	else
		buf_printf(out, "%02d%s%02d%s%04d", civil.day, sign, civil.month, sign, civil.year);
}

static void put_sex(struct list *list, struct buf *out, uint32_t sex)
{
	static const char *const men[3] = {"L", "Laki-laki", "pria"};
	static const char *const women[3] = {"P", "Perempuan", "WANITA"};

	buf_add_text(out, one_of(list, sex == SEX_MALE ? men : women));
}

static void put_place(struct list *list, struct buf *out, bool kelurahan)
{
	static const char *const kelurahan_names[3] = {"Joglo", "KEL. JOGLO", "jog lo"};
	static const char *const kecamatan_names[3] = {"Kembangan", "Kec.Kembangan", "KEMBANGAN"};

	buf_add_text(out, one_of(list, kelurahan ? kelurahan_names : kecamatan_names));
}

static void put_cell(
	struct list *list, unsigned column, const struct demo_person *person, struct buf *out)
{
	switch (column) {
	case 0: put_text(list, out, person->identity.name); break;
	case 1: put_nik(list, out, person->identity.nik); break;
	case 2: put_phone(list, out, person->contact.phone); break;
	case 3: put_text(list, out, person->identity.birthplace); break;
	case 4: put_born(list, out, person->identity.born); break;
	case 5: put_sex(list, out, person->identity.sex); break;
	case 6: put_text(list, out, person->address.line); break;
	case 7: buf_printf(out, chance(list) ? "%03u" : "%u", person->address.rt); break;
	case 8: buf_printf(out, chance(list) ? "%03u" : "%u", person->address.rw); break;
	case 9: put_place(list, out, true); break;
	default: put_place(list, out, false);
	}
}

/* --- A list -------------------------------------------------------------------------------------- */

static void end_cell(struct list *list, size_t place, const struct buf *cell)
{
	const char *text = buf_text(cell);
	bool quoted = chance(list) || strchr(text, list->delimiter) || strchr(text, ',') ||
		      strchr(text, ';') || strchr(text, '\t');

	buf_printf(&list->text, quoted ? "\"%s\"" : "%s", text);
	if (place + 1 < COLUMNS)
		buf_add_byte(&list->text, (uint8_t)list->delimiter);
	else
		buf_add_text(&list->text, list->line_end);
}

static void write_header(struct list *list)
{
	static const char *const headings[COLUMNS][3] = {
		{"Nama", "NAMA LENGKAP", "Nama Peserta"}, {"NIK", "No. KTP", "nik"},
		{"No HP", "HP", "Telepon"}, {"Tempat Lahir", "tempat lahir", "TEMPAT LAHIR"},
		{"Tanggal Lahir", "Tgl. Lahir", "tanggal lahir"}, {"JK", "L/P", "Jenis Kelamin"},
		{"Alamat", "Alamat KTP", "ALAMAT"}, {"RT", "No. RT", "rt"}, {"RW", "No. RW", "rw"},
		{"Kelurahan", "Kel.", "Desa/Kelurahan"}, {"Kecamatan", "Kec.", "KECAMATAN"}};

	for (size_t i = 0; i < COLUMNS; i++) {
		struct buf cell = BUF_EMPTY;

		buf_add_text(&cell, one_of(list, headings[list->order[i]]));
		end_cell(list, i, &cell);
		buf_release(&cell);
	}
}

static void shuffle(struct list *list)
{
	for (unsigned i = 0; i < COLUMNS; i++) {
		unsigned other = seeded_below(&list->seeded, i + 1);

		list->order[i] = list->order[other];
		list->order[other] = i;
	}
}

static void write_list(struct list *list, uint32_t seed, const struct demo_person *people)
{
	static const char delimiters[] = {',', ';', '\t'};

	*list = (struct list){.text = BUF_EMPTY};
	seeded_start(&list->seeded, seed);
	list->delimiter = delimiters[seeded_below(&list->seeded, 3)];
	list->line_end = chance(list) ? "\r\n" : "\n";
	shuffle(list);
	if (chance(list))
		buf_add_text(&list->text, "\xef\xbb\xbf");
	if (chance(list))
		buf_printf(&list->text, "DAFTAR PESERTA%s%s", list->line_end, list->line_end);
	write_header(list);
	for (size_t row = 0; row < PEOPLE; row++) {
		for (size_t i = 0; i < COLUMNS; i++) {
			struct buf cell = BUF_EMPTY;

			put_cell(list, list->order[i], &people[row], &cell);
			end_cell(list, i, &cell);
			buf_release(&cell);
		}
	}
}

static void import_list(void **state, struct app *app, struct list *list,
	struct import_report *report)
{
	char *path = app_try_path(state, "daftar.csv");
	struct import_options options = {.session = app_try_session(app)};
	struct err err = {0};

	assert_int_equal(file_write(path, buf_bytes(&list->text), &err), STATUS_OK);
	if (import_file(app, path, &options, report, &err) != STATUS_OK)
		fail_msg("%s\n%s", err.text, buf_text(&list->text));
	free(path);
	if (report->rows != PEOPLE || report->refused > 0 || report->changed > 0)
		fail_msg("%zu rows, %zu refused, %zu changed: %s\n%s", report->rows,
			report->refused, report->changed,
			report->fault_count > 0 ? report->fault[0].reason : "",
			buf_text(&list->text));
	buf_release(&list->text);
}

/* --- What became of them --------------------------------------------------------------------------- */

static void assert_same(const struct roster_person *found, const struct demo_person *person, size_t row)
{
	char number[16] = "";

	assert_string_equal(found->identity.name, person->identity.name);
	assert_int_equal(found->identity.born, person->identity.born);
	assert_string_equal(found->identity.birthplace, person->identity.birthplace);
	assert_int_equal(found->identity.sex, person->identity.sex);
	assert_string_equal(found->contact.phone, person->contact.phone);
	assert_string_equal(found->contact.phone2, "");
	assert_string_equal(found->address.line, person->address.line);
	assert_int_equal(found->address.rt, person->address.rt);
	assert_int_equal(found->address.rw, person->address.rw);
	assert_string_equal(found->address.kelurahan, "31.73.08.1005");
	assert_string_equal(found->address.kecamatan, "31.73.08");
	assert_string_equal(found->address.elsewhere, "");
	if (row < SEATS)
		snprintf(number, sizeof(number), "%02zu", row + 1);
	assert_string_equal(found->enrolment.number, number);
	assert_int_equal(found->enrolment.status,
		row < SEATS ? ENROLMENT_REGISTERED : ENROLMENT_WAITING);
}

static void assert_roster(struct app *app, const struct demo_person *people)
{
	struct roster roster = {0};
	struct err err;

	assert_int_equal(app_roster(app, app_try_session(app), &roster, &err), STATUS_OK);
	assert_int_equal(roster.count, PEOPLE);
	/* Seats by number, then those who wait, in the order of the list. */
	for (size_t row = 0; row < PEOPLE; row++) {
		assert_string_equal(roster.person[row].identity.nik, people[row].identity.nik);
		assert_same(&roster.person[row], &people[row], row);
	}
	roster_release(&roster);
}

static void invent(struct demo_person *people, const struct app *app, uint32_t seed)
{
	for (uint32_t i = 0; i < PEOPLE; i++)
		demo_person_draw(&people[i],
			&(struct demo_draw){.seed = seed,
				.index = i,
				.kecamatan = &app->programme.kecamatan[0]});
}

static void test_list(void **state, uint32_t seed)
{
	struct app *app = app_try_new(state, "2019-07-15T08:00:00+07:00");
	struct demo_person *people = memory_alloc(PEOPLE * sizeof(*people));
	struct import_report report = {0};
	struct list list;

	print_message("seed %u\n", seed);
	invent(people, app, seed);
	write_list(&list, seed, people);
	import_list(state, app, &list, &report);
	assert_int_equal(report.added, SEATS);
	assert_int_equal(report.waiting, PEOPLE - SEATS);
	import_report_release(&report);
	assert_roster(app, people);
	write_list(&list, seed + 1, people);
	import_list(state, app, &list, &report);
	assert_int_equal(report.known, PEOPLE);
	import_report_release(&report);
	app_close(app);
	app = app_try_open(state, "data.okoce", "laptop", "2019-07-16T08:00:00+07:00");
	assert_roster(app, people);
	app_close(app);
	free(people);
}

static void test_lists(void **state)
{
	const char *chosen = getenv("OKOCE_TEST_SEED");
	uint32_t seed = chosen ? (uint32_t)strtoul(chosen, NULL, 10) : 2019;
	unsigned rounds = getenv("UNDER_VALGRIND") ? 2 : 20;

	for (unsigned i = 0; i < rounds; i++) {
		void *folder;

		assert_int_equal(app_try_make(&folder), 0);
		test_list(&folder, seed + 2 * i);
		assert_int_equal(app_try_remove(&folder), 0);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
