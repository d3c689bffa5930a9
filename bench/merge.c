/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Merging a file that has much that is new into one that is large, and SQLite doing what comes nearest: the
 * union of two tables of entries, and of each register the value of the later one.
 *   merge make FILE COUNT          adds COUNT entries, of runs of 600
 *   merge tables FILE DB           what FILE has, as tables of SQLite
 *   merge okoce INTO FILE RUN      time and memory: FILE into INTO, which is changed; then once more
 *   merge sqlite INTO DB RUN       the same in one transaction, without looking at chains or signatures
 *   merge parts INTO DB RUN        in 20, each of which says how far it came, so that it can be resumed
 */
#include "common.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/random.h"
#include "store/inside.h"
#include "store/merge.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define A_RUN 6	  /* transactions of a run, */
#define PEOPLE 100 /* with so many entries each */
#define FREE_DAY 100
#define PARTS 20

/* --- okoce --------------------------------------------------------------------------------------------- */

struct crowd {
	struct id *record;
	size_t count, capacity;
};

static void keep_person(void *context, const struct id *record, const char *folded, size_t len)
{
	struct crowd *crowd = context;

	(void)folded;
	(void)len;
	crowd->record = memory_grow(crowd->record, crowd->count, &crowd->capacity, sizeof(*record));
	crowd->record[crowd->count++] = *record;
}

static void mark_some(struct store *store, const struct crowd *crowd, unsigned *day, size_t *next, unsigned count)
{
	struct transaction *transaction;
	struct err err = {STATUS_OK, ""};
	struct attendance attendance;

	record_clear(&attendance_type, &attendance);
	attendance.status = ATTENDANCE_PRESENT;
	BENCH_OK(transaction_begin(store, NULL, &transaction, &err));
	for (unsigned i = 0; i < count; i++) {
		struct register_key key = register_attendance("2019-KT-KBG-2", (int)*day, PART_WHOLE, &crowd->record[*next]);

		transaction_entry(transaction);
		transaction_put_record(transaction, register_bytes(&key), &attendance_type, &attendance);
		*next = (*next + 7919) % crowd->count;
		*day += *next == 0;
	}
	BENCH_OK(transaction_commit(transaction, NULL, &err));
}

static void make(const char *path, unsigned count)
{
	struct crowd crowd = {0};
	struct names_place place = {0};
	unsigned day = FREE_DAY;
	size_t next = 0;

	for (unsigned done = 0; done < count;) {
		struct app *app = bench_open(path, false);

		if (crowd.count == 0)
			store_names(app->store, &place, keep_person, &crowd);
		for (unsigned i = 0; i < A_RUN && done < count; i++, done += PEOPLE)
			mark_some(app->store, &crowd, &day, &next, PEOPLE);
		app_close(app);
	}
	free(crowd.record);
}

/* Of its own, in KB: what is mapped of files is not counted. */
static double own_memory(void)
{
	struct buf status = BUF_EMPTY;
	struct err err = {STATUS_OK, ""};
	const char *at;
	double kb;

	BENCH_OK(file_read("/proc/self/status", 1 << 16, &status, &err));
	at = strstr(buf_text(&status), "RssAnon:");
	kb = at ? strtod(at + strlen("RssAnon:"), NULL) : 0;
	buf_release(&status);
	return kb;
}

static bool look_at_memory(void *context, uint64_t done, uint64_t total)
{
	double *most = context, now = own_memory();

	(void)done;
	(void)total;
	if (now > *most)
		*most = now;
	return true;
}

static double merge_once(struct store *store, const char *path, uint64_t *taken, double *memory)
{
	const char *folder = getenv("TMPDIR");
	struct merge merge = {.go_on = memory ? look_at_memory : NULL, .context = memory};
	struct foreign foreign;
	struct err err = {STATUS_OK, ""};
	double start = bench_now();

	BENCH_OK(foreign_open(&foreign, path, folder ? folder : "/tmp", NULL, NULL, &err));
	BENCH_OK(store_merge(store, &foreign, &merge, &err));
	foreign_release(&foreign);
	*taken = merge.taken;
	return bench_now() - start;
}

