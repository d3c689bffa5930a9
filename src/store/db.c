/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/db_inside.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/statvfs.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"

/* A disk with less than this is full. */
#define ROOM_MIN (1u << 20)

struct db_txn {
	struct db *db;
	MDB_txn *txn;
	MDB_cursor *cursor;
	int failed;
};

void db_believe(struct db *db)
{
	db->believed = true;
}

/* A cache is not asked whether it failed at every look into it: where it lacks memory the program
 * ends as everywhere else, before somebody seems not to be there. */
static int checked(const struct db *db, int code)
{
	if (code == ENOMEM && db->cache)
		memory_exhausted();
	if (db->believed && (code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND || code == MDB_CURSOR_FULL))
		raise(SIGSEGV);
	return code;
}

enum status db_begin(struct db *db, bool write, struct db_txn **out, struct err *err)
{
	MDB_txn *txn;

	enum status status = write && !db->cache ? db_still_ours(db, err) : STATUS_OK;
	if (status)
		return status;
	if (write && !db->cache)
		db_forget_mark(db, false);
	int code = checked(db, db_begin_mapped(db, write, &txn));
	if (code)
		return db_error(err, code, path_base(db->path));
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

	if (txn->failed)
		return;
	/* Behind the last record, as an entry of this run nearly always is, liblmdb leaves full pages
	 * when it is told so. Else it says so and has changed nothing. */
	txn->failed = mdb_put(txn->txn, txn->db->dbi, &k, &v, MDB_NOOVERWRITE | MDB_APPEND);
	if (txn->failed == MDB_KEYEXIST)
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
	db_ended(txn->db);
	if (commit && !code)
		db_remember(txn->db);
	else if (commit && !txn->db->cache)
		db_forget_mark(txn->db, true);
	free(txn);
	return code;
}

static bool is_full(const char *path)
{
	struct statvfs disk;

	return statvfs(path, &disk) == 0 && (uint64_t)disk.f_bavail * disk.f_frsize < ROOM_MIN;
}

static enum status not_saved(const struct db *db, int code, struct err *err)
{
	const char *path = db->path, *name = path_base(path);

	if (code == EIO && is_full(path)) /* liblmdb's word also for a write that found room for a part only */
		code = ENOSPC;
	if (code == EIO)
		return err_set(err, STATUS_IO,
			       _("Not saved: the disk of \"%s\" is full or broken. Free some space and try again."),
			       name);
	return code ? db_error(err, code, name) : STATUS_OK;
}

enum status db_commit(struct db_txn *txn, struct err *err)
{
	struct db *db = txn->db;
	int code = db_end(txn, true);

	if (!code && !db->cache)
		mdb_reader_check(db->env, NULL); /* one that was killed keeps pages from being used anew */
	return not_saved(db, code, err);
}

void db_abort(struct db_txn *txn)
{
	db_end(txn, false);
}

enum status db_finish(struct db_txn *txn, struct err *err)
{
	const char *name = path_base(txn->db->path);
	int code = db_end(txn, false);
	return code ? db_error(err, code, name) : STATUS_OK;
}

bool db_sync(struct db *db)
{
	return db->read_only || mdb_env_sync(db->env, 1) == 0;
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

void db_cursor_replace(struct db_cursor *cursor, struct bytes key, struct bytes value)
{
	struct db_txn *txn = cursor->txn;
	MDB_val k = val_of(key), v = val_of(value);

	if (!txn->failed)
		txn->failed = checked(txn->db, mdb_cursor_put(cursor->cursor, &k, &v, 0));
}

bool db_cursor_append(struct db_cursor *cursor, struct bytes key, struct bytes value)
{
	struct db_txn *txn = cursor->txn;
	MDB_val k = val_of(key), v = val_of(value);

	if (txn->failed)
		return false;
	int code = checked(txn->db, mdb_cursor_put(cursor->cursor, &k, &v, MDB_APPEND));
	if (code && code != MDB_KEYEXIST)
		txn->failed = code;
	return code == 0;
}

const char *db_path(const struct db *db)
{
	return db->path;
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

struct db_state db_left(const struct db *db)
{
	return (struct db_state){db->device, db->inode, db->known.transaction, db->known.records};
}

uint64_t db_number(struct db_txn *txn)
{
	return mdb_txn_id(txn->txn) + 1;
}
