/* SPDX-License-Identifier: BSD-2-Clause */
/* okoce laptop: what this laptop is called and how okoce looks on it. */
#include "cli/named.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/word.h"
#include "app/laptop.h"
#include "app/settings.h"
#include "base/text.h"

#include <string.h>

#define LABEL_COLUMNS 22

/* What was typed, as settings hold it. */
struct laptop_request {
	struct laptop_settings settings;
	struct buf name;
};

/* --- What is asked for ------------------------------------------------------------------------- */

static enum status read_yes(
	const struct request *request, enum option option, bool *yes, struct err *err)
{
	const char *word = request->options.value[option];

	if (!word)
		return STATUS_OK;
	*yes = text_equal_nocase(word, "yes") || text_equal_nocase(word, _("yes"));
	if (*yes || text_equal_nocase(word, "no") || text_equal_nocase(word, _("no")))
		return STATUS_OK;
	return word_error_more(err, STATUS_USAGE, _("Neither yes nor no"), word, _("Write %s or %s."),
		_("yes"), _("no"));
}

static enum status read_prefs(const struct request *request, struct laptop_settings *settings, struct err *err)
{
	const char *language = request->options.value[OPTION_LANGUAGE];
	bool mouse = !settings->prefs.no_mouse, colours = !settings->prefs.no_color;
	uint64_t minutes = settings->prefs.lock_minutes;
	enum status status = STATUS_OK;

	if (language && strcmp(language, "id") != 0 && strcmp(language, "en") != 0)
		return word_error_more(err, STATUS_USAGE, _("No such language"), language,
			_("There are %s and %s."), "id", "en");
	if (language)
		settings->prefs.language =
			strcmp(language, "en") == 0 ? LANGUAGE_ENGLISH : LANGUAGE_INDONESIAN;
	if (request->options.value[OPTION_LOCK])
		status = option_number(&request->options, OPTION_LOCK, 1, PREFS_LOCK_MINUTES_MAX,
			&minutes, err);
	settings->prefs.lock_minutes = (unsigned)minutes;
	if (status == STATUS_OK)
		status = read_yes(request, OPTION_SOUND, &settings->sounds, err);
	if (status == STATUS_OK)
		status = read_yes(request, OPTION_MOUSE, &mouse, err);
	if (status == STATUS_OK)
		status = read_yes(request, OPTION_COLOURS, &colours, err);
	settings->prefs.no_mouse = !mouse;
	settings->prefs.no_color = !colours;
	return status;
}

static enum status read_letter(const char *text, struct laptop *laptop, struct err *err)
{
	const char letter = (char)(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 'a' + 'A' : text[0]);

	if (letter < 'A' || letter > 'Z' || text[1] != '\0')
		return word_error_more(err, STATUS_USAGE, _("Not one letter"), text, _("Write it as %s."), "A");
	laptop->letter = (uint32_t)letter;
	return STATUS_OK;
}

/* A name that was the proposal goes along with kecamatan and letter, as on the screen. */
static enum status read_laptop(const struct request *request, const struct app *app,
	struct laptop_request *asked, struct err *err)
{
	const char *const *value = request->options.value;
	struct laptop *laptop = &asked->settings.laptop;
	const struct kecamatan *kecamatan = programme_kecamatan(&app->programme, laptop->kecamatan);
	enum status status = request_kecamatan(request, &app->programme, &kecamatan, err);
	struct buf proposed = BUF_EMPTY;

	laptop_propose_name(app, laptop->kecamatan, laptop->letter, &proposed);
	if (status == STATUS_OK && kecamatan)
		laptop->kecamatan = kecamatan->code;
	if (status == STATUS_OK && value[OPTION_LETTER])
		status = read_letter(value[OPTION_LETTER], laptop, err);
	if (status == STATUS_OK)
		status = option_text(&request->options, OPTION_NAME, &asked->name, err);
	if (!value[OPTION_NAME] && strcmp(laptop->name, buf_text(&proposed)) == 0)
		laptop_propose_name(app, laptop->kecamatan, laptop->letter, &asked->name);
	if (value[OPTION_NAME] || asked->name.len > 0)
		laptop->name = buf_text(&asked->name);
	asked->settings.laptop_given =
		value[OPTION_NAME] || value[OPTION_KECAMATAN] || value[OPTION_LETTER];
	buf_release(&proposed);
	return status;
}

