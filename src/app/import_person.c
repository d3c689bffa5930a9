/* SPDX-License-Identifier: BSD-2-Clause */
/* Name, NIK, birth and sex of a row: who it is. */
#include "app/import_work.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"
#define CENTURY 100
#define AGE_LEAST 17
#define AGE_MOST 90

/* --- Name ------------------------------------------------------------------------------------- */

static size_t count_digits(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += *text >= '0' && *text <= '9';
	return count;
}

static bool has_letter(const char *text)
{
	struct buf folded = BUF_EMPTY;
	bool letter;

	text_fold(&folded, text, strlen(text));
	letter = buf_text(&folded)[strspn(buf_text(&folded), DIGITS " ")] != '\0';
	buf_wipe(&folded);
	return letter;
}

static void read_name(struct import_work *work)
{
	size_t column = import_header_column(work->rows->header, COLUMN_NAME, 0);
	const char *name = work->cell[column];
	const char *reason = NULL;

	if (*name == '\0')
		reason = _("The name is missing. Please write it.");
	else if (!has_letter(name))
		reason = _("This is no name. Please check whether the cells of this row are in "
			   "their columns.");
	else if (count_digits(name) >= 8) /* also when a quote that is missing joined two rows */
		reason = _("There is a number in the name. Please check whether the cells of this "
			   "row are in "
			   "their columns and whether a quote (\") is missing.");
	if (reason)
		import_refuse(work, column, reason);
	work->out->identity.name = name;
}

/* --- NIK -------------------------------------------------------------------------------------- */

bool import_is_rounded_number(const char *text)
{
	size_t digits = strspn(text, DIGITS ".,");

	if (digits == 0 || (text[digits] != 'E' && text[digits] != 'e'))
		return false;
	text += digits + 1;
	text += *text == '+';
	return *text != '\0' && text[strspn(text, DIGITS)] == '\0';
}

/* Digits and letters that look like some: O for 0, l and I for 1. */
static bool has_letters_for_digits(const char *text)
{
	size_t letters = strcspn(text, "OolI");

	return text[letters] != '\0' && text[strspn(text, DIGITS "OolI. -")] == '\0' &&
	       count_digits(text) >= NIK_DIGITS / 2;
}

static void refuse_nik(struct import_work *work, size_t column)
{
	struct buf reason = BUF_EMPTY;

	if (import_is_rounded_number(work->cell[column])) {
		buf_add_text(&reason, _("rounded by the spreadsheet"));
	} else if (has_letters_for_digits(work->cell[column])) {
		buf_add_text(&reason, _("a letter O, l or I stands for a digit 0 or 1"));
	} else {
		nik_explain(&work->nik, &reason);
	}
	/* TRANSLATORS: %s says what is wrong with a NIK, for example "15 digits, should be 16". */
	import_refuse(work, column,
		arena_printf(work->arena,
			_("NIK: %s. Please type the 16 digits from the identity card, in a column "
			  "that is "
			  "formatted as text."),
			buf_text(&reason)));
	buf_release(&reason);
}

static void read_nik(struct import_work *work)
{
	size_t column = import_header_column(work->rows->header, COLUMN_NIK, 0);

	if (column == work->rows->header->count || *work->cell[column] == '\0')
		return;
	if (work->nik.digits[0] == '\0') {
		refuse_nik(work, column);
		return;
	}
	work->out->identity.nik = arena_text(work->arena, work->nik.digits, NIK_DIGITS);
	if (work->nik.warnings & NIK_REGION_UNKNOWN)
		import_warn(work, column,
			_("No region of this NIK's first six digits is known. It was taken. Please "
			  "compare it with the identity card."));
}

/* --- Birth ------------------------------------------------------------------------------------ */

date import_date(const char *text)
{
	const char *time = strrchr(text, ' ');
	char day[32];
	size_t len = strlen(text);

	if (time && strchr(time, ':') && time[1 + strspn(time + 1, DIGITS ":")] == '\0')
		len = (size_t)(time - text);
	if (len >= sizeof(day))
		return DATE_NONE;
	memcpy(day, text, len);
	day[len] = '\0';
	return date_parse(day);
}

static bool is_trainable(date born, date as_of)
{
	int age = date_age(born, as_of);

	return born != DATE_NONE && age >= AGE_LEAST && age <= AGE_MOST;
}

