/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/db_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "store/meta.h"
#include "store/pages.h"
#include "store/walked.h"

/* Below this not even a first meta page is there. */
#define META_SIZE 160
/* The map: address space only. It begins with the largest file that a vfat stick can hold, and is
 * doubled when less room is left in it than any transaction takes (10,000 entries of 64 KiB). */
#if SIZE_MAX > UINT32_MAX
#define MAP_SIZE ((size_t)4 << 30)
#define MAP_ROOM ((size_t)1 << 30)
#else
#define MAP_SIZE ((size_t)512 << 20)
#define MAP_ROOM ((size_t)128 << 20)
#endif
/* At least the size of liblmdb's lock file, for 126 readers. */
#define LOCK_SIZE 16384
/* How often a state is looked for that another okoce goes on from. */
#define HOLD_TRIES 100

/* --- Sentences ------------------------------------------------------------------------------------ */

static enum status is_damaged(struct err *err, const char *path)
{
	return err_set(err, STATUS_DAMAGED,
		       _("\"%s\" is damaged. Use another copy of the file, or save what is whole: "
			 "okoce salvage FILE NEWFILE."), path);
}

static enum status is_cut(struct err *err, const char *path)
{
	return err_set(err, STATUS_DAMAGED,
		       _("\"%s\" is cut short. Use another copy of the file, or save what is whole: "
			 "okoce salvage FILE NEWFILE."), path);
}

static enum status is_foreign(struct err *err, const char *path)
{
	return err_set(err, STATUS_INVALID,
		       _("\"%s\" is no okoce file. Give the name of a data file: okoce --data FILE."), path);
}

static enum status is_damaged_or_foreign(struct err *err, const char *path)
{
	return err_set(err, STATUS_DAMAGED,
		       _("\"%s\" is damaged or no okoce file. Use another copy of the file, or save what "
			 "is whole: okoce salvage FILE NEWFILE."), path);
}

static enum status is_full(struct err *err, int code, const char *path)
{
	if (code == EFBIG)
		return err_set(err, STATUS_FULL,
			       _("Not saved: \"%s\" is as large as its disk lets a file be. Copy it to "
				 "the laptop's own disk and go on there."), path);
	if (code == MDB_MAP_FULL)
		return err_set(err, STATUS_FULL,
			       _("Not saved: \"%s\" is too large for this computer. Go on with it on a "
				 "64-bit computer."), path);
	return err_set(err, STATUS_FULL,
		       _("Not saved: no space left for \"%s\". Free some space and try again."), path);
}

enum status db_error(struct err *err, int code, const char *path)
{
	switch (code) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
	case MDB_MAP_FULL:
		return is_full(err, code, path);
	case EROFS: /* the system takes a disk with errors out of use like this */
		return err_set(err, STATUS_IO,
			       _("Not saved: the disk of \"%s\" can only be read now. Copy the file to "
				 "another disk and go on there."), path);
	case MDB_PANIC: /* liblmdb gives up for good once a meta page could not be written */
		return err_set(err, STATUS_IO,
			       _("Not saved: writing \"%s\" failed. Quit and open it again."), path);
	case MDB_INVALID:
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
		return is_damaged(err, path);
	case MDB_VERSION_MISMATCH:
		return err_set(err, STATUS_UNSUPPORTED,
			       _("\"%s\" was written by another version of LMDB. Open it with the okoce "
				 "that wrote it."), path);
	case MDB_READERS_FULL:
		return err_set(err, STATUS_IO,
			       _("Too many programs read \"%s\". Close some, then try again."), path);
	default:
		if (code > 0)
			return err_system(err, code, _("The data file \"%s\" cannot be used"), path);
		return err_set(err, STATUS_IO, _("The data file \"%s\" cannot be used: %s"), path,
			       mdb_strerror(code));
	}
}

/* --- What it is, before liblmdb is given it --------------------------------------------------------- */

static bool only_reading_is_allowed(int number)
{
	return number == EROFS || number == EACCES || number == EPERM;
}

static enum status cannot_open(struct err *err, int number, const char *path)
{
	if (number == EACCES || number == EPERM)
		return err_set(err, STATUS_IO,
			       _("This user may not read \"%s\". Log in as the user whose file it is."), path);
	if (number == ENOENT)
		return err_set(err, STATUS_NOT_FOUND,
			       _("There is no file \"%s\". Give the name of a data file: okoce --data FILE."), path);
	if (number == EIO)
		return err_set(err, STATUS_IO,
			       _("\"%s\" cannot be read: its disk fails. Use another copy of the file."), path);
	return err_system(err, number, _("The data file \"%s\" cannot be opened"), path);
}

