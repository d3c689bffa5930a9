/* SPDX-License-Identifier: BSD-2-Clause */
#include "app/export.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 1000

/* Free with free(). */
static char *documents(const char *own)
{
	static const char *const names[] = {"Dokumen", "Documents"};

	for (size_t i = 0; i < 2; i++) {
		char *path = path_join(own, names[i]);
		struct stat found;

		if (fstatat(AT_FDCWD, path, &found, 0) == 0 && S_ISDIR(found.st_mode))
			return path;
		free(path);
	}
	return memory_text(own);
}

static char *numbered(const char *folder, const char *name, int number)
{
	struct buf file = BUF_EMPTY;
	char *path;

	buf_add_text(&file, name);
	if (number > 1)
		buf_printf(&file, "-%d", number);
	buf_add_text(&file, ".txt");
	path = path_join(folder, buf_text(&file));
	buf_release(&file);
	return path;
}

static int make(const char *folder, const char *name, char **path)
{
	int fd = -1;

	for (int number = 1; number <= TRIES && fd < 0; number++) {
		free(*path);
		*path = numbered(folder, name, number);
		fd = open(*path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

/* 0, or why not. */
static int fill(int fd, struct bytes bytes)
{
	int number = file_put(fd, bytes);

	return number == 0 && fsync(fd) != 0 && errno != EINVAL ? errno : number;
}

static enum status fail(int number, const char *path, struct err *err)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, path, strlen(path));
	err_system(err, number, _("The file could not be written: \"%s\""), buf_text(&safe));
	buf_release(&safe);
	return err->status;
}

enum status export_text(const struct app *app, const char *name, const struct buf *text, char **path,
	struct err *err)
{
	char *folder;
	int fd, trouble;

	*path = NULL;
	if (!app->own_folder)
		return err_set(err, STATUS_NOT_FOUND, "%s",
			_("It is not known where this officer's files are: HOME is not set."));
	folder = documents(app->own_folder);
	fd = make(folder, name, path);
	trouble = fd < 0 ? errno : fill(fd, buf_bytes(text));
	if (fd >= 0 && close(fd) != 0 && errno != EINTR && trouble == 0)
		trouble = errno;
	free(folder);
	if (trouble == 0 && file_sync_folder(*path, err) == STATUS_OK)
		return STATUS_OK;
	if (trouble != 0)
		(void)fail(trouble, *path, err);
	if (fd >= 0)
		(void)unlink(*path); /* half a file would look like all of it */
	free(*path);
	*path = NULL;
	return err->status;
}
