/* SPDX-License-Identifier: BSD-2-Clause */
/* Which sheets a workbook has, and where its texts and formats are. */
#ifndef OKOCE_APP_XLSX_BOOK_H
#define OKOCE_APP_XLSX_BOOK_H

#include "app/xlsx_format.h"
#include "app/xlsx_zip.h"

struct xlsx_tab {
	const char *name;
	const char *link; /* by which the part is looked for */
	const char *part; /* null: no sheet of cells, a chart */
	bool hidden;
};

struct xlsx_book {
	struct arena arena;
	struct xlsx_tab *tab; /* in the order of the spreadsheet */
	size_t tab_count, tab_capacity;
	const char *workbook, *strings, *styles; /* parts; the latter two may be null */
	bool from_1904;

	struct xlsx_format *format; /* by the style of a cell */
	size_t format_count, format_capacity;
	struct xlsx_code *code; /* the codes that the workbook states */
	size_t code_count, code_capacity;
};

/* Empty `book`; release it whatever is returned. STATUS_INVALID also when it is another kind of file. */
enum status xlsx_book_read(struct xlsx_book *book, struct xlsx_zip *zip, struct err *err) MUST_USE;
void xlsx_book_release(struct xlsx_book *book);
/* Of the style `text`, null: none. */
struct xlsx_format xlsx_book_format(const struct xlsx_book *book, const char *text);

#endif