static enum status cannot_write(struct err *err, int number, const char *path)
{
	if (number == EROFS)
		return err_set(err, STATUS_DENIED,
			       _("The disk of \"%s\" can only be read. Copy the file to the laptop to "
				 "record in it."), path);
	return err_set(err, STATUS_DENIED,
		       _("This user may read \"%s\", but not write in it and beside it. Log in as the "
			 "user whose file it is, or copy it."), path);
}

static enum status open_file(struct db *db, struct err *err)
{
	const int flags = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	int number = 0;

	db->fd = open(db->path, flags | (db->read_only ? O_RDONLY : O_RDWR));
	if (db->fd < 0)
		number = errno;
	/* A folder too is none that can be written: what it is is said first. */
	if (!db->read_only && (only_reading_is_allowed(number) || number == EISDIR || number == ETXTBSY))
		db->fd = open(db->path, flags | O_RDONLY);
	if (db->fd < 0)
		return cannot_open(err, errno, db->path);
	return only_reading_is_allowed(number) ? cannot_write(err, number, db->path) : STATUS_OK;
}

static enum status look_at_metas(const struct db *db, struct pages *pages, struct err *err)
{
	enum status status = pages_open(pages, db->fd, err);

	if (status == STATUS_DAMAGED) /* no meta page: do other pages say that they are of LMDB? */
		return pages_open_broken(pages, db->fd, NULL) ? is_foreign(err, db->path)
							      : is_damaged_or_foreign(err, db->path);
	if (status)
		return status;
	if (pages->word != sizeof(size_t))
		return err_set(err, STATUS_UNSUPPORTED,
			       _("\"%s\" was written on a %d-bit computer and cannot be used on this one. "
				 "Make a copy that can: okoce salvage FILE NEWFILE."),
			       db->path, pages->word == sizeof(uint32_t) ? 32 : 64);
	if (pages->meta[0].usable && pages->meta[1].usable)
		return STATUS_OK;
	return pages->cut ? is_cut(err, db->path) : is_damaged(err, db->path);
}

static enum status look_at_kind(int fd, const char *path, struct stat *info, struct err *err)
{
	if (fstat(fd, info))
		return cannot_open(err, errno, path);
	if (S_ISDIR(info->st_mode))
		return err_set(err, STATUS_INVALID,
			       _("\"%s\" is a folder. Give the name of a data file: okoce --data FILE."), path);
	if (!S_ISREG(info->st_mode))
		return err_set(err, STATUS_INVALID,
			       _("\"%s\" is no file. Give the name of a data file: okoce --data FILE."), path);
	if (info->st_size == 0)
		return err_set(err, STATUS_DAMAGED,
			       _("\"%s\" is empty. Use another copy of the file."), path);
	return STATUS_OK;
}

enum status db_open_plain(int *fd, const char *path, struct err *err)
{
	struct stat info;
	enum status status;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (*fd < 0)
		return cannot_open(err, errno, path);
	status = look_at_kind(*fd, path, &info, err);
	if (status)
		close(*fd);
	return status;
}

/* What liblmdb would crash on or make a new database of. */
static enum status look_first(struct db *db, struct pages *pages, struct err *err)
{
	struct err kind = {STATUS_OK, ""};
	struct stat info;
	enum status status = open_file(db, err);

	if (db->fd < 0)
		return status;
	if (look_at_kind(db->fd, db->path, &info, &kind))
		return err_set(err, kind.status, "%s", kind.text);
	if (info.st_size < META_SIZE)
		return is_cut(err, db->path);
	db->device = info.st_dev;
	db->inode = info.st_ino;
	db->known.size = info.st_size;
	db->at_open = info;
	/* What it is is said before that it cannot be written. */
	if (look_at_metas(db, pages, &kind))
		return err_set(err, kind.status, "%s", kind.text);
	return status;
}

/* --- Locks ------------------------------------------------------------------------------------------ */

/* liblmdb maps its lock file without asking whether the disk has room for it, and dies of SIGBUS
 * where it has none. The blocks are taken before; where that cannot be done (a file system that does
 * not know how) nothing is lost by not doing it. Who only reads can do without, on a read-only disk. */
enum status db_reserve_lock(struct db *db, struct err *err)
{
	char *lock = path_with(db->path, "-lock");
	int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	int number = fd < 0 ? errno : 0;

	free(lock);
	if (fd >= 0 && fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, LOCK_SIZE))
		number = errno;
	if (fd >= 0)
		close(fd);
	if (number == ENOSPC || number == EDQUOT)
		return err_set(err, STATUS_FULL,
			       _("Not opened: no space left beside \"%s\". Free some space and try again."),
			       db->path);
	db->slotless = fd < 0 && only_reading_is_allowed(number);
	return db->slotless && !db->read_only ? cannot_write(err, number, db->path) : STATUS_OK;
}

