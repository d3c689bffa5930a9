/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows that are put together stand in the tree as if they had been put one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/batch.h"

#define ROWS 5000

static struct bytes number_bytes(uint8_t out[4], uint32_t number)
{
	put_be32(out, number);
	return (struct bytes){out, 4};
}

/* Where all keys stand behind. */
static const struct bytes least = {(const uint8_t *)"\0", 1};

static void begin(struct db *db, struct db_txn **txn)
{
	assert_int_equal(db_begin(db, true, txn, NULL), STATUS_OK);
}

static void test_empty(void **state)
{
	struct batch batch = {0};
	struct bytes key, value;
	struct db_txn *txn;
	struct db *db;

	(void)state;
	assert_int_equal(db_open_cache(&db, NULL, NULL), STATUS_OK);
	begin(db, &txn);
	batch_put(&batch, txn);
	assert_false(db_seek(txn, least, &key, &value));
	assert_int_equal(db_commit(txn, NULL), STATUS_OK);
	batch_release(&batch);
	db_close(db);
}

/* The numbers below ROWS in no order, twice: first with a value of nothing, then their own. */
static void add_all(struct batch *batch, bool own)
{
	uint8_t key[4], value[4];

	for (uint32_t i = 0; i < ROWS; i++) {
		uint32_t number = i * 7919 % ROWS;

		batch_add(batch, number_bytes(key, number),
			  own ? number_bytes(value, ~number) : BYTES_NONE);
	}
}

static void assert_all(struct db_txn *txn)
{
	uint8_t expected[4];
	struct bytes key, value;
	uint32_t count = 0;

	for (bool more = db_seek(txn, least, &key, &value); more; more = db_next(txn, &key, &value)) {
		assert_true(bytes_equal(key, number_bytes(expected, count)));
		assert_true(bytes_equal(value, number_bytes(expected, ~count)));
		count++;
	}
	assert_int_equal(count, ROWS);
}

static void test_later_values_stand_in_order_of_keys(void **state)
{
	struct batch batch = {0};
	uint8_t key[4];
	struct db_txn *txn;
	struct db *db;

	(void)state;
	assert_int_equal(db_open_cache(&db, NULL, NULL), STATUS_OK);
	begin(db, &txn);
	db_replace(txn, number_bytes(key, 17), (struct bytes){(const uint8_t *)"longer than the other", 21});
	add_all(&batch, false);
	add_all(&batch, true);
	batch_put(&batch, txn);
	assert_int_equal(batch.count, 0);
	assert_all(txn);
	batch_put(&batch, txn); /* empty again */
	assert_all(txn);
	assert_int_equal(db_commit(txn, NULL), STATUS_OK);
	batch_release(&batch);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_later_values_stand_in_order_of_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
