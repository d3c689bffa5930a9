/* SPDX-License-Identifier: BSD-2-Clause */
/* Drawing as term.h offers it, over the two functions of term_cells.h: what is drawn here is safe,
 * measured and cut before curses sees it. */
#include "tui/term.h"
#include "tui/term_cells.h"
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

#define WIDE_MAX 2048 /* characters drawn at once, marks included */

/* Kept between calls only to save allocations. */
static struct {
	struct buf safe, fitted;
	wchar_t wide[WIDE_MAX];
} drawing;

void term_draw_release(void)
{
	buf_wipe(&drawing.safe);
	buf_wipe(&drawing.fitted);
	explicit_bzero(drawing.wide, sizeof(drawing.wide));
}

/* Decodes safe text to drawing.wide, at most `room` columns; *used are those that it takes. Widths are
 * the C library's here, as in curses: text never runs over into the next cell or row. */
static int widen(const char *text, int room, int *used)
{
	const uint8_t *bytes = (const uint8_t *)text;
	int count = 0;

	*used = 0;
	while (*bytes && count < WIDE_MAX - 1) {
		utf8proc_int32_t code;
		utf8proc_ssize_t len = utf8proc_iterate(bytes, -1, &code);
		int width = len > 0 ? wcwidth((wchar_t)code) : -1;

		if (width < 0) {
			code = 0xfffd;
			width = 1;
		}
		bytes += len > 0 ? len : 1;
		if (width == 0 && count == 0)
			continue; /* a mark that would join the neighbour on the left */
		if (*used + width > room)
			break;
		drawing.wide[count++] = (wchar_t)code;
		*used += width;
	}
	return count;
}

/* Draws safe text in at most `cols` columns; returns how many it took. */
static int put_safe(int row, int col, int cols, enum style style, const char *text)
{
	int room = term_cols() - col;
	int count;
	int used;

	if (row < 0 || row >= term_rows() || col < 0 || room <= 0)
		return 0;
	count = widen(text, cols < room ? cols : room, &used);
	if (count > 0)
		term_put_wide(row, col, style, drawing.wide, count);
	return used;
}

static const char *make_safe(const char *text)
{
	buf_clear(&drawing.safe);
	text_safe(&drawing.safe, text, strlen(text));
	return buf_text(&drawing.safe);
}

int term_put(int row, int col, enum style style, const char *text)
{
	return col + put_safe(row, col, term_cols(), style, make_safe(text));
}

static void clip(struct area *area)
{
	if (area->row < 0) {
		area->rows += area->row;
		area->row = 0;
	}
	if (area->col < 0) {
		area->cols += area->col;
		area->col = 0;
	}
	if (area->rows > term_rows() - area->row)
		area->rows = term_rows() - area->row;
	if (area->cols > term_cols() - area->col)
		area->cols = term_cols() - area->col;
}

static void fill(struct area area, wchar_t character, enum style style)
{
	clip(&area);
	if (area.cols > 0)
		term_fill_wide(area, character, style);
}

void term_fill(struct area area, enum style style)
{
	fill(area, L' ', style);
}

void term_line(int row, int col, int cols)
{
	fill((struct area){row, col, 1, cols}, L'\u2500', STYLE_NORMAL);
}

static void put_padded(int row, int col, int cols, enum style style, const char *text)
{
	int used = put_safe(row, col, cols, style, text);

	term_fill((struct area){row, col + used, 1, cols - used}, style);
}

void term_put_clip(int row, int col, int cols, enum style style, const char *text)
{
	put_padded(row, col, cols, style, make_safe(text));
}

void term_put_fit(int row, int col, int cols, enum style style, const char *text)
{
	const char *safe = make_safe(text);

	buf_clear(&drawing.fitted);
	text_fit(&drawing.fitted, safe, cols, false);
	put_padded(row, col, cols, style, buf_text(&drawing.fitted));
}

void term_put_right(int row, int col, int cols, enum style style, const char *text)
{
	int width = text_width(make_safe(text));
	int blank = width < cols ? cols - width : 0;

	term_fill((struct area){row, col, 1, blank}, style);
	term_put_fit(row, col + blank, cols - blank, style, text);
}
