/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/people.h"

#include "app/access.h"
#include "app/draft.h"
#include "model/nik.h"
#include "report/person.h"
#include "base/cbor.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	PERSON_FORM_START_OVER = ACTION_OWN
};

struct person_form {
	struct person_fields fields; /* first: the context of the checks */
	struct app *app;
	enum person_group group;
	struct person_sheet sheet;
	struct people_visit *visit;
	struct form form;
	struct draft draft, last;
	bool resumed; /* with a draft */
	bool is_last; /* that was left half done, as far as known */
	bool said;    /* that no draft can be kept */
	struct buf title;
};

/* --- Drafts ------------------------------------------------------------------------------------ */

/* Each group of each person has a draft of its own; this one says which was left last. */
static struct draft last_of(struct app *app)
{
	return draft_of(app, "person");
}

static bool is_last(const struct person_form *person)
{
	enum person_group group;
	struct id record;

	return person_draft_last(person->app, &record, &group) && group == person->group &&
	       id_equal(&record, &person->fields.record);
}

/* What is somebody else's is still to be found. */
static void keep_last(struct person_form *person, bool there_is_one)
{
	struct buf which = BUF_EMPTY;

	person->is_last = is_last(person);
	if (there_is_one != person->is_last) {
		if (there_is_one) {
			cbor_put_array(&which, 2);
			cbor_put_bytes(&which, id_bytes(&person->fields.record));
			cbor_put_uint(&which, (uint64_t)person->group);
		}
		draft_keep(&person->last, buf_bytes(&which));
		person->is_last = there_is_one;
	}
	buf_release(&which);
}

static void keep(void *context, struct bytes value)
{
	struct person_form *person = context;

	draft_keep(&person->draft, value);
	keep_last(person, value.len > 0);
}

static void keep_typing(void *context, struct bytes value)
{
	struct person_form *person = context;

	draft_keep_typing(&person->draft, value);
	if (!person->is_last)
		keep_last(person, true);
}

bool person_draft_last(struct app *app, struct id *record, enum person_group *group)
{
	struct draft last = last_of(app);
	struct arena arena = {NULL};
	struct bytes value = draft_read(&last, &arena);
	uint64_t number;
	struct cbor cbor;
	bool good;

	cbor_open(&cbor, value);
	good = cbor_array(&cbor) == 2;
	cbor_fixed(&cbor, record->byte, ID_SIZE);
	number = cbor_uint(&cbor);
	good = good && cbor_at_end(&cbor) && number >= PERSON_IDENTITY && number <= PERSON_BUSINESS;
	*group = good ? (enum person_group)number : PERSON_IDENTITY;
	arena_release(&arena);
	return good;
}

/* --- Opening ----------------------------------------------------------------------------------- */

static void person_form_release(void *context)
{
	struct person_form *person = context;

	form_keep(&person->form);
	form_close(&person->form);
	person_fields_release(&person->fields);
	person_sheet_release(&person->sheet);
	buf_wipe(&person->title);
	free(person);
}

/* What is masked elsewhere is seen in this form. */
static bool has_secrets(const struct person_sheet *sheet, enum person_group group)
{
	return (group == PERSON_IDENTITY &&
		       (sheet->identity.nik[0] != '\0' || sheet->identity.born != DATE_NONE)) ||
	       (group == PERSON_BUSINESS && sheet->business.family_card[0] != '\0');
}

static void open_form(struct person_form *person)
{
	struct form_options options = {
		.context = person,
		.reason = nik_stands_reason,
		.reason_count = NIK_STANDS_COUNT,
		.drafts = {.keep = keep, .context = person, .typing = keep_typing},
	};
	struct arena arena = {NULL};

	options.field = person_fields_of(person->group, &options.count);
	form_open(&person->form, &options);
	person_fields_fill(
		&person->form, person->group, person_group_of(&person->sheet, person->group));
	for (size_t i = 0; i < options.count; i++)
		if (person->visit->previous[person->group][i])
			form_set_previous(&person->form, i, person->visit->previous[person->group][i]);
	form_go_to(&person->form, 0);
	person->resumed = form_resume(&person->form, draft_read(&person->draft, &arena));
	arena_release(&arena);
}

/* Who sees it is recorded before. */
static enum status read_person(struct person_form *person, struct err *err)
{
	const struct id *record = &person->fields.record;
	enum status status = people_read(person->app, record, &person->sheet, err);

