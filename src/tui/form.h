/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Forms: fields below each other, of which one is being typed in. Taller than its area a form scrolls
 * with the current field. State, keys and drawing only: what a record is, and what becomes of it, is
 * the screen's business.
 *
 * How a screen uses it:
 *
 *	static const struct form_field fields[] = {
 *		{.label = N_("Name"), .max = 60, .required = true, .check = check_name},
 *		{.label = N_("NIK"), .kind = FORM_DIGITS, .max = 16, .check = check_nik},
 *		{.label = N_("Kelurahan"), .kind = FORM_CHOICE, .choices = kelurahan},
 *	};
 *	form_open(&form, &(struct form_options){.field = fields, .count = 3, .context = self, ...});
 *	form_fill(&form, FIELD_NAME, record->name);	what is recorded, if anything
 *	form_resume(&form, draft);			goes on with what was kept, if anything
 *
 * In its functions: actions = { FORM_ACTIONS, ... }; focus = form_focus(); draw calls form_draw(), load
 * form_load(), release form_close(); and act begins with
 *
 *	result = form_act(&form, action, key);
 *	if (result == FORM_SAVE) record it (form_value(), form_date()), and when that is durable form_saved()
 *	return form_next(screens, result);	of FORM_IGNORED after the screen's own actions: Esc leaves then
 *
 * Enter or Tab goes to the next field, and Enter on the last one saves; Up or Shift-Tab goes back; Down
 * goes on, and opens the list of a choice. F3 (^R) puts in what the record before had here. A field is checked when it is left: with what is
 * wrong in it nobody goes on, though back; what is only doubtful stands once a reason was chosen for it. What is
 * recorded and was not touched is marked when it is wrong, but keeps nobody from changing the rest.
 * Esc closes a pick list, then brings a changed field back to what it was, then leaves.
 *
 * Texts that are typed are F11 text (base/text.h). A field that nobody changed is not clean: take what
 * the record has when form_changed() is false, so that nothing is changed that nobody touched.
 */
#ifndef OKOCE_TUI_FORM_H
#define OKOCE_TUI_FORM_H

#include "tui/action.h"
#include "tui/input.h"
#include "tui/list.h"
#include "tui/screen.h"
#include "base/date.h"

enum form_kind {
	FORM_TEXT,
	FORM_DIGITS, /* takes digits only: of what is pasted or scanned those alone */
	FORM_DATE,   /* date_parse(), or eight digits; shown as DD/MM/YYYY */
	FORM_CHOICE, /* one of `choices`, found by typing a part of its label or other names */
	FORM_YES_NO  /* a choice of "yes" and "no" */
};

struct form;

/* What is found when a field that is not empty is left. `why` gets a sentence for what is wrong or
 * doubtful, and how it is mended. May put a normal form in its place with form_put(), and fill other
 * fields that are empty. */
enum form_verdict {
	FORM_FINE,
	FORM_DOUBTFUL, /* stands when a reason is given */
	FORM_WRONG
};
typedef enum form_verdict form_check(void *context, struct form *form, size_t field, struct buf *why);

/* Lent by the screen until the form is closed, or form_load() is called: its labels may be translated. */
struct form_choice {
	const char *value; /* what form_value() says; "" only of none */
	const char *label;
	const char *also; /* other names that find it, with ";" between; or null */
};
typedef size_t form_choices(void *context, size_t field, const struct form_choice **choice);

struct form_field {
	const char *group; /* msgid of a title above it, or null */
	const char *label; /* msgid; also what a draft knows the field by */
	const char *hint;  /* msgid, shown while it is the current one; or null */
	enum form_kind kind;
	size_t max; /* columns of a text, digits; 0: no limit but TEXT_MAX */
	bool required;
	bool secret;	       /* drawn masked, unless it is the current one: a NIK; record first who sees it */
	form_check *check;     /* or null */
	form_choices *choices; /* of a FORM_CHOICE */
};

/* Where drafts go, as those of app/draft.h; null: nowhere. Failing to keep one is no failure of the form. */
struct form_drafts {
	void (*keep)(void *context, struct bytes draft); /* a field was left; empty: there is none any more */
	void *context;
	void (*typing)(void *context, struct bytes draft); /* at each key */
};

struct form_options {
	const struct form_field *field;
	size_t count;
	void *context;
	const char *const *reason; /* msgids: why something doubtful stands; 9 at most */
	size_t reason_count;       /* 0: what is doubtful is shown, and stands */
	struct form_drafts drafts;
};

/* A field's state. */
struct form_cell {
	struct input input;
	struct buf recorded; /* the text as form_fill() put it */
	struct buf entered;  /* as it was when the field became the current one: the text, */
	struct buf entered_value; /* and the choice */
	struct buf value;    /* of the choice; empty: none is made */
	struct buf previous; /* the value of the record before */
	unsigned reason;     /* why it stands, from 1; 0: none was given */
	unsigned recorded_reason;
	bool doubtful, wrong;
	struct buf why;
};

