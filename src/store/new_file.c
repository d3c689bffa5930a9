/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/new_file.h"

#include "store/lock.h"
#include "store/store.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART_SUFFIX ".part"
#define READERS_SUFFIX "-lock" /* the file that liblmdb makes beside its own */

static enum status exists(const char *path, struct err *err)
{
	struct buf safe = BUF_EMPTY;
	enum status status;

	text_safe(&safe, path, strlen(path));
	status = err_set(err, STATUS_EXISTS,
		_("There is a data file already: \"%s\". Nothing was changed; open it, or choose "
		  "another name."),
		buf_text(&safe));
	buf_release(&safe);
	return status;
}

static bool is_there(const char *path)
{
	struct stat about;

	return lstat(path, &about) == 0;
}

static void remove_with(const char *path, const char *suffix)
{
	char *whole = path_with(path, suffix);

	unlink(whole);
	free(whole);
}

/* All that an earlier run or this one left of an unfinished file. No other process uses it: we hold
 * the lock of `path`. */
static void remove_part(const struct new_file *file)
{
	unlink(file->part);
	remove_with(file->part, READERS_SUFFIX);
	remove_with(file->part, STORE_LOCK_SUFFIX);
}

enum status new_file_open(struct new_file *file, const char *path, struct err *err)
{
	const struct clock clock = clock_system();
	const moment now = clock_now(&clock);
	enum status status;

	*file = NEW_FILE_NONE;
	if (is_there(path))
		return exists(path, err);
	status = lock_take(&file->lock, path, NULL, now, err);
	if (status != STATUS_OK)
		return status;
	if (is_there(path)) /* came while we waited */
		return exists(path, err);
	file->path = memory_text(path);
	file->part = path_with(path, PART_SUFFIX);
	remove_part(file);
	return STATUS_OK;
}

enum status new_file_publish(struct new_file *file, struct err *err)
{
	struct buf safe = BUF_EMPTY;
	enum status status;
	int number = file_rename_new(file->part, file->path);

	if (number == EEXIST)
		return exists(file->path, err);
	if (number == 0)
		return file_sync_folder(file->path, err);
	text_safe(&safe, file->path, strlen(file->path));
	status =
		err_system(err, number, _("Can't name the new data file: \"%s\""), buf_text(&safe));
	buf_release(&safe);
	return status;
}

void new_file_release(struct new_file *file)
{
	if (file->part)
		remove_part(file);
	file_lock_release(&file->lock);
	free(file->part);
	free(file->path);
	*file = NEW_FILE_NONE;
}