	if (status == STATUS_OK && has_secrets(&person->sheet, person->group))
		status = app_record_full_person(person->app, record, err);
	if (status == STATUS_OK)
		open_form(person);
	else
		person_sheet_release(&person->sheet);
	return status;
}

void *person_form_open(struct app *app, const struct id *record, enum person_group group,
	struct people_visit *visit, struct err *err)
{
	struct person_form *person = memory_alloc(sizeof(*person));
	char hex[ID_HEX_SIZE];

	person_fields_open(&person->fields, app);
	person->fields.record = *record;
	person->app = app;
	person->group = group;
	person->visit = visit;
	person->draft = draft_of(app, "person/%s/%d", id_hex(record, hex), (int)group);
	person->last = last_of(app);
	if (read_person(person, err) == STATUS_OK)
		return person;
	person_form_release(person);
	return NULL;
}

/* The draft has it, for whoever unlocks. */
static void person_form_lock(void *context)
{
	struct person_form *person = context;

	form_keep(&person->form);
	form_close(&person->form);
	person_sheet_release(&person->sheet);
	buf_wipe(&person->title);
}

static enum status person_form_load(void *context, struct err *err)
{
	struct person_form *person = context;
	enum status trouble = person->said ? STATUS_OK : person->draft.trouble.status;

	/* It was locked: who unlocked it may be somebody else. */
	if (person->form.options.count == 0) {
		enum status status = read_person(person, err);

		if (status != STATUS_OK)
			return status;
	}
	buf_clear(&person->title);
	buf_printf(&person->title, "%s: ", _(person_group_label(person->group)));
	buf_add_text(&person->title, person->sheet.identity.name);
	form_load(&person->form);
	form_keep(&person->form); /* each minute, too */
	if (trouble != STATUS_OK) {
		*err = person->draft.trouble;
		person->said = true;
	}
	return trouble;
}

/* --- Drawing ----------------------------------------------------------------------------------- */

static void person_form_draw(void *context, struct area area)
{
	struct person_form *person = context;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&person->title));
	area.row++;
	area.rows--;
	if (person->resumed) {
		term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_WARN,
			_("Left half done before: go on, or start over with F8."));
		area.row++;
		area.rows--;
	}
	form_draw(&person->form, area);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static void remember(struct person_form *person)
{
	for (size_t i = 0; i < person->form.options.count; i++) {
		char **value = &person->visit->previous[person->group][i];

		if (*value)
			explicit_bzero(*value, strlen(*value));
		free(*value);
		*value = memory_text(form_value(&person->form, i));
	}
}

static struct next save(struct screens *screens, struct person_form *person)
{
	const struct record_type *type = person_group_type(person->group);
	void *value = arena_alloc(&person->sheet.arena, type->size);
	struct err err = {0};

	memcpy(value, person_group_of(&person->sheet, person->group), type->size);
	person_fields_take(&person->form, person->group, value);
	if (people_save(person->app, &person->fields.record, person->group, value, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	remember(person);
	form_saved(&person->form);
	screens_say(screens, STYLE_GOOD, _("Saved: %s"), buf_text(&person->title));
	return next_pop();
}

static struct next person_form_act(
	struct screens *screens, void *context, int action, const struct key *key)
{
	struct person_form *person = context;
	enum form_result result;

	if (action == PERSON_FORM_START_OVER) {
		form_start_over(&person->form);
		person->resumed = false;
		return next_draw();
	}
	result = form_act(&person->form, action, key);
	return result == FORM_SAVE ? save(screens, person) : form_next(screens, result);
}

static enum focus person_form_focus(const void *context)
{
	const struct person_form *person = context;

	return form_focus(&person->form);
}

static bool person_form_allows(const void *context, int action)
{
	const struct person_form *person = context;

	return action != PERSON_FORM_START_OVER || form_is_changed(&person->form);
}

static void person_form_corner(const void *context, struct buf *out)
{
	const struct person_form *person = context;

	office_corner(person->app, out);
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{PERSON_FORM_START_OVER, KEYS_F(8), 0, N_("Start over"),
		N_("Brings all fields back to what is recorded."), 5},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"),
		N_("Brings a field back, then leaves; a draft is kept."), 3},
};

const struct screen person_form_screen = {
	.title = N_("EDIT"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = person_form_load,
	.draw = person_form_draw,
	.act = person_form_act,
	.focus = person_form_focus,
	.allows = person_form_allows,
	.corner = person_form_corner,
	.lock = person_form_lock,
	.release = person_form_release,
};
