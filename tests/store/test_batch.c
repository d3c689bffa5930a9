/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows that are put together stand in the tree as if they had been put one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
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

/* Keys that are hard to tell apart: of few bytes, zeros among them, that begin alike, many of them twice. */
#define HARD_ROWS 5000
#define HARD_KEY_MAX 40

struct hard_row {
	size_t number, len;
	uint8_t key[HARD_KEY_MAX];
};

static void draw_key(struct seeded *seeded, struct hard_row *row)
{
	static const size_t starts[] = {0, 6, 7, 8, 14, 21, 30};

	row->len = starts[seeded_below(seeded, 7)];
	memset(row->key, 'R', sizeof(row->key));
	for (unsigned more = 1 + seeded_below(seeded, 9); more > 0; more--)
		row->key[row->len++] = (uint8_t)(seeded_below(seeded, 3) * 127);
}

static int compare_hard(const void *left, const void *right)
{
	const struct hard_row *a = left, *b = right;
	int order = bytes_compare((struct bytes){a->key, a->len}, (struct bytes){b->key, b->len});

	return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void expect_row(void *context, struct bytes key, struct bytes value)
{
	const struct hard_row **next = context;
	const struct hard_row *row = (*next)++;

	assert_true(bytes_equal(key, (struct bytes){row->key, row->len}));
	assert_int_equal(get_be32(value.ptr), row->number);
}

static void test_rows_of_one_key_stay_in_the_order_in_which_they_came(void **state)
{
	struct hard_row *row = memory_alloc(HARD_ROWS * sizeof(*row));
	struct seeded seeded = {20190717};
	struct batch batch = {0};
	uint8_t value[4];

	(void)state;
	for (size_t count = 0; count <= HARD_ROWS; count = count < 64 ? count + 1 : count * 2) {
		const struct hard_row *next = row;

		for (size_t i = 0; i < count; i++) {
			row[i].number = i;
			draw_key(&seeded, &row[i]);
			batch_add(&batch, (struct bytes){row[i].key, row[i].len},
				  number_bytes(value, (uint32_t)i));
		}
		if (count > 0)
			qsort(row, count, sizeof(*row), compare_hard);
		batch_tell(&batch, expect_row, &next);
		assert_ptr_equal(next, row + count);
	}
	batch_release(&batch);
	free(row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_later_values_stand_in_order_of_keys),
		cmocka_unit_test(test_rows_of_one_key_stay_in_the_order_in_which_they_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
