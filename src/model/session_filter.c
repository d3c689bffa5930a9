/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/session_filter.h"

#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool has_month(const struct session *session, int month, int year)
{
	const struct dates *dates = &session->schedule.dates;

	for (size_t i = 0; i < dates->count; i++) {
		struct civil civil = date_civil(dates->item[i]);

		if (civil.month == month && (year == 0 || civil.year == year))
			return true;
	}
	return false;
}

bool session_fits(const struct session_filter *filter, const struct session *session, date today)
{
	const struct session_plan *plan = &session->plan;

	if (filter->year != 0 && plan->year != filter->year)
		return false;
	if (filter->commodity && strcmp(plan->commodity, filter->commodity->id) != 0)
		return false;
	if (filter->kecamatan && strcmp(plan->kecamatan, filter->kecamatan->code) != 0)
		return false;
	if (filter->month != 0 && !has_month(session, filter->month, filter->month_year))
		return false;
	return !filter->by_state || session_state_on(session, today) == filter->state;
}

bool session_filter_is_narrow(const struct session_filter *filter)
{
	return filter->commodity || filter->kecamatan || filter->month != 0 || filter->by_state;
}

/* Digits only; 0 when it is none, or no small number. */
static int small_number(const char *text, size_t len)
{
	int value = 0;

	if (len == 0 || len > 4 || strspn(text, "0123456789") < len)
		return 0;
	for (size_t i = 0; i < len; i++)
		value = value * 10 + (text[i] - '0');
	return value;
}

static int month_of(const char *text, size_t len)
{
	char word[16];
	int number = small_number(text, len);

	if (number > 0 || len == 0 || len >= sizeof(word))
		return len <= 2 && number <= 12 ? number : 0;
	memcpy(word, text, len);
	word[len] = '\0';
	return date_month_of_word(word);
}

bool session_filter_month(struct session_filter *filter, const char *text)
{
	size_t first = strcspn(text, "-/ ");
	const bool has_year = text[first] != '\0';
	const char *rest = text + first + has_year;
	int month, year = 0;

	if (first == 4 && small_number(text, 4) > 0) {
		year = small_number(text, 4);
		month = month_of(rest, strlen(rest));
	} else {
		month = month_of(text, first);
		year = strlen(rest) == 4 ? small_number(rest, 4) : 0;
	}
	if (month == 0 || (has_year && year == 0))
		return false;
	filter->month = month;
	filter->month_year = year;
	return true;
}

bool session_filter_state(struct session_filter *filter, const char *text)
{
	for (int i = 0; i < SESSION_STATES; i++) {
		if (!text_equal_nocase(text, session_state_word((enum session_state)i)) &&
			!text_equal_nocase(text, session_state_text((enum session_state)i)))
			continue;
		filter->by_state = true;
		filter->state = (enum session_state)i;
		return true;
	}
	return false;
}

/* --- Words ------------------------------------------------------------------------------------- */

static void add_words(struct buf *out, const char *text)
{
	buf_add_byte(out, ' ');
	text_fold(out, text, strlen(text));
}

static void add_months(struct buf *out, const struct dates *dates)
{
	int last = 0;

	for (size_t i = 0; i < dates->count; i++) {
		int month = date_civil(dates->item[i]).month;

		if (month != last)
			add_words(out, date_month_long(dates->item[i]));
		last = month;
	}
}

void session_words(const struct programme *programme, const struct session *session, date today,
	struct buf *out)
{
	const struct kecamatan *kecamatan = programme_kecamatan(programme, session->plan.kecamatan);
	struct buf title = BUF_EMPTY;

	add_words(out, session->id);
	session_title(programme, session, &title);
	add_words(out, buf_text(&title));
	buf_release(&title);
	if (kecamatan)
		add_words(out, kecamatan->name);
	add_words(out, session->schedule.venue);
	add_months(out, &session->schedule.dates);
	for (size_t i = 0; i < session->schedule.instructors.count; i++)
		add_words(out, session->schedule.instructors.item[i]);
	add_words(out, session_state_text(session_state_on(session, today)));
}

static bool word_fits(const char *words, const char *word, size_t len)
{
	bool whole = len <= 2 && strspn(word, "0123456789") >= len;

	while (*words != '\0') {
		size_t length = strcspn(words, " ");

		if (length >= len && strncmp(words, word, len) == 0 && (!whole || length == len))
			return true;
		words += length;
		words += strspn(words, " ");
	}
	return false;
}

bool session_words_fit(const char *words, const char *typed)
{
	words += strspn(words, " ");
	while (*typed != '\0') {
		size_t len = strcspn(typed, " ");

		if (len > 0 && !word_fits(words, typed, len))
			return false;
		typed += len;
		typed += strspn(typed, " ");
	}
	return true;
}
