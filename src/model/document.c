/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/document.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define PIRT_DIGITS 15
#define PIRT_FIRST 13 /* digits before its dash */
#define NIB_DIGITS 13

struct word {
	const char *word, *text;
};

static const struct word kinds[] = {
	[0] = {"", ""},
#define DOCUMENT_WORDS(kind, number, word, text) [number] = {word, text},
	DOCUMENT_KIND_TABLE(DOCUMENT_WORDS)
#undef DOCUMENT_WORDS
};

static const struct word statuses[] = {
	[0] = {"", ""},
	[DOCUMENT_WANTED] = {"wanted", N_("not yet applied for")},
	[DOCUMENT_APPLIED] = {"applied", N_("applied for")},
	[DOCUMENT_ISSUED] = {"issued", N_("issued")},
	[DOCUMENT_REJECTED] = {"rejected", N_("rejected")},
	[DOCUMENT_VOID] = {"void", N_("recorded by mistake")},
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define WORD(list, number) (&(list)[(number) < COUNT(list) ? (number) : 0])

static uint32_t number_of(const struct word *list, size_t count, const char *word)
{
	for (uint32_t i = 1; i < count; i++)
		if (text_equal_nocase(word, list[i].word) || text_equal_nocase(word, _(list[i].text)))
			return i;
	return 0;
}

uint32_t document_kind_of(const char *word)
{
	return number_of(kinds, COUNT(kinds), word);
}

const char *document_kind_word(uint32_t kind)
{
	return WORD(kinds, kind)->word;
}

const char *document_kind_text(uint32_t kind)
{
	const char *text = WORD(kinds, kind)->text;

	return text[0] != '\0' ? _(text) : _("Unknown document");
}

uint32_t document_status_of(const char *word)
{
	return number_of(statuses, COUNT(statuses), word);
}

const char *document_status_word(uint32_t status)
{
	return WORD(statuses, status)->word;
}

const char *document_status_text(uint32_t status)
{
	const char *text = WORD(statuses, status)->text;

	return text[0] != '\0' ? _(text) : "";
}

/* --- Shapes ------------------------------------------------------------------------------------ */

/* How many digits; 0 when anything else than blanks, dots and dashes stands between them. */
static size_t digits_in(const char *text)
{
	size_t digits = 0;

	for (; *text != '\0'; text++) {
		if (*text >= '0' && *text <= '9')
			digits++;
		else if (!strchr(" .-", *text))
			return 0;
	}
	return digits;
}

static bool is_pirt(const char *number)
{
	const char *dash = strchr(number, '-');

	return digits_in(number) == PIRT_DIGITS && (!dash || digits_in(dash) == PIRT_DIGITS - PIRT_FIRST);
}

static bool is_halal(const char *number)
{
	return (number[0] == 'I' || number[0] == 'i') && (number[1] == 'D' || number[1] == 'd') &&
	       digits_in(number + 2) > 0;
}

void document_doubt(uint32_t kind, const char *number, struct buf *why)
{
	if (number[0] == '\0')
		return;
	if (kind == DOCUMENT_HALAL && !is_halal(number))
		buf_add_text(why, _("A halal number is ID and digits, as in ID31110000123456."));
	else if (kind == DOCUMENT_PIRT && !is_pirt(number))
		buf_add_text(why, _("A P-IRT number has 15 digits, written 13 and 2, as in 2053173010001-19."));
	else if (kind == DOCUMENT_NIB && digits_in(number) != NIB_DIGITS)
		buf_add_text(why, _("A NIB has 13 digits."));
}

enum status document_check(const struct document *document, struct err *err)
{
	if (document->kind == 0 || document->kind > DOCUMENT_KINDS)
		return err_set(err, STATUS_INVALID, "%s", _("Please say what kind of document it is."));
	if (document->status == 0 || document->status > DOCUMENT_VOID)
		return err_set(err, STATUS_INVALID, "%s", _("Please say where the document stands."));
	if (document->kind == DOCUMENT_OTHER && document->name[0] == '\0')
		return err_set(err, STATUS_INVALID, "%s", _("Please say what the other document is called."));
	if (document->issued != DATE_NONE && document->until != DATE_NONE &&
		document->until < document->issued)
		return err_set(err, STATUS_INVALID, "%s",
			_("The document would end before it was issued. Please look at the dates again."));
	return STATUS_OK;
}

bool document_is_over(const struct document *document, date day)
{
	return document->status == DOCUMENT_ISSUED && document->until != DATE_NONE &&
	       document->until < day;
}

/* "16 Juli 2019": a year away, the weekday says nothing. */
static void add_date(struct buf *out, date day)
{
	buf_printf(out, "%d %s %d", date_civil(day).day, date_month_long(day), date_civil(day).year);
}

void document_say(const struct document *document, date today, struct buf *out)
{
	const char *parts[] = {document->name, document->number, document->issuer,
		document_status_text(document->status)};
	size_t begin = out->len;

	for (size_t i = 0; i < COUNT(parts); i++)
		if (parts[i][0] != '\0')
			buf_printf(out, "%s%s", out->len > begin ? ", " : "", parts[i]);
	if (document->issued != DATE_NONE) {
		buf_add_byte(out, ' ');
		add_date(out, document->issued);
	}
	if (document->until == DATE_NONE)
		return;
	buf_add_text(out, document_is_over(document, today) ? _(", ended ") : _(", until "));
	add_date(out, document->until);
}
