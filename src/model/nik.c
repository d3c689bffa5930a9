/* SPDX-License-Identifier: BSD-2-Clause */
#include "model/nik.h"

#include "model/filler.h"

#include "model/record.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define FEMALE_DAY 40 /* added to the day of birth of women */
#define JAKARTA "31"
#define JAKARTA_BARAT "31.73"

/* Kemendagri's codes. 20 and 54 (Timor Timur) are not given; 91 to 96 are Papua's provinces since
 * 2022, and 97 is taken too: to refuse a new one's people would be worse than to miss a slip. */
static bool province_exists(int code)
{
	static const struct {
		int first, last;
	} ranges[] = {
		{11, 19}, {21, 21}, {31, 36}, {51, 53}, {61, 65}, {71, 76}, {81, 82}, {91, 97}};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

/* Takes the digits out of what was written; true when only digits and fillers stand there. */
static bool take_digits(struct nik *nik, const char *text, char digits[NIK_DIGITS + 1])
{
	bool clean = true;

	while (*text != '\0') {
		size_t filler = filler_length(text, "`");

		if (filler > 0) {
			nik->warnings |= NIK_NORMALIZED;
			text += filler;
			continue;
		}
		if (*text < '0' || *text > '9')
			clean = false;
		else if (nik->digit_count++ < NIK_DIGITS)
			digits[nik->digit_count - 1] = *text;
		text++;
	}
	return clean;
}

static int two_digits(const char *digits)
{
	return (digits[0] - '0') * 10 + (digits[1] - '0');
}

/* The birth date in a century, or DATE_NONE when there is no such day. */
static date born_in(int century, const char *digits)
{
	int day = two_digits(digits + 6);

	return date_of(century * 100 + two_digits(digits + 10), two_digits(digits + 8),
		day > FEMALE_DAY ? day - FEMALE_DAY : day);
}

static unsigned age_warnings(date born, date as_of, const char *digits)
{
	int age = date_age(born, as_of);
	unsigned warnings = 0;

	if (age < 17) {
		warnings |= NIK_UNDER_17;
		if (born_in(date_civil(born).year / 100 - 1, digits) != DATE_NONE)
			warnings |= NIK_CENTURY_AMBIGUOUS;
	}
	return age > 90 ? warnings | NIK_AGE_OVER_90 : warnings;
}

static enum nik_reason read_birth(struct nik *nik, const char *digits, date as_of)
{
	int day = two_digits(digits + 6);
	int month = two_digits(digits + 8);
	int century = date_civil(as_of).year / 100;

	nik->sex = day > FEMALE_DAY ? SEX_FEMALE : SEX_MALE;
	if (day > FEMALE_DAY)
		day -= FEMALE_DAY;
	if (day < 1 || day > 31)
		return NIK_DAY;
	if (month < 1 || month > 12)
		return NIK_MONTH;
	nik->born = born_in(century, digits);
	if (nik->born == DATE_NONE || nik->born > as_of)
		nik->born = born_in(century - 1, digits);
	if (nik->born == DATE_NONE)
		return NIK_CALENDAR;
	nik->warnings |= age_warnings(nik->born, as_of, digits);
	return NIK_OK;
}

/* 31.73 has eight kecamatan, 01 to 08; of other places only the province is known here. */
static unsigned region_warning(const char *region)
{
	int kecamatan = two_digits(region + 6);

	if (strncmp(region, JAKARTA, strlen(JAKARTA)) != 0)
		return NIK_OUTSIDE_DKI;
	if (strncmp(region, JAKARTA_BARAT, strlen(JAKARTA_BARAT)) != 0)
		return NIK_OUTSIDE_JAKBAR;
	return kecamatan < 1 || kecamatan > 8 ? NIK_REGION_UNKNOWN : 0;
}

/* The order of the reasons is that of the vectors: what is coarser comes first. */
static enum nik_reason read_digits(struct nik *nik, const char *digits, date as_of)
{
	enum nik_reason reason;

	if (nik->digit_count != NIK_DIGITS)
		return NIK_LENGTH;
	if (digits[0] == '0')
		return NIK_TEMP_ZERO;
	if (!province_exists(two_digits(digits)))
		return NIK_PROVINCE;
	reason = read_birth(nik, digits, as_of);
	if (reason != NIK_OK)
		return reason;
	return strcmp(digits + 12, "0000") == 0 ? NIK_SERIAL : NIK_OK;
}

bool nik_parse(struct nik *nik, const char *text, date as_of)
{
	char digits[NIK_DIGITS + 1] = "";
	unsigned normalized;

	*nik = (struct nik){.born = DATE_NONE, .sex = SEX_UNKNOWN};
	nik->reason = take_digits(nik, text, digits) ? NIK_OK : NIK_NON_DIGIT;
	normalized = nik->warnings;
	if (nik->reason == NIK_OK)
		nik->reason = read_digits(nik, digits, as_of);
	if (nik->reason != NIK_OK) { /* nothing that was read from a wrong number is told */
		nik->warnings = normalized;
		nik->born = DATE_NONE;
		nik->sex = SEX_UNKNOWN;
		return false;
	}
	memcpy(nik->digits, digits, sizeof(nik->digits));
	for (int i = 0; i < 3; i++) {
		memcpy(nik->region + 3 * i, digits + 2 * i, 2);
		nik->region[3 * i + 2] = i < 2 ? '.' : '\0';
	}
	nik->warnings |= region_warning(nik->region);
	return true;
}

#define NIK_REASON_ROW(name, vector, text) [NIK_##name] = {vector, text},
static const struct {
	const char *name, *text;
} reasons[] = {NIK_REASON_TABLE(NIK_REASON_ROW)};
#undef NIK_REASON_ROW

void nik_explain(const struct nik *nik, struct buf *out)
{
	if (nik->reason == NIK_LENGTH)
		buf_printf(out,
			ngettext("%d digit, should be %d", "%d digits, should be %d",
				(unsigned long)nik->digit_count),
			nik->digit_count, NIK_DIGITS);
	else
		buf_add_text(out, _(reasons[nik->reason].text));
}

const char *nik_reason_name(enum nik_reason reason)
{
	return reasons[reason].name;
}

void nik_warning_names(unsigned warnings, struct buf *out)
{
	static const char *const names[] = {
		"W_NORMALIZED",
		"W_OUTSIDE_JAKBAR",
		"W_OUTSIDE_DKI",
		"W_REGION_UNKNOWN",
		"W_UNDER_17",
		"W_AGE_OVER_90",
		"W_CENTURY_AMBIGUOUS",
	};
	const char *comma = "";

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!(warnings & 1u << i))
			continue;
		buf_add_text(out, comma);
		buf_add_text(out, names[i]);
		comma = ",";
	}
}

static bool is_sixteen_digits(const char *text)
{
	return strspn(text, "0123456789") == NIK_DIGITS && text[NIK_DIGITS] == '\0';
}

void nik_mask(const char *digits, struct buf *out)
{
	if (*digits == '\0')
		return;
	if (is_sixteen_digits(digits))
		buf_printf(out, "%.6s******%s", digits, digits + NIK_DIGITS - 4);
	else /* also how long it is stays untold */
		buf_add_text(out, "****************");
}

void nik_tail(const char *digits, struct buf *out)
{
	if (*digits == '\0')
		return;
	buf_printf(out, "**%s", is_sixteen_digits(digits) ? digits + NIK_DIGITS - 4 : "****");
}

const char *const nik_stands_reason[NIK_STANDS_COUNT] = {
#define NIK_STANDS_ROW(name, number, text) [(number) - 1] = (text),
	NIK_STANDS_TABLE(NIK_STANDS_ROW)
#undef NIK_STANDS_ROW
};

const char *nik_stands_text(uint32_t number)
{
	return number >= 1 && number <= NIK_STANDS_COUNT ? _(nik_stands_reason[number - 1]) : "?";
}
