/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_words.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Without case, signs, blanks and the word for "and". */
static void fold_words(struct buf *out, const char *text)
{
	struct buf folded = BUF_EMPTY;
	const char *next;

	text_fold(&folded, text, strlen(text));
	next = buf_text(&folded);
	while (*next != '\0') {
		size_t len = strcspn(next, " ");

		if (len != 3 || (memcmp(next, "dan", 3) != 0 && memcmp(next, "and", 3) != 0))
			buf_add(out, next, len);
		next += len + (next[len] == ' ');
	}
	buf_release(&folded);
}

static bool same_words(const char *folded, const char *text)
{
	struct buf other = BUF_EMPTY;
	bool same;

	fold_words(&other, text);
	same = other.len > 0 && strcmp(folded, buf_text(&other)) == 0;
	buf_release(&other);
	return same;
}

static bool is_called(const struct commodity *commodity, const char *folded)
{
	const char *const name[] = {
		commodity->id, commodity->code, commodity->label_id, commodity->label_en};

	for (size_t i = 0; i < sizeof(name) / sizeof(*name); i++)
		if (same_words(folded, name[i]))
			return true;
	for (size_t i = 0; i < commodity->aliases.count; i++)
		if (same_words(folded, commodity->aliases.item[i]))
			return true;
	return false;
}

const struct commodity *import_commodity_of(
	const struct programme *programme, const char *text)
{
	const struct commodity *found = NULL;
	struct buf folded = BUF_EMPTY;

	if (*text == '\0')
		return NULL;
	fold_words(&folded, text);
	for (size_t i = 0; i < programme->commodity_count && !found; i++)
		if (is_called(&programme->commodity[i], buf_text(&folded)))
			found = &programme->commodity[i];
	buf_release(&folded);
	return found;
}

uint32_t import_class_number(const char *text)
{
	static const char *const roman[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
	struct buf folded = BUF_EMPTY;
	const char *word;
	uint32_t number = 0;

	text_fold(&folded, text, strlen(text));
	word = strrchr(buf_text(&folded), ' ');
	word = word ? word + 1 : buf_text(&folded);
	if (strlen(word) <= 3 && strspn(word, "0123456789") == strlen(word))
		number = (uint32_t)strtoul(word, NULL, 10);
	for (uint32_t i = 0; i < sizeof(roman) / sizeof(roman[0]); i++)
		if (strcmp(word, roman[i]) == 0)
			number = i + 1;
	buf_release(&folded);
	return number;
}

/* --- "Did you mean" ---------------------------------------------------------------------------- */

void import_hint_start(struct import_hint *hint, const char *word)
{
	*hint = (struct import_hint){.word = BUF_EMPTY};
	text_fold(&hint->word, word, strlen(word));
	hint->nearest = nearest_to(buf_text(&hint->word));
}

void import_hint_near(struct import_hint *hint, const char *name)
{
	struct buf folded = BUF_EMPTY;

	text_fold(&folded, name, strlen(name));
	nearest_offer(&hint->nearest, buf_text(&folded));
	/* Compared is the folded name, told the real one. */
	if (hint->nearest.best && hint->nearest.best == buf_text(&folded))
		hint->nearest.best = name;
	buf_release(&folded);
}

void import_hint_offer(struct import_hint *hint, const char *name)
{
	import_hint_near(hint, name);
	buf_printf(&hint->all, "%s%s", hint->all.len > 0 ? ", " : "", name);
}

const char *import_hint_end(struct import_hint *hint, struct arena *arena, const char *failure)
{
	const char *best = hint->nearest.best;
	const char *all = buf_text(&hint->all);
	const char *text =
		best ? arena_printf(arena, _("%s Did you mean \"%s\"? There are: %s."), failure,
			       best, all)
		     : arena_printf(arena, _("%s There are: %s."), failure, all);

	buf_release(&hint->word);
	buf_release(&hint->all);
	return text;
}