static bool has_any(const struct request *request, option_set options)
{
	for (int i = 0; i < OPTION_COUNT; i++)
		if ((options >> i & 1) && request->options.value[i])
			return true;
	return false;
}

/* What is kept with the programme, and how okoce looks whatever is opened. */
#define OF_PROGRAMME                                                                               \
	(OPTION_BIT(NAME) | OPTION_BIT(KECAMATAN) | OPTION_BIT(LETTER) | OPTION_BIT(SOUND))
#define OF_LAPTOP                                                                                  \
	(OPTION_BIT(LANGUAGE) | OPTION_BIT(MOUSE) | OPTION_BIT(COLOURS) | OPTION_BIT(LOCK))

/* --- What is said ------------------------------------------------------------------------------ */

static void add_row(struct buf *out, const char *label, const char *text)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, text, strlen(text));
	text_fit(out, label, LABEL_COLUMNS, true);
	buf_printf(out, "%s\n", buf_text(&safe));
	buf_release(&safe);
}

static void add_yes(struct buf *out, const char *label, bool yes)
{
	add_row(out, label, yes ? _("yes") : _("no"));
}

static enum status print_settings(
	const struct app *app, const struct laptop_settings *settings, struct err *err)
{
	const struct kecamatan *kecamatan =
		programme_kecamatan(&app->programme, settings->laptop.kecamatan);
	const char letter[2] = {(char)settings->laptop.letter, '\0'};
	struct buf out = BUF_EMPTY, minutes = BUF_EMPTY;
	enum status status;

	buf_printf(&minutes, "%u", settings->prefs.lock_minutes);
	add_row(&out, _("Laptop's name"), settings->laptop.name);
	add_row(&out, _("Kecamatan"), kecamatan ? kecamatan->name : settings->laptop.kecamatan);
	add_row(&out, _("Letter"), letter);
	add_row(&out, _("Language"),
		settings->prefs.language == LANGUAGE_ENGLISH ? "English" : "Bahasa Indonesia");
	add_yes(&out, _("Sound"), settings->sounds);
	add_yes(&out, _("Mouse"), !settings->prefs.no_mouse);
	add_yes(&out, _("Colours"), !settings->prefs.no_color);
	add_row(&out, _("Locks after minutes"), buf_text(&minutes));
	if (!app->laptop_chosen && !settings->laptop_given)
		buf_printf(&out, "%s\n", _("The name is a proposal: nobody has chosen one yet."));
	status = output(&out, err);
	buf_release(&out);
	buf_release(&minutes);
	return status;
}

/* --- Doing it ---------------------------------------------------------------------------------- */

static enum status run(struct app *app, struct request *request, struct laptop_request *asked,
	struct err *err)
{
	bool changes = has_any(request, OF_PROGRAMME | OF_LAPTOP);
	enum status status;

	laptop_settings_read(&asked->settings, app, &request->prefs);
	status = read_prefs(request, &asked->settings, err);
	if (status == STATUS_OK && changes)
		status = read_laptop(request, app, asked, err);
	if (status == STATUS_OK && changes)
		status = laptop_settings_save(app, &asked->settings, &request->prefs, err);
	return status == STATUS_OK ? print_settings(app, &asked->settings, err) : status;
}

/* Nothing of it stands in the data file. But what is kept with the programme is kept by who has it open:
 * two writers of the laptop's name would not know of each other. */
enum status cmd_laptop(struct request *request, struct err *err)
{
	struct laptop_request asked = {.name = BUF_EMPTY};
	struct app *app = NULL;
	enum status status = request_open(
		request, has_any(request, OF_PROGRAMME) ? USE_WRITE : USE_READ, &app, err);

	if (status == STATUS_OK)
		status = run(app, request, &asked, err);
	buf_release(&asked.name);
	app_close(app);
	return status;
}
