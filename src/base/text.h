/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text: UTF-8, normal form, folding for comparison, width on the screen, and making foreign text safe.
 *
 * FORMAT F11: text in a record is UTF-8 in NFC, at most 4 KiB, without C0, DEL, C1, U+2028/2029,
 * bidirectional controls (U+061C, 200E/F, 202A-E, 2066-9) and noncharacters.
 * SECURITY S1: whatever is not our own text is made safe before it is drawn or printed.
 */
#ifndef OKOCE_BASE_TEXT_H
#define OKOCE_BASE_TEXT_H

#include "base/memory.h"

#define TEXT_MAX 4096 /* bytes in one text of a record */

bool text_is_utf8(const char *ptr, size_t len);
/* How many bytes of it are whole characters of UTF-8, up to the first that is none. */
size_t text_utf8_length(const char *ptr, size_t len);
/* F11 in full. */
bool text_check(const char *ptr, size_t len);

/* What people type or files bring, brought to F11: NFC, white space of any kind (tabs, no-break
 * spaces, line ends) folded to single spaces and trimmed, zero-width and forbidden characters
 * dropped. Appends to `out`. False, and nothing appended, when it is not UTF-8 or too long. */
bool text_clean(struct buf *out, const char *ptr, size_t len);
/* True, of nearly all texts that are plain ASCII, when text_clean() would change nothing in it. */
bool text_is_clean(const char *ptr, size_t len);

/* Appends text for a terminal or a line of output: each forbidden character, each byte that is not
 * UTF-8, and zero-width characters (U+200B, FEFF) appear as U+FFFD. For every string that is not our own. */
void text_safe(struct buf *out, const char *ptr, size_t len);

/* Appends text in double quotes, safe like text_safe() but without loss: what that hides is written
 * \uXXXX, quotes and backslashes get a backslash (JSON). A byte that is not UTF-8 is U+FFFD. */
void text_quote(struct buf *out, const char *ptr, size_t len);

/* Columns that safe text takes. */
int text_width(const char *text);
/* Appends safe text cut to `columns`, with "…" in the last column when cut, padded with blanks to
 * `columns` when `pad`. Never cuts inside a character. */
void text_fit(struct buf *out, const char *text, int columns, bool pad);

/* Lower case without marks, for search and comparison: "SITI Nurul, S.E." -> "siti nurul s e".
 * Letters and digits stay, everything else becomes one blank. Appends. */
void text_fold(struct buf *out, const char *ptr, size_t len);

/* The same when both are folded. */
bool text_same_folded(const char *a, const char *b);

/* ASCII only, independent of the locale. */
bool text_equal_nocase(const char *a, const char *b);

#endif
