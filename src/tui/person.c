/* SPDX-License-Identifier: BSD-2-Clause */
/* All that is held of a person, as okoce person prints it, and the ways to change it. */
#include "tui/followup.h"
#include "tui/people.h"

#include "app/access.h"
#include "app/export.h"
#include "app/subject.h"
#include "report/person.h"
#include "report/subject_page.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* In the order of enum person_group. */
enum {
	PERSON_CHANGE = ACTION_OWN,
	PERSON_CHANGE_IDENTITY,
	PERSON_CHANGE_CONTACT,
	PERSON_CHANGE_ADDRESS,
	PERSON_CHANGE_BUSINESS,
	PERSON_DOCUMENT,
	PERSON_PRINT,
	PERSON_UNMASK,
	PERSON_UNDO
};

struct person {
	struct app *app;
	struct id record;
	struct people_visit *visit;
	struct person_sheet sheet;
	struct table table; /* of the sheet */
	bool full;	    /* recorded, and shown */
	struct list list;
	struct area drawn;
	struct buf note;
	struct buf path; /* the follow-up, all of it in a line */
};

static void person_release(void *context)
{
	struct person *person = context;

	table_release(&person->table);
	person_sheet_release(&person->sheet);
	buf_wipe(&person->note);
	buf_wipe(&person->path);
	free(person);
}

static void person_lock(void *context)
{
	struct person *person = context;

	table_release(&person->table);
	person_sheet_release(&person->sheet);
	buf_wipe(&person->note);
	buf_wipe(&person->path);
	person->full = false;
	list_set_count(&person->list, 0);
}

/* Of those that began: until then a path says nothing that the training does not say. */
static void load_paths(struct person *person)
{
	const struct person_sheet *sheet = &person->sheet;

	buf_clear(&person->path);
	for (size_t i = 0; i < sheet->path_count; i++) {
		if (sheet->path[i].trained == DATE_NONE)
			continue;
		if (person->path.len > 0)
			buf_add_text(&person->path, " │ ");
		path_line(&person->path, &sheet->path[i]);
	}
}

static enum status person_load(void *context, struct err *err)
{
	struct person *person = context;
	struct person_sheet sheet = {.training_count = 0};
	enum status status = app_refresh(person->app, err);

	if (status == STATUS_OK)
		status = people_read(person->app, &person->record, &sheet, err);
	if (status != STATUS_OK) {
		person_sheet_release(&sheet);
		return status;
	}
	person_sheet_release(&person->sheet);
	table_release(&person->table);
	person->sheet = sheet;
	list_person(&person->table, &person->app->programme, &person->sheet, app_today(person->app),
		person->full);
	list_set_count(&person->list, table_rows(&person->table));
	if (person->list.selected == LIST_NONE)
		list_select(&person->list, 0);
	buf_clear(&person->note);
	if (person->table.note)
		buf_add_text(&person->note, person->table.note);
	load_paths(person);
	return STATUS_OK;
}

void *person_open(struct app *app, const struct id *record, struct people_visit *visit,
	struct err *err)
{
	struct person *person = memory_alloc(sizeof(*person));

