/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/lock.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/store.h"

#define CONTENT_MAX 100

/* Written in place: a lock file that is replaced would be two locks. That it cannot be written costs
 * a few words of a sentence. */
static void write_holder(int fd, const char *place, moment now)
{
	char text[CONTENT_MAX];
	int len = snprintf(text, sizeof(text), "%" PRId64 " %.*s\n", (int64_t)now, LOCK_PLACE_MAX,
			   place ? place : "");

	if (pwrite(fd, text, (size_t)len, 0) == len && ftruncate(fd, len))
		return;
}

/* What an earlier holder wrote says nothing: of another name of the same file the lock is another. */
static bool is_held(const char *lock_path)
{
	struct file_lock lock;
	bool held = file_lock_take(&lock, lock_path, NULL) == STATUS_BUSY;

	file_lock_release(&lock);
	return held;
}

static bool read_holder(const char *lock_path, moment *since, struct buf *place)
{
	struct buf text = BUF_EMPTY;
	bool good = is_held(lock_path) && file_read(lock_path, CONTENT_MAX, &text, NULL) == STATUS_OK;
	char *end = NULL;

	if (good) {
		*since = strtoll(buf_text(&text), &end, 10);
		good = end > buf_text(&text) && *end == ' ' && *since > 0;
	}
	if (good)
		text_safe(place, end + 1, strcspn(end + 1, "\n"));
	buf_release(&text);
	return good;
}

/* "07.12", and the day before it when that is not today. */
static void add_since(struct buf *out, moment since, moment now)
{
	if (moment_date(since) != moment_date(now)) {
		date_print_short(out, moment_date(since));
		buf_add_byte(out, ' ');
	}
	minute_print(out, moment_minute(since));
}

/* A text console has a name that people know, "tty1"; a window has a number that nobody sees. */
static void add_place(struct buf *out, const char *place)
{
	if (place[0] == '\0')
		buf_add_text(out, _("another program"));
	else if (strncmp(place, "tty", 3) == 0)
		buf_add_text(out, place);
	else
		buf_printf(out, _("another window (%s)"), place);
}

enum status lock_say_busy(const char *path, moment now, struct err *err)
{
	char *lock_path = path_with(path, STORE_LOCK_SUFFIX);
	struct buf safe = BUF_EMPTY, told = BUF_EMPTY, place = BUF_EMPTY, time = BUF_EMPTY;
	moment since;

	text_safe(&safe, path, strlen(path));
	if (read_holder(lock_path, &since, &told)) {
		add_place(&place, buf_text(&told));
		add_since(&time, since, now);
		/* TRANSLATORS: place, time: "tty1", "07.12". */
		err_set(err, STATUS_BUSY, _("Open in %s since %s: \"%s\"."), buf_text(&place),
			buf_text(&time), buf_text(&safe));
	} else {
		err_set(err, STATUS_BUSY, _("Open in another okoce: \"%s\"."), buf_text(&safe));
	}
	buf_release(&safe);
	buf_release(&told);
	buf_release(&place);
	buf_release(&time);
	free(lock_path);
	return STATUS_BUSY;
}

enum status lock_take(struct file_lock *lock, const char *path, const char *place, moment now,
		      struct err *err)
{
	char *lock_path = path_with(path, STORE_LOCK_SUFFIX);
	enum status status = file_lock_take(lock, lock_path, err);

	if (status == STATUS_OK)
		write_holder(lock->fd, place, now);
	else if (status == STATUS_BUSY)
		lock_say_busy(path, now, err);
	free(lock_path);
	return status;
}
