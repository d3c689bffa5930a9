/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows out of an Excel workbook (.xlsx, .xlsm), as import_csv.h gives those of a CSV file: of the
 * first sheet that is visible and holds something, each cell as a spreadsheet would show it, with the
 * limits of SECURITY S9. Knows nothing of what the columns mean.
 *
 *	xlsx_zip	parts of the file, unpacked within limits
 *	xlsx_xml	a part, element by element
 *	xlsx_book	which parts there are, and what they are
 *	xlsx_strings	the texts that cells point to
 *	xlsx_format	numbers and dates as text
 *	xlsx_sheet	the rows of a sheet
 */
#ifndef OKOCE_APP_IMPORT_XLSX_H
#define OKOCE_APP_IMPORT_XLSX_H

#include "app/import_csv.h"

#define XLSX_FILE_MAX ((size_t)64 << 20)

/* A workbook, or what is taken for one: also .xls and .ods, which xlsx_read() refuses. */
bool xlsx_is(struct bytes file);
/* Visits the rows up to the last one that holds something, with the numbers that the spreadsheet
 * shows; rows and cells that are not written are empty ones. `note` gets a translated sentence when
 * more sheets hold rows. STATUS_INVALID when the file is damaged, breaks a limit or is something
 * else; rows may have been visited then. */
enum status xlsx_read(struct bytes file, csv_visit *visit, void *context, struct buf *note,
		      struct err *err) MUST_USE;

#endif
