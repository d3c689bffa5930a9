/* SPDX-License-Identifier: BSD-2-Clause */
/* Somebody new at the door: five fields, of which what was typed and what the NIK says are filled in. */
#include "tui/attend.h"
#include "tui/form.h"
#include "app/draft.h"
#include "model/nik.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	NEW_DISCARD = ACTION_OWN,
	NEW_TAKE
};

struct walk_in {
	struct attend *attend; /* below it on the stack */
	struct form form;
	struct draft draft;
	struct arena arena; /* of other names of kelurahan */
	struct form_choice *kelurahan;
	struct form_choice sex[2];
	size_t kelurahan_count;
	const char *suggested; /* sex, by the NIK; "" */
	bool touched; /* a key was pressed: what is typed is kept */
	struct alikes alikes; /* who it may be, by what was typed when a field was left */
	bool forgotten; /* it was locked: what was typed is in the draft */
	struct buf title;
};

/* --- Fields ------------------------------------------------------------------------------------- */

static size_t sexes(void *context, size_t field, const struct form_choice **choice)
{
	struct walk_in *walk_in = context;

	(void)field;
	/* One letter says it: no other word of a man begins with P. */
	walk_in->sex[0] = (struct form_choice){"L", _("M, a man"), "L M laki man"};
	walk_in->sex[1] = (struct form_choice){"P", _("F, a woman"), "P F wanita perempuan woman"};
	*choice = walk_in->sex;
	return 2;
}

static size_t kelurahan(void *context, size_t field, const struct form_choice **choice)
{
	const struct walk_in *walk_in = context;

	(void)field;
	*choice = walk_in->kelurahan;
	return walk_in->kelurahan_count;
}

/* As people write it too. */
static const char *aliases_of(struct walk_in *walk_in, const struct kelurahan *kelurahan)
{
	struct buf text = BUF_EMPTY;
	const char *kept;

	for (size_t i = 0; i < kelurahan->aliases.count; i++)
		buf_printf(&text, "%s ", kelurahan->aliases.item[i]);
	kept = arena_text(&walk_in->arena, buf_text(&text), text.len);
	buf_release(&text);
	return kept;
}

/* Those of the class's own kecamatan first. */
static void gather_kelurahan(struct walk_in *walk_in)
{
	const struct programme *programme = &walk_in->attend->app->programme;
	const char *own = walk_in->attend->checkin.session->plan.kecamatan;
	size_t count = 0;

	for (size_t i = 0; i < programme->kecamatan_count; i++)
		count += programme->kecamatan[i].kelurahan.count;
	walk_in->kelurahan = memory_alloc((count + 1) * sizeof(*walk_in->kelurahan));
	for (int others = 0; others <= 1; others++)
		for (size_t i = 0; i < programme->kecamatan_count; i++) {
			const struct kecamatan *kecamatan = &programme->kecamatan[i];
			const struct kelurahan *item = kecamatan->kelurahan.item;

			if ((strcmp(kecamatan->code, own) != 0) != others)
				continue;
			for (size_t k = 0; k < kecamatan->kelurahan.count; k++)
				walk_in->kelurahan[walk_in->kelurahan_count++] = (struct form_choice){
					item[k].code, item[k].name, aliases_of(walk_in, &item[k])};
		}
}

static enum status read_fields(const struct walk_in *walk_in, struct newcomer *newcomer, struct err *err);

/* Who is likely the same person is shown, and keeps nobody from going on. */
static void look_alike(struct walk_in *walk_in)
{
	struct newcomer newcomer;

	newcomer_start(&newcomer);
	if (read_fields(walk_in, &newcomer, NULL) != STATUS_OK ||
		alike_find(walk_in->attend->app, &newcomer.identity, newcomer.contact.phone,
			&walk_in->alikes, NULL) != STATUS_OK)
		alike_release(&walk_in->alikes);
	newcomer_release(&newcomer);
}

/* On this list nobody is registered twice with a NIK; of another list the line below says it. */
static enum form_verdict look_for_nik(
	struct walk_in *walk_in, struct form *form, const char *nik, struct buf *why)
{
	struct attend *attend = walk_in->attend;
	struct buf said = BUF_EMPTY;
	enum form_verdict verdict = FORM_FINE;

