/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/settings.h"

#include "tui/form.h"
#include "tui/officers.h"
#include "app/laptop.h"
#include "app/settings.h"
#include "app/sound.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SETTINGS_ABOUT = ACTION_OWN,
	SETTINGS_PRACTICE,
	SETTINGS_OFFICERS
};

enum { KECAMATAN, LETTER, NAME, LANGUAGE, SOUND, MOUSE, COLOURS, LOCK };

#define LETTERS 26

struct settings_form {
	struct office *office;
	struct form form;
	struct form_choice *kecamatan; /* those of the programme */
	struct form_choice letter[LETTERS];
	char letter_text[LETTERS][2];
	struct buf proposed; /* the name that goes with kecamatan and letter */
};

/* --- Choices and checks ------------------------------------------------------------------------ */

static size_t kecamatan_choices(void *context, size_t field, const struct form_choice **choice)
{
	const struct settings_form *settings = context;

	(void)field;
	*choice = settings->kecamatan;
	return settings->office->app->programme.kecamatan_count;
}

static size_t letter_choices(void *context, size_t field, const struct form_choice **choice)
{
	const struct settings_form *settings = context;

	(void)field;
	*choice = settings->letter;
	return LETTERS;
}

static size_t language_choices(void *context, size_t field, const struct form_choice **choice)
{
	static const struct form_choice languages[] = {
		{"id", "Bahasa Indonesia", "Indonesian"}, {"en", "English", "Inggris"}};

	(void)context;
	(void)field;
	*choice = languages;
	return sizeof(languages) / sizeof(*languages);
}

/* A name that is still the proposal goes along with what it was made of. */
static enum form_verdict propose(void *context, struct form *form, size_t field, struct buf *why)
{
	struct settings_form *settings = context;
	const char *letter = form_value(form, LETTER);
	const char *name = form_value(form, NAME);
	struct buf proposed = BUF_EMPTY;

	(void)field;
	(void)why;
	laptop_propose_name(settings->office->app, form_value(form, KECAMATAN),
		letter[0] ? (uint32_t)letter[0] : 'A', &proposed);
	if (name[0] == '\0' || strcmp(name, buf_text(&settings->proposed)) == 0)
		form_put(form, NAME, buf_text(&proposed));
	buf_release(&settings->proposed);
	settings->proposed = proposed;
	return FORM_FINE;
}

static enum form_verdict check_lock(void *context, struct form *form, size_t field, struct buf *why)
{
	const long minutes = strtol(form_value(form, field), NULL, 10);

	(void)context;
	if (minutes >= 1 && minutes <= PREFS_LOCK_MINUTES_MAX)
		return FORM_FINE;
	buf_printf(why, _("1 to %d minutes."), PREFS_LOCK_MINUTES_MAX);
	return FORM_WRONG;
}

static const struct form_field fields[] = {
	[KECAMATAN] = {.group = N_("THIS LAPTOP"), .label = N_("Kecamatan"), .kind = FORM_CHOICE,
		.required = true, .choices = kecamatan_choices, .check = propose},
	[LETTER] = {.label = N_("Letter"), .kind = FORM_CHOICE, .required = true,
		.hint = N_("New people get numbers with it: A1. Laptops of one kecamatan differ in it."),
		.choices = letter_choices, .check = propose},
	[NAME] = {.label = N_("Laptop's name"), .max = LAPTOP_NAME_COLS, .required = true,
		.hint = N_("Shown in the first row of each screen.")},
	[LANGUAGE] = {.group = N_("SCREEN AND SOUND"), .label = N_("Language"), .kind = FORM_CHOICE,
		.required = true, .choices = language_choices},
	[SOUND] = {.label = N_("Sound"), .kind = FORM_YES_NO, .required = true,
		.hint = N_("At the door; never with invented people.")},
	[MOUSE] = {.label = N_("Mouse"), .kind = FORM_YES_NO, .required = true,
		.hint = N_("Holds from the next start on.")},
	[COLOURS] = {.label = N_("Colours"), .kind = FORM_YES_NO, .required = true,
		.hint = N_("Holds from the next start on.")},
	[LOCK] = {.label = N_("Locks after minutes"), .kind = FORM_DIGITS, .max = 2, .required = true,
		.hint = N_("Without a key; Kehadiran three times as late."), .check = check_lock},
};

/* --- Opening ----------------------------------------------------------------------------------- */

static void make_choices(struct settings_form *settings)
{
	const struct programme *programme = &settings->office->app->programme;

	settings->kecamatan = memory_alloc((programme->kecamatan_count + 1) * sizeof(struct form_choice));
	for (size_t i = 0; i < programme->kecamatan_count; i++)
		settings->kecamatan[i] = (struct form_choice){programme->kecamatan[i].code,
			programme->kecamatan[i].name, programme->kecamatan[i].short_code};
	for (size_t i = 0; i < LETTERS; i++) {
		settings->letter_text[i][0] = (char)('A' + (int)i);
		settings->letter[i] = (struct form_choice){
			settings->letter_text[i], settings->letter_text[i], NULL};
	}
}

