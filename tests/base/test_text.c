/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/random.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FFFD "\xef\xbf\xbd"

static bool clean(struct buf *out, const char *text)
{
	buf_clear(out);
	return text_clean(out, text, strlen(text));
}

static const char *safe(struct buf *out, const char *text)
{
	buf_clear(out);
	text_safe(out, text, strlen(text));
	return buf_text(out);
}

static const char *fold(struct buf *out, const char *text)
{
	buf_clear(out);
	text_fold(out, text, strlen(text));
	return buf_text(out);
}

static const char *fit(struct buf *out, const char *text, int columns, bool pad)
{
	buf_clear(out);
	text_fit(out, text, columns, pad);
	return buf_text(out);
}

/* Writes a code point as UTF-8, also one that UTF-8 has no place for; returns its bytes. */
static size_t encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* F11's list, written out once more. */
static bool forbidden(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 ||
	       code == 0x61c || code == 0x200e || code == 0x200f ||
	       (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
	       (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xffff) >= 0xfffe;
}

/* Valgrind is thirty times slower: there every 31st code point has to do. */
static uint32_t stride(void)
{
	return getenv("UNDER_VALGRIND") ? 31 : 1;
}

static void nothing_is_good_text(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_true(text_is_utf8(NULL, 0));
	assert_true(text_check(NULL, 0));
	assert_true(text_clean(&out, NULL, 0));
	text_safe(&out, NULL, 0);
	text_fold(&out, NULL, 0);
	text_fit(&out, "", 0, true);
	text_fit(&out, "abc", 0, true);
	text_fit(&out, "abc", -1, true);
	assert_int_equal(out.len, 0);
	assert_int_equal(text_width(""), 0);
	assert_string_equal(fit(&out, "", 3, true), "   ");
	assert_string_equal(fit(&out, "", 3, false), "");
	assert_true(text_equal_nocase("", ""));
	assert_false(text_equal_nocase("", "a"));
	text_quote(&out, NULL, 0);
	assert_string_equal(buf_text(&out), "\"\"");
	buf_release(&out);
}

static void what_is_not_utf8(void **state)
{
	static const char *const bad[] = {"\x80", "\xff", "\xc3", "\xe2\x82", "\xf0\x9f\x98",
		"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80",
		"\xf8\x88\x80\x80\x80", "a\xc3(", "\xfe\xff", "good \xe9 bad"};
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
		assert_false(text_check(bad[i], strlen(bad[i])));
		buf_clear(&out);
		buf_add_text(&out, "kept");
		assert_false(text_clean(&out, bad[i], strlen(bad[i])));
		assert_string_equal(buf_text(&out), "kept");
		assert_non_null(strstr(safe(&out, bad[i]), FFFD));
		assert_true(text_is_utf8(buf_text(&out), out.len));
	}
	buf_release(&out);
}

static void the_limit_is_in_bytes(void **state)
{
	static char text[TEXT_MAX + 2];
	struct buf out = BUF_EMPTY;

	(void)state;
	memset(text, 'x', sizeof(text));
	assert_true(text_check(text, TEXT_MAX));
	assert_false(text_check(text, TEXT_MAX + 1));
	assert_true(text_clean(&out, text, TEXT_MAX));
	buf_clear(&out);
	assert_false(text_clean(&out, text, TEXT_MAX + 1));
	assert_int_equal(out.len, 0);
	text[TEXT_MAX] = ' '; /* too long only until it is trimmed */
	assert_true(text_clean(&out, text, TEXT_MAX + 1));
	assert_int_equal(out.len, TEXT_MAX);
	buf_release(&out);
}

static void white_space_is_folded_and_trimmed(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_true(clean(&out, " \t\r\n"));
	assert_string_equal(buf_text(&out), "");
	assert_true(clean(&out, "\tSiti \xc2\xa0 Nurul\r\n"));
	assert_string_equal(buf_text(&out), "Siti Nurul");
	assert_true(clean(&out, "a\xe2\x80\xa8"
				"b\xe2\x80\xa9"
				"c\xe3\x80\x80"
				"d\xc2\x85"
				"e"));
	assert_string_equal(buf_text(&out), "a b c d e");
	assert_true(clean(&out, "a \xe2\x80\x8b b\xef\xbb\xbf"));
	assert_string_equal(buf_text(&out), "a b");
	buf_release(&out);
}

