/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/person.h"

#include "report/state_words.h"
#include "model/dates.h"
#include "model/document.h"
#include "model/nik.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- Words ------------------------------------------------------------------------------------- */

static const struct {
	enum person_group group;
	const char *name, *label;
} labels[] = {
	{PERSON_IDENTITY, "name", N_("Name")},
	{PERSON_IDENTITY, "nik", N_("NIK")},
	{PERSON_IDENTITY, "born", N_("Born")},
	{PERSON_IDENTITY, "birthplace", N_("Birthplace")},
	{PERSON_IDENTITY, "sex", N_("Sex")},
	{PERSON_IDENTITY, "nik_stands", N_("NIK stands")},
	{PERSON_CONTACT, "phone", N_("Phone")},
	{PERSON_CONTACT, "phone2", N_("Second phone")},
	{PERSON_CONTACT, "email", N_("E-mail")},
	{PERSON_ADDRESS, "line", N_("Address")},
	{PERSON_ADDRESS, "rt", N_("RT")},
	{PERSON_ADDRESS, "rw", N_("RW")},
	{PERSON_ADDRESS, "kelurahan", N_("Kelurahan")},
	{PERSON_ADDRESS, "kecamatan", N_("Kecamatan")},
	{PERSON_ADDRESS, "elsewhere", N_("Place elsewhere")},
	{PERSON_BUSINESS, "family_card", N_("Family card no.")},
	{PERSON_BUSINESS, "education", N_("Education")},
	{PERSON_BUSINESS, "marital", N_("Marital status")},
	{PERSON_BUSINESS, "disability", N_("Disability")},
	{PERSON_BUSINESS, "business", N_("Business")},
};

const char *person_field_label(enum person_group group, const char *name)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (labels[i].group == group && strcmp(labels[i].name, name) == 0)
			return labels[i].label;
	return name;
}

static const struct {
	const char *word, *label; /* as data, and as people read it */
} parts[] = {
	[PERSON_IDENTITY] = {"identity", N_("Identity")},
	[PERSON_CONTACT] = {"contact", N_("Contact")},
	[PERSON_ADDRESS] = {"address", N_("Address")},
	[PERSON_BUSINESS] = {"business", N_("Business")},
};

const char *person_group_label(enum person_group group)
{
	return parts[group].label;
}

/* --- People ------------------------------------------------------------------------------------ */

static const struct table_column people_columns[] = {
	{NULL, N_("ID"), TABLE_WORDS},
	{"record", NULL, TABLE_WORDS},
	{"name", N_("Name"), TABLE_WORDS},
	{NULL, N_("M/F"), TABLE_WORDS},
	{"sex", NULL, TABLE_WORDS},
	{"kelurahan", N_("Kelurahan"), TABLE_WORDS},
	{NULL, N_("NIK"), TABLE_DIGITS},
	{"nik", NULL, TABLE_DIGITS},
	{"trainings", N_("Trainings"), TABLE_NUMBER},
};

void list_people(struct table *table)
{
	table_init(table, people_columns, sizeof(people_columns) / sizeof(people_columns[0]));
}

static const char *place_name(const struct programme *programme, const char *code)
{
	const struct kelurahan *kelurahan = programme_kelurahan(programme, code);
	const struct kecamatan *kecamatan = programme_kecamatan(programme, code);

	return kelurahan ? kelurahan->name : kecamatan ? kecamatan->name : code;
}

#define SHORT_ID 8

void list_people_add(
	struct table *table, const struct programme *programme, const struct person_row *row)
{
	const struct person_address *address = row->address;
	struct buf nik = BUF_EMPTY;
	char hex[ID_HEX_SIZE];

	id_hex(row->record, hex);
	table_cell(table, "%.*s", SHORT_ID, hex);
	table_cell(table, "%s", hex);
	table_cell(table, "%s", row->identity->name);
	table_cell(table, "%s", sex_letter(row->identity->sex));
	table_cell(table, "%s", sex_word(row->identity->sex));
	table_cell(table, "%s", address->kelurahan[0] != '\0'
					? place_name(programme, address->kelurahan)
					: address->elsewhere);
	nik_tail(row->identity->nik, &nik);
	table_cell(table, "%s", buf_text(&nik));
	buf_clear(&nik);
	nik_mask(row->identity->nik, &nik);
	table_cell(table, "%s", buf_text(&nik));
	table_number(table, row->trainings);
	buf_wipe(&nik);
}

/* --- A person ---------------------------------------------------------------------------------- */

struct writing {
	struct table *table;
	const struct programme *programme;
	const struct person_sheet *sheet;
	date today;
	bool full;
};

