/* SPDX-License-Identifier: BSD-2-Clause */
/* A forgotten passphrase: what can be done, which is never to open the file without one. */
#include "tui/choice.h"
#include "tui/office.h"
#include "base/i18n.h"

#include <stdlib.h>

enum {
	FORGOT_CHOOSE = ACTION_OWN,
	FORGOT_AGAIN,
	FORGOT_COLLEAGUE,
	FORGOT_ENVELOPE,
	FORGOT_OFFICE,
	FORGOT_PAPER
};

struct forgot {
	struct choices choices;
	struct office *office;
};

void *forgot_open(struct office *office)
{
	struct forgot *forgot = memory_alloc(sizeof(*forgot));
	size_t count, named = 0;
	const struct slot *slot;

	forgot->office = office;
	slot = store_slots(office->app->store, &count);
	for (size_t i = 0; i < count; i++)
		named += !slot[i].code;
	choices_add(&forgot->choices, FORGOT_AGAIN, N_("Try once more"),
		N_("Check Caps Lock and the layout of the keys. After two tries F2 shows what you "
		   "type."));
	if (named > 1)
		choices_add(&forgot->choices, FORGOT_COLLEAGUE, N_("Another officer opens the file"),
			N_("Each officer has an own passphrase. Choose the name with the arrow; what is "
			   "recorded then stands under that name."));
	if (named < count)
		choices_add(&forgot->choices, FORGOT_ENVELOPE, N_("The code in the envelope"),
			N_("In the office lies a sealed envelope with a recovery code of 20 characters. Whoever "
			   "types it opens the file as a supervisor, and gives you a new passphrase."));
	choices_add(&forgot->choices, FORGOT_OFFICE, N_("Ask the office"),
		N_("The supervisor opens the office's file with another passphrase, and gives you one. "
		   "Without a passphrase nobody opens this file, okoce neither: it protects the people "
		   "in it. Nothing in it is lost."));
	choices_add(&forgot->choices, FORGOT_PAPER, N_("Go on with paper"),
		N_("Write number, name, NIK and the time on paper and let everyone sign. It can be "
		   "recorded when the file is open again."));
	return forgot;
}

static void draw(void *context, struct area area)
{
	struct forgot *forgot = context;

	term_put(area.row + 1, area.col + 1, STYLE_BOLD, _("Forgot the passphrase? What can be done:"));
	choices_draw(&forgot->choices,
		(struct area){area.row + 3, area.col, area.rows - 3, area.cols});
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	struct forgot *forgot = context;
	int chosen = action == FORGOT_CHOOSE ? choices_chosen(&forgot->choices) : -1;

	(void)screens;
	if (action == ACTION_NONE)
		chosen = choices_key(&forgot->choices, key);
	forgot->office->envelope |= chosen == FORGOT_ENVELOPE;
	if (chosen == FORGOT_AGAIN || chosen == FORGOT_ENVELOPE || chosen == FORGOT_COLLEAGUE)
		return next_pop();
	return chosen < 0 ? next_ignored() : next_draw();
}

static bool allows(const void *context, int action)
{
	(void)context;
	return action != ACTION_LOCK;
}

static void corner(const void *context, struct buf *out)
{
	const struct forgot *forgot = context;

	office_now(forgot->office->app, out);
}

static const struct action actions[] = {
	{FORGOT_CHOOSE, KEYS_ENTER, 0, N_("Choose"), N_("Does what is chosen."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Goes back to the passphrase."), 2},
};

const struct screen forgot_screen = {
	.title = N_("PASSPHRASE FORGOTTEN"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.draw = draw,
	.act = act,
	.allows = allows,
	.corner = corner,
	.release = free,
};
