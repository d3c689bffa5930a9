/* SPDX-License-Identifier: BSD-2-Clause */
#include "conf/decode.h"

#include "conf/keys.h"
#include "model/register.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

struct reader {
	const char *file;
	struct arena *arena;
	struct conf_problems *problems;
};

static void read_map(
	const struct reader *reader, const struct schema *schema, struct node *map, void *record);

static const char *quote(const struct reader *reader, const char *text)
{
	return problem_quote(reader->problems, text);
}

static const char *kind_text(const struct reader *reader, const struct node *node)
{
	if (node->kind == NODE_LIST)
		return _("a list");
	if (node->kind == NODE_MAP)
		return _("a group of keys");
	if (node->text[0] == '\0')
		return _("nothing");
	return arena_printf(&reader->problems->arena, "\"%s\"", quote(reader, node->text));
}

static void report_value(const struct reader *reader, const struct schema_field *field,
	struct node *node, const char *expected)
{
	node->faulty = true;
	problem_error(reader->problems, reader->file, node->place,
		_("\"%s\" (%s) must be %s; here is %s"), field->key, _(field->about), expected,
		kind_text(reader, node));
}

static void report_missing(
	const struct reader *reader, const struct schema_field *field, struct place place)
{
	problem_error(reader->problems, reader->file, place, _("\"%s\" (%s) is missing"),
		field->key, _(field->about));
}

/* --- Single values: each reads a text node, or says what is wrong and answers false. ---------- */

static bool read_clean(const struct reader *reader, const struct schema_field *field,
	struct node *node, size_t max, const char **text)
{
	struct buf clean = BUF_EMPTY;
	bool good = text_clean(&clean, node->text, strlen(node->text)) && clean.len <= max;

	node->faulty = !good;
	if (good)
		*text = arena_text(reader->arena, buf_text(&clean), clean.len);
	else
		problem_error(reader->problems, reader->file, node->place,
			_("\"%s\" is too long: at most %zu letters"), field->key, max);
	buf_release(&clean);
	return good;
}

static bool read_text(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member)
{
	const char **text = member;

	if (!read_clean(reader, field, node, field->max, text))
		return false;
	if (field->required && (*text)[0] == '\0')
		report_missing(reader, field, node->place);
	return true;
}

static bool matches_shape(const char *text, const char *shape)
{
	for (; *text && *shape; text++, shape++) {
		bool fits = *shape == '9'   ? *text >= '0' && *text <= '9'
			    : *shape == 'A' ? *text >= 'A' && *text <= 'Z'
					    : *text == *shape;
		if (!fits)
			return false;
	}
	return *text == *shape;
}

static bool read_code(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member)
{
	struct buf list = BUF_EMPTY;

	for (const char *const *shape = field->shape; *shape; shape++) {
		if (matches_shape(node->text, *shape))
			return read_clean(reader, field, node, TEXT_MAX, member);
	}
	for (const char *const *shape = field->shape; *shape; shape++)
		buf_printf(&list, "%s%s", shape == field->shape ? "" : ", ", *shape);
	report_value(reader, field, node,
		arena_printf(&reader->problems->arena,
			_("written like %s (9 is a digit, A a capital letter)"), buf_text(&list)));
	buf_release(&list);
	return false;
}

static bool read_id(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member)
{
	if (!register_text_ok(node->text) || strlen(node->text) > field->max) {
		report_value(reader, field, node,
			_("a short word of letters, digits, - and . without blanks"));
		return false;
	}
	return read_clean(reader, field, node, field->max, member);
}

static bool parse_number(const char *text, uint32_t *number)
{
	size_t len = strlen(text);

	if (len == 0 || len > 9)
		return false;
	for (*number = 0; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		*number = *number * 10 + (uint32_t)(*text - '0');
	}
	return true;
}

static bool read_number(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member)
{
	uint32_t number;

	if (!parse_number(node->text, &number) || number < field->min || number > field->max) {
		report_value(reader, field, node,
			arena_printf(&reader->problems->arena, _("a whole number from %u to %u"),
				field->min, field->max));
		return false;
	}
	*(uint32_t *)member = number;
	return true;
}

