/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce copies: the copies of the data file that this laptop keeps. */
#include "cli/request.h"
#include "app/copies.h"

static const struct table_column columns[] = {
	{"kept", N_("Kept"), TABLE_WORDS},
	{"entries", N_("Entries"), TABLE_NUMBER},
	{"bytes", N_("Bytes"), TABLE_NUMBER},
	{"programme", NULL, TABLE_WORDS},
	{"path", N_("File"), TABLE_WORDS},
};

static void add_row(struct table *table, const struct copy *copy)
{
	struct buf kept = BUF_EMPTY;

	moment_print(&kept, copy->time);
	table_cell(table, "%s", buf_text(&kept));
	table_number(table, copy->entries);
	table_number(table, copy->size);
	table_cell(table, "%s", copy->programme);
	table_cell(table, "%s", copy->path);
	buf_release(&kept);
}

enum status cmd_copies(struct request *request, struct err *err)
{
	struct copies copies;
	struct table_style style;
	struct table table;
	enum status status = request_style(request, &style, err);

	if (status != STATUS_OK)
		return status;
	copies_find(&copies, request->state_folder, NULL);
	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	for (size_t i = 0; i < copies.count; i++)
		add_row(&table, &copies.item[i]);
	if (copies.count == 0)
		table_note(&table, "%s", _("This laptop keeps no copy yet."));
	status = style_output(&style, &table, err);
	table_release(&table);
	copies_release(&copies);
	return status;
}
