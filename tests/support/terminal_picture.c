/* SPDX-License-Identifier: BSD-2-Clause */
/* The screen as a picture. Every cell stands in a grid, as on a terminal: a font whose glyphs are a bit
 * wider moves nothing. */
#include "support/terminal_cells.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CELL_WIDTH 9
#define CELL_HEIGHT 19
#define BASE_LINE 14
#define FONT_SIZE 15
#define MARGIN 8

static void add_color(struct buf *out, struct color color)
{
	buf_printf(out, "#%02x%02x%02x", color.red, color.green, color.blue);
}

static void add_rectangle(struct buf *out, int row, int col, int cols, struct color color)
{
	buf_printf(out, "<rect x='%d' y='%d' width='%d' height='%d' fill='", MARGIN + col * CELL_WIDTH,
		MARGIN + row * CELL_HEIGHT, cols * CELL_WIDTH, CELL_HEIGHT);
	add_color(out, color);
	buf_add_text(out, "'/>\n");
}

static void add_glyph(struct buf *out, int row, int col, const struct cell *cell)
{
	buf_printf(out, "<text x='%d' y='%d'%s fill='", MARGIN + col * CELL_WIDTH,
		MARGIN + row * CELL_HEIGHT + BASE_LINE, cell->bold ? " font-weight='bold'" : "");
	add_color(out, cell->ink);
	buf_add_text(out, "'>");
	for (const char *at = cell->text; *at; at++) {
		if (*at == '<')
			buf_add_text(out, "&lt;");
		else if (*at == '&')
			buf_add_text(out, "&amp;");
		else
			buf_add_byte(out, (uint8_t)*at);
	}
	buf_add_text(out, "</text>\n");
}

static void add_cell(struct terminal *terminal, struct buf *out, int row, int col)
{
	struct cell cell = terminal_cell(terminal, row, col);
	bool blank = cell.text[0] == '\0' || (cell.text[0] == ' ' && cell.text[1] == '\0');

	add_rectangle(out, row, col, cell.cols, cell.paper);
	/* A full block must leave no seam to its neighbour. */
	if (strcmp(cell.text, "\u2588") == 0)
		add_rectangle(out, row, col, cell.cols, cell.ink);
	else if (!blank)
		add_glyph(out, row, col, &cell);
}

static void add_cursor(struct terminal *terminal, struct buf *out)
{
	if (!terminal_cursor_is_visible(terminal))
		return;
	buf_printf(out, "<rect x='%d' y='%d' width='%d' height='2' fill='#f0c040'/>\n",
		MARGIN + terminal_cursor_col(terminal) * CELL_WIDTH,
		MARGIN + terminal_cursor_row(terminal) * CELL_HEIGHT + CELL_HEIGHT - 2, CELL_WIDTH);
}

void terminal_picture(struct terminal *terminal, const char *path)
{
	int rows = terminal_rows(terminal), cols = terminal_cols(terminal);
	struct buf out = BUF_EMPTY;
	struct err err = {0};

	buf_printf(&out,
		"<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' "
		"font-family='DejaVu Sans Mono' font-size='%d' shape-rendering='crispEdges'>\n"
		"<rect width='100%%' height='100%%' fill='#101418'/>\n",
		cols * CELL_WIDTH + 2 * MARGIN, rows * CELL_HEIGHT + 2 * MARGIN, FONT_SIZE);
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++)
			add_cell(terminal, &out, row, col);
	}
	add_cursor(terminal, &out);
	buf_add_text(&out, "</svg>\n");
	if (file_write(path, buf_bytes(&out), &err) != STATUS_OK)
		fail_msg("%s", err.text);
	buf_release(&out);
}
