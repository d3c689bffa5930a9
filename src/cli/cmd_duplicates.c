/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce duplicates: records that may be one person. */
#include "cli/request.h"
#include "app/conflict.h"
#include "app/record_words.h"
#include "app/twins.h"

static const struct table_column columns[] = {
	{"code", N_("Code"), TABLE_WORDS},
	{"reason", NULL, TABLE_WORDS},
	{"name", N_("Name"), TABLE_WORDS},
	{"other_name", N_("Other record"), TABLE_WORDS},
	{"record", NULL, TABLE_WORDS},
	{"other_record", NULL, TABLE_WORDS},
	{"text", N_("Why it is asked"), TABLE_WORDS},
};

static const char *const reasons[] = {
	[TWIN_NIK] = "nik", [TWIN_TORN] = "torn", [TWIN_ALIKE] = "alike",
	[TWIN_SAID_ONE] = "said_one", [TWIN_SAID_TWO] = "said_two"};

static void add_person(struct table *table, struct app *app, const struct id *record)
{
	struct buf name = BUF_EMPTY;

	words_of_person(app, record, &name);
	table_cell(table, "%s", buf_text(&name));
	buf_wipe(&name);
}

static void add_row(struct table *table, struct app *app, const struct twin_pair *pair)
{
	const struct register_key key = register_same(&pair->a, &pair->b);
	char code[CONFLICT_CODE_SIZE], hex[ID_HEX_SIZE];

	table_cell(table, "%s", conflict_code(&key, code));
	table_cell(table, "%s", reasons[pair->reason]);
	add_person(table, app, &pair->a);
	add_person(table, app, &pair->b);
	table_cell(table, "%s", id_hex(&pair->a, hex));
	table_cell(table, "%s", id_hex(&pair->b, hex));
	table_cell(table, "%s", twin_reason_text(pair->reason));
}

static enum status print(struct app *app, const struct table_style *style, struct err *err)
{
	struct twin_pairs pairs = {.count = 0};
	struct table table;
	enum status status = twins_find(app, &pairs, err);

	if (status == STATUS_OK)
		status = twins_search(app, &pairs, NULL, NULL, err);
	if (status == STATUS_OK)
		twins_answered(app, &pairs);
	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < pairs.count; i++)
		add_row(&table, app, &pairs.pair[i]);
	if (pairs.count == 0)
		table_note(&table, "%s", _("Nobody."));
	if (status == STATUS_OK)
		status = style_output(style, &table, err);
	table_release(&table);
	twin_pairs_release(&pairs);
	return status;
}

enum status cmd_duplicates(struct request *request, struct err *err)
{
	return request_print(request, print, err);
}