	for (size_t i = 0; i < attend->checkin.roster.count; i++) {
		const struct roster_person *person = &attend->checkin.roster.person[i];

		if (strcmp(person->identity.nik, nik) != 0)
			continue;
		buf_printf(&said, _("%s %s is on this list with that NIK: Esc, then type the number."),
			person->enrolment.number, person->identity.name);
		verdict = FORM_WRONG;
	}
	look_alike(walk_in);
	if (verdict == FORM_FINE && walk_in->alikes.count > 0 &&
		walk_in->alikes.item[0].why == ALIKE_NIK && form_value(form, NEWCOMER_NAME)[0] == '\0')
		form_put(form, NEWCOMER_NAME, walk_in->alikes.item[0].identity.name);
	text_safe(why, buf_text(&said), said.len); /* names are as people wrote them */
	buf_wipe(&said);
	return verdict;
}

static enum form_verdict check_nik(
	struct walk_in *walk_in, struct form *form, const struct newcomer *newcomer, struct buf *why)
{
	const char *sex = newcomer->identity.sex == SEX_MALE ? "L" : "P";

	form_put(form, NEWCOMER_NIK, newcomer->identity.nik);
	/* What another NIK had suggested nobody chose. */
	if (strcmp(form_value(form, NEWCOMER_SEX), walk_in->suggested) == 0)
		form_put(form, NEWCOMER_SEX, sex);
	walk_in->suggested = sex;
	return look_for_nik(walk_in, form, newcomer->identity.nik, why);
}

/* What `okoce checkin --plain` would say of it too. */
static enum form_verdict check(void *context, struct form *form, size_t field, struct buf *why)
{
	struct walk_in *walk_in = context;
	struct newcomer newcomer;
	enum form_verdict verdict = FORM_FINE;
	struct err err = {0};

	newcomer_start(&newcomer);
	if (newcomer_set(&newcomer, walk_in->attend->app, (enum newcomer_field)field,
		    form_value(form, field), &err) != STATUS_OK) {
		buf_add_text(why, err.text);
		verdict = FORM_WRONG;
	} else if (field == NEWCOMER_NIK) {
		verdict = check_nik(walk_in, form, &newcomer, why);
	} else if (field == NEWCOMER_PHONE) {
		form_put(form, field, newcomer.contact.phone);
		look_alike(walk_in);
	} else {
		look_alike(walk_in);
	}
	newcomer_release(&newcomer);
	return verdict;
}

static const struct form_field fields[NEWCOMER_FIELDS] = {
	[NEWCOMER_NAME] = {.label = N_("Name"), .hint = N_("As on the identity card."), .max = 60,
		.required = true, .check = check},
	[NEWCOMER_NIK] = {.label = "NIK", .hint = N_("16 digits; may stay empty."), .kind = FORM_DIGITS,
		.max = NIK_DIGITS, .secret = true, .check = check},
	[NEWCOMER_SEX] = {.label = N_("M/F"), .hint = N_("L or P; the NIK says it."),
		.kind = FORM_CHOICE, .choices = sexes},
	[NEWCOMER_KELURAHAN] = {.label = N_("Kelurahan"),
		.hint = N_("Type its beginning; Down shows all. May stay empty."), .kind = FORM_CHOICE,
		.choices = kelurahan},
	[NEWCOMER_PHONE] = {.label = N_("Phone"), .hint = N_("May stay empty. Enter saves."), .max = 20,
		.check = check},
};

/* --- Drafts ------------------------------------------------------------------------------------- */

static struct draft draft_at(const struct attend *attend)
{
	return draft_of(attend->app, "attend-new/%s", attend->checkin.session->id);
}

bool attend_new_is_kept(const struct attend *attend)
{
	struct draft draft = draft_at(attend);
	struct arena arena = {0};
	bool found = draft_read(&draft, &arena).len > 0;

	arena_release(&arena);
	return found;
}

void attend_new_forget(const struct attend *attend)
{
	struct draft draft = draft_at(attend);

	draft_keep(&draft, (struct bytes){NULL, 0});
}

static bool resume(struct walk_in *walk_in)
{
	struct arena arena = {0};
	bool resumed = form_resume(&walk_in->form, draft_read(&walk_in->draft, &arena));

	arena_release(&arena);
	return resumed;
}

/* --- Opening ------------------------------------------------------------------------------------ */

