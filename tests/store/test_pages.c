/* SPDX-License-Identifier: BSD-2-Clause */
/* Files as liblmdb writes them: the walk gives what a cursor of liblmdb gives, and finds nothing. */
#include "pages_try.h"

#include "base/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <lmdb.h>

#define MAP_SIZE (256u << 20)

static char *path;
static char *copy;

static int paths_make(void **state)
{
	const char *folder = getenv("TMPDIR");

	(void)state;
	path = path_join(folder ? folder : "/tmp", "pages.okoce");
	copy = path_with(path, ".copy");
	return 0;
}

static int paths_release(void **state)
{
	(void)state;
	free(path);
	free(copy);
	return 0;
}

static int files_remove(void **state)
{
	char *lock = path_with(path, "-lock");
	char *copy_lock = path_with(copy, "-lock");

	(void)state;
	unlink(path);
	unlink(lock);
	unlink(copy);
	unlink(copy_lock);
	free(lock);
	free(copy_lock);
	return 0;
}

/* The same numbers each time. */
static uint32_t pick(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % below;
}

static MDB_env *env_open(const char *name, unsigned flags)
{
	MDB_env *env;

	assert_int_equal(mdb_env_create(&env), 0);
	assert_int_equal(mdb_env_set_mapsize(env, MAP_SIZE), 0);
	assert_int_equal(mdb_env_open(env, name, flags | MDB_NOSUBDIR | MDB_NOSYNC, 0600), 0);
	return env;
}

static MDB_txn *txn_begin(MDB_env *env, unsigned flags, MDB_dbi *dbi)
{
	MDB_txn *txn;

	assert_int_equal(mdb_txn_begin(env, NULL, flags, &txn), 0);
	assert_int_equal(mdb_dbi_open(txn, NULL, 0, dbi), 0);
	return txn;
}

static void put(MDB_txn *txn, MDB_dbi dbi, struct bytes key, struct bytes value)
{
	MDB_val name = {key.len, (void *)key.ptr};
	MDB_val data = {value.len, (void *)value.ptr};
	int code = mdb_put(txn, dbi, &name, &data, MDB_NOOVERWRITE);

	assert_true(code == 0 || code == MDB_KEYEXIST);
}

/* Puts `count` records with random keys and values of 0 to `longest` bytes, most of them short. */
static void put_random(MDB_txn *txn, MDB_dbi dbi, uint64_t *seed, unsigned count, uint32_t longest)
{
	uint8_t key[PAGES_KEY_MAX];
	uint8_t *value = memory_alloc(longest + 1);
	struct bytes name = {key, 0};
	struct bytes data = {value, 0};

	for (unsigned i = 0; i < count; i++) {
		name.len = 1 + pick(seed, i % 5 == 0 ? PAGES_KEY_MAX : 40);
		for (size_t j = 0; j < name.len; j++)
			key[j] = (uint8_t)pick(seed, 256);
		data.len = pick(seed, (i % 40 == 0 || longest < 300 ? longest : 300) + 1);
		memset(value, (int)pick(seed, 256), data.len);
		put(txn, dbi, name, data);
	}
	free(value);
}

static void delete_every_third(MDB_txn *txn, MDB_dbi dbi)
{
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val data;

	assert_int_equal(mdb_cursor_open(txn, dbi, &cursor), 0);
	for (unsigned i = 0; mdb_cursor_get(cursor, &key, &data, MDB_NEXT) == 0; i++) {
		if (i % 3 == 0)
			assert_int_equal(mdb_cursor_del(cursor, 0), 0);
	}
	mdb_cursor_close(cursor);
}

static void cursor_records(const char *name, struct buf *records)
{
	MDB_env *env = env_open(name, MDB_RDONLY | MDB_NOLOCK);
	MDB_cursor *cursor;
	MDB_val key;
	MDB_val data;
	MDB_dbi dbi;
	MDB_txn *txn = txn_begin(env, MDB_RDONLY, &dbi);

	assert_int_equal(mdb_cursor_open(txn, dbi, &cursor), 0);
	while (mdb_cursor_get(cursor, &key, &data, MDB_NEXT) == 0)
		record_add(records, (struct bytes){key.mv_data, key.mv_size},
			(struct bytes){data.mv_data, data.mv_size});
	mdb_cursor_close(cursor);
	mdb_txn_abort(txn);
	mdb_env_close(env);
}

static void trace_path(struct trace *trace, const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	trace_file(trace, fd);
	close(fd);
}

