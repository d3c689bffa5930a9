/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/office.h"

#include "tui/guard.h"
#include "tui/officers.h"
#include "tui/unlock.h"
#include "app/copies.h"
#include "app/officers.h"
#include "app/whereabouts.h"
#include "report/state_words.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define NARROW 76
#define OFFICER_COLS 24

/* --- The run ----------------------------------------------------------------------------------- */

static bool can_lock(void *context)
{
	const struct office *office = context;

	return app_can_lock(office->app) && !app_is_locked(office->app);
}

/* That it fails is told when the officer leaves: it stops nobody. */
static void keep_copy(struct office *office)
{
	err_clear(&office->trouble);
	(void)!copies_keep(office->app, &office->trouble);
}

static void lock(void *context)
{
	struct office *office = context;

	keep_copy(office);

	office->officer = app_officer_name(office->app); /* of the store's slots: it stays */
	app_lock(office->app);
}

static void *open_lock(void *context)
{
	struct office *office = context;

	return unlock_open(office, office->officer);
}

struct next office_unlocked(struct screens *screens, struct office *office)
{
	struct buf said = BUF_EMPTY;
	void *attend = NULL;

	if (!office->own_later && app_writes(office->app) && store_has_first_passphrase(office->app->store))
		return next_replace(&own_passphrase_screen, own_passphrase_open(office, true));
	if (!office->begun)
		attend = attend_resume(office->app, &said);
	office->begun = true;
	if (attend)
		screens_say(screens, STYLE_BOLD, "%s", buf_text(&said));
	buf_release(&said);
	return attend ? next_replace(&attend_screen, attend) : next_pop();
}

/* Beranda, and above it the passphrase, or the door where an earlier run was cut off. */
static void set_up(struct office *office, struct screens_setup *setup, struct buf *said)
{
	setup->first = &home_screen;
	setup->context = home_open(office);
	if (app_is_locked(office->app)) {
		setup->second = &unlock_screen;
		setup->second_context = unlock_open(office, office->officer);
		setup->locked = true;
		return;
	}
	office->begun = true;
	setup->second_context = attend_resume(office->app, said);
	if (setup->second_context) {
		setup->second = &attend_screen;
		setup->message = buf_text(said);
	}
}

enum status office_run(struct office *office, const struct term_options *options, struct err *err)
{
	struct screens_setup setup = {.lock = &office->lock};
	struct buf said = BUF_EMPTY;
	enum status status;

	office->lock = (struct screens_lock){.context = office,
		.can = can_lock,
		.lock = lock,
		.screen = &unlock_screen,
		.open = open_lock};
	office_prefer(office);
	if (office->session) {
		setup.first = &attend_screen;
		setup.context = attend_open(office->app, office->session, err);
		office->begun = true;
		if (!setup.context)
			return err->status;
	} else {
		set_up(office, &setup, &said);
	}
	status = screens_run(&setup, options, err);
	/* A closed window, or a signal, is not the officer's leaving. */
	if (!guard_hangup() && !app_is_locked(office->app))
		whereabouts_forget(office->app);
	if (!app_is_locked(office->app))
		keep_copy(office);
	buf_release(&said);
	return status;
}

void office_prefer(struct office *office)
{
	office->lock.minutes = office->prefs->lock_minutes;
}

bool office_progress(int percent, const char *text)
{
	struct buf line = BUF_EMPTY;

	if (!term_is_up())
		return false;
	buf_printf(&line, " %s %d%%", text, percent);
	term_put_fit(term_rows() - 2, 0, term_cols(), STYLE_BOLD, buf_text(&line));
	term_refresh();
	buf_release(&line);
	return true;
}

/* --- Words ------------------------------------------------------------------------------------- */

bool office_is_narrow(void)
{
	return term_cols() < NARROW;
}

static const char *clock_mark(const struct app *app)
{
	if (app->programme.is_demo)
		return _("DEMO");
	return app->clock_by_hand || app->clock.by_hand ? _("CLOCK SET") : "";
}

void office_mark(const struct app *app, struct buf *out)
{
	const char *clock = clock_mark(app);

	if (!app_writes(app))
		buf_add_text(out, _("READ ONLY"));
	if (!app_writes(app) && clock[0] != '\0')
		buf_add_text(out, ", ");
	buf_add_text(out, clock);
}

static void add_officer(const struct app *app, struct buf *out)
{
	struct buf safe = BUF_EMPTY;
	const char *name = app_officer_name(app);

	text_safe(&safe, name, strlen(name));
	text_fit(out, buf_text(&safe), OFFICER_COLS, false);
	buf_release(&safe);
}

void office_corner(const struct app *app, struct buf *out)
{
	bool narrow = office_is_narrow();
	size_t before = out->len;

	office_mark(app, out);
	if (out->len > before)
		buf_add_text(out, " │ ");
	if (!narrow && app->laptop_chosen)
		buf_printf(out, "%s │ ", app->laptop.name);
	/* In whose name nothing is recorded needs no room. */
	if ((!narrow || out->len == before) && app_writes(app)) {
		add_officer(app, out);
		buf_add_text(out, " │ ");
	}
	office_now(app, out);
}