static void fill(struct settings_form *settings)
{
	const struct laptop *laptop = &settings->office->app->laptop;
	const struct prefs *prefs = settings->office->prefs;
	const char letter[2] = {(char)laptop->letter, '\0'};
	char minutes[16];

	(void)snprintf(minutes, sizeof(minutes), "%u", prefs->lock_minutes);
	laptop_propose_name(
		settings->office->app, laptop->kecamatan, laptop->letter, &settings->proposed);
	form_fill(&settings->form, KECAMATAN, laptop->kecamatan);
	form_fill(&settings->form, LETTER, letter);
	form_fill(&settings->form, NAME, laptop->name);
	form_fill(&settings->form, LANGUAGE, prefs->language == LANGUAGE_ENGLISH ? "en" : "id");
	form_fill(&settings->form, SOUND, app_sounds(settings->office->app) ? "yes" : "no");
	form_fill(&settings->form, MOUSE, prefs->no_mouse ? "no" : "yes");
	form_fill(&settings->form, COLOURS, prefs->no_color ? "no" : "yes");
	form_fill(&settings->form, LOCK, minutes);
}

void *settings_open(struct office *office)
{
	struct settings_form *settings = memory_alloc(sizeof(*settings));

	settings->office = office;
	make_choices(settings);
	form_open(&settings->form, &(struct form_options){.field = fields,
					   .count = sizeof(fields) / sizeof(*fields),
					   .context = settings});
	fill(settings);
	return settings;
}

static void release(void *context)
{
	struct settings_form *settings = context;

	form_close(&settings->form);
	buf_release(&settings->proposed);
	free(settings->kecamatan);
	free(settings);
}

static enum status load(void *context, struct err *err)
{
	struct settings_form *settings = context;

	(void)err;
	form_load(&settings->form);
	return STATUS_OK;
}

static void draw(void *context, struct area area)
{
	struct settings_form *settings = context;

	form_draw(&settings->form, area);
}

/* --- Acting ------------------------------------------------------------------------------------ */

static bool says_no(const struct form *form, size_t field)
{
	return strcmp(form_value(form, field), "no") == 0;
}

/* The laptop's name is of this programme; the rest holds whatever is opened. */
static enum status keep(struct settings_form *settings, struct err *err)
{
	struct form *form = &settings->form;
	struct office *office = settings->office;
	struct laptop_settings now;
	enum status status;

	laptop_settings_read(&now, office->app, office->prefs);
	now.laptop.name = form_value(form, NAME);
	now.laptop.kecamatan = form_value(form, KECAMATAN);
	now.laptop.letter = (uint32_t)form_value(form, LETTER)[0];
	now.laptop_given = true;
	now.sounds = !says_no(form, SOUND);
	now.prefs.language = strcmp(form_value(form, LANGUAGE), "en") == 0 ? LANGUAGE_ENGLISH
									   : LANGUAGE_INDONESIAN;
	now.prefs.no_mouse = says_no(form, MOUSE);
	now.prefs.no_color = says_no(form, COLOURS);
	now.prefs.lock_minutes = (unsigned)strtoul(form_value(form, LOCK), NULL, 10);
	status = laptop_settings_save(office->app, &now, office->prefs, err);
	if (status == STATUS_OK)
		office_prefer(office);
	return status;
}

static struct next save(struct screens *screens, struct settings_form *settings)
{
	struct err err = {0};

	if (keep(settings, &err) != STATUS_OK)
		return screens_refuse(screens, &err);
	if (form_changed(&settings->form, LANGUAGE))
		i18n_set_language(settings->office->prefs->language);
	form_saved(&settings->form);
	screens_say(screens, STYLE_GOOD, "%s", _("Saved for this laptop."));
	return next_pop();
}

static struct next act_own(struct settings_form *settings, int action)
{
	switch (action) {
	case SETTINGS_ABOUT:
		return next_push(&about_screen, about_open(settings->office));
	case SETTINGS_OFFICERS:
		return next_push(&officers_screen, officers_open(settings->office));
	case SETTINGS_PRACTICE:
		settings->office->practice = true;
		return next_quit();
	default:
		return next_ignored();
	}
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct settings_form *settings = context;
	enum form_result result = form_act(&settings->form, action, key);

	if (result == FORM_SAVE)
		return save(screens, settings);
	return result == FORM_IGNORED ? act_own(settings, action) : form_next(screens, result);
}

static enum focus focus(const void *context)
{
	const struct settings_form *settings = context;

	return form_focus(&settings->form);
}

static bool allows(const void *context, int action)
{
	const struct settings_form *settings = context;
	const struct app *app = settings->office->app;

	if (action == SETTINGS_PRACTICE)
		return !app->programme.is_demo && settings->office->can_practice;
	return action != ACTION_LOCK || app_can_lock(app);
}

static void corner(const void *context, struct buf *out)
{
	const struct settings_form *settings = context;

	office_corner(settings->office->app, out);
}

static const struct action actions[] = {
	FORM_ACTIONS,
	{SETTINGS_ABOUT, KEYS_F(2), KEYS_CTRL('T'), N_("About"),
		N_("Versions, folders, licence; which file this is."), 3},
	{SETTINGS_OFFICERS, KEYS_F(4), KEYS_CTRL('O'), N_("Officers"),
		N_("Who can open the file; your own passphrase."), 3},
	{SETTINGS_PRACTICE, KEYS_F(5), KEYS_CTRL('P'), N_("Practice"),
		N_("Opens invented people to try okoce with; then this file again."), 4},
	{ACTION_LOCK, KEYS_F(6), KEYS_CTRL('L'), N_("Other officer"),
		N_("Locks the screen, so that another officer opens it."), 5},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back; what was not saved is dropped."), 2},
};

const struct screen settings_screen = {
	.title = N_("SETTINGS"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.load = load,
	.draw = draw,
	.act = act,
	.focus = focus,
	.allows = allows,
	.corner = corner,
	.release = release,
};
