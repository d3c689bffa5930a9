/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/date.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

#define YEAR_FIRST 1800
#define YEAR_LAST 2200
#define DAY_SECONDS 86400

/* msgids; in po/id.po "May" is "Mei" for both. */
static const char *const month_names[] = {N_("January"), N_("February"), N_("March"), N_("April"),
	N_("May"), N_("June"), N_("July"), N_("August"), N_("September"), N_("October"),
	N_("November"), N_("December")};
static const char *const month_names_short[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
	N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
static const char *const day_names[] = {N_("Monday"), N_("Tuesday"), N_("Wednesday"),
	N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")};
static const char *const day_names_short[] = {
	N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

/* What people write for a month, in both languages whichever is shown. */
#define WORDS_MAX 6
static const char *const month_words[12][WORDS_MAX] = {
	{"jan", "januari", "january"},
	{"feb", "februari", "february", "peb", "pebruari"},
	{"mar", "maret", "march"},
	{"apr", "april"},
	{"mei", "may"},
	{"jun", "juni", "june"},
	{"jul", "juli", "july"},
	{"agu", "agustus", "agt", "ags", "aug", "august"},
	{"sep", "september", "sept"},
	{"okt", "oktober", "oct", "october"},
	{"nov", "november", "nop", "nopember"},
	{"des", "desember", "dec", "december"},
};

static const char *const weekday_words[7][WORDS_MAX] = {
	{"senin", "sen", "monday", "mon"},
	{"selasa", "sel", "tuesday", "tue"},
	{"rabu", "rab", "wednesday", "wed"},
	{"kamis", "kam", "thursday", "thu"},
	{"jumat", "jum", "friday", "fri"},
	{"sabtu", "sab", "saturday", "sat"},
	{"minggu", "min", "sunday", "sun", "ahad"},
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool date_valid(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && is_leap(year));
}

/*
 * Both conversions count years from March, so that the leap day is the last of its year, in eras of
 * 400 years = 146097 days; 719468 days lie between 0000-03-01 and 1970-01-01. They are Howard
 * Hinnant's days_from_civil and civil_from_days ("chrono-Compatible Low-Level Date Algorithms").
 */
date date_of(int year, int month, int day)
{
	int shifted, era, year_of_era, day_of_year;

	if (!date_valid(year, month, day))
		return DATE_NONE;
	shifted = month > 2 ? year : year - 1;
	era = shifted / 400;
	year_of_era = shifted % 400;
	day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - 719468;
}

struct civil date_civil(date day)
{
	int64_t shifted = (int64_t)day + 719468;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t day_of_era = shifted - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year =
		(int)(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
	int month = (5 * day_of_year + 2) / 153;
	struct civil civil;

	civil.day = day_of_year - (153 * month + 2) / 5 + 1;
	civil.month = month < 10 ? month + 3 : month - 9;
	civil.year = (int)(year_of_era + era * 400) + (civil.month <= 2);
	return civil;
}

/* The remainder that is never negative. */
static int64_t modulo(int64_t value, int64_t divisor)
{
	int64_t rest = value % divisor;

	return rest < 0 ? rest + divisor : rest;
}

int date_weekday(date day)
{
	return (int)modulo((int64_t)day + 3, 7); /* 1970-01-01 was a Thursday */
}

int date_age(date born, date on)
{
	struct civil from, to;

	if (born == DATE_NONE || on < born)
		return -1;
	from = date_civil(born);
	to = date_civil(on);
	return to.year - from.year -
	       (to.month < from.month || (to.month == from.month && to.day < from.day));
}

/* Reads `least` to `most` digits; -1 when there are fewer or more. */
static int read_digits(const char **text, int least, int most)
{
	int value = 0;
	int count = 0;

	for (; **text >= '0' && **text <= '9'; (*text)++) {
		if (++count > most)
			return -1;
		value = value * 10 + (**text - '0');
	}
	return count < least ? -1 : value;
}

static bool read_char(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

/* Reads YYYY-MM-DD and leaves *text behind it. */
static date read_iso(const char **text)
{
	int year = read_digits(text, 4, 4);
	int month, day;

	if (year < 0 || !read_char(text, '-'))
		return DATE_NONE;
	month = read_digits(text, 2, 2);
	if (month < 0 || !read_char(text, '-'))
		return DATE_NONE;
	day = read_digits(text, 2, 2);
	return date_of(year, month, day);
}

date date_parse_iso(const char *text)
{
	date result = read_iso(&text);

	return *text == '\0' ? result : DATE_NONE;
}

/* The row of a table in which a word stands, in any case; -1: in none. */
static int row_of_word(const char *const (*table)[WORDS_MAX], int rows, const char *word)
{
	for (int row = 0; row < rows; row++) {
		for (int i = 0; i < WORDS_MAX && table[row][i]; i++) {
			if (text_equal_nocase(word, table[row][i]))
				return row;
		}
	}
	return -1;
}

int date_month_of_word(const char *word)
{
	return row_of_word(month_words, 12, word) + 1;
}

int date_weekday_of_word(const char *word)
{
	return row_of_word(weekday_words, 7, word);
}

/* Reads a month's number or name; 0 or less when it is neither. */
static int read_month(const char **text)
{
	char word[16];
	size_t len;

	if (**text >= '0' && **text <= '9')
		return read_digits(text, 1, 2);
	len = strspn(*text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (len >= sizeof(word))
		return 0;
	memcpy(word, *text, len);
	word[len] = '\0';
	*text += len;
	return date_month_of_word(word);
}

/* Reads one of "/-." as it was before, or blanks. */
static bool read_separator(const char **text, char separator)
{
	if (!read_char(text, separator))
		return false;
	while (separator == ' ' && read_char(text, ' '))
		;
	return true;
}

/* Day, month, year, which is the order of both languages here. A year of two digits is refused: a
 * date of birth in '19 could be a child's or a great-grandmother's. */
static date read_day_first(const char **text)
{
	int day = read_digits(text, 1, 2);
	char separator = **text;
	int month, year;

	if (day < 0 || separator == '\0' || !strchr("/-. ", separator))
		return DATE_NONE;
	read_separator(text, separator);
	month = read_month(text);
	if (month < 1 || !read_separator(text, separator))
		return DATE_NONE;
	year = read_digits(text, 4, 4);
	return date_of(year, month, day);
}

date date_parse(const char *text)
{
	const char *rest;
	date result;

	text += strspn(text, " ");
	rest = text;
	result = read_iso(&rest);
	if (result == DATE_NONE) {
		rest = text;
		result = read_day_first(&rest);
	}
	rest += strspn(rest, " ");
	return *rest == '\0' ? result : DATE_NONE;
}

static void two_digits(char out[2], int number)
{
	out[0] = (char)('0' + number / 10 % 10);
	out[1] = (char)('0' + number % 10);
}

void date_print_iso(struct buf *out, date day)
{
	struct civil civil = date_civil(day);
	char text[10] = "0000-00-00";

	if (day == DATE_NONE)
		return;
	if (civil.year < 0 || civil.year > 9999) {
		buf_printf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
		return;
	}
	two_digits(text, civil.year / 100);
	two_digits(text + 2, civil.year % 100);
	two_digits(text + 5, civil.month);
	two_digits(text + 8, civil.day);
	buf_add(out, text, sizeof(text));
}

void date_print_numbers(struct buf *out, date day)
{
	const struct civil civil = date_civil(day);

	if (day != DATE_NONE)
		buf_printf(out, "%02d/%02d/%04d", civil.day, civil.month, civil.year);
}

void date_print_long(struct buf *out, date day)
{
	struct civil civil = date_civil(day);

	if (day == DATE_NONE)
		return;
	/* TRANSLATORS: day of the week, day, month, year. */
	buf_printf(out, _("%s, %d %s %d"), _(day_names[date_weekday(day)]), civil.day,
		_(month_names[civil.month - 1]), civil.year);
}

void date_print_short(struct buf *out, date day)
{
	struct civil civil = date_civil(day);

	if (day == DATE_NONE)
		return;
	/* TRANSLATORS: short day of the week, day, short month. */
	buf_printf(out, _("%s %d %s"), date_weekday_short(day), civil.day, date_month_short(day));
}

const char *date_weekday_short(date day)
{
	return day == DATE_NONE ? "" : _(day_names_short[date_weekday(day)]);
}

const char *date_month_short(date day)
{
	return day == DATE_NONE ? "" : _(month_names_short[date_civil(day).month - 1]);
}

const char *date_month_long(date day)
{
	return day == DATE_NONE ? "" : _(month_names[date_civil(day).month - 1]);
}

date moment_date(moment when)
{
	/* Rounds down, and adds the offset only to the rest: a foreign entry may hold any value. */
	int64_t rest = modulo(when, DAY_SECONDS);
	int64_t days =
		when / DAY_SECONDS - (when % DAY_SECONDS < 0) + (rest + WIB_SECONDS >= DAY_SECONDS);

	return days > INT32_MIN && days <= INT32_MAX ? (date)days : DATE_NONE;
}

moment moment_at(date day, int minute)
{
	return (moment)day * DAY_SECONDS - WIB_SECONDS + (moment)minute * 60;
}

int moment_minute(moment when)
{
	return (int)((modulo(when, DAY_SECONDS) + WIB_SECONDS) % DAY_SECONDS / 60);
}

void minute_print(struct buf *out, int minute)
{
	buf_printf(out, "%02d.%02d", minute / 60, minute % 60);
}

int minute_parse(const char *text)
{
	int hour = read_digits(&text, 1, 2);
	int minute = 0;

	if (read_char(&text, '.') || read_char(&text, ':'))
		minute = read_digits(&text, 2, 2);
	if (*text != '\0' || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return -1;
	return hour * 60 + minute;
}

/* Reads "HH:MM"; -1 when it is not. */
static int read_minute(const char **text)
{
	int hour = read_digits(text, 2, 2);
	int minute;

	if (hour < 0 || hour > 23 || !read_char(text, ':'))
		return -1;
	minute = read_digits(text, 2, 2);
	return minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

/* Reads "HH:MM:SS" and a fraction, which is dropped; -1 when it is not. */
static int read_second(const char **text)
{
	int minute = read_minute(text);
	int second;

	if (minute < 0 || !read_char(text, ':'))
		return -1;
	second = read_digits(text, 2, 2);
	if (second < 0 || second > 59)
		return -1;
	if (read_char(text, '.') && read_digits(text, 1, 9) < 0)
		return -1;
	return minute * 60 + second;
}

/* Reads "Z" or "+HH:MM" or "-HH:MM" as seconds; false when it is not. */
static bool read_offset(const char **text, int *seconds)
{
	bool west = **text == '-';
	int minutes;

	*seconds = 0;
	if (read_char(text, 'Z') || read_char(text, 'z'))
		return true;
	if (!read_char(text, '+') && !read_char(text, '-'))
		return false;
	minutes = read_minute(text);
	*seconds = west ? -minutes * 60 : minutes * 60;
	return minutes >= 0;
}

bool moment_parse(const char *text, moment *when)
{
	date day = read_iso(&text);
	int second, offset;

	*when = 0;
	if (day == DATE_NONE || (!read_char(&text, 'T') && !read_char(&text, 't')))
		return false;
	second = read_second(&text);
	if (second < 0 || !read_offset(&text, &offset) || *text != '\0')
		return false;
	*when = (moment)day * DAY_SECONDS + second - offset;
	return true;
}

void moment_print(struct buf *out, moment when)
{
	date day = moment_date(when);

	if (day == DATE_NONE)
		return;
	date_print_iso(out, day);
	buf_add_byte(out, ' ');
	minute_print(out, moment_minute(when));
}
