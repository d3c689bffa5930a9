/* SPDX-License-Identifier: BSD-2-Clause */
/* The sums that recaps are made of; for the files of report/ that print them. */
#ifndef OKOCE_REPORT_RECAP_H
#define OKOCE_REPORT_RECAP_H

#include "report/lists.h"

/* The sessions that a recap is of, and their counts. */
struct recap {
	const struct programme *programme;
	const struct tally *tally;
	uint32_t year; /* 0: all */
	date today;
};

/* Of a commodity and kecamatan; a null one is any. Cancelled sessions are not counted. */
struct tally recap_sum(const struct recap *recap, const char *commodity, const char *kecamatan);
/* Of what an announcement is about: its commodities, or without any all of the recap. */
struct tally recap_sum_of_announced(const struct recap *recap, const struct announcement *announced);
/* Appends its commodities: "Fashion, Service HP"; "all commodities". */
void recap_add_names(const struct recap *recap, const struct announcement *announced, struct buf *out);

#endif