static void okoce(const char *into, const char *path, unsigned run)
{
	struct app *app = bench_open(into, false);
	const double before = own_memory();
	double most = before;
	uint64_t taken;

	bench_figure("merge", "okoce", run, merge_once(app->store, path, &taken, &most) / 1e6);
	(void)look_at_memory(&most, 0, 0);
	bench_figure("merge-entries", "okoce", run, (double)taken);
	bench_figure("merge-memory", "okoce", run, most - before);
	bench_figure("merge-again", "okoce", run, merge_once(app->store, path, &taken, NULL));
	if (taken > 0)
		bench_die("merged again, something is new");
	app_close(app);
}

/* --- SQLite -------------------------------------------------------------------------------------------- */

static void ok(sqlite3 *db, int code)
{
	if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
		bench_die("SQLite: %s", sqlite3_errmsg(db));
}

static void run_sql(sqlite3 *db, const char *sql)
{
	ok(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

struct tables {
	sqlite3 *db;
	sqlite3_stmt *entry, *row;
	struct store *store;
};

static void put_row(struct tables *tables, const struct story *story, const struct operation *operation)
{
	struct bytes value = operation_shown(operation);

	sqlite3_bind_blob(tables->row, 1, operation->key.ptr, (int)operation->key.len, SQLITE_STATIC);
	sqlite3_bind_int64(tables->row, 2, (sqlite3_int64)story->entry->header.lamport);
	sqlite3_bind_blob(tables->row, 3, story->entry->id.writer.byte, ID_SIZE, SQLITE_STATIC);
	sqlite3_bind_int64(tables->row, 4, story->entry->id.seq);
	sqlite3_bind_blob(tables->row, 5, value.ptr, (int)value.len, SQLITE_STATIC);
	ok(tables->db, sqlite3_step(tables->row));
	ok(tables->db, sqlite3_reset(tables->row));
}

static bool put_story(void *context, const struct story *story)
{
	struct tables *tables = context;
	const struct entry *entry = story->entry;
	struct payload_reader reader;
	struct operation operation;
	struct buf value = BUF_EMPTY;

	entry_copy(&value, entry, entry->signature);
	sqlite3_bind_blob(tables->entry, 1, entry->id.writer.byte, ID_SIZE, SQLITE_STATIC);
	sqlite3_bind_int64(tables->entry, 2, entry->id.seq);
	sqlite3_bind_blob(tables->entry, 3, entry->id.tag, ENTRY_TAG_SIZE, SQLITE_STATIC);
	sqlite3_bind_blob(tables->entry, 4, value.ptr, (int)value.len, SQLITE_STATIC);
	ok(tables->db, sqlite3_step(tables->entry));
	ok(tables->db, sqlite3_reset(tables->entry));
	if (story->opened && payload_open(&reader, story->plain))
		while (payload_next(&reader, &operation))
			put_row(tables, story, &operation);
	buf_release(&value);
	return true;
}

#define LATER " ON CONFLICT(key) DO UPDATE SET lamport = excluded.lamport, writer = excluded.writer," \
	" seq = excluded.seq, value = excluded.value" \
	" WHERE (excluded.lamport, excluded.writer, excluded.seq) > (lamport, writer, seq)"

static void make_tables(const char *path, const char *to)
{
	struct app *app = bench_open(path, false);
	struct tables tables = {.store = app->store};
	struct err err = {STATUS_OK, ""};

	ok(tables.db, sqlite3_open(to, &tables.db));
	run_sql(tables.db, "PRAGMA journal_mode=off; PRAGMA synchronous=off; BEGIN;"
		"CREATE TABLE entry(writer BLOB, seq INTEGER, tag BLOB, value BLOB, PRIMARY KEY(writer, seq, tag)) WITHOUT ROWID;"
		"CREATE TABLE row(key BLOB PRIMARY KEY, lamport INTEGER, writer BLOB, seq INTEGER, value BLOB) WITHOUT ROWID;");
	ok(tables.db, sqlite3_prepare_v2(tables.db, "INSERT INTO entry VALUES(?1, ?2, ?3, ?4)", -1, &tables.entry, NULL));
	ok(tables.db, sqlite3_prepare_v2(tables.db, "INSERT INTO row VALUES(?1, ?2, ?3, ?4, ?5)" LATER, -1, &tables.row, NULL));
	BENCH_OK(store_history(app->store, put_story, &tables, &err));
	run_sql(tables.db, "COMMIT");
	sqlite3_finalize(tables.entry);
	sqlite3_finalize(tables.row);
	sqlite3_close(tables.db);
	app_close(app);
}

static sqlite3 *attach(const char *into, const char *path)
{
	sqlite3 *db;
	char *sql = sqlite3_mprintf("PRAGMA journal_mode=delete; PRAGMA synchronous=full; ATTACH %Q AS b;", path);

	ok(NULL, sqlite3_open(into, &db));
	run_sql(db, sql);
	sqlite3_free(sql);
	return db;
}

static void sqlite_once(const char *into, const char *path, unsigned run)
{
	sqlite3 *db = attach(into, path);
	double start = bench_now();

	run_sql(db, "BEGIN IMMEDIATE;"
		"INSERT OR IGNORE INTO entry SELECT * FROM b.entry;"
		"INSERT INTO row SELECT * FROM b.row WHERE true" LATER ";"
		"COMMIT");
	bench_figure("merge", "sqlite", run, (bench_now() - start) / 1e6);
	sqlite3_close(db);
}

/* A part of either table: what stands behind the last key, which is kept beside what was merged. */
static void sqlite_parts(const char *into, const char *path, unsigned run)
{
	sqlite3 *db = attach(into, path);
	double start = bench_now();

	run_sql(db, "CREATE TABLE came(writer BLOB, seq INTEGER, tag BLOB, key BLOB); INSERT INTO came VALUES(x'', 0, x'', x'')");
	for (unsigned i = 0; i < PARTS; i++) {
		char *sql = sqlite3_mprintf(
			"BEGIN IMMEDIATE;"
			"CREATE TEMP TABLE e AS SELECT * FROM b.entry WHERE (writer, seq, tag) > (SELECT writer, seq, tag FROM came)"
			" ORDER BY writer, seq, tag LIMIT (SELECT count(*) / %d + 1 FROM b.entry);"
			"INSERT OR IGNORE INTO entry SELECT * FROM e;"
			"CREATE TEMP TABLE r AS SELECT * FROM b.row WHERE key > (SELECT key FROM came)"
			" ORDER BY key LIMIT (SELECT count(*) / %d + 1 FROM b.row);"
			"INSERT INTO row SELECT * FROM r WHERE true" LATER ";"
			"UPDATE came SET (writer, seq, tag) = (SELECT writer, seq, tag FROM e ORDER BY writer DESC, seq DESC, tag DESC LIMIT 1),"
			" key = (SELECT max(key) FROM r);"
			"DROP TABLE e; DROP TABLE r; COMMIT", PARTS, PARTS);

		run_sql(db, sql);
		sqlite3_free(sql);
	}
	bench_figure("merge", "parts", run, (bench_now() - start) / 1e6);
	sqlite3_close(db);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	struct err err = {STATUS_OK, ""};

	if (argc < 4)
		bench_die("merge make|tables|okoce|sqlite|parts ...: see bench/merge.c");
	BENCH_OK(random_start(&err));
	if (strcmp(what, "make") == 0)
		make(argv[2], bench_number(argv[3]));
	else if (strcmp(what, "tables") == 0)
		make_tables(argv[2], argv[3]);
	else if (strcmp(what, "okoce") == 0 && argc == 5)
		okoce(argv[2], argv[3], bench_number(argv[4]));
	else if (strcmp(what, "sqlite") == 0 && argc == 5)
		sqlite_once(argv[2], argv[3], bench_number(argv[4]));
	else if (strcmp(what, "parts") == 0 && argc == 5)
		sqlite_parts(argv[2], argv[3], bench_number(argv[4]));
	else
		bench_die("merge make|tables|okoce|sqlite|parts ...: see bench/merge.c");
	return 0;
}