/* The first five as in enum person_column, then those that are data. */
static const struct table_column person_columns[] = {
	{NULL, N_("Part"), TABLE_WORDS},
	{NULL, N_("Field"), TABLE_WORDS},
	{NULL, N_("Value"), TABLE_WORDS},
	{"time", N_("When"), TABLE_WORDS},
	{"officer", N_("Officer"), TABLE_WORDS},
	{"part", NULL, TABLE_WORDS},
	{"field", NULL, TABLE_WORDS},
	{"value", NULL, TABLE_DIGITS},
	{"other_value", NULL, TABLE_DIGITS}, /* before a change; of a conflict the other one */
	{"number", NULL, TABLE_WORDS},
	{"marks", NULL, TABLE_WORDS}, /* of each day, commas between */
	{"group", NULL, TABLE_WORDS}, /* of a change or conflict, which field group */
};

/* What a row is made of; null is empty. */
struct row {
	const char *part, *field, *shown; /* translated */
	const char *part_word, *field_word, *value, *other, *number, *marks;
	enum person_group group; /* or 0 */
	const struct person_event *event;
};

static void text_cell(struct table *table, const char *text)
{
	table_cell(table, "%s", text ? text : "");
}

static void add_row(const struct writing *writing, const struct row *row)
{
	struct table *table = writing->table;
	struct buf when = BUF_EMPTY;

	if (row->event) {
		moment_print(&when, row->event->time);
		buf_add_text(&when, row->event->doubted ? "?" : "");
	}
	text_cell(table, row->part);
	text_cell(table, row->field);
	text_cell(table, row->shown);
	text_cell(table, buf_text(&when));
	text_cell(table, row->event ? row->event->officer : NULL);
	text_cell(table, row->part_word);
	text_cell(table, row->field_word);
	text_cell(table, row->value);
	text_cell(table, row->other);
	text_cell(table, row->number);
	text_cell(table, row->marks);
	text_cell(table, row->group ? parts[row->group].word : NULL);
	buf_release(&when);
}

static void add_born(const struct writing *writing, date born, bool data, struct buf *out)
{
	int age = date_age(born, writing->today);

	if (writing->full)
		date_print_iso(out, born);
	else if (!data && age >= 0)
		buf_printf(out, ngettext("%d year old", "%d years old", (unsigned long)age), age);
	else if (!data)
		buf_add_text(out, "-");
}

static void add_number(const struct record_field *field, uint32_t number, bool data, struct buf *out)
{
	if (strcmp(field->name, "sex") == 0)
		buf_add_text(out, data ? sex_word(number) : sex_letter(number));
	else if (strcmp(field->name, "nik_stands") == 0 && !data)
		buf_add_text(out, nik_stands_text(number));
	else
		buf_printf(out, "%u", (unsigned)number);
}

/* A value of a field as it is shown, or as data; appends nothing when it is empty. */
static void add_value(const struct writing *writing, const struct record_field *field,
	const void *record, bool data, struct buf *out)
{
	const void *value = record_value(field, record);

	if (record_field_empty(field, record))
		return;
	if (field->type == FIELD_DATE)
		add_born(writing, *(const date *)value, data, out);
	else if (field->type == FIELD_NUMBER)
		add_number(field, *(const uint32_t *)value, data, out);
	else if (field->secret && !writing->full)
		nik_mask(*(const char *const *)value, out);
	else
		buf_add_text(out, place_name(writing->programme, *(const char *const *)value));
}

/* A field of one value, or of two with what stands between them: "a / b", "a → b". */
static void add_field(const struct writing *writing, const struct row *words,
	const struct record_field *field, const void *value, const void *other, const char *between)
{
	struct buf shown = BUF_EMPTY, text[2] = {BUF_EMPTY, BUF_EMPTY};
	struct row row = *words;

	add_value(writing, field, value, true, &text[0]);
	if (other) {
		add_value(writing, field, other, true, &text[1]);
		add_value(writing, field, other, false, &shown);
		buf_printf(&shown, "%s %s ", shown.len > 0 ? "" : "-", between);
	}
	add_value(writing, field, value, false, &shown);
	if (record_field_empty(field, value))
		buf_add_byte(&shown, '-');
	row.field_word = field->name;
	row.shown = buf_text(&shown);
	row.value = buf_text(&text[0]);
	row.other = buf_text(&text[1]);
	add_row(writing, &row);
	buf_wipe(&shown);
	buf_wipe(&text[0]);
	buf_wipe(&text[1]);
}

