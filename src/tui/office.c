/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/office.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define NARROW 76
#define OFFICER_COLS 24

enum status office_run(struct app *app, const char *folder, const struct term_options *options,
	struct err *err)
{
	return screens_run(&home_screen, home_open(app, folder), options, err);
}

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
	date today = app_today(app);
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
	if (narrow) {
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
