/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce attention: what should be looked at. */
#include "cli/request.h"
#include "app/attention.h"
#include "app/conflict.h"

static const struct table_column columns[] = {
	{"kind", NULL, TABLE_WORDS},
	{"session", NULL, TABLE_WORDS},
	{"day", NULL, TABLE_NUMBER},
	{"date", NULL, TABLE_WORDS},
	{"count", NULL, TABLE_NUMBER},
	{"text", N_("To look at"), TABLE_WORDS},
	{"code", N_("Code"), TABLE_WORDS}, /* of what may be left as it is */
};

static const char *const kinds[] = {
	[ATTENTION_CONFLICT] = "conflict",
	[ATTENTION_SAME] = "same_person",
	[ATTENTION_DAY_OPEN] = "day_open",
	[ATTENTION_TRAINED] = "trained_before",
	[ATTENTION_OVER_SEATS] = "over_seats",
	[ATTENTION_CANCELLED] = "cancelled",
	[ATTENTION_FREE_SEATS] = "free_seats",
	[ATTENTION_DAY_OFF] = "day_off",
	[ATTENTION_UNPLANNED] = "unplanned",
	[ATTENTION_CLOCK] = "clock",
	[ATTENTION_STRAY] = "no_seat",
	[ATTENTION_SAME_NUMBER] = "same_number",
	[ATTENTION_TWO_PLACES] = "two_places",
	[ATTENTION_FOLLOWUP] = "followup",
};

static void add_row(struct table *table, const struct app *app, const struct attention *attention)
{
	struct buf text = BUF_EMPTY;
	char code[CONFLICT_CODE_SIZE];
	struct register_key key;

	table_cell(table, "%s", kinds[attention->kind]);
	table_cell(table, "%s", attention->session ? attention->session->id : "");
	if (attention->day > 0)
		table_number(table, attention->day);
	else
		table_cell(table, "%s", "");
	if (attention->kind == ATTENTION_DAY_OFF)
		date_print_iso(&text, attention->on);
	table_cell(table, "%s", buf_text(&text));
	table_number(table, attention->count);
	buf_clear(&text);
	attention_say(app, attention, &text);
	table_cell(table, "%s", buf_text(&text));
	table_cell(table, "%s", attention_key(attention, &key) ? conflict_code(&key, code) : "");
	buf_release(&text);
}

static enum status print(struct app *app, const struct table_style *style, struct err *err)
{
	struct attentions attentions = {.count = 0};
	struct table table;
	enum status status;

	app_tallies(app);
	attentions_find(app, &attentions);
	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < attentions.count; i++)
		add_row(&table, app, &attentions.item[i]);
	if (attentions.count == 0)
		table_note(&table, "%s", _("Nothing needs a look."));
	status = style_output(style, &table, err);
	table_release(&table);
	attentions_release(&attentions);
	return status;
}

enum status cmd_attention(struct request *request, struct err *err)
{
	return request_print(request, print, err);
}
