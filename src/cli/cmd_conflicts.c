/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce conflicts: what was recorded differently. */
#include "cli/conflict_side.h"
#include "cli/request.h"
#include "app/conflict.h"
#include "app/history.h"

static const struct table_column columns[] = {
	{"code", N_("Code"), TABLE_WORDS},
	{"about", N_("What"), TABLE_WORDS},
	{"choice", N_("No."), TABLE_NUMBER},
	{"value", N_("Value"), TABLE_WORDS},
	{"recorded", N_("When and who"), TABLE_WORDS},
	{"laptop", N_("Laptop"), TABLE_WORDS},
};

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
		conflict_side_print(conflict, conflict->side[i].value, &text);
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
	return request_print(request, print, err);
}
