/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers of a workbook as text: dates, digits without an exponent, zeros that a format puts before. */
#ifndef OKOCE_APP_XLSX_FORMAT_H
#define OKOCE_APP_XLSX_FORMAT_H

#include "base/memory.h"

enum xlsx_show { XLSX_NUMBER, XLSX_DATE, XLSX_TIME, XLSX_DATE_TIME };

struct xlsx_format {
	uint8_t show;
	uint8_t digits; /* of a whole number at least */
};

/* What a format code says: "dd/mm/yyyy", "000". */
struct xlsx_format xlsx_format_of(const char *code);
/* What a number below 164 means, which stands for a code that is not written. */
struct xlsx_format xlsx_format_known(unsigned long id);

/* Appends the number `text` as it is to be shown: 2019-07-15, 2019-07-15 08:30, 08:30, or its
 * digits. What is no number is appended as it stands. */
void xlsx_number(struct buf *out, const char *text, struct xlsx_format format, bool from_1904);

#endif
