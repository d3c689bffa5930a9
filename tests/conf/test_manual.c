/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * okoce.yaml(5) is the schema: what stands in it between `.\" NAME: from the schema` and `.\" end` is
 * made from the tables here, and compared. UPDATE_GOLDEN=1 writes it.
 */
#include "conf/schema.h"
#include "conf/conf.h"
#include "conf/yaml.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void print_words(struct buf *out, const struct schema_field *field)
{
	buf_add_text(out, "One of:");
	for (const struct schema_word *word = field->words; word->word; word++)
		buf_printf(out, "%s %s", word == field->words ? "" : ",", word->word);
	buf_add_text(out, ".\n");
}

static void print_shapes(struct buf *out, const struct schema_field *field)
{
	buf_add_text(out, "Written like");
	for (const char *const *shape = field->shape; *shape; shape++)
		buf_printf(out, "%s %s", shape == field->shape ? "" : " or", *shape);
	buf_add_text(out, ": 9 is a digit, A a capital letter.\n");
}

static void print_type(struct buf *out, const struct schema_field *field)
{
	switch (field->type) {
	case SCHEMA_TEXT:
		buf_printf(out, "A text of at most %u bytes.\n", field->max);
		break;
	case SCHEMA_CODE:
		print_shapes(out, field);
		break;
	case SCHEMA_ID:
		buf_printf(out, "A word of letters, digits, - and ., of at most %u.\n", field->max);
		break;
	case SCHEMA_NUMBER:
		buf_printf(out, "A whole number from %u to %u.\n", field->min, field->max);
		break;
	case SCHEMA_TIME:
		buf_add_text(out, "A time like 08.00, in quotes or not.\n");
		break;
	case SCHEMA_WORD:
		print_words(out, field);
		break;
	case SCHEMA_DATE:
		buf_add_text(out, "A day like 2019-07-15.\n");
		break;
	case SCHEMA_TEXTS:
		buf_printf(out, "A list of at most %u texts, each of at most %u bytes.\n",
			SCHEMA_LIST_MAX, field->max);
		break;
	case SCHEMA_IDS:
		buf_printf(out, "A list of at most %u words, each of at most %u bytes.\n",
			SCHEMA_LIST_MAX, field->max);
		break;
	case SCHEMA_NUMBERS:
		buf_printf(out, "A list of at most %u whole numbers from %u to %u.\n",
			SCHEMA_LIST_MAX, field->min, field->max);
		break;
	case SCHEMA_DATES:
		buf_printf(out, "A list of at most %u days like 2019-07-15.\n", SCHEMA_LIST_MAX);
		break;
	case SCHEMA_RECORDS:
		buf_printf(out, "A list of at most %u entries with these keys:\n", field->max);
		break;
	case SCHEMA_GROUP:
		buf_add_text(out, "A group of these keys:\n");
		break;
	}
}

static void print_keys(struct buf *out, const struct schema *schema)
{
	buf_add_text(out, ".Bl -tag -width 4n\n");
	for (size_t i = 0; i < schema->count; i++) {
		const struct schema_field *field = &schema->field[i];

		buf_printf(out, ".It Cm %s Pq %s\n%c%s.\n", field->key,
			field->required ? "required" : "optional",
			field->about[0] >= 'a' && field->about[0] <= 'z' ? field->about[0] - 'a' + 'A'
									  : field->about[0],
			field->about + 1);
		print_type(out, field);
		if (field->of)
			print_keys(out, field->of);
	}
	buf_add_text(out, ".El\n");
}

static void print_limits(struct buf *out)
{
	buf_printf(out,
		"A file has at most %zu MiB, %u levels, %u keys in a group and %u words and marks; "
		"a folder\n%d files, %zu MiB and %u words and marks.\n",
		CONF_FILE_MAX >> 20, YAML_DEPTH_MAX, YAML_KEYS_MAX, YAML_TOKENS_MAX, CONF_FILES_MAX,
		CONF_FOLDER_MAX >> 20, YAML_FOLDER_TOKENS_MAX);
}

/* Puts what the schema says in the place of the part NAME. */
static void renew(struct buf *page, const char *name, const struct schema *schema)
{
	struct buf begin = BUF_EMPTY;
	struct buf whole = BUF_EMPTY;

	buf_printf(&begin, ".\\\" %s: from the schema\n", name);
	const char *at = strstr(buf_text(page), buf_text(&begin));
	assert_non_null(at);
	const char *end = strstr(at, ".\\\" end\n");
	assert_non_null(end);
	buf_add(&whole, page->ptr, (size_t)(at - buf_text(page)) + begin.len);
	if (schema)
		print_keys(&whole, schema);
	else
		print_limits(&whole);
	buf_add_text(&whole, end);
	buf_release(&begin);
	buf_release(page);
	*page = whole;
}

static void test_manual(void **state)
{
	const char *top = getenv("top_srcdir");
	char *path = path_join(top ? top : ".", "man/okoce.yaml.5");
	struct buf page = BUF_EMPTY, right = BUF_EMPTY;
	struct err err;

	(void)state;
	assert_int_equal(file_read(path, 1u << 20, &page, &err), STATUS_OK);
	buf_add(&right, page.ptr, page.len);
	renew(&right, "commodities.yaml", &commodities_schema);
	renew(&right, "districts.yaml", &districts_schema);
	renew(&right, "plan-YEAR.yaml", &plan_schema);
	renew(&right, "calendar-YEAR.yaml", &calendar_schema);
	renew(&right, "okoce.yaml", &settings_schema);
	renew(&right, "limits", NULL);
	if (getenv("UPDATE_GOLDEN"))
		assert_int_equal(file_write(path, buf_bytes(&right), &err), STATUS_OK);
	else
		assert_string_equal(buf_text(&page), buf_text(&right));
	buf_release(&page);
	buf_release(&right);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
