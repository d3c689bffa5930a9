/* SPDX-License-Identifier: BSD-2-Clause */
/* What an import says of rows. Values are masked and cut here, so that no report shows a NIK. */
#ifndef OKOCE_APP_IMPORT_REPORT_H
#define OKOCE_APP_IMPORT_REPORT_H

#include "app/import.h"

/* Counts a fault, and keeps a copy of it while there is room. `number`: the value is a NIK or a
 * number of a family card, also when it is damaged. */
void import_report_fault(struct import_report *report, const struct import_fault *fault,
			 bool number);

/* Adds a sentence on the file as a whole, for the officer. */
void import_report_note(struct import_report *report, const char *format, ...) PRINTF_LIKE(2, 3);

/* "row 17, NIK, \"317308...\": reason", with cells as they stand: not yet safe for a terminal. */
void import_fault_say(struct buf *out, const struct import_fault *fault);

/* A value as it may be shown: sixteen digits as nik_mask() does it; of a damaged number, and of any
 * text with fifteen digits or more in a row, the first six and last two characters. */
void import_mask(const char *value, bool number, struct buf *out);

#endif
