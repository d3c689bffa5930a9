/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers and dates in Indonesian words, as offices write them beside the figures. */
#ifndef OKOCE_REPORT_WORDS_H
#define OKOCE_REPORT_WORDS_H

#include "base/date.h"

/* 16 "enam belas", 100 "seratus", 2019 "dua ribu sembilan belas"; below 10,000, others as figures. */
void number_words(struct buf *out, unsigned number);
/* "enam belas Juli dua ribu sembilan belas"; nothing for DATE_NONE. */
void date_words(struct buf *out, date day);

#endif
