/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/followup.h"

#include "base/i18n.h"

/* --- Steps ------------------------------------------------------------------------------------- */

static const struct table_column step_columns[] = {
	{"commodity", NULL, TABLE_WORDS},
	{NULL, N_("Kom."), TABLE_WORDS},
	{"step", NULL, TABLE_WORDS},
	{NULL, N_("Step"), TABLE_WORDS},
	{"people", N_("People"), TABLE_NUMBER},
	{"this_week", N_("Week"), TABLE_NUMBER},
	{"not_due", NULL, TABLE_NUMBER},
	{"due", NULL, TABLE_NUMBER},
	{"running", NULL, TABLE_NUMBER},
	{NULL, N_("Due"), TABLE_NUMBER}, /* begun or not */
	{"late", N_("Late"), TABLE_NUMBER},
	{"stuck", N_("Stuck"), TABLE_NUMBER},
	{"done", NULL, TABLE_NUMBER},
	{NULL, N_("Done"), TABLE_NUMBER}, /* or not needed */
	{"success", NULL, TABLE_NUMBER},
	{"skilled", NULL, TABLE_NUMBER},
	{"skipped", NULL, TABLE_NUMBER},
};

void list_steps(struct table *table)
{
	table_init(table, step_columns, sizeof(step_columns) / sizeof(step_columns[0]));
}

void list_steps_add(struct table *table, const struct step_row *row)
{
	const uint32_t *state = row->state;
	const uint32_t done = state[PATH_DONE] + state[PATH_SUCCESS] + state[PATH_SKILLED];

	table_cell(table, "%s", row->commodity->id);
	table_cell(table, "%s", row->commodity->code);
	table_cell(table, "%s", row->step->id);
	table_cell(table, "%s", step_label(row->step));
	table_number(table, row->people);
	table_number(table, row->this_week);
	for (int i = PATH_NOT_DUE; i <= PATH_RUNNING; i++)
		table_number(table, state[i]);
	table_number(table, state[PATH_DUE] + state[PATH_RUNNING]);
	table_number(table, state[PATH_LATE]);
	table_number(table, state[PATH_STUCK]);
	table_number(table, done);
	table_number(table, done + state[PATH_SKIPPED]);
	for (int i = PATH_SUCCESS; i < PATH_STATES; i++)
		table_number(table, state[i]);
}

/* --- People ------------------------------------------------------------------------------------ */

/* In text so many as 80 columns hold. */
static const struct table_column people_columns[] = {
	{"record", NULL, TABLE_WORDS},
	{NULL, N_("ID"), TABLE_WORDS},
	{"name", N_("Name"), TABLE_WORDS},
	{"kelurahan", NULL, TABLE_WORDS},
	{"kecamatan", NULL, TABLE_WORDS},
	{"phone", NULL, TABLE_DIGITS},
	{"session", N_("Session"), TABLE_WORDS},
	{"commodity", NULL, TABLE_WORDS},
	{"step", NULL, TABLE_WORDS},
	{NULL, N_("State"), TABLE_WORDS},
	{"state", NULL, TABLE_WORDS},
	{"since", NULL, TABLE_WORDS},
	{"deadline", N_("Until"), TABLE_WORDS},
	{"started", NULL, TABLE_WORDS},
	{"finished", NULL, TABLE_WORDS},
	{"weeks", NULL, TABLE_NUMBER},
	{"reason", NULL, TABLE_WORDS},
	{"note", NULL, TABLE_WORDS},
	{NULL, N_("Remark"), TABLE_WORDS},
	{"document", NULL, TABLE_WORDS},
	{"document_number", NULL, TABLE_WORDS},
	{"document_issuer", NULL, TABLE_WORDS},
	{"document_issued", NULL, TABLE_WORDS},
	{"document_until", NULL, TABLE_WORDS},
	{"document_status", NULL, TABLE_WORDS},
};

void list_step_people(struct table *table)
{
	table_init(table, people_columns, sizeof(people_columns) / sizeof(people_columns[0]));
}

