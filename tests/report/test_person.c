/* SPDX-License-Identifier: BSD-2-Clause */
/* What is printed of a person: masked unless asked for, and as data in no language. */
#include "report/person.h"
#include "base/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

/* It needs those before it. */
#include <cmocka.h>

#define NIK "3173084306859017"
#define TODAY date_of(2019, 7, 16)

static struct programme programme;

/* Siti, of whom two laptops know two telephone numbers, and who was renamed. */
static void make(struct person_sheet *sheet)
{
	static struct person_identity before;
	static struct person_contact other;
	static struct person_event rival, change[2];

	*sheet = (struct person_sheet){.training_count = 0};
	record_clear(&person_identity_type, &sheet->identity);
	record_clear(&person_contact_type, &sheet->contact);
	record_clear(&person_address_type, &sheet->address);
	record_clear(&person_business_type, &sheet->business);
	sheet->identity.name = "SITI \033]0;x\a\r\n\342\200\256 AMINAH";
	sheet->identity.nik = NIK;
	sheet->identity.born = date_of(1985, 6, 3);
	sheet->identity.sex = SEX_FEMALE;
	sheet->contact.phone = "081234567890";
	sheet->business.family_card = "3173081111110002";
	record_clear(&person_identity_type, &before);
	before = sheet->identity;
	before.name = "SITI AMINA";
	record_clear(&person_contact_type, &other);
	other.phone = "081234567891";
	rival = (struct person_event){.group = PERSON_CONTACT, .value = &other, .officer = "Budi"};
	change[0] = (struct person_event){
		.group = PERSON_IDENTITY, .value = &before, .officer = "Rina", .doubted = true};
	change[1] = (struct person_event){.group = PERSON_IDENTITY, .value = &sheet->identity,
		.before = &before, .officer = "Rina"};
	sheet->rival = &rival;
	sheet->rival_count = 1;
	sheet->change = change;
	sheet->change_count = 2;
}

static const char *print(enum table_format format, bool full, struct buf *out)
{
	struct person_sheet sheet;
	struct table table;

	make(&sheet);
	list_person(&table, &programme, &sheet, TODAY, full);
	buf_clear(out);
	table_print(&table, format, out);
	table_release(&table);
	return buf_text(out);
}

static void test_masked(void **state)
{
	static const enum table_format formats[] = {TABLE_TEXT, TABLE_CSV, TABLE_JSON};
	struct buf out = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const char *text = print(formats[i], false, &out);

		assert_null(strstr(text, NIK));
		assert_null(strstr(text, "1985"));
		assert_null(strstr(text, "3173081111110002"));
		assert_non_null(strstr(text, "317308******9017"));
		assert_null(strstr(text, "\033"));
		assert_null(strstr(text, "\342\200\256"));
	}
	assert_non_null(strstr(print(TABLE_TEXT, false, &out), "34 years old"));
	buf_wipe(&out);
}

static void test_full(void **state)
{
	struct buf out = BUF_EMPTY;
	const char *text = print(TABLE_CSV, true, &out);

	(void)state;
	assert_non_null(strstr(text, NIK));
	assert_non_null(strstr(text, "1985-06-03"));
	buf_wipe(&out);
}

static void test_both_values_of_a_conflict(void **state)
{
	struct buf out = BUF_EMPTY;
	const char *text = print(TABLE_TEXT, false, &out);

	(void)state;
	assert_non_null(strstr(text, "081234567890 / 081234567891"));
	assert_non_null(strstr(text, "Recorded differently"));
	buf_wipe(&out);
}

static void test_changes(void **state)
{
	struct buf out = BUF_EMPTY;
	const char *text = print(TABLE_TEXT, false, &out);

	(void)state;
	assert_non_null(strstr(text, "recorded"));
	assert_non_null(strstr(text, "SITI AMINA → SITI "));
	assert_non_null(strstr(text, "?  Rina")); /* a doubted clock */
	buf_wipe(&out);
}

/* JSON can be read, and a line of CSV has its cells whatever is in them. */
static void test_data(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	(void)print(TABLE_JSON, true, &out);
	assert_true(json_is_valid(buf_text(&out), out.len));
	assert_non_null(strstr(print(TABLE_CSV, false, &out), "time,officer,part,field,value,other_value,number,marks,group\n"));
	buf_wipe(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_masked),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_both_values_of_a_conflict),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
