/* SPDX-License-Identifier: BSD-2-Clause */
/* Another file in the place of the one that is open. */
#include "store/db_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "store/pages.h"

/* As readable as the one whose place it takes; and locked before it has the name. */
static int prepare(const struct db *db, int fd)
{
	struct stat was;

	if (stat(db->path, &was) || fchmod(fd, was.st_mode & 0777) || flock(fd, LOCK_EX | LOCK_NB))
		return errno;
	return 0;
}

/* The other file's lock table goes with it: who still reads that goes on with its own. */
static enum status reopen(struct db *db, int fd, struct err *err)
{
	struct stat is;
	char *readers = path_with(db->path, "-lock");

	mdb_env_close(db->env);
	db->env = NULL;
	if (db->fd >= 0) /* none of a file that this run has made */
		close(db->fd);
	db->fd = fd;
	unlink(readers);
	free(readers);
	if (fstat(fd, &is))
		return err_system(err, errno, _("Can't read \"%s\""), path_base(db->path));
	db->device = is.st_dev;
	db->inode = is.st_ino;
	db->known = (struct db_known){.size = 0};
	enum status status = db_reserve_lock(db, err);
	return status ? status : db_env_open(db, 0, err);
}

enum status db_swap(struct db *db, const char *path, struct err *err)
{
	enum status status = db_still_ours(db, err);
	int fd = status ? -1 : open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

	if (status)
		return status;
	int number = fd < 0 ? errno : prepare(db, fd);
	if (!number && rename(path, db->path))
		number = errno;
	if (number) {
		if (fd >= 0)
			close(fd);
		return err_system(err, number, _("Can't name the new data file: \"%s\""), path_base(db->path));
	}
	db_forget_mark(db, false);
	(void)!file_sync_folder(db->path, NULL); /* the old one has all that was saved, too */
	if (reopen(db, fd, err))
		memory_exhausted(); /* nothing can be read any more in this run, and nothing was lost */
	return STATUS_OK;
}
