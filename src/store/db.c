/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "store/pages.h"

/* The largest file that a vfat stick can hold: a map of that size never needs to grow. */
#define MAP_SIZE ((size_t)4 << 30)
/* At least the size of its lock file, for 126 readers. */
#define LOCK_SIZE 16384
/* Below this not even a first meta page is there. */
#define META_SIZE 160

struct db {
	MDB_env *env;
	MDB_dbi dbi;
	char *path;
	dev_t device;
	ino_t inode;
	bool read_only;
	bool cache;
	int memory; /* of a cache in memory, whose name lives as long as this; else -1 */
};

struct db_txn {
	struct db *db;
	MDB_txn *txn;
	MDB_cursor *cursor;
	int failed;
};

static enum status db_error(struct err *err, int code, const char *path)
{
	/* EFBIG: as large as the file system, or a limit, lets a file be. */
	if (code == ENOSPC || code == EDQUOT || code == EFBIG || code == MDB_MAP_FULL)
		return err_set(err, STATUS_FULL,
			       _("Not saved: no space left for \"%s\". Free some space and try again."), path);
	if (code == MDB_PANIC) /* liblmdb gives up for good once a meta page could not be written */
		return err_set(err, STATUS_IO,
			       _("Not saved: writing \"%s\" failed. Quit and open it again."), path);
	if (code == MDB_INVALID || code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND)
		return err_set(err, STATUS_DAMAGED,
			       _("\"%s\" is damaged or no okoce file. Run: okoce check"), path);
	if (code == MDB_VERSION_MISMATCH)
		return err_set(err, STATUS_UNSUPPORTED, _("\"%s\" was written by another version of LMDB."), path);
	if (code > 0)
		return err_system(err, code, _("The data file \"%s\" cannot be used"), path);
	return err_set(err, STATUS_IO, _("The data file \"%s\" cannot be used: %s"), path, mdb_strerror(code));
}

/* liblmdb maps its lock file without asking whether the disk has room for it, and dies of SIGBUS
 * where it has none. The blocks are taken before; where that cannot be done (a read-only disk, a
 * file system that does not know how) nothing is lost by not doing it. */
static enum status reserve_lock(const char *path, struct err *err)
{
	char *lock = path_with(path, "-lock");
	int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	int number = fd < 0 ? errno : 0;

	free(lock);
	if (fd >= 0 && fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, LOCK_SIZE))
		number = errno;
	if (fd >= 0)
		close(fd);
	if (number == ENOSPC || number == EDQUOT)
		return err_set(err, STATUS_FULL,
			       _("Not opened: no space left beside \"%s\". Free some space and try again."), path);
	return STATUS_OK;
}

static enum status env_open(struct db *db, unsigned flags, struct err *err)
{
	struct stat info;
	MDB_txn *txn;
	enum status status = flags & MDB_NOLOCK ? STATUS_OK : reserve_lock(db->path, err);
	if (status)
		return status;
	int code = mdb_env_create(&db->env);

	if (!code)
		code = mdb_env_set_mapsize(db->env, MAP_SIZE);
	if (!code)
		code = mdb_env_open(db->env, db->path, flags | MDB_NOSUBDIR | MDB_NOTLS, 0600);
	if (!code)
		code = mdb_txn_begin(db->env, NULL, MDB_RDONLY, &txn);
	if (!code) {
		code = mdb_dbi_open(txn, NULL, 0, &db->dbi);
		mdb_txn_abort(txn);
	}
	if (!code && stat(db->path, &info))
		code = errno;
	if (code)
		return db_error(err, code, db->path);
	db->device = info.st_dev;
	db->inode = info.st_ino;
	return STATUS_OK;
}

/* Our own reader walks all pages first, since liblmdb crashes on some damage, and writing into a
 * damaged file makes it worse. A file that is shorter than its meta pages say would be a SIGBUS later,
 * unless all that lacks is free: then the walk finds nothing. */
static enum status look_inside(int fd, const char *path, struct err *err)
{
	struct pages pages;
	enum status status = pages_open(&pages, fd, err);

	if (status == STATUS_DAMAGED || (!status && pages.word != sizeof(uint64_t)))
		return err_set(err, STATUS_INVALID, _("\"%s\" is no okoce file."), path);
	if (status)
		return status;
	if (!pages_walk(&pages, NULL, NULL, NULL))
		return STATUS_OK;
	if (pages.cut)
		return err_set(err, STATUS_DAMAGED,
			_("\"%s\" is cut short. Use another copy of the file."), path);
	return err_set(err, STATUS_DAMAGED,
		_("\"%s\" is damaged or no okoce file. Run: okoce check"), path);
}

