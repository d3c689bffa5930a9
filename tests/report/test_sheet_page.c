/* SPDX-License-Identifier: BSD-2-Clause */
/* The sheet to sign, and the words of its date. */
#include "report/sheet_page.h"
#include "report/words.h"
#include "model/roster_of.h"
#include "base/i18n.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PEOPLE_MAX 100

static date july[] = {0, 0};
static struct session session = {.id = "2019-KT-KBG-2"};
static const char *letterhead[] = {"PEMERINTAH PROVINSI", "SUKU DINAS"};
static const char *instructors[] = {"Bu Tuti"};
static struct programme programme;

static void assert_words(unsigned number, const char *expected)
{
	struct buf out = BUF_EMPTY;

	number_words(&out, number);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void test_words(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_words(0, "nol");
	assert_words(9, "sembilan");
	assert_words(10, "sepuluh");
	assert_words(11, "sebelas");
	assert_words(12, "dua belas");
	assert_words(19, "sembilan belas");
	assert_words(20, "dua puluh");
	assert_words(31, "tiga puluh satu");
	assert_words(100, "seratus");
	assert_words(115, "seratus lima belas");
	assert_words(1000, "seribu");
	assert_words(2019, "dua ribu sembilan belas");
	assert_words(9999, "sembilan ribu sembilan ratus sembilan puluh sembilan");
	assert_words(10000, "10000");
	date_words(&out, date_of(2019, 7, 16));
	assert_string_equal(buf_text(&out), "enam belas July dua ribu sembilan belas");
	buf_clear(&out);
	date_words(&out, DATE_NONE);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

/* Pages, of lines that fit, every one with the code. */
static int assert_pages(const char *text)
{
	char foot[64];
	int pages = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, "\f");
		int lines = 0;

		pages++;
		for (const char *at = text; at < text + length;) {
			size_t line = strcspn(at, "\n");
			struct buf copy = BUF_EMPTY;

			buf_add(&copy, at, line);
			assert_true(text_width(buf_text(&copy)) <= SHEET_COLS);
			buf_release(&copy);
			lines++;
			at += line + 1;
		}
		assert_int_equal(lines, SHEET_ROWS);
		snprintf(foot, sizeof(foot), " Sheet 7K4M-QX    Page %d of ", pages);
		assert_non_null(strstr(text, foot));
		text += length;
		text += *text == '\f';
	}
	return pages;
}

/* How often a text is in another. */
static int count_of(const char *text, const char *what)
{
	int count = 0;

	for (; (text = strstr(text, what)); text++)
		count++;
	return count;
}

/* A class of so many, with 40 seats. */
static void print(struct buf *out, size_t people)
{
	static char numbers[PEOPLE_MAX][8];
	static struct seat seats[PEOPLE_MAX + 1];
	struct roster roster;

	for (size_t i = 0; i < people; i++) {
		snprintf(numbers[i], sizeof(numbers[i]), "%02zu", i + 1);
		seats[i] = (struct seat){numbers[i], "SITI AMINAH", ENROLMENT_REGISTERED, SEX_FEMALE,
			.order = i};
	}
	seats[people] = (struct seat){"", "MENUNGGU", ENROLMENT_WAITING, SEX_FEMALE, .order = people};
	roster_of(&roster, &session, 2, seats, people + 1);
	sheet_page(out, &programme, &roster, 2, "7K4M-QX");
	roster_release(&roster);
}

