/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_spool.h"

#include "base/file.h"
#include "base/i18n.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define IN_MEMORY ((size_t)1 << 20) /* some 8,000 rows */
#define STEP ((size_t)256 << 10)

/* Before the cells of each row, which follow with a NUL each. For this run only: the machine's own
 * order of bytes will do. */
struct row_head {
	uint32_t line;
	uint32_t size; /* of the cells */
	uint16_t count, too_long;
};

/* --- Writing ---------------------------------------------------------------------------------- */

/* Where no file can be made, or it cannot grow, the rows stay in memory: no import fails for that. */
static void make_file(struct import_spool *spool)
{
	if (file_make_folder(spool->folder, NULL) == STATUS_OK &&
		file_make_unnamed(spool->folder, &spool->fd, NULL) == STATUS_OK)
		spool->has_file = true;
	else
		spool->folder = NULL;
}

static void write_out(struct import_spool *spool)
{
	struct bytes left = buf_bytes(&spool->waiting);

	while (left.len > 0) {
		ssize_t put = pwrite(spool->fd, left.ptr, left.len, (off_t)spool->in_file);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0) {
			spool->folder = NULL;
			break;
		}
		spool->in_file += (uint64_t)put;
		left.ptr += put;
		left.len -= (size_t)put;
	}
	if (left.len > 0)
		memmove(spool->waiting.ptr, left.ptr, left.len);
	spool->waiting.len = left.len;
}

void spool_add(struct import_spool *spool, const struct csv_row *row)
{
	struct row_head head = {
		(uint32_t)row->line, 0, (uint16_t)row->count, (uint16_t)row->too_long};
	uint32_t size[IMPORT_COLUMNS_MAX];
	uint8_t *to;

	for (size_t i = 0; i < row->count; i++) {
		size[i] = (uint32_t)strlen(row->cell[i]) + 1;
		head.size += size[i];
	}
	to = buf_more(&spool->waiting, sizeof(head) + head.size);
	memcpy(to, &head, sizeof(head));
	to += sizeof(head);
	for (size_t i = 0; i < row->count; to += size[i], i++)
		memcpy(to, row->cell[i], size[i]);
	spool->rows++;
	if (!spool->folder || spool->waiting.len < (spool->has_file ? STEP : IN_MEMORY))
		return;
	if (!spool->has_file)
		make_file(spool);
	if (spool->has_file)
		write_out(spool);
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* A part of the rows: of the file's, then of those that wait. */
struct window {
	const struct import_spool *spool;
	uint64_t next; /* byte of both together */
	struct buf bytes;
	size_t len;
	const uint8_t *at, *end;
	struct err *err;
};

static ssize_t read_piece(struct window *window, uint8_t *to, size_t room)
{
	const struct import_spool *spool = window->spool;
	size_t from, left;

	if (window->next < spool->in_file) {
		uint64_t in_file = spool->in_file - window->next;

		return pread(spool->fd, to, in_file < room ? (size_t)in_file : room,
			(off_t)window->next);
	}
	from = (size_t)(window->next - spool->in_file);
	left = spool->waiting.len - from;
	left = left < room ? left : room;
	memcpy(to, spool->waiting.ptr + from, left);
	return (ssize_t)left;
}

static enum status read_more(struct window *window, size_t wanted)
{
	while (window->len < wanted) {
		ssize_t got = read_piece(window, window->bytes.ptr + window->len,
			window->bytes.capacity - window->len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return err_system(window->err, got < 0 ? errno : EIO,
				_("Can't read the rows that were kept of the list"));
		window->len += (size_t)got;
		window->next += (uint64_t)got;
	}
	window->end = window->bytes.ptr + window->len;
	return STATUS_OK;
}

/* Makes `wanted` bytes stand from window->at on. */
static enum status have(struct window *window, size_t wanted)
{
	size_t left = (size_t)(window->end - window->at);

	if (left >= wanted)
		return STATUS_OK;
	if (left > 0)
		memmove(window->bytes.ptr, window->at, left);
	if (window->bytes.capacity < wanted) {
		window->bytes.capacity = wanted > STEP ? wanted : STEP;
		window->bytes.ptr = memory_resize(window->bytes.ptr, window->bytes.capacity);
	}
	window->len = left;
	window->at = window->bytes.ptr;
	return read_more(window, wanted);
}

static enum status next_row(struct window *window, csv_visit *visit, void *context, bool *go_on)
{
	const char *cell[IMPORT_COLUMNS_MAX];
	struct row_head head;
	struct csv_row row = {.cell = cell};
	enum status status = have(window, sizeof(head));
	const char *text;

	/* The second may move what the first had. */
	if (status == STATUS_OK) {
		memcpy(&head, window->at, sizeof(head));
		status = have(window, sizeof(head) + head.size);
	}
	if (status != STATUS_OK)
		return status;
	text = (const char *)window->at + sizeof(head);
	for (size_t i = 0; i < head.count; i++) {
		cell[i] = text;
		text += strlen(text) + 1;
	}
	window->at += sizeof(head) + head.size;
	row.line = head.line;
	row.count = head.count;
	row.too_long = head.too_long;
	*go_on = visit(context, &row);
	return STATUS_OK;
}

enum status spool_read(
	const struct import_spool *spool, csv_visit *visit, void *context, struct err *err)
{
	struct window window = {.spool = spool, .err = err};
	enum status status = STATUS_OK;
	bool go_on = true;

	if (spool->in_file == 0 && spool->rows > 0) {
		window.at = spool->waiting.ptr;
		window.end = window.at + spool->waiting.len;
	}
	for (size_t i = 0; i < spool->rows && go_on && status == STATUS_OK; i++)
		status = next_row(&window, visit, context, &go_on);
	buf_wipe(&window.bytes);
	return status;
}

void spool_clear(struct import_spool *spool)
{
	spool->in_file = 0;
	spool->rows = 0;
	buf_clear(&spool->waiting);
}

void spool_release(struct import_spool *spool)
{
	if (spool->has_file)
		close(spool->fd);
	buf_wipe(&spool->waiting);
	*spool = (struct import_spool){0};
}
