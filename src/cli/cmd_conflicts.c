/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce conflicts, okoce decide: what was recorded differently, and which value is right. */
#include "cli/output.h"
#include "cli/request.h"
#include "app/conflict.h"
#include "app/history.h"
#include "app/record_words.h"

#include <stdlib.h>
#include <string.h>

static const struct table_column columns[] = {
	{"code", N_("Code"), TABLE_WORDS},
	{"about", N_("What"), TABLE_WORDS},
	{"choice", N_("No."), TABLE_NUMBER},
	{"value", N_("Value"), TABLE_WORDS},
	{"recorded", N_("When and who"), TABLE_WORDS},
	{"laptop", N_("Laptop"), TABLE_WORDS},
};

/* "Phone: 0812, Second phone: -": the fields in which the sides differ. */
static void say_side(const struct conflict *conflict, const void *value, struct buf *out)
{
	for (size_t i = 0; i < conflict->type->count; i++) {
		const struct record_field *field = &conflict->type->field[i];

		if (!conflict_differs(conflict, field))
			continue;
		buf_printf(out, "%s%s: ", out->len > 0 ? ", " : "", words_of_field(field->name));
		if (record_field_empty(field, value))
			buf_add_byte(out, '-');
		else
			words_of_value(conflict->type, field, value, out);
	}
}

static void add_rows(struct app *app, const struct officer_names *officers,
	const struct conflict *conflict, struct table *table)
{
	struct buf text = BUF_EMPTY;
	char code[CONFLICT_CODE_SIZE];

	for (size_t i = 0; i < conflict->count; i++) {
		table_cell(table, "%s", conflict_code(&conflict->key, code));
		buf_clear(&text);
		conflict_say_about(app, &conflict->key, &text);
		table_cell(table, "%s", buf_text(&text));
		table_number(table, i + 1);
		buf_clear(&text);
		say_side(conflict, conflict->side[i].value, &text);
		table_cell(table, "%s", buf_text(&text));
		buf_clear(&text);
		conflict_say_who(officers, &conflict->side[i], &text);
		table_cell(table, "%s", buf_text(&text));
		buf_clear(&text);
		conflict_say_laptop(app, &conflict->side[i], &text);
		table_cell(table, "%s", buf_text(&text));
	}
	buf_wipe(&text);
}

static enum status add_conflicts(struct app *app, const struct officer_names *officers,
	const struct conflicts *all, struct table *table, struct err *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < all->count && status == STATUS_OK; i++) {
		struct conflict conflict = {.count = 0};

		status = conflict_read(app, &all->key[i], &conflict, err);
		if (status == STATUS_OK)
			add_rows(app, officers, &conflict, table);
		conflict_release(&conflict);
	}
	return status;
}

static enum status print(struct app *app, const struct table_style *style, struct err *err)
{
	struct officer_names officers = {.count = 0};
	struct conflicts all = {0};
	struct table table;
	enum status status = officer_names_read(&officers, app, err);

	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	conflicts_find(app, &all);
	if (status == STATUS_OK)
		status = add_conflicts(app, &officers, &all, &table, err);
	if (all.count == 0)
		table_note(&table, "%s", _("Nothing was recorded differently."));
	else
		table_note(&table, "%s",
			_("The value of no. 1 is shown everywhere until it is decided: okoce decide CODE NO."));
	if (status == STATUS_OK)
		status = style_output(style, &table, err);
	table_release(&table);
	conflicts_release(&all);
	officer_names_release(&officers);
	return status;
}

enum status cmd_conflicts(struct request *request, struct err *err)
{
	struct app *app = NULL;
	struct table_style style;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = request_open(request, USE_READ, &app, err);
	if (status == STATUS_OK)
		status = print(app, &style, err);
	app_close(app);
	return status;
}

/* --- Deciding ---------------------------------------------------------------------------------- */

/* A number of a side; 0: it is none. */
static size_t read_side(const struct conflict *conflict, const char *text)
{
	size_t number = 0;

	for (; *text >= '0' && *text <= '9' && number <= conflict->count; text++)
		number = 10 * number + (size_t)(*text - '0');
	return *text == '\0' && number <= conflict->count ? number : 0;
}

static enum status say_choice(const struct conflict *conflict, const char *word, struct err *err)
{
	return err_set(err, STATUS_USAGE,
		_("\"%s\" says nothing here: a number from 1 to %u, and then, where a field is of another, its "
		  "name: \"1 phone=2\"."),
		word, (unsigned)conflict->count);
}

/* "phone=2": that field of another side. */
static enum status take_field(const struct conflict *conflict, char *word, void *value, struct err *err)
{
	char *equals = strchr(word, '=');
	size_t side = equals ? read_side(conflict, equals + 1) : 0;

	for (size_t i = 0; side > 0 && i < conflict->type->count; i++) {
		const struct record_field *field = &conflict->type->field[i];

		if (strlen(field->name) != (size_t)(equals - word) ||
			strncmp(field->name, word, (size_t)(equals - word)) != 0)
			continue;
		record_field_copy(field, value, conflict->side[side - 1].value);
		return STATUS_OK;
	}
	return say_choice(conflict, word, err);
}

/* "2", or "1 phone=2 email=2". `value` is a record of the conflict's type. */
static enum status read_choice(
	const struct conflict *conflict, const char *choice, void *value, struct err *err)
{
	char *text = memory_text(choice), *rest = text;
	const char *word = strsep(&rest, " ,");
	size_t side = word ? read_side(conflict, word) : 0;
	enum status status = side > 0 ? STATUS_OK : say_choice(conflict, choice, err);

	if (side > 0)
		memcpy(value, conflict->side[side - 1].value, conflict->type->size);
	while (status == STATUS_OK && rest) {
		char *next = strsep(&rest, " ,");

		if (*next != '\0')
			status = take_field(conflict, next, value, err);
	}
	free(text);
	return status;
}

static enum status decide(
	struct app *app, const char *code, const char *choice, struct err *err)
{
	struct conflict conflict = {.count = 0};
	struct register_key key;
	struct buf text = BUF_EMPTY;
	void *value = NULL;
	enum status status = conflict_find_code(app, code, &key, err);

	if (status == STATUS_OK)
		status = conflict_read(app, &key, &conflict, err);
	if (status == STATUS_OK) {
		value = arena_alloc(&conflict.arena, conflict.type->size);
		status = read_choice(&conflict, choice, value, err);
	}
	if (status == STATUS_OK)
		status = conflict_decide(app, &conflict, value, err);
	if (status == STATUS_OK) {
		conflict_say_about(app, &key, &text);
		buf_add_text(&text, ": ");
		say_side(&conflict, value, &text);
		buf_add_byte(&text, '\n');
		status = output(&text, err);
	}
	conflict_release(&conflict);
	buf_wipe(&text);
	return status;
}

enum status cmd_decide(struct request *request, struct err *err)
{
	struct app *app = NULL;
	enum status status = request_open(request, USE_WRITE, &app, err);

	if (status == STATUS_OK)
		status = decide(app, request->operand, request->second, err);
	app_close(app);
	return status;
}
