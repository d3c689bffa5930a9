/* SPDX-License-Identifier: BSD-2-Clause */
/* What is known of a draft's operations is what reading its payload tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "store/draft.h"

#define VALUES_MAX 30 /* more than the head of a list tells in one byte */

static void put(struct making *making, unsigned number, size_t values, size_t superseded)
{
	const struct id person = {{(uint8_t)number, (uint8_t)(number >> 8)}};
	const struct register_key key = register_person(&person, PERSON_CONTACT);
	struct event_id seen[VALUES_MAX];

	for (size_t i = 0; i < superseded; i++)
		seen[i] = (struct event_id){.writer = person, .seq = (uint32_t)(i + 1)};
	making_begin(making, register_bytes(&key), values);
	for (size_t i = 0; i < values; i++)
		cbor_put_uint(&making->bytes, 1000 * i);
	making_end(making, seen, superseded);
}

static void assert_read(const struct drafts *drafts, size_t index, size_t count)
{
	struct operation operation;
	struct payload payload;

	assert_true(payload_read(&payload, drafts_get(drafts, index)));
	assert_int_equal(payload.count, count);
	for (size_t i = 0; i < count; i++) {
		assert_true(drafts_operation(drafts, index, i, &operation));
		assert_true(bytes_equal(operation.key, payload.operation[i].key));
		assert_true(bytes_equal(operation.values, payload.operation[i].values));
		assert_int_equal(operation.value_count, payload.operation[i].value_count);
		assert_true(bytes_equal(operation.superseded, payload.operation[i].superseded));
		assert_int_equal(operation.superseded_count, payload.operation[i].superseded_count);
	}
	assert_false(drafts_operation(drafts, index, count, &operation));
}

static void test_nothing(void **state)
{
	struct drafts drafts = {0};
	struct making making = {0};

	(void)state;
	const size_t len = drafts_add(&drafts, &making);
	assert_int_equal(len, drafts_get(&drafts, 0).len);
	assert_read(&drafts, 0, 0);
	drafts_wipe(&drafts);
	assert_int_equal(drafts.count, 0);
	drafts_wipe(&drafts);
}

/* Entries of 1 to 64 operations, each with more or fewer values and superseded events. */
static void test_operations_stand_where_it_says(void **state)
{
	struct drafts drafts = {0};
	struct making making = {0};

	(void)state;
	for (size_t count = 1; count <= PAYLOAD_OPERATIONS_MAX; count++) {
		for (unsigned i = 0; i < count; i++)
			put(&making, i, (count + i) % VALUES_MAX, (count * 7 + i) % VALUES_MAX);
		const size_t len = drafts_add(&drafts, &making);
		assert_int_equal(len, drafts_get(&drafts, count - 1).len);
		assert_int_equal(making.count, 0);
	}
	for (size_t count = 1; count <= PAYLOAD_OPERATIONS_MAX; count++)
		assert_read(&drafts, count - 1, count);
	buf_release(&making.bytes);
	drafts_wipe(&drafts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_operations_stand_where_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
