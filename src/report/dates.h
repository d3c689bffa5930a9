/* SPDX-License-Identifier: BSD-2-Clause */
/* The days of a session as people write them. */
#ifndef OKOCE_REPORT_DATES_H
#define OKOCE_REPORT_DATES_H

#include "model/record.h"

/* "15-18 Jul", "4-6, 8 Mar", "29 Jul-1 Agu"; nothing for no dates. The year is told where it is not
 * `year` (0: always): "30-31 Des 2019". */
void dates_print(struct buf *out, const struct dates *dates, int year);
/* "2019-07-15 2019-07-16" */
void dates_print_iso(struct buf *out, const struct dates *dates);

#endif
