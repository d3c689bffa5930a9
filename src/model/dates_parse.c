/* SPDX-License-Identifier: BSD-2-Clause */
/* Days as people write them. First all of them are read with what stands at each; then what a day lacks
 * is taken from those behind it, since a month is written once, at the end: "4-6, 8 Mar". */
#include "model/dates.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define WORD_MAX 16

/* One day that was written. */
struct written {
	int day, month, year; /* month, year 0: not said */
	bool year_said;
	int weekday; /* -1: not said */
	bool until;  /* all days from the one before up to this */
};

struct reading {
	const char *at;
	int year; /* where none is said */
	struct written written[DATES_MAX + 1];
	size_t count;
	struct err *err;
};

static enum status refuse(struct reading *reading, const char *at)
{
	struct buf word = BUF_EMPTY, safe = BUF_EMPTY;

	text_safe(&safe, at, strlen(at));
	text_fit(&word, buf_text(&safe), 40, false);
	err_set(reading->err, STATUS_INVALID,
		_("Not understood as dates: \"%s\". Write them as %s, or %s."), buf_text(&word),
		_("22-25 July"), "22/7, 23/7, 29/7/2019");
	buf_release(&word);
	buf_release(&safe);
	return STATUS_INVALID;
}

static void skip(struct reading *reading, const char *characters)
{
	reading->at += strspn(reading->at, characters);
}

/* A word of letters; empty when there is none, or a longer one than we know. Does not move on. */
static size_t look_word(const struct reading *reading, char word[WORD_MAX])
{
	size_t len = strspn(reading->at, LETTERS);

	if (len >= WORD_MAX)
		len = 0;
	memcpy(word, reading->at, len);
	word[len] = '\0';
	return len;
}

static bool take_text(struct reading *reading, const char *text)
{
	size_t len = strlen(text);

	if (strncmp(reading->at, text, len) != 0)
		return false;
	reading->at += len;
	return true;
}

static bool take_one_of(struct reading *reading, const char *const *words)
{
	char word[WORD_MAX];
	size_t len = look_word(reading, word);

	for (size_t i = 0; len > 0 && words[i]; i++) {
		if (text_equal_nocase(word, words[i])) {
			reading->at += len;
			return true;
		}
	}
	return false;
}

/* What joins a day to the one before; *until: a range. */
static void take_joint(struct reading *reading, bool *until)
{
	static const char *const ranges[] = {"sd", "sampai", "hingga", "to", "until", NULL};
	static const char *const lists[] = {"dan", "and", NULL};

	skip(reading, " ");
	*until = take_text(reading, "-") || take_text(reading, "–") || take_text(reading, "s.d.") ||
		 take_text(reading, "s/d") || take_one_of(reading, ranges);
	if (!*until && !take_text(reading, ",") && !take_text(reading, ";") &&
		!take_text(reading, "&"))
		(void)take_one_of(reading, lists);
	skip(reading, " ");
	if (!*until)
		(void)take_one_of(reading, lists); /* "22, 23, dan 24" */
	skip(reading, " ");
}

/* `least` to `most` digits; -1, and not moved on, when there are fewer or more. */
static int take_digits(struct reading *reading, size_t least, size_t most)
{
	size_t len = strspn(reading->at, "0123456789");
	int value = 0;

	if (len < least || len > most)
		return -1;
	for (size_t i = 0; i < len; i++)
		value = value * 10 + (reading->at[i] - '0');
	reading->at += len;
	return value;
}

static bool take_weekday(struct reading *reading, struct written *written)
{
	char word[WORD_MAX];
	size_t len = look_word(reading, word);

	written->weekday = len > 0 ? date_weekday_of_word(word) : -1;
	if (written->weekday < 0)
		return len == 0;
	reading->at += len;
	skip(reading, " ,");
	return true;
}

static bool digit_at(const char *at)
{
	return *at >= '0' && *at <= '9';
}

/* "-7-2019" behind a day: a date, and no range. */
static bool is_dashed_date(const char *at)
{
	size_t month = *at == '-' ? strspn(at + 1, "0123456789") : 0;

	return (month == 1 || month == 2) && at[1 + month] == '-' &&
	       strspn(at + month + 2, "0123456789") == 4;
}

static bool take_year(struct reading *reading, struct written *written)
{
	int year = take_digits(reading, 4, 4);

	written->year_said = year > 0;
	written->year = written->year_said ? year : 0;
	return written->year_said;
}

/* "/7", "/7/2019", ".7.2019", "-7-2019" behind a day. False for half a date. */
static bool take_numeric(struct reading *reading, struct written *written)
{
	const char separator = *reading->at;

	reading->at++;
	written->month = take_digits(reading, 1, 2);
	if (written->month < 1)
		return false;
	if (*reading->at != separator || !digit_at(reading->at + 1))
		return true;
	if (separator == '-' && strspn(reading->at + 1, "0123456789") != 4)
		return true; /* a range goes on: "22/7-25/7" has no "-" here */
	reading->at++;
	return take_year(reading, written);
}

/* " Juli", " Juli 2019", or nothing, behind a day. */
static void take_named(struct reading *reading, struct written *written)
{
	const char *before = reading->at;
	char word[WORD_MAX];
	size_t len;

	skip(reading, " ");
	len = look_word(reading, word);
	written->month = len > 0 ? date_month_of_word(word) : 0;
	if (written->month == 0) {
		reading->at = before;
		return;
	}
	reading->at += len;
	before = reading->at;
	skip(reading, " ");
	if (!take_year(reading, written))
		reading->at = before;
}

