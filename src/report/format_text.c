/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/format.h"
#include "base/i18n.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

#define GAP 2
#define RULE "\xe2\x94\x80" /* U+2500 */

/* Digits in groups of three from the right. */
static void add_grouped(struct buf *out, const char *digits, size_t len)
{
	char separator = i18n_language() == LANGUAGE_ENGLISH ? ',' : '.';

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_add_byte(out, (uint8_t)separator);
		buf_add_byte(out, (uint8_t)digits[i]);
	}
}

void number_print(struct buf *out, uint64_t number)
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%" PRIu64, number);

	add_grouped(out, digits, (size_t)len);
}

/* "-1512.5" as "-1.512,5" or "-1,512.5". */
static void add_number(struct buf *out, const char *cell)
{
	const char *digits = cell + (*cell == '-');
	size_t whole = strspn(digits, "0123456789");

	if (digits != cell)
		buf_add_byte(out, '-');
	add_grouped(out, digits, whole);
	if (digits[whole] == '\0')
		return;
	buf_add_byte(out, i18n_language() == LANGUAGE_ENGLISH ? '.' : ',');
	buf_add_text(out, digits + whole + 1);
}

/* The cell as it is shown; clears `out` before. */
static void show_cell(const struct table *table, size_t row, size_t column, struct buf *out)
{
	const char *cell = table->cell[row * table->column_count + column];
	enum table_kind kind = table->column[column].kind;

	buf_clear(out);
	if (!format_is_figure(kind) || !format_is_number(cell)) {
		text_safe(out, cell, strlen(cell));
		return;
	}
	add_number(out, cell);
	if (kind == TABLE_PERCENT)
		buf_add_byte(out, '%');
}

/* gettext("") would be the catalogue's header. */
static const char *title_of(const struct table_column *column)
{
	return column->title[0] != '\0' ? _(column->title) : "";
}

struct widths {
	int column[TABLE_COLUMNS_MAX];
	int total;
};

static struct widths measure(const struct table *table)
{
	struct widths widths = {.total = 0};
	struct buf shown = BUF_EMPTY;

	for (size_t i = 0; i < table->column_count; i++) {
		int *width = &widths.column[i];

		if (!table->column[i].title)
			continue;
		*width = text_width(title_of(&table->column[i]));
		for (size_t row = 0; row < table_rows(table); row++) {
			show_cell(table, row, i, &shown);
			if (text_width(buf_text(&shown)) > *width)
				*width = text_width(buf_text(&shown));
		}
		widths.total += *width + (widths.total > 0 ? GAP : 0);
	}
	buf_wipe(&shown);
	return widths;
}

static void add_blanks(struct buf *out, int count)
{
	for (; count > 0; count--)
		buf_add_byte(out, ' ');
}

/* A line in the making; blanks wait until something follows, so that none end a line. */
struct line {
	struct buf *out;
	int blanks;
};

static void add_cell(struct line *line, const char *text, int width, enum table_kind kind)
{
	int rest = width - text_width(text);

	if (*text == '\0') {
		line->blanks += width + GAP;
		return;
	}
	add_blanks(line->out, line->blanks + (format_is_figure(kind) ? rest : 0));
	buf_add_text(line->out, text);
	line->blanks = GAP + (format_is_figure(kind) ? 0 : rest);
}

static void add_titles(const struct table *table, const struct widths *widths, struct buf *out)
{
	struct line line = {out, 0};

	for (size_t i = 0; i < table->column_count; i++)
		if (table->column[i].title)
			add_cell(&line, title_of(&table->column[i]), widths->column[i],
				table->column[i].kind);
	buf_add_byte(out, '\n');
}

static void add_row(
	const struct table *table, size_t row, const struct widths *widths, struct buf *out)
{
	struct line line = {out, 0};
	struct buf shown = BUF_EMPTY;

	for (size_t i = 0; i < table->column_count; i++) {
		if (!table->column[i].title)
			continue;
		show_cell(table, row, i, &shown);
		add_cell(&line, buf_text(&shown), widths->column[i], table->column[i].kind);
	}
	buf_add_byte(out, '\n');
	buf_wipe(&shown);
}

static void add_rule(const struct widths *widths, struct buf *out)
{
	for (int i = 0; i < widths->total; i++)
		buf_add_text(out, RULE);
	buf_add_byte(out, '\n');
}

void format_text(const struct table *table, struct buf *out)
{
	struct widths widths = measure(table);
	size_t data = format_data_rows(table);

	if (table->title)
		buf_printf(out, "%s\n", table->title);
	add_titles(table, &widths, out);
	add_rule(&widths, out);
	for (size_t row = 0; row < table_rows(table); row++) {
		if (row == data && row > 0)
			add_rule(&widths, out);
		add_row(table, row, &widths, out);
	}
	if (table->note)
		buf_printf(out, "\n%s", table->note);
}
