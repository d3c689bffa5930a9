/* SPDX-License-Identifier: BSD-2-Clause */
/* Batches that were laid aside are told as one: in the order of keys, of one key the later one later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/runs.h"

#define BATCHES 9
#define ROWS 4000 /* of a batch: more than stays in memory */
#define NUMBERS (BATCHES * ROWS / 2) /* so that each comes twice */

struct told {
	struct buf last;
	size_t rows, last_batch;
};

static struct bytes key_of(uint8_t out[40], uint32_t number)
{
	memset(out, 'k', 36);
	put_be32(out + 36, number);
	return (struct bytes){out, 40};
}

/* Its value says in which batch it came. */
static void hear(void *context, struct bytes key, struct bytes value)
{
	struct told *told = context;
	const int order = told->rows > 0 ? bytes_compare(key, buf_bytes(&told->last)) : 1;

	assert_int_equal(value.len, 300);
	assert_true(order > 0 || (order == 0 && value.ptr[0] > told->last_batch));
	assert_int_equal(value.ptr[299], key.ptr[39]);
	told->last_batch = value.ptr[0];
	told->rows++;
	buf_clear(&told->last);
	buf_add(&told->last, key.ptr, key.len);
}

static void add_batch(struct runs *runs, uint32_t number)
{
	struct batch batch = {0};
	uint8_t key[40], value[300] = {(uint8_t)number};

	for (uint32_t i = 0; i < ROWS; i++) {
		const uint32_t which = (number * ROWS + i * 7919 % ROWS) % NUMBERS;

		value[299] = (uint8_t)which;
		batch_add(&batch, key_of(key, which), BYTES_OF(value));
	}
	runs_add(runs, &batch);
	assert_int_equal(batch.count, 0);
	batch_release(&batch);
}

static void hear_rows(void *context, struct bytes key, struct bytes value)
{
	size_t *rows = context;

	(void)key;
	(void)value;
	(*rows)++;
}

static void test_nothing(void **state)
{
	struct runs runs = {.folder = NULL};
	struct batch batch = {0};
	size_t rows = 0;

	(void)state;
	runs_add(&runs, &batch);
	assert_true(runs_tell(&runs, hear_rows, &rows));
	assert_int_equal(rows, 0);
	runs_release(&runs);
}

static void tell(const char *folder, bool in_file)
{
	struct runs runs = {.folder = folder};
	struct told told = {BUF_EMPTY, 0, 0};

	for (uint32_t i = 0; i < BATCHES; i++)
		add_batch(&runs, i);
	assert_int_equal(runs.rows, BATCHES * ROWS);
	assert_int_equal(runs.has_file, in_file);
	assert_true(runs_tell(&runs, hear, &told));
	assert_int_equal(told.rows, BATCHES * ROWS);
	assert_int_equal(runs.rows, 0);
	buf_release(&told.last);
	runs_release(&runs);
}

static void test_in_memory_and_in_a_file(void **state)
{
	(void)state;
	tell(NULL, false);
	tell(getenv("TMPDIR"), true);
	tell("/nonexistent", false);
}

static void test_least(void **state)
{
	struct runs runs = {.folder = NULL};
	uint8_t least[40];

	(void)state;
	for (uint32_t i = BATCHES; i-- > 1;)
		add_batch(&runs, i);
	assert_true(bytes_equal(buf_bytes(&runs.least), key_of(least, 0)));
	runs_release(&runs);
}

/* What cannot be read again is said. */
static void test_a_file_that_was_cut(void **state)
{
	struct runs runs = {.folder = getenv("TMPDIR")};
	size_t rows = 0;

	(void)state;
	for (uint32_t i = 0; i < BATCHES; i++)
		add_batch(&runs, i);
	assert_true(runs.has_file);
	assert_int_equal(ftruncate(runs.fd, (off_t)(runs.in_file - 1)), 0);
	assert_false(runs_tell(&runs, hear_rows, &rows));
	assert_true(rows < BATCHES * ROWS);
	runs_release(&runs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_in_memory_and_in_a_file),
		cmocka_unit_test(test_least),
		cmocka_unit_test(test_a_file_that_was_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
