/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/receive.h"

#include "tui/list.h"
#include "tui/office.h"
#include "app/join.h"
#include "base/i18n.h"

#include <stdlib.h>

enum { RECEIVE_TAKE = ACTION_OWN };

struct receive {
	struct gate *gate;
	struct join_offer offer;
};

static void release(void *context)
{
	struct receive *receive = context;

	join_release(&receive->offer);
	free(receive);
}

void *receive_open(struct gate *gate, const char *from, struct err *err)
{
	struct receive *receive = memory_alloc(sizeof(*receive));

	receive->gate = gate;
	if (join_look(&receive->offer, from, gate->state_folder, err) == STATUS_OK)
		return receive;
	release(receive);
	return NULL;
}

static void draw(void *context, struct area area)
{
	const struct receive *receive = context;
	const int col = area.col + LIST_GUTTER, cols = area.cols - 2 * LIST_GUTTER;
	struct buf text = BUF_EMPTY;

	office_put_wrapped((struct area){area.row + 1, col, 3, cols}, STYLE_NORMAL,
		_("Hold this code against the one on your slip. If they differ it is not the office's file: "
		  "press Esc, and ask the office."));
	buf_printf(&text, _("Programme's code: %s"), receive->offer.code);
	term_put_fit(area.row + 5, col, cols, STYLE_BOLD, buf_text(&text));
	buf_clear(&text);
	buf_printf(&text, _("Officers in the file: %s"), buf_text(&receive->offer.officers));
	office_put_wrapped((struct area){area.row + 7, col, 4, cols}, STYLE_NORMAL, buf_text(&text));
	buf_release(&text);
	office_put_wrapped((struct area){area.row + 12, col, 2, cols}, STYLE_NORMAL,
		_("Then choose your name, and type the passphrase of the slip."));
}

static struct next take(struct screens *screens, struct receive *receive)
{
	struct err err = {0};
	uint64_t entries;

	(void)!screens_progress(screens, -1, _("Receiving..."));
	enum status status = join_take(&receive->offer, receive->gate->path, &entries, &err);
	screens_say(screens, STYLE_NORMAL, "%s", "");
	if (status != STATUS_OK)
		return screens_refuse(screens, &err);
	receive->gate->answer = GATE_AGAIN;
	return next_quit();
}

static struct next act(struct screens *screens, void *context, int action, const struct key *key)
{
	(void)key;
	return action == RECEIVE_TAKE ? take(screens, context) : next_ignored();
}

static bool allows(const void *context, int action)
{
	(void)context;
	return action != ACTION_LOCK;
}

static const struct action actions[] = {
	{RECEIVE_TAKE, KEYS_ENTER, 0, N_("The same: receive"),
		N_("The code is that of the slip: copies what holds in the file to this laptop."), 1},
	{ACTION_BACK, KEYS_ESC, 0, N_("Back"), N_("Nothing is received."), 2},
};

const struct screen receive_screen = {
	.title = N_("RECEIVE FROM THE OFFICE"),
	.actions = {actions, sizeof(actions) / sizeof(*actions)},
	.draw = draw,
	.act = act,
	.allows = allows,
	.release = release,
};
