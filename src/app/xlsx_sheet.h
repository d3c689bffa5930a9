/* SPDX-License-Identifier: BSD-2-Clause */
/* The rows of a sheet, one at a time. */
#ifndef OKOCE_APP_XLSX_SHEET_H
#define OKOCE_APP_XLSX_SHEET_H

#include "app/import_csv.h"
#include "app/xlsx_book.h"
#include "app/xlsx_strings.h"

/* Does any cell hold something? Reads no further than to the first that does. */
enum status xlsx_sheet_look(struct xlsx_zip *zip, const char *part, bool *has_rows,
			    struct err *err) MUST_USE;
enum status xlsx_sheet_read(struct xlsx_zip *zip, const char *part, const struct xlsx_book *book,
			    const struct xlsx_strings *strings, csv_visit *visit, void *context,
			    struct err *err) MUST_USE;

#endif
