/* SPDX-License-Identifier: BSD-2-Clause */
/* What a cell of the terminal's screen looks like, for who draws it. */
#ifndef OKOCE_TESTS_SUPPORT_TERMINAL_CELLS_H
#define OKOCE_TESTS_SUPPORT_TERMINAL_CELLS_H

#include "support/terminal.h"

#include <stdint.h>

struct color {
	uint8_t red, green, blue;
};

struct cell {
	char text[32]; /* UTF-8 with its marks; "" when blank, or the right half of a wide one */
	int cols;
	bool bold;
	struct color ink, paper; /* as seen: reversed cells have them exchanged */
};

struct cell terminal_cell(struct terminal *terminal, int row, int col);

#endif
