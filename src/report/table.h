/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One table, three formats: text for people, CSV for spreadsheets, JSON for programs.
 *
 * Cells are texts in rows; every cell is made safe when it is written (SECURITY S1), and in CSV a
 * cell that a spreadsheet would read as a formula gets an apostrophe (S10, base/csv_cell.h). Text has titles in the
 * interface's language; CSV and JSON have the columns' names, which never change.
 */
#ifndef OKOCE_REPORT_TABLE_H
#define OKOCE_REPORT_TABLE_H

#include "base/memory.h"

#define TABLE_COLUMNS_MAX 96

enum table_format { TABLE_TEXT, TABLE_CSV, TABLE_JSON };

enum table_kind {
	TABLE_WORDS,   /* left aligned; a string in JSON */
	TABLE_DIGITS,  /* the same of a NIK or a telephone: no spreadsheet makes a number of it */
	TABLE_NUMBER,  /* right aligned, grouped in text; a number in JSON; an empty cell is null */
	TABLE_PERCENT, /* the same with "%" behind it, and the language's decimal sign, in text */
};

struct table_column {
	const char *name;  /* in CSV and JSON: snake_case English, or a plain Indonesian field name;
			    * null: only in text */
	const char *title; /* msgid, in text; null: not in text */
	enum table_kind kind;
};

struct table {
	struct arena arena; /* all texts; overwritten when it is released */
	const struct table_column *column;
	size_t column_count;
	const char *title; /* lines above the text, each with its end; null: none */
	const char *note;  /* lines below the text, the same; neither is in CSV and JSON */
	const char **cell; /* row by row; never null, "" is empty */
	size_t count, capacity; /* of cells */
	size_t sums; /* so many last rows are sums: set off in text, not in CSV and JSON */
};

/* The columns are copied, so they may be made for the occasion; at most TABLE_COLUMNS_MAX. */
void table_init(struct table *table, const struct table_column *columns, size_t count);
void table_release(struct table *table);
/* These add a line; a line end in what is printed into it becomes harmless. */
void table_title(struct table *table, const char *format, ...) PRINTF_LIKE(2, 3);
void table_note(struct table *table, const char *format, ...) PRINTF_LIKE(2, 3);
/* Appends a cell; rows follow from the number of columns. An unfinished last row is not printed. */
void table_cell(struct table *table, const char *format, ...) PRINTF_LIKE(2, 3);
void table_number(struct table *table, uint64_t number);
/* With one decimal: 1546 of 3760 is 41.1, in text 41,1% by language. Empty when `whole` is 0. */
void table_percent(struct table *table, uint64_t part, uint64_t whole);
size_t table_rows(const struct table *table); /* with the sums */

/* How CSV is written for a spreadsheet. One that takes a semicolon takes a decimal comma with it. */
struct table_csv {
	char separator; /* ',', ';' or a tab */
	bool bom;
};

/* CSV: UTF-8, comma, RFC 4180 with LF line ends. JSON: {"rows": [{...}]}. */
void table_print(const struct table *table, enum table_format format, struct buf *out);
void table_print_csv(const struct table *table, const struct table_csv *csv, struct buf *out);
/* "text", "csv", "json"; false when it is none. */
bool table_format_parse(const char *word, enum table_format *format);

/* 1512 as people read it: 1.512 in Indonesian, 1,512 in English. */
void number_print(struct buf *out, uint64_t number);

#endif
