/* SPDX-License-Identifier: BSD-2-Clause */
/* The four lines of a day that officers send to the office (WhatsApp), read off the screen; nobody is
 * named in them. */
#ifndef OKOCE_REPORT_DAY_REPORT_H
#define OKOCE_REPORT_DAY_REPORT_H

#include "model/roster.h"

#define DAY_REPORT_LINES 4

/* Appends four lines, each with its end: how many came (day_line()), seats, signatures beside what is
 * recorded, and whether the day is closed. */
void day_report(struct buf *out, const struct programme *programme, const struct roster *roster,
		uint32_t day);
/* One of them, from 0, without its end. */
void day_report_line(struct buf *out, const struct programme *programme, const struct roster *roster,
		     uint32_t day, int line);

#endif