static void test_rows(void **state)
{
	static const struct {
		size_t people;
		int rows, pages;
	} classes[] = {{0, 48, 2}, {1, 48, 2}, {38, 48, 2}, {40, 48, 2}, {42, 50, 2}, {100, 108, 3}};

	(void)state;
	for (size_t i = 0; i < COUNT(classes); i++) {
		struct buf out = BUF_EMPTY;

		print(&out, classes[i].people);
		assert_int_equal(count_of(buf_text(&out), "SITI AMINAH"), (int)classes[i].people);
		assert_int_equal(count_of(buf_text(&out), "\n|     |"),
			classes[i].rows - (int)classes[i].people);
		assert_null(strstr(buf_text(&out), "MENUNGGU")); /* has no seat, and no number */
		assert_int_equal(assert_pages(buf_text(&out)), classes[i].pages);
		assert_non_null(strstr(buf_text(&out), "NIP 19700101"));
		buf_release(&out);
	}
}

static void test_what_it_says(void **state)
{
	static const char *const said[] = {"   PEMERINTAH PROVINSI\n", "   SUKU DINAS\n", "ATTENDANCE SHEET\n",
		"Pelatihan OK OCE", " District      : Kembangan", " Day           : 2 of 2",
		" Date          : Tuesday, 16 July 2019", " Venue         : Aula Kecamatan",
		" Start         : 08.00 WIB", "Bu Tuti", "Jakarta, 16 July 2019", "Kepala Suku Dinas",
		"Ir. Budi"};
	struct buf out = BUF_EMPTY;
	const char *first, *second;

	(void)state;
	print(&out, 2);
	for (size_t i = 0; i < COUNT(said); i++)
		if (!strstr(buf_text(&out), said[i]))
			fail_msg("not on the sheet: %s", said[i]);
	/* Zig-zag: two signatures never stand below one another. */
	first = strstr(buf_text(&out), "\n| 01 ");
	second = strstr(buf_text(&out), "\n| 02 ");
	assert_non_null(first);
	assert_non_null(second);
	assert_true(strstr(first, "01 ......") - first + 10 == strstr(second, "02 ......") - second);
	buf_release(&out);
}

/* A name from a list may be anything; the sheet stays a sheet. */
static void test_hostile(void **state)
{
	const struct seat seats[] = {{"01", "A\x1b[2J\nB\r\f\xe2\x80\xae" "C", ENROLMENT_REGISTERED,
		SEX_FEMALE, .order = 1}};
	struct roster roster;
	struct buf out = BUF_EMPTY;

	(void)state;
	roster_of(&roster, &session, 2, seats, 1);
	sheet_page(&out, &programme, &roster, 2, "7K4M-QX");
	assert_int_equal(assert_pages(buf_text(&out)), 2);
	assert_null(strchr(buf_text(&out), '\x1b'));
	assert_null(strchr(buf_text(&out), '\r'));
	roster_release(&roster);
	buf_release(&out);
}

static int set_up(void **state)
{
	static struct kecamatan kecamatan = {.code = "31.73.08", .short_code = "KBG", .name = "Kembangan"};

	(void)state;
	i18n_set_language(LANGUAGE_ENGLISH);
	july[0] = date_of(2019, 7, 15);
	july[1] = date_of(2019, 7, 16);
	record_clear(&session_plan_type, &session.plan);
	record_clear(&session_schedule_type, &session.schedule);
	record_clear(&settings_type, &programme.settings);
	session.plan.commodity = "kt";
	session.plan.kecamatan = "31.73.08";
	session.plan.number = 2;
	session.plan.capacity = 40;
	session.schedule.dates = (struct dates){july, 2};
	session.schedule.venue = "Aula Kecamatan";
	session.schedule.start_minute = 1 + 8 * 60;
	session.schedule.instructors = (struct texts){instructors, 1};
	programme.kecamatan = &kecamatan;
	programme.kecamatan_count = 1;
	programme.settings.letterhead = (struct texts){letterhead, 2};
	programme.settings.programme = "Pelatihan OK OCE";
	programme.settings.city = "Jakarta";
	programme.settings.signatory_name = "Ir. Budi";
	programme.settings.signatory_title = "Kepala Suku Dinas";
	programme.settings.signatory_id = "19700101";
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_what_it_says),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests_name("report/sheet_page", tests, set_up, NULL);
}
