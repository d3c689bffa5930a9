/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce inspect FILE: what a copy of a data file is. */
#include "cli/output.h"
#include "cli/request.h"
#include "store/inspect.h"
#include "base/file.h"

#include <inttypes.h>
#include <limits.h>

#define SHORT_ID 8 /* characters of an id that has no name */

static const struct table_column columns[] = {
	{"officer", N_("Officer"), TABLE_WORDS},
	{"laptop", N_("Laptop"), TABLE_WORDS},
	{"runs", N_("Runs"), TABLE_NUMBER},
	{"entries", N_("Entries"), TABLE_NUMBER},
	{"last", N_("Last"), TABLE_WORDS},
	{"programme", NULL, TABLE_WORDS},
	{"file_entries", NULL, TABLE_NUMBER},
	{"state", NULL, TABLE_WORDS},
	{"handover", NULL, TABLE_NUMBER},
	{"code", NULL, TABLE_WORDS},
	{"closing_entries", NULL, TABLE_NUMBER},
	{"left_out", NULL, TABLE_NUMBER},
	{"damaged_places", NULL, TABLE_NUMBER},
};

/* For programs: never translated. */
static const char *const state_names[] = {
	[INSPECT_NEVER] = "never_closed",
	[INSPECT_CLOSED] = "closed",
	[INSPECT_SINCE] = "closed_and_more",
	[INSPECT_CUT] = "cut",
	[INSPECT_OTHER] = "other",
};

static void add_who(struct table *table, const struct inspect *inspect, const struct inspect_who *who)
{
	const struct closing *closing = &inspect->closed.closing;
	const bool closed = closing->number > 0;
	char hex[ID_HEX_SIZE], code[SHEET_CODE_SIZE] = "";
	struct buf last = BUF_EMPTY;

	moment_print(&last, who->last);
	table_cell(table, "%.*s", who->name ? INT_MAX : SHORT_ID,
		who->name ? who->name : id_hex(&who->officer, hex));
	table_cell(table, "%.*s", SHORT_ID, id_hex(&who->device, hex));
	table_number(table, who->runs);
	table_number(table, who->entries);
	table_cell(table, "%s", buf_text(&last));
	table_cell(table, "%s", id_hex(&inspect->programme, hex));
	table_number(table, inspect->entries);
	table_cell(table, "%s", state_names[inspect->state]);
	table_number(table, closing->number);
	table_cell(table, "%s", closed ? closing_code(closing, code) : "");
	table_number(table, closing->entries);
	table_number(table, inspect->left_out);
	table_number(table, inspect->damage);
	buf_release(&last);
}

static void say_closing(struct table *table, const struct inspect *inspect)
{
	const struct closing *closing = &inspect->closed.closing;
	char code[SHEET_CODE_SIZE], hex[ID_HEX_SIZE];
	struct buf when = BUF_EMPTY;

	moment_print(&when, inspect->closed.time);
	table_note(table, _("Last hand-over: no. %u of laptop %.*s, %s, %" PRIu64 " entries, code %s"),
		(unsigned)closing->number, SHORT_ID, id_hex(&inspect->closed.device, hex), buf_text(&when),
		closing->entries, closing_code(closing, code));
	buf_release(&when);
}

static void say_state(struct table *table, const struct inspect *inspect)
{
	const uint64_t named = inspect->closed.closing.entries;

	if (inspect->state != INSPECT_NEVER)
		say_closing(table, inspect);
	switch (inspect->state) {
	case INSPECT_NEVER:
		table_note(table, "%s",
			_("It was not handed over by okoce: whether entries are missing at its end cannot be told."));
		break;
	case INSPECT_CLOSED:
		table_note(table, _("Closed and whole: %" PRIu64 " of %" PRIu64 " entries."), inspect->entries, named);
		break;
	case INSPECT_SINCE:
		table_note(table, _("Whole, and %" PRIu64 " entries came after the last hand-over."), inspect->since);
		break;
	case INSPECT_CUT:
		table_note(table,
			_("CUT: the closing says %" PRIu64 " entries, %" PRIu64 " are here. Ask for another copy."),
			named, inspect->entries);
		break;
	case INSPECT_OTHER:
		table_note(table, "%s",
			_("Other files were merged into it since: whether all of the last hand-over is there cannot be told from it alone."));
		break;
	}
}

static void say_damage(struct table *table, const struct inspect *inspect)
{
	if (inspect->damage > 0)
		table_note(table,
			_("DAMAGED in %" PRIu64 " places: what stood there is not seen. Ask for another copy."),
			inspect->damage);
	if (inspect->left_out > 0)
		table_note(table, _("%" PRIu64 " entries do not hold and would not be taken."), inspect->left_out);
}

static enum status print(const struct table_style *style, const struct inspect *inspect, struct err *err)
{
	char hex[ID_HEX_SIZE];
	struct buf when = BUF_EMPTY;
	struct table table;
	enum status status;

	moment_print(&when, inspect->created);
	table_init(&table, columns, sizeof(columns) / sizeof(columns[0]));
	table_title(&table, _("Programme %.*s, begun %s; %s"), SHORT_ID, id_hex(&inspect->programme, hex),
		buf_text(&when), inspect->sealed ? _("sealed") : _("without a passphrase"));
	table_title(&table, _("entries: %" PRIu64 ", runs: %" PRIu64 ", bytes: %" PRIu64), inspect->entries,
		inspect->writers, inspect->bytes);
	for (size_t i = 0; i < inspect->who_count; i++)
		add_who(&table, inspect, &inspect->who[i]);
	say_state(&table, inspect);
	say_damage(&table, inspect);
	status = style_output(style, &table, err);
	table_release(&table);
	buf_release(&when);
	return status;
}

enum status cmd_inspect(struct request *request, struct err *err)
{
	struct inspect inspect;
	struct table_style style;
	enum status status = request_style(request, &style, err);

	if (status == STATUS_OK)
		status = file_make_folder(request->state_folder, err);
	if (status != STATUS_OK)
		return status;
	status = store_inspect(&inspect, request->operand, request->state_folder, err);
	if (status == STATUS_OK || status == STATUS_FINDINGS) {
		enum status written = print(&style, &inspect, err);

		status = written == STATUS_OK ? status : written;
	}
	inspect_release(&inspect);
	return status;
}