struct form {
	struct form_options options;
	struct form_cell *cell;
	size_t current;
	int top; /* the first row that is seen */
	bool asks;   /* for a reason, of the current field */
	bool picks;  /* the pick list is open */
	struct list list;
	size_t *match; /* choices that fit what is typed */
	struct form_choice answer[2]; /* of FORM_YES_NO */
	struct area area; /* as drawn, for clicks */
	struct area list_area;
	int label_cols;
};

void form_open(struct form *form, const struct form_options *options);
/* What is typed is wiped. A draft that was kept stays. */
void form_close(struct form *form);
/* Wipes what is typed, recorded and was before, as for a lock: the draft has it (form_keep()). To be
 * filled, and gone on with, anew. */
void form_wipe(struct form *form);
/* After the language changed, and at every load. */
void form_load(struct form *form);

/* What is recorded: a text, the value of a choice, or a date, as form_date() reads it. */
void form_fill(struct form *form, size_t field, const char *value);
/* Why what is recorded stands, though it is doubtful; after form_fill(). */
void form_fill_reason(struct form *form, size_t field, unsigned reason);
/* The same as form_fill() of a date. */
void form_fill_date(struct form *form, size_t field, date value);
/* Changes a field as if it had been typed. */
void form_put(struct form *form, size_t field, const char *value);
void form_put_date(struct form *form, size_t field, date value);
/* What F3 puts in. */
void form_set_previous(struct form *form, size_t field, const char *value);
/* Goes on with a draft, at the field where it was left; false, and nothing changed, when it is of
 * another form. Call it when everything is filled. */
bool form_resume(struct form *form, struct bytes draft);
/* The draft as it is now: appends. */
void form_draft(const struct form *form, struct buf *out);

/* Until the field changes. Of a choice its value. */
const char *form_value(const struct form *form, size_t field);
/* What is seen: of a choice its label, or what is typed of it. */
const char *form_text(const struct form *form, size_t field);
date form_date(const struct form *form, size_t field); /* DATE_NONE: none, or not yet one */
/* Why something doubtful stands: the number of the reason from 1, or 0. */
unsigned form_reason(const struct form *form, size_t field);
bool form_changed(const struct form *form, size_t field);
bool form_is_changed(const struct form *form); /* any field */
void form_go_to(struct form *form, size_t field);
/* It is recorded: the values are the previous ones, and the draft is gone. */
void form_saved(struct form *form);
/* All fields as they are recorded; the draft is gone. */
void form_start_over(struct form *form);
/* Keeps a draft of what was changed, now. */
void form_keep(struct form *form);

enum form_result {
	FORM_IGNORED,
	FORM_HANDLED,
	FORM_REFUSED, /* something is wrong, and the form says what */
	FORM_SAVE     /* all fields are checked */
};
enum form_result form_act(struct form *form, int action, const struct key *key);
/* What must follow, when it is nothing to be saved: a sound and a drawing, a drawing, or nothing. */
struct next form_next(struct screens *screens, enum form_result result);
enum focus form_focus(const struct form *form);
void form_draw(struct form *form, struct area area);

/* The ids of a form's actions are its own: those of the screen begin at ACTION_OWN. */
enum {
	FORM_ACTION_NEXT = ACTION_OWN + 64,
	FORM_ACTION_REPEAT,
	FORM_ACTION_SAVE
};
#define FORM_ACTIONS                                                                               \
	{FORM_ACTION_NEXT, KEYS_ENTER, 0, N_("Next"),                                              \
		N_("Goes to the next field; the last one saves."), 3},            \
		{FORM_ACTION_REPEAT, KEYS_F(3), KEYS_CTRL('R'), N_("Repeat"),                      \
			N_("Puts in what the record before had in this field."), 4},               \
		{FORM_ACTION_SAVE, KEYS_CTRL('S'), 0, N_("Save"),                                  \
			N_("Checks all fields and saves."), 2}

/* --- Between form.c and form_*.c --------------------------------------------------------------- */

/* Shows a value in a field, whatever stood there. */
void form_set(struct form *form, size_t field, const char *value);
/* The text, instead of what was in the buffer, which is overwritten. */
void form_set_buf(struct buf *buf, const char *text);
/* Choices of a field, in the language of now. */
size_t form_choices_of(const struct form *form, size_t field, const struct form_choice **choice);
bool form_is_choice(const struct form_field *field);
/* Those that fit what is typed in the current field; opens or closes the list. */
void form_find_choices(struct form *form, bool all);
/* A key while the current field is a choice; FORM_IGNORED: it means what it means elsewhere. */
enum form_result form_pick_key(struct form *form, const struct key *key);
/* Makes a choice of what is typed, when that is clear. False: several fit, or none; `why` says it. */
bool form_pick_typed(struct form *form, size_t field, struct buf *why);
/* Takes choice `index` of the current field. */
void form_pick(struct form *form, size_t field, size_t index);
void form_draw_choices(struct form *form, int row, int col, struct area area);

#endif
