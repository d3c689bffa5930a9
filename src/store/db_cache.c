/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/db_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "store/pages.h"

/* A file in memory has a name as long as it is open. */
static int memory_file(char **path)
{
	int fd = memfd_create("okoce-view", MFD_CLOEXEC);
	struct buf name = BUF_EMPTY;

	buf_printf(&name, "/proc/self/fd/%d", fd);
	*path = memory_text(buf_text(&name));
	buf_release(&name);
	return fd;
}

enum status db_create_in(struct db **out, int fd, struct err *err)
{
	struct buf name = BUF_EMPTY;

	buf_printf(&name, "/proc/self/fd/%d", fd);
	struct db *db = db_new(buf_text(&name), false);
	buf_release(&name);
	db->cache = true; /* that it is still ours is not asked before each write */
	enum status status = db_env_open(db, MDB_NOSYNC | MDB_NOLOCK, err);
	if (status) {
		db_close(db);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

/* Not cut, so that no page lacks that is looked for. What else may be damaged is not looked at: nobody
 * but okoce writes there, and a power cut is noticed otherwise (store/follow.h). */
static bool looks_whole(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct pages pages;

	if (fd < 0)
		return false;
	bool whole = !pages_open(&pages, fd, NULL) && pages.word == sizeof(size_t) && !pages.cut;
	close(fd);
	return whole;
}

/* With it goes liblmdb's lock file: it knows of transactions of what is gone, and who still reads that
 * goes on with its own. */
void db_drop_cache(const char *path)
{
	char *lock = path_with(path, "-lock");

	unlink(path);
	unlink(lock);
	free(lock);
}

static enum status cache_open(struct db *db, struct err *err)
{
	enum status status = STATUS_OK;
	unsigned flags = MDB_NORDAHEAD | (db->read_only ? MDB_RDONLY : MDB_NOSYNC);

	if (db->memory >= 0)
		flags |= MDB_NOLOCK; /* nobody else has it open */
	else
		status = db_reserve_lock(db, err);
	/* Without a slot pages could be used anew under who reads. */
	if (!status && db->slotless)
		status = err_set(err, STATUS_IO, _("The data file \"%s\" cannot be used"), db->path);
	if (!status)
		status = db_env_open(db, flags, err);
	/* A reader that was killed would keep pages for ever. */
	if (!status && !db->read_only)
		mdb_reader_check(db->env, NULL);
	return status;
}

static enum status open_or_close(struct db **out, struct db *db, struct err *err)
{
	db->cache = true;
	enum status status = cache_open(db, err);

	if (status) {
		db_close(db);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

enum status db_open_cache(struct db **out, const char *path, struct err *err)
{
	char *memory = NULL;

	if (path) {
		if (access(path, F_OK) == 0 && !looks_whole(path))
			db_drop_cache(path);
		return open_or_close(out, db_new(path, false), err);
	}
	int fd = memory_file(&memory);
	struct db *db = db_new(memory, false);

	free(memory);
	db->memory = fd;
	if (fd < 0) {
		db_close(db);
		return err_system(err, errno, _("No memory for an index"));
	}
	return open_or_close(out, db, err);
}

enum status db_open_cache_to_read(struct db **out, const char *path, struct err *err)
{
	if (!looks_whole(path))
		return err_set(err, STATUS_DAMAGED, _("The data file \"%s\" cannot be used"), path);
	return open_or_close(out, db_new(path, true), err);
}
