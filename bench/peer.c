/* SPDX-License-Identifier: BSD-2-Clause */
#include "peer.h"

#include "common.h"
#include "store/entry.h"
#include "base/random.h"

#include <lmdb.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- LMDB -------------------------------------------------------------------------------------- */

struct peer_lmdb {
	MDB_env *env;
	MDB_dbi dbi;
	struct event_id last;
	uint8_t value[4096];
};

static void lmdb_ok(int code)
{
	if (code)
		bench_die("LMDB: %s", mdb_strerror(code));
}

struct peer_lmdb *peer_lmdb_open(const char *path)
{
	struct peer_lmdb *peer = memory_alloc(sizeof(*peer));
	MDB_txn *txn;

	lmdb_ok(mdb_env_create(&peer->env));
	lmdb_ok(mdb_env_set_mapsize(peer->env, (size_t)4 << 30));
	lmdb_ok(mdb_env_open(peer->env, path, MDB_NOSUBDIR | MDB_NOTLS, 0600));
	lmdb_ok(mdb_txn_begin(peer->env, NULL, MDB_RDONLY, &txn));
	lmdb_ok(mdb_dbi_open(txn, NULL, 0, &peer->dbi));
	mdb_txn_abort(txn);
	random_bytes(peer->last.writer.byte, ID_SIZE);
	/* Writers begin with their time of birth, so the newest one stands last in the tree. */
	memset(peer->last.writer.byte, 0xff, 4);
	random_bytes(peer->value, sizeof(peer->value));
	return peer;
}

void peer_lmdb_put(struct peer_lmdb *peer, size_t value_size)
{
	uint8_t key[ENTRY_KEY_SIZE];
	MDB_val k = {sizeof(key), key}, v = {value_size, peer->value};
	MDB_txn *txn;

	if (value_size > sizeof(peer->value))
		bench_die("a record of %zu bytes is too long", value_size);
	peer->last.seq++;
	entry_key(key, &peer->last);
	lmdb_ok(mdb_txn_begin(peer->env, NULL, 0, &txn));
	lmdb_ok(mdb_put(txn, peer->dbi, &k, &v, MDB_NOOVERWRITE));
	lmdb_ok(mdb_txn_commit(txn));
}

void peer_lmdb_close(struct peer_lmdb *peer)
{
	mdb_env_close(peer->env);
	free(peer);
}

/* --- SQLite ------------------------------------------------------------------------------------ */

enum statement { BEGIN, COMMIT, PERSON, CONTACT, ADDRESS, ENROLMENT, ATTENDANCE, STATEMENT_COUNT };

/* Each row says when, who and on which laptop, as an entry does. */
#define EVENT_COLUMNS "time INTEGER, source INTEGER, officer BLOB, device BLOB"

static const char *const tables =
	"CREATE TABLE IF NOT EXISTS person(record BLOB PRIMARY KEY, name TEXT, nik TEXT UNIQUE,"
	" born INTEGER, birthplace TEXT, sex INTEGER, " EVENT_COLUMNS ") WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS contact(record BLOB PRIMARY KEY, phone TEXT, " EVENT_COLUMNS
	") WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS address(record BLOB PRIMARY KEY, line TEXT, rt INTEGER,"
	" rw INTEGER, kelurahan TEXT, kecamatan TEXT, " EVENT_COLUMNS ") WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS enrolment(session TEXT, record BLOB, status INTEGER,"
	" number TEXT, " EVENT_COLUMNS ", PRIMARY KEY(session, record)) WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS attendance(session TEXT, day INTEGER, part INTEGER, record BLOB,"
	" status INTEGER, " EVENT_COLUMNS ", PRIMARY KEY(session, day, part, record)) WITHOUT ROWID;";

/* ?1 to ?4 are the columns of the event. In the demo some people stand in two lists: OR IGNORE. */
static const char *const statement_text[STATEMENT_COUNT] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[PERSON] = "INSERT OR IGNORE INTO person VALUES(?5, ?6, ?7, ?8, ?9, ?10, ?1, ?2, ?3, ?4)",
	[CONTACT] = "INSERT OR IGNORE INTO contact VALUES(?5, ?6, ?1, ?2, ?3, ?4)",
	[ADDRESS] = "INSERT OR IGNORE INTO address VALUES(?5, ?6, ?7, ?8, ?9, ?10, ?1, ?2, ?3, ?4)",
	[ENROLMENT] = "INSERT INTO enrolment VALUES(?5, ?6, ?7, ?8, ?1, ?2, ?3, ?4)",
	[ATTENDANCE] = "INSERT INTO attendance VALUES(?5, ?6, ?7, ?8, ?9, ?1, ?2, ?3, ?4)",
};

