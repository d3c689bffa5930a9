/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The peers that write: bare LMDB with the flags of store/db.c, and SQLite with a table a register
 * kind. A put into LMDB is one durable commit; what SQLite is given is one with its transaction.
 * SQLite keeps only the last value of a row and no history: it has less to do than okoce.
 */
#ifndef OKOCE_BENCH_PEER_H
#define OKOCE_BENCH_PEER_H

#include "app/app.h"

struct peer_lmdb;

struct peer_lmdb *peer_lmdb_open(const char *path);
/* Puts one record behind all others, under a key that is built as an entry's. */
void peer_lmdb_put(struct peer_lmdb *peer, size_t value_size);
void peer_lmdb_close(struct peer_lmdb *peer);

/* A person as an import or the door makes one. */
struct peer_person {
	struct id record;
	struct person_identity identity;
	struct person_contact contact;
	struct person_address address;
	struct enrolment enrolment;
};

struct peer_sqlite;

/* `journal`: "delete" (rollback) or "wal"; always synchronous=FULL. The tables are made. */
struct peer_sqlite *peer_sqlite_open(const char *path, const char *journal);
void peer_sqlite_begin(struct peer_sqlite *peer);
void peer_sqlite_commit(struct peer_sqlite *peer);
/* These join the transaction that was begun; without one each statement is its own. */
void peer_sqlite_person(struct peer_sqlite *peer, const char *session,
	const struct peer_person *person);
void peer_sqlite_attendance(struct peer_sqlite *peer, const char *session, uint32_t day,
	const struct id *record, uint32_t status);
void peer_sqlite_close(struct peer_sqlite *peer);

#endif