/* What was typed at the door need not be typed again. */
static void put_typed(struct walk_in *walk_in, const char *typed)
{
	struct form *form = &walk_in->form;
	struct buf ignored = BUF_EMPTY;
	struct token token;

	token_parse(&token, typed, app_today(walk_in->attend->app));
	switch (token.kind) {
	case TOKEN_NIK:
		form_put(form, NEWCOMER_NIK, token.digits);
		(void)check(walk_in, form, NEWCOMER_NIK, &ignored);
		break;
	case TOKEN_PHONE:
		form_put(form, NEWCOMER_PHONE, token.digits);
		break;
	case TOKEN_NAME:
		form_put(form, NEWCOMER_NAME, typed);
		break;
	default:
		break;
	}
	look_alike(walk_in);
	form_go_to(form, token.kind == TOKEN_NAME ? NEWCOMER_NIK : NEWCOMER_NAME);
	buf_wipe(&ignored);
}

/* What was left half done goes on, unless somebody else was typed since. */
static bool is_about(const struct walk_in *walk_in, const char *typed)
{
	const struct form *form = &walk_in->form;
	struct token token;

	token_parse(&token, typed, app_today(walk_in->attend->app));
	switch (token.kind) {
	case TOKEN_NIK:
		return strcmp(form_value(form, NEWCOMER_NIK), token.digits) == 0;
	case TOKEN_PHONE:
		return strcmp(form_value(form, NEWCOMER_PHONE), token.digits) == 0;
	case TOKEN_NAME:
		return strcmp(form_value(form, NEWCOMER_NAME), typed) == 0;
	default:
		return true;
	}
}

static void begin(struct walk_in *walk_in)
{
	form_open(&walk_in->form,
		&(struct form_options){.field = fields,
			.count = NEWCOMER_FIELDS,
			.context = walk_in,
			.drafts = {.keep = draft_keep, .context = &walk_in->draft}});
	for (size_t i = 0; i < NEWCOMER_FIELDS; i++)
		form_fill(&walk_in->form, i, "");
	form_set_previous(&walk_in->form, NEWCOMER_KELURAHAN, walk_in->attend->kelurahan);
}

struct next attend_new_open(struct attend *attend, bool replaces)
{
	struct walk_in *walk_in = memory_alloc(sizeof(*walk_in));
	const char *typed = attend->about.asked;

	walk_in->attend = attend;
	walk_in->draft = draft_at(attend);
	walk_in->suggested = "";
	gather_kelurahan(walk_in);
	begin(walk_in);
	walk_in->touched = resume(walk_in) && is_about(walk_in, typed);
	if (!walk_in->touched) {
		form_close(&walk_in->form);
		begin(walk_in);
		put_typed(walk_in, typed);
	}
	return replaces ? next_replace(&attend_new_screen, walk_in)
			: next_push(&attend_new_screen, walk_in);
}

/* --- The screen --------------------------------------------------------------------------------- */

static enum status load(void *context, struct err *err)
{
	struct walk_in *walk_in = context;
	const struct attend *attend = walk_in->attend;

	(void)err;
	if (walk_in->forgotten) {
		begin(walk_in);
		walk_in->touched = resume(walk_in);
		walk_in->forgotten = false;
	}
	buf_clear(&walk_in->title);
	if (!office_is_narrow()) {
		session_title(&attend->app->programme, attend->checkin.session, &walk_in->title);
		buf_add_text(&walk_in->title, ": ");
	}
	buf_printf(&walk_in->title, _("%s, seats taken %u/%u, waiting %u"), buf_text(&attend->day),
		(unsigned)attend->checkin.count.registered, (unsigned)attend->checkin.count.seats,
		(unsigned)attend->checkin.count.waiting);
	form_load(&walk_in->form);
	return STATUS_OK;
}

static void draw_born(const struct walk_in *walk_in, struct area area)
{
	struct nik nik;
	struct buf text = BUF_EMPTY;

	if (!nik_parse(&nik, form_value(&walk_in->form, NEWCOMER_NIK), app_today(walk_in->attend->app)))
		return;
	buf_add_text(&text, _("Born, as the NIK says: "));
	date_print_long(&text, nik.born);
	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_NORMAL, buf_text(&text));
	buf_wipe(&text);
}

static void draw(void *context, struct area area)
{
	struct walk_in *walk_in = context;

	term_put_fit(area.row, area.col + 1, area.cols - 2, STYLE_BOLD, buf_text(&walk_in->title));
	draw_born(walk_in, (struct area){area.row + area.rows - 1, area.col, 1, area.cols});
	area.rows--;
	area.rows -= attend_alike_draw(walk_in->attend->app, &walk_in->alikes, area);
	form_draw(&walk_in->form, (struct area){area.row + 2, area.col, area.rows - 2, area.cols});
}