static void add_group(const struct writing *writing, enum person_group group)
{
	const struct record_type *type = person_group_type(group);
	const void *record = person_group_of(writing->sheet, group);

	for (size_t i = 0; i < type->count; i++) {
		const struct row row = {.part = _(parts[group].label),
			.part_word = parts[group].word,
			.field = _(person_field_label(group, type->field[i].name)),
			.group = group};

		if (!record_field_empty(&type->field[i], record))
			add_field(writing, &row, &type->field[i], record, NULL, "");
	}
}

/* The fields in which the other value differs: both are said. */
static void add_rival(const struct writing *writing, const struct person_event *rival)
{
	const struct record_type *type = person_group_type(rival->group);
	const void *record = person_group_of(writing->sheet, rival->group);

	for (size_t i = 0; i < type->count; i++) {
		const struct row row = {.part = _("Conflict"),
			.part_word = "conflict",
			.field = _(person_field_label(rival->group, type->field[i].name)),
			.group = rival->group,
			.event = rival};

		if (!record_field_equal(&type->field[i], record, rival->value))
			add_field(writing, &row, &type->field[i], rival->value, record, "/");
	}
}

/* "Kerajinan tangan, kelas 2, 15-18 Jul 2019: terdaftar 17, hadir 2 dari 4 (H H - -)" */
static void add_training(const struct writing *writing, const struct roster *training)
{
	const struct roster_person *person = &training->person[0];
	struct buf text = BUF_EMPTY, marks = BUF_EMPTY;
	struct row row = {.part = _("Training"), .part_word = "training",
		.field = training->session->id, .field_word = training->session->id,
		.value = enrolment_word(person->enrolment.status), .number = person->enrolment.number};

	session_title(writing->programme, training->session, &text);
	if (training->session->schedule.dates.count > 0) {
		buf_add_text(&text, ", ");
		dates_print(&text, &training->session->schedule.dates, 0);
	}
	buf_printf(&text, ": %s %s", enrolment_text(person->enrolment.status), person->enrolment.number);
	buf_printf(&text, _(", present %u of %u ("),
		(unsigned)roster_days_present(training, person), (unsigned)training->days);
	for (uint32_t day = 0; day < training->days; day++) {
		uint32_t reads = roster_reads(training, person, day + 1);

		buf_printf(&text, "%s%s%s", day > 0 ? " " : "", mark_letter(reads),
			person->mark[day].conflict ? "!" : "");
		buf_printf(&marks, "%s%s", day > 0 ? "," : "", mark_word(reads));
	}
	buf_add_byte(&text, ')');
	row.shown = buf_text(&text);
	row.marks = buf_text(&marks);
	add_row(writing, &row);
	buf_wipe(&text);
	buf_wipe(&marks);
}

/* Steps that can be done, or were: "under way: 3 of 4 weeks, until Sat 4 Aug". */
static void add_step(const struct writing *writing, const struct path *path, const struct path_step *step)
{
	struct buf text = BUF_EMPTY, more = BUF_EMPTY;
	struct row row = {.part = _("Follow-up"), .part_word = "followup",
		.field = step_label(step->step), .field_word = step->step->id,
		.value = path_state_word(step->state), .number = path->commodity->id};

	buf_add_text(&text, path_state_text(step->state));
	path_step_say(step, &more);
	if (more.len > 0)
		buf_printf(&text, ": %s", buf_text(&more));
	buf_clear(&more);
	date_print_numbers(&more, step->deadline != DATE_NONE ? step->deadline : step->said.finished);
	if (more.len > 0)
		buf_printf(&text, step->deadline != DATE_NONE ? _(", until %s") : _(", on %s"),
			buf_text(&more));
	if (writing->sheet->path_count > 1)
		buf_printf(&text, " (%s)", commodity_label(path->commodity));
	row.shown = buf_text(&text);
	add_row(writing, &row);
	buf_release(&text);
	buf_release(&more);
}

/* Before the training was completed only what is known anyhow. */
static void add_path(const struct writing *writing, const struct path *path)
{
	for (size_t i = 0; i < path->count; i++)
		if (path->trained != DATE_NONE || path->step[i].state != PATH_NOT_DUE)
			add_step(writing, path, &path->step[i]);
}

static void add_document(const struct writing *writing, const struct person_document *recorded)
{
	const struct document *document = &recorded->document;
	struct buf text = BUF_EMPTY;
	char number[16];
	struct row row = {.part = _("Document"), .part_word = "document",
		.field = document_kind_text(document->kind),
		.field_word = document_kind_word(document->kind), .value = document->number,
		.number = number};

	snprintf(number, sizeof(number), "%u", (unsigned)recorded->number);

	document_say(document, writing->today, &text);
	row.shown = buf_text(&text);
	add_row(writing, &row);
	buf_release(&text);
}

