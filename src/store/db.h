/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The LMDB file: the only module that includes lmdb.h. Bytes that it lends live until the next
 * call on the same transaction. No transaction is ever open while a key is waited for.
 *
 * Guards (doc/ARCHITECTURE.md): no file is created but by db_create(); a file that is empty, cut,
 * damaged, of another machine, or no regular file is never given to liblmdb; one process writes, by a
 * lock on the file itself; that the file is the one which was opened, as we left it, is compared
 * before each write, so that writes never go into a file that was replaced under us; the map grows.
 */
#ifndef OKOCE_STORE_DB_H
#define OKOCE_STORE_DB_H

#include "base/err.h"
#include "base/bytes.h"

struct db;

enum status db_create(struct db **db, const char *path, struct err *err) MUST_USE;
enum db_flags {
	DB_READ_ONLY = 1,
	DB_WALKED = 2 /* all its pages were found sound before, and nothing changed since */
};
/* STATUS_BUSY: another okoce has it open. STATUS_DENIED: it can be read, and not written. */
enum status db_open(struct db **db, const char *path, unsigned flags, struct err *err) MUST_USE;
/* The same; `mark` tells whether its pages were walked (store/walked.h), and will tell it next time. */
enum status db_open_marked(struct db **db, const char *path, unsigned flags, const char *mark,
			   struct err *err) MUST_USE;
void db_close(struct db *db);

/* For who reads a data file without liblmdb: opens it, a file that is none or empty refused. */
enum status db_open_plain(int *fd, const char *path, struct err *err) MUST_USE;

/* A transaction remembers its first error: later calls do nothing, db_commit() reports it. */
struct db_txn;
enum status db_begin(struct db *db, bool write, struct db_txn **txn, struct err *err) MUST_USE;
void db_put(struct db_txn *txn, struct bytes key, struct bytes value); /* an existing key is an error */
void db_replace(struct db_txn *txn, struct bytes key, struct bytes value); /* a new key or not */
bool db_delete(struct db_txn *txn, struct bytes key);			   /* false: was not there */
bool db_get(struct db_txn *txn, struct bytes key, struct bytes *value);
/* The first key at or behind `from`; false at the end. */
bool db_seek(struct db_txn *txn, struct bytes from, struct bytes *key, struct bytes *value);
bool db_next(struct db_txn *txn, struct bytes *key, struct bytes *value);
/* The records whose keys begin with `prefix`, in the order of keys. `key` and `value` are variables. */
#define DB_EACH(txn, prefix, key, value)                                                           \
	for (bool db_more = db_seek(txn, prefix, &(key), &(value));                                \
	     db_more && bytes_start_with(key, prefix); db_more = db_next(txn, &(key), &(value)))
/* From here on, or not any more, one thread writes while others read: who writes waits for them before
 * the map is moved. A transaction belongs to the thread that began it. */
void db_beside(struct db *db, bool beside);
enum status db_commit(struct db_txn *txn, struct err *err) MUST_USE; /* durable when it returns OK */
void db_abort(struct db_txn *txn);
/* Ends a transaction that reads: an error on the way looked like the end of what there is. */
enum status db_finish(struct db_txn *txn, struct err *err) MUST_USE;

/* Holds a state, so that no other okoce uses its pages anew while they are walked: `pages` is opened
 * on it. End it with db_abort(). Null when that could not be done. */
struct pages;
struct db_txn *db_hold(struct db *db, struct pages *pages);

/* An empty file, open for reading and writing, becomes a data file that this process alone fills. Nothing is
 * flushed: that is for whoever has it open, and is of the file when the db is closed. */
enum status db_create_in(struct db **db, int fd, struct err *err) MUST_USE;
/* Puts another sound data file, at `path`, in the place of the open one, under its name and lock, and goes on with
 * that. When it fails all is as it was. No transaction may be open. */
enum status db_swap(struct db *db, const char *path, struct err *err) MUST_USE;
const char *db_path(const struct db *db); /* the file's own, where a link led to it */

/* --- A cache: a file that can be made again ------------------------------------------------------ */

/* path null: in memory. Made when it is not there, and made anew when it cannot be opened. What is
 * committed is there after a kill, and after a power cut only what was flushed. One process writes it
 * (store.c holds the lock of the data file), and has never a state to read beside one to write. */
enum status db_open_cache(struct db **db, const char *path, struct err *err) MUST_USE;
/* One that is there, beside whoever writes it. */
enum status db_open_cache_to_read(struct db **db, const char *path, struct err *err) MUST_USE;
/* Takes it away; who has it open goes on with it. */
void db_drop_cache(const char *path);
/* From here on nobody asks whether what is not found could be read: a page that contradicts the others
 * ends the program as a memory fault does, before somebody seems not to be there. */
void db_believe(struct db *db);
bool db_sync(struct db *db) MUST_USE; /* false: not all of it is on the disk */

/* A place in the tree; of one transaction there may be several. */
struct db_cursor;
struct db_cursor *db_cursor_open(struct db_txn *txn); /* null when the transaction failed */
bool db_cursor_seek(struct db_cursor *cursor, struct bytes from, struct bytes *key, struct bytes *value);
/* Puts a record, or another value; quick when it comes near the one before. */
void db_cursor_replace(struct db_cursor *cursor, struct bytes key, struct bytes value);
/* Fills pages; false, and nothing done, when the key is not behind the last one. */
bool db_cursor_append(struct db_cursor *cursor, struct bytes key, struct bytes value);
bool db_cursor_next(struct db_cursor *cursor, struct bytes *key, struct bytes *value);
void db_cursor_close(struct db_cursor *cursor); /* null allowed; before its transaction ends */

/* What the file is at this moment: equal states hold equal records. */
struct db_state {
	uint64_t device, inode, transaction, records;
};
struct db_state db_state(struct db_txn *txn);
/* As the opening, or the last commit, left it: asks nothing of the file, which may be cut short by now. */
struct db_state db_left(const struct db *db);
/* LMDB's number of that state alone, from 1: cheap, and good for comparing within one opening. */
uint64_t db_number(struct db_txn *txn);

#endif