/* "12/3/85", "12 Apr 85": the century in which somebody of that day is of the age for a training;
 * there is never more than one. */
static date date_of_two_digits(const char *text, date as_of)
{
	int this_century = date_civil(as_of).year / CENTURY;
	size_t len = strlen(text);
	date found = DATE_NONE;
	char day[32];

	if (len < 3 || len > sizeof(day) - 3 || strspn(text + len - 2, DIGITS) != 2 ||
		strspn(text + len - 3, DIGITS) == 3)
		return DATE_NONE;
	for (int century = this_century - 1; century <= this_century; century++) {
		date born;

		snprintf(day, sizeof(day), "%.*s%02d%s", (int)len - 2, text, century,
			text + len - 2);
		born = date_parse(day);
		if (is_trainable(born, as_of))
			found = born;
	}
	return found;
}

/* 34801: the day as spreadsheets count, when a column of dates was formatted as numbers. */
static date date_of_serial(const char *text, date as_of)
{
	size_t digits = strspn(text, DIGITS);
	date born;

	if (digits != 5 || (text[digits] != '\0' && strcmp(text + digits, ".0") != 0))
		return DATE_NONE;
	born = date_of(1899, 12, 30) + (date)strtol(text, NULL, 10);
	return is_trainable(born, as_of) ? born : DATE_NONE;
}

/* Day and month the other way round; DATE_NONE when that is no date. */
static date swapped(date born)
{
	struct civil civil = date_civil(born);

	return date_of(civil.year, civil.day, civil.month);
}

/* "4/25/1995", as an American spreadsheet writes the 25th of April. */
static date date_month_first(const char *text)
{
	int month, day, year, length = 0;

	if (sscanf(text, "%2d/%2d/%4d%n", &month, &day, &year, &length) != 3 ||
		text[length] != '\0' || day <= 12)
		return DATE_NONE;
	return date_of(year, month, day);
}

static void warn_not_date(struct import_work *work, size_t column)
{
	import_warn(work, column,
		work->nik.born != DATE_NONE ? _("This is no date of birth. The one of the NIK was "
						"taken. Please write it like "
						"31/12/1985.")
					    : _("This is no date of birth. It was left empty. "
						"Please write it like 31/12/1985."));
}

/* "Jakarta, 12/3/1985": the date begins with the first digit. */
static date split_place(struct import_work *work, const char *cell)
{
	size_t place = strcspn(cell, DIGITS);
	const char *day = cell + place;
	date born = import_date(day);

	if (born == DATE_NONE)
		born = date_of_two_digits(day, work->rows->as_of);
	if (born == DATE_NONE && place == 0)
		born = date_of_serial(day, work->rows->as_of);
	if (born == DATE_NONE)
		born = date_month_first(day);
	while (place > 0 && strchr(" ,./-:;", cell[place - 1]))
		place--;
	if (place > 0 && *day != '\0')
		work->out->identity.birthplace = arena_text(work->arena, cell, place);
	return born;
}

static date column_born(struct import_work *work, size_t column)
{
	date born = split_place(work, work->cell[column]);

	if (born == DATE_NONE)
		warn_not_date(work, column);
	if (born == DATE_NONE || born <= work->rows->as_of)
		return born;
	import_warn(work, column,
		_("This date of birth is yet to come. It was left out. Please check it."));
	return DATE_NONE;
}

/* One day in two centuries agrees: a NIK has only two digits for the year. */
static bool agrees(date column, date nik)
{
	struct civil a = date_civil(column);
	struct civil b = date_civil(nik);

	return a.day == b.day && a.month == b.month && (a.year - b.year) % CENTURY == 0;
}

/* A spreadsheet that reads days as Americans write them swaps day and month of the first twelve; the
 * NIK shows it. Else the column is believed: a NIK does not follow a corrected date. */
static void settle_disagreement(struct import_work *work, size_t column)
{
	struct civil civil = date_civil(work->nik.born);
	date *born = &work->out->identity.born;
	bool swaps = swapped(*born) != DATE_NONE && agrees(swapped(*born), work->nik.born);

	if (swaps)
		*born = swapped(*born);
	import_warn(work, column,
		arena_printf(work->arena,
			swaps ? _("Day and month look swapped: the NIK says %02d/%02d/%d, and that "
				  "was taken. Please compare both with the identity card.")
			      : _("The NIK says %02d/%02d/%d. The date of this column was taken. "
				  "Please compare both with the identity card."),
			civil.day, civil.month, civil.year));
}

