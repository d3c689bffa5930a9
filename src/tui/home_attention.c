/* SPDX-License-Identifier: BSD-2-Clause */
/* The first few things that should be looked at; the screen of the same name has all. */
#include "tui/home.h"
#include "base/i18n.h"

#include <stdlib.h>

#define SHOWN 3

/* The first ones; but the last of all, which is the follow-up's if there is any, is always among them. */
static size_t nth_shown(const struct attentions *attentions, size_t nth)
{
	const size_t last = attentions->count - 1;

	return nth == SHOWN - 1 && attentions->item[last].kind == ATTENTION_FOLLOWUP ? last : nth;
}

void home_load_attention(struct home *home)
{
	size_t count;

	home_release_attention(home);
	attentions_find(home->app, &home->attentions);
	count = home->attentions.count < SHOWN ? home->attentions.count : SHOWN;
	home->sentence = memory_alloc((count + 1) * sizeof(*home->sentence));
	home->sentence_count = count;
	for (size_t i = 0; i < count; i++)
		attention_say(home->app,
			&home->attentions.item[nth_shown(&home->attentions, i)], &home->sentence[i]);
}

void home_release_attention(struct home *home)
{
	buf_release_all(&home->sentence, &home->sentence_count);
	attentions_release(&home->attentions);
}

int home_attention_rows(const struct home *home)
{
	return home->sentence_count > 0 ? (int)home->sentence_count + 1 : 0;
}

void home_draw_attention(struct home *home, struct area area)
{
	struct buf text = BUF_EMPTY;
	int col;

	home->attention_area = area;
	buf_printf(&text, _("TO LOOK AT (%zu)"), home->attentions.count);
	col = term_put(area.row, area.col + 1, STYLE_BOLD, buf_text(&text)) + 2;
	term_put_right(
		area.row, col, area.col + area.cols - 1 - col, STYLE_NORMAL, _("C shows all"));
	for (size_t i = 0; i < home->sentence_count; i++) {
		buf_clear(&text);
		buf_printf(&text, "!  %s", buf_text(&home->sentence[i]));
		term_put_fit(area.row + 1 + (int)i, area.col + LIST_GUTTER,
			area.cols - LIST_GUTTER - 1, STYLE_NORMAL, buf_text(&text));
	}
	buf_release(&text);
}