static void what_is_forbidden_is_dropped(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_true(clean(&out, "\x1b]0;x\aSi\xe2\x80\xaeti\xc2\x9b\x7f\xc2\xad"));
	assert_string_equal(buf_text(&out), "]0;xSiti");
	assert_true(clean(&out, "\xef\xbf\xbe\xf4\x8f\xbf\xbf\xef\xb7\x90"));
	assert_string_equal(buf_text(&out), "");
	assert_true(text_clean(&out, "a\0b", 3));
	assert_string_equal(buf_text(&out), "ab");
	buf_release(&out);
}

static void the_normal_form_is_nfc(void **state)
{
	static const char composed[] = "Ren\xc3\xa9";
	static const char decomposed[] = "Rene\xcc\x81";
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_true(text_check(composed, strlen(composed)));
	assert_false(text_check(decomposed, strlen(decomposed)));
	assert_true(clean(&out, decomposed));
	assert_string_equal(buf_text(&out), composed);
	/* Two marks in the wrong order; a singleton; Hangul in its parts. */
	assert_true(clean(&out, "q\xcc\x87\xcc\xa3"));
	assert_string_equal(buf_text(&out), "q\xcc\xa3\xcc\x87");
	assert_true(clean(&out, "\xe2\x84\xab"));
	assert_string_equal(buf_text(&out), "\xc3\x85");
	assert_true(clean(&out, "\xe1\x84\x80\xe1\x85\xa1"));
	assert_string_equal(buf_text(&out), "\xea\xb0\x80");
	/* A character that was dropped may have kept two apart. */
	assert_true(clean(&out, "e\xe2\x80\x8b\xcc\x81"));
	assert_string_equal(buf_text(&out), "\xc3\xa9");
	/* Two that NFC never composes. */
	assert_false(text_check("\xe0\xa5\x98", 3));
	assert_true(clean(&out, "\xe0\xa5\x98"));
	assert_string_equal(buf_text(&out), "\xe0\xa4\x95\xe0\xa4\xbc");
	buf_release(&out);
}

static void safe_text_shows_what_was_hidden(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_string_equal(safe(&out, "Siti Nurul, S.E."), "Siti Nurul, S.E.");
	assert_string_equal(safe(&out, "Ren\xc3\xa9"), "Ren\xc3\xa9");
	assert_string_equal(safe(&out, "\x1b]0;x\a"), FFFD "]0;x" FFFD);
	assert_string_equal(safe(&out, "a\rb\nc\td"), "a" FFFD "b" FFFD "c" FFFD "d");
	assert_string_equal(safe(&out, "a\xe2\x80\xae"
				       "b"),
		"a" FFFD "b");
	assert_string_equal(safe(&out, "a\xe2\x80\x8b"
				       "b\xef\xbb\xbf"),
		"a" FFFD "b" FFFD);
	assert_string_equal(safe(&out, "\xc2\x9b"
				       "31m"),
		FFFD "31m");
	assert_string_equal(safe(&out, "\xe2\x82"), FFFD FFFD);
	buf_clear(&out);
	text_safe(&out, "a\0b", 3);
	assert_string_equal(buf_text(&out), "a" FFFD "b");
	buf_release(&out);
}

