/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A line of text being typed. What it holds is always F11 text (base/text.h): NFC, no control
 * characters. The cursor moves over what a person sees as one character. State and drawing only:
 * what Enter, Tab, Esc and the vertical arrows mean is the screen's business.
 */
#ifndef OKOCE_TUI_INPUT_H
#define OKOCE_TUI_INPUT_H

#include "tui/action.h"
#include "tui/key.h"
#include "tui/term.h"

struct input {
	struct buf text;
	size_t cursor; /* byte offset in text */
	int scroll;    /* columns that left the field on the left */
	size_t max;    /* bytes; 0: TEXT_MAX */
	bool masked;   /* passphrases: drawn as stars */
};

#define INPUT_EMPTY ((struct input){BUF_EMPTY, 0, 0, 0, false})

void input_release(struct input *input); /* overwritten first */
void input_clear(struct input *input);
/* Replaces the text, cleaned; the cursor goes to its end. */
void input_set(struct input *input, const char *text);
const char *input_text(const struct input *input); /* until the next change */
bool input_is_empty(const struct input *input);
/* Of a screen that types into it. */
enum focus input_focus(const struct input *input);

enum input_result {
	INPUT_IGNORED, /* not a key of an input */
	INPUT_MOVED,   /* the cursor may have moved, the text is the same */
	INPUT_CHANGED
};
/* Characters, Left, Right, Home, End (^A, ^E), Backspace, Delete, ^U (all before the cursor), ^K
 * (all after it), ^W (the word before it), a paste (line ends become blanks: it never submits). */
enum input_result input_key(struct input *input, const struct key *key);

/* Draws the part around the cursor in `cols` columns and rests the hardware cursor there. */
void input_draw(struct input *input, int row, int col, int cols);
/* Places the text cursor where a click fell, `cols` columns behind the start of the drawn field. */
void input_click(struct input *input, int cols);

#endif
