/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Documents that come of the follow-up: their kinds, statuses and the shapes that their numbers are known
 * to have. A shape warns and never blocks: who holds the paper knows better.
 */
#ifndef OKOCE_MODEL_DOCUMENT_H
#define OKOCE_MODEL_DOCUMENT_H

#include "model/record.h"

/* Numbers are part of the file format. kind, number, word (as data and in YAML), what people call it */
#define DOCUMENT_KIND_TABLE(X)                                                                     \
	X(HALAL, 1, "halal", N_("Halal certificate"))                                              \
	X(PIRT, 2, "pirt", N_("P-IRT"))                                                            \
	X(NIB, 3, "nib", N_("NIB"))                                                                \
	X(IUMK, 4, "iumk", N_("IUMK"))                                                             \
	X(SKU, 5, "sku", N_("SKU"))                                                                \
	X(OTHER, 6, "other", N_("Other document"))

enum document_kind {
#define DOCUMENT_ENUM(kind, number, word, text) DOCUMENT_##kind = number,
	DOCUMENT_KIND_TABLE(DOCUMENT_ENUM)
#undef DOCUMENT_ENUM
	DOCUMENT_KINDS = DOCUMENT_OTHER
};

/* 0: there is no such kind. In any case; also as people call it, in the language of the interface. */
uint32_t document_kind_of(const char *word);
const char *document_kind_word(uint32_t kind); /* "halal"; "" of an unknown one */
const char *document_kind_text(uint32_t kind); /* translated */
uint32_t document_status_of(const char *word); /* the same; 0: none */
const char *document_status_word(uint32_t status);
const char *document_status_text(uint32_t status);

/* Appends what is doubtful about a number of this kind and how it should look; nothing when it is fine or
 * empty. */
void document_doubt(uint32_t kind, const char *number, struct buf *why);
/* STATUS_INVALID, and the sentence, when it cannot be: no kind, no status, no name of another document, or
 * it ends before it was issued. */
enum status document_check(const struct document *document, struct err *err) MUST_USE;
/* Whether it does not hold any more on the day. */
bool document_is_over(const struct document *document, date day);
/* "ID31110000123456, issued, until 16 July 2023": what stands behind its kind. */
void document_say(const struct document *document, date today, struct buf *out);

#endif
