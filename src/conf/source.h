/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The bytes of a configuration file: whether they are text at all, and where in them a line is.
 * Lines end as YAML has it: LF, CR LF or CR.
 */
#ifndef OKOCE_CONF_SOURCE_H
#define OKOCE_CONF_SOURCE_H

#include "conf/problem.h"

#define SOURCE_PROBLEMS_MAX                                                                        \
	100 /* in the characters or the tokens of one file: then it is given up */

struct source {
	const char *file;               /* what problems name */
	struct bytes bytes;             /* without a byte order mark */
	struct conf_problems *problems; /* null: look, say nothing */
};

/*
 * UTF-8, without characters that F11 forbids or that have no width, no tabs as indentation. Says
 * every problem; stops at the first byte that is not UTF-8.
 */
bool source_check(const struct source *source);
/* The same for one value, whose escapes can bring back what the bytes were cleared of. */
bool source_text_allowed(const uint8_t *ptr, size_t len);

/* The first character of a line that is not a blank. */
struct place source_line_begin(const struct source *source, unsigned line);
/* Bytes before a line. */
size_t source_line_offset(const struct source *source, unsigned line);

#endif
