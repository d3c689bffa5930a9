/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void lines_open(struct lines *lines, int fd)
{
	lines->fd = fd;
	lines->start = lines->end = 0;
	lines->ended = false;
}

/* Reads what there is; false at the end and on failure. */
static bool fill(struct lines *lines, bool *failed)
{
	ssize_t got;

	do {
		got = read(lines->fd, lines->chunk, sizeof(lines->chunk));
	} while (got < 0 && errno == EINTR);
	*failed = got < 0;
	lines->start = 0;
	lines->end = got > 0 ? (size_t)got : 0;
	lines->ended = got <= 0;
	return got > 0;
}

static enum line_kind kind_of(struct buf *line, bool is_long)
{
	if (is_long)
		return LINE_LONG;
	/* From Windows: CR LF. */
	if (line->len > 0 && line->ptr[line->len - 1] == '\r')
		line->ptr[--line->len] = '\0';
	return line->len > 0 && memchr(line->ptr, '\0', line->len) ? LINE_BROKEN : LINE_TEXT;
}

enum line_kind lines_next(struct lines *lines, struct buf *line)
{
	bool failed = false, any = false, is_long = false;

	buf_clear(line);
	while (!lines->ended) {
		const char *from = lines->chunk + lines->start;
		size_t left = lines->end - lines->start;
		const char *line_end = left > 0 ? memchr(from, '\n', left) : NULL;
		size_t len = line_end ? (size_t)(line_end - from) : left;

		any = any || left > 0;
		is_long = is_long || line->len + len > LINE_MAX_BYTES;
		if (!is_long)
			buf_add(line, from, len);
		lines->start += len + (line_end != NULL);
		if (line_end)
			return kind_of(line, is_long);
		if (!fill(lines, &failed))
			break;
	}
	if (failed)
		return LINE_FAILED;
	return any ? kind_of(line, is_long) : LINE_END;
}
