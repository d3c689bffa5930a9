/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/conf_words.h"

#include "cli/conf_value.h"
#include "model/dates.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static void add_safe(struct buf *out, const char *text)
{
	text_safe(out, text, strlen(text));
}

/* "Kerajinan tangan, class 3; 22-25 Jul, RPTRA Joglo" */
static void add_session(
	struct buf *out, const struct session *session, const struct programme *folder)
{
	struct buf words = BUF_EMPTY;

	session_title(folder, session, &words);
	buf_add_text(&words, "; ");
	dates_print(&words, &session->schedule.dates, (int)session->plan.year);
	if (session->schedule.dates.count == 0)
		buf_add_text(&words, _("dates are open"));
	if (session->schedule.venue[0] != '\0')
		buf_printf(&words, ", %s", session->schedule.venue);
	add_safe(out, buf_text(&words));
	buf_release(&words);
}

static void add_what(
	struct buf *out, const struct conf_change *change, const struct programme *folder)
{
	if (change->field) {
		conf_value_difference(out, change, folder);
	} else if (!change->now) {
		buf_add_text(out, _("new"));
		if (change->session) {
			buf_add_text(out, ": ");
			add_session(out, change->session, folder);
		}
	} else if (change->session) {
		buf_add_text(out, _("not in the folder any more: cancelled"));
	} else {
		buf_add_text(out, _("not in the folder any more"));
	}
}

static void add_officer(struct buf *out, const struct conf_change *change)
{
	struct buf when = BUF_EMPTY;
	struct buf name = BUF_EMPTY;

	moment_print(&when, change->time);
	add_safe(&name, change->officer);
	/* TRANSLATORS: name of an officer, time: "2019-07-16 08.41". */
	buf_printf(out, _("changed in okoce by %s, %s"), buf_text(&name), buf_text(&when));
	buf_release(&when);
	buf_release(&name);
}

/* Why it is held back, or who should hear of it. */
static void add_why(struct buf *out, const struct conf_change *change)
{
	switch (change->fate) {
	case CONF_HAS_ATTENDANCE:
		buf_printf(out,
			ngettext("attendance of %u person is recorded",
				"attendance of %u people is recorded", change->people),
			change->people);
		break;
	case CONF_HAS_PEOPLE:
	case CONF_WRITTEN:
		buf_printf(out,
			ngettext("%u person is registered", "%u people are registered",
				change->people),
			change->people);
		break;
	case CONF_CHANGED_HERE:
		add_officer(out, change);
		break;
	case CONF_DISAGREES:
		buf_add_text(out, _("two laptops say different things of it"));
		break;
	case CONF_STAYS:
		buf_add_text(out, _("sessions and people refer to it"));
		break;
	}
}

enum section { SECTION_WRITTEN, SECTION_HELD, SECTION_STAYS, SECTIONS };

static enum section section_of(const struct conf_change *change)
{
	if (change->fate == CONF_WRITTEN || change->forced)
		return SECTION_WRITTEN;
	return change->fate == CONF_STAYS ? SECTION_STAYS : SECTION_HELD;
}

static void add_line(
	struct buf *out, const struct conf_change *change, const struct programme *folder)
{
	buf_add_text(out, "  ");
	add_safe(out, change->name);
	buf_add_text(out, "  ");
	add_what(out, change, folder);
	if (change->fate != CONF_WRITTEN || change->people > 0) {
		buf_add_text(out, " (");
		add_why(out, change);
		if (change->forced)
			buf_add_text(out, _("; forced"));
		buf_add_byte(out, ')');
	}
	buf_add_byte(out, '\n');
}

static void add_section(struct buf *out, enum section section, const struct conf_changes *changes,
	const struct programme *folder)
{
	static const char *const headings[SECTIONS] = {
		[SECTION_WRITTEN] = N_("To be written:"),
		[SECTION_HELD] = N_("Held back, to be looked at:"),
		[SECTION_STAYS] = N_("Stays in the data file:"),
	};
	bool any = false;

	for (size_t i = 0; i < changes->count; i++) {
		if (section_of(&changes->change[i]) != section)
			continue;
		if (!any)
			buf_printf(out, "%s\n", _(headings[section]));
		any = true;
		add_line(out, &changes->change[i], folder);
	}
}

void conf_words_print(
	struct buf *out, const struct conf_changes *changes, const struct programme *folder)
{
	for (enum section section = 0; section < SECTIONS; section++)
		add_section(out, section, changes, folder);
	if (changes->count == 0)
		buf_add_text(out, _("The folder and the data file say the same.\n"));
}