static void date_cell(struct table *table, date day)
{
	struct buf text = BUF_EMPTY;

	date_print_iso(&text, day);
	table_cell(table, "%s", buf_text(&text));
	buf_release(&text);
}

static void add_person(
	struct table *table, const struct programme *programme, const struct step_person *row)
{
	const struct kelurahan *kelurahan = programme_kelurahan(programme, row->address->kelurahan);
	const struct kecamatan *kecamatan = programme_kecamatan(programme, row->address->kecamatan);
	char hex[ID_HEX_SIZE];

	id_hex(row->record, hex);
	table_cell(table, "%s", hex);
	table_cell(table, "%.8s", hex);
	table_cell(table, "%s", row->identity->name);
	table_cell(table, "%s", kelurahan ? kelurahan->name : row->address->elsewhere);
	table_cell(table, "%s", kecamatan ? kecamatan->name : "");
	table_cell(table, "%s", row->contact->phone);
	table_cell(table, "%s", row->session ? row->session->id : "");
	table_cell(table, "%s", row->commodity->id);
}

static void add_document(struct table *table, const struct document *document)
{
	static const struct document none = {
		.number = "", .issuer = "", .issued = DATE_NONE, .until = DATE_NONE, .name = ""};

	if (!document)
		document = &none;
	table_cell(table, "%s", document_kind_word(document->kind));
	table_cell(table, "%s", document->number);
	table_cell(table, "%s", document->issuer);
	date_cell(table, document->issued);
	date_cell(table, document->until);
	table_cell(table, "%s", document_status_word(document->status));
}

/* What stands beside the state, and the document: "ID3111..., issued, until 16 July 2023" */
static void add_remark(struct table *table, const struct step_person *row, date today)
{
	struct buf text = BUF_EMPTY;

	path_step_say(row->step, &text);
	if (row->document) {
		buf_add_text(&text, text.len > 0 ? ", " : "");
		buf_printf(&text, "%s ", document_kind_text(row->document->kind));
		document_say(row->document, today, &text);
	}
	table_cell(table, "%s", buf_text(&text));
	buf_release(&text);
}

void list_step_people_add(struct table *table, const struct programme *programme,
	const struct step_person *row, date today)
{
	const struct path_step *step = row->step;
	const struct followup *said = &step->said;

	add_person(table, programme, row);
	table_cell(table, "%s", step->step->id);
	table_cell(table, "%s", path_state_text(step->state));
	table_cell(table, "%s", path_state_word(step->state));
	date_cell(table, step->since);
	date_cell(table, step->deadline);
	date_cell(table, said->started);
	date_cell(table, said->finished);
	if (said->weeks > 0)
		table_number(table, said->weeks);
	else
		table_cell(table, "%s", "");
	table_cell(table, "%s", stuck_reason_word(said->reason));
	table_cell(table, "%s", said->note);
	add_remark(table, row, today);
	add_document(table, row->document);
}

/* --- Documents --------------------------------------------------------------------------------- */

static const struct table_column document_columns[] = {
	{NULL, N_("Document"), TABLE_WORDS},
	{NULL, N_("Where it stands"), TABLE_WORDS},
	{"document", NULL, TABLE_WORDS},
	{"document_number", NULL, TABLE_WORDS},
	{"document_issuer", NULL, TABLE_WORDS},
	{"document_issued", NULL, TABLE_WORDS},
	{"document_until", NULL, TABLE_WORDS},
	{"document_status", NULL, TABLE_WORDS},
	{"document_name", NULL, TABLE_WORDS},
};

void list_documents(struct table *table)
{
	table_init(table, document_columns, sizeof(document_columns) / sizeof(document_columns[0]));
}

void list_documents_add(struct table *table, const struct document *document, date today)
{
	struct buf text = BUF_EMPTY;

	document_say(document, today, &text);
	table_cell(table, "%s", document_kind_text(document->kind));
	table_cell(table, "%s", buf_text(&text));
	add_document(table, document);
	table_cell(table, "%s", document->name);
	buf_release(&text);
}
