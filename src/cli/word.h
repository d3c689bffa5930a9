/* SPDX-License-Identifier: BSD-2-Clause */
/* Sentences about a word that somebody typed: made safe, with the nearest known word. */
#ifndef OKOCE_CLI_WORD_H
#define OKOCE_CLI_WORD_H

#include "base/memory.h"

/* `failure: "word".` */
enum status word_error(struct err *err, enum status status, const char *failure, const char *word);
/* With a sentence behind it that says what to do. */
enum status word_error_more(struct err *err, enum status status, const char *failure,
	const char *word, const char *format, ...) PRINTF_LIKE(5, 6);
/* With "Did you mean ...?" when one of the known words is near. `prefix` stands before the known
 * words, and is passed over in `word` when it begins with it. */
enum status word_unknown(struct err *err, enum status status, const char *failure, const char *word,
	const char *prefix, const char *const *known, size_t count);

#endif