static void warn_age(struct import_work *work, size_t column)
{
	int age = date_age(work->out->identity.born, work->rows->as_of);

	if (work->out->identity.born == DATE_NONE || (age >= AGE_LEAST && age <= AGE_MOST))
		return;
	import_warn(work, column,
		arena_printf(work->arena,
			ngettext("%d year old, by this date of birth. Please check the NIK and the "
				 "date.",
				"%d years old, by this date of birth. Please check the NIK and the "
				"date.",
				(unsigned long)age),
			age));
}

static void read_birth(struct import_work *work)
{
	const struct import_header *header = work->rows->header;
	struct person_identity *identity = &work->out->identity;
	size_t column = import_header_column(header, COLUMN_BORN, 0);
	const char *place = import_cell(work, COLUMN_BIRTHPLACE);
	bool written = column < header->count && *work->cell[column] != '\0';

	identity->born = written ? column_born(work, column) : DATE_NONE;
	if (*place != '\0')
		identity->birthplace = place;
	if (identity->born == DATE_NONE) {
		identity->born = work->nik.born;
		column = import_header_column(header, COLUMN_NIK, 0);
	} else if (work->nik.born != DATE_NONE && !agrees(identity->born, work->nik.born)) {
		settle_disagreement(work, column);
	}
	warn_age(work, column);
}

/* --- Sex -------------------------------------------------------------------------------------- */

enum sex import_sex(const char *text)
{
	static const struct {
		const char *word;
		enum sex sex;
	} words[] = {
		{"l", SEX_MALE},
		{"lk", SEX_MALE},
		{"laki", SEX_MALE},
		{"laki laki", SEX_MALE},
		{"laki2", SEX_MALE},
		{"lelaki", SEX_MALE},
		{"pria", SEX_MALE},
		{"male", SEX_MALE},
		{"m", SEX_MALE},
		{"lakilaki", SEX_MALE},
		{"p", SEX_FEMALE},
		{"pr", SEX_FEMALE},
		{"perempuan", SEX_FEMALE},
		{"wanita", SEX_FEMALE},
		{"female", SEX_FEMALE},
		{"f", SEX_FEMALE},
		{"w", SEX_FEMALE},
	};
	struct buf folded = BUF_EMPTY;
	enum sex sex = SEX_UNKNOWN;

	if (strcmp(text, "L") == 0 || strcmp(text, "P") == 0) /* nearly always */
		return *text == 'L' ? SEX_MALE : SEX_FEMALE;
	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].word[0] == *buf_text(&folded) &&
			strcmp(words[i].word, buf_text(&folded)) == 0)
			sex = words[i].sex;
	buf_release(&folded);
	return sex;
}

static void read_sex(struct import_work *work)
{
	const char *cell = import_cell(work, COLUMN_SEX);
	enum sex sex = import_sex(cell);

	if (*cell != '\0' && sex == SEX_UNKNOWN)
		import_warn_kind(work, COLUMN_SEX, _("Neither L nor P. Please write L or P."));
	else if (sex != SEX_UNKNOWN && work->nik.sex != SEX_UNKNOWN && (int)sex != work->nik.sex)
		import_warn_kind(work, COLUMN_SEX,
			work->nik.sex == SEX_FEMALE ? _("The NIK is a woman's. What this column "
							"says was taken. Please compare "
							"both with the identity card.")
						    : _("The NIK is a man's. What this column says "
							"was taken. Please compare "
							"both with the identity card."));
	work->out->identity.sex = sex != SEX_UNKNOWN ? sex : (uint32_t)work->nik.sex;
}

void import_read_person(struct import_work *work)
{
	read_name(work);
	read_nik(work);
	if (work->refused)
		return;
	if (work->nik.digits[0] != '\0') {
		work->rows->nik_count++;
		work->rows->nik_rounded += work->nik.digits[NIK_DIGITS - 1] == '0';
	}
	read_birth(work);
	read_sex(work);
}