	person->app = app;
	person->record = *record;
	person->visit = visit;
	if (person_load(person, err) == STATUS_OK)
		return person;
	person_release(person);
	return NULL;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static const char *cell(const struct person *person, size_t row, enum person_column column)
{
	return person->table.cell[row * person->table.column_count + (size_t)column];
}

/* What part a row is of is said once. */
static void draw_row(void *context, size_t index, struct list_row *row)
{
	const struct person *person = context;
	const char *part = cell(person, index, PERSON_COLUMN_PART);
	bool again = index > 0 && index != person->list.top && index != person->list.selected &&
		     strcmp(part, cell(person, index - 1, PERSON_COLUMN_PART)) == 0;

	list_cell(row, 0, "%s", again ? "" : part);
	list_cell(row, 1, "%s", cell(person, index, PERSON_COLUMN_FIELD));
	list_cell(row, 2, "%s", cell(person, index, PERSON_COLUMN_VALUE));
	list_cell(row, 3, "%s", cell(person, index, PERSON_COLUMN_WHEN));
	list_cell(row, 4, "%s", cell(person, index, PERSON_COLUMN_BY));
	if (strcmp(cell(person, index, PERSON_COLUMN_PART_WORD), "conflict") == 0)
		row->style = STYLE_WARN;
}

static const struct column columns[] = {
	{N_("Part"), 10, 0, 0, 0, ALIGN_LEFT},
	{N_("Field"), 15, 13, 0, 0, ALIGN_LEFT},
	{N_("Value"), 28, 26, 1, 0, ALIGN_LEFT},
	{N_("When"), 16, 0, 0, 2, ALIGN_LEFT},
	{N_("Officer"), 10, 8, 0, 3, ALIGN_LEFT},
};
static const struct list_view view = {columns, sizeof(columns) / sizeof(*columns), draw_row, true, 2};

/* The chosen row in full: a training does not fit its column. */
static void draw_chosen(const struct person *person, struct area area)
{
	const size_t row = person->list.selected;
	struct buf text = BUF_EMPTY;

	if (row >= person->list.count)
		return;
	/* Names of steps do not fit theirs either. */
	if (strcmp(cell(person, row, PERSON_COLUMN_PART_WORD), "followup") == 0)
		buf_printf(&text, "%s: ", cell(person, row, PERSON_COLUMN_FIELD));
	buf_add_text(&text, cell(person, row, PERSON_COLUMN_VALUE));
	office_put_wrapped(area, STYLE_NORMAL, buf_text(&text));
	buf_wipe(&text);
}

static void person_draw(void *context, struct area area)
{
	struct person *person = context;
	const char *name = person->sheet.identity.name;
	int note = person->note.len > 0, path = person->path.len > 0;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD,
		name && name[0] != '\0' ? name : _("(no name)"));
	if (note)
		term_put_fit(area.row + 1, area.col + 1, area.cols - 2, STYLE_WARN,
			buf_text(&person->note));
	if (path)
		term_put_fit(area.row + 1 + note, area.col + 1, area.cols - 2, STYLE_NORMAL,
			buf_text(&person->path));
	note += path;
	person->drawn = (struct area){
		area.row + 1 + note, area.col, area.rows - 4 - note, area.cols};
	list_draw(&person->list, &view, person->drawn, person);
	term_line(area.row + area.rows - 3, area.col, area.cols);
	draw_chosen(person, (struct area){area.row + area.rows - 2, area.col + 1, 2, area.cols - 2});
	list_place_cursor(&person->list, &view, person->drawn);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next change(struct screens *screens, struct person *person, enum person_group group)
{
	struct err err = {0};
	void *form = person_form_open(person->app, &person->record, group, person->visit, &err);

	return form ? next_push(&person_form_screen, form) : screens_refuse(screens, &err);
}

static struct next change_step(
	struct screens *screens, struct person *person, const char *commodity, const char *step)
{
	const struct followup_target target = {.app = person->app,
		.commodity = commodity,
		.step = step,
		.record = &person->record,
		.count = 1};
	struct err err = {0};
	void *form = followup_form_open(&target, &err);

	return form ? next_push(&followup_form_screen, form) : screens_refuse(screens, &err);
}

static struct next change_document(struct screens *screens, struct person *person, uint32_t number)
{
	struct err err = {0};
	void *form = document_form_open(person->app, &person->record, number, &err);

	return form ? next_push(&document_form_screen, form) : screens_refuse(screens, &err);
}

/* What the chosen row is of: a field group, also of a change or conflict in it, a step or a document. */
static struct next change_chosen(struct screens *screens, struct person *person)
{
	const size_t row = person->list.selected;
	const char *commodity, *step;

	if (list_person_step(&person->table, row, &commodity, &step))
		return change_step(screens, person, commodity, step);
	if (list_person_document(&person->table, row) > 0)
		return change_document(screens, person, list_person_document(&person->table, row));
	return change(screens, person, (enum person_group)list_person_group(&person->table, row));
}

static bool can_change_chosen(const struct person *person)
{
	const size_t row = person->list.selected;
	const char *commodity, *step;

	return row < person->list.count && (list_person_group(&person->table, row) != 0 ||
						   list_person_step(&person->table, row, &commodity, &step) ||
						   list_person_document(&person->table, row) > 0);
}

static struct next unmask(struct screens *screens, struct person *person)
{
	struct err err = {0};