/* Every code point there is, and the surrogates, in the middle of a word. */
static void each_code_point_becomes_clean_and_safe(void **state)
{
	struct buf out = BUF_EMPTY;
	struct buf again = BUF_EMPTY;

	(void)state;
	for (uint32_t code = 0; code < 0x110000; code += stride()) {
		char text[6] = "a";
		size_t size = encode(code, text + 1);
		bool surrogate = code >= 0xd800 && code < 0xe000;

		text[1 + size] = 'z';
		assert_int_equal(text_is_utf8(text, size + 2), !surrogate);
		if (surrogate || forbidden(code))
			assert_false(text_check(text, size + 2));
		buf_clear(&out);
		assert_int_equal(text_clean(&out, text, size + 2), !surrogate);
		assert_true(text_check(buf_text(&out), out.len));
		buf_clear(&out);
		text_safe(&out, text, size + 2);
		if (surrogate || forbidden(code))
			assert_non_null(strstr(buf_text(&out), FFFD));
		assert_string_equal(safe(&again, buf_text(&out)), buf_text(&out));
		assert_in_range(text_width(buf_text(&out)), 2, 5);
	}
	buf_release(&out);
	buf_release(&again);
}

static void width_is_in_columns(void **state)
{
	(void)state;
	assert_int_equal(text_width("Siti"), 4);
	assert_int_equal(text_width("Ren\xc3\xa9"), 4);
	assert_int_equal(text_width("Rene\xcc\x81"), 4);
	assert_int_equal(text_width("\xe6\x97\xa5\xe6\x9c\xac"), 4);
	assert_int_equal(text_width(FFFD), 1);
	assert_int_equal(text_width("\xe2\x80\xa6"), 1);
}

static void text_is_fitted_to_its_columns(void **state)
{
	static const char wide[] = "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e";
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_string_equal(fit(&out, "Siti", 4, true), "Siti");
	assert_string_equal(fit(&out, "Siti", 6, true), "Siti  ");
	assert_string_equal(fit(&out, "Siti", 6, false), "Siti");
	assert_string_equal(fit(&out, "Siti Nurul", 6, true), "Siti \xe2\x80\xa6");
	assert_string_equal(fit(&out, "Siti", 1, true), "\xe2\x80\xa6");
	assert_string_equal(fit(&out, wide, 6, true), wide);
	assert_string_equal(fit(&out, wide, 5, true), "\xe6\x97\xa5\xe6\x9c\xac\xe2\x80\xa6");
	assert_string_equal(fit(&out, wide, 4, true), "\xe6\x97\xa5 \xe2\x80\xa6");
	assert_string_equal(fit(&out, wide, 2, true), " \xe2\x80\xa6");
	/* A mark stays with its letter. */
	assert_string_equal(fit(&out,
				    "e\xcc\x81"
				    "abc",
				    2, true),
		"e\xcc\x81\xe2\x80\xa6");
	assert_string_equal(fit(&out,
				    "ae\xcc\x81"
				    "bc",
				    2, true),
		"a\xe2\x80\xa6");
	buf_release(&out);
}

static void fitted_text_has_exactly_its_columns(void **state)
{
	static const char *const texts[] = {"", "a", "Siti Nurul",
		"\xe6\x97\xa5"
		"a\xe6\x9c\xac\xe8\xaa\x9e",
		"e\xcc\x81"
		"e\xcc\x81"
		"e\xcc\x81",
		"\xf0\x9f\x98\x80\xf0\x9f\x98\x80"};
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		for (int columns = 0; columns < 20; columns++) {
			assert_int_equal(text_width(fit(&out, texts[i], columns, true)), columns);
			assert_true(text_width(fit(&out, texts[i], columns, false)) <= columns);
		}
	}
	buf_release(&out);
}

static void folded_text_is_for_comparing(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_string_equal(fold(&out, "SITI Nurul, S.E."), "siti nurul s e");
	assert_string_equal(fold(&out, "  ,.- "), "");
	assert_string_equal(fold(&out, "Ma'ruf-2"), "ma ruf 2");
	assert_string_equal(fold(&out, "REN\xc3\x89"), "rene");
	assert_string_equal(fold(&out, "Rene\xcc\x81"), "rene");
	assert_string_equal(fold(&out, "\xc4\xb0stanbul"), "istanbul");
	assert_string_equal(fold(&out, "Stra\xc3\x9f"
				       "e"),
		"strasse");
	assert_string_equal(fold(&out, "\xef\xbc\xb3\xef\xbd\x89\xef\xbd\x94\xef\xbd\x89"), "siti");
	assert_string_equal(fold(&out, "Si\xc2\xadti\xe2\x80\x8b"), "siti");
	assert_string_equal(fold(&out, "a\xff"
				       "b\x1b"
				       "c"),
		"a b c");
	buf_clear(&out);
	buf_add_text(&out, "before ");
	text_fold(&out, ", Siti", 6);
	assert_string_equal(buf_text(&out), "before siti");
	buf_release(&out);
}