/* 2019-07-22 */
static bool take_iso(struct reading *reading, struct written *written)
{
	if (!take_year(reading, written) || !take_text(reading, "-"))
		return false;
	written->month = take_digits(reading, 2, 2);
	if (written->month < 1 || !take_text(reading, "-"))
		return false;
	written->day = take_digits(reading, 2, 2);
	return written->day > 0;
}

static bool take_day(struct reading *reading, struct written *written)
{
	if (!take_weekday(reading, written))
		return false;
	if (strspn(reading->at, "0123456789") == 4)
		return take_iso(reading, written);
	written->day = take_digits(reading, 1, 2);
	if (written->day < 1)
		return false;
	if (((*reading->at == '/' || *reading->at == '.') && digit_at(reading->at + 1)) ||
		is_dashed_date(reading->at))
		return take_numeric(reading, written);
	take_named(reading, written);
	/* A word may not run into what follows: "22 Julix". */
	return !digit_at(reading->at);
}

static enum status read_all(struct reading *reading)
{
	skip(reading, " ");
	while (*reading->at != '\0') {
		struct written *written = &reading->written[reading->count];
		const char *begin;

		*written = (struct written){.weekday = -1};
		begin = reading->at;
		if (reading->count > 0)
			take_joint(reading, &written->until);
		if (*reading->at != '\0')
			begin = reading->at;
		if (!take_day(reading, written))
			return refuse(reading, begin);
		if (reading->count == DATES_MAX)
			return err_set(reading->err, STATUS_INVALID,
				_("More than %d dates: a session cannot have that many."),
				DATES_MAX);
		reading->count++;
		skip(reading, " ");
	}
	return STATUS_OK;
}

/* What a day lacks is that of the next one. */
static enum status complete(struct reading *reading)
{
	for (size_t i = reading->count; i-- > 0;) {
		struct written *written = &reading->written[i];
		const struct written *next = &reading->written[i + 1];
		bool has_next = i + 1 < reading->count;

		if (written->month == 0 && !has_next)
			return err_set(reading->err, STATUS_INVALID,
				_("Of which month is day %d? Write it as %s."), written->day,
				_("22-25 July"));
		if (written->month == 0) {
			written->month = next->month;
			written->year = next->year;
		} else if (!written->year_said) {
			written->year = has_next ? next->year : reading->year;
		}
	}
	return STATUS_OK;
}

static enum status make_date(struct reading *reading, const struct written *written, date *out)
{
	*out = date_of(written->year, written->month, written->day);
	if (*out == DATE_NONE)
		return err_set(reading->err, STATUS_INVALID, _("There is no %d/%d/%d."),
			written->day, written->month, written->year);
	if (written->weekday >= 0 && date_weekday(*out) != written->weekday) {
		struct buf day = BUF_EMPTY;

		date_print_long(&day, *out);
		err_set(reading->err, STATUS_INVALID,
			_("The weekday does not fit the date, which is: %s."), buf_text(&day));
		buf_release(&day);
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

/* "30 Dec - 2 Jan": the turn of a year, of which one was said at most. */
static void turn_year(struct written *from, struct written *to)
{
	if (from->year != to->year || from->month <= to->month)
		return;
	if (to->year_said && !from->year_said)
		from->year--;
	else if (!to->year_said)
		to->year++;
}

static enum status add(struct reading *reading, struct dates *out, date day)
{
	if (out->count == DATES_MAX)
		return err_set(reading->err, STATUS_INVALID,
			_("More than %d dates: a session cannot have that many."), DATES_MAX);
	out->item[out->count++] = day;
	return STATUS_OK;
}

/* Adds a day, and of a range those between. */
static enum status add_written(struct reading *reading, size_t index, struct dates *out)
{
	const struct written *written = &reading->written[index];
	enum status status;
	date day, next;

	status = make_date(reading, written, &day);
	if (status != STATUS_OK || !written->until)
		return status == STATUS_OK ? add(reading, out, day) : status;
	if (index == 0)
		return refuse(reading, "-");
	next = out->item[out->count - 1] + 1;
	if (day < next)
		return err_set(reading->err, STATUS_INVALID, "%s",
			_("The end stands before the beginning: write the earlier date first."));
	for (; next <= day && status == STATUS_OK; next++)
		status = add(reading, out, next);
	return status;
}

enum status dates_parse(
	const char *text, int year, struct arena *arena, struct dates *out, struct err *err)
{
	struct reading reading = {.at = text, .year = year, .err = err};
	enum status status;

	*out = (struct dates){arena_alloc(arena, DATES_MAX * sizeof(date)), 0};
	status = read_all(&reading);
	if (status == STATUS_OK)
		status = complete(&reading);
	for (size_t i = 1; i < reading.count; i++)
		if (reading.written[i].until)
			turn_year(&reading.written[i - 1], &reading.written[i]);
	for (size_t i = 0; i < reading.count && status == STATUS_OK; i++)
		status = add_written(&reading, i, out);
	if (status != STATUS_OK)
		out->count = 0;
	return status;
}
