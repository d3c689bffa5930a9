/* SPDX-License-Identifier: BSD-2-Clause */
/* A document of a person: a licence or certificate, with its number and how long it holds. */
#include "tui/followup.h"
#include "app/document.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IN_KIND, IN_NAME, IN_STATUS, IN_NUMBER, IN_ISSUER, IN_ISSUED, IN_UNTIL, FIELDS };

struct paper {
	struct app *app;
	struct id record;
	uint32_t number; /* in its register; 0: a new one */
	struct arena arena;
	struct document document; /* as it is recorded */
	struct form form;
	struct form_choice kind[DOCUMENT_KINDS], status[DOCUMENT_VOID];
	struct buf title;
};

/* --- Fields ------------------------------------------------------------------------------------ */

static size_t choose_kind(void *context, size_t field, const struct form_choice **choice)
{
	struct paper *paper = context;

	(void)field;
	for (uint32_t i = 0; i < DOCUMENT_KINDS; i++)
		paper->kind[i] = (struct form_choice){
			document_kind_word(i + 1), document_kind_text(i + 1), document_kind_word(i + 1)};
	*choice = paper->kind;
	return DOCUMENT_KINDS;
}

static size_t choose_status(void *context, size_t field, const struct form_choice **choice)
{
	struct paper *paper = context;

	(void)field;
	for (uint32_t i = 0; i < DOCUMENT_VOID; i++)
		paper->status[i] = (struct form_choice){
			document_status_word(i + 1), document_status_text(i + 1), NULL};
	*choice = paper->status;
	return DOCUMENT_VOID;
}

static enum form_verdict check_number(void *context, struct form *form, size_t field, struct buf *why)
{
	(void)context;
	document_doubt(document_kind_of(form_value(form, IN_KIND)), form_value(form, field), why);
	return why->len > 0 ? FORM_DOUBTFUL : FORM_FINE;
}

static enum form_verdict check_until(void *context, struct form *form, size_t field, struct buf *why)
{
	date issued = form_date(form, IN_ISSUED);

	(void)context;
	if (issued == DATE_NONE || form_date(form, field) >= issued)
		return FORM_FINE;
	buf_add_text(why,
		_("The document would end before it was issued. Please look at the dates again."));
	return FORM_WRONG;
}

static const struct form_field fields[FIELDS] = {
	[IN_KIND] = {.label = N_("Document"), .kind = FORM_CHOICE, .choices = choose_kind,
		.required = true},
	[IN_NAME] = {.label = N_("Called"), .max = 60, .hint = N_("Only of another document.")},
	[IN_STATUS] = {.label = N_("Status"), .kind = FORM_CHOICE, .choices = choose_status,
		.required = true},
	[IN_NUMBER] = {.label = N_("Number"), .max = 60, .check = check_number,
		.hint = N_("As it stands on the document.")},
	[IN_ISSUER] = {.label = N_("Issued by"), .max = 60},
	[IN_ISSUED] = {.label = N_("Issued on"), .kind = FORM_DATE,
		.hint = N_("Day, month and year, as in 16/07/2019.")},
	[IN_UNTIL] = {.label = N_("Holds until"), .kind = FORM_DATE, .check = check_until,
		.hint = N_("The last day; empty when it has no end.")},
};

/* --- Opening ----------------------------------------------------------------------------------- */

static void release(void *context)
{
	struct paper *paper = context;

	form_close(&paper->form);
	arena_release(&paper->arena);
	buf_wipe(&paper->title);
	free(paper);
}

static void fill(struct paper *paper)
{
	const struct document *document = &paper->document;

	form_fill(&paper->form, IN_KIND, document_kind_word(document->kind));
	form_fill(&paper->form, IN_NAME, document->name);
	form_fill(&paper->form, IN_STATUS, document_status_word(document->status));
	form_fill(&paper->form, IN_NUMBER, document->number);
	form_fill(&paper->form, IN_ISSUER, document->issuer);
	form_fill_date(&paper->form, IN_ISSUED, document->issued);
	form_fill_date(&paper->form, IN_UNTIL, document->until);
	form_go_to(&paper->form, paper->number > 0 ? IN_STATUS : IN_KIND);
}

void *document_form_open(
	struct app *app, const struct id *record, uint32_t number, struct err *err)
{
	struct paper *paper = memory_alloc(sizeof(*paper));
	enum status status = STATUS_OK;

	paper->app = app;
	paper->record = *record;
	paper->number = number;
	record_clear(&document_type, &paper->document);
	if (number > 0)
		status = document_read(app, record, number, &paper->arena, &paper->document, err);
	form_open(&paper->form,
		&(struct form_options){.field = fields, .count = FIELDS, .context = paper});
	if (status != STATUS_OK) {
		release(paper);
		return NULL;
	}
	fill(paper);
	return paper;
}

static enum status load(void *context, struct err *err)
{
	struct paper *paper = context;
	struct person_identity identity;
	struct arena arena = {NULL};

	form_load(&paper->form);
	buf_clear(&paper->title);
	enum status status = app_read_or_empty(paper->app,
		register_person(&paper->record, PERSON_IDENTITY), &person_identity_type, &arena,
		&identity, err);
	if (status == STATUS_OK)
		buf_add_text(&paper->title, identity.name);
	arena_release(&arena);
	return status;
}

static void lock(void *context)
{
	struct paper *paper = context;

	buf_wipe(&paper->title);
}

static void draw(void *context, struct area area)
{
	struct paper *paper = context;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&paper->title));
	form_draw(&paper->form, (struct area){area.row + 2, area.col, area.rows - 2, area.cols});
}

/* --- Acting ------------------------------------------------------------------------------------ */

static struct next save(struct screens *screens, struct paper *paper)
{
	const struct form *form = &paper->form;
	struct document then = paper->document;
	struct err err = {0};

	then.kind = document_kind_of(form_value(form, IN_KIND));
	then.name = form_value(form, IN_NAME);
	then.status = document_status_of(form_value(form, IN_STATUS));
	then.number = form_value(form, IN_NUMBER);
	then.issuer = form_value(form, IN_ISSUER);
	then.issued = form_date(form, IN_ISSUED);
	then.until = form_date(form, IN_UNTIL);
	if (document_save(paper->app, &paper->record, &paper->number, &then, &err) != STATUS_OK) {
		if (then.kind == DOCUMENT_OTHER && then.name[0] == '\0')
			form_go_to(&paper->form, IN_NAME);
		return screens_refuse(screens, &err);
	}
	screens_say(screens, STYLE_GOOD, _("Saved: %s"), document_kind_text(then.kind));
	form_saved(&paper->form);
	return next_pop();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct paper *paper = context;
	enum form_result result = form_act(&paper->form, action, key);

	return result == FORM_SAVE ? save(screens, paper) : form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct paper *paper = context;

	return form_focus(&paper->form);
}

static void corner(const void *context, struct buf *out)
{
	const struct paper *paper = context;

	office_corner(paper->app, out);
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back, and nothing is changed."), 3},
};

const struct screen document_form_screen = {
	.title = N_("DOCUMENT"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.corner = corner,
	.lock = lock,
	.release = release,
};