static enum status read_fields(const struct walk_in *walk_in, struct newcomer *newcomer, struct err *err)
{
	enum status status = STATUS_OK;

	/* The sex before the NIK, which says it only where nobody has. */
	static const enum newcomer_field order[] = {NEWCOMER_NAME, NEWCOMER_SEX, NEWCOMER_NIK,
		NEWCOMER_KELURAHAN, NEWCOMER_PHONE};

	for (size_t i = 0; i < NEWCOMER_FIELDS && status == STATUS_OK; i++)
		status = newcomer_set(newcomer, walk_in->attend->app, order[i],
			form_value(&walk_in->form, order[i]), err);
	return status;
}

static void say_failed(struct screens *screens, const struct checkin_result *result)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, result->detail, strlen(result->detail));
	screens_say(screens, STYLE_WARN, "%s: %s", outcome_word(OUTCOME_FAILED), buf_text(&safe));
	buf_wipe(&safe);
}

static struct next save(struct screens *screens, struct walk_in *walk_in)
{
	struct attend *attend = walk_in->attend;
	struct newcomer newcomer;
	struct door_request request = {.act = DOOR_NEW, .newcomer = &newcomer};
	struct checkin_result result;
	struct err err = {0};

	newcomer_start(&newcomer);
	if (read_fields(walk_in, &newcomer, &err) != STATUS_OK) {
		newcomer_release(&newcomer);
		screens_say_err(screens, &err);
		return next_draw();
	}
	checkin_do(&attend->checkin, &request, &result);
	newcomer_release(&newcomer);
	if (result.outcome == OUTCOME_FAILED) { /* what was typed stays, for another try */
		screens_beep(screens);
		say_failed(screens, &result);
		return next_draw();
	}
	snprintf(attend->kelurahan, sizeof(attend->kelurahan), "%s",
		form_value(&walk_in->form, NEWCOMER_KELURAHAN));
	form_saved(&walk_in->form);
	walk_in->touched = false;
	attend->result = result;
	attend_done(screens, attend);
	return next_pop();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct walk_in *walk_in = context;
	enum form_result result;

	if (action == NEW_TAKE)
		return attend_alike_take(screens, walk_in->attend, &walk_in->alikes);

	if (action == NEW_DISCARD) {
		form_start_over(&walk_in->form);
		walk_in->touched = false;
		return next_pop();
	}
	result = form_act(&walk_in->form, action, key);
	if (result == FORM_SAVE)
		return save(screens, walk_in);
	walk_in->touched |= result == FORM_HANDLED;
	return form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct walk_in *walk_in = context;

	return form_focus(&walk_in->form);
}

static void corner(const void *context, struct buf *out)
{
	const struct walk_in *walk_in = context;

	office_corner(walk_in->attend->app, out);
}

static void rest(void *context)
{
	struct walk_in *walk_in = context;

	if (walk_in->touched)
		form_keep(&walk_in->form);
}

/* Sealed in the draft, and nowhere else until it is unlocked. */
static void lock(void *context)
{
	struct walk_in *walk_in = context;

	form_keep(&walk_in->form);
	form_close(&walk_in->form);
	alike_release(&walk_in->alikes);
	walk_in->touched = false;
	walk_in->forgotten = true;
}

static void release(void *context)
{
	struct walk_in *walk_in = context;

	if (walk_in->touched)
		form_keep(&walk_in->form);
	form_close(&walk_in->form);
	free(walk_in->kelurahan);
	alike_release(&walk_in->alikes);
	arena_release(&walk_in->arena);
	buf_release(&walk_in->title);
	free(walk_in);
}

static bool allows(const void *context, int action)
{
	const struct walk_in *walk_in = context;

	return action != NEW_TAKE || walk_in->alikes.count > 0;
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{NEW_TAKE, KEYS_F(4), KEYS_CTRL('T'), N_("Is that one"),
		N_("Takes who is recorded already and is likely the same person."), 1},
	{NEW_DISCARD, KEYS_F(8), KEYS_CTRL('D'), N_("Discard"),
		N_("Goes back to the door, and nothing that was typed is kept."), 5},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"),
		N_("Goes back to the door; what is typed waits there for F3."), 1},
};

const struct screen attend_new_screen = {
	.title = N_("NEW PARTICIPANT"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.rest = rest,
	.lock = lock,
	.release = release,
};
