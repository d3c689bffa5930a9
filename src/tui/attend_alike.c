/* SPDX-License-Identifier: BSD-2-Clause */
/* Somebody new at the door may be recorded already: shown below the form, and F4 takes that person. */
#include "tui/attend_pick.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>

#define LOW 13 /* rows of a screen that has none to spare */

int attend_alike_draw(const struct app *app, const struct alikes *alikes, struct area area)
{
	struct buf text = BUF_EMPTY;
	const unsigned others = (unsigned)alikes->count - 1;
	const int rows = area.rows < LOW ? 2 : 3;

	if (alikes->count == 0)
		return 0;
	buf_add_text(&text, _("Perhaps recorded already: "));
	alike_say(app, &alikes->item[0], &text);
	if (others > 0)
		buf_printf(&text, ngettext(", and %u other", ", and %u others", others), others);
	buf_add_text(&text, _(". F4 takes that person; Enter goes on."));
	office_put_wrapped((struct area){area.row + area.rows - rows, area.col + 1, rows,
				   area.cols - 2}, STYLE_WARN, buf_text(&text));
	buf_wipe(&text);
	return rows;
}

/* Of this list: back at the door with the number typed, where Enter records. Else what can be done with
 * somebody of another class or year. The form waits as a draft until that is done. */
static struct next take(struct screens *screens, struct attend *attend, const struct alike *alike)
{
	const struct roster_person *person = roster_find(&attend->checkin.roster, &alike->record);
	struct checkin_result result = {.person = CHECKIN_NOBODY, .found = alike->record};

	if (!person) {
		result.session = alike->session;
		result.outcome = alike->session && alike->session->plan.year ==
							attend->checkin.session->plan.year
					 ? OUTCOME_OTHER_CLASS
					 : OUTCOME_UNKNOWN;
		snprintf(result.typed, sizeof(result.typed), "%s", alike->identity.name);
		return attend_take_found(attend, &result);
	}
	input_set(&attend->input, person->enrolment.number[0] != '\0' ? person->enrolment.number
								    : person->identity.name);
	attend_find(attend);
	screens_say(screens, STYLE_NORMAL, "%s", _("On this list already: Enter records as present."));
	return next_pop();
}

static struct next alike_chosen(struct screens *screens, struct attend_pick *pick, size_t index)
{
	struct alike alike = {.record = pick->row[index].record, .session = pick->row[index].session};

	alike.identity.name = buf_text(&pick->row[index].text);
	return take(screens, pick->attend, &alike);
}

struct next attend_alike_take(
	struct screens *screens, struct attend *attend, const struct alikes *alikes)
{
	struct attend_pick *pick;

	if (alikes->count == 1)
		return take(screens, attend, &alikes->item[0]);
	pick = attend_pick_make(
		attend, _("Recorded already"), _("Who of those is it? Esc: none of them."), alike_chosen);
	for (size_t i = 0; i < alikes->count; i++) {
		const struct alike *alike = &alikes->item[i];
		struct attend_pick_row *row = attend_pick_add(pick, alike->identity.name);

		row->record = alike->record;
		row->session = alike->session;
		if (alike->session)
			session_title(&attend->app->programme, alike->session, &row->more);
	}
	return attend_pick_open(pick, true);
}
