/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void expect_hex(const uint8_t *out, size_t len, const char *hex)
{
	char shown[2 * 64 + 1] = "";

	for (size_t i = 0; i < len; i++)
		snprintf(shown + 2 * i, 3, "%02x", out[i]);
	assert_string_equal(shown, hex);
}

static void nothing_at_all_has_a_digest(void **state)
{
	static const struct bytes empty[] = {BYTES_NONE, BYTES_NONE};
	uint8_t out[DIGEST_SIZE];

	(void)state;
	digest(out, sizeof(out), NULL, "", NULL, 0);
	expect_hex(out, sizeof(out),
		"0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	digest(out, sizeof(out), NULL, "", empty, 2);
	expect_hex(out, sizeof(out),
		"0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

/* RFC 7693 appendix A, and the same text with a shorter output, which is another function. */
static void known_answers(void **state)
{
	uint8_t out[64];

	(void)state;
	digest(out, 64, NULL, "abc", NULL, 0);
	expect_hex(out, 64,
		"ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
		"7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
	digest(out, 32, NULL, "abc", NULL, 0);
	expect_hex(out, 32, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

/* Computed with another implementation: label "label", pieces "piece" and "one", key 00 01 ... 1f. */
static void label_and_pieces_follow_each_other(void **state)
{
	static const struct bytes pieces[] = {
		{(const uint8_t *)"piece", 5}, BYTES_NONE, {(const uint8_t *)"one", 3}};
	uint8_t key[32];
	uint8_t out[DIGEST_SIZE];

	(void)state;
	for (uint8_t i = 0; i < sizeof(key); i++)
		key[i] = i;
	digest(out, 32, key, "label", pieces, 3);
	expect_hex(out, 32, "f11eb4b4105b4df76f1dec9d0dd5bea295ac5e89e0b97830a99db9a8cdb313de");
	digest(out, 16, key, "label", pieces, 3);
	expect_hex(out, 16, "3a65a4030d87178038ff59ef882ab2f2");
	digest(out, 32, key, "labelpieceone", NULL, 0);
	expect_hex(out, 32, "f11eb4b4105b4df76f1dec9d0dd5bea295ac5e89e0b97830a99db9a8cdb313de");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_at_all_has_a_digest),
		cmocka_unit_test(known_answers),
		cmocka_unit_test(label_and_pieces_follow_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