/* What liblmdb would crash on or make a new database of. */
static enum status look_first(const char *path, struct err *err)
{
	struct stat info;
	enum status status = STATUS_OK;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return err_system(err, errno, _("The data file \"%s\" cannot be opened"), path);
	if (fstat(fd, &info) || !S_ISREG(info.st_mode))
		status = err_set(err, STATUS_INVALID,
			_("\"%s\" is no file. Give the name of a data file."), path);
	else if (info.st_size == 0)
		status = err_set(err, STATUS_DAMAGED,
			_("\"%s\" is empty. Use another copy of the file."), path);
	else if (info.st_size < META_SIZE)
		status = err_set(err, STATUS_DAMAGED,
			_("\"%s\" is cut short. Use another copy of the file."), path);
	else
		status = look_inside(fd, path, err);
	close(fd);
	return status;
}

static struct db *db_new(const char *path, bool read_only)
{
	struct db *db = memory_alloc(sizeof(*db));
	db->path = memory_text(path);
	db->read_only = read_only;
	db->memory = -1;
	return db;
}

enum status db_create(struct db **out, const char *path, struct err *err)
{
	int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 && errno == EEXIST)
		return err_set(err, STATUS_EXISTS,
			       _("\"%s\" exists already and stays as it is. Choose another name."), path);
	if (fd < 0)
		return err_system(err, errno, _("The data file \"%s\" cannot be made"), path);
	close(fd);
	struct db *db = db_new(path, false);
	enum status status = env_open(db, 0, err);
	if (status) {
		db_close(db);
		unlink(path);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

enum status db_open(struct db **out, const char *path, bool read_only, struct err *err)
{
	enum status status = look_first(path, err);
	if (status)
		return status;
	struct db *db = db_new(path, read_only);
	status = env_open(db, read_only ? MDB_RDONLY : 0, err);
	if (status) {
		db_close(db);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	if (db->env)
		mdb_env_close(db->env);
	if (db->memory >= 0)
		close(db->memory);
	free(db->path);
	free(db);
}

static enum status still_the_same(const struct db *db, struct err *err)
{
	struct stat info;

	if (stat(db->path, &info) || info.st_dev != db->device || info.st_ino != db->inode)
		return err_set(err, STATUS_IO,
			       _("Not saved: the data file \"%s\" was replaced while it was open. Quit and open it again."),
			       db->path);
	return STATUS_OK;
}

/* A cache is not asked whether it failed at every look into it: where it lacks memory the program
 * ends as everywhere else, before somebody seems not to be there. */
static int checked(const struct db *db, int code)
{
	if (code == ENOMEM && db->cache)
		memory_exhausted();
	return code;
}

enum status db_begin(struct db *db, bool write, struct db_txn **out, struct err *err)
{
	MDB_txn *txn;

	if (write && !db->cache && still_the_same(db, err))
		return err ? err->status : STATUS_IO;
	if (write && !db->cache)
		mdb_reader_check(db->env, NULL);
	int code = checked(db, mdb_txn_begin(db->env, NULL, write ? 0 : MDB_RDONLY, &txn));
	if (code)
		return db_error(err, code, db->path);
	*out = memory_alloc(sizeof(**out));
	**out = (struct db_txn){.db = db, .txn = txn};
	return STATUS_OK;
}

static MDB_val val_of(struct bytes bytes)
{
	/* LMDB takes non-const pointers and writes through none of them. */
	return (MDB_val){bytes.len, (void *)(uintptr_t)bytes.ptr};
}

static bool found(struct db_txn *txn, int code, MDB_val k, MDB_val v, struct bytes *key,
		  struct bytes *value)
{
	if (code) {
		if (code != MDB_NOTFOUND)
			txn->failed = checked(txn->db, code);
		return false;
	}
	*key = (struct bytes){k.mv_data, k.mv_size};
	*value = (struct bytes){v.mv_data, v.mv_size};
	return true;
}

void db_put(struct db_txn *txn, struct bytes key, struct bytes value)
{
	MDB_val k = val_of(key), v = val_of(value);
	if (!txn->failed)
		txn->failed = mdb_put(txn->txn, txn->db->dbi, &k, &v, MDB_NOOVERWRITE);
}

bool db_get(struct db_txn *txn, struct bytes key, struct bytes *value)
{
	MDB_val k = val_of(key), v;
	struct bytes ignored;
	return !txn->failed && found(txn, mdb_get(txn->txn, txn->db->dbi, &k, &v), k, v, &ignored, value);
}

bool db_seek(struct db_txn *txn, struct bytes from, struct bytes *key, struct bytes *value)
{
	MDB_val k = val_of(from), v;
	if (!txn->failed && !txn->cursor)
		txn->failed = checked(txn->db, mdb_cursor_open(txn->txn, txn->db->dbi, &txn->cursor));
	return !txn->failed &&
	       found(txn, mdb_cursor_get(txn->cursor, &k, &v, MDB_SET_RANGE), k, v, key, value);
}

bool db_next(struct db_txn *txn, struct bytes *key, struct bytes *value)
{
	MDB_val k, v;
	return !txn->failed &&
	       found(txn, mdb_cursor_get(txn->cursor, &k, &v, MDB_NEXT), k, v, key, value);
}

static int db_end(struct db_txn *txn, bool commit)
{
	int code = txn->failed;
	if (txn->cursor)
		mdb_cursor_close(txn->cursor);
	if (commit && !code)
		code = mdb_txn_commit(txn->txn);
	else
		mdb_txn_abort(txn->txn);
	free(txn);
	return code;
}

enum status db_commit(struct db_txn *txn, struct err *err)
{
	const char *path = txn->db->path;
	int code = db_end(txn, true);
	if (code == EIO) /* also liblmdb's word for a write that found room for a part only */
		return err_set(err, STATUS_IO,
			       _("Not saved: the disk of \"%s\" is full or broken. Free some space and try again."),
			       path);
	return code ? db_error(err, code, path) : STATUS_OK;
}

void db_abort(struct db_txn *txn)
{
	db_end(txn, false);
}

enum status db_finish(struct db_txn *txn, struct err *err)
{
	const char *path = txn->db->path;
	int code = db_end(txn, false);
	return code ? db_error(err, code, path) : STATUS_OK;
}

/* --- Caches ---------------------------------------------------------------------------------------- */

static enum status cache_open(struct db *db, struct err *err)
{
	/* Without liblmdb's lock file: nobody else has it open, and a file in memory has no name. */
	return env_open(db, MDB_NOSYNC | MDB_NOLOCK | MDB_NORDAHEAD, err);
}

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

/* A cache that cannot be what it says is not worth a repair. */
static void drop_damaged(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct pages pages;

	if (fd < 0)
		return;
	if (pages_open(&pages, fd, NULL) || pages.word != sizeof(uint64_t) || pages.cut)
		unlink(path);
	close(fd);
}

enum status db_open_cache(struct db **out, const char *path, struct err *err)
{
	char *memory = NULL;
	int fd = path ? -1 : memory_file(&memory);
	struct db *db = db_new(path ? path : memory, false);
	enum status status;

	db->cache = true;
	db->memory = fd;
	free(memory);
	if (path)
		drop_damaged(path);
	if (!path && fd < 0)
		status = err_system(err, errno, _("No memory for an index"));
	else
		status = cache_open(db, err);
	if (status) {
		db_close(db);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

void db_sync(struct db *db)
{
	mdb_env_sync(db->env, 1);
}

void db_replace(struct db_txn *txn, struct bytes key, struct bytes value)
{
	MDB_val k = val_of(key), v = val_of(value);
	if (!txn->failed)
		txn->failed = mdb_put(txn->txn, txn->db->dbi, &k, &v, 0);
}

bool db_delete(struct db_txn *txn, struct bytes key)
{
	MDB_val k = val_of(key);
	int code = txn->failed ? txn->failed : mdb_del(txn->txn, txn->db->dbi, &k, NULL);

	if (code && code != MDB_NOTFOUND)
		txn->failed = code;
	return code == 0;
}

struct db_cursor {
	struct db_txn *txn;
	MDB_cursor *cursor;
};

struct db_cursor *db_cursor_open(struct db_txn *txn)
{
	MDB_cursor *opened;

	if (!txn->failed)
		txn->failed = checked(txn->db, mdb_cursor_open(txn->txn, txn->db->dbi, &opened));
	if (txn->failed)
		return NULL;
	struct db_cursor *cursor = memory_alloc(sizeof(*cursor));
	*cursor = (struct db_cursor){txn, opened};
	return cursor;
}

void db_cursor_close(struct db_cursor *cursor)
{
	if (!cursor)
		return;
	mdb_cursor_close(cursor->cursor);
	free(cursor);
}

bool db_cursor_seek(struct db_cursor *cursor, struct bytes from, struct bytes *key, struct bytes *value)
{
	MDB_val k = val_of(from), v;
	return !cursor->txn->failed &&
	       found(cursor->txn, mdb_cursor_get(cursor->cursor, &k, &v, MDB_SET_RANGE), k, v, key, value);
}

bool db_cursor_next(struct db_cursor *cursor, struct bytes *key, struct bytes *value)
{
	MDB_val k, v;
	return !cursor->txn->failed &&
	       found(cursor->txn, mdb_cursor_get(cursor->cursor, &k, &v, MDB_NEXT), k, v, key, value);
}

struct db_state db_state(struct db_txn *txn)
{
	struct db_state state = {.device = txn->db->device, .inode = txn->db->inode};
	MDB_stat stat;

	state.transaction = mdb_txn_id(txn->txn);
	if (!txn->failed)
		txn->failed = mdb_stat(txn->txn, txn->db->dbi, &stat);
	state.records = txn->failed ? 0 : stat.ms_entries;
	return state;
}
