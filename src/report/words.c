/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/words.h"

static const char *const ones[] = {"nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh",
	"delapan", "sembilan", "sepuluh", "sebelas"};

static void add_blank(struct buf *out, size_t from)
{
	if (out->len > from)
		buf_add_byte(out, ' ');
}

/* So many of a unit: "dua ratus", but "seratus". */
static void add_units(struct buf *out, size_t from, unsigned count, const char *one, const char *unit)
{
	if (count == 0)
		return;
	add_blank(out, from);
	if (count == 1)
		buf_add_text(out, one);
	else
		buf_printf(out, "%s %s", ones[count], unit);
}

void number_words(struct buf *out, unsigned number)
{
	size_t from = out->len;
	unsigned rest = number % 100;

	if (number >= 10000) {
		buf_printf(out, "%u", number);
		return;
	}
	add_units(out, from, number / 1000, "seribu", "ribu");
	add_units(out, from, number / 100 % 10, "seratus", "ratus");
	if (rest >= 20) {
		add_units(out, from, rest / 10, "", "puluh");
		rest %= 10;
	} else if (rest >= 12) {
		add_blank(out, from);
		buf_printf(out, "%s belas", ones[rest - 10]);
		return;
	}
	if (rest > 0 || number == 0) {
		add_blank(out, from);
		buf_add_text(out, ones[rest]);
	}
}

void date_words(struct buf *out, date day)
{
	struct civil civil;

	if (day == DATE_NONE)
		return;
	civil = date_civil(day);
	number_words(out, (unsigned)civil.day);
	buf_printf(out, " %s ", date_month_long(day));
	number_words(out, (unsigned)civil.year);
}
