/* SPDX-License-Identifier: BSD-2-Clause */
/* The open file, as its own files see it: db_open.c, which holds the guards, db_cache.c, and db.c. */
#ifndef OKOCE_STORE_DB_INSIDE_H
#define OKOCE_STORE_DB_INSIDE_H

#include <lmdb.h>
#include <pthread.h>
#include <sys/stat.h>

#include "store/db.h"

/* What the file was when we left it: nobody else writes while we have it open. */
struct db_known {
	off_t size; /* at least: a data file never shrinks */
	uint64_t transaction, last_page, records;
};

struct db {
	MDB_env *env;
	MDB_dbi dbi;
	char *path;
	int fd; /* of a data file: holds its lock; else -1 */
	dev_t device;
	ino_t inode;
	bool read_only;
	bool cache;
	bool believed;	 /* a cache that somebody reads, see db_believe() */
	bool slotless;	 /* a reader that liblmdb knows nothing of: the disk has no room for its lock file */
	int memory;	 /* of a cache in memory, whose name lives as long as this; else -1 */
	pthread_mutex_t lock; /* of the two below, and of the map's place */
	pthread_cond_t ended; /* fewer are active */
	unsigned active; /* transactions that are open */
	bool beside;	 /* another thread has those that read */
	size_t page_size;
	struct db_known known;
	char *mark; /* store/walked.h; null: none is kept */
	struct stat at_open;
	bool written; /* by us */
};

struct db *db_new(const char *path, bool read_only);
/* Takes the room for liblmdb's lock file; db->slotless where who reads has none. */
enum status db_reserve_lock(struct db *db, struct err *err) MUST_USE;
/* Lets liblmdb open it: touches the meta pages only. */
enum status db_env_open(struct db *db, unsigned flags, struct err *err) MUST_USE;
/* The sentence for an error of liblmdb's, or the system's. */
enum status db_error(struct err *err, int code, const char *path);
/* Remembers what the file is, after opening and after each commit. */
void db_remember(struct db *db);
/* STATUS_OK while the file is the one that was opened and has what we left in it. */
enum status db_still_ours(struct db *db, struct err *err) MUST_USE;
/* Before the first change: a run that does not end well must find its pages walked by the next one.
 * `for_good`: after a failure, it is not marked at the end either. */
void db_forget_mark(struct db *db, bool for_good);
/* Begins a transaction of liblmdb's: with a map that is large enough for it, and as large as the file. */
int db_begin_mapped(struct db *db, bool write, MDB_txn **txn);
/* It was committed or aborted. */
void db_ended(struct db *db);

#endif
