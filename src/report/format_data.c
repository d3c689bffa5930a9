/* SPDX-License-Identifier: BSD-2-Clause */
/* CSV and JSON. */
#include "report/format.h"
#include "base/csv_cell.h"
#include "base/text.h"

#include <string.h>

static bool is_numeric(const struct table_column *column, const char *cell)
{
	return column->kind != TABLE_WORDS && format_is_number(cell);
}

static void add_csv_cell(const struct table_column *column, const char *cell, struct buf *out)
{
	if (is_numeric(column, cell))
		buf_add_text(out, cell);
	else
		csv_cell(out, ',', cell);
}

static void add_csv_row(const struct table *table, size_t row, struct buf *out)
{
	const char *comma = "";
	size_t start = out->len;

	for (size_t i = 0; i < table->column_count; i++) {
		if (!table->column[i].name)
			continue;
		buf_add_text(out, comma);
		add_csv_cell(&table->column[i], table->cell[row * table->column_count + i], out);
		comma = ",";
	}
	/* A blank line would be no row. */
	if (out->len == start)
		buf_add_text(out, "\"\"");
	buf_add_byte(out, '\n');
}

void format_csv(const struct table *table, struct buf *out)
{
	const char *comma = "";

	for (size_t i = 0; i < table->column_count; i++) {
		if (!table->column[i].name)
			continue;
		buf_add_text(out, comma);
		csv_cell(out, ',', table->column[i].name);
		comma = ",";
	}
	buf_add_byte(out, '\n');
	for (size_t row = 0; row < format_data_rows(table); row++)
		add_csv_row(table, row, out);
}

static void add_json_cell(const struct table_column *column, const char *cell, struct buf *out)
{
	if (is_numeric(column, cell))
		buf_add_text(out, cell);
	else if (column->kind != TABLE_WORDS && *cell == '\0')
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
