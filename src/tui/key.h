/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Keys: what the terminal sends, decoded. One code per key: a character's own code point (in NFC),
 * the code of a control letter, or one of enum key_code. Carriage return and line feed are both
 * KEYS_ENTER; Esc and a digit sent together (Alt+digit) are the F-key; control characters that mean
 * nothing here, C1 and bidirectional controls are dropped.
 */
#ifndef OKOCE_TUI_KEY_H
#define OKOCE_TUI_KEY_H

#include "base/memory.h"

#define KEYS_CTRL(letter) ((uint32_t)(letter)&0x1f)
#define KEYS_F(number) ((uint32_t)KEYS_F1 + (number)-1)
#define KEYS_PASTE_MAX 65536 /* bytes; the rest of a longer paste is dropped */

enum key_code {
	KEYS_NONE = 0,
	KEYS_TAB = 9,
	KEYS_ENTER = 13,
	KEYS_ESC = 27,
	KEYS_BACKSPACE = 127,
	KEYS_UP = 0x110000, /* beyond Unicode */
	KEYS_DOWN,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_HOME,
	KEYS_END,
	KEYS_PAGE_UP,
	KEYS_PAGE_DOWN,
	KEYS_INSERT,
	KEYS_DELETE,
	KEYS_BACK_TAB,
	KEYS_F1,
	KEYS_F12 = KEYS_F1 + 11,
	KEYS_CLICK, /* row, col */
	KEYS_WHEEL_UP,
	KEYS_WHEEL_DOWN,
	KEYS_PASTE,       /* text: what was pasted, in one piece, made safe to insert by input.h */
	KEYS_RESIZE,      /* the size changed already */
	KEYS_HANGUP,      /* the program must end: the terminal has gone or SIGTERM came */
	KEYS_SYNC,        /* tests only: answered by screens_run() */
	KEYS_MINUTE,      /* tests only: a minute without a key has passed */
	KEYS_PASTE_BEGIN, /* seen by key.c only */
	KEYS_PASTE_END,
};

struct key {
	uint32_t code;
	int row, col;     /* KEYS_CLICK and the wheel */
	const char *text; /* KEYS_PASTE: until the next key_next(); else null */
};

/* Where raw keys come from: term_read(), or a test's own list. Waits up to `wait` ms, -1 for
 * ever. */
typedef bool key_source(void *from, struct key *key, int wait);

struct keys {
	key_source *read;
	void *from;
	struct key *queue; /* read ahead, see keys_escape_waiting() */
	size_t queue_len, queue_capacity;
	struct key held; /* raw, read one too far */
	bool is_held;
	bool hangup; /* KEYS_HANGUP was read: the end is near */
	struct buf paste;
};

void keys_init(struct keys *keys, key_source *read, void *from);
void keys_release(struct keys *keys);
/* Drops what was read ahead and what was pasted: for a lock. */
void keys_forget(struct keys *keys);
/* The next key within `wait` ms (0: only what is there, -1: for ever). False when none came. */
bool key_next(struct keys *keys, struct key *key, int wait);
/* For long work: reads ahead what was typed meanwhile and keeps it, except Esc: true once for
 * it. */
bool keys_escape_waiting(struct keys *keys);

/* True for a key that types a character. */
bool key_is_character(const struct key *key);
/* What is printed for a key: "F1", "^Z", "Enter", "K", "PgUp". Static or translated. Appends. */
void key_label(struct buf *out, uint32_t code);

#endif