static void assert_sound(const struct trace *trace)
{
	if (trace->opened != STATUS_OK || trace->walked != STATUS_OK)
		print_error("%s\n%s, page %llu: %s\n", trace->err.text,
			page_damage_text(trace->first.kind), (unsigned long long)trace->first.page,
			trace->first.detail);
	assert_int_equal(trace->opened, STATUS_OK);
	assert_int_equal(trace->walked, STATUS_OK);
	assert_int_equal(trace->pages.findings, 0);
	assert_int_equal(trace->pages.lost_pages, 0);
}

/* The walk finds nothing and gives what liblmdb gives. */
static void assert_reads_alike(const char *name)
{
	struct buf expected = BUF_EMPTY;
	struct trace trace = {0};

	trace_path(&trace, name);
	assert_sound(&trace);
	cursor_records(name, &expected);
	assert_true(bytes_equal(buf_bytes(&trace.records), buf_bytes(&expected)));
	buf_release(&expected);
	trace_release(&trace);
}

static void assert_copies_read_alike(MDB_env *env)
{
	const unsigned flags[] = {0, MDB_CP_COMPACT};

	assert_reads_alike(path);
	for (unsigned i = 0; i < 2; i++) {
		unlink(copy);
		assert_int_equal(mdb_env_copy2(env, copy, flags[i]), 0);
		assert_reads_alike(copy);
	}
}

static void test_new_file(void **state)
{
	MDB_env *env = env_open(path, 0);
	struct trace trace = {0};

	(void)state;
	assert_copies_read_alike(env);
	trace_path(&trace, path);
	assert_int_equal(trace.pages.word, sizeof(size_t));
	assert_int_equal(trace.pages.page_count, 2);
	assert_int_equal(trace.pages.meta[0].transaction, 0);
	assert_int_equal(trace.pages.meta[1].transaction, 0);
	assert_true(trace.pages.meta[1].main.root == PAGES_NO_ROOT);
	trace_release(&trace);
	mdb_env_close(env);
}

static void test_one_entry(void **state)
{
	static const uint8_t key[] = "k";
	MDB_env *env = env_open(path, 0);
	MDB_dbi dbi;
	MDB_txn *txn = txn_begin(env, 0, &dbi);

	(void)state;
	put(txn, dbi, (struct bytes){key, 1}, BYTES_NONE);
	assert_int_equal(mdb_txn_commit(txn), 0);
	assert_copies_read_alike(env);
	mdb_env_close(env);
}

/* The meta pages after each of the first commits, also of transactions that came to nothing. */
static void test_first_commits(void **state)
{
	MDB_env *env = env_open(path, 0);
	struct trace trace = {0};
	uint64_t seed = 1;
	MDB_txn *txn;
	MDB_dbi dbi;

	(void)state;
	for (unsigned i = 0; i < 8; i++) {
		txn = txn_begin(env, 0, &dbi);
		put_random(txn, dbi, &seed, 1 + 20 * i, 100);
		if (i == 3)
			mdb_txn_abort(txn);
		else
			assert_int_equal(mdb_txn_commit(txn), 0);
		assert_copies_read_alike(env);
		trace_path(&trace, path);
		assert_int_equal(
			trace.pages.meta[trace.pages.newest].transaction, i < 3 ? i + 1 : i);
	}
	trace_release(&trace);
	mdb_env_close(env);
}

static void test_thousands(void **state)
{
	MDB_env *env = env_open(path, 0);
	struct trace trace = {0};
	uint64_t seed = 2;
	MDB_txn *txn;
	MDB_dbi dbi;

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		txn = txn_begin(env, 0, &dbi);
		put_random(txn, dbi, &seed, 800, 100000);
		assert_int_equal(mdb_txn_commit(txn), 0);
	}
	assert_copies_read_alike(env);
	trace_path(&trace, path);
	assert_true(trace.pages.meta[trace.pages.newest].main.depth >= 3);
	assert_true(trace.pages.meta[trace.pages.newest].main.overflow_pages > 100);
	assert_true(trace.pages.free_pages > 0);
	trace_release(&trace);
	mdb_env_close(env);
}

/* A log never loses records, so that is told; everything else about such a file is sound. */
static void test_deletions(void **state)
{
	MDB_env *env = env_open(path, 0);
	struct trace trace = {0};
	uint64_t seed = 3;
	MDB_txn *txn;
	MDB_dbi dbi;

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		txn = txn_begin(env, 0, &dbi);
		put_random(txn, dbi, &seed, 1500, 9000);
		assert_int_equal(mdb_txn_commit(txn), 0);
		txn = txn_begin(env, 0, &dbi);
		delete_every_third(txn, dbi);
		assert_int_equal(mdb_txn_commit(txn), 0);
		trace_path(&trace, path);
		assert_int_equal(trace.pages.findings, 0);
		txn = txn_begin(env, 0, &dbi);
		put_random(txn, dbi, &seed, 1, 10);
		assert_int_equal(mdb_txn_commit(txn), 0);
		assert_copies_read_alike(env);
	}
	trace_release(&trace);
	mdb_env_close(env);
}