static bool read_time(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member)
{
	const char *text = node->text;
	bool good = matches_shape(text, "99.99") || matches_shape(text, "99:99");
	uint32_t hour = good ? (uint32_t)(text[0] - '0') * 10 + (uint32_t)(text[1] - '0') : 0;
	uint32_t minute = good ? (uint32_t)(text[3] - '0') * 10 + (uint32_t)(text[4] - '0') : 0;

	if (!good || hour > 23 || minute > 59) {
		report_value(reader, field, node, _("a time like \"08.00\""));
		return false;
	}
	*(uint32_t *)member = 1 + hour * 60 + minute;
	return true;
}

static bool read_word(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member)
{
	struct buf list = BUF_EMPTY;

	for (const struct schema_word *word = field->words; word->word; word++) {
		if (strcmp(word->word, node->text) == 0) {
			*(uint32_t *)member = word->value;
			return true;
		}
	}
	for (const struct schema_word *word = field->words; word->word; word++)
		buf_printf(&list, "%s%s", word == field->words ? "" : ", ", word->word);
	report_value(reader, field, node,
		arena_printf(&reader->problems->arena, _("one of: %s"), buf_text(&list)));
	buf_release(&list);
	return false;
}

static bool read_date(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member)
{
	date day = date_parse_iso(node->text);

	if (day == DATE_NONE) {
		report_value(reader, field, node,
			_("a day that exists, written year-month-day like 2019-07-15"));
		return false;
	}
	*(date *)member = day;
	return true;
}

/* --- Types ------------------------------------------------------------------------------------ */

typedef bool read_single(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *member);
typedef void store_list(void *member, void *items, size_t count);

static void store_texts(void *member, void *items, size_t count)
{
	*(struct texts *)member = (struct texts){items, count};
}

static void store_numbers(void *member, void *items, size_t count)
{
	*(struct numbers *)member = (struct numbers){items, count};
}

static void store_dates(void *member, void *items, size_t count)
{
	*(struct dates *)member = (struct dates){items, count};
}

static const struct type {
	enum node_kind kind;
	const char *expected; /* English msgid */
	read_single *single;  /* of the value, or of each item of a list */
	store_list *store;
	size_t item_size;
} types[] = {
	[SCHEMA_TEXT] = {NODE_TEXT, N_("a text"), read_text, NULL, 0},
	[SCHEMA_CODE] = {NODE_TEXT, N_("a code"), read_code, NULL, 0},
	[SCHEMA_ID] = {NODE_TEXT, N_("a word"), read_id, NULL, 0},
	[SCHEMA_NUMBER] = {NODE_TEXT, N_("a number"), read_number, NULL, 0},
	[SCHEMA_TIME] = {NODE_TEXT, N_("a time like \"08.00\""), read_time, NULL, 0},
	[SCHEMA_WORD] = {NODE_TEXT, N_("a word"), read_word, NULL, 0},
	[SCHEMA_DATE] = {NODE_TEXT, N_("a day like 2019-07-15"), read_date, NULL, 0},
	[SCHEMA_TEXTS] = {NODE_LIST, N_("a list of texts like [one, two]"), read_text, store_texts,
		sizeof(const char *)},
	[SCHEMA_IDS] = {NODE_LIST, N_("a list of words like [one, two]"), read_id, store_texts,
		sizeof(const char *)},
	[SCHEMA_NUMBERS] = {NODE_LIST, N_("a list of numbers like [1, 2]"), read_number,
		store_numbers, sizeof(uint32_t)},
	[SCHEMA_DATES] = {NODE_LIST, N_("a list of days like [2019-07-15, 2019-07-16]"), read_date,
		store_dates, sizeof(date)},
	[SCHEMA_RECORDS] = {NODE_LIST, N_("a list: entries that begin with \"- \""), NULL, NULL, 0},
	[SCHEMA_GROUP] = {NODE_MAP, N_("a group of keys like {key: value}"), NULL, NULL, 0},
};

static bool check_count(const struct reader *reader, const struct schema_field *field,
	struct node *list, size_t max)
{
	if (list->count <= max)
		return true;
	list->faulty = true;
	problem_error(reader->problems, reader->file, list->item[max].place,
		_("\"%s\" is too long a list: at most %zu entries"), field->key, max);
	return false;
}