/* A change of a whole group: recorded for the first time, or taken back. */
static void add_whole_change(const struct writing *writing, const struct person_event *change)
{
	const struct row row = {.part = _("Change"),
		.part_word = "change",
		.field = _(parts[change->group].label),
		.field_word = parts[change->group].word,
		.shown = change->value ? _("recorded") : _("taken back"),
		.value = change->value ? "recorded" : "taken_back",
		.group = change->group,
		.event = change};

	add_row(writing, &row);
}

static void add_change(const struct writing *writing, const struct person_event *change)
{
	const struct record_type *type = person_group_type(change->group);

	if (!change->value || !change->before) {
		add_whole_change(writing, change);
		return;
	}
	for (size_t i = 0; i < type->count; i++) {
		const struct row row = {.part = _("Change"),
			.part_word = "change",
			.field = _(person_field_label(change->group, type->field[i].name)),
			.group = change->group,
			.event = change};

		if (!record_field_equal(&type->field[i], change->before, change->value))
			add_field(writing, &row, &type->field[i], change->value, change->before, "→");
	}
}

static void add_use(const struct writing *writing, const struct person_use *use)
{
	const struct person_event event = {
		.time = use->time, .doubted = use->doubted, .officer = use->officer};
	const struct row row = {.part = _("Trail"), .part_word = "trail", .field = use->what,
		.value = use->what, .event = &event};

	add_row(writing, &row);
}

void list_person(struct table *table, const struct programme *programme,
	const struct person_sheet *sheet, date today, bool full)
{
	const struct writing writing = {table, programme, sheet, today, full};

	table_init(table, person_columns, sizeof(person_columns) / sizeof(person_columns[0]));
	for (int group = PERSON_IDENTITY; group <= PERSON_BUSINESS; group++)
		add_group(&writing, (enum person_group)group);
	for (size_t i = 0; i < sheet->rival_count; i++)
		add_rival(&writing, &sheet->rival[i]);
	for (size_t i = 0; i < sheet->training_count; i++)
		add_training(&writing, &sheet->training[i]);
	for (size_t i = 0; i < sheet->path_count; i++)
		add_path(&writing, &sheet->path[i]);
	for (size_t i = 0; i < sheet->document_count; i++)
		add_document(&writing, &sheet->document[i]);
	for (size_t i = 0; i < sheet->change_count; i++)
		add_change(&writing, &sheet->change[i]);
	for (size_t i = 0; i < sheet->use_count; i++)
		add_use(&writing, &sheet->use[i]);
	if (person_trainings(sheet) > 1)
		table_note(table, "%s",
			_("! On the lists of several trainings: one person, one similar training."));
	if (sheet->rival_count > 0)
		table_note(table, "%s", _("! Recorded differently: save the right one to decide it."));
}

int list_person_group(const struct table *table, size_t row)
{
	const char *word = table->cell[(row + 1) * table->column_count - 1]; /* the last column */

	for (int group = PERSON_IDENTITY; group <= PERSON_BUSINESS; group++)
		if (strcmp(word, parts[group].word) == 0)
			return group;
	return 0;
}

static const char *row_cell(const struct table *table, size_t row, enum person_column column)
{
	return table->cell[row * table->column_count + (size_t)column];
}

static bool is_part(const struct table *table, size_t row, const char *word)
{
	return strcmp(row_cell(table, row, PERSON_COLUMN_PART_WORD), word) == 0;
}

bool list_person_step(const struct table *table, size_t row, const char **commodity, const char **step)
{
	*commodity = row_cell(table, row, PERSON_COLUMN_NUMBER);
	*step = row_cell(table, row, PERSON_COLUMN_FIELD_WORD);
	return is_part(table, row, "followup");
}

uint32_t list_person_document(const struct table *table, size_t row)
{
	return is_part(table, row, "document")
		       ? (uint32_t)strtoul(row_cell(table, row, PERSON_COLUMN_NUMBER), NULL, 10)
		       : 0;
}

void path_line(struct buf *out, const struct path *path)
{
	static const char *const signs[PATH_STATES] = {
		[PATH_NOT_DUE] = "",
		[PATH_DUE] = "?",
		[PATH_RUNNING] = ">",
		[PATH_LATE] = "!",
		[PATH_STUCK] = "#",
		[PATH_DONE] = "+",
		[PATH_SUCCESS] = "+",
		[PATH_SKILLED] = "*",
		[PATH_SKIPPED] = "-",
	};

	buf_printf(out, "%s:", path->commodity->code);
	for (size_t i = 0; i < path->count; i++)
		buf_printf(out, " %s%s", path->step[i].step->id, signs[path->step[i].state]);
}
