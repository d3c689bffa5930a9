/* SPDX-License-Identifier: BSD-2-Clause */
/* Workbooks made by hand for tests, also such as no spreadsheet program writes. */
#ifndef OKOCE_TESTS_APP_XLSX_TRY_H
#define OKOCE_TESTS_APP_XLSX_TRY_H

#include "base/memory.h"

struct xlsx_try_part {
	const char *name;
	const char *text;
	size_t len;  /* 0: to the NUL */
	bool stored; /* not packed */
};

/* A zip file of these parts, up to one without a name. */
void xlsx_try_zip(struct buf *out, const struct xlsx_try_part *parts);
/* A workbook with a single sheet of this XML, and these texts (null: none) and styles (null: none). */
void xlsx_try_book(struct buf *out, const char *sheet, const char *strings, const char *styles);
/* The same, the sheet being what stands inside <sheetData>. */
void xlsx_try_rows(struct buf *out, const char *rows, const char *strings, const char *styles);

extern const char xlsx_try_links[];	 /* _rels/.rels, to xl/workbook.xml */
extern const char xlsx_try_workbook[];	 /* xl/workbook.xml: one sheet, rId1 */
extern const char xlsx_try_book_links[]; /* xl/_rels/workbook.xml.rels */

#endif
