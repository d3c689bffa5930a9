/* SPDX-License-Identifier: BSD-2-Clause */
/* CSV and JSON. */
#include "report/format.h"
#include "base/csv_cell.h"
#include "base/text.h"

#include <string.h>

static bool is_numeric(const struct table_column *column, const char *cell)
{
	return format_is_figure(column->kind) && format_is_number(cell);
}

static void add_csv_number(const struct table_csv *csv, const char *cell, struct buf *out)
{
	for (; *cell != '\0'; cell++)
		buf_add_byte(out, *cell == '.' && csv->separator == ';' ? ',' : (uint8_t)*cell);
}

static void add_csv_cell(const struct table_csv *csv, const struct table_column *column,
	const char *cell, struct buf *out)
{
	if (is_numeric(column, cell))
		add_csv_number(csv, cell, out);
	else if (column->kind == TABLE_DIGITS)
		csv_cell_digits(out, csv->separator, cell);
	else
		csv_cell(out, csv->separator, cell);
}

/* The columns' names when `row` is null. */
static void add_csv_row(const struct table *table, const struct table_csv *csv,
	const char *const *row, struct buf *out)
{
	size_t start = out->len;
	bool first = true;

	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->column[i];

		if (!column->name)
			continue;
		if (!first)
			buf_add_byte(out, (uint8_t)csv->separator);
		first = false;
		if (row)
			add_csv_cell(csv, column, row[i], out);
		else
			csv_cell(out, csv->separator, column->name);
	}
	/* A blank line would be no row. */
	if (row && out->len == start)
		buf_add_text(out, "\"\"");
	buf_add_byte(out, '\n');
}

void format_csv(const struct table *table, const struct table_csv *csv, struct buf *out)
{
	if (csv->bom)
		buf_add_text(out, CSV_BOM);
	add_csv_row(table, csv, NULL, out);
	for (size_t row = 0; row < format_data_rows(table); row++)
		add_csv_row(table, csv, table->cell + row * table->column_count, out);
}

static void add_json_cell(const struct table_column *column, const char *cell, struct buf *out)
{
	if (is_numeric(column, cell))
		buf_add_text(out, cell);
	else if (format_is_figure(column->kind) && *cell == '\0')
		buf_add_text(out, "null");
	else
		text_quote(out, cell, strlen(cell));
}

static void add_json_row(const struct table *table, size_t row, struct buf *out)
{
	const char *comma = "";

	buf_add_byte(out, '{');
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->column[i];

		if (!column->name)
			continue;
		buf_add_text(out, comma);
		text_quote(out, column->name, strlen(column->name));
		buf_add_text(out, ": ");
		add_json_cell(column, table->cell[row * table->column_count + i], out);
		comma = ", ";
	}
	buf_add_byte(out, '}');
}

void format_json(const struct table *table, struct buf *out)
{
	buf_add_text(out, "{\"rows\": [");
	for (size_t row = 0; row < format_data_rows(table); row++) {
		buf_add_text(out, row > 0 ? ",\n" : "\n");
		add_json_row(table, row, out);
	}
	buf_add_text(out, format_data_rows(table) > 0 ? "\n]}\n" : "]}\n");
}