	if (!person->full &&
		app_record_full_person(person->app, &person->record, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	person->full = !person->full;
	if (person->full)
		screens_say(screens, STYLE_WARN, "%s", _("Shown in full. It is recorded that you saw it."));
	return next_load();
}

/* Everything that is held, for whom it is held on: recorded, then written into a file. */
static struct next print(struct screens *screens, struct person *person)
{
	struct person_sheet sheet = {.training_count = 0};
	struct buf page = BUF_EMPTY, name = BUF_EMPTY;
	struct err err = {0};
	char hex[ID_HEX_SIZE], *path = NULL;
	enum status status = subject_read(person->app, &person->record, &sheet, &err);

	if (status == STATUS_OK) {
		subject_page(&page, &person->app->programme, &sheet, app_now(person->app),
			app_officer_name(person->app));
		buf_printf(&name, "data-peserta-%.8s", id_hex(&person->record, hex));
		status = export_text(person->app, buf_text(&name), &page, &path, &err);
	}
	if (status == STATUS_OK)
		office_say_path(screens, person->app, _("Recorded, and written to: %s"), path);
	else
		screens_say_err(screens, &err);
	free(path);
	buf_release(&name);
	buf_wipe(&page);
	person_sheet_release(&sheet);
	return next_draw();
}

static struct next undo(struct screens *screens, struct person *person)
{
	struct err err = {0};

	if (app_undo(person->app, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	screens_say(screens, STYLE_GOOD, "%s", _("Taken back."));
	return next_load();
}

static struct next person_act(
	struct screens *screens, void *context, int action, const struct key *key)
{
	struct person *person = context;
	enum list_result moved;

	if (action >= PERSON_CHANGE_IDENTITY && action <= PERSON_CHANGE_BUSINESS)
		return change(screens, person,
			(enum person_group)(PERSON_IDENTITY + action - PERSON_CHANGE_IDENTITY));
	if (action == PERSON_CHANGE)
		return change_chosen(screens, person);
	if (action == PERSON_DOCUMENT)
		return change_document(screens, person, 0);
	if (action == PERSON_PRINT)
		return print(screens, person);
	if (action == PERSON_UNMASK)
		return unmask(screens, person);
	if (action == PERSON_UNDO)
		return undo(screens, person);
	if (action != ACTION_NONE)
		return next_ignored();
	moved = list_act(&person->list, &view, person->drawn, key);
	return moved == LIST_IGNORED ? next_ignored() : next_draw();
}

static bool person_allows(const void *context, int action)
{
	const struct person *person = context;

	switch (action) {
	case PERSON_CHANGE:
		return app_writes(person->app) && can_change_chosen(person);
	case PERSON_CHANGE_IDENTITY:
	case PERSON_CHANGE_CONTACT:
	case PERSON_CHANGE_ADDRESS:
	case PERSON_CHANGE_BUSINESS:
	case PERSON_DOCUMENT:
	case PERSON_PRINT:
	case PERSON_UNMASK:
		return app_writes(person->app);
	case PERSON_UNDO:
		return person->app->done_count > person->visit->done_before;
	default:
		return true;
	}
}

static void person_corner(const void *context, struct buf *out)
{
	const struct person *person = context;

	office_corner(person->app, out);
}

static const struct action actions[] = {
	{PERSON_CHANGE, KEYS_ENTER, 0, N_("Edit"), N_("Changes the fields, step or document of the row."),
		1},
	{PERSON_CHANGE_IDENTITY, 'I', KEYS_F(2), N_("Identity"), N_("Changes name, NIK, birth and sex."),
		4},
	{PERSON_CHANGE_CONTACT, 'K', 'C', N_("Contact"), N_("Changes telephones and e-mail."), 4},
	{PERSON_CHANGE_ADDRESS, 'A', 0, N_("Address"), N_("Changes address, kelurahan and kecamatan."),
		4},
	{PERSON_CHANGE_BUSINESS, 'U', 'B', N_("Business"),
		N_("Changes family card, education and business."), 4},
	{PERSON_DOCUMENT, 'D', KEYS_F(5), N_("Document"), N_("Records a licence or certificate."), 4},
	{PERSON_UNMASK, KEYS_F(7), 'N', N_("In full"),
		N_("Shows NIK and birth in full; that is recorded."), 3},
	{PERSON_PRINT, KEYS_F(6), 'E', N_("Print"),
		N_("Writes all that is held into a file; recorded."), 5},
	{PERSON_UNDO, KEYS_CTRL('Z'), 0, N_("Undo"), N_("Takes back what was changed here last."), 2},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the search."), 3},
};

const struct screen person_screen = {
	.title = N_("PERSON"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = person_load,
	.draw = person_draw,
	.act = person_act,
	.allows = person_allows,
	.corner = person_corner,
	.lock = person_lock,
	.release = person_release,
};
