/* SPDX-License-Identifier: BSD-2-Clause */
/* What officers say of a sheet of numbers. */
#include "model/marks.h"
#include "base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const sheet[] = {"01", "02", "03", "07", "10", "11", "A1", "A2", "B1", "", "05", "05"};
#define COUNT (sizeof(sheet) / sizeof(sheet[0]))

/* A letter a row: H, I, S, T, x for excepted, - for unsaid. */
static void assert_reads(const char *text, const char *expected)
{
	struct err err = {0};
	uint8_t said[COUNT];
	char got[COUNT + 1] = "";

	if (marks_read(text, sheet, COUNT, said, &err) != STATUS_OK)
		fail_msg("%s: %s", text, err.text);
	for (size_t i = 0; i < COUNT; i++)
		got[i] = said[i] == MARKS_EXCEPTED ? 'x' : "-HIST"[said[i]];
	assert_string_equal(got, expected);
}

static void assert_refused(const char *text, const char *why)
{
	struct err err = {0};
	uint8_t said[COUNT];

	assert_int_equal(marks_read(text, sheet, COUNT, said, &err), STATUS_INVALID);
	if (!strstr(err.text, why))
		fail_msg("%s: %s", text, err.text);
}

static void test_nothing_is_said(void **state)
{
	(void)state;
	assert_reads("", "------------");
	assert_reads(" ,; ", "------------");
	assert_reads("hadir", "------------");
}

static void test_all_but_some(void **state)
{
	(void)state;
	assert_reads("semua", "HHHHHHHHH-HH");
	assert_reads("semua hadir kecuali 7 10 a1", "HHHxxHxHH-HH");
	assert_reads("All present except 07, 010.", "HHHxxHHHH-HH");
	assert_reads("semua hadir kecuali 7 10, izin 7", "HHHIxHHHH-HH");
	assert_reads("semua, izin 1 sakit 2 dan 3 TK 11", "ISSHHTHHH-HH");
}

static void test_some(void **state)
{
	(void)state;
	assert_reads("hadir 1-3 11", "HHH--H------");
	assert_reads("hadir 2 - 10, A1 s/d A2", "-HHHH-HH--HH");
	assert_reads("present 1 to 3", "HHH---------");
	assert_reads("izin no. 7; tanpa keterangan 11", "---I-T------");
	assert_reads("hadir 7 7", "---H--------");
}

static void test_what_cannot_be_meant(void **state)
{
	(void)state;
	assert_refused("7", "What of number 7");
	assert_refused("hadir 4", "Number 4 is not on this list");
	assert_refused("hadir 0", "not on this list");
	assert_refused("hadir 5", "belongs to two people");
	assert_refused("hadir 7, izin 7", "named twice");
	assert_refused("izin 7, sakit 7", "named twice");
	assert_refused("semua kecuali 7, hadir 7", "named twice");
	assert_refused("semua hadir 7 10", "was \"except\" left out");
	assert_refused("kecuali 7", "needs \"all present\"");
	assert_refused("hadir 10-7", "Not a range");
	assert_refused("hadir 7-A1", "Not a range");
	assert_refused("hadir A1-B1", "Not a range");
	assert_refused("hadir 1-", "Not understood");
	assert_refused("hadir -3", "Not understood");
	assert_refused("hadir 1-2-3", "Not understood");
	assert_refused("hadir 3 - hadir", "Not understood");
	assert_refused("datang 7", "Not understood: \"datang\"");
	assert_refused("hadir \x1b[2J", "\xef\xbf\xbd[2J");
	assert_refused("hadir 77777777777777777777777777777777777777777", "not on this list");
	assert_refused("hadir semuaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Not understood");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_said),
		cmocka_unit_test(test_all_but_some),
		cmocka_unit_test(test_some),
		cmocka_unit_test(test_what_cannot_be_meant),
	};

	i18n_set_language(LANGUAGE_ENGLISH);
	return cmocka_run_group_tests_name("model/marks", tests, NULL, NULL);
}
