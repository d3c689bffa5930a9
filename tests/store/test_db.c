/* SPDX-License-Identifier: BSD-2-Clause */
/* The data file: nothing that is none is given to liblmdb, and nothing is made or replaced by mistake. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <lmdb.h>

#include "base/file.h"
#include "store/db.h"

static char *path;

static int path_make(void **state)
{
	(void)state;
	path = path_join(getenv("TMPDIR"), "data.okoce");
	return 0;
}

static int path_release(void **state)
{
	(void)state;
	free(path);
	return 0;
}

static int path_remove(void **state)
{
	char *lock = path_with(path, "-lock");

	(void)state;
	rmdir(path);
	unlink(path);
	unlink(lock);
	free(lock);
	return 0;
}

static const struct bytes key = {(const uint8_t *)"Lkey", 4}, value = {(const uint8_t *)"value", 5};

static void make_file(void)
{
	struct db *db;
	struct db_txn *txn;
	struct err err;

	assert_int_equal(db_create(&db, path, &err), STATUS_OK);
	assert_int_equal(db_begin(db, true, &txn, &err), STATUS_OK);
	db_put(txn, key, value);
	assert_int_equal(db_commit(txn, &err), STATUS_OK);
	db_close(db);
}

static void write_file(const char *bytes, size_t len)
{
	struct err err;
	assert_int_equal(file_write(path, (struct bytes){(const uint8_t *)bytes, len}, &err), STATUS_OK);
}

static enum status opened(void)
{
	struct db *db;
	struct err err;
	enum status status = db_open(&db, path, false, &err);

	if (!status)
		db_close(db);
	return status;
}

static void test_no_data_files(void **state)
{
	static const char text[4096] = "No,Nama,NIK\n";

	(void)state;
	assert_int_equal(opened(), STATUS_NOT_FOUND);
	assert_int_equal(access(path, F_OK), -1); /* and none was made */
	write_file("", 0);
	assert_int_equal(opened(), STATUS_DAMAGED);
	write_file(text, 20);
	assert_int_equal(opened(), STATUS_DAMAGED);
	write_file(text, sizeof(text));
	assert_int_equal(opened(), STATUS_INVALID);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(opened(), STATUS_INVALID);
}

static void test_cut(void **state)
{
	struct stat info;

	(void)state;
	make_file();
	assert_int_equal(opened(), STATUS_OK);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(truncate(path, info.st_size - 1), 0);
	assert_int_equal(opened(), STATUS_DAMAGED);
	assert_int_equal(truncate(path, 4096), 0);
	assert_int_equal(opened(), STATUS_DAMAGED);
}

/* One transaction that takes pages at the end and gives them back. */
static MDB_envinfo take_and_give_back(unsigned char number)
{
	static char text[60000];
	MDB_val small_key = {1, &number}, small = {3000, text}, big_key = {2, text}, big = {60000, text};
	MDB_envinfo info;
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;

	assert_int_equal(mdb_env_create(&env), 0);
	assert_int_equal(mdb_env_open(env, path, MDB_NOSUBDIR, 0600), 0);
	assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
	assert_int_equal(mdb_dbi_open(txn, NULL, 0, &dbi), 0);
	assert_int_equal(mdb_put(txn, dbi, &small_key, &small, 0), 0);
	assert_int_equal(mdb_put(txn, dbi, &big_key, &big, 0), 0);
	assert_int_equal(mdb_del(txn, dbi, &big_key, NULL), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	assert_int_equal(mdb_env_info(env, &info), 0);
	mdb_env_close(env);
	return info;
}

/* Such pages are never written: the file is shorter than its meta page says, and sound. */
static void test_unwritten_free_pages(void **state)
{
	unsigned shorter = 0;
	struct stat info;

	(void)state;
	make_file();
	for (unsigned char i = 0; i < 8; i++) {
		MDB_envinfo stated = take_and_give_back(i);

		assert_int_equal(stat(path, &info), 0);
		shorter += (size_t)info.st_size < (stated.me_last_pgno + 1) * 4096;
		assert_int_equal(opened(), STATUS_OK);
	}
	assert_true(shorter > 0);
}

static void test_create_keeps_what_is_there(void **state)
{
	struct db *db;
	struct err err;

	(void)state;
	write_file("mine", 4);
	assert_int_equal(db_create(&db, path, &err), STATUS_EXISTS);
	struct buf kept = BUF_EMPTY;
	assert_int_equal(file_read(path, 100, &kept, &err), STATUS_OK);
	assert_string_equal(buf_text(&kept), "mine");
	buf_release(&kept);
}

/* A live file replaced under an open program would swallow what is written. */
static void test_replaced_file(void **state)
{
	struct db *db;
	struct db_txn *txn;
	struct err err;
	char *other = path_with(path, ".other");

	(void)state;
	make_file();
	assert_int_equal(db_open(&db, path, false, &err), STATUS_OK);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(db_begin(db, true, &txn, &err), STATUS_IO);
	assert_int_equal(rename(other, path), 0);
	assert_int_equal(db_begin(db, true, &txn, &err), STATUS_OK);
	db_abort(txn);
	db_close(db);
	free(other);
}

/* The first error stays, and nothing of its transaction is kept. */
static void test_error_sticks(void **state)
{
	struct db *db;
	struct db_txn *txn;
	struct bytes found;
	struct err err;
	const struct bytes second = {(const uint8_t *)"Lother", 6};

	(void)state;
	make_file();
	assert_int_equal(db_open(&db, path, false, &err), STATUS_OK);
	assert_int_equal(db_begin(db, true, &txn, &err), STATUS_OK);
	db_put(txn, second, value);
	db_put(txn, key, value); /* is there already */
	assert_int_not_equal(db_commit(txn, &err), STATUS_OK);
	assert_int_equal(db_begin(db, false, &txn, &err), STATUS_OK);
	assert_true(db_get(txn, key, &found));
	assert_true(bytes_equal(found, value));
	assert_false(db_get(txn, second, &found));
	db_abort(txn);
	db_close(db);
}

/* What could not be read looks like the end: whoever reads to the end must ask whether it was. */
static void test_an_error_is_not_the_end(void **state)
{
	struct db *db;
	struct db_txn *txn;
	struct bytes found_key, found;
	struct err err;

	(void)state;
	make_file();
	assert_int_equal(db_open(&db, path, true, &err), STATUS_OK);
	assert_int_equal(db_begin(db, false, &txn, &err), STATUS_OK);
	assert_true(db_seek(txn, key, &found_key, &found));
	while (db_next(txn, &found_key, &found))
		;
	assert_int_equal(db_finish(txn, &err), STATUS_OK);
	assert_int_equal(db_begin(db, false, &txn, &err), STATUS_OK);
	assert_false(db_get(txn, BYTES_NONE, &found)); /* liblmdb takes no empty key */
	assert_false(db_get(txn, key, &found));
	assert_int_not_equal(db_finish(txn, &err), STATUS_OK);
	assert_string_not_equal(err.text, "");
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_no_data_files, path_remove),
		cmocka_unit_test_teardown(test_an_error_is_not_the_end, path_remove),
		cmocka_unit_test_teardown(test_cut, path_remove),
		cmocka_unit_test_teardown(test_unwritten_free_pages, path_remove),
		cmocka_unit_test_teardown(test_create_keeps_what_is_there, path_remove),
		cmocka_unit_test_teardown(test_replaced_file, path_remove),
		cmocka_unit_test_teardown(test_error_sticks, path_remove),
	};
	return cmocka_run_group_tests(tests, path_make, path_release);
}
