/* SPDX-License-Identifier: BSD-2-Clause */
/* What lists write for a commodity or a class, and what was meant where that is not known. */
#ifndef OKOCE_APP_IMPORT_WORDS_H
#define OKOCE_APP_IMPORT_WORDS_H

#include "model/programme.h"
#include "base/nearest.h"

/* By id, code or label, whatever its case, blanks and signs; null when there is none. */
const struct commodity *import_commodity_of(const struct programme *programme, const char *text);
/* "2", "Kelas 2", "II"; 0 when it is none. */
uint32_t import_class_number(const char *text);

/* What is known, and which of it was meant, when that can be told. Start, offer each, end. */
struct import_hint {
	struct buf word, all;
	struct nearest nearest;
};

void import_hint_start(struct import_hint *hint, const char *word);
void import_hint_offer(struct import_hint *hint, const char *name);
/* It may be what was meant, but is not among what is told to exist: another name of something. */
void import_hint_near(struct import_hint *hint, const char *name);
/* The sentence behind a failure; releases the hint. */
const char *import_hint_end(struct import_hint *hint, struct arena *arena, const char *failure);

#endif