struct peer_sqlite {
	sqlite3 *db;
	sqlite3_stmt *statement[STATEMENT_COUNT];
	struct id officer, device;
};

static void sqlite_ok(struct peer_sqlite *peer, int code)
{
	if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
		bench_die("SQLite: %s", sqlite3_errmsg(peer->db));
}

static void sqlite_do(struct peer_sqlite *peer, const char *sql)
{
	sqlite_ok(peer, sqlite3_exec(peer->db, sql, NULL, NULL, NULL));
}

struct peer_sqlite *peer_sqlite_open(const char *path, const char *journal)
{
	struct peer_sqlite *peer = memory_alloc(sizeof(*peer));
	char pragma[64];

	sqlite_ok(peer, sqlite3_open(path, &peer->db));
	snprintf(pragma, sizeof(pragma), "PRAGMA journal_mode=%s", journal);
	sqlite_do(peer, pragma);
	sqlite_do(peer, "PRAGMA synchronous=FULL");
	sqlite_do(peer, tables);
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite_ok(peer, sqlite3_prepare_v2(peer->db, statement_text[i], -1,
					&peer->statement[i], NULL));
	peer->officer = random_id();
	peer->device = random_id();
	return peer;
}

void peer_sqlite_close(struct peer_sqlite *peer)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(peer->statement[i]);
	sqlite_ok(peer, sqlite3_close(peer->db));
	free(peer);
}

static void run(struct peer_sqlite *peer, enum statement which)
{
	sqlite_ok(peer, sqlite3_step(peer->statement[which]));
	sqlite_ok(peer, sqlite3_reset(peer->statement[which]));
}

void peer_sqlite_begin(struct peer_sqlite *peer)
{
	run(peer, BEGIN);
}

void peer_sqlite_commit(struct peer_sqlite *peer)
{
	run(peer, COMMIT);
}

static void put_number(sqlite3_stmt *statement, int place, int64_t number)
{
	sqlite3_bind_int64(statement, place, number);
}

static void put_text(sqlite3_stmt *statement, int place, const char *text)
{
	sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
}

static void put_id(sqlite3_stmt *statement, int place, const struct id *id)
{
	sqlite3_bind_blob(statement, place, id->byte, ID_SIZE, SQLITE_STATIC);
}

static sqlite3_stmt *with_event(struct peer_sqlite *peer, enum statement which)
{
	sqlite3_stmt *statement = peer->statement[which];

	put_number(statement, 1, time(NULL));
	put_number(statement, 2, 0);
	put_id(statement, 3, &peer->officer);
	put_id(statement, 4, &peer->device);
	return statement;
}

static void put_identity(struct peer_sqlite *peer, const struct peer_person *person)
{
	sqlite3_stmt *statement = with_event(peer, PERSON);

	put_id(statement, 5, &person->record);
	put_text(statement, 6, person->identity.name);
	put_text(statement, 7, *person->identity.nik ? person->identity.nik : NULL);
	put_number(statement, 8, person->identity.born);
	put_text(statement, 9, person->identity.birthplace);
	put_number(statement, 10, person->identity.sex);
	run(peer, PERSON);
}

static void put_contact_and_address(struct peer_sqlite *peer, const struct peer_person *person)
{
	sqlite3_stmt *statement = with_event(peer, CONTACT);

	put_id(statement, 5, &person->record);
	put_text(statement, 6, person->contact.phone);
	run(peer, CONTACT);
	statement = with_event(peer, ADDRESS);
	put_id(statement, 5, &person->record);
	put_text(statement, 6, person->address.line);
	put_number(statement, 7, person->address.rt);
	put_number(statement, 8, person->address.rw);
	put_text(statement, 9, person->address.kelurahan);
	put_text(statement, 10, person->address.kecamatan);
	run(peer, ADDRESS);
}

void peer_sqlite_person(struct peer_sqlite *peer, const char *session,
	const struct peer_person *person)
{
	sqlite3_stmt *statement = with_event(peer, ENROLMENT);

	put_identity(peer, person);
	put_contact_and_address(peer, person);
	put_text(statement, 5, session);
	put_id(statement, 6, &person->record);
	put_number(statement, 7, person->enrolment.status);
	put_text(statement, 8, person->enrolment.number);
	run(peer, ENROLMENT);
}

void peer_sqlite_attendance(struct peer_sqlite *peer, const char *session, uint32_t day,
	const struct id *record, uint32_t status)
{
	sqlite3_stmt *statement = with_event(peer, ATTENDANCE);

	put_text(statement, 5, session);
	put_number(statement, 6, day);
	put_number(statement, 7, 0);
	put_id(statement, 8, record);
	put_number(statement, 9, status);
	run(peer, ATTENDANCE);
}