/* NFC and NFD of each code point fold alike, and what is folded stays as it is. */
static void folding_is_stable(void **state)
{
	struct buf normal = BUF_EMPTY;
	struct buf first = BUF_EMPTY;
	struct buf second = BUF_EMPTY;

	(void)state;
	for (uint32_t code = 1; code < 0x110000; code += stride()) {
		char text[5] = "";

		encode(code, text);
		fold(&first, text);
		assert_string_equal(fold(&second, buf_text(&first)), buf_text(&first));
		if (clean(&normal, text) && normal.len > 0)
			assert_string_equal(fold(&second, buf_text(&normal)), buf_text(&first));
	}
	buf_release(&normal);
	buf_release(&first);
	buf_release(&second);
}

/* Random bytes, many of them lead and continuation bytes. */
static void any_bytes_can_be_given(void **state)
{
	static const uint8_t likely[] = {'a', 'Z', ' ', 0x1b, 0x0a, 0x80, 0x9b, 0xbf, 0xc2, 0xc3,
		0xcc, 0x81, 0xe2, 0xed, 0xa0, 0xef, 0xbb, 0xf0, 0x9f, 0xf4};
	struct buf out = BUF_EMPTY;
	struct buf again = BUF_EMPTY;
	struct seeded seeded;
	char text[24];

	(void)state;
	seeded_start(&seeded, 1);
	for (int round = 0; round < 50000 / (int)stride(); round++) {
		size_t len = seeded_below(&seeded, sizeof(text) + 1);

		for (size_t i = 0; i < len; i++)
			text[i] = (char)likely[seeded_below(&seeded, sizeof(likely))];
		buf_clear(&out);
		assert_int_equal(text_clean(&out, text, len), text_is_utf8(text, len));
		if (text_is_clean(text, len)) {
			assert_int_equal(out.len, len);
			assert_memory_equal(buf_text(&out), text, len);
		}
		assert_true(text_check(buf_text(&out), out.len));
		assert_true(clean(&again, buf_text(&out)));
		assert_string_equal(buf_text(&again), buf_text(&out));
		buf_clear(&out);
		text_safe(&out, text, len);
		assert_true(text_is_utf8(buf_text(&out), out.len));
		assert_string_equal(safe(&again, buf_text(&out)), buf_text(&out));
		assert_int_equal(text_width(fit(&again, buf_text(&out), 7, true)), 7);
		text_quote(&out, text, len);
		assert_true(text_is_utf8(buf_text(&out), out.len));
		text_fold(&again, text, len);
	}
	buf_release(&out);
	buf_release(&again);
}

/* Of nearly all cells it is seen at once that nothing is to be done. */
static void plain_words_are_seen_to_be_clean(void **state)
{
	static const char *const clean_texts[] = {"", "a", "3173012345678901", "Jl. Kemanggisan Raya No. 12, RT 3"};
	static const char *const others[] = {" a", "a ", "a  b", "a\tb", "long enough a word\x7f", "\x1f", "caf\u00e9",
		"seven b\n", "sixteen bytes ...\r"};

	(void)state;
	for (size_t i = 0; i < sizeof(clean_texts) / sizeof(clean_texts[0]); i++)
		assert_true(text_is_clean(clean_texts[i], strlen(clean_texts[i])));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(text_is_clean(others[i], strlen(others[i])));
	/* Each byte, at each place of a word of eight. */
	for (unsigned byte = 0; byte < 256; byte++) {
		for (size_t at = 0; at < 16; at++) {
			char text[] = "~~~~~~~~~~~~~~~~";
			bool plain = byte > ' ' && byte < 0x7f;

			text[at] = (char)byte;
			assert_int_equal(text_is_clean(text, 16), plain || (byte == ' ' && at > 0 && at < 15));
			if (byte < 0x80)
				assert_int_equal(text_check(text, 16), plain || byte == ' ');
		}
	}
	char *longest = memory_alloc(TEXT_MAX + 1);
	memset(longest, 'a', TEXT_MAX + 1);
	assert_true(text_is_clean(longest, TEXT_MAX));
	assert_false(text_is_clean(longest, TEXT_MAX + 1));
	free(longest);
}

