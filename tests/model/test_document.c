/* SPDX-License-Identifier: BSD-2-Clause */
/* Documents: what is doubtful about a number, what cannot be, and how one is said. */
#include "model/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* It needs those before it. */
#include <cmocka.h>

static const struct {
	uint32_t kind;
	const char *number;
	bool doubtful;
} numbers[] = {
	{DOCUMENT_HALAL, "", false},
	{DOCUMENT_HALAL, "ID31110000123456", false},
	{DOCUMENT_HALAL, "id 31110000123456", false},
	{DOCUMENT_HALAL, "31110000123456", true},
	{DOCUMENT_HALAL, "ID", true},
	{DOCUMENT_HALAL, "ID3111x", true},
	{DOCUMENT_PIRT, "2053173010001-19", false},
	{DOCUMENT_PIRT, "205317301000119", false},
	{DOCUMENT_PIRT, "205 3173 01 0001-19", false},
	{DOCUMENT_PIRT, "20531730100-0119", true},
	{DOCUMENT_PIRT, "2053173010001-1", true},
	{DOCUMENT_NIB, "9120001234567", false},
	{DOCUMENT_NIB, "912000123456", true},
	{DOCUMENT_IUMK, "503/12/IUMK/2019", false},
	{DOCUMENT_SKU, "apa saja", false},
	{77, "apa saja", false},
};

static void test_shapes_warn(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct buf why = BUF_EMPTY;

		document_doubt(numbers[i].kind, numbers[i].number, &why);
		if ((why.len > 0) != numbers[i].doubtful)
			fail_msg("%u \"%s\": \"%s\"", (unsigned)numbers[i].kind, numbers[i].number,
				buf_text(&why));
		buf_release(&why);
	}
}

static struct document halal(void)
{
	struct document document;

	record_clear(&document_type, &document);
	document.kind = DOCUMENT_HALAL;
	document.number = "ID31110000123456";
	document.issuer = "BPJPH";
	document.status = DOCUMENT_ISSUED;
	document.issued = date_of(2019, 7, 1);
	document.until = date_of(2023, 7, 1);
	return document;
}

static void assert_wrong(const struct document *document, const char *sentence)
{
	struct err err = {0};

	assert_int_equal(document_check(document, &err), STATUS_INVALID);
	assert_non_null(strstr(err.text, sentence));
}

static void test_what_cannot_be(void **state)
{
	struct document document;

	(void)state;
	record_clear(&document_type, &document);
	assert_wrong(&document, "what kind");
	document = halal();
	assert_int_equal(document_check(&document, NULL), STATUS_OK);
	document.status = 0;
	assert_wrong(&document, "where the document stands");
	document = halal();
	document.until = date_of(2019, 6, 30);
	assert_wrong(&document, "end before it was issued");
	document = halal();
	document.kind = DOCUMENT_OTHER;
	assert_wrong(&document, "is called");
}

static void assert_said(const struct document *document, date today, const char *said)
{
	struct buf out = BUF_EMPTY;

	document_say(document, today, &out);
	assert_string_equal(buf_text(&out), said);
	buf_release(&out);
}

static void test_said(void **state)
{
	struct document document = halal();

	(void)state;
	assert_said(&document, date_of(2019, 7, 16),
		"ID31110000123456, BPJPH, issued 1 July 2019, until 1 July 2023");
	assert_false(document_is_over(&document, date_of(2023, 7, 1)));
	assert_said(&document, date_of(2023, 7, 2),
		"ID31110000123456, BPJPH, issued 1 July 2019, ended 1 July 2023");
	record_clear(&document_type, &document);
	document.status = DOCUMENT_APPLIED;
	assert_said(&document, date_of(2019, 7, 16), "applied for");
}

static void test_words(void **state)
{
	(void)state;
	for (uint32_t kind = 1; kind <= DOCUMENT_KINDS; kind++)
		assert_int_equal(document_kind_of(document_kind_word(kind)), kind);
	for (uint32_t status = DOCUMENT_WANTED; status <= DOCUMENT_VOID; status++)
		assert_int_equal(document_status_of(document_status_word(status)), status);
	assert_int_equal(document_kind_of("paspor"), 0);
	assert_int_equal(document_kind_of(""), 0);
	assert_int_equal(document_status_of("hilang"), 0);
	assert_string_equal(document_kind_word(77), "");
	assert_string_equal(document_kind_text(77), "Unknown document");
	assert_string_equal(document_status_text(77), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shapes_warn),
		cmocka_unit_test(test_what_cannot_be),
		cmocka_unit_test(test_said),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
