/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/import_rejected.h"

#include "base/csv_cell.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ENDING ".ditolak"
#define TRIES 1000
#define EXACT_DIGITS 10 /* so long a number is shown as it is, and not as 3,17E+15 */
#define WAITING_MAX ((size_t)64 << 10)

void rejected_begin(
	struct import_rejected *rejected, const char *list, const char *wanted, char separator)
{
	*rejected = (struct import_rejected){
		.list = list,
		.wanted = wanted,
		.separator = separator != '\0' ? separator : ';',
		.fd = -1,
	};
}

/* --- The name ---------------------------------------------------------------------------------- */

/* How long the list's path is without ".csv", and without what an earlier import put behind. */
static size_t stem_length(const char *path)
{
	const char *base = path_base(path);
	const char *dot = strrchr(base, '.');
	size_t len = dot && dot > base ? (size_t)(dot - path) : strlen(path);
	const char *ending = strstr(base, ENDING);

	if (ending && ending > base && ending + strlen(ENDING) <= path + len) {
		const char *behind = ending + strlen(ENDING);

		behind += *behind == '-';
		behind += strspn(behind, "0123456789");
		if (behind == path + len)
			len = (size_t)(ending - path);
	}
	return len;
}

static char *usual_path(const char *list, int number)
{
	struct buf path = BUF_EMPTY;
	char *copy;

	buf_add(&path, list, stem_length(list));
	buf_add_text(&path, ENDING);
	if (number > 1)
		buf_printf(&path, "-%d", number);
	buf_add_text(&path, ".csv");
	copy = memory_text(buf_text(&path));
	buf_release(&path);
	return copy;
}

static int make(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static void fail(struct import_rejected *rejected, int number, const char *path)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, path, strlen(path));
	err_system(&rejected->trouble, number,
		_("The refused rows could not be written to \"%s\""), buf_text(&safe));
	buf_release(&safe);
}

static void open_file(struct import_rejected *rejected)
{
	int tries = rejected->wanted ? 1 : TRIES;

	for (int i = 1; i <= tries && rejected->fd < 0; i++) {
		free(rejected->path);
		rejected->path = rejected->wanted ? memory_text(rejected->wanted)
						  : usual_path(rejected->list, i);
		rejected->fd = make(rejected->path);
		if (rejected->fd < 0 && errno != EEXIST)
			break;
	}
	if (rejected->fd < 0)
		fail(rejected, errno, rejected->path);
}

/* --- Its rows ---------------------------------------------------------------------------------- */

static void write_waiting(struct import_rejected *rejected)
{
	int number = rejected->trouble.status == STATUS_OK
			     ? file_put(rejected->fd, buf_bytes(&rejected->waiting))
			     : 0;

	if (number != 0)
		fail(rejected, number, rejected->path);
	buf_clear(&rejected->waiting);
}

/* A cell as the officer wrote it. What would be a number to a spreadsheet stays text there, since
 * NIKs would be rounded; the importer takes that apostrophe away again. */
static void add_cell(struct import_rejected *rejected, const char *cell)
{
	const char *text = csv_unguarded(cell);
	struct buf clean = BUF_EMPTY;

	if (text_clean(&clean, text, strlen(text)))
		text = buf_text(&clean);
	if (*text == '0' || strlen(text) > EXACT_DIGITS)
		csv_cell_digits(&rejected->waiting, rejected->separator, text);
	else
		csv_cell(&rejected->waiting, rejected->separator, text);
	buf_wipe(&clean);
}

static void add_line(struct import_rejected *rejected, const struct import_header *header,
	const char *const *cell, size_t count, const char *last)
{
	for (size_t i = 0; i < header->count || i < count; i++) {
		if (i < header->count && header->kind[i] == COLUMN_REASON)
			continue;
		add_cell(rejected, i < count ? cell[i] : "");
		buf_add_byte(&rejected->waiting, (uint8_t)rejected->separator);
	}
	csv_cell(&rejected->waiting, rejected->separator, last);
	buf_add_text(&rejected->waiting, "\r\n");
}

void rejected_add(struct import_rejected *rejected, const struct import_header *header,
	const struct csv_row *row, const char *reasons)
{
	if (rejected->trouble.status != STATUS_OK)
		return;
	if (rejected->fd < 0) {
		open_file(rejected);
		if (rejected->fd < 0)
			return;
		buf_add_text(&rejected->waiting, CSV_BOM);
		add_line(rejected, header, header->original, header->count, _("Reason refused"));
	}
	add_line(rejected, header, row->cell, row->count, reasons);
	if (rejected->waiting.len > WAITING_MAX)
		write_waiting(rejected);
}

/* --- The end ----------------------------------------------------------------------------------- */

static void close_file(struct import_rejected *rejected)
{
	write_waiting(rejected);
	if (fsync(rejected->fd) != 0 && errno != EINVAL && rejected->trouble.status == STATUS_OK)
		fail(rejected, errno, rejected->path);
	if (close(rejected->fd) != 0 && errno != EINTR && rejected->trouble.status == STATUS_OK)
		fail(rejected, errno, rejected->path);
	if (rejected->trouble.status == STATUS_OK &&
		file_sync_folder(rejected->path, &rejected->trouble) != STATUS_OK)
		return; /* the trouble says it */
}

static const char *keep_text(struct import_report *report, const char *text)
{
	return arena_text(&report->arena, text, strlen(text));
}

void rejected_end(struct import_rejected *rejected, bool keep, struct import_report *report)
{
	if (rejected->fd >= 0) {
		close_file(rejected);
		/* Half a file would look like all of it. */
		if (!keep || rejected->trouble.status != STATUS_OK)
			(void)unlink(rejected->path);
		else
			report->rejected_path = keep_text(report, rejected->path);
	}
	if (rejected->trouble.status != STATUS_OK)
		report->rejected_trouble = keep_text(report, rejected->trouble.text);
	buf_wipe(&rejected->waiting);
	free(rejected->path);
	*rejected = (struct import_rejected){.fd = -1};
}
