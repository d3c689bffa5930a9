/* SPDX-License-Identifier: BSD-2-Clause */
#include "report/table.h"

#include "report/format.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *copy(struct table *table, const char *text)
{
	return text ? arena_text(&table->arena, text, strlen(text)) : NULL;
}

void table_init(struct table *table, const struct table_column *columns, size_t count)
{
	struct table_column *column;

	*table = (struct table){0};
	if (count > TABLE_COLUMNS_MAX)
		count = TABLE_COLUMNS_MAX;
	column = arena_alloc(&table->arena, count * sizeof(*column));
	for (size_t i = 0; i < count; i++)
		column[i] = (struct table_column){copy(table, columns[i].name),
			copy(table, columns[i].title), columns[i].kind};
	table->column = column;
	table->column_count = count;
}

void table_release(struct table *table)
{
	free(table->cell);
	arena_release(&table->arena);
	*table = (struct table){0};
}

static void add_line(struct table *table, const char **lines, const char *line)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, line, strlen(line));
	*lines = arena_printf(&table->arena, "%s%s\n", *lines ? *lines : "", buf_text(&safe));
	buf_wipe(&safe);
}

void table_title(struct table *table, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add_line(table, &table->title, arena_vprintf(&table->arena, format, arguments));
	va_end(arguments);
}

void table_note(struct table *table, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add_line(table, &table->note, arena_vprintf(&table->arena, format, arguments));
	va_end(arguments);
}

void table_cell(struct table *table, const char *format, ...)
{
	va_list arguments;

	table->cell =
		memory_grow(table->cell, table->count, &table->capacity, sizeof(*table->cell));
	va_start(arguments, format);
	table->cell[table->count++] = arena_vprintf(&table->arena, format, arguments);
	va_end(arguments);
}

void table_number(struct table *table, uint64_t number)
{
	table_cell(table, "%" PRIu64, number);
}

void table_percent(struct table *table, uint64_t part, uint64_t whole)
{
	uint64_t tenths;

	if (whole == 0) {
		table_cell(table, "%s", "");
		return;
	}
	/* Figures are sums of 32-bit counts: 2,000 times as much fits. */
	tenths = (part * 2000 + whole) / (2 * whole);
	table_cell(table, "%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
}

size_t table_rows(const struct table *table)
{
	return table->column_count > 0 ? table->count / table->column_count : 0;
}

size_t format_data_rows(const struct table *table)
{
	size_t rows = table_rows(table);

	return table->sums < rows ? rows - table->sums : 0;
}

bool format_is_figure(enum table_kind kind)
{
	return kind == TABLE_NUMBER || kind == TABLE_PERCENT;
}

bool format_is_number(const char *cell)
{
	const char *digits = cell + (*cell == '-');
	size_t whole = strspn(digits, "0123456789");
	size_t decimals;

	if (whole == 0 || (digits[0] == '0' && whole > 1))
		return false;
	if (digits[whole] == '\0')
		return true;
	if (digits[whole] != '.')
		return false;
	decimals = strspn(digits + whole + 1, "0123456789");
	return decimals > 0 && digits[whole + 1 + decimals] == '\0';
}

void table_print_csv(const struct table *table, const struct table_csv *csv, struct buf *out)
{
	format_csv(table, csv, out);
}

static void print_plain_csv(const struct table *table, struct buf *out)
{
	format_csv(table, &(struct table_csv){.separator = ','}, out);
}

void table_print(const struct table *table, enum table_format format, struct buf *out)
{
	static void (*const print[])(const struct table *, struct buf *) = {
		[TABLE_TEXT] = format_text,
		[TABLE_CSV] = print_plain_csv,
		[TABLE_JSON] = format_json,
	};

	print[format](table, out);
}

bool table_format_parse(const char *word, enum table_format *format)
{
	static const char *const words[] = {
		[TABLE_TEXT] = "text", [TABLE_CSV] = "csv", [TABLE_JSON] = "json"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(word, words[i]) == 0) {
			*format = (enum table_format)i;
			return true;
		}
	}
	return false;
}
