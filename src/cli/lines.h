/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines of standard input as they come, of which none may be long. */
#ifndef OKOCE_CLI_LINES_H
#define OKOCE_CLI_LINES_H

#include "base/memory.h"

#define LINE_MAX_BYTES 1024

struct lines {
	int fd;
	size_t start, end; /* what was read and not yet given out */
	bool ended;
	char chunk[4096];
};

enum line_kind {
	LINE_TEXT,
	LINE_LONG,   /* passed over to its end */
	LINE_BROKEN, /* has a NUL in it: no text */
	LINE_END,
	LINE_FAILED, /* reading failed: errno tells why */
};

void lines_open(struct lines *lines, int fd);
/* The next line, without its end, as text. Waits for no more than the line's own end. */
enum line_kind lines_next(struct lines *lines, struct buf *line);

#endif
