/* SPDX-License-Identifier: BSD-2-Clause */
#include "tui/bigtext.h"

#include "base/text.h"

#include <string.h>

#define GLYPH_COLS 3
#define GAP 1

/* Read downwards: '#' is a block. */
static const char glyphs[][BIGTEXT_ROWS][GLYPH_COLS + 1] = {
	['0' - '/'] = {"###", "# #", "# #", "# #", "###"},
	['1' - '/'] = {" # ", "## ", " # ", " # ", "###"},
	['2' - '/'] = {"###", "  #", "###", "#  ", "###"},
	['3' - '/'] = {"###", "  #", "###", "  #", "###"},
	['4' - '/'] = {"# #", "# #", "###", "  #", "  #"},
	['5' - '/'] = {"###", "#  ", "###", "  #", "###"},
	['6' - '/'] = {"###", "#  ", "###", "# #", "###"},
	['7' - '/'] = {"###", "  #", "  #", "  #", "  #"},
	['8' - '/'] = {"###", "# #", "###", "# #", "###"},
	['9' - '/'] = {"###", "# #", "###", "  #", "###"},
	['/' - '/'] = {"  #", "  #", " # ", "#  ", "#  "},
};

int bigtext_width(const char *text)
{
	int count = (int)strlen(text);

	return count > 0 ? count * (GLYPH_COLS + GAP) - GAP : 0;
}

static void add_glyph_row(struct buf *out, char character, int row)
{
	const char *cells = "   ";

	if (character >= '/' && character <= '9')
		cells = glyphs[character - '/'][row];
	for (int i = 0; i < GLYPH_COLS; i++)
		buf_add_text(out, cells[i] == '#' ? "\u2588" : " ");
}

void bigtext_draw(int row, int col, enum style style, const char *text)
{
	struct buf line = BUF_EMPTY;

	for (int i = 0; i < BIGTEXT_ROWS; i++) {
		buf_clear(&line);
		for (const char *at = text; *at; at++) {
			if (at != text)
				buf_add_byte(&line, ' ');
			add_glyph_row(&line, *at, i);
		}
		term_put(row + i, col, style, buf_text(&line));
	}
	buf_release(&line);
}