void office_now(const struct app *app, struct buf *out)
{
	date today = app_today(app);

	if (office_is_narrow()) {
		/* The year too: that is what an empty clock battery gets wrong. */
		date_print_short(out, today);
		buf_printf(out, " %d", date_civil(today).year);
	} else {
		date_print_long(out, today);
	}
	buf_add_text(out, "  ");
	minute_print(out, moment_minute(app_now(app)));
}

void office_venue(const struct app *app, const struct session *session, struct buf *out)
{
	static const char *const words[][2] = {{"Kecamatan ", "Kec. "}, {"Kelurahan ", "Kel. "}};
	const struct kecamatan *kecamatan;
	const char *venue = session->schedule.venue;

	if (venue[0] == '\0') {
		kecamatan = programme_kecamatan(&app->programme, session->plan.kecamatan);
		buf_printf(out, "Kec. %s", kecamatan ? kecamatan->name : session->plan.kecamatan);
	}
	while (*venue != '\0') {
		size_t i = 0;

		while (i < 2 && strncmp(venue, words[i][0], strlen(words[i][0])) != 0)
			i++;
		if (i < 2) {
			buf_add_text(out, words[i][1]);
			venue += strlen(words[i][0]);
		} else {
			buf_add_byte(out, (uint8_t)*venue++);
		}
	}
}

void office_hall(const struct app *app, const struct session *session, struct buf *out)
{
	const struct kecamatan *kecamatan =
		programme_kecamatan(&app->programme, session->plan.kecamatan);
	const char *venue = session->schedule.venue;
	struct buf own = BUF_EMPTY;
	size_t rest;

	if (kecamatan)
		buf_printf(&own, "Kecamatan %s", kecamatan->name);
	rest = strlen(venue) > own.len ? strlen(venue) - own.len : 0;
	if (own.len > 0 && rest > 0 && strcmp(venue + rest, buf_text(&own)) == 0)
		buf_add(out, venue, rest + strlen("Kecamatan"));
	else
		office_venue(app, session, out);
	buf_release(&own);
}

void office_place(const struct app *app, const struct person_address *address, struct buf *out)
{
	const struct programme *programme = &app->programme;
	const struct kelurahan *kelurahan = programme_kelurahan(programme, address->kelurahan);
	const struct kecamatan *kecamatan = programme_kecamatan(programme, address->kecamatan);

	if (kelurahan)
		buf_add_text(out, kelurahan->name);
	else if (kecamatan)
		buf_printf(out, "Kec. %s", kecamatan->name);
	else
		buf_add_text(out, address->elsewhere);
}

const char *office_sex(uint32_t sex)
{
	return sex == SEX_MALE || sex == SEX_FEMALE ? sex_letter(sex) : "";
}

void office_say_path(
	struct screens *screens, const struct app *app, const char *words, const char *path)
{
	const char *own = app->own_folder ? app->own_folder : "";
	size_t length = strlen(own);
	struct buf text = BUF_EMPTY;
	const char *place = strstr(words, "%s");

	/* The words are translated, so they are no format that can be checked here. */
	buf_add(&text, words, place ? (size_t)(place - words) : strlen(words));
	if (length > 0 && strncmp(path, own, length) == 0 && path[length] == '/') {
		buf_add_byte(&text, '~');
		path += length;
	}
	buf_add_text(&text, path);
	screens_say(screens, STYLE_GOOD, "%s", buf_text(&text));
	buf_release(&text);
}

/* Bytes of the text that fit the columns, whole words if there are any. */
size_t office_fit_words(const char *text, int cols)
{
	struct buf part = BUF_EMPTY;
	size_t fits = 0;

	for (size_t at = 0; text[at] != '\0';) {
		size_t end = at + strspn(text + at, " ");

		end += strcspn(text + end, " ");
		buf_clear(&part);
		buf_add(&part, text, end);
		if (text_width(buf_text(&part)) > cols)
			break;
		fits = end;
		at = end;
	}
	buf_wipe(&part);
	return fits > 0 ? fits : strlen(text); /* one long word is cut when drawn */
}

void office_put_wrapped(struct area area, enum style style, const char *text)
{
	struct buf safe = BUF_EMPTY, part = BUF_EMPTY;
	const char *rest;

	text_safe(&safe, text, strlen(text));
	rest = buf_text(&safe);
	for (int row = 0; row < area.rows && *rest != '\0'; row++) {
		size_t len = row < area.rows - 1 ? office_fit_words(rest, area.cols) : strlen(rest);

		buf_clear(&part);
		buf_add(&part, rest, len);
		term_put_fit(area.row + row, area.col, area.cols, style, buf_text(&part));
		rest += len;
		rest += strspn(rest, " ");
	}
	buf_wipe(&safe);
	buf_wipe(&part);
}
