/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/xlsx_format.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_SECONDS 86400
#define NUMBER_MAX 400               /* characters */
#define PRECISION 15                 /* digits that a spreadsheet keeps */
#define EXACT_MAX 9007199254740992.0 /* whole numbers up to here are exact */
#define DIGITS_MAX 32

/* --- Format codes ----------------------------------------------------------------------------- */

/* Behind a piece of the code that is text and not format: "a", \a, _a, *a, [Red], [$-421]. */
static const char *skip_text(const char *code)
{
	const char *end;

	switch (*code) {
	case '"':
		end = strchr(code + 1, '"');
		return end ? end + 1 : code + strlen(code);
	case '[':
		end = strchr(code + 1, ']');
		return end ? end + 1 : code + strlen(code);
	case '\\':
	case '_':
	case '*':
		return code[1] != '\0' ? code + 2 : code + 1;
	default:
		return code;
	}
}

/* [h], [mm], [ss]: hours that may be more than a day has. */
static bool is_elapsed(const char *code)
{
	return code[0] == '[' && strchr("hHmMsS", code[1]) && code[1] != '\0' &&
	       strspn(code + 1, "hHmMsS") == strcspn(code + 1, "]");
}

struct xlsx_format xlsx_format_of(const char *code)
{
	struct xlsx_format format = {XLSX_NUMBER, 0};
	bool day = false, month = false, clock = false;
	size_t len = strspn(code, "0#");

	if (len > 0 && code[len] == '\0' && len <= DIGITS_MAX) {
		const char *zero = strchr(code, '0');

		format.digits = (uint8_t)(zero ? strlen(zero) : 0);
		return format;
	}
	while (*code != '\0' && *code != ';') {
		const char *behind = skip_text(code);

		clock = clock || is_elapsed(code);
		if (behind != code) {
			code = behind;
			continue;
		}
		day = day || strchr("yYdD", *code);
		month = month || strchr("mM", *code);
		clock = clock || strchr("hHsS", *code);
		code++;
	}
	if (day || (month && !clock))
		format.show = clock ? XLSX_DATE_TIME : XLSX_DATE;
	else if (clock)
		format.show = XLSX_TIME;
	return format;
}

struct xlsx_format xlsx_format_known(unsigned long id)
{
	/* ECMA-376, 18.8.30; 27 to 36 and 50 to 58 are dates of East Asian versions. */
	static const struct {
		uint8_t first, last, show;
	} known[] = {{14, 17, XLSX_DATE}, {18, 21, XLSX_TIME}, {22, 22, XLSX_DATE_TIME},
		{27, 31, XLSX_DATE}, {32, 35, XLSX_TIME}, {36, 36, XLSX_DATE}, {45, 47, XLSX_TIME},
		{50, 58, XLSX_DATE}};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (id >= known[i].first && id <= known[i].last)
			return (struct xlsx_format){known[i].show, 0};
	return (struct xlsx_format){XLSX_NUMBER, 0};
}

/* --- Numbers ---------------------------------------------------------------------------------- */

static void add_digits(struct buf *out, const char *digits, size_t len, unsigned at_least)
{
	for (size_t i = len; i < at_least; i++)
		buf_add_byte(out, '0');
	buf_add(out, digits, len);
}

/* With the digits that a double has and without an exponent: "%e" gives d.ddddde+xx. */
static void add_decimal(struct buf *out, double value)
{
	char text[64], digits[32];
	size_t count = 0;
	long exponent;
	int len = snprintf(text, sizeof(text), "%.*e", PRECISION - 1, value);
	const char *mark = memchr(text, 'e', (size_t)len);

	for (const char *c = text; c < mark; c++)
		if (*c >= '0' && *c <= '9')
			digits[count++] = *c;
	exponent = strtol(mark + 1, NULL, 10);
	while (count > 1 && digits[count - 1] == '0')
		count--;
	if (exponent < 0) {
		buf_add_text(out, "0.");
		for (long i = exponent + 1; i < 0; i++)
			buf_add_byte(out, '0');
		buf_add(out, digits, count);
		return;
	}
	for (size_t i = 0; i < count || i <= (size_t)exponent; i++) {
		if (i == (size_t)exponent + 1)
			buf_add_byte(out, '.');
		buf_add_byte(out, i < count ? (uint8_t)digits[i] : '0');
	}
}

static void add_number(struct buf *out, double value, unsigned at_least)
{
	char text[32];

	if (value < 0)
		buf_add_byte(out, '-');
	value = value < 0 ? -value : value;
	if (value <= EXACT_MAX && value == (double)(uint64_t)value) {
		int len = snprintf(text, sizeof(text), "%.0f", value);

		add_digits(out, text, (size_t)len, at_least);
	} else {
		add_decimal(out, value);
	}
}

/* --- Dates ------------------------------------------------------------------------------------ */

/* The first system has a day that never was, 29 February 1900, at 60. */
static date serial_date(long day, bool from_1904)
{
	date first;

	if (from_1904)
		first = date_of(1904, 1, 1);
	else if (day == 0 || day == 60)
		return DATE_NONE;
	else
		first = day < 60 ? date_of(1899, 12, 31) : date_of(1899, 12, 30);
	return first + (date)day;
}

static void add_clock(struct buf *out, long seconds)
{
	buf_printf(out, "%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
	if (seconds % 60 != 0)
		buf_printf(out, ":%02ld", seconds % 60);
}

/* False, and nothing appended, when there is no such day: it is left a number then. */
static bool add_date(struct buf *out, double value, uint8_t show, bool from_1904)
{
	long day, seconds;
	date shown;

	if (!(value >= 0) || value > date_of(2200, 12, 31) - date_of(1899, 12, 30))
		return false;
	day = (long)value;
	seconds = (long)((value - (double)day) * DAY_SECONDS + 0.5);
	if (seconds == DAY_SECONDS) {
		day++;
		seconds = 0;
	}
	if (show == XLSX_TIME) {
		add_clock(out, seconds);
		return true;
	}
	shown = serial_date(day, from_1904);
	if (shown == DATE_NONE || shown > date_of(2200, 12, 31))
		return false;
	date_print_iso(out, shown);
	if (show == XLSX_DATE_TIME && seconds != 0) {
		buf_add_byte(out, ' ');
		add_clock(out, seconds);
	}
	return true;
}

void xlsx_number(struct buf *out, const char *text, struct xlsx_format format, bool from_1904)
{
	size_t len = strlen(text);
	bool plain = len > 0 && strspn(text, "0123456789") == len && (*text != '0' || len == 1);
	double value;
	char *end;

	/* Digits that are written are kept, be they more than a double has. */
	if (plain && format.show == XLSX_NUMBER) {
		add_digits(out, text, len, format.digits);
		return;
	}
	if (len == 0 || len > NUMBER_MAX || strspn(text, "0123456789+-.eE") != len) {
		buf_add(out, text, len);
		return;
	}
	value = strtod(text, &end);
	if (*end != '\0' || !isfinite(value))
		buf_add(out, text, len);
	else if (format.show == XLSX_NUMBER || !add_date(out, value, format.show, from_1904))
		add_number(out, value, format.digits);
}
