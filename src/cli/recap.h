/* SPDX-License-Identifier: BSD-2-Clause */
/* The year's recap, of `okoce recap` and of okoce without a terminal. */
#ifndef OKOCE_CLI_RECAP_H
#define OKOCE_CLI_RECAP_H

#include "cli/request.h"

/* Appends the recap of a year; 0: today's (programme_year()). */
void recap_print(
	struct app *app, uint32_t year, const struct table_style *style, struct buf *out);

#endif
