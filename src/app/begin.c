/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/begin.h"

#include "app/begin_file.h"
#include "base/i18n.h"
#include "base/random.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
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
static void remove_part(const struct begin_file *file)
{
	unlink(file->part);
	remove_with(file->part, READERS_SUFFIX);
	remove_with(file->part, STORE_LOCK_SUFFIX);
}

enum status begin_file_open(struct begin_file *file, const struct begin_options *options,
	const struct clock *clock, const struct store_founder *founder, struct err *err)
{
	struct store_options store_options = {.clock = *clock};
	char *lock_path;
	enum status status;

	*file = (struct begin_file){.lock = FILE_LOCK_NONE};
	if (is_there(options->path))
		return exists(options->path, err);
	status = app_device(options->state_folder, &store_options.device, err);
	if (status != STATUS_OK)
		return status;
	memcpy(store_options.conf_digest, options->conf_digest, DIGEST_SIZE);
	lock_path = path_with(options->path, STORE_LOCK_SUFFIX);
	status = file_lock_take(&file->lock, lock_path, err);
	free(lock_path);
	if (status != STATUS_OK)
		return status;
	if (is_there(options->path)) /* came while we waited */
		return exists(options->path, err);
	file->path = memory_text(options->path);
	file->part = path_with(options->path, PART_SUFFIX);
	remove_part(file);
	return store_create(&file->store, file->part, &store_options, founder, err);
}

/* 0 or an errno value. */
static int rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	/* A file system that can't: a second name is not made over an existing one either. */
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (link(from, to) != 0)
		return errno;
	unlink(from);
	return 0;
}

enum status begin_file_publish(struct begin_file *file, struct err *err)
{
	struct buf safe = BUF_EMPTY;
	enum status status;
	int number;

	store_close(file->store);
	file->store = NULL;
	number = rename_new(file->part, file->path);
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

void begin_file_release(struct begin_file *file)
{
	store_close(file->store);
	if (file->part)
		remove_part(file);
	file_lock_release(&file->lock);
	free(file->part);
	free(file->path);
	*file = (struct begin_file){.lock = FILE_LOCK_NONE};
}

enum status begin_programme(const struct begin_options *options, struct err *err)
{
	const struct store_founder founder = {options->officer, options->passphrase, NULL};
	struct begin_file file;
	struct transaction *transaction;
	enum status status = STATUS_OK;

	if (options->passphrase)
		status = passphrase_ok(options->passphrase, options->officer, err);
	if (status != STATUS_OK)
		return status;
	status = begin_file_open(&file, options, &options->clock, &founder, err);
	if (status == STATUS_OK)
		status = transaction_begin(file.store, NULL, &transaction, err);
	if (status == STATUS_OK) {
		plan_write(transaction, options->programme);
		status = transaction_commit(transaction, NULL, err);
	}
	if (status == STATUS_OK)
		status = begin_file_publish(&file, err);
	begin_file_release(&file);
	return status;
}
