/* SPDX-License-Identifier: BSD-2-Clause */
/* The parts of a workbook, unpacked piece by piece. minizip is known here only. */
#ifndef OKOCE_APP_XLSX_ZIP_H
#define OKOCE_APP_XLSX_ZIP_H

#include "base/memory.h"

struct xlsx_zip;

/* Null when it is no zip file, or a damaged one. The bytes are borrowed until it is closed. */
struct xlsx_zip *xlsx_zip_open(struct bytes file);
void xlsx_zip_close(struct xlsx_zip *zip); /* also null */

bool xlsx_zip_has(struct xlsx_zip *zip, const char *part);
/* Gives the part to `take` until that returns false. Only of a part that was taken to its end it is
 * known to be whole. */
enum status xlsx_zip_read(struct xlsx_zip *zip, const char *part,
			  bool (*take)(void *context, const char *ptr, size_t len), void *context,
			  struct err *err) MUST_USE;

/* The sentence for a workbook that contradicts itself, wherever that is noticed. */
enum status xlsx_damaged(struct err *err);

#endif