/* The list keeps its length: an item with a mistake stays empty. */
static void read_list(const struct reader *reader, const struct schema_field *field,
	struct node *list, void *member)
{
	const struct type *type = &types[field->type];
	char *items = arena_alloc(reader->arena, list->count * type->item_size);

	if (!check_count(reader, field, list, SCHEMA_LIST_MAX))
		return;
	for (size_t i = 0; i < list->count; i++) {
		void *item = items + i * type->item_size;

		if (type->store == store_texts)
			*(const char **)item = "";
		else if (type->store == store_dates)
			*(date *)item = DATE_NONE;
		if (list->item[i].kind != NODE_TEXT || node_is_empty(&list->item[i]))
			report_value(reader, field, &list->item[i], _(type->expected));
		else
			type->single(reader, field, &list->item[i], item);
		list->faulty = list->faulty || list->item[i].faulty;
	}
	type->store(member, items, list->count);
}

/* With keys of its own and without ours: the line that opened another list is gone. */
static bool is_foreign(const struct schema *schema, const struct node *item)
{
	size_t unknown = 0;
	size_t missing = 0;

	for (size_t i = 0; item->kind == NODE_MAP && i < item->count; i++) {
		if (!schema_find(schema, item->key[i].text) &&
			!keys_guess(schema, item, item->key[i].text))
			unknown++;
	}
	for (size_t i = 0; i < schema->count; i++) {
		if (schema->field[i].required && !node_get(item, schema->field[i].key))
			missing++;
	}
	return unknown > 0 && missing > 0 && unknown + missing > 2;
}

static void read_records(const struct reader *reader, const struct schema_field *field,
	struct node *list, struct records *member)
{
	const struct schema *schema = field->of;

	if (!check_count(reader, field, list, field->max))
		return;
	member->item = arena_alloc(reader->arena, list->count * schema->size);
	member->count = list->count;
	for (size_t i = 0; i < list->count; i++) {
		void *record = (char *)member->item + i * schema->size;

		schema->clear(record);
		if (list->item[i].kind == NODE_MAP && is_foreign(schema, &list->item[i])) {
			problem_error(reader->problems, reader->file, list->item[i].place,
				_("this entry does not belong to \"%s\": is a line missing "
				  "above, or are its keys mistyped?"),
				field->key);
			list->faulty = true;
			member->count = i;
			return;
		}
		if (list->item[i].kind == NODE_MAP)
			read_map(reader, schema, &list->item[i], record);
		else
			report_value(
				reader, field, &list->item[i], _("entries with keys and values"));
	}
}

static void read_value(const struct reader *reader, const struct schema_field *field,
	struct node *node, void *record)
{
	const struct type *type = &types[field->type];
	void *member = (char *)record + field->offset;

	if (node->kind != type->kind)
		report_value(reader, field, node, _(type->expected));
	else if (field->type == SCHEMA_GROUP)
		read_map(reader, field->of, node, record);
	else if (field->type == SCHEMA_RECORDS)
		read_records(reader, field, node, member);
	else if (type->kind == NODE_LIST)
		read_list(reader, field, node, member);
	else
		type->single(reader, field, node, member);
}

static void read_map(
	const struct reader *reader, const struct schema *schema, struct node *map, void *record)
{
	keys_settle(reader->file, reader->problems, schema, map);
	for (size_t i = 0; i < schema->count; i++) {
		const struct schema_field *field = &schema->field[i];
		struct node *value = node_get(map, field->key);

		if (value && !node_is_empty(value))
			read_value(reader, field, value, record);
		else if (field->required)
			report_missing(reader, field, value ? value->place : map->place);
	}
}

void decode(const struct schema *schema, const char *file, struct node *root, struct arena *arena,
	struct conf_problems *problems, void *record)
{
	struct reader reader = {.file = file, .arena = arena, .problems = problems};

	schema->clear(record);
	if (root->kind == NODE_MAP)
		read_map(&reader, schema, root, record);
	else
		problem_error(problems, file, root->place,
			_("here must be keys and values, like \"year: 2019\""));
}