/* Pages that a transaction takes and gives back are never written: the file ends before its last
 * page, and nothing is missing. */
static void test_short_file_is_whole(void **state)
{
	static const uint8_t value[60000];
	MDB_env *env = env_open(path, 0);
	struct trace trace = {0};
	unsigned cut = 0;
	MDB_txn *txn;
	MDB_dbi dbi;

	(void)state;
	for (uint8_t i = 0; i < 8; i++) {
		MDB_val key = {2, (void *)value};

		txn = txn_begin(env, 0, &dbi);
		put(txn, dbi, (struct bytes){&i, 1}, (struct bytes){value, 3000});
		put(txn, dbi, (struct bytes){value, 2}, (struct bytes){value, 60000});
		assert_int_equal(mdb_del(txn, dbi, &key, NULL), 0);
		assert_int_equal(mdb_txn_commit(txn), 0);
		trace_path(&trace, path);
		cut += trace.pages.cut;
		assert_reads_alike(path);
	}
	assert_true(cut > 0);
	trace_release(&trace);
	mdb_env_close(env);
}

static void test_sample(void **state)
{
	struct buf expected = BUF_EMPTY;
	struct trace trace = {0};

	(void)state;
	sample_make(path);
	sample_records(&expected);
	trace_path(&trace, path);
	assert_sound(&trace);
	assert_true(bytes_equal(buf_bytes(&trace.records), buf_bytes(&expected)));
	buf_release(&expected);
	trace_release(&trace);
}

/* The same, written by liblmdb on a 32-bit machine. */
static void test_sample_of_32_bits(void **state)
{
	const char *top = getenv("top_srcdir");
	char *narrow = path_join(top ? top : ".", "tests/fuzz/corpus/pages/narrow");
	struct buf expected = BUF_EMPTY;
	struct trace trace = {0};

	(void)state;
	sample_records(&expected);
	trace_path(&trace, narrow);
	assert_sound(&trace);
	assert_int_equal(trace.pages.word, 4);
	assert_true(bytes_equal(buf_bytes(&trace.records), buf_bytes(&expected)));
	buf_release(&expected);
	trace_release(&trace);
	free(narrow);
}

/* Salvage may walk the state before the last transaction. */
static void test_other_meta_page(void **state)
{
	struct err err = {0};
	struct pages pages;
	int fd;

	(void)state;
	sample_make(path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_int_equal(pages_open(&pages, fd, &err), STATUS_OK);
	assert_int_equal(pages.newest, 1);
	pages.newest = 0;
	assert_int_equal(pages_walk(&pages, NULL, NULL, &err), STATUS_OK);
	assert_int_equal(pages.records, 40);
	close(fd);
}

static enum status stop_at_third(void *context, struct bytes key, struct bytes value)
{
	unsigned *left = context;

	(void)key;
	(void)value;
	return --*left == 0 ? STATUS_BUSY : STATUS_OK;
}

static void test_visitor_stops(void **state)
{
	struct err err = {0};
	struct pages pages;
	unsigned left = 3;
	int fd;

	(void)state;
	sample_make(path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_int_equal(pages_open(&pages, fd, &err), STATUS_OK);
	assert_int_equal(pages_walk(&pages, stop_at_third, &left, &err), STATUS_BUSY);
	assert_int_equal(pages.records, 3);
	assert_int_equal(err.status, STATUS_OK);
	left = 100;
	assert_int_equal(pages_walk(&pages, stop_at_third, &left, &err), STATUS_OK);
	assert_int_equal(left, 56);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_new_file, files_remove, files_remove),
		cmocka_unit_test_setup_teardown(test_one_entry, files_remove, files_remove),
		cmocka_unit_test_setup_teardown(test_first_commits, files_remove, files_remove),
		cmocka_unit_test_setup_teardown(test_thousands, files_remove, files_remove),
		cmocka_unit_test_setup_teardown(test_deletions, files_remove, files_remove),
		cmocka_unit_test_setup_teardown(
			test_short_file_is_whole, files_remove, files_remove),
		cmocka_unit_test_setup_teardown(test_sample, files_remove, files_remove),
		cmocka_unit_test(test_sample_of_32_bits),
		cmocka_unit_test_setup_teardown(test_other_meta_page, files_remove, files_remove),
		cmocka_unit_test_setup_teardown(test_visitor_stops, files_remove, files_remove),
	};

	return cmocka_run_group_tests(tests, paths_make, paths_release);
}