/* The file itself is locked, and not only a name of it, since two hard links are one file. Of a
 * reader the writer knows by liblmdb's lock file, beside the name that both opened; where it cannot
 * know, one of them waits for the other. */
static enum status lock_file(const struct db *db, struct err *err)
{
	struct stat info;
	int how = LOCK_EX;

	if (db->read_only) {
		if (!db->slotless && (fstat(db->fd, &info) || info.st_nlink < 2))
			return STATUS_OK;
		how = LOCK_SH;
	}
	/* A file system that has no such locks has the one of the name (store/lock.h). */
	if (flock(db->fd, how | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return STATUS_OK;
	return err_set(err, STATUS_BUSY, _("Open in another okoce: \"%s\"."), db->path);
}

/* --- The environment -------------------------------------------------------------------------------- */

/* liblmdb found that it contradicts itself. It would print that, over the screen, and abort. The
 * handlers of a memory fault say what there is to say, and give the terminal back. */
static void on_contradiction(MDB_env *env, const char *what)
{
	(void)env;
	(void)what;
	raise(SIGSEGV);
}

enum status db_env_open(struct db *db, unsigned flags, struct err *err)
{
	struct stat info;
	MDB_txn *txn;
	int code = mdb_env_create(&db->env);

	if (!code)
		code = mdb_env_set_assert(db->env, on_contradiction);
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
	if (db->fd >= 0 && (info.st_dev != db->device || info.st_ino != db->inode))
		return err_set(err, STATUS_IO,
			       _("\"%s\" was replaced while it was being opened. Try again."), db->path);
	db->device = info.st_dev;
	db->inode = info.st_ino;
	db_remember(db);
	return STATUS_OK;
}

/* The map may be moved only while nothing is read through it. That it could not be made larger is told
 * when it is full. */
static void widen_map(struct db *db)
{
	MDB_envinfo info;

	if (mdb_env_info(db->env, &info) ||
	    info.me_mapsize - (info.me_last_pgno + 1) * db->page_size >= MAP_ROOM)
		return;
	while (db->beside && db->active > 0)
		pthread_cond_wait(&db->ended, &db->lock);
	if (db->active == 0)
		(void)mdb_env_set_mapsize(db->env, 2 * info.me_mapsize);
}

static int begin_locked(struct db *db, bool write, MDB_txn **txn)
{
	const unsigned flags = write ? 0 : MDB_RDONLY;

	if (write)
		widen_map(db);
	int code = mdb_txn_begin(db->env, NULL, flags, txn);
	/* Another okoce made the file larger than our map. */
	if (code == MDB_MAP_RESIZED && db->active == 0) {
		code = mdb_env_set_mapsize(db->env, 0);
		if (!code)
			code = mdb_txn_begin(db->env, NULL, flags, txn);
	}
	db->active += !code;
	return code;
}

int db_begin_mapped(struct db *db, bool write, MDB_txn **txn)
{
	pthread_mutex_lock(&db->lock);
	int code = begin_locked(db, write, txn);
	pthread_mutex_unlock(&db->lock);
	return code;
}

void db_ended(struct db *db)
{
	pthread_mutex_lock(&db->lock);
	db->active--;
	pthread_cond_signal(&db->ended);
	pthread_mutex_unlock(&db->lock);
}

void db_beside(struct db *db, bool beside)
{
	db->beside = beside;
}

/* --- Walking it ------------------------------------------------------------------------------------- */

static enum status see_meta(void *context, struct bytes key, struct bytes value)
{
	bool *seen = context;

	(void)value;
	*seen = *seen || bytes_equal(key, meta_key);
	return STATUS_OK;
}

/* A reader's slot keeps the pages of one state from being used anew while it is walked. Which meta
 * page states it is looked for then: another okoce may commit in between. */
struct db_txn *db_hold(struct db *db, struct pages *pages)
{
	struct db_txn *txn;

	for (int i = 0; i < HOLD_TRIES && db_begin(db, false, &txn, NULL) == STATUS_OK; i++) {
		uint64_t held = db_state(txn).transaction;
		bool opened = pages_open(pages, db->fd, NULL) == STATUS_OK;

		for (unsigned j = 0; j < 2 && opened; j++) {
			if (!pages->meta[j].usable || pages->meta[j].transaction != held)
				continue;
			pages_choose(pages, j);
			return txn;
		}
		db_abort(txn);
	}
	return NULL;
}

/* Our own reader walks all pages before liblmdb reads one, since liblmdb crashes on some damage, and
 * writing into a damaged file makes it worse. A file that is shorter than its meta pages say would be
 * a SIGBUS later, unless all that lacks is free: then the walk finds nothing. */
static enum status walk(struct db *db, struct pages *pages, struct err *err)
{
	struct db_txn *held = db_hold(db, pages);
	enum status status = STATUS_OK;
	bool ours = false;

	if (pages_walk(pages, NULL, NULL, NULL) && pages_walk(pages, see_meta, &ours, NULL)) {
		status = pages->cut ? is_cut(err, db->path)
			 : ours	    ? is_damaged(err, db->path)
				    : is_damaged_or_foreign(err, db->path);
	}
	if (held)
		db_abort(held);
	return status;
}

/* --- Opening, making, closing ----------------------------------------------------------------------- */

struct db *db_new(const char *path, bool read_only)
{
	struct db *db = memory_alloc(sizeof(*db));
	db->path = memory_text(path);
	db->read_only = read_only;
	db->memory = -1;
	db->fd = -1;
	pthread_mutex_init(&db->lock, NULL);
	pthread_cond_init(&db->ended, NULL);
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
	enum status status = db_reserve_lock(db, err);
	if (!status)
		status = db_env_open(db, 0, err);
	if (status) {
		db_close(db);
		unlink(path);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

enum status db_open(struct db **out, const char *path, unsigned flags, struct err *err)
{
	return db_open_marked(out, path, flags, NULL, err);
}

static bool is_marked(const struct db *db, const struct pages *pages)
{
	return db->mark && walked_is_marked(db->mark, db->fd, pages->meta[pages->newest].transaction);
}

enum status db_open_marked(struct db **out, const char *path, unsigned flags, const char *mark,
			   struct err *err)
{
	struct db *db = db_new(path, flags & DB_READ_ONLY);
	struct pages pages;
	enum status status = look_first(db, &pages, err);

	if (!status)
		status = db_reserve_lock(db, err);
	if (!status)
		status = lock_file(db, err);
	if (!status)
		status = db_env_open(db, (db->read_only ? MDB_RDONLY : 0) | (db->slotless ? MDB_NOLOCK : 0), err);
	db->mark = mark && !status ? memory_text(mark) : NULL;
	if (!status && !(flags & DB_WALKED) && !is_marked(db, &pages))
		status = walk(db, &pages, err);
	if (status) {
		free(db->mark);
		db->mark = NULL;
		db_close(db);
		return status;
	}
	*out = db;
	return STATUS_OK;
}

/* The file is as it was found sound, or as we left it. Who only reads marks what nobody else has open
 * for writing. */
static void leave_mark(const struct db *db)
{
	if (!db->mark || (db->read_only && flock(db->fd, LOCK_SH | LOCK_NB)))
		return;
	walked_write_mark(db->mark, db->fd, db->known.transaction, db->written ? NULL : &db->at_open);
}

void db_forget_mark(struct db *db, bool for_good)
{
	if (db->mark && !db->written)
		unlink(db->mark);
	db->written = true;
	if (!for_good)
		return;
	free(db->mark);
	db->mark = NULL;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	if (db->env)
		mdb_env_close(db->env);
	leave_mark(db);
	if (db->memory >= 0)
		close(db->memory);
	if (db->fd >= 0)
		close(db->fd);
	pthread_cond_destroy(&db->ended);
	pthread_mutex_destroy(&db->lock);
	free(db->mark);
	free(db->path);
	free(db);
}

/* --- Is it still ours? ------------------------------------------------------------------------------ */

static struct db_known know(const struct db *db)
{
	struct db_known known = {.size = db->known.size};
	MDB_envinfo info;
	MDB_stat stat;

	if (mdb_env_info(db->env, &info) == 0 && mdb_env_stat(db->env, &stat) == 0) {
		known.transaction = info.me_last_txnid;
		known.last_page = info.me_last_pgno;
		known.records = stat.ms_entries;
	}
	return known;
}

void db_remember(struct db *db)
{
	MDB_stat stat;

	db->known = know(db);
	if (mdb_env_stat(db->env, &stat) == 0)
		db->page_size = stat.ms_psize;
}

/* The name alone: these sentences stand on a screen, where a long path would leave no room for what
 * to do. */
enum status db_still_ours(struct db *db, struct err *err)
{
	struct stat info;
	bool same = stat(db->path, &info) == 0 && info.st_dev == db->device && info.st_ino == db->inode;

	/* Before the meta pages are looked at, which may be gone with it. */
	if (same && info.st_size < db->known.size)
		return err_set(err, STATUS_DAMAGED,
			       _("Not saved: the data file \"%s\" was cut short while it was open. Quit, and "
				 "use another copy of the file."), path_base(db->path));
	if (same) {
		struct db_known now = know(db);

		same = now.transaction == db->known.transaction && now.last_page == db->known.last_page &&
		       now.records == db->known.records;
	}
	if (!same)
		return err_set(err, STATUS_IO,
			       _("Not saved: the data file \"%s\" was replaced while it was open. Quit and open it again."),
			       path_base(db->path));
	db->known.size = info.st_size;
	return STATUS_OK;
}
