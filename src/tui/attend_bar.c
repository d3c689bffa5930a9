/* SPDX-License-Identifier: BSD-2-Clause */
/* The bar that says what happened: word, who, and the counter, over as many rows as it needs. */
#include "tui/attend.h"
#include "base/text.h"

#include <string.h>

#define WORD_COL 2
#define WORD_COLS 13 /* the subject stands behind it, unless the word is longer */
#define BAR_ROWS_MAX 3

static enum style bar_style(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_NONE:
		return STYLE_NORMAL;
	case OUTCOME_UNKNOWN:
	case OUTCOME_BAD_NIK:
	case OUTCOME_FAILED:
		return STYLE_BAR_ERROR;
	default:
		return outcome_is_good(outcome) ? STYLE_BAR_GOOD : STYLE_BAR_WARN;
	}
}

/* Draws the text over as many rows as it needs; the first one stands already. Returns the rows. */
static int draw_wrapped(
	struct area bar, int col, int first_cols, enum style style, const char *text)
{
	int row = 0;
	struct buf part = BUF_EMPTY;

	while (*text != '\0' && row < BAR_ROWS_MAX) {
		int cols = row == 0 ? first_cols : bar.col + bar.cols - 1 - col;
		size_t len = office_fit_words(text, cols);

		if (row == BAR_ROWS_MAX - 1)
			len = strlen(text);
		if (row > 0)
			term_fill((struct area){bar.row + row, bar.col, 1, bar.cols}, style);
		buf_clear(&part);
		buf_add(&part, text, len);
		term_put_fit(bar.row + row, col, cols, style, buf_text(&part));
		text += len;
		text += strspn(text, " ");
		row++;
	}
	buf_wipe(&part);
	return row > 0 ? row : 1;
}

static void add_safe(struct buf *out, const char *text)
{
	text_safe(out, text, strlen(text));
}

/* What F3 does next for who could not be recorded, or nothing. */
static const char *next_step(const struct attend *attend)
{
	const struct checkin_result *result = &attend->result;

	if (!app_writes(attend->app))
		return "";
	switch (result->outcome) {
	case OUTCOME_WAITING:
		return seats_free(&attend->checkin.count) > 0 ? _("F3 seat")
							      : _("F3 substitute");
	case OUTCOME_WITHDRAWN:
		return result->act == DOOR_CHECKIN ? _("F3 take back") : "";
	case OUTCOME_UNKNOWN:
		return _("F3 register");
	case OUTCOME_OTHER_CLASS:
		return _("F3 take in");
	default:
		return "";
	}
}

/* What the outcome says, from `col`: in one row with the detail at its end when that fits. */
static int draw_saying(
	const struct attend *attend, struct area bar, int col, int end)
{
	const struct checkin_result *result = &attend->result;
	const char *next = next_step(attend);
	enum style style = bar_style(result->outcome);
	struct buf subject = BUF_EMPTY;
	struct buf detail = BUF_EMPTY;
	int rows = 1;

	add_safe(&subject, result->subject);
	add_safe(&detail, result->detail);
	if (next[0] != '\0')
		buf_printf(&detail, "%s%s", detail.len > 0 ? "   " : "", next);
	if (result->person != CHECKIN_NOBODY && subject.len > 0 &&
		text_width(buf_text(&subject)) + 2 + text_width(buf_text(&detail)) <= end - col) {
		term_put(bar.row, col, style, buf_text(&subject));
		term_put_right(bar.row, col + text_width(buf_text(&subject)),
			end - col - text_width(buf_text(&subject)), style, buf_text(&detail));
	} else {
		if (subject.len > 0 && detail.len > 0)
			buf_add_text(&subject, result->outcome == OUTCOME_CHOOSE ? ": " : "  ");
		buf_add_text(&subject, buf_text(&detail));
		rows = draw_wrapped(bar, col, end - col, style, buf_text(&subject));
	}
	buf_wipe(&subject);
	buf_wipe(&detail);
	return rows;
}

int attend_draw_bar(const struct attend *attend, struct area bar)
{
	const struct checkin_result *result = &attend->result;
	enum style style = bar_style(result->outcome);
	const char *counter = buf_text(&attend->counter);
	int end = bar.col + bar.cols - 1;
	int col;

	if (result->outcome == OUTCOME_NONE)
		return 1;
	term_fill(bar, style);
	col = term_put(bar.row, bar.col + WORD_COL, style, outcome_word(result->outcome)) + 2;
	if (!office_is_narrow() && col < bar.col + WORD_COL + WORD_COLS + 2)
		col = bar.col + WORD_COL + WORD_COLS + 2;
	if (outcome_is_good(result->outcome)) {
		end -= text_width(counter);
		term_put(bar.row, end, style, counter);
		end -= !office_is_narrow() ? 5 : 2;
	}
	return draw_saying(attend, bar, col, end);
}
