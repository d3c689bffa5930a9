/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/word.h"

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A word that fills the sentence leaves no room for what to do. */
#define WORD_COLUMNS 240

static void quote(struct buf *out, const char *word)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, word, strlen(word));
	text_fit(out, buf_text(&safe), WORD_COLUMNS, false);
	buf_release(&safe);
}

enum status word_error(struct err *err, enum status status, const char *failure, const char *word)
{
	struct buf quoted = BUF_EMPTY;

	quote(&quoted, word);
	status = err_set(err, status, "%s: \"%s\".", failure, buf_text(&quoted));
	buf_release(&quoted);
	return status;
}

enum status word_error_more(struct err *err, enum status status, const char *failure,
	const char *word, const char *format, ...)
{
	struct buf quoted = BUF_EMPTY;
	char more[sizeof(err->text)];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(more, sizeof(more), format, arguments) < 0)
		more[0] = '\0';
	va_end(arguments);
	quote(&quoted, word);
	status = err_set(err, status, "%s: \"%s\". %s", failure, buf_text(&quoted), more);
	buf_release(&quoted);
	return status;
}

enum status word_unknown(struct err *err, enum status status, const char *failure, const char *word,
	const char *prefix, const char *const *known, size_t count)
{
	size_t prefix_len = strlen(prefix);
	bool has_prefix = strncmp(word, prefix, prefix_len) == 0;
	struct nearest nearest = nearest_to(word + (has_prefix ? prefix_len : 0));

	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, known[i]);
	if (!nearest.best)
		return word_error(err, status, failure, word);
	return word_error_more(
		err, status, failure, word, _("Did you mean \"%s%s\"?"), prefix, nearest.best);
}
