/* SPDX-License-Identifier: BSD-2-Clause */
/* Digits and a slash large enough to be read from the queue: 5 rows high, 3 columns each, in "█",
 * which the Linux console's fonts have. Other characters are blank. */
#ifndef OKOCE_TUI_BIGTEXT_H
#define OKOCE_TUI_BIGTEXT_H

#include "tui/term.h"

#define BIGTEXT_ROWS 5

int bigtext_width(const char *text);
void bigtext_draw(int row, int col, enum style style, const char *text);

#endif
