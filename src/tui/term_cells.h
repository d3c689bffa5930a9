/* SPDX-License-Identifier: BSD-2-Clause */
/* Between term.c, which knows curses, and term_draw.c, which measures and cuts; for these only. */
#ifndef OKOCE_TUI_TERM_CELLS_H
#define OKOCE_TUI_TERM_CELLS_H

#include "tui/term.h"

#include <wchar.h>

/* Both: what is given lies inside the screen, and its characters are harmless. */
void term_put_wide(int row, int col, enum style style, const wchar_t *text, int count);
void term_fill_wide(struct area area, wchar_t character, enum style style);

/* Overwrites and gives back what drawing kept. */
void term_draw_release(void);

#endif
