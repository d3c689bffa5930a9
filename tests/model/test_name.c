/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/name.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

struct pair {
	const char *a, *b;
};

static void expect_key(const char *name, const char *key)
{
	struct buf out = BUF_EMPTY;

	name_fold(&out, name);
	if (strcmp(buf_text(&out), key) != 0)
		fail_msg("\"%s\" folds to \"%s\", not \"%s\"", name, buf_text(&out), key);
	buf_release(&out);
}

static void test_nothing(void **state)
{
	(void)state;
	expect_key("", "");
	expect_key(" ", "");
	expect_key(".", "");
	expect_key("., ;,.", "");
	expect_key("'", "");
	expect_key("-", "");
	expect_key("\u00a0", "");
	expect_key("\xff", "");
}

static void test_appends(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	buf_add_text(&out, "x");
	name_fold(&out, "Hj. Siti");
	name_fold(&out, "Moch");
	assert_string_equal(buf_text(&out), "xsitimuhammad");
	buf_release(&out);
}

/* Whatever stands there, a name that has letters keeps a key. */
static void test_only_titles(void **state)
{
	static const struct pair rows[] = {
		{"Haji", "haji"},
		{"H.", "h"},
		{"M.", "m"},
		{"M", "m"},
		{"S.E.", "s e"},
		{"Haji, S.E.", "haji"},
		{"H. Haji", "haji"},
		{"Drs. Ir. H.", "h"},
		{"M. S.E.", "m"},
		{"H. M.", "m"},
		{"Bin", "bin"},
		{"Binti", "binti"},
		{"bin binti", "bin binti"},
		{"SE", "se"},
		{"K.H.", "k h"},
		{"Ibu", "ibu"},
		{"Alm.", "alm"},
		{"Moch.", "muhammad"},
		{"Dr", "dr"},
		{"S.Pd., M.Pd.", "s pd"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect_key(rows[i].a, rows[i].b);
}

static void test_keys(void **state)
{
	static const struct pair rows[] = {
		{"SITI NURHALIZA", "siti nurhaliza"},
		{"Soekarno", "sukarno"},
		{"Dr. A. Rahman", "a rahman"},
		{"H. J. Sulaiman", "j sulaiman"},
		{"Binti Khoiriyah", "binti khoiriyah"},
		{"Tan Eng Bin", "tan eng bin"},
		{"Siti M. Nur", "siti m nur"},
		{"Prof. Dr. H. M. Ali Bin Abu, S.E., M.M., Ph.D.", "muhammad ali abu"},
		{"Jos\u00e9 d'Arc", "jose darc"},
		{"\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e"},
		{"Adji2", "aji2"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		expect_key(rows[i].a, rows[i].b);
}

static const struct pair agree[] = {
	{"Siti Aminah", "SITI AMINAH"},
	{"Siti Aminah", "  siti   aminah "},
	{"Siti Aminah", "Siti\u00a0Aminah"},
	{"Siti Aminah", "Siti-Aminah"},
	{"Siti Aminah", "Siti.Aminah"},
	{"Siti Aminah", "Hj. Siti Aminah"},
	{"Siti Aminah", "Hj Siti Aminah"},
	{"Siti Aminah", "HJ.SITI AMINAH"},
	{"Siti Aminah", "Hajjah Siti Aminah"},
	{"Siti Aminah", "Siti Aminah, S.E."},
	{"Siti Aminah", "Siti Aminah S.E"},
	{"Siti Aminah", "SITI AMINAH SE"},
	{"Siti Aminah", "Siti Aminah, S. E."},
	{"Siti Aminah", "Siti Aminah, S.Pd"},
	{"Siti Aminah", "Siti Aminah, S. Pd."},
	{"Siti Aminah", "Siti Aminah, S.Pd., M.Pd."},
	{"Siti Aminah", "Siti Aminah S.Pd.I"},
	{"Siti Aminah", "Dra. Hj. Siti Aminah, M.Si."},
	{"Siti Aminah", "Siti Aminah, A.Md.Kep."},
	{"Siti Aminah", "Siti Aminah A.Md"},
	{"Siti Aminah", "Ibu Siti Aminah"},
	{"Siti Aminah", "Ny. Siti Aminah"},
	{"Siti Aminah", "Siti Aminah, MBA"},
	{"Siti Aminah", "Siti Aminah, Hj."},
	{"Siti Aminah", "Siti Aminah (almh)"},
	{"Siti Aminah", "Siti Aminah, S.Tr.Keb."},
	{"Siti Aminah", "dr. Siti Aminah, Sp.OG"},
	{"Nuraini", "Nur'aini"},
	{"Nuraini", "Nur\u2019aini"},
	{"Numan", "Nu\u02bcman"},
	{"Ahmad Fauzi", "H. Ahmad Fauzi"},
	{"Ahmad Fauzi", "K.H. Ahmad Fauzi"},
	{"Ahmad Fauzi", "KH. Ahmad Fauzi"},
	{"Ahmad Fauzi", "Drs.H.Ahmad Fauzi,S.H.,M.H."},
	{"Ahmad Fauzi", "Ahmad bin Fauzi"},
	{"Ahmad Fauzi", "Ustadz Ahmad Fauzi Lc."},
	{"Ahmad Fauzi", "Ahmad Fauzi S.Kom M.Kom"},
	{"Ahmad Fauzi", "Ir. Ahmad Fauzi, M.T."},
	{"Ahmad Fauzi", "Ahmad Fauzi, M.A."},
	{"Aisyah Umar", "Aisyah binti Umar"},
	{"Muhammad Ali", "Mohamad Ali"},
	{"Muhammad Ali", "Mohammad Ali"},
	{"Muhammad Ali", "Moch. Ali"},
	{"Muhammad Ali", "Moh Ali"},
	{"Muhammad Ali", "Muh. Ali"},
	{"Muhammad Ali", "M. Ali"},
	{"Muhammad Ali", "M.Ali"},
	{"Muhammad Ali", "M Ali"},
	{"Muhammad Ali", "H. M. Ali"},
	{"Muhammad Ali", "H.M. Ali, S.E."},
	{"Muhammad Ali", "Moehammad Ali"},
	{"Muhammad Ali", "Mochammad Ali"},
	{"Muhammad Ali", "Mokhamad Ali"},
	{"Muhammad Ali", "Mhd. Ali"},
	{"Ali Muhammad", "Ali Mochamad"},
	{"Sukarno", "Soekarno"},
	{"Joko Susilo", "Djoko Soesilo"},
	{"Cipto", "Tjipto"},
	{"Sucipto", "Soetjipto"},
	{"Jamaludin", "Djamaloedin"},
	{"Budi", "Boedi, SH"},
	{"Rene", "Ren\u00e9"},
	{"Rene", "Rene\u0301"},
};

static const struct pair differ[] = {
	{"Siti Aminah", "Siti Aminah Sari"},
	{"Siti Aminah", "Siti"},
	{"Siti Aminah", "Aminah Siti"},
	{"Siti Aminah", "Siti Amina"},
	{"Siti Aminah", "Siti Aminuh"},
	{"Siti Nuraini", "Siti Nur Aini"},
	{"Ahmad", "Muhammad"},
	{"Ahmad", "Achmad"},
	{"Ali Muhammad", "Muhammad Ali"},
	{"Ali M.", "Ali Muhammad"},
	{"M.", "Muhammad"},
	{"Siti M. Nur", "Siti Muhammad Nur"},
	{"Maman", "Aman"},
	{"Hasan", "Asan"},
	{"Hajar", "Ajar"},
	{"Haji", "Haja"},
	{"Hajar Aswad", "Aswad"},
	{"Irma Suryani", "Ma Suryani"},
	{"Irwan", "Wan"},
	{"Drajat", "Jat"},
	{"Bintang Lestari", "Lestari"},
	{"Ani Bintang Putri", "Ani Putri"},
	{"Ani Bina Putri", "Ani Putri"},
	{"Binti Khoiriyah", "Khoiriyah"},
	{"Tan Eng Bin", "Tan Eng"},
	{"Lie Ma", "Lie"},
	{"Tan Beng", "Tan"},
	{"Siti Mei", "Siti"},
	{"Sela", "La"},
	{"Siti Sela", "Siti"},
	{"Dewi Sh. Putri", "Dewi Putri"},
	{"Rina St. Aminah", "Rina Aminah"},
	{"St. Aminah", "Aminah"},
	{"Dr. A. Rahman", "Rahman"},
	{"H. J. Sulaiman", "Sulaiman"},
	{"Abdul H.", "Abdul"},
	{"Abdul H. Karim", "Abdul Karim"},
	{"R. Sulaiman", "Sulaiman"},
	{"Raden Ayu", "Ayu"},
	{"Nyoman Sari", "Oman Sari"},
	{"Tini", "Ini"},
	{"Sudirman", "Soedirmawan"},
	{"Joko", "Yoko"},
	{"Jaja", "Caca"},
	{"Budi S", "Budi"},
	{"Budi 1", "Budi 2"},
	{"Profita", "Ita"},
	{"Ustman", "Man"},
	{"Muhamadin Ali", "Muhammad Ali"},
	{"Muhajir", "Muhammad"},
	{"\u738b", "\u5c0f"},
};

static bool same_key(const struct pair *pair)
{
	struct buf a = BUF_EMPTY, b = BUF_EMPTY;
	bool same;

	name_fold(&a, pair->a);
	name_fold(&b, pair->b);
	same = strcmp(buf_text(&a), buf_text(&b)) == 0;
	buf_release(&a);
	buf_release(&b);
	return same;
}

static void test_agree(void **state)
{
	(void)state;
	assert_true(sizeof(agree) / sizeof(agree[0]) >= 40);
	for (size_t i = 0; i < sizeof(agree) / sizeof(agree[0]); i++)
		if (!same_key(&agree[i]))
			fail_msg("\"%s\" and \"%s\" should agree", agree[i].a, agree[i].b);
}

static void test_differ(void **state)
{
	(void)state;
	assert_true(sizeof(differ) / sizeof(differ[0]) >= 40);
	for (size_t i = 0; i < sizeof(differ) / sizeof(differ[0]); i++)
		if (same_key(&differ[i]))
			fail_msg("\"%s\" and \"%s\" should differ", differ[i].a, differ[i].b);
}

static void test_long(void **state)
{
	char text[4097];
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i++)
		text[i] = i % 2 ? '.' : 'h';
	text[sizeof(text) - 1] = '\0';
	name_fold(&out, text);
	assert_string_equal(buf_text(&out), "h");
	buf_clear(&out);
	memset(text, 'a', sizeof(text) - 1);
	name_fold(&out, text);
	assert_string_equal(buf_text(&out), text);
	buf_release(&out);
}

static bool matches(const char *query_text, const char *name)
{
	struct name_query query;
	struct buf folded = BUF_EMPTY;
	bool result;

	name_query_parse(&query, query_text);
	text_fold(&folded, name, strlen(name));
	result = name_query_matches(&query, buf_text(&folded));
	buf_release(&folded);
	return result;
}

static void test_query(void **state)
{
	(void)state;
	assert_false(matches("", "Siti"));
	assert_false(matches(" . ", "Siti"));
	assert_false(matches("siti", ""));
	assert_true(matches("siti", "Hj. SITI Aminah"));
	assert_true(matches("Amin sit", "Hj. SITI Aminah"));
	assert_true(matches("hj", "Hj. SITI Aminah"));
	assert_false(matches("siti aminuh", "Siti Aminah"));
	assert_true(matches("ren\u00e9", "RENE"));
	assert_true(matches("a b c d e f g h i", "a b c d e f g h"));
}

static void test_query_long(void **state)
{
	static const char ideographs[] =
		"\u738b\u5c0f\u660e\u738b\u5c0f\u660e\u738b\u5c0f\u660e\u738b"
		"\u5c0f\u660e";
	struct name_query query;

	(void)state;
	name_query_parse(&query, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
	assert_int_equal(query.count, 1);
	assert_int_equal(strlen(query.words[0]), 31);
	name_query_parse(&query, ideographs);
	assert_int_equal(strlen(query.words[0]), 30);
	assert_true(name_query_matches(&query, ideographs));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_appends),
		cmocka_unit_test(test_only_titles),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_agree),
		cmocka_unit_test(test_differ),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_query),
		cmocka_unit_test(test_query_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