static void quoted_text_loses_nothing(void **state)
{
	struct buf out = BUF_EMPTY;
	static const char text[] = "a\"\\\n\xe2\x80\xae\xc3\xa9\xf0\x9f\xbf\xbe\xff";

	(void)state;
	text_quote(&out, text, sizeof(text) - 1);
	assert_string_equal(
		buf_text(&out), "\"a\\\"\\\\\\u000a\\u202e\xc3\xa9\\ud83f\\udffe" FFFD "\"");
	buf_release(&out);
}

/* A text is read in runs of ASCII; where one ends must not be seen. */
static void ends_of_runs_are_not_seen(void **state)
{
	(void)state;
	for (size_t len = 0; len <= 200; len++) {
		struct buf text = BUF_EMPTY, cleaned = BUF_EMPTY, folded = BUF_EMPTY;
		struct buf expected = BUF_EMPTY;

		for (size_t i = 0; i < len; i++) {
			buf_add_byte(&text, 'A');
			buf_add_byte(&expected, 'a');
		}
		buf_add_text(&text, "E\u0301 \xc2\xa0Z9");
		buf_add_text(&expected, "e z9");
		buf_add_text(&cleaned, "before ");
		assert_true(text_clean(&cleaned, buf_text(&text), text.len));
		assert_int_equal(cleaned.len, 7 + len + 5);
		assert_string_equal(buf_text(&cleaned) + 7 + len, "\u00c9 Z9");
		text_fold(&folded, buf_text(&text), text.len);
		assert_string_equal(buf_text(&folded), buf_text(&expected));
		/* What cannot be cleaned adds nothing. */
		buf_add_byte(&text, 0xff);
		assert_false(text_clean(&cleaned, buf_text(&text), text.len));
		assert_int_equal(cleaned.len, 7 + len + 5);
		assert_false(text_is_utf8(buf_text(&text), text.len));
		assert_true(text_is_utf8(buf_text(&text), text.len - 1));
		buf_release(&text);
		buf_release(&cleaned);
		buf_release(&folded);
		buf_release(&expected);
	}
}

static void ascii_case_is_ignored_and_no_other(void **state)
{
	(void)state;
	assert_true(text_equal_nocase("Palmerah", "pALMERAH"));
	assert_false(text_equal_nocase("Palmerah", "Palmera"));
	assert_false(text_equal_nocase("a", "b"));
	assert_false(text_equal_nocase("@", "`"));
	assert_false(text_equal_nocase("\xc3\x89", "\xc3\xa9"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_good_text),
		cmocka_unit_test(what_is_not_utf8),
		cmocka_unit_test(the_limit_is_in_bytes),
		cmocka_unit_test(white_space_is_folded_and_trimmed),
		cmocka_unit_test(what_is_forbidden_is_dropped),
		cmocka_unit_test(the_normal_form_is_nfc),
		cmocka_unit_test(safe_text_shows_what_was_hidden),
		cmocka_unit_test(each_code_point_becomes_clean_and_safe),
		cmocka_unit_test(width_is_in_columns),
		cmocka_unit_test(text_is_fitted_to_its_columns),
		cmocka_unit_test(fitted_text_has_exactly_its_columns),
		cmocka_unit_test(folded_text_is_for_comparing),
		cmocka_unit_test(folding_is_stable),
		cmocka_unit_test(any_bytes_can_be_given),
		cmocka_unit_test(plain_words_are_seen_to_be_clean),
		cmocka_unit_test(quoted_text_loses_nothing),
		cmocka_unit_test(ends_of_runs_are_not_seen),
		cmocka_unit_test(ascii_case_is_ignored_and_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
